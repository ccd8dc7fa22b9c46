# ruff: noqa: E501
"""Tables that hardly a line rules, as browsers and word processors print them. What each says is
typed from its picture."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.unseen.prints import Print

GREEN, AMBER, RED = "2e8b57", "f2a900", "c8102e"


def test_a_budget_whose_names_wrap_beside_figures_and_whose_total_is_bold(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(36, 30, "Revenue Budget Monitoring 2025/26 - Period 6", bold=True, size=14)
    heads = (36, 113, 194, 262, 340, 398, 448, 535)
    places = (36, -191, -259, -338, -395, -445, -532, 535)
    paper.row(
        heads,
        62,
        "|  | Approved budget~£000 | Spend to date~£000 | Forecast outturn~£000 | Variance~£000 | Variance~% | Movement from P5~£000 | ",
        bold=True,
    )
    paper.row(heads, 66, "| Portfolio | | | | | | | RAG ", bold=True)
    rows = (
        ("Adult Social Care", "98,412 | 51,206 | 101,930 | 3,518 | 3.6% | 412 | R", "ff0000"),
        ("Children and~Families", "71,050 | 36,980 | 72,114 | 1,064 | 1.5% | (205) | A", "ffc000"),
        ("Place", "44,300 | 20,114 | 43,871 | (429) | (1.0%) | (96) | G", "00b050"),
        ("Corporate~Services", "22,905 | 11,402 | 22,905 | 0 | 0.0% | 0 | G", "00b050"),
    )  # fmt: skip
    top = 83.0
    for name, figures, colour in rows:
        high = 23.0 if "~" in name else 13.5
        paper.fill(533, top, 556, top + high, colour)
        paper.text(36, top + 1, name)
        paper.row(places, top + (high - 11.5) / 2, f"| | {figures}")
        top += high
    paper.row(
        places, top + 1, "| Total | 236,667 | 119,702 | 240,820 | 4,153 | 1.8% | 111 | ", bold=True
    )
    paper.text(34, top + 14, "Table 2: Delivery of savings")
    top += 30
    paper.row(
        (36, 69, 188, 270, 530), top, "| | | Target 2025/26~£000 | Delivered~£000 | ", bold=True
    )
    paper.row((36, 69, 530), top + 4, "| Ref | Saving | RAG", bold=True)
    for number, line in enumerate(
        (
            "S25/01 | High cost placements | 1,200 | 450 | Red",
            "S25/07 | Digital post and print | 85 | 85 | Green",
        )
    ):
        paper.fill(
            528,
            top + 20 + 13.5 * number,
            556,
            top + 33.5 + 13.5 * number,
            ("ff0000", "00b050")[number],
        )
        paper.row((36, 69, -267, -332, 530), top + 21 + 13.5 * number, line)
    assert paper.read() == [
        "Adult Social Care; red - -; b@2025/26=98412000 a@2025-09=51206000 f@2025/26=101930000 v@2025/26=3518000 v@2025/26=3.6 v@2025/26=412000",
        "Children and Families; amber - -; b@2025/26=71050000 a@2025-09=36980000 f@2025/26=72114000 v@2025/26=1064000 v@2025/26=1.5 v@2025/26=-205000",
        "Place; green - -; b@2025/26=44300000 a@2025-09=20114000 f@2025/26=43871000 v@2025/26=-429000 v@2025/26=-1.0 v@2025/26=-96000",
        "Corporate Services; green - -; b@2025/26=22905000 a@2025-09=11402000 f@2025/26=22905000 v@2025/26=0 v@2025/26=0.0 v@2025/26=0",
        "Total; - - -; b@2025/26=236667000 a@2025-09=119702000 f@2025/26=240820000 v@2025/26=4153000 v@2025/26=1.8 v@2025/26=111000",
        "S25/01 High cost placements; red - -; t@2025/26=1200000 a@2025-09=450000",
        "S25/07 Digital post and print; green - -; t@2025/26=85000 a@2025-09=85000",
    ]  # fmt: skip


def test_headers_at_the_left_of_years_that_come_back(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(36, 30, "Local Government Benchmarking Framework 2023-24", bold=True, size=14)
    paper.row(
        (350, 482, 530, 641),
        60,
        "Glenarder Council | Scotland | Family Group average | Rank",
        bold=True,
    )
    paper.row((36, 89, 740), 66, "Code | Indicator | Change in rank", bold=True)
    paper.row(
        (-391, -435, -480, -527, -638, -682, -727),
        73,
        "2021-22 | 2022-23 | 2023-24 | 2023-24 | 2023-24 | 2022-23 | 2023-24",
    )
    places = (36, 89, -391, -435, -480, -527, -638, -682, -727, 740)
    rows = (
        "CHN01 | Cost per primary school pupil | £6,120 | £6,344 | £6,588 | £6,940 | £6,702 | 9 | 8 | +1",
        "CHN11 | % of pupils entering positive destinations | 95.8 | 96.1 | 95.4 | 95.7 | 95.2 | 14 | 20 | -6",
        "ECON05 | No. of business gateway start-ups per 10,000 population | 17.4 | 15.9 | 16.2 | 14.9 | 15.5 | 15 | 15 | 0",
        "ECON12a | Claimant count as a % of working age population | 3.6 | 3.2 | 3.0 | 3.2 | 2.9 | 12 | 13 | -1",
    )  # fmt: skip
    paper.rows(places, 86, 13.0, *rows)
    assert paper.read() == [
        "CHN01 Cost per primary school pupil; - - -; a@2021/22=6120 a@2022/23=6344 a@2023/24=6588 c@2023/24=6940 c@2023/24=6702 q@2022/23=9 q@2023/24=8 v@2023/24=1",
        "CHN11 % of pupils entering positive destinations; - - -; a@2021/22=95.8 a@2022/23=96.1 a@2023/24=95.4 c@2023/24=95.7 c@2023/24=95.2 q@2022/23=14 q@2023/24=20 v@2023/24=-6",
        "ECON05 No. of business gateway start-ups per 10,000 population; - - -; a@2021/22=17.4 a@2022/23=15.9 a@2023/24=16.2 c@2023/24=14.9 c@2023/24=15.5 q@2022/23=15 q@2023/24=15 v@2023/24=0",
        "ECON12a Claimant count as a % of working age population; - - -; a@2021/22=3.6 a@2022/23=3.2 a@2023/24=3.0 c@2023/24=3.2 c@2023/24=2.9 q@2022/23=12 q@2023/24=13 v@2023/24=-1",
    ]  # fmt: skip


def test_dots_before_words_under_one_header_rate_the_row(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(37, 30, "Performance against the Police and Crime Plan", bold=True, size=14)
    places = (37, 292, 398, 504, 585)
    paper.row(
        (*places, 694),
        60,
        "Measure | 2023/24 | 2024/25 | % change | MSG position | Assessment",
        bold=True,
    )
    rows = (
        ("Residential burglary offences | 4,212 | 3,987 | -5.3% | 3rd", GREEN, "Improving"),
        ("Theft from the person offences | 1,118 | 1,302 | +16.5% | 6th", RED, "Deteriorating"),
        ("Vehicle offences | 5,640 | 5,655 | +0.3% | 4th", AMBER, "Stable"),
    )
    for number, (line, colour, word) in enumerate(rows):
        top = 78 + 16.0 * number
        paper.rule(35, top - 3, 790)
        paper.row(places, top, line)
        paper.dot(698.5, top + 5, colour)
        paper.text(705, top, word)
    paper.rule(35, 78 + 16.0 * 3 - 3, 790)
    assert paper.read() == [
        "Residential burglary offences; green improving -; a@2023/24=4212 a@2024/25=3987 v@2024/25=-5.3 q@2024/25=3",
        "Theft from the person offences; red declining -; a@2023/24=1118 a@2024/25=1302 v@2024/25=16.5 q@2024/25=6",
        "Vehicle offences; amber steady -; a@2023/24=5640 a@2024/25=5655 v@2024/25=0.3 q@2024/25=4",
    ]  # fmt: skip


def test_the_one_row_left_for_the_last_page_is_under_its_painted_header(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", height=300.0)
    edges = (34, 56, 153, 187, 220, 253, 286, 343, 376, 540)
    starts = [edge + 3 for edge in edges[:-1]]

    def header(top: float) -> None:
        spans = [(low, high, top, top + 34) for low, high in pairwise(edges)]
        spans[2:6] = [(low, high, top + 15, top + 34) for low, high in pairwise(edges[2:7])]
        spans += [(153, 220, top, top + 15), (220, 286, top, top + 15)]
        for low, high, above, below in spans:
            paper.fill(low, above, high, below, "9b1c1f")
        paper.row(
            (37, 59, 156, 223, 289, 346, 379),
            top + 3,
            "Ref | Service indicator | Quarter 2 | Year to date | 5 year~average~(YTD) | Status | Commentary",
            bold=True,
        )
        paper.row((156, 190, 223, 256), top + 21, "Actual | Target | Actual | Target", bold=True)

    def row(top: float, line: str, colour: str) -> None:
        cells = line.split("|")
        paper.row([start for number, start in enumerate(starts) if number != 7], top + 8, line)
        paper.dot(350, top + 13, colour)
        paper.rule(34, top + 8 + 11 * max(cell.count("~") + 1 for cell in cells) + 6, 540)

    paper.text(
        34, 20, "Service Performance Report, 1 July to 30 September 2025", bold=True, size=12
    )
    header(45)
    row(
        79,
        "SI~01 | Accidental dwelling~fires | 98 | 105 | 201 | 212 | 219.4 | Within tolerance.",
        GREEN,
    )
    row(
        115,
        "SI~02 | Deliberate~secondary fires | 412 | 360 | 905 | 800 | 861.2 | Grass fires in a dry~July and August.",
        RED,
    )
    row(
        151,
        "SI~03 | Home fire safety visits | 3,120 | 3,000 | 6,044 | 6,000 | 5,512.0 | On course.",
        GREEN,
    )
    row(
        187,
        "SI~04 | False alarms from~automatic systems | 644 | 610 | 1,250 | 1,190 | 1,204.2 | Hospitals account~for a fifth.",
        AMBER,
    )
    paper.page()
    header(28)
    row(
        62,
        "SI~05 | Days lost to sickness~per operational~employee | 2.31 | 2.00 | 4.55 | 4.00 | 4.02 | Musculo-skeletal.",
        RED,
    )
    assert paper.read() == [
        "SI 01 Accidental dwelling fires; green - -; a@2025/26 Q2=98 t@2025/26 Q2=105 a@2025/26=201 t@2025/26=212 c@2025/26=219.4",
        "SI 02 Deliberate secondary fires; red - -; a@2025/26 Q2=412 t@2025/26 Q2=360 a@2025/26=905 t@2025/26=800 c@2025/26=861.2",
        "SI 03 Home fire safety visits; green - -; a@2025/26 Q2=3120 t@2025/26 Q2=3000 a@2025/26=6044 t@2025/26=6000 c@2025/26=5512",
        "SI 04 False alarms from automatic systems; amber - -; a@2025/26 Q2=644 t@2025/26 Q2=610 a@2025/26=1250 t@2025/26=1190 c@2025/26=1204.2",
        "SI 05 Days lost to sickness per operational employee; red - -; a@2025/26 Q2=2.31 t@2025/26 Q2=2.00 a@2025/26=4.55 t@2025/26=4.00 c@2025/26=4.02",
    ]  # fmt: skip


def test_cards_whose_border_is_cut_at_its_corners(tmp_path: Path) -> None:
    # a browser draws sides of another width and colour as trapeziums
    paper = Print(tmp_path / "p.pdf")
    paper.text(34, 30, "Our performance at a glance - Quarter 2, 2025/26", bold=True, size=16)
    cards = (
        ("Planning applications decided in time", "91%", "88%", "87%", GREEN),
        ("Missed bins per 100,000", "62", "50", "55", RED),
        ("Homelessness prevented", "54%", "55%", "54%", AMBER),
    )
    for number, (name, result, target, before, colour) in enumerate(cards):
        x0, x1 = 34.0 + 261 * number, 286.0 + 261 * number
        paper.fill(x0, 78.75, x1, 83.25, colour)
        paper.shape(((x0, 78.75), (x0, 150), (x0 + 0.75, 149.25), (x0 + 0.75, 83.25)), "bbbbbb")
        paper.shape(((x1 - 0.75, 83.25), (x1 - 0.75, 149.25), (x1, 150), (x1, 78.75)), "bbbbbb")
        paper.fill(x0, 149.25, x1, 150, "bbbbbb")
        paper.text(x0 + 6, 88, name, bold=True)
        paper.text(x0 + 6, 100, result, size=20)
        paper.text(x0 + 6, 125, f"Target: {target}~Last quarter: {before}")
    assert paper.read() == [
        "Planning applications decided in time; green - -; a@2025/26 Q2=91 t@2025/26=88 p@2025/26 Q1=87",
        "Missed bins per 100,000; red - -; a@2025/26 Q2=62 t@2025/26=50 p@2025/26 Q1=55",
        "Homelessness prevented; amber - -; a@2025/26 Q2=54 t@2025/26=55 p@2025/26 Q1=54",
    ]  # fmt: skip


def test_headers_in_the_middle_of_names_that_come_back(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(34, 30, "Corporate health indicators 2025/26", bold=True, size=14)
    places = (37, 62, 230, 300, 370, 420, 470, 520, 570, 620, 670, 720)
    paper.row((417, 567, 712), 62, "Quarter 1 | Quarter 2 | Owner", bold=True)
    paper.row(places[:4], 66, "Ref | Indicator | 2024/25 outturn | Annual target", bold=True)
    paper.row(places[4:10], 76, "Target | Actual | RAG | Target | Actual | RAG", bold=True)
    rows = (
        "CH1 | Working days lost to sickness per FTE | 10.4 | 9.5 | 2.2 | 2.1 | G | 4.5 | 4.9 | A | | HR",
        "CH2 | Council tax collected | 96.4% | 97.0% | 28.5% | 28.1% | A | 55.4% | 53.2% | R | | Revenues",
        "CH3 | Invoices paid within 30 days | 94.8% | 96% | 95% | 97.3% | G | 96% | 96.8% | G | | Finance",
    )  # fmt: skip
    for number, line in enumerate(rows):
        top = 92 + 15.0 * number
        paper.rule(35, top - 3, 760)
        paper.row(places, top, line)
    assert paper.read() == [
        "CH1 Working days lost to sickness per FTE; amber - -; p@2024/25=10.4 t@2025/26=9.5 t@2025/26 Q1=2.2 a@2025/26 Q1=2.1!green t@2025/26 Q2=4.5 a@2025/26 Q2=4.9!amber",
        "CH2 Council tax collected; red - -; p@2024/25=96.4 t@2025/26=97.0 t@2025/26 Q1=28.5 a@2025/26 Q1=28.1!amber t@2025/26 Q2=55.4 a@2025/26 Q2=53.2!red",
        "CH3 Invoices paid within 30 days; green - -; p@2024/25=94.8 t@2025/26=96 t@2025/26 Q1=95 a@2025/26 Q1=97.3!green t@2025/26 Q2=96 a@2025/26 Q2=96.8!green",
    ]  # fmt: skip


def test_cards_of_labels_and_figures_without_colons(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(34, 30, "Leisure and Culture scorecard 2025/26 Q2", bold=True, size=16)
    cards = (
        ("Library visits", "84,120", "80,000", "79,310", "Green"),
        ("Museum visits", "21,004", "25,000", "26,118", "Red"),
        ("Leisure memberships", "6,402", "6,500", "6,120", "Amber"),
    )
    for number, (name, *figures) in enumerate(cards):
        x0, x1 = 34.0 + 260 * number, 280.0 + 260 * number
        for low, top, high, bottom in (
            (x0, 70, x1, 70.7),
            (x0, 140, x1, 140.7),
            (x0, 70, x0 + 0.7, 140),
            (x1 - 0.7, 70, x1, 140),
        ):
            paper.fill(low, top, high, bottom, "888888")
        paper.text(x0 + 6, 74, name, bold=True)
        for line, (label, figure) in enumerate(
            zip(("Actual", "Target", "Last year", "Rating"), figures, strict=True)
        ):
            paper.text(x0 + 6, 88 + 12 * line, label)
            paper.text(-(x1 - 6), 88 + 12 * line, figure)
    assert paper.read() == [
        "Library visits; green - -; a@2025/26 Q2=84120 t@2025/26=80000 p@2024/25=79310",
        "Museum visits; red - -; a@2025/26 Q2=21004 t@2025/26=25000 p@2024/25=26118",
        "Leisure memberships; amber - -; a@2025/26 Q2=6402 t@2025/26=6500 p@2024/25=6120",
    ]


SERVICE_PLAN = (
    "Food premises inspected that were due | Actual | 96% | 91% | | | Two vacancies",
    "| | Target | 95% | 95% | 95% | 95% | ",
    "Service requests answered in 5 days | Actual | 78% | 87% | | | New triage from June",
    "| | Target | 90% | 90% | 90% | 90% | ",
)
SERVICE_PLAN_SAYS = [
    "Food premises inspected that were due; - - -; a@2025/26 Q1=96 t@2025/26 Q1=95 a@2025/26 Q2=91 t@2025/26 Q2=95 a@2025/26 Q3=blank t@2025/26 Q3=95 a@2025/26 Q4=blank t@2025/26 Q4=95",
    "Service requests answered in 5 days; - - -; a@2025/26 Q1=78 t@2025/26 Q1=90 a@2025/26 Q2=87 t@2025/26 Q2=90 a@2025/26 Q3=blank t@2025/26 Q3=90 a@2025/26 Q4=blank t@2025/26 Q4=90",
]  # fmt: skip


def _service_plan(path: Path) -> tuple[Print, tuple[int, ...]]:
    """The plan's title and headers, and where its columns begin."""
    paper, places = Print(path), (37, 260, 330, 380, 430, 480, 540)
    paper.text(34, 30, "Service plan monitoring 2025/26", bold=True, size=14)
    paper.row(places, 60, "Measure | | Q1 | Q2 | Q3 | Q4 | Comment", bold=True)
    return paper, places


def test_names_at_the_top_of_their_actuals_and_targets(tmp_path: Path) -> None:
    paper, places = _service_plan(tmp_path / "p.pdf")
    paper.rows(places, 76, 15.0, *SERVICE_PLAN)
    assert paper.read() == SERVICE_PLAN_SAYS


def test_names_merged_over_rows_that_rules_part_beside_them(tmp_path: Path) -> None:
    paper, places = _service_plan(tmp_path / "p.pdf")
    for number, line in enumerate(SERVICE_PLAN):
        top = 76 + 15.0 * number
        low, high = (35, 700) if number % 2 == 0 else (257, 537)
        paper.rule(low, top - 3, high)
        paper.row(places, top, line)
    paper.rule(35, 76 + 60 - 3, 700)
    assert paper.read() == SERVICE_PLAN_SAYS


def test_two_groups_that_end_with_the_same_header(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(34, 30, "Performance dashboard, September 2025", bold=True, size=14)
    places = (37, 180, 250, 320, 380, 450, 520, 590)
    paper.row((180, 380), 60, "Month | Year to date", bold=True)
    paper.row((37, 590), 64, "Indicator | Status", bold=True)
    paper.row(
        places[1:7], 71, "Sep 2024 | Sep 2025 | Change | 2024/25 | 2025/26 | Change", bold=True
    )
    rows = (
        "Fly-tipping incidents | 212 | 187 | -11.8% | 1,304 | 1,190 | -8.7% | Green",
        "Street cleansing complaints | 46 | 58 | +26.1% | 251 | 289 | +15.1% | Red",
        "Abandoned vehicles removed | 31 | 31 | 0.0% | 166 | 171 | +3.0% | Amber",
    )
    paper.rows(places, 86, 15.0, *rows)
    assert paper.read() == [
        "Fly-tipping incidents; green - -; a@2024-09=212 a@2025-09=187 v@2025-09=-11.8 a@2024/25=1304 a@2025/26=1190 v@2025/26=-8.7",
        "Street cleansing complaints; red - -; a@2024-09=46 a@2025-09=58 v@2025-09=26.1 a@2024/25=251 a@2025/26=289 v@2025/26=15.1",
        "Abandoned vehicles removed; amber - -; a@2024-09=31 a@2025-09=31 v@2025-09=0.0 a@2024/25=166 a@2025/26=171 v@2025/26=3.0",
    ]


def test_painted_headers_set_tight_and_comments_set_in_the_middle(tmp_path: Path) -> None:
    # as LibreOffice prints a table of a web page: cells stand 2 points apart, texts begin at
    # their edges, and nothing but the header is painted
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(
        34, 40, "Service Performance Report, 1 July to 30 September 2025", bold=True, size=16
    )
    cells = (
        (35.4, 78.7, 57.8, 89.0, "Ref"), (60.6, 78.7, 213.8, 89.0, "Service indicator"),
        (216.6, 72.1, 279.9, 82.5, "Quarter 2"), (282.7, 72.1, 346.0, 82.5, "Year to date"),
        (348.8, 73.5, 425.1, 94.2, "5 year average~(YTD)"), (461.1, 78.7, 806.5, 89.0, "Commentary"),
        (216.6, 85.3, 246.8, 95.6, "Actual"), (249.6, 85.3, 279.9, 95.6, "Target"),
        (282.7, 85.3, 312.9, 95.6, "Actual"), (315.7, 85.3, 346.0, 95.6, "Target"),
    )  # fmt: skip
    for x0, top, x1, bottom, text in cells:
        paper.fill(x0, top, x1, bottom, "9b1c1f")
        paper.text(x0 + 0.1, top + 1, text, bold=True)
    places = (35.5, 60.7, -246.8, -279.9, -312.9, -346.0, -425.1)
    rows = (
        ("SI 01 | Accidental dwelling fires | 98 | 105 | 201 | 212 | 219.4", "Within tolerance."),
        ("SI 02 | Deliberate secondary fires | 412 | 360 | 905 | 800 | 861.2", "Grass fires in the dry spell of July and August; the campaign with schools has been~brought forward to the spring."),
        ("SI 03 | Home fire safety visits | 3,120 | 3,000 | 6,044 | 6,000 | 5,512.0", "On course."),
        ("SI 04 | Calls challenged | 88.1% | 90% | 87.6% | 90% | 88.9%", "Two stations unavailable."),
    )  # fmt: skip
    top = 99.0
    for figures, comment in rows:
        high = 10.8 * (comment.count("~") + 1)
        paper.text(461.2, top, comment)
        paper.row(places, top + (high - 10.8) / 2, figures)
        top += high + 4
    assert paper.read() == [
        "SI 01 Accidental dwelling fires; - - -; a@2025/26 Q2=98 t@2025/26 Q2=105 a@2025/26=201 t@2025/26=212 c@2025/26=219.4",
        "SI 02 Deliberate secondary fires; - - -; a@2025/26 Q2=412 t@2025/26 Q2=360 a@2025/26=905 t@2025/26=800 c@2025/26=861.2",
        "SI 03 Home fire safety visits; - - -; a@2025/26 Q2=3120 t@2025/26 Q2=3000 a@2025/26=6044 t@2025/26=6000 c@2025/26=5512",
        "SI 04 Calls challenged; - - -; a@2025/26 Q2=88.1 t@2025/26 Q2=90 a@2025/26=87.6 t@2025/26=90 c@2025/26=88.9",
    ]  # fmt: skip


def test_a_painted_header_whose_last_row_stands_well_above_the_first(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(
        34, 40, "Service Performance Report, 1 July to 30 September 2025", bold=True, size=14
    )
    edges = (34, 56, 153, 187, 220, 253, 286, 343)
    spans = [(low, high, 72.0, 108.0) for low, high in pairwise(edges)]
    spans[2:6] = [(low, high, 90.0, 108.0) for low, high in pairwise(edges[2:7])]
    spans += [(153, 220, 72.0, 90.0), (220, 286, 72.0, 90.0)]
    for low, high, above, below in spans:
        paper.fill(low, above, high, below, "9b1c1f")
    paper.row(
        (37, 59, 156, 222, 289),
        74,
        "Ref | Service indicator | Quarter 2 | Year to date | 5 year~average~(YTD)",
        bold=True,
    )
    paper.row((156, 190, 222, 256), 92, "Actual | Target | Actual | Target", bold=True)
    rows = (
        "SI | Accidental dwelling~fires | 98 | 105 | 201 | 212 | 219.4",
        "SI | Deliberate secondary~fires | 412 | 360 | 905 | 800 | 861.2",
        "SI | Home fire safety visits | 3,120 | 3,000 | 6,044 | 6,000 | 5,512.0",
    )
    for number, line in enumerate(rows):
        paper.row((37, 59, 156, 190, 222, 256, 289), 116 + 35 * number, line)
        paper.text(37, 127 + 35 * number, f"0{number + 1}")
    assert paper.read() == [
        "SI 01 Accidental dwelling fires; - - -; a@2025/26 Q2=98 t@2025/26 Q2=105 a@2025/26=201 t@2025/26=212 c@2025/26=219.4",
        "SI 02 Deliberate secondary fires; - - -; a@2025/26 Q2=412 t@2025/26 Q2=360 a@2025/26=905 t@2025/26=800 c@2025/26=861.2",
        "SI 03 Home fire safety visits; - - -; a@2025/26 Q2=3120 t@2025/26 Q2=3000 a@2025/26=6044 t@2025/26=6000 c@2025/26=5512",
    ]  # fmt: skip


def test_the_last_name_set_at_the_right_keeps_its_second_line(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(34, 30, "Performance 2024/25", bold=True, size=14)
    paper.row((-215, -290, -360), 60, "Measure | Actual | Target", bold=True)
    rows = (
        "Waste recycled | 68.1% | 70.0%",
        "Fly-tips | 412 | 380",
        "Visits to sports halls and | 98,204 | 101,000",
    )
    paper.rows((-215, -290, -360), 76, 16, *rows)
    paper.text(-215, 76 + 32 + 10, "swimming pools")
    assert paper.read() == [
        "Waste recycled; - - -; a@2024/25=68.1 t@2024/25=70.0",
        "Fly-tips; - - -; a@2024/25=412 t@2024/25=380",
        "Visits to sports halls and swimming pools; - - -; a@2024/25=98204 t@2024/25=101000",
    ]


def test_headers_painted_cell_by_cell_over_values_and_targets(tmp_path: Path) -> None:
    """The quarter stands in the middle of its own painted cell, over three columns; another
    header's second line keeps it apart from the line below. No row is merged with a header."""
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(46, 40, "Council Plan Scorecard 2024/25", bold=True, size=12)
    cells = (46, 201, 282, 364, 502, 578, 650)
    edges = (46, 201, 241, 282, 323, 364, 404, 446, 502, 578, 650)
    for left, right in pairwise(cells):
        paper.fill(left, 70, right, 102.6, "dfe6ee")
    for left, right in pairwise(edges):
        paper.fill(left, 102.6, right, 122.8, "dfe6ee")
    paper.row(
        (90, 222, 303, 405, 520, 600),
        74,
        "Code & Title | 2022/23 | 2023/24 | 2024/25 Q2 | Target~2024/25 | Status",
        bold=True,
    )
    names = (204, 244, 285, 326, 367, 407, 460)
    paper.row(names, 106, "Value | Target | Value | Target | Value | Target | Note", bold=True)
    starts = (49, 204, 244, 285, 326, 367, 407, 449, 506, 582)
    lines = (
        ("EDU-04 Attendance rate -~primary", "91.9% | 93% | 92.3% | 93% | 92.8% | 93% | Term 1~only | 93% | Warning", "ffc000"),
        ("HSG-11 Average days to~re-let", "58.1 | 45 | 61.7 | 45 | 49.9 | 45 | | 45 | Alert", "ff0000"),
        ("FIN-02 Invoices paid within~30 days", "94.6% | 95% | 95.4% | 95% | 96.0% | 95% | | 95% | OK", "92d050"),
    )  # fmt: skip
    for number, (name, figures, colour) in enumerate(lines):
        top = 122.8 + 33.7 * number
        paper.fill(578, top, 650, top + 33.7, colour)
        paper.row(starts, top + 4, f"{name} | {figures}")
    for number in range(-1, 4):
        paper.rule(46, 122.8 + 33.7 * number if number >= 0 else 102.6, 650, "bbbbbb")
    assert paper.read() == [
        "EDU-04 Attendance rate - primary; amber - -; p@2022/23=91.9 t@2022/23=93 p@2023/24=92.3 t@2023/24=93 a@2024/25 Q2=92.8 t@2024/25 Q2=93 t@2024/25=93",
        "HSG-11 Average days to re-let; red - -; p@2022/23=58.1 t@2022/23=45 p@2023/24=61.7 t@2023/24=45 a@2024/25 Q2=49.9 t@2024/25 Q2=45 t@2024/25=45",
        "FIN-02 Invoices paid within 30 days; green - -; p@2022/23=94.6 t@2022/23=95 p@2023/24=95.4 t@2023/24=95 a@2024/25 Q2=96.0 t@2024/25 Q2=95 t@2024/25=95",
    ]
