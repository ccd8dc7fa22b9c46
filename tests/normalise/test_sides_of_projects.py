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
