"""Many texts such as papers print, good and odd ones, for holding two readings together."""

from __future__ import annotations

import random
from collections.abc import Iterator

from xlscorecard.functions.cells import Cell


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_NUMBERS = _parts(
    "5|62|62.5|1,234|12,34|1.2.3|0|0.5|.5|5.|007|16|17|2017|2018|1e5|12345678901234567|£5|£1.2m|"
    "3k|43.1k|2bn|1M|10|3|11|59|63|100|99|-5|+5|(3)|(3.2)|--5"
)
_BEFORE = _parts(
    "||||<|>|<=|>=|≤|≥|=<|up to |at least |under |over |c|£|~|- |*|between |about |circa |max |"
    "no more than |less than |within "
)
_BEHIND = _parts(
    "|||%| %|%%|k|m|bn| bn| days|days| day| fte| per 100,000|*| (p)|pp| weeks| or more|+| of 20|"
    "%k|km| m| K|!| year|\u00a0| each"
)
_BETWEEN = _parts("-| - | to |–| – |/| and |:|--")
_TOLERANCES = _parts(
    "|%| %|pp| points|pts| of target|% of target| per cent|percent|ppt| percentage points"
)
_PERIODS = _parts(
    "Q1|Q 1|q4|Quarter 2|June|Jun|jun.|13|12|4.0|Q2 17/18|2017/18|17-18|x|Sep 2017|2017-06| May "
)
_POLARITIES = _parts(
    "Higher|lower is better|Up|up is bad|H.|(L)|L |hi|not high|good is high|band|neutral|-|+|x|"
    "1.0|-1|0|1"
)

_BEFORE_CODES = _parts("|||ASCOF |ascof: |ASCOF-")
_PARTS = _parts("||1|(1)|(1A)|2B|(2B)| pt 1| Pt. 2| part 2a| (i)|(ii)|ii|(1)(a)| P 2|(|(A)|x|II|.1")
_YEARS: tuple[Cell, ...] = (
    None, "2017/18", "2023/24", "17/18", "2017-18", "2013/14", 2017.0, 2023.0, "2011", "2017/19",
    "2016/2017", "FY18", "soon", 1999.0, 2017.5, "98/99", "12/13", True,
)  # fmt: skip
_FIELDS = _parts("|title|code|unit|polarity|framework|first year|last year|note|UNIT|colour")
_MARGINS: tuple[Cell, ...] = ("", None, 0.05, "5%", "5pp", "none", 0.0, 1.0, 5.0, "5")
_UNITS = _parts("|||percent|fraction|count|days|gbp|score|budget|rate")
_SIGNS = _parts("||%| days| per 100,000|m|k")


def _numbers(pick: random.Random) -> tuple[float, float]:
    """A value and a target near each other, on a boundary as often as not."""
    sizes = [0, 1, 2, 3, 5, 8, 12, 19, 20, 80, 100, 0.8, 0.95, 0.02, 1000, -5, 2.5, 33333, 7 / 3]
    target = pick.choice(sizes) * pick.choice([1, 1, 0.1, 10])
    share = pick.choice([1, 0.9, 1.1, 0.95, 1.05, 0.5, 2, 0.98, 1.02])
    return target * share + pick.choice([0, 0, 1e-10, 0.005, 1, -1, 0.01, -0.01]), target


Call = tuple[str, tuple[Cell, ...]]


def calls(seed: int, number: int) -> Iterator[Call]:
    """So many calls with texts; the same ones for the same seed."""
    pick = random.Random(seed)
    for _ in range(number):
        yield _call(pick)


def _text(pick: random.Random) -> str:
    text = pick.choice(_BEFORE) + pick.choice(_NUMBERS) + pick.choice(_BEHIND)
    if pick.random() < 0.35:
        text += pick.choice(_BETWEEN) + pick.choice(_NUMBERS) + pick.choice(_BEHIND)
    return f" {text.upper()} " if pick.random() < 0.1 else text


def _call(pick: random.Random) -> Call:
    kind = pick.randrange(12)
    way = pick.choice(["higher", "lower"])
    if kind < 2:
        return "FIGURE", (_text(pick),)
    if kind == 2:
        return "FIGURE", (_text(pick), pick.choice(["low", "high"]))
    if kind == 3:
        goals: list[Cell] = [5.0, "62%", 60.0, "£5", 0.6]
        return "RAG", (_text(pick), pick.choice(goals), way)
    if kind == 4:
        figures: list[Cell] = [5.0, 0.62, 60.0, "62%", "4 days"]
        return "RAG", (pick.choice(figures), _text(pick))
    if kind == 5:
        unit = pick.choice(["", "percent", "count", "days", "gbp", "score"])
        return "RAG", (_text(pick), _text(pick), way, "", unit)
    if kind == 6:
        amount = pick.choice(["5", "0.05", "5.5", "1,000", "5.", ".5", "-5", "5e3", "0"])
        sign = pick.choice(["", "± "])
        return "RAG", (95.0, 100.0, "higher", sign + amount + pick.choice(_TOLERANCES))
    if kind == 9:
        code = pick.choice(_BEFORE_CODES) + pick.choice("123456") + pick.choice("ABCDEI")
        return "ASCOF", (code + pick.choice(_PARTS), pick.choice(_YEARS), pick.choice(_FIELDS))
    if kind == 10:
        return "RAGWHY", (*_numbers(pick), way, pick.choice(_MARGINS), pick.choice(_UNITS))
    if kind == 11:
        value, target = _numbers(pick)
        printed = f"{value:.{pick.choice([0, 1, 2])}f}{pick.choice(_SIGNS)}"
        goal: list[Cell] = [target, f"{target:g}{pick.choice(_SIGNS)}", f"<{target:g}"]
        name = pick.choice(["RAG", "RAGWHY", "DOT"])
        return name, (printed, pick.choice(goal), way, pick.choice(_MARGINS), pick.choice(_UNITS))
    if kind == 7:
        return "PROFILE", (12.0, pick.choice(_PERIODS))
    return "RAG", (5.0, 6.0, pick.choice(_POLARITIES))
