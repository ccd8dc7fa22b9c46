# ruff: noqa: E501
"""Headers whose ground, lines or places tell what they gather, and rows that name a group in the
letters of any other row. What each says is typed from its picture."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

GREEN, AMBER, RED = "2e8b57", "f2a900", "c8102e"
BAND = "d9e2f3"
TITLE = "Performance Report 2023/24 Quarter 2"


def begun(path: Path, *, size: float = 8.0) -> Print:
    paper = Print(path, size=size)
    paper.text(40, 24, TITLE, bold=True, size=14)
    return paper


def saved(paper: Print) -> Path:
    paper.paper.save()
    return paper.path


def test_a_line_below_a_header_ends_with_the_columns_it_gathers(tmp_path: Path) -> None:
    """ "Q2 2023/24" stands at the left of its three columns, and a line below it over all three."""
    paper = begun(tmp_path / "p.pdf")
    places = (43, 240, 330, 400, 470)
    paper.row((240, 330), 64, "Outturn | Q2 2023/24")
    paper.rule(326, 75, 540)
    paper.row(places, 78, "Indicator | 2022/23 | Actual | Target | RAG")
    rows = (
        ("Visits to leisure centres", "40,210 | 42,365 | 38,912", "Green"),
        ("Complaints answered on time", "82% | 79% | 90%", "Red"),
        ("Homes completed", "311 | 325 | 330", "Amber"),
    )
    paper.rule(40, 90, 540)
    for number, (name, figures, rag) in enumerate(rows):
        top = 94 + 16 * number
        paper.row(places, top, f"{name} | {figures} | {rag}")
        paper.rule(40, top + 12, 540)
    assert paper.read() == [
        "Visits to leisure centres; green - -; p@2022/23=40210 a@2023/24 Q2=42365 t@2023/24 Q2=38912",
        "Complaints answered on time; red - -; p@2022/23=82 a@2023/24 Q2=79 t@2023/24 Q2=90",
        "Homes completed; amber - -; p@2022/23=311 a@2023/24 Q2=325 t@2023/24 Q2=330",
    ]


def test_years_above_the_names_of_a_second_table(tmp_path: Path) -> None:
    """The first line of the second table's header is of its header, and no row of the first's."""
    paper = begun(tmp_path / "p.pdf")
    paper.fill(40, 60, 620, 74, "e7e6e6")
    names = (43, 260, 370, 470, 560)
    paper.row(names, 62, "Indicator | Good is | Target | Actual | RAG", bold=True)
    paper.rows(
        names,
        78,
        14,
        "Agency spend | Low | £3.8m | £3.0m | Green",
        "Staff turnover | Low | 9.5% | 11.2% | Red",
        "Visits to libraries | High | 36,120 | 29,024 | Red",
    )
    paper.text(40, 130, "Further indicators", bold=True, size=9)
    paper.fill(40, 150, 620, 192, "e7e6e6")
    paper.row((330, 470), 158, "2022/23 | 2023/24", bold=True)
    places = (43, 80, 300, 370, 440, 510, 570)
    paper.row(places, 176, "Ref | Indicator | Actual | Target | Actual | Target | RAG", bold=True)
    paper.rows(
        places,
        196,
        14,
        "CS1 | Fly-tips reported | 80 | 79 | 100 | 95 | Red",
        "CS2 | Streets below standard | 5.1% | 6.9% | 5.2% | 5.9% | Green",
        "CS3 | Bins missed | 308 | 410 | 271 | 394 | Green",
    )
    assert paper.read() == [
        "Agency spend; green - lower; t@2023/24=3800000 a@2023/24 Q2=3000000",
        "Staff turnover; red - lower; t@2023/24=9.5 a@2023/24 Q2=11.2",
        "Visits to libraries; red - higher; t@2023/24=36120 a@2023/24 Q2=29024",
        "CS1 Fly-tips reported; red - -; p@2022/23=80 t@2022/23=79 a@2023/24=100 t@2023/24=95",
        "CS2 Streets below standard; green - -; p@2022/23=5.1 t@2022/23=6.9 a@2023/24=5.2 t@2023/24=5.9",
        "CS3 Bins missed; green - -; p@2022/23=308 t@2022/23=410 a@2023/24=271 t@2023/24=394",
    ]


def test_other_columns_below_a_heading_between_rows_of_one_width(tmp_path: Path) -> None:
    """Two tables of many columns, ruled alike, their painted headers in the letters of the rows;
    the second's names stand elsewhere, and some come back."""
    paper = begun(tmp_path / "p.pdf", size=7)
    first = (43, 180, -260, -310, -360, -410, 440, 480)
    second = (43, 75, 200, -300, -350, -400, -450, -510, 535)
    top = 60.0
    paper.fill(40, top, 600, top + 22, "00563f")
    paper.row(
        first, top + 2, "Measure | Polarity | 21/22 | 22/23 | 23/24 | Target | RAG | Latest update"
    )
    top += 22
    for line in (
        "Empty homes back in use | High | 13 | 12 | 11 | 13 | Green | Steady",
        "Potholes mended | Low | 659 | 502 | 534 | 475 | Green | Two vacant posts",
        "Staff turnover | Low | 8.6 | 7.5 | 6.7 | 7.4 | Green |",
        "Litter | Low | 9.1 | 9.4 | 9.8 | 9.2 | Red | See report",
    ):
        paper.row(first, top + 4, line)
        top += 16
        paper.rule(40, top, 600)
    paper.text(40, top + 10, "Further indicators", size=9)
    top += 26
    paper.fill(40, top, 600, top + 22, "00563f")
    paper.text(-450, top + 2, "23/24")
    paper.row(
        second,
        top + 11,
        "Ref | PI Description | Good is | 20/21 | 21/22 | 22/23 | 23/24 | Target | RAG",
    )
    top += 22
    for line in (
        "CS1 | Businesses supported | High | 36.2 | 34.8 | 37.9 | 34.9 | 35.8 | Amber",
        "CS2 | Treatment completed | Low | 52.0 | 56.5 | 51.5 | 43.0 | 50.0 | Green",
        "CS3 | Care leavers in work | High | 9.67 | 14.34 | 9.93 | 12.93 | 14.50 | Amber",
        "CS4 | Absence | Low | 42 | 51 | 47 | 41 | 52 | Green",
    ):
        paper.row(second, top + 4, line)
        top += 16
        paper.rule(40, top, 600)
    read = paper.read()
    assert read[:1] == [
        "Empty homes back in use; green - higher; p@2021/22=13 p@2022/23=12 a@2023/24 Q2=11 t@2023/24=13"
    ]
    assert read[4:] == [
        "CS1 Businesses supported; amber - higher; p@2020/21=36.2 p@2021/22=34.8 p@2022/23=37.9 a@2023/24 Q2=34.9 t@2023/24=35.8",
        "CS2 Treatment completed; green - lower; p@2020/21=52.0 p@2021/22=56.5 p@2022/23=51.5 a@2023/24 Q2=43.0 t@2023/24=50.0",
        "CS3 Care leavers in work; amber - higher; p@2020/21=9.67 p@2021/22=14.34 p@2022/23=9.93 a@2023/24 Q2=12.93 t@2023/24=14.50",
        "CS4 Absence; green - lower; p@2020/21=42 p@2021/22=51 p@2022/23=47 a@2023/24 Q2=41 t@2023/24=52",
    ]


def test_a_header_at_the_right_over_texts_at_the_left(tmp_path: Path) -> None:
    """ "RAG" and "Good is" stand right of all that is below them, over no text of any column."""
    paper = begun(tmp_path / "p.pdf")
    paper.fill(40, 60, 620, 74, "00563f")
    paper.row(
        (43, -300, -360, -456, -500, -580),
        62,
        "Indicator | Good is | 2022/23 | 2023/24 Target | RAG | Direction of travel",
    )
    paper.rows(
        (43, 250, 330, 390, 470, 515),
        80,
        15,
        "Adults in settled homes | High | 51.2% | 44.6% | A | Down",
        "Working days lost to sickness | Low | 9.0 | 8.5 | G | Down",
        "Affordable homes completed | High | 135 | 139 | G | Down",
        "Average time to let a home (days) | Low | 25.4 | 21.5 | R | Up",
    )
    assert paper.read() == [
        "Adults in settled homes; amber down higher; a@2022/23=51.2 t@2023/24=44.6",
        "Working days lost to sickness; green down lower; a@2022/23=9.0 t@2023/24=8.5",
        "Affordable homes completed; green down higher; a@2022/23=135 t@2023/24=139",
        "Average time to let a home (days); red up lower; a@2022/23=25.4 t@2023/24=21.5",
    ]


def test_quarters_high_above_their_names(tmp_path: Path) -> None:
    """White space of the painted header parts its two lines; the first column's name has two."""
    paper = begun(tmp_path / "p.pdf", size=7)
    paper.fill(40, 60, 540, 94, BAND)
    paper.row((264, 424), 64, "Q1 2023/24 | Q2 2023/24")
    places = (43, 170, 230, 280, 330, 390, 440, 490)
    paper.text(170, 73, "Good")
    paper.row(
        places, 81.4, "Indicator | performance | Actual | Target | RAG | Actual | Target | RAG"
    )
    paper.rows(
        places,
        98,
        15,
        "Visits to leisure centres | High | 26,597 | 29,964 | R | 25,927 | 27,902 | A",
        "Invoices paid on time | High | 92% | 95% | A | 96% | 95% | G",
        "Council tax collected | High | 29.1% | 28.9% | G | 56.0% | 56.5% | A",
    )
    assert [line.split("; ")[2] for line in paper.read()] == [
        "a@2023/24 Q1=26597!red t@2023/24 Q1=29964 a@2023/24 Q2=25927!amber t@2023/24 Q2=27902",
        "a@2023/24 Q1=92!amber t@2023/24 Q1=95 a@2023/24 Q2=96!green t@2023/24 Q2=95",
        "a@2023/24 Q1=29.1!green t@2023/24 Q1=28.9 a@2023/24 Q2=56.0!amber t@2023/24 Q2=56.5",
    ]


def test_a_quarter_and_its_year_are_not_parted(tmp_path: Path) -> None:
    """The opening between their words stands above that between two columns of long figures."""
    paper = begun(tmp_path / "p.pdf")
    paper.row((288, 418), 62, "Q1 2023/24 | Q2 2023/24")
    places = (43, -300, -346, 358, -430, -476, 488)
    paper.row(places, 74, "Indicator | Actual | Target | RAG | Actual | Target | RAG")
    paper.rows(
        places,
        90,
        14,
        "Agency spend | £3,490,000 | £3,216,000 | R | £2,881,000 | £3,065,000 | G",
        "Rent collected | £1,980,000 | £2,043,000 | A | £1,881,000 | £2,065,000 | A",
        "Capital spent | £8,490,000 | £9,216,000 | A | £9,881,000 | £9,065,000 | G",
        "Savings made | £4,490,000 | £4,216,000 | G | £4,881,000 | £5,065,000 | R",
    )
    assert [line.split("; ")[2] for line in paper.read()][:2] == [
        "a@2023/24 Q1=3490000!red t@2023/24 Q1=3216000 a@2023/24 Q2=2881000!green t@2023/24 Q2=3065000",
        "a@2023/24 Q1=1980000!amber t@2023/24 Q1=2043000 a@2023/24 Q2=1881000!amber t@2023/24 Q2=2065000",
    ]


def test_one_quarter_above_the_names_on_their_ground(tmp_path: Path) -> None:
    """Its line holds nothing else; its painted cell ends where theirs begin."""
    paper = begun(tmp_path / "p.pdf", size=7)
    for x0, x1 in ((40, 80), (80, 250), (250, 330), (480, 620)):
        paper.fill(x0, 60, x1, 90, BAND)
    paper.fill(330, 60, 480, 75, BAND)
    for x0, x1 in ((330, 380), (380, 430), (430, 480)):
        paper.fill(x0, 75, x1, 90, BAND)
    paper.text(334, 64, "Q1 2023/24", bold=True)
    places = (44, 84, 254, 334, 384, 434, 484)
    paper.row(
        places,
        79,
        "Code | Indicator | Outturn 2022/23 | Actual | Target | RAG | Comments",
        bold=True,
    )
    for number, (line, colour) in enumerate(
        (
            ("K1 | Health checks taken up | 11.7% | 12.2% | 17.2% | | On track.", AMBER),
            ("K2 | Quitters at four weeks | 625 | 516 | 621 | |", RED),
            ("K3 | Gas safety certificates | 99% | 100% | 100% | |", GREEN),
            ("K4 | Relet time in days | 31 | 26 | 28 | | See report.", GREEN),
        )
    ):
        top = 96.0 + 17 * number
        paper.row(places, top, line)
        paper.dot(445, top + 4, colour)
    assert paper.read() == [
        "K1 Health checks taken up; amber - -; p@2022/23=11.7 a@2023/24 Q1=12.2 t@2023/24 Q1=17.2",
        "K2 Quitters at four weeks; red - -; p@2022/23=625 a@2023/24 Q1=516 t@2023/24 Q1=621",
        "K3 Gas safety certificates; green - -; p@2022/23=99 a@2023/24 Q1=100 t@2023/24 Q1=100",
        "K4 Relet time in days; green - -; p@2022/23=31 a@2023/24 Q1=26 t@2023/24 Q1=28",
    ]


def test_a_group_and_a_wrapped_name_right_below_a_painted_header(tmp_path: Path) -> None:
    """Between header and first figures stand the group's name and a line of the measure's."""
    paper = begun(tmp_path / "p.pdf", size=7)
    paper.fill(40, 60, 560, 84, "00563f")
    paper.row((43, 220, 300, 370, 430), 68, "Indicator | Current | Target | RAG | Commentary")
    paper.text(43, 91, "Place and Environment")
    paper.text(43, 110, "Household waste sent for~reuse, recycling or~composting")
    places = (220, 300, 370, 430)
    paper.row(places, 118.4, "44.2% | 37.7% | G | Data lag of one quarter.")
    paper.rows(
        (43, *places),
        148,
        20,
        "Bins missed | 54 | 40 | R | New rota begun.",
        "Street lights working | 99.1% | 98% | G |",
    )
    read = read_scorecard(saved(paper)).records
    assert [(record.section, record.title) for record in read] == [
        (("Place and Environment",), "Household waste sent for reuse, recycling or composting"),
        (("Place and Environment",), "Bins missed"),
        (("Place and Environment",), "Street lights working"),
    ]


def test_groups_in_the_letters_of_any_row(tmp_path: Path) -> None:
    """No paint, no bold: a priority says that it is one, and the other names stand as it does;
    every measure has a polarity. The owner's name stands beside one row only."""
    paper = begun(tmp_path / "p.pdf")
    paper.row((43, 240, 310, 390, 450, 510), 62, "KPI | Polarity | Owner | 2022/23 | Target | RAG")
    lines = (
        ("Thriving places", "", ""),
        ("Young people not in work", "Low", "A. Patel | 4.4% | 3.8% | Red"),
        ("Priority 2: Thriving communities", "", ""),
        ("Older people still at home", "High", "J Carter | 50.3% | 46.4% | Green"),
        ("Corporate services", "", ""),
        ("Calls answered", "High", "S Okafor | 260 | 354 | Red"),
        ("Invoices paid in 30 days", "High", "S Okafor | 92% | 95% | Amber"),
    )
    for number, (name, polarity, rest) in enumerate(lines):
        paper.row(
            (43, 240, 310, 390, 450, 510),
            80 + 18 * number,
            f"{name} | {polarity} | {rest or '| | |'}",
        )
    read = read_scorecard(saved(paper)).records
    assert [(record.section, record.title, dict(record.text)["owner"]) for record in read] == [
        (("Thriving places",), "Young people not in work", "A. Patel"),
        (("Priority 2: Thriving communities",), "Older people still at home", "J Carter"),
        (("Corporate services",), "Calls answered", "S Okafor"),
        (("Corporate services",), "Invoices paid in 30 days", "S Okafor"),
    ]


def test_plus_or_minus_is_a_variance(tmp_path: Path) -> None:
    """The header has no word at all."""
    paper = begun(tmp_path / "p.pdf")
    places = (43, 240, 310, 390, 450)
    paper.row(places, 62, "KPI | Target | Actual | +/- | RAG", bold=True)
    paper.rows(
        places,
        80,
        15,
        "Calls answered | 354 | 260 | -94 | Red",
        "Invoices paid in 30 days | 95% | 92% | -3% | Amber",
        "Homes completed | 50 | 55 | +5 | Green",
    )
    assert paper.read() == [
        "Calls answered; red - -; t@2023/24=354 a@2023/24 Q2=260 v@2023/24 Q2=-94",
        "Invoices paid in 30 days; amber - -; t@2023/24=95 a@2023/24 Q2=92 v@2023/24 Q2=-3",
        "Homes completed; green - -; t@2023/24=50 a@2023/24 Q2=55 v@2023/24 Q2=5",
    ]


def test_painted_header_cells_are_as_wide_as_their_columns(tmp_path: Path) -> None:
    """The names stand in the middle of painted cells, all else at the left of its own."""
    paper = begun(tmp_path / "p.pdf", size=7)
    edges = (40, 213, 314, 398, 525, 629, 738)
    for number, (x0, x1) in enumerate(pairwise(edges)):
        if number == 2:
            paper.fill(x0, 60, x1, 73, BAND)
            paper.fill(x0, 73, x1, 86, BAND)
        else:
            paper.fill(x0, 60, x1, 86, BAND)
    paper.text(343, 62, "2023/24")
    paper.row(
        (100, 248, 441, 561, 652),
        69,
        "PI Description | Frequency | Annual Target | RAG status | Direction of travel",
    )
    paper.text(351, 76, "Q2")
    paper.rows(
        (44, 217, 318, 402, 529, 633),
        90,
        14,
        "Care leavers in education or work | Quarterly | n/a | 67% | A | Down",
        "Re-referrals within 12 months | Quarterly | 66% | 64% | G | Up",
        "Library visits | Quarterly | 54.1k | 54.6k | G | Down",
    )
    assert paper.read() == [
        "Care leavers in education or work; amber down -; a@2023/24 Q2=not_applicable t@2023/24=67",
        "Re-referrals within 12 months; green up -; a@2023/24 Q2=66 t@2023/24=64",
        "Library visits; green down -; a@2023/24 Q2=54100 t@2023/24=54600",
    ]


def test_names_of_five_lines_over_figures_at_their_foot(tmp_path: Path) -> None:
    """Lines of a name alone in its narrow column are no texts between tables."""
    paper = begun(tmp_path / "p.pdf", size=7)
    paper.row((43, 110, 180, 250, 320), 62, "Description | 2022/23 | Target | Actual | RAG")
    top = 80.0
    for name, line in (
        ("Number of~missed bin~collections~per~100,000", "30 | 31 | 43 | Red"),
        ("Affordable~homes~completed", "21 | 23 | 28 | Green"),
        ("Re-~referrals to~social care~within 12~months", "23.5% | 28.2% | 28.5% | Amber"),
        ("Health~checks~taken~up", "64% | 56% | 54% | Amber"),
    ):
        paper.text(43, top, name)
        top += 8.4 * name.count("~")
        paper.row((110, 180, 250, 320), top, line)
        top += 16
    assert paper.read() == [
        "Number of missed bin collections per 100,000; red - -; p@2022/23=30 t@2023/24=31 a@2023/24 Q2=43",
        "Affordable homes completed; green - -; p@2022/23=21 t@2023/24=23 a@2023/24 Q2=28",
        "Re-referrals to social care within 12 months; amber - -; p@2022/23=23.5 t@2023/24=28.2 a@2023/24 Q2=28.5",
        "Health checks taken up; amber - -; p@2022/23=64 t@2023/24=56 a@2023/24 Q2=54",
    ]


def test_quarters_above_names_beside_names_of_two_lines(tmp_path: Path) -> None:
    """The header's first line holds the quarters and first halves of other names, its second
    the names below the quarters and the other halves; one wraps its year."""
    paper = begun(tmp_path / "p.pdf", size=7)
    paper.fill(40, 56, 640, 84, "00563f")
    paper.row((230, 300, 420, 560), 60, "Outturn | Q1 2023/24 | Q2 2023/24 | Target 2023-")
    paper.row(
        (43, 180, 230, 290, 340, 410, 460, 560),
        68.4,
        "Description | Format | 2022/23 | Actual | RAG | Actual | RAG | 24",
    )
    paper.rows(
        (43, 180, 230, 290, 340, 410, 460, 560),
        90,
        14,
        "Visits to leisure centres | % | 68.8% | 66.0% | A | 69.3% | G | 70%",
        "Care leavers in work | % | 32.8% | 30.1% | R | 28.8% | R | 33%",
        "Days to let a home | Days | 24 | 25 | A | 22 | G | 21",
    )
    assert [line.split("; ")[2] for line in paper.read()] == [
        "p@2022/23=68.8 a@2023/24 Q1=66.0!amber a@2023/24 Q2=69.3!green t@2023/24=70",
        "p@2022/23=32.8 a@2023/24 Q1=30.1!red a@2023/24 Q2=28.8!red t@2023/24=33",
        "p@2022/23=24 a@2023/24 Q1=25!amber a@2023/24 Q2=22!green t@2023/24=21",
    ]


def test_names_whose_last_line_stands_beside_the_figures(tmp_path: Path) -> None:
    """White space, and no line, parts rows whose cells are set at the foot."""
    paper = begun(tmp_path / "p.pdf", size=7)
    places = (43, 180, 250, 310, 370)
    paper.row((180, 370), 53.6, "Reporting | RAG")
    paper.row(places, 62, "Measure | frequency | 2022/23 | Target | rating")
    top = 84.0
    for name, line in (
        ("Staff turnover", "Quarterly | 7.6% | 6.7% | R"),
        ("Looked after~children per~10,000", "Quarterly | 65.0 | 67.0 | G"),
        ("Pupils at the~expected standard~at KS2", "Quarterly | 17.7% | 21.4% | G"),
        ("Residents~satisfied with the~council", "Quarterly | 55% | 58% | A"),
    ):
        paper.text(43, top, name)
        top += 8.4 * name.count("~")
        paper.row(places[1:], top, line)
        top += 20
    assert paper.read() == [
        "Staff turnover; red - -; a@2022/23=7.6 t@2023/24=6.7",
        "Looked after children per 10,000; green - -; a@2022/23=65.0 t@2023/24=67.0",
        "Pupils at the expected standard at KS2; green - -; a@2022/23=17.7 t@2023/24=21.4",
        "Residents satisfied with the council; amber - -; a@2022/23=55 t@2023/24=58",
    ]


def test_a_quarter_above_the_names_of_a_second_table(tmp_path: Path) -> None:
    """It stands over the names behind the first, below a heading and above a painted line."""
    paper = begun(tmp_path / "p.pdf")
    names = (43, 260, 370, 470, 560)
    paper.row(names, 62, "Indicator | Format | Target | Actual | RAG", bold=True)
    paper.rows(
        names,
        78,
        14,
        "Agency spend | £ | £3.8m | £3.0m | Green",
        "Staff turnover | % | 9.5% | 11.2% | Red",
        "Visits to libraries | Number | 36,120 | 29,024 | Red",
    )
    paper.text(40, 132, "Further indicators", bold=True, size=9)
    for x0, x1 in ((40, 200), (470, 620)):
        paper.fill(x0, 150, x1, 186, BAND)
    paper.fill(200, 150, 470, 168, BAND)
    for x0, x1 in ((200, 290), (290, 380), (380, 470)):
        paper.fill(x0, 168, x1, 186, BAND)
    paper.text(204, 154, "Q1 2023/24", bold=True)
    places = (43, 204, 294, 384, 474)
    paper.row(places, 172, "Indicator | Target | Actual | RAG | Comments", bold=True)
    paper.rows(
        places,
        190,
        14,
        "Fly-tips reported | 79 | 100 | Red | New rota begun.",
        "Streets below standard | 6.9% | 5.2% | Green | On track.",
        "Bins missed | 410 | 271 | Green |",
    )
    assert paper.read()[3:] == [
        "Fly-tips reported; red - -; t@2023/24 Q1=79 a@2023/24 Q1=100",
        "Streets below standard; green - -; t@2023/24 Q1=6.9 a@2023/24 Q1=5.2",
        "Bins missed; green - -; t@2023/24 Q1=410 a@2023/24 Q1=271",
    ]


def test_a_quarter_at_the_left_of_names_beside_names_in_the_middle(tmp_path: Path) -> None:
    """All that is not named over the header's whole height is the quarter's."""
    paper = begun(tmp_path / "p.pdf", size=7)
    paper.text(320, 60, "Q1 2023/24")
    paper.row((43, 110), 66.6, "Code | Measure")
    paper.row((320, 420, 520), 73.4, "Actual | Target | RAG")
    places = (43, 110, 320, 420, 520)
    paper.rows(
        places,
        90,
        14,
        "C1 | Young people not in work | 5.3% | 3.9% | Red",
        "C2 | Pupils at the expected standard | 62.2% | 72.8% | Red",
        "C3 | Homes adapted for disabled people | 41 | 38 | Green",
    )
    assert paper.read() == [
        "C1 Young people not in work; red - -; a@2023/24 Q1=5.3 t@2023/24 Q1=3.9",
        "C2 Pupils at the expected standard; red - -; a@2023/24 Q1=62.2 t@2023/24 Q1=72.8",
        "C3 Homes adapted for disabled people; green - -; a@2023/24 Q1=41 t@2023/24 Q1=38",
    ]


def test_groups_in_plain_letters_between_rows_set_at_the_top(tmp_path: Path) -> None:
    """White space alone parts them from the names above and below; figures stand beside the first
    line of each name, and comments go on below it."""
    paper = begun(tmp_path / "p.pdf")
    places = (43, 250, 310, 370, 430)
    paper.row(places, 62, "Indicator | Polarity | 2022/23 | Target | Commentary", bold=True)
    top = 80.0
    for line, note in (
        ("Calls answered within 20 seconds | High | 91% | 95%", "See separate~report to~Cabinet."),
        ("Town centre vacancy rate | Low | 7.9% | 7.0%", ""),
        ("Adult services | | | ", ""),
        ("Health checks taken up | High | 29.3% | 24%", "See separate~report to~Cabinet."),
        ("Outcome: people live well | | | ", ""),
        ("Treatment completed | High | 52.0% | 47%", "Data lag of~one quarter."),
        ("Time to let a home | Low | 31 | 28", "Demand was~higher than~planned."),
    ):
        paper.row(places[:4], top, line)
        paper.text(430, top, note)
        top += 17 + 9.6 * note.count("~")
    read = read_scorecard(saved(paper)).records
    assert [(record.section, record.title) for record in read] == [
        ((), "Calls answered within 20 seconds"),
        ((), "Town centre vacancy rate"),
        (("Adult services",), "Health checks taken up"),
        (("Outcome: people live well",), "Treatment completed"),
        (("Outcome: people live well",), "Time to let a home"),
    ]


def test_stripes_that_begin_below_the_first_group(tmp_path: Path) -> None:
    """The header of two lines and the first group's name stand above the first stripe."""
    paper = begun(tmp_path / "p.pdf")
    paper.row(
        (43, 190, 270, 340, 440, 550),
        62,
        "Indicator | Lead | 2021/22 | 2022/23 | 2023/24 | RAG",
        bold=True,
    )
    paper.row((340, 390, 440, 490), 78, "Target | Actual | Target | Actual", bold=True)
    paper.text(43, 96, "Priority 1: Clean streets")
    places = (43, 190, 270, 340, 390, 440, 490, 550)
    for number, line in enumerate(
        (
            "to the council | J Carter | 16 | 19 | 20 | 15 | 14 | Green",
            "streets below standard | S Okafor | 3.9% | 4.1% | 3.7% | 3.8% | 4.9% | Red",
            "bins missed | A Patel | 55 | 69 | 66 | 44 | 62 | Red",
            "recycling | J Carter | 41% | 43% | 42% | 44% | 45% | Green",
        )
    ):
        top = 112.0 + 28 * number
        if number % 2 == 0:
            paper.fill(40, top, 600, top + 28, "f0f0f0")
        paper.text(43, top + 4, ("Fly-tips reported", "Cleanliness:", "All", "Household")[number])
        paper.row(places, top + 13.6, line)
    assert paper.read() == [
        "Fly-tips reported to the council; green - -; p@2021/22=16 t@2022/23=19 p@2022/23=20 t@2023/24=15 a@2023/24=14",
        "Cleanliness: streets below standard; red - -; p@2021/22=3.9 t@2022/23=4.1 p@2022/23=3.7 t@2023/24=3.8 a@2023/24=4.9",
        "All bins missed; red - -; p@2021/22=55 t@2022/23=69 p@2022/23=66 t@2023/24=44 a@2023/24=62",
        "Household recycling; green - -; p@2021/22=41 t@2022/23=43 p@2022/23=42 t@2023/24=44 a@2023/24=45",
    ]
