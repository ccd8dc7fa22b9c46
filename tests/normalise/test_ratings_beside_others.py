"""Ratings that stand beside others, colours that rate nothing, tables that stand side by side."""

from __future__ import annotations

from dataclasses import replace

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.scorecard import Kind, Polarity, Rag


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
