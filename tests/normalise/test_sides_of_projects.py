"""Ratings of a project's sides, each under a header that says it rates, beside the whole's."""

from __future__ import annotations

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.scorecard import Rag

PROJECTS = """
    Project   | Budget RAG | Schedule RAG | Resource RAG | Overall RAG | Previous Overall | Update
    Leisure   | [green] G  | [amber] A    | [green] G    | [amber] A   | [green] G        | Late.
    Digital   | [green] G  | [green] G    | [amber] A    | [green] G   | [green] G        | Live.
    Town      | [red] R    | [red] R      | [amber] A    | [red] R     | [amber] A        | Dear.
"""


def test_the_whole_rates_a_project_not_its_sides_nor_what_it_was() -> None:
    scorecard = read_blocks("Corporate projects, September 2021", draw_grid(PROJECTS))
    assert [r.rag for r in scorecard.records] == [Rag.AMBER, Rag.GREEN, Rag.RED]
    assert not [f for f in scorecard.findings if f.code == "overall-differs"]


def test_a_side_is_not_the_whole_where_that_could_not_be_read() -> None:
    """A scan whose letters under "Overall" have run together."""
    records = read_blocks(
        """
        | Programme       | Budget £m | Scope | Overall |
        | Bus franchising | 98.4      | G     | A R     |
        | Station gateway | 36.0      | A     | A R     |
        | Skills fund     | 11.5      | G     | G G     |
        """
    ).records
    assert [record.rag for record in records] == [None, None, None]
    assert [dict(record.text)["scope"] for record in records] == ["green", "amber", "green"]
