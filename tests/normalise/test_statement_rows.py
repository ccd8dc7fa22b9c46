"""Rows that tell how many measures are green or red: no measures themselves."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks


def test_a_count_of_colours_alone_in_its_row_is_no_measure() -> None:
    """No line shows that the text has the row to itself: its cell is the first column's."""
    scorecard = read_blocks("""
        | Measure | Actual | Target |
        | Quality of life score | 19.5 | 20 |
        | Control over daily life | 82% | 80% |
        | RAG metrics: Green = 45%; Amber = 21%; Red = 34% | | |
    """)
    assert [record.title for record in scorecard.records] == [
        "Quality of life score",
        "Control over daily life",
    ]


def test_a_measure_that_names_a_colour_with_its_own_figures_stays() -> None:
    scorecard = read_blocks("""
        | Measure | Actual | Target |
        | Red rated projects | 0 | 0 |
        | Share of roads rated red 5% or more | 4% | 5% |
    """)
    assert [record.title for record in scorecard.records] == [
        "Red rated projects",
        "Share of roads rated red 5% or more",
    ]


@pytest.mark.parametrize(
    "line",
    ["Rank: 1 is best of 32", "1 = best, 32 = worst", "Rankings out of 32, where 1 is the best"],
)
@pytest.mark.parametrize("rest", ["<", ""])
def test_how_places_are_counted_is_no_section_and_no_measure(line: str, rest: str) -> None:
    scorecard = read_blocks(
        "Benchmarking 2023/24",
        f"""
        | Measure    | Result | Rank   |
        | {line}     | {rest} | {rest} |
        | Recycling  | 45%    | 5      |
        | Attainment | 72%    | 7      |
        """,
    )
    assert [(r.title, r.section) for r in scorecard.records] == [
        ("Recycling", ()),
        ("Attainment", ()),
    ]


def test_a_theme_with_a_number_before_it_is_a_section() -> None:
    scorecard = read_blocks(
        "Performance 2023/24",
        """
        | Measure                | Target | Result |
        | 1 - Best start in life | <      | <      |
        | Attainment             | 70%    | 72%    |
        """,
    )
    assert [r.section for r in scorecard.records] == [("1 - Best start in life",)]
