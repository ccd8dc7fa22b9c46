"""Results that count 1, 2, 3, 4 through the year are no self-rating from 1 to 4."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Kind


def test_a_measure_that_goes_up_by_one_each_quarter_is_read_with_its_table() -> None:
    scorecard = read_blocks(
        "Performance 2024/25",
        """
        | Measure       | Target | Q1 | Q2 | Q3 | Q4 |
        | Fires         | 12     | 12 | 13 | 10 | 9  |
        | Homes adapted | 5      | 1  | 2  | 3  | 4  |
        """,
    )
    assert [(r.title, [o.raw for o in r.observations]) for r in scorecard.records] == [
        ("Fires", ["12", "12", "13", "10", "9"]),
        ("Homes adapted", ["5", "1", "2", "3", "4"]),
    ]


def test_such_a_measure_alone_under_months() -> None:
    scorecard = read_blocks(
        "Performance 2024/25",
        """
        | Measure       | Apr | May | Jun | Jul | Aug | Sep |
        | Homes adapted | 1   | 2   | 3   | 4   | 5   | 6   |
        """,
    )
    (homes,) = scorecard.records
    assert (homes.kind, [o.period for o in homes.observations][:2]) == (
        Kind.MEASURE,
        ["2024-04", "2024-05"],
    )


def test_figures_from_1_to_4_under_nothing_are_a_self_rating() -> None:
    scorecard = read_blocks(
        "Self-evaluation 2024",
        """
        | Theme               | Our rating | <         | < | < | Evidence        |
        | Personal budgets    | 1          | [green] 2 | 3 | 4 | Six in ten have |
        | Carers' assessments | 1          | 2         | [green] 3 | 4 | Half of them |
        """,
    )
    assert [(r.kind, r.observations[0].raw) for r in scorecard.records] == [
        (Kind.RATING, "2"),
        (Kind.RATING, "3"),
    ]
