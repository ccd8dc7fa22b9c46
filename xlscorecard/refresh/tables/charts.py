"""Charts: their ranges follow a resized table; their stored figures are updated on request."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.opc.markup import Buffer, children, local_name, namespace_of, serialise_xml
from xlscorecard.refresh.opc.package import Pieces
from xlscorecard.refresh.parts.book import Book
from xlscorecard.refresh.parts.reading import read_value
from xlscorecard.refresh.parts.references import (
    AreaReference,
    NameReference,
    TableReference,
    parse_references,
)
from xlscorecard.refresh.rows.addresses import Area
from xlscorecard.refresh.rows.cells import CellValue, format_number
from xlscorecard.refresh.rows.sheet import iter_cells, iter_rows, read_sheet
from xlscorecard.refresh.tables.resize import Resize

_CACHES = ("numCache", "strCache", "multiLvlStrCache", "dlblRangeCache")
_REFERENCES = {
    "numRef": "numCache", "strRef": "strCache", "datalabelsRange": "dlblRangeCache",
}  # fmt: skip
"""What holds a formula, and where it keeps the figures (the last: labels
taken from cells, Excel 2013, whose points are in the chart's own namespace)."""

_MOST_POINTS = 32_000  # of a series: "Excel specifications and limits"


_PART = re.compile(r"(?:^|[/\\])chart[^/\\]*\.xml$", re.IGNORECASE)


def has_charts(book: Book) -> bool:
    """Whether there is any chart."""
    return any(_PART.search(entry.filename) for entry in book.package.entries)


def _charts(book: Book) -> Iterator[tuple[str, etree._Element]]:
    for entry in book.package.entries:
        if _PART.search(entry.filename):
            root = book.xml(entry.filename)
            if local_name(root) == "chartSpace":
                yield entry.filename, root


def clear_moved_charts(book: Book, resize: Resize) -> dict[str, Pieces | None]:
    """The charts with a series over the table's rows: ranges moved, their stored figures gone
    (Excel and LibreOffice then draw from the cells)."""
    changed: dict[str, Pieces | None] = {}
    for name, root in _charts(book):
        moved = False
        for element in [e for e in root.iter() if local_name(e) == "f" and e.text]:
            text = resize.formula(element.text or "", "")
            if text == element.text:
                continue
            parent = element.getparent()
            if parent is None or "chartex" in namespace_of(root):
                raise Refused(book.file, f"the chart {name} reads the table by address")
            element.text = text
            for cache in [c for c in parent if local_name(c) in _CACHES]:
                parent.remove(cache)
            moved = True
        for element in root.iter("{*}sqref"):  # what a chart's own filter leaves out (c15)
            if resize.formula(element.text or "", "") != element.text:
                raise Refused(book.file, f"the chart {name} shows only some of the table's rows")
        if moved:
            changed[name] = [serialise_xml(root)]
    return changed


def update_charts(book: Book, parts: Mapping[str, Pieces | None]) -> dict[str, Pieces | None]:
    """The charts whose stored figures differ from the cells, with the cells' figures in them.

    Results that Excel has still to calculate are left out: a gap rather than an old figure.
    """
    changed: dict[str, Pieces | None] = {}
    values: dict[str, dict[tuple[int, int], CellValue]] = {}
    for name, root in _charts(book):
        if name in parts:
            content = parts[name]
            root = etree.fromstring(b"".join(content or ()))  # noqa: PLW2901
        before = etree.tostring(root)
        for reference in [e for e in root.iter() if local_name(e) in _REFERENCES]:
            _update(book, parts, reference, values)
        if etree.tostring(root) != before:
            changed[name] = [serialise_xml(root)]
    return changed


def _update(
    book: Book,
    parts: Mapping[str, Pieces | None],
    reference: etree._Element,
    values: dict[str, dict[tuple[int, int], CellValue]],
) -> None:
    formulas = children(reference, "f")
    numeric = local_name(reference) == "numRef"
    caches = children(reference, _REFERENCES[local_name(reference)])
    place = _resolve(book, formulas[0].text or "") if formulas else None
    if place is None or not caches:
        return
    sheet, area = place
    if sheet not in values:
        values[sheet] = _read_values(book, parts, sheet)
    cells = list(itertools.islice(area.cells(), _MOST_POINTS + 1))
    if len(cells) > _MOST_POINTS:
        reference.remove(caches[0])
        return
    cache, space = caches[0], namespace_of(reference.getroottree().getroot())
    for old in [e for e in cache if local_name(e) in ("ptCount", "pt")]:
        cache.remove(old)
    tail = [e for e in cache if local_name(e) == "extLst"]
    made = [etree.Element(f"{{{space}}}ptCount", val=str(len(cells)))]
    for index, cell in enumerate(cells):
        value = values[sheet].get(cell)
        if value is None or (numeric and not isinstance(value, (int, float))):
            continue
        point = etree.Element(f"{{{space}}}pt", idx=str(index))
        text = str(value) if isinstance(value, str) else format_number(float(str(value)))
        etree.SubElement(point, f"{{{space}}}v").text = text
        made.append(point)
    for element in made:
        if tail:
            tail[0].addprevious(element)
        else:
            cache.append(element)


def _resolve(book: Book, text: str) -> tuple[str, Area] | None:
    reads = parse_references(text).references
    if len(reads) != 1:
        return None
    one = reads[0]
    if isinstance(one, AreaReference):
        sheet = book.sheet(one.sheet or "")
        return (sheet.name, one.area) if sheet is not None and sheet.kind == "worksheet" else None
    if isinstance(one, (NameReference, TableReference)):
        name = one.name if isinstance(one, NameReference) else ""
        for defined in book.names:
            if defined.name.casefold() == name.casefold() and defined.text != text:
                return _resolve(book, defined.text)
    return None


def _read_values(
    book: Book, parts: Mapping[str, Pieces | None], name: str
) -> dict[tuple[int, int], CellValue]:
    sheet = book.sheet(name)
    assert sheet is not None  # noqa: S101 - _resolve has looked
    content = parts.get(sheet.part)
    data: Buffer = b"".join(content) if content else book.package.read(sheet.part)
    markup = read_sheet(data, book.file, sheet.part)
    return {
        (row.number, cell.column): read_value(book, cell)
        for row in iter_rows(markup)
        for cell in iter_cells(markup, row)
        if cell.inside
    }
