"""Tables that go on beside themselves, dates that are no header, scales and scores in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.scorecard import Kind, Polarity, Rag, Unit


def test_a_right_half_without_a_header_goes_on_with_the_measures() -> None:
    scorecard = read_blocks(
        """
        | Indicator        | Target | Actual | RAG      |                |     |       |          |
        | Calls answered   | 85%    | 88.2%  | [green]G | Trees planted  | 310 | 322   | [green]G |
        | Waste recycled   | 50%    | 46.1%  | [red]R   | Graves dug     | 40  | 38    | [amber]A |
        | Fines paid       | 75%    | 74.8%  | [amber]A | Books lent     | 880 | 795   | [red]R   |
        """
    )
    assert [(r.title, [o.raw for o in r.observations], r.rag) for r in scorecard.records] == [
        ("Calls answered", ["85%", "88.2%"], Rag.GREEN),
        ("Waste recycled", ["50%", "46.1%"], Rag.RED),
        ("Fines paid", ["75%", "74.8%"], Rag.AMBER),
        ("Trees planted", ["310", "322"], Rag.GREEN),
        ("Graves dug", ["40", "38"], Rag.AMBER),
        ("Books lent", ["880", "795"], Rag.RED),
    ]
    assert [r.observations[1].column for r in scorecard.records] == ["Actual"] * 6


def test_owners_and_notes_beside_a_table_are_no_second_half() -> None:
    scorecard = read_blocks(
        """
        | Indicator        | Target | Actual |             |           |      |
        | Calls answered   | 85%    | 88.2%  | J Marsh     | On leave  | 2024 |
        | Waste recycled   | 50%    | 46.1%  | P Quill     | New crew  | 2024 |
        | Fines paid       | 75%    | 74.8%  | A Stone     | Appeals   | 2025 |
        """
    )
    titles = [r.title for r in scorecard.records]
    assert titles == ["Calls answered", "Waste recycled", "Fines paid"]


@pytest.mark.parametrize("due", ["30/11/24", "Nov 2024"])
def test_a_date_among_dates_makes_no_header_of_an_action(due: str) -> None:
    scorecard = read_blocks(
        f"""
        | Ref | Action                  | Due date | Status          |
        | A1  | Open the transit site   | 01/09/24 | [blue]Complete  |
        | A2  | Let the waste contract  | {due}    | [red]Delayed    |
        | A3  | Refurbish Elm Court     | 28/02/25 | [green]On track |
        """
    )
    assert [(r.kind, r.ref, r.rag) for r in scorecard.records] == [
        (Kind.ACTION, "A1", Rag.BLUE),
        (Kind.ACTION, "A2", Rag.RED),
        (Kind.ACTION, "A3", Rag.GREEN),
    ]


def test_a_part_of_a_scorecard_that_rates_nothing_is_a_finding() -> None:
    scorecard = read_blocks(
        """
        | Measure         | Target   | Q1      | RAG      |
        | Calls answered  | 85%      | 88.2%   | [green]G |
        | Waste recycled  | 50%      | 46.1%   | [red]R   |
        | Councillor      | Apr      | May     | June     |
        | J Marsh         | Present  | Present | Away     |
        | P Quill         | Away     | Present | Present  |
        """
    )
    assert len(scorecard.records) == 2
    (finding,) = [f for f in scorecard.findings if f.code == "table-passed-over"]
    assert "2 rows that begins 'J Marsh'" in finding.message
    assert finding.table == 1


def test_shades_of_blue_that_no_key_explains_rate_nothing() -> None:
    grid = draw_grid(
        """
        | Measure            | Value | Average of group | Target |
        | Council tax paid   | 97.9% | 96.2%            | 97%    |
        | Planning decisions | 81%   | 86%              | 85%    |
        | Rent collected     | 96%   | 95%              | 97%    |
        """
    )
    blues = {1: Rgb(31, 78, 121), 2: Rgb(157, 195, 230), 3: Rgb(31, 78, 121)}
    cells = tuple(
        replace(cell, fill=blues[cell.row]) if cell.row and cell.col == 1 else cell
        for cell in grid.cells
    )
    scorecard = read_blocks(replace(grid, cells=cells))
    assert {r.rag for r in scorecard.records} == {None}
    assert {o.rag for r in scorecard.records for o in r.observations} == {None}


def test_mid_and_in_range_are_a_band() -> None:
    scorecard = read_blocks(
        """
        | Measure        | Good is  | Target range | Actual | RAG      |
        | Staff turnover | Mid      | 8% - 12%     | 9.4%   | [green]G |
        | Agency spend   | In range | 3% - 6%      | 7.1%   | [amber]A |
        """
    )
    assert [r.polarity for r in scorecard.records] == [Polarity.BAND, Polarity.BAND]


def test_a_scale_that_a_title_writes_out_is_multiplied_and_an_average_time_is_no_count() -> None:
    scorecard = read_blocks(
        """
        | Measure                                  | Target | Actual | RAG      |
        | Museum visitors (thousands)              | 22     | 19.4   | [red]R   |
        | Average number of weeks to pay a claim   | 4      | 3      | [green]G |
        """
    )
    visitors, weeks = scorecard.records
    assert [o.quantity.value for o in visitors.observations] == [Decimal(22000), Decimal(19400)]
    assert {o.quantity.unit for o in visitors.observations} == {Unit.COUNT}
    assert [o.quantity.value for o in weeks.observations] == [Decimal(4), Decimal(3)]
    assert Unit.COUNT not in {o.quantity.unit for o in weeks.observations}


def test_a_risks_score_is_what_its_factors_make() -> None:
    scorecard = read_blocks(
        """
        | ID   | Risk                   | Score   | Owner |
        | CR01 | A contractor fails     | 4x5=20  | JT    |
        | CR02 | Data are lost          | 3 x 4 = 15 | PM |
        """
    )
    first, second = (record.observations[0] for record in scorecard.records)
    assert (first.quantity.value, first.quantity.note) == (Decimal(20), "4 x 5")
    assert second.quantity.value is None
    assert [f.row for f in scorecard.findings if f.code == "value-not-read"] == [2]


def test_a_register_that_only_scores_its_risks_is_one() -> None:
    scorecard = read_blocks(
        """
        | Ref | Risk description   | Inherent score | Residual score |
        | SR1 | Cost of care rises | 5 x 5 = 25     | 4 x 4 = 16     |
        | SR2 | Flooding           | 16             | 12             |
        """
    )
    assert [(r.kind, [o.quantity.value for o in r.observations]) for r in scorecard.records] == [
        (Kind.RISK, [Decimal(25), Decimal(16)]),
        (Kind.RISK, [Decimal(16), Decimal(12)]),
    ]
