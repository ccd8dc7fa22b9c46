"""Headers of several lines alone at a page's foot: the rows overleaf do not show which of their
lines are one name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.grids import draw_grid, read_blocks
from tests.unseen.paper import said
from tests.unseen.prints import Print

HEAD = "Performance Report 2023/24 Quarter 2"


def _headed(path: Path) -> Print:
    paper = Print(path, height=200.0)
    paper.text(40, 20, HEAD, bold=True, size=14)
    paper.text(40, 60, "This report sets out performance against the corporate plan.")
    return paper


def test_the_lines_of_wrapped_names_are_one_name(tmp_path: Path) -> None:
    places = (40, 300, 390, 480, 570, 660)
    paper = _headed(tmp_path / "p.pdf")
    paper.text(390, 130, "Same", bold=True)
    paper.row(places, 140, "| | High or | quarter last | 2023/24 | | RAG", bold=True)
    paper.row(places, 150, "Measure | low is good | year | Q2 | Q2 target | status", bold=True)
    paper.page()
    paper.row(places, 40, "Missed bin collections | Low | 44 | 38 | 40 | Green")
    paper.row(places, 57, "Council tax collected | High | 96.8% | 97.1% | 98% | Amber")
    paper.row(places, 74, "Calls answered in time | High | 87% | 88% | 90% | Red")
    assert paper.read() == [
        "Missed bin collections; green - lower; p@2022/23 Q2=44 a@2023/24 Q2=38 t@2023/24 Q2=40",
        (
            "Council tax collected; amber - higher; p@2022/23 Q2=96.8 a@2023/24 Q2=97.1"
            " t@2023/24 Q2=98"
        ),
        "Calls answered in time; red - higher; p@2022/23 Q2=87 a@2023/24 Q2=88 t@2023/24 Q2=90",
    ]


def test_quarters_in_the_middle_over_names_that_come_back_date_them_all(tmp_path: Path) -> None:
    places = (40, 230, 320, 400, 480, 560, 640, 720)
    paper = _headed(tmp_path / "p.pdf")
    paper.row(places, 128, "| | | | Q1 2023/24 | | | Q2 2023/24 | ", bold=True)
    paper.text(230, 138, "2022/23", bold=True)
    header = "Measure | Outturn | Target | Actual | RAG | Target | Actual | RAG"
    paper.row(places, 148, header, bold=True)
    paper.page()
    paper.row(places, 40, "Missed bin collections | 44 | 40 | 38 | Green | 40 | 41 | Amber")
    paper.row(
        places, 57, "Council tax collected | 96.8% | 98% | 97.1% | Amber | 98% | 98.4% | Green"
    )
    paper.row(places, 74, "Calls answered in time | 87% | 90% | 88% | Red | 90% | 91% | Green")
    assert paper.read() == [
        (
            "Missed bin collections; amber - -; p@2022/23=44 t@2023/24 Q1=40 a@2023/24 Q1=38!green"
            " t@2023/24 Q2=40 a@2023/24 Q2=41!amber"
        ),
        (
            "Council tax collected; green - -; p@2022/23=96.8 t@2023/24 Q1=98"
            " a@2023/24 Q1=97.1!amber t@2023/24 Q2=98 a@2023/24 Q2=98.4!green"
        ),
        (
            "Calls answered in time; green - -; p@2022/23=87 t@2023/24 Q1=90 a@2023/24 Q1=88!red"
            " t@2023/24 Q2=90 a@2023/24 Q2=91!green"
        ),
    ]


def test_names_close_beside_each_other_below_a_year_are_two() -> None:
    grid = draw_grid(
        """
        | Measure | 2022/23~Target Actual | < | 2023/24~Target Actual | < | RAG |
        | Missed bin collections | 44 | 40 | 40 | 38 | Green |
        | Council tax collected | 98% | 96.8% | 98% | 97.1% | Amber |
        """
    )
    assert said(read_blocks("# Performance Report 2023/24", replace(grid, ruling="none"))) == (
        "Missed bin collections; green - -; t@2022/23=44 p@2022/23=40 t@2023/24=40 a@2023/24=38\n"
        "Council tax collected; amber - -; t@2022/23=98 p@2022/23=96.8 t@2023/24=98 a@2023/24=97.1"
    )


def test_a_header_that_comes_again_over_each_section_heads_the_rows_overleaf(
    tmp_path: Path,
) -> None:
    places = (40, 80, 300, 390, 480, 570)
    heads = "Measure and Description | | Aim | RAG | Year-end Target | Q2"
    paper = _headed(tmp_path / "p.pdf")
    paper.row(places, 138, "Priority: A clean borough | | | | | ", bold=True)
    paper.row(places, 148, heads, bold=True)
    paper.page()
    lines = (
        "B1 | Missed bin collections | L | Green | 40 | 38",
        "B2 | Streets below standard | L | Red | 5% | 6%",
        "Priority: Homes for all | | | | | ",
        heads,
        "H1 | Homes let in time | H | Red | 75% | 71%",
        "H2 | Gas checks done | H | Green | 90% | 91%",
        "H3 | Repairs done in time | H | Green | 93% | 95%",
    )
    tops = (30, 47, 64, 76, 93, 110, 127)
    for top, line in zip(tops, lines, strict=True):
        paper.row(places, top, line, bold="Aim" in line or "Priority" in line)
        paper.rule(40, top + 11, 640)
    assert paper.read() == [
        "B1 Missed bin collections; green - lower; t@2023/24=40 a@2023/24 Q2=38",
        "B2 Streets below standard; red - lower; t@2023/24=5 a@2023/24 Q2=6",
        "H1 Homes let in time; red - higher; t@2023/24=75 a@2023/24 Q2=71",
        "H2 Gas checks done; green - higher; t@2023/24=90 a@2023/24 Q2=91",
        "H3 Repairs done in time; green - higher; t@2023/24=93 a@2023/24 Q2=95",
    ]
