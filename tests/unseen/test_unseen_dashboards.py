# ruff: noqa: E501 - what a picture says is a line a record
"""Dashboards and plans on a page: panels of one measure, sections on their side, rounded ratings,
keys right above headers, headers that a short line underlines."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making
from tests.unseen.paper import said, write_pdf
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "panels of one measure, what is said of it beside its figures",
        """
        # Children and families: exception report, Quarter 2 2024/25
        | *CYP 04 – Plans issued within 20 weeks (bigger is better)* | < | < | < | < | < |
        | Q2 24/25 | Q1 24/25 | Target | RAG | DoT | What is the data telling us? Demand has grown by 8%. |
        | 41.3% | 52.0% | 60.0% | [ff0000] RED | Declining | What are we doing? A board meets every other week. |
        . The next measure:
        | *CYP 07 – Children looked after per 10,000 (smaller is better)* | < | < | < | < | < |
        | Q2 24/25 | Q1 24/25 | Target | RAG | DoT | What is the data telling us? Demand has grown by 3%. |
        | 71.2 | 69.8 | 68.0 | [ffc000] AMBER | Declining | What are we doing? A board meets every other week. |
        """,
        """
        CYP 04 Plans issued within 20 weeks (bigger is better); red declining higher; a@2024/25 Q2=41.3 a@2024/25 Q1=52.0 t@2024/25=60.0
        CYP 07 Children looked after per 10,000 (smaller is better); amber declining lower; a@2024/25 Q2=71.2 a@2024/25 Q1=69.8 t@2024/25=68.0
        """,
        ("ruled", "word"),
    ),
    Case(
        "panels in one frame, their polarity at the end of the bar, charts' labels between",
        """
        # Children and families: exception report, Quarter 2 2024/25
        # CYP 03 – Agency social workers
        | Q2 24/25 | Q1 24/25 | Target | RAG | What is the data telling us? Demand has grown by 8%. |
        | 22.4% | 21.9% | 20.0% | [ffc000] AMBER | What are we doing? A board meets every other week. |
        | Q3 Q4 Q1 Q2 | < | < | < | < |
        | *CYP 04 – Plans issued within 20 weeks* | < | < | < | Bigger is better |
        | Q2 24/25 | Q1 24/25 | Target | RAG | What is the data telling us? Demand has grown by 8%. |
        | 41.3% | 52.0% | 60.0% | [ff0000] RED | What are we doing? A board meets every other week. |
        | Q3 Q4 Q1 Q2 | < | < | < | < |
        | *CYP 07 – Children looked after per 10,000* | < | < | < | Smaller is better |
        | Q2 24/25 | Q1 24/25 | Target | RAG | What is the data telling us? Demand has grown by 3%. |
        | 71.2 | 69.8 | 68.0 | [ffc000] AMBER | What are we doing? A board meets every other week. |
        """,
        """
        CYP 03 Agency social workers; amber - -; a@2024/25 Q2=22.4 a@2024/25 Q1=21.9 t@2024/25=20.0
        CYP 04 Plans issued within 20 weeks; red - higher; a@2024/25 Q2=41.3 a@2024/25 Q1=52.0 t@2024/25=60.0
        CYP 07 Children looked after per 10,000; amber - lower; a@2024/25 Q2=71.2 a@2024/25 Q1=69.8 t@2024/25=68.0
        """,
        ("word",),
    ),
    Case(
        "results of calendar years in brackets, ratings under a question",
        """
        # Combined authority: performance Quarter 1 2023/24
        | Measure | Baseline (2019) | Latest (period) | 2025 target | On trajectory? |
        | Homes near a bus stop | 68% | 70% (2022) | 75% | [7fc97f] Yes |
        | Bus journeys (million) | 61.4 | 52.9 (2022/23) | 65.0 | [f0736a] No |
        | Charge points per 100,000 people | 21.5 | 48.8 (April 2023) | 80.0 | [fdc086] Partly |
        """,
        """
        Homes near a bus stop; green - -; p=68 a=70 t=75
        Bus journeys (million); red - -; p=61400000 a@2022/23=52900000 t=65000000
        Charge points per 100,000 people; amber - -; p=21.5 a@2023-04=48.8 t=80.0
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a target beside quarters, in the row of results",
        """
        # Key performance indicators 2022/23
        | *KPI 1: Minor planning applications in 8 weeks* | < | < | < |
        | | *Target* | *Quarter 1* | *Quarter 2* |
        | Result | 85% | 82.1% | 88.4% |
        | RAG | | [ffc000] A | [00b050] G |
        | Comment | The service has two more officers. | < | < |
        . The next indicator:
        | *KPI 2: Staff turnover* | < | < | < |
        | | *Target* | *Quarter 1* | *Quarter 2* |
        | Result | 12% | 11.1% | 14.8% |
        | RAG | | [00b050] G | [ff0000] R |
        | Comment | The service has lost two officers. | < | < |
        """,
        """
        KPI 1 Minor planning applications in 8 weeks; green - -; t@2022/23=85 a@2022/23 Q1=82.1!amber a@2022/23 Q2=88.4!green
        KPI 2 Staff turnover; red - -; t@2022/23=12 a@2022/23 Q1=11.1!green a@2022/23 Q2=14.8!red
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a small table of its own in each measure's row",
        """
        # Performance framework: Quarter 2 2020/21
        | *Measure* | *Results* | < | < | *RAG* |
        | Calls answered in 30 seconds | | < | < | [00b050] Green |
        | ^ | Q1 | Q2 | Target | ^ |
        | ^ | 71% | 84% | 80% | ^ |
        | Complaints answered in 15 days | | < | < | [ff0000] Red |
        | ^ | Q1 | Q2 | Target | ^ |
        | ^ | 88% | 86% | 95% | ^ |
        """,
        """
        Calls answered in 30 seconds; green - -; a@2020/21 Q1=71 a@2020/21 Q2=84 t@2020/21=80
        Complaints answered in 15 days; red - -; a@2020/21 Q1=88 a@2020/21 Q2=86 t@2020/21=95
        """,
        ("ruled", "word"),
    ),
    Case(
        "plus and minus as polarities",
        """
        # Strategic performance report Q3 2023/24
        | Indicator | Polarity | Q3 2023/24 | Target | RAG |
        | Business start-ups supported | + | 93 | 90 | [00b050] G |
        | Missed collections per 100,000 | - | 71 | 60 | [ff0000] R |
        | Planning appeals allowed | - | 26% | 25% | [ffc000] A |
        """,
        """
        Business start-ups supported; green - higher; a@2023/24 Q3=93 t@2023/24=90
        Missed collections per 100,000; red - lower; a@2023/24 Q3=71 t@2023/24=60
        Planning appeals allowed; amber - lower; a@2023/24 Q3=26 t@2023/24=25
        """,
        ("ruled", "word"),
    ),
)


@each_making(CASES)
def test_reads_what_it_says(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


def test_a_key_of_squares_right_above_the_header(tmp_path: Path) -> None:
    """Its squares part its words as columns are parted, no further from the header than a header's
    lines may be."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(33, 47, "People scorecard 2022/23", bold=True, size=13)
    for x, colour, means in (
        (33, "2e8540", "at or better than target"),
        (140, "fdb81e", "within 10% of target"),
        (236, "e31c3d", "more than 10% off target"),
    ):
        paper.fill(x, 74, x + 6, 83, colour)
        paper.text(x + 9, 76, means)
    places = (53, -272, -297, -322, -347, -372, -397, -463, -551)
    paper.row((298, 361, -463, -551), 99, "2021/22 | 2022/23 | Year-end | Statistical", bold=True)
    paper.row((53, -272), 108, "Measure | Unit", bold=True)
    paper.row(places[2:], 117, "Q2 | Q3 | Q4 | Q1 | Q2 | target | neighbours", bold=True)
    paper.rule(281, 113, 397, "333333")
    rows = (
        ("2e8540", "Plans for a second time | % | 19.4 | 20.1 | 21.7 | 18.8 | 17.9 | 18.0 | 22.1"),
        ("e31c3d", "Three or more placements | % | 9.1 | 9.4 | 10.2 | 10.8 | 11.3 | 10.0 | 9.7"),
        ("fdb81e", "Assessments in 45 days | % | 85.3 | 88.0 | 87.1 | 82.6 | 81.4 | 88.0 | 84.0"),
        ("2e8540", "Average caseload | No. | 18.1 | 18.6 | 19.3 | 18.8 | 17.9 | 18.0 | 17.2"),
    )
    paper.rule(33, 130, 556, "333333")
    for number, (colour, line) in enumerate(rows):
        top = 132 + 18 * number
        paper.fill(33, top, 42, top + 17, colour)
        paper.row(places, top + 4, line)
        paper.rule(33, top + 17.5, 556, "dddddd")
    assert paper.read() == [
        "Plans for a second time; green - -; p@2021/22 Q2=19.4 p@2021/22 Q3=20.1 p@2021/22 Q4=21.7 a@2022/23 Q1=18.8 a@2022/23 Q2=17.9 t@2022/23=18.0 c=22.1",
        "Three or more placements; red - -; p@2021/22 Q2=9.1 p@2021/22 Q3=9.4 p@2021/22 Q4=10.2 a@2022/23 Q1=10.8 a@2022/23 Q2=11.3 t@2022/23=10.0 c=9.7",
        "Assessments in 45 days; amber - -; p@2021/22 Q2=85.3 p@2021/22 Q3=88.0 p@2021/22 Q4=87.1 a@2022/23 Q1=82.6 a@2022/23 Q2=81.4 t@2022/23=88.0 c=84.0",
        "Average caseload; green - -; p@2021/22 Q2=18.1 p@2021/22 Q3=18.6 p@2021/22 Q4=19.3 a@2022/23 Q1=18.8 a@2022/23 Q2=17.9 t@2022/23=18.0 c=17.2",
    ]


def test_sections_on_their_side_left_of_the_lines(tmp_path: Path) -> None:
    """A plan on a page: painted blocks outside header and lines, ratings as rounded bars, remarks
    of two lines whose first stands above the row's figures."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 25, "Our plan on a page: Quarter 4 2022/23", bold=True, size=16)
    places = (85, 340, 400, 470, 530, 590, 650)
    paper.fill(80, 60, 800, 84, "d9d9e6")
    paper.row(
        places, 66, "What we measure | 2021/22 | Q4 2022/23 | Target | RAG | DoT | What we did"
    )
    sections = (
        ("CLEANER", "5b8c5a", ("Litter-free streets | 94% | 96% | 95% | 4caf50 | up",
                               "Waste recycled | 43.1% | 42.7% | 45.0% | ff9800 | down",
                               "Fly-tips per 1,000 people | 14.2 | 16.9 | 14.0 | f44336 | down")),
        ("SAFER", "a34a28", ("Repeat referrals | 31% | 29% | 30% | 4caf50 | up",
                             "Residents who feel safe | 61% | 61% | 65% | ff9800 | down")),
    )  # fmt: skip
    top = 84.0
    for name, colour, rows in sections:
        bottom = top + 30 * len(rows)
        paper.fill(40, top, 78, bottom, colour)
        paper.paper.saveState()
        paper.paper.translate(62, paper.height - (top + bottom) / 2)
        paper.paper.rotate(90)
        paper.paper.setFillColor("#ffffff")
        paper.paper.setFont("Helvetica-Bold", 10)
        paper.paper.drawCentredString(0, 0, name)
        paper.paper.restoreState()
        for row in rows:
            *texts, rating, move = (part.strip() for part in row.split("|"))
            for x, text in zip(places, texts, strict=False):
                paper.text(x, top + 10, text)
            paper.text(650, top + 3, "Worked with partners on~a programme of local events.")
            paper.paper.setFillColor(f"#{rating}")
            paper.paper.roundRect(540, paper.height - top - 22, 32, 14, 7, stroke=0, fill=1)
            head, foot = (top + 9, top + 21) if move == "up" else (top + 21, top + 9)
            paper.shape(((612, foot), (624, foot), (618, head)), "444444")
            top += 30
            paper.rule(80, top, 800, "cccccc")
    assert paper.read() == [
        "Litter-free streets; green up -; p@2021/22=94 a@2022/23 Q4=96 t@2022/23=95",
        "Waste recycled; amber down -; p@2021/22=43.1 a@2022/23 Q4=42.7 t@2022/23=45.0",
        "Fly-tips per 1,000 people; red down -; p@2021/22=14.2 a@2022/23 Q4=16.9 t@2022/23=14.0",
        "Repeat referrals; green up -; p@2021/22=31 a@2022/23 Q4=29 t@2022/23=30",
        "Residents who feel safe; amber down -; p@2021/22=61 a@2022/23 Q4=61 t@2022/23=65",
    ]


def test_a_header_that_a_short_line_underlines(tmp_path: Path) -> None:
    """As LaTeX sets it: "Quarter 2" stands in the middle of its two years, which are in the middle
    of the table."""
    paper = Print(tmp_path / "p.pdf", size=10)
    paper.text(72, 50, "Performance board: Quarter 2, 2023/24", size=14)
    places = (78, -259, -306, -345, -390, 409, 443)
    paper.text(245, 110, "Quarter 2")
    paper.rule(223, 122, 307, "000000")
    paper.row((78, -259, -306, -345, -390, 402, 433), 126,
              "Indicator | 2022/23 | 2023/24 | Target | England | RAG | Trend")  # fmt: skip
    for top in (107, 139):
        paper.rule(72, top, 464, "000000")
    rows = (
        "Looked-after children | 64 | 66 | 65 | 61 | G | Up",
        "Reablement success | 81.4% | 83.0% | 80.0% | 82.8% | G | Up",
        "Delayed discharges | 311 | 288 | 250 | - | R | Down",
        "Fly-tips cleared on time | 92.1% | 90.7% | 95.0% | - | A | Down",
        "Household recycling | 47.5% | 48.2% | 50.0% | 43.3% | A | Up",
        "Road casualties | 39 | 31 | 35 | - | G | Up",
    )
    for number, line in enumerate(rows):
        paper.row(places, 143 + 12 * number, line)
    paper.rule(72, 145 + 12 * len(rows), 464, "000000")
    assert paper.read()[:2] == [
        "Looked-after children; green up -; p@2022/23 Q2=64 a@2023/24 Q2=66 t@2023/24=65 c=61",
        "Reablement success; green up -; p@2022/23 Q2=81.4 a@2023/24 Q2=83.0 t@2023/24=80.0 c=82.8",
    ]


def test_a_row_whose_name_ends_with_low_on_the_next_page(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Basket of indicators 2023/24", bold=True, size=12)
    columns = (40, 200, 260, 320, 380, 420, 620)
    places = (44, 204, 264, 324, 384, 424)
    header = "Indicator | 2022/23 | 2023/24 | Target | RAG | Comment"
    paper.row(places, 500, header, bold=True)
    paper.row(places, 520, "Calls abandoned | 81.1% | 76.3% | 70% | R | On course.")
    paper.row(places, 540, "Days lost to~sickness | 434 | 522 | 856 | G | Seasonal~variation;")
    paper.grid(columns, (496, 516, 536, 566), "000000")
    paper.page()
    paper.row(places, 34, "Low | | | | | the target is~under review.")
    paper.row(places, 60, "Fly-tips reported | 549 | 602 | 600 | A | On course.")
    paper.grid(columns, (30, 56, 76), "000000")
    assert paper.read() == [
        "Calls abandoned; red - -; p@2022/23=81.1 a@2023/24=76.3 t@2023/24=70",
        "Days lost to sickness Low; green - -; p@2022/23=434 a@2023/24=522 t@2023/24=856",
        "Fly-tips reported; amber - -; p@2022/23=549 a@2023/24=602 t@2023/24=600",
    ]


def test_a_figure_behind_a_word_for_none(tmp_path: Path) -> None:
    """Two months set so close that they are one text: the figure is told."""
    paper = """
    # Scorecard 2018/19 Quarter 1
    | Indicator | Apr | May | Target |
    | Discharges supported | 58.4% | No data 54.6% | 62.5% |
    | Appeals decided | 66.0% | 61.9% | 52.3% |
    """
    read = read_scorecard(write_pdf(paper, tmp_path / "p.pdf"))
    assert [f.message for f in read.findings if f.code == "value-doubtful"] == [
        "'No data 54.6%' holds a figure behind a word for none"
    ]
    assert [o.confidence < 0.9 for o in read.records[0].observations] == [False, True, False]


def test_bullets_whose_names_begin_with_a_number(tmp_path: Path) -> None:
    paper = """
    # Report to the police panel Q3 2023/24
    # Priority 1: Visible and responsive
    999 calls answered within 10 seconds: 92.3% (target 90%)
    101 calls abandoned: 7.8% (target 5%)
    Emergency incidents attended in 15 minutes: 78.1% (target 80%)
    """
    assert said(read_scorecard(write_pdf(paper, tmp_path / "p.pdf"))).splitlines() == [
        "999 calls answered within 10 seconds; - - -; a@2023/24 Q3=92.3 t@2023/24=90",
        "101 calls abandoned; - - -; a@2023/24 Q3=7.8 t@2023/24=5",
        "Emergency incidents attended in 15 minutes; - - -; a@2023/24 Q3=78.1 t@2023/24=80",
    ]


def test_boxes_whose_dark_bar_names_the_rows(tmp_path: Path) -> None:
    """No line parts the bar from the header below it; four such boxes are a balanced scorecard."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 50, "Balanced scorecard: Quarter 1 2016/17", bold=True, size=14)
    boxes = (
        (80, "Residents", ("Satisfaction | 70% | 68%", "Calls resolved | 80% | 83%")),
        (170, "People", ("Appraisals completed | 90% | 61%", "Turnover | 11% | 10.4%")),
    )
    for top, name, rows in boxes:
        paper.fill(40, top, 414, top + 14, "7030a0")
        paper.text(44, top + 3, name, bold=True)
        paper.row((44, 254, 316), top + 16, "Measure | Target | Actual", bold=True)
        for number, row in enumerate(rows):
            paper.row((44, 254, 316), top + 33 + 16 * number, row)
        for y in (top, top + 29, top + 45, top + 61):
            paper.rule(40, y, 414)
        for x in (40, 414):
            paper.upright(x, top, top + 61)
    path = tmp_path / "p.pdf"
    paper.paper.save()
    assert [(r.section, r.title) for r in read_scorecard(path).records] == [
        (("Residents",), "Satisfaction"),
        (("Residents",), "Calls resolved"),
        (("People",), "Appraisals completed"),
        (("People",), "Turnover"),
    ]


def test_tiles_with_gauges(tmp_path: Path) -> None:
    """A ring around each figure is drawn in the rating's colour as far as the figure reaches."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 25, "Performance dashboard, January 2025", bold=True, size=16)
    tiles = (
        ("Fly-tips cleared in 2 days", 91.4, "95%", "88.9%", "ffc000"),
        ("Recycling contamination", 8.6, "10%", "9.4%", "00b050"),
        ("Street lights fixed on time", 72.5, "90%", "80.3%", "ff0000"),
        ("Noise complaints answered", 88.0, "85%", "86.0%", "00b050"),
    )
    for number, (name, share, target, before, colour) in enumerate(tiles):
        x, top = 40.0 + 380 * (number % 2), 70.0 + 190 * (number // 2)
        paper.fill(x, top, x + 360, top + 170, "f6fbfb")
        paper.text(x + 12, top + 10, name, bold=True)
        sheet, middle, y = paper.paper, x + 70, paper.height - top - 95
        sheet.setLineWidth(12)
        sheet.setStrokeColor("#dfe8e8")
        sheet.circle(middle, y, 44, stroke=1, fill=0)
        sheet.setStrokeColor(f"#{colour}")
        ring = sheet.beginPath()
        ring.arc(middle - 44, y - 44, middle + 44, y + 44, 90, -3.6 * share)
        sheet.drawPath(ring, stroke=1, fill=0)
        paper.text(middle - 18, top + 87, f"{share}%", bold=True, size=15)
        paper.text(x + 160, top + 80, f"Target {target}")
        paper.text(x + 160, top + 105, f"Last month {before}")
    assert paper.read() == [
        "Fly-tips cleared in 2 days; amber - -; a@2025-01=91.4 t@2024/25=95 p@2024-12=88.9",
        "Recycling contamination; green - -; a@2025-01=8.6 t@2024/25=10 p@2024-12=9.4",
        "Street lights fixed on time; red - -; a@2025-01=72.5 t@2024/25=90 p@2024-12=80.3",
        "Noise complaints answered; green - -; a@2025-01=88.0 t@2024/25=85 p@2024-12=86.0",
    ]


def test_names_above_rows_that_only_their_edges_begin(tmp_path: Path) -> None:
    """Each row has a coloured edge and a line below it, none of which parts columns; one column
    holds drawn lines alone, and its name is wider than the space before the figures."""
    paper = Print(tmp_path / "p.pdf", size=7)
    paper.text(14, 18, "Quarterly assurance report, Q4 2021/22", bold=True, size=11)
    paper.rule(14, 54.4, 386)
    names = "KPI | Trend (last 8 quarters) | Q3 | Q4 | Q4 target | vs. target | National"
    paper.row((79, 157, 236, 261, 283, 320, 356), 43.5, names, bold=True)
    rows = (
        ("ffc000", "Homecare visits on time | 91.8% | 93.1% | 95.0% | -1.9pp |"),
        ("ff0000", "People waiting | 311 | 284 | 250 | +34 |"),
        ("00b050", "Enquiries in 28 days | 77% | 82% | 80% | +2pp | 79%"),
        ("ffc000", "Direct payment uptake | 26.1% | 25.8% | 28.0% | -2.2pp | 26.7%"),
    )
    for number, (colour, row) in enumerate(rows):
        top = 55.8 + 23.1 * number
        paper.fill(14.4, top, 17.8, top + 21.9, colour)
        paper.row((22, 231, 258, 284, 321, 357), top + 7, row)
        paper.rule(14, top + 21.7, 386)
        line = paper.paper.beginPath()
        line.moveTo(158, paper.height - top - 12)
        for step, rise in enumerate((9, 14, 16, 18, 17, 20, 14), start=1):
            line.lineTo(158 + 8 * step, paper.height - top - rise)
        paper.paper.setStrokeColor("#555555")
        paper.paper.drawPath(line, stroke=1, fill=0)
    assert paper.read() == [
        "Homecare visits on time; amber - -; p@2021/22 Q3=91.8 a@2021/22 Q4=93.1 t@2021/22 Q4=95.0 v@2021/22 Q4=-1.9 c=blank",
        "People waiting; red - -; p@2021/22 Q3=311 a@2021/22 Q4=284 t@2021/22 Q4=250 v@2021/22 Q4=34 c=blank",
        "Enquiries in 28 days; green - -; p@2021/22 Q3=77 a@2021/22 Q4=82 t@2021/22 Q4=80 v@2021/22 Q4=2 c=79",
        "Direct payment uptake; amber - -; p@2021/22 Q3=26.1 a@2021/22 Q4=25.8 t@2021/22 Q4=28.0 v@2021/22 Q4=-2.2 c=26.7",
    ]


def test_a_target_of_a_tile_that_was_not_put_together_is_told(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 25, "Performance dashboard, January 2025", bold=True, size=16)
    for number, (name, figure, target) in enumerate(
        (("Fly-tips cleared", "91.4%", "95%"), ("Contamination", "8.6%", "10%"))
    ):
        top = 70 + 160 * number
        paper.text(40, top, name, bold=True)
        paper.text(90, top + 60, figure, bold=True, size=18)
        paper.text(180, top + 45, f"Target {target}")
        paper.text(180, top + 85, "Last month 88.9%")
    paper.paper.save()
    found = read_scorecard(tmp_path / "p.pdf")
    assert not found.records
    told = [f.message for f in found.findings if f.code == "figures-outside-tables"]
    assert len(told) == 1
    assert told[0].endswith("'Target 95%', 'Target 10%'")
