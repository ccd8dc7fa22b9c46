"""Headings such as "Finance (£000)" over rows of which some are no money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Scorecard, Unit


def finance(title: str, target: str, actual: str, heading: str = "Finance (£000)") -> Scorecard:
    return read_blocks(
        "Corporate scorecard Quarter 2 2024/25",
        f"""
        | Indicator                 | Target   | Actual   | RAG |
        | *{heading}*               | <        | <        | <   |
        | Net revenue spend         | 12,400   | 12,650   | A   |
        | {title}                   | {target} | {actual} | G   |
        """,
    )


def told(scorecard: Scorecard) -> list[tuple[str, int | None]]:
    return [(f.code, f.row) for f in scorecard.findings]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Invoices paid in 30 days", None),
        ("Invoices paid within 30 working days", None),
        ("Complaints answered on time", None),
        ("Business rates collection rate", None),
        ("Average interest rate", None),
        ("Staff turnover", None),
        ("Customer satisfaction", None),
        ("Cost per visit", None),
    ],
)
def test_a_row_whose_title_is_no_such_amount_is_kept_as_printed(
    title: str, unit: Unit | None
) -> None:
    scorecard = finance(title, "95", "93")
    spend, row = scorecard.records
    assert [o.quantity.value for o in spend.observations] == [12_400_000, 12_650_000]
    assert [(o.quantity.value, o.quantity.unit, o.confidence) for o in row.observations] == [
        (Decimal(95), unit, 0.5),
        (Decimal(93), unit, 0.5),
    ]
    assert told(scorecard) == [("scale-not-applied", 2)]


def test_printed_pounds_for_one_visit_are_no_thousands() -> None:
    scorecard = finance("Cost per visit", "£3.20", "£3.15")
    assert [(o.quantity.value, o.quantity.unit) for o in scorecard.records[1].observations] == [
        (Decimal("3.20"), Unit.GBP),
        (Decimal("3.15"), Unit.GBP),
    ]
    assert {o.confidence for o in scorecard.records[1].observations} == {1.0}
    assert not scorecard.findings


@pytest.mark.parametrize(
    "title", ["Council tax income", "Rent arrears", "Debtors over 90 days", "Sickness cover costs"]
)
def test_an_amount_by_its_title_is_multiplied_without_a_doubt(title: str) -> None:
    scorecard = finance(title, "120", "95")
    values = scorecard.records[1].observations
    assert [(o.quantity.value, o.confidence) for o in values] == [
        (Decimal(120_000), 1.0),
        (Decimal(95_000), 1.0),
    ]
    assert not scorecard.findings


@pytest.mark.parametrize("title", ["Business rates collected", "Libraries"])
def test_a_title_that_tells_nothing_is_multiplied_with_a_doubt(title: str) -> None:
    scorecard = finance(title, "45.2", "44.8", "Resources (£m)")
    values = scorecard.records[1].observations
    assert [(o.quantity.value, o.confidence) for o in values] == [
        (Decimal(45_200_000), 0.5),
        (Decimal(44_800_000), 0.5),
    ]
    assert told(scorecard) == [("scale-by-heading", 2)]


def test_services_under_a_heading_of_budgets_are_no_doubt() -> None:
    scorecard = finance("Libraries and staff", "45.2", "44.8", "Revenue budget (£m)")
    assert [o.quantity.value for o in scorecard.records[1].observations] == [
        Decimal(45_200_000),
        Decimal(44_800_000),
    ]
    assert not scorecard.findings


def test_what_was_paid_in_time_is_no_money_under_headers_of_pounds() -> None:
    scorecard = read_blocks(
        "Corporate scorecard Quarter 2 2024/25",
        """
        | Indicator                | Target £000 | Actual £000 | RAG |
        | Net revenue spend        | 12,400      | 12,650      | A   |
        | Invoices paid in 30 days | 95          | 93          | A   |
        """,
    )
    assert [o.quantity.value for o in scorecard.records[0].observations] == [12_400_000, 12_650_000]
    assert [(o.quantity.value, o.confidence) for o in scorecard.records[1].observations] == [
        (Decimal(95), 0.5),
        (Decimal(93), 0.5),
    ]


def test_a_scale_in_the_papers_title_is_a_doubt_about_its_amounts() -> None:
    scorecard = read_blocks(
        "# Finance and workforce scorecard (£000 unless stated)",
        """
        | Indicator            | Target | Actual | RAG |
        | Net spend            | 12,400 | 12,650 | R   |
        | Agency staff (FTE)   | 20     | 24     | R   |
        | Number of grievances | 4      | 3      | G   |
        """,
    )
    assert [[o.confidence for o in r.observations] for r in scorecard.records] == [
        [0.5, 0.5],
        [1.0, 1.0],
        [1.0, 1.0],
    ]
    assert told(scorecard) == [("scale-not-applied", 1)]


def test_what_a_column_of_units_counts_is_no_money_and_no_doubt() -> None:
    scorecard = read_blocks(
        "Corporate scorecard Quarter 2 2024/25",
        """
        | Indicator         | Unit | Target | Actual | RAG |
        | *Finance (£000)*  | <    | <      | <      | <   |
        | Net revenue spend | £000 | 12,400 | 12,650 | A   |
        | Purchase cards    | No.  | 95     | 93     | G   |
        """,
    )
    spend, cards = scorecard.records
    assert [o.quantity.value for o in spend.observations] == [12_400_000, 12_650_000]
    assert [(o.quantity.value, o.quantity.unit) for o in cards.observations] == [
        (Decimal(95), Unit.COUNT),
        (Decimal(93), Unit.COUNT),
    ]
    assert not scorecard.findings


def test_a_share_of_an_amount_under_thousands_of_pounds_is_an_amount() -> None:
    scorecard = read_blocks(
        "Finance report Quarter 2 2014/15",
        """
        | Source                        | Budget £000 | Actual £000 | RAG |
        | Council tax                   | 12,100      | 12,090      | G   |
        | Share of business rates       | 4,500       | 4,310       | A   |
        | Share of households paying    | 95          | 93          | A   |
        | Share of income collected (%) | 95          | 93          | A   |
        """,
    )
    assert [
        [(o.quantity.value, o.quantity.unit) for o in r.observations] for r in scorecard.records
    ][1:] == [
        [(Decimal(4500000), Unit.GBP), (4310000, Unit.GBP)],
        [(Decimal(95), Unit.PERCENT), (93, Unit.PERCENT)],
        [(Decimal(95), Unit.PERCENT), (93, Unit.PERCENT)],
    ]


def test_a_unit_beside_the_name_of_a_group_is_that_of_its_rows() -> None:
    finance, calls, sickness = read_blocks(
        "Balanced scorecard Quarter 2 2014/15",
        """
        | Perspective   | Measure         | Target | Actual | RAG |
        | Finance £m    | Revenue outturn | 120.5  | 121.3  | R   |
        | Customer %    | Calls answered  | 90     | 88     | A   |
        | People (days) | Sickness        | 8      | 9.1    | R   |
        """,
    ).records
    assert [(o.quantity.value, o.quantity.unit) for o in finance.observations] == [
        (Decimal(120500000), Unit.GBP),
        (Decimal(121300000), Unit.GBP),
    ]
    assert [o.quantity.unit for o in calls.observations] == [Unit.PERCENT] * 2
    assert [o.quantity.unit for o in sickness.observations] == [Unit.DAYS] * 2
