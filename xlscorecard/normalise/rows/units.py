"""The unit of a row's figures, from all that says it beside their cells and headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Observation, Role, Unit
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.rows.reader import Reader, text_of
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.content import PRINTS_UNIT
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
    unit_of_siblings,
    units_in_title,
)

_RATES = frozenset({Unit.PER_100K, Unit.PER_10K, Unit.PER_1K})
# What a header says of results, and a target beside them is in: no count of other things.
_MEASURED = (*sorted(_RATES), Unit.DAYS, Unit.PERCENT)
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
# Figures that a scale may stand over, and those that print one of their own ("43.1k").
_SCALED = (None, Unit.COUNT, Unit.GBP)
_OWN_SCALE = re.compile(
    r"\d\s?(?:k|m|mn|bn|thousands?|mill?|millions?|billions?)(?![a-z])", re.IGNORECASE
)
# A figure that may be a thousandth of what is meant must not pass for a sure one.
_AS_PRINTED = 0.5
# A share in percent is no more than this.
_ALL = 100
_ALIKE = (Role.ACTUAL, Role.TARGET, Role.PREVIOUS, Role.COMPARATOR, Role.FORECAST)


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
    named = unit_in_title(title)
    money, banner = _money_of((*section, reader.setting.stated_in))
    if money.scale == 1 or named.unit is not None:
        banner = ""
    by_banner = banner and _is_money_by(banner, title, row)
    apart = named.unit is None and bool(
        names_no_amount(title) or (by_banner and names_people_or_things(title))
    )
    for part in reversed(section):
        if named.unit is None:
            above = unit_in_title(part)
            other = apart and above.unit is Unit.GBP
            counts = above.unit is Unit.PERCENT and _are_over_all(reader.grid, row)
            named = UnitHint(None, 1) if other or counts else above
    if named.unit is None:
        named = _unit_of_definition(reader.grid, row)
    known = measure or find_measure(None, title, reader.setting.reporting_period, local=True)
    listed = Unit(known.unit) if known is not None and known.unit else None
    printed = _unit_of_row(reader.grid, row)
    # "No." beside a title "per 100,000" says what is counted, "£" beside "(£m)" no scale
    finer = printed is not None and (
        (printed.unit is Unit.COUNT and named.unit in _RATES)
        or (printed.unit is named.unit and named.scale != 1 == printed.scale)
    )
    if printed is not None and not finer:
        named = printed
    unsure = ""
    if named.scale == 1:
        said = (_said_unit(reader.grid, row), title, *reversed(section), reader.setting.stated_in)
        unsure = next(filter(None, map(doubtful_scale, said)), "")
    budgets = any(c.use is Use.VALUE and c.role is Role.BUDGET for c in row.columns)
    plain = money.unit is None and named == (None, 1)
    if not unsure and plain and (budgets or names_amount(title)):
        # "Finance and workforce (£000 unless stated)" may be of this table or of another
        over = reader.setting.title
        unsure = over if unit_in_header(over).scale != 1 else ""
    banner = banner if (by_banner or apart) and named.unit in (None, Unit.GBP) else ""
    money = UnitHint(None, 1) if apart else money
    heads = (column.header for column in row.columns if column.use is Use.VALUE)
    clock = clock_in(_said_unit(reader.grid, row)) or clock_in(*heads) or clock_in(*section)
    several = units_in_title(title)
    of_money = names_share_of_amount(title) and _is_over_all(reader.grid, row)
    return UnitHints(named, money, title, listed, several, unsure, banner, apart, clock, of_money)


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


def counts_no_money(column: Column, hints: UnitHints) -> bool:
    """Whether a title says that its row is none of the money that its column is headed for
    ("Income collected (%)", "Number of debtors" under "£000")."""
    if column.unit.unit is not Unit.GBP or column.unit.scale == 1:
        return False
    if hints.title.unit is Unit.PERCENT and hints.of_money:
        return False  # "Share of business rates" under "£000"
    return hints.apart or (hints.title.unit not in (None, Unit.GBP) and hints.title.scale == 1)


def with_doubtful_scale(
    reader: Reader, row: Row, column: Column, observation: Observation, hints: UnitHints
) -> Observation:
    """The value as printed, and a doubt, where its title, its header or a remark beside it names
    a scale that we do not apply ("(000s)", "£000" over what is no money and no percentage)."""
    quantity = observation.quantity
    if hints.banner and quantity.numeric and column.unit.unit is None:
        return _doubt_banner(reader, row, column, observation, hints)
    no_money = counts_no_money(column, hints) and hints.title.unit is not Unit.PERCENT
    if no_money and quantity.numeric and quantity.unit in (None, Unit.COUNT, hints.title.unit):
        reader.doubt(
            "scale-not-applied",
            f"{column.header!r} stands over {one_line(observation.raw)!r}, which is no money by its"
            " title: the figure is kept as printed",
            row,
            column,
        )
        return _as_printed(observation, hints)
    if not quantity.numeric or quantity.unit not in _SCALED or column.unit.scale != 1:
        return observation
    heads = doubtful_scale(column.header)
    scale = hints.unsure or heads or doubtful_scale(quantity.note or "")
    if not scale or _OWN_SCALE.search(observation.raw):
        return observation
    reader.doubt_once(
        "scale-not-applied",
        f"{scale!r} stands over {one_line(observation.raw)!r}: the figure is kept as printed, and"
        " may be in thousands",
        row,
        column,
        about=column.header if heads and not hints.unsure else row.number,
    )
    return replace(observation, confidence=min(observation.confidence, _AS_PRINTED))


def _doubt_banner(
    reader: Reader, row: Row, column: Column, observation: Observation, hints: UnitHints
) -> Observation:
    """A value under a heading of thousands of pounds that its own title does not speak of: as
    printed where the title speaks against it, else multiplied, and a doubt in either way."""
    quantity = observation.quantity
    if quantity.unit not in (None, Unit.COUNT, Unit.GBP) or _OWN_SCALE.search(observation.raw):
        return observation
    kept = hints.apart
    if kept and "£" in observation.raw and column.role is not Role.VARIANCE:
        return observation  # "£3.20" beside "Cost per visit" says it all; a difference says less
    reader.doubt_once(
        "scale-not-applied" if kept else "scale-by-heading",
        f"{hints.banner!r} stands over {one_line(observation.raw)!r}, which "
        + (
            "is no such amount by its title: the figure is kept as printed"
            if kept
            else "its title does not call money: the figure is multiplied, and may be none"
        ),
        row,
        column,
        about=row.number,
    )
    return _as_printed(observation, hints)


def _as_printed(observation: Observation, hints: UnitHints) -> Observation:
    """A value that its heading may not be of, with what is sure of it: no unit, where the heading
    names pounds, its title speaks against them and nothing says what else it is."""
    quantity = observation.quantity
    if hints.apart and quantity.unit is Unit.COUNT:
        quantity = replace(quantity, unit=None)
    sure = min(observation.confidence, _AS_PRINTED)
    return replace(observation, quantity=quantity, confidence=sure)


def with_siblings_unit(
    found: Sequence[Observation], alone: Sequence[bool], headed: Sequence[Unit | None]
) -> tuple[Observation, ...]:
    """Give a bare figure the unit that the other figures of its row print ("79.9" beside
    "82.2%") or their columns are ``headed`` with, where they agree; ``alone`` are those of a
    column that nothing says to measure the same ("Stage 1" beside "% upheld")."""
    unit = unit_of_siblings(
        o.quantity.unit
        for o, above in zip(found, headed, strict=True)
        if o.role in _ALIKE
        and (PRINTS_UNIT.search(o.raw) or above is o.quantity.unit is Unit.PERCENT)
    )
    unit = unit or _unit_above_results(found, headed)
    if unit is None:
        return tuple(found)
    return tuple(
        replace(o, quantity=replace(o.quantity, unit=unit))
        if not own
        and (o.role in _ALIKE or _is_difference(o, found, unit))
        and o.quantity.numeric
        and o.quantity.unit in (None, Unit.COUNT)
        and not PRINTS_UNIT.search(o.raw)
        else o
        for o, own in zip(found, alone, strict=True)
    )


def _unit_above_results(found: Sequence[Observation], headed: Sequence[Unit | None]) -> Unit | None:
    """The unit that the headers of all results of a row state ("Average days lost per FTE" over
    its quarters): that of a target beside them as well, though its header has none."""
    units = {
        above if above is o.quantity.unit else None
        for o, above in zip(found, headed, strict=True)
        if o.role in (Role.ACTUAL, Role.PREVIOUS) and o.quantity.numeric
    }
    unit = units.pop() if len(units) == 1 else None
    return unit if unit in _MEASURED else None


def _is_difference(seen: Observation, row: Sequence[Observation], unit: Unit) -> bool:
    """Whether a change is the difference of two figures of its row that are in a unit."""
    change = seen.quantity.value
    if seen.role is not Role.VARIANCE or change is None:
        return False
    sizes = [o.quantity.value for o in row if o.quantity.unit is unit and o.quantity.value]
    if not change:
        return len(set(sizes)) < len(sizes)
    return not {size + change for size in sizes}.isdisjoint(sizes)
