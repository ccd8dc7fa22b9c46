# ruff: noqa: E501
"""Tables and tiles beside drawn charts, whose scales and bars are none of theirs; headers above
the lines of a table. What each paper says is typed from its picture."""

from __future__ import annotations

from itertools import pairwise
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
    paper.grid(edges, (60, 80, 100), "000000")
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
    paper.grid(edges, (70, 88, 106, 124), "000000")
    assert paper.read() == [
        "Callers who rated the adviser as good; green up -; ",
        "Calls which were answered; green up -; ",
        "Complaints responded to in time; red up -; ",
    ]


def test_figures_at_the_points_of_a_line_are_none_of_the_names_beside_it(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 24, "Public Health performance, Q4 2023/24", bold=True, size=14)
    measures = (
        ("NHS Health Checks delivered", "11,204", "Target 10,500~RAG: Green"),
        ("Smoking quitters at 4 weeks", "612", "Target 700~RAG: Red"),
        ("Mothers visited in 14 days", "92%", "Target 90%~RAG: Green"),
    )
    for number, (name, figure, rest) in enumerate(measures):
        top = 60 + 110.0 * number
        paper.text(36, top, name, bold=True)
        paper.text(36, top + 12, figure, bold=True, size=20)
        paper.text(36, top + 38, rest)
        points = [(240 + 60.0 * step, top + 30 - 5 * step) for step in range(4)]
        line = paper.paper.beginPath()
        line.moveTo(points[0][0], paper.height - points[0][1])
        for x, y in points[1:]:
            line.lineTo(x, paper.height - y)
        paper.paper.setStrokeColor("#1f4e79")
        paper.paper.drawPath(line, stroke=1, fill=0)
        for step, (x, y) in enumerate(points):
            paper.text(x - 6, y - 11, f"{40 + step}%", size=6)
            paper.text(x - 4, top + 66, f"Q{step + 1}", size=6)
    assert paper.read() == [
        "NHS Health Checks delivered; green - -; a@2023/24 Q4=11204 t@2023/24=10500",
        "Smoking quitters at 4 weeks; red - -; a@2023/24 Q4=612 t@2023/24=700",
        "Mothers visited in 14 days; green - -; a@2023/24 Q4=92 t@2023/24=90",
    ]


def test_a_table_right_below_a_chart_keeps_its_header(tmp_path: Path) -> None:
    """The names along the chart's foot are the table's header, too."""
    paper = Print(tmp_path / "p.pdf", size=8.0)
    paper.text(36, 24, "Waste and Recycling, Q2 2024/25", bold=True, size=14)
    paper.text(36, 50, "Residual waste per household (kg)", bold=True, size=11)
    for step, figure in enumerate(("120", "80", "40", "0")):
        paper.text(-134, 76 + 30.0 * step, figure, size=7)
        paper.rule(138, 80 + 30.0 * step, 520, "dddddd")
    quarters = ("Q1 23/24", "Q2 23/24", "Q3 23/24", "Q4 23/24", "Q1 24/25", "Q2 24/25")
    results = (118, 112, 109, 121, 115, 108)
    for number, (quarter, result) in enumerate(zip(quarters, results, strict=True)):
        x = 146 + 62.0 * number
        paper.fill(x, 170 - result * 0.75, x + 30, 170, BLUE)
        paper.text(x, 178, quarter)
        paper.text(x + 8, 191, str(result))
        paper.text(x + 8, 204, "115")
    paper.text(36, 191, "Actual")
    paper.text(36, 204, "Target")
    (record,) = paper.read()
    title, _, told = record.partition("; - - -; ")
    assert title == "Residual waste per household (kg)"
    assert [part for part in told.split() if part.startswith("Q2=")] == [
        *("Q2=112", "Q2=115", "Q2=108", "Q2=115")
    ]


def test_figures_below_their_labels_without_boxes(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=8.0)
    paper.text(36, 24, "Council Plan: Quarter 1 2024/25", bold=True, size=16)
    measures = (
        ("Gigabit broadband coverage", ("84.2%", "85%", "83.0%", "Amber")),
        ("New businesses supported", ("121", "100", "96", "Green")),
    )
    for number, (name, figures) in enumerate(measures):
        top = 60 + 60.0 * number
        paper.text(36, top, name, bold=True, size=11)
        labels = ("Actual", "Target", "Previous quarter", "Status")
        for place, (label, figure) in enumerate(zip(labels, figures, strict=True)):
            paper.text(36 + 90.0 * place, top + 18, label)
            paper.text(36 + 90.0 * place, top + 28, figure, bold=True, size=13)
    assert paper.read() == [
        "Gigabit broadband coverage; amber - -; a@2024/25 Q1=84.2 t@2024/25=85 p@2023/24 Q4=83.0",
        "New businesses supported; green - -; a@2024/25 Q1=121 t@2024/25=100 p@2023/24 Q4=96",
    ]


def test_running_text_beside_an_open_table_is_no_column_of_it(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 24, "Customer and Digital: Quarter 3 2024/25", bold=True, size=14)
    rows = (
        "Indicator | Q2 | Q3 | Target",
        "Calls answered | 91% | 93% | 95%",
        "Web chats handled | 4,410 | 5,022 | 4,800",
        "Complaints upheld | 31 | 27 | 30",
    )
    for number, line in enumerate(rows):
        paper.row((36, -190, -240, -300), 60 + 14.0 * number, f"|{line}", bold=not number)
    paper.text(
        340,
        60,
        "Call answering has improved for the third quarter in a row, helped by the new~"
        "call-back option. Web chat volumes continue to grow and now make up a fifth of~"
        "all contact. Complaints upheld fell by four compared with the quarter before.",
    )
    assert paper.read() == [
        "Calls answered; - - -; a@2024/25 Q2=91 a@2024/25 Q3=93 t@2024/25=95",
        "Web chats handled; - - -; a@2024/25 Q2=4410 a@2024/25 Q3=5022 t@2024/25=4800",
        "Complaints upheld; - - -; a@2024/25 Q2=31 a@2024/25 Q3=27 t@2024/25=30",
    ]


def test_each_of_two_tables_beside_each_other_has_the_name_above_it(tmp_path: Path) -> None:
    """Their charts stand between; quarters go over the turn of the year."""
    paper = Print(tmp_path / "p.pdf", size=8.0)
    paper.text(36, 24, "Customer scorecard 2024/25 Q2", bold=True, size=14)
    measures = (
        ("Calls answered (%)", (88, 91, 90, 93), 90, ("100", "50", "0")),
        ("Complaints received", (61, 58, 73, 66), 60, ("80", "40", "0")),
    )
    for number, (name, results, target, scale) in enumerate(measures):
        left = 36 + 380.0 * number
        paper.text(left, 50, name, bold=True, size=10)
        for step, figure in enumerate(scale):
            paper.text(-(left + 30), 76 + 40.0 * step, figure, size=7)
            paper.rule(left + 34, 80 + 40.0 * step, left + 300, "dddddd")
        edges = [left, left + 60, *(left + 60 + 50.0 * step for step in range(1, 5))]
        rows = (
            "|  | Q3 | Q4 | Q1 | Q2",
            f"| Actual | {' | '.join(map(str, results))}",
            f"| Target | {' | '.join([str(target)] * 4)}",
        )
        for step, result in enumerate(results):
            paper.fill(left + 44 + 60 * step, 160 - 0.7 * result, left + 74 + 60 * step, 160, BLUE)
            paper.text(left + 54 + 60 * step, 164, f"Q{(step + 2) % 4 + 1}", size=7)
        paper.rows([x + 4 for x in edges[:-1]], 192, 14.0, *rows)
        paper.grid(edges, (190, 204, 218, 232), "000000")
    assert paper.read() == [
        "Calls answered (%); - - -; p@2023/24 Q3=88 t@2023/24 Q3=90 p@2023/24 Q4=91 t@2023/24 Q4=90 a@2024/25 Q1=90 t@2024/25 Q1=90 a@2024/25 Q2=93 t@2024/25 Q2=90",
        "Complaints received; - - -; p@2023/24 Q3=61 t@2023/24 Q3=60 p@2023/24 Q4=58 t@2023/24 Q4=60 a@2024/25 Q1=73 t@2024/25 Q1=60 a@2024/25 Q2=66 t@2024/25 Q2=60",
    ]  # fmt: skip


def test_a_measure_is_stated_beside_its_chart_whose_scale_reads_as_years(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 24, "Performance Book Q4 2023/24", bold=True, size=14)
    paper.text(36, 60, "Library active borrowers", bold=True, size=11)
    for step, figure in enumerate(("6000", "4000", "2000", "0")):
        paper.text(-64, 80 + 30.0 * step, figure, size=7)
        paper.rule(68, 84 + 30.0 * step, 320, "dddddd")
    for step, height in enumerate((55, 61, 66, 72)):
        paper.fill(80 + 60 * step, 174 - height, 110 + 60 * step, 174, BLUE)
        paper.text(90 + 60 * step, 178, f"Q{step + 1}", size=7)
    paper.text(340, 84, "Latest: 4,812~Target: 4,500~Previous quarter: 4,410~RAG: Green")
    paper.text(340, 84 + 4 * 1.2 * 9, "Summer challenge effect.")
    assert paper.read() == [
        "Library active borrowers; green - -; a@2023/24 Q4=4812 t@2023/24=4500 p@2023/24 Q3=4410"
    ]


def test_open_tables_below_charts_side_by_side_are_parted_where_the_charts_are(
    tmp_path: Path,
) -> None:
    """One name takes two lines: its chart and its table stand lower than its neighbour's."""
    paper = Print(tmp_path / "p.pdf", size=8.0)
    paper.text(36, 24, "Place dashboard, Q3 2023/24", bold=True, size=14)
    measures = (
        (36.0, "Potholes repaired within 28 days of being reported by~the public", 12.0, 90),
        (282.0, "Street lights which work", 0.0, 97),
    )
    for left, name, lower, target in measures:
        paper.text(left, 50, name, bold=True, size=9)
        for step, figure in enumerate(("100", "50", "0")):
            y = 76 + lower + 40.0 * step
            paper.text(-(left + 22), y - 4, figure, size=7)
            paper.rule(left + 26, y, left + 200, "dddddd")
        rows = (" | Q1 | Q2 | Q3", "Actual | 81% | 76% | 71%", f"Target{f' | {target}%' * 3}")
        for step, height in enumerate((81, 76, 71)):
            foot = 156 + lower
            paper.fill(
                left + 40 + 50 * step, foot - 0.8 * height, left + 66 + 50 * step, foot, BLUE
            )
            paper.text(left + 48 + 50 * step, foot + 4, f"Q{step + 1}", size=7)
        places = (left, -(left + 80), -(left + 120), -(left + 160))
        for row, line in enumerate(rows):
            paper.row(places, 186 + lower + 12.0 * row, f"|{line}")
    assert paper.read() == [
        "Potholes repaired within 28 days of being reported by the public; - - -; a@2023/24 Q1=81 t@2023/24 Q1=90 a@2023/24 Q2=76 t@2023/24 Q2=90 a@2023/24 Q3=71 t@2023/24 Q3=90",
        "Street lights which work; - - -; a@2023/24 Q1=81 t@2023/24 Q1=97 a@2023/24 Q2=76 t@2023/24 Q2=97 a@2023/24 Q3=71 t@2023/24 Q3=97",
    ]


def test_a_rating_at_the_right_of_a_name_rates_the_measure_below(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=8.0)
    paper.text(36, 24, "Corporate health indicators: Q2 2023/24", bold=True, size=14)
    for number, (name, rating, colour, results, target) in enumerate(
        (
            ("Working days lost per FTE", "On target", GREEN, ("2.0", "1.9"), "2.1"),
            ("Staff turnover", "Off target", RED, ("3.6%", "4.0%"), "3.0%"),
        )
    ):
        top = 60 + 90.0 * number
        paper.text(36, top, name, bold=True, size=11)
        paper.fill(600, top - 2, 680, top + 14, colour)
        paper.text(608, top, rating, bold=True, size=11)
        edges = (36, 100, 180, 260)
        rows = (
            "|  | Q1 2023/24 | Q2 2023/24",
            f"| Actual | {' | '.join(results)}",
            f"| Target | {target} | {target}",
        )
        paper.rows([x + 4 for x in edges[:-1]], top + 22, 14.0, *rows)
        paper.grid(edges, [top + 20 + 14.0 * row for row in range(4)], "000000")
    assert paper.read() == [
        "Working days lost per FTE; green - -; a@2023/24 Q1=2.0 t@2023/24 Q1=2.1 a@2023/24 Q2=1.9 t@2023/24 Q2=2.1",
        "Staff turnover; red - -; a@2023/24 Q1=3.6 t@2023/24 Q1=3.0 a@2023/24 Q2=4.0 t@2023/24 Q2=3.0",
    ]


def test_a_level_line_of_targets_and_a_legend_are_of_the_chart(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 24, "Digital services Q3 2023/24", bold=True, size=14)
    paper.text(36, 56, "Transactions completed online", bold=True, size=11)
    places = (90.0, 180.0, 270.0, 360.0)
    for heights in ((110.0, 104.0, 96.0, 92.0), (94.0, 94.0, 94.0, 94.0)):
        line = paper.paper.beginPath()
        line.moveTo(places[0], paper.height - heights[0])
        for x, y in zip(places[1:], heights[1:], strict=True):
            line.lineTo(x, paper.height - y)
        paper.paper.setStrokeColor("#1f4e79")
        paper.paper.drawPath(line, stroke=1, fill=0)
    for x, y, figure in zip(places, (110, 104, 96, 92), ("71%", "74%", "78%", "81%"), strict=True):
        paper.text(x - 6, y + 4, figure, size=6)
        paper.text(x - 6, 84, "80%", size=6)
    for x, name in zip(places, ("Q4 22/23", "Q1 23/24", "Q2 23/24", "Q3 23/24"), strict=True):
        paper.text(x - 12, 130, name, size=6)
    paper.text(420, 70, "Actual", size=6)
    paper.text(460, 70, "Target", size=6)
    edges = (36, 120, 210, 300)
    paper.row(edges, 160, "Target | Q2 2023/24 | Q3 2023/24 | Status", bold=True)
    paper.row(edges, 176, "80% | 78% | 81% | Green")
    assert paper.read() == [
        "Transactions completed online; green - -; t@2023/24=80 a@2023/24 Q2=78 a@2023/24 Q3=81"
    ]


def test_a_painted_row_and_a_plain_one_between_two_rules(tmp_path: Path) -> None:
    """As Word's shaded styles print a table of two rows."""
    paper = Print(tmp_path / "p.pdf", size=10.0)
    paper.text(36, 24, "Prevention, quarter 3 2023/24", bold=True, size=14)
    edges = (36, 200, 300, 400, 500)
    for left, right in pairwise(edges):
        paper.fill(left, 60, right, 80, "4f81bd")
        paper.fill(left, 80, right, 109, "d3dfee")
    starts = [x + 4 for x in edges[:-1]]
    paper.row(starts, 64, "Indicator | Target | Q3 | Status", bold=True)
    paper.row(starts, 83, "Home fire safety~visits | 9,000 | 6,950 | Red")
    paper.row(starts, 112, "Visits to vulnerable~people | 70% | 76% | Green")
    for top in (60, 80, 138):
        paper.rule(36, top, 500, "4f81bd")
    for x in edges:
        paper.upright(x, 60, 80, "4f81bd")
    for x in (36, 500):
        paper.upright(x, 60, 138, "4f81bd")
    assert paper.read() == [
        "Home fire safety visits; red - -; t@2023/24=9000 a@2023/24 Q3=6950",
        "Visits to vulnerable people; green - -; t@2023/24=70 a@2023/24 Q3=76",
    ]
