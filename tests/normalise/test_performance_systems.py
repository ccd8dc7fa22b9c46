"""Tables as performance systems export them and as councils set their own: what a reader of the
paper would say stands there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Observation, Polarity, Rag, Record, Role, Scorecard, Trend


def values(record: Record) -> list[tuple[str, str, Decimal | None]]:
    return [(o.column, o.raw, o.quantity.value) for o in record.observations]


def only(scorecard: Scorecard) -> Record:
    (record,) = scorecard.records
    return record


def value_in(record: Record, column: str) -> Observation:
    (found,) = (o for o in record.observations if o.column == column)
    return found


def test_a_measure_told_year_by_year_is_one_record() -> None:
    record = only(
        read_blocks(
            """
            | HS 104 Emergency repairs done within 24 hours | <        | <               | <      | <              |
            | {circle amber}                                | Polarity | Aim to Maximise | <      | <              |
            | ^                                             | Year     | Value           | Target | Status         |
            | ^                                             | 2020/21  | 98.7%           | 99%    | {circle red}   |
            | ^                                             | 2021/22  | 99.2%           | 99%    | {circle green} |
            | ^                                             | 2022/23  | 98.1%           | 99%    | {circle amber} |
            | Short Term Trend {down} | Eleven jobs were late in the December freeze. | < | < | <                |
            """  # noqa: E501
        )
    )
    assert record.title == "HS 104 Emergency repairs done within 24 hours"
    assert (record.rag, record.trend, record.polarity) == (Rag.AMBER, Trend.DOWN, Polarity.HIGHER)
    assert values(record) == [
        ("2020/21 / Value", "98.7%", Decimal("98.7")),
        ("2020/21 / Target", "99%", Decimal(99)),
        ("2021/22 / Value", "99.2%", Decimal("99.2")),
        ("2021/22 / Target", "99%", Decimal(99)),
        ("2022/23 / Value", "98.1%", Decimal("98.1")),
        ("2022/23 / Target", "99%", Decimal(99)),
    ]
    rated = [o.rag for o in record.observations if o.role is not Role.TARGET]
    assert rated == [Rag.RED, Rag.GREEN, Rag.AMBER]
    assert dict(record.text)["commentary"] == "Eleven jobs were late in the December freeze."


def test_the_heading_names_the_measure_of_a_table_of_periods() -> None:
    record = only(
        read_blocks(
            "# Calls answered within 60 seconds",
            """
            | Quarter    | Value | Target |
            | Q1 2023/24 | 81%   | 85%    |
            | Q2 2023/24 | 86%   | 85%    |
            """,
        )
    )
    assert record.title == "Calls answered within 60 seconds"
    assert [(o.period, o.role, o.raw) for o in record.observations] == [
        ("2023/24 Q1", Role.ACTUAL, "81%"),
        ("2023/24 Q1", Role.TARGET, "85%"),
        ("2023/24 Q2", Role.ACTUAL, "86%"),
        ("2023/24 Q2", Role.TARGET, "85%"),
    ]


def test_a_legend_of_icons_with_their_words_is_no_measure() -> None:
    scorecard = read_blocks(
        """
        | PI Status        | PI                  | Value | Target | Long Term Trend |
        | {triangle amber} | Council tax in time | 97%   | 98%    | {up}            |
        | {circle green}   | Invoices in time    | 99%   | 98%    | {flat}          |
        """,
        """
        | PI Status                | Long Term Trends     | Short Term Trends    |
        | {circle red} Alert       | {up} Improving       | {up} Improving       |
        | {triangle amber} Warning | {flat} No Change     | {flat} No Change     |
        | {circle green} OK        | {down} Getting Worse | {down} Getting Worse |
        """,
    )
    assert [r.title for r in scorecard.records] == ["Council tax in time", "Invoices in time"]
    assert [r.rag for r in scorecard.records] == [Rag.AMBER, Rag.GREEN]
    assert {entry.meaning for entry in scorecard.key} >= {"Alert", "Getting Worse"}


def test_the_matrix_beside_a_risk_register_is_no_self_rating() -> None:
    scorecard = read_blocks(
        """
        | 3 Possible | 3 | 6 | 9 | 12 | 15 |
        | 2 Unlikely | 2 | 4 | 6 | 8  | 10 |
        | 1 Rare     | 1 | 2 | 3 | 4  | 5  |
        """
    )
    assert scorecard.records == ()


def test_faces_in_a_column_of_ratings_are_ratings() -> None:
    scorecard = read_blocks(
        """
        | BVPI No. | Description         | 2005/06 Target | 2005/06 Actual | Target met? |
        | BV8      | Invoices in 30 days | 98%            | 95.2%          | 😐          |
        | BV9      | Council tax         | 98.0%          | 98.12%         | ☺           |
        | BV12     | Days lost sick      | 9.5            | 12.34          | ☹           |
        """
    )
    assert [r.ref for r in scorecard.records] == ["BV8", "BV9", "BV12"]
    assert [r.rag for r in scorecard.records] == [Rag.AMBER, Rag.GREEN, Rag.RED]


def test_a_bar_beside_the_progress_of_an_action_is_no_rating() -> None:
    from dataclasses import replace

    from tests.grids import PAINTS, draw_grid
    from xlscorecard.model.mark import MadeOf, Mark, MarkKind

    grid = draw_grid(
        """
        | Status         | Action           | Progress | Due Date    |
        | {circle green} | Adopt the plan   | 80%      | 31-Mar-2024 |
        | {circle red}   | Let all units    | 20%      | 31-Dec-2023 |
        """
    )
    bar = Mark(MarkKind.DASH, MadeOf.PICTURE, colour=PAINTS["blue"])
    cells = [replace(c, marks=(bar,)) if c.col == 2 and c.row else c for c in grid.cells]
    scorecard = read_blocks(replace(grid, cells=tuple(cells)))
    assert [r.rag for r in scorecard.records] == [Rag.GREEN, Rag.RED]
    assert [[o.rag for o in r.observations] for r in scorecard.records] == [[None], [None]]


def test_headers_in_two_languages_are_one_header() -> None:
    scorecard = read_blocks(
        """
        | Cyf.~Ref | Mesur~Measure | 2018-19 | Targed~Target | Chwartel~Quartile | Tuedd~Trend | Statws~Status          |
        | PAM/007  | Attendance    | 94.8%   | 95.2%         | 2                 | {down}      | Melyn / Amber [amber]  |
        | PAM/010  | Clean streets | 96.0%   | 95.0%         | 3                 | {up}        | Gwyrdd / Green [green] |
        """  # noqa: E501
    )
    assert [(r.ref, r.rag, r.trend) for r in scorecard.records] == [
        ("PAM/007", Rag.AMBER, Trend.DOWN),
        ("PAM/010", Rag.GREEN, Trend.UP),
    ]
    quartile = value_in(scorecard.records[0], "Chwartel Quartile")
    assert (quartile.quantity.value, quartile.quantity.unit) == (Decimal(2), None)


def test_the_ends_of_a_confidence_interval_are_not_percentages_for_its_name() -> None:
    scorecard = read_blocks(
        """
        | Indicator                 | Northbrook | 95% CI      | England | Recent trend |
        | Life expectancy at birth  | 78.1       | 77.7 - 78.5 | 79.4    | {flat}       |
        | Smoking at delivery       | 11.6%      | 10.5 - 12.9 | 9.1%    | {down}       |
        """
    )
    interval = value_in(scorecard.records[0], "95% CI").quantity
    assert (interval.low, interval.high, interval.unit) == (Decimal("77.7"), Decimal("78.5"), None)


def test_a_plural_target_over_years_is_a_target() -> None:
    record = only(
        read_blocks(
            """
            | Ref   | National Indicator | 2009/10 | <    | LAA Targets | <       |
            | ^     | ^                  | Q1      | Q2   | 2009/10     | 2010/11 |
            | NI 15 | Violent crime      | 0.24    | 0.51 | 0.96        | 0.91    |
            """
        )
    )
    assert record.title == "Violent crime"
    assert [(o.role, o.period) for o in record.observations] == [
        (Role.ACTUAL, "2009/10 Q1"),
        (Role.ACTUAL, "2009/10 Q2"),
        (Role.TARGET, "2009/10"),
        (Role.TARGET, "2010/11"),
    ]


@pytest.mark.parametrize(
    ("printed", "percent", "period"),
    [
        ("92% (12/13)", 92, "2023/24"),
        ("91% (10/11)", 91, "2023/24"),
        ("100% (9/9)", 100, "2023/24"),
        ("85% (12/13)", 85, "2012/13"),
    ],
)
def test_the_count_behind_a_percentage_is_no_year(printed: str, percent: int, period: str) -> None:
    record = only(
        read_blocks(
            f"""
            | Measure                     | 2023/24   | Target |
            | Applications decided in time | {printed} | 90%    |
            """
        )
    )
    found = value_in(record, "2023/24")
    assert (found.quantity.value, found.period) == (Decimal(percent), period)


def test_times_are_seconds_where_the_paper_says_what_they_are() -> None:
    scorecard = read_blocks(
        """
        | Measure                       | Target | Q1     | Q2     |
        | Response time (mm:ss)         | 09:00  | 08:41  | 08:56  |
        | Time to answer calls          | 2 mins | 3m 12s | 1m 45s |
        | Time to answer letters        | 2 mins | 3 mins | 4 mins |
        | Ratio of staff                | 1:4    | 1:4    | 1:5    |
        """
    )
    found = [[o.quantity.value for o in r.observations] for r in scorecard.records]
    assert found == [
        [Decimal(540), Decimal(521), Decimal(536)],
        [Decimal(120), Decimal(192), Decimal(105)],
        [Decimal(2), Decimal(3), Decimal(4)],
        [None, None, None],
    ]


def test_a_card_with_labels_of_its_own_is_one_measure() -> None:
    record = only(
        read_blocks(
            """
            | Performance indicator | CO7 Complaints responded to within target   |
            | Polarity              | High                                        |
            | Q2 actual             | 71%                                         |
            | Target                | 90%                                         |
            | RAG                   | Red [red]                                   |
            | Action being taken    | Two agency staff have been appointed so far |
            """
        )
    )
    assert (record.ref, record.title) == ("CO7", "Complaints responded to within target")
    assert (record.rag, record.polarity) == (Rag.RED, Polarity.HIGHER)
    assert [(o.column, o.raw) for o in record.observations] == [
        ("Q2 actual", "71%"),
        ("Target", "90%"),
    ]


def test_names_of_columns_are_never_measures() -> None:
    scorecard = read_blocks(
        """
        | Measure | CO7 Complaints | Status |
        | Target  | 90%            | Red    |
        | Actual  | 71%            | Red    |
        | RAG     | Red            | Red    |
        """
    )
    titles = {record.title for record in scorecard.records}
    assert not titles & {"Target", "Actual", "RAG"}


def test_two_tables_abreast_under_one_header_are_both_read() -> None:
    scorecard = read_blocks(
        """
        | Measure        | Q3    | Target | DoT    | Measure       | Q3    | Target | DoT    |
        | Breastfeeding  | 46.1% | 45.0%  | {up}   | Health checks | 9.6%  | 9.0%   | {up}   |
        | Excess weight  | 33.8% | 32.0%  | {flat} | Smoking       | 15.9% | 15.5%  | {down} |
        """
    )
    assert [(r.title, r.observations[0].raw, r.trend) for r in scorecard.records] == [
        ("Breastfeeding", "46.1%", Trend.UP),
        ("Excess weight", "33.8%", Trend.FLAT),
        ("Health checks", "9.6%", Trend.UP),
        ("Smoking", "15.9%", Trend.DOWN),
    ]


def test_of_the_trends_of_several_months_the_latest_is_the_trend() -> None:
    record = only(
        read_blocks(
            """
            | Measure        | Oct 2023 | <      | Nov 2023 | <     |
            | ^              | Actual   | Trend  | Actual   | Trend |
            | Calls answered | 78.4%    | {down} | 82.1%    | {up}  |
            """
        )
    )
    assert record.trend is Trend.UP


def test_money_by_its_rating_is_a_table_of_money() -> None:
    scorecard = read_blocks(
        """
        | Directorate | Target £000 | Delivered £000 | Green £000 | Amber £000 | Red £000 | Overall RAG |
        | Adults      | 6,450       | 2,110          | 1,480      | 1,900      | 760      | A [amber]   |
        | Place       | 2,875       | 1,960          | 715        | 200        | 0        | G [green]   |
        """  # noqa: E501
    )
    assert [r.rag for r in scorecard.records] == [Rag.AMBER, Rag.GREEN]
    assert [o.quantity.value for o in scorecard.records[0].observations] == [
        Decimal(6450000),
        Decimal(2110000),
        Decimal(1480000),
        Decimal(1900000),
        Decimal(760000),
    ]


def test_the_preferred_direction_may_be_drawn() -> None:
    scorecard = read_blocks(
        """
        | Indicator        | Preferred direction | 2020-21 | 2021-22 | Target | Change   |
        | Residual waste   | {down}              | 452.0   | 421.6   | 430    | Improved |
        | Visits           | {up}                | 96,311  | 188,906 | 90,000 | Improved |
        | Claimants        | ■                   | 5.4%    | 3.4%    | n/a    | Reduced  |
        """
    )
    assert [(r.polarity, r.trend) for r in scorecard.records] == [
        (Polarity.LOWER, Trend.IMPROVING),
        (Polarity.HIGHER, Trend.IMPROVING),
        (Polarity.NEUTRAL, Trend.DOWN),
    ]


def test_on_track_may_be_answered_with_yes_and_no() -> None:
    scorecard = read_blocks(
        """
        | Measure           | Q2  | Q3  | Year end target | On track? |
        | Housing completed | 15  | 22  | 60              | No        |
        | Planning fees     | 241 | 377 | 520             | Yes       |
        | Sickness absence  | 4.2 | 6.8 | 8.5             | At risk   |
        """
    )
    assert [r.rag for r in scorecard.records] == [Rag.RED, Rag.GREEN, Rag.AMBER]


def test_missed_collections_in_a_header_are_a_count() -> None:
    scorecard = read_blocks(
        """
        | Depot | Collections due | Missed | Missed per 100,000 | Target | RAG       |
        | North | 412,004         | 114    | 27.7               | 40     | G [green] |
        | South | 398,110         | 204    | 51.2               | 40     | R [red]   |
        """
    )
    assert [(r.title, r.rag) for r in scorecard.records] == [
        ("North", Rag.GREEN),
        ("South", Rag.RED),
    ]
    assert value_in(scorecard.records[1], "Missed").quantity.value == Decimal(204)


def test_an_empty_box_where_an_arrow_was_is_no_trend() -> None:
    scorecard = read_blocks(
        """
        | Measure | Actual | Target | Trend |
        | Waste   | 487    | 490    | □     |
        | Crime   | 55.0   | 50.0   | ■     |
        """
    )
    assert [r.trend for r in scorecard.records] == [None, Trend.FLAT]


def test_the_heading_names_the_measure_over_the_line_that_tells_its_polarity() -> None:
    record = only(
        read_blocks(
            "# PM02 Complaints upheld by the Ombudsman",
            "Smaller is Better   Owner: Head of Strategy",
            """
            | Period  | Actual | Target | Variance | Status  |
            | 2022/23 | 7      | 4      | 3        | [red]   |
            | 2023/24 | 4      | 4      | 0        | [green] |
            """,
        )
    )
    assert (record.ref, record.title) == ("PM02", "Complaints upheld by the Ombudsman")
    assert [o.raw for o in record.observations] == ["7", "4", "3", "4", "4", "0"]


def test_a_code_that_a_narrow_column_breaks_is_whole() -> None:
    scorecard = read_blocks(
        """
        | Ref    | Indicator         | 10/11 outturn | Q1 target | RAG       |
        | SS0~1  | Burglary dwelling | 12.4          | 11.0      | R [red]   |
        | SS1~2  | Robbery           | 31            | 40        | G [green] |
        | NI~155 | Affordable homes  | 58            | 50        | G [green] |
        """
    )
    assert [r.ref for r in scorecard.records] == ["SS01", "SS12", "NI 155"]


def test_met_is_answered_with_yes_and_no() -> None:
    scorecard = read_blocks(
        """
        | Measure             | Q2 22/23 | Target | Met? | Direction |
        | Days for new claims | 18.9     | 20.0   | Yes  | Better    |
        | Days for changes    | 8.6      | 8.0    | No   | Worse     |
        """
    )
    assert [(r.rag, r.trend) for r in scorecard.records] == [
        (Rag.GREEN, Trend.IMPROVING),
        (Rag.RED, Trend.DECLINING),
    ]
