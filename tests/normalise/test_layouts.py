"""What an officer would say that each layout of a scorecard says."""

from __future__ import annotations

from decimal import Decimal

from tests.grids import read_blocks
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Kind, Polarity, Rag, Role, Status, Trend, TrendMeans, Unit


def test_a_plain_scorecard() -> None:
    scorecard = read_blocks(
        "# Quarter 2 2019/20 Performance Report",
        """
        | Ref | Measure | Good is | 2018/19 Outturn | Q1 2019/20 | Q2 2019/20 | Target | RAG | DoT |
        | HR01  | Days lost to sickness | Low  | 9.1   | 8.8 | 9.4   | 9.0 | Amber | {up}   |
        | PVP02 | % of reviews done     | High | 71.5% | 70% | 74.0% | 75% | Red   | {flat} |
        """,
    )
    first, second = scorecard.records
    assert (first.ref, first.title, first.polarity) == (
        "HR01",
        "Days lost to sickness",
        Polarity.LOWER,
    )
    assert (first.rag, first.trend) == (Rag.AMBER, Trend.UP)
    assert [(o.column, o.role, o.period, o.raw) for o in second.observations] == [
        ("2018/19 Outturn", Role.PREVIOUS, "2018/19", "71.5%"),
        ("Q1 2019/20", Role.ACTUAL, "2019/20 Q1", "70%"),
        ("Q2 2019/20", Role.ACTUAL, "2019/20 Q2", "74.0%"),
        ("Target", Role.TARGET, "2019/20", "75%"),
    ]
    assert second.observations[2].quantity.value == Decimal("74.0")
    assert second.observations[2].quantity.unit is Unit.PERCENT
    assert first.trend_means is TrendMeans.UNKNOWN


def test_a_two_row_header_and_a_banner_that_sets_the_section() -> None:
    scorecard = read_blocks(
        "# Scorecard 2021/22 Q3",
        """
        | KPI         | Target | 2021/22 | <  | <  | <  | RAG |
        | ^           | ^      | Q1      | Q2 | Q3 | Q4 | ^   |
        | *Housing*   | <      | <       | <  | <  | <  | <   |
        | Homes built | 120    | 21      | 33 | 40 |    | G   |
        | *Waste*     | <      | <       | <  | <  | <  | <   |
        | Recycling   | 45%    | 41%     | 42% | 44% |  | A   |
        """,
    )
    homes, waste = scorecard.records
    assert homes.section == ("Housing",)
    assert waste.section == ("Waste",)
    assert [o.column for o in homes.observations] == [
        "Target", "2021/22 / Q1", "2021/22 / Q2", "2021/22 / Q3", "2021/22 / Q4",
    ]  # fmt: skip
    assert homes.observations[4].quantity.status is Status.BLANK
    assert homes.observations[4].quantity.value is None
    assert [o.period for o in homes.observations] == [
        "2021/22", "2021/22 Q1", "2021/22 Q2", "2021/22 Q3", "2021/22 Q4",
    ]  # fmt: skip


def test_sections_that_change_what_the_columns_mean() -> None:
    scorecard = read_blocks(
        """
        | Outcomes             | Trend  | WC    | National | Target |
        | 1 Quality of life    | {up}   | 19.1  | 18.9     |        |
        | 2 Feel safe          | {down} | 77.0% | 70.0%    | 80%    |
        | VfM & Budget (£m)    |        | Budget | Period 6 | O/(U) |
        | 3 Mental Health      | {down} | 18.281 | 17.838   | -0.443 |
        """
    )
    safe, health = scorecard.records[1:]
    assert [o.role for o in safe.observations] == [Role.ACTUAL, Role.COMPARATOR, Role.TARGET]
    assert [o.role for o in health.observations] == [Role.BUDGET, Role.ACTUAL, Role.VARIANCE]
    assert [o.quantity.value for o in health.observations] == [18281000, 17838000, -443000]
    assert health.section == ("VfM & Budget (£m)",)
    assert (health.ref, health.title) == ("3", "Mental Health")


def test_priorities_with_supporting_measures() -> None:
    scorecard = read_blocks(
        "# 2011/12 Directorate Scorecard",
        "Reporting Period: Quarter 2 2011/12",
        """
        | Priorities     | Progress Summary | Overall Progress | Supporting Measures | Q1 | Q2 |
        | Extend budgets | All are offered. | Green | Increase those in charge     | 25% | 31% |
        | ^              | ^                | ^     | Increase the number          | 79  | 75  |
        | Plan estates   | It is agreed.    | Amber | N/A                          | N/A | N/A |
        """,
    )
    kinds = [record.kind for record in scorecard.records]
    assert kinds == [Kind.PRIORITY, Kind.MEASURE, Kind.MEASURE, Kind.PRIORITY]
    budgets, share, _, estate = scorecard.records
    assert budgets.rag is Rag.GREEN
    assert dict(budgets.text)["progress_summary"] == "All are offered."
    assert share.section == ("Extend budgets",)
    assert share.rag is None  # the judgement is the priority's
    assert share.polarity is Polarity.HIGHER
    assert [o.quantity.status for o in estate.observations] == [Status.NOT_APPLICABLE] * 2


def test_rag_that_is_only_the_colour_of_the_value_cell() -> None:
    scorecard = read_blocks(
        """
        | Measure      | Q1 2020/21  | Q2 2020/21   | Target |
        | Calls in 5 s | 81% [green] | 70% [red]    | 80%    |
        | Bins missed  | 12 [amber]  | 9 [green]    | 10     |
        | Not rated    | 5           | 6            | n/a    |
        """
    )
    calls, bins, other = scorecard.records
    assert [o.rag for o in calls.observations] == [Rag.GREEN, Rag.RED, None]
    assert (calls.rag, bins.rag, other.rag) == (Rag.RED, Rag.GREEN, None)


def test_a_stripe_across_the_row_is_no_rag() -> None:
    scorecard = read_blocks(
        """
        | Measure              | Actual      | Target      | RAG         |
        | Planning in 8 weeks [green] | 81% [green] | 80% [green] | Red [green] |
        | Housing repairs      | 70%         | 80%         | Green       |
        | Council tax [green]  | 96% [green] | 95% [green] | Green [green] |
        """
    )
    assert [record.rag for record in scorecard.records] == [Rag.RED, Rag.GREEN, Rag.GREEN]
    assert all(o.rag is None for record in scorecard.records for o in record.observations)


def test_a_risk_register_and_an_action_plan() -> None:
    scorecard = read_blocks(
        "# Risks",
        """
        | Ref | Risk             | Likelihood | Impact | Score | Mitigation   | RAG |
        | R1  | Provider failure | 3          | 4      | 12    | Market plan  | A   |
        """,
        "# Actions",
        """
        | No. | Action           | Lead    | Due date  | Progress   | Status       |
        | 1.2 | Open the library | J Smith | June 2020 | Slipped    | [red]        |
        | 1.3 | Train the staff  | A Jones | July 2020 | Complete   | [blue]       |
        """,
    )
    risk, library, staff = scorecard.records
    assert (risk.kind, risk.rag, risk.ref) == (Kind.RISK, Rag.AMBER, "R1")
    assert [o.quantity.value for o in risk.observations] == [3, 4, 12]
    assert (library.kind, library.rag, staff.rag) == (Kind.ACTION, Rag.RED, Rag.BLUE)
    assert dict(library.text)["due_date"] == "June 2020"


def test_self_ratings() -> None:
    grid = """
        | Theme     | 1 | 2       | 3 | 4 | Commentary      |
        | Outcomes  | 1 | 2 [amber] | 3 | 4 | We have improved |
        | Workforce | 1 | 2       | 3 | 4 | No choice made  |
        """
    scorecard = read_blocks("# Self evaluation 2012/13", grid)
    outcomes, workforce = scorecard.records
    assert (outcomes.kind, outcomes.title) == (Kind.RATING, "Outcomes")
    assert outcomes.text == (("commentary", "We have improved"),)
    assert outcomes.observations[0].column == "self-rating"
    assert outcomes.observations[0].quantity.value == 2
    assert workforce.observations[0].quantity.value is None
    (finding,) = scorecard.findings
    assert finding.code == "rating-not-marked"
    assert "Workforce" in finding.message


def test_a_commentary_of_a_self_rating_that_goes_on_over_a_page() -> None:
    outcomes, workforce = read_blocks(
        "# Self evaluation 2012/13",
        """
        | Outcomes  | 1 | 2 [amber] | 3 | 4 | We have improved |
        |           | and more so since | < |   |   |          |
        | Workforce | 1 | 2 | 3 [amber] | 4 | Fewer leave      |
        """,
    ).records
    assert outcomes.text == (("commentary", "We have improved\nand more so since"),)
    assert workforce.observations[0].quantity.value == 3


def test_a_self_rating_that_is_marked_inside_one_cell() -> None:
    grid = Grid(
        2,
        2,
        (
            Cell(0, 0, text="Outcomes"),
            Cell(0, 1, text="1 2 3 4", highlighted="3"),
            Cell(1, 0, text="Workforce"),
            Cell(1, 1, text="1 2 3 4"),
        ),
    )
    outcomes, workforce = read_blocks("# Self evaluation 2012/13", grid).records
    assert outcomes.observations[0].quantity.value == 3
    assert workforce.observations[0].quantity.value is None


def test_two_rag_columns_rate_their_own_periods() -> None:
    scorecard = read_blocks(
        """
        | Measure   | Target | Q1 2022/23 | RAG | Q2 2022/23 | RAG |
        | Overdue   | 5      | 4          | G   | 9          | R   |
        | Complaints | 10    | 12         | A   | 10         | G   |
        """
    )
    overdue = scorecard.records[0]
    assert [(o.raw, o.rag) for o in overdue.observations] == [
        ("5", None), ("4", Rag.GREEN), ("9", Rag.RED),
    ]  # fmt: skip
    assert overdue.rag is Rag.RED


def test_a_figure_merged_over_columns_is_told_and_a_status_is_repeated() -> None:
    scorecard = read_blocks(
        """
        | Measure  | Q1 2022/23 | Q2 2022/23 | Target |
        | Overdue  | 4          | 5          | 5      |
        | Survey   | Annual     | <          | 80%    |
        | Combined | 12         | <          | 20     |
        """
    )
    _, survey, combined = scorecard.records
    assert [o.raw for o in survey.observations] == ["Annual", "Annual", "80%"]
    assert [o.raw for o in combined.observations] == ["12", "20"]
    assert [f.code for f in scorecard.findings if f.row == 3] == ["merged-value"]


def test_titles_that_begin_with_odd_numbers_are_titles() -> None:
    scorecard = read_blocks(
        """
        | Measure                | Actual | Target |
        | 25.7 Number of visits  | 4      | 5      |
        | 3.3 Library issues     | 12     | 10     |
        | 25 Complaints upheld   | 3      | 2      |
        """
    )
    assert [record.title for record in scorecard.records] == [
        "Number of visits",
        "Library issues",
        "Complaints upheld",
    ]


def test_a_row_without_a_measure_is_told_not_dropped() -> None:
    scorecard = read_blocks(
        """
        | Measure | Actual | Target |
        | Overdue | 4      | 5      |
        |         | 17     | 20     |
        """
    )
    assert len(scorecard.records) == 1
    assert [f.code for f in scorecard.findings] == ["row-without-title"]
    assert "17" in scorecard.findings[0].message


def test_one_header_holds_for_the_tables_beneath_it() -> None:
    scorecard = read_blocks(
        "| KPI | Measure | 2022/23 | 2023/24 | Target | Status |",
        "# Making people safer",
        """
        | F1 | Accidental dwelling fires | 61 | 58 | 60 | G |
        | F2 | Visits completed | 2,410 | 2,189 | 2,400 | R |
        """,
        "# Attendance",
        """
        | A1 | Officers present | Smith | Jones | Brown | Green |
        | A2 | Members present | Hill | Wood | Dale | White |
        """,
    )
    assert [(r.ref, r.title, r.rag) for r in scorecard.records] == [
        ("F1", "Accidental dwelling fires", Rag.GREEN),
        ("F2", "Visits completed", Rag.RED),
    ]
    assert [(o.column, o.period, o.raw) for o in scorecard.records[0].observations] == [
        ("2022/23", "2022/23", "61"),
        ("2023/24", "2023/24", "58"),
        ("Target", None, "60"),
    ]


def test_a_header_that_names_two_columns_where_no_line_shows_that_it_spans_them() -> None:
    (visits,) = read_blocks(
        "# Dashboard 2017/18 Q1",
        """
        | Measure and Description |        | Aim | RAG | Target | 17/18 | 16/17 and Quartile |     |
        | Local         | Heritage visits  | H   | G   | 42.7k  | 43.1k | 42.7k              | Top |
        """,
    ).records
    assert visits.title == "Heritage visits"
    assert [(o.column, o.role, o.raw) for o in visits.observations] == [
        ("Target", Role.TARGET, "42.7k"),
        ("17/18", Role.ACTUAL, "43.1k"),
        ("16/17", Role.PREVIOUS, "42.7k"),
        ("Quartile", Role.QUARTILE, "Top"),
    ]


def test_a_footnote_mark_set_as_a_plain_digit_is_a_doubt() -> None:
    scorecard = read_blocks(
        "# Communities scorecard 2012/13",
        """
        | Measure                | Target | Q1  | Q2   | Q3  | RAG |
        | Families supported     | 400    | 372 | 3691 | 368 | A   |
        | Households in hostels  | 20     | 21  | 240  | 22  | R   |
        """,
    )
    families, hostels = scorecard.records
    assert [o.confidence for o in families.observations] == [1.0, 1.0, 0.5, 1.0]
    assert [o.confidence for o in hostels.observations] == [1.0] * 4  # a figure may rise tenfold
    (doubt,) = [f for f in scorecard.findings if f.code == "value-doubtful"]
    assert (doubt.row, doubt.column) == (1, "Q2")


def test_a_figure_goes_on_with_its_next_thousands_group() -> None:
    scorecard = read_blocks(
        "# Highways scorecard 2012/13",
        """
        | Measure            | Q1            | Target     | RAG |
        | Passenger journeys | 14,698~,917   | 14,000,000 | G   |
        """,
    )
    assert scorecard.records[0].observations[0].quantity.value == 14698917


def test_a_bare_letter_behind_the_figures_is_their_rag() -> None:
    scorecard = read_blocks(
        "# Leisure scorecard 2022/23",
        """
        | Measure         | Target | Q1       | Q2       |
        | Swimming visits | 12,000 | 11,204 A | 12,340 G |
        | Gym members     | 4,100  | 3,820 R  | 3,901 R  |
        """,
    )
    assert [[o.rag for o in r.observations] for r in scorecard.records] == [
        [None, Rag.AMBER, Rag.GREEN],
        [None, Rag.RED, Rag.RED],
    ]
    assert scorecard.records[0].observations[1].quantity.value == 11204


def test_a_rag_of_each_quarter_under_one_year_rates_its_own_quarter() -> None:
    scorecard = read_blocks(
        "# Children Scorecard 2022/23",
        """
        | Measure                | 21/22 Outturn | 2022/23 | <      | <   | <      | <      | <   |
        | ^                      | ^             | Q1      | <      | <   | Q2     | <      | <   |
        | ^                      | ^             | Target  | Actual | RAG | Target | Actual | RAG |
        | Assessments in 45 days | 84%           | 85%     | 81%    | A   | 85%    | 86%    | G   |
        | Plans lasting 2 years  | 3.1%          | 3.0%    | 4.9%   | R   | 3.0%   | 2.8%   | G   |
        """,
    )
    assert [[(o.raw, o.rag) for o in r.observations if o.rag] for r in scorecard.records] == [
        [("81%", Rag.AMBER), ("86%", Rag.GREEN)],
        [("4.9%", Rag.RED), ("2.8%", Rag.GREEN)],
    ]


def test_a_change_on_last_year_is_a_variance_and_gives_the_row_no_unit() -> None:
    scorecard = read_blocks(
        "# Libraries Scorecard 2022/23",
        """
        | Measure        | Target 2022/23 | 2022/23        | Change on 2021/22 |
        | Library visits | 410,000        | 398,112[amber] | +12%              |
        | Museum visits  | 95,000         | 61,400[red]    | -18%              |
        """,
    )
    for record in scorecard.records:
        assert [o.role for o in record.observations] == [
            Role.TARGET,
            Role.ACTUAL,
            Role.VARIANCE,
        ]
        assert [o.quantity.unit for o in record.observations] == [
            Unit.COUNT,
            Unit.COUNT,
            Unit.PERCENT,
        ]


def test_how_a_population_changed_is_no_scorecard() -> None:
    scorecard = read_blocks(
        "# Census 2021",
        """
        | Ward   | 2011  | 2021  | Change on 2011 |
        | Abbey  | 7,412 | 8,033 | 8.4%           |
        | Bridge | 6,220 | 6,101 | -1.9%          |
        | Castle | 5,007 | 5,250 | 4.9%           |
        """,
    )
    assert scorecard.records == ()


def test_a_lone_text_in_the_column_of_references_names_a_group() -> None:
    people, staff = read_blocks(
        "# Service plan 2018",
        """
        | Reference ID     | Indicator Description | 2016/17 Result | 2017/18 Result | Polarity   |
        | Service Delivery |                       |                |                |            |
        | PVP01            | People supported      | 93.88%         | 94%            | Up is Good |
        | Employees        |                       |                |                |            |
        | STF08            | Staff FTE Total       | 617.8          | 594.2          | Neutral    |
        """,
    ).records
    assert (people.ref, people.section) == ("PVP01", ("Service Delivery",))
    assert (staff.ref, staff.section) == ("STF08", ("Employees",))
