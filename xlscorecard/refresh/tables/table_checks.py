"""Whether an Excel table can be given other rows: checked before anything is written."""

from __future__ import annotations

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.opc.markup import children
from xlscorecard.refresh.parts.anchors import iter_anchors
from xlscorecard.refresh.parts.book import Book, Sheet
from xlscorecard.refresh.parts.guards import find_arrays
from xlscorecard.refresh.parts.styles import read_styles
from xlscorecard.refresh.rows.addresses import LAST_ROW, Area, format_address, parse_areas
from xlscorecard.refresh.rows.sheet import SheetMarkup, iter_cells, iter_rows
from xlscorecard.refresh.tables.resize import Resize


def check_table(
    book: Book, sheet: Sheet, resize: Resize, frame: etree._Element, markup: SheetMarkup
) -> None:
    """Raises Refused for a table that cannot get that many rows safely."""
    table = resize.table
    name = f"the table {table.name}"
    root = book.xml(table.part)
    if table.query or root.get("tableType") in ("queryTable", "xml"):
        raise Refused(book.file, f"{name} is filled by a query, which would overwrite the data")
    if not table.columns or len(table.columns) != table.area.right - table.area.left + 1:
        raise Refused(book.file, f"{name} states {len(table.columns)} columns in {table.area.text}")
    if any(children(part, "filterColumn") for part in children(root, "autoFilter")):
        raise Refused(
            book.file, f"{name} is filtered", advice="Clear its filter first, so that no new row"
            " is hidden by it.",
        )  # fmt: skip
    if children(frame, "sheetProtection"):
        styles = read_styles(book)
        first = next((r for r in iter_rows(markup) if r.number == resize.old.top), None)
        cells = iter_cells(markup, first) if first is not None else ()
        own = [c for c in cells if table.area.left <= c.column <= table.area.right]
        if resize.changed or styles is None or not all(styles.unlocked(c.style) for c in own):
            raise Refused(book.file, f"{name} stands on a protected sheet")
    if resize.area.bottom > LAST_ROW:
        raise Refused(book.file, f"{name} would not fit on the sheet")
    if not resize.changed:
        return
    for area, kind in find_arrays(markup):
        if area.meets(table.area) or area.meets(resize.area):
            raise Refused(book.file, f"{name} holds or meets an {kind} formula ({area.text})")
    _check_below(book, sheet, resize, frame, markup)


def _check_below(
    book: Book, sheet: Sheet, resize: Resize, frame: etree._Element, markup: SheetMarkup
) -> None:
    """Rows that the table grows into must be free; rows that go must not carry anything."""
    table, name = resize.table, f"the table {resize.table.name}"
    if resize.area.bottom > table.area.bottom:
        below = table.area._replace(top=table.area.bottom + 1, bottom=resize.area.bottom)
        for row in iter_rows(markup):
            if not below.top <= row.number <= below.bottom:
                continue
            if row.hidden:
                raise Refused(
                    book.file,
                    f"{name} needs the rows to {resize.area.bottom}, and row {row.number} is "
                    "hidden",
                    advice="Unhide it, so that every figure shows.",
                )
            for cell in iter_cells(markup, row):
                if cell.inside and below.holds(row.number, cell.column):
                    place = format_address(row.number, cell.column)
                    raise Refused(
                        book.file,
                        f"{name} needs the rows to {resize.area.bottom}, and {place} is in use",
                        advice="Make room below it in Excel: insert rows there.",
                    )
        for other in book.tables():
            if other.sheet == table.sheet and other.part != table.part and other.area.meets(below):
                raise Refused(book.file, f"{name} would grow into the table {other.name}")
        for drawn in iter_anchors(book, sheet):
            if drawn.meets(below):
                raise Refused(
                    book.file,
                    f"{name} needs the rows to {resize.area.bottom}, and a chart, picture or "
                    f"shape lies there ({drawn.text})",
                    advice="Move it, so that it hides no figure.",
                )
        for pivot in book.pivots():
            if pivot.sheet == table.sheet and pivot.area.meets(below):
                raise Refused(book.file, f"{name} would grow into a pivot table")
    moving = resize.area._replace(
        top=min(resize.old.bottom, resize.new.bottom) + 1,
        bottom=max(table.area.bottom, resize.area.bottom),
    )
    for kind, area in _attached(book, sheet, frame):
        if area.meets(moving):
            raise Refused(book.file, f"{name} would change at {area.text}, where there is {kind}")


def _attached(book: Book, sheet: Sheet, frame: etree._Element) -> list[tuple[str, Area]]:
    found: list[tuple[str, Area]] = []
    from_frame = (("mergeCells", "mergeCell", "a merge"), ("hyperlinks", "hyperlink", "a link"))
    for group, item, kind in from_frame:
        for holder in children(frame, group):
            found += [(kind, a) for e in children(holder, item) for a in _areas(e.get("ref"))]
    for link in book.package.relationships(sheet.part):
        if link.kind in ("comments", "threadedComment") and book.package.has(link.target):
            for element in book.xml(link.target).iter():
                found += [("a comment", area) for area in _areas(element.get("ref"))]
    return found


def _areas(text: str | None) -> list[Area]:
    try:
        return list(parse_areas(text or ""))
    except ValueError:
        return []
