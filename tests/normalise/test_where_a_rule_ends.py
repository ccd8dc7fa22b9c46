"""Papers that look nearly like those that a rule of reading is for, and are read otherwise."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Kind, Rag, Role, Trend, Unit

PAPER = "# Corporate performance report Quarter 2 2023/24"


@pytest.mark.parametrize(
    ("header", "ratings"),
    [("RAG code", ("G", "R")), ("Colour code", ("Green", "Red")), ("Status code", ("G", "R"))],
)
def test_the_code_of_a_rating_rates(header: str, ratings: tuple[str, str]) -> None:
    scorecard = read_blocks(
        PAPER,
        f"""
        | Measure        | Target | Actual | {header}     |
        | Calls answered | 90%    | 92%    | {ratings[0]} |
        | Bins missed    | 10     | 14     | {ratings[1]} |
        """,
    )
    assert [(r.ref, r.rag) for r in scorecard.records] == [(None, Rag.GREEN), (None, Rag.RED)]


def test_the_number_of_a_theme_is_no_welsh_quarter() -> None:
    scorecard = read_blocks(
        PAPER,
        "## CH1 Children adopted",
        """
        | Measure        | Target | Actual |
        | Calls answered | 90%    | 92%    |
        | Bins missed    | 10     | 14     |
        """,
    )
    actuals = [r.observation(Role.ACTUAL) for r in scorecard.records]
    assert [o.period for o in actuals if o is not None] == ["2023/24 Q2", "2023/24 Q2"]


def test_the_only_results_of_a_table_are_no_numbers_of_its_rows() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        |       | Measure        | Target | RAG   |
        | 85%   | Calls answered | 90%    | Red   |
        | 92%   | Bins emptied   | 95%    | Amber |
        | 77.5% | Homes let      | 80%    | Amber |
        """,
    )
    assert [[o.raw for o in r.observations] for r in scorecard.records] == [
        ["85%", "90%"],
        ["92%", "95%"],
        ["77.5%", "80%"],
    ]
    assert "role-by-place" in [f.code for f in scorecard.findings]


def test_half_years_that_begin_before_the_turn_keep_their_year() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure        | Target | Winter | <   | Summer | <   |
        | ^              | ^      | Q3     | Q4  | Q1     | Q2  |
        | Calls answered | 95%    | 90%    | 92% | 93%    | 94% |
        | Bins missed    | 9      | 10     | 14  | 15     | 16  |
        """,
    )
    assert [o.period for o in scorecard.records[0].observations][1:] == [
        "2022/23 Q3",
        "2022/23 Q4",
        "2023/24 Q1",
        "2023/24 Q2",
    ]


def test_slightly_below_others_is_no_rating() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure           | Actual | Target | Compared with England |
        | Repeat referrals  | 12%    | 15%    | Slightly below        |
        | Bins missed       | 14     | 12     | Just below            |
        | Homes let         | 14     | 12     | Slightly below        |
        """,
    )
    assert [r.rag for r in scorecard.records] == [None] * 3
    assert scorecard.records[0].observations[-1].raw == "Slightly below"


def test_a_colour_that_is_said_to_be_no_rating_is_none() -> None:
    scorecard = read_blocks(
        PAPER,
        "Arrows show direction of travel. The colour of the arrow is not a RAG rating.",
        """
        | Measure        | Target | Actual | Trend                 |
        | Calls answered | 90%    | 92%    | {triangle up green}   |
        | Bins missed    | 10     | 14     | {triangle down red}   |
        """,
    )
    assert [(r.rag, r.trend) for r in scorecard.records] == [(None, Trend.UP), (None, Trend.DOWN)]


def test_an_improvement_plan_is_no_improvement() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure        | Target | Actual | RAG                             |
        | Calls answered | 90%    | 92%    | Green                           |
        | Bins missed    | 10     | 14     | Red: improvement plan in place  |
        """,
    )
    assert [(r.rag, r.trend) for r in scorecard.records] == [(Rag.GREEN, None), (Rag.RED, None)]


def test_amber_circles_alone_under_assurance_rate() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure        | Target | Actual | Assurance      |
        | Calls answered | 90%    | 89%    | {circle amber} |
        | Bins missed    | 10     | 11     | {circle amber} |
        """,
    )
    assert [r.rag for r in scorecard.records] == [Rag.AMBER, Rag.AMBER]


@pytest.mark.parametrize(
    ("header", "cells", "trends"),
    [
        ("Annual change", ("{up}", "{down}"), (Trend.UP, Trend.DOWN)),
        ("Overall movement", ("Improving", "Declining"), (Trend.IMPROVING, Trend.DECLINING)),
    ],
)
def test_a_change_told_by_arrows_or_words_is_the_trend(
    header: str, cells: tuple[str, str], trends: tuple[Trend, Trend]
) -> None:
    scorecard = read_blocks(
        PAPER,
        f"""
        | Measure        | Target | Actual | {header}   |
        | Calls answered | 90%    | 92%    | {cells[0]} |
        | Bins missed    | 10     | 14     | {cells[1]} |
        """,
    )
    assert tuple(r.trend for r in scorecard.records) == trends


def test_a_tolerance_either_way_is_no_variance() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure        | Target | +/- tolerance | Actual |
        | Calls answered | 90%    | 2%            | 92%    |
        | Bins missed    | 10     | 1             | 14     |
        """,
    )
    roles = {o.role for r in scorecard.records for o in r.observations}
    assert roles == {Role.TARGET, Role.OTHER, Role.ACTUAL}


def test_an_act_of_parliament_is_no_result() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Ward  | Care Act assessments | Target | RAG |
        | North | 90                   | 92     | Red |
        | South | 10                   | 14     | Red |
        """,
    )
    assert "role-by-place" in [f.code for f in scorecard.findings]


def test_a_year_over_a_whole_scale_leaves_it_a_self_rating() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Priority | 2023/24 | <        | <        | < |
        | Housing  | 1       | 2        | [blue] 3 | 4 |
        | Planning | 1       | [blue] 2 | 3        | 4 |
        """,
    )
    assert [(r.kind, r.title, r.observations[0].raw) for r in scorecard.records] == [
        (Kind.RATING, "Housing", "3"),
        (Kind.RATING, "Planning", "2"),
    ]


MEASURES = """
    | Measure        | Target | Actual | Status  |
    | Calls answered | 90%    | 92%    | [green] |
    | Bins missed    | 10     | 14     | [red]   |
    """


@pytest.mark.parametrize(
    "heading", ["Key used in this report", "Key explaining the colours", "RAG key", ""]
)
def test_a_key_in_a_councils_own_words_is_read_and_heads_nothing(heading: str) -> None:
    key = """
        | [green] | Everything is going well |
        | [blue]  | Some concerns            |
        | [red]   | Serious concerns         |
        """
    scorecard = read_blocks(PAPER, *filter(None, (heading, key, MEASURES)))
    assert [(e.meaning, e.rag) for e in scorecard.key] == [
        ("Everything is going well", Rag.GREEN),
        ("Some concerns", Rag.BLUE),
        ("Serious concerns", Rag.RED),
    ]
    assert all("concerns" not in part for r in scorecard.records for part in r.section)


def test_a_figure_over_its_rating_is_not_that_of_two_lettered_measures() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure                               | Target | Actual   |
        | Planning decisions:~a) major~b) minor | 80%    | 75%~Red  |
        | Homes let                             | 10     | 12       |
        """,
    )
    first = scorecard.records[0]
    assert (first.title, first.rag) == ("Planning decisions: a) major b) minor", Rag.RED)
    assert [o.quantity.value for o in first.observations] == [80, 75]


def test_a_share_of_no_more_than_all_is_no_sum_of_money() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure                        | Target £000 | Actual £000 |
        | Share of budget spent on staff | 50          | 51          |
        | Share of business rates        | 4,500       | 98          |
        | Capital receipts               | 500         | 510         |
        """,
    )
    assert [
        [(o.quantity.value, o.quantity.unit) for o in r.observations] for r in scorecard.records
    ] == [
        [(Decimal(50), Unit.PERCENT), (Decimal(51), Unit.PERCENT)],
        [(Decimal(4500000), Unit.GBP), (Decimal(98000), Unit.GBP)],
        [(Decimal(500000), Unit.GBP), (Decimal(510000), Unit.GBP)],
    ]


def test_results_in_coloured_words_stay_results_beside_ratings() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure      | Target | Actual          | RAG   |
        | Plan adopted | Sept   | [green] Adopted | Green |
        | Strategy     | Oct    | [red] Delayed   | Red   |
        """,
    )
    assert [(r.observations[-1].raw, r.rag) for r in scorecard.records] == [
        ("Adopted", Rag.GREEN),
        ("Delayed", Rag.RED),
    ]


def test_the_words_whose_colour_rates_are_kept() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure      | Target | Performance          |
        | Plan adopted | Yes    | [green] In place     |
        | Strategy     | Yes    | [red] Not in place   |
        """,
    )
    assert [(r.rag, dict(r.text)["performance"]) for r in scorecard.records] == [
        (Rag.GREEN, "In place"),
        (Rag.RED, "Not in place"),
    ]


def test_the_end_of_the_year_is_not_the_quarter_before_the_first() -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 1 2023/24",
        """
        | Measure     | Target | Q1  | Year end (Q4) |
        | Calls taken | 450    | 102 | 440           |
        | Bins missed | 80     | 22  | 79            |
        """,
    )
    periods = [o.period for o in scorecard.records[0].observations]
    assert periods == ["2023/24", "2023/24 Q1", "2023/24 Q4"]


def test_a_tick_under_performance_leaves_no_text() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure        | Target | Actual | Performance |
        | Calls answered | 90%    | 92%    | [green] ✓   |
        | Bins missed    | 10     | 14     | [red] ✗     |
        """,
    )
    assert [(r.rag, r.text) for r in scorecard.records] == [(Rag.GREEN, ()), (Rag.RED, ())]


@pytest.mark.parametrize(
    ("header", "places"),
    [
        ("Quartile band", ("A", "D", "B")),
        ("Quartile", ("Top", "Bottom", "Second")),
        ("National position", ("Upper quartile", "Bottom quartile", "Third quartile")),
    ],
)
def test_places_among_others_in_colours_are_no_ratings(
    header: str, places: tuple[str, str, str]
) -> None:
    scorecard = read_blocks(
        PAPER,
        f"""
        | Measure        | Target | Actual | {header}          |
        | Calls answered | 5      | 6      | [green] {places[0]} |
        | Bins missed    | 5      | 6      | [red] {places[1]}   |
        | Homes let      | 5      | 6      | [amber] {places[2]} |
        """,
    )
    assert [(r.rag, r.observations[-1].raw) for r in scorecard.records] == [
        (None, places[0]),
        (None, places[1]),
        (None, places[2]),
    ]


def test_what_a_tile_differs_by_is_no_earlier_result_and_no_target() -> None:
    scorecard = read_blocks(
        "# Police dashboard: 12 months to September 2024",
        """
        | [green] Violent crime~4,102~6.1% vs 12 months to Sep 2023 | [red] Burglary~988~3.4% vs last year | [amber] Calls abandoned~9.8%~2.2pp vs target |
        """,  # noqa: E501
    )
    assert [(r.title, [o.raw for o in r.observations]) for r in scorecard.records] == [
        ("Violent crime", ["4,102"]),
        ("Burglary", ["988"]),
        ("Calls abandoned", ["9.8%"]),
    ]


def test_arrows_under_a_rank_are_the_trend() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure        | Target | Actual | Quartile |
        | Calls answered | 5      | 6      | {up}     |
        | Bins missed    | 5      | 6      | {down}   |
        """,
    )
    assert [r.trend for r in scorecard.records] == [Trend.UP, Trend.DOWN]


def test_dots_under_a_position_rate() -> None:
    scorecard = read_blocks(
        PAPER,
        """
        | Measure        | Target | Actual | Position       |
        | Calls answered | 5      | 6      | {circle green} |
        | Bins missed    | 5      | 6      | {circle red}   |
        """,
    )
    assert [r.rag for r in scorecard.records] == [Rag.GREEN, Rag.RED]


def test_boxes_with_the_numbers_of_priorities_measure_nothing() -> None:
    scorecard = read_blocks(
        "Corporate performance report Quarter 2 2023/24",
        "| 1~Healthy places~Lead: J Smith | 2~Thriving economy~Lead: A Jones "
        "| 3~Better homes~Lead: B Brown |",
    )
    assert scorecard.records == ()
