"""Tables that go on over pages become one: headers once, split rows healed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xlscorecard.model.grid import Block, Cell, Grid, Paragraph, without_rows
from xlscorecard.tables.joining.first_columns import with_first_columns
from xlscorecard.tables.joining.growing import (
    GrowingTable,
    column_edges,
    folded,
    is_banner,
    row_text,
)
from xlscorecard.tables.joining.rest import with_rest
from xlscorecard.tables.joining.spread import spread_columns
from xlscorecard.tables.lines.values import is_plain_value, is_value, is_year, shape_of

# Column edges of two pieces agree within this (points): the same table is set to the same
# widths on each page; makers round to a pixel, rarely to two.
SAME_EDGE = 5.0
# A header of a scorecard has so many names.
FEWEST_NAMES = 3
_GOES_ON = re.compile(r"\b(?:continued|cont['’.]?d?|contd)\b", re.IGNORECASE)


def join_grids(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with each table that goes on over pages as one grid, at the place of its first
    piece; ``pieces`` tells which rows stand on which page. A block is given as soon as nothing
    that follows can change it.

    Only page furniture may stand between pieces, or a repeat of the heading above the first.
    The columns must be the same. Headers and banners that the next page repeats are left
    out; a row that the page break split is healed, at a lowered confidence.
    """
    table: GrowingTable | None = None
    heading = ""
    headed: dict[tuple[str, ...], str] = {}  # the headings of the tables before, by their headers
    below: list[Paragraph] = []  # since the table's beginning
    last = 0  # where those since its last piece begin
    for block in blocks:
        if isinstance(block, Paragraph):
            below.append(block)
            continue
        if table is not None:
            waiting = [p for p in below[last:] if not p.furniture]
            between = [p for p in waiting if not _may_stand_between(p, heading)]
            over = _texts_over(block, 0)
            if over in headed and _is_over_fewer(table, block):
                block = without_rows(block, [0])  # noqa: PLW2901
                between = [p for p in between if folded(p.text) != headed[over]]
            piece = _with_rest(table, block, between) if between else block
            longer = _append(table, piece) if piece is not None else None
            if longer is not None:
                table = longer
                below[last:] = [p for p in below[last:] if p not in between]
                last = len(below)
                continue
            yield table.grid()
            headed[_texts_over(table, 0)] = heading
        yield from below
        heading = next((folded(p.text) for p in reversed(below) if not p.furniture), "")
        table, below, last = GrowingTable(block), [], 0
    if table is not None:
        yield table.grid()
    yield from below


def _texts_over(table: Grid | GrowingTable, row: int) -> tuple[str, ...]:
    return tuple(filter(None, row_text(table, row)))


def _is_over_fewer(table: GrowingTable, piece: Grid) -> bool:
    """Whether the first row of a piece with the table's columns names fewer of them: print titles
    repeat the first table's header on each page of a sheet, over the rows of the last one, too."""
    if table.cols != piece.cols or not _same_edges(table, piece):
        return False
    names = _texts_over(piece, 0)
    return FEWEST_NAMES <= len(names) < piece.cols and names != _texts_over(table, 0)


def _with_rest(table: GrowingTable, piece: Grid, between: Sequence[Paragraph]) -> Grid | None:
    """The piece with the paragraphs above it as its first row, where they are the rest of the
    table's last row; None where they are not."""
    columns = column_edges(piece)
    if columns is None or table.cols != piece.cols:
        return None
    whole = with_rest(piece, between, columns)
    return whole if whole is not None and _heals(table, whole, 0) else None


def _may_stand_between(paragraph: Paragraph, heading: str) -> bool:
    text = folded(_GOES_ON.sub("", paragraph.text)).strip(" ().-–:")
    if _GOES_ON.search(paragraph.text) and len(paragraph.text) < 120:
        return True
    return bool(heading) and text == heading.strip(" ().-–:")


def _append(table: GrowingTable, piece: Grid) -> GrowingTable | None:
    """The table, grown, with a piece from a later page below it; None where it is another table."""
    if table.page is None or piece.page is None or not table.pieces:
        return None
    if piece.page <= table.pieces[-1][0]:
        return None
    same_edges = _same_edges(table, piece) or table.cols != piece.cols
    fitted = _fit_columns(table, piece)
    if fitted is None:
        return None
    table, piece = fitted
    repeated, banners = _repeated_rows(table, piece)
    if not repeated and (not same_edges or _has_own_header(table, piece)):
        return None
    dropped = set(repeated) | set(banners)
    rows = [row for row in range(piece.rows) if row not in dropped]
    if rows and _heals(table, piece, rows[0]):
        table.heal(piece, rows[0])
        rows = rows[1:]
    table.stack(piece, rows)
    return table


def _same_edges(table: GrowingTable, piece: Grid) -> bool:
    if table.cols != piece.cols:
        return False
    first, second = table.edges(), column_edges(piece)
    if first is None or second is None:
        return False
    loose = 1.0 if table.ruling == piece.ruling == "full" else 4.0
    # pages may be bound left and right: the whole table may stand further in
    shift = second[0][0] - first[0][0] if abs(_width(first) - _width(second)) < SAME_EDGE else 0.0
    first = [(low + shift, high + shift) for low, high in first]
    shared = [
        (min(a[1], b[1]) - max(a[0], b[0]), a[1] - a[0], b[1] - b[0])
        for a, b in zip(first, second, strict=True)
    ]
    if all(both > 0.6 * max(own, other) for both, own, other in shared):
        return True
    # a wide white space leaves open where the column before it ends: its texts do not
    if loose > 1 and piece.reach and _stand_in(piece.reach, first):
        return True
    return all(
        abs(a[0] - b[0]) <= SAME_EDGE * loose and abs(a[1] - b[1]) <= SAME_EDGE * loose
        for a, b in zip(first[:-1], second[:-1], strict=True)
    )


def _stand_in(reach: Sequence[tuple[float, float]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the texts of each column stand in the column of the same number."""
    return all(
        min(high, right) - max(low, left) > 0.8 * (high - low)
        for (low, high), (left, right) in zip(reach, columns, strict=True)
    )


def _width(edges: Sequence[tuple[float, float]]) -> float:
    return edges[-1][1] - edges[0][0]


def _fit_columns(table: GrowingTable, piece: Grid) -> tuple[GrowingTable, Grid] | None:
    """Both with the same number of columns; a piece found by its text alone may lack the
    columns in which it holds none, a ruled one the first, in which a merged cell goes on."""
    if table.cols == piece.cols:
        return table, piece
    if table.ruling == "full" or piece.ruling == "full":
        whole = with_first_columns(piece, table)
        return None if whole is None else (table, whole)
    if table.cols > piece.cols:
        spread = spread_columns(piece, table.cols, table.edges())
        return None if spread is None else (table, spread)
    spread = spread_columns(table.grid(), piece.cols, column_edges(piece))
    return None if spread is None else (GrowingTable(spread), piece)


def _repeated_rows(table: GrowingTable, piece: Grid) -> tuple[list[int], list[int]]:
    """The piece's first rows that repeat the table's header, and the repeated banners
    that stand above or among them."""
    header = [row for row in range(_header_end(table)) if not is_banner(table, row)]
    repeated: list[int] = []
    banners: list[int] = []
    wanted = 0
    for row in range(min(piece.rows, 8)):
        if (
            wanted < len(header)
            and any(row_text(piece, row))
            and (row_text(piece, row) == row_text(table, header[wanted]))
        ):
            repeated.append(row)
            wanted += 1
        elif is_banner(piece, row) and table.has_banner(row_text(piece, row)):
            banners.append(row)
        elif is_banner(piece, row) and not repeated:
            continue
        else:
            break
    if not repeated:
        return _repeated_otherwise(table, piece), []
    return repeated, [row for row in banners if row <= repeated[-1] + 1]


def _repeated_otherwise(table: GrowingTable, piece: Grid) -> list[int]:
    """The piece's first rows that say in each column what the table's header does, parted into
    rows in another way: a page with few rows tells less of where a header's own rows end."""
    if table.cols != piece.cols or not _begin_alike(table, piece):
        return []
    heads = [_column_texts(table, rows) for rows in range(1, _header_end(table) + 1)]
    for rows in range(1, min(piece.rows, 5)):
        if _column_texts(piece, rows) in heads:
            return list(range(rows))
    return []


def _begin_alike(table: GrowingTable, piece: Grid) -> bool:
    first, other = table.starts_at(0, 0), piece.starts_at(0, 0)
    return first is not None and other is not None and folded(first.text) == folded(other.text)


def _column_texts(table: Grid | GrowingTable, rows: int) -> list[str]:
    """What the first rows say in each column, as one text."""
    texts = [row_text(table, row) for row in range(rows)]
    return [" ".join(filter(None, column)) for column in zip(*texts, strict=True)]


def _header_end(table: GrowingTable) -> int:
    """Where the table's header has ended at the latest: a row of figures or ratings, which the
    next page may begin with once more by chance, is none."""
    for row in range(1, min(table.rows, 6)):
        texts = [cell.text for cell in table.row_cells(row) if len(cell.text.strip()) > 1]
        values = sum(map(is_plain_value, texts))
        if 2 * values >= len(texts) > 0:
            return row
    return min(table.rows, 6)


def _has_own_header(table: GrowingTable, piece: Grid) -> bool:
    """Whether a piece starts with a header of its own: looks like the table's header and not
    like its rows, or holds words where the table holds figures."""
    head, last = _look(table, 0), _look(table, table.rows - 1)
    begins = next((row for row in range(piece.rows) if not is_banner(piece, row)), 0)
    first = _look(piece, begins)
    if head != last and first == head and first != last:
        return True
    figures = 0
    words = 0
    for col in range(piece.cols):
        texts, values = table.figures(col)
        below = piece.starts_at(begins, col)
        if texts < 2 or values * 10 < 8 * texts:
            continue
        if below is not None and below.text.strip():
            figures += 1
            words += not is_value(below.text)
    return figures > 1 and words == figures


def _look(grid: Grid | GrowingTable, row: int) -> tuple[object, ...]:
    held = [cell for cell in grid.row_cells(row) if cell.text.strip()]
    return (
        bool(held) and all(cell.bold for cell in held),
        held[0].fill if held else None,
        held[0].ink if held else None,
    )


def _heals(table: GrowingTable, piece: Grid, row: int) -> bool:
    """Whether a piece's row goes on from the table's last row, which the page break split:
    it holds further lines of text that the last row began, and no figure beside a figure."""
    if row + 1 < piece.rows and any(cell.rowspan > 1 for cell in piece.row_cells(row)):
        return False
    held: list[tuple[Cell, Cell]] = []
    for col in range(table.cols):
        above, below = table.at(table.rows - 1, col), piece.starts_at(row, col)
        if below is None or below.empty:
            continue
        if above is None or above.colspan > 1 or below.colspan > 1:
            return False
        held.append((above, below))
    if not held or len(held) == table.cols:
        return False
    if any((below.bold and not above.bold) or _is_next(above, below) for above, below in held):
        return False
    # a label under a figure ("780" over "Total days") belongs to it when the row's words go on
    words_go_on = any(
        not is_value(above.text) and below.text.strip()[:1].islower() for above, below in held
    )
    if not all(_may_go_on(above, below, words_go_on=words_go_on) for above, below in held):
        return False
    if all(above.empty or not _continues(above.text, below.text) for above, below in held):
        return False
    first = piece.starts_at(row, 0)
    keyless = first is None or first.empty
    return keyless or not any(
        is_value(below.text) and not (words_go_on and _may_end(below.text)) for _, below in held
    )


def _may_go_on(above: Cell, below: Cell, *, words_go_on: bool) -> bool:
    """Whether a cell can be the rest of the one above it: no figure is below a text or another
    figure, but for a year or a word that is the end of words ("due" over "2012/13", a name over
    "Low"); and no text below a figure, unless the row's ``words_go_on``."""
    if above.empty:
        return True
    if is_value(above.text):
        return words_go_on and not is_value(below.text)
    return not is_value(below.text) or (words_go_on and _may_end(below.text))


def _may_end(text: str) -> bool:
    """Whether a value may be the end of words: a year, or a word itself."""
    return is_year(text) or not any(map(str.isdigit, text))


def _is_next(above: Cell, below: Cell) -> bool:
    """Whether a text is the next row's like the one above it, and none that goes on: the same
    again, or but for its figures (ASCP05, ASCP06)."""
    return bool(below.text.strip()) and shape_of(above.text) == shape_of(below.text)


def _continues(above: str, below: str) -> bool:
    """Whether a text reads on: it starts in lower case, or the one above stops in the middle."""
    below = below.strip()
    return below[:1].islower() or below[:1] in "(&/-–" or above.rstrip()[-1:] not in ".!?:;"
