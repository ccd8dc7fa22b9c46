"""Tables with remarks in smaller letters between or within their rows, and sheets set so close
that headers and texts reach into the next column. Drawn as Writer, Calc and Chromium do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.pdf.making import draw_pdf
from tests.unseen.paper import said
from xlscorecard.pipeline import read_scorecard

PLAIN, BOLD, SLANTED = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
GREEN, AMBER, RED = (0, 0.65, 0.32), (0.97, 0.65, 0), (0.84, 0.1, 0.11)


def _centred(paper: Any, middle: float, y: float, text: str, font: str, size: float) -> None:
    paper.setFont(font, size)
    paper.drawString(middle - stringWidth(text, font, size) / 2, y, text)


def _title(paper: Any, text: str) -> None:
    paper.setFont(BOLD, 16)
    paper.drawString(34, 560, text)


def test_remarks_in_small_print_between_rows_under_headers_set_close(tmp_path: Path) -> None:
    lefts = (35.5, 204.3, 277.9, 351.4, 420.5, 452.8)
    heads = ("Measure", "2022/23 Outturn", "2023/24 Outturn", "2023/24 Target", "RAG",
             "2024/25 Target")  # fmt: skip
    middles = (118.5, 239.7, 313.2, 384.5, 435.2, 487.0)
    rows = (
        (("Jobs created by investment", "410", "388", "400", "Amber", "420"), AMBER),
        (("High street visits (millions)", "6.2", "6.6", "6.3", "Green", "6.7"), GREEN),
        (("Business rates collected", "98.1%", "98.4%", "98.5%", "Amber", "98.6%"), AMBER),
        (("Vacant shops", "12.2%", "13.9%", "11.0%", "Red", "10.5%"), RED),
    )
    remarks = ("Two relocations slipped into 2024/25.", "Visits rose 6.5% year on year.",
               "Collection recovered in quarter 4.", "Three large units closed.")  # fmt: skip

    def draw(paper: Any) -> None:
        _title(paper, "Annual Performance Report 2023/24")
        paper.setFillColorRGB(0.9, 0.9, 0.9)
        paper.rect(34, 528, 489, 13, stroke=0, fill=1)
        for row, (_, colour) in enumerate(rows):
            paper.setFillColorRGB(*colour)
            paper.rect(419, 514.9 - 25.1 * row, 32.2, 13, stroke=0, fill=1)
        paper.setFillColorRGB(0, 0, 0)
        for middle, head in zip(middles, heads, strict=True):
            _centred(paper, middle, 531, head, BOLD, 9)
        for row, ((texts, _), remark) in enumerate(zip(rows, remarks, strict=True)):
            y = 518 - 25.1 * row
            paper.setFont(PLAIN, 9)
            for x, text in zip(lefts, texts, strict=True):
                paper.drawString(x, y, text)
            paper.setFont(SLANTED, 8)
            paper.drawString(35.5, y - 12, remark)

    pdf = draw_pdf(tmp_path / "annual.pdf", draw, size=(595, 600))
    values = [line.split("; ", 1)[1] for line in said(read_scorecard(pdf)).splitlines()]
    assert values == [
        "amber - -; p@2022/23=410 a@2023/24=388 t@2023/24=400 t@2024/25=420",
        "green - -; p@2022/23=6200000 a@2023/24=6600000 t@2023/24=6300000 t@2024/25=6700000",
        "amber - -; p@2022/23=98.1 a@2023/24=98.4 t@2023/24=98.5 t@2024/25=98.6",
        "red - -; p@2022/23=12.2 a@2023/24=13.9 t@2023/24=11.0 t@2024/25=10.5",
    ]


def test_texts_at_the_left_among_figures_at_the_right_of_a_narrow_sheet(tmp_path: Path) -> None:
    width, first = 40.0, 160.0
    months = ("Apr", "May", "Jun", "Jul", "Aug")
    rows: Sequence[tuple[str, ...]] = (
        ("Calls offered", "120,433", "9,811", "10,022", "9,544", "10,310", "9,120", "58,684"),
        ("Calls answered", "91.2%", "90.3%", "88.1%", "92.5%", "89.4%", "93.1%", "91.3%"),
        (
            "Visits in person",
            "n/a yet",
            "n/a yet",
            "Not run",
            "Not run",
            "Not run",
            "n/a yet",
            "512",
        ),
        ("Emails in 2 days", "87.4%", "90.2%", "91.3%", "89.9%", "92.5%", "94.4%", "91.9%"),
    )

    def draw(paper: Any) -> None:
        _title(paper, "Contact Centre Performance 2024/25")
        paper.setFont("Times-Bold", 12)
        # what is longer than its column is cut where the next text begins
        heads = [(523, ("2023/24", "2024/25")), (510, ("Outturn", *months))]
        for y, col, text in ((y, col, text) for y, row in heads for col, text in enumerate(row)):
            clip = paper.beginPath()
            clip.rect(first + width * col, y - 3, width, 14)
            paper.saveState()
            paper.clipPath(clip, stroke=0)
            paper.drawString(first + width * col + 1, y, text)
            paper.restoreState()
        paper.drawString(first + width * 6 + 1, 523, "YTD")
        paper.drawString(34, 510, "KPI")
        paper.setFont(PLAIN, 9)
        for row, (name, *figures) in enumerate(rows):
            y = 497 - 13 * row
            paper.drawString(34, y, name)
            for col, text in enumerate(figures):
                if text[0].isdigit():
                    paper.drawRightString(first + width * (col + 1) - 1, y, text)
                else:
                    paper.drawString(first + width * col + 1, y, text)

    pdf = draw_pdf(tmp_path / "sheet.pdf", draw, size=(595, 600))
    by_title = dict(line.split("; ", 1) for line in said(read_scorecard(pdf)).splitlines())
    months_of = " ".join(f"a@2024-{n:02d}={{}}" for n in range(4, 9))
    for title, outturn, *figures, ytd in (rows[0], rows[1], rows[3]):
        plain = [text.strip("%").replace(",", "") for text in (outturn, *figures, ytd)]
        said_of = f"a@2023/24={plain[0]} {months_of.format(*plain[1:6])} a@2024/25={plain[6]}"
        assert by_title[title].rpartition("; ")[2].replace("p@", "a@") == said_of


def test_what_a_measure_means_in_small_print_below_its_name(tmp_path: Path) -> None:
    rows = (
        ("Household waste recycled", "Share of household waste sent for reuse", "52.4%", "55%"),
        ("Missed collections", "For each 100,000 collections", "48", "50"),
        ("Majors in 13 weeks", "Including agreed extensions", "88%", "80%"),
        ("Minors in 8 weeks", "Including agreed extensions", "71%", "80%"),
    )

    def draw(paper: Any) -> None:
        _title(paper, "Quarter 2 2023/24 KPI summary")
        for x, text in ((38, "KPI"), (350, "Q2 result"), (430, "Target")):
            paper.setFont(BOLD, 9)
            paper.drawString(x, 533, text)
        paper.setLineWidth(0.4)
        for row, (name, means, *figures) in enumerate(rows):
            top = 528 - 26 * row
            paper.line(34, top, 500, top)
            paper.line(34, top - 26, 500, top - 26)
            paper.setFont(BOLD, 9)
            paper.drawString(38, top - 11, name)
            paper.setFont(PLAIN, 7)
            paper.drawString(38, top - 21, means)
            paper.setFont(PLAIN, 9)
            for x, text in zip((360, 435), figures, strict=True):
                paper.drawString(x, top - 16, text)

    pdf = draw_pdf(tmp_path / "kpis.pdf", draw, size=(595, 600))
    records = read_scorecard(pdf).records
    assert [r.title.startswith(row[0]) for r, row in zip(records, rows, strict=True)] == [True] * 4
    assert [tuple(o.raw for o in r.observations) for r in records] == [row[2:] for row in rows]


def test_larger_headings_between_the_rows_of_a_table_without_lines(tmp_path: Path) -> None:
    names, ends, comments = 40, (340, 410, 480, 550), 565
    groups = (
        ("Revenues", (
            (("Council tax collected", "9.1%", "74.8%", "75.0%", "Amber"), "Slightly\ndown."),
            (("Business rates collected", "8.7%", "73.9%", "73.5%", "Green"), "On profile."),
        )),
        ("Procurement", (
            (("Spend with local suppliers", "38%", "41%", "40%", "Green"), "New contract."),
            (("Contracts awarded by waiver", "4", "19", "10", "Red"), "Mostly\nplacements."),
            (("Orders raised in advance", "91.4%", "90.2%", "95.0%", "Red"), ""),
        )),
    )  # fmt: skip

    def draw(paper: Any) -> None:
        _title(paper, "Finance indicators, November 2024")
        paper.setFont(BOLD, 8)
        paper.drawString(names, 520, "Indicator")
        for x, head in zip(ends, ("Nov-24", "YTD", "Target", "RAG"), strict=True):
            paper.drawRightString(x, 520, head)
        paper.drawString(comments - 5, 520, "Comment")
        y = 502
        for group, rows in groups:
            paper.setFont(BOLD, 9)
            paper.drawString(names, y, group)
            y -= 16
            for (name, *values), comment in rows:
                paper.setFont(PLAIN, 8)
                paper.drawString(names, y, name)
                for x, value in zip(ends, values, strict=True):
                    paper.drawRightString(x, y, value)
                for line, part in enumerate(comment.split("\n")):
                    paper.drawString(comments, y - 9 * line, part)
                y -= 22 if "\n" in comment else 16

    scorecard = read_scorecard(draw_pdf(tmp_path / "finance.pdf", draw, size=(842, 600)))
    assert [r.section[-1] for r in scorecard.records] == [
        "Revenues", "Revenues", "Procurement", "Procurement", "Procurement"
    ]  # fmt: skip
    assert said(scorecard).splitlines() == [
        "Council tax collected; amber - -; a@2024-11=9.1 a@2024/25=74.8 t@2024/25=75.0",
        "Business rates collected; green - -; a@2024-11=8.7 a@2024/25=73.9 t@2024/25=73.5",
        "Spend with local suppliers; green - -; a@2024-11=38 a@2024/25=41 t@2024/25=40",
        "Contracts awarded by waiver; red - -; a@2024-11=4 a@2024/25=19 t@2024/25=10",
        "Orders raised in advance; red - -; a@2024-11=91.4 a@2024/25=90.2 t@2024/25=95.0",
    ]


def test_headings_at_the_foot_of_high_rows_and_a_column_close_behind_long_names(
    tmp_path: Path,
) -> None:
    high, size = 20.0, 7
    rows: Sequence[tuple[str, ...]] = (
        ("Regulatory",),
        ("Food hygiene checks completed", "against programme", "Quarterly", "24%", "47%", "50%"),
        ("Noise complaints answered in 3", "working days", "Quarterly", "91%", "94%", "90%"),
        ("Waste",),
        ("Residual household waste per household", "(kg)", "Quarterly", "121.4", "243.9", "240"),
        ("Missed collections", "", "Monthly", "74", "92", "60"),
    )  # fmt: skip
    second = 76 + stringWidth(rows[4][0], PLAIN, size) + 3.4

    def draw(paper: Any) -> None:
        _title(paper, "Directorate scorecard Quarter 2 2023/24")
        paper.setFont(BOLD, size)
        for x, head in ((76, "Performance indicator"), (second, "Frequency")):
            paper.drawString(x, 526, head)
        for x, head in ((300, "Q1 actual"), (360, "Q2 actual"), (420, "Q2 target")):
            paper.drawRightString(x, 526, head)
        top = 520.0
        paper.setLineWidth(0.3)
        for row in rows:
            paper.line(54, top, 470, top)
            if len(row) == 1:
                paper.setFont(BOLD, size)
                paper.drawString(55, top - high + 2, row[0])
            else:
                name, more, often, *figures = row
                paper.setFont(PLAIN, size)
                paper.drawString(76, top - 7, name)
                paper.drawString(76, top - 15, more)
                paper.drawString(second, top - 7, often)
                for x, figure in zip((300, 360, 420), figures, strict=True):
                    paper.drawRightString(x, top - 7, figure)
            top -= high
        paper.line(54, top, 470, top)

    scorecard = read_scorecard(draw_pdf(tmp_path / "sheet.pdf", draw, size=(595, 600)))
    assert [r.section[-1] for r in scorecard.records] == [
        "Regulatory", "Regulatory", "Waste", "Waste"
    ]  # fmt: skip
    assert [line.replace("; - - -; ", ": ") for line in said(scorecard).splitlines()] == [
        f"{title}: a@2023/24 Q1={q1} a@2023/24 Q2={q2} t@2023/24 Q2={target}"
        for title, q1, q2, target in (
            ("Food hygiene checks completed against programme", 24, 47, 50),
            ("Noise complaints answered in 3 working days", 91, 94, 90),
            ("Residual household waste per household (kg)", 121.4, 243.9, 240),
            ("Missed collections", 74, 92, 60),
        )
    ]
