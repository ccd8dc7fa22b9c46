"""Layouts of quarterly papers that English and Welsh councils publish, with figures of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Kind, Polarity, Rag, Role, Status, Trend, TrendMeans, Unit
from xlscorecard.normalise.words.key_words import rag_of_meaning

_TWO_KEYS = """
| Direction           | <                          | RAG rating       | <                         |
| {triangle up green} | Performance has improved   | {circle red}     | Target not achieved       |
| -                   | Previous data not captured | {triangle amber} | Slightly missed (by 10%)  |
| {triangle down red} | Performance has declined   | {circle green}   | Target met                |
| N/A                 | No previous data           |                  | Data only                 |
"""
_UNDER_TWO_KEYS = """
| Performance indicator         | Q4 2023/24 | <      | <                   | Short trend         |
| ^                             | Value      | Target | Status              | ^                   |
| Resources                     | <          | <      | <                   | <                   |
| Business rates collected      | 98.39%     | 95.20% | {circle green}      | {triangle up green} |
| Empty commercial space        | Annual indicator | < | <                   | <                   |
| Environment                   | <          | <      | <                   | <                   |
| Land with little litter       | 96.95%     | 98.00% | {triangle up amber} | {triangle down red} |
| Fly tips assessed in two days | 80.10%     | 94.00% | {circle red}        | -                   |
"""


def test_a_key_of_directions_beside_a_key_of_ratings_keeps_each_symbol_with_its_own_words() -> None:
    key = read_blocks("Key to performance ratings", _TWO_KEYS, _UNDER_TWO_KEYS).key
    assert [(entry.meaning, entry.rag, entry.trend) for entry in key] == [
        ("Performance has improved", None, Trend.UP),
        ("Target not achieved", Rag.RED, None),
        ("Slightly missed (by 10%)", Rag.AMBER, None),
        ("Performance has declined", None, Trend.DOWN),
        ("Target met", Rag.GREEN, None),
    ]


def test_the_amber_triangle_of_such_a_key_rates_amber() -> None:
    records = read_blocks("Key to performance ratings", _TWO_KEYS, _UNDER_TWO_KEYS).records
    assert {record.title: (record.rag, record.trend) for record in records} == {
        "Business rates collected": (Rag.GREEN, Trend.UP),
        "Empty commercial space": (None, None),
        "Land with little litter": (Rag.AMBER, Trend.DOWN),
        "Fly tips assessed in two days": (Rag.RED, None),
    }
    assert {r.trend_means for r in records if r.trend} == {TrendMeans.PERFORMANCE}


def test_a_measure_whose_figures_are_one_merged_text_is_no_section() -> None:
    records = read_blocks(_UNDER_TWO_KEYS).records
    assert [record.section[-1] for record in records] == 2 * ["Resources"] + 2 * ["Environment"]
    assert [o.quantity.status for o in records[1].observations] == 2 * [Status.NOT_APPLICABLE]


def test_a_word_behind_each_figure_rates_it() -> None:
    records = read_blocks(
        """
        | Indicator       | Good is | Last (Q3 2016/17 - Q4 2016/17) | <        | 2017/18     | < |
        | ^               | ^       | Q3          | Q4          | Q1 actual   | Q1 target |
        | Pupils excluded | {down}  | 0.01%~Green | 0.04%~Red   | 0.02%~Green | 0.03%     |
        | Plans in time   | {up}    | 91.2%~Green | 88.0%~Amber | 79.3%~Red   | 90%       |
        """
    ).records
    assert [record.rag for record in records] == [Rag.GREEN, Rag.RED]
    assert [[o.rag for o in record.observations] for record in records] == [
        [Rag.GREEN, Rag.RED, Rag.GREEN, None],
        [Rag.GREEN, Rag.AMBER, Rag.RED, None],
    ]
    assert [o.period for o in records[0].observations] == [
        "2016/17 Q3", "2016/17 Q4", "2017/18 Q1", "2017/18 Q1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "leaves"),
    [
        ("Quarters (Q3 2016/17 to Q2 2017/18)", "Q3 Q4 Q2 Q1"),
        ("Quarters (Q3 2016/17 to Q1 2017/18)", "Q3 Q4 Q1 Q2"),
    ],
)
def test_quarters_that_do_not_run_from_the_first_to_the_last_get_no_year(
    above: str, leaves: str
) -> None:
    spans = " | ".join([above, *3 * "<"])
    record = read_blocks(
        f"""
        | Indicator     | {spans} | Target |
        | ^             | {" | ".join(leaves.split())} | ^ |
        | Plans in time | 91%    | 88% | 90% | 85% | 90%   |
        | Calls in time | 81%    | 78% | 80% | 75% | 80%   |
        """
    ).records[0]
    assert "2017/18 Q2" not in {o.period for o in record.observations}


def test_a_table_of_years_belongs_to_the_measure_that_the_heading_above_its_comment_names() -> None:
    record, other = read_blocks(
        "## KPI 1.1 Percentage of council tax collected",
        "Comment: the slight fall in 2017/18 was due to a cyber attack, up to Q3.",
        "Did the KPI hit target?",
        """
        |         | Target | Actual | Value vs target | Trend compared to previous year |
        | 2018/19 | 95.00% | 97.05% | 2.05%           | {up}                            |
        | 2019/20 | 95.00% | 94.15% | -.85%           | {down}                          |
        """,
        "## KPI 1.2 Empty homes brought back into use",
        "Comment: introduced in 2017.",
        "Did the KPI hit target?",
        """
        |         | Target | Actual | Value vs target | Trend compared to previous year |
        | 2018/19 | 45     | 0      | -45             | {down}                          |
        | 2019/20 | 45     | 84     | 39              | {up}                            |
        """,
    ).records
    assert record.section == other.section == ()
    assert (record.ref, record.title) == ("KPI 1.1", "Percentage of council tax collected")
    assert (other.ref, other.title) == ("KPI 1.2", "Empty homes brought back into use")
    assert [(o.period, o.raw) for o in record.observations] == [
        ("2018/19", "95.00%"), ("2018/19", "97.05%"), ("2018/19", "2.05%"),
        ("2019/20", "95.00%"), ("2019/20", "94.15%"), ("2019/20", "-.85%"),
    ]  # fmt: skip
    assert (record.trend, other.trend) == (Trend.DOWN, Trend.UP)
    assert record.polarity is other.polarity is None


@pytest.mark.parametrize(
    ("meaning", "rag"),
    [
        ("Target not achieved", Rag.RED),
        ("Target not met", Rag.RED),
        ("Target was missed by 5% or more", Rag.RED),
        ("Below target, not within tolerance", Rag.RED),
        ("Target slightly missed (within 10%)", Rag.AMBER),
        ("Target not met but within 5%", Rag.AMBER),
        ("Missed by less than 10%", Rag.AMBER),
        ("Off target but within tolerance", Rag.AMBER),
        ("Target met", Rag.GREEN),
    ],
)
def test_what_a_key_says_of_a_missed_target(meaning: str, rag: Rag) -> None:
    assert rag_of_meaning(meaning) is rag


def test_a_bar_of_its_own_names_and_rates_the_figures_below_it() -> None:
    calls, complaints = read_blocks(
        "| Phone calls answered | < | < | < | Green {up} |",
        """
        | Trend data | Previous year | Mar 19 | Jun 19  | Sep 19 |
        | Actual     | 97%           | 93%    | 95%     | 97%    |
        | Target     | 95%           | 95%    | 95%     | 95%    |
        | RAG rating | Green         | Amber  | Green   | Green  |
        """,
        "The number of calls rose.",
        "| Complaints answered in time | < | < | < | Red {down} |",
        """
        | Trend data | Previous year | Mar 19 | Jun 19  | Sep 19 |
        | Actual     | 85%           | 86%    | 80%     | 74%    |
        | Target     | 85%           | 85%    | 85%     | 85%    |
        | RAG rating | Green         | Green  | Amber   | Red    |
        """,
    ).records
    assert [(r.title, r.rag, r.trend) for r in (calls, complaints)] == [
        ("Phone calls answered", Rag.GREEN, Trend.UP),
        ("Complaints answered in time", Rag.RED, Trend.DOWN),
    ]
    assert calls.text == complaints.text == ()
    actual = [o for o in complaints.observations if o.role is not Role.TARGET]
    assert [(o.raw, o.period, o.role, o.rag) for o in actual] == [
        ("85%", None, Role.PREVIOUS, Rag.GREEN),
        ("86%", "2019-03", Role.PREVIOUS, Rag.GREEN),
        ("80%", "2019-06", Role.ACTUAL, Rag.AMBER),
        ("74%", "2019-09", Role.ACTUAL, Rag.RED),
    ]


def test_dots_under_progress_rate_milestones_and_measures() -> None:
    records = read_blocks(
        """
        | Ref    | Milestones                                  | Q1 progress     |
        | FS 01a | Report the financial strategy to the board. | {circle green}  |
        | FS 01d | Send monitoring reports within 8 days.      | {circle amber}  |
        """,
        """
        | Ref      | Measure               | 18/19 actual | 19/20 target | Q1 progress    |
        | FS LI 01 | Council tax collected | 94.79%       | 94.75%       | {circle green} |
        | FS LI 03 | Time for a new claim  | 14.02 (days) | 17 (days)    | {circle red}   |
        """,
    ).records
    assert [(r.kind, r.ref, r.rag) for r in records] == [
        (Kind.ACTION, "FS 01a", Rag.GREEN),
        (Kind.ACTION, "FS 01d", Rag.AMBER),
        (Kind.MEASURE, "FS LI 01", Rag.GREEN),
        (Kind.MEASURE, "FS LI 03", Rag.RED),
    ]
    assert {o.quantity.unit for o in records[3].observations} == {Unit.DAYS}


def test_a_calendar_of_milestones_that_nothing_rates_is_no_register() -> None:
    assert not read_blocks(
        """
        | Milestone           | Date           | Who         |
        | Cabinet agrees plan | January 2025   | The leader  |
        | Consultation opens  | February 2025  | The council |
        """
    ).records


def test_each_rating_beside_each_direction_explains_them_and_lists_no_measures() -> None:
    records = read_blocks(
        """
        | RAG rating | Direction of travel | Description              | Kind      | Meaning     |
        | Red        | {up}                | Better than last quarter | Corporate | Cumulative  |
        | Amber      | {flat}              | The same as last quarter | Statutory | A snapshot  |
        | Green      | {down}              | Worse than last quarter  | Rolling   | A full year |
        """,
        """
        | Ref  | Indicator       | Annual target | Q3 2014/15 | DoT against 2014/15 (Q2) | <   |
        | CP 1 | Bins missed     | 93            | 75 [green] | {up}                     | 81  |
        | CP 2 | Waste recycled  | 36%           | 33% [red]  | {down}                   | 35% |
        """,
    ).records
    assert [(r.ref, r.rag, r.trend) for r in records] == [
        ("CP 1", Rag.GREEN, Trend.UP),
        ("CP 2", Rag.RED, Trend.DOWN),
    ]
    assert [(o.raw, o.role, o.period) for o in records[0].observations][-1] == (
        "81", Role.PREVIOUS, "2014/15 Q2",
    )  # fmt: skip


def test_a_row_states_the_period_of_its_earlier_result_too() -> None:
    (record,) = read_blocks(
        """
        | Measure         | Target | Previous data period | Previous value | Current quarter | Current value |
        | Days to re-let  | 38     | Q2 - 22/23           | 41.02          | Q3 - 22/23      | 42.26         |
        """  # noqa: E501
    ).records
    assert [(o.raw, o.period) for o in record.observations][1:] == [
        ("41.02", "2022/23 Q2"),
        ("42.26", "2022/23 Q3"),
    ]


def test_result_target_trend_numerator_and_denominator_below_each_other() -> None:
    (record,) = read_blocks(
        """
        | Indicator                   | PI     | Q2 2015/16    | Q2 2016/17  | Comments       |
        | AS8 Decisions within a day  | RAG    | AMBER [amber] | RED [red]   | Staff are few. |
        | ^                           | Result | 76.92%        | 65.49%      | ^              |
        | ^                           | Target | 80.00%        | 80.00%      | ^              |
        | ^                           | Trend  | DECLINING     | DECLINING   | ^              |
        | ^                           | Num    | 110           | 93          | ^              |
        | ^                           | Den    | 143           | 142         | ^              |
        """
    ).records[:1]
    assert (record.ref, record.rag, record.trend) == ("AS8", Rag.RED, Trend.DECLINING)
    assert [(o.raw, o.role, o.quantity.unit) for o in record.observations[4:]] == [
        ("65.49%", Role.ACTUAL, Unit.PERCENT),
        ("80.00%", Role.TARGET, Unit.PERCENT),
        ("93", Role.OTHER, Unit.COUNT),
        ("142", Role.OTHER, Unit.COUNT),
    ]


def test_codes_of_letters_and_a_figure_under_indicator_are_no_figures() -> None:
    records = read_blocks(
        "Performance indicators quarter 2 2018/19",
        """
        | Indicator | Title                   | Return format | What is best | 2017/18 | Qtr 2 | Latest data used |
        | ASC 002   | Satisfaction of clients | Percentage    | Higher       | 66.1    |       | 2017/18          |
        | ASC 049   | Admissions to care      | Per 100,000   | Lower        | 658.3   | 240.2 | Qtr 2            |
        | ASC 208   | Safeguarding concerns   | Number        | Lower        | 1,123   | 602   | Qtr 2            |
        """,  # noqa: E501
    ).records
    assert [(r.ref, r.title, r.polarity) for r in records] == [
        ("ASC 002", "Satisfaction of clients", Polarity.HIGHER),
        ("ASC 049", "Admissions to care", Polarity.LOWER),
        ("ASC 208", "Safeguarding concerns", Polarity.LOWER),
    ]
    assert [[(o.raw, o.period, o.quantity.unit) for o in r.observations] for r in records[1:]] == [
        [("658.3", "2017/18", Unit.PER_100K), ("240.2", "2018/19 Q2", Unit.PER_100K)],
        [("1,123", "2017/18", Unit.COUNT), ("602", "2018/19 Q2", Unit.COUNT)],
    ]


def test_the_period_of_a_value_stands_behind_its_sign_of_change() -> None:
    records = read_blocks(
        "Core data set Quarter 3 2021/22",
        """
        | Performance measure    | Current value | Best to be | Current value period    | Previous annual | Target |
        | Cases reviewed in time | 95.3% (p)     | High       | + Q3 2021/22            | 94.0%           | 100%   |
        | A level points         | 39.1          | High       | = Academic year 2020/21 | 37.5            | -      |
        | Obesity in year 6      | 19.4%         | Low        | 2019/20                 | 18.9%           | -      |
        """,  # noqa: E501
    ).records
    assert [[o.raw for o in r.observations] for r in records] == [
        ["95.3% (p)", "94.0%", "100%"], ["39.1", "37.5", "-"], ["19.4%", "18.9%", "-"],
    ]  # fmt: skip
    assert [[o.period for o in r.observations[:2]] for r in records] == [
        ["2021/22 Q3", None], ["2020/21 academic year", None], ["2019/20", None],
    ]  # fmt: skip


def test_a_code_in_braces_before_the_name() -> None:
    records = read_blocks(
        """
        | Monthly                              | Bigger or smaller is better | Apr 17 | May 17 | Target |
        | {PQ10} % of people still at home     | Bigger                      | 91.3%  | 90.5%  | 90%    |
        | (CP1) Rate of admissions             | Smaller                     | 621    | 618    | 600    |
        | (A pilot) Visits made                | Bigger                      | 12     | 14     | 15     |
        """  # noqa: E501
    ).records
    assert [(r.ref, r.title) for r in records] == [
        ("PQ10", "% of people still at home"),
        ("CP1", "Rate of admissions"),
        (None, "(A pilot) Visits made"),
    ]


def test_a_standard_to_be_met_is_the_target() -> None:
    records = read_blocks(
        "Performance improvement plan 2019-20",
        """
        | Statutory indicator      | Standard to be met | 2018/19    | Q2 2019/20 | Status    |
        | W1: Waste recycled       | 50% by 2020        | 51.3%      | 53.8%      | On track  |
        | P1: Time for a major one | <30 weeks          | 54.8 weeks | 49.4 weeks | Off track |
        """,
    ).records
    assert [(r.ref, r.rag) for r in records] == [("W1", Rag.GREEN), ("P1", Rag.RED)]
    assert [(o.raw, o.quantity.value) for r in records for o in r.observations[:1]] == [
        ("50% by 2020", Decimal(50)), ("<30 weeks", Decimal(30)),
    ]  # fmt: skip
    assert {o.role for r in records for o in r.observations[:1]} == {Role.TARGET}


def test_a_coloured_difference_from_the_target_rates_the_row() -> None:
    records = read_blocks(
        """
        | Measure         | 2020/21 Q3 | 2020/21 Q4 | Target 2020/21 | vs target    | vs last year |
        | Waste reused    | 53.2%      | 51.8%      | 53.0%          | -1.2 [amber] | -0.3         |
        | Residual waste  | 126        | 128        | 120            | +8 [red]     | +10          |
        | Online requests | 60         | 66         | 50             | +16 [green]  | +25          |
        """
    ).records
    assert [r.rag for r in records] == [Rag.AMBER, Rag.RED, Rag.GREEN]


def test_of_a_share_with_its_percentage_a_title_for_a_number_counts() -> None:
    records = read_blocks(
        """
        | Indicator                            | Q3 2023/24      | Target | Status |
        | Major applications decided in time   | 8 of 9 (88.9%)  | 60%    | Green  |
        | Number of appeals won                | 4 of 7 (57.1%)  | 3      | Green  |
        """
    ).records
    assert [r.observations[0].quantity.value for r in records] == [Decimal("88.9"), Decimal(4)]


def test_the_total_of_the_year_is_the_result_and_how_often_is_no_target() -> None:
    (record, _) = read_blocks(
        "Annual performance indicators 2023/24",
        """
        | No. | Indicator             | Target | Time period to achieve target | Q3     | Q4     | Yr end total / average |
        | 1   | Invoices paid in time | 90%    | Monthly                       | 99.12% | 99.39% | 97.82%                 |
        | 2   | Council tax collected | 98.50% | Financial year                | 86.00% | 97.50% | 97.50%                 |
        """,  # noqa: E501
    ).records
    assert [(o.raw, o.role, o.period) for o in record.observations] == [
        ("90%", Role.TARGET, "2023/24"),
        ("99.12%", Role.ACTUAL, "2023/24 Q3"),
        ("99.39%", Role.ACTUAL, "2023/24 Q4"),
        ("97.82%", Role.ACTUAL, "2023/24"),
    ]


def test_numbers_of_rows_without_a_heading_are_no_figures() -> None:
    records = read_blocks(
        "Current performance report at 18 May 2024",
        """
        |   | Measure                       | Unit | Current target | Current performance | Last available result | Performance |
        | 1 | Council tax collected         | %    | 96.6           | 96.7                | Jan 2024              | Green       |
        | 2 | Arrears retrieved (£Millions) | £    | 4.2            | 4.3                 | Feb 2024              | Amber       |
        """,  # noqa: E501
    ).records
    assert [(r.ref, r.title, r.rag) for r in records] == [
        ("1", "Council tax collected", Rag.GREEN),
        ("2", "Arrears retrieved (£Millions)", Rag.AMBER),
    ]
    assert [[(o.quantity.value, o.quantity.unit) for o in r.observations] for r in records] == [
        [(Decimal("96.6"), Unit.PERCENT), (Decimal("96.7"), Unit.PERCENT)],
        [(Decimal(4200000), Unit.GBP), (Decimal(4300000), Unit.GBP)],
    ]
    assert [r.observations[1].period for r in records] == ["2024-01", "2024-02"]


def test_a_question_over_a_few_words_is_no_result_and_per_fte_counts_no_staff() -> None:
    records = read_blocks(
        """
        | KPI                        | Target 2023/24 | Q4 2023/24 | Perf | Affecting performance? |
        | Number of bands per FTE    | 5,000          | 5,317      | A    | Within tolerance.      |
        | Tax collected in the year  | 98.16%         | 98.20%     | G    |                        |
        """
    ).records
    assert [[o.raw for o in r.observations] for r in records] == [
        ["5,000", "5,317"],
        ["98.16%", "98.20%"],
    ]
    assert {o.quantity.unit for o in records[0].observations} == {Unit.COUNT}
    assert [r.rag for r in records] == [Rag.AMBER, Rag.GREEN]


_MEASURE_A_PAGE = """
|           | Quarter 1 | Quarter 2 | Quarter 3 | End of Year | DOT from Qtr 2 2018/19 |
| 2019/20   | 1,310     | 2,790     |           |             | {down}           |
| Target    | 1,440     | 2,880     | 4,080     | 5,280       | ^                      |
| 2018/19   | 1,385     | 2,930     | 4,140     | 5,370       | ^                      |
"""
_DEFINED = """
| Definition | Incidents recorded by the police. | How it works | Counts incidents. |
| What good looks like | Fewer incidents. | Why it is counted | It is a priority. |
"""
_JUDGED_BELOW = """
| RAG Rating | Performance overview              | Actions              |
| Green      | Fewer than at this point of 2018. | Carry on as planned. |
"""


def test_years_under_the_quarters_are_the_periods_of_one_measure() -> None:
    scorecard = read_blocks(
        "Quarter 2 2019/20",
        "# KPI 4 – The number of incidents reported",
        _DEFINED,
        _MEASURE_A_PAGE,
        _JUDGED_BELOW,
    )
    (record,) = scorecard.records
    assert (record.ref, record.title) == ("KPI 4", "The number of incidents reported")
    assert (record.rag, record.trend) == (Rag.GREEN, Trend.DOWN)
    assert dict(record.text)["actions"] == "Carry on as planned."
    told = {(o.role, o.period): o.quantity.value for o in record.observations}
    assert told == {
        (Role.ACTUAL, "2019/20 Q1"): 1310,
        (Role.TARGET, "2019/20 Q1"): 1440,
        (Role.PREVIOUS, "2018/19 Q1"): 1385,
        (Role.ACTUAL, "2019/20 Q2"): 2790,
        (Role.TARGET, "2019/20 Q2"): 2880,
        (Role.PREVIOUS, "2018/19 Q2"): 2930,
        (Role.ACTUAL, "2019/20 Q3"): None,
        (Role.TARGET, "2019/20 Q3"): 4080,
        (Role.PREVIOUS, "2018/19 Q3"): 4140,
        (Role.ACTUAL, "2019/20"): None,
        (Role.TARGET, "2019/20"): 5280,
        (Role.PREVIOUS, "2018/19"): 5370,
    }


_QUARTERS_UNDER_YEARS = """
| Time period | Quarter | Target | Actual | Status |
| 2015/16     | Q3      | 20     | 23     | R      |
| ^           | Q4      | 20     | 19     | G      |
| 2016/17     | Q3      | 20     | 21     | A      |
| ^           | Q4      | 20     | 18     | G      |
"""


def test_the_year_over_the_quarters_down_the_rows_is_theirs() -> None:
    scorecard = read_blocks(
        "Quarter 4 2016/17",
        "# H2: Average number of working days to re-let (lower outturn is better)",
        _QUARTERS_UNDER_YEARS,
    )
    (record,) = scorecard.records
    assert record.polarity is Polarity.LOWER
    told = [
        (o.period, o.quantity.value, o.rag)
        for o in record.observations
        if o.role is not Role.TARGET
    ]
    assert told == [
        ("2015/16 Q3", Decimal(23), Rag.RED),
        ("2015/16 Q4", Decimal(19), Rag.GREEN),
        ("2016/17 Q3", Decimal(21), Rag.AMBER),
        ("2016/17 Q4", Decimal(18), Rag.GREEN),
    ]


_DIFFERENCES = """
| Priority | Measure | 2017/18 | 2018/19 | Difference | < | Direction of travel | Grade |
| ^ | ^ | ^ | ^ | No. | % | ^ | ^ |
| Local policing | Number of burglaries | 9,610 | 8,930 | -680 | -7.1 | Improving | Good |
| ^ | Number of arsons | 410 | 450 | 40 | 9.8 | Deteriorating | Requires improvement |
"""


def test_a_number_under_a_difference_is_no_reference_and_the_grade_is_kept() -> None:
    burglaries, arsons = read_blocks(_DIFFERENCES).records
    assert (burglaries.ref, arsons.ref) == (None, None)
    assert [o.quantity.value for o in burglaries.observations if o.role is Role.VARIANCE] == [
        Decimal(-680),
        Decimal("-7.1"),
    ]
    assert [dict(r.text)["grade"] for r in (burglaries, arsons)] == ["Good", "Requires improvement"]
    assert {r.section for r in (burglaries, arsons)} == {("Local policing",)}


_PLANNED = """
| Metric | Definition | Your planned performance 2023-24 | < | Assessment of progress | Challenges |
| ^ | ^ | Q1 | Q2 | ^ | ^ |
| Falls | Admissions, rate per 100,000 | 161.9 | 150.6 | On track to meet target | Winter |
| Home | Percentage sent home | 92.1% | 92.2% | Not on track to meet target | Few places |
"""


def test_planned_performance_is_a_target_and_the_assessment_rates() -> None:
    falls, home = read_blocks("Quarter 2 2023-24", _PLANNED).records
    assert {o.role for r in (falls, home) for o in r.observations} == {Role.TARGET}
    assert [o.quantity.unit for o in falls.observations] == 2 * [Unit.PER_100K]
    assert (falls.rag, home.rag) == (Rag.GREEN, Rag.RED)


_CARD = """
| Target | Direction for Improvement | Current Month | Previous Month | Direction of Travel |
| 21.0   | {down}              | 20.4          | 21.9           | {down}        |
"""
_CARD_JUDGED = """
| RAG Rating | Statistical Neighbours Mean | England Mean |
| Green      | 43.2                        | 42.1         |
"""


def test_a_card_of_one_line_and_what_rates_it_below_is_one_measure() -> None:
    (record,) = read_blocks(
        "Performance June 2022",
        "# Indicator 2: Children with a protection plan per 10,000 children",
        "Return to Index June 2022",
        _CARD,
        _CARD_JUDGED,
    ).records
    assert record.ref == "Indicator 2"
    assert record.title == "Children with a protection plan per 10,000 children"
    assert record.section == ()
    assert (record.rag, record.trend, record.polarity) == (Rag.GREEN, Trend.DOWN, Polarity.LOWER)
    assert [(o.role, o.quantity.value) for o in record.observations] == [
        (Role.TARGET, Decimal("21.0")),
        (Role.ACTUAL, Decimal("20.4")),
        (Role.PREVIOUS, Decimal("21.9")),
        (Role.COMPARATOR, Decimal("43.2")),
        (Role.COMPARATOR, Decimal("42.1")),
    ]


_RATED_BY_QUARTER = """
| Performance measure  | Outturn 18/19 | Target 19/20 | 2019/20 RAG | <  | <  | <  | 2019/20 |
| ^                    | ^             | ^            | Q1          | Q2 | Q3 | Q4 | Outturn |
| Calls answered       | 38%           | 40%          | G           | R  |    |    | Q2: 31% |
| People still at home | 91.5%         | 90%          | G           | G  |    |    | Q2: 92% |
"""


def test_of_ratings_by_quarter_the_latest_that_any_row_has_is_the_rows_own() -> None:
    calls, people = read_blocks("Exceptions", _RATED_BY_QUARTER).records
    assert (calls.rag, people.rag) == (Rag.RED, Rag.GREEN)
    assert dict(calls.text) == {"2019_20_rag_q1": "green"}


_QUARTERS_BESIDE_A_TARGET = """
| Code | Title | +/- | 2020/21 Actual | 2021/22 Target | Q1 | Q2 | Q2 comparison over 12 months |
| BC1.1a | Homes delivered | + | 260 | 350 | 90 | 80 | {down} |
| BC1.2 | Empty homes | - | 519 | 500 | 57 | 60 | {up} |
| BC1.3 | Survey of parks | + | 7 | 9 | 7 | 8 | n/a |
"""


def test_bare_quarters_are_of_the_only_year_that_has_targets() -> None:
    homes, empty, parks = read_blocks("How we are doing", _QUARTERS_BESIDE_A_TARGET).records
    assert [(o.role, o.period) for o in homes.observations] == [
        (Role.PREVIOUS, "2020/21"),
        (Role.TARGET, "2021/22"),
        (Role.ACTUAL, "2021/22 Q1"),
        (Role.ACTUAL, "2021/22 Q2"),
    ]
    assert [r.polarity for r in (homes, empty, parks)] == [
        Polarity.HIGHER,
        Polarity.LOWER,
        Polarity.HIGHER,
    ]
    assert [r.trend for r in (homes, empty, parks)] == [Trend.DOWN, Trend.UP, None]
    assert homes.ref == "BC1.1a"


def test_a_quarter_in_brackets_before_a_figure_is_a_remark() -> None:
    (referrals,) = read_blocks(
        "Quarter 3 2015/16",
        """
        | Measure             | Previous Q2 2015/16 | Current Q3 2015/16 | Target |
        | Number of referrals | (Q2) 412            | 388                | 400    |
        """,
    ).records
    assert [o.quantity.value for o in referrals.observations] == [412, 388, 400]


_COUNT_AND_SHARE = """
| Ref   | Indicator              | Sept 2020 | <    | October 2020 | <    | Target | RAG |
| ^     | ^                      | No.       | %    | No.          | %    | ^      | ^   |
| CIN 1 | Assessments in 45 days | 205       | 88.4 | 230          | 91.6 | 90     | G   |
| CLA 2 | With 3+ placements     | 41        | 9.9  | 44           | 10.5 | 9      | R   |
"""


def test_a_number_beside_a_share_is_kept_as_what_the_share_is_of() -> None:
    assessments, _ = read_blocks(_COUNT_AND_SHARE).records
    assert [
        (o.role, o.period, o.quantity.value, o.quantity.unit) for o in assessments.observations
    ] == [
        (Role.OTHER, "2020-09", Decimal(205), Unit.COUNT),
        (Role.ACTUAL, "2020-09", Decimal("88.4"), Unit.PERCENT),
        (Role.OTHER, "2020-10", Decimal(230), Unit.COUNT),
        (Role.ACTUAL, "2020-10", Decimal("91.6"), Unit.PERCENT),
        (Role.TARGET, None, Decimal(90), Unit.PERCENT),
    ]


_WORDS_FOR_FORECASTS = """
| Measure | Q3 2022/23 | Q4 2022/23 | Change from Q3 | Target | Forecast | Top quartile? |
| Staff turnover | 13.2% | 12.8% | -0.4 | 12% | Unlikely to be met | No |
| Calls answered | 81.0% | 84.0% | 3.0 | 80% | Will be met | Yes |
"""


def test_a_forecast_in_words_is_no_figure_and_a_change_is_of_the_later_quarter() -> None:
    turnover, _ = read_blocks(_WORDS_FOR_FORECASTS).records
    assert [(o.role, o.period) for o in turnover.observations] == [
        (Role.ACTUAL, "2022/23 Q3"),
        (Role.ACTUAL, "2022/23 Q4"),
        (Role.VARIANCE, "2022/23 Q4"),
        (Role.TARGET, None),
    ]
    assert dict(turnover.text) == {"forecast": "Unlikely to be met", "top_quartile": "No"}


@pytest.mark.parametrize(
    ("period", "meant"),
    [
        ("69 (Dec)", "2021-12"),
        ("81.9% (Q3)", "2021/22 Q3"),
        ("70", "2021/22"),
    ],
)
def test_the_month_behind_the_latest_result_is_its_period(period: str, meant: str) -> None:
    (record,) = read_blocks(
        "Vital signs 2021/22",
        f"""
        | Measure             | Target | Latest result |
        | Children in our care | 71    | {period}      |
        """,
    ).records
    assert record.observations[-1].period == meant


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("September 2021", "2021-09"),
        ("Medi 2021", "2021-09"),
        ("Third quarter 2021/22", "2021/22 Q3"),
        ("Chwarter 3 2021/22", "2021/22 Q3"),
        ("As at 31 December 2021", "2021-12"),
        ("Oct 20 – Sep 21", "2021-09"),
    ],
)
def test_a_column_is_of_the_period_that_its_header_names(header: str, period: str) -> None:
    (record,) = read_blocks(
        f"""
        | Measure        | {header} | Target 2021/22 |
        | Calls answered | 84.0%    | 80%            |
        """
    ).records
    assert (record.observations[0].role, record.observations[0].period) == (Role.ACTUAL, period)


_WITH_BENCHMARKS = """
| Code   | Indicator                   | 2014/2015 | 2015/2016 | Q2 2016/2017 | Target | DOT     |
| CSB01  | Days lost to sickness       | 9.3       | 10.1      | 11.2         | 8.5    | {up}Red |
| ^      | Benchmark - CIPD (sector)   | 7.8       | 8.6       | -            |        |         |
| ^      | National Rank (out of 152)  | -         | 61        | -            |        |         |
| CSB02  | Rent arrears (%)            | 2.6       | 2.4       | 2.1          | 2.5    | {down}  |
"""


def test_benchmarks_under_a_measures_code_are_its_comparators() -> None:
    sickness, arrears = read_blocks("Scorecard 2016/17 Q2", _WITH_BENCHMARKS).records
    assert (sickness.ref, arrears.ref) == ("CSB01", "CSB02")
    others = [o for o in sickness.observations if o.role in (Role.COMPARATOR, Role.QUARTILE)]
    assert [(o.role, o.period, o.quantity.value) for o in others] == [
        (Role.COMPARATOR, "2014/15", Decimal("7.8")),
        (Role.COMPARATOR, "2015/16", Decimal("8.6")),
        (Role.QUARTILE, "2015/16", Decimal(61)),
    ]
    assert dict(sickness.text) == {"dot": "Red"}


_ON_OR_OFF = """
| Indicator       | Target Q2 | Q2 2019/20 | On/Off target | Q2 last year | Compared to last year |
| Homes completed | 60        | 71         | On            | 50           | ▲ 21                  |
| Households      | 175       | 212        | Off           | 181          | ▲ 31                  |
"""


def test_on_and_off_target_rate_and_last_years_quarter_is_last_years() -> None:
    homes, households = read_blocks("Quarter 2 2019/20", _ON_OR_OFF).records
    assert (homes.rag, households.rag) == (Rag.GREEN, Rag.RED)
    assert [(o.role, o.period, o.quantity.value) for o in homes.observations] == [
        (Role.TARGET, "2019/20 Q2", Decimal(60)),
        (Role.ACTUAL, "2019/20 Q2", Decimal(71)),
        (Role.PREVIOUS, "2018/19 Q2", Decimal(50)),
        (Role.VARIANCE, "2019/20 Q2", Decimal(21)),
    ]


def test_a_league_table_of_councils_has_no_measures() -> None:
    scorecard = read_blocks(
        """
        | Council     | Recycling rate | Rank | Residual waste | Rank |
        | Northtown   | 52.1%          | 3    | 398            | 4    |
        | Our Council | 55.0%          | 1    | 377            | 1    |
        """
    )
    assert list(scorecard.records) == []
    assert "table-passed-over" in {finding.code for finding in scorecard.findings}


_SIDES_OF_A_PROJECT = """
| Project     | Budget £m | Forecast £m | Time | Cost | Overall |
| New school  | 12.5      | 12.9        | G    | R    | A       |
| Town hall   | 31.0      | 33.4        | R    | R    | R       |
| Bridge      | 2.2       | 2.2         | G    | G    | G       |
"""


def test_the_overall_rating_of_a_project_is_its_own() -> None:
    projects = read_blocks(_SIDES_OF_A_PROJECT).records
    assert [r.rag for r in projects] == [Rag.AMBER, Rag.RED, Rag.GREEN]
    assert {o.rag for r in projects for o in r.observations} == {None}
    assert dict(projects[0].text) == {"time": "green", "cost": "red"}


@pytest.mark.parametrize(
    ("said", "trend"),
    [
        ("Improving (from 160 in April)", Trend.IMPROVING),
        ("No change ●", Trend.STEADY),
    ],
)
def test_the_word_for_a_trend_is_read_beside_a_remark_or_a_symbol(said: str, trend: Trend) -> None:
    (record,) = read_blocks(
        f"""
        | Measure        | Target | Result | Trend  |
        | Calls answered | 90%    | 84%    | {said} |
        """
    ).records
    assert record.trend is trend


def test_an_exception_report_under_a_bar_is_one_measure() -> None:
    (record,) = read_blocks(
        """
        | KPI 23: Reviews held on time | <                     |
        | Reporting period             | Quarter 2 2020/21     |
        | Target                       | 98%                   |
        | Actual                       | 93.1% (54 of 58)      |
        | RAG                          | Red                   |
        | Direction of travel          | Deteriorating         |
        | Reason for exception         | Four reviews were late owing to illness. |
        """
    ).records
    assert (record.ref, record.title) == ("KPI 23", "Reviews held on time")
    assert (record.rag, record.trend) == (Rag.RED, Trend.DECLINING)
    assert [(o.role, o.period, o.quantity.value) for o in record.observations] == [
        (Role.TARGET, None, Decimal(98)),
        (Role.ACTUAL, "2020/21 Q2", Decimal("93.1")),
    ]
    assert dict(record.text)["reason_for_exception"] == "Four reviews were late owing to illness."


def test_a_line_that_says_when_is_no_section() -> None:
    (record,) = read_blocks(
        "Q4 2022/23 (January to March 2023)",
        """
        | KPI            | Q4  | Target | RAG |
        | Calls answered | 84% | 90%    | Red |
        """,
    ).records
    assert record.section == ()


def test_years_over_quarters_with_no_target_are_statistics() -> None:
    scorecard = read_blocks(
        "# Table 3: Houses sold in the county",
        """
        |      | Q1    | Q2    | Q3    | Q4    |
        | 2018 | 1,210 | 1,340 | 1,395 | 1,280 |
        | 2019 | 1,190 | 1,310 | 1,402 | 1,266 |
        """,
    )
    assert list(scorecard.records) == []


def test_counts_regions_and_spans_of_years_beside_a_result() -> None:
    smoking, life = read_blocks(
        "Public health outcomes, May 2023",
        """
        | Indicator          | Period    | Our county | <     | Region | England | Compared with |
        | ^                  | ^         | Count      | Value | ^      | ^       | England       |
        | Adults who smoke   | 2021/22   | 41,180     | 14.3% | 13.5   | 13.1    | Similar       |
        | Life expectancy    | 2018 - 20 | 612        | 79.3  | 79.4   | 79.6    | Worse         |
        """,
    ).records
    assert [(o.role, o.quantity.value, o.quantity.unit) for o in smoking.observations] == [
        (Role.OTHER, Decimal(41180), Unit.COUNT),
        (Role.ACTUAL, Decimal("14.3"), Unit.PERCENT),
        (Role.COMPARATOR, Decimal("13.5"), Unit.PERCENT),
        (Role.COMPARATOR, Decimal("13.1"), Unit.PERCENT),
    ]
    assert [r.observations[1].period for r in (smoking, life)] == ["2021/22", None]


_RATED_TWICE = """
| Priority | Measure          | Q4 actual | Q4 target | RAG | Annual actual | Annual target | RAG |
| Clean    | Recycling rate   | 48.8%     | 50%       | A   | 50.9%         | 50%           | G   |
| ^        | Clean streets    | 94%       | 95%       | R   | 95%           | 95%           | G   |
| Safe     | Repeat victims   | 23%       | 20%       | R   | 21%           | 20%           | A   |
| ^        | Crimes reported  | 41        | n/a       | -   | 188           | n/a           | -   |
"""


def test_a_rating_behind_a_result_and_its_target_is_that_results() -> None:
    records = read_blocks("Performance in Quarter 4 2021/22", _RATED_TWICE).records
    assert [(r.kind, r.title, r.rag) for r in records] == [
        (Kind.MEASURE, "Recycling rate", Rag.AMBER),
        (Kind.MEASURE, "Clean streets", Rag.RED),
        (Kind.MEASURE, "Repeat victims", Rag.RED),
        (Kind.MEASURE, "Crimes reported", None),
    ]
    rated = [(o.period, o.rag) for o in records[0].observations if o.role is Role.ACTUAL]
    assert rated == [("2021/22 Q4", Rag.AMBER), ("2021/22", Rag.GREEN)]


_WHERE_WE_ARE = """
| Measure of success | Where we were | Where we are now | Where we want to be | Since then |
| Vacant shops       | 14.1% (2018)  | 12.0% (2020)     | 10%                 | ▼ 2.1      |
| Museum visits      | 310,000       | 402,000          | 400,000             | ▲ 92,000   |
"""


def test_where_we_were_are_and_want_to_be() -> None:
    shops, _ = read_blocks(_WHERE_WE_ARE).records
    assert [o.role for o in shops.observations[:3]] == [Role.PREVIOUS, Role.ACTUAL, Role.TARGET]


def test_a_figure_beside_the_arrow_of_a_trend_is_kept() -> None:
    (homes,) = read_blocks(
        """
        | Measure        | Target | Outturn | Trend |
        | Homes finished | 420    | 455     | {up}57 |
        """
    ).records
    assert (homes.trend, dict(homes.text)) == (Trend.UP, {"trend": "57"})


def test_a_role_that_only_a_columns_place_tells_is_a_finding() -> None:
    scorecard = read_blocks(
        """
        | Measure        | Ashby | Elsewhere | Target |
        | Calls answered | 84%   | 88%       | 90%    |
        | Homes finished | 455   | 430       | 420    |
        """
    )
    assert [o.role for o in scorecard.records[0].observations] == [
        Role.ACTUAL,
        Role.COMPARATOR,
        Role.TARGET,
    ]
    own, elsewhere, target = scorecard.records[0].observations
    assert elsewhere.confidence < 0.9 <= min(own.confidence, target.confidence)
    assert [f.message for f in scorecard.findings if f.code == "role-by-place"] == [
        "no header says what the figures under 'Ashby' are: taken for the result",
        "no header says what the figures under 'Elsewhere' are: taken for a comparison",
    ]


def test_a_code_beside_a_rows_number_and_the_result_twelve_months_earlier() -> None:
    (record,) = read_blocks(
        "Quarter 4 2016/17",
        """
        | Ref | PI ref | Description   | Latest data | Period target | Data 12 months earlier |
        | 53  | CAS3   | Users who feel safe (%) | 92.3 | 90.0      | 93.2                   |
        """,
    ).records
    assert record.ref == "CAS3"
    assert dict(record.text) == {"ref": "53"}
    assert [(o.role, o.period) for o in record.observations] == [
        (Role.ACTUAL, "2016/17 Q4"),
        (Role.TARGET, "2016/17"),
        (Role.PREVIOUS, "2015/16 Q4"),
    ]


def test_a_list_of_decisions_has_no_measures() -> None:
    scorecard = read_blocks(
        """
        | Decision                | Decision maker | Date due     | Status   |
        | Award of waste contract | Cabinet        | 12 June 2024 | Open     |
        | Adoption of the plan    | Council        | 17 July 2024 | Complete |
        """
    )
    assert list(scorecard.records) == []
