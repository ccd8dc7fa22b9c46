"""Headers that share words with others and mean something else."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Role

_PAPER = "Performance report Quarter 2 2024/25"


@pytest.mark.parametrize(
    "header",
    [
        "Is performance as expected?",
        "Expected level reached RAG",
        "RAG (better than expected?)",
    ],
)
def test_a_rating_of_what_is_expected_by_now_is_the_present_one(header: str) -> None:
    scorecard = read_blocks(
        _PAPER,
        f"""
        | Measure      | Target | Q2 Actual | {header} |
        | Pool visits  | 2,500  | 2,397     | [green]G |
        | Bins missed  | 25     | 23        | [amber]A |
        | Trees missed | 25     | 23        | [red]R   |
        """,
    )
    assert [r.rag for r in scorecard.records] == [Rag.GREEN, Rag.AMBER, Rag.RED]
    assert not scorecard.findings


@pytest.mark.parametrize(
    "header",
    [
        "Current RAG (against target)",
        "Current confidence in year-end delivery RAG",
        "Current forecast RAG",
        "Current RAG (last updated June)",
    ],
)
def test_between_amber_and_green_is_no_move_where_the_header_names_one_time(header: str) -> None:
    scorecard = read_blocks(
        _PAPER,
        f"""
        | Project        | Lead  | {header}    |
        | Leisure centre | Smith | Amber/Green |
        | Town hall      | Jones | Green       |
        | Bridge repairs | Brown | Amber/Red   |
        """,
    )
    assert [r.rag for r in scorecard.records] == [None, Rag.GREEN, None]
    assert [f.code for f in scorecard.findings] == ["rag-not-read"] * 2


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("% of profile", [Role.TARGET, Role.ACTUAL, Role.OTHER]),
        ("Actual v profile", [Role.TARGET, Role.ACTUAL, Role.VARIANCE]),
        ("Q2 profile", [Role.TARGET, Role.ACTUAL, Role.TARGET]),
    ],
)
def test_a_share_of_the_profile_is_no_target(header: str, roles: list[Role]) -> None:
    scorecard = read_blocks(
        _PAPER,
        f"""
        | Measure         | Annual target | Actual | {header} |
        | New homes built | 250           | 239    | 96       |
        | Bins missed     | 25            | 23     | 92       |
        """,
    )
    assert [[o.role for o in r.observations] for r in scorecard.records] == [roles] * 2


def test_performance_against_the_profile_is_no_target() -> None:
    scorecard = read_blocks(
        _PAPER,
        """
        | Measure         | Profile | Performance against profile |
        | New homes built | 250     | 239                         |
        | Bins missed     | 25      | 23                          |
        """,
    )
    assert [o.role for o in scorecard.records[0].observations] == [Role.TARGET, Role.ACTUAL]


def test_a_mid_year_estimate_of_the_population_is_no_forecast() -> None:
    scorecard = read_blocks(
        _PAPER,
        """
        | Measure          | Actual | Mid-year estimate | Target |
        | Children in need | 250    | 23,900            | 240    |
        | Children in care | 225    | 23,900            | 230    |
        """,
    )
    assert Role.FORECAST not in {o.role for r in scorecard.records for o in r.observations}


def test_service_standards_in_short_words_name_the_rows() -> None:
    scorecard = read_blocks(
        _PAPER,
        """
        | Service standard | Target | Actual |
        | Bins             | 95%    | 94%    |
        | Calls            | 90%    | 92%    |
        """,
    )
    assert [r.title for r in scorecard.records] == ["Bins", "Calls"]


def test_a_service_standard_beside_its_service_is_a_text() -> None:
    scorecard = read_blocks(
        _PAPER,
        """
        | Service | Service standard    | Target | Actual |
        | Waste   | Bins emptied on day | 95%    | 94%    |
        | Contact | Calls answered      | 90%    | 92%    |
        """,
    )
    assert [[o.role for o in r.observations] for r in scorecard.records] == [
        [Role.TARGET, Role.ACTUAL]
    ] * 2
    assert [r.text for r in scorecard.records] == [
        (("service_standard", "Bins emptied on day"),),
        (("service_standard", "Calls answered"),),
    ]


def test_the_day_by_which_something_is_to_be_done_is_a_text() -> None:
    scorecard = read_blocks(
        "Action plan",
        """
        | Action                  | To be done by | Lead  | Status |
        | Write housing strategy  | 31/03/2025    | Smith | Green  |
        | Open leisure centre     | 30/06/2025    | Jones | Amber  |
        """,
    )
    assert [dict(r.text)["to_be_done_by"] for r in scorecard.records] == [
        "31/03/2025",
        "30/06/2025",
    ]
    assert not scorecard.findings


def test_done_beside_planned_is_the_result() -> None:
    scorecard = read_blocks(
        _PAPER,
        """
        | Measure            | Planned | Done |
        | Audits of services | 10      | 9    |
        | Visits to homes    | 20      | 19   |
        """,
    )
    assert [[o.role for o in r.observations] for r in scorecard.records] == [
        [Role.TARGET, Role.ACTUAL]
    ] * 2
    assert not scorecard.findings
