# ruff: noqa: E501
"""Printed worksheets with tables abreast that are too wide for the paper: the last one goes on, on
the next page, beside the names of the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.prints import Print
from tests.unseen.test_unseen_narrow_cells_of_sheets import SIZE, Cells, lines_of

LEFT = (
    ("Calls answered in time", "90%", "86%", "Amber"),
    ("Homes let within a month", "44", "41", "Green"),
    ("Missed bins for each 1,000", "2.0", "2.4", "Red"),
    ("Invoices paid in thirty days", "95%", "97%", "Green"),
    ("Agency spend of the year", "7.2%", "7.7%", "Red"),
)
RIGHT = (
    ("Visits to leisure centres", "10,200", "9,870", "Amber"),
    ("Trees planted in the year", "250", "310", "Green"),
    ("Books lent by the libraries", "61.5", "54.2", "Red"),
    ("Potholes filled in 28 days", "88%", "91%", "Green"),
    ("Gas safety checks in time", "100%", "99%", "Amber"),
)
HEAD = ("Measure", "Target", "Actual", "RAG")


@pytest.mark.parametrize("ruled", [True, False])
def test_the_last_table_goes_on_beside_the_names_of_the_first(
    tmp_path: Path, *, ruled: bool
) -> None:
    """Without lines, nothing but the names of the last table stands on the first page."""
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 260, 310)
    cells.left(36, 50, "Corporate Scorecard Q2 2023/24", bold=True)
    cells.header(92, edges, *HEAD)
    cells.rows(92, edges, *LEFT)
    shown = 2 if ruled else 1
    behind = (380, 520, 565)[: shown + 1]
    cells.header(92, behind, *("Indicator", *HEAD[1:])[:shown])
    cells.rows(92, behind, *(row[:shown] for row in RIGHT))
    tops = [79.0 + 14 * number for number in range(7)]
    if ruled:
        cells.paper.grid(edges, tops, "000000")
        cells.paper.grid(behind, tops, "000000")
    cells.paper.page()
    cells.left(36, 50, "Corporate Scorecard Q2", bold=True)
    further = (170, 215, 260, 310)[: 5 - shown]
    cells.header(92, (36, *further), "Measure", *HEAD[shown:])
    cells.rows(
        92,
        (36, *further),
        *((left[0], *row[shown:]) for left, row in zip(LEFT, RIGHT, strict=True)),
    )
    if ruled:
        cells.paper.grid((36, *further), tops, "000000")
    assert lines_of(cells.read()) == [
        "Calls answered in time; amber - -; t@2023/24=90 a@2023/24 Q2=86",
        "Homes let within a month; green - -; t@2023/24=44 a@2023/24 Q2=41",
        "Missed bins for each 1,000; red - -; t@2023/24=2.0 a@2023/24 Q2=2.4",
        "Invoices paid in thirty days; green - -; t@2023/24=95 a@2023/24 Q2=97",
        "Agency spend of the year; red - -; t@2023/24=7.2 a@2023/24 Q2=7.7",
        "Visits to leisure centres; amber - -; t@2023/24=10200 a@2023/24 Q2=9870",
        "Trees planted in the year; green - -; t@2023/24=250 a@2023/24 Q2=310",
        "Books lent by the libraries; red - -; t@2023/24=61.5 a@2023/24 Q2=54.2",
        "Potholes filled in 28 days; green - -; t@2023/24=88 a@2023/24 Q2=91",
        "Gas safety checks in time; amber - -; t@2023/24=100 a@2023/24 Q2=99",
    ]


def test_a_word_a_little_wider_than_its_cell_parts_no_column(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 198, 250, 300, 350)
    cells.left(36, 50, "Corporate Scorecard Q2 2023/24", bold=True)
    cells.header(92, edges, "Measure", "Unit", "Target", "Actual", "RAG")
    cells.rows(
        92, edges,
        ("Rent collected in the year", "Pounds", "£1,200,000", "£1,188,000", "Amber"),
        ("Homes let within a month", "Number", "44", "41", "Green"),
        ("Missed bins for each 1,000", "Rate", "n/a", "2.4", "Red"),
        ("Spent on agency staff", "Pounds", "£1,300,000", "£1,250,000", "Green"),
        ("Care home fees owed", "Pounds", "£1,150,000", "£1,090,000", "Green"),
    )  # fmt: skip
    assert lines_of(cells.read())[:2] == [
        "Rent collected in the year; amber - -; t@2023/24=1200000 a@2023/24 Q2=1188000",
        "Homes let within a month; green - -; t@2023/24=44 a@2023/24 Q2=41",
    ]


def test_the_first_tables_header_printed_again_over_the_rows_of_the_last(tmp_path: Path) -> None:
    """Print titles are rows of the sheet, whatever table goes on below them."""
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 260, 310, 360)
    cells.left(36, 50, "Corporate Scorecard Q2 2023/24", bold=True)

    def first(foot: float, *rows: tuple[str, ...]) -> None:
        cells.left(36, foot - 14, "Key indicators", bold=True)
        cells.header(foot, edges, "Measure", "Target", "Actual", "RAG")
        cells.rows(foot, edges, *rows)
        tops = [foot - 13 + 14 * number for number in range(len(rows) + 2)]
        cells.paper.grid(edges[:5], tops, "000000")

    first(92, *LEFT)
    cells.left(36, 190, "Further indicators", bold=True)
    cells.header(204, edges, "Indicator", "2022/23", "Q2 2023/24", "Target", "Status")
    further = [(name, "n/a", actual, target, rag) for name, target, actual, rag in RIGHT]
    cells.rows(204, edges, *further[:2])
    cells.paper.grid(edges, [191.0 + 14 * number for number in range(4)], "000000")
    cells.paper.page()
    cells.left(36, 50, "Corporate Scorecard Q2 2023/24", bold=True)
    first(92)
    cells.rows(92, edges, *further[2:])
    cells.paper.grid(edges, [93.0 + 14 * number for number in range(4)], "000000")
    said = lines_of(cells.read())
    assert len(said) == len(LEFT) + len(RIGHT)
    assert said[-1] == (
        "Gas safety checks in time; amber - -; p@2022/23=not_applicable a@2023/24 Q2=99 t@2023/24=100"
    )
