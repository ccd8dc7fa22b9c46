"""A sheet that says what the refresh did; a later refresh writes it anew in the same place."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Finding
from xlscorecard.refresh.binding.proposals import Change
from xlscorecard.refresh.opc.markup import children, namespace_of, serialise_xml, whole_number
from xlscorecard.refresh.opc.package import Pieces, relationships_name
from xlscorecard.refresh.parts.book import Book, structure_is_protected
from xlscorecard.refresh.rows.addresses import column_letters, format_address
from xlscorecard.refresh.rows.cells import CellValue, format_content
from xlscorecard.refresh.rows.runs import Run
from xlscorecard.refresh.write import PackageWriter

SHEET = "Refresh report"

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WIDTHS = (52, 24, 30, 16, 16, 44)
_BOLD = '<rPr><b/><sz val="11"/><rFont val="Calibri"/></rPr>'
"""A look of the text itself, so that the workbook's formats stay as they are."""

_TITLES = ("What the refresh changed", "What to look at")
_HEADINGS = ("Measure", "Cell", "Heading", "From", "To", "How"), ("Severity", "Code", "Message")


def write_report_sheet(
    writer: PackageWriter, changes: Sequence[Change], findings: Sequence[Finding]
) -> None:
    """Add the report to the workbook, or replace the last one's; raises Refused."""
    book = writer.book
    content: Pieces = [_sheet_xml(book, _lines(changes, findings))]
    old = book.sheet(SHEET)
    if old is not None:
        writer.parts[book.package.name_of(old.part)] = content
        return
    if structure_is_protected(book):
        raise Refused(
            book.file,
            "its structure is protected, so no report sheet can be added",
            advice="Leave --report out, or unprotect the workbook.",
        )
    _add_sheet(writer, content)


def _lines(changes: Sequence[Change], findings: Sequence[Finding]) -> list[tuple[CellValue, ...]]:
    lines: list[tuple[CellValue, ...]] = [_TITLES[:1], (), _HEADINGS[0]]
    for change in changes:
        edit = change.edit
        if change.changes:
            place = f"{edit.sheet}!{format_address(edit.row, edit.column)}"
            how = f"{change.how}. {change.remark}" if change.remark else change.how
            lines.append((change.measure, place, change.heading, change.old, edit.value, how))
    lines += [(), _TITLES[1:], (), _HEADINGS[1]]
    lines += [(f.severity.value, f.code, f.message) for f in findings]
    return lines


def _sheet_xml(book: Book, lines: Sequence[tuple[CellValue, ...]]) -> bytes:
    space = namespace_of(book.root)
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = []
        for column, value in enumerate(line, start=1):
            text = str(value) if hasattr(value, "isoformat") else value
            bold = line in (*_HEADINGS, _TITLES[:1], _TITLES[1:])
            runs = (Run(_BOLD, str(text)),) if bold else ()
            kind, inside = format_content(text, "", runs=runs)
            t = f' t="{kind}"' if kind else ""
            if inside:
                cells.append(f'<c r="{column_letters(column)}{number}"{t}>{inside}</c>')
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>'
        for i, width in enumerate(_WIDTHS, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{space}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _add_sheet(writer: PackageWriter, content: Pieces) -> None:
    book = writer.book
    package = book.package
    folder = book.part.rpartition("/")[0]
    number = 1
    while package.has(f"{folder}/worksheets/refreshReport{number}.xml".lstrip("/")):
        number += 1
    part = f"{folder}/worksheets/refreshReport{number}.xml".lstrip("/")
    writer.parts[part] = content
    types = _tree(writer, "[Content_Types].xml")
    etree.SubElement(
        types, f"{{{namespace_of(types)}}}Override", PartName=f"/{part}", ContentType=_TYPE
    )
    writer.parts["[Content_Types].xml"] = [serialise_xml(types)]
    links = package.name_of(relationships_name(book.part))
    root = _tree(writer, links)
    used = {element.get("Id") for element in root}
    key = next(f"rIdReport{n}" for n in range(1, 1000) if f"rIdReport{n}" not in used)
    first = next(e.get("Type") or "" for e in root if (e.get("Type") or "").endswith("/worksheet"))
    etree.SubElement(
        root, f"{{{namespace_of(root)}}}Relationship", Id=key, Type=first, Target=f"/{part}"
    )
    writer.parts[links] = [serialise_xml(root)]
    _list_sheet(book, key)
    writer.parts[book.part] = [serialise_xml(book.root)]


def _tree(writer: PackageWriter, part: str) -> etree._Element:
    content = writer.parts.get(part)
    return etree.fromstring(b"".join(content)) if content else writer.book.xml(part)


def _list_sheet(book: Book, key: str) -> None:
    group = children(book.root, "sheets")[0]
    sheets = children(group, "sheet")
    relation = next(str(k) for k in sheets[0].attrib if str(k).endswith("}id"))
    numbers = [whole_number(s.get("sheetId")) for s in sheets]
    sheet = etree.SubElement(group, f"{{{namespace_of(group)}}}sheet")
    sheet.set("name", SHEET)
    sheet.set("sheetId", str(max(numbers) + 1))
    sheet.set(relation, key)
