"""Targets and codes that stand in a measure's title alone, behind its name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Role, Unit
from xlscorecard.values.reference import reference_at_end
from xlscorecard.values.stated_target import target_in_title

STANDARDS = """
    Standard                                          | Q1    | Q2
    Calls answered within 20 seconds (target 95%)     | 92.1% | 93.4%
    Days to re-let a home (Target: 25 days)           | 27.1  | 24.0
    Invoices paid in 30 days - target 97%             | 96.2% | 98.1%
    Average energy rating                             | 68.1  | 68.9
"""


def test_a_target_that_only_the_title_states_is_a_target() -> None:
    scorecard = read_blocks("Service standards 2024/25", draw_grid(STANDARDS))
    found = {
        record.title: [
            (o.raw, o.quantity.value, o.quantity.unit, o.period)
            for o in record.observations
            if o.role is Role.TARGET
        ]
        for record in scorecard.records
    }
    year = "2024/25"
    assert found == {
        "Calls answered within 20 seconds (target 95%)": [("95%", Decimal(95), Unit.PERCENT, year)],
        "Days to re-let a home (Target: 25 days)": [("25 days", Decimal(25), Unit.DAYS, year)],
        "Invoices paid in 30 days - target 97%": [("97%", Decimal(97), Unit.PERCENT, year)],
        "Average energy rating": [],
    }


def test_a_target_column_stands_before_the_title() -> None:
    table = draw_grid("""
        Measure                       | Target | Actual
        Calls answered (target 95%)   | 90%    | 81%
        Waste recycled                | 50%    | 46%
    """)
    first = read_blocks(table).records[0]
    assert [o.raw for o in first.observations if o.role is Role.TARGET] == ["90%"]


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Major applications in time (national target 60%)", "60%"),
        ("Missed bins, target < 50", "< 50"),
        ("Visits (target group: under 5s)", None),
        ("Homes on target 2024", None),
        ("Target setting: 95% of plans agreed", None),
    ],
)
def test_what_is_a_target_in_a_title(title: str, target: str | None) -> None:
    assert target_in_title(title) == target


def refs(*titles: str) -> list[tuple[str | None, str]]:
    rows = [("Measure", "Target", "Actual"), *((title, "90%", "81%") for title in titles)]
    cells = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    scorecard = read_blocks(Grid(len(rows), 3, tuple(cells)))
    return [(record.ref, record.title) for record in scorecard.records]


def test_codes_in_brackets_behind_titles_are_references_and_stay_in_the_title() -> None:
    titles = ("Waste recycled (NI192)", "Rent collected (HRA 04)", "Void loss (HSG-11)",
              "Homes let (HSG-12)")  # fmt: skip
    assert refs(*titles) == list(zip(("NI192", "HRA 04", "HSG-11", "HSG-12"), titles, strict=True))


def test_one_code_in_a_bracket_is_one_where_it_is_of_a_known_family() -> None:
    titles = ("Waste recycled (NI192)", "Average energy rating (SAP 2012)", "Attainment (KS4)",
              "Leaks mended (H11)")  # fmt: skip
    assert [ref for ref, _ in refs(*titles)] == ["NI192", None, None, None]


def test_a_period_or_a_gas_in_a_bracket_is_no_code() -> None:
    texts = ("Emissions (CO2e)", "Visits (Q2)", "Rating (SAP 2012)", "Staff (FTE)", "(NI192)")
    assert [reference_at_end(text) for text in texts] == [None] * 5
