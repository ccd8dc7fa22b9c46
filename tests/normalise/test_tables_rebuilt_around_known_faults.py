"""Tables as councils print them, rebuilt around the faults that were known on 29 November."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Record, Role, Trend, Unit


def periods(record: Record) -> list[tuple[Role, str | None, str]]:
    return [(o.role, o.period, o.raw) for o in record.observations]


def test_planned_for_the_year_and_to_a_quarter_are_targets() -> None:
    gullies, _ = read_blocks(
        "Highways annual plan: progress at the end of Quarter 2 2019/20",
        """
        | Activity              | Planned for year | Planned to Q2 | Completed to Q2 | % completed | RAG |
        | Gullies emptied       | 24,000           | 12,000        | 11,640          | 97%         | G   |
        | Lamp columns replaced | 800              | 400           | 310             | 78%         | R   |
        """,  # noqa: E501
    ).records
    assert periods(gullies)[:3] == [
        (Role.TARGET, "2019/20", "24,000"),
        (Role.TARGET, "2019/20 Q2", "12,000"),
        (Role.ACTUAL, "2019/20 Q2", "11,640"),
    ]
    assert [o.quantity.unit for o in gullies.observations] == [*[Unit.COUNT] * 3, Unit.PERCENT]


def test_progress_against_last_quarter_with_results_to_come_is_a_trend() -> None:
    records = read_blocks(
        "Council Plan scorecard Q2 2022/23",
        """
        | Measure                    | Target | Q1     | Q2           | Progress against last quarter | RAG |
        | Library visits             | 60,000 | 14,210 | 29,870       | Better | R |
        | Fly-tips cleared in 3 days | 90%    | 93%    | Data awaited | n/a    | A |
        | Days lost to sickness      | 8.0    | 2.1    | 4.4          | Worse  | G |
        """,  # noqa: E501
    ).records
    assert [(r.rag, r.trend) for r in records] == [
        (Rag.RED, Trend.IMPROVING),
        (Rag.AMBER, None),
        (Rag.GREEN, Trend.DECLINING),
    ]
    assert {o.role for r in records for o in r.observations} == {Role.TARGET, Role.ACTUAL}


@pytest.mark.parametrize("header", ["Better than August?", "Better or worse than Q1"])
def test_better_than_an_earlier_month_or_quarter_is_a_trend(header: str) -> None:
    letters, callers = read_blocks(
        "Customer services Q2 2010/11",
        f"""
        | Service standard            | Target | Achieved | On target | {header} |
        | Reply to letters in 10 days | 95%    | 91%      | ✘         | Better   |
        | See callers in 10 minutes   | 90%    | 90%      | ✔         | Same     |
        """,
    ).records
    assert [(r.rag, r.trend) for r in (letters, callers)] == [
        (Rag.RED, Trend.IMPROVING),
        (Rag.GREEN, Trend.FLAT),
    ]


def test_the_meeting_above_a_table_names_no_section() -> None:
    (turnover,) = read_blocks(
        "# Resources scorecard",
        "## Overview & Scrutiny Management Board: 7 March 2017",
        """
        | Measure          | Q3 2015/16 | Q3 2016/17 | Target 2016/17 | RAG (year end) |
        | Staff turnover % | 11.2       | 12.0       | 11.0           | A              |
        """,
    ).records
    assert turnover.section == ()
    assert (turnover.rag, dict(turnover.text)) == (None, {"rag_year_end": "amber"})


def test_a_tick_for_on_or_close_to_target_is_green_and_last_years_rating_stays_last_years() -> None:
    children, leavers = read_blocks(
        "Children's services: half year 2020/21",
        """
        | Measure            | 2019/20 RAG | 2019/20 | H1 2020/21 | Target | On track |
        | Children in care   | Amber       | 412     | 431        | 400    | ✘        |
        | Care leavers in EET | Red        | 48%     | 51%        | 55%    | ✔        |
        """,
        "Key: ✔ = on or close to target   ✘ = not on target",
    ).records
    assert [(o.period, o.rag) for o in leavers.observations] == [
        ("2019/20", Rag.RED),
        ("2020-09", Rag.GREEN),
        ("2020/21", None),
    ]
    assert (children.rag, leavers.rag) == (Rag.RED, Rag.GREEN)


def test_halves_of_a_year_are_no_whole_years() -> None:
    (assessments,) = read_blocks(
        "Children's services scorecard 2020/21",
        """
        | Measure                | 2019/20 | H1  | H2  | Half year target | Year target | RAG |
        | Assessments in 45 days | 91%     | 88% | 90% | 89%              | 92%         | A   |
        """,
    ).records
    assert periods(assessments) == [
        (Role.PREVIOUS, "2019/20", "91%"),
        (Role.ACTUAL, "2020-09", "88%"),
        (Role.ACTUAL, "2021-03", "90%"),
        (Role.TARGET, "2020-09", "89%"),
        (Role.TARGET, "2020/21", "92%"),
    ]


def test_budget_and_spend_to_a_period_are_of_its_month() -> None:
    adults, _ = read_blocks(
        "Revenue monitoring 2022/23 Period 10",
        """
        | Directorate | Annual budget £000 | Budget to P10 £000 | Actual to P10 £000 | RAG |
        | Adults      | 48,200             | 40,100             | 41,050             | R   |
        | Children    | 31,400             | 26,200             | 26,150             | G   |
        """,
    ).records
    assert periods(adults) == [
        (Role.BUDGET, "2022/23", "48,200"),
        (Role.BUDGET, "2023-01", "40,100"),
        (Role.ACTUAL, "2023-01", "41,050"),
    ]


def test_what_was_due_and_done_is_what_a_named_percentage_is_made_of() -> None:
    hygiene, safety = read_blocks(
        "Environmental health monitoring April to September 2017",
        """
        | Work stream       | Inspections due | Inspections done | % done | Target % | RAG   |
        | Food hygiene      | 412             | 398              | 96.6%  | 95%      | Green |
        | Health and safety | 60              | 41               | 68.3%  | 90%      | Red   |
        """,
    ).records
    assert [o.role for o in hygiene.observations] == [
        Role.OTHER,
        Role.OTHER,
        Role.ACTUAL,
        Role.TARGET,
    ]
    assert (safety.title, safety.section) == ("Health and safety", ())


def test_a_target_to_date_is_of_the_months_to_date() -> None:
    (swims,) = read_blocks(
        "Leisure scorecard, July 2019",
        """
        | Measure | Last year (Apr-Jul 18) | This year (Apr-Jul 19) | Target to date | Status |
        | Swims   | 41,200                 | 43,010                 | 42,000         | Green  |
        """,
    ).records
    assert periods(swims) == [
        (Role.PREVIOUS, "2018-07", "41,200"),
        (Role.ACTUAL, "2019-07", "43,010"),
        (Role.TARGET, "2019-07", "42,000"),
    ]


def test_offence_groups_name_the_rows_of_a_crime_table() -> None:
    violence, _ = read_blocks(
        "Crime data",
        """
        | Offence group        | Apr 18 - Jan 19 | Same period 17/18 | % change | Full year 17/18 |
        | Violence with injury | 812             | 760               | 6.8%     | 921             |
        | Robbery              | 41              | 44                | -6.8%    | 53              |
        """,
    ).records
    assert violence.title == "Violence with injury"
    assert [(o.period, o.raw) for o in violence.observations if o.role is not Role.VARIANCE] == [
        ("2019-01", "812"),
        ("2018-01", "760"),
        ("2017/18", "921"),
    ]


def test_bare_targets_of_percentages_stay_percentages_beside_rows_of_counts() -> None:
    records = read_blocks(
        "Performance report Q2 2024/25",
        """
        | Indicator        | Target | Q1  | Q2  | RAG |
        | Calls answered   | 95     | 92% | 93% | A   |
        | Visits           | 1,200  | 300 | 310 | R   |
        | Letters answered | 90     | 91% | 92% | G   |
        """,
    ).records
    assert [{o.quantity.unit for o in r.observations} for r in records] == [
        {Unit.PERCENT},
        {Unit.COUNT},
        {Unit.PERCENT},
    ]


def test_planned_dates_are_no_targets() -> None:
    scorecard = read_blocks(
        "Action plan Q2 2024/25",
        """
        | Action                 | Owner | Planned date | Expected date | Status |
        | Open the new library   | Smith | 31/03/2025   | 30/06/2025    | Amber  |
        | Let the depot contract | Jones | 31/12/2024   | 31/12/2024    | Green  |
        """,
    )
    assert [r.observations for r in scorecard.records] == [(), ()]
    assert dict(scorecard.records[0].text)["planned_date"] == "31/03/2025"
    assert not scorecard.findings


def test_a_target_to_maintain_among_others_to_be_set_is_a_target() -> None:
    letters = read_blocks(
        "Performance report Q2 2024/25",
        """
        | Indicator        | Target   | Q1  | Q2  | RAG |
        | Calls answered   | TBC      | 92% | 93% | A   |
        | Letters answered | Maintain | 91% | 92% | G   |
        | Reviews in time  | TBC      | 81% | 82% | G   |
        """,
    ).records[1]
    assert (letters.observations[0].role, letters.observations[0].raw) == (Role.TARGET, "Maintain")


@pytest.mark.parametrize("title", ["Spend as per MTFS", "Non-domestic rate", "Sickness cover"])
def test_money_whose_title_sounds_otherwise_is_multiplied_under_pounds(title: str) -> None:
    row = read_blocks(
        "Finance scorecard Q2 2024/25",
        f"""
        | Indicator    | Target £000 | Actual £000 | RAG |
        | Rent arrears | 1,200       | 1,187       | A   |
        | {title}      | 400         | 412         | R   |
        """,
    ).records[1]
    assert [o.quantity.value for o in row.observations] == [400_000, 412_000]


def test_an_executive_summary_is_no_meeting() -> None:
    scorecard = read_blocks(
        "# Children's services performance - executive summary: May 2024",
        """
        | Indicator      | Target | Actual | RAG |
        | Calls answered | 95%    | 92%    | A   |
        """,
    )
    assert scorecard.paper.reporting_period == "2024-05"


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("21/22 status", "22/23 status"),
        ("Status 2021/22", "Status 2022/23"),
        ("Rating 21/22", "Rating 22/23"),
    ],
)
@pytest.mark.parametrize(
    ("green", "red"), [("{circle green}", "{circle red}"), ("Green", "Red"), ("G", "R")]
)
def test_a_status_of_each_year_rates_that_years_result(
    then: str, now: str, green: str, red: str
) -> None:
    rate, residual = read_blocks(
        "Annual waste data 2022/23",
        f"""
        | Indicator                 | 21/22 | 22/23 | Target | {then}  | {now}   |
        | Recycling rate            | 51.2% | 50.1% | 52%    | {green} | {red}   |
        | Residual kg per household | 402   | 398   | 400    | {green} | {green} |
        """,
    ).records
    assert [(o.raw, o.rag) for o in rate.observations] == [
        ("51.2%", Rag.GREEN),
        ("50.1%", Rag.RED),
        ("52%", None),
    ]
    assert (rate.rag, residual.rag) == (Rag.RED, Rag.GREEN)


def test_a_status_of_a_quarter_that_is_not_available_leaves_the_record_without() -> None:
    homes, waste = read_blocks(
        "Corporate report Q3 2024/25",
        """
        | Indicator         | Target | Q2   | Q3   | Status Q3     | Status Q2 |
        | Homes built       | 100    | 61   | n/a  | Not available | Green     |
        | Waste to landfill | 2%     | 1.9% | 2.4% | Red           | Green     |
        """,
    ).records
    assert [(o.raw, o.rag) for o in homes.observations][1:] == [("61", Rag.GREEN), ("n/a", None)]
    assert (homes.rag, waste.rag) == (None, Rag.RED)


def test_the_half_year_of_last_year() -> None:
    (planning,) = read_blocks(
        "Service plan half-year review 2018/19",
        """
        | Measure                       | Target | Half year result | Half year last year | RAG |
        | Planning applications in time | 85%    | 88%              | 81%                 | G   |
        """,
    ).records
    assert periods(planning)[1:] == [
        (Role.ACTUAL, "2018-09", "88%"),
        (Role.PREVIOUS, "2017-09", "81%"),
    ]


def test_the_plan_of_an_accounting_period_is_its_target() -> None:
    trees, _ = read_blocks(
        "Delivery plan monitoring 2023/24",
        """
        | Measure               | Plan M7 | Actual M7 | % of plan | Full-year plan | RAG |
        | Trees planted         | 700     | 610       | 87%       | 1,200          | A   |
        | EV chargers installed | 35      | 36        | 103%      | 60             | G   |
        """,
    ).records
    assert periods(trees)[:2] == [
        (Role.TARGET, "2023-10", "700"),
        (Role.ACTUAL, "2023-10", "610"),
    ]


def test_the_share_of_a_budget_that_is_spent_is_no_comparison() -> None:
    salaries, _ = read_blocks(
        "# Resources dashboard Q3 2020/21",
        "## Money (£k)",
        """
        | Indicator | Budget | Q3 spend | % spent | RAG |
        | Salaries  | 1,200  | 900      | 75%     | G   |
        | Supplies  | 400    | 352      | 88%     | A   |
        """,
    ).records
    assert [(o.role, o.quantity.value, o.quantity.unit) for o in salaries.observations] == [
        (Role.BUDGET, Decimal(1_200_000), Unit.GBP),
        (Role.ACTUAL, Decimal(900_000), Unit.GBP),
        (Role.OTHER, Decimal(75), Unit.PERCENT),
    ]


@pytest.mark.parametrize("done", ["Number done", "Cleansed"])
def test_what_was_done_of_a_plan_is_the_result(done: str) -> None:
    gullies, _ = read_blocks(
        "Highways Q2 2019/20",
        f"""
        | Measure         | Planned | {done} | %   | RAG |
        | Gullies emptied | 1,200   | 1,164  | 97% | G   |
        | Lamps replaced  | 400     | 310    | 78% | R   |
        """,
    ).records
    assert [(o.role, o.quantity.unit) for o in gullies.observations] == [
        (Role.TARGET, Unit.COUNT),
        (Role.ACTUAL, Unit.COUNT),
        (Role.OTHER, Unit.PERCENT),
    ]


def test_tables_abreast_whose_headers_name_their_service_are_apart() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Housing KPIs   | Target | Actual | Planning KPIs  | Target | Actual |
        | Void days      | 25     | 26     | Majors in time | 60%    | 70%    |
        | Rent collected | 98%    | 97%    | Minors in time | 70%    | 65%    |
        """,
    )
    assert [(r.title, [o.raw for o in r.observations]) for r in scorecard.records] == [
        ("Void days", ["25", "26"]),
        ("Rent collected", ["98%", "97%"]),
        ("Majors in time", ["60%", "70%"]),
        ("Minors in time", ["70%", "65%"]),
    ]
