"""Units that headers and titles state, and which statement wins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.values.confusables import fold_words


class UnitHint(NamedTuple):
    """A unit that a text states, None if none, and what its figures are multiplied by."""

    unit: Unit | None = None
    scale: int = 1


_NO_HINT = UnitHint()
_MONEY = (
    (re.compile(r"£\s?'?(?:000|k)\b|£\s?,?000'?s?\b|£ ?thousands?\b|\(000s? ?£\)"), 1_000),
    (re.compile(r"£\s?m(?:illions?|n|ill)?\b|£ ?'?000,000"), 1_000_000),
    (re.compile(r"£\s?bn\b|£ ?billions?\b"), 1_000_000_000),
    (re.compile(r"£|\bgbp\b|\bpounds\b"), 1),
)
_RATES = (
    (re.compile(r"(?:\bper|/)\s?(?:100,?000|100k|hundred thousand)(?![\d,])"), Unit.PER_100K),
    (re.compile(r"(?:\bper|/)\s?(?:10,?000|10k|ten thousand)(?![\d,])"), Unit.PER_10K),
    (re.compile(r"(?:\bper|/)\s?(?:1,?000|1k|thousand)(?![\d,])"), Unit.PER_1K),
)


@lru_cache(maxsize=2048)
def unit_in_header(text: str) -> UnitHint:
    """The unit and scale of a column header or section heading: "Budget £000", "(£m)", "%"."""
    words = fold_words(text)
    for pattern, scale in _MONEY:
        if pattern.search(words):
            return UnitHint(Unit.GBP, scale)
    for pattern, unit in _RATES:
        if pattern.search(words):
            return UnitHint(unit)
    if "%" in words or re.search(r"\bper ?cent(?:age)?\b", words):
        return UnitHint(Unit.PERCENT)
    if re.search(r"\b(?:working |calendar )?days?\b", words) and len(words) <= 40:
        return UnitHint(Unit.DAYS)
    if re.search(r"\bftes?\b|\bwte\b", words):
        return UnitHint(Unit.FTE)
    if re.fullmatch(r"(?:no\.?|number|count|volume|#|nos\.?)(?: of \w+)?", words):
        return UnitHint(Unit.COUNT)
    return _NO_HINT


# Order matters: a rate beats "number of", "average number of days" beats "number of".
_TITLE = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (r"\(\s?%\s?\)|^%|^(?:the )?(?:percentage|proportion|per ?cent|share)\b|% of\b|"
         r"\b(?:percentage|proportion) of\b|\bas a (?:%|percentage|proportion)\b|%$|"
         r"^(?:increase|reduce|improve|maximise|minimise|maintain|decrease|raise)"
         r"(?: the| in)?(?: %| percentage| proportion| per ?cent)", Unit.PERCENT),
        (r"\bquality of life\b|\bscore\b|\bscrqol\b|\brating out of\b|\bindex\b", Unit.SCORE),
        (r"\bdays? (?:to|taken|between|from|lost|per|waiting|wait|delayed|in|for)\b|"
         r"\b(?:working|calendar|bed|delayed|sickness|average|number of|lost|total|waiting"
         r"|turnaround) days\b|\(days?\)|\(days per|\bin days\b|\btime taken to\b.*\bdays\b|"
         r"\bdays$|\bnumber of (?:\w+ )?days\b", Unit.DAYS),
        (r"\(percentage\)|\bpercentage\b(?! point)|\bproportion\b|%", Unit.PERCENT),
        (r"\bftes?\b(?!.*\bdays\b)|\bfull[- ]time equivalents?\b|\bwte\b", Unit.FTE),
        (r"^(?:the )?(?:total )?(?:number|no\.?|count|volume) of\b|\bnumber of\b|^total number\b|"
         r"^#|\(number\)|\(no\.?\)|\(count\)|^volume\b", Unit.COUNT),
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def unit_in_title(text: str) -> UnitHint:
    """The unit that a measure's title states: "per 100,000", "(%)", "Number of ...".

    Scales are taken for money only ("(£000s Overspent / - Underspent)"): counts under a
    title with "(000s)" stay as printed, since papers use it for figures of both kinds.
    """
    words = fold_words(text)
    for pattern, scale in _MONEY:
        match = pattern.search(words)
        if match and (scale > 1 or match[0] != "£"):
            return UnitHint(Unit.GBP, scale)
    for pattern, unit in _RATES:
        if pattern.search(words):
            return UnitHint(unit)
    for pattern, unit in _TITLE:
        if pattern.search(words):
            return UnitHint(unit)
    if re.search(r"£", words):
        return UnitHint(Unit.GBP)
    return _NO_HINT


def infer_unit(
    cell: Quantity, header: UnitHint, title: UnitHint, catalogue: Unit | None
) -> Unit | None:
    """The unit of a figure: from its cell, else the header, the title, the catalogue.

    A bare figure that nothing names is a count if it is a whole number, else unknown (None).
    Without a number there is no unit.
    """
    if not cell.numeric and cell.status is None:
        return cell.unit
    if not cell.numeric:
        return None
    return cell.unit or header.unit or title.unit or catalogue or _whole(cell)


def _whole(cell: Quantity) -> Unit | None:
    number = cell.value if cell.value is not None else cell.low
    return Unit.COUNT if number is not None and number == number.to_integral_value() else None
