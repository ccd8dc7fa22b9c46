"""Rows of tables without rules that stand alone: the header at a page's foot, the last row at
the head of the next, the name of a section between two pages, the header above the heading of a
table's first section. One line makes no table by itself; the table beside it tells its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.tables.joining.growing import column_edges
from xlscorecard.tables.joining.sections_again import with_printed_again
from xlscorecard.tables.lines.values import is_figure, is_value, is_year

# A row has so many texts at least, and misses so many of the columns at most.
FEWEST, MISSING = 3, 1
# A text stands out of its column by this much at most, beyond the last by more (points).
LOOSE, BEYOND = 4.0, 60.0
# A section's name is one line that begins with a letter and is no sentence.
_NAME = re.compile(r"[^\W\d_][^\n]{2,78}[^\n.]")
# Texts of one row share this much of the lower one's height.
LEVEL = 0.5


def with_stray_rows(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, page by page, with such a row as a grid of its own, to be joined."""
    before: Grid | None = None
    waiting: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        above, whole = _with_header_again(_last_row(before, waiting), block)
        if whole is block:
            above, whole = _above_heading(_header(above, block), block)
            above, whole = _with_banner(before, above, whole)
        yield from above
        yield whole
        before, waiting = block, []
    yield from _last_row(before, waiting)


def _last_row(before: Grid | None, paragraphs: Sequence[Paragraph]) -> list[Block]:
    """The paragraphs below a table, their first line as a row where it is the table's last."""
    found: list[Block] = list(paragraphs)
    if before is None or before.ruling == "full" or before.page is None:
        return found
    start = _next(paragraphs, range(len(paragraphs)))
    if start is None or paragraphs[start].page != before.page + 1:
        return found
    end = start + 1
    while end < len(paragraphs) and _level(paragraphs[start], paragraphs[end]):
        end += 1
    row = _row(paragraphs[start:end], before)
    if row is None or not any(is_value(cell.text) for cell in row.cells[1:] if cell.text):
        return found
    if is_value(row.cells[0].text):
        return found
    return [*paragraphs[:start], row, *paragraphs[end:]]


def _with_header_again(blocks: Sequence[Block], after: Grid) -> tuple[list[Block], Grid]:
    """The blocks above a table and the table, with the line at the foot of the page before as its
    first row, where the table prints that line again over a later section."""
    found = list(blocks)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    end = _next(paragraphs, range(len(paragraphs) - 1, -1, -1))
    if len(paragraphs) < len(found) or end is None or after.page is None:
        return found, after
    if paragraphs[end].page != after.page - 1:
        return found, after
    start = end
    while start and _level(paragraphs[end], paragraphs[start - 1]):
        start -= 1
    whole = with_printed_again(paragraphs[start : end + 1], after)
    return (found, after) if whole is None else ([*found[:start], *found[end + 1 :]], whole)


def _header(blocks: Sequence[Block], after: Grid) -> list[Block]:
    """The blocks above a table, their last line as a row where it is the table's header."""
    found = list(blocks)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(found) or after.ruling == "full" or after.page is None:
        return found
    end = _next(paragraphs, range(len(paragraphs) - 1, -1, -1))
    if end is None or paragraphs[end].page != after.page - 1:
        return found
    start = end
    while start and _level(paragraphs[end], paragraphs[start - 1]):
        start -= 1
    row = _row(paragraphs[start : end + 1], after)
    if row is None or any(is_figure(cell.text) for cell in row.cells):
        return found
    if not any(is_figure(cell.text) for cell in after.row_cells(0)):
        return found  # it has a header of its own
    return [*paragraphs[:start], row, *paragraphs[end + 1 :]]


def _above_heading(blocks: Sequence[Block], after: Grid) -> tuple[list[Block], Grid]:
    """The blocks above a table and the table, with the line above its heading as its first row,
    where that is the whole header: one heading, of one line, stands between, and no years above."""
    found = list(blocks)
    paragraphs = [block for block in found[-1 - after.cols :] if isinstance(block, Paragraph)]
    if len(paragraphs) < FEWEST + 1 or after.ruling == "full" or after.page is None:
        return found, after
    heading, last = paragraphs[-1], paragraphs[-2]
    if heading.page != after.page or last.page != after.page or heading.furniture:
        return found, after
    start = end = len(found) - 1
    while start and isinstance(one := found[start - 1], Paragraph) and _level(last, one):
        start -= 1
    texts = [block for block in found[start:end] if isinstance(block, Paragraph)]
    row = _row(texts, after) if len(texts) >= FEWEST and not _level(last, heading) else None
    if row is None or any(is_figure(cell.text) for cell in row.cells):
        return found, after
    if "\n" in heading.text or not any(is_figure(cell.text) for cell in after.row_cells(0)):
        return found, after
    if start and isinstance(outer := found[start - 1], Paragraph) and is_year(outer.text):
        return found, after
    lower = [replace(cell, row=cell.row + 1) for cell in after.cells]
    box = row.bbox.union(after.bbox) if row.bbox is not None and after.bbox is not None else None
    pieces = ((after.page, 0, after.rows),)
    cells = (*row.cells, *lower)
    whole = replace(after, rows=after.rows + 1, cells=cells, bbox=box, pieces=pieces)
    return [*found[:start], *found[end:]], whole


def _with_banner(
    before: Grid | None, blocks: Sequence[Block], after: Grid
) -> tuple[list[Block], Grid]:
    """The blocks between two pieces of a table and the second one, with the only text between
    them as its first row, where that names the section of the rows that begin overleaf."""
    found = list(blocks)
    texts = [block for block in blocks if isinstance(block, Paragraph) and not block.furniture]
    if before is None or len(texts) != 1 or len(texts) + _furniture(blocks) < len(found):
        return found, after
    text = texts[0]
    known = before.page is not None and after.page == before.page + 1 and text.bbox is not None
    if not known or before.cols != after.cols or "full" in (before.ruling, after.ruling):
        return found, after
    if not _NAME.fullmatch(text.text) or not _starts_as(before, text):
        return found, after
    if not any(is_figure(cell.text) for cell in after.row_cells(0)[1:]):
        return found, after  # it has a header of its own
    banner = Cell(
        0, 0, colspan=after.cols, text=text.text, bbox=text.bbox, page=text.page, bold=text.bold
    )
    cells = (banner, *(replace(cell, row=cell.row + 1) for cell in after.cells))
    pieces = ((after.page or 0, 0, after.rows),)
    whole = replace(after, rows=after.rows + 1, cells=cells, pieces=pieces)
    return [block for block in found if block is not text], whole


def _furniture(blocks: Sequence[Block]) -> int:
    return sum(isinstance(block, Paragraph) and block.furniture for block in blocks)


def _starts_as(table: Grid, text: Paragraph) -> bool:
    """Whether a text starts where a table's first column does."""
    starts = [cell.bbox.x0 for cell in table.cells if cell.col == 0 and cell.bbox is not None]
    return text.bbox is not None and bool(starts) and abs(text.bbox.x0 - min(starts)) < LOOSE


def _next(paragraphs: Sequence[Paragraph], order: Iterable[int]) -> int | None:
    for number in order:
        if not paragraphs[number].furniture:
            return number
    return None


def _level(one: Paragraph, other: Paragraph) -> bool:
    if one.bbox is None or other.bbox is None or one.page != other.page or other.furniture:
        return False
    shared = min(one.bbox.bottom, other.bbox.bottom) - max(one.bbox.top, other.bbox.top)
    return shared >= LEVEL * min(one.bbox.height, other.bbox.height)


def _row(texts: Sequence[Paragraph], table: Grid) -> Grid | None:
    """Texts as one row of a table's columns; None where they do not stand in them."""
    columns = column_edges(table)
    if columns is None or len(texts) < max(FEWEST, table.cols - MISSING):
        return None
    placed = _in_step(texts, columns) or _placed(texts, columns)
    boxes = [text.bbox for text in texts if text.bbox is not None]
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    page = texts[0].page
    if page is None or 0 not in placed:
        return None
    cells: list[Cell] = []
    for col, (low, high) in enumerate(columns):
        held = placed.get(col)
        cells.append(
            Cell(
                0,
                col,
                text=held.text if held is not None else "",
                bbox=BBox(low, top, high, bottom),
                page=page,
                ink=held.ink if held is not None else None,
                bold=held is not None and held.bold,
            )
        )
    box = BBox(columns[0][0], top, columns[-1][1], bottom)
    return Grid(
        1, table.cols, tuple(cells), page=page, bbox=box, pieces=((page, 0, 0),),
        ruling=table.ruling, confidence=table.confidence,
    )  # fmt: skip


def _placed(
    texts: Sequence[Paragraph], columns: Sequence[tuple[float, float]]
) -> dict[int, Paragraph]:
    """The texts by the columns that they stand in; {} where one stands in none, or two in one."""
    placed: dict[int, Paragraph] = {}
    for text in texts:
        col = _column(text.bbox, columns) if text.bbox is not None else None
        if col is None or col in placed:
            return {}
        placed[col] = text
    return placed


def _in_step(
    texts: Sequence[Paragraph], columns: Sequence[tuple[float, float]]
) -> dict[int, Paragraph]:
    """As many texts as there are columns, each with its middle in one of them, in order: names may
    be wider than all that stands below them on the next page. {} where they are not."""
    boxes = [text.bbox for text in texts if text.bbox is not None]
    if len(boxes) < len(columns) or len(texts) != len(columns):
        return {}
    last = len(columns) - 1
    for number, (box, (low, high)) in enumerate(zip(boxes, columns, strict=True)):
        if not low - LOOSE <= box.centre[0] <= high + (BEYOND if number == last else LOOSE):
            return {}
    return dict(enumerate(texts))


def _column(box: BBox, columns: Sequence[tuple[float, float]]) -> int | None:
    """The column that a text stands in; the last one may be narrower than its text here."""
    last = len(columns) - 1
    within = [
        number
        for number, (low, high) in enumerate(columns)
        if low - LOOSE <= box.x0 and box.x1 <= high + (BEYOND if number == last else LOOSE)
    ]
    return within[0] if len(within) == 1 else None
