"""Colours and weights as Word shows them, whichever way the document states them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.making import cell, make_word, only_grid, par, read_made, run, table
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_scorecard

# The Office theme: accent 1 is 4472C4, accent 6 is 70AD47.
THEME = (
    "<a:themeElements><a:clrScheme name='Office'>"
    "<a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1>"
    "<a:lt1><a:sysClr val='window' lastClr='FFFFFF'/></a:lt1>"
    "<a:dk2><a:srgbClr val='44546A'/></a:dk2><a:lt2><a:srgbClr val='E7E6E6'/></a:lt2>"
    "<a:accent1><a:srgbClr val='4472C4'/></a:accent1>"
    "<a:accent6><a:srgbClr val='70AD47'/></a:accent6>"
    "</a:clrScheme></a:themeElements>"
)


def one_cell(folder: Path, content: str, properties: str = "", **parts: str | bytes) -> Cell:
    body = f"<w:tbl><w:tr>{cell(content, properties)}</w:tr></w:tbl>"
    (only,) = only_grid(read_made(folder, body, **parts)).cells
    return only


@pytest.mark.parametrize(
    ("shading", "expected"),
    [
        ('w:val="clear" w:fill="FFC000"', Rgb(0xFF, 0xC0, 0x00)),
        ('w:val="clear" w:color="auto" w:fill="auto"', None),
        ('w:val="nil" w:fill="FF0000"', None),
        ('w:val="clear" w:fill="FFFFFF"', None),
        ('w:val="solid" w:color="FF0000" w:fill="auto"', Rgb(255, 0, 0)),
        # A quarter of red on white, half of black on yellow.
        ('w:val="pct25" w:color="FF0000" w:fill="FFFFFF"', Rgb(255, 191, 191)),
        ('w:val="pct50" w:color="auto" w:fill="FFFF00"', Rgb(128, 128, 0)),
        # Theme colours win over the plain value beside them; 99 of 255 is a tint of 40 %
        # (Word shows C5E0B3 for accent 6, lighter 60 %, 538135 for darker 25 %).
        ('w:val="clear" w:fill="123456" w:themeFill="accent6"', Rgb(0x70, 0xAD, 0x47)),
        ('w:val="clear" w:themeFill="accent6" w:themeFillTint="66"', Rgb(0xC5, 0xE0, 0xB3)),
        ('w:val="clear" w:themeFill="accent6" w:themeFillShade="BF"', Rgb(0x53, 0x81, 0x35)),
        ('w:val="clear" w:themeFill="background1"', None),
    ],
)
def test_cell_fills(tmp_path: Path, shading: str, expected: Rgb | None) -> None:
    found = one_cell(tmp_path, "62%", f"<w:shd {shading}/>", theme=THEME).fill
    if found is None or expected is None:
        assert found == expected
    else:
        assert max(abs(a - b) for a, b in zip(found, expected, strict=True)) <= 1


@pytest.mark.parametrize(
    ("properties", "ink", "highlight", "bold"),
    [
        ('<w:color w:val="C00000"/>', Rgb(0xC0, 0, 0), None, False),
        ('<w:color w:val="000000"/>', None, None, False),
        ('<w:color w:val="auto"/><w:b/>', None, None, True),
        ('<w:color w:val="FF0000" w:themeColor="accent1"/>', Rgb(0x44, 0x72, 0xC4), None, False),
        ('<w:highlight w:val="green"/>', None, Rgb(0, 255, 0), False),
        ('<w:shd w:val="clear" w:fill="FF0000"/><w:b w:val="0"/>', None, Rgb(255, 0, 0), False),
        ('<w:highlight w:val="none"/>', None, None, False),
    ],
)
def test_direct_formatting(
    tmp_path: Path, properties: str, ink: Rgb | None, highlight: Rgb | None, bold: bool
) -> None:
    found = one_cell(tmp_path, run("Amber", properties), theme=THEME)
    assert (found.ink, found.highlight, found.bold) == (ink, highlight, bold)
    assert found.fill is None


def test_most_of_the_text_decides(tmp_path: Path) -> None:
    content = run("Not on track", '<w:color w:val="FF0000"/>') + run("*")
    assert one_cell(tmp_path, content).ink == Rgb(255, 0, 0)


def test_paragraph_shading_is_a_highlight(tmp_path: Path) -> None:
    content = par("G", '<w:shd w:val="clear" w:fill="00B050"/>')
    assert one_cell(tmp_path, content).highlight == Rgb(0, 0xB0, 0x50)


def test_the_chosen_rating_among_others_in_one_cell(tmp_path: Path) -> None:
    content = run("1  2  ") + run("3", '<w:highlight w:val="yellow"/>') + run("  4")
    found = one_cell(tmp_path, content)
    assert (found.text, found.highlighted, found.highlight) == ("1 2 3 4", "3", None)
    assert one_cell(tmp_path, run("3", '<w:highlight w:val="yellow"/>')).highlighted == ""


def test_styles_inherit_and_two_bolds_switch_each_other_off(tmp_path: Path) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val="333333"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="Parent"><w:name w:val="Parent"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Parent"/>'
        '<w:name w:val="Child"/><w:rPr><w:color w:val="00B050"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    plain = one_cell(tmp_path, par("x"), styles=styles)
    child = one_cell(tmp_path, par("x", '<w:pStyle w:val="Child"/>'), styles=styles)
    strong = '<w:rStyle w:val="Strong"/>'
    both = one_cell(tmp_path, par(run("x", strong), '<w:pStyle w:val="Child"/>'), styles=styles)
    assert (plain.ink, plain.bold) == (Rgb(0x33, 0x33, 0x33), False)
    assert (child.ink, child.bold) == (Rgb(0, 0xB0, 0x50), True)
    assert both.bold is False


def test_a_style_that_is_its_own_ancestor_ends(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert one_cell(tmp_path, par("x", '<w:pStyle w:val="A"/>'), styles=styles).text == "x"


GRID_STYLE = (
    '<w:style w:type="table" w:styleId="Bands"><w:name w:val="Bands"/>'
    '<w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>'
    '<w:tcPr><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:fill="404040"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstCol"><w:tcPr><w:shd w:val="clear" w:fill="00FF00"/></w:tcPr>'
    "</w:tblStylePr>"
    '<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:fill="CCCCCC"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)


@pytest.mark.parametrize(
    ("look", "fills"),
    [
        # First row, first column and bands; bands are counted without the first row.
        (
            'w:val="04A0"',
            [["404040", "404040"], ["00FF00", "EEEEEE"], ["00FF00", "CCCCCC"]],
        ),
        # The same in the newer spelling, without bands.
        (
            (
                'w:firstRow="1" w:firstColumn="0" w:lastRow="0" w:lastColumn="0" w:noHBand="1"'
                ' w:noVBand="1"'
            ),
            [["404040", "404040"], ["EEEEEE", "EEEEEE"], ["EEEEEE", "EEEEEE"]],
        ),
        # Bands only: they begin with the first row.
        (
            'w:val="0400"',
            [["EEEEEE", "EEEEEE"], ["CCCCCC", "CCCCCC"], ["EEEEEE", "EEEEEE"]],
        ),
    ],
)
def test_conditional_table_styles(tmp_path: Path, look: str, fills: list[list[str]]) -> None:
    body = table(
        "Measure | RAG \n a | b \n c | d",
        style=f'<w:tblStyle w:val="Bands"/><w:tblLook {look}/>',
    )
    grid = only_grid(read_made(tmp_path, body, styles=GRID_STYLE))
    found = [[c.fill.hex if c.fill else "" for c in grid.row_cells(row)] for row in range(3)]
    assert found == fills
    header = grid.at(0, 0)
    assert header is not None
    assert header.bold is (fills[0][0] == "404040")


def test_a_cells_own_shading_beats_the_table_style(tmp_path: Path) -> None:
    body = table(
        "Measure | RAG {fill=FF0000} \n a | b",
        style='<w:tblStyle w:val="Bands"/><w:tblLook w:val="04A0"/>',
    )
    rag = only_grid(read_made(tmp_path, body, styles=GRID_STYLE)).at(0, 1)
    assert rag is not None
    assert rag.fill == Rgb(255, 0, 0)


def test_a_shaded_line_and_a_highlighted_space_without_text_rate(tmp_path: Path) -> None:
    shaded = '<w:p><w:pPr><w:shd w:val="clear" w:fill="92D050"/></w:pPr></w:p>'
    spaced = "<w:p>" + run(" ", '<w:highlight w:val="red"/>') + "</w:p>"
    head = table("Measure | Q4 2022/23 target | Q4 2022/23 actual | Perf.")
    rows = "".join(
        f"<w:tr>{cell(name)}{cell(target)}{cell(actual)}{cell(rating)}</w:tr>"
        for name, target, actual, rating in (
            ("Deliberate fires", "230", "211", shaded),
            ("False alarms", "540", "612", spaced),
        )
    )
    body = f"{head.removesuffix('</w:tbl>')}{rows}</w:tbl>{par('')}"
    records = read_scorecard(make_word(tmp_path / "paper.docx", body)).records
    assert [(record.rag, len(record.observations)) for record in records] == [
        (Rag.GREEN, 2),
        (Rag.RED, 2),
    ]
