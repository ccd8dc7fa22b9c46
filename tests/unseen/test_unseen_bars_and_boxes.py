# ruff: noqa: E501
"""Bars in the cells of tables, drawn as small boxes and as thick lines: they rate nothing, and the
figures beside them stay in their columns. What each paper says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.paper import said
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

BLUE, GREEN, AMBER, RED = "5b8db8", "00b050", "ffc000", "ff0000"


def test_bars_in_the_cells_of_a_ruled_table_rate_nothing(tmp_path: Path) -> None:
    """Worksheets print a column of small charts: one to three bars of one blue, row after row."""
    paper = Print(tmp_path / "p.pdf", size=7.0)
    paper.text(40, 20, "Adult social care scorecard 2025/26 Quarter 2", bold=True, size=12)
    for number, (name, colour) in enumerate(
        (("Red", RED), ("Amber", AMBER), ("Green", GREEN), ("Blue", BLUE))
    ):
        paper.fill(40 + 50.0 * number, 42, 46 + 50.0 * number, 48, colour)
        paper.text(50 + 50.0 * number, 41, name)
    edges = (40, 240, 300, 360, 420, 460, 520)
    rows = (
        ("Measure | Actual | National | Target | Compared | RAG", (), ""),
        (
            "People who have control over their daily life | 79.2% | 77.6% | 78% | | Green",
            (11.8, 11.8, 11.8),
            GREEN,
        ),
        ("People with a direct payment | 26.4% | 26.7% | 28% | | Amber", (11.2, 11.6, 11.8), AMBER),
        ("People in paid employment | 4.2% | 4.9% | 7% | | Red", (7, 8, 11.8), RED),
        ("Reviews done within the year | 63.5% | | 80% | | Red", (9, 0, 11.8), RED),
        ("Assessments in time | 77.9% | | 80% | | Amber", (11.4, 0, 11.8), AMBER),
        ("People who feel safe | 71.4% | 71.1% | 71% | | Green", (11.8, 11.8, 11.8), GREEN),
    )
    for number, (line, bars, colour) in enumerate(rows):
        top = 60.3 + 12.06 * number
        if colour:
            paper.fill(edges[-2], top, edges[-1], top + 12.06, colour)
        paper.rule(edges[0], top, edges[-1])
        for place, high in enumerate(bars):
            left = 420 + 13.2 * place
            if high:
                paper.fill(left, top + 12 - high, left + 9.25, top + 12, BLUE)
                paper.paper.setStrokeColor(f"#{BLUE}")
                paper.paper.setLineWidth(0.1)
                paper.paper.rect(left, paper.height - top - 12, 9.25, high)
        paper.row([x + 2 for x in edges[:-1]], top + 2, line, bold=not number)
    foot = 60.3 + 12.06 * len(rows)
    paper.rule(edges[0], foot, edges[-1])
    for x in edges:
        paper.upright(x, 60.3, foot)
    paper.paper.save()
    scorecard = read_scorecard(paper.path)
    assert said(scorecard).splitlines() == [
        "People who have control over their daily life; green - -; a@2025/26 Q2=79.2 c=77.6 t@2025/26=78",
        "People with a direct payment; amber - -; a@2025/26 Q2=26.4 c=26.7 t@2025/26=28",
        "People in paid employment; red - -; a@2025/26 Q2=4.2 c=4.9 t@2025/26=7",
        "Reviews done within the year; red - -; a@2025/26 Q2=63.5 c=blank t@2025/26=80",
        "Assessments in time; amber - -; a@2025/26 Q2=77.9 c=blank t@2025/26=80",
        "People who feel safe; green - -; a@2025/26 Q2=71.4 c=71.1 t@2025/26=71",
    ]
    rated = {value.rag for record in scorecard.records for value in record.observations}
    assert rated == {None}, rated
    assert scorecard.findings == ()


def test_a_column_of_falling_targets_beside_bars_is_no_scale(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(50, 20, "Performance report 2024/25 Quarter 2", bold=True, size=12)
    places = (50, 250, 320, 400)
    paper.row(places, 50, "Measure | Actual | Target | Progress", bold=True)
    rows = (
        "Calls answered | 91% | 90% |",
        "Bins emptied | 84% | 80% |",
        "Planning on time | 77% | 70% |",
        "Rent paid in time | 70% | 60% |",
    )
    for number, line in enumerate(rows):
        top = 66 + 16.0 * number
        paper.row(places, top, line)
        paper.paper.setLineWidth(3)
        y = paper.height - top - 4.5
        paper.paper.line(345, y, 445 - 10 * number, y)
    assert paper.read() == [
        "Calls answered; - - -; a@2024/25 Q2=91 t@2024/25=90",
        "Bins emptied; - - -; a@2024/25 Q2=84 t@2024/25=80",
        "Planning on time; - - -; a@2024/25 Q2=77 t@2024/25=70",
        "Rent paid in time; - - -; a@2024/25 Q2=70 t@2024/25=60",
    ]


def test_text_beside_a_table_that_goes_on_from_the_page_before(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 24, "Customer and Digital: Quarter 3 2024/25", bold=True, size=14)
    places = (36, -190, -240, -300)
    pages = (
        (
            "Indicator | Q2 | Q3 | Target",
            "Calls answered | 91% | 93% | 95%",
            "Web chats handled | 4,410 | 5,022 | 4,800",
            "Complaints upheld | 31 | 27 | 30",
        ),
        (
            "Emails answered | 81% | 83% | 85%",
            "Visits to the hub | 1,410 | 1,022 | 1,800",
            "Compliments | 21 | 17 | 20",
        ),
    )
    for page, rows in enumerate(pages):
        for number, line in enumerate(rows):
            paper.row(places, 60 + 14.0 * number, f"|{line}", bold=not (page or number))
        if not page:
            paper.page()
    paper.text(
        420,
        60,
        "Call answering has improved for the third quarter in a row, helped by the new~"
        "call-back option. Web chat volumes continue to grow and now make up a fifth of~"
        "all contact. Complaints upheld fell by four compared with the quarter before.",
    )
    assert paper.read() == [
        "Calls answered; - - -; a@2024/25 Q2=91 a@2024/25 Q3=93 t@2024/25=95",
        "Web chats handled; - - -; a@2024/25 Q2=4410 a@2024/25 Q3=5022 t@2024/25=4800",
        "Complaints upheld; - - -; a@2024/25 Q2=31 a@2024/25 Q3=27 t@2024/25=30",
        "Emails answered; - - -; a@2024/25 Q2=81 a@2024/25 Q3=83 t@2024/25=85",
        "Visits to the hub; - - -; a@2024/25 Q2=1410 a@2024/25 Q3=1022 t@2024/25=1800",
        "Compliments; - - -; a@2024/25 Q2=21 a@2024/25 Q3=17 t@2024/25=20",
    ]
