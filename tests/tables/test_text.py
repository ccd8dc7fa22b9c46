"""Words to text: lines, turned text, raised markers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.tables.lines.text import lines_of, split_footnotes, text_of


def word(text: str, x: float, y: float, **more: object) -> Word:
    return Word(text, BBox(x, y, x + 5 * len(text), y + 10), size=10, **more)  # type: ignore[arg-type]


def test_lines_read_from_top_to_bottom_and_left_to_right() -> None:
    words = [word("care", 0, 12), word("of", 50, 0), word("transfers", 0, 0)]
    assert text_of(lines_of(words)) == "transfers of\ncare"


def test_a_change_of_style_inside_a_word_makes_no_space() -> None:
    words = [word("GREE", 0, 0), replace(word("N", 20, 0), space_before=False)]
    assert text_of(lines_of(words)) == "GREEN"


def test_text_that_reads_upwards() -> None:
    # bottom to top, the first line on the left
    words = [
        Word("Q1", BBox(10, 40, 20, 60), rotation=270),
        Word("2017", BBox(10, 10, 20, 35), rotation=270),
        Word("Outturn", BBox(22, 10, 32, 60), rotation=270),
    ]
    assert text_of(lines_of(words)) == "Q1 2017\nOutturn"


def test_text_that_reads_downwards() -> None:
    words = [
        Word("Q1", BBox(22, 10, 32, 30), rotation=90),
        Word("2017", BBox(22, 33, 32, 60), rotation=90),
        Word("Outturn", BBox(10, 10, 20, 60), rotation=90),
    ]
    assert text_of(lines_of(words)) == "Q1 2017\nOutturn"


def test_a_raised_word_goes_to_the_line_that_it_follows() -> None:
    words = [
        word("who", 0, 0),
        word("67%", 0, 9),
        Word("1", BBox(15, 6, 18, 11), size=6, superscript=True, space_before=False),
    ]
    assert text_of(lines_of(words)) == "who\n67%1"


@pytest.mark.parametrize(
    ("before", "raised", "text", "markers"),
    [
        ("82.4%", "1", "82.4%", ("1",)),
        ("82.4%", "*", "82.4%", ("*",)),
        ("measure", "a", "measure", ("a",)),
        ("82.4%", "(2)", "82.4%", ("(2)",)),
        ("1", "st", "1st", ()),
        ("m", "2", "m2", ()),
        ("CO", "2", "CO2", ()),
    ],
)
def test_footnote_markers(before: str, raised: str, text: str, markers: tuple[str, ...]) -> None:
    words = [
        word(before, 0, 0),
        Word(
            raised,
            BBox(5 * len(before), -1, 5 * len(before) + 4, 5),
            size=6,
            superscript=True,
            space_before=False,
        ),
    ]
    lines, found = split_footnotes(lines_of(words))
    assert text_of(lines) == text
    assert found == markers


def test_a_raised_word_alone_is_the_text() -> None:
    lines, found = split_footnotes(
        lines_of([Word("1", BBox(0, 0, 4, 6), size=6, superscript=True)])
    )
    assert (text_of(lines), found) == ("1", ())
