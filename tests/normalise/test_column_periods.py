"""Periods that the headers of a row of columns say only together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.month_headers import months_in_a_row
from xlscorecard.normalise.columns.periods import carried_periods
from xlscorecard.values.period import parse_period, period_after


def test_initials_of_months_are_months_and_their_sum_is_no_misprint() -> None:
    scorecard = read_blocks(
        "# Monthly dashboard - December 2023",
        """
        | Measure         | Target | A | M | J | J | A | S | O | N | D | YTD  | RAG |
        | Calls answered  | 90%    | 85% | 88% | 91% | 92% | 90% | 93% | 94% | 91% | 89% | 90% | G |
        | Complaints made | <20    | 14  | 22  | 18  | 15  | 16  | 19  | 21  | 17  | 13  | 155 | A |
        """,
    )
    calls = [o for o in scorecard.records[0].observations if o.role is Role.ACTUAL]
    assert [o.period for o in calls] == [f"2023-{month:02d}" for month in range(4, 13)] + [
        "2023/24"
    ]
    assert scorecard.records[1].observations[-1].quantity.value == Decimal(155)
    assert not scorecard.findings


@pytest.mark.parametrize(
    ("initials", "first"),
    [("AMJJASONDJFM", "Apr"), ("JJASO", "Jun"), ("ASOND", "Aug"), ("SONDJFM", "Sep")],
)
def test_a_run_of_initials_stands_once_in_the_year(initials: str, first: str) -> None:
    found = months_in_a_row(["Measure", *initials, "YTD"])
    assert len(found) == len(initials)
    assert found[1] == first


@pytest.mark.parametrize("headers", ["AMJ", "NDJF", "RAG", "ABCDE", "AAMJJ"])
def test_few_letters_or_others_are_no_months(headers: str) -> None:
    assert months_in_a_row(["Measure", *headers]) == {}


def test_months_in_numbers_follow_each_other() -> None:
    headers = ["Measure", "11/23", "12/23", "1/24", "Target"]
    assert months_in_a_row(headers) == {1: "Nov 2023", 2: "Dec 2023", 3: "Jan 2024"}
    years = ["Measure", "10/11", "11/12", "12/13", "Target"]
    assert months_in_a_row(years) == {}


@pytest.mark.parametrize(
    ("headers", "periods"),
    [
        ("Q3 22/23|Q4|Q1|Q2", "2022/23 Q3|2022/23 Q4|2023/24 Q1|2023/24 Q2"),
        ("Q1 23/24|RAG|Q2|RAG", "2023/24 Q1||2023/24 Q2|"),
        ("Q4 22/23|Q4 RAG|Q1|Q1 RAG", "2022/23 Q4|2022/23 Q4|2023/24 Q1|2023/24 Q1"),
        ("Q2 23/24|Q1|Q4|Q3", "2023/24 Q2|2023/24 Q1|2022/23 Q4|2022/23 Q3"),
        ("Feb-24|Jan|Dec", "2024-02|2024-01|2023-12"),
        ("Nov-23|Dec|Jan", "2023-11|2023-12|2024-01"),
        # the same quarter of another year, or a gap: the year is the paper's again
        ("Q1 22/23|Q1|Q2", "2022/23 Q1|2024/25 Q1|2024/25 Q2"),
        ("Q1 22/23|Q3", "2022/23 Q1|2024/25 Q3"),
        ("22/23|Q1|Q2", "2022/23|2024/25 Q1|2024/25 Q2"),
    ],
)
def test_quarters_go_on_from_the_dated_one_before_them(headers: str, periods: str) -> None:
    texts = headers.split("|")
    alone = [parse_period(text, year="2024/25") for text in texts]
    columns = [
        Column(at, text, Use.RAG if "RAG" in text else Use.VALUE) for at, text in enumerate(texts)
    ]
    carried = carried_periods(texts, alone, columns)
    assert [period or "" for period in carried] == periods.split("|")


def test_regions_are_others_figures_whatever_their_year() -> None:
    record = read_blocks(
        """
        | Measure | 20/21 | 21/22 | England 21/22 | South East 21/22 | 22/23 Target | 22/23 |
        | Users with direct payments | 92.1% | 93.4% | 94.5% | 94.0% | 95% | 95.2% |
        """
    ).records[0]
    assert [o.role for o in record.observations] == [
        Role.PREVIOUS,
        Role.PREVIOUS,
        Role.COMPARATOR,
        Role.COMPARATOR,
        Role.TARGET,
        Role.ACTUAL,
    ]


def test_a_place_among_others_is_its_place() -> None:
    records = read_blocks(
        """
        | Indicator              | Our value | Rank in family group | Group average |
        | Sickness days per FTE  | 8.2       | 3/16                 | 9.1           |
        | Council tax collected  | 97.3%     | 7=                   | 97.0%         |
        | Complaints per 10,000  | 4.1       | 17/16                | 5.0           |
        """
    ).records
    places = [record.observations[1].quantity for record in records]
    assert [place.value for place in places] == [Decimal(3), Decimal(7), None]
    assert [place.note for place in places[:2]] == ["rank 3/16", "rank 7="]


@pytest.mark.parametrize(
    ("period", "after"),
    [
        ("2022/23 Q4", "2023/24 Q1"),
        ("2022/23 Q1", "2022/23 Q2"),
        ("2023-12", "2024-01"),
        ("2022/23", None),
    ],
)
def test_the_period_after_one(period: str, after: str | None) -> None:
    assert period_after(period) == after
