"""The blocks of a Word paper: paragraphs, tables as grids, text boxes, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.model.mark import MadeOf, Mark, MarkKind
from xlscorecard.word.anchored import laid_over_others
from xlscorecard.word.boxes import fill_of_box, tile_of_box
from xlscorecard.word.chips import beside_chips, chips_of
from xlscorecard.word.continued import Read, with_tables_joined
from xlscorecard.word.layout import (
    Layout,
    Place,
    block_elements,
    header_rows,
    is_frame,
    is_labelled_frame,
    is_prompt,
    lay_out,
)
from xlscorecard.word.names import W
from xlscorecard.word.nested import labelled_lines
from xlscorecard.word.tabbed import is_tabbed, tabbed_rows
from xlscorecard.word.table_look import TableLook
from xlscorecard.word.text import Passage, Story, mark_deleted

MOST_NESTING = 8
_STEP = 180  # twentieths of a point
# A cell whose own figures may stand in a table inside it is not surely blank.
_TABLE_INSIDE = 0.5


@dataclass(slots=True)
class _Content:
    """What was found in a cell."""

    fill: Rgb | None = None
    passage: Passage = field(default_factory=Passage)
    inner: list[Block] = field(default_factory=list)

    def add(self, passage: Passage) -> None:
        self.passage = self.passage.with_below(passage)


class BlockReader:
    """Reads the blocks of one story: its paragraphs, tables and text boxes."""

    def __init__(self, story: Story, name: str) -> None:
        self._story = story
        self._name = name
        self._count = 0

    def blocks(self, holder: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The blocks inside a body, cell or text box; a box follows what it is anchored to."""
        return with_tables_joined(self._elements(holder, depth))

    def _elements(self, holder: etree._Element, depth: int) -> Iterator[Read]:
        """The blocks of a holder, paragraph by paragraph and table by table."""
        pending: list[etree._Element] = []
        elements = list(block_elements(holder))
        tabbed = _tabbed_groups(elements)
        for number, element in enumerate(elements):
            if number in tabbed:
                if tabbed[number]:
                    yield None, [self._tabbed(tabbed[number])]
                continue
            if element.tag == W + "tbl":
                yield element, list(self.table(element, depth))
                continue
            pending.append(element)
            if mark_deleted(element):
                continue  # it goes on in the next paragraph
            yield None, list(self._paragraph(pending, depth))
            pending = []
        if pending:
            yield None, list(self._paragraph(pending, depth))

    def _paragraph(self, elements: list[etree._Element], depth: int) -> Iterator[Block]:
        passage = self._story.passage(elements)
        if chips := chips_of(passage):
            if beside := beside_chips(passage):
                yield Paragraph(beside, size=passage.size, bold=passage.mostly_bold)
            for text, colour in chips:
                chip = Mark(MarkKind.SQUARE, MadeOf.DRAWN, colour=colour)
                yield Paragraph(text, size=passage.size, marks=(chip,))
        elif passage.text.strip() or passage.marks:
            yield Paragraph(
                passage.text,
                level=passage.level,
                size=passage.size,
                bold=passage.mostly_bold,
                ink=passage.ink,
                marks=tuple(passage.marks),
            )
        yield from passage.sheets
        for box in passage.boxes if depth < MOST_NESTING else ():
            inside = list(self.blocks(box, depth + 1))
            tile = tile_of_box(inside, fill_of_box(box, self._story.styles.theme))
            yield from inside if tile is None else (tile,)

    def _tabbed(self, rows: list[list[etree._Element]]) -> Grid:
        """A table set with tabs."""
        cells: list[Cell] = []
        for row, places in enumerate(rows):
            for col, element in enumerate(places):
                passage = self._story.passage([element])
                cells.append(_cell_of(passage, Place(element, row, col, 1)))
        return Grid(len(rows), len(rows[0]), tuple(cells), ruling="none")

    def table(self, table: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The table's grid, then those of the tables and boxes inside its cells.

        A table that only frames others (each cell with content holds a table) is no grid: the
        content of its cells is given in its place.
        """
        self._count += 1
        layout = lay_out(table, self._name, self._count)
        if not layout.places:
            return
        if depth < MOST_NESTING and is_frame(layout):
            for place in layout.places:
                yield from self.blocks(place.element, depth + 1)
            return
        if depth < MOST_NESTING and is_labelled_frame(layout):
            yield from self._labelled(layout, depth)
            return
        look = TableLook(table, layout, self._story.styles)
        cells: list[Cell] = []
        inner: list[Block] = []
        for place in layout.places:
            cell, blocks = self._cell(place, look, depth)
            cells.append(cell)
            inner += blocks
        self._move_marks(table, layout, cells)
        headers = header_rows(layout.rows)
        yield Grid(
            rows=len(layout.rows),
            cols=layout.columns,
            cells=tuple(
                replace(cell, header=True) if cell.row < headers else cell for cell in cells
            ),
            header_rows=headers,
            ruling="word",
        )
        yield from inner

    def _move_marks(self, table: etree._Element, layout: Layout, cells: list[Cell]) -> None:
        """Puts the symbols that lie over another cell than that of their anchor there."""
        numbers = {id(place): number for number, place in enumerate(layout.places)}
        for drawing, own, over in laid_over_others(table, layout):
            at, to = numbers[id(own)], numbers[id(over)]
            for mark in self._story.drawings.read(drawing).marks:
                if mark not in cells[at].marks:
                    continue
                rest = list(cells[at].marks)
                rest.remove(mark)
                cells[at] = replace(cells[at], marks=tuple(rest))
                cells[to] = replace(cells[to], marks=(*cells[to].marks, mark))

    def _labelled(self, layout: Layout, depth: int) -> Iterator[Block]:
        """Tables beside their names: each name as a heading above its table."""
        beside = {place.row for place in layout.places if place.col}
        for place in layout.places:
            for block in self.blocks(place.element, depth + 1):
                if isinstance(block, Paragraph) and place.col == 0 and place.row in beside:
                    yield replace(block, bold=True)
                else:
                    yield block

    def _cell(self, place: Place, look: TableLook, depth: int) -> tuple[Cell, list[Block]]:
        found = self._content(place, look, depth)
        cell = _cell_of(found.passage, place, found.fill, look.bar(place))
        indent = _indent(place.element) if cell.text and place.col == 0 else 0
        cell = replace(cell, indent=indent) if indent else cell
        tables = [block for block in found.inner if isinstance(block, Grid)]
        if not cell.empty or not tables:
            return cell, found.inner
        if len(found.inner) == 1 and (lines := labelled_lines(tables[0])):
            return replace(cell, text=lines), []
        return replace(cell, confidence=_TABLE_INSIDE), found.inner

    def _content(self, place: Place, look: TableLook, depth: int) -> _Content:
        """A cell's own text and background. A table of one cell inside it is part of it (a
        coloured box in a RAG column); larger ones are blocks of their own."""
        style = look.cell(place)
        found = _Content(fill=style.fill)
        paragraphs: list[etree._Element] = []
        for element in () if is_prompt(place.element) else block_elements(place.element):
            if element.tag == W + "p":
                paragraphs.append(element)
                continue
            found.add(self._story.passage(paragraphs, style.run))
            paragraphs = []
            if depth >= MOST_NESTING:
                continue
            layout = lay_out(element, self._name, self._count)
            box_look = TableLook(element, layout, self._story.styles)
            lit = box_look.only_light()
            if lit is not None:
                found.fill = lit
            elif len(layout.places) == 1:
                box = self._content(layout.places[0], box_look, depth + 1)
                found.add(box.passage)
                found.fill = found.fill or box.fill
                found.inner += box.inner
            else:
                found.inner += self.table(element, depth + 1)
        found.add(self._story.passage(paragraphs, style.run))
        self._add_boxes(found, depth)
        return found

    def _add_boxes(self, found: _Content, depth: int) -> None:
        """The words of text boxes in a cell are words of the cell; their tables are not."""
        found.inner += found.passage.sheets
        pending, found.passage.boxes = found.passage.boxes, []
        while pending and depth < MOST_NESTING:
            for element in block_elements(pending.pop(0)):
                if element.tag == W + "p":
                    boxed = self._story.passage([element])
                    pending += boxed.boxes
                    boxed.boxes = []
                    found.inner += boxed.sheets
                    found.add(boxed)
                else:
                    found.inner += self.table(element, depth + 1)


def _indent(cell: etree._Element) -> int:
    """How far the first line of a cell is indented, in steps of an eighth of an inch: less may be
    an accident."""
    stated = cell.find(f"{W}p/{W}pPr/{W}ind")
    left = "" if stated is None else stated.get(W + "left") or stated.get(W + "start") or ""
    return int(left) // _STEP if left.isdecimal() else 0


def _cell_of(
    passage: Passage, place: Place, fill: Rgb | None = None, bar: Rgb | None = None
) -> Cell:
    return Cell(
        place.row,
        place.col,
        place.rowspan,
        place.colspan,
        passage.text,
        fill=fill,
        ink=passage.ink,
        highlight=None if passage.highlight == fill else passage.highlight,
        highlighted=passage.highlighted_part,
        bold=passage.mostly_bold,
        italic=passage.mostly_italic,
        marks=tuple(passage.marks),
        footnotes=tuple(passage.footnotes),
        bar=bar,
    )


def _tabbed_groups(elements: Sequence[etree._Element]) -> dict[int, list[list[etree._Element]]]:
    """The lines of tables set with tabs, by number: the first of each with the table's rows,
    the others with none."""
    found: dict[int, list[list[etree._Element]]] = {}
    start = 0
    for tabbed, group in groupby(elements, key=is_tabbed):
        lines = list(group)
        rows = tabbed_rows(lines) if tabbed else None
        if rows is not None:
            found |= {start + number: [] for number in range(len(lines))}
            found[start] = rows
        start += len(lines)
    return found
