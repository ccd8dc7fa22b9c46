"""Ratings that stand beside others, colours that rate nothing, tables that stand side by side."""

from __future__ import annotations

from dataclasses import replace

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.scorecard import Kind, Polarity, Rag, Role, Trend, Unit


def test_a_previous_rating_is_not_the_rows_own() -> None:
    scorecard = read_blocks(
        """
        | PI    | Description      | Target | Outturn | Prev. RAG | RAG      |
        | PL 12 | Potholes mended  | 90%    | 86%     | [amber]A  | [red]R   |
        | PL 14 | Buses on time    | 80%    | 82%     | [green]G  | [green]G |
        | PL 21 | Trees planted    | 6,000  | 6,260   | [amber]A  | [green]G |
        """
    )
    assert [record.rag for record in scorecard.records] == [Rag.RED, Rag.GREEN, Rag.GREEN]
    assert dict(scorecard.records[0].text)["prev_rag"] == "amber"
    assert all(o.rag is None for record in scorecard.records for o in record.observations)


def test_each_of_two_quarters_keeps_the_rating_beside_it() -> None:
    scorecard = read_blocks(
        """
        | KPI              | Target | Q2 23/24 | Previous RAG | Q3 23/24 | Current RAG |
        | Potholes mended  | 90%    | 84% | [amber]A     | 81% | [red]R      |
        | Buses on time    | 80%    | 78% | [amber]A     | 82% | [green]G    |
        """
    )
    assert [[o.rag for o in r.observations][1:] for r in scorecard.records] == [
        [Rag.AMBER, Rag.RED],
        [Rag.AMBER, Rag.GREEN],
    ]


def test_figures_painted_from_lowest_to_highest_are_not_rated() -> None:
    grid = draw_grid(
        """
        | Measure        | Target | Apr-24 | May-24 | Jun-24 | Jul-24 | Aug-24 |
        | Days void      | 24.0   | 31.4   | 29.9   | 27.2   | 24.0   | 28.1   |
        | Rent collected | 98%    | 97%    | 98%    | 99%    | 96%    | 98%    |
        """
    )
    tones = (
        [(99, 190, 123), (203, 220, 129), (255, 235, 132), (248, 105, 107), (252, 180, 121)],
        [(255, 192, 0), (0, 176, 80), (0, 176, 80), (255, 0, 0), (0, 176, 80)],
    )
    cells = tuple(
        replace(cell, fill=Rgb(*tones[cell.row - 1][cell.col - 2]))
        if cell.row and cell.col > 1
        else cell
        for cell in grid.cells
    )
    scorecard = read_blocks(replace(grid, cells=cells))
    void, rent = scorecard.records
    assert {o.rag for o in void.observations} == {None}
    assert [o.rag for o in rent.observations[1:]] == [
        Rag.AMBER,
        Rag.GREEN,
        Rag.GREEN,
        Rag.RED,
        Rag.GREEN,
    ]
    assert [f.code for f in scorecard.findings] == ["colour-scale"]


def test_a_priority_printed_again_for_each_measure_groups_them() -> None:
    scorecard = read_blocks(
        """
        | Priority      | Measure              | Latest | Target | RAG      |
        | Clean growth  | Enquiries            | 112    | 100    | [green]G |
        | Clean growth  | Vacant shops         | 14.2%  | 12%    | [red]R   |
        | Healthy lives | Members              | 18,204 | 18,500 | [amber]A |
        | Healthy lives | Days to a grant      | 186    | 180    | [amber]A |
        """
    )
    assert [(r.kind, r.title, r.section, r.rag) for r in scorecard.records] == [
        (Kind.MEASURE, "Enquiries", ("Clean growth",), Rag.GREEN),
        (Kind.MEASURE, "Vacant shops", ("Clean growth",), Rag.RED),
        (Kind.MEASURE, "Members", ("Healthy lives",), Rag.AMBER),
        (Kind.MEASURE, "Days to a grant", ("Healthy lives",), Rag.AMBER),
    ]


def test_tables_side_by_side_do_not_mix_where_one_has_a_column_more() -> None:
    scorecard = read_blocks(
        """
        | Measure        | Q3   | Target | Measure       | Q3    | Target | Good is | RAG    |
        | Business rates | 1.9%     | 1.5%   | Active adults | 66.4% | 65%   | High | [green]G |
        | Starts         | 388      | 420    | Health walks | 9,911 | 9,000  | High | [red]R   |
        """
    )
    assert [[(o.column, o.raw) for o in r.observations][-2:] for r in scorecard.records] == [
        [("Q3", "1.9%"), ("Target", "1.5%")],
        [("Q3", "388"), ("Target", "420")],
        [("Q3", "66.4%"), ("Target", "65%")],
        [("Q3", "9,911"), ("Target", "9,000")],
    ]


def test_an_arrow_says_which_way_is_good() -> None:
    scorecard = read_blocks(
        """
        | Indicator    | What is good? | Q1  | Target |
        | Calls missed | ↓ is good     | 4%  | 5%     |
        | Calls met    | ↑ is good     | 96% | 95%    |
        """
    )
    assert [r.polarity for r in scorecard.records] == [Polarity.LOWER, Polarity.HIGHER]


def test_a_quarter_all_on_target_is_rated_as_the_quarters_before() -> None:
    scorecard = read_blocks(
        """
        | Measure          | Mar-24     | Apr-24     | May-24     |
        | Calls answered   | [red]76%   | [green]81% | [green]84% |
        | Letters answered | [amber]90% | [green]95% | [green]96% |
        | Visits made      | [amber]44  | [green]45  | [green]46  |
        | Calls abandoned  | [red]7.1%  | [amber]5%  | [green]3.9% |
        """
    )
    assert [record.observations[-1].rag for record in scorecard.records] == [Rag.GREEN] * 4
    assert [record.rag for record in scorecard.records] == [Rag.GREEN] * 4


def test_between_two_ratings_is_none_of_them() -> None:
    scorecard = read_blocks(
        """
        | Measure            | Q3  | Target | RAG                    |
        | Average caseload   | 19  | 18     | [green]A/G             |
        | Audits             | 41% | 60%    | [amber]Amber           |
        | Assessments        | 78% | 85%    | [amber]Amber (was Red) |
        | Agency staff       | 26% | 15%    | [red]Red               |
        """
    )
    assert [r.rag for r in scorecard.records] == [None, Rag.AMBER, Rag.AMBER, Rag.RED]
    assert [f.code for f in scorecard.findings] == ["rag-not-read"]


def test_colours_over_a_comparison_in_words_rate_it() -> None:
    scorecard = read_blocks(
        """
        | Indicator | Recent trend | Ambleford | England | Compared with England |
        | Smoking   | ↓            | 11.2%     | 12.7%   | [green]Better         |
        | Obesity   | ↑            | 23.9%     | 22.7%   | [amber]Similar        |
        | Mortality | →            | 131.2     | 121.5   | [red]Worse            |
        """
    )
    assert [(r.rag, r.trend) for r in scorecard.records] == [
        (Rag.GREEN, Trend.DOWN),
        (Rag.AMBER, Trend.UP),
        (Rag.RED, Trend.FLAT),
    ]


def test_a_priority_that_a_page_break_parts_is_one() -> None:
    grid = draw_grid(
        """
        | Priority                        | Progress       | RAG      | Supporting measure | Result |
        | Reduce waste                    | On course.     | [green]G | Recycling          | 48%    |
        | Support adults to live          | There have     | [amber]A | Delayed discharges | 76.9   |
        | safe and independent lives      | been delays.   |          | Falls              | 170    |
        """  # noqa: E501
    )
    pages = tuple(replace(cell, page=2 if cell.row == 3 else 1) for cell in grid.cells)
    scorecard = read_blocks(replace(grid, cells=pages, page=1))
    whole = "Support adults to live safe and independent lives"
    assert [(r.kind, r.title) for r in scorecard.records] == [
        (Kind.PRIORITY, "Reduce waste"),
        (Kind.MEASURE, "Recycling"),
        (Kind.PRIORITY, whole),
        (Kind.MEASURE, "Delayed discharges"),
        (Kind.MEASURE, "Falls"),
    ]
    assert [r.section for r in scorecard.records[3:]] == [(whole,), (whole,)]
    assert dict(scorecard.records[2].text)["progress"] == "There have been delays."


def test_one_line_of_a_key_at_the_foot_of_a_page_is_no_measure() -> None:
    scorecard = read_blocks(
        "Key to symbols",
        """
        | Symbol   | Meaning     |
        | [green]G | On or above |
        """,
        "target",
        """
        | Measure   | Q3  | Target | RAG      |
        | Recycling | 48% | 50%    | [amber]A |
        """,
    )
    assert [record.title for record in scorecard.records] == ["Recycling"]


def test_a_year_in_a_header_is_no_figure() -> None:
    scorecard = read_blocks(
        """
        | Outcome measure | 2022/23 | 2023/24 | Target 2023/24 | 2025 ambition | RAG      |
        | Apprenticeships | 58      | 42      | 60             | 100           | [amber]A |
        | Footfall        | 4,204   | 3,440   | 4,300          | 4,600         | [green]G |
        """
    )
    columns = [(o.column, o.role) for o in scorecard.records[0].observations]
    assert columns[-2:] == [("Target 2023/24", Role.TARGET), ("2025 ambition", Role.TARGET)]


def test_the_overall_rating_of_a_project_is_its_own() -> None:
    scorecard = read_blocks(
        """
        | Scheme       | Approved £000 | Forecast £000 | RAG      | <        | <        |
        | ^            | ^             | ^             | Time     | Cost     | Overall  |
        | School roofs | 2,400         | 2,400         | [green]G | [green]G | [amber]A |
        | Market hall  | 6,150         | 6,890         | [amber]A | [red]R   | [red]R   |
        | Depot        | 980           | 980           | [green]G | [amber]A | [green]G |
        """
    )
    assert [record.rag for record in scorecard.records] == [Rag.AMBER, Rag.RED, Rag.GREEN]
    assert all(o.rag is None for record in scorecard.records for o in record.observations)
    assert dict(scorecard.records[1].text)["rag_time"] == "amber"


def test_the_sides_of_a_project_are_no_rating_of_it() -> None:
    scorecard = read_blocks(
        """
        | Scheme       | Approved £000 | Forecast £000 | RAG      | <        |
        | ^            | ^             | ^             | Time     | Cost     |
        | School roofs | 2,400         | 2,400         | [green]G | [amber]A |
        | Market hall  | 6,150         | 6,890         | [amber]A | [red]R   |
        """
    )
    assert [record.rag for record in scorecard.records] == [None, None]


def test_a_unit_column_of_kilograms_is_no_count() -> None:
    scorecard = read_blocks(
        """
        | KPI                  | Unit | Q3 2022/23 | Target 2022/23 | RAG      |
        | Waste per household  | kg   | 112.9      | 470            | [green]G |
        | Missed per 100,000   | No.  | 88         | 50             | [red]R   |
        """
    )
    assert [[o.quantity.unit for o in r.observations] for r in scorecard.records] == [
        [Unit.SCORE, Unit.SCORE],
        [Unit.PER_100K, Unit.PER_100K],
    ]


def test_a_rating_of_the_month_and_one_of_the_year_so_far() -> None:
    records = read_blocks(
        """
        | Metric            | Plan M6 | Actual M6 | Plan YTD | Actual YTD | In month RAG | YTD RAG |
        | C. diff. cases    | 4       | 6         | 27       | 25         | R            | G       |
        | Complaints closed | 85%     | 81%       | 85%      | 86%        | A            | G       |
        """
    ).records
    rated = [{o.raw: o.rag for o in record.observations if o.rag} for record in records]
    assert rated == [{"6": Rag.RED, "25": Rag.GREEN}, {"81%": Rag.AMBER, "86%": Rag.GREEN}]
