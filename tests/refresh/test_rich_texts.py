"""A rich text that is refreshed: what stays keeps its look, what is new takes the old one's."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from tests.refresh.making import make_book, make_sheet
from xlscorecard.refresh.rows.addresses import parse_address
from xlscorecard.refresh.rows.cells import CellEdit
from xlscorecard.refresh.write import open_for_writing

MARKS = {"*": {"bold": True}, "/": {"italic": True}, "^": {"font_color": "#FF0000"}}


def split_marked(text: str) -> list[tuple[str, str]]:
    """``*Waste:* fell`` is (\"*\", \"Waste:\") and (\"\", \" fell\")."""
    found, mark, part = [], "", ""
    for letter in text:
        if letter in MARKS and mark in ("", letter):
            found.append((mark, part))
            mark, part = ("", "") if mark else (letter, "")
        else:
            part += letter
    return [(mark, part) for mark, part in [*found, (mark, part)] if part]


def make_rich(path: Path, text: str) -> Path:
    def fill(book: object) -> None:
        sheet = book.add_worksheet("Scorecard")  # type: ignore[attr-defined]
        pieces: list[object] = []
        for mark, part in split_marked(text):
            if mark:
                pieces.append(book.add_format(MARKS[mark]))  # type: ignore[attr-defined]
            pieces.append(part)
        assert sheet.write_rich_string("A1", *pieces) == 0

    return make_book(path, fill)


def read_marked(path: Path) -> str:
    """The cell as openpyxl reads it, marked as above."""
    value = openpyxl.load_workbook(path, rich_text=True)["Scorecard"]["A1"].value
    found = ""
    for block in value if isinstance(value, CellRichText) else [value]:
        mark, text = "", str(block)
        if isinstance(block, TextBlock):
            colour = block.font.color.rgb if block.font.color is not None else None
            mark = "*" if block.font.b else "/" if block.font.i else ""
            mark = "^" if colour == "FFFF0000" else mark
            text = block.text
        found += mark + text + mark
    return found


def refresh(path: Path, text: str) -> list[str]:
    """Write a text into A1; the codes of what was found."""
    writer = open_for_writing(path)
    findings = writer.apply([CellEdit("Scorecard", *parse_address("A1"), text)])
    writer.save(path)
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("*Waste:* collections fell.", "*Waste:* collections rose."),
        ("*Waste:* collections fell.", "*Waste:* bins were emptied on time, and all of them."),
        ("*Waste:* collections fell.", "*Waste:* collections"),
        ("*Waste:* fell.", "*Recycling:* rose by 3.5% in the quarter."),
        ("Year (range: /3/ yrs)", "Year (range: /14/ yrs)"),
        ("Emissions in CO*2* per head", "Emissions of CO*2* per household"),
        ("*One line\nand* another\none", "*One line\nand* the third\none"),
        ("In all *62* of 80", "In all *71.5* of 90"),
    ],
)
def test_a_lead_in_stays_bold_and_the_rest_plain(tmp_path: Path, old: str, new: str) -> None:
    book = make_rich(tmp_path / "in.xlsx", old)
    assert read_marked(book) == old
    text = "".join(part for _, part in split_marked(new))
    assert refresh(book, text) == []
    assert read_marked(book) == new


def test_twenty_texts_in_a_row_do_not_lose_the_lead_in(tmp_path: Path) -> None:
    book = make_rich(tmp_path / "in.xlsx", "*Waste:* collections fell")
    for number in range(20):
        refresh(book, f"Waste: {number} collections {'rose & fell ' * number}")
    assert read_marked(book) == "*Waste:* 19 collections " + "rose & fell " * 19


def test_a_word_in_a_colour_of_its_own_is_told_when_it_changes(tmp_path: Path) -> None:
    book = make_rich(tmp_path / "in.xlsx", "Rated ^Red^ in May")
    assert refresh(book, "Rated Red in June") == []
    assert read_marked(book) == "Rated ^Red^ in June"
    assert refresh(book, "Rated Green in June") == ["text-colours"]
    assert read_marked(book) == "Rated ^Green^ in June"


@pytest.mark.parametrize("text", ["=1+1", " led by space ", "_x0041_ & <b>", "\u00a3\n\n5", "…"])
def test_any_text_reads_back(tmp_path: Path, text: str) -> None:
    book = make_rich(tmp_path / "in.xlsx", "*Waste:* collections ^fell^ much")
    refresh(book, text)
    assert read_marked(book).translate({ord(mark): None for mark in MARKS}) == text


def test_a_plain_text_stays_plain(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["plain"]])
    refresh(book, "still plain")
    assert read_marked(book) == "still plain"
