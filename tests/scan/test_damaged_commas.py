"""Commas that a poor scan has damaged: put right, and in doubt."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.scan.ocr.engine import Letter
from xlscorecard.scan.words.page_figures import by_the_page
from xlscorecard.scan.words.reading import SETTLED, reading_of


@pytest.mark.parametrize(
    ("read", "said"),
    [("1;228", "1,228"), ("1.100.0", "1,100.0"), ("£2.310.455.50", "£2,310,455.50")],
)
def test_a_damaged_comma_of_thousands_is_put_right_in_doubt(read: str, said: str) -> None:
    text, sure = reading_of([Letter(char, 10.0 * n, 0.99) for n, char in enumerate(read)])
    assert (text, sure <= SETTLED) == (said, True)


@pytest.mark.parametrize("read", ["1,228", "12.3", "1,100.0", "3;22"])
def test_other_figures_stay_as_they_were_read(read: str) -> None:
    text, _ = reading_of([Letter(char, 10.0 * n, 0.99) for n, char in enumerate(read)])
    assert text == read


def _page(*texts: tuple[str, str, str]) -> list[tuple[str, bool]]:
    """What becomes of words: each as decided, as read at first, and what its sign may be, too;
    and whether the word is in doubt."""
    words = [
        Word(text, BBox(100.0 * n, 90, 100.0 * n + 30, 99), confidence=0.95)
        for n, (text, _, _) in enumerate(texts)
    ]
    letters = [
        [Letter(char, 9.0 * n, 0.7, also if char in ".,0" else "") for n, char in enumerate(read)]
        for _, read, also in texts
    ]
    said = by_the_page(words, letters)
    return [(word.text, word.confidence <= SETTLED) for word in said if word is not None]


def test_points_that_may_be_commas_are_the_commas_of_thousands() -> None:
    """Without a clear comma on the page, and where only a later look saw a point."""
    read = _page(("72.128", "72,128", "."), ("£1.433", "£1.433", ","), ("28.06", "28.06", ","))
    assert read == [("72,128", True), ("£1,433", True), ("28.06", False)]


def test_shares_and_clear_decimals_keep_their_points() -> None:
    assert _page(("0.128", "0.128", ","), ("9.125%", "9.125%", ",")) == [
        ("0.128", False),
        ("9.125%", False),
    ]
    read = _page(("72.128", "72.128", ","), ("61.402", "61.402", ""))
    assert read == [("72.128", False), ("61.402", False)]


def test_a_zero_among_quarters_is_their_q() -> None:
    row = [("Q1", "Q1", ""), ("Q2", "Q2", ""), ("03", "03", "Q"), ("Q4", "Q4", "")]
    assert _page(*row) == [("Q1", False), ("Q2", False), ("Q3", True), ("Q4", False)]
    assert _page(("Q1", "Q1", ""), ("03", "03", "Q"))[1] == ("03", False)


def test_a_quarter_whose_beginning_is_covered_is_one_in_doubt() -> None:
    assert _page(("arter", "arter", ""), ("charter", "charter", "")) == [
        ("Quarter", True),
        ("charter", False),
    ]
