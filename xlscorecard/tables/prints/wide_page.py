"""The pages of a worksheet that lie beside each other as one page, and what was found on it back on
the pages that it was printed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Cell, Paragraph
from xlscorecard.model.page import Beside, Edge, Fill, Page, Shape, Word
from xlscorecard.tables.joining.growing import HEALED
from xlscorecard.tables.prints.page_texts import LEVEL, Heights, PageTexts, said
from xlscorecard.tables.prints.right_of import Further, names_rows
from xlscorecard.tables.prints.texts import CellText, cell_texts
from xlscorecard.values.reference import looks_like_reference

# White space between two pages where no line tells their columns' edges (letter heights): as wide
# as what stands between the sheet's other cells, which tells these.
GAP = 0.2
# Texts begin at one place within this, as far as pages without lines tell it (points).
SAME_PLACE = 8.0
# Between two tables (points).
ABREAST = 36.0
# A column of references is no wider than this (letter heights); most of its texts are some.
WIDEST_REFERENCE = 8.0
FEWEST_CODES = 4
MOSTLY = 0.6
# A line stands at the edge of a page's titles, or before its own texts, within this (points).
AT_EDGE = 1.0
# A shape or a painted cell is the titles' where it ends so near behind them (points).
BEHIND = 2.0


def widened_page(
    base: PageTexts,
    further: Sequence[tuple[PageTexts, Further]],
    above: Sequence[Beside],
    *,
    sure: bool,
) -> Page:
    """A page with what the further ones have of its rows, from left to right. Where names, or their
    references, begin a page beside those of the first, they are another table's: the empty column
    that parts it from the one before was at the end of a page. Pages of a row below have the places
    of those ``above``, whose columns they have."""
    wide = base.page
    before = base.texts
    for number, (texts, own) in enumerate(further):
        named = names_rows(base, own.own) and not _refers(before, own.own)
        another = named or _begins_with_references(own.own)
        place = above[number] if len(above) == len(further) else None
        wide = _beside(wide, texts, own, ABREAST if another else 0.0, place, sure=sure)
        before = own.own or before
    return wide


def _refers(before: Sequence[CellText], own: Sequence[CellText]) -> bool:
    """Whether the last column of a page has the references of the names that begin the next."""
    end = max(text.bbox.x1 for text in before)
    last = [text for text in before if text.bbox.x0 > end - WIDEST_REFERENCE * text.size]
    heights = Heights(own)
    beside = [text for text in last if heights.hold(text)]
    return sum(map(_is_code, beside)) > MOSTLY * len(beside)


def _begins_with_references(own: Sequence[CellText]) -> bool:
    left = min((text.bbox.x0 for text in own), default=0.0)
    codes = {said(text) for text in own if text.bbox.x0 < left + AT_EDGE and _is_code(text)}
    return len(codes) >= FEWEST_CODES


def _is_code(text: CellText) -> bool:
    return not text.figure and looks_like_reference(said(text))


def _beside(
    wide: Page,
    texts: PageTexts,
    own: Further,
    apart: float,
    above: Beside | None,
    *,
    sure: bool,
) -> Page:
    page = _without_gone(texts, own)
    cut = _left_edge(page, own)
    end, ruled = _right_edge(wide)
    moved = end - cut + apart + (0.0 if ruled else GAP * texts.texts[0].size)
    if above is not None and above.x >= end:
        end, moved = above.x, above.moved
    words = tuple(replace(w, bbox=_moved(w.bbox, moved)) for w in page.words)
    begun = [word for word in page.before if word.rotation == 0]
    before, words = _with_cut_words(wide.words, words, [_moved(w.bbox, moved) for w in begun])
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
    before: tuple[Word, ...], behind: tuple[Word, ...], begun: Sequence[BBox]
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of two pages, a text that the edge between them cuts off once: makers print it on
    both, and each page shows a part of it. ``begun`` is where such texts begin, out of sight of
    the second."""
    cut = _lines_by_text(behind) if any(word.cut for word in behind) else {}
    lines = _lines_by_text(before) if cut else {}
    gone: set[int] = set()
    reach: dict[int, float] = {}
    for begun_as, said_of in product(lines, cut):
        if not f"{said_of} ".startswith(f"{begun_as} "):
            continue
        for line, further in product(lines[begun_as], cut[said_of]):
            level = abs(line[-1].bbox.bottom - further[-1].bbox.bottom) < LEVEL
            both = line[-1].cut or any(_begins_at(line[0].bbox, box) for box in begun)
            if further[0].cut and level and both:
                gone.update(map(id, further))
                reach[id(line[-1])] = further[-1].bbox.x1
    if not gone:
        return before, behind
    longer = tuple(
        replace(w, bbox=BBox(w.bbox.x0, w.bbox.top, reach[id(w)], w.bbox.bottom))
        if id(w) in reach
        else w
        for w in before
    )
    return longer, tuple(word for word in behind if id(word) not in gone)


def _begins_at(one: BBox, other: BBox) -> bool:
    """Whether two words begin at one place, as far as pages without lines tell it."""
    return abs(one.top - other.top) < LEVEL and abs(one.x0 - other.x0) < SAME_PLACE


def _lines_by_text(words: Sequence[Word]) -> dict[str, list[tuple[Word, ...]]]:
    """The lines of cells' texts, by what they say."""
    found: dict[str, list[tuple[Word, ...]]] = {}
    for text in cell_texts(words):
        for line in text.lines:
            found.setdefault(" ".join(word.text for word in line), []).append(line)
    return found


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
    return min(lines, default=left)


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
