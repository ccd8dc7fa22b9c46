"""A council workbook is read as it is shown."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Border, Color, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Document, Grid, Paragraph
from xlscorecard.model.mark import Direction, MarkKind
from xlscorecard.pipeline import read_scorecard
from xlscorecard.sheets.read import read_sheets


def new_sheet() -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def read(book: Workbook, folder: Path) -> Document:
    path = folder / "book.xlsx"
    book.save(path)
    return read_sheets(path)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[object]:
    return [b.texts() if isinstance(b, Grid) else b.text for b in document.blocks]


def test_titles_table_and_notes(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    sheet["A1"] = "Adult Social Care Scorecard"
    sheet["A2"] = "Quarter 1 2017/18"
    for row in (["Measure", "Actual", "Target"], ["a", 0.624, 0.65], ["b", 12, 10]):
        sheet.append([None]) if row[0] == "Measure" else None
        sheet.append(row)
    sheet["B5"].number_format = "0%"
    sheet["C5"].number_format = "0.0%"
    sheet["A7"] = "* provisional"
    sheet.title = "Q1"
    document = read(book, tmp_path)
    assert texts(document) == [
        "Adult Social Care Scorecard",
        "Quarter 1 2017/18",
        [["Measure", "Actual", "Target"], ["a", "62%", "65.0%"], ["b", "12", "10"]],
        "* provisional",
    ]
    assert grids(document)[0].name == "Q1"


def test_merged_banners_fills_and_inks(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    sheet.append(["Measure", "Actual", "RAG"])
    sheet.append(["PREVENT NEED", None, None])
    sheet.append(["a", 1, "A"])
    sheet.append(["b", 2, None])
    sheet.merge_cells("A2:C2")
    sheet.merge_cells("C3:C4")
    sheet["A2"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.4))
    sheet["C3"].fill = PatternFill("solid", fgColor="FFFFC000")
    sheet["B3"].font = Font(color="FFC00000", bold=True)
    (grid,) = grids(read(book, tmp_path))
    assert list(grid.spans()) == [(1, 0, 1, 3), (2, 2, 2, 1)]
    banner, rag, actual = grid.at(1, 0), grid.at(3, 2), grid.at(2, 1)
    assert banner is not None
    assert rag is not None
    assert actual is not None
    # Accent 1 of the theme that openpyxl writes is 4F81BD; 40 % lighter is 95B3D7 in Excel.
    assert banner.fill is not None
    assert max(abs(a - b) for a, b in zip(banner.fill, Rgb(0x95, 0xB3, 0xD7), strict=True)) <= 2
    assert rag.fill == Rgb(0xFF, 0xC0, 0)
    assert (actual.ink, actual.bold) == (Rgb(0xC0, 0, 0), True)


def test_hidden_rows_columns_and_sheets_are_left_out_and_reported(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    for row in (["Measure", "working", "Actual"], ["a", 1, 2], ["old", 3, 4], ["b", 5, 6]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Lists").sheet_state = "hidden"
    document = read(book, tmp_path)
    assert texts(document) == [[["Measure", "Actual"], ["a", "2"], ["b", "6"]]]
    assert {finding.code for finding in document.findings} == {
        "hidden-rows",
        "hidden-columns",
        "hidden-sheet",
    }


def test_symbol_fonts_rich_text_dates_and_errors(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    sheet.append(["Measure", "Trend", "Due", "Value", "Note"])
    sheet.append(["a", "é", date(2017, 4, 1), "#N/A", None])
    sheet["B2"].font = Font(name="Wingdings", color="FF00B050")
    sheet["C2"].number_format = "dd/mm/yyyy"
    sheet["E2"] = CellRichText("87.1%", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    sheet["A2"].comment = Comment("not part of the scorecard", "A N Officer")
    (grid,) = grids(read(book, tmp_path))
    assert grid.texts()[1] == ["a", "↑", "01/04/2017", "#N/A", "87.1%"]
    trend, note = grid.at(1, 1), grid.at(1, 4)
    assert trend is not None
    assert note is not None
    assert [mark.direction for mark in trend.marks] == [Direction.UP]
    assert note.footnotes == ("1",)


def test_tables_side_by_side_are_two_and_sections_below_a_gap_are_one(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    rows: list[list[object]] = [
        ["Measure", "Actual", None, "Key", "Meaning"],
        ["a", 1, None, "G", "On target"],
        [None, None, None, "R", "Off target"],
        ["b", 2, None, None, None],
    ]
    for row in rows:
        sheet.append(row)
    assert texts(read(book, tmp_path)) == [
        [["Measure", "Actual"], ["a", "1"], ["b", "2"]],
        [["Key", "Meaning"], ["G", "On target"], ["R", "Off target"]],
    ]


def test_a_second_table_with_its_own_header_stays_apart(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    for row in (["Measure", "Actual"], ["a", 1], [], ["Risk", "Owner"], ["r", "x"]):
        sheet.append(row)
    assert len(grids(read(book, tmp_path))) == 2


def test_bordered_empty_rows_belong_to_the_table(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    side = Side(style="thin")
    for row in range(1, 5):
        for col in range(1, 4):
            sheet.cell(row, col).border = Border(side, side, side, side)
    sheet["A1"], sheet["B1"], sheet["C1"] = "Measure", "Actual", "RAG"
    sheet["A2"] = "a"
    sheet["A4"] = "b"
    (grid,) = grids(read(book, tmp_path))
    assert (grid.rows, grid.cols) == (4, 3)


def test_header_rows_that_the_sheet_declares(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    for row in (["Title"], ["Measure", "Actual"], ["", "%"], ["a", 1]):
        sheet.append(row)
    sheet.print_title_rows = "1:3"
    assert grids(read(book, tmp_path))[0].header_rows == 2


def test_formulas_that_were_never_calculated_are_worked_out_or_reported(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    sheet.append(["Measure", "Actual", "RAG", "Lead"])
    sheet.append(["Calls answered", "=Data!B2/Data!B3", '=IF(B2>=Data!B4,"Green","Red")', "x"])
    sheet.append(["Letters answered", "=B2+Data!B5", "=B4", "x"])
    sheet.append(["Round and round", "=C4", "=B4", "x"])
    sheet.append(["By the clock", "=NOW()", "=WEBSERVICE(A1)", "x"])
    data = book.create_sheet("Data")
    for row in (["", "Q1"], ["answered", 62], ["calls", 80], ["target", "=3/4"], ["more", 0.1]):
        data.append(row)
    data.sheet_state = "hidden"
    for at in ("B2", "B3"):
        sheet[at].number_format = "0.0%"
    document = read(book, tmp_path)
    (grid,) = grids(document)
    assert grid.texts()[1:] == [
        ["Calls answered", "77.5%", "Green", "x"],
        ["Letters answered", "87.5%", "", "x"],
        ["Round and round", "", "", "x"],
        ["By the clock", "", "", "x"],
    ]
    told = {finding.code: finding.message for finding in document.findings}
    assert "3 formulas had no stored value" in told["worked-out"]
    assert "5 formulas have no value yet" in told["never-calculated"]
    assert [cell.confidence < 1 for cell in grid.row_cells(1)] == [False, True, True, False]


def test_printed_footers_are_furniture(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    sheet["A1"] = "x"
    footer = sheet.oddFooter
    assert footer is not None
    footer.left.text = 'RAG metrics: Green = 45%; &"Arial,Bold"Red = 34%'
    footer.right.text = "&P"
    blocks = read(book, tmp_path).blocks
    assert [(b.text, b.furniture) for b in blocks if isinstance(b, Paragraph)] == [
        ("x", False),
        ("RAG metrics: Green = 45%; Red = 34%", True),
    ]


DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>100000</xdr:colOff>"
    "<xdr:row>1</xdr:row><xdr:rowOff>20000</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>1</xdr:col><xdr:colOff>250000</xdr:colOff>"
    "<xdr:row>1</xdr:row><xdr:rowOff>170000</xdr:rowOff></xdr:to>"
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Arrow" descr="Improving"/></xdr:nvSpPr><xdr:spPr>'
    '<a:xfrm><a:ext cx="150000" cy="150000"/></a:xfrm><a:prstGeom prst="upArrow"/>'
    '<a:solidFill><a:srgbClr val="00B050"/></a:solidFill></xdr:spPr></xdr:sp>'
    "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)


def test_an_arrow_that_lies_on_a_cell_is_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for row, line in enumerate((["Measure", "Trend"], ["a", ""], ["b", "x"])):
        sheet.write_row(row, 0, line)
    sheet.insert_textbox(1, 1, "placeholder")
    book.close()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/drawings/drawing1.xml"] = DRAWING.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (grid,) = grids(read_sheets(path))
    (mark,) = grid.row_cells(1)[1].marks
    assert (mark.kind, mark.direction, mark.alt) == (MarkKind.ARROW, Direction.UP, "Improving")


X14 = (
    '<extLst xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting><x14:cfRule type="iconSet" priority="1" id="{1}">'
    '<x14:iconSet iconSet="3Triangles"><x14:cfvo type="percent"><xm:f>0</xm:f></x14:cfvo>'
    '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>'
    '<x14:cfvo type="num" gte="0"><xm:f>$D$1</xm:f></x14:cfvo></x14:iconSet></x14:cfRule>'
    "<xm:sqref>B2:B4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>"
    "</ext></extLst></worksheet>"
)


def test_the_newer_icon_sets_with_limits_in_cells(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    for row in (["Measure", "Change"], ["a", -2], ["b", 0], ["c", 3]):
        sheet.append(row)
    sheet["D1"] = 0
    path = tmp_path / "book.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</worksheet>", X14.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    grid = grids(read_sheets(path))[0]
    marks = [grid.row_cells(row)[1].marks[0] for row in (1, 2, 3)]
    assert [mark.direction for mark in marks] == [Direction.DOWN, Direction.FLAT, Direction.UP]


def test_one_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    sheet["A1"] = "x"
    sheet["XFD1048576"] = "far"
    assert texts(read(book, tmp_path)) == ["x", "far"]


def with_part(folder: Path, part: str, content: bytes) -> Path:
    stream = io.BytesIO()
    Workbook().save(stream)
    path = folder / "book.xlsx"
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return path


HOSTILE_MERGE = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>'
    b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
)


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("xl/workbook.xml", b"<workbook", "the file is damaged"),
        ("xl/workbook.xml", b"<other/>", "this is not an Excel workbook"),
        ("xl/styles.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "declares a document type"),
        ("xl/styles.xml", b"<styleSheet>", "the file is damaged"),
        ("xl/worksheets/sheet1.xml", HOSTILE_MERGE, "the workbook has merged cells without end"),
        ("xl/worksheets/sheet1.xml", b"", "the file is damaged"),
    ],
)
def test_damaged_or_hostile_workbooks(
    tmp_path: Path, part: str, content: bytes, reason: str
) -> None:
    with pytest.raises(CannotRead, match=reason):
        read_sheets(with_part(tmp_path, part, content))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"Measure,Actual\n", "this is not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"this is an older Excel file \(\.xls\)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
    ],
)
def test_no_workbook(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(CannotRead, match=reason):
        read_sheets(path)


def test_reading_does_not_change_the_file(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    sheet["A1"] = "=1+1"
    path = tmp_path / "book.xlsx"
    book.save(path)
    before = path.read_bytes()
    read_sheets(path)
    assert path.read_bytes() == before
    assert load_workbook(path)["Sheet"]["A1"].value == "=1+1"


def test_struck_out_cells_are_deleted_and_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Measure", "Target", "Actual"], ["Bins", 40, 41], ["Old measure", 5, 6]):
        sheet.append(row)
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    book.save(tmp_path / "book.xlsx")
    document = read_sheets(tmp_path / "book.xlsx")
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert grid.texts() == [["Measure", "Target", "Actual"], ["Bins", "40", "41"]]
    (finding,) = document.findings
    assert finding.code == "struck-out"
    assert "3 cells" in finding.message


def test_a_formula_whose_result_is_an_empty_text_was_calculated(tmp_path: Path) -> None:
    book, sheet = new_sheet()
    sheet.append(["Measure", "Actual", "Note"])
    sheet.append(["a", 1, '=IF(1,"","x")'])
    path = tmp_path / "made.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'<c r="C2"', b'<c r="C2" t="str"', 1)
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    assert not read_sheets(tmp_path / "book.xlsx").findings


def test_one_space_before_a_heading_is_an_accident(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.create_sheet(index=0)
    sheet.append(["Measure", "Target", "Actual", "RAG"])
    for heading, row in (
        ("Housing", ("Homes let", 20, 19, "Amber")),
        (" Planning", ("Decisions in time", 20, 19, "Amber")),
        ("Waste", ("Bins missed", 10, 14, "Red")),
    ):
        sheet.append([heading])
        sheet.merge_cells(
            start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=4
        )
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", fgColor="BDD7EE")
        sheet.append(row)
    workbook.save(tmp_path / "paper.xlsx")
    records = read_scorecard(tmp_path / "paper.xlsx").records
    assert [r.section for r in records] == [("Housing",), ("Planning",), ("Waste",)]
