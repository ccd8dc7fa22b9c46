"""Pivot caches whose source changes: Excel is told to refresh them when it opens the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.refresh.opc.markup import children, serialise_xml
from xlscorecard.refresh.opc.package import Pieces
from xlscorecard.refresh.parts.book import Book
from xlscorecard.refresh.parts.references import AreaReference, parse_references
from xlscorecard.refresh.parts.stale import Touched
from xlscorecard.refresh.rows.addresses import Area, parse_area
from xlscorecard.refresh.tables.resize import Resize


def refresh_pivots(
    book: Book,
    touched: Mapping[str, Touched],
    resizes: Sequence[Resize],
    parts: dict[str, Pieces | None],
) -> Iterator[Finding]:
    """Set refreshOnLoad on the caches that read changed cells, and move their source."""
    for link in book.links:
        if link.kind != "pivotCacheDefinition" or not book.package.has(link.target):
            continue
        root = book.xml(link.target)
        sources = [
            source for holder in children(root, "cacheSource")
            for source in children(holder, "worksheetSource")
        ]  # fmt: skip
        changed = False
        for source in sources:
            place = _source(book, source.get("sheet"), source.get("ref"), source.get("name"))
            if place is None:
                continue
            sheet, area = place
            if source.get("ref"):
                for resize in resizes:
                    if resize.changed and resize.table.sheet == sheet:
                        area = resize.move(area)
                        source.set("ref", area.text)
            changed = changed or (sheet in touched and touched[sheet].meets(area))
        if not changed:
            continue
        root.set("refreshOnLoad", "1")
        parts[book.package.name_of(link.target)] = [serialise_xml(root)]
        yield Finding(
            "pivot-cache",
            Severity.INFO,
            "a pivot table reads changed cells: Excel refreshes it when the file is opened; until "
            "it is saved there, its stored copy holds the old figures",
        )


def _source(
    book: Book, sheet: str | None, ref: str | None, name: str | None
) -> tuple[str, Area] | None:
    if sheet and ref:
        found = book.sheet(sheet)
        try:
            return (found.name, parse_area(ref)) if found is not None else None
        except ValueError:
            return None
    for table in book.tables():
        if name and table.name.casefold() == name.casefold():
            return table.sheet, table.area
    for defined in book.names:
        if name and defined.name.casefold() == name.casefold():
            reads = parse_references(defined.text).references
            if len(reads) == 1 and isinstance(reads[0], AreaReference) and reads[0].sheet:
                found = book.sheet(reads[0].sheet)
                return (found.name, reads[0].area) if found is not None else None
    return None
