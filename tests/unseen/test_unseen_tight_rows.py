# ruff: noqa: E501
"""Tables whose rows stand as near as lines do, as word processors and LaTeX set them: what is a
name's second line, what a group's name, and which columns a header gathers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.unseen.prints import Print

PLACES = (43, 263, 323, 383, 443)
EDGES = (40, 260, 320, 380, 440, 500)


def test_second_lines_of_names_that_stand_beside_their_figures(tmp_path: Path) -> None:
    """Cells set at the foot of their rows: the first line of a name has no figure beside it."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Key Performance Indicators Quarter 3 2024/25", bold=True, size=13)
    paper.row(
        PLACES, 60, "Performance indicator | Q3 2023/24 | Q3 2024/25 | Target | RAG", bold=True
    )
    paper.rows(
        PLACES,
        70,
        9.6,
        "Agency spend | 96% | 73% | 66% | Red",
        "Successful drug treatment completions | 2.76 | 3.03 | 3.20 | Amber",
        "Adults with learning disabilities who live in settled | | | |",
        "accommodation | 62% | 60% | 67% | Green",
        "Residents satisfied with the council | 98.8% | 94.7% | 99.9% | Red",
        "Freedom of information requests that were answered in | | | |",
        "20 days | 273 | 264 | 299 | Green",
        "Average time to process new housing benefit claims | | | |",
        "(days) | 66.2 | 98.4 | 73.7 | Green",
        "Schools rated good or outstanding | 50.2% | 68.5% | 71.8% | Green",
    )
    assert paper.read() == [
        "Agency spend; red - -; p@2023/24 Q3=96 a@2024/25 Q3=73 t@2024/25=66",
        "Successful drug treatment completions; amber - -; p@2023/24 Q3=2.76 a@2024/25 Q3=3.03 t@2024/25=3.20",
        "Adults with learning disabilities who live in settled accommodation; green - -; p@2023/24 Q3=62 a@2024/25 Q3=60 t@2024/25=67",
        "Residents satisfied with the council; red - -; p@2023/24 Q3=98.8 a@2024/25 Q3=94.7 t@2024/25=99.9",
        "Freedom of information requests that were answered in 20 days; green - -; p@2023/24 Q3=273 a@2024/25 Q3=264 t@2024/25=299",
        "Average time to process new housing benefit claims (days); green - -; p@2023/24 Q3=66.2 a@2024/25 Q3=98.4 t@2024/25=73.7",
        "Schools rated good or outstanding; green - -; p@2023/24 Q3=50.2 a@2024/25 Q3=68.5 t@2024/25=71.8",
    ]


def test_second_lines_of_several_cells_of_a_row(tmp_path: Path) -> None:
    """Cells at the foot of their rows, owners and remarks in two lines as well as names."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report Quarter 1 2021/22", bold=True, size=13)
    paper.fill(40, 59, 700, 70, "00563f")
    places = (43, 223, 283, 343, 403, 463)
    names = "PI description | Owner | Q1 2021/22 | Target | RAG | Narrative"
    paper.row(places, 60, names, bold=True)
    paper.rows(
        places,
        73,
        9.6,
        "Looked after children per 10,000 of the young | J Carter | 47.9% | 34.3% | Green | Data lag of one quarter.",
        "Care leavers in education, employment | Director of | | | |",
        "or training | Place | 53.7 | 36.8 | Red |",
        "Food premises rated 3 or above | J Carter | 51% | 65% | Green | Two vacant posts filled in the period.",
        "Freedom of information requests | | | | | Performance improved after the new",
        "answered in 20 days | A. Patel | 154 | 98 | Amber | rota began.",
        "Staff turnover | A. Patel | 76% | 100% | Green | See separate report to Cabinet.",
        "| | Head of | | | |",
        "Repairs completed at first visit | Housing | 16.5 | 16.0 | Red | See separate report to Cabinet.",
    )
    assert paper.read() == [
        "Looked after children per 10,000 of the young; green - -; a@2021/22 Q1=47.9 t@2021/22=34.3",
        "Care leavers in education, employment or training; red - -; a@2021/22 Q1=53.7 t@2021/22=36.8",
        "Food premises rated 3 or above; green - -; a@2021/22 Q1=51 t@2021/22=65",
        "Freedom of information requests answered in 20 days; amber - -; a@2021/22 Q1=154 t@2021/22=98",
        "Staff turnover; green - -; a@2021/22 Q1=76 t@2021/22=100",
        "Repairs completed at first visit; red - -; a@2021/22 Q1=16.5 t@2021/22=16.0",
    ]


def test_names_of_groups_above_unstriped_rows_with_painted_ratings(tmp_path: Path) -> None:
    """Every other measure has a stripe; only the paint of the ratings ends with each row."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report Q2 2019/20", bold=True, size=13)
    paper.fill(40, 60, 500, 71, "d9e2f3")
    paper.row(PLACES, 61.5, "Performance indicator | 2018/19 | Actual | Target | RAG", bold=True)
    colours = {"Green": "00b050", "Amber": "ffc000", "Red": "ff0000"}
    top, odd = 71.0, True
    for line in (
        "Corporate Services",
        "Town centre vacancy rate | 38% | 30% | 41% | Green",
        "Households in temporary accommodation | 98% | 91% | 88% | Green",
        "Missed bin collections | 625 | 484 | 480 | Amber",
        "Adult Social Care",
        "Empty homes in use again | 76% | 61% | 81% | Red",
        "Planning applications in time | 17.6 | 19.8 | 19.9 | Amber",
        "Staff turnover | 23.9 | 18.3 | 20.2 | Green",
    ):
        if "|" in line:
            odd = not odd
            *texts, rating = (part.strip() for part in line.split("|"))
            if odd:
                for x0, x1 in pairwise(EDGES[:5]):
                    paper.fill(x0, top, x1, top + 9.6, "f0f0f0")
            paper.fill(440, top, 500, top + 9.6, colours[rating])
            for x, text in zip(PLACES, texts, strict=False):
                paper.text(x, top + 1, text)
        else:
            paper.text(43, top + 1, line)
        top += 9.6
    assert paper.read() == [
        "Town centre vacancy rate; green - -; p@2018/19=38 a@2019/20 Q2=30 t@2019/20=41",
        "Households in temporary accommodation; green - -; p@2018/19=98 a@2019/20 Q2=91 t@2019/20=88",
        "Missed bin collections; amber - -; p@2018/19=625 a@2019/20 Q2=484 t@2019/20=480",
        "Empty homes in use again; red - -; p@2018/19=76 a@2019/20 Q2=61 t@2019/20=81",
        "Planning applications in time; amber - -; p@2018/19=17.6 a@2019/20 Q2=19.8 t@2019/20=19.9",
        "Staff turnover; green - -; p@2018/19=23.9 a@2019/20 Q2=18.3 t@2019/20=20.2",
    ]


def _triplets(paper: Print, top: float, pitch: float = 9.6) -> None:
    """Rows of two quarters, each with a target, a result and a rating."""
    places = (43, 203, 263, 323, 363, 423, 483)
    paper.rows(
        places,
        top,
        pitch,
        "Food premises rated 3 or above | 36% | 29% | R | 34% | 40% | G",
        "Affordable homes completed | 67 | 99 | G | 70 | 77 | G",
        "Gas safety certificates in place | 11.1 | 11.4 | A | 13.0 | 9.5 | R",
    )


TRIPLETS = [
    "Food premises rated 3 or above; green - -; t@2022/23 Q2=36 a@2022/23 Q2=29!red t@2022/23 Q3=34 a@2022/23 Q3=40!green",
    "Affordable homes completed; green - -; t@2022/23 Q2=67 a@2022/23 Q2=99!green t@2022/23 Q3=70 a@2022/23 Q3=77!green",
    "Gas safety certificates in place; red - -; t@2022/23 Q2=11.1 a@2022/23 Q2=11.4!amber t@2022/23 Q3=13.0 a@2022/23 Q3=9.5!red",
]


def test_quarters_over_the_first_of_the_columns_that_their_paint_gathers(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Corporate Scorecard 2022/23 Quarter 3", bold=True, size=13)
    paper.fill(40, 60, 200, 80, "d9e2f3")
    for x0, x1 in ((200, 360), (360, 520)):
        paper.fill(x0, 60, x1, 70, "d9e2f3")
    for x0, x1 in zip((200, 260, 320, 360, 420, 480), (260, 320, 360, 420, 480, 520), strict=True):
        paper.fill(x0, 70, x1, 80, "d9e2f3")
    paper.row((43, 203, 363), 61, "Description | Q2 2022/23 | Q3 2022/23", bold=True)
    names = "Target | Actual | RAG | Target | Actual | RAG"
    paper.row((203, 263, 323, 363, 423, 483), 71, names, bold=True)
    paper.rule(200, 80.4, 520, "000000")
    _triplets(paper, 82)
    assert paper.read() == TRIPLETS


def test_quarters_over_columns_whose_upright_lines_begin_below_them(tmp_path: Path) -> None:
    """LaTeX sets no line between a header over several columns and theirs, unless told to."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Corporate Scorecard 2022/23 Quarter 3", bold=True, size=13)
    for top in (60, 84, 97, 110, 123):
        paper.rule(40, top, 520, "000000")
    for x in (40, 200, 360, 520):
        paper.upright(x, 60, 123, "000000")
    for x in (260, 320, 420, 480):
        paper.upright(x, 72, 123, "000000")
    paper.row((43, 203, 363), 62, "Description | Q2 2022/23 | Q3 2022/23", bold=True)
    names = "Target | Actual | RAG | Target | Actual | RAG"
    paper.row((203, 263, 323, 363, 423, 483), 73, names, bold=True)
    _triplets(paper, 86, 13)
    assert paper.read() == TRIPLETS


def test_tables_in_the_same_columns_of_a_sheet_that_upright_lines_part(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Key Performance Indicators Quarter 1 2019-20", bold=True, size=13)
    xs = (40, 260, 320, 380, 440, 500)
    for x in xs:
        paper.upright(x, 60, 102)
        paper.upright(x, 116, 170)
    paper.row(PLACES, 62, "Measure | 2018-19 | Q1 | Target | RAG", bold=True)
    paper.row(PLACES, 76, "Library visits | 80% | 76% | 90% | Amber")
    paper.row(PLACES, 90, "Trees planted | 4.4 | 4.8 | 4.2 | Green")
    paper.text(40, 104, "Further indicators", bold=True)
    paper.row((263, 383), 118, "2018-19 | 2019-20", bold=True)
    paper.row(PLACES, 132, "Indicator | Target | Result | Target | Result", bold=True)
    paper.row(PLACES, 146, "Staff turnover | 38% | 45% | 58% | 43%")
    paper.row(PLACES, 159, "Calls answered | 41% | 44% | 36% | 54%")
    assert paper.read() == [
        "Library visits; amber - -; p@2018/19=80 a@2019/20 Q1=76 t@2019/20=90",
        "Trees planted; green - -; p@2018/19=4.4 a@2019/20 Q1=4.8 t@2019/20=4.2",
        "Staff turnover; - - -; t@2018/19=38 p@2018/19=45 t@2019/20=58 a@2019/20=43",
        "Calls answered; - - -; t@2018/19=41 p@2018/19=44 t@2019/20=36 a@2019/20=54",
    ]


def test_arrows_that_stand_a_little_higher_than_their_line(tmp_path: Path) -> None:
    """References tell where the rows begin, below a group's name; an arrow's middle is above the
    middle of its line, but its line is that of its row."""
    paper = Print(tmp_path / "p.pdf", size=7.5)
    paper.text(40, 30, "Key Performance Indicators 2021/22 Quarter 2", bold=True, size=13)
    places = (43, 73, 253, 313, 373, 433, 493)
    for x in (40, 70, 250, 310, 370, 430, 490, 530):
        paper.upright(x, 60, 76)
        paper.upright(x, 92, 180)
    paper.fill(40, 60, 530, 76, "d9e2f3")
    paper.row(places, 63, "No. | Measure | Owner | 2020/21 | 2021/22 | Target | Trend", bold=True)
    paper.fill(40, 76, 530, 92, "bdd7ee")
    paper.text(43, 80, "Corporate Services", bold=True)
    top = 97.0
    for line, way in (
        ("PI 1 | New businesses supported | Head of~Housing | 56% | 89% | 85% |", 1),
        ("PI 2 | Stage 1 complaints answered | J Carter | 41.1 | 42.7 | 60.4 |", -1),
        ("PI 3 | Gas certificates in place | S Okafor | 92.2% | 70.2% | 73.6% |", -1),
        ("PI 24 | Town centre vacancy rate | Director of~Place | 86.0 | 75.5 | 85.8 |", 1),
    ):
        paper.row(places, top, line)
        y = top + 1.6
        paper.shape([(510, y - 3 * way), (513, y + 3 * way), (507, y + 3 * way)], "404040")
        top += 24.0 if "~" in line else 15.0
    assert paper.read() == [
        "PI 1 New businesses supported; - up -; p@2020/21=56 a@2021/22 Q2=89 t@2021/22=85",
        "PI 2 Stage 1 complaints answered; - down -; p@2020/21=41.1 a@2021/22 Q2=42.7 t@2021/22=60.4",
        "PI 3 Gas certificates in place; - down -; p@2020/21=92.2 a@2021/22 Q2=70.2 t@2021/22=73.6",
        "PI 24 Town centre vacancy rate; - up -; p@2020/21=86.0 a@2021/22 Q2=75.5 t@2021/22=85.8",
    ]


def test_rows_of_names_in_the_middle_beside_remarks_of_many_close_lines(tmp_path: Path) -> None:
    """Two columns of remarks as tight as can be, as a browser sets them: most lines of the table
    hold nothing else."""
    paper = Print(tmp_path / "p.pdf", size=7)
    paper.text(45, 20, "Corporate Scorecard 2023/24 Quarter 4", bold=True, size=13)
    for line in (
        "46.8 | 306 2022/23 | 418 Mar | 510 Comments",
        "50.3 | 95 No. | 118 Description | 276 2021/22 | 337 Target | 387 Feb-24 | 443 Status | 468 Comments",
        "53.3 | 306 Outturn | 418 2024 | 510 and context",
        "68.3 | 510 Target",
        "74.8 | 510 missed by 2",
        "81.3 | 510 percentage",
        "84.8 | 95 KPI1 | 118 Smoking quitters at four weeks | 287 63% | 318 73% | 342 61% | 399 48% | 423 67% | 455 G | 468 On track.",
        "88.3 | 510 points; 85%",
        "94.8 | 510 expected by",
        "101.3 | 510 March.",
        "116.3 | 468 Seasonal",
        "122.8 | 468 demand was | 510 £45k was",
        "129.3 | 118 Care leavers in education, | 468 higher than | 510 spent on",
        "132.8 | 95 KPI2 | 282 48.1% | 313 55.2% | 337 56.0% | 394 53.3% | 433 - | 456 A",
        "136.3 | 118 employment or training | 468 planned; | 510 agency staff",
        "142.8 | 468 recovery | 510 in Q1.",
        "149.3 | 468 plan agreed.",
        "164.3 | 468 Seasonal",
        "170.8 | 468 demand was",
        "177.3 | 468 higher than",
        "184.3 | 468 planned;",
        "190.8 | 468 recovery",
        "197.3 | 468 plan agreed.",
        "204.3 | 468 Up from",
        "207.3 | 510 Up from",
        "210.8 | 468 61% in",
        "214.3 | 510 61% in",
        "217.3 | 468 2021/22; 14",
        "220.8 | 95 KPI3 | 118 Repairs completed at first visit | 287 91% | 318 96% | 342 72% | 399 66% | 423 93% | 456 A | 510 2021/22; 14",
        "224.3 | 468 cases",
        "227.3 | 510 cases",
        "230.8 | 468 outstanding.",
        "234.3 | 510 outstanding.",
        "237.3 | 468 £45k was",
        "244.3 | 468 spent on",
        "250.8 | 468 agency staff",
        "257.3 | 468 in Q1. The",
        "264.3 | 468 12 new units",
        "270.8 | 468 opened on 3",
        "277.3 | 468 May.",
        "292.3 | 510 £45k was",
        "298.8 | 510 spent on",
        "305.3 | 510 agency staff",
        "311.8 | 510 in Q1. Data",
        "318.8 | 510 lag of one",
        "325.3 | 510 quarter. Up",
        "331.8 | 510 from 61% in",
        "338.8 | 510 2021/22; 14",
        "345.3 | 118 Average time to process new | 510 cases",
        "348.8 | 95 KPI24 | 288 512 | 319 450 | 343 N/A | 400 494 | 425 336 | 456 A",
        "351.8 | 118 housing benefit claims (days) | 510 outstanding.",
        "358.8 | 510 Of 1,204",
        "365.3 | 510 cases 37",
        "371.8 | 510 were late,",
        "378.8 | 510 3.1% of the",
        "385.3 | 510 total. See",
        "391.8 | 510 separate",
        "398.8 | 510 report to",
        "405.3 | 510 Cabinet.",
        "419.8 | 510 On track.",
        "426.8 | 510 See item 7",
        "433.3 | 510 of the report",
        "439.8 | 510 dated",
        "446.8 | 468 See separate | 510 12/06/2023.",
        "453.3 | 95 KPI5 | 118 Delayed transfers of care | 287 68% | 318 78% | 342 71% | 399 58% | 423 51% | 455 G | 468 report to | 510 Seasonal",
        "459.8 | 468 Cabinet. | 510 demand was",
        "466.8 | 510 higher than",
        "473.3 | 510 planned;",
        "479.8 | 510 recovery",
    ):  # fmt: skip
        top, *texts = line.split(" | ")
        for text in texts:
            left, _, words = text.partition(" ")
            paper.text(float(left), float(top), words)
    assert paper.read() == [
        "KPI1 Smoking quitters at four weeks; green - -; p@2021/22=63 p@2022/23=73 t@2023/24=61 a@2024-02=48 a@2024-03=67",
        "KPI2 Care leavers in education, employment or training; amber - -; p@2021/22=48.1 p@2022/23=55.2 t@2023/24=56.0 a@2024-02=53.3 a@2024-03=blank",
        "KPI3 Repairs completed at first visit; amber - -; p@2021/22=91 p@2022/23=96 t@2023/24=72 a@2024-02=66 a@2024-03=93",
        "KPI24 Average time to process new housing benefit claims (days); amber - -; p@2021/22=512 p@2022/23=450 t@2023/24=not_applicable a@2024-02=494 a@2024-03=336",
        "KPI5 Delayed transfers of care; green - -; p@2021/22=68 p@2022/23=78 t@2023/24=71 a@2024-02=58 a@2024-03=51",
    ]
