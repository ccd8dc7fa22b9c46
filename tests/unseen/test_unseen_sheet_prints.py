# ruff: noqa: E501
"""Worksheets printed without their grid lines: headers at the left of the cells, figures at the
right, words in place of figures at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.unseen.prints import Print
from xlscorecard.tables.lines.values import is_plain_figure

GREEN, AMBER, RED = "00b050", "ffc000", "ff0000"


@dataclass
class Sheet:
    """Cells between ``edges``, set as a spreadsheet prints them: figures end, and words begin, a
    little within their cells' edges; a space is printed where a line was broken."""

    paper: Print
    edges: Sequence[float]
    leading: float = 11.0

    def __post_init__(self) -> None:
        self.paper.paper.setCreator("Calc")

    def row(
        self, top: float, bottom: float, line: str, *, head: str = "", bold: bool = False
    ) -> None:
        """The cells of a picture's line, at the foot of the row; those of the ``head`` numbers
        (counted from 0) at its head. ``<`` joins a cell to the one before it, whose text stands in
        the middle of both."""
        parts = [part.strip() for part in line.split("|")]
        for col, text in enumerate(parts):
            if text in ("", "<"):
                continue
            end = col + 1
            while end < len(parts) and parts[end] == "<":
                end += 1
            lines = text.split("~")
            high = self.leading * (len(lines) - 1) + self.paper.size
            y = top + 2 if str(col) in head else bottom - high - 3
            for number, words in enumerate(lines):
                last = number == len(lines) - 1
                self._set(col, end, y + number * self.leading, words + " " * (not last), bold)

    def _set(self, col: int, end: int, top: float, text: str, bold: bool) -> None:
        left, right = self.edges[col], self.edges[end]
        if end > col + 1:
            width = 0.5 * self.paper.size * len(text)
            self.paper.text((left + right - width) / 2, top, text, bold=bold)
        elif is_plain_figure(text):
            self.paper.text(-(right - 1), top, text, bold=bold)
        else:
            self.paper.text(left + 1, top, text, bold=bold)


def test_figures_at_the_foot_of_rows_whose_names_and_remarks_stand_at_the_head(
    tmp_path: Path,
) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    sheet = Sheet(paper, (36, 70, 250, 320, 390, 460, 500, 600))
    sheet.row(40, 56, "Housing Scorecard Quarter 2 2023/24", bold=True)
    sheet.row(
        70, 95, "Ref | Indicator | Target | Q1~2023/24 | Q2~2023/24 | RAG | Comments", bold=True
    )
    sheet.row(95, 110, "Homes", bold=True)
    head = "16"
    sheet.row(110, 148, "H1 | Rent collected | £1,226,000 | £1,037,000 | £906,000 | Green | Two vacant~posts filled~in the period.", head=head)  # fmt: skip
    sheet.row(148, 163, "H2 | Homes let | TBC | 52 | 58 | Red | ", head=head)
    sheet.row(163, 178, "Streets", bold=True)
    sheet.row(178, 205, "S1 | Bins missed for each~100,000 collections | 45 | 48.5 | - | Amber | Data lag of~one quarter.", head=head)  # fmt: skip
    sheet.row(
        205, 230, "S2 | Litter | 4.5% | 5.1% | 4.0% | Green | See separate~report.", head=head
    )
    assert paper.read() == [
        "H1 Rent collected; green - -; t@2023/24=1226000 a@2023/24 Q1=1037000 a@2023/24 Q2=906000",
        "H2 Homes let; red - -; t@2023/24=tbc a@2023/24 Q1=52 a@2023/24 Q2=58",
        "S1 Bins missed for each 100,000 collections; amber - -; t@2023/24=45 a@2023/24 Q1=48.5 a@2023/24 Q2=blank",
        "S2 Litter; green - -; t@2023/24=4.5 a@2023/24 Q1=5.1 a@2023/24 Q2=4.0",
    ]


def test_names_of_a_header_over_several_columns_or_typed_over_their_first(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    sheet = Sheet(paper, (36, 250, 310, 370, 430, 490, 550))
    sheet.row(40, 56, "Corporate Scorecard 2023/24 Quarter 3", bold=True)
    sheet.row(70, 85, " | 2022/23 | | 2023/24 | < | ", bold=True)
    sheet.row(85, 100, "Measure | Target | Actual | Target | Actual | Status", bold=True)
    rows = (
        ("Calls answered in time", "90.0%", "88.1%", "91.0%", "87.4%", AMBER),
        ("Invoices paid in 30 days", "95%", "97%", "95%", "99%", GREEN),
        ("Staff turnover", "12.5", "14.0", "12.0", "15.5", RED),
    )
    for top, (*cells, colour) in zip((100, 115, 130), rows, strict=True):
        paper.fill(490, top, 550, top + 15, colour)
        sheet.row(top, top + 15, " | ".join([*cells, ""]))
    assert paper.read() == [
        "Calls answered in time; amber - -; t@2022/23=90.0 p@2022/23=88.1 t@2023/24=91.0 a@2023/24=87.4",
        "Invoices paid in 30 days; green - -; t@2022/23=95 p@2022/23=97 t@2023/24=95 a@2023/24=99",
        "Staff turnover; red - -; t@2022/23=12.5 p@2022/23=14.0 t@2023/24=12.0 a@2023/24=15.5",
    ]


def test_tables_abreast_and_a_note_behind_each(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=8)
    left = Sheet(paper, (36, 160, 210, 260, 300))
    right = Sheet(paper, (500, 640, 690, 740, 780))
    left.row(40, 56, "Performance Report Q1 2024/25", bold=True)
    for sheet, head in (
        (left, "Indicator | Q1 2024/25 | Target | RAG"),
        (right, "Measure | Q1 2024/25 | Target | RAG"),
    ):
        sheet.row(70, 84, head, bold=True)
    paper.text(341, 73, "Notes")
    paper.text(341, 87, "Figures are provisional.")
    paper.text(341, 101, "Green = target met; Amber = near; Red = missed")
    for number, line in enumerate(
        (
            "Waste sent for reuse | 46.2% | 50.0% | Amber",
            "Fly-tips cleared in a day | 91.0% | 90.0% | Green",
            "Potholes mended in time | 75.5% | 80.0% | Red",
        )
    ):
        left.row(84 + 14 * number, 98 + 14 * number, line)
    for number, line in enumerate(
        (
            "Homes let within 28 days | 61 | 60 | Green",
            "Rent arrears over a month | 312 | 300 | Red",
            "Complaints answered in time | 45 | 50 | Amber",
            "Repairs done at first visit | 88 | 85 | Green",
        )
    ):
        right.row(84 + 14 * number, 98 + 14 * number, line)
    assert paper.read() == [
        "Waste sent for reuse; amber - -; a@2024/25 Q1=46.2 t@2024/25=50.0",
        "Fly-tips cleared in a day; green - -; a@2024/25 Q1=91.0 t@2024/25=90.0",
        "Potholes mended in time; red - -; a@2024/25 Q1=75.5 t@2024/25=80.0",
        "Homes let within 28 days; green - -; a@2024/25 Q1=61 t@2024/25=60",
        "Rent arrears over a month; red - -; a@2024/25 Q1=312 t@2024/25=300",
        "Complaints answered in time; amber - -; a@2024/25 Q1=45 t@2024/25=50",
        "Repairs done at first visit; green - -; a@2024/25 Q1=88 t@2024/25=85",
    ]


def test_names_merged_over_the_rows_of_a_target_and_a_result(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    sheet = Sheet(paper, (36, 70, 250, 300, 370, 440, 500))
    sheet.row(40, 56, "Scorecard Q2 2023/24", bold=True)
    sheet.row(70, 85, "Ref | Measure | | Q1 | Q2 | Status", bold=True)
    rows = (
        ("1", "Apprenticeships begun", ("56", "83"), ("60", "82"), "G"),
        ("2", "Visits to libraries", ("9,170", "8,830"), ("8,160", "9,870"), "A"),
        ("3", "Calls answered", ("77.1%", "80.9%"), ("81.5%", "82.0%"), "R"),
    )
    for top, (ref, name, actual, target, rating) in zip((85, 115, 145), rows, strict=True):
        sheet.row(top, top + 15, f" | | Actual | {' | '.join(actual)} | ")
        sheet.row(top + 15, top + 30, f" | | Target | {' | '.join(target)} | ")
        sheet.row(top + 7.5, top + 22.5, f"{ref} | {name} | | | | {rating}")
    assert paper.read() == [
        "1 Apprenticeships begun; green - -; a@2023/24 Q1=56 t@2023/24 Q1=60 a@2023/24 Q2=83 t@2023/24 Q2=82",
        "2 Visits to libraries; amber - -; a@2023/24 Q1=9170 t@2023/24 Q1=8160 a@2023/24 Q2=8830 t@2023/24 Q2=9870",
        "3 Calls answered; red - -; a@2023/24 Q1=77.1 t@2023/24 Q1=81.5 a@2023/24 Q2=80.9 t@2023/24 Q2=82.0",
    ]


def test_a_sheet_that_goes_on_over_a_page_without_its_header(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    sheet = Sheet(paper, (36, 220, 280, 340, 380, 520))
    lines = [f"Measure number {'ABCDEFGH'[n]} | {n + 41} | {n + 50} | Green | " for n in range(8)]
    sheet.row(40, 56, "Scorecard Q3 2022/23", bold=True)
    sheet.row(70, 85, "Measure | Q3 | Target | RAG | Comments", bold=True)
    tops = [85.0 + 15 * number for number in range(6)]
    for line, (top, bottom) in zip(lines[:5], pairwise(tops), strict=True):
        sheet.row(top, bottom, line)
    paper.page()
    tops = [40.0, 55.0, 80.0, 95.0]
    for line, (top, bottom) in zip(lines[5:], pairwise(tops), strict=True):
        wrapped = line.replace("Measure number G", "Measure number G~of the new plan")
        sheet.row(top, bottom, wrapped + "Seen to" * ("H" in line), head="0")
    names = ["A", "B", "C", "D", "E", "F", "G of the new plan", "H"]
    assert paper.read() == [
        f"Measure number {name}; green - -; a@2022/23 Q3={n + 41} t@2022/23={n + 50}"
        for n, name in enumerate(names)
    ]


def test_a_header_in_white_on_a_row_shaded_as_thin_as_a_border(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=3.5)
    sheet = Sheet(paper, (54, 160, 190, 220, 250), leading=4.2)
    sheet.row(40, 46, "Scorecard Q1 2023/24")
    paper.fill(54, 59.6, 250, 64.0, "1f3864")
    paper.paper.setFillColor("#ffffff")
    for x, name in zip((55, 161, 191, 221), ("Measure", "Q1", "Target", "RAG"), strict=True):
        paper.paper.setFont("Helvetica-Bold", 3.5)
        paper.paper.drawString(x, paper.height - 63.0, name)
    for top, line in ((64.0, "Trees planted | 40 | 53 | Red"), (69.0, "Homes let | 72 | 59 | Green"),
                      (74.0, "Calls answered | 91% | 95% | Amber")):  # fmt: skip
        sheet.row(top, top + 5, line)
    assert paper.read() == [
        "Trees planted; red - -; a@2023/24 Q1=40 t@2023/24=53",
        "Homes let; green - -; a@2023/24 Q1=72 t@2023/24=59",
        "Calls answered; amber - -; a@2023/24 Q1=91 t@2023/24=95",
    ]


def test_a_key_below_a_sheets_table_is_no_part_of_it(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=8)
    sheet = Sheet(paper, (36, 250, 330, 420, 480, 560, 600))
    sheet.row(66, 82, "Service | Budget £m | Forecast £m | Variance £m | RAG", bold=True)
    sheet.row(82, 96, "Highways maintenance | 21.360 | 21.264 | (0.096) | G")
    sheet.row(96, 110, "Waste disposal | 12.138 | 12.318 | 0.180 | A")
    sheet.row(110, 124, "Street lighting | 26.538 | 25.675 | (0.863) | G")
    sheet.row(150, 166, "Key to symbols", bold=True)
    sheet.row(166, 180, "Symbol | Meaning", bold=True)
    sheet.row(180, 194, "G | On or above target")
    sheet.row(194, 208, "A | Within 5% of target")
    sheet.row(208, 222, "↑ | Value has increased since last period")
    assert paper.read() == [
        "Highways maintenance; green - -; b=21360000 f=21264000 v=-96000",
        "Waste disposal; amber - -; b=12138000 f=12318000 v=180000",
        "Street lighting; green - -; b=26538000 f=25675000 v=-863000",
    ]


def test_rows_that_close_the_white_space_of_the_header_stay_below_it(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=10.6)
    paper.text(55, 86, "Corporate Scorecard Q4 2023/24", bold=True, size=13)
    heads = (55, 295, 363, 431, 498, 566, 634, 715)
    paper.row(
        heads,
        132,
        "| Performance Indicator | 23/24 | Q1 23/24 | Q2 23/24 | Q3 23/24 | Q4 23/24 | Rating |"
        " Direction",
        bold=True,
    )
    paper.row(heads, 144, "| | Target | | | | | | of travel", bold=True)
    rows = (
        (182, "Pupils at the expected level", "Not available", "135", "136", "-", "115", "ff0000"),
        (203, "Streets below standard", "43.5", "42.2", "59.8", "50.5", "51.4", "00b050"),
        (221, "Potholes repaired", "£1,643,000", "£1,390,000", "£1,550,000", "£1,531,000", "n/a",
         "ffc000"),
        (239, "Calls answered in time", "91.2%", "75.6%", "87.0%", "83.5%", "91.6%", "ff0000"),
    )  # fmt: skip
    for top, name, *figures, rating in rows:
        paper.text(55, top, name)
        paper.dot(639, top + 6, rating)
        paper.text(715, top, "Up")
        for left, text in zip(heads[1:6], figures, strict=True):
            paper.text(left if text[0] in "nN-" else -(left + 64), top, text)
    assert "\n".join(paper.read()) == (
        "Pupils at the expected level; red up -; t@2023/24=not_applicable a@2023/24 Q1=135 a@2023/24 Q2=136 a@2023/24 Q3=blank a@2023/24 Q4=115\n"
        "Streets below standard; green up -; t@2023/24=43.5 a@2023/24 Q1=42.2 a@2023/24 Q2=59.8 a@2023/24 Q3=50.5 a@2023/24 Q4=51.4\n"
        "Potholes repaired; amber up -; t@2023/24=1643000 a@2023/24 Q1=1390000 a@2023/24 Q2=1550000 a@2023/24 Q3=1531000 a@2023/24 Q4=not_applicable\n"
        "Calls answered in time; red up -; t@2023/24=91.2 a@2023/24 Q1=75.6 a@2023/24 Q2=87.0 a@2023/24 Q3=83.5 a@2023/24 Q4=91.6"
    )


def test_tables_abreast_on_a_sheet_with_its_grid_lines(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=8)
    edges = (36, 150, 200, 250, 290, 330, 360, 470, 520, 570, 610)
    sheet = Sheet(paper, edges)
    rows = (
        "Indicator | Q1 2024/25 | Target | RAG | | Ref | Measure | Q1 2024/25 | Target | RAG",
        "Waste sent for reuse | 46.2% | 50.0% | Amber | | H1 | Homes let in a month | 61 | 60 | Green",
        "Fly-tips cleared in a day | 91.0% | 90.0% | Green | | H2 | Rent over a month late | 312 | 300 | Red",
        "Potholes mended in time | 75.5% | 80.0% | Red | | H3 | Complaints answered | 45 | 50 | Amber",
    )
    sheet.row(40, 56, "Performance Report Q1 2024/25", bold=True)
    for number, line in enumerate(rows):
        sheet.row(70 + 14 * number, 84 + 14 * number, line, bold=not number)
    paper.grid(edges, [70.0 + 14 * number for number in range(5)], "000000")
    assert paper.read() == [
        "Waste sent for reuse; amber - -; a@2024/25 Q1=46.2 t@2024/25=50.0",
        "Fly-tips cleared in a day; green - -; a@2024/25 Q1=91.0 t@2024/25=90.0",
        "Potholes mended in time; red - -; a@2024/25 Q1=75.5 t@2024/25=80.0",
        "H1 Homes let in a month; green - -; a@2024/25 Q1=61 t@2024/25=60",
        "H2 Rent over a month late; red - -; a@2024/25 Q1=312 t@2024/25=300",
        "H3 Complaints answered; amber - -; a@2024/25 Q1=45 t@2024/25=50",
    ]


def test_ratings_in_the_middle_of_their_cells_are_no_owners(tmp_path: Path) -> None:
    """Most ratings are the same word and begin at one place, where no edge is: a wider one begins
    left of it, and is no second text of the owner's cell."""
    paper = Print(tmp_path / "p.pdf", size=9)
    edges = (30, 73, 243, 285, 328, 384, 605, 681, 741)
    sheet = Sheet(paper, edges)
    sheet.row(40, 56, "Corporate risk register Quarter 2 2023/24", bold=True)
    names = ("Ref", "Risk", "Likelihood", "Impact", "Score", "Mitigation", "Owner", "RAG")
    widths = (14, 20, 41, 27, 22, 42, 27, 20)
    for col, (name, width) in enumerate(zip(names, widths, strict=True)):
        left = edges[col] + 1 if col < 2 else (edges[col] + edges[col + 1] - width) / 2
        paper.text(left, 75, name, bold=True)
    rows = (
        ("Loss of data", ("3", "2", "6"), "Service Manager", "Green", 25),
        ("Failure of a contractor", ("4", "2", "8"), "Head of~Commissioning", "Amber", 34),
        ("A budget that does not~balance", ("1", "3", "3"), "Head of HR", "Green", 25),
        ("A flood in the town", ("2", "4", "8"), "Service Manager", "Green", 25),
        ("No room in the depot", ("2", "5", "10"), "Head of~Commissioning", "Amber", 34),
        ("A strike", ("1", "4", "4"), "Service Manager", "Green", 25),
    )
    for number, (risk, scores, owner, rating, width) in enumerate(rows, start=1):
        top = 64 + 28 * number
        sheet.row(top, top + 28, f"R{number} | {risk}||||Plans are tested every~month.|{owner}")
        for col, score in enumerate(scores, start=2):
            paper.text((edges[col] + edges[col + 1] - 5 * len(score)) / 2, top + 16, score)
        paper.text((edges[7] + edges[8] - width) / 2, top + 16, rating)
    assert paper.read() == [
        "R1 Loss of data; green - -; o=3 o=2 o=6",
        "R2 Failure of a contractor; amber - -; o=4 o=2 o=8",
        "R3 A budget that does not balance; green - -; o=1 o=3 o=3",
        "R4 A flood in the town; green - -; o=2 o=4 o=8",
        "R5 No room in the depot; amber - -; o=2 o=5 o=10",
        "R6 A strike; green - -; o=1 o=4 o=4",
    ]


def test_a_date_above_and_a_page_s_number_below_a_printed_sheet(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    sheet = Sheet(paper, (36, 240, 330, 421, 506, 566))
    width = paper.paper.stringWidth("30/11/2023", "Helvetica", 9)
    paper.text(421 - width / 2, 20, "30/11/2023")
    sheet.row(40, 56, "Corporate Scorecard Q2 2023/24", bold=True)
    sheet.row(70, 85, "Measure | Target | Q1 2023/24 | Q2 2023/24 | RAG", bold=True)
    sheet.row(85, 100, "Rent collected | £1,226,000 | £1,037,000 | £906,000 | Green")
    sheet.row(100, 115, "Homes let | 45 | 52 | n/a | Red")
    sheet.row(115, 130, "Calls answered | 95.0% | 91.5% | 93.2% | Amber")
    paper.text(421 - 22, 560, "Page 1 of 1")
    assert paper.read() == [
        "Rent collected; green - -; t@2023/24=1226000 a@2023/24 Q1=1037000 a@2023/24 Q2=906000",
        "Homes let; red - -; t@2023/24=45 a@2023/24 Q1=52 a@2023/24 Q2=not_applicable",
        "Calls answered; amber - -; t@2023/24=95.0 a@2023/24 Q1=91.5 a@2023/24 Q2=93.2",
    ]


def test_values_in_the_middle_of_cells_whose_names_stand_at_the_left(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    edges = (36, 200, 262, 310, 358, 400, 462)
    sheet = Sheet(paper, edges)
    sheet.row(40, 56, "Corporate Scorecard Q3 2022/23", bold=True)
    sheet.row(70, 95, "Measure | Annual~Target | Oct 22 | Nov 22 | YTD | RAG rating", bold=True)
    rows = (
        ("Repairs on time", "66.4%", "-", "52.8%", "49.1%", "G"),
        ("Homes inspected", "16,320", "21,340", "24,960", "19,250", "R"),
        ("Complaints", "16", "21", "8", "117", "A"),
        ("Calls answered", "90%", "85%", "100%", "91%", "G"),
        ("Days to let", "32.1", "9.7", "8.25", "11.0", "R"),
    )
    for number, (name, *values) in enumerate(rows):
        top = 95 + 15 * number
        sheet.row(top, top + 15, name)
        for left, right, text in zip(edges[1:], edges[2:], values, strict=False):
            width = paper.paper.stringWidth(text, "Helvetica", 9)
            paper.text((left + right - width) / 2, top + 3, text)
    assert paper.read() == [
        "Repairs on time; green - -; t@2022/23=66.4 a@2022-10=blank a@2022-11=52.8 a@2022/23=49.1",
        "Homes inspected; red - -; t@2022/23=16320 a@2022-10=21340 a@2022-11=24960 a@2022/23=19250",
        "Complaints; amber - -; t@2022/23=16 a@2022-10=21 a@2022-11=8 a@2022/23=117",
        "Calls answered; green - -; t@2022/23=90 a@2022-10=85 a@2022-11=100 a@2022/23=91",
        "Days to let; red - -; t@2022/23=32.1 a@2022-10=9.7 a@2022-11=8.25 a@2022/23=11.0",
    ]
