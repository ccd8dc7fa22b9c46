"""A workbook as its parts state it: sheets, names, tables, pivots. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.opc.markup import (
    children,
    local_name,
    parse_xml,
    whole_number,
)
from xlscorecard.refresh.opc.package import Package, Relationship, read_package
from xlscorecard.refresh.rows.addresses import Area, area_or_none
from xlscorecard.refresh.rows.cells import decode_text
from xlscorecard.refresh.rows.sheet import SheetMarkup, read_sheet
from xlscorecard.refresh.rows.strings import iter_items, plain_text

# Each is looked through in a hundredth of a second.
_MOST_SHEETS = 5_000
_FEWER = "Copy the sheets that you use to a new workbook."
_SAVE_AS = "Open it in Excel and save it as .xlsx (or .xlsm, where it has macros)."


@dataclass(frozen=True, slots=True)
class Sheet:
    """``kind`` is worksheet, chartsheet, dialogsheet or xlMacrosheet."""

    name: str
    part: str
    kind: str
    index: int
    state: str = "visible"


@dataclass(frozen=True, slots=True)
class DefinedName:
    """``scope`` is the sheet's place in the workbook, None for the whole workbook."""

    name: str
    text: str
    scope: int | None = None


@dataclass(frozen=True, slots=True)
class TableColumn:
    key: int
    heading: str
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table (ListObject). ``area`` covers headings and totals."""

    name: str
    part: str
    sheet: str
    area: Area
    headings: int
    totals: int
    columns: tuple[TableColumn, ...]
    query: bool = False

    @property
    def body(self) -> Area:
        return Area(
            self.area.top + self.headings,
            self.area.left,
            self.area.bottom - self.totals,
            self.area.right,
        )


@dataclass(frozen=True, slots=True)
class Pivot:
    """A pivot table's place, and the part of its cache."""

    sheet: str
    area: Area
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook and its main part. ``sheet`` parts are read on demand and kept."""

    package: Package
    part: str
    root: etree._Element
    links: tuple[Relationship, ...]
    sheets: tuple[Sheet, ...]
    names: tuple[DefinedName, ...]
    date1904: bool
    _markups: dict[str, SheetMarkup] = field(default_factory=dict, repr=False, compare=False)
    _strings: list[str] = field(default_factory=list, repr=False, compare=False)
    _tables: list[tuple[Table, ...]] = field(default_factory=list, repr=False, compare=False)
    _pivots: list[tuple[Pivot, ...]] = field(default_factory=list, repr=False, compare=False)

    @property
    def file(self) -> str:
        return str(self.package.path)

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by its name, whatever the case, as Excel has it."""
        exact = next((sheet for sheet in self.sheets if sheet.name == name), None)
        folded = name.casefold()
        return exact or next((s for s in self.sheets if s.name.casefold() == folded), None)

    def worksheets(self) -> Iterator[Sheet]:
        """The sheets with cells whose part is there; Excel, too, opens a book that lacks one."""
        return (s for s in self.sheets if s.kind == "worksheet" and self.package.has(s.part))

    def markup(self, sheet: Sheet) -> SheetMarkup:
        """A worksheet's XML; raises CannotRead."""
        if sheet.name not in self._markups:
            data = self.package.read(sheet.part)
            self._markups[sheet.name] = read_sheet(data, self.file, sheet.part)
        return self._markups[sheet.name]

    def linked(self, kind: str) -> str | None:
        """The workbook's one part of a kind (``styles``, ``sharedStrings``, ``calcChain``)."""
        return next(
            (x.target for x in self.links if x.kind == kind and self.package.has(x.target)), None
        )

    def strings(self) -> list[str]:
        """The shared strings, rich text as plain text."""
        if not self._strings:
            part = self.linked("sharedStrings")
            if part is not None:
                items = iter_items(self.package.read(part), self.file, part)
                self._strings.extend(plain_text(item) for item in items)
        return self._strings

    def xml(self, part: str) -> etree._Element:
        return parse_xml(self.package.read(part), self.file, part)

    def tables(self) -> tuple[Table, ...]:
        if not self._tables:
            self._tables.append(tuple(self._find_tables()))
        return self._tables[0]

    def pivots(self) -> tuple[Pivot, ...]:
        if not self._pivots:
            self._pivots.append(tuple(self._find_pivots()))
        return self._pivots[0]

    def _find_tables(self) -> Iterator[Table]:
        for sheet in self.worksheets():
            for link in self.package.relationships(sheet.part):
                if link.kind == "table" and self.package.has(link.target):
                    yield from _read_table(self, sheet, link.target)

    def _find_pivots(self) -> Iterator[Pivot]:
        for sheet in self.worksheets():
            for link in self.package.relationships(sheet.part):
                if link.kind == "pivotTable" and self.package.has(link.target):
                    location = children(self.xml(link.target), "location")
                    area = area_or_none(location[0].get("ref")) if location else None
                    if area is not None:
                        yield Pivot(sheet.name, area, link.target)


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _read_table(book: Book, sheet: Sheet, part: str) -> list[Table]:
    root = book.xml(part)
    area = area_or_none(root.get("ref"))
    if local_name(root) != "table" or area is None:
        return []
    columns = []
    for group in children(root, "tableColumns"):
        for column in children(group, "tableColumn"):
            formula = next((f.text for f in children(column, "calculatedColumnFormula")), None)
            key = column.get("id") or "0"
            name = decode_text(column.get("name") or "")
            columns.append(TableColumn(whole_number(key), name, formula))
    query = root.get("tableType") == "queryTable" or any(
        link.kind == "queryTable" for link in book.package.relationships(part)
    )
    return [
        Table(
            root.get("displayName") or root.get("name") or "",
            part,
            sheet.name,
            area,
            whole_number(root.get("headerRowCount"), 1),
            whole_number(root.get("totalsRowCount")),
            tuple(columns),
            query,
        )
    ]


def read_book(path: Path) -> Book:
    """Open a workbook for reading; raises CannotRead for what is none, or is damaged."""
    package = read_package(path)
    file = str(path)
    if not package.has("[Content_Types].xml"):
        what = "an OpenDocument file" if package.has("META-INF/manifest.xml") else "only a zip file"
        raise CannotRead(file, f"it is no .xlsx or .xlsm workbook but {what}", advice=_SAVE_AS)
    parse_xml(package.read("[Content_Types].xml"), file, "[Content_Types].xml")
    part = next((x.target for x in package.relationships("") if x.kind == "officeDocument"), None)
    if part is None or not package.has(part):
        raise CannotRead(file, "it is no workbook: it has no main part")
    if part.lower().endswith(".bin"):
        raise CannotRead(file, "it is a binary workbook (.xlsb)", advice=_SAVE_AS)
    root = parse_xml(package.read(part), file, part)
    if local_name(root) != "workbook":
        raise CannotRead(file, f"it is no .xlsx or .xlsm workbook but a {local_name(root)}")
    links = package.relationships(part)
    by_key = {link.key: link for link in links}
    sheets: list[Sheet] = []
    names: list[DefinedName] = []
    date1904 = False
    for element in root:
        name = local_name(element)
        if name == "workbookPr":
            date1904 = _true(element.get("date1904"))
        elif name == "sheets":
            sheets += _read_sheets(element, by_key)
        elif name == "definedNames":
            names += [_read_name(child) for child in children(element, "definedName")]
    if not sheets:
        raise CannotRead(file, "it has no sheets")
    if len(sheets) > _MOST_SHEETS:
        raise CannotRead(file, f"it has more than {_MOST_SHEETS:,} sheets", advice=_FEWER)
    return Book(package, part, root, links, tuple(sheets), tuple(names), date1904)


def structure_is_protected(book: Book) -> bool:
    """Whether Excel would refuse a new sheet: Review, Protect Workbook."""
    return any(_true(e.get("lockStructure")) for e in children(book.root, "workbookProtection"))


def _read_sheets(group: etree._Element, links: dict[str, Relationship]) -> list[Sheet]:
    found = []
    for index, element in enumerate(children(group, "sheet")):
        key = next((v for k, v in element.attrib.items() if str(k).endswith("}id")), "")
        link = links.get(str(key))
        if link is not None:
            state = element.get("state") or "visible"
            found.append(Sheet(element.get("name") or "", link.target, link.kind, index, state))
    return found


def _read_name(element: etree._Element) -> DefinedName:
    scope = element.get("localSheetId")
    number = whole_number(scope, -1) if scope is not None else None
    return DefinedName(element.get("name") or "", element.text or "", number)
