"""Rows of a typed table -> records with their observations, each value traced to its cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import (
    Finding,
    Kind,
    Observation,
    Polarity,
    Quantity,
    Rag,
    Record,
    Role,
    Severity,
    Source,
    Status,
    Trend,
    TrendMeans,
    Unit,
)
from xlscorecard.normalise.columns import Column, Use
from xlscorecard.normalise.key import Symbols, glyph_marks, trend_of_mark
from xlscorecard.normalise.mending import first_meaning, one_line
from xlscorecard.normalise.symbol import (
    Palette,
    RagReading,
    rag_of_colours,
    read_rag,
    read_trend,
)
from xlscorecard.normalise.table import Row, TypedTable
from xlscorecard.normalise.vocabulary import plain_words
from xlscorecard.values.catalogue import CatalogueMeasure, find_measure, plausible
from xlscorecard.values.period import year_of
from xlscorecard.values.quantity import (
    PRINTED_POUNDS,
    doubtful,
    parse_quantities,
    parse_quantity,
)
from xlscorecard.values.reference import looks_like_reference, split_reference
from xlscorecard.values.status import parse_status
from xlscorecard.values.unit import (
    UnitHint,
    infer_unit,
    unit_in_header,
    unit_in_title,
    unit_of_siblings,
    units_in_title,
)
from xlscorecard.values.words import parse_polarity, parse_rag, polarity_in_title

# A reading that the grammar itself calls doubtful (letters among digits, broken grouping)
# must not pass for a sure one, whatever the reader of the page thought.
_DOUBTFUL = 0.5
# A cell that its reader is less sure of (OCR, fonts without Unicode, two readers that differ)
# is a doubt; below the second, what stands there is anybody's guess.
_READ_SURELY = 0.75
_UNREADABLE = 0.35


_FLAG = re.compile(r"\s*\*[^*]+\*$")  # "ASCOF 2B pt 1 *BCF*" names a programme behind the code
_CLASSES = re.compile(r"\(([^()]*,[^()]*,[^()]*)\)\s*$")


_PRINTS_UNIT = re.compile(r"[%£]|\b(?:days?|fte|weeks?|per)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"^(?:med(?:ian)?|avg|average|nat(?:ional)?|eng(?:land)?|region(?:al)?)\b\.?\s*£?\d",
    re.IGNORECASE,
)
_UNIT_HEADS = frozenset({"unit", "units", "uom", "measured"})
_ALIKE = (Role.ACTUAL, Role.TARGET, Role.PREVIOUS, Role.COMPARATOR, Role.FORECAST)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a table stands in: the paper, its number there, the headings above it, the key."""

    document: str
    table: int
    section: tuple[str, ...]
    reporting_period: str | None
    symbols: Symbols
    palette: Palette


@dataclass(slots=True)
class _Reader:
    """Reads one table row by row; ``findings`` collects doubts on the way."""

    table: TypedTable
    setting: Setting
    findings: list[Finding] = field(default_factory=list)
    coloured: dict[int, bool] = field(default_factory=dict)

    @property
    def grid(self) -> Grid:
        return self.table.grid

    def doubt(
        self, code: str, message: str, row: Row, column: Column | None = None, *, look: bool = True
    ) -> None:
        self.findings.append(
            Finding(
                code,
                Severity.LOOK if look else Severity.INFO,
                message,
                page=_page(self.grid, row.index),
                table=self.setting.table,
                row=row.number,
                column=column.header if column is not None else None,
            )
        )


def read_records(
    table: TypedTable, setting: Setting
) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """The records of a table in reading order, and every doubt met on the way."""
    reader = _Reader(table, setting)
    reader.coloured = _coloured_columns(table, setting)
    records: list[Record] = []
    for row in table.rows:
        records.extend(_records_of_row(reader, row, records))
        if row.remarks and records:
            said = (("commentary", " ".join(row.remarks)),)
            records[-1] = replace(records[-1], text=(*records[-1].text, *said))
    return tuple(records), tuple(reader.findings)


@dataclass(frozen=True, slots=True)
class _Hints:
    """What says the unit of a row's figures, beside their cells and headers."""

    title: UnitHint
    section: UnitHint
    catalogue: Unit | None
    several: tuple[Unit, ...]


def _page(grid: Grid, row: int) -> int | None:
    for col in range(grid.cols):
        cell = grid.at(row, col)
        if cell is not None and cell.row == row and cell.page is not None:
            return cell.page
    return grid.page


def _column(row: Row, use: Use) -> Column | None:
    return next((column for column in row.columns if column.use is use), None)


def _text(grid: Grid, row: Row, column: Column | None) -> str:
    if column is None:
        return ""
    cell = grid.at(row.index, column.index)
    return one_line(cell.text) if cell is not None else ""


def _records_of_row(reader: _Reader, row: Row, before: list[Record]) -> Iterator[Record]:
    title = _column(row, Use.TITLE)
    assert title is not None  # noqa: S101  is_scorecard asks for one
    priority = _column(row, Use.PRIORITY)
    if priority is not None and row.kind is Kind.MEASURE:
        yield from _priority_and_measure(reader, row, priority, title)
        return
    record = _record(reader, row, title, row.kind, ())
    if record is None:
        _left_over(reader, row, before)
        return
    yield record


def _priority_and_measure(
    reader: _Reader, row: Row, priority: Column, title: Column
) -> Iterator[Record]:
    """A priority (once, where its merged cell starts) and the measure that supports it. The
    RAG, when its cell is merged with the priority's, is the priority's own."""
    grid = reader.grid
    cell = grid.at(row.index, priority.index)
    measure = _text(grid, row, title)
    status = parse_status(measure) if measure else Status.BLANK
    name = one_line(cell.text) if cell is not None else ""
    starts = cell is not None and cell.row == row.index and bool(name)
    if status is None and _judged_by_measure(reader, priority):
        # the priority only groups the measures, each judged by itself
        record = _record(reader, row, title, Kind.MEASURE, (name,) if name else (), judged=True)
        if record is not None:
            yield record
        return
    if starts:
        yield _make(
            reader,
            row,
            Kind.PRIORITY,
            name,
            (),
            with_values=status is not None and bool(measure),
            with_judgement=True,
        )
    if status is None:
        own = grid.at(row.index, priority.index)
        section = (one_line(own.text),) if own is not None and own.text.strip() else ()
        record = _record(reader, row, title, Kind.MEASURE, section)
        if record is not None:
            yield record


def _judged_by_measure(reader: _Reader, priority: Column) -> bool:
    """Whether RAG and trend stand beside each measure of the priorities that are merged over
    several, not once for the priority."""
    grid = reader.grid
    judged = [
        column.index
        for column in reader.table.rows[0].columns
        if column.use is Use.TREND or (column.use is Use.RAG and column.beside is None)
    ]
    each = once = 0
    for cell in grid.cells:
        if cell.col != priority.index or cell.rowspan < 2 or cell.row < reader.table.rows[0].index:
            continue
        for col in judged:
            own = [grid.starts_at(at, col) for at in range(cell.row, cell.row + cell.rowspan)]
            filled = sum(one is not None and not one.empty for one in own)
            each += filled == cell.rowspan
            once += filled < cell.rowspan
    return each > once


def _record(
    reader: _Reader,
    row: Row,
    title: Column,
    kind: Kind,
    under: tuple[str, ...],
    *,
    judged: bool = False,
) -> Record | None:
    cell = reader.grid.at(row.index, title.index)
    if cell is None or cell.row != row.index:
        return None
    text = one_line(_without_symbols(cell))
    if not text:
        reference = _text(reader.grid, row, _column(row, Use.REFERENCE))
        if not looks_like_reference(reference):
            return None
        text = reference
    return _make(
        reader,
        row,
        kind,
        text,
        under,
        with_values=True,
        with_judgement=judged or _column(row, Use.PRIORITY) is None,
    )


def _without_symbols(cell: Cell) -> str:
    """A title's text without the symbols that are marks of the cell; bullets stay."""
    if not cell.marks:
        return cell.text
    return "".join(c for c in cell.text if c == "•" or not glyph_marks(c))


def _make(
    reader: _Reader,
    row: Row,
    kind: Kind,
    name: str,
    under: tuple[str, ...],
    *,
    with_values: bool,
    with_judgement: bool,
) -> Record:
    grid, setting = reader.grid, reader.setting
    reference, title = _reference(reader, row, name)
    section = section_of(setting.section, (*row.banners, *_group(grid, row), *under))
    polarity = _polarity(grid, row, title if kind is Kind.MEASURE else "")
    measure = None
    if kind is Kind.MEASURE:
        measure = find_measure(reference, title, setting.reporting_period)
    observations: tuple[Observation, ...] = ()
    if with_values:
        observations = _observations(reader, row, title, section, measure)
    rag: Rag | None = None
    trend: Trend | None = None
    extra: tuple[tuple[str, str], ...] = ()
    if with_judgement:
        rag, trend, extra = _judgement(reader, row, observations)
        if rag is None and kind is not Kind.PRIORITY:
            rag = next(
                (o.rag for o in reversed(observations) if o.rag and o.role is Role.ACTUAL), None
            )
    texts = () if under else (*_texts(grid, row, kind, name, reference), *extra)
    return Record(
        source=Source(setting.document, _page(grid, row.index), setting.table, row.number),
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


def section_of(headings: tuple[str, ...], banners: tuple[str, ...]) -> tuple[str, ...]:
    """Headings above a table, then the banners in it; a heading that a banner says again is
    left to the banner."""
    said = [plain_words(banner) for banner in banners]
    kept = [h for h in headings if not any(plain_words(h) in banner for banner in said)]
    return tuple(dict.fromkeys(part for part in (*kept, *banners) if part))


def _row_box(grid: Grid, row: int) -> BBox | None:
    box: BBox | None = None
    for cell in grid.row_cells(row):
        if cell.bbox is not None and cell.row == row:
            box = cell.bbox if box is None else box.union(cell.bbox)
    return box


def _reference(reader: _Reader, row: Row, name: str) -> tuple[str | None, str]:
    """The measure's reference: from its own column, else from the front of its title."""
    column = _column(row, Use.REFERENCE)
    if column is not None:
        text = _FLAG.sub("", _text(reader.grid, row, column))
        return (text if _is_reference(reader.grid, column, text) else None), name
    reference, rest = split_reference(name)
    return (reference, rest) if rest else (None, name)


def _is_reference(grid: Grid, column: Column, text: str) -> bool:
    """Whether a text in the reference column is a code. A word without a figure that stands
    in several rows ("Local") is a class of measures, not the name of one."""
    if not text or len(text) > 40 or parse_status(text) is not None:
        return False
    if any(character.isdigit() for character in text):
        return True
    same = sum(c.col == column.index and one_line(c.text) == text for c in grid.cells)
    return same < 2 and text != "Local"


def _group(grid: Grid, row: Row) -> tuple[str, ...]:
    """The texts of section columns whose cells are merged over several rows, as a table
    groups its measures; a section column with a text of its own in each row is plain text."""
    found = []
    for column in row.columns:
        if column.use is Use.SECTION and _merged(grid, column):
            text = _text(grid, row, column)
            if text:
                found.append(text)
    return tuple(found)


def _merged(grid: Grid, column: Column) -> bool:
    return any(cell.rowspan > 1 and cell.col == column.index and cell.text for cell in grid.cells)


def _polarity(grid: Grid, row: Row, title: str) -> Polarity | None:
    column = _column(row, Use.POLARITY)
    if column is not None:
        cell = grid.at(row.index, column.index)
        return first_meaning(cell.text, parse_polarity) if cell is not None else None
    return polarity_in_title(title)


def _texts(
    grid: Grid, row: Row, kind: Kind, name: str, reference: str | None
) -> tuple[tuple[str, str], ...]:
    """The other columns as (snake_case header, text)."""
    found: list[tuple[str, str]] = []
    for column in row.columns:
        cell = grid.at(row.index, column.index)
        text = cell.text.strip() if cell is not None else ""
        if not text or one_line(text) in (name, reference):
            continue
        wanted = column.use is Use.TEXT or (
            column.use is Use.TITLE and kind is Kind.PRIORITY and parse_status(text) is not None
        )
        if column.use in (Use.SECTION, Use.PRIORITY):
            wanted = not _merged(grid, column) and kind is not Kind.PRIORITY
        if column.use is Use.REFERENCE:
            wanted = reference is None
        if wanted:
            found.append((column.name, text))
    return tuple(found)


def _judgement(
    reader: _Reader, row: Row, observations: Sequence[Observation]
) -> tuple[Rag | None, Trend | None, tuple[tuple[str, str], ...]]:
    """The row's own RAG and trend. Of several trend columns the first is the trend, the
    others are kept as text."""
    grid, setting = reader.grid, reader.setting
    background = _background(grid, row)
    rag: Rag | None = None
    trend: Trend | None = None
    extra: list[tuple[str, str]] = []
    for column in row.columns:
        cell = grid.at(row.index, column.index)
        if cell is None:
            continue
        if column.use is Use.RAG and column.beside is None:
            reading = read_rag(cell, setting.symbols, setting.palette, background)
            _report_rag(reader, row, column, cell, reading)
            if rag is None:
                rag = reading.rag
            elif reading.rag is not None:
                extra.append((column.name, reading.rag.value))
            if trend is None and _column(row, Use.TREND) is None:
                trend = next((t for m in cell.marks if (t := trend_of_mark(m)) is not None), None)
        elif column.use is Use.TREND:
            found, doubt = read_trend(cell)
            if doubt:
                _report_trend(reader, row, column, cell)
            if found is None and not cell.empty and parse_status(cell.text) is None:
                if not parse_quantity(one_line(cell.text)).numeric and parse_rag(cell.text) is None:
                    reader.doubt(
                        "trend-not-read",
                        f"no trend could be read from {one_line(cell.text)!r}",
                        row,
                        column,
                    )
                extra.append((column.name, cell.text.strip()))
            if trend is None:
                trend = found
            elif found is not None:
                extra.append((column.name, found.value))
    if rag is None:
        paired = [o for o in observations if o.rag is not None and o.role is Role.ACTUAL]
        if paired:
            rag = paired[-1].rag
    return rag, trend, tuple(extra)


def _report_trend(reader: _Reader, row: Row, column: Column, cell: Cell) -> None:
    """Letters that an arrow font decays to are told once for a table, not once for a row."""
    if cell.text.strip():
        if not any(
            f.code == "trend-letters" and f.column == column.header for f in reader.findings
        ):
            reader.doubt(
                "trend-letters",
                f"letters such as {one_line(cell.text)!r} in this column are read as the arrows"
                " of the Wingdings font, which the paper has lost",
                row,
                column,
            )
    else:
        reader.doubt("trend-doubtful", "several arrows that differ stand in one cell", row, column)


def _report_rag(reader: _Reader, row: Row, column: Column, cell: Cell, reading: RagReading) -> None:
    if reading.colour_says is not None and reading.rag is not None:
        reader.doubt(
            "word-against-colour",
            f"the cell says {one_line(cell.text)!r} but is coloured {reading.colour_says.value};"
            " the word stands",
            row,
            column,
        )
    elif reading.unknown:
        reader.doubt(
            "symbol-unknown",
            f"a {reading.unknown} without a key that tells what it means",
            row,
            column,
        )
    elif reading.rag is None and not cell.empty:
        text = one_line(cell.text)
        if parse_status(text) is None and text:
            reader.doubt("rag-not-read", f"{text!r} is no RAG that we know", row, column)


def _background(grid: Grid, row: Row) -> Rgb | None:
    """The fill that a row shares: that of its title cell, else the commonest of the row."""
    title = _column(row, Use.TITLE)
    if title is not None:
        cell = grid.at(row.index, title.index)
        if cell is not None and cell.row == row.index:
            return cell.fill
    fills = Counter(cell.fill for cell in grid.row_cells(row.index))
    return fills.most_common(1)[0][0] if fills else None


def _coloured_columns(table: TypedTable, setting: Setting) -> dict[int, bool]:
    """Value columns whose cells carry a RAG of their own: index -> whether the ink may carry
    it as well. One colour alone on every cell is a column's shading, not a RAG; red ink alone
    is how accountants print a negative."""
    grid = table.grid
    fills: dict[int, set[Rag]] = {}
    inks: dict[int, set[Rag]] = {}
    plain: dict[int, int] = {}
    shades: dict[int, set[Rgb | None]] = {}
    for row in table.rows:
        background = _background(grid, row)
        for column in row.columns:
            if column.use is not Use.VALUE:
                continue
            cell = grid.at(row.index, column.index)
            if cell is None or cell.row != row.index:
                continue
            rag = rag_of_colours(cell, setting.palette, background, ink=False)
            shades.setdefault(column.index, set()).add(cell.fill)
            if rag is not None:
                fills.setdefault(column.index, set()).add(rag)
            else:
                plain[column.index] = plain.get(column.index, 0) + 1
            ink = setting.palette.rag(cell.ink)
            if ink is not None:
                inks.setdefault(column.index, set()).add(ink)
    found: dict[int, bool] = {}
    for index in set(fills) | set(inks):
        classes = fills.get(index, set())
        many = len(inks.get(index, set())) >= 2
        if len(classes) >= 2 or (classes and plain.get(index, 0)) or many:
            found[index] = many
        elif classes and len(table.rows) <= 3:
            found[index] = False
    return found


def _observations(
    reader: _Reader,
    row: Row,
    title: str,
    section: tuple[str, ...],
    measure: CatalogueMeasure | None,
) -> tuple[Observation, ...]:
    grid = reader.grid
    background = _background(grid, row)
    named = unit_in_title(title)
    for part in reversed(section):
        if named.unit is None:
            named = unit_in_title(part)
    listed = find_measure(None, title, reader.setting.reporting_period, local=True)
    known = measure or listed
    unit = Unit(known.unit) if known is not None and known.unit else None
    printed = _unit_of_row(grid, row)
    if printed is not None:
        named = printed
    hints = _Hints(named, _money_of(section), unit, units_in_title(title))
    shares = _distribution(grid, row, title)
    stated = named.unit is not None or unit is not None
    rags = {column.beside: column for column in row.columns if column.beside is not None}
    found: list[Observation] = []
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
                    rated, reader.setting.symbols, reader.setting.palette, background
                )
                _report_rag(reader, row, beside, rated, reading)
                rag = reading.rag
        elif column.index in reader.coloured and column.role is not Role.TARGET:
            rag = rag_of_colours(
                cell, reader.setting.palette, background, ink=reader.coloured[column.index]
            )
        found.extend(
            replace(one, rag=rag) if rag is not None else one for one in _parts(observation, title)
        )
    return _with_siblings_unit(found, stated)


def _unit_of_row(grid: Grid, row: Row) -> UnitHint | None:
    """The unit that a row states in a column for units; None without one."""
    for column in row.columns:
        if column.use is Use.TEXT and plain_words(column.header).split(" ")[0] in _UNIT_HEADS:
            hint = unit_in_header(_text(grid, row, column))
            return hint if hint.unit is not None else None
    return None


def _with_siblings_unit(found: list[Observation], stated: bool) -> tuple[Observation, ...]:
    """Give a bare figure the unit that the other figures of its row print ("79.9" beside
    "82.2%"), where neither title nor catalogue states one and the others agree."""
    unit = unit_of_siblings(
        o.quantity.unit for o in found if o.role in _ALIKE and _PRINTS_UNIT.search(o.raw)
    )
    if stated or unit is None:
        return tuple(found)
    return tuple(
        replace(o, quantity=replace(o.quantity, unit=unit))
        if o.role in _ALIKE
        and o.quantity.numeric
        and o.quantity.unit in (None, Unit.COUNT)
        and not _PRINTS_UNIT.search(o.raw)
        else o
        for o in found
    )


def _distribution(grid: Grid, row: Row, title: str) -> dict[int, str]:
    """The value columns of a row that prints one distribution over them all: as many whole
    numbers as its title lists classes ("CQC ratings (Inadequate, RI, Good or Outstanding)").
    Column index -> class; empty for any other row."""
    listed = _CLASSES.search(title)
    columns = [column for column in row.columns if column.use is Use.VALUE]
    if not listed or len(columns) < 3:
        return {}
    classes = [name.strip() for name in listed[1].split(",")]
    texts = [_text(grid, row, column) for column in columns]
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


def _money_of(section: tuple[str, ...]) -> UnitHint:
    """The unit that a section states for the figures under it: "VfM & Budget (£m)"."""
    for part in reversed(section):
        hint = unit_in_header(part)
        if hint.unit is Unit.GBP:
            return hint
    return UnitHint(None, 1)


def _observation(
    reader: _Reader,
    row: Row,
    column: Column,
    cell: Cell,
    hints: _Hints,
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
    quantity = parse_quantity(
        text, unit=hint.unit, scale=hint.scale, target=column.role is Role.TARGET
    )
    if not quantity.numeric and quantity.status is None:
        status = first_meaning(raw, parse_status)
        quantity = replace(quantity, status=status) if status is not None else quantity
    period = quantity.period or _period(column, quantity, reader.setting.reporting_period)
    if quantity.numeric:
        unit = infer_unit(
            quantity,
            hint if hint.unit is not None else UnitHint(None, 1),
            hints.title,
            hints.catalogue,
        )
        if row.kind is Kind.RISK and column.role is Role.OTHER and unit is Unit.COUNT:
            unit = Unit.SCORE  # likelihood, impact and their product are points on a scale
        quantity = replace(quantity, unit=unit)
    confidence = cell.confidence * reader.grid.confidence
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
    reader: _Reader, row: Row, column: Column, quantity: Quantity, measure: CatalogueMeasure | None
) -> None:
    if measure is None or quantity.value is None or column.role is Role.VARIANCE:
        return
    if not plausible(measure, quantity.value):
        reader.doubt(
            "value-implausible",
            f"{quantity.value} lies outside what {measure.code} can be"
            f" ({measure.range_min} to {measure.range_max})",
            row,
            column,
        )


def _left_over(reader: _Reader, row: Row, before: list[Record]) -> None:
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
