"""A table's own part after it grew or shrank."""

from __future__ import annotations

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.opc.markup import children, local_name, serialise_xml
from xlscorecard.refresh.parts.book import Book, Table
from xlscorecard.refresh.rows.addresses import parse_area
from xlscorecard.refresh.tables.resize import Resize

_NO_ROWS = ("insertRow", "insertRowShift")
"""How a table says that its one row waits for the first data: ECMA-376 part 1, 18.5.1.2."""


def awaits_rows(book: Book, table: Table) -> bool:
    """Whether a table states that it has no data yet."""
    return book.xml(table.part).get("insertRow") in ("1", "true")


def write_table_part(book: Book, resize: Resize) -> bytes:
    """The part with its areas moved; raises Refused for a sort that cuts through the table."""
    root = book.xml(resize.table.part)
    root.set("ref", resize.area.text)
    for name in _NO_ROWS:
        root.attrib.pop(name, "")
    for part in children(root, "autoFilter"):
        part.set("ref", resize.area._replace(bottom=resize.new.bottom).text)
    for element in root.iter():
        name = local_name(element)
        if name in ("sortState", "sortCondition") and element.get("ref"):
            try:
                area = parse_area(element.get("ref") or "")
            except ValueError:
                continue
            element.set("ref", resize.move(area).text)
        elif name in ("calculatedColumnFormula", "totalsRowFormula") and element.text:
            try:
                element.text = resize.formula(element.text, resize.table.sheet, resize.old.top)
            except Refused:
                continue  # it is written for whichever row; the cells' own formulas count
    return serialise_xml(root)
