"""Single cells: only what changes, changes; what cannot be done safely is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.refresh.making import (
    changed_parts,
    edit_part,
    load,
    make_book,
    make_sheet,
    parts,
    repack,
    write_cells,
)
from xlscorecard.model.errors import CannotRead, Refused
from xlscorecard.refresh.rows.cells import date_serial, decode_text, encode_text, format_number

ROWS = [["Ref", "Actual", "RAG"], ["SF01", (0.58, "0.0%"), "R"], ["SF02", 900, "A"]]


def rich(book: Any) -> None:
    """A workbook with a chart, a shape, a picture-like drawing, a comment, formats, a name."""
    sheet = book.add_worksheet("Scorecard")
    for r, row in enumerate([["Ref", "Actual"], ["SF01", 5], ["SF02", 7]]):
        sheet.write_row(r, 0, row)
    sheet.write_formula("B5", "=SUM(B2:B3)", None, 12)
    sheet.write_formula("C5", "=A2", None, "SF01")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Scorecard!$B$2:$B$3"})
    sheet.insert_chart("E2", chart)
    sheet.insert_textbox("E20", "A note")
    sheet.write_comment("A1", "a comment")
    sheet.conditional_format("B2:B3", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("C2", {"validate": "list", "source": ["R", "A", "G"]})
    sheet.add_sparkline("D2", {"range": "Scorecard!B2:B3"})
    sheet.merge_range("A8:C8", "a merge")
    book.define_name("total", "=Scorecard!$B$5")
    other = book.add_worksheet("Other")
    other.write_formula("A1", "=Scorecard!B5*2", None, 24)
    other.write_formula("A2", "=1+1", None, 2)
    other.write_formula("A3", "=total", None, 12)


def test_only_the_sheet_and_its_dependents_change(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", rich)
    edit_part(book, "xl/workbook.xml", r"<calcPr[^>]*/>", "")
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!B2": 62.5})
    assert changed_parts(book, out) == {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
    }
    sheet = parts(out)["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="B2"><v>62.5</v></c>' in sheet
    assert '<c r="B5"><f>SUM(B2:B3)</f></c>' in sheet  # the stale result is gone
    assert "<v>SF01</v>" in sheet  # =A2 does not depend on B2: its result stays
    other = parts(out)["xl/worksheets/sheet2.xml"].decode()
    assert '<c r="A1"><f>Scorecard!B5*2</f></c>' in other
    assert "<v>2</v>" in other
    assert '<c r="A3"><f>total</f></c>' in other
    assert 'fullCalcOnLoad="1"' in parts(out)["xl/workbook.xml"].decode()


def test_untouched_parts_keep_their_compressed_bytes(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", rich)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!A3": "x"})

    def packed(path: Path) -> dict[str, bytes]:
        data = path.read_bytes()
        found = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                start = entry.header_offset
                skip = 30 + sum(
                    int.from_bytes(data[start + at : start + at + 2], "little") for at in (26, 28)
                )
                found[entry.filename] = data[start + skip : start + skip + entry.compress_size]
        return found

    one, two = packed(book), packed(out)
    assert list(one) == list(two)
    assert {name for name in one if one[name] != two[name]} == {"xl/worksheets/sheet1.xml"}


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (62, 62),
        (-0.5, -0.5),
        (Decimal("43100.25"), 43100.25),
        (True, True),
        ("Amber", "Amber"),
        ("=1+1", "=1+1"),
        ("  two  spaces ", "  two  spaces "),
        ("a < b & \"c\" > 'd'", "a < b & \"c\" > 'd'"),
        ("line one\nline two", "line one\nline two"),
        ("£ – é 日本 🙂", "£ – é 日本 🙂"),
        (None, None),
        ("", None),
    ],
)
def test_values_read_back(tmp_path: Path, value: Any, read: object) -> None:
    book = make_sheet(tmp_path / "in.xlsx", ROWS)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!B2": value, "Scorecard!Z90": value})
    sheet = load(out)["Scorecard"]
    for place in ("B2", "Z90"):
        cell = sheet[place]
        assert cell.value == read
        assert cell.data_type != "f"
    assert sheet["B2"].number_format == "0.0%"


def test_text_like_a_formula_gets_the_quote_prefix(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "in.xlsx", ROWS)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!B2": "=1+1", "Scorecard!B3": "@x"})
    sheet = load(out)["Scorecard"]
    assert sheet["B2"].quotePrefix
    assert sheet["B3"].quotePrefix
    assert sheet["B2"].number_format == "0.0%"


@pytest.mark.parametrize(
    ("day", "date1904", "serial"),
    [
        (date(1900, 1, 1), False, 1),
        (date(1900, 2, 28), False, 59),
        (date(1900, 3, 1), False, 61),
        (date(2018, 3, 31), False, 43190),
        (date(2018, 3, 31), True, 41728),
    ],
)
def test_dates_in_both_calendars(day: date, date1904: bool, serial: int) -> None:
    # Serials as Excel shows them for these days.
    assert date_serial(day, date1904=date1904) == serial


def test_a_date_is_shown_as_one(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "in.xlsx", ROWS)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!B3": date(2018, 3, 31)})
    cell = load(out)["Scorecard"]["B3"]
    assert cell.is_date
    assert cell.value.date() == date(2018, 3, 31)


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        ("Scorecard!B5", 1, "formula"),
        ("Scorecard!B8", 1, "merged"),
        ("Scorecard!B2", float("nan"), "not a number"),
        ("Scorecard!B2", float("inf"), "not a number"),
        ("Scorecard!B2", "x" * 40_000, "40000 characters"),
        ("Nowhere!B2", 1, "no such sheet"),
        ("Chart!B2", 1, "chartsheet"),
        ("Table!A1", "x", "heading of the table"),
        ("Table!A4", "x", "totals row"),
        ("Table!D2", 1, "array formula"),
    ],
)
def test_refusals(tmp_path: Path, place: str, value: Any, reason: str) -> None:
    def fill(book: Any) -> None:
        rich(book)
        sheet = book.add_worksheet("Table")
        columns = [{"header": "a", "total_string": "sum"}, {"header": "b"}]
        sheet.add_table("A1:B4", {"columns": columns, "total_row": True, "data": [[1, 2], [3, 4]]})
        sheet.write_array_formula("D1:D2", "{=A2:A3}")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Scorecard!$B$2:$B$3"})
        book.add_chartsheet("Chart").set_chart(chart)

    book = make_book(tmp_path / "in.xlsx", fill)
    out = tmp_path / "out.xlsx"
    with pytest.raises(Refused, match=reason):
        write_cells(book, out, {"Scorecard!A2": "fine", place: value})
    assert not out.exists()


def test_the_first_cell_of_a_merge_may_be_written(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", rich)
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A8": "new"})
    assert load(tmp_path / "out.xlsx")["Scorecard"]["A8"].value == "new"


def test_new_cells_take_the_format_of_their_row_or_column(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.set_column("C:D", None, book.add_format({"num_format": "0.000"}))
        sheet.set_row(6, None, book.add_format({"num_format": "0%"}))
        sheet.write("A1", 1)

    book = make_book(tmp_path / "in.xlsx", fill)
    write_cells(book, tmp_path / "out.xlsx", {"S!C3": 1.5, "S!C7": 0.5, "S!A9": 2})
    sheet = load(tmp_path / "out.xlsx")["S"]
    assert [sheet[x].number_format for x in ("C3", "C7", "A9")] == ["0.000", "0%", "General"]


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


BINARY = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Target="xl/workbook.bin" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def with_sheet_xml(path: Path, xml: str | bytes) -> Path:
    make_sheet(path, ROWS)
    data = xml.encode() if isinstance(xml, str) else xml
    return repack(path, {"xl/worksheets/sheet1.xml": data})


@pytest.mark.parametrize(
    "xml",
    [
        (
            f'<x:worksheet xmlns:x="{NAMESPACE}"><x:sheetData><x:row r="2"><x:c r="A2"><x:v>1</x:v>'
            "</x:c></x:row></x:sheetData></x:worksheet>"
        ),
        f'<worksheet xmlns="{NAMESPACE}"><sheetData/></worksheet>',
        f'<worksheet xmlns="{NAMESPACE}"><sheetData></sheetData></worksheet>',
        (
            f'<worksheet xmlns="{NAMESPACE}"><sheetData><row/><row><c><v>1</v></c></row>'
            "</sheetData></worksheet>"
        ),
        (
            f"<worksheet xmlns='{NAMESPACE}'><sheetData><row r='2' spans='1:1'><c r='A2' t='n'>"
            "<v>1</v></c></row></sheetData></worksheet>"
        ),
        (
            f'<worksheet xmlns="{NAMESPACE}"><!-- <row r="2"> --><sheetData><row r="2"><c r="A2" '
            't="str"><v><![CDATA[<c r="A2">]]></v></c></row></sheetData></worksheet>'
        ),
        (
            f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="2" ht="3"/><row r="9"/></sheetData>'
            "</worksheet>"
        ),
        (
            f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="9"><c r="B9"><v>9</v></c>'
            '<c r="A9"><v>8</v></c></row><row r="2"><c r="C2"><v>1</v></c><c r="A2"><v>1</v></c>'
            '</row><row r="1"><c r="D1"/></row></sheetData></worksheet>'
        ),
        (
            '<?xml version="1.0" encoding="UTF-16"?>'
            f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="2"/></sheetData></worksheet>'
        ),
    ],
)
def test_odd_but_valid_sheets(tmp_path: Path, xml: str) -> None:
    encoding = "utf-16" if "UTF-16" in xml else "utf-8"
    book = with_sheet_xml(tmp_path / "in.xlsx", xml.encode(encoding))
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!A2": 62.5, "Scorecard!C1": "x", "Scorecard!B5": 2})
    sheet = load(out)["Scorecard"]
    assert (sheet["A2"].value, sheet["C1"].value, sheet["B5"].value) == (62.5, "x", 2)
    root = etree.fromstring(parts(out)["xl/worksheets/sheet1.xml"])
    rows = [row.get("r") for row in root.iter("{*}row") if row.get("r")]
    cells = [cell.get("r") for cell in root.iter("{*}c") if cell.get("r")]
    assert len(set(rows)) == len(rows)
    assert len(set(cells)) == len(cells)
    if 'r="9"><c r="B9"' not in xml:  # there they stood in disorder, and still do
        assert [int(row or 0) for row in rows] == sorted(int(row or 0) for row in rows)


def test_strict_workbooks_stay_strict(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    book = make_sheet(tmp_path / "in.xlsx", ROWS)
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        edit_part(book, name, NAMESPACE, strict)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!B2": 0.62, "Scorecard!H9": "x"})
    assert strict.encode() in parts(out)["xl/worksheets/sheet1.xml"]
    assert NAMESPACE.encode() not in parts(out)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda p: p.write_bytes(b"not a zip"), "not a readable"),
        (lambda p: p.write_bytes(p.read_bytes()[:900]), "not a readable"),
        (lambda p: p.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600), "password"),
        (lambda p: repack(p, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}), "damaged"),
        (lambda p: repack(p, {"xl/worksheets/sheet1.xml": None}), "lacks a part"),
        (
            lambda p: repack(
                p, {"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>' + b"<workbook/>"}
            ),
            "document type",
        ),
        (lambda p: repack(p, {"XL/Workbook.xml": b"<workbook/>"}), "same name"),
        (lambda p: repack(p, {"bomb.bin": bytes(60_000_000)}), "no scorecard"),
        (lambda p: repack(p, {"xl/workbook.bin": b"x", "_rels/.rels": BINARY}), "binary workbook"),
        (
            lambda p: repack(p, {"[Content_Types].xml": None, "META-INF/manifest.xml": b"<x/>"}),
            "OpenDocument",
        ),
        (lambda p: p.unlink(), "no such file"),
    ],
)
def test_unreadable_workbooks_are_refused(tmp_path: Path, change: Any, reason: str) -> None:
    book = make_sheet(tmp_path / "in.xlsx", ROWS)
    change(book)
    with pytest.raises(CannotRead, match=reason):
        write_cells(book, tmp_path / "out.xlsx", {"Scorecard!B2": 1})
    assert not (tmp_path / "out.xlsx").exists()


def test_twenty_refreshes_leave_no_litter(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", rich)
    path = book
    sizes = []
    for number in range(20):
        out = tmp_path / f"out{number % 2}.xlsx"
        text = f"={number}"
        edits: dict[str, Any] = {
            "Scorecard!B2": number,
            "Scorecard!A2": text,
            "Scorecard!B3": date(2018, 1, 9),
        }
        write_cells(path, out, edits)
        path = out
        sizes.append(sum(len(data) for data in parts(out).values()))
    assert set(parts(path)) == set(parts(book))
    assert max(sizes[1:]) - min(sizes[1:]) <= 6  # "=9" and "=10" differ by a digit


@given(st.text(max_size=60))
def test_any_text_survives(text: str) -> None:
    cleaned = text.replace("\r\n", "\n")
    xml = f"<t>{encode_text(text)}</t>"
    assert decode_text(etree.fromstring(xml).text or "") == cleaned


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_survives(value: float) -> None:
    assert float(format_number(value)) == value


VALUE = st.one_of(st.integers(-9999, 9999), st.text("ab<&=é", min_size=1, max_size=5))
CELL = st.tuples(st.integers(1, 12), st.integers(1, 9))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(CELL, VALUE, max_size=9),
    st.dictionaries(CELL, st.integers(0, 9), max_size=9),
)  # fmt: skip
def test_any_edits_change_their_cells_and_no_others(
    tmp_path: Path, edits: dict[tuple[int, int], Any], before: dict[tuple[int, int], int]
) -> None:
    rows = [[before.get((r, c)) for c in range(1, 10)] for r in range(1, 13)]
    book = make_sheet(tmp_path / "in.xlsx", rows, "S")
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {f"S!{chr(64 + c)}{r}": v for (r, c), v in edits.items()})
    sheet = load(out)["S"]
    for r in range(1, 13):
        for c in range(1, 10):
            assert sheet.cell(r, c).value == edits.get((r, c), before.get((r, c)))


def test_a_date_needs_formats(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["a"]])
    edit_part(book, "xl/_rels/workbook.xml.rels", r"<Relationship [^>]*styles[^>]*/>", "")
    with pytest.raises(Refused, match="would show as a number"):
        write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A1": date(2018, 3, 31)})
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A1": "=text", "Scorecard!B1": 1})
    assert load(tmp_path / "out.xlsx")["Scorecard"]["B1"].value == 1


def test_sheets_that_share_a_part_are_not_both_written(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("One").write("A1", 1)
        book.add_worksheet("Two").write_formula("B1", "=One!A1", None, 1)

    book = make_book(tmp_path / "in.xlsx", fill)
    edit_part(book, "xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet2.xml")
    with pytest.raises(Refused, match="One and Two share one part"):
        write_cells(book, tmp_path / "out.xlsx", {"One!A1": 5})


def test_a_cell_keeps_the_spelling_of_its_address(tmp_path: Path) -> None:
    xml = (
        f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="2"><c s="0" r="a2" xml:space="default">'
        "<v>1</v></c></row></sheetData></worksheet>"
    )
    book = with_sheet_xml(tmp_path / "in.xlsx", xml)
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A2": 62.5})
    text = parts(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"].decode()
    assert '<c xml:space="default" r="a2"><v>62.5</v></c>' in text


def test_shared_formulas_go_stale_wherever_their_text_stands(tmp_path: Path) -> None:
    xml = (
        f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="3"><c r="A3"><v>1</v></c>'
        '<c r="B3"><f t="shared" si="0"/><v>7</v></c></row><row r="2"><c r="A2"><v>1</v></c>'
        '<c r="B2"><f t="shared" si="0" ref="B2:B3">A2*7</f><v>7</v></c></row></sheetData>'
        "</worksheet>"
    )
    book = with_sheet_xml(tmp_path / "in.xlsx", xml)
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!A3": 62.5})
    text = parts(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="B3"><f t="shared" si="0"/></c>' in text
    assert 'ref="B2:B3">A2*7</f><v>7</v>' in text
