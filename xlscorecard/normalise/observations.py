"""A row's values, each traced to its cell, with unit, period and what rates it."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import (
    Kind,
    Observation,
    Quantity,
    Role,
    Unit,
)
from xlscorecard.normalise.column import Column, Use
from xlscorecard.normalise.flattened import flattened_marks
from xlscorecard.normalise.header import is_part
from xlscorecard.normalise.judgement import rag_beside_figure, report_rag
from xlscorecard.normalise.mending import first_meaning, one_line
from xlscorecard.normalise.places import RANKED, is_place, place_among
from xlscorecard.normalise.reader import Reader, background_of, column_of, text_of
from xlscorecard.normalise.row_period import names_earlier_period, stated_period
from xlscorecard.normalise.row_units import (
    UnitHints,
    unit_hints,
    with_doubtful_scale,
    with_siblings_unit,
)
from xlscorecard.normalise.symbol import rag_of_colours, read_rag
from xlscorecard.normalise.table import Row, TypedTable
from xlscorecard.normalise.tiles import UNNAMED
from xlscorecard.normalise.times import clock_in, with_siblings_time
from xlscorecard.values.catalogue import CatalogueMeasure, plausible
from xlscorecard.values.period import year_of
from xlscorecard.values.quantity import (
    PRINTED_POUNDS,
    doubtful,
    parse_quantities,
    parse_quantity,
)
from xlscorecard.values.result_period import period_of_result
from xlscorecard.values.stated_target import target_in_title
from xlscorecard.values.status import parse_status
from xlscorecard.values.unit import (
    UnitHint,
    infer_unit,
    units_in_title,
)

# A reading that the grammar itself calls doubtful (letters among digits, broken grouping)
# must not pass for a sure one, whatever the reader of the page thought.
_DOUBTFUL = 0.5

# A cell that its reader is less sure of (OCR, fonts without Unicode, two readers that differ)
# is a doubt; below the second, what stands there is anybody's guess.
_READ_SURELY = 0.75

_UNREADABLE = 0.35

# In a scan, a figure merged over several rows or columns is as often one beside which a rule was
# missed.
_MERGED = 0.8

_OTHERS = re.compile(
    r"^(?:med(?:ian)?|avg|average|nat(?:ional)?|eng(?:land)?|region(?:al)?)\b\.?\s*£?\d",
    re.IGNORECASE,
)

# What a target that stands in the title is headed.
_TARGET = "Target"

# "8 of 9 (88.9%)": under a title for a number, the number.
_SHARE = re.compile(r"\d[\d,]*\s?(?:/|of|out of)\s?\d[\d,]*\s*\(")
_CLASSES = re.compile(r"\(([^()]*,[^()]*,[^()]*)\)\s*$")


def read_observations(
    reader: Reader,
    row: Row,
    title: str,
    section: tuple[str, ...],
    measure: CatalogueMeasure | None,
) -> tuple[Observation, ...]:
    """One observation for each printed value of a row, in the order of its columns."""
    grid = reader.grid
    background = background_of(grid, row)
    hints = unit_hints(reader, row, title, section, measure)
    shares = _distribution(grid, row, title)
    told = [(c.header, text_of(grid, row, c)) for c in row.columns if c.use is Use.TEXT]
    reporting = reader.setting.reporting_period
    when = {
        Role.ACTUAL: stated_period(told, reporting),
        Role.PREVIOUS: stated_period(told, reporting, names_earlier_period),
    }
    rags = {column.beside: column for column in row.columns if column.beside is not None}
    found: list[Observation] = []
    origins: list[Column] = []
    for column in row.columns:
        if column.use is not Use.VALUE:
            continue
        cell = grid.at(row.index, column.index)
        if cell is None:
            reader.doubt("no-cell", "the table has a hole here", row, column)
            continue
        if not _belongs(cell, column):
            reader.doubt(
                "merged-value",
                f"{one_line(cell.text)!r} is merged over several cells; kept at the first",
                row,
                column,
            )
            continue
        if column.index in shares:
            column = replace(column, role=Role.ACTUAL, period=None)  # noqa: PLW2901
        observation = _observation(reader, row, column, cell, hints)
        observation = with_doubtful_scale(reader, row, column, observation, hints)
        stated = when.get(observation.role)
        if stated is not None and column.period is None:
            period = observation.quantity.period or stated or None
            observation = replace(observation, period=period)
        _check_plausible(reader, row, column, observation.quantity, measure)
        if column.index in shares:
            note = f"column re-used: {shares[column.index]}"
            observation = replace(observation, quantity=replace(observation.quantity, note=note))
        rag = None
        beside = rags.get(column.index)
        if beside is not None:
            rated = grid.at(row.index, beside.index)
            if rated is not None:
                reading = read_rag(
                    rated, reader.setting.symbols, reader.setting.palette, background, beside.header
                )
                report_rag(reader, row, beside, rated, reading)
                rag = reading.rag
        elif (
            column.index in reader.rated_figures
            and (beside_it := rag_beside_figure(cell)) is not None
        ):
            rag = beside_it
        elif (
            column.index in reader.coloured
            and column.role is not Role.TARGET
            and row.index not in reader.heated
        ):
            rag = rag_of_colours(
                cell, reader.setting.palette, background, ink=reader.coloured[column.index]
            )
        found.extend(
            replace(one, rag=rag) if rag is not None else one for one in _parts(observation, title)
        )
        origins.extend([column] * (len(found) - len(origins)))
    named = _target_of_title(reader, row, title, hints)
    if named is not None and not any(o.role is Role.TARGET and o.quantity.numeric for o in found):
        found.append(named[1])
        origins.append(named[0])
    for place in flattened_marks(found):
        seen = found[place]
        reader.doubt(
            "value-doubtful",
            f"{one_line(seen.raw)!r} is ten times the row's other figures: its last digit may be"
            " the mark of a footnote",
            row,
            origins[place],
        )
        found[place] = replace(seen, confidence=min(seen.confidence, _DOUBTFUL))
    if hints.stated:
        return tuple(with_siblings_time(found))
    return with_siblings_unit(
        with_siblings_time(found),
        [column.alone for column in origins],
        [column.unit.unit for column in origins],
    )


def _target_of_title(
    reader: Reader, row: Row, title: str, hints: UnitHints
) -> tuple[Column, Observation] | None:
    """The target that a measure's title states, as a value under a column of its own; None
    without one."""
    text = target_in_title(title) if row.kind is Kind.MEASURE else None
    name = column_of(row, Use.TITLE)
    cell = reader.grid.at(row.index, name.index) if name is not None else None
    if text is None or name is None or cell is None:
        return None
    column = Column(
        name.index, _TARGET, Use.VALUE, Role.TARGET, year_of(reader.setting.reporting_period)
    )
    plain = replace(cell, text=text, marks=(), footnotes=())
    return column, _observation(reader, row, column, plain, hints)


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


def _observation(
    reader: Reader,
    row: Row,
    column: Column,
    cell: Cell,
    hints: UnitHints,
) -> Observation:
    raw = cell.text.strip()
    text = (
        one_line("".join(" " if glyph_marks(c) else c for c in raw))
        if cell.marks
        else one_line(raw)
    )
    hint = column.unit
    if hint.unit is None and hint.scale == 1:
        money = hints.title if hints.title.scale != 1 else hints.section
        hint = money if money.unit is not None else UnitHint(None, hints.title.scale)
    counted = hints.title.unit is Unit.COUNT and _SHARE.match(text) is not None
    quantity = parse_quantity(
        text,
        unit=Unit.COUNT if counted and hint.unit is None else hint.unit,
        scale=hint.scale,
        target=column.role is Role.TARGET,
        clock=clock_in(hints.name, column.header),
    )
    if column.role is Role.QUARTILE and not quantity.numeric:
        quantity = place_among(text) or quantity
    if not quantity.numeric and quantity.status is None:
        status = first_meaning(raw, parse_status)
        quantity = replace(quantity, status=status) if status is not None else quantity
    period = quantity.period or _period(column, quantity, reader.setting.reporting_period)
    said = quantity.note or ""
    if column.role is Role.ACTUAL and column.period is None and is_part(said):
        # "69 (Dec)" under "Latest result" is that month's
        period = period_of_result(said, reader.setting.reporting_period) or period
    if quantity.numeric:
        unit = infer_unit(
            quantity,
            hint if hint.unit is not None else UnitHint(None, 1),
            hints.title,
            hints.catalogue,
        )
        if quantity.unit is None and (is_place(column) or RANKED.match(quantity.note or "")):
            unit = None  # a place in an order is counted in nothing
        if row.kind is Kind.RISK and column.role is Role.OTHER and unit is Unit.COUNT:
            unit = Unit.SCORE  # likelihood, impact and their product are points on a scale
        quantity = replace(quantity, unit=unit)
    confidence = cell.confidence * reader.grid.confidence
    if cell.confidence < 1 and max(cell.rowspan, cell.colspan) > 1:
        confidence = min(confidence, _MERGED)
    why = doubtful(text) if text else None
    if why is not None:
        confidence = min(confidence, _DOUBTFUL)
        reader.doubt("value-doubtful", f"{text!r}: {why}", row, column)
    elif (
        any(character.isdigit() for character in text)
        and not quantity.numeric
        and quantity.status is None
        and quantity.relative is None
        and column.role is not Role.QUARTILE
        and not parse_quantities(text, hints.several)
    ):
        if cell.confidence < 1:  # in a scan, as often the text of two cells without a border
            confidence = min(confidence, _DOUBTFUL)
        reader.doubt("value-not-read", f"{text!r} is not a figure that we can read", row, column)
    elif quantity.numeric and cell.confidence < _READ_SURELY:
        kept = cell.confidence >= _UNREADABLE
        reader.doubt(
            "value-doubtful",
            f"{text!r} could not be read for sure"
            + ("; check it" if kept else "; no value is taken from it"),
            row,
            column,
        )
        if not kept:  # a missing value is better than a wrong one
            quantity = Quantity(unit=quantity.unit, period=quantity.period)
    if quantity.numeric and period is None and column.header == UNNAMED:
        # a tile's figure that nothing names, in a paper that says no period
        reader.doubt("value-unnamed", f"nothing says what or when {text!r} is", row, column)
        quantity = Quantity(unit=quantity.unit)
    if quantity.note == PRINTED_POUNDS:
        confidence = min(confidence, _DOUBTFUL)
        reader.doubt(
            "pounds-or-scaled",
            f"{text!r} is read as pounds, though its column is in thousands or millions",
            row,
            column,
        )
    if cell.footnotes:
        notes = "; ".join(_footnote(reader.table, mark) for mark in cell.footnotes)
        note = f"{quantity.note}; {notes}" if quantity.note else notes
        quantity = replace(quantity, note=note)
    return Observation(
        column=column.header,
        role=Role.COMPARATOR if _OTHERS.match(text) else column.role or Role.OTHER,
        period=period,
        raw=raw,
        quantity=quantity,
        confidence=round(confidence, 3),
        page=cell.page,
        bbox=cell.bbox,
    )


def _footnote(table: TypedTable, mark: str) -> str:
    """The text of the footnote that a marker points at, else the marker itself."""
    for text in table.footnotes:
        if text.startswith(mark):
            return text
    return f"footnote {mark}"


def _period(column: Column, quantity: Quantity, reporting: str | None) -> str | None:
    """The period of a value: its column's; for the current year's column of a paper that
    reports on a quarter, beside a year-end target, that quarter when there is a figure."""
    if column.period is None:
        return reporting if column.role is Role.ACTUAL else None
    if (
        reporting
        and column.role is Role.ACTUAL
        and quantity.numeric
        and "forecast" not in (quantity.note or "")
        and column.period == year_of(reporting)
        and column.period != reporting
        and column.header.strip("0123456789/-– ") == ""
    ):
        return reporting
    return column.period


def _check_plausible(
    reader: Reader, row: Row, column: Column, quantity: Quantity, measure: CatalogueMeasure | None
) -> None:
    if measure is None or quantity.value is None:
        return
    if column.role in (Role.VARIANCE, Role.QUARTILE):
        return
    if not plausible(measure, quantity.value):
        reader.doubt(
            "value-implausible",
            f"{quantity.value} lies outside what {measure.code} can be"
            f" ({measure.range_min} to {measure.range_max})",
            row,
            column,
        )
