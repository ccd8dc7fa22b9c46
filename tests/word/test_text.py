"""What stands in a cell is what Word prints there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.making import cell, only_grid, par, read_made, run, table
from xlscorecard.model.grid import Cell, Paragraph
from xlscorecard.model.mark import Direction, MadeOf

RAISED = '<w:vertAlign w:val="superscript"/>'


def one_cell(folder: Path, content: str, **parts: str | bytes) -> Cell:
    body = f"<w:tbl><w:tr>{cell(content)}</w:tr></w:tbl>"
    (only,) = only_grid(read_made(folder, body, **parts)).cells
    return only


def field(code: str, result: str | None) -> str:
    shown = "" if result is None else '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + result
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("77.") + run("4%"), "77.4%"),
        ("<w:ins>" + run("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
         "new"),
        ("<w:moveTo>" + run("here") + "</w:moveTo><w:moveFrom>" + run("there") + "</w:moveFrom>",
         "here"),
        (run("62%") + run(" (secret)", "<w:vanish/>"), "62%"),
        (run("shown", '<w:vanish w:val="0"/>'), "shown"),
        ("<w:hyperlink r:id='x'>" + run("Link") + "</w:hyperlink>", "Link"),
        ("<w:smartTag>" + run("Essex") + "</w:smartTag>", "Essex"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>",
         "a b\nc\nd"),
        ("<w:r><w:t>Q1</w:t><w:noBreakHyphen/><w:t>Q4</w:t><w:softHyphen/></w:r>", "Q1-Q4"),
        (field(" REF total ", run("42")), "42"),
        (field(" IF ", field(" PAGE ", run("1")) + run("outer")), "1outer"),
        ("<w:fldSimple w:instr=' DOCPROPERTY x '>" + run("8.5") + "</w:fldSimple>", "8.5"),
        (run("green", "<w:caps/>"), "GREEN"),
        # Symbols: w:sym, a symbol font, private-use characters, an old SYMBOL field.
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E9"/></w:r>', "↑"),
        (run("ê", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "↓"),
        (run("\uf0e8", '<w:rFonts w:ascii="Wingdings"/>'), "→"),
        (field(r" SYMBOL 234 \f Wingdings \s 12 ", None), "↓"),
        # Form fields: a ticked and an empty box.
        ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
         '<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar '
         'w:fldCharType="end"/></w:r>' + run("Yes"), "☒Yes"),
    ],
)  # fmt: skip
def test_printed_text(tmp_path: Path, content: str, text: str) -> None:
    assert one_cell(tmp_path, content).text == text


def test_symbols_are_marks_with_the_colour_of_their_ink(tmp_path: Path) -> None:
    red = '<w:color w:val="FF0000"/>'
    content = f'<w:r><w:rPr>{red}</w:rPr><w:sym w:font="Wingdings" w:char="F0EA"/></w:r>'
    (mark,) = one_cell(tmp_path, content).marks
    assert (mark.direction, mark.made_of) == (Direction.DOWN, MadeOf.GLYPH)
    assert mark.colour is not None
    assert mark.colour.hex == "FF0000"


@pytest.mark.parametrize(
    ("content", "text", "footnotes"),
    [
        (run("87.1%") + run("1", RAISED), "87.1%", ("1",)),
        (run("82.4") + run("*", RAISED) + run("%"), "82.4%", ("*",)),
        (run("Target") + run("(a)", RAISED), "Target", ("(a)",)),
        # Not footnotes: ordinals, squares, and a mark that opens its own note.
        (run("31") + run("st", RAISED) + run(" March"), "31st March", ()),
        (run("1,200 m") + run("2", RAISED), "1,200 m²", ()),
        (run("*", RAISED) + run("The figure relates to 2015/16"),
         "*The figure relates to 2015/16", ()),
    ],
)  # fmt: skip
def test_footnote_marks_stand_beside_the_value(
    tmp_path: Path, content: str, text: str, footnotes: tuple[str, ...]
) -> None:
    found = one_cell(tmp_path, content)
    assert (found.text, found.footnotes) == (text, footnotes)


def test_real_footnotes_are_numbered_as_referred_to_and_read_at_the_end(tmp_path: Path) -> None:
    notes = "".join(
        f'<w:footnote w:id="{key}">{par("<w:r><w:footnoteRef/></w:r>" + run(text))}</w:footnote>'
        for key, text in ((7, "Provisional"), (3, "Rounded"))
    )
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    value = cell(run("62%") + reference.format(7))
    body = par(run("A") + reference.format(3)) + f"<w:tbl><w:tr>{value}</w:tr></w:tbl>"
    document = read_made(tmp_path, body, footnotes=notes)
    (read,) = only_grid(document).cells
    assert (read.text, read.footnotes) == ("62%", ("2",))
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert texts == ["A", "1 Rounded", "2 Provisional"]


def test_a_deleted_paragraph_mark_joins_the_lines(tmp_path: Path) -> None:
    content = par("Direct", "<w:rPr><w:del/></w:rPr>") + par(" payments")
    assert one_cell(tmp_path, content).text == "Direct payments"


def test_a_field_may_go_on_over_paragraphs(tmp_path: Path) -> None:
    body = (
        par('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText>'
            '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Section 1"))
        + par(run("Section 2") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + par("After")
    )  # fmt: skip
    texts = [b.text for b in read_made(tmp_path, body).blocks if isinstance(b, Paragraph)]
    assert texts == ["Section 1", "Section 2", "After"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def test_list_numbers_are_printed_and_bullets_are_not(tmp_path: Path) -> None:
    def item(text: str, number: int, level: int = 0) -> str:
        return par(
            text,
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
        )

    body = item("one", 1) + item("two", 1) + item("under", 1, 1) + item("three", 1)
    body += item("next", 1, 1) + item("point", 2)
    blocks = read_made(tmp_path, body, numbering=NUMBERING).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "3. one",
        "4. two",
        "4.a under",
        "5. three",
        "5.a next",
        "point",
    ]


def test_struck_out_text_is_deleted_and_told(tmp_path: Path) -> None:
    content = run("94%", "<w:strike/>") + run("89%", "<w:dstrike/>") + run(" 95%")
    document = read_made(tmp_path, table(f"Recycling | {content}"))
    assert only_grid(document).texts() == [["Recycling", "95%"]]
    (finding,) = document.findings
    assert finding.code == "struck-out"
    assert "2 texts" in finding.message
    assert "94%" in finding.message


def test_the_chosen_entry_of_an_old_drop_down_is_printed(tmp_path: Path) -> None:
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("Red", "Amber", "Green"))
    content = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        f"{entries}</w:ddList></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert only_grid(read_made(tmp_path, table(f"RAG | {content}"))).texts() == [["RAG", "Amber"]]


@pytest.mark.parametrize(
    ("fonts", "char", "shown"),
    [
        ('w:ascii="Calibri" w:hAnsi="Wingdings"', "\uf0ea", "↓"),  # beyond ASCII: hAnsi
        ('w:ascii="Calibri" w:hAnsi="Wingdings"', "l", "l"),
        ('w:ascii="Calibri"', "\uf0e9", "↑"),  # the symbol font was lost, the code is left
        ('w:asciiTheme="minorHAnsi" w:ascii="Wingdings"', "l", "l"),  # the theme's font wins
    ],
)
def test_which_font_shows_a_character(tmp_path: Path, fonts: str, char: str, shown: str) -> None:
    content = run(char, f"<w:rFonts {fonts}/>")
    assert only_grid(read_made(tmp_path, table(f"A | {content}"))).texts() == [["A", shown]]
