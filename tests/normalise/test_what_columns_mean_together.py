"""What a column means by the columns beside it, and by what stands in it whatever its header."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.mark import MadeOf, Mark, MarkKind
from xlscorecard.model.scorecard import Rag, Role, Scorecard, Trend

PLANNING = """
    Application type | Number decided | Decided in time | % in time | Local target | RAG
    Major            | 12             | 11              | 91.7%     | 75%          | Green
    Minor            | 118            | 97              | 82.2%     | 85%          | Amber
"""
MONTHS = """
    Month  | Tax collected (%) | New claims (days) | Calls answered (%)
    Apr-24 | 10.6 [green]      | 19.4 [amber]      | 81.0 [red]
    May-24 | 20.1 [green]      | 18.2 [amber]      | 86.4 [amber]
    Jun-24 | 29.2 [amber]      | 16.9 [green]      | 91.2 [green]
    Target | 29.5              | 17                | 90
"""
BLOCK = """
    CS04a: Calls answered | <             | <      | AMBER
    Trend data            | Previous Year | Sep 23 | Dec 23
    Achievement           | 91%           | 90%    | 93%
    Target                | 95%           | 95%    | 95%
    RAG Rating            | Amber         | Red    | Amber
"""


def roles(scorecard: Scorecard) -> list[tuple[str, Role]]:
    return [(o.column, o.role) for o in scorecard.records[0].observations]


def test_the_result_is_of_the_targets_kind() -> None:
    assert roles(read_blocks("Planning October to December 2024", draw_grid(PLANNING))) == [
        ("Number decided", Role.OTHER),
        ("Decided in time", Role.OTHER),
        ("% in time", Role.ACTUAL),
        ("Local target", Role.TARGET),
    ]


def test_months_as_rows_over_a_row_of_targets() -> None:
    records = read_blocks("Monitoring 2024/25", draw_grid(MONTHS)).records
    assert [(r.title, r.rag) for r in records] == [
        ("Tax collected (%)", Rag.AMBER),
        ("New claims (days)", Rag.GREEN),
        ("Calls answered (%)", Rag.GREEN),
    ]
    assert [(o.raw, o.role, o.period, o.rag) for o in records[2].observations] == [
        ("81.0", Role.ACTUAL, "2024-04", Rag.RED),
        ("86.4", Role.ACTUAL, "2024-05", Rag.AMBER),
        ("91.2", Role.ACTUAL, "2024-06", Rag.GREEN),
        ("90", Role.TARGET, "2024/25", None),
    ]


def test_a_block_of_one_measure_under_a_bar_with_its_rating() -> None:
    (record,) = read_blocks("Quarter 3 2023/24", draw_grid(BLOCK)).records
    assert (record.ref, record.title, record.rag) == ("CS04a", "Calls answered", Rag.AMBER)
    assert [(o.raw, o.role, o.rag) for o in record.observations] == [
        ("91%", Role.PREVIOUS, Rag.AMBER),
        ("95%", Role.TARGET, None),
        ("90%", Role.ACTUAL, Rag.RED),
        ("95%", Role.TARGET, None),
        ("93%", Role.ACTUAL, Rag.AMBER),
        ("95%", Role.TARGET, None),
    ]


def test_a_status_that_is_no_rating_makes_no_scorecard() -> None:
    grants = draw_grid("""
        Organisation | Project       | Amount  | Status
        Food Bank    | Winter pantry | £12,000 | Paid
        Scouts       | Hut roof      | £4,500  | Approved
        Arts Trust   | Festival      | £20,000 | Paid
    """)
    assert read_blocks("Grants awarded", grants).records == ()


def with_line(grid: Grid, col: int) -> Grid:
    """The grid with a drawn line in each body cell of a column, level in the last."""
    blue = Rgb(68, 114, 196)
    kinds = [MarkKind.OTHER] * (grid.rows - 2) + [MarkKind.DASH]
    cells = [
        replace(c, marks=(Mark(kinds[c.row - 1], MadeOf.DRAWN, colour=blue),))
        if c.col == col and c.row
        else c
        for c in grid.cells
    ]
    return replace(grid, cells=tuple(cells))


def test_lines_that_chart_a_trend_rate_nothing() -> None:
    table = draw_grid("""
        Measure        | Target | Actual | Trend line
        Calls answered | 90%    | 81%    |
        Waste recycled | 50%    | 46%    |
        Homes let      | 40     | 38     |
        Tax collected  | 97%    | 98%    |
    """)
    assert [r.rag for r in read_blocks(with_line(table, 3)).records] == [None] * 4


def test_a_quarter_with_a_target_and_no_result_yet_has_no_result() -> None:
    table = draw_grid("""
        Measure            | Type   | Q1   | Q2   | RAG
        Waste recycled (%) | Target | 48   | 46   | Amber
        ^                  | Actual | 47.2 |      | ^
        Calls answered (%) | Target | 90   | 91   | Green
        ^                  | Actual | 92.0 |      | ^
    """)
    first, _ = read_blocks("Dashboard Q1 2024/25", table).records
    assert [(o.raw, o.role, o.period) for o in first.observations] == [
        ("48", Role.TARGET, "2024/25 Q1"),
        ("47.2", Role.ACTUAL, "2024/25 Q1"),
        ("46", Role.TARGET, "2024/25 Q2"),
        ("", Role.ACTUAL, "2024/25 Q2"),
    ]


def test_a_benchmark_of_a_year_is_no_earlier_result() -> None:
    table = draw_grid("""
        Measure   | 2023/24 | Target | Benchmarks | <
        ^         | ^       | ^      | SN 22/23   | England 22/23
        Referrals | 19.8%   | 18%    | 20.1%      | 22.4%
        Visits    | 84.0%   | 90%    | 88.2%      | 87.0%
    """)
    found = roles(read_blocks("Scorecard 2023/24", table))
    assert [role for _, role in found[2:]] == [Role.COMPARATOR] * 2


def test_the_colour_stands_over_a_phrase_and_a_colours_name_over_the_colour() -> None:
    table = draw_grid("""
        Measure        | Target | Actual | Status
        Calls answered | 90%    | 81%    | Behind schedule [amber]
        Waste recycled | 50%    | 46%    | Red [amber]
        Homes let      | 40     | 48     | On target [green]
    """)
    scorecard = read_blocks(table)
    assert [record.rag for record in scorecard.records] == [Rag.AMBER, Rag.RED, Rag.GREEN]
    told = [f.message for f in scorecard.findings if f.code == "word-against-colour"]
    assert [message.rsplit("; ", 1)[1] for message in told] == [
        "the colour stands",
        "the word stands",
    ]


def test_a_result_with_its_arrow_is_a_result_and_the_arrow_the_trend() -> None:
    table = draw_grid("""
        Indicator      | Target | Q4 result and change on Q3
        Calls answered | 90%    | 92% {up}
        Homes let      | 40     | 38 {down}
        Waste recycled | 50%    | 50% {flat}
    """)
    records = read_blocks("Quarter 4 2023/24", table).records
    assert [r.trend for r in records] == [Trend.UP, Trend.DOWN, Trend.FLAT]
    assert [(o.raw, o.role) for o in records[0].observations] == [
        ("90%", Role.TARGET),
        ("92%", Role.ACTUAL),
    ]


def test_commitments_over_several_measures_group_them() -> None:
    table = draw_grid("""
        Commitment             | How we will measure it | Baseline (2022/23) | 2027 target | 2023/24 result | Progress
        Grow good jobs         | Employment rate        | 74.1%              | 78%         | 74.9%          | Some delay [amber]
        ^                      | Median weekly pay      | £587               | £640        | £612           | On track [green]
        Revive our high street | Shops vacant           | 13.2%              | 8%          | 13.9%          | Off track [red]
    """)  # noqa: E501
    records = read_blocks("Our Plan: annual progress 2023/24", table).records
    assert [(r.title, r.rag) for r in records] == [
        ("Employment rate", Rag.AMBER),
        ("Median weekly pay", Rag.GREEN),
        ("Shops vacant", Rag.RED),
    ]
    assert [o.period for o in records[0].observations] == ["2022/23", None, "2023/24"]


def test_a_county_beside_its_districts_is_the_result_with_a_doubt() -> None:
    scorecard = read_blocks(
        "Community safety Quarter 2 2024/25",
        """
        | Indicator | North | South | County | Target |
        | Fires     | 5     | 6     | 11     | 12     |
        """,
    )
    assert [(o.role, o.raw) for o in scorecard.records[0].observations] == [
        (Role.OTHER, "5"),
        (Role.OTHER, "6"),
        (Role.ACTUAL, "11"),
        (Role.TARGET, "12"),
    ]
    assert ["County" in f.message for f in scorecard.findings] == [True]


def test_the_average_of_a_region_in_a_year_is_no_result() -> None:
    scorecard = read_blocks(
        "Benchmarking 2023/24",
        """
        | Indicator | 2022/23 | 2023/24 | SE average 2023/24 | England 2023/24 |
        | Recycling | 45%     | 46%     | 47%                | 44%             |
        """,
    )
    assert [(o.role, o.raw) for o in scorecard.records[0].observations[1:]] == [
        (Role.ACTUAL, "46%"),
        (Role.COMPARATOR, "47%"),
        (Role.COMPARATOR, "44%"),
    ]


def test_a_plan_at_a_day_is_no_result() -> None:
    scorecard = read_blocks(
        "Performance Q3 2024/25",
        """
        | Indicator | As at 31 Dec 2024 | Plan at 31 Dec 2024 | RAG |
        | Calls     | 88%               | 90%                 | R   |
        """,
    )
    assert [(o.role, o.period, o.raw) for o in scorecard.records[0].observations] == [
        (Role.ACTUAL, "2024-12", "88%"),
        (Role.TARGET, "2024-12", "90%"),
    ]


def test_the_last_score_of_a_risk_is_no_present_result() -> None:
    scorecard = read_blocks(
        "Risk register September 2024",
        """
        | Risk      | Impact | Likelihood | Score | RAG | Last score | Mitigation       |
        | Data loss | 4      | 3          | 12    | A   | 16         | Encrypt laptops. |
        """,
    )
    last = scorecard.records[0].observations[-1]
    assert (last.role, last.raw) == (Role.PREVIOUS, "16")


@pytest.mark.parametrize(
    "header",
    [
        "Shire average 2023/24",
        "2023/24 Shire average",
        "Shire districts' average 23/24",
        "Unitary mean 2023/24",
        "LA average 2023/24",
        "English authorities 2023/24",
        "Other councils 2023/24",
        "Core cities 2023/24",
        "LG Inform mean 2023/24",
        "Best in class 2023/24",
        "Eng average Mar 2024",
    ],
)
def test_others_in_a_year_are_what_the_result_is_compared_with(header: str) -> None:
    scorecard = read_blocks(
        "Benchmarking 2023/24",
        f"""
        | Indicator | Target | 2022/23 | 2023/24 | {header} |
        | Recycling | 45%    | 44%     | 46%     | 47%      |
        """,
    )
    assert [(o.role, o.raw) for o in scorecard.records[0].observations[1:]] == [
        (Role.PREVIOUS, "44%"),
        (Role.ACTUAL, "46%"),
        (Role.COMPARATOR, "47%"),
    ]


@pytest.mark.parametrize("header", ["Monthly average 2023/24", "Average for year 2023/24"])
def test_the_average_of_a_councils_own_months_is_its_result(header: str) -> None:
    scorecard = read_blocks(
        "Performance 2023/24",
        f"""
        | Indicator    | Target | {header} |
        | Call waiting | 45     | 46       |
        """,
    )
    assert [o.role for o in scorecard.records[0].observations] == [Role.TARGET, Role.ACTUAL]


def test_the_part_of_a_measure_that_is_its_target_holds_no_result() -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 2 2024/25",
        """
        | Measure        | Type   | Q1 | Q2 |
        | Bins missed    | Target | 12 | 13 |
        |                | Actual | 10 | 11 |
        | Calls answered |        |    |    |
        |                | Target | 80 | 81 |
        |                | Actual | 82 | 83 |
        """,
    )
    roles = {o.raw: o.role for r in scorecard.records for o in r.observations if o.raw}
    assert roles == {"12": Role.TARGET, "13": Role.TARGET, "10": Role.ACTUAL, "11": Role.ACTUAL}
