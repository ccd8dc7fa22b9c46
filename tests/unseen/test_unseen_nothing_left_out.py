"""Every printed figure ends in a record, or in a finding that names it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.grids import draw_grid, read_blocks
from tests.unseen.prints import Print
from xlscorecard.model.scorecard import Scorecard, Severity
from xlscorecard.pipeline import read_scorecard

COLUMNS = (40, 300, 400, 500, 600)
TOPS = (60, 80, 100, 120, 140)
PLACES = (43, 303, 403, 503)


def _told(scorecard: Scorecard, code: str) -> list[str]:
    """The doubts of one kind, each with a look."""
    found = [finding for finding in scorecard.findings if finding.code == code]
    assert all(finding.severity is Severity.LOOK for finding in found)
    return [finding.message for finding in found]


def _ruled_scorecard(path: Path) -> Print:
    paper = Print(path)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    paper.grid(COLUMNS, TOPS)
    paper.row(PLACES, 65, "Measure | Target | Actual | RAG", bold=True)
    paper.row(PLACES, 85, "Missed bin collections | 40 | 38 | Green")
    paper.row(PLACES, 105, "Council tax collected | 98% | 97.1% | Amber")
    paper.row(PLACES, 125, "Calls answered in time | 90% | 88% | Red")
    return paper


def test_figures_beside_each_other_outside_the_table_are_named(tmp_path: Path) -> None:
    paper = _ruled_scorecard(tmp_path / "p.pdf")
    paper.row((120, 360, 470, 700), 330, "Homes let | 1,204 | 1,377 | Green")
    paper.read()
    (message,) = _told(read_scorecard(paper.path), "figures-outside-tables")
    assert "'1,204', '1,377'" in message


def test_a_lone_figure_a_date_and_the_scale_of_a_chart_are_no_rows(tmp_path: Path) -> None:
    paper = _ruled_scorecard(tmp_path / "p.pdf")
    paper.text(700, 300, "1,204")
    paper.row((120, 360, 470, 700), 330, "From | 2022/23 | to | 2023/24")
    paper.row((120, 220, 320, 420), 400, "0 | 500 | 1,000 | 1,500")
    paper.read()
    assert _told(read_scorecard(paper.path), "figures-outside-tables") == []


def test_figures_above_a_header_are_named() -> None:
    read = read_blocks(
        """
        | Population | 120,300 | 121,900 | 2021 census |
        | Measure | Target | Actual | RAG |
        | Missed bin collections | 40 | 38 | Green |
        | Council tax collected | 98% | 97.1% | Amber |
        """
    )
    assert [record.title for record in read.records] == [
        "Missed bin collections",
        "Council tax collected",
    ]
    (message,) = _told(read, "figure-left-out")
    assert "'120,300', '121,900'" in message


def test_nothing_is_named_where_every_figure_is_in_a_record() -> None:
    read = read_blocks(
        """
        | No. | Measure | Good is | Target 2023/24 | Q1 | Q2 | RAG | Comments |
        | 1 | Missed bin collections per 100,000 | Low | 40 | 43 | 38 | Green | Up 3% on 2022 |
        | Housing | < | < | < | < | < | < | < |
        | 2 | Homes let within 21 days | High | 98% | 97.1% | n/a | Amber | See item 7 |
        | 1 Figures for Q1 are of 12 weeks. | < | < | < | < | < | < | < |
        """
    )
    assert _told(read, "figure-left-out") == []


def test_a_lone_text_that_begins_with_a_raised_number_is_that_figures_note() -> None:
    grid = draw_grid(
        """
        | Measure | Target | Actual | RAG |
        | Missed bin collections | 40 | 38 | Green |
        | Council tax collected | 98% | 97.1% | Amber |
        | 1 Figures are provisional. | | | |
        """
    )
    raised = (replace(c, footnotes=("1",)) if c.text == "97.1%" else c for c in grid.cells)
    read = read_blocks(replace(grid, cells=tuple(raised)))
    notes = {o.raw: o.quantity.note for record in read.records for o in record.observations}
    assert notes["97.1%"] == "1 Figures are provisional."
    assert notes["38"] is None
