"""The blocks of a Word paper: paragraphs, tables as grids, text boxes, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.word.layout import Place, block_elements, header_rows, is_frame, lay_out
from xlscorecard.word.names import W
from xlscorecard.word.table_look import TableLook
from xlscorecard.word.text import Passage, Story, mark_deleted

MOST_NESTING = 8


class BlockReader:
    """Reads the blocks of one story: its paragraphs, tables and text boxes."""

    def __init__(self, story: Story, name: str) -> None:
        self._story = story
        self._name = name
        self._count = 0

    def blocks(self, holder: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The blocks inside a body, cell or text box; a box follows what it is anchored to."""
        pending: list[etree._Element] = []
        for element in block_elements(holder):
            if element.tag == W + "tbl":
                yield from self.table(element, depth)
                continue
            pending.append(element)
            if mark_deleted(element):
                continue  # it goes on in the next paragraph
            yield from self._paragraph(pending, depth)
            pending = []
        if pending:
            yield from self._paragraph(pending, depth)

    def _paragraph(self, elements: list[etree._Element], depth: int) -> Iterator[Block]:
        passage = self._story.passage(elements)
        if passage.text.strip() or passage.marks:
            yield Paragraph(
                passage.text,
                level=passage.level,
                size=passage.size,
                bold=passage.mostly_bold,
                ink=passage.ink,
                marks=tuple(passage.marks),
            )
        for box in passage.boxes if depth < MOST_NESTING else ():
            yield from self.blocks(box, depth + 1)

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
        look = TableLook(table, layout, self._story.styles)
        cells: list[Cell] = []
        inner: list[Block] = []
        for place in layout.places:
            cell, blocks = self._cell(place, look, depth)
            cells.append(cell)
            inner += blocks
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

    def _cell(self, place: Place, look: TableLook, depth: int) -> tuple[Cell, list[Block]]:
        style = look.cell(place)
        passage = Passage()
        inner: list[Block] = []
        paragraphs: list[etree._Element] = []
        for element in block_elements(place.element):
            if element.tag == W + "p":
                paragraphs.append(element)
            elif depth < MOST_NESTING:
                passage = passage.with_below(self._story.passage(paragraphs, style.run))
                paragraphs = []
                inner += self.table(element, depth + 1)
        passage = passage.with_below(self._story.passage(paragraphs, style.run))
        pending = list(passage.boxes)
        while pending and depth < MOST_NESTING:
            box = pending.pop(0)
            for element in block_elements(box):
                if element.tag == W + "p":
                    boxed = self._story.passage([element])
                    pending += boxed.boxes
                    passage = passage.with_below(replace(boxed, boxes=[]))
                else:
                    inner += self.table(element, depth + 1)
        cell = Cell(
            place.row,
            place.col,
            place.rowspan,
            place.colspan,
            passage.text,
            fill=style.fill,
            ink=passage.ink,
            highlight=passage.highlight,
            bold=passage.mostly_bold,
            italic=passage.mostly_italic,
            marks=tuple(passage.marks),
            footnotes=tuple(passage.footnotes),
        )
        return cell, inner
