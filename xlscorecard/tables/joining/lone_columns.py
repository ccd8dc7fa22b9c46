"""The last column of a worksheet too wide for the paper, alone on a page of its own.

Excel and Calc print the columns that fit, and the rest on later pages: on the next one ("over,
then down"), or after all pages of the first columns ("down, then over"). A column by itself is no
table, but its texts stand at the very heights of the rows on the page that it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xlscorecard.model.grid import Block, Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.tables.cells.cells import grid_of
from xlscorecard.tables.joining.across import row_tops, widened
from xlscorecard.tables.joining.growing import HEALED
from xlscorecard.tables.lines.layout import Layout, Slot
from xlscorecard.tables.lines.lines import Line, box_of, lines_with_runs
from xlscorecard.tables.lines.paragraphs import find_paragraphs
from xlscorecard.tables.lines.symbol_boxes import symbols_of

# A sheet of more pages than this from top to bottom is not looked back on.
MOST_PAGES = 12
# So many rows that a column fills are no chance; nor is this share of the table's.
FEWEST_ROWS = 3
FILLED = 0.5
# A worksheet's texts in one row stand on one line, within this (points).
LEVEL = 1.0
# A column is narrower than this share of the page.
NARROW = 0.5

Read = tuple[Page, tuple[Block, ...]]


def with_lone_columns(pages: Iterable[Read], findings: list[Finding]) -> Iterator[Read]:
    """The pages, each table with the columns that stand alone on later pages. A page that holds
    such a column, and whose rows are nowhere to be found, is a finding."""
    wide: deque[Read] = deque()
    narrow: list[Read] = []
    for page, blocks in pages:
        if any(isinstance(block, Grid) for block in blocks):
            if narrow:
                yield from _settled(wide, narrow, findings)
                wide.clear()
                narrow.clear()
            if len(wide) == MOST_PAGES:
                yield wide.popleft()
            wide.append((page, blocks))
        elif wide and len(narrow) < len(wide) * MOST_PAGES and _column(page) is not None:
            narrow.append((page, blocks))
        else:
            yield from _settled(wide, narrow, findings)
            wide.clear()
            narrow.clear()
            yield page, blocks
    yield from _settled(wide, narrow, findings)


def _settled(
    wide: Sequence[Read], narrow: Sequence[Read], findings: list[Finding]
) -> Iterator[Read]:
    """Pages with tables and those with one column each that follow them, joined where they fit:
    as many pages of tables as go into the pages of columns, the most first."""
    for count in range(min(len(wide), len(narrow)), 0, -1):
        if len(narrow) % count:
            continue
        first = len(wide) - count
        joined = list(wide)[first:]
        rest: list[Read] = []
        for number, (page, _) in enumerate(narrow):
            table, blocks = joined[number % count]
            fitted = _fitted(table, blocks, page, tail=0 < number % count == count - 1)
            if fitted is None:
                break
            joined[number % count] = (table, fitted[0])
            rest.append((page, tuple(find_paragraphs(fitted[1], page.number))))
        else:
            yield from list(wide)[:first]
            yield from joined
            yield from rest
            return
    yield from wide
    for page, blocks in narrow:
        if wide and _apart(page, wide[-1][1]):
            said = " ".join(word.text for word in page.words[:6])
            findings.append(
                Finding(
                    "column-apart",
                    Severity.LOOK,
                    f"a column ({said!r} ...) stands alone on its page; it belongs to a table of an"
                    " earlier page, and it is not plain to which rows",
                    page=page.number,
                )
            )
        yield page, blocks


def _column(page: Page) -> list[Line] | None:
    """The lines of a page that holds nothing but one column of texts (and, at its edges, running
    titles); None for any other page."""
    if not page.words or page.scanned or page.unread:
        return None
    if len(page.words) > 600 or any(word.rotation for word in page.words):
        return None
    lines = lines_with_runs(page.words)
    inner = [line for line in lines if len(line) == 1]
    if len(lines) - len(inner) > 2 or not inner:
        return None
    narrow = [line for line in inner if box_of([line]).width < NARROW * page.width]
    return inner if narrow and len(inner) - len(narrow) <= 2 else None


def _apart(page: Page, before: Sequence[Block]) -> bool:
    """Whether most of a page's lines stand between the heights of a table on the page before, in
    one column."""
    lines = _column(page) or []
    boxes = [block.bbox for block in before if isinstance(block, Grid) and block.bbox is not None]
    level = [
        box
        for line in lines
        if (box := box_of([line])) and any(b.top < box.centre[1] < b.bottom for b in boxes)
    ]
    if len(level) <= FEWEST_ROWS or len(level) * 3 < 2 * len(lines):
        return False
    return max(box.x0 for box in level) < min(box.x1 for box in level)


def _fitted(
    table: Page, blocks: Sequence[Block], page: Page, *, tail: bool
) -> tuple[tuple[Block, ...], tuple[Word, ...]] | None:
    """A page's blocks with the column of a later page, and that page's other words; None where
    the column stands otherwise than the tables' rows do. ``tail`` is the last of several pages,
    with what few rows are left."""
    heights = sorted(word.bbox.bottom for word in table.words)
    words = page.words
    found: list[Block] = []
    held = 0
    for block in blocks:
        wider = block
        if isinstance(block, Grid) and block.bbox is not None:
            column = _piece(block, page, words, 0 if tail else FEWEST_ROWS)
            if column is not None:
                piece, inside = column
                if not all(_on_a_line(word, heights) for word in inside):
                    return None
                wider = widened(block, piece, 0)
                taken = {id(word) for word in inside}
                words = tuple(word for word in words if id(word) not in taken)
                held += 1
        found.append(wider)
    outside = all(_at_the_edge(word, blocks) for word in words)
    return (tuple(found), words) if held and outside else None


def _on_a_line(word: Word, heights: Sequence[float]) -> bool:
    bottom = word.bbox.bottom
    return bisect_left(heights, bottom - LEVEL) < bisect_right(heights, bottom + LEVEL)


def _at_the_edge(word: Word, blocks: Sequence[Block]) -> bool:
    """Whether a word stands above or below all tables, as a page's running titles do."""
    boxes = [block.bbox for block in blocks if isinstance(block, Grid) and block.bbox is not None]
    y = word.bbox.centre[1]
    return y < min(box.top for box in boxes) or y > max(box.bottom for box in boxes)


def _piece(
    grid: Grid, page: Page, words: Sequence[Word], fewest: int
) -> tuple[Grid, tuple[Word, ...]] | None:
    """What stands on a page at the heights of a table's rows, as one column, and its words; None
    where that is not one text in many of the rows, and in more than ``fewest``."""
    tops = row_tops(grid)
    if tops is None or grid.bbox is None or grid.rows <= fewest:
        return None
    top, bottom = tops[0], grid.bbox.bottom
    inside = tuple(word for word in words if top < word.bbox.centre[1] < bottom)
    symbols = [box for box in symbols_of(page, inside, ()) if top < box.centre[1] < bottom]
    boxes = [word.bbox for word in inside] + symbols
    if not boxes or any(len(line) > 1 for line in lines_with_runs(inside)):
        return None
    painted = [f.bbox for f in page.fills if top - LEVEL < f.bbox.top < f.bbox.bottom]
    painted = [box for box in painted if box.bottom < bottom + LEVEL]
    around = [*boxes, *painted]
    xs = (min(box.x0 for box in around) - 1, max(box.x1 for box in around) + 1)
    ys = (*tops, bottom)
    layout = Layout(xs, ys, tuple(Slot(row, 0) for row in range(grid.rows)), grid.ruling)
    piece = grid_of(page, layout, inside)
    filled = sum(not cell.empty or cell.fill is not None for cell in piece.cells)
    if filled <= fewest or filled < FILLED * grid.rows:
        return None
    cells = tuple(replace(c, confidence=min(c.confidence, HEALED)) for c in piece.cells)
    return replace(piece, cells=cells), inside
