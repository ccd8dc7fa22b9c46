"""A figure in the template's own manner: 0.62 or 62, R or Red, an arrow or a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlscorecard.model.scorecard import Observation, Quantity, Rag, Role, Status, Trend, Unit
from xlscorecard.refresh.binding.figures import Unclear
from xlscorecard.refresh.parts.reading import CellView
from xlscorecard.refresh.parts.styles import shows_date, shows_percent
from xlscorecard.refresh.rows.cells import CellValue
from xlscorecard.values.confusables import fold_words
from xlscorecard.values.formatting import format_quantity
from xlscorecard.values.status import parse_status
from xlscorecard.values.unit import unit_in_header
from xlscorecard.values.words import parse_rag, parse_trend_word

FILLS = {
    Rag.RED: "FF0000",
    Rag.AMBER: "FFC000",
    Rag.GREEN: "00B050",
    Rag.BLUE: "5B9BD5",
    Rag.GREY: "BFBFBF",
}
"""The set that most councils use; black text on each has a contrast above 4.5 (WCAG 1.4.3)."""

_PRINTED = re.compile(r"\s*[<>≤≥£(+\-–~]*\s*\d")
"""A text that shows a figure, such as "61%" typed as text."""

_COLOURS = {"red", "amber", "green", "blue", "grey", "gray", "yellow", "orange"}
_LETTERS = {Rag.RED: "R", Rag.AMBER: "A", Rag.GREEN: "G", Rag.BLUE: "B"}
_ARROWS = (
    {Trend.UP: "↑", Trend.FLAT: "→", Trend.DOWN: "↓"},
    {Trend.UP: "▲", Trend.FLAT: "►", Trend.DOWN: "▼"},
    {Trend.UP: "⇑", Trend.FLAT: "⇒", Trend.DOWN: "⇓"},
    {Trend.UP: "⬆", Trend.FLAT: "➡", Trend.DOWN: "⬇"},
    {Trend.UP: "⇧", Trend.FLAT: "⇨", Trend.DOWN: "⇩"},
)
_JUDGED = (
    {Trend.IMPROVING: "improving", Trend.STEADY: "steady", Trend.DECLINING: "declining"},
    {Trend.IMPROVING: "improving", Trend.STEADY: "stable", Trend.DECLINING: "worsening"},
    {Trend.IMPROVING: "improving", Trend.STEADY: "stable", Trend.DECLINING: "declining"},
    {Trend.IMPROVING: "improved", Trend.STEADY: "no change", Trend.DECLINING: "worsened"},
    {Trend.IMPROVING: "better", Trend.STEADY: "same", Trend.DECLINING: "worse"},
    {Trend.IMPROVING: "good", Trend.STEADY: "neutral", Trend.DECLINING: "bad"},
    {Trend.UP: "up", Trend.FLAT: "same", Trend.DOWN: "down"},
    {Trend.UP: "increasing", Trend.FLAT: "same", Trend.DOWN: "decreasing"},
)


@dataclass(frozen=True, slots=True)
class Written:
    """What to write, and a remark for the report where there is one."""

    value: CellValue
    remark: str = ""
    doubt: bool = False
    fill: str | None = None


def write_figure(
    figure: Observation,
    cell: CellView | None,
    heading: str,
    unit: str | None = None,
    beside: Sequence[CellView] = (),
) -> Written | Unclear:
    """A figure as the cell shows figures; ``unit`` is what the bindings sheet declares, and
    ``beside`` are the measure's other figures, which tell how an empty cell would show one.

    What is missing empties the cell: never 0, and never last quarter's figure.
    """
    quantity = figure.quantity
    current = cell.value if cell else None
    if quantity.value is None or quantity.comparator is not None:
        return _not_a_number(figure, current)
    code = cell.number_format if cell else "General"
    if isinstance(current, str) and _PRINTED.match(current):
        raw = figure.raw.strip()
        if "%" in current and "%" not in raw:
            raw = format_quantity(quantity)
        return Written(raw, "written as text, as the cell holds text")
    if shows_date(code):
        return Unclear("the cell shows dates")
    if isinstance(current, str) and _is_prose(current):
        return Unclear(f"the cell holds words ({current.strip()[:40]!r})")
    holder = "the cell holds"
    if _number(current) is None and not unit and not shows_percent(code):
        models = [other for other in beside if _number(other.value) is not None]
        if models and quantity.unit is Unit.PERCENT and shows_percent(models[0].number_format):
            return Unclear(
                f"the cell has no % format for {figure.raw.strip()}, and the measure's other "
                "figures have one: give it to the cell, too"
            )
        if models:
            current, holder = models[0].value, "a figure beside it is"
    scaled = _scale(quantity, current, code, heading, unit, holder)
    if isinstance(scaled, Unclear):
        return scaled
    return Written(quantity.value * scaled)


def _not_a_number(figure: Observation, current: CellValue) -> Written | Unclear:
    quantity = figure.quantity
    if quantity.status is Status.SUPPRESSED:
        return Written(None, "suppressed: the cell is emptied", doubt=True)
    if quantity.status is not None:
        return Written(None, f"{quantity.status.value}: the cell is emptied", doubt=True)
    if quantity.low is not None or quantity.comparator is not None:
        return Written(figure.raw.strip(), "a range or limit, written as text")
    if figure.role is Role.QUARTILE and figure.raw.strip():
        return Written(figure.raw.strip())
    if figure.raw.strip():
        why = f"{figure.raw.strip()!r} is no figure"
        remark = isinstance(current, str) and not _PRINTED.match(current)
        return Unclear(why) if remark else Written(None, f"{why}: the cell is emptied", doubt=True)
    return Written(None, "no figure: the cell is emptied", doubt=True)


def _scale(
    quantity: Quantity,
    current: CellValue,
    code: str,
    heading: str,
    unit: str | None,
    holder: str,
) -> Decimal | Unclear:
    """What to multiply a printed figure by; refuses what could be meant either way. ``holder``
    introduces ``current``: it may be that of a cell beside an empty one."""
    percent = quantity.unit is Unit.PERCENT
    if unit:
        return _declared(quantity, unit)
    if shows_percent(code):
        if percent:
            return Decimal("0.01")
        stated = quantity.unit.value if quantity.unit else "a number without a unit"
        return Unclear(f"the cell shows per cent, the figure is {stated}: ambiguous")
    number = _number(current)
    if percent:
        if number is not None and 0 < abs(number) <= 1 and abs(quantity.value or Decimal(0)) > 1:
            return Unclear(
                f"{holder} {number:.12g} without a % format and the figure is "
                f"{quantity.value}%: write it as a fraction or in per cent? Declare the unit"
            )
        return Decimal(1)
    hint = unit_in_header(heading)
    if hint.unit is Unit.PERCENT and quantity.unit is not None:
        return Unclear(f"the heading says per cent, the figure is {quantity.unit.value}")
    scale = hint.scale if hint.scale != 1 else _counted_in(heading)
    if scale != 1:
        return Decimal(1) / scale
    value = quantity.value or Decimal(0)
    grown = abs(value) / abs(Decimal(repr(number))) if number else 0
    if grown >= 400 and _step(quantity) >= 10:
        return Unclear(
            f"{holder} {number:.12g} and the figure is {value:f}: in thousands or millions? "
            "Declare the unit"
        )
    return Decimal(1)


def _counted_in(heading: str) -> int:
    """1000 for a heading such as "Visits (000s)"; 1 for rates ("per thousand") and all others."""
    words = fold_words(heading)
    if re.search(r"\bper\b", words):
        return 1
    if re.search(r"\bthousands?\b|(?<![\d,.])000'?s?\b", words):
        return 1000
    return 1_000_000 if re.search(r"\bmillions?\b", words) else 1


def _is_prose(text: str) -> bool:
    """Whether somebody wrote about the measure, rather than "n/a" or "to follow"."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) > 2 and parse_status(text) is None


def _step(quantity: Quantity) -> Decimal:
    """The size of the last printed digit; where the data do not state it, as in a plain CSV, of
    the last that is not 0."""
    if quantity.quantum is not None:
        return quantity.quantum
    exponent = (quantity.value or Decimal(1)).normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)


def _declared(quantity: Quantity, unit: str) -> Decimal | Unclear:
    word = fold_words(unit)
    percent = quantity.unit is Unit.PERCENT
    if word in ("fraction", "0-1", "proportion"):
        return (
            Decimal("0.01") if percent else Unclear(f"declared as {unit}, but it is no percentage")
        )
    if word in ("percent", "%", "per cent", "percentage", "percent points"):
        return Decimal(1) if percent else Unclear(f"declared as {unit}, but it is no percentage")
    if percent:
        return Unclear(f"declared as {unit}, but the figure is a percentage")
    scales = {"thousands": 1000, "000": 1000, "000s": 1000, "k": 1000, "millions": 1_000_000}
    scale = scales.get(word) or {"m": 1_000_000}.get(word) or unit_in_header(unit).scale
    return Decimal(1) / scale


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a column says things: what it or its list says so far, and what says just this."""

    samples: list[str]
    exact: str | None


def _read_manner(
    name: str,
    wanted: Rag | Trend,
    parse: Callable[[str], Rag | Trend | None],
    cell: CellView | None,
    column: Sequence[CellView],
    words: Sequence[str],
) -> _Manner | Unclear:
    """``name`` is what the column shows, ``wanted`` what it is to show here, ``parse`` reads it."""
    if cell is not None and cell.formula:
        return Unclear(f"the cell calculates its {name} itself", doubt=False)
    seen = [view.text for view in column if view.text and not view.formula]
    read = [text for text in seen if parse(text) is not None]
    if seen and not read:
        return Unclear(f"the column shows its {name} in a way of its own ({seen[0]})")
    samples = read or [word for word in words if parse(word) is not None]
    exact = next((text for text in _settled(samples, words) if parse(text) is wanted), None)
    return _Manner(samples, exact)


def write_rag(
    rag: Rag, cell: CellView | None, column: Sequence[CellView], words: Sequence[str]
) -> Written | Unclear:
    """A RAG in the letter or word that the column uses, or its formats and lists speak of."""
    manner = _read_manner("RAG", rag, parse_rag, cell, column, words)
    if isinstance(manner, Unclear):
        return manner
    if manner.exact is not None:
        return Written(manner.exact, fill=FILLS[rag])
    if manner.samples:
        first = manner.samples[0]
        if len(first) == 1:
            letter = _LETTERS.get(rag, "Grey")
            return Written(letter.lower() if first.islower() else letter, fill=FILLS[rag])
        return Written(_cased(rag.value, first.split()[0]), fill=FILLS[rag])
    return Written(rag.value.title(), fill=FILLS[rag])


def _settled(samples: Sequence[str], words: Sequence[str]) -> list[str]:
    """What may be written again as it stands: a list's entry, a word, a phrase of words
    ("On target"), or what comes more than once; not a remark beside a colour's word."""
    return [
        text
        for text in [*words, *samples]
        if text in words or samples.count(text) > 1 or _is_term(text)
    ]


def _is_term(text: str) -> bool:
    words = fold_words(text).split()
    plain = all(word.isalpha() or not word.isalnum() for word in words)
    return len(words) == 1 or (plain and len(words) <= 3 and not _COLOURS & set(words))


def write_trend(
    trend: Trend, cell: CellView | None, column: Sequence[CellView], words: Sequence[str]
) -> Written | Unclear:
    """A trend as the column shows trends; an arrow is never turned into a judgement."""
    manner = _read_manner("trend", trend, parse_trend_word, cell, column, words)
    if isinstance(manner, Unclear):
        return manner
    if manner.exact is not None:
        return Written(manner.exact)
    samples = manner.samples
    used = {fold_words(text) for text in samples}
    for signs in (*_ARROWS, *_JUDGED):
        if used and used <= set(signs.values()):
            if trend not in signs:
                kind = "arrows" if Trend.UP in signs else "judgements"
                return Unclear(f"the column shows {kind}, the data say {trend.value}")
            word = signs[trend]
            return Written(_cased(word, samples[0]) if word.isascii() else word)
    if samples:
        return Unclear(f"the data say {trend.value}, the column shows {samples[0]}")
    if trend in _ARROWS[0]:
        return Written(_ARROWS[0][trend])
    return Written(trend.value.title())


def _cased(word: str, sample: str) -> str:
    if sample.isupper():
        return word.upper()
    return word if sample.islower() else word[:1].upper() + word[1:]


def write_status(figure: Observation, cell: CellView | None) -> Written | Unclear:
    """Why there is no figure, in words; nothing where there is one. What an officer wrote
    there of their own stays."""
    status = figure.quantity.status
    if cell is not None and cell.text and parse_status(cell.text) is None:
        return Unclear(f"the column says things of its own ({cell.text[:40]})")
    return Written(status.value.replace("_", " ").capitalize() if status else None)


def _number(value: CellValue) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    return float(value)
