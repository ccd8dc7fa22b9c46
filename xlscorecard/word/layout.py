"""Where the cells of a Word table stand: rows, columns and spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from xlscorecard.marks.drawingml import ALTERNATE, chosen_branch
from xlscorecard.model.errors import CannotRead
from xlscorecard.word.names import W, attribute, child, switch, whole

# Word itself allows 63 columns; other makers write more.
MOST_COLUMNS = 512
MOST_ROWS = 50_000
MOST_CELLS = 1_000_000

_LONGEST_NAME = 80  # of the name beside a table inside another
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
class Place:
    """A ``w:tc`` and where it stands."""

    element: etree._Element
    row: int
    col: int
    colspan: int
    rowspan: int = 1


@dataclass(slots=True)
class Layout:
    places: list[Place] = field(default_factory=list)
    rows: list[etree._Element] = field(default_factory=list)
    columns: int = 0


def lay_out(table: etree._Element, name: str, number: int) -> Layout:
    """The places of a table's cells. ``name`` and ``number`` tell which table is refused."""
    layout = Layout()
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
            raise _too_large(name, number)
    if sum(map(len, slots)) > MOST_CELLS:
        raise _too_large(name, number)
    edges = grid_edges(table, layout.columns)
    open_merges: dict[int, Place] = {}
    for row_number, (row_slots, (before, after)) in enumerate(zip(slots, margins, strict=True)):
        if before == after == 0:
            _stretch(row_slots, layout.columns, edges)
        open_merges = _place_row(layout, row_number, row_slots, before, open_merges)
    _trim(layout)
    return layout


def _trim(layout: Layout) -> None:
    """Leaves out the columns at both sides that every row skips (w:gridBefore, w:gridAfter): room
    at a table's edge in which no cell stands."""
    first = min((place.col for place in layout.places), default=0)
    for place in layout.places:
        place.col -= first
    last = max((place.col + place.colspan for place in layout.places), default=0)
    layout.columns = min(layout.columns, last)


def _too_large(name: str, number: int) -> CannotRead:
    return CannotRead(
        name,
        f"a table has more than {MOST_COLUMNS} columns, {MOST_ROWS:,} rows or {MOST_CELLS:,} cells",
        place=f"table {number}",
        advice="No committee paper has such a table; ask for a new copy.",
    )


def header_rows(rows: list[etree._Element]) -> int:
    """How many leading rows are marked to be repeated on each page."""
    count = 0
    for row in rows:
        if not switch(row.find(W + "trPr"), "tblHeader"):
            break
        count += 1
    return count if count < len(rows) else 0


def _slot(element: etree._Element) -> _Slot:
    properties = element.find(W + "tcPr")
    across, down = child(properties, "hMerge"), child(properties, "vMerge")
    width = child(properties, "tcW")
    return _Slot(
        element,
        max(1, whole(attribute(child(properties, "gridSpan")), 1)),
        whole(attribute(width, "w")) if attribute(width, "type") == "dxa" else 0,
        across is not None and attribute(across) != "restart",
        None if down is None else attribute(down) or "continue",
    )


def _place_row(
    layout: Layout, number: int, slots: list[_Slot], col: int, above: dict[int, Place]
) -> dict[int, Place]:
    """Places a row's cells from a column on; returns the merges that may go on below."""
    still_open: dict[int, Place] = {}
    last: Place | None = None
    for slot in slots:
        upper = above.get(col)
        if slot.across and last is not None:
            last.colspan += slot.span
        elif slot.down == "continue" and upper is not None:
            upper.rowspan += 1
            still_open[col] = upper
            last = None
        else:
            last = Place(slot.element, number, col, slot.span)
            layout.places.append(last)
            if slot.down is not None:
                still_open[col] = last
        col += slot.span
    return still_open


def grid_edges(table: etree._Element, columns: int) -> list[int]:
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


def is_frame(layout: Layout) -> bool:
    """Whether a table only holds other tables: each cell with any text has a table inside."""
    framed = False
    for place in layout.places:
        if _holds_table(place):
            framed = True
        elif any((text.text or "").strip() for text in place.element.iter(W + "t")):
            return False
    return framed


def is_labelled_frame(layout: Layout) -> bool:
    """Whether a table of two columns holds tables beside their names ("Theme 1 | table")."""
    if layout.columns != 2:
        return False
    framed = 0
    for place in layout.places:
        words = "".join(text.text or "" for text in place.element.iter(W + "t")).strip()
        if _holds_table(place):
            if place.col == 0:
                return False
            framed += 1
        elif len(words) > _LONGEST_NAME or words[-1:].isdecimal() or words[-1:] == "%":
            return False
    return framed > 1


def _holds_table(place: Place) -> bool:
    return any(sum(1 for _ in table.iter(W + "tc")) > 1 for table in place.element.iter(W + "tbl"))


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
        elif element.tag == ALTERNATE:
            branch = chosen_branch(element)
            if branch is not None:
                yield from block_elements(branch)


def is_prompt(element: etree._Element) -> bool:
    """Whether a cell holds nothing but a content control's prompt ("Choose an item."): the control
    is around the cell or around its row."""
    for inner in (element, element.getparent()):
        content = None if inner is None else inner.getparent()
        control = None if content is None else content.getparent()
        if control is not None and control.tag == W + "sdt":
            return switch(control.find(W + "sdtPr"), "showingPlcHdr") is True
    return False


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


def _skipped(properties: etree._Element | None, name: str) -> int:
    return max(0, whole(attribute(child(properties, name))))
