"""The pages of a worksheet that lie beside each other as one page, and what was found on it back on
the pages that it was printed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Cell, Paragraph
from xlscorecard.model.page import Beside, Edge, Fill, Page, Shape, Word
from xlscorecard.tables.joining.growing import HEALED
from xlscorecard.tables.prints.page_texts import LEVEL, PageTexts
from xlscorecard.tables.prints.right_of import Further, names_rows
from xlscorecard.tables.prints.texts import cell_texts

# White space between the texts of two pages where no line tells their columns' edges (points).
GAP = 4.0
# Between two tables (points).
ABREAST = 36.0
# A line stands at the edge of a page's titles, or before its own texts, within this (points).
AT_EDGE = 1.0
# A shape or a painted cell is the titles' where it ends so near behind them (points).
BEHIND = 2.0


def widened_page(
    base: PageTexts, further: Sequence[tuple[PageTexts, Further]], *, sure: bool
) -> Page:
    """A page with what the further ones have of its rows, from left to right. Where names begin a
    page, beside those of the first, they are another table's: the empty column that parts it from
    the one before was at the end of a page."""
    wide = base.page
    for texts, own in further:
        apart = ABREAST if names_rows(base, own.own) else 0.0
        wide = _beside(wide, texts, own, apart, sure=sure)
    return wide


def _beside(wide: Page, texts: PageTexts, own: Further, apart: float, *, sure: bool) -> Page:
    page = _without_gone(texts, own)
    cut = _left_edge(page, own)
    end, ruled = _right_edge(wide)
    moved = end - cut + apart + (0.0 if ruled else GAP)
    words = tuple(replace(w, bbox=_moved(w.bbox, moved)) for w in page.words)
    before, words = _with_cut_words(wide.words, words)
    # a cell that goes on over the edge has no line there, but titles before it have
    low = cut + AT_EDGE if ruled and not apart else cut - AT_EDGE
    edges = tuple(_moved_edge(edge, cut, moved) for edge in page.edges if edge.x1 > low)
    fills = tuple(
        Fill(_moved(_cut_off(fill.bbox, cut), moved), fill.colour)
        for fill in page.fills
        if fill.bbox.x1 > cut + AT_EDGE
    )
    shapes = tuple(_moved_shape(shape, moved) for shape in page.shapes if shape.bbox.x0 > cut)
    pictures = tuple(
        replace(symbol, bbox=_moved(symbol.bbox, moved))
        for symbol in page.pictures
        if symbol.bbox.x0 > cut
    )
    return replace(
        wide,
        words=(*before, *words),
        edges=(*_without_seams(wide, page.before, end, moved), *edges),
        fills=(*wide.fills, *fills),
        shapes=(*wide.shapes, *shapes),
        pictures=(*wide.pictures, *pictures),
        left_out=wide.left_out + page.left_out,
        hidden=wide.hidden + page.hidden,
        struck=wide.struck + page.struck,
        beside=(*wide.beside, Beside(page.number, end, moved, sure)),
    )


def _with_cut_words(
    before: tuple[Word, ...], behind: tuple[Word, ...]
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of two pages, a text that the edge between them cuts off once: makers print it on
    both, and each page shows a part of it."""
    cells = [word for word in behind if word.cut]
    lines = _ends_of_lines(before) if cells else {}
    gone: set[int] = set()
    reach: dict[int, float] = {}
    for word in cells:
        for line in lines.get(word.text, ()):
            if abs(line.bbox.bottom - word.bbox.bottom) < LEVEL:
                gone.add(id(word))
                reach[id(line)] = word.bbox.x1
    if not gone:
        return before, behind
    longer = tuple(
        replace(w, bbox=BBox(w.bbox.x0, w.bbox.top, reach[id(w)], w.bbox.bottom))
        if id(w) in reach
        else w
        for w in before
    )
    return longer, tuple(word for word in behind if id(word) not in gone)


def _without_seams(
    wide: Page, before: Sequence[Word], end: float, moved: float
) -> tuple[Edge, ...]:
    """The lines of a page but for those at its end across cells that go on, ``before`` the next
    page's side: a sheet printed with its grid lines has them there, too."""
    ends = {(word.text, round(word.bbox.top)): word.bbox for word in wide.words} if before else {}
    heights = [
        word.bbox.centre[1]
        for word in before
        if (box := ends.get((word.text, round(word.bbox.top)))) is not None
        and abs(box.x0 - word.bbox.x0 - moved) < AT_EDGE
    ]
    return tuple(
        edge
        for edge in wide.edges
        if edge.horizontal
        or abs(edge.x0 - end) > AT_EDGE
        or not any(edge.top < height < edge.bottom for height in heights)
    )


def _ends_of_lines(words: Sequence[Word]) -> dict[str, list[Word]]:
    """The last word of each line of cells' texts that is cut off, by what the line says."""
    found: dict[str, list[Word]] = {}
    for text in cell_texts(words):
        for line in text.lines:
            if line[-1].cut:
                found.setdefault(" ".join(word.text for word in line), []).append(line[-1])
    return found


def _without_gone(texts: PageTexts, own: Further) -> Page:
    """The page without the texts that stand on the first one as well."""
    gone = {id(word) for at in own.gone for line in texts.texts[at].lines for word in line}
    page = texts.page
    return replace(page, words=tuple(word for word in page.words if id(word) not in gone))


def _left_edge(page: Page, own: Further) -> float:
    """Where a page's own columns begin: at the first line behind its titles."""
    marks = [box.x0 for box in _marks(page)]
    behind = own.titles_end - BEHIND if own.titles else 0.0
    left = min([own.left, *(x for x in marks if x > behind)])
    lines = [
        edge.x0
        for edge in page.edges
        if not edge.horizontal and own.titles_end - AT_EDGE < edge.x0 < left + AT_EDGE
    ]
    return min(lines, default=left - GAP / 2)


def _marks(page: Page) -> list[BBox]:
    """Where painted cells and symbols are."""
    boxes = [fill.bbox for fill in page.fills]
    boxes += [shape.bbox for shape in page.shapes]
    return boxes + [symbol.bbox for symbol in page.pictures]


def _right_edge(page: Page) -> tuple[float, bool]:
    """Where a page's columns end, and whether a line tells it."""
    lines = [edge.x0 for edge in page.edges if not edge.horizontal]
    last = max(lines, default=0.0)
    others = [word.bbox.x1 for word in page.words if word.bbox.x0 > last - AT_EDGE]
    others += [box.x1 for box in _marks(page) if box.x0 > last - AT_EDGE]
    return max([last, *others]), last > 0.0 and not others


def _moved(box: BBox, by: float) -> BBox:
    return BBox(box.x0 + by, box.top, box.x1 + by, box.bottom)


def _cut_off(box: BBox, left: float) -> BBox:
    return BBox(max(box.x0, left), box.top, box.x1, box.bottom)


def _moved_edge(edge: Edge, cut: float, by: float) -> Edge:
    return replace(edge, x0=max(edge.x0, cut) + by, x1=max(edge.x1, cut) + by)


def _moved_shape(shape: Shape, by: float) -> Shape:
    outlines = tuple(tuple((x + by, y) for x, y in outline) for outline in shape.outlines)
    return replace(shape, bbox=_moved(shape.bbox, by), outlines=outlines)


class WidePages:
    """Which pages have been laid out beside which: their tables are joined as those of wide pages,
    and then stand on the pages that they were printed on."""

    def __init__(self) -> None:
        self._beside: dict[int, tuple[Beside, ...]] = {}

    def note(self, page: Page) -> None:
        """Keep in mind what has been laid out beside a page."""
        if page.beside:
            self._beside[page.number] = page.beside

    def restored(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks with their cells where these were printed."""
        for block in blocks:
            yield _printed(block, self._beside) if self._beside else block


def _printed(block: Block, beside: Mapping[int, tuple[Beside, ...]]) -> Block:
    if isinstance(block, Paragraph):
        at = _page_of(block.page, block.bbox, beside)
        if at is None or block.bbox is None:
            return block
        return replace(block, page=at.number, bbox=_moved(block.bbox, -at.moved))
    cells = tuple(_printed_cell(cell, beside) for cell in block.cells)
    first = beside.get(block.page, ()) if block.page is not None else ()
    box = block.bbox
    if first and box is not None:
        box = BBox(box.x0, box.top, min(box.x1, first[0].x), box.bottom)
    return replace(block, cells=cells, bbox=box)


def _printed_cell(cell: Cell, beside: Mapping[int, tuple[Beside, ...]]) -> Cell:
    at = _page_of(cell.page, cell.bbox, beside)
    if at is None or cell.bbox is None:
        return cell
    sure = cell.confidence if at.sure else min(cell.confidence, HEALED)
    return replace(cell, page=at.number, bbox=_moved(cell.bbox, -at.moved), confidence=sure)


def _page_of(
    page: int | None, box: BBox | None, beside: Mapping[int, tuple[Beside, ...]]
) -> Beside | None:
    """The page that something on a wide one was printed on, where that is not the first."""
    if page is None or box is None:
        return None
    return next((one for one in reversed(beside.get(page, ())) if box.centre[0] > one.x), None)
