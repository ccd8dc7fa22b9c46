# ruff: noqa: E501
"""Names of several lines whose figures stand beside their middle, on a page's first row and between
stripes, and the headings above them. What each paper says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.prints import Print

PLACES = (43, 70, 230, 290, 340, 390)
HEAD = "Ref | Indicator | Target | Q1 | Q2 | RAG"


def _paper(tmp_path: Path, size: float = 8.0) -> Print:
    paper = Print(tmp_path / "p.pdf", size=size)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    return paper


def _centred(paper: Print, top: float, line: str) -> float:
    """A row whose texts are set in the middle of its height, and where the next may begin."""
    texts = [text.strip() for text in line.split("|")]
    lines = max(len(text.split("~")) for text in texts)
    leading = 1.2 * paper.size
    for x, text in zip(PLACES, texts, strict=True):
        paper.text(x, top + (lines - len(text.split("~"))) * leading / 2, text)
    return top + lines * leading


def test_the_next_page_begins_with_a_name_above_its_figures(tmp_path: Path) -> None:
    paper = _paper(tmp_path)
    paper.row(PLACES[1:], 62, "Indicator | Target | Q1 | Q2 | RAG", bold=True)
    top = _centred(paper, 80, "| Missed bins | 40 | 43 | 41 | Amber") + 6
    _centred(
        paper, top, "| Rent collected from tenants~of the council | 97% | 97.1% | 98.4% | Green"
    )
    paper.page()
    top = (
        _centred(
            paper,
            40,
            "| Household waste sent for~reuse, recycling and~composting | 50% | 47% | 48% | Amber",
        )
        + 6
    )
    top = _centred(paper, top, "| Homes let | 250 | 120 | 131 | Amber") + 6
    _centred(paper, top, "| Invoices from suppliers~paid within 30 days | 95% | 94% | 96% | Green")
    assert paper.read() == [
        "Missed bins; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41",
        "Rent collected from tenants of the council; green - -; t@2023/24=97 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4",
        "Household waste sent for reuse, recycling and composting; amber - -; t@2023/24=50 a@2023/24 Q1=47 a@2023/24 Q2=48",
        "Homes let; amber - -; t@2023/24=250 a@2023/24 Q1=120 a@2023/24 Q2=131",
        "Invoices from suppliers paid within 30 days; green - -; t@2023/24=95 a@2023/24 Q1=94 a@2023/24 Q2=96",
    ]


def test_references_beside_names_of_two_lines_alone(tmp_path: Path) -> None:
    """No line holds a reference and a name: what stands between references and figures is a column."""
    paper = _paper(tmp_path)
    paper.row(PLACES, 62, HEAD, bold=True)
    top = 78.0
    paper.text(43, top, "A healthy and a greener borough", bold=True)
    top += 16
    for line in (
        "K01 | Rent collected from tenants~of the council | 97% | 97.1% | 98.4% | Green",
        "K02 | Calls to the Contact~Centre answered in time | 80% | 71.2% | 69.9% | Red",
        "K03 | Invoices from suppliers~paid within 30 days | 95% | 94% | 96% | Green",
    ):
        top = _centred(paper, top, line) + 8
    assert paper.read() == [
        "K01 Rent collected from tenants of the council; green - -; t@2023/24=97 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4",
        "K02 Calls to the Contact Centre answered in time; red - -; t@2023/24=80 a@2023/24 Q1=71.2 a@2023/24 Q2=69.9",
        "K03 Invoices from suppliers paid within 30 days; green - -; t@2023/24=95 a@2023/24 Q1=94 a@2023/24 Q2=96",
    ]


def test_stripes_as_high_as_tiles_with_rows_between(tmp_path: Path) -> None:
    paper = _paper(tmp_path, size=9)
    paper.fill(40, 60, 430, 74, "d9e2f3")
    paper.row(PLACES, 62, HEAD, bold=True)
    top = 74.0
    for number, line in enumerate(
        (
            "K01 | Household waste sent for~reuse, recycling and~composting | 50% | 47% | 48% | Amber",
            "K02 | Homes let | 250 | 120 | 131 | Amber",
            "K03 | Planning applications~decided in 13 weeks or~an agreed time | 60% | 88% | 91% | Green",
            "K04 | Missed bins | 40 | 43 | 41 | Amber",
            "K05 | Days lost to sickness~absence per employee in~the last year | 8.0 | 8.8 | 9.1 | Red",
        )
    ):
        bottom = top + 6 + 10.8 * max(len(text.split("~")) for text in line.split("|"))
        if number % 2 == 0:
            paper.fill(40, top, 430, bottom, "eef2f7")
        _centred(paper, top + 3, line)
        top = bottom
    assert paper.read() == [
        "K01 Household waste sent for reuse, recycling and composting; amber - -; t@2023/24=50 a@2023/24 Q1=47 a@2023/24 Q2=48",
        "K02 Homes let; amber - -; t@2023/24=250 a@2023/24 Q1=120 a@2023/24 Q2=131",
        "K03 Planning applications decided in 13 weeks or an agreed time; green - -; t@2023/24=60 a@2023/24 Q1=88 a@2023/24 Q2=91",
        "K04 Missed bins; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41",
        "K05 Days lost to sickness absence per employee in the last year; red - -; t@2023/24=8.0 a@2023/24 Q1=8.8 a@2023/24 Q2=9.1",
    ]


@pytest.mark.parametrize("before", [True, False])
def test_a_heading_between_stripes_with_the_row_next_to_it(before: bool, tmp_path: Path) -> None:
    """The rows between painted ones have a heading above them, or below."""
    paper = _paper(tmp_path)
    places = PLACES[1:]
    paper.fill(66, 60, 430, 74, "d9e2f3")
    paper.row(places, 62, "Indicator | Target | Q1 | Q2 | RAG", bold=True)
    top = 74.0
    for number, line in enumerate(
        (
            "Missed bins | 40 | 43 | 41 | Amber",
            "Rent collected | 97% | 97.1% | 98.4% | Green",
            "Homes let | 250 | 120 | 131 | Amber",
            "Calls answered | 80% | 71.2% | 69.9% | Red",
            "Invoices paid | 95% | 94% | 96% | Green",
        )
    ):
        if number == 3 and before:
            paper.text(70, top + 3, "Customers first", bold=True)
            top += 15
        if number % 2 == 0:
            paper.fill(66, top, 430, top + 15, "eef2f7")
        paper.row(places, top + 3, line)
        top += 15
        if number == 3 and not before:
            paper.text(70, top + 3, "Customers first", bold=True)
            top += 15
    assert paper.read() == [
        "Missed bins; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41",
        "Rent collected; green - -; t@2023/24=97 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4",
        "Homes let; amber - -; t@2023/24=250 a@2023/24 Q1=120 a@2023/24 Q2=131",
        "Calls answered; red - -; t@2023/24=80 a@2023/24 Q1=71.2 a@2023/24 Q2=69.9",
        "Invoices paid; green - -; t@2023/24=95 a@2023/24 Q1=94 a@2023/24 Q2=96",
    ]


def test_a_header_of_three_lines_beside_headers_of_two(tmp_path: Path) -> None:
    """Set in the middle, its first line stands alone above all others'."""
    paper = _paper(tmp_path)
    for x, top, text in (
        (70, 71.6, "Indicator"),
        (230, 66.8, "Target~2023/24"),
        (290, 66.8, "Quarter 1~2023/24"),
        (340, 62.0, "Quarter~2~2023/24"),
        (390, 71.6, "Status"),
    ):
        paper.text(x, top, text, bold=True)
    paper.rows(
        PLACES[1:],
        96,
        14,
        "Missed bins | 40 | 43 | 41 | Amber",
        "Rent collected | 97% | 97.1% | 98.4% | Green",
        "Homes let | 250 | 120 | 131 | Amber",
        "Calls answered | 80% | 71.2% | 69.9% | Red",
    )
    assert paper.read() == [
        "Missed bins; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41",
        "Rent collected; green - -; t@2023/24=97 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4",
        "Homes let; amber - -; t@2023/24=250 a@2023/24 Q1=120 a@2023/24 Q2=131",
        "Calls answered; red - -; t@2023/24=80 a@2023/24 Q1=71.2 a@2023/24 Q2=69.9",
    ]
