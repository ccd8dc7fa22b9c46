"""Commas that a poor scan has damaged: put right, and in doubt."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from xlscorecard.scan.engine import Letter
from xlscorecard.scan.reading import SETTLED, reading_of


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
