"""Workbooks that hold a scorecard in ways of their own: strict names, pictures in cells, headers
centred across cells, dashboards of text boxes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image, ImageDraw

from tests.unseen.paper import said
from xlscorecard.model.errors import CannotRead
from xlscorecard.pipeline import read_scorecard

_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "officeDocument/relationships"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/main": "drawingml/main",
}


def _lines(path: Path) -> list[str]:
    return said(read_scorecard(path)).splitlines()


def _strict(path: Path, *, utf16: bool = False) -> Path:
    """The workbook as Excel's "Strict Open XML Spreadsheet" names its parts."""
    made = path.with_name("strict.xlsx")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(made, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name).decode()
            for usual, strict in _STRICT.items():
                text = text.replace(usual, f"http://purl.oclc.org/ooxml/{strict}")
            if utf16 and name == "xl/workbook.xml":
                copy.writestr(name, text.replace("UTF-8", "UTF-16").encode("utf-16"))
            else:
                copy.writestr(name, text)
    return made


def _environment(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Environment")
    sheet.write(0, 0, "Environment scorecard: Quarter 3 2022/23")
    sheet.write_row(2, 0, ["Ref", "Measure", "2022/23 target", "Q3 actual", "RAG", "Trend"])
    sheet.write_row(3, 0, ["E1", "Residual waste per household (kg)", 480, 352.6])
    sheet.write_blank(3, 4, None, book.add_format({"bg_color": "#00B050"}))
    sheet.write(3, 5, "↑")
    sheet.write_row(4, 0, ["E2", "Missed bins per 100,000", 40, 63])
    sheet.write_blank(4, 4, None, book.add_format({"bg_color": "#FF0000"}))
    sheet.write(4, 5, "↓")
    book.close()
    return path


def test_a_strict_workbook_is_read_as_any_other(tmp_path: Path) -> None:
    assert _lines(_strict(_environment(tmp_path / "book.xlsx"))) == [
        "E1 Residual waste per household (kg); green up -; t@2022/23=480 a@2022/23 Q3=352.6",
        "E2 Missed bins per 100,000; red down -; t@2022/23=40 a@2022/23 Q3=63",
    ]


def test_strict_names_that_cannot_be_replaced_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="damaged"):
        read_scorecard(_strict(_environment(tmp_path / "book.xlsx"), utf16=True))


def _dot(colour: str) -> io.BytesIO:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((3, 3, 36, 36), fill=colour)
    content = io.BytesIO()
    image.save(content, "PNG")
    return content


def test_a_picture_that_a_cell_holds_is_its_symbol(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Finance")
    percent = book.add_format({"num_format": "0.0%"})
    sheet.write(0, 0, "Finance scorecard, Quarter 1 2024/25")
    sheet.write_row(2, 0, ["Ref", "Measure", "Q1 2024/25", "Target", "Status"])
    rows = [
        ("F1", "Council tax collected", 0.294, 0.29, "#00B050"),
        ("F2", "Invoices paid in 30 days", 0.882, 0.95, "#FF0000"),
    ]
    for row, (ref, name, actual, target, colour) in enumerate(rows, start=3):
        sheet.write_row(row, 0, [ref, name])
        sheet.write_row(row, 2, [actual, target], percent)
        sheet.embed_image(row, 4, f"{colour}.png", {"image_data": _dot(colour)})
    book.close()
    card = read_scorecard(tmp_path / "book.xlsx")
    assert said(card).splitlines() == [
        "F1 Council tax collected; green - -; a@2024/25 Q1=29.4 t@2024/25=29.0",
        "F2 Invoices paid in 30 days; red - -; a@2024/25 Q1=88.2 t@2024/25=95.0",
    ]
    assert not card.findings


@pytest.mark.parametrize("merged", [True, False])
def test_a_header_over_the_months_is_no_section(tmp_path: Path, merged: bool) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Monthly KPIs")
    sheet.write(0, 0, "Monthly performance tracker 2024/25")
    head = {"bold": True, "bg_color": "#1F4E78"}
    if merged:
        sheet.merge_range(2, 2, 2, 4, "Actual by month", book.add_format(head))
    else:
        across = book.add_format({**head, "center_across": True})
        sheet.write(2, 2, "Actual by month", across)
        sheet.write_blank(2, 3, None, across)
        sheet.write_blank(2, 4, None, across)
    months = ["Apr-24", "May-24", "Jun-24"]
    sheet.write_row(3, 0, ["Indicator", "Target 2024/25", *months], book.add_format(head))
    sheet.write(4, 0, "Housing", book.add_format({"bold": True, "bg_color": "#DDEBF7"}))
    sheet.write_row(5, 0, ["Void re-let time (days)", 25, 31.2, 29.8, 27.5])
    book.close()
    card = read_scorecard(tmp_path / "book.xlsx")
    assert said(card) == (
        "Void re-let time (days); - - -; t@2024/25=25 a@2024-04=31.2 a@2024-05=29.8 a@2024-06=27.5"
    )
    assert [record.section for record in card.records] == [("Housing",)]


def test_a_dashboard_of_text_boxes(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Dashboard")
    sheet.write(0, 0, "Customer dashboard: Quarter 2 2024/25")
    tiles = [
        ("Calls answered in 60 seconds\n84%\nTarget: 80%", "#00B050"),
        ("Complaints upheld\n31%\nTarget: 25%", "#FF0000"),
        ("Sickness days per FTE\n9.1\nTarget: 8.5", "#FFC000"),
    ]
    for place, (text, colour) in enumerate(tiles):
        sheet.insert_textbox(3, 1 + 3 * place, text, {"fill": {"color": colour}})
    book.close()
    assert _lines(tmp_path / "book.xlsx") == [
        "Calls answered in 60 seconds; green - -; a@2024/25 Q2=84 t@2024/25=80",
        "Complaints upheld; red - -; a@2024/25 Q2=31 t@2024/25=25",
        "Sickness days per FTE; amber - -; a@2024/25 Q2=9.1 t@2024/25=8.5",
    ]


_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
)


def _arrow(name: str, turned: int = 0) -> str:
    return (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Arrow"/></xdr:nvSpPr><xdr:spPr>'
        f'<a:xfrm rot="{turned * 60_000}"><a:ext cx="200000" cy="150000"/></a:xfrm>'
        f'<a:prstGeom prst="{name}"/></xdr:spPr></xdr:sp><xdr:clientData/>'
    )


def test_arrows_in_every_kind_of_anchor(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "made.xlsx"))
    sheet = book.add_worksheet("Crime")
    sheet.write(0, 0, "Community safety performance: Q3 2023/24")
    sheet.write_row(1, 0, ["Measure", "Q3 2023/24", "Target", "Direction"])
    sheet.write_row(2, 0, ["Violent crime", 4120, 3900])
    sheet.write_row(3, 0, ["Burglary", 612, 700])
    sheet.insert_textbox(2, 3, "stands for the drawing below")
    book.close()
    # columns are 609,600 EMU wide, rows 190,500 high
    in_a_branch = (
        '<mc:AlternateContent><mc:Choice Requires="a14"><xdr:oneCellAnchor><xdr:from>'
        "<xdr:col>3</xdr:col><xdr:row>2</xdr:row></xdr:from>"
        f'<xdr:ext cx="200000" cy="150000"/>{_arrow("rightArrow", 270)}</xdr:oneCellAnchor>'
        "</mc:Choice><mc:Fallback/></mc:AlternateContent>"
    )
    fixed = (
        '<xdr:absoluteAnchor><xdr:pos x="1900000" y="590000"/><xdr:ext cx="200000" cy="150000"/>'
        f"{_arrow('downArrow')}</xdr:absoluteAnchor>"
    )
    with (
        zipfile.ZipFile(tmp_path / "made.xlsx") as archive,
        zipfile.ZipFile(tmp_path / "book.xlsx", "w") as copy,
    ):
        for name in archive.namelist():
            drawing = f"{_DRAWING}{in_a_branch}{fixed}</xdr:wsDr>"
            content = archive.read(name)
            copy.writestr(name, drawing if name.startswith("xl/drawings/drawing") else content)
    assert _lines(tmp_path / "book.xlsx") == [
        "Violent crime; - up -; a@2023/24 Q3=4120 t@2023/24=3900",
        "Burglary; - down -; a@2023/24 Q3=612 t@2023/24=700",
    ]


def test_blocks_side_by_side_are_under_their_own_short_names(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Q3")
    sheet.write(0, 0, "Resources dashboard - Quarter 3 2023/24", book.add_format({"bold": True}))
    head = book.add_format({"bold": True, "bg_color": "#1F3864"})
    blocks = [
        ("HR", "Sickness days per FTE", 7.5, 8.9),
        ("Finance", "Debtor days", 35, 31),
        ("ICT", "Calls to the service desk", 410, 388),
    ]
    for place, (name, measure, target, actual) in enumerate(blocks):
        col = 4 * place
        sheet.merge_range(2, col, 2, col + 2, name, head)
        sheet.write_row(3, col, ["Measure", "Target", "Actual"])
        sheet.write_row(4, col, [measure, target, actual])
    book.close()
    records = read_scorecard(tmp_path / "book.xlsx").records
    assert {record.title: record.section for record in records} == {
        "Sickness days per FTE": ("HR",),
        "Debtor days": ("Finance",),
        "Calls to the service desk": ("ICT",),
    }


def test_what_is_struck_out_inside_a_cell_is_deleted_and_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Customer")
    old, new = book.add_format({"font_strikeout": True}), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Measure", "Q4 2023/24 target", "Q4 2023/24", "RAG"])
    sheet.write_row(1, 0, ["Complaints answered in time", "90%"])
    sheet.write_rich_string(1, 2, old, "86%", " ", new, "92%")
    sheet.write_rich_string(1, 3, old, "Amber", " ", new, "Green")
    sheet.write_row(2, 0, ["Calls abandoned", "5%", "9.1%", "Red"])
    book.close()
    card = read_scorecard(tmp_path / "book.xlsx")
    assert said(card).splitlines() == [
        "Complaints answered in time; green - -; t@2023/24 Q4=90 a@2023/24 Q4=92",
        "Calls abandoned; red - -; t@2023/24 Q4=5 a@2023/24 Q4=9.1",
    ]
    assert [finding.code for finding in card.findings] == ["struck-out"]


def test_workings_in_white_on_white_are_not_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Planning")
    white = book.add_format({"font_color": "#FFFFFF"})
    head = book.add_format({"font_color": "#FFFFFF", "bg_color": "#203864"})
    sheet.write_row(0, 0, ["Measure", "2022/23 target", "Q3 2022/23", "RAG"], head)
    sheet.write(0, 4, "calc", white)
    for row, line in enumerate((["Fees received", 900, 712, "G"], ["Appeals lost", 30, 38, "R"])):
        sheet.write_row(row + 1, 0, line)
        sheet.write(row + 1, 4, 0.79, white)
    book.close()
    card = read_scorecard(tmp_path / "book.xlsx")
    assert said(card).splitlines() == [
        "Fees received; green - -; t@2022/23=900 a@2022/23 Q3=712",
        "Appeals lost; red - -; t@2022/23=30 a@2022/23 Q3=38",
    ]
    assert [finding.code for finding in card.findings] == ["white-text"]


def test_white_text_is_read_where_a_rule_that_we_cannot_follow_may_paint_it(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Planning")
    white = book.add_format({"font_color": "#FFFFFF", "bold": True})
    sheet.write_row(0, 0, ["Measure", "2022/23 target", "Q3 2022/23", "RAG"])
    for row, line in enumerate((["Fees received", 900, 912], ["Appeals lost", 30, 38])):
        sheet.write_row(row + 1, 0, line)
        sheet.write(row + 1, 3, ("Green", "Red")[row], white)
    rule = {"type": "formula", "criteria": '=INDIRECT("D"&ROW())="Green"'}
    sheet.conditional_format("D2:D3", {**rule, "format": book.add_format({"bg_color": "#00B050"})})
    book.close()
    card = read_scorecard(tmp_path / "book.xlsx")
    assert said(card).splitlines() == [
        "Fees received; green - -; t@2022/23=900 a@2022/23 Q3=912",
        "Appeals lost; red - -; t@2022/23=30 a@2022/23 Q3=38",
    ]
    assert [finding.code for finding in card.findings] == ["unknown-rule"]


def test_the_count_in_a_totals_row_is_no_measure(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Housing")
    white = book.add_format({"font_color": "#FFFFFF"})  # on the style's own blue
    heads = ["Ref", "Measure", "2024/25 target", "Q2 2024/25", "RAG"]
    columns: list[dict[str, object]] = [{"header": head, "header_format": white} for head in heads]
    columns[0]["total_string"], columns[1]["total_function"] = "Total", "count"
    sheet.add_table(0, 0, 3, 4, {"total_row": True, "columns": columns})
    sheet.write_row(1, 0, ["H1", "Homes with a gas certificate", 100, 100, "Green"])
    sheet.write_row(2, 0, ["H2", "Average re-let time (days)", 28, 41.6, "Red"])
    book.close()
    card = read_scorecard(tmp_path / "book.xlsx")
    assert said(card).splitlines() == [
        "H1 Homes with a gas certificate; green - -; t@2024/25=100 a@2024/25 Q2=100",
        "H2 Average re-let time (days); red - -; t@2024/25=28 a@2024/25 Q2=41.6",
    ]
    assert [finding.code for finding in card.findings] == ["rows-counted"]


def test_what_stands_beside_struck_text_counts_though_its_cell_is_struck(tmp_path: Path) -> None:
    """LibreOffice states the first run's look for the cell, and the others' for them."""
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Customer")
    struck, plain = book.add_format({"font_strikeout": True}), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Measure", "Q4 2023/24 target", "Q4 2023/24", "RAG"])
    sheet.write_row(1, 0, ["Complaints answered in time", "90%"])
    sheet.write_rich_string(1, 2, "86% ", plain, "92%", struck)
    sheet.write_row(1, 3, ["Green"])
    sheet.write_row(2, 0, ["Calls abandoned", "5%", "9.1%", "Red"])
    book.close()
    assert _lines(tmp_path / "book.xlsx") == [
        "Complaints answered in time; green - -; t@2023/24 Q4=90 a@2023/24 Q4=92",
        "Calls abandoned; red - -; t@2023/24 Q4=5 a@2023/24 Q4=9.1",
    ]


def test_a_key_of_swatches_beside_the_title(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("Leisure")
    sheet.write(0, 0, "Leisure and parks, Quarter 3 2023/24")
    sheet.write(0, 6, "Key")
    meanings = [
        ("#2E75B6", "Exceeding target by 5% or more"),
        ("#70AD47", "On target"),
        ("#FFD966", "Within 5% of target"),
        ("#C55A11", "More than 5% below target"),
    ]
    for row, (colour, meaning) in enumerate(meanings, start=1):
        sheet.write_blank(row, 6, None, book.add_format({"bg_color": colour}))
        sheet.write(row, 7, meaning)
    sheet.write_row(7, 0, ["Ref", "Measure", "Target 2023/24", "Q3", "Status"])
    sheet.merge_range(8, 0, 8, 4, "Leisure", book.add_format({"bold": True, "bg_color": "#D9D9D9"}))
    rows = [
        ("L1", "Swims", 90000, 71200, "#70AD47"),
        ("L2", "Gym members", 5000, 5420, "#2E75B6"),
        ("P1", "Green Flags", 12, 9, "#C55A11"),
    ]
    for row, (*line, colour) in enumerate(rows, start=9):
        sheet.write_row(row, 0, line)
        sheet.write_blank(row, 4, None, book.add_format({"bg_color": colour}))
    book.close()
    card = read_scorecard(tmp_path / "book.xlsx")
    assert said(card).splitlines() == [
        "L1 Swims; green - -; t@2023/24=90000 a@2023/24 Q3=71200",
        "L2 Gym members; blue - -; t@2023/24=5000 a@2023/24 Q3=5420",
        "P1 Green Flags; red - -; t@2023/24=12 a@2023/24 Q3=9",
    ]
    assert {record.section for record in card.records} == {("Leisure",)}
