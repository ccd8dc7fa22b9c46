"""A month's table in a quarter's paper, counts of crimes, rows that a percentage is worked from."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Role, Scorecard

_PAPER = ("# Performance report Quarter 3 2024/25", "Some words about the quarter as a whole.")
_TABLE = """
    | Indicator           | Target | Actual | RAG      |
    | Complaints answered | 90%    | 88%    | [amber]A |
    | Bins missed         | 50     | 42     | [green]G |
"""


def _months(scorecard: Scorecard) -> list[str | None]:
    return [o.period for r in scorecard.records for o in r.observations if o.role is Role.ACTUAL]


@pytest.mark.parametrize(
    ("october", "november"),
    [
        ("## October 2024", "## November 2024"),
        ("October 2024", "November 2024"),
        ("## October", "## November"),
        ("## Housing: performance in October 2024", "## Housing: performance in November 2024"),
    ],
)
def test_a_month_of_the_papers_quarter_above_a_table_dates_it(october: str, november: str) -> None:
    scorecard = read_blocks(*_PAPER, october, _TABLE, november, _TABLE)
    assert scorecard.paper.reporting_period == "2024/25 Q3"
    assert _months(scorecard) == ["2024-10", "2024-10", "2024-11", "2024-11"]


@pytest.mark.parametrize(
    "heading",
    [
        "## January 2025",
        "## September 2024",
        "## Improved since October 2024",
        "## May",
        "14 October 2024",
    ],
)
def test_another_month_does_not(heading: str) -> None:
    assert _months(read_blocks(*_PAPER, heading, _TABLE)) == ["2024/25 Q3", "2024/25 Q3"]


@pytest.mark.parametrize("name", ["Crime type", "Offence", "Crime", "Offence category"])
def test_counts_of_crimes_with_only_their_changes_are_measures(name: str) -> None:
    scorecard = read_blocks(
        "# Community safety report Quarter 3 2024/25",
        f"""
        | {name}    | Q3 2023/24 | Q3 2024/25 | Change | % change |
        | Burglary  | 120        | 110        | -10    | -8.3%    |
        | Robbery   | 20         | 25         | +5     | +25%     |
        | All crime | 1,420      | 1,510      | +90    | +6.3%    |
        """,
    )
    assert [record.title for record in scorecard.records] == ["Burglary", "Robbery", "All crime"]
    assert [(o.role, o.period, o.raw) for o in scorecard.records[0].observations] == [
        (Role.PREVIOUS, "2023/24 Q3", "120"),
        (Role.ACTUAL, "2024/25 Q3", "110"),
        (Role.VARIANCE, "2024/25 Q3", "-10"),
        (Role.VARIANCE, "2024/25 Q3", "-8.3%"),
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Numerator", "Denominator"),
        ("Num", "Den"),
        ("- numerator", "- denominator"),
        ("Number answered (numerator)", "Number received (denominator)"),
        ("Numerator: answered in time", "Denominator: all complaints"),
        ("Complaints answered - numerator", "Complaints answered - denominator"),
        ("Base", "Sample size"),
    ],
)
def test_what_a_percentage_is_worked_from_is_no_measure(above: str, below: str) -> None:
    scorecard = read_blocks(
        f"""
        | Indicator           | Target | Q2 2024/25 | Q3 2024/25 | RAG      |
        | Complaints answered | 90%    | 88%        | 91%        | [green]G |
        | {above}             |        | 88         | 182        |          |
        | {below}             |        | 100        | 200        |          |
        | Bins missed         | 50     | 42         | 57         | [red]R   |
        """
    )
    assert [record.title for record in scorecard.records] == ["Complaints answered", "Bins missed"]
    assert [text for _, text in scorecard.records[0].text] == [
        "Q2 2024/25: 88; Q3 2024/25: 182",
        "Q2 2024/25: 100; Q3 2024/25: 200",
    ]
