"""One printed value: what its cell says, its period and unit, and what is doubtful about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.grid import Cell
from xlscorecard.model.scorecard import Kind, Observation, Quantity, Role, Unit
from xlscorecard.normalise.columns.column import Column
from xlscorecard.normalise.columns.places import RANKED, is_place, names_share, place_among
from xlscorecard.normalise.columns.present_period import of_the_period
from xlscorecard.normalise.rows.brackets import figure_in_brackets, header_explains
from xlscorecard.normalise.rows.doubtful_scales import counts_no_money
from xlscorecard.normalise.rows.reader import Reader
from xlscorecard.normalise.rows.units import UnitHints
from xlscorecard.normalise.table import Row, TypedTable
from xlscorecard.normalise.words.content import WAS
from xlscorecard.normalise.words.header_text import is_part
from xlscorecard.normalise.words.labels import OWN_NAMES, UNNAMED
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.normalise.words.times import clock_in
from xlscorecard.normalise.words.vocabulary import plain_words
from xlscorecard.values.period import parse_period, year_of
from xlscorecard.values.quantity import PRINTED_POUNDS, doubtful, parse_quantities, parse_quantity
from xlscorecard.values.result_period import period_of_result
from xlscorecard.values.status import parse_status
from xlscorecard.values.unit import UnitHint, infer_unit

# A reading that the grammar itself calls doubtful (letters among digits, broken grouping)
# must not pass for a sure one, whatever the reader of the page thought.
DOUBTFUL = 0.5

# A cell that its reader is less sure of (OCR, fonts without Unicode, two readers that differ)
# is a doubt; below the second, what stands there is anybody's guess.
READ_SURELY = 0.75

_UNREADABLE = 0.35

# Of columns that no header explains, the first is nearly always the result; that the others are
# comparisons was wrong in most of the papers that were rebuilt from real ones.
_BY_PLACE = 0.75

# A period that stands over other columns is nearly always that of a target beside them, and may
# be none of its own.
_BY_NAME = 0.8

# Of more than these, the first is as often a part of what the paper reports on.
_FEW_GUESSES = 2

# In a scan, a figure merged over several rows or columns is as often one beside which a rule was
# missed.
_MERGED = 0.8
# The figure before one in brackets is nearly always the result, and may be what it was.
_UNEXPLAINED = 0.75
# March ends the financial year: so does its period.
_YEARS_END = "-03"
# What a formula shows that cannot be worked out; "#DIV/0!" stands where nothing is to be counted.
_BROKEN = frozenset({"#VALUE!", "#REF!", "#NAME?", "#NUM!"})
_BY_YEAR = re.compile(r"by (?:the end of )?20\d\d", re.IGNORECASE)

# Two cells that are read as one: "No data 54.6%". A date or a remark in brackets has no such end.
_FIGURE_BEHIND = re.compile(
    r"[a-z-]\s(?:£\d[\d,.]*[km]?|\d[\d,]*\.\d+%?|\d[\d,]*%)$", re.IGNORECASE
)
# A calendar year behind a result, or several: "70% (2022)".
_OTHER_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_OTHERS = re.compile(
    r"^(?:med(?:ian)?|avg|average|nat(?:ional)?|eng(?:land)?|region(?:al)?)\b\.?\s*£?\d",
    re.IGNORECASE,
)

_NO_HINT = UnitHint(None, 1)

# "8 of 9 (88.9%)": under a title for a number, the number.
_SHARE = re.compile(r"\d[\d,]*\s?(?:/|of|out of)\s?\d[\d,]*\s*\(")


def read_value(
    reader: Reader, row: Row, column: Column, cell: Cell, hints: UnitHints
) -> Observation:
    """The observation of a cell under a value column, before its row's other values are seen."""
    value = _Value(reader, row, column, cell, _printed(cell))
    hint = _hint(column, hints)
    value.quantity = _parsed(value, hint, hints)
    if not value.quantity.numeric:
        value.quantity = _without_figure(value, column)
    period = _period(value)
    if value.quantity.numeric:
        unit = _unit(value, hint, hints)
        if unit is not value.quantity.unit:
            value.quantity = replace(value.quantity, unit=unit)
    value.confidence = _confidence(value)
    value.report_reading(hints)
    value.report_meaning(period)
    if cell.footnotes:
        value.note_footnotes()
    others = _OTHERS.match(value.text) is not None
    return Observation(
        column=column.header,
        role=Role.COMPARATOR if others else column.role or Role.OTHER,
        period=period,
        raw=cell.text.strip(),
        quantity=value.quantity,
        confidence=round(value.confidence, 3),
        page=cell.page,
        bbox=cell.bbox,
    )


@dataclass(slots=True)
class _Value:
    """A cell under a value column while it is read. ``text`` is what stands in it without its
    symbols; a doubt lowers the ``confidence`` or takes the figure away."""

    reader: Reader
    row: Row
    column: Column
    cell: Cell
    text: str
    quantity: Quantity = field(default_factory=Quantity)
    confidence: float = 1.0

    def report_reading(self, hints: UnitHints) -> None:
        """Tell where the text is no figure, a doubtful one, or was not read for sure."""
        text, sure = self.text, self.cell.confidence
        why = doubtful(text) if text else None
        if why is not None:
            self.doubt("value-doubtful", f"{text!r}: {why}", at_most=DOUBTFUL)
        elif text.startswith("#") and text.upper() in _BROKEN:
            self.doubt("value-not-read", f"{text!r} is what a formula that went wrong shows")
        elif self._is_unread(hints):
            # in a scan, as often the text of two cells without a border
            at_most = DOUBTFUL if sure < 1 else 1.0
            self.doubt("value-not-read", f"{text!r} is not a figure that we can read", at_most)
        elif self.quantity.status is not None and _FIGURE_BEHIND.search(text):
            why = f"{text!r} holds a figure behind a word for none"
            self.doubt("value-doubtful", why, at_most=DOUBTFUL)
        elif self.quantity.numeric and sure < READ_SURELY:
            kept = sure >= _UNREADABLE
            self.doubt(
                "value-doubtful",
                f"{text!r} could not be read for sure"
                + ("; check it" if kept else "; no value is taken from it"),
            )
            if not kept:  # a missing value is better than a wrong one
                self.quantity = without_value(self.quantity)

    def report_meaning(self, period: str | None) -> None:
        """Tell where nothing says what a figure is, or in which scale it is printed."""
        if self.quantity.numeric and period is None and self.column.header == UNNAMED:
            # a tile's figure that nothing names, in a paper that says no period
            self.doubt("value-unnamed", f"nothing says what or when {self.text!r} is")
            self.quantity = Quantity(unit=self.quantity.unit)
        told = self.reader.setting.brackets or header_explains(self.column.header)
        if self.quantity.numeric and not told and (other := figure_in_brackets(self.text)):
            self.doubt(
                "bracket-unexplained",
                f"nothing says what {other!r} is in {self.text!r}: the figure before it is taken",
                at_most=_UNEXPLAINED,
            )
        if self.quantity.note == PRINTED_POUNDS:
            self.doubt(
                "pounds-or-scaled",
                f"{self.text!r} is read as pounds, though its column is in thousands or millions",
                at_most=DOUBTFUL,
            )

    def note_footnotes(self) -> None:
        notes = "; ".join(_footnote(self.reader.table, mark) for mark in self.cell.footnotes)
        note = f"{self.quantity.note}; {notes}" if self.quantity.note else notes
        self.quantity = replace(self.quantity, note=note)

    def _is_unread(self, hints: UnitHints) -> bool:
        """Whether digits stand in the text and no figure, status or target was read from them."""
        quantity = self.quantity
        return (
            any(character.isdigit() for character in self.text)
            and not quantity.numeric
            and quantity.status is None
            and quantity.relative is None
            and self.column.role is not Role.QUARTILE
            and not parse_quantities(self.text, hints.several)
        )

    def doubt(self, code: str, message: str, at_most: float = 1.0) -> None:
        self.confidence = min(self.confidence, at_most)
        self.reader.doubt(code, message, self.row, self.column)


def without_value(quantity: Quantity) -> Quantity:
    """What is left of a quantity of which no value is taken: its unit and period."""
    return Quantity(unit=quantity.unit, period=quantity.period)


def _printed(cell: Cell) -> str:
    """A cell's text on one line, without the characters that are its symbols."""
    if not cell.marks:
        return one_line(cell.text.strip())
    return one_line("".join(" " if glyph_marks(c) else c for c in cell.text.strip()))


def _hint(column: Column, hints: UnitHints) -> UnitHint:
    """What says the unit and scale of a cell's figure: its header, else its title, else a section
    of money, unless the title names another unit ("% of staff" under "(£m)")."""
    if column.unit.unit is not None or column.unit.scale != 1:
        return _NO_HINT if counts_no_money(column, hints) else column.unit
    if is_place(column):
        return _NO_HINT  # "31" under "Rank (of 42)" beside "Planned deficit (£m)"
    if hints.title.scale != 1:
        return hints.title
    money = hints.title.unit in (None, Unit.GBP) and hints.section.unit is not None
    return hints.section if money else _NO_HINT


def _parsed(value: _Value, hint: UnitHint, hints: UnitHints) -> Quantity:
    text, column, shown_as = value.text, value.column, value.cell.number_format
    # "h:mm" may be what Excel made of minutes and seconds that someone typed
    shown_as = shown_as if "ss" in shown_as else ""
    if column.role is Role.QUARTILE and names_share(text):
        return Quantity()
    if column.origin:
        text = WAS.sub("", text, count=1)
    counted = hints.title.unit is Unit.COUNT and _SHARE.match(text) is not None
    return parse_quantity(
        text,
        unit=Unit.COUNT if counted and hint.unit is None else hint.unit,
        scale=hint.scale,
        target=column.role is Role.TARGET,
        clock=clock_in(hints.name, column.header)
        or (clock_in(shown_as) if shown_as else None)
        or hints.clock,
    )


def _without_figure(value: _Value, column: Column) -> Quantity:
    """What a text without a figure says: a place among others, a status."""
    quantity = value.quantity
    if column.role is Role.QUARTILE:
        quantity = place_among(value.text) or quantity
    if not quantity.numeric and quantity.status is None:
        status = first_meaning(value.cell.text.strip(), parse_status)
        quantity = replace(quantity, status=status) if status is not None else quantity
    return quantity


def _period(value: _Value) -> str | None:
    """The period that a value names, else its column's; a month that its remark names ("69
    (Dec)" under "Latest result") is that month's."""
    column, quantity = value.column, value.quantity
    reporting = value.reader.setting.reporting_period
    said = quantity.note or ""
    if quantity.period is None and column.role is Role.TARGET and _BY_YEAR.fullmatch(said):
        return None  # "80% by 2027" is no target of this year
    dated = quantity.numeric and quantity.period is None and _OTHER_YEARS.search(said)
    if dated and not parse_period(column.header):
        return None  # "70% (2022)" is of that calendar year, and no result of the report's quarter
    period = quantity.period or _period_of_column(column, quantity, reporting)
    if column.role is Role.ACTUAL and column.period is None and is_part(said):
        return period_of_result(said, reporting) or period
    return period


def _period_of_column(column: Column, quantity: Quantity, reporting: str | None) -> str | None:
    """The period of a value's column; for the current year's column of a paper that reports on
    a quarter, beside a year-end target, that quarter when there is a figure. March
    ends the year: there the column is of the whole."""
    if column.period is None:
        told = column.role is Role.ACTUAL and not column.cut
        return of_the_period(column.header, reporting) if told else None
    if (
        reporting
        and column.role is Role.ACTUAL
        and quantity.numeric
        and "forecast" not in (quantity.note or "")
        and column.period == year_of(reporting)
        and column.period != reporting
        and not reporting.endswith(_YEARS_END)
        and column.header.strip("0123456789/-– ") == ""
    ):
        return reporting
    return column.period


def _unit(value: _Value, hint: UnitHint, hints: UnitHints) -> Unit | None:
    """The unit of a figure: none for a place in an order; points on a scale for a risk's
    likelihood, impact and their product."""
    column, quantity = value.column, value.quantity
    above = hint if hint.unit is not None else _NO_HINT
    if column.counts and hints.title.unit in (None, Unit.PERCENT):
        unit = infer_unit(quantity, above, _NO_HINT, None)
    else:
        unit = infer_unit(quantity, above, hints.title, hints.catalogue)
    if quantity.unit is None and (is_place(column) or RANKED.match(quantity.note or "")):
        unit = None
    if value.row.kind is Kind.RISK and column.role is Role.OTHER and unit is Unit.COUNT:
        unit = Unit.SCORE
    return unit


def _confidence(value: _Value) -> float:
    """How sure the reader of the page was of a cell, and we are of what its figure is."""
    cell, column = value.cell, value.column
    confidence = cell.confidence * value.reader.grid.confidence
    heading = value.reader.sure_of_heading(column, scanned=cell.confidence < 1)
    confidence = min(confidence, heading)
    if column.guessed and (column.role is Role.COMPARATOR or _is_unnamed(value)):
        confidence = min(confidence, _BY_PLACE)
    if column.reached or column.cut or column.numbered or column.twin:
        confidence = min(confidence, _BY_NAME)
    if cell.confidence < 1 and max(cell.rowspan, cell.colspan) > 1:
        return min(confidence, _MERGED)
    return confidence


def _is_unnamed(value: _Value) -> bool:
    """Whether a column taken for the result has no header at all, or is the first of several that
    nothing names ("Northford | Southford | Eastford"), and is not the paper's own by its name."""
    name = plain_words(value.column.header)
    if not name:
        return True
    if name in OWN_NAMES or name in plain_words(value.reader.setting.title):
        return False
    return sum(column.guessed for column in value.row.columns) > _FEW_GUESSES


def _footnote(table: TypedTable, mark: str) -> str:
    """The text of the footnote that a marker points at, else the marker itself."""
    for text in table.footnotes:
        if text.startswith(mark):
            return text
    return f"footnote {mark}"
