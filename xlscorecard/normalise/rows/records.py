"""Rows of a typed table -> records with their observations, each value traced to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import (
    Finding,
    Kind,
    Observation,
    Rag,
    Record,
    Source,
    Status,
    Trend,
    TrendMeans,
)
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.rows.beneath import with_row_beneath
from xlscorecard.normalise.rows.colours import rated_rows
from xlscorecard.normalise.rows.fractions import with_all_fractions_doubted
from xlscorecard.normalise.rows.heat import heat_mapped
from xlscorecard.normalise.rows.judgement import read_judgement
from xlscorecard.normalise.rows.layout_doubts import report_layout
from xlscorecard.normalise.rows.left_out import figures_left_out
from xlscorecard.normalise.rows.observations import read_observations
from xlscorecard.normalise.rows.polarity import polarity_of_row, unread_polarity
from xlscorecard.normalise.rows.priorities import (
    beginning_on_page_before,
    judged_by_measure,
    printed_over_rows,
    priority_of,
    rejoined,
)
from xlscorecard.normalise.rows.reader import Reader, Setting, column_of, page_of, text_of
from xlscorecard.normalise.rows.references import (
    are_coded,
    read_reference,
    shared_names,
    spaced_code,
    titles_of,
)
from xlscorecard.normalise.rows.sections import groups_of, groups_rows, may_group, section_of
from xlscorecard.normalise.rows.value_rating import coloured_columns, rated_figures
from xlscorecard.normalise.table import Row, TypedTable
from xlscorecard.normalise.words.content import is_figure, text_at
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.section_period import period_of_banner
from xlscorecard.normalise.words.vocabulary import plain_words
from xlscorecard.values.catalogue import find_measure
from xlscorecard.values.reference import looks_like_reference, reference_at_end
from xlscorecard.values.status import parse_status

# Longer texts beside a title are remarks on it.
_LONGEST_PART = 60


def read_records(
    grid: Grid, table: TypedTable, setting: Setting
) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """The records of a table in reading order, and every doubt met on the way."""
    reader = Reader(grid, table, setting)
    heated_rows, heated_columns = heat_mapped(grid, table, setting.palette)
    reader.heated = heated_rows
    reader.coloured = {
        index: ink
        for index, ink in coloured_columns(grid, table, setting).items()
        if index not in heated_columns
    }
    if setting.symbols.movements:
        reader.moved, reader.coloured = reader.coloured, {}
    reader.rated_figures = rated_figures(grid, table)
    reader.rated = rated_rows(reader)
    alone = setting.coded and len(table.rows) == 1
    reader.coded = alone or are_coded(grid, table, spaced_code)
    reader.coded_at_end = are_coded(grid, table, reference_at_end)
    reader.shared = shared_names(titles_of(grid, table))
    report_layout(reader)
    records: list[Record] = []
    for row in table.rows:
        if row.index in heated_rows:
            reader.doubt(
                "colour-scale",
                "the row is painted along a scale from its lowest to its highest figure; no"
                " rating is read from its colours",
                row,
                look=False,
            )
        reader.setting = _dated(setting, row)
        records.extend(_records_of_row(reader, row, records))
        if row.remarks and records:
            said = (("commentary", " ".join(row.remarks)),)
            records[-1] = replace(records[-1], text=(*records[-1].text, *said))
    read = with_all_fractions_doubted(reader, records)
    return read, (*reader.findings, *figures_left_out(reader, records))


def _dated(setting: Setting, row: Row) -> Setting:
    """What a row stands in: under a banner that names a period, that is the row's."""
    period = period_of_banner(row.banners, setting.reporting_period) if row.banners else None
    if period in (None, setting.reporting_period):
        return setting
    return replace(setting, reporting_period=period)


def _records_of_row(reader: Reader, row: Row, before: list[Record]) -> Iterator[Record]:
    title = column_of(row, Use.TITLE)
    assert title is not None  # noqa: S101  is_scorecard asks for one
    wider = with_row_beneath(reader, row, title, before[-1]) if before else None
    if wider is not None:
        before[-1] = wider
        return
    priority = column_of(row, Use.PRIORITY)
    if priority is not None and row.kind is Kind.MEASURE:
        yield from _priority_and_measure(reader, row, priority, title, before)
        return
    record = _record(reader, row, title, _Subject(row.kind))
    if record is None:
        _left_over(reader, row, before)
        return
    yield record


def _priority_and_measure(
    reader: Reader, row: Row, priority: Column, title: Column, before: list[Record]
) -> Iterator[Record]:
    """A priority (once, where its merged cell starts) and the measure that supports it. The
    RAG, when its cell is merged with the priority's, is the priority's own."""
    grid = reader.grid
    cell = grid.at(row.index, priority.index)
    measure = text_of(grid, row, title)
    status = parse_status(measure) if measure else Status.BLANK
    name, begun = printed_over_rows(reader, cell) if cell is not None else ("", row.index)
    starts = begun == row.index and bool(name)
    first = beginning_on_page_before(grid, cell) if cell is not None else ""
    if first and (
        whole := rejoined(
            before, first, name, _texts(reader, row, _Subject(Kind.PRIORITY, name), None)
        )
    ):
        name, starts = whole, False
    if status is None and judged_by_measure(reader, priority):
        # the priority only groups the measures, each judged by itself
        name = name or priority_of(reader, row, priority)
        record = _record(reader, row, title, _Subject(Kind.MEASURE, under=name), judged=True)
        if record is not None:
            yield record
        return
    if starts:
        yield _make(
            reader,
            row,
            _Subject(Kind.PRIORITY, name),
            with_values=status is not None and bool(measure),
            with_judgement=True,
        )
    if status is None:
        record = _record(reader, row, title, _Subject(Kind.MEASURE, under=name))
        if record is not None:
            yield record


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a record tells of: its kind, its ``name`` as printed, the priority that it is ``under``
    ("" where it is under none)."""

    kind: Kind
    name: str = ""
    under: str = ""


def _record(
    reader: Reader, row: Row, title: Column, subject: _Subject, *, judged: bool = False
) -> Record | None:
    """The record of a row, named by its title; None where it has none of its own."""
    cell, part = _part_of_title(reader, row, title)
    if cell is None:
        return None
    if cell.row != row.index and not part:
        return None
    text = one_line(_without_symbols(cell))
    if part:
        text = f"{text.rstrip(':')}: {part}"
    if not text:
        reference = text_of(reader.grid, row, column_of(row, Use.REFERENCE))
        if not looks_like_reference(reference):
            return None
        text = reference
    return _make(
        reader,
        row,
        replace(subject, name=text),
        with_values=True,
        with_judgement=judged or column_of(row, Use.PRIORITY) is None,
    )


def _part_of_title(reader: Reader, row: Row, title: Column) -> tuple[Cell | None, str]:
    """A row's title and the name of its part of the measure: a title merged over several rows,
    or above rows without, each of which the next column names ("Applications decided in time"
    over Major, Minor, Other); "" where the title stands for one row, or its rows are not all
    named, each differently."""
    grid = reader.grid
    cell = grid.at(row.index, title.index)
    at = title.index + 1 if cell is None else cell.col + cell.colspan
    beside = next((c for c in row.columns if c.index == at), None)
    if cell is None or beside is None or beside.use not in (Use.TEXT, Use.SECTION):
        return cell, ""
    values = [column.index for column in row.columns if column.use is Use.VALUE]
    if any(value < at for value in values):
        return cell, ""
    under = (title.index, at, *values)
    if (row.index, *under) not in reader.parts:  # once for all rows of a title: it may have many
        rows = range(cell.row, cell.row + cell.rowspan)
        if cell.rowspan == 1:
            rows = _rows_of_title(grid, cell, at, values)
        names = _names_of_parts(grid, rows, title.index, at, values)
        for index, name in zip(rows, names, strict=True):
            reader.parts[index, *under] = rows.start, name
    first, part = reader.parts[row.index, *under]
    return (grid.at(first, title.index), part) if part else (cell, "")


def _names_of_parts(
    grid: Grid, rows: range, title: int, beside: int, values: Sequence[int]
) -> list[str]:
    """What the next column names each of a title's rows; "" for all where that is no part's."""
    head = grid.at(rows.start, title)
    if len(rows) < 2 or head is None or not head.text.strip():
        return [""] * len(rows)
    parts = [one_line(own.text) for row in rows if (own := grid.starts_at(row, beside))]
    whole = len(parts) == len(rows) and all(parts) and len(set(parts)) == len(parts)
    short = all(len(part) <= _LONGEST_PART for part in parts)
    told = head.rowspan == len(rows) or _has_figure(grid, rows.start, values)
    return parts if whole and short and told else [""] * len(rows)


def _rows_of_title(grid: Grid, cell: Cell, beside: int, values: Sequence[int]) -> range:
    """The row of a title with those below it that have none but a name and a figure of their
    own; where ``cell`` is empty, those of the title above."""

    def goes_on(row: int) -> bool:
        own, part = grid.starts_at(row, cell.col), grid.starts_at(row, beside)
        if own is None or not own.empty or own.rowspan > 1 or part is None or part.empty:
            return False
        return _has_figure(grid, row, values)

    first, end = cell.row, cell.row + 1
    while first > 0 and goes_on(first):
        first -= 1
    while end < grid.rows and goes_on(end):
        end += 1
    return range(first, end)


def _has_figure(grid: Grid, row: int, values: Sequence[int]) -> bool:
    return any(is_figure(text_at(grid, row, col)) for col in values)


def _without_symbols(cell: Cell) -> str:
    """A title's text without the symbols that are marks of the cell; bullets stay."""
    if not cell.marks:
        return cell.text
    return "".join(c for c in cell.text if c == "•" or not glyph_marks(c))


def _make(
    reader: Reader, row: Row, subject: _Subject, *, with_values: bool, with_judgement: bool
) -> Record:
    grid, setting = reader.grid, reader.setting
    kind, name = subject.kind, subject.name
    reference, title = read_reference(reader, row, name)
    under = (subject.under,) if subject.under else ()
    # the heading that names the measure itself is no section
    above = tuple(h for h in setting.section if plain_words(h) != plain_words(name))
    section = section_of(above, (*row.banners, *groups_of(reader, row), *under))
    polarity = polarity_of_row(reader, row, title if kind is Kind.MEASURE else "", section)
    measure = None
    if kind is Kind.MEASURE:
        measure = find_measure(reference, title, setting.reporting_period)
    observations: tuple[Observation, ...] = ()
    if with_values:
        observations = read_observations(reader, row, title, section, measure)
    rag: Rag | None = None
    trend: Trend | None = None
    extra: tuple[tuple[str, str], ...] = ()
    if with_judgement:
        rag, trend, extra = read_judgement(reader, row, observations)
        rag = rag or reader.rated.get(row.index)
    texts = (*_texts(reader, row, subject, reference, own=not with_judgement), *extra)
    if polarity is None:
        texts = (*texts, *unread_polarity(reader, row))
    return Record(
        source=Source(setting.document, page_of(grid, row.index), setting.table, row.number),
        kind=kind,
        title=title,
        section=section,
        ref=reference,
        polarity=polarity,
        rag=rag,
        trend=trend,
        trend_means=setting.symbols.trend_means if trend is not None else TrendMeans.UNKNOWN,
        text=texts,
        catalogue=measure.key if measure is not None else None,
        observations=observations,
        bbox=_row_box(grid, row.index),
    )


def _row_box(grid: Grid, row: int) -> BBox | None:
    box: BBox | None = None
    for cell in grid.row_cells(row):
        if cell.bbox is not None and cell.row == row:
            box = cell.bbox if box is None else box.union(cell.bbox)
    return box


def _texts(
    reader: Reader, row: Row, subject: _Subject, reference: str | None, *, own: bool = False
) -> tuple[tuple[str, str], ...]:
    """The other columns as (snake_case header, text). What stands beside a priority is the
    priority's: of a measure under it the row's ``own`` texts are told, from its second row on."""
    grid = reader.grid
    found: list[tuple[str, str]] = []
    priority = column_of(row, Use.PRIORITY) if own else None
    if priority is not None and grid.starts_at(row.index, priority.index) is not None:
        return ()
    for column in row.columns:
        cell = (grid.starts_at if own else grid.at)(row.index, column.index)
        text = cell.text.strip() if cell is not None else ""
        if not text or one_line(text) in (subject.name, reference):
            continue
        wanted = column.use is Use.TEXT or (
            column.use is Use.TITLE
            and subject.kind is Kind.PRIORITY
            and parse_status(text) is not None
        )
        if may_group(column) or column.use is Use.PRIORITY:
            wanted = not groups_rows(reader, column) and subject.kind is not Kind.PRIORITY
        if column.use is Use.REFERENCE:
            wanted = True  # but for the one that is the measure's, which was passed over above
        if wanted:
            found.append((column.name, text))
    return tuple(found)


def _left_over(reader: Reader, row: Row, before: list[Record]) -> None:
    """A row without a title: text that goes on from the row above is added to that record,
    anything else is a finding, so that nothing is lost."""
    grid = reader.grid
    texts: Mapping[str, str] = {
        column.name: cell.text.strip()
        for column in row.columns
        if (cell := grid.at(row.index, column.index)) is not None
        and cell.row == row.index
        and cell.text.strip()
    }
    if not texts:
        return
    values = any(column.use is Use.VALUE and column.name in texts for column in row.columns)
    if before and not values:
        last = before[-1]
        merged = dict(last.text)
        for name, text in texts.items():
            merged[name] = f"{merged[name]}\n{text}" if name in merged else text
        before[-1] = replace(last, text=tuple(merged.items()))
        return
    reader.doubt(
        "row-without-title",
        "a row with figures but no measure: " + " | ".join(texts.values())[:200],
        row,
    )
