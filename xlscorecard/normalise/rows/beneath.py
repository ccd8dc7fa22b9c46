"""Rows that tell more of the measure above them and are none of their own: what its percentages
are of, and what it is compared with."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.model.grid import Cell
from xlscorecard.model.scorecard import Record, Role, Status
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.key.symbol import read_rag
from xlscorecard.normalise.rows.observations import read_observations
from xlscorecard.normalise.rows.reader import Reader, background_of, column_of, text_of
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
from xlscorecard.values.catalogue import find_measure
from xlscorecard.values.unit import worked_from

# "Number answered (numerator)", "Denominator: all complaints": no measures of their own.
_WORKED_FROM = re.compile(
    r"(?:^|[-–•:(]\s*)(?:numerator|denominator)s?\s*(?:$|[-–:()])", re.IGNORECASE
)
_BESIDE = {HeaderWord.COMPARATOR: Role.COMPARATOR, HeaderWord.QUARTILE: Role.QUARTILE}
_COMPARES = {*_BESIDE, HeaderWord.ACTUAL}
# Rows so named are no measures, wherever they stand; "North East" may be one of several regions.
_OTHERS = re.compile(
    r"\b(?:average|avg|neighbours|similar councils|benchmark|comparator|england|national|cipfa)\b",
    re.IGNORECASE,
)
_OF_HOW_MANY = re.compile(r"\s*\([^()]*\)\s*$")


def with_row_beneath(reader: Reader, row: Row, title: Column, record: Record) -> Record | None:
    """The record above with what a row tells of it; None where the row is a measure of its own."""
    name = text_of(reader.grid, row, title)
    if worked_from(plain_words(name)) or _WORKED_FROM.search(name):
        return _with_bases(reader, row, title, record)
    role = _role_beside(reader, row, title)
    return _with_comparators(reader, row, title, record, role) if role is not None else None


def _role_beside(reader: Reader, row: Row, title: Column) -> Role | None:
    """What a row's figures are to the measure above: "Benchmark" and "National rank" under a
    reference that is merged over both rows, "England average" without one of its own and without
    a target. None for a row that is a measure of its own."""
    reference = column_of(row, Use.REFERENCE)
    cell = reader.grid.at(row.index, reference.index) if reference is not None else None
    label = _OF_HOW_MANY.sub("", text_of(reader.grid, row, title))
    match = match_header(label)
    if cell is None or cell.row == row.index or cell.empty:
        of_others = match is not None and match.word is HeaderWord.COMPARATOR and match.exact
        own = cell is not None and not cell.empty
        beneath = of_others and not own and _OTHERS.search(label) and _names_measures(title)
        if not beneath or _has_target(reader, row) or _begins_section(reader, row):
            return None
        return Role.COMPARATOR
    role = _BESIDE.get(match.word) if match is not None else None
    compares = match is not None and (match.exact or _only_compares(label))
    return role if compares or label.lower().startswith("benchmark") else None


def _names_measures(title: Column) -> bool:
    """Whether the column of names is not one of places ("Ward", "Region"): below several of these
    "Average" and "England" are of them all, and no comparison for the last."""
    if not title.header:
        return True
    match = match_header(title.header.rpartition(" / ")[2])
    return match is not None and match.word is HeaderWord.TITLE


def _begins_section(reader: Reader, row: Row) -> bool:
    """Whether a banner stands between a row and the one above it."""
    return reader.table.rows[row.number - 2].banners != row.banners


def _has_target(reader: Reader, row: Row) -> bool:
    targets = (c for c in row.columns if c.use is Use.VALUE and c.role is Role.TARGET)
    return any(any(map(str.isdigit, text_of(reader.grid, row, c))) for c in targets)


def _only_compares(label: str) -> bool:
    """Whether each word of a label is one for a comparison ("National rank"): "Median gender pay
    gap" and "Visitors to the regional park" are measures."""
    matches = [match_header(word) for word in plain_words(label).split() if not word.isdigit()]
    return all(m is not None and m.exact and m.word in _COMPARES for m in matches)


def _with_comparators(
    reader: Reader, row: Row, title: Column, record: Record, role: Role
) -> Record:
    """The record above with the figures of a row that it is compared with, and its texts."""
    name = text_of(reader.grid, row, title)
    measure = find_measure(record.ref, record.title, reader.setting.reporting_period)
    found = read_observations(reader, row, record.title, record.section, measure)
    told = tuple(
        replace(
            o,
            role=role,
            column=f"{o.column} / {name}",
            quantity=replace(o.quantity, unit=None if role is Role.QUARTILE else o.quantity.unit),
        )
        for o in found
        if o.quantity.status is not Status.BLANK
    )
    label = plain_words(name).replace(" ", "_")
    texts = tuple(
        (f"{label}_{column.name}", said)
        for column in row.columns
        if column.use not in (Use.VALUE, Use.TITLE, Use.REFERENCE)
        and (cell := reader.grid.starts_at(row.index, column.index)) is not None
        and (said := cell.text.strip() or _painted(reader, row, column, cell))
    )
    return replace(record, observations=(*record.observations, *told), text=(*record.text, *texts))


def _painted(reader: Reader, row: Row, column: Column, cell: Cell) -> str:
    """The rating that a cell without a text is painted in; "" for any other column's."""
    if column.use is not Use.RAG:
        return ""
    setting = reader.setting
    background = background_of(reader.grid, row)
    rag = read_rag(cell, setting.symbols, setting.palette, background, column.header).rag
    return rag.value if rag is not None else ""


def _with_bases(reader: Reader, row: Row, title: Column, record: Record) -> Record:
    """The record above with what a row beneath it says its percentages are of: "206" under
    "2021/22", "58" under "Q1"."""
    said = [
        f"{column.header}: {text}"
        for column in row.columns
        if column.use is Use.VALUE and (text := text_of(reader.grid, row, column))
    ]
    name = plain_words(text_of(reader.grid, row, title)).replace(" ", "_")
    return replace(record, text=(*record.text, (name, "; ".join(said)))) if said else record
