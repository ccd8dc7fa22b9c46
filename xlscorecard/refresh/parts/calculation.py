"""Telling Excel to calculate: fullCalcOnLoad, and the calculation chain."""

from __future__ import annotations

from lxml import etree

from xlscorecard.refresh.opc.markup import children, local_name, namespace_of, serialise_xml
from xlscorecard.refresh.opc.package import Pieces, relationships_name
from xlscorecard.refresh.parts.book import Book

_BEFORE_CALCULATION = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection",
    "bookViews", "sheets", "functionGroups", "externalReferences", "definedNames",
)  # fmt: skip
"""What stands before calcPr: ECMA-376 part 1, 18.2.27."""


def calculate_on_load(book: Book, parts: dict[str, Pieces | None]) -> None:
    """Set fullCalcOnLoad: Excel then calculates everything when it opens the file."""
    root = book.root
    found = children(root, "calcPr")
    if found and found[0].get("fullCalcOnLoad") in ("1", "true"):
        return
    if found:
        element = found[0]
    else:
        element = etree.Element(f"{{{namespace_of(root)}}}calcPr")
        [child for child in root if local_name(child) in _BEFORE_CALCULATION][-1].addnext(element)
    element.set("fullCalcOnLoad", "1")
    parts[book.part] = [serialise_xml(root)]


def drop_calculation_chain(book: Book, parts: dict[str, Pieces | None]) -> None:
    """Leave out calcChain, which Excel makes anew; it must not list cells without a formula."""
    chain = book.linked("calcChain")
    if chain is None:
        return
    parts[book.package.name_of(chain)] = None
    links = relationships_name(book.part)
    root = book.xml(links)
    for element in list(root):
        if (element.get("Type") or "").endswith("/calcChain"):
            root.remove(element)
    parts[book.package.name_of(links)] = [serialise_xml(root)]
    types = book.xml("[Content_Types].xml")
    for element in list(types):
        if (element.get("PartName") or "").lstrip("/").lower() == chain.lower():
            types.remove(element)
    parts["[Content_Types].xml"] = [serialise_xml(types)]
