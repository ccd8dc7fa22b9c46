"""Where a template keeps its measures: a key column, headings above, in a table or a range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from xlscorecard.model.scorecard import Rag
from xlscorecard.refresh.binding.fields import (
    WRITTEN,
    Field,
    fold_code,
    fold_key,
    is_to_date,
    parse_heading,
)
from xlscorecard.refresh.binding.periods import ColumnPeriod, parse_column_period
from xlscorecard.refresh.binding.stacked import Lines, find_kind_column, read_lines
from xlscorecard.refresh.parts.reading import CellView, Place, SheetView, WorkbookView
from xlscorecard.refresh.rows.addresses import Area
from xlscorecard.values.period import parse_period, year_of
from xlscorecard.values.words import parse_rag, parse_trend_word

_MOST_ROWS = 2000  # of headings looked for: a scorecard is not longer
_ANY_YEAR = "2001/02"
_COLOURS = {Rag.RED, Rag.AMBER, Rag.GREEN}
_TITLE_ROWS = 8  # above the headings, where a title states the year
_TITLE_CELLS = 3  # in a title's row; one with more is a line of another block


@dataclass(frozen=True, slots=True)
class Column:
    """``heading`` as it stands, with the heading above it where that adds something. ``to_date``
    says whether it asks for the year so far, where the block has columns of both kinds."""

    number: int
    heading: str
    field: Field
    period: ColumnPeriod | None = None
    to_date: bool | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of measures under one row of headings. ``keys`` gives each row's code or title;
    ``table`` is the Excel table's name, None for a plain range; ``lines`` are the rows of each
    key where a measure has several."""

    sheet: str
    heading_row: int
    key: Column
    title: Column | None
    columns: tuple[Column, ...]
    keys: tuple[tuple[int, str], ...]
    table: str | None = None
    year: str | None = None
    year_places: tuple[Place, ...] = ()
    lines: Lines = field(default_factory=dict)


def find_blocks(view: WorkbookView, known: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """The measures' rows and columns on all sheets, tables first.

    ``known`` are the data's codes and titles, folded: where no heading names the key column, the
    column that holds most of them is it.
    """
    found: list[Block] = []
    for sheet in view.sheets:
        own = [table for table in view.tables if table.sheet == sheet.name and table.headings]
        taken = [table.area for table in own]
        for table in own:
            block = _block(sheet, table.area.top, table.area, table.name, known)
            if block is not None:
                found.append(block)
        found += _ranges(sheet, taken, known)
    return tuple(found)


def _ranges(sheet: SheetView, taken: list[Area], known: frozenset[str]) -> Iterator[Block]:
    lines: dict[int, list[tuple[int, CellView]]] = {}
    for (row, column), cell in sheet.cells.items():
        lines.setdefault(row, []).append((column, cell))
    rows = sorted(lines)
    keyed = {row for row, line in lines.items() if any(_is_known(c, known) for _, c in line)}
    heads = [
        row
        for row in rows[:_MOST_ROWS]
        if _is_heading_row(
            row,
            lines[row],
            taken,
            above_keys=_above(row, keyed) and not _is_listed(lines[row], lines.get(row + 1, [])),
        )
    ]
    last = rows[-1] if rows else 0
    for at, row in enumerate(heads):
        bottom = heads[at + 1] - 1 if at + 1 < len(heads) else last
        columns = [column for column, _ in (*lines[row], *lines.get(row + 1, ()))]
        columns += [merge.right for merge in sheet.merges_at(row)]
        area = Area(row, min(columns), bottom, max(columns))
        for other in taken:
            if area.meets(other) and other.top > row:
                area = area._replace(bottom=min(area.bottom, other.top - 1))
        for part in _side_by_side(sheet, area):
            block = _block(sheet, row, part, None, known)
            if block is not None:
                yield block


def _side_by_side(sheet: SheetView, area: Area) -> Iterator[Area]:
    """Two blocks beside each other repeat the heading of their key column."""
    texts: dict[str, list[int]] = {}
    for number in range(area.left, area.right + 1):
        cell = _heading_cell(sheet, area.top, number)
        if cell is not None and parse_heading(cell.text) in (Field.KEY, Field.TITLE):
            texts.setdefault(cell.text.casefold(), []).append(number)
    starts = next((found for found in texts.values() if len(found) > 1), [area.left])
    starts = [area.left, *starts[1:]]
    for left, following in zip(starts, [*starts[1:], area.right + 1], strict=True):
        yield area._replace(left=left, right=following - 1)


def _heading_cell(sheet: SheetView, row: int, number: int) -> CellView | None:
    """The heading that starts in a column: its own, or one merged downwards into the row."""
    cell = sheet.at(row, number)
    if cell is not None and cell.text:
        return cell
    for area in sheet.merges_at(row):
        if area.left == number and area.holds(row, number):
            return sheet.at(area.top, area.left)
    return None


def _has_sub_headings(sheet: SheetView, row: int, area: Area) -> bool:
    """Whether the next row only holds further headings ("Actual", "RAG" under "Q1")."""
    texts = [
        cell
        for number in range(area.left, area.right + 1)
        if (cell := sheet.at(row + 1, number)) is not None and cell.text
    ]
    named = [
        cell for cell in texts
        if parse_heading(cell.text) or parse_column_period(cell.value, "", None)
    ]  # fmt: skip
    return len(texts) >= 2 and len(named) == len(texts)


def _is_known(cell: CellView, known: frozenset[str]) -> bool:
    return bool(known) and (fold_code(cell.text) in known or fold_key(cell.text) in known)


def _above(row: int, keyed: set[int]) -> bool:
    """Whether a row is no measure's own but stands close above one."""
    return row not in keyed and any(row + n in keyed for n in range(1, _TITLE_ROWS))


def _is_listed(line: list[tuple[int, CellView]], below: list[tuple[int, CellView]]) -> bool:
    """Whether a row states its period as the row below it does: the rows of a list with a row for
    each measure and period head nothing."""
    forms = {column: _period_form(cell) for column, cell in line}
    return any(
        form is not None and form == forms.get(column)
        for column, cell in below
        for form in [_period_form(cell)]
    )


def _period_form(cell: CellView) -> tuple[str, bool] | None:
    """What a cell's period is made of: a quarter, a month or neither, and a year or none."""
    period = parse_column_period(cell.value, "", None) if cell.text else None
    return None if period is None else (period.part[:1], period.year is None)


def _is_heading_row(
    row: int, line: list[tuple[int, CellView]], taken: list[Area], *, above_keys: bool
) -> bool:
    fields = set()
    texts = 0
    for column, cell in line:
        if any(area.holds(row, column) for area in taken):
            continue
        if isinstance(cell.value, date):  # months as days, shown as "Jun 17"
            fields.add(Field.ACTUAL)
        if not isinstance(cell.value, str):
            continue
        if len(cell.text) < 3 and (parse_rag(cell.text) or parse_trend_word(cell.text)):
            return False  # "RAG, R, A, G": a measure's own line
        texts += 1
        field = parse_heading(cell.text)
        if field is not None:
            fields.add(field)
        elif parse_column_period(cell.value, "", None) is not None:
            fields.add(Field.ACTUAL)
    names = fields & {Field.KEY, Field.TITLE} or (above_keys and fields & WRITTEN)
    return texts >= 2 and bool(names) and bool(fields - {Field.KEY, Field.TITLE, Field.KEPT})


def _key_column(sheet: SheetView, row: int, area: Area, known: frozenset[str]) -> list[Column]:
    """The column that holds most of the data's codes or titles, whatever its heading."""
    counts = {
        number: sum(
            1
            for line in range(row + 1, area.bottom + 1)
            if (cell := sheet.at(line, number)) is not None
            and isinstance(cell.value, str)  # a count may happen to be a measure's number
            and _is_known(cell, known)
        )
        for number in (range(area.left, area.right + 1) if known else ())
    }
    best = max(counts, key=lambda number: counts[number], default=0)
    if not best or not counts[best]:
        return []
    heading = sheet.shown(row, best)
    return [Column(best, heading.text if heading is not None else "", Field.KEY)]


def _block(
    sheet: SheetView, row: int, area: Area, table: str | None, known: frozenset[str]
) -> Block | None:
    first = row
    if table is None and _has_sub_headings(sheet, row, area):
        row += 1
    year, places = _stated_year(sheet, row, area)
    columns = _inherit_periods(list(_columns(sheet, row, first, area, year, table)))
    columns = _part_to_date(columns)
    by_field = {field: [c for c in columns if c.field is field] for field in Field}
    names = [*by_field[Field.KEY], *by_field[Field.TITLE]]
    names = names or _key_column(sheet, row, area, known)
    if not names:
        return None
    key = names[0]
    title = by_field[Field.TITLE][0] if by_field[Field.TITLE] else None
    keys: list[tuple[int, str]] = []
    for number in range(row + 1, area.bottom + 1):
        cell = sheet.at(number, key.number)
        text = cell.text if cell is not None else ""
        if not text and title is not None and title is not key:
            other = sheet.at(number, title.number)
            text = other.text if other is not None else ""
        if text:
            keys.append((number, text))
    if not keys:
        return None
    block = Block(sheet.name, row, key, title, columns, tuple(keys), table, year, places)
    body = range(row + 1, min(area.bottom, row + _MOST_ROWS) + 1)
    named = {column.number for column in columns}
    free = [number for number in range(area.left, area.right + 1) if number not in named]
    kinds = find_kind_column(sheet, free, body) if table is None else None
    if kinds is None:
        return block
    once, lines = read_lines(sheet, kinds, block.keys, body)
    return replace(block, keys=once, lines=lines)


def _columns(
    sheet: SheetView, row: int, first: int, area: Area, year: str | None, table: str | None
) -> Iterator[Column]:
    """The columns under headings in ``row``; ``first`` is where the key column's stands."""
    over = _group_headings(sheet, row, area) if table is None else {}
    for number in range(area.left, area.right + 1):
        cell = _heading_cell(sheet, row, number) or _heading_cell(sheet, first, number)
        if cell is None or not cell.text:
            continue
        above = over.get(number, "")
        period = parse_column_period(cell.value, above, year)
        field = parse_heading(_without_period(cell.text, period)) or parse_heading(cell.text)
        if field is None and period is not None:
            field = parse_heading(above) or Field.ACTUAL
        if field in (None, Field.STATUS):
            field = _by_content(sheet, field, area._replace(top=row + 1, left=number, right=number))
        if field in (Field.KEY, Field.TITLE):
            period = None
        whole = f"{above} / {cell.text}" if period and above and above != cell.text else cell.text
        if field is not None:
            yield Column(number, whole, field, period)


def _by_content(sheet: SheetView, field: Field | None, column: Area) -> Field | None:
    """What a column is under a heading of many meanings ("Status" may be a rating, or say why
    there is no figure) or of none: ratings that are none of ours are kept, and told."""
    if field is None:
        return Field.KEPT if holds_ratings(sheet, column) else None
    rated = [_rating(text) for text in _texts(sheet, column)]
    if not rated:
        rated = [_rating(word) for area, word in sheet.words if area.meets(column)]
    mostly = 2 * sum(rag is not None for rag in rated) > len(rated)
    return Field.RAG if mostly and _COLOURS & set(rated) else field


def holds_ratings(sheet: SheetView, column: Area) -> bool:
    """Whether a column's texts are all ratings, and not just "Complete" or "No data"."""
    rated = {_rating(text) for text in _texts(sheet, column)}
    return None not in rated and bool(rated & _COLOURS)


def _rating(text: str) -> Rag | None:
    """As :func:`parse_rag`, but a lone Y is yes rather than yellow."""
    return parse_rag(text) if len(text) > 1 or text in "RAGBrag" else None


def _texts(sheet: SheetView, column: Area) -> list[str]:
    bottom = min(column.bottom, column.top + _MOST_ROWS)
    cells = (sheet.at(row, column.left) for row in range(column.top, bottom + 1))
    return [cell.text for cell in cells if cell is not None and cell.text and not cell.formula]


def _group_headings(sheet: SheetView, row: int, area: Area) -> dict[int, str]:
    """Headings above the headings ("Q1" over "Actual" and "RAG"); a lone title is none."""
    found: dict[int, str] = {}
    for number in range(area.left, area.right + 1) if row > 1 else ():
        cell = sheet.shown(row - 1, number)
        if cell is not None and isinstance(cell.value, str) and cell.text:
            found[number] = cell.text
        elif number - 1 in found and parse_column_period(found[number - 1], "", _ANY_YEAR):
            found[number] = found[number - 1]  # centred over several columns without a merge
    return found if len(set(found.values())) > 1 else {}


def _inherit_periods(columns: list[Column]) -> tuple[Column, ...]:
    """ "Q1, RAG, Q2, RAG": a heading that comes again belongs to the period on its left."""
    counts: dict[Field, int] = {}
    for column in columns:
        if column.period is None:
            counts[column.field] = counts.get(column.field, 0) + 1
    found: list[Column] = []
    period: ColumnPeriod | None = None
    for column in columns:
        if column.period is not None:
            period = column.period
        elif counts[column.field] > 1 and period is not None and column.field in WRITTEN:
            column = replace(column, period=period)  # noqa: PLW2901
        found.append(column)
    return tuple(found)


def _part_to_date(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    kinds = {column.number: is_to_date(column.heading) for column in columns
             if column.field is Field.ACTUAL}  # fmt: skip
    if len(set(kinds.values())) < 2:
        return columns
    return tuple(replace(column, to_date=kinds.get(column.number)) for column in columns)


def _without_period(text: str, period: ColumnPeriod | None) -> str:
    """ "Q2 Actual" is an Actual: the words that are left when the period's are taken out."""
    if period is None:
        return text
    words = text.split()
    kept = [word for word in words if not _dates(word)]
    return " ".join(kept)


def _dates(word: str) -> bool:
    plain = word.strip("():,").lower()
    return (
        plain in ("quarter", "qtr", "month", "fy")
        or plain.replace("/", "").replace("-", "").isdigit()
        or parse_period(plain, year=_ANY_YEAR) not in (None, _ANY_YEAR)
    )


def _stated_year(sheet: SheetView, row: int, area: Area) -> tuple[str | None, tuple[Place, ...]]:
    """The year that the headings or the lines above them state, and the cells that do."""
    found: list[tuple[str, Place]] = []
    filled = Counter(r for r, _ in sheet.cells if row - _TITLE_ROWS <= r <= row)
    for (r, column), cell in sheet.cells.items():
        near = row - 1 <= r <= row or (r in filled and filled[r] <= _TITLE_CELLS)
        if not near or not isinstance(cell.value, str) or len(cell.text) > 120:
            continue
        if r == row and not area.left <= column <= area.right:
            continue
        year = year_of(parse_period(cell.text))
        if year is not None:
            found.append((year, (r, column)))
    if not found:
        named = year_of(parse_period(sheet.name))
        return named, ()
    return max(year for year, _ in found), tuple(place for _, place in found)
