# ruff: noqa: E501
"""Printed worksheets of which a header does not show what period stands over a column: it is hidden,
cut off by the page's edge, or begins over the column beside."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.prints import Print
from tests.unseen.test_unseen_narrow_cells_of_sheets import ROWS, SIZE, Cells, doubted, lines_of

EDGES = (36, 170, 215, 260, 305, 350, 395, 440, 480)


def _cells(tmp_path: Path, title: str = "Corporate Scorecard Q3 2023/24") -> Cells:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    cells.left(36, 50, title, bold=True)
    return cells


def test_periods_typed_over_the_first_or_the_middle_of_the_same_names(tmp_path: Path) -> None:
    """The first quarter's merged cell is wider than the others', and its text in the middle."""
    cells = _cells(tmp_path)
    edges = (36, 170, 215, 260, 305, 350, 395)
    cells.left(227, 78, "Q1 2023/24", bold=True)
    cells.left(305, 78, "Q2 2023/24", bold=True)
    cells.header(92, edges, "Measure", *("Target", "Actual", "RAG") * 2)
    with_rag = (*edges, 440)
    cells.header(92, with_rag, "", "", "", "", "", "", "RAG")
    cells.rows(92, with_rag, *((n, a, b, "Red", c, d, rag) for n, a, b, c, d, _, rag in ROWS))
    found = cells.read()
    assert lines_of(found)[1] == (
        "Homes let within a month; red - -; t@2023/24 Q1=41 a@2023/24 Q1=39!red t@2023/24 Q2=45 a@2023/24 Q2=43!red"
    )


def test_a_year_over_the_first_of_its_quarters(tmp_path: Path) -> None:
    """Where the other year's columns are on the next page, nothing else stands in its row."""
    cells = _cells(tmp_path)
    cells.left(170, 64, "2022/23", bold=True)
    cells.left(170, 78, "Q2", bold=True)
    cells.left(260, 78, "Q3", bold=True)
    cells.header(92, EDGES, "Measure", *("Actual", "Target") * 2)
    cells.rows(92, EDGES, *((name, *values[:4]) for name, *values, _ in ROWS))
    assert lines_of(cells.read())[0] == (
        "Calls answered in time; - - -; a@2022/23 Q2=86 t@2022/23 Q2=85 a@2022/23 Q3=91 t@2022/23 Q3=88"
    )


def test_names_that_reach_into_a_sections_row_are_under_their_years(tmp_path: Path) -> None:
    """ "Tar" over "get" begin at the head of a row that has room for one line."""
    cells = _cells(tmp_path)
    edges = (36, 170, 220, 246, 290, 334, 378, 422)
    for x, top, name in (
        *(
            (37, 72, "Measure"),
            (171, 72, "2021/22~Actual"),
            (221, 72, "2022/23"),
            (291, 72, "2023/24"),
        ),
        *((379, 72, "RAG~status"), (221, 83, "Tar~get"), (247, 83, "Actual"), (291, 83, "Targe~t")),
        *((335, 83, "Actual"), (37, 94, "Housing")),
    ):
        cells.paper.text(x, top, name, bold=True)
    cells.rows(103, edges, *((*row[:6], row[6]) for row in ROWS), pitch=12)
    assert lines_of(cells.read())[0] == (
        "Calls answered in time; green - -; p@2021/22=86 t@2022/23=85 p@2022/23=91 t@2023/24=88 a@2023/24=90"
    )


def test_a_month_without_its_beginning_dates_nothing(tmp_path: Path) -> None:
    """Of "March 2024", "ch 2024" is to be seen: neither the result below it, nor the target behind
    that, is of the whole year."""
    cells = _cells(tmp_path, "Corporate Scorecard Quarter 4 2023-24")
    edges = (36, 170, 196, 240, 284, 328, 372)
    cells.left(170, 78, "ch ~2024", bold=True)
    cells.left(240, 78, "Year to date", bold=True)
    cells.header(92, edges, "Measure", "Actual", "Target", "Actual", "Target", "RAG")
    cells.rows(92, edges, *((n, a, b, c, d, rag) for n, a, b, c, d, _, rag in ROWS))
    cells.paper.grid(edges, [57.0, 79, *(93.0 + 14 * number for number in range(5))], "000000")
    found = cells.read()
    assert lines_of(found)[0] == ("Calls answered in time; green - -; a=86 t=85 a@2023/24=91 t=88")
    assert {"ch 2024 / Actual", "Target"} <= doubted(found)


def test_a_name_that_a_period_may_reach_over_is_in_doubt(tmp_path: Path) -> None:
    """ "2022/23" stands over the first of the two columns, with its name in the same cell."""
    cells = _cells(tmp_path)
    cells.header(
        92,
        EDGES,
        "Measure",
        "2021/22 ~Actual",
        "2022/23 ~Target",
        "Actual",
        "2023/24 ~Target",
        "RAG",
    )
    cells.rows(92, EDGES, *((n, a, b, c, d, rag) for n, a, b, c, d, _, rag in ROWS))
    found = cells.read()
    assert lines_of(found)[0] == (
        "Calls answered in time; green - -; p@2021/22=86 t@2022/23=85 a=91 t@2023/24=88"
    )
    assert doubted(found) == {"Actual"}
    assert "header-cut-off" in {finding.code for finding in found.findings}


def test_a_year_that_its_cell_breaks_may_have_lost_its_quarter(tmp_path: Path) -> None:
    """Of "Q1", "2023/", "24" a row for two lines shows the year alone: whole as it looks, the
    columns that it stands over are in doubt."""
    cells = _cells(tmp_path, "Corporate Scorecard Quarter 1 2023/24")
    edges = (36, 170, 215, 246, 290, 336)
    cells.left(215, 78, "2023/~24", bold=True)
    cells.header(92, edges, "Measure", "2022/23 ~Actual", "Target", "Actual", "RAG")
    cells.rows(92, edges, *((n, a, b, c, rag) for n, a, b, c, _, _, rag in ROWS))
    assert doubted(cells.read()) == {"2023/24 / Target", "2023/24 / Actual"}
