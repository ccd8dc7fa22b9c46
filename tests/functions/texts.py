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
    kind = pick.randrange(9)
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
    if kind == 7:
        return "PROFILE", (12.0, pick.choice(_PERIODS))
    return "RAG", (5.0, 6.0, pick.choice(_POLARITIES))
