"""Headings in a box of their own above a table: a label beside what it names, or a text alone."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks

MEASURES = """
| Measure       | Target | Actual | RAG |
| Calls in time | 90%    | 88%    | A   |
| Visits made   | 50     | 61     | G   |
"""


@pytest.mark.parametrize(
    ("box", "section"),
    [
        ("| Corporate priority | Better care |", ("Corporate priority: Better care",)),
        ("| Priority: | Better care |", ("Priority: Better care",)),
        ("| Better care |", ("Better care",)),
        (
            "| Corporate theme | Better care |\n| Adult social care | < |",
            ("Corporate theme: Better care", "Adult social care"),
        ),
        ("| Corporate priority | Better care | Lead member |", ()),
        ("| Chair | A Councillor |", ()),
    ],
)
def test_a_small_box_above_a_table_heads_it(box: str, section: tuple[str, ...]) -> None:
    scorecard = read_blocks(box, MEASURES)
    assert [(record.title, record.section) for record in scorecard.records] == [
        ("Calls in time", section),
        ("Visits made", section),
    ]


def test_a_row_of_classes_uses_the_columns_again() -> None:
    scorecard = read_blocks(
        """
        | Measure                                           | Q1 23/24 | Q2 23/24 | Q3 23/24 |
        | Homes open                                        | 30       | 31       | 32       |
        | CQC ratings (Inadequate, RI, Good or Outstanding) | 1        | 4        | 25       |
        """
    )
    homes, ratings = scorecard.records
    assert [value.period for value in homes.observations] == [
        "2023/24 Q1", "2023/24 Q2", "2023/24 Q3",
    ]  # fmt: skip
    assert [(value.raw, value.period, value.quantity.note) for value in ratings.observations] == [
        ("1", None, "column re-used: Inadequate"),
        ("4", None, "column re-used: RI"),
        ("25", None, "column re-used: Good or Outstanding"),
    ]
