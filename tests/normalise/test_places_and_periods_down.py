"""Rows that only seem to tell of the row above: averages below places, periods without results."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Role

_PAPER = "Performance report 2024/25"


@pytest.mark.parametrize("header", ["Ward", "Area", "Authority"])
@pytest.mark.parametrize("whole", ["Average", "England average"])
def test_the_average_of_places_is_no_comparison_for_the_last_of_them(
    header: str, whole: str
) -> None:
    scorecard = read_blocks(
        _PAPER,
        f"""
        | {header} | 2023/24 | 2024/25 | Target | RAG   |
        | Abbey    | 15%     | 25%     | 20%    | Green |
        | Barton   | 14%     | 24%     | 20%    | Green |
        | {whole}  | 13%     | 23%     |        |       |
        """,
    )
    assert [r.title for r in scorecard.records] == ["Abbey", "Barton", whole]
    barton = scorecard.records[1]
    assert Role.COMPARATOR not in {o.role for o in barton.observations}


def test_a_result_of_the_first_quarter_alone_is_that_quarters() -> None:
    calls, bins = read_blocks(
        _PAPER,
        """
        | Measure        | Period | Result | Target | Comment         |
        | Calls answered | Q1     | 91%    | 90%    |                 |
        |                | Q2     | 92%    |        | More staff      |
        | Bins emptied   | Q1     | 93%    | 95%    |                 |
        |                | Q2     |        |        | Vehicle changes |
        """,
    ).records
    for record, results in ((calls, ["91%", "92%"]), (bins, ["93%", ""])):
        own = [o for o in record.observations if o.role is Role.ACTUAL]
        assert [(o.period, o.raw) for o in own] == list(
            zip(["2024/25 Q1", "2024/25 Q2"], results, strict=True)
        )
    assert [o.raw for o in bins.observations if o.role is Role.TARGET] == ["95%"]


def test_a_target_of_the_first_quarter_is_none_of_quarters_to_come() -> None:
    scorecard = read_blocks(
        _PAPER,
        """
        | Measure      | Quarter | Result | Target | RAG   |
        | Homes built  | Q1      | 26     | 25     | Green |
        |              | Q2      |        |        |       |
        | Bins emptied | Q1      | 93     | 95     | Amber |
        |              | Q2      |        |        |       |
        """,
    )
    for record, target in zip(scorecard.records, ["25", "95"], strict=True):
        told = {(o.period, o.raw) for o in record.observations if o.role is Role.TARGET and o.raw}
        assert told == {("2024/25 Q1", target)}


def test_the_reported_years_rating_is_present_beside_a_year_to_come() -> None:
    scorecard = read_blocks(
        "Annual report 2023/24",
        """
        | Measure        | 2023/24 Actual | 2023/24 RAG | 2024/25 |
        | Calls answered | 20%            | [green]G    | 21%     |
        | Bins emptied   | 20%            | [red]R      | 11%     |
        """,
    )
    assert [r.rag for r in scorecard.records] == [Rag.GREEN, Rag.RED]
    assert "rating-of-another-time" not in {f.code for f in scorecard.findings}


@pytest.mark.parametrize(
    ("said", "rag"),
    [
        ("Complete - expected by March", None),
        ("Amber (expected Green)", Rag.AMBER),
        ("Amber - expected to be Green", Rag.AMBER),
    ],
)
def test_what_is_expected_to_be_complete_is_not(said: str, rag: Rag | None) -> None:
    scorecard = read_blocks(
        _PAPER,
        f"""
        | Action               | Lead  | RAG    |
        | Build the leisure centre | Smith | {said} |
        | Mend the town hall   | Jones | Green  |
        """,
    )
    assert [r.rag for r in scorecard.records] == [rag, Rag.GREEN]


def test_what_will_be_done_to_meet_the_target_rates_nothing() -> None:
    scorecard = read_blocks(
        _PAPER,
        """
        | Measure          | Target | Actual | What we will do to meet the target |
        | Adults visited   | 1,200  | 1,300  | Recruit more                       |
        | Children visited | 1,200  | 1,100  | Train staff                        |
        """,
    )
    assert [r.rag for r in scorecard.records] == [None, None]
    assert "rag-not-read" not in {f.code for f in scorecard.findings}


def test_contracts_above_some_thousand_pounds_are_not_counted_in_thousands() -> None:
    scorecard = read_blocks(
        _PAPER,
        """
        | Measure                      | Target | Actual |
        | Contracts over 5 000 pounds  | 20     | 10     |
        | Contracts put out to tender  | 20     | 10     |
        """,
    )
    assert [o.quantity.value for o in scorecard.records[0].observations] == [20, 10]


def test_the_first_of_several_places_that_nothing_names_is_no_sure_result() -> None:
    table = """
        | Measure            | Target | Northford | Southford | Eastford | County average |
        | Majors in time (%) | 70     | 91        | 88        | 64       | 81             |
        | Homes built        | 400    | 512       | 377       | 410      | 433            |
        """
    found = read_blocks("District comparison 2024/25", table).records[0].observations
    assert [(o.role, o.confidence) for o in found] == [
        (Role.TARGET, 1.0),
        (Role.ACTUAL, 0.75),
        (Role.COMPARATOR, 0.75),
        (Role.COMPARATOR, 0.75),
        (Role.COMPARATOR, 1.0),
    ]
    own = read_blocks("Northford District Council performance 2024/25", table)
    assert own.records[0].observations[1].confidence == 1.0
