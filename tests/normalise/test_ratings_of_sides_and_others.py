"""Ratings of a side of something, of a benchmark, in ticks; letters for which way is good."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Polarity, Rag, Role

_PERIOD = "Performance report Quarter 2 2024/25"


def test_a_rating_beside_a_groups_sides_and_whole_is_the_rows_own() -> None:
    scorecard = read_blocks(
        _PERIOD,
        """
        | Measure        | Actual | Target | RAG      | Quality  | Cost     | Overall  |
        | Library built  | 92     | 95     | [red]R   | [green]G | [amber]A | [amber]A |
        | Boilers fitted | 93     | 95     | [red]R   | [red]R   | [green]G | [red]R   |
        """,
    )
    first, second = scorecard.records
    assert (first.rag, second.rag) == (Rag.RED, Rag.RED)
    assert dict(first.text) == {"quality": "green", "cost": "amber", "overall": "amber"}
    assert [(f.code, f.row, f.column) for f in scorecard.findings] == [
        ("overall-differs", 1, "Overall")
    ]


def test_without_such_a_rating_the_whole_is_the_rows_own() -> None:
    scorecard = read_blocks(
        """
        | Project                   | Lead | Quality  | Cost     | Overall  |
        | Build the library in time | Ann  | [green]G | [amber]A | [amber]A |
        | Replace the boilers       | Bob  | [red]R   | [green]G | [red]R   |
        """
    )
    assert [record.rag for record in scorecard.records] == [Rag.AMBER, Rag.RED]
    assert not scorecard.findings


def test_a_benchmarks_row_rates_no_measure_and_is_none() -> None:
    scorecard = read_blocks(
        _PERIOD,
        """
        | Ref | Measure                | Target | Q1  | Q2  | RAG      |
        | W1  | Waste recycled         | 50%    | 52% | 47% | [red]R   |
        |     | England average        |        | 44% | 45% | [green]  |
        | W2  | Bins missed            | 50     | 42  | 57  | [amber]A |
        |     | Statistical neighbours |        | 48  | 49  |          |
        """,
    )
    waste, bins = scorecard.records
    assert (waste.title, waste.rag, bins.title, bins.rag) == (
        *("Waste recycled", Rag.RED),
        *("Bins missed", Rag.AMBER),
    )
    assert [(o.column, o.raw) for o in waste.observations if o.role is Role.COMPARATOR] == [
        ("Q1 / England average", "44%"),
        ("Q2 / England average", "45%"),
    ]
    assert dict(waste.text) == {"england_average_rag": "green"}
    assert [o.raw for o in bins.observations if o.role is Role.COMPARATOR] == ["48", "49"]


def test_a_row_with_a_target_or_of_a_place_is_a_measure() -> None:
    scorecard = read_blocks(
        _PERIOD,
        """
        | Measure         | Target | Q1  | Q2  |
        | Waste recycled  | 50%    | 52% | 47% |
        | England average | 45%    | 44% | 45% |
        | North East      |        | 44% | 45% |
        """,
    )
    assert len(scorecard.records) == 3


def test_ticks_under_a_plain_status_rate_nothing_and_are_kept() -> None:
    scorecard = read_blocks(
        """
        | Measure        | Target | Actual | Status |
        | Waste recycled | 50%    | 52%    | ✔      |
        | Bins missed    | 50     | 57     | ✘      |
        """
    )
    assert [record.rag for record in scorecard.records] == [None, None]
    assert [dict(record.text)["status"] for record in scorecard.records] == ["tick", "cross"]
    assert [finding.code for finding in scorecard.findings] == ["symbol-unknown"] * 2


_LETTERS = """
    | Measure        | {header} | Target | Actual | RAG      |
    | Waste recycled | T        | 50%    | 52%    | [green]G |
    | Bins missed    | B        | 50     | 57     | [red]R   |
"""


@pytest.mark.parametrize("header", ["Type", "Polarity", "T/B"])
@pytest.mark.parametrize(
    "key",
    [
        "T = higher is better, B = lower is better",
        "T: higher is better; B: lower is better",
        "Key: (T) means a high value is good and (B) means a low value is good.",
        """
        | T | Higher is better |
        | B | Lower is better  |
        """,
    ],
)
def test_the_key_tells_which_way_is_good_by_a_letter(key: str, header: str) -> None:
    scorecard = read_blocks(_PERIOD, key, _LETTERS.format(header=header))
    assert [r.polarity for r in scorecard.records] == [Polarity.HIGHER, Polarity.LOWER]
    assert {r.section for r in scorecard.records} == {()}


def test_the_letter_may_stand_behind_the_title() -> None:
    scorecard = read_blocks(
        "T = higher is better, B = lower is better",
        """
        | Measure            | Target | Actual | RAG      |
        | Waste recycled (T) | 50%    | 52%    | [green]G |
        | Bins missed (B)    | 50     | 57     | [red]R   |
        """,
    )
    assert [r.polarity for r in scorecard.records] == [Polarity.HIGHER, Polarity.LOWER]


def test_letters_without_a_key_are_no_polarity_and_are_kept() -> None:
    scorecard = read_blocks(_LETTERS.format(header="Polarity"))
    assert [r.polarity for r in scorecard.records] == [None, None]
    assert [dict(r.text).get("polarity") for r in scorecard.records] == ["T", "B"]
