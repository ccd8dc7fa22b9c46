"""Ratings in Welsh and in a paper's own words, and inks and matrices that rate nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.grids import PAINTS, draw_grid, read_blocks
from xlscorecard.model.scorecard import Rag
from xlscorecard.values.words import parse_rag

WELSH = """
    Mesur              | Targed | Canlyniad | Statws
    Cwynion a atebwyd  | 90%    | 84%       | Melyn
    Galwadau a atebwyd | 85%    | 91%       | Gwyrdd / Green
    Ceisiadau mewn pryd| 80%    | 61%       | Coch
"""
DELIVERY = """
    Metric                | March 2024 | September 2024 | Change | Target | Confidence
    Agency social workers | 38         | 31             | -7     | 20     | Medium [amber]
    Plans issued in time  | 41%        | 58%            | +17%   | 70%    | Low [red]
    Homes built           | 112        | 140            | +28    | 200    | High [green]
"""
FORM = """
    PI reference  | PL3  | Polarity   | Lower is better
    PI title      | Planning appeals allowed | Annual target | 30%
    Q1 2024/25    | 22%  | Q2 2024/25 | 31%
    RAG status    | Red  | Owner      | Head of Planning
"""
MATRIX = """
    Likelihood | 1        | 2         | 3          | 4          | 5
    5          | 5[green] | 10[amber] | 15[red]    | 20[red]    | 25[red]
    4          | 4[green] | 8[amber]  | 12[amber]  | 16[red]    | 20[red]
    3          | 3[green] | 6[amber]  | 9[amber]   | 12[amber]  | 15[red]
    2          | 2[green] | 4[green]  | 6[amber]   | 8[amber]   | 10[amber]
    1          | 1[green] | 2[green]  | 3[green]   | 4[green]   | 5[green]
"""


def test_ratings_in_welsh() -> None:
    records = read_blocks("Adroddiad Chwarter 2 2024/25", draw_grid(WELSH)).records
    assert [record.rag for record in records] == [Rag.AMBER, Rag.GREEN, Rag.RED]


@pytest.mark.parametrize("text", ["Amber / Green", "Coch / Green", "Amber/Green"])
def test_two_ratings_are_none(text: str) -> None:
    assert parse_rag(text) is None


def test_words_of_the_papers_own_each_in_its_colour_rate_and_the_ink_of_a_change_does_not() -> None:
    grid = draw_grid(DELIVERY)
    inks = dict(zip((1, 2, 3), ("green", "green", "red"), strict=True))
    cells = [replace(c, ink=PAINTS[inks[c.row]]) if c.col == 3 and c.row else c for c in grid.cells]
    records = read_blocks(replace(grid, cells=tuple(cells))).records
    assert [record.rag for record in records] == [Rag.AMBER, Rag.RED, Rag.GREEN]
    assert [o.rag for record in records for o in record.observations] == [None] * 12


def test_a_form_whose_reference_stands_before_its_title() -> None:
    (record,) = read_blocks("Quarter 2 2024/25", draw_grid(FORM)).records
    assert (record.ref, record.title, record.rag) == ("PL3", "Planning appeals allowed", Rag.RED)
    assert [o.raw for o in record.observations] == ["30%", "22%", "31%"]


def test_a_matrix_of_likelihood_and_impact_with_its_line_of_figures_rates_nothing() -> None:
    assert read_blocks("Risk matrix", draw_grid(MATRIX)).records == ()


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Position", ("Slipping", "Doing well", "Must do better")),
        (
            "Performance",
            ("Below where we want to be", "Where we want to be", "Well below where we want to be"),
        ),
        ("Confidence", ("Medium", "High", "Low")),
    ],
)
def test_the_ink_of_a_councils_own_words_rates(header: str, words: tuple[str, str, str]) -> None:
    grid = draw_grid(f"""
        | Measure            | Target | Actual | {header}   |
        | Recycling rate     | 45%    | 43%    | {words[0]} |
        | Homes built        | 400    | 410    | {words[1]} |
        | Complaints in time | 90%    | 80%    | {words[2]} |
        """)
    inks = dict(zip((1, 2, 3), ("amber", "green", "red"), strict=True))
    cells = [replace(c, ink=PAINTS[inks[c.row]]) if c.col == 3 and c.row else c for c in grid.cells]
    scorecard = read_blocks("Performance Q2 2024/25", replace(grid, cells=tuple(cells)))
    assert [(r.rag, r.trend) for r in scorecard.records][1:] == [(Rag.GREEN, None), (Rag.RED, None)]
    assert scorecard.records[0].rag is Rag.AMBER
    assert [[o.raw for o in r.observations] for r in scorecard.records] == [
        ["45%", "43%"],
        ["400", "410"],
        ["90%", "80%"],
    ]


def test_coloured_comments_rate_nothing() -> None:
    grid = draw_grid("""
        | Measure        | Target | Actual | Comment                               |
        | Recycling rate | 45%    | 43%    | Slow start to the year, to recover    |
        | Homes built    | 400    | 410    | All well at present, sites are coming |
        """)
    inks = dict(zip((1, 2), ("amber", "green"), strict=True))
    cells = [replace(c, ink=PAINTS[inks[c.row]]) if c.col == 3 and c.row else c for c in grid.cells]
    scorecard = read_blocks("Performance Q2 2024/25", replace(grid, cells=tuple(cells)))
    assert [r.rag for r in scorecard.records] == [None, None]


@pytest.mark.parametrize(
    ("header", "bands"),
    [("Quartile band", ("B", "A", "D")), ("Our quartile", ("Q2", "Q1", "Q4"))],
)
def test_the_colour_of_a_quartile_is_no_rating_of_the_measure(
    header: str, bands: tuple[str, str, str]
) -> None:
    scorecard = read_blocks(
        "Benchmarking 2024/25",
        draw_grid(f"""
        | Indicator         | 2023/24 | 2024/25 | England | {header}           |
        | Children in need  | 338.9   | 329.4   | 332.9   | {bands[0]} [amber] |
        | Re-referrals      | 21.0    | 19.7    | 22.4    | {bands[1]} [green] |
        | Second plans      | 27.3    | 28.8    | 24.7    | {bands[2]} [red]   |
        """),
    )
    assert [record.rag for record in scorecard.records] == [None, None, None]
    assert [record.observations[-1].raw for record in scorecard.records] == list(bands)
