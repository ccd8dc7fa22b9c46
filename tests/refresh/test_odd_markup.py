"""Sheets and zips as few programs write them: spliced rightly, or refused with the reason."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.refresh.making import edit_part, load, make_sheet, parts, repack, write_cells
from xlscorecard.model.errors import CannotRead, Refused
from xlscorecard.model.scorecard import Severity
from xlscorecard.refresh.refresh import refresh_workbook

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


def with_rows(path: Path, rows: str) -> Path:
    """A workbook whose one sheet has these rows."""
    make_sheet(path, [["x"]])
    return edit_part(path, SHEET, "<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>")


def sheet_text(path: Path) -> str:
    return parts(path)[SHEET].decode()


def test_a_new_cell_stands_before_the_rows_extension_list(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><extLst><ext uri="{x}"/></extLst></row>'
    book = with_rows(tmp_path / "in.xlsx", rows)
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A1": 2, "Scorecard!C1": 3})
    assert '<c r="C1"><v>3</v></c><extLst>' in sheet_text(tmp_path / "out.xlsx")


@pytest.mark.parametrize("place", ["A2", "B2", "C2"])
def test_a_cell_that_names_another_row_is_refused(tmp_path: Path, place: str) -> None:
    # openpyxl would put the 3 into A7, others into A2: nobody knows what stands beside it.
    rows = '<row r="2"><c r="A7"><v>3</v></c><c r="B2"><v>4</v></c></row>'
    book = with_rows(tmp_path / "in.xlsx", rows)
    with pytest.raises(Refused, match="cell A7 in its row 2"):
        write_cells(book, tmp_path / "out.xlsx", {f"Scorecard!{place}": 5})


def test_a_row_of_many_cells_is_refused_alike(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{letter}2"><v>1</v></c>' for letter in "ABCDE")
    rows = f'<row r="2">{cells}</row>'.replace("D2", "D9")
    book = with_rows(tmp_path / "in.xlsx", rows)
    with pytest.raises(Refused, match="cell D9 in its row 2"):
        write_cells(book, tmp_path / "out.xlsx", {f"Scorecard!{c}2": 5 for c in "ABCDE"})


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf16_with_and_without_its_mark(tmp_path: Path, encoding: str) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["Ref", 5], ["SF01", 6]])
    text = sheet_text(book).replace("UTF-8", "UTF-16")
    repack(book, {SHEET: text.encode(encoding)})
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!B2": 7})
    sheet = load(tmp_path / "out.xlsx")["Scorecard"]
    assert [cell.value for cell in sheet["B"]] == [5, 7]
    assert sheet["A2"].value == "SF01"


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["x"]])
    edit_part(book, BOOK, r'(<sheet name="Scorecard"[^>]*/>)', r"\1\1")
    with pytest.raises(Refused, match="two sheets named Scorecard"):
        write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A1": 5})


def refresh_cells(book: Path, cells: dict[str, object]) -> set[tuple[str, Severity]]:
    edits = book.with_suffix(".json")
    edits.write_text(json.dumps(cells), encoding="utf-8")
    report = refresh_workbook(book, (), book.with_name("out.xlsx"), cells=edits)
    return {(finding.code, finding.severity) for finding in report.findings}


def test_a_cell_that_excel_cannot_have_is_written_where_it_stands(tmp_path: Path) -> None:
    rows = '<row r="0"><c r="A0" t="s"><v>0</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    book = with_rows(tmp_path / "in.xlsx", rows)
    assert refresh_cells(book, {"Scorecard!A0": 5}) == {("outside-sheet", Severity.LOOK)}
    text = sheet_text(tmp_path / "out.xlsx")
    assert '<row r="0"><c r="A0"><v>5</v></c></row>' in text
    assert '<dimension ref="A1"/>' in text


@pytest.mark.parametrize("place", ["A0", "B0", "A00", "XFE1", "A1048577", "A-1", "A1.5"])
def test_an_address_that_no_cell_has_is_refused(tmp_path: Path, place: str) -> None:
    book = with_rows(tmp_path / "in.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    with pytest.raises(Refused, match="no cell address"):
        refresh_cells(book, {f"Scorecard!{place}": 5})


def add_twin(book: Path, data: bytes) -> Path:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(book, "a") as archive:
        archive.writestr(SHEET, data)
    return book


def test_twin_parts_alike_both_get_the_new_figures(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["Ref", 5]])
    add_twin(book, parts(book)[SHEET])
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!B1": 7})
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        found = [archive.open(e).read() for e in archive.infolist() if e.filename == SHEET]
    assert len(found) == 2
    assert found[0] == found[1]
    assert re.search(rb'<c r="B1"><v>7</v></c>', found[0])


def test_twin_parts_that_differ_are_refused(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["Ref", 5]])
    add_twin(book, parts(book)[SHEET].replace(b"<v>5</v>", b"<v>6</v>"))
    with pytest.raises(CannotRead, match="two different parts of the same name"):
        write_cells(book, tmp_path / "out.xlsx", {"Scorecard!B1": 7})


@pytest.mark.parametrize(
    ("rows", "odd"),
    [
        ('<row r="1"><c r="A1:B2"><v>3</v></c></row>', "A1:B2"),
        ('<row r="1"><c r="AAAA1"><v>3</v></c></row>', "AAAA1"),
        ('<row r="1"><c r=""><v>3</v></c></row>', ""),
        ('<row r="first"><c r="A1"><v>3</v></c></row>', "first"),
        ('<row r="-1"><c r="A1"><v>3</v></c></row>', "-1"),
    ],
)
def test_a_place_that_is_none_is_not_guessed(tmp_path: Path, rows: str, odd: str) -> None:
    book = with_rows(tmp_path / "in.xlsx", rows)
    with pytest.raises(CannotRead, match=re.escape(repr(odd))):
        write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A1": 5})


def test_places_left_out_are_counted(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c/><c r="D1"><v>4</v></c><c><v>5</v></c></row><row><c/></row>'
    book = with_rows(tmp_path / "in.xlsx", rows)
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!E1": 6, "Scorecard!A2": 7})
    text = sheet_text(tmp_path / "out.xlsx")
    assert '<c r="D1"><v>4</v></c><c r="E1"><v>6</v></c>' in text
    assert '<row><c r="A2"><v>7</v></c></row>' in text


def test_a_sheet_whose_rows_are_spelled_otherwise_than_its_root(tmp_path: Path) -> None:
    book = with_rows(tmp_path / "in.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    edit_part(book, SHEET, "<worksheet ", f'<x:worksheet xmlns:x="{space}" ')
    edit_part(book, SHEET, "</worksheet>", "</x:worksheet>")
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A1": 2, "Scorecard!B2": 3})
    sheet = load(tmp_path / "out.xlsx")["Scorecard"]
    assert (sheet["A1"].value, sheet["B2"].value) == (2, 3)


def test_rows_in_two_spellings_are_refused(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><x:row r="2"><x:c r="A2"/></x:row>'
    book = make_sheet(tmp_path / "in.xlsx", [["x"]])
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    edit_part(book, SHEET, "<worksheet ", f'<worksheet xmlns:x="{space}" ')
    edit_part(book, SHEET, "<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>")
    with pytest.raises(CannotRead, match="two ways"):
        write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A2": 5})


@pytest.mark.parametrize("part", ["xl/worksheets/sheet 1.xml", "xl/worksheets/Übersicht.xml"])
def test_a_part_may_be_named_as_in_an_address(tmp_path: Path, part: str) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["Ref", 5]])
    target = quote(part.removeprefix("xl/"))
    edit_part(book, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", target)
    edit_part(book, "[Content_Types].xml", "xl/worksheets/sheet1.xml", quote(part))
    repack(book, {part: parts(book)[SHEET], SHEET: None})
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!B1": 7})
    assert b"<v>7</v>" in parts(tmp_path / "out.xlsx")[part]
    assert SHEET not in parts(tmp_path / "out.xlsx")
