"""Two readers of one page: they agree on the samples, and a digit in dispute is a doubt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Word
from xlscorecard.pdf import crosscheck
from xlscorecard.pipeline import read_document

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "001.pdf"


def _confidence(text: str) -> set[float]:
    grids = [b for b in read_document(SAMPLE, cross_check=True).blocks if isinstance(b, Grid)]
    return {cell.confidence for grid in grids for cell in grid.cells if cell.text == text}


def test_the_second_reader_agrees_on_a_sample() -> None:
    assert _confidence("317") == {1.0}
    assert _confidence("£4.0m") == {1.0}


def test_a_digit_on_which_they_disagree_lowers_the_value_s_confidence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agreed = crosscheck.second_reading

    def misread(path: Path, page_number: int, turned: int = 0) -> tuple[Word, ...]:
        return tuple(
            replace(word, text="371") if word.text == "317" else word
            for word in agreed(path, page_number, turned)
        )

    monkeypatch.setattr(crosscheck, "second_reading", misread)
    assert _confidence("317") == {0.5}
    assert _confidence("£4.0m") == {1.0}
