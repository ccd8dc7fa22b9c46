"""The LAMBDA names: filled in from the package's own rules, and as a workbook stores them.

``lambdas.txt`` holds the formulas for people. In a file (ECMA-376 as Excel extends it)
newer functions carry ``_xlfn.``, every LAMBDA and LET name ``_xlpm.``, and an optional
parameter is declared ``_xlop.`` where people write it in square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from xlscorecard.engine.margin import SMALL_COUNT
from xlscorecard.engine.quartile import FEWEST as FEWEST_COUNCILS
from xlscorecard.engine.rating import UNIT_WORDS, Aim, Margin, Measured, parse_unit
from xlscorecard.engine.rules import default_rules
from xlscorecard.engine.significance import chance_steps
from xlscorecard.engine.spc import FEWEST, LARGEST_RANGE, LIMIT
from xlscorecard.functions import lambda_measures
from xlscorecard.functions.catalogue import FUNCTIONS
from xlscorecard.functions.judge import LARGEST_FRACTION, MOST_FRACTION, NEAR, SHORTENED
from xlscorecard.functions.measures import FIELDS
from xlscorecard.functions.travel import PERIOD_WORDS, default_dead_band
from xlscorecard.model.scorecard import Polarity, Rag, Unit
from xlscorecard.values.words import (
    EMPTY_BOXES,
    RAG_FORMS,
    TICKED_BOXES,
    parse_polarity,
    parse_rag,
)

# A defined name's formula may be so long in Excel; ours stay far below it.
LONGEST = 8192
# The order of the kinds in the formulas: RAG.KIND's numbers.
_KINDS = (
    Measured.OTHER, Measured.FRACTION, Measured.MONEY, Measured.DAYS, Measured.RATE,
    Measured.PERCENT, Measured.COUNT, Measured.SCORE, Measured.BUDGET,
)  # fmt: skip
# Excel 365 functions that are stored with a prefix (MS-XLSX, future functions).
_PREFIXED = frozenset(
    {"DROP", "HSTACK", "ISOMITTED", "LAMBDA", "LET", "MAKEARRAY", "MAP", "NUMBERVALUE"}
    | {"SEQUENCE", "TAKE", "TOCOL", "UNICHAR", "VSTACK", "XMATCH"}
)
# The words that officers use; each one's meaning is asked of the package's own vocabulary,
# so that a formula can never read a word differently.
_POLARITY_WORDS = (
    "h|high|higher|highest|up|upwards|increase|increasing|maximise|max|bigger|more|rise|+|plus|"
    "positive|larger|greater|above|1|aim h|bigger is better|higher is better|high is good|"
    "up is good|up is bad|l|low|lower|lowest|down|downwards|decrease|decreasing|minimise|min|"
    "smaller|less|fewer|reduce|reducing|fall|minus|negative|below|-1|aim l|smaller is better|"
    "lower is better|low is good|down is good|down is bad|aim to maximise|aim to minimise|"
    "band|target band|target band width|range|target range|within range|closer to target|"
    "neutral|n|neither|no polarity"
)
# Cells of a rating column that are no rating although they speak of what ratings speak of.
_UNRATED_WORDS = (
    "no target|no target set|target not set|target tbc|no target - monitoring|not due|no plan|"
    "trend only|monitoring only|not applicable|n/a|tbc|to be confirmed"
)
# Other words than these tell of no rating; a text with one of them may be one ("Red - late",
# "R: behind plan", "Slightly below the target").
_RAG_HINTS = (
    " red | amber | yellow | orange | green | blue | grey | gray |target|track|plan|toleran|"
    "thresh|varian|floor|minimum|trajector|profile|expectation| course| r | a | g | b |"
    + "|".join(EMPTY_BOXES + TICKED_BOXES)
)
_REMARK = re.compile(r"^'.*$", re.MULTILINE)
_DEFINITION = re.compile(r"^([A-Z.]+) = ", re.MULTILINE)
_BLANK = re.compile(r"<<([A-Z_]+)>>")
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"|\d+(?:\.\d+)?(?:E[-+]?\d+)?|#[A-Z/0-9]+[!?]?|\[[a-z_]+\]|[a-z_]+|[A-Z][A-Z.]*|\s+|.'
)


@dataclass(frozen=True, slots=True)
class LambdaName:
    """A defined name: its formula for people, and as a workbook stores it. Helpers of the
    others are hidden; ``comment`` is what Excel shows beside the name."""

    name: str
    formula: str
    stored: str
    hidden: bool
    comment: str


@cache
def lambda_names() -> tuple[LambdaName, ...]:
    """All names, helpers first; each is at most LONGEST characters long."""
    source = files("xlscorecard.functions").joinpath("lambdas.txt").read_text(encoding="utf-8")
    return parse_lambdas(source)


def parse_lambdas(source: str) -> tuple[LambdaName, ...]:
    """Names from text such as lambdas.txt, their blanks filled in."""
    source = _REMARK.sub("", source)
    comments = {function.name: function.summary for function in FUNCTIONS}
    facts = _facts()
    starts = list(_DEFINITION.finditer(source))
    names = []
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(source)
        text = _BLANK.sub(lambda blank: facts[blank[1]], source[start.end() : end])
        formula = "".join(token for token in _TOKEN.findall(text) if not token.isspace())
        names.append(
            LambdaName(
                name=start[1],
                formula=formula,
                stored=stored_form(formula),
                hidden=start[1] not in comments,
                comment=comments.get(start[1], ""),
            )
        )
    return tuple(names)


def stored_form(formula: str) -> str:
    """A formula as workbook.xml stores it."""
    stored = []
    for token in _TOKEN.findall(formula):
        if token.startswith("["):
            stored.append(f"_xlop.{token[1:-1]}")
        elif token[0].islower() or token[0] == "_":
            stored.append(f"_xlpm.{token}")
        elif token in _PREFIXED:
            stored.append(f"_xlfn.{token}")
        else:
            stored.append(token)
    return "".join(stored)


def _facts() -> Mapping[str, str]:
    """What the blanks of lambdas.txt stand for, each from where the engine has it."""
    units = {word: parse_unit(word) for word in (*Unit, *Measured, "%", "£", "variance")}
    ways = {word: parse_polarity(word) for word in _POLARITY_WORDS.split("|")}
    colours = {word: parse_rag(word) for word in (*RAG_FORMS, *_UNRATED_WORDS.split("|"))}
    order = [Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE, Rag.GREY]
    rules = default_rules()
    point = [rules.rule_for(kind, Aim(target=100.0)) for kind in _KINDS]
    margins = [rule.amber for rule in point]
    small = rules.rule_for(Measured.COUNT, Aim(target=SMALL_COUNT / 2)).amber
    band = rules.rule_for(Measured.OTHER, Aim(low=1.0, high=2.0)).amber
    lows, highs = chance_steps(small.chance or 0.0)
    dead = [default_dead_band(kind) for kind in _KINDS]
    precise = [place for place, rule in enumerate(point) if rule.printed_precision]
    return {
        "LARGEST": _number(LARGEST_FRACTION),
        "MOST_FRACTION": _number(MOST_FRACTION),
        "SHORTENED": _number(SHORTENED),
        "NEAR": _number(NEAR),
        "UNIT_WORDS": _texts(str(word) for word in units),
        "UNIT_CODES": ",".join(str(_KINDS.index(kind)) for kind in units.values()),
        "HIGHER": _texts(word for word, way in ways.items() if way is Polarity.HIGHER),
        "LOWER": _texts(word for word, way in ways.items() if way is Polarity.LOWER),
        "NEUTRAL": _texts(word for word, way in ways.items() if way is Polarity.NEUTRAL),
        "BAND": _texts(word for word, way in ways.items() if way is Polarity.BAND),
        "SMALL": _number(SMALL_COUNT),
        "SMALL_LEAST": _number(small.least),
        "LOWS": _numbers(low for low in lows if low < SMALL_COUNT),
        "HIGHS": _numbers(high for high in highs if high < SMALL_COUNT),
        "LEAST": _numbers(
            _least(margin, kind) for margin, kind in zip(margins, _KINDS, strict=True)
        ),
        "MOST": _numbers(_most(margin, kind) for margin, kind in zip(margins, _KINDS, strict=True)),
        "SHARE": _numbers(margin.share for margin in margins),
        "DEAD_LEAST": _numbers(
            _least(margin, kind) for margin, kind in zip(dead, _KINDS, strict=True)
        ),
        "DEAD_SHARE": _numbers(margin.share for margin in dead),
        "BAND_WIDTH": _number(band.of_width),
        "TINY": ",".join(str(place) for place, rule in enumerate(point) if rule.amber.tiny),
        "UNIT_LIST": ", ".join(sorted(UNIT_WORDS)),
        "PRECISE": ",".join(str(place) for place in precise),
        "PERIOD_WORDS": _texts(PERIOD_WORDS),
        "PERIOD_MONTHS": ",".join(str(months) for months in PERIOD_WORDS.values()),
        "LARGEST_RANGE": _number(LARGEST_RANGE),
        "LIMIT": _number(LIMIT),
        "FEWEST": str(FEWEST),
        "FEWEST_COUNCILS": str(FEWEST_COUNCILS),
        **_measure_facts(),
        "RAG_WORDS": _texts(colours),
        "RAG_CODES": ",".join(str(order.index(rag or Rag.GREY) + 1) for rag in colours.values()),
        "RAG_HINTS": _texts(_RAG_HINTS.split("|")),
    }


def _measure_facts() -> Mapping[str, str]:
    """The catalogue of ASCOF: its fields as columns, and which code means which line."""
    keys = [measure.key for measure in lambda_measures.measures()]
    found = lambda_measures.entries()
    columns = {
        f"ASCOF_{field.replace(' ', '_').upper()}": _texts(lambda_measures.column(field))
        for field in FIELDS
    }
    return columns | {
        "ASCOF_FIELDS": _texts(FIELDS),
        "ASCOF_CODES": _texts(entry.code for entry in found),
        "ASCOF_FROM": ",".join(str(entry.first) for entry in found),
        "ASCOF_UPTO": ",".join(str(entry.last) for entry in found),
        "ASCOF_LINES": ",".join(str(keys.index(entry.key) + 1) for entry in found),
    }


def _least(margin: Margin, kind: Measured) -> float:
    return margin.least * _point(margin, kind)


def _most(margin: Margin, kind: Measured) -> float:
    # Excel has no infinity; no figure of a council reaches this.
    return min(margin.most * _point(margin, kind), 1e300)


def _point(margin: Margin, kind: Measured) -> float:
    return 0.01 if margin.points and kind is Measured.FRACTION else 1.0


def _number(number: float) -> str:
    """A constant as Excel keeps it: at most 15 digits."""
    return f"{number:.15g}".replace("e+", "E").replace("e", "E")


def _numbers(numbers: Iterable[float]) -> str:
    return ",".join(_number(number) for number in numbers)


def _texts(words: Iterable[str]) -> str:
    return ",".join('"' + word.replace('"', '""') + '"' for word in words)
