"""Tables and tiles beside drawn charts, whose scales and bars are none of theirs; headers above
the lines of a table. What each paper says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.prints import Print

BLUE, GREEN, AMBER, RED = "4472c4", "00b050", "ffc000", "ff0000"


def chart(paper: Print, left: float, top: float, *, lines: bool = True) -> None:
    """Bars over years beside a scale from 100 down to 0, 20 points a step."""
    for number, figure in enumerate(("100", "80", "60", "40", "20", "0")):
        y = top + 20.0 * number
        paper.text(-(left + 14), y - 4, figure, size=7)
        if lines:
            paper.rule(left + 18, y, left + 220, "dddddd")
    for number, height in enumerate((84.1, 79.9, 86.3)):
        x = left + 30 + 60.0 * number
        paper.fill(x, top + 100 - height, x + 36, top + 100, BLUE)
        paper.text(x, top + 104, f"20{21 + number}/{22 + number}", size=7)


@pytest.mark.parametrize("lines", [True, False])
def test_a_chart_s_scale_is_no_column_of_the_table_beside_it(tmp_path: Path, lines: bool) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 30, "Children and Families Performance 2023/24", bold=True, size=14)
    paper.text(36, 70, "Percentage of assessments completed within 45 days", bold=True, size=11)
    rows = (
        " | 2021/22 | 2022/23 | 2023/24",
        "Actual | 84.1% | 79.9% | 86.3%",
        "Target | 85.0% | 85.0% | 85.0%",
        "Statistical neighbours | 83.2% | 82.7% | 82.1%",
    )
    for number, line in enumerate(rows):
        paper.row((36, -200, -250, -300), 102 + 17.0 * number, f"|{line}", bold=not number)
    chart(paper, 340, 100, lines=lines)
    (record,) = paper.read()
    title, _, told = record.partition("; - - -; ")
    assert title == "Percentage of assessments completed within 45 days"
    assert told.split() == [
        *("p@2021/22=84.1", "t@2021/22=85.0", "c@2021/22=83.2"),
        *("p@2022/23=79.9", "t@2022/23=85.0", "c@2022/23=82.7"),
        *("a@2023/24=86.3", "t@2023/24=85.0", "c@2023/24=82.1"),
    ]


def test_tiles_with_round_corners_and_charts_in_them(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 24, "Environment Scorecard - Q3 2024/25", bold=True, size=14)
    tiles = (
        ("Household waste recycled", "46.2%", "50%"),
        ("Missed collections per 100,000", "38", "45"),
    )
    for number, (name, figure, target) in enumerate(tiles):
        left = 36 + 380.0 * number
        paper.paper.setStrokeColor("#999999")
        paper.paper.roundRect(left, paper.height - 200, 360, 140, 8, stroke=1, fill=0)
        paper.text(left + 10, 68, name, bold=True)
        paper.text(left + 10, 95, figure, bold=True, size=26)
        paper.text(left + 10, 130, f"Target: {target}")
        for step, label in enumerate(("50", "25", "0")):
            paper.text(-(left + 160), 90 + 30.0 * step - 4, label, size=7)
            paper.rule(left + 164, 90 + 30.0 * step, left + 340, "dddddd")
        for step, height in enumerate((44, 41, 46, 38)):
            x = left + 170 + 40.0 * step
            paper.fill(x, 150 - height, x + 30, 150, BLUE)
            paper.text(x + 8, 154, f"Q{step % 4 + 1}", size=7)
    assert paper.read() == [
        "Household waste recycled; - - -; a@2024/25 Q3=46.2 t@2024/25=50",
        "Missed collections per 100,000; - - -; a@2024/25 Q3=38 t@2024/25=45",
    ]


def test_two_lying_bars_are_an_equals_sign(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 30, "Scorecard, quarter 4 2022/23", bold=True, size=14)
    edges = (34, 240, 300, 360, 420)
    rows = ("Indicator | Target | Actual | Trend", "Tenants satisfied | 90% | 88% | ")
    for number, line in enumerate(rows):
        top = 60 + 20.0 * number
        paper.row([x + 4 for x in edges[:-1]], top + 4, line, bold=not number)
    for number in range(3):
        paper.rule(34, 60 + 20.0 * number, 420, "000000")
    for x in edges:
        paper.paper.line(x, paper.height - 60, x, paper.height - 100)
    for top in (87.0, 91.0):
        paper.fill(380, top, 390, top + 2, "444444")
    assert paper.read() == ["Tenants satisfied; - flat -; t@2022/23=90 a@2022/23 Q4=88"]


def test_a_header_stands_above_the_lines_of_its_table(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 24, "Customer Services, quarter 1 2023/24", bold=True, size=14)
    edges = (34, 330, 430, 520, 560)
    starts = [x + 4 for x in edges[:-1]]
    paper.row(starts, 56, "Performance indicator | Previous RAG | Current RAG | DoT", bold=True)
    rows = (
        ("Callers who rated the adviser as good", GREEN, "GREEN", GREEN, "GREEN"),
        ("Calls which were answered", AMBER, "AMBER", GREEN, "GREEN"),
        ("Complaints responded to in time", AMBER, "AMBER", RED, "RED"),
    )
    for number, (name, before, was, now, rag) in enumerate(rows):
        top = 70 + 18.0 * number
        paper.fill(330, top, 430, top + 18, before)
        paper.fill(430, top, 520, top + 18, now)
        paper.row(starts, top + 4, f"{name} | {was} | {rag} | ")
        paper.shape(((536, top + 4), (542, top + 14), (530, top + 14)), "000000")
    for number in range(4):
        paper.rule(34, 70 + 18.0 * number, 560, "000000")
    for x in edges:
        paper.paper.line(x, paper.height - 70, x, paper.height - 124)
    assert paper.read() == [
        "Callers who rated the adviser as good; green up -; ",
        "Calls which were answered; green up -; ",
        "Complaints responded to in time; red up -; ",
    ]
