"""Texts of cells: rich ones keep their look, and odd markup is read as Excel reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.refresh.making import load, make_sheet, parts, repack, write_cells
from xlscorecard.refresh.parts.book import read_book
from xlscorecard.refresh.parts.reading import read_workbook_view

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOLD = "<rPr><b/><sz val='14'/><color rgb='FF800000'/><rFont val='Arial'/><family val='2'/></rPr>"
RICH = f"<r>{BOLD}<t>Amber</t></r><r><t xml:space='preserve'> (was Red)</t></r>"


def with_strings(path: Path, items: str, cells: str, prefix: str = "") -> Path:
    """A workbook of one sheet; ``prefix`` is that of its shared strings part."""
    make_sheet(path, [["x"]])
    p = f"{prefix}:" if prefix else ""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    if prefix:
        items = items.replace("</", f"</{p}").replace("<", f"<{p}").replace(f"<{p}/", "</")
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'
    return repack(
        path,
        {
            "xl/sharedStrings.xml": f'<{p}sst {name}="{NAMESPACE}">{items}</{p}sst>'.encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        },
    )


@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize("inline", [True, False])
def test_a_new_text_takes_the_looks_of_the_words_that_it_replaces(
    tmp_path: Path, prefix: str, inline: bool
) -> None:
    cell = (
        f'<c r="A1" t="inlineStr"><is>{RICH}</is></c>' if inline else '<c r="A1" t="s"><v>1</v></c>'
    )
    book = with_strings(
        tmp_path / "in.xlsx",
        f"<si><t>plain</t></si><si>{RICH}</si>",
        f'<row r="1">{cell}<c r="B1" t="s"><v>0</v></c></row>',
        prefix,
    )
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!A1": "Green & <up>", "Scorecard!B1": "new"})
    root = etree.fromstring(parts(out)["xl/worksheets/sheet1.xml"])
    runs = list(root.iter(f"{{{NAMESPACE}}}r"))
    assert ["".join(map(str, run.itertext())) for run in runs] == ["Green", " & <up>"]
    look, _ = runs[0]
    assert [child.tag.rpartition("}")[2] for child in runs[1]] == ["t"]
    assert {(e.tag.rpartition("}")[2], e.get("val") or e.get("rgb")) for e in look} == {
        ("b", None),
        ("sz", "14"),
        ("color", "FF800000"),
        ("rFont", "Arial"),
        ("family", "2"),
    }
    assert load(out)["Scorecard"]["B1"].value == "new"


def test_a_number_or_nothing_needs_no_look(tmp_path: Path) -> None:
    cells = (
        f'<row r="1"><c r="A1" t="inlineStr"><is>{RICH}</is></c><c r="B1" t="s"><v>0</v></c></row>'
    )
    book = with_strings(tmp_path / "in.xlsx", f"<si>{RICH}</si>", cells)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Scorecard!A1": 62.5, "Scorecard!B1": None})
    sheet = load(out)["Scorecard"]
    assert (sheet["A1"].value, sheet["B1"].value) == (62.5, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_odd_shared_strings_are_read_in_their_order(tmp_path: Path, encoding: str) -> None:
    items = (
        "<si /><!-- <si><t>no</t></si> --><si><t xml:space='preserve'/></si>"
        "<si><r><t xml:space='preserve'/></r><r><rPr><b/></rPr><t>bold</t></r></si>"
        "<si><t>Waste</t><rPh sb='0' eb='1'><t>hint</t></rPh></si>"
        "<si><t><![CDATA[<5 & >3]]></t></si><si><t>line_x000D_</t></si>"
    )
    cells = "".join(
        f'<c r="{letter}1" t="s"><v> {number} </v></c>' for number, letter in enumerate("ABCDEF")
    )
    more = '<c r="G1" t="str"><f>A1</f><v xml:space="preserve"> x</v></c><c r="H1"><v/></c>'
    book = with_strings(tmp_path / "in.xlsx", items, f'<row r="1">{cells}{more}</row>')
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        + parts(book)["xl/sharedStrings.xml"].decode()
    )
    repack(book, {"xl/sharedStrings.xml": text.encode(encoding)})
    sheet = read_workbook_view(read_book(book)).sheets[0]
    values = [cell.value if (cell := sheet.at(1, n)) else None for n in range(1, 9)]
    assert values == ["", "", "bold", "Waste", "<5 & >3", "line\r", " x", None]
