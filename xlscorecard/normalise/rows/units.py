"""What says the unit of a row's figures beside their cells and headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Role, Unit
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.rows.reader import Reader, text_of
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.times import clock_in
from xlscorecard.normalise.words.vocabulary import plain_words
from xlscorecard.values.amounts import (
    names_amount,
    names_no_amount,
    names_people_or_things,
    names_share_of_amount,
)
from xlscorecard.values.catalogue import CatalogueMeasure, find_measure
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.stated import Clock
from xlscorecard.values.unit import (
    UnitHint,
    doubtful_scale,
    unit_in_header,
    unit_in_title,
    units_in_title,
)

_RATES = frozenset({Unit.PER_100K, Unit.PER_10K, Unit.PER_1K})
# "£'000" or "All figures are in £m", a line of its own.
_STATES_SCALE = re.compile(
    r"\W*(?:please note\W+)?(?:(?:all|the) )?(?:(?:figures|amounts|values|sums|costs) )?(?:are )?"
    r"(?:(?:shown|stated|expressed|given|reported|presented) )?(?:in )?"
    r"(?P<scale>\(?(?:£\W{0,3}(?:000\W?s?|k|m|bn|thousands?|millions?)|0{3}\W?s|"
    r"(?:thousands|millions) of pounds)\)?)\W*",
    re.IGNORECASE,
)
# What a heading says of its scale, apart from what it names: "(£000)" of "Finance (£000)".
_SCALE = re.compile(
    r"\(?\s*(?:in )?£\W{0,3}(?:0{3}\W?s?|k|m|bn|thousands?|millions?)?\s*\)?", re.IGNORECASE
)
_UNIT_HEADS = frozenset({"unit", "units", "uom", "measured", "return", "format"})
_DEFINES = frozenset({"definition", "description", "measure definition"})
# A share in percent is no more than this.
_ALL = 100


@dataclass(frozen=True, slots=True)
class UnitHints:
    """What says the unit of a row's figures, beside their cells and headers. ``unsure`` is a
    scale that the row's title, its unit or its section names and that is not applied. ``banner`` is
    a heading that is all that makes money of the row's figures, ``apart`` says that the title
    speaks against it ("Invoices paid in 30 days" under "Finance (£000)"). ``clock`` is what
    "08:41" is by a column for units, another header of the row or its section; ``of_money`` says
    that the title names a share of money and a figure of the row is more than 100 %."""

    title: UnitHint
    section: UnitHint
    name: str
    catalogue: Unit | None
    several: tuple[Unit, ...]
    unsure: str = ""
    banner: str = ""
    apart: bool = False
    clock: Clock | None = None
    of_money: bool = False

    @property
    def stated(self) -> bool:
        """Whether title, section, the row itself or the catalogue states the unit."""
        return self.title.unit is not None or self.catalogue is not None


def unit_hints(
    reader: Reader,
    row: Row,
    title: str,
    section: tuple[str, ...],
    measure: CatalogueMeasure | None,
) -> UnitHints:
    """What says the unit of a row, its title first, then the sections around it and the group
    that it stands in ("Finance £m"); a column for units comes before both."""
    groups = (text_of(reader.grid, row, c) for c in row.columns if c.use is Use.SECTION)
    section = (*section, *(text for text in groups if text and text not in section))
    by_title = unit_in_title(title)
    money, banner = _money_of((*section, reader.setting.stated_in))
    if money.scale == 1 or by_title.unit is not None:
        banner = ""
    by_banner = banner and _is_money_by(banner, title, row)
    apart = by_title.unit is None and bool(
        names_no_amount(title) or (by_banner and names_people_or_things(title))
    )
    named = _named_unit(reader.grid, row, by_title, section, apart=apart)
    unsure = _unsure_scale(reader, row, title, section) if named.scale == 1 else ""
    if not unsure and money.unit is None and named == (None, 1):
        unsure = _scale_of_paper(reader, row, title)
    known = measure or find_measure(None, title, reader.setting.reporting_period, local=True)
    heads = (column.header for column in row.columns if column.use is Use.VALUE)
    return UnitHints(
        title=named,
        section=UnitHint(None, 1) if apart else money,
        name=title,
        catalogue=Unit(known.unit) if known is not None and known.unit else None,
        several=units_in_title(title),
        unsure=unsure,
        banner=banner if (by_banner or apart) and named.unit in (None, Unit.GBP) else "",
        apart=apart,
        clock=clock_in(_said_unit(reader.grid, row)) or clock_in(*heads) or clock_in(*section),
        of_money=names_share_of_amount(title) and _is_over_all(reader.grid, row),
    )


def _named_unit(
    grid: Grid, row: Row, by_title: UnitHint, section: Sequence[str], *, apart: bool
) -> UnitHint:
    """The unit of a row by its title, the innermost section that names one, or what defines it; a
    column for units comes before all these. A title ``apart`` from money is in no section's pounds,
    figures over 100 are in no section's percent."""
    named = by_title
    for part in reversed(section):
        if named.unit is not None:
            break
        above = unit_in_title(part)
        other = apart and above.unit is Unit.GBP
        counts = above.unit is Unit.PERCENT and _are_over_all(grid, row)
        named = UnitHint(None, 1) if other or counts else above
    if named.unit is None:
        named = _unit_of_definition(grid, row)
    printed = _unit_of_row(grid, row)
    if printed is None:
        return named
    # "No." beside a title "per 100,000" says what is counted, "£" beside "(£m)" no scale
    finer = (printed.unit is Unit.COUNT and named.unit in _RATES) or (
        printed.unit is named.unit and named.scale != 1 == printed.scale
    )
    return named if finer else printed


def _unsure_scale(reader: Reader, row: Row, title: str, section: Sequence[str]) -> str:
    """What names a scale that is not applied: the row's unit, its title, a section, the line above
    the table; "" where nothing does."""
    said = (_said_unit(reader.grid, row), title, *reversed(section), reader.setting.stated_in)
    return next(filter(None, map(doubtful_scale, said)), "")


def _scale_of_paper(reader: Reader, row: Row, title: str) -> str:
    """The paper's title where it names a scale and a row may be of money: "Finance and workforce
    (£000 unless stated)" may be of this table or of another."""
    budgets = any(c.use is Use.VALUE and c.role is Role.BUDGET for c in row.columns)
    over = reader.setting.title
    scaled = (budgets or names_amount(title)) and unit_in_header(over).scale != 1
    return over if scaled else ""


def _is_over_all(grid: Grid, row: Row) -> bool:
    """Whether a figure of a row is more than 100, and so no share in percent."""
    return any(abs(figure) > _ALL for figure in _figures_of(grid, row))


def _are_over_all(grid: Grid, row: Row) -> bool:
    """Whether all figures of a row are more than 100: whatever a heading over it says, they are
    no shares in percent."""
    figures = _figures_of(grid, row)
    return bool(figures) and all(abs(figure) > _ALL for figure in figures)


def _figures_of(grid: Grid, row: Row) -> list[float]:
    cells = (grid.at(row.index, c.index) for c in row.columns if c.use is Use.VALUE)
    figures = (parse_quantity(one_line(cell.text)).value for cell in cells if cell is not None)
    return [float(figure) for figure in figures if figure is not None]


def _is_money_by(banner: str, title: str, row: Row) -> bool:
    """Whether nothing but a heading such as "Finance (£000)" says that a row's figures are money:
    neither its title, nor what else the heading says ("Revenue budget (£000)", "All figures are in
    £000"), nor a budget beside them."""
    if names_amount(title) or scale_stated(banner) or names_amount(_SCALE.sub(" ", banner)):
        return False
    return not any(
        c.use is Use.VALUE and (c.role is Role.BUDGET or c.unit.unit is Unit.GBP)
        for c in row.columns
    )


def scale_stated(text: str) -> str:
    """The scale of a line that says nothing else ("All figures are in £'000"); "" for others."""
    found = _STATES_SCALE.fullmatch(text.strip())
    return found["scale"] if found is not None else ""


def states_amounts(title: str) -> bool:
    """Whether a title names amounts and the scale that they are in ("Capital monitoring (£m)"),
    and does not say that some are in another."""
    if "£" not in title or unit_in_header(title).scale == 1:
        return False
    return names_amount(_SCALE.sub(" ", title)) and "unless" not in title.lower()


def _unit_of_row(grid: Grid, row: Row) -> UnitHint | None:
    """The unit that a row states in a column for units; None without one."""
    text = _said_unit(grid, row)
    if not text:
        return None
    hint = unit_in_header(text)
    # "kg" and "minutes" have no unit of ours: what they measure is no count of things
    hint = hint if hint.unit is not None else unit_in_title(f"({text})")
    return hint if hint.unit is not None else None


def _said_unit(grid: Grid, row: Row) -> str:
    """What stands in a row's place of a column for units; "" without one."""
    for column in row.columns:
        if column.use is Use.TEXT and plain_words(column.header).split(" ")[0] in _UNIT_HEADS:
            return text_of(grid, row, column)
    return ""


def _unit_of_definition(grid: Grid, row: Row) -> UnitHint:
    """The unit that the definition beside a short name states ("Falls": "Emergency admissions
    due to falls, rate per 100,000")."""
    for column in row.columns:
        if column.use is Use.TEXT and plain_words(column.header) in _DEFINES:
            return unit_in_title(text_of(grid, row, column))
    return UnitHint(None, 1)


def _money_of(section: tuple[str, ...]) -> tuple[UnitHint, str]:
    """The unit that a section states for the figures under it ("VfM & Budget (£m)"), and the
    heading that states it."""
    for part in reversed(section):
        hint = unit_in_header(part)
        if hint.unit is Unit.GBP:
            return hint, part
    return UnitHint(None, 1), ""
