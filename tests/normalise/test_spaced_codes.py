"""Titles that begin with a code of letters, a space and a number."""

from __future__ import annotations

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.grid import Cell, Grid


def refs(*titles: str) -> list[tuple[str | None, str]]:
    rows = [("Measure", "Target", "Actual"), *((title, "90%", "81%") for title in titles)]
    cells = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    scorecard = read_blocks(Grid(len(rows), 3, tuple(cells)))
    return [(record.ref, record.title) for record in scorecard.records]


def test_codes_that_most_titles_begin_with() -> None:
    assert refs(
        "HS 104 Percentage of calls answered",
        "HS 105 Repairs on time",
        "EN 21: Waste recycled",
        "Council tax collected",
    ) == [
        ("HS 104", "Percentage of calls answered"),
        ("HS 105", "Repairs on time"),
        ("EN 21", "Waste recycled"),
        (None, "Council tax collected"),
    ]


def test_one_title_with_a_figure_behind_capitals_keeps_it() -> None:
    titles = ("GP 24 Hour access", "Repairs on time", "Waste recycled", "Council tax collected")
    assert refs(*titles) == [(None, title) for title in titles]


def form(name: str, value: str) -> Grid:
    return draw_grid(f"""
        *{name}*      | <       | <              | <    | <      | <
        Current Value | {value} | Current Target | 3.75 | Status | [red]
        Latest Note   | Long-term absence.  | < | < | < | <
    """)


def test_forms_of_one_measure_each_are_coded_together() -> None:
    forms = (
        form("CEX 04 Working days lost to sickness", "4.61"),
        form("ENV 11 Missed collections per 100,000", "61.4"),
        form("HSG 02 Average time to re-let (days)", "23.4"),
    )
    records = read_blocks("Exceptions 2017/18 Q2", *forms).records
    assert [r.ref for r in records] == ["CEX 04", "ENV 11", "HSG 02"]
    alone = read_blocks("Exceptions 2017/18 Q2", form("GP 24 Hour access", "4.61")).records
    assert [(r.ref, r.title) for r in alone] == [(None, "GP 24 Hour access")]
