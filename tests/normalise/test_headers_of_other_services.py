"""Headers as fire and rescue authorities and others print them beside what councils do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.scorecard import Rag, Role
from xlscorecard.values.period import parse_period

AIMS = """
    Measures                              | Actuals | <       | Aim     | Year to date
    ^                                     | 2017/18 | 2018/19 | 2019/20 | 2019/20
    Calls handled within 90 seconds (%)   | 78      | 77      | 85      | 88.25
    Safe and Well visits                  | 4,039   | 4,112   | N/A     | N/A
    Accidental dwelling fires             | 147     | 141     | 150     | 61
    Firefighter injuries                  | 33      | 31      | 0       | 12
"""


def test_an_aim_in_figures_is_a_target() -> None:
    records = read_blocks("Our measures 2019/20", draw_grid(AIMS)).records
    targets = [
        (o.quantity.value, o.period)
        for r in records
        for o in r.observations
        if o.role is Role.TARGET
    ]
    assert [t for t in targets if t[0] is not None] == [
        (Decimal(85), "2019/20"),
        (Decimal(150), "2019/20"),
        (Decimal(0), "2019/20"),
    ]
    assert [r.polarity for r in records] == [None] * 4


FIRES = """
    Results                                 | Apr to (& incl.) Jun 2012/13 | Apr to (& incl.) Jun 2013/14 | Apr to (& incl.) Jun 2014/15 | YTD
    HI 1 – Accidental dwelling fires        | 44 | 38 | 36 | [green]
    HI 2 – Dwelling fire fatalities         | 0  | 0  | 1  | [red]
    HI 3 – Dwelling fire casualties         | 11 | 10 | 11 | [amber]
"""  # noqa: E501


def test_names_that_begin_with_a_spaced_code_are_no_figures() -> None:
    records = read_blocks("Local plan 2014/15 Quarter 1", draw_grid(FIRES)).records
    assert [(r.title, r.rag) for r in records] == [
        ("Accidental dwelling fires", Rag.GREEN),
        ("Dwelling fire fatalities", Rag.RED),
        ("Dwelling fire casualties", Rag.AMBER),
    ]
    assert [o.period for o in records[0].observations] == [
        "2012/13 Q1",
        "2013/14 Q1",
        "2014/15 Q1",
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Apr to (& incl.) Jun 2013/14", "2013/14 Q1"),
        ("April up to and including June 2013", "2013/14 Q1"),
        ("Jan to March 2014", "2013/14 Q4"),
    ],
)
def test_months_up_to_and_including(text: str, period: str) -> None:
    assert parse_period(text) == period
