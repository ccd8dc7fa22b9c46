# ruff: noqa: E501
"""Papers whose makers paint in ways that no development paper has: shadings in strips, text
outside its clip, traffic lights with three lamps, bars for "no change", open last rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.pdf.making import draw_pdf
from tests.unseen.paper import said
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

X = (30, 210, 290, 370, 450, 530)
TOP = 340
PITCH = 20
GREEN, AMBER, RED, UNLIT = (0, 0.69, 0.31), (1, 0.75, 0), (0.86, 0.1, 0.1), (0.87, 0.87, 0.87)

Draw = Callable[[Any], None]


def _top(row: int) -> float:
    """The upper edge of a row; y grows up."""
    return TOP - PITCH * row


def _middle(row: int, col: int) -> tuple[float, float]:
    return (X[col] + X[col + 1]) / 2, _top(row) - PITCH / 2


def _read(path: Path, rows: list[str], more: Draw, *, ruled: bool = True) -> list[str]:
    """Draw a table (cells parted by ``|``) with what ``more`` paints in it, and read it."""

    def draw(paper: Any) -> None:
        paper.setFont("Helvetica-Bold", 14)
        paper.drawString(30, 370, "Housing scorecard Quarter 2 2024/25")
        if ruled:
            for row in range(len(rows) + 1):
                paper.line(X[0], _top(row), X[-1], _top(row))
            for x in X:
                paper.line(x, TOP, x, _top(len(rows)))
        more(paper)
        paper.setFillColorRGB(0, 0, 0)
        for row, line in enumerate(rows):
            paper.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 9)
            for col, text in enumerate(line.split("|")):
                paper.drawString(X[col] + 4, _top(row) - 14, text.strip())

    return said(read_scorecard(draw_pdf(path, draw, size=(560, 400)))).splitlines()


def _disc(paper: Any, row: int, col: int, colour: tuple[float, ...], *, at: float = 0) -> None:
    x, y = _middle(row, col)
    paper.setFillColorRGB(*colour)
    paper.circle(x + at, y, 5, stroke=0, fill=1)


ROWS = [
    "Measure | Target | Q2 | Status | Trend",
    "Rent collected | 98% | 97.1% | |",
    "Repairs in time | 90% | 94% | |",
    "Days to let a home | 20 | 31 | |",
]
JUDGED = [
    "Rent collected; amber - -; t@2024/25=98 a@2024/25 Q2=97.1",
    "Repairs in time; green - -; t@2024/25=90 a@2024/25 Q2=94",
    "Days to let a home; red - -; t@2024/25=20 a@2024/25 Q2=31",
]


def test_a_shading_painted_in_strips_is_a_fill(tmp_path: Path) -> None:
    def strips(paper: Any) -> None:
        for row, colour in ((1, AMBER), (2, GREEN), (3, RED)):
            for step in range(PITCH):
                paper.setFillColorRGB(*(part * (1 - 0.012 * step) for part in colour))
                paper.rect(X[3], _top(row) - step - 1, X[4] - X[3], 1.05, stroke=0, fill=1)

    assert _read(tmp_path / "p.pdf", ROWS, strips) == JUDGED


def test_of_three_lamps_the_lit_one_speaks(tmp_path: Path) -> None:
    def lights(paper: Any) -> None:
        lit = {1: AMBER, 2: GREEN, 3: RED}
        for row, colour in lit.items():
            for at, lamp in ((-11, RED), (0, AMBER), (11, GREEN)):
                _disc(paper, row, 3, lamp if lamp == colour else UNLIT, at=at)

    assert _read(tmp_path / "p.pdf", ROWS, lights) == JUDGED


def test_lamps_that_are_all_lit_are_no_rating(tmp_path: Path) -> None:
    def lights(paper: Any) -> None:
        for row, colour in ((1, AMBER), (2, GREEN)):
            _disc(paper, row, 3, colour)
        for at, lamp in ((-11, RED), (0, AMBER), (11, GREEN)):
            _disc(paper, 3, 3, lamp, at=at)

    read = _read(tmp_path / "p.pdf", ROWS, lights)
    assert read[:2] == JUDGED[:2]
    assert read[2] == "Days to let a home; - - -; t@2024/25=20 a@2024/25 Q2=31"


def test_a_lying_bar_among_arrows_is_no_change(tmp_path: Path) -> None:
    def arrows(paper: Any) -> None:
        for row, colour in ((1, AMBER), (2, GREEN), (3, RED)):
            _disc(paper, row, 3, colour)
        paper.setFillColorRGB(0.3, 0.3, 0.3)
        for row, way in ((1, 1), (2, -1)):
            x, y = _middle(row, 4)
            outline = paper.beginPath()
            corners = ((0, 7), (6, 0), (2, 0), (2, -7), (-2, -7), (-2, 0), (-6, 0))
            outline.moveTo(x + corners[0][0], y + way * corners[0][1])
            for across, up in corners[1:]:
                outline.lineTo(x + across, y + way * up)
            outline.close()
            paper.drawPath(outline, stroke=0, fill=1)
        x, y = _middle(3, 4)
        paper.rect(x - 6, y - 1.5, 12, 3, stroke=0, fill=1)

    assert [line.split(";")[1] for line in _read(tmp_path / "p.pdf", ROWS, arrows)] == [
        " amber up -", " green down -", " red flat -",
    ]  # fmt: skip


def test_the_same_dot_in_every_row_of_a_chart_is_no_rating(tmp_path: Path) -> None:
    rows = [line.replace("Status", "History").replace("Trend", "RAG") for line in ROWS]

    def charts(paper: Any) -> None:
        for row, colour in ((1, AMBER), (2, GREEN), (3, RED)):
            x, y = _middle(row, 3)
            paper.setStrokeColorRGB(0.1, 0.4, 0.7)
            paper.lines([(x - 30, y, x - 15, y + 6), (x - 15, y + 6, x + 10, y - 5)])
            paper.setFillColorRGB(0.84, 0.15, 0.16)
            paper.circle(x + 20, y - 3, 2, stroke=0, fill=1)
            paper.setFillColorRGB(*colour)
            paper.rect(X[4] + 0.5, _top(row) - PITCH, X[5] - X[4] - 1, PITCH, stroke=0, fill=1)

    assert _read(tmp_path / "p.pdf", rows, charts) == JUDGED


def test_the_last_row_of_a_table_that_rules_its_rows_but_not_its_foot(tmp_path: Path) -> None:
    def rules(paper: Any) -> None:
        for row in (1, 2, 3):
            paper.line(X[0], _top(row), X[-1], _top(row))
        for row, colour in ((1, AMBER), (2, GREEN), (3, RED)):
            _disc(paper, row, 3, colour)

    assert _read(tmp_path / "p.pdf", ROWS, rules, ruled=False) == JUDGED


def test_text_outside_its_clip_is_not_read(tmp_path: Path) -> None:
    def clipped(paper: Any) -> None:
        for row, colour in ((1, AMBER), (2, GREEN), (3, RED)):
            _disc(paper, row, 3, colour)
        paper.saveState()
        window = paper.beginPath()
        window.rect(X[2], _top(1) - PITCH, 40, PITCH)
        paper.clipPath(window, stroke=0, fill=0)
        paper.setFont("Helvetica", 9)
        paper.setFillColorRGB(0, 0, 0)
        paper.drawString(X[2] + 4, _top(3) - 14, "7")  # beside the 31 of another row
        paper.restoreState()

    assert _read(tmp_path / "p.pdf", ROWS, clipped) == JUDGED


def test_a_key_under_a_header_that_every_page_prints_gives_no_measures(tmp_path: Path) -> None:
    rows = [
        "Measure | Target | Q2 | Status | Trend",
        "R | More than 10% off | | |",
        "A | Within 10% | | |",
        "G | On or above | | |",
    ]

    def nothing(_: Any) -> None:
        return

    assert _read(tmp_path / "p.pdf", rows, nothing) == []


def test_a_tight_header_of_two_lines_takes_no_figure_beneath_it(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.setFont("Helvetica-Bold", 14)
        paper.drawString(30, 370, "Highways scorecard Quarter 3 2022/23")
        paper.setFont("Helvetica-Bold", 10)
        for x, lines in (
            (30, ("", "Indicator")),
            (210, ("Q3", "2021/22")),
            (290, ("Q3", "2022/23")),
        ):
            for number, line in enumerate(lines):
                paper.drawString(x, 330 - 13 * number + (0 if lines[0] else 6.5), line)
        paper.drawString(370, 323.5, "Target")
        paper.setFont("Helvetica", 10)
        for row, texts in enumerate(
            (
                ("Roads gritted in time", "100%", "98%", "100%"),
                ("Permits refused", "118", "131", "100"),
                ("Defects repaired", "41.2%", "38.0%", "40.0%"),
            )
        ):
            y = 309.6 - 15 * row
            paper.setFillColorRGB(*(AMBER, RED, GREEN)[row])
            paper.rect(286, y - 2.3, 78, 15, stroke=0, fill=1)
            paper.setFillColorRGB(0, 0, 0)
            for x, text in zip((30, 210, 290, 370), texts, strict=True):
                paper.drawString(x, y, text)

    read = said(read_scorecard(draw_pdf(tmp_path / "p.pdf", draw, size=(560, 400))))
    assert read.splitlines()[0].split("; ")[2] == (
        "p@2021/22 Q3=100 a@2022/23 Q3=98!amber t@2022/23=100"
    )


def test_stripes_painted_in_two_pieces_each(tmp_path: Path) -> None:
    """The seam of a row of one line runs through its text, so no seam parts a row of two."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 260, 330, 400, 470)
    paper.fill(40, 60, 540, 74, "d9e2f3")
    paper.row(places, 62, "Indicator | Target | Q1 | Q2 | RAG", bold=True)
    lines = (
        "Rent collected from tenants~of the council | 97% | 97.1% | 98.4% | Green",
        "Missed bins | 40 | 43 | 41 | Amber",
        "Calls answered | 80% | 71.2% | 69.9% | Red",
        "Homes let | 250 | 120 | 131 | Amber",
        "Planning appeals lost~at inquiry | 5 | 4 | 3 | Green",
    )
    top = 74.0
    for number, line in enumerate(lines):
        high = 24.0 if "~" in line else 13.0
        if number % 2 == 0:
            paper.fill(40, top, 540, top + high / 2, "eef2f7")
            paper.fill(40, top + high / 2, 540, top + high, "eef2f7")
        paper.row(places, top + 1.5, line)
        top += high
    assert paper.read() == [
        "Rent collected from tenants of the council; green - -; t@2023/24=97 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4",
        "Missed bins; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41",
        "Calls answered; red - -; t@2023/24=80 a@2023/24 Q1=71.2 a@2023/24 Q2=69.9",
        "Homes let; amber - -; t@2023/24=250 a@2023/24 Q1=120 a@2023/24 Q2=131",
        "Planning appeals lost at inquiry; green - -; t@2023/24=5 a@2023/24 Q1=4 a@2023/24 Q2=3",
    ]


def test_high_rows_that_only_their_painted_ratings_hold_together(tmp_path: Path) -> None:
    """More white space between the rows than lines of one table have, but for the ratings' cells,
    which touch each other, the groups' bands and the header's."""
    paper = Print(tmp_path / "p.pdf", size=7.0)
    paper.text(40, 24, "Corporate Scorecard Quarter 3 2021/22", bold=True, size=13)
    places = (43, 83, 283, 353, 423, 503)
    paper.fill(40, 50, 700, 74, "e6e6e6")
    paper.row(
        places, 58, "Code | Performance measure | Target | Actual | RAG | Narrative", bold=True
    )
    colours = {"G": "00b050", "A": "ffc000", "R": "ff0000"}
    top = 74.0
    for line in (
        "Corporate Services",
        "1 | Missed bin collections | 47.5% | 53.5% | G | Seasonal demand was higher.",
        "22 | Apprenticeship starts | 44.3 | 49.0 | R |",
        "Outcome: People live well for longer",
        "3 | Average relet time | 64.9 | 58.9 | A | On track.",
        "4 | Invoices paid in time | 24,089 | 28,541 | G |",
        "25 | Looked after children | 91% | 74% | R |",
        "26 | Health checks taken up | 92% | 88% | A |",
    ):
        if "|" in line:
            paper.fill(420, top, 500, top + 28, colours[line.split("|")[4].strip()])
            paper.row(places, top + 10, line)
        else:
            paper.fill(40, top, 700, top + 28, "bdd7ee")
            paper.text(43, top + 10, line, bold=True)
        top += 28
    assert paper.read() == [
        "1 Missed bin collections; green - -; t@2021/22=47.5 a@2021/22 Q3=53.5",
        "22 Apprenticeship starts; red - -; t@2021/22=44.3 a@2021/22 Q3=49.0",
        "3 Average relet time; amber - -; t@2021/22=64.9 a@2021/22 Q3=58.9",
        "4 Invoices paid in time; green - -; t@2021/22=24089 a@2021/22 Q3=28541",
        "25 Looked after children; red - -; t@2021/22=91 a@2021/22 Q3=74",
        "26 Health checks taken up; amber - -; t@2021/22=92 a@2021/22 Q3=88",
    ]


def test_a_number_in_the_colour_of_its_painted_cell_is_no_figure(tmp_path: Path) -> None:
    """Rules of a spreadsheet paint a cell by its number, and hide that number in the paint."""
    page = Print(tmp_path / "p.pdf", size=8)
    edges = (36, 190, 250, 310, 390)
    page.text(36, 40, "Corporate Scorecard Q2 2023/24", bold=True)
    places = (38, 192, 252, 312)
    page.row(places, 64, "| Measure | 2022/23 | 2023/24 | Performance", bold=True)
    rows = (
        ("Calls answered in time", "90%", "86%", "2", "FFC000"),
        ("Homes let within a month", "44", "41", "3", "00B050"),
        ("Missed bins for each 1,000", "2.0", "2.4", "1", "FF0000"),
    )
    for number, (name, target, actual, hidden, colour) in enumerate(rows):
        top = 80.0 + 16 * number
        page.fill(310, top - 2, 390, top + 14, colour)
        page.row(places[:3], top, f"| {name} | {target} | {actual}")
        page.paper.setFillColor(f"#{colour}")
        page.paper.drawRightString(388, page.height - top - page.size, hidden)
    page.grid(edges, [62, 78, 94, 110, 126])
    assert page.read() == [
        "Calls answered in time; amber - -; a@2022/23=90 a@2023/24 Q2=86",
        "Homes let within a month; green - -; a@2022/23=44 a@2023/24 Q2=41",
        "Missed bins for each 1,000; red - -; a@2022/23=2.0 a@2023/24 Q2=2.4",
    ]
