"""Units that headers and titles state, and which statement wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.values.confusables import fold_words
from xlscorecard.values.notation import TIME_WORDS


class UnitHint(NamedTuple):
    """A unit that a text states, None if none, and what its figures are multiplied by."""

    unit: Unit | None = None
    scale: int = 1


_NO_HINT = UnitHint()
# "£26,754,000 payroll" in a heading is a figure, not a unit.
_POUND = r"£(?!\s?[1-9])"
# "£000", "£ (000s)", "£ in thousands", "GBP k"; and the other way round, "thousands of pounds".
_POUNDS_IN = rf"(?:{_POUND}|\bgbp\b)[\s,()]{{0,3}}(?:in )?"
_OF_POUNDS = rf"[\s,(]{{0,3}}(?:of )?(?:{_POUND}|pounds\b|gbp\b)"
_SCALES = (
    (
        r"(?:'?(?:000|k)'?s?(?![a-z\d,])|thousands?\b)",
        r"(?:(?<![\d,.])(?<!\d )'?000'?s?|\bthousands)",
        1_000,
    ),
    (r"(?:(?:m|mn|mill|millions?)(?![a-z])|'?000,000)", r"\bmillions", 1_000_000),
    (r"(?:bn|billions?)(?![a-z])", r"\bbillions", 1_000_000_000),
)
_MONEY = (
    *(
        (re.compile(rf"{_POUNDS_IN}{behind}|{before}{_OF_POUNDS}"), scale)
        for behind, before, scale in _SCALES
    ),
    (re.compile(rf"{_POUND}|\bgbp\b|\bin pounds\b"), 1),
)
_RATES = (
    (re.compile(r"(?:\bper|/)\s?(?:100,?000|100k|hundred thousand)(?![\d,])"), Unit.PER_100K),
    (re.compile(r"(?:\bper|/)\s?(?:10,?000|10k|ten thousand)(?![\d,])"), Unit.PER_10K),
    (re.compile(r"(?:\bper|/)\s?(?:1,?000|1k|thousand|'?000'?s?)(?![\d,])"), Unit.PER_1K),
)
# Columns of a risk register (likelihood x impact = score) and self-ratings from 1 to 4.
_RATING_HEADER = (
    r"^(?:(?:current|residual|inherent|target|gross|net|original|previous|mitigated|risk|raw|"
    r"overall|total)\s?)*(?:likelihood|impact|probability|severity|consequence|risk score|"
    r"risk rating|self[- ]rating|score)"
    r"(?: \(?(?:1-\d|l|i|p|s|out of \d+|x i|l x i)\)?| rating| score)?$"
)
# What a rate or a share is worked from, in a column or a row of its own.
_WORKED_FROM = re.compile(
    r"^(?:num|numerator|den|denom|denominator|base|cohort|sample)s?(?: size)?$"
)
_HEADER = (
    (re.compile(r"%|\bper ?cent(?:age)?\b"), Unit.PERCENT),
    (re.compile(r"^.{0,30}\b(?:working |calendar )?days?\b.{0,10}$"), Unit.DAYS),
    (
        re.compile(r"\bdays?\b(?: lost)?(?: to \w+)?(?: \w+)? per (?:fte|wte|employee|head)\b"),
        Unit.DAYS,
    ),
    (re.compile(r"(?<!per )\b(?:ftes?|wtes?|full[- ]time equivalents?)\b"), Unit.FTE),
    (re.compile(_RATING_HEADER), Unit.SCORE),
    (re.compile(r"^(?:no\.?|nos\.?|number|count|volume|#)(?: of [a-z ]{1,20})?$"), Unit.COUNT),
    (_WORKED_FROM, Unit.COUNT),
)


# Written out in brackets or at the end, and for money, this says that the figures are in thousands.
# "(000s)" alone stands over figures of both kinds: see ``doubtful_scale``.
_WRITTEN_OUT = r"\((?:all )?(?:figures )?(?:in )?{0}s?\)|(?:^|\bin |[,:–-] ){0}s?$"
_COUNT_SCALES = (
    (re.compile(_WRITTEN_OUT.format("thousand")), 1_000),
    (re.compile(_WRITTEN_OUT.format("million")), 1_000_000),
)
_UNSURE_SCALE = re.compile(
    r"(?<![\d,.£])(?<!\d )'?000'?s?(?![\d,]|\w)|[x×] ?1,?000\b|"
    r"(?:^|\(|\bin )(?:thousand|million)s?\b|\b(?:thousand|million)s?$"
)
# "Passenger journeys (m)": millions, or metres. "(M)" stands over figures for men.
_UNSURE_LETTER = re.compile(r"\((?:m|mn|bn|k)\)")


# "95% CI": how sure an interval is, not what its ends are counted in.
_CONFIDENCE = re.compile(
    r"\b9\d(?:\.\d)?\s?%\s?(?=(?:ci|lci|uci|confidence|lower|upper|limits?)\b)"
)


@lru_cache(maxsize=2048)
def unit_in_header(text: str) -> UnitHint:
    """The unit and scale of a column header or section heading: "Budget £000", "(£m)", "%".

    A two-line header is judged by its last line first: "Variance / %" is a percentage.
    """
    plain = _CONFIDENCE.sub(" ", fold_words(text))
    lines = [line for line in re.split(r" / |\n", plain) if line.strip()]
    for words in (*reversed(lines), plain):
        hint = _header_line(words)
        if hint.unit is not None:
            return hint
    return _NO_HINT


@lru_cache(maxsize=8192)
def worked_from(words: str) -> bool:
    """Whether plain words name what a rate or a share is worked from: "numerator", "base"."""
    return _WORKED_FROM.match(words) is not None


def _header_line(words: str) -> UnitHint:
    money = _money(words)
    if money is not None:
        return money
    counted = _counted_in(words)
    if counted is not None:
        return counted
    rate = _rate(words)
    if rate is not None:
        return UnitHint(rate)
    for pattern, unit in _HEADER:
        if (unit is not Unit.DAYS or "day" in words) and pattern.search(words):
            return UnitHint(unit)
    return _NO_HINT


def _rate(words: str) -> Unit | None:
    if "per" not in words and "/" not in words:
        return None
    return next((unit for pattern, unit in _RATES if pattern.search(words)), None)


def _counted_in(words: str) -> UnitHint | None:
    if "thousand" not in words and "million" not in words:
        return None
    for pattern, scale in _COUNT_SCALES:
        if pattern.search(words):
            return UnitHint(Unit.COUNT, scale)
    return None


@lru_cache(maxsize=4096)
def doubtful_scale(text: str) -> str:
    """The scale that a title, a header or a remark names and that we do not apply: "000s" without
    pounds, which councils print over figures in thousands and over such that are not, "thousand
    tonnes", or "(m)". Empty where none stands there, or where it is that of a rate ("per 000")."""
    words = fold_words(text)
    letter = _UNSURE_LETTER.search(text) if "(" in text else None
    if letter is not None and _money(words) is None:
        return letter[0]
    if "000" not in words and "thousand" not in words and "million" not in words:
        return ""
    found = _UNSURE_SCALE.search(words)
    if found is None or (_money(words) or _counted_in(words) or _NO_HINT).scale != 1:
        return ""
    return found[0] if _rate(words) is None else ""


def _money(words: str) -> UnitHint | None:
    if "£" not in words and "gbp" not in words and "pounds" not in words:
        return None
    for pattern, scale in _MONEY:
        if pattern.search(words):
            return UnitHint(Unit.GBP, scale)
    return None


# "within 28 days", "over 90 days", "91 days after": a condition of the measure, not its unit.
_CONDITION = re.compile(
    r"\b(?:within|in|by|after|over|under|than|every|last|first|of|up to|at least|target)\s"
    r"(?:\w+\s){0,2}?(?:\d|one|two|three|five|ten|agreed)[\d,+-]*\s(?:\w+\s)?days?\b|"
    r"\b\d+\+? (?:working |calendar )?days?\b"
)
_VERB = r"^(?:increase|reduce|improve|maximise|minimise|maintain|decrease|raise)(?: the| in)? ?"
_SHARE = re.compile(
    r"\(\s?%\s?\)|^%|%$|% of\b|^(?:the )?(?:percentage|proportion|per ?cent|share)\b|"
    r"\bas a (?:%|percentage|proportion)\b|\(percentage\)|\b(?:percentage|proportion) of\b|"
    + _VERB
    + r"(?:%|percentage|proportion|per ?cent)"
)
_SCORE = re.compile(
    r"\bquality of life\b|\bscores?\b|\bscrqol\b|"
    r"\b(?:average|mean|sap|self)[- ](?:\w+ ){0,3}rating\b"
)
_FTE = re.compile(r"(?<!per )(?:\bftes?\b|\bfull[- ]time equivalents?\b|\bwtes?\b)")
# Sizes and times that have no unit of ours: a measured figure, not a count of things.
_MEASURED = re.compile(
    r"\((?:seconds|secs|minutes|mins|hours|hrs|weeks|months|years|kgs?|mph|kwh|mwh|miles|km|"
    r"sq ?m|m2|ppm|[µu]g/m3|litres|g|mins/secs|mm:ss|hh:mm(?::ss)?)\)$"
)
# "Average number of weeks" measures a time; it counts no things.
_AVERAGE_TIME = re.compile(
    r"\b(?:average|mean|median) (?:\w+ ){0,3}(?:weeks|months|hours|minutes|seconds|years)\b"
)
_NUMBER_OF = re.compile(
    r"^(?:the )?(?:total )?(?:no\.?|counts?|volumes?) of\b|\bnumbers? of\b|^#|"
    r"\((?:number|no\.?|count|nos\.?|volume)\)|\braw number\b"
)
# Order matters: "average number of days" is days before it is a number.
_TITLE = (
    (_SHARE, Unit.PERCENT),
    (_SCORE, Unit.SCORE),
    (
        re.compile(
            r"\bdays\b|\bday\b(?! (?:cent(?:re|er)s?|care|services?|opportunit|nurser|cases?)\b)"
        ),
        Unit.DAYS,
    ),
    (re.compile(r"%|\bpercentage\b|\bproportion\b"), Unit.PERCENT),
    (_FTE, Unit.FTE),
    (_MEASURED, Unit.SCORE),
    (_AVERAGE_TIME, Unit.SCORE),
    (_NUMBER_OF, Unit.COUNT),
)


@lru_cache(maxsize=4096)
def unit_in_title(text: str) -> UnitHint:
    """The unit that a measure's title states: "per 100,000", "(%)", "Number of ...".

    Scales are taken for money ("(£000s Overspent / - Underspent)") and from a word at the end,
    "(thousands)": counts under a title with "(000s)" stay as printed, see ``doubtful_scale``.
    A time or size that has no unit of ours, "(seconds)" or "(kg)", is a score: a measured
    figure rather than a count of things.
    """
    words = fold_words(text)
    money = _money(words)
    if money is not None:
        return money
    counted = _counted_in(words)
    if counted is not None:
        return counted
    rate = _rate(words)
    if rate is not None:
        return UnitHint(rate)
    for pattern, unit in _TITLE:
        if unit is Unit.DAYS:
            if "day" in words and pattern.search(_CONDITION.sub(" ", words)):
                return UnitHint(unit)
        elif pattern.search(words):
            return UnitHint(unit)
    return _NO_HINT


_PARTS = re.compile(r"\((?P<parts>[^()]*/[^()]*)\)|(?P<words>no\.?|number) and %", re.IGNORECASE)
_PART_UNITS = {
    "fte": Unit.FTE,
    "ftes": Unit.FTE,
    "wte": Unit.FTE,
    "%": Unit.PERCENT,
    "percent": Unit.PERCENT,
    "percentage": Unit.PERCENT,
    "no": Unit.COUNT,
    "no.": Unit.COUNT,
    "number": Unit.COUNT,
    "count": Unit.COUNT,
    "£": Unit.GBP,
    "days": Unit.DAYS,
}


def units_in_title(title: str) -> tuple[Unit, ...]:
    """The units of a title that names several for one cell: "Vacancies (FTE / %)".

    Empty unless each part is known. See ``parse_quantities``.
    """
    match = _PARTS.search(fold_words(title))
    if match is None:
        return ()
    if match["words"]:
        return (Unit.COUNT, Unit.PERCENT)
    units = [_PART_UNITS.get(part.strip()) for part in match["parts"].split("/")]
    known = tuple(unit for unit in units if unit is not None)
    return known if len(known) == len(units) else ()


def unit_of_siblings(units: Iterable[Unit | None]) -> Unit | None:
    """The unit that the printed symbols of a row's other cells agree on: "79.9" beside "82.2%"."""
    found = {unit for unit in units if unit is not None}
    return found.pop() if len(found) == 1 else None


def infer_unit(
    cell: Quantity, header: UnitHint, title: UnitHint, catalogue: Unit | None
) -> Unit | None:
    """The unit of a figure: from its cell, else the header, the title, the catalogue.

    A bare figure that nothing names is a count if it is printed whole, else unknown (None);
    so is a figure in weeks or hours. Without a number there is no unit.
    """
    if not cell.numeric:
        return None
    if cell.unit is not None:
        return cell.unit
    if cell.note and (cell.note.startswith("seconds") or TIME_WORDS.match(cell.note)):
        return None
    return header.unit or title.unit or catalogue or _whole(cell)


def _whole(cell: Quantity) -> Unit | None:
    return Unit.COUNT if cell.quantum is not None and cell.quantum >= 1 else None
