"""A page → its blocks in reading order: grids, and paragraphs of everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.model.page import Fill, Page, Word
from xlscorecard.tables.cells.cells import grid_of
from xlscorecard.tables.cells.key_symbols import with_key_symbols
from xlscorecard.tables.joining.columns_beside import with_columns_beside
from xlscorecard.tables.joining.ruled_header import with_ruled_headers
from xlscorecard.tables.joining.side_blocks import (
    find_side_blocks,
    with_side_blocks,
    without_side_blocks,
)
from xlscorecard.tables.lines.bullets import without_bullets
from xlscorecard.tables.lines.edges import Rule, Rules, cell_fills, find_rules
from xlscorecard.tables.lines.layout import Layout
from xlscorecard.tables.lines.paragraphs import find_paragraphs, in_reading_order
from xlscorecard.tables.lines.side_by_side import with_names_before_tables
from xlscorecard.tables.prints.printed import find_printed
from xlscorecard.tables.prints.ruled_cells import with_spilled_lines
from xlscorecard.tables.refine import refine
from xlscorecard.tables.regions.charts import without_charts
from xlscorecard.tables.regions.charts_abreast import parts_of_page
from xlscorecard.tables.ruled.cards import with_cards
from xlscorecard.tables.ruled.header_above import with_header_above, with_names_above
from xlscorecard.tables.ruled.painted_cells import with_painted_cells, with_painted_column
from xlscorecard.tables.ruled.painted_header import with_painted_header
from xlscorecard.tables.ruled.printed_sheet import headings_alone, in_headings, tables_of_sheet
from xlscorecard.tables.ruled.ruled import find_frames, layout_of_frame
from xlscorecard.tables.ruled.sheets_abreast import parted_at_empty_columns
from xlscorecard.tables.ruled.striped_rows import with_striped_rows
from xlscorecard.tables.ruled.tiles import find_tiles
from xlscorecard.tables.unruled.side_text import without_side_text
from xlscorecard.tables.unruled.unruled import find_unruled


def find_blocks(page: Page, *, raw: bool = False) -> tuple[Block, ...]:
    """The page's tables and paragraphs in reading order; every word is in one of them.

    ``raw`` tables are as printed: raised markers stay in cells' texts, symbols are not named,
    and ruled frames of several columns that hold too little for a table of their own are none.
    Scorecards want those: they are the rest of a row that a page break has split, or a label
    beside its text ("Corporate Strategy | Better Adult Social Care").
    """
    page = without_bullets(page)
    rules = find_rules(page)
    page, aside, plots = (page, [], []) if raw else _without_charts(page, rules.horizontal)
    if plots:
        rules = find_rules(page)  # those of the charts are gone
    search = _Search(page, rules, raw=raw)
    layouts = [layout for frame in search.frames if (layout := layout_of_frame(frame)) is not None]
    if not raw:
        search.take_tiles()
        if not search.grids and not _any_ruled(layouts):
            layouts = search.take_printed(layouts)
    search.take_ruled(layouts)
    side = [] if raw else find_side_blocks(page, search.words)
    search.words = without_side_blocks(search.words, side)
    paragraphs, beside = search.take_unruled(plots)
    grids, aside = search.grids, [*aside, *beside]
    if not raw:
        grids, side = with_side_blocks(grids, side)
        paragraphs += find_paragraphs([w for block in side for w in block.words], page.number)
        boxes = [grid.bbox for grid in grids if grid.bbox is not None]
        paragraphs = with_key_symbols(page, paragraphs, boxes)
        cards, paragraphs = with_cards(paragraphs)
        grids = with_columns_beside([*grids, *cards])
    blocks = in_reading_order([*with_ruled_headers(grids), *paragraphs, *aside])
    if raw:
        return tuple(blocks)
    return tuple(
        part
        for block in with_names_before_tables(blocks)
        for part in (_parts_of_sheet(block) if isinstance(block, Grid) else (block,))
    )


class _Search:
    """A page under way: what lines it has, the ``grids`` found so far, and the ``words`` that
    stand in none of them."""

    def __init__(self, page: Page, rules: Rules, *, raw: bool) -> None:
        self.page = page
        self.rules = rules
        self.raw = raw
        self.frames, self.alone = find_frames(rules)
        self.fills = cell_fills(page)
        self.grids: list[Grid] = []
        self.words: tuple[Word, ...] = page.words

    def take_tiles(self) -> None:
        """Boxes that stand apart, a measure in each."""
        self.grids += find_tiles(self.page, self.frames, self.alone, self.fills)
        self.words = _outside(self.words, self.grids)

    def take_printed(self, layouts: list[Layout]) -> list[Layout]:
        """Worksheets printed without their grid lines; gives the ``layouts`` of frames that stand
        in none of these."""
        for printed in find_printed(self.page, self.words):
            own = [word for word in self.words if id(word) in printed.owners]
            self.grids.append(grid_of(self.page, printed, own))
            self.words = tuple(word for word in self.words if id(word) not in printed.owners)
            layouts = [other for other in layouts if not other.bbox.overlap(printed.bbox)]
        return layouts

    def take_ruled(self, layouts: Sequence[Layout]) -> None:
        """What lines enclose, the smallest first: a table may stand in another's cell."""
        boxes = [layout.bbox for layout in layouts]
        for framed in sorted(layouts, key=lambda layout: layout.bbox.area):
            others = [box for box in boxes if box != framed.bbox]
            layout = _completed(framed, self.fills, self.words, others)
            refined = _refined(layout, self.words, others, self.rules.horizontal)
            if refined is None:
                continue
            inside, outside = _divide(self.words, refined)
            if self.page.sheet and not self.raw:
                refined = with_spilled_lines(refined, self.words)
                inside, outside = _divide(self.words, refined)
            if not _is_table(refined, inside) and (self.raw or not _is_box(refined, inside)):
                continue
            grid = grid_of(self.page, refined, inside, raw=self.raw)
            if not self.raw and headings_alone(grid):
                cells = [word for word in inside if not in_headings(grid, word)]
                self.words = tuple(outside) + tuple(cells)
                continue
            self.grids.append(grid)
            self.words = outside

    def take_unruled(self, plots: Sequence[BBox]) -> tuple[list[Paragraph], list[Paragraph]]:
        """Tables that few lines rule or none, on each part of the page beside its charts
        (``plots``); gives the paragraphs that are left, and the texts beside such tables."""
        taken = [grid.bbox for grid in self.grids if grid.bbox is not None]
        paragraphs: list[Paragraph] = []
        aside: list[Paragraph] = []
        for part, left in parts_of_page(self.page, self.words, plots):
            rest = left
            for layout in find_unruled(part, left, self.alone, self.rules.vertical, taken):
                inside, rest = _divide(rest, layout)
                grid = grid_of(part, layout, inside, raw=self.raw)
                if not self.raw:
                    grid, beside = without_side_text(grid)
                    aside += beside
                self.grids.append(grid)
            paragraphs += find_paragraphs(rest, self.page.number)
        return paragraphs, aside


def _parts_of_sheet(grid: Grid) -> list[Block]:
    """The headings and tables of a worksheet that was printed with its grid lines; any other grid
    as it is."""
    return [
        part
        for block in tables_of_sheet(grid)
        for part in (parted_at_empty_columns(block) if isinstance(block, Grid) else (block,))
    ]


def _any_ruled(layouts: Sequence[Layout]) -> bool:
    """Whether lines part the columns of some table's rows."""
    return any(layout.rows > 2 and layout.cols > 2 for layout in layouts)


def _completed(
    layout: Layout, fills: Sequence[Fill], words: Sequence[Word], others: Sequence[BBox]
) -> Layout:
    """The layout with the header and the rows that its lines do not tell."""
    layout = with_painted_column(layout, fills, words, others)
    headed = with_painted_header(layout, fills, words, others)
    if headed is layout:
        headed = with_header_above(layout, words, others)
    return with_painted_cells(with_striped_rows(headed, fills, words), fills, words)


def _refined(
    layout: Layout, words: Sequence[Word], others: Sequence[BBox], lying: Sequence[Rule]
) -> Layout | None:
    """The layout with what its lines leave open; where they part no columns, the names right above
    it tell them, too."""
    refined = refine(layout, _divide(words, layout)[0], lying)
    if refined is None or refined.cols <= layout.cols:
        return refined
    headed = with_names_above(layout, words, others)
    again = refine(headed, _divide(words, headed)[0], lying) if headed is not layout else None
    return again if again is not None and again.cols >= refined.cols else refined


def _without_charts(page: Page, lying: Sequence[Rule]) -> tuple[Page, list[Paragraph], list[BBox]]:
    """The page without its charts, their labels as paragraphs that name nothing, and where the
    charts are."""
    rest, labels, plots = without_charts(page, lying)
    return rest, [replace(p, furniture=True) for p in find_paragraphs(labels, page.number)], plots


def _outside(words: Sequence[Word], grids: Sequence[Grid]) -> tuple[Word, ...]:
    """The words that stand in no cell of the grids."""
    boxes = [cell.bbox for grid in grids for cell in grid.cells if cell.bbox is not None]
    return tuple(word for word in words if not any(box.holds(*word.bbox.centre) for box in boxes))


def _divide(words: Sequence[Word], layout: Layout) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    box = layout.bbox
    inside = tuple(
        word for word in words if box.holds(*word.bbox.centre) or id(word) in layout.owners
    )
    taken = {id(word) for word in inside}
    return inside, tuple(word for word in words if id(word) not in taken)


def _is_box(layout: Layout, words: Sequence[Word]) -> bool:
    """A frame of one row with ruled columns that holds at least one text."""
    return layout.ruling == "full" and layout.rows == 1 and layout.cols >= 2 and bool(words)


def _is_table(layout: Layout, words: Sequence[Word]) -> bool:
    """Whether enough places hold text, in more than one row and column: a frame round one
    text is none, nor are a chart's grid lines."""
    held = {layout.home_of(word) for word in words} - {None}
    slots = [layout.slots[index] for index in held if index is not None]
    rows = {slot.row for slot in slots}
    cols = {slot.col for slot in slots}
    if len(cols) < 2:
        return False
    if len(rows) < 2:
        # a header at a page's foot, or the last row at the head of the next
        return layout.ruling == "full" and len(slots) > 2 and len(slots) * 3 >= 2 * layout.cols
    if len(slots) * 3 >= len(layout.slots):
        return True
    # a form to be filled in: its first row and its first column are full
    head = sum(slot.colspan for slot in slots if slot.row == 0)
    stub = sum(slot.rowspan for slot in slots if slot.col == 0)
    return head >= layout.cols - 1 and stub * 2 > layout.rows
