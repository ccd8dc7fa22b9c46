"""Figures like "07:45": times where the paper says so, a doubt where it does not."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks


def test_a_column_for_units_says_what_the_parts_are() -> None:
    scorecard = read_blocks(
        "Ambulance performance Q2 2023/24",
        """
        | Measure                | Unit              | Target | Actual | RAG |
        | Category 1 mean        | mm:ss             | 07:00  | 08:12  | R   |
        | Category 3 90th centile | Hours and minutes | 2:00   | 3:14   | R   |
        """,
    )
    assert [[o.quantity.value for o in r.observations] for r in scorecard.records] == [
        [420, 492],
        [7200, 11640],
    ]
    assert [o.quantity.note for o in scorecard.records[0].observations] == [
        "seconds, printed 07:00",
        "seconds, printed 08:12",
    ]


@pytest.mark.parametrize(
    ("section", "header"),
    [("", "Actual (mm:ss)"), ("Response times (minutes and seconds)", "Actual")],
)
def test_another_header_or_the_section_says_it_of_the_whole_row(section: str, header: str) -> None:
    rows = f"| {section} | < | < |\n" if section else ""
    scorecard = read_blocks(
        "Fire service Q2 2023/24",
        f"| Measure | Target | {header} |\n{rows}"
        "| First engine at a fire | 08:00 | 07:45 |\n| Second engine | 11:00 | 10:58 |",
    )
    assert [[o.quantity.value for o in r.observations] for r in scorecard.records] == [
        [480, 465],
        [660, 658],
    ]


def test_where_nothing_says_it_the_measures_are_kept_with_a_doubt() -> None:
    scorecard = read_blocks(
        "Fire service Q2 2023/24",
        """
        | Measure                | Q1    | Q2    |
        | First engine at a fire | 07:45 | 08:12 |
        | Second engine          | 09:58 | 10:20 |
        """,
    )
    assert [[(o.raw, o.quantity.value) for o in r.observations] for r in scorecard.records] == [
        [("07:45", None), ("08:12", None)],
        [("09:58", None), ("10:20", None)],
    ]
    assert [f.code for f in scorecard.findings] == ["value-not-read"] * 4
