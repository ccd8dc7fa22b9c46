"""A row's values, each traced to its cell, with unit, period and what rates it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Kind, Observation, Quantity, Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.rows.arrow_signs import with_signs_of_arrows
from xlscorecard.normalise.rows.cell_value import DOUBTFUL, READ_SURELY, read_value, without_value
from xlscorecard.normalise.rows.doubtful_scales import with_doubtful_scale
from xlscorecard.normalise.rows.fractions import with_doubted_fractions
from xlscorecard.normalise.rows.reader import Reader, background_of, column_of, text_of
from xlscorecard.normalise.rows.siblings_units import with_siblings_unit
from xlscorecard.normalise.rows.units import UnitHints, unit_hints
from xlscorecard.normalise.rows.value_rating import own_rating, rating_beside
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.flattened import flattened_marks
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.row_period import names_earlier_period, names_period, stated_period
from xlscorecard.normalise.words.times import with_siblings_time
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.catalogue import CatalogueMeasure, plausible, usual_range
from xlscorecard.values.period import year_of
from xlscorecard.values.quantity import parse_quantities, parse_quantity
from xlscorecard.values.stated_target import result_in_title, target_in_title
from xlscorecard.values.unit import units_in_title

# What a target and a result that stand in the title are headed.
_TARGET, _RESULT = "Target", "Actual"

_CLASSES = re.compile(r"\(([^()]*,[^()]*,[^()]*)\)\s*$")


def read_observations(
    reader: Reader,
    row: Row,
    title: str,
    section: tuple[str, ...],
    measure: CatalogueMeasure | None,
) -> tuple[Observation, ...]:
    """One observation for each printed value of a row, in the order of its columns."""
    hints = unit_hints(reader, row, title, section, measure)
    shared = _shared(reader, row, title, hints, measure)
    found: list[Observation] = []
    origins: list[Column] = []
    for column in row.columns:
        cell = _cell_of_value(reader, row, column) if column.use is Use.VALUE else None
        if cell is None:
            continue
        if column.index in shared.classes:
            column = replace(column, role=Role.ACTUAL, period=None)  # noqa: PLW2901
        elif shared.of_targets and column.role in (None, Role.ACTUAL):
            column = replace(column, role=Role.TARGET)  # noqa: PLW2901
        values = _read_values(reader, row, column, cell, shared)
        found.extend(values)
        origins.extend([column] * len(values))
    for column, named in _stated_in_title(reader, row, title, hints):
        if not any(o.role is column.role and o.quantity.numeric for o in found):
            found.append(named)
            origins.append(column)
    _doubt_flattened(reader, row, found, origins)
    values = tuple(with_siblings_time(found))
    if not hints.stated:
        values = with_siblings_unit(
            values,
            [column.alone for column in origins],
            [column.unit.unit for column in origins],
        )
    values = with_signs_of_arrows(reader, row, values, origins)
    return with_doubted_fractions(reader, row, values, origins)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the values of a row share: its title, the fill behind it, what says its unit, the
    periods that it states for its results (``when``) and for single columns (``dated``), the
    columns that rate its values
    (``raters``), the classes of a distribution over its columns; whether a label under no header,
    or one that names the row's part of a measure, says that they are targets (``of_targets``)."""

    title: str
    background: Rgb | None
    hints: UnitHints
    measure: CatalogueMeasure | None
    when: Mapping[Role, str | None]
    dated: Mapping[int, str | None]
    raters: Mapping[int, Column]
    classes: Mapping[int, str]
    of_targets: bool


def _shared(
    reader: Reader, row: Row, title: str, hints: UnitHints, measure: CatalogueMeasure | None
) -> _Shared:
    told = [(c.header, text_of(reader.grid, row, c)) for c in row.columns if c.use is Use.TEXT]
    reporting = reader.setting.reporting_period
    return _Shared(
        title,
        background_of(reader.grid, row),
        hints,
        measure,
        {
            Role.ACTUAL: stated_period(told, reporting),
            Role.PREVIOUS: stated_period(told, reporting, names_earlier_period),
        },
        _dated(reader, row),
        {column.beside: column for column in row.columns if column.beside is not None},
        _distribution(reader.grid, row, title),
        any(
            (not header or title.endswith(f": {text}")) and _names_targets(text)
            for header, text in told
        ),
    )


def _dated(reader: Reader, row: Row) -> dict[int, str | None]:
    """The periods of single value columns, where a row states one right before each of several
    ("Period | Value | Period | Value"), or right behind ("Latest | Date | Previous | Date")."""
    stated: dict[int, str | None] = {}
    behind: bool | None = None
    for left, right in pairwise(row.columns):
        if behind is None and right.use is Use.TEXT and names_period(right.header):
            behind = left.use is Use.VALUE and left.role in (Role.ACTUAL, Role.PREVIOUS)
        column, said = (left, right) if behind else (right, left)
        if said.use is Use.TEXT and column.use is Use.VALUE and names_period(said.header):
            text = text_of(reader.grid, row, said)
            told = stated_period([(said.header, text)], reader.setting.reporting_period)
            stated[column.index] = told or None
    return stated if len(stated) > 1 else {}


def _names_targets(text: str) -> bool:
    """Whether a text is "Target", or means it: no result stands beside it."""
    match = match_header(text) if text else None
    return match is not None and match.exact and match.word is HeaderWord.TARGET


def _cell_of_value(reader: Reader, row: Row, column: Column) -> Cell | None:
    """The cell that states a row's value under a column; None, and a doubt, where none does."""
    cell = reader.grid.at(row.index, column.index)
    if cell is None:
        reader.doubt("no-cell", "the table has a hole here", row, column)
        return None
    if _belongs(cell, column):
        return cell
    reader.doubt(
        "merged-value",
        f"{one_line(cell.text)!r} is merged over several cells; kept at the first",
        row,
        column,
    )
    return None


def _read_values(
    reader: Reader, row: Row, column: Column, cell: Cell, shared: _Shared
) -> tuple[Observation, ...]:
    """The values of one cell with their period and what rates them."""
    observation = read_value(reader, row, column, cell, shared.hints)
    observation = with_doubtful_scale(reader, row, column, observation, shared.hints)
    stated = shared.when.get(observation.role)
    if column.index in shared.dated:
        period = observation.quantity.period or shared.dated[column.index]
        observation = replace(observation, period=period)
    elif stated is not None and column.period is None:
        period = observation.quantity.period or stated or None
        observation = replace(observation, period=period)
    _check_plausible(reader, row, column, observation.quantity, shared.measure)
    if column.index in shared.classes:
        note = f"column re-used: {shared.classes[column.index]}"
        observation = replace(observation, quantity=replace(observation.quantity, note=note))
    rater = shared.raters.get(column.index)
    rag = (
        rating_beside(reader, row, rater, shared.background)
        if rater is not None
        else own_rating(reader, row, column, cell, shared.background)
    )
    parts = _parts(observation, shared.title)
    return parts if rag is None else tuple(replace(part, rag=rag) for part in parts)


def _doubt_flattened(
    reader: Reader, row: Row, found: list[Observation], origins: Sequence[Column]
) -> None:
    """Lower the confidence of figures whose last digit may be a footnote's mark, and tell it; no
    value is taken from one that was not read for sure, either: its point may be lost."""
    for place in flattened_marks(found):
        seen = found[place]
        why = f"{one_line(seen.raw)!r} is ten times the row's other figures: "
        if seen.confidence < READ_SURELY:
            why += "a point may be lost, or a footnote's mark set behind it; no value is taken"
            seen = replace(seen, quantity=without_value(seen.quantity))
        else:
            why += "its last digit may be the mark of a footnote"
        reader.doubt("value-doubtful", why, row, origins[place])
        found[place] = replace(seen, confidence=min(seen.confidence, DOUBTFUL))


def _stated_in_title(
    reader: Reader, row: Row, title: str, hints: UnitHints
) -> list[tuple[Column, Observation]]:
    """The target that a measure's title states, and the result before it, as values under columns
    of their own."""
    name = column_of(row, Use.TITLE)
    cell = reader.grid.at(row.index, name.index) if name is not None else None
    if row.kind is not Kind.MEASURE or name is None or cell is None:
        return []
    # on a line of its own: "Missed bins" over "Target: 40"
    parted = one_line(cell.text.replace("\n", "; "))
    target = target_in_title(title) or target_in_title(parted)
    if target is None:
        return []
    reporting = reader.setting.reporting_period
    told = [(target, _TARGET, Role.TARGET, year_of(reporting))]
    result = result_in_title(title)
    if result is not None:
        told.insert(0, (result, _RESULT, Role.ACTUAL, reporting))
    found: list[tuple[Column, Observation]] = []
    for text, header, role, period in told:
        column = Column(name.index, header, Use.VALUE, role, period)
        plain = replace(cell, text=text, marks=(), footnotes=())
        found.append((column, read_value(reader, row, column, plain, hints)))
    return found


def _distribution(grid: Grid, row: Row, title: str) -> dict[int, str]:
    """The value columns of a row that prints one distribution over them all: as many whole
    numbers as its title lists classes ("CQC ratings (Inadequate, RI, Good or Outstanding)").
    Column index -> class; empty for any other row."""
    listed = _CLASSES.search(title)
    columns = [column for column in row.columns if column.use is Use.VALUE]
    if not listed or len(columns) < 3:
        return {}
    classes = [name.strip() for name in listed[1].split(",")]
    texts = [text_of(grid, row, column) for column in columns]
    if len(classes) != len(columns) or not all(text.isdecimal() for text in texts):
        return {}
    return {column.index: name for column, name in zip(columns, classes, strict=True)}


def _parts(observation: Observation, title: str) -> tuple[Observation, ...]:
    """The observations of one cell: two where the title names two units and the cell prints
    a figure for each ("Vacancies (FTE / %)" over "100.87/14.3"), else the one."""
    if observation.quantity.numeric:
        return (observation,)
    figures = parse_quantities(observation.raw, units_in_title(title))
    return tuple(replace(observation, quantity=figure) for figure in figures) or (observation,)


def _belongs(cell: Cell, column: Column) -> bool:
    """Whether a covering cell states a value for this place: its own cell does; a cell merged
    down from above (one target for several rows) too; of a cell merged from the left only a
    text without a figure ("N/A" over four quarters) holds for each column."""
    if cell.col == column.index:
        return True
    return not parse_quantity(one_line(cell.text)).numeric


def _check_plausible(
    reader: Reader, row: Row, column: Column, quantity: Quantity, measure: CatalogueMeasure | None
) -> None:
    if measure is None or quantity.value is None:
        return
    if column.role in (Role.VARIANCE, Role.QUARTILE, Role.OTHER):  # a numerator is no such rate
        return
    if not plausible(measure, quantity.value):
        low, high = usual_range(measure)
        reader.doubt(
            "value-implausible",
            f"{quantity.value} lies outside what {measure.code} can be"
            f" ({'any' if low is None else low} to {'any' if high is None else high})",
            row,
            column,
        )
