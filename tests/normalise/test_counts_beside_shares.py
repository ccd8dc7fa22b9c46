"""Counts beside the percentage that is worked from them stay counts."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Role, Scorecard, Unit

C, P = Unit.COUNT, Unit.PERCENT


def read(table: str) -> Scorecard:
    return read_blocks("Performance report Quarter 2 2024/25", table)


def units(scorecard: Scorecard) -> list[list[Unit | None]]:
    return [[o.quantity.unit for o in record.observations] for record in scorecard.records]


@pytest.mark.parametrize(
    ("planned", "done", "share"),
    [
        ("Planned", "Done", "% done"),
        ("Plan", "Actual", "Achieved %"),
        ("Target", "Actual", "% achieved"),
        ("Planned", "Delivered", "Delivered %"),
        ("Planned Q2", "Actual Q2", "% Q2"),
        ("Q2 Planned", "Q2 Done", "Q2 %"),
    ],
)
def test_what_was_planned_and_done_keeps_its_count(planned: str, done: str, share: str) -> None:
    scorecard = read(
        f"""
        | Indicator       | {planned} | {done} | {share} | RAG |
        | Gully cleansing | 1200      | 1140   | 95%     | A   |
        | Inspections     | 80        | 84     | 105%    | G   |
        """
    )
    assert units(scorecard) == [[C, C, P], [C, C, P]]
    assert [o.role for o in scorecard.records[0].observations][:2] == [Role.TARGET, Role.ACTUAL]


def test_counts_under_a_title_that_names_the_percentage() -> None:
    scorecard = read(
        """
        | Indicator              | Planned | Done | Result % | Planned last year | RAG |
        | % of gullies cleansed  | 1200    | 1140 | 95.0     | 1100              | A   |
        | % of bridges inspected | 80      | 84   | 105.0    | 70                | G   |
        """
    )
    assert units(scorecard)[0][:3] == units(scorecard)[1][:3] == [C, C, P]


def test_a_percentage_of_two_numbers_that_no_header_names_is_the_result() -> None:
    scorecard = read(
        """
        | Indicator        | Number due | Number done | %      | RAG |
        | Fire risk checks | 210        | 200         | 95.2%  | A   |
        | Gas checks       | 80         | 80          | 100.0% | G   |
        """
    )
    assert units(scorecard) == [[C, C, P], [C, C, P]]
    assert [o.role for o in scorecard.records[0].observations] == [
        Role.OTHER,
        Role.OTHER,
        Role.ACTUAL,
    ]


def test_a_quarters_number_beside_its_percentage() -> None:
    scorecard = read(
        """
        | Indicator            | Q1 | Q2 | Q2 %  | Target | RAG |
        | Reviews done in time | 40 | 45 | 95%   | 96     | A   |
        | Assessments in time  | 39 | 41 | 91.5% | 90     | G   |
        """
    )
    assert units(scorecard) == [[C, C, P, P], [C, C, P, P]]


def test_bare_percentages_stay_percentages() -> None:
    scorecard = read(
        """
        | Indicator            | Actual % | Target | Last year | England | RAG |
        | Reviews done in time | 95       | 100    | 91        | 90      | A   |
        | Assessments in time  | 91.5     | 90     | 93        | 92      | G   |
        """
    )
    assert units(scorecard) == [[P] * 4, [P] * 4]
