"""The finished workbook as a reader sees it, sheet by sheet, opened with openpyxl."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.scorecards import leeds, leicestershire, percent, wiltshire
from xlscorecard.model.errors import CannotWrite, Refused
from xlscorecard.model.scorecard import (
    Finding,
    Kind,
    Observation,
    Paper,
    Quantity,
    Rag,
    Record,
    Role,
    Scorecard,
    Severity,
    Source,
    Unit,
)
from xlscorecard.workbook import book as book_module
from xlscorecard.workbook import write as write_module
from xlscorecard.workbook.read import read_workbook
from xlscorecard.workbook.write import write_workbook

PAPERS = (leicestershire(), leeds(), wiltshire())
SHEETS = ["Summary", "Measures", "Observations", "Records", "Findings", "Sources", "Notes"]


def opened(folder: Path, *papers: Scorecard) -> Workbook:
    write_workbook(papers, folder / "out.xlsx")
    return openpyxl.load_workbook(folder / "out.xlsx")


def sheet_of(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def table(book: Workbook, name: str) -> list[dict[str, Any]]:
    """A sheet's rows as cells under their headings, which stand in row 4."""
    sheet = sheet_of(book, name)
    headings = [str(cell.value) for cell in sheet[4]]
    assert len(set(headings)) == len(headings)
    return [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=5)]


def row_titled(rows: list[dict[str, Any]], title: str) -> dict[str, Any]:
    return next(row for row in rows if row["Title"].value == title)


# ---------------------------------------------------------------- Measures


def test_a_measure_has_its_real_number_in_its_printed_format(tmp_path: Path) -> None:
    rows = table(opened(tmp_path, leicestershire()), "Measures")
    sequels = row_titled(rows, "% of sequels that 'Prevent Need'")
    assert (sequels["Actual"].value, sequels["Actual"].number_format) == (0.62, "0%")
    assert (sequels["Previous"].value, sequels["Previous"].number_format) == (0.58, "0%")
    assert sequels["Target"].value == "59-63%"
    assert sequels["Actual for"].value == "2017/18 Q1"
    carers = row_titled(rows, "% of carers who find it easy to find information")
    assert (carers["Previous"].value, carers["Previous"].number_format) == (0.635, "0.0%")
    assert carers["Target"].value == "[z] not applicable"
    visits = row_titled(rows, "Heritage visits")
    assert (visits["Actual"].value, visits["Actual"].number_format) == (43100, "#,##0")
    assert visits["Target"].value == "Maintain 16/17"
    days = row_titled(rows, "Average days to complete an assessment")
    assert (days["Actual"].value, days["Actual"].number_format) == (17.5, "#,##0.0")
    assert days["Target"].value == "<14 days"


@pytest.mark.parametrize(
    ("quantity", "number", "shown"),
    [
        (Quantity(Decimal(3100000), unit=Unit.GBP, quantum=Decimal(100000)), 3100000, "£#,##0"),
        (Quantity(Decimal("-0.5"), unit=Unit.GBP, quantum=Decimal("0.01")), -0.5, "£#,##0.00"),
        (Quantity(Decimal("77.40"), unit=Unit.PERCENT, quantum=Decimal("0.01")), 0.774, "0.00%"),
        (Quantity(Decimal("560.6"), unit=Unit.PER_100K, quantum=Decimal("0.1")), 560.6, "#,##0.0"),
        (Quantity(Decimal(0), unit=Unit.COUNT, quantum=Decimal(1)), 0, "#,##0"),
    ],
)
def test_money_rates_and_percentages(
    tmp_path: Path, quantity: Quantity, number: float, shown: str
) -> None:
    value = Observation("Q1", Role.ACTUAL, None, "as printed", quantity)
    record = Record(Source("a.pdf", 1, 1, 1), Kind.MEASURE, "A", observations=(value,))
    cell = table(opened(tmp_path, Scorecard(Paper("a.pdf", ""), (record,))), "Measures")[0][
        "Actual"
    ]
    assert cell.value == number
    assert cell.number_format.split(";")[0] == shown


def test_a_missing_value_is_never_a_number(tmp_path: Path) -> None:
    book = opened(tmp_path, leicestershire())
    waiting = row_titled(table(book, "Measures"), "% of SUs who find it easy to find information")
    assert waiting["Actual"].value == "[x] due later"
    values = table(book, "Observations")
    due = next(row for row in values if row["raw"].value == "Due May -18")
    assert due["value"].value is None
    assert due["status"].value == "due"


def test_a_rag_is_a_word_on_its_colour(tmp_path: Path) -> None:
    rows = table(opened(tmp_path, leicestershire()), "Measures")
    seen = {row["RAG"].value: row["RAG"].fill.fgColor.rgb for row in rows}
    assert seen == {"Green": "FF35A194", "Red": "FF8B1A1A", None: "00000000"}
    visits = row_titled(rows, "Heritage visits")
    assert visits["Computed RAG"].value == "Amber"
    assert visits["Computed RAG"].fill.fgColor.rgb == "FFFFC845"
    assert visits["Agreement"].value == "Differs"
    assert visits["Agreement"].font.b
    assert visits["Trend"].value == "↑ Up"
    sequels = row_titled(rows, "% of sequels that 'Prevent Need'")
    assert sequels["Agreement"].value == "Agrees"
    assert sequels["Why"].value == "62% is inside the target band of 59% to 63%."


def test_the_latest_of_several_quarters_is_the_actual(tmp_path: Path) -> None:
    rows = table(opened(tmp_path, leeds()), "Measures")
    measure = next(row for row in rows if row["Kind"].value == "Measure")
    assert (measure["Actual"].value, measure["Actual for"].value) == (317, "2011/12 Q2")
    assert (measure["Previous"].value, measure["Previous for"].value) == (166, "2011/12 Q1")
    assert measure["All values as printed"].value == "Q1: 166; Q2: 317; Q3:  [x] blank"
    priority = next(row for row in rows if row["Kind"].value == "Priority")
    assert priority["RAG"].value == "Amber"
    assert "reablement services" in priority["Commentary and other text"].value


# ---------------------------------------------------------------- Summary


def summary_tables(book: Workbook) -> dict[str, list[list[Any]]]:
    sheet = sheet_of(book, "Summary")
    return {
        area.name: [[cell.value for cell in row] for row in sheet[area.ref]]
        for area in sheet.tables.values()
    }


def test_the_summary_counts_and_its_shares_add_up(tmp_path: Path) -> None:
    book = opened(tmp_path, *PAPERS)
    tables = summary_tables(book)
    head, first, *_ = tables["rag_by_paper"]
    assert head == [
        *("Paper", "Organisation", "Records", "Red", "Amber", "Green", "No RAG"),
        *("Red %", "Amber %", "Green %"),
    ]
    assert first[1:] == ["Leicestershire County Council", 5, 1, 0, 2, 2, 0.33, 0, 0.67]
    assert tables["rag_by_paper"][3][2:] == [1, 0, 0, 0, 1, "[z]", "[z]", "[z]"]
    assert [row[:3] for row in tables["agreement"]] == [
        ["Agreement", "What it means", "Records"],
        ["Agrees", "Printed and computed are the same", 1],
        ["Differs", "The column Why tells the reason", 1],
        ["Not compared", "One of the two is missing", 6],
    ]
    printed = tables["printed_and_computed"][1]
    assert printed[2:7] == [8, 1, 1, 2, 4]
    sections = [row[0] for row in tables["rag_by_section"][1:]]
    assert sections[:2] == [
        "Corporate Priority: Unified prevention offer and Information and Support",
        "Corporate Priority: A Better Place and Visitor Offer",
    ]


def test_the_summary_says_what_its_percentages_leave_out(tmp_path: Path) -> None:
    sheet = sheet_of(opened(tmp_path, *PAPERS), "Summary")
    assert sheet["A3"].value == (
        "Percentages are of the 4 of 8 records with a printed RAG; 0 grey and 4 without are left "
        "out. They are rounded so that they add up to 100%."
    )
    assert sheet["A1"].value == "Performance scorecards"


def test_the_chart_tells_its_classes_by_letter_and_in_words(tmp_path: Path) -> None:
    write_workbook(PAPERS, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        chart = package.read("xl/charts/chart1.xml").decode()
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    for colour, letter in (("8B1A1A", "R"), ("FFC845", "A"), ("35A194", "G")):
        assert colour in chart
        assert f"&quot;{letter} &quot;0;;" in chart
    assert "In all 1 red, 1 amber, 2 green." in drawing


def test_names_lead_to_the_totals(tmp_path: Path) -> None:
    book = opened(tmp_path, *PAPERS)
    sheet, cell = next(iter(book.defined_names["printed_green"].destinations))
    assert sheet_of(book, sheet)[cell].value == 2


def test_without_any_rag_there_is_no_chart_and_no_percentage(tmp_path: Path) -> None:
    record = Record(Source("a.pdf", 1, 1, 1), Kind.ACTION, "Do it")
    book = opened(tmp_path, Scorecard(Paper("a.pdf", "", "Plan"), (record,)))
    assert not getattr(sheet_of(book, "Summary"), "_charts", [])
    assert "no percentages" in str(sheet_of(book, "Summary")["A3"].value)


# ---------------------------------------------------------------- the other sheets


def test_the_observations_have_the_fields_of_the_contract(tmp_path: Path) -> None:
    rows = table(opened(tmp_path, *PAPERS), "Observations")
    assert list(rows[0])[:23] == [
        *("document", "page", "table", "row", "section", "ref", "title", "polarity", "rag"),
        *("trend", "column", "role", "period", "raw", "value", "low", "high", "comparator"),
        *("unit", "status", "note", "confidence", "bbox"),
    ]
    assert len(rows) == 4 + 4 + 2 + 3 + 2 + 3 + 3
    band = rows[0]
    assert (band["low"].value, band["high"].value, band["value"].value) == (0.59, 0.63, None)
    assert band["low"].number_format == "0%"
    assert band["bbox"].value == "[300.0, 210.5, 342.25, 224.0]"


def test_a_finding_leads_to_its_row(tmp_path: Path) -> None:
    book = opened(tmp_path, *PAPERS)
    (finding,) = table(book, "Findings")
    assert finding["Severity"].value == "look"
    assert finding["Link"].value == "Measures row 9"
    assert finding["Link"].hyperlink.location == "'Measures'!A9"
    assert sheet_of(book, "Measures")["D9"].value == "Average days to complete an assessment"


def test_a_finding_without_a_row_leads_to_its_paper(tmp_path: Path) -> None:
    remark = Finding("pages-unread", Severity.INFO, "Page 3 could not be read.", 3)
    book = opened(tmp_path, leicestershire(), replace(leeds(), findings=(remark,)))
    rows = table(book, "Findings")
    assert rows[1]["Link"].value == "Sources row 6"
    assert sheet_of(book, "Sources")["A6"].value == "leeds.docx"


def test_the_sources_name_each_paper(tmp_path: Path) -> None:
    first, second, _ = table(opened(tmp_path, *PAPERS), "Sources")
    assert [cell.value for cell in list(first.values())[:8]] == [
        "leicestershire.pdf",
        "Adults and Communities Performance 2017/18 Quarter One: April – June 2017",
        "Leicestershire County Council",
        "2017/18 Q1",
        4,
        5,
        15,
        1,
    ]
    assert str(first["SHA256"].value).startswith("9f86d081884c7d65")
    assert second["Pages"].value is None


def test_the_notes_have_our_symbols_and_the_papers_own(tmp_path: Path) -> None:
    rows = table(opened(tmp_path, *PAPERS), "Notes")
    notes = {row["Symbol"].value: row["Meaning"].value for row in rows}
    assert notes["[z]"] == "Not applicable"
    assert "not the council's rating" in notes["Computed RAG"]
    assert notes["H"] == "A high value is good"


# ---------------------------------------------------------------- for everybody to read


def test_every_sheet_can_be_read_printed_and_filtered(tmp_path: Path) -> None:
    book = opened(tmp_path, *PAPERS)
    assert book.sheetnames == SHEETS
    assert book.active is not None
    assert book.active.title == "Summary"
    for name in SHEETS:
        sheet = sheet_of(book, name)
        assert sheet["A1"].value, name
        assert not sheet.merged_cells.ranges, name
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in {None, 1}  # 1 where it is not said
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter is not None
        assert "&P" in str(sheet.oddFooter.right.text)
        if name == "Summary":
            continue
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.page_setup.orientation == "landscape"
        (listed,) = sheet.tables.values()
        assert listed.autoFilter is not None
        assert listed.ref.startswith("A4:")
        for row in sheet[listed.ref]:
            assert any(cell.value is not None for cell in row)
    names = {listed for name in SHEETS for listed in sheet_of(book, name).tables}
    assert names >= {"papers", "records", "observations", "findings", "measures"}


def test_the_file_says_what_it_is_and_in_which_language(tmp_path: Path) -> None:
    book = opened(tmp_path, leicestershire())
    assert book.properties.title == leicestershire().paper.title
    assert book.properties.language == "en-GB"
    assert book.properties.creator == "xlscorecard"


def test_the_same_papers_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(PAPERS, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


# ---------------------------------------------------------------- hostile and odd input

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.com")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "{=1+1}",
    "http://example.com",
    "mailto:a@example.com",
    "internal:Sheet1!A1",
    "external:c:\\x.xlsx",
    "<r><t>x</t></r>",
    "\t=1+1",
    "＝1+1",
    "0012",
    "1e5",
    "&L&P",
    "_x0041_",
    "a\x00b\x0bc\x1f",
    "half \ud83d",
    "\ufffe\uffff",
    "</t><f>1+1</f>",
    "TRUE",
    "#REF!",
)


def hostile(text: str) -> Scorecard:
    value = Observation(text, Role.ACTUAL, text, text, percent("5"))
    record = Record(
        *(Source(text, 1, 1, 1), Kind.MEASURE, text, (text, text), text),
        text=((text, text),),
        observations=(value,),
    )
    finding = Finding(text, Severity.LOOK, text, column=text)
    return Scorecard(Paper(text, text, text, text, text, 1), (record,), (finding,), (), (text,))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_a_paper_is_only_ever_text(tmp_path: Path, text: str) -> None:
    write_workbook([hostile(text)], tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        for part in package.namelist():
            tree = ElementTree.fromstring(package.read(part))
            if part.startswith("xl/worksheets/sheet"):
                assert not list(tree.iter(MAIN + "f"))
            if part.endswith(".rels"):
                assert all(link.get("TargetMode") != "External" for link in tree)
    sheet = sheet_of(openpyxl.load_workbook(tmp_path / "out.xlsx"), "Measures")
    cell = sheet["D5"]
    assert cell.data_type == "s"
    # An edit of the cell must not bring a formula to life either.
    assert bool(cell.quotePrefix) is (text[0] in "=+-@＝＋－＠")
    (read,) = read_workbook(tmp_path / "out.xlsx")
    expected = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if text != "_x0041_":
        assert read.records[0].title == expected
        assert read.records[0].observations[0].raw == expected


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_a_text_too_long_for_a_cell_is_cut_and_told(tmp_path: Path) -> None:
    long = "x" * 40_000
    record = Record(Source("a.pdf", 1, 1, 1), Kind.ACTION, "Do it", text=(("notes", long),))
    told = write_workbook([Scorecard(Paper("a.pdf", ""), (record,))], tmp_path / "out.xlsx")
    assert [finding.code for finding in told] == ["text-cut", "text-cut"]
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    shown = str(table(book, "Measures")[0]["Commentary and other text"].value)
    assert len(shown) == 32_767
    assert shown.endswith("[cut here: the whole text is in the JSON output]")
    first = table(book, "Findings")[0]
    assert "room for 32,767" in first["Message"].value
    assert first["Link"].value == "Measures row 5"


def test_no_papers_and_no_records_make_a_workbook_too(tmp_path: Path) -> None:
    book = opened(tmp_path)
    assert table(book, "Measures")[0]["Paper"].value == "No measure was found."
    assert read_workbook(tmp_path / "out.xlsx") == ()
    empty = Scorecard(Paper("a.pdf", "", pages=3))
    opened(tmp_path, empty)
    assert read_workbook(tmp_path / "out.xlsx") == (empty,)


def test_very_many_values_are_written_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_module, "ROW_BY_ROW", 5)
    book = opened(tmp_path, *PAPERS)
    sheet = sheet_of(book, "Observations")
    assert not sheet.tables
    assert str(sheet.auto_filter.ref).startswith("A4:")
    assert read_workbook(tmp_path / "out.xlsx") == PAPERS


def test_more_values_than_a_sheet_has_rows_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_module, "SHEET_ROWS", 10)
    with pytest.raises(Refused, match="more than an Excel sheet has rows"):
        write_workbook(PAPERS, tmp_path / "out.xlsx")
    assert not list(tmp_path.iterdir())


def test_more_links_than_excel_keeps_become_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlscorecard.workbook.findings.SHEET_LINKS", 5)
    doubts = tuple(Finding("x", Severity.LOOK, f"Doubt {n}", table=1, row=1) for n in range(4))
    rows = table(opened(tmp_path, replace(leicestershire(), findings=doubts)), "Findings")
    assert [row["Link"].value for row in rows] == ["Measures row 5"] * 4
    assert [row["Link"].hyperlink is not None for row in rows] == [True, True, False, False]


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_workbook(PAPERS, tmp_path / "no" / "out.xlsx")
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- another program's eyes


@pytest.fixture(scope="module")
def through_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our workbook opened by LibreOffice and saved by it."""
    folder = tmp_path_factory.mktemp("office")
    write_workbook(PAPERS, folder / "out.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [
            *("soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", str(folder / "saved"), str(folder / "out.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / "saved" / "out.xlsx"


def test_libreoffice_opens_it_and_keeps_every_value(through_libreoffice: Path) -> None:
    book = openpyxl.load_workbook(through_libreoffice)
    rows = table(book, "Measures")
    sequels = row_titled(rows, "% of sequels that 'Prevent Need'")
    assert (sequels["Actual"].value, sequels["Actual"].number_format) == (0.62, "0%")
    assert sequels["RAG"].value == "Green"
    assert sequels["RAG"].fill.fgColor.rgb == "FF35A194"
    assert book.sheetnames == SHEETS
    assert len(getattr(sheet_of(book, "Summary"), "_charts", [])) == 1


def test_what_libreoffice_saved_reads_back_the_same(through_libreoffice: Path) -> None:
    assert read_workbook(through_libreoffice) == PAPERS


def test_the_limits_are_excels() -> None:
    assert book_module.CELL_CHARACTERS == 32_767
    assert book_module.SHEET_ROWS == 2**20
    assert all(len(name) <= 31 for name in SHEETS)


def test_a_colour_of_the_value_alone_is_its_words_colour(tmp_path: Path) -> None:
    rows = table(opened(tmp_path, wiltshire()), "Observations")
    assert rows[0]["rag"].value == Rag.AMBER.value
    assert rows[0]["rag"].fill.fgColor.rgb == "FFFFC845"
