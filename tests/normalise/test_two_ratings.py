"""Two ratings in one cell: the present one where the paper tells which it is, else none."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Scorecard, Trend


def _read(header: str, rating: str, *before: str) -> Scorecard:
    return read_blocks(
        "Performance report Quarter 2 2024/25",
        *before,
        f"""
        | Measure       | Target | Actual | {header} |
        | Visits        | 2,500  | 2,397  | {rating} |
        | Bins missed   | 25     | 23     | G        |
        | Trees missed  | 25     | 23     | A        |
        | Trees planted | 25     | 23     | R        |
        """,
    )


@pytest.mark.parametrize(
    ("header", "rating", "present"),
    [
        ("RAG (previous)", "A (G)", Rag.AMBER),
        ("RAG (previous)", "R (C)", Rag.RED),
        ("Current (previous) RAG", "A (G)", Rag.AMBER),
        ("Previous (current) RAG", "A (G)", Rag.GREEN),
        ("RAG Q2 (Q1)", "G (A)", Rag.GREEN),
        ("RAG (year-end forecast)", "G (A)", Rag.GREEN),
        ("RAG Q1 → Q2", "G → A", Rag.AMBER),
        ("RAG: previous → current", "G → A", Rag.AMBER),
        ("RAG movement", "G -> A", Rag.AMBER),
        ("Status now / last quarter", "R/A", Rag.RED),
        ("RAG", "Amber (was Green)", Rag.AMBER),
        ("RAG", "Amber - was Red", Rag.AMBER),
        ("RAG", "Amber (Red last quarter)", Rag.AMBER),
        ("RAG", "Amber (forecast Green)", Rag.AMBER),
        ("RAG", "Amber, now Green", Rag.GREEN),
    ],
)
def test_the_present_rating_is_read_where_header_or_words_tell(
    header: str, rating: str, present: Rag
) -> None:
    scorecard = _read(header, rating)
    first = scorecard.records[0]
    assert first.rag is present
    assert rating in dict(first.text).values()  # the other is not lost
    assert first.trend is None  # the arrow between two ratings is none
    assert not scorecard.findings
    assert [r.rag for r in scorecard.records[1:]] == [Rag.GREEN, Rag.AMBER, Rag.RED]


@pytest.mark.parametrize(
    "rating", ["R (C)", "A (G)", "G → A", "R/A", "Amber/Green", "Amber to Green", "A > G"]
)
def test_two_ratings_of_which_nothing_tells_are_kept_as_text_and_told(rating: str) -> None:
    scorecard = _read("RAG", rating)
    first = scorecard.records[0]
    assert (first.rag, first.trend) == (None, None)
    assert dict(first.text)["rag"] == rating
    assert [(f.code, f.row) for f in scorecard.findings] == [("rag-not-read", 1)]


def test_the_key_may_tell_what_brackets_hold() -> None:
    scorecard = _read("RAG", "A (G)", "The RAG in brackets is the rating of the last quarter.")
    assert scorecard.records[0].rag is Rag.AMBER
    assert not scorecard.findings


@pytest.mark.parametrize(("rating", "present"), [("G (G)", Rag.GREEN), ("Red → Red", Rag.RED)])
def test_twice_the_same_is_one(rating: str, present: Rag) -> None:
    assert _read("RAG", rating).records[0].rag is present


@pytest.mark.parametrize(("rating", "trend"), [("A↑", Trend.UP), ("A ▼", Trend.DOWN)])
def test_an_arrow_beside_the_letter_is_the_trend(rating: str, trend: Trend) -> None:
    first = _read("RAG", rating).records[0]
    assert (first.rag, first.trend) == (Rag.AMBER, trend)
