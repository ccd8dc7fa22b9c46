"""Hue classes in the palettes that council papers are made with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.marks.colour import contrast, is_neutral, rag_of_colour, rag_of_palette
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.scorecard import Rag

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: Rgb(*rgb))


def rgb(text: str) -> Rgb:
    return Rgb.from_hex(text)


@pytest.mark.parametrize(
    ("rag", "colours"),
    [
        # Excel's "bad" pastel; Office themes with tints; web frameworks; GOV.UK; wine red.
        (
            Rag.RED,
            (
                "FF0000 C00000 FFC7CE D4351C 8B1A1A E06666 F4CCCC DC3545 F8D7DA DA9694 FF9999 "
                "C0504D D99594 F8696B 801650 D9534F E74C3C "
            ),
        ),
        (
            Rag.AMBER,
            (
                "FFC000 FFEB9C FFBF00 FFDD00 FFC845 FFFF00 FFFF99 F6B26B FFE599 FFD966 FF9900 "
                "F47738 FCD5B4 FABF8F F79646 E46C0A ED7D31 FFCC99 F0AD4E FFEB84 BF9000 F4B084 "
                "D4AC0D "
            ),
        ),
        (
            Rag.GREEN,
            (
                "00B050 C6EFCE 00FF00 008000 92D050 00703C 35A194 28A745 D4EDDA 6AA84F 9BBB59 "
                "C4D79B 70AD47 A9D08E C6E0B4 63BE7B 5CB85C 808000 339966 CCFFCC 006652 28A197 "
            ),
        ),
        (
            Rag.BLUE,
            ("0070C0 00B0F0 1D4F91 5B9BD5 4472C4 0000FF 428BCA BDD7EE 99CCFF 17A2B8 "),
        ),
    ],
)
def test_palettes(rag: Rag, colours: str) -> None:
    for text in colours.split():
        found, confidence = rag_of_colour(rgb(text))
        assert found is rag, text
        assert confidence > 0.5, text


@pytest.mark.parametrize(
    "text",
    [
        "FFFFFF",
        "F2F2F2",
        "D9D9D9",
        "808080",
        "000000",
        "EEECE1",
        "F5F5DC",
        "D6DCE4",
        "44546A",
        "F8F9FA",
        "DDEBF7",
    ],
)
def test_white_grey_black_and_paper_tints_are_neutral(text: str) -> None:
    assert is_neutral(rgb(text))
    assert rag_of_colour(rgb(text))[0] is None


@pytest.mark.parametrize("text", ["7030A0", "800080", "663399", "B2A1C7"])
def test_purple_is_no_rating(text: str) -> None:
    assert rag_of_colour(rgb(text))[0] is None


def test_a_colour_between_red_and_orange_is_doubtful() -> None:
    assert rag_of_colour(rgb("F04C1A"))[1] < 0.75


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_bounded(one: Rgb, two: Rgb) -> None:
    assert contrast(one, two) == contrast(two, one)
    assert 1 <= contrast(one, two) <= 21.01


def test_contrast_as_wcag_gives_it() -> None:
    assert contrast(rgb("000000"), rgb("FFFFFF")) == pytest.approx(21)
    # domain.md 6.6: white text on 8B1A1A.
    assert contrast(rgb("8B1A1A"), rgb("FFFFFF")) == pytest.approx(9.3, abs=0.05)


@given(COLOURS)
def test_confidence_is_a_share(colour: Rgb) -> None:
    assert 0 <= rag_of_colour(colour)[1] <= 1


def test_the_papers_key_wins_over_hue() -> None:
    orange, grey, blue = rgb("E46C0A"), rgb("A6A6A6"), rgb("00B0F0")
    key = {orange: Rag.RED, grey: Rag.AMBER, blue: Rag.GREEN}
    assert rag_of_palette({orange: 4, grey: 3, blue: 9}, key) == key


def test_a_tint_of_a_key_colour_is_that_colour() -> None:
    key = {rgb("FF0000"): Rag.RED, rgb("FFC000"): Rag.AMBER, rgb("00B050"): Rag.GREEN}
    found = rag_of_palette({rgb("F4B0B0"): 2, rgb("C6EFCE"): 3}, key)
    assert found == {rgb("F4B0B0"): Rag.RED, rgb("C6EFCE"): Rag.GREEN}


def test_orange_is_red_where_yellow_is_amber() -> None:
    orange, yellow, green = rgb("F4772E"), rgb("FFEB3B"), rgb("70AD47")
    assert rag_of_palette({orange: 2, yellow: 3, green: 4}) == {
        orange: Rag.RED,
        yellow: Rag.AMBER,
        green: Rag.GREEN,
    }
    red = rgb("C00000")
    assert rag_of_palette({orange: 2, yellow: 3, green: 4, red: 1})[orange] is Rag.AMBER


def test_neutral_colours_are_left_out() -> None:
    assert rag_of_palette({rgb("F2F2F2"): 10, rgb("7030A0"): 2}) == {}


def test_a_muted_key_does_not_claim_the_colours_that_it_does_not_name() -> None:
    """Muted tones stand near each other: a grey or a blue disc beside a pale red one is no red."""
    key = {rgb("D09696"): Rag.RED, rgb("F8BD8A"): Rag.AMBER, rgb("C2D59E"): Rag.GREEN}
    found = rag_of_palette({rgb("BABAB9"): 1, rgb("98AFCE"): 1, rgb("CF989A"): 2}, key)
    assert found == {rgb("98AFCE"): Rag.BLUE, rgb("CF989A"): Rag.RED}
