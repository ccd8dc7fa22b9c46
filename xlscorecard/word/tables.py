"""A Word table as a grid: places, spans, backgrounds and the text of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.word.colours import shading
from xlscorecard.word.drawing import chosen_branch
from xlscorecard.word.names import MC, W, attribute, switch, whole
from xlscorecard.word.styles import CellLook, TableStyle
from xlscorecard.word.text import Passage, Story, mark_deleted

# Word itself allows 63 columns; other makers write more.
MOST_COLUMNS = 512
MOST_ROWS = 50_000
MOST_CELLS = 1_000_000
MOST_NESTING = 8

_BLOCK_CONTAINERS = frozenset(W + name for name in ("customXml", "ins", "moveTo"))


@dataclass(slots=True)
class _Slot:
    """A ``w:tc`` before it has a place: its span and how it is merged."""

    element: etree._Element
    span: int
    width: int
    across: bool
    down: str | None


@dataclass(slots=True)
class _Place:
    """A ``w:tc`` and where it stands."""

    element: etree._Element
    row: int
    col: int
    colspan: int
    rowspan: int = 1


@dataclass(slots=True)
class _Layout:
    places: list[_Place] = field(default_factory=list)
    rows: list[etree._Element] = field(default_factory=list)
    columns: int = 0


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
        layout = self._lay_out(table)
        if not layout.places:
            return
        if depth < MOST_NESTING and _is_frame(layout):
            for place in layout.places:
                yield from self.blocks(place.element, depth + 1)
            return
        look = _TableLook(table, layout, self._story)
        cells: list[Cell] = []
        inner: list[Block] = []
        for place in layout.places:
            cell, blocks = self._cell(place, look, depth)
            cells.append(cell)
            inner += blocks
        header_rows = _header_rows(layout.rows)
        yield Grid(
            rows=len(layout.rows),
            cols=layout.columns,
            cells=tuple(
                replace(cell, header=True) if cell.row < header_rows else cell for cell in cells
            ),
            header_rows=header_rows,
            ruling="word",
        )
        yield from inner

    def _lay_out(self, table: etree._Element) -> _Layout:
        layout = _Layout()
        slots: list[list[_Slot]] = []
        margins: list[tuple[int, int]] = []
        for row in _rows(table):
            layout.rows.append(row)
            slots.append([_slot(element) for element in _cells(row)])
            properties = row.find(W + "trPr")
            before, after = (_skipped(properties, f"grid{side}") for side in ("Before", "After"))
            margins.append((before, after))
            columns = before + after + sum(slot.span for slot in slots[-1])
            layout.columns = max(layout.columns, columns)
            if layout.columns > MOST_COLUMNS or len(layout.rows) > MOST_ROWS:
                raise self._too_large()
        if sum(map(len, slots)) > MOST_CELLS:
            raise self._too_large()
        edges = _grid_edges(table, layout.columns)
        open_merges: dict[int, _Place] = {}
        for number, (row_slots, (before, after)) in enumerate(zip(slots, margins, strict=True)):
            if before == after == 0:
                _stretch(row_slots, layout.columns, edges)
            open_merges = _place_row(layout, number, row_slots, before, open_merges)
        return layout

    def _too_large(self) -> CannotRead:
        return CannotRead(
            self._name,
            f"a table has more than {MOST_COLUMNS} columns, {MOST_ROWS:,} rows"
            f" or {MOST_CELLS:,} cells",
            place=f"table {self._count}",
            advice="No committee paper has such a table; ask for a new copy.",
        )

    def _cell(self, place: _Place, look: _TableLook, depth: int) -> tuple[Cell, list[Block]]:
        style = look.cell(place)
        passage = Passage()
        inner: list[Block] = []
        paragraphs: list[etree._Element] = []
        for element in block_elements(place.element):
            if element.tag == W + "p":
                paragraphs.append(element)
            elif depth < MOST_NESTING:
                passage.append(self._story.passage(paragraphs, style.run))
                paragraphs = []
                inner += self.table(element, depth + 1)
        passage.append(self._story.passage(paragraphs, style.run))
        pending = list(passage.boxes)
        while pending and depth < MOST_NESTING:
            box = pending.pop(0)
            for element in block_elements(box):
                if element.tag == W + "p":
                    boxed = self._story.passage([element])
                    pending += boxed.boxes
                    passage.append(replace(boxed, boxes=[]))
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


def _slot(element: etree._Element) -> _Slot:
    properties = element.find(W + "tcPr")
    across, down = _child(properties, "hMerge"), _child(properties, "vMerge")
    width = _child(properties, "tcW")
    return _Slot(
        element,
        max(1, whole(attribute(_child(properties, "gridSpan")), 1)),
        whole(attribute(width, "w")) if attribute(width, "type") == "dxa" else 0,
        across is not None and attribute(across) != "restart",
        None if down is None else attribute(down) or "continue",
    )


def _place_row(
    layout: _Layout, number: int, slots: list[_Slot], col: int, above: dict[int, _Place]
) -> dict[int, _Place]:
    """Places a row's cells from a column on; returns the merges that may go on below."""
    still_open: dict[int, _Place] = {}
    last: _Place | None = None
    for slot in slots:
        upper = above.get(col)
        if slot.across and last is not None:
            last.colspan += slot.span
        elif slot.down == "continue" and upper is not None:
            upper.rowspan += 1
            still_open[col] = upper
            last = None
        else:
            last = _Place(slot.element, number, col, slot.span)
            layout.places.append(last)
            if slot.down is not None:
                still_open[col] = last
        col += slot.span
    return still_open


def _grid_edges(table: etree._Element, columns: int) -> list[int]:
    """Where the columns begin and end by ``w:tblGrid``, in twentieths of a point; empty where
    the grid does not fit the rows."""
    widths = [whole(attribute(column, "w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if len(widths) != columns or not all(width > 0 for width in widths):
        return []
    return [sum(widths[:count]) for count in range(columns + 1)]


def _stretch(slots: list[_Slot], columns: int, edges: list[int]) -> None:
    """Gives spans to a row that leaves them out and only states widths: each cell ends at the
    grid line nearest to its own end, where all of them fit and the last one ends the table."""
    if not edges or sum(slot.span for slot in slots) >= columns or not slots:
        return
    if any(not slot.width for slot in slots):
        return
    total = sum(slot.width for slot in slots)
    if abs(total - edges[-1]) > edges[-1] * 0.05:
        return
    ends: list[int] = []
    reached = 0
    for slot in slots:
        reached += slot.width * edges[-1] // total
        ends.append(min(range(columns + 1), key=lambda at: abs(edges[at] - reached)))
    starts = [0, *ends[:-1]]
    spans = [end - start for start, end in zip(starts, ends, strict=True)]
    if ends[-1] == columns and all(span > 0 for span in spans):
        for slot, span in zip(slots, spans, strict=True):
            slot.span = span


def _is_frame(layout: _Layout) -> bool:
    """Whether a table only holds other tables: each cell with any text has a table inside."""
    framed = False
    for place in layout.places:
        if place.element.find(f".//{W}tbl") is not None:
            framed = True
        elif any((text.text or "").strip() for text in place.element.iter(W + "t")):
            return False
    return framed


class _TableLook:
    """Backgrounds and text looks of a table's cells, from its style down to each cell."""

    def __init__(self, table: etree._Element, layout: _Layout, story: Story) -> None:
        self._theme = story.styles.theme
        self._layout = layout
        properties = table.find(W + "tblPr")
        self._style: TableStyle = story.styles.table_style(
            attribute(_child(properties, "tblStyle"))
        )
        self._areas = _areas(_child(properties, "tblLook"))
        self._table_shade = _child(properties, "shd")

    def cell(self, place: _Place) -> CellLook:
        look = self._style.look(self._parts(place))
        row = self._layout.rows[place.row]
        for shade in (
            self._table_shade,
            row.find(f"{W}tblPrEx/{W}shd"),
            place.element.find(f"{W}tcPr/{W}shd"),
        ):
            if shade is not None:
                look = replace(look, fill=self._shading(shade), fill_said=True)
        return look

    def _shading(self, shade: etree._Element) -> Rgb | None:
        return shading(shade, self._theme)

    def _parts(self, place: _Place) -> Iterator[str]:
        """The parts of the table that a cell belongs to, weakest first (17.7.6)."""
        if not self._style.parts:
            return
        first_row = "firstRow" in self._areas and place.row == 0
        last_row = "lastRow" in self._areas and (
            place.row + place.rowspan == len(self._layout.rows)
        )
        first_col = "firstColumn" in self._areas and place.col == 0
        last_col = "lastColumn" in self._areas and (
            place.col + place.colspan == self._layout.columns
        )
        if "vBand" in self._areas and not first_col and not last_col:
            col = place.col - ("firstColumn" in self._areas)
            yield f"band{col // self._style.column_band % 2 + 1}Vert"
        if "hBand" in self._areas and not first_row and not last_row:
            row = place.row - ("firstRow" in self._areas)
            yield f"band{row // self._style.row_band % 2 + 1}Horz"
        if first_col:
            yield "firstCol"
        if last_col:
            yield "lastCol"
        if first_row:
            yield "firstRow"
        if last_row:
            yield "lastRow"
        if first_row and first_col:
            yield "nwCell"
        if first_row and last_col:
            yield "neCell"
        if last_row and first_col:
            yield "swCell"
        if last_row and last_col:
            yield "seCell"


def block_elements(holder: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body, cell or box, through all that only wraps them."""
    for element in holder:
        if element.tag in (W + "p", W + "tbl"):
            yield element
        elif element.tag == W + "sdt":
            content = element.find(W + "sdtContent")
            if content is not None and not switch(element.find(W + "sdtPr"), "showingPlcHdr"):
                yield from block_elements(content)
        elif element.tag in _BLOCK_CONTAINERS:
            yield from block_elements(element)
        elif element.tag == MC + "AlternateContent":
            branch = chosen_branch(element)
            if branch is not None:
                yield from block_elements(branch)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that are printed: deleted (tracked) and hidden ones are not."""
    for element in _through(table, W + "tr"):
        properties = element.find(W + "trPr")
        if properties is not None and (
            properties.find(W + "del") is not None or switch(properties, "hidden")
        ):
            continue
        yield element


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in _through(row, W + "tc"):
        if element.find(f"{W}tcPr/{W}cellDel") is None:
            yield element


def _through(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    for element in holder:
        if element.tag == tag:
            yield element
        elif element.tag == W + "sdt":
            content = element.find(W + "sdtContent")
            if content is not None:
                yield from _through(content, tag)
        elif element.tag in _BLOCK_CONTAINERS:
            yield from _through(element, tag)


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    return None if parent is None else parent.find(W + name)


def _skipped(properties: etree._Element | None, name: str) -> int:
    return max(0, whole(attribute(_child(properties, name))))


def _header_rows(rows: list[etree._Element]) -> int:
    count = 0
    for row in rows:
        if not switch(row.find(W + "trPr"), "tblHeader"):
            break
        count += 1
    return count if count < len(rows) else 0


def _areas(look: etree._Element | None) -> frozenset[str]:
    """Which special parts a table shows, from its ``w:tblLook`` in either of its forms."""
    if look is None:
        return frozenset()
    bits = attribute(look) or "0"
    try:
        value = int(bits, 16)
    except ValueError:
        value = 0
    found = set()
    for name, bit in (
        ("firstRow", 0x20),
        ("lastRow", 0x40),
        ("firstColumn", 0x80),
        ("lastColumn", 0x100),
        ("noHBand", 0x200),
        ("noVBand", 0x400),
    ):
        stated = attribute(look, name)
        if stated in {"1", "true", "on"} or (stated is None and value & bit):
            found.add(name)
    if "noHBand" not in found:
        found.add("hBand")
    if "noVBand" not in found:
        found.add("vBand")
    return frozenset(found)
