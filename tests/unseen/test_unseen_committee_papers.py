# ruff: noqa: E501
"""Scorecards as committee papers print them: ratings in words beside each quarter, keys set right
above or below a table, headers whose names wrap or stand at the right of what they gather. What
each says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.case import Case, each_making
from tests.unseen.prints import Print

GREEN, AMBER, RED = "2e8b57", "f2a900", "c8102e"

CASES = (
    Case(
        "each quarter's rating says how it stands to its target",
        """
        # Performance Report 2023/24 Quarter 3
        | Indicator | 2023/24 Target | Q1 Actual | Q1 Status | Q2 Actual | Q2 Status | Q3 Actual | Q3 Status
        | Trees planted | 305 | 390 | On target | 370 | Within tolerance | 243 | Off target
        | Visits to museums | 910 | 1000 | On target | 820 | Off target | 905 | Within tolerance
        | Permits issued | 53 | 65 | Off target | 72 | On target | 54 | On target
        | Homes let | 61 | 93 | On target | 62 | Off target | 84 | On target
        | Fines paid | 36 | 53 | Off target | 43 | Within tolerance | 44 | Within tolerance
        | Bins missed | 66 | 67 | Off target | 87 | Off target | 65 | On target
        """,
        """
        Trees planted; red - -; t@2023/24=305 a@2023/24 Q1=390!green a@2023/24 Q2=370!amber a@2023/24 Q3=243!red
        Visits to museums; amber - -; t@2023/24=910 a@2023/24 Q1=1000!green a@2023/24 Q2=820!red a@2023/24 Q3=905!amber
        Permits issued; green - -; t@2023/24=53 a@2023/24 Q1=65!red a@2023/24 Q2=72!green a@2023/24 Q3=54!green
        Homes let; green - -; t@2023/24=61 a@2023/24 Q1=93!green a@2023/24 Q2=62!red a@2023/24 Q3=84!green
        Fines paid; amber - -; t@2023/24=36 a@2023/24 Q1=53!red a@2023/24 Q2=43!amber a@2023/24 Q3=44!amber
        Bins missed; green - -; t@2023/24=66 a@2023/24 Q1=67!red a@2023/24 Q2=87!red a@2023/24 Q3=65!green
        """,
    ),
    Case(
        "each row of a measure has its code, the first alone its name",
        """
        # Performance Report 2023/24 Quarter 2
        | Ref | Measure | | Q1 | Q2
        | SF01 | Reviews done | Actual | 50 | 51
        | SF01 | | Target | 60 | 60
        | SF02 | Visits made | Actual | 900 | 940
        | SF02 | | Target | 1000 | 1000
        """,
        """
        SF01 Reviews done; - - -; a@2023/24 Q1=50 t@2023/24 Q1=60 a@2023/24 Q2=51 t@2023/24 Q2=60
        SF02 Visits made; - - -; a@2023/24 Q1=900 t@2023/24 Q1=1000 a@2023/24 Q2=940 t@2023/24 Q2=1000
        """,
        ("sheet",),
    ),
    Case(
        "a calendar year's result in a quarter's report is of that year alone",
        """
        # Performance Report 2023/24 Quarter 3
        | Indicator | 2021 | 2022 | 2023 | England 2023 | RAG
        | Homes let | 73% | 58% | 66% | 53% | Green
        | Tests passed | 99% | 78% | 95% | 87% | Red
        | Visits made in time | 47% | 50% | 43% | 51% | Amber
        """,
        """
        Homes let; green - -; p=73 p=58 a=66 c=53
        Tests passed; red - -; p=99 p=78 a=95 c=87
        Visits made in time; amber - -; p=47 p=50 a=43 c=51
        """,
    ),
    Case(
        "calendar years, the last one alone mostly in percent, beside targets in percent",
        """
        # Performance Report 2023/24 Quarter 3
        | Indicator | 2022 | 2023 | Target | RAG
        | Homes let in time | TBC | 66% | 70% | Green
        | Tests passed | TBC | 95% | 90% | Red
        | Visits made | 491 | 358 | 353 | Amber
        """,
        """
        Homes let in time; green - -; p=tbc a=66 t@2023/24=70
        Tests passed; red - -; p=tbc a=95 t@2023/24=90
        Visits made; amber - -; p=491 a=358 t@2023/24=353
        """,
        ("ruled", "word"),
    ),
)


@each_making(CASES)
def test_what_a_committee_paper_says(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


MEASURES = (
    "Homes let | 66% | 70% | 71%",
    "Tests passed | 95% | 90% | 93%",
    "Visits made | 858 | 853 | 790",
    "Trees planted | 305 | 243 | 260",
)


KEY = (
    ("Key:", ""), ("Green", GREEN), ("at or above target;", ""), ("Amber", AMBER),
    ("within 5% of target;", ""), ("Red", RED), ("more than 5% below target;", ""),
)  # fmt: skip


@pytest.mark.parametrize("below", [False, True])
def test_a_key_in_one_line_close_to_a_table_without_lines(tmp_path: Path, *, below: bool) -> None:
    """The boxes in the key part its words as columns are parted; a column begins where one does."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    level = 62.0 + (88 if below else 0)
    x, starts = 43.0, []
    for text, colour in KEY:
        wide = paper.paper.stringWidth(text, "Helvetica", 8)
        if colour:
            paper.fill(x - 3, level - 1, x + wide + 3, level + 9, colour)
        paper.text(x, level, text)
        starts.append(x)
        x += wide + 6.2
    top = 62.0 if below else 82.0
    places = (43, 180, starts[5], 370, 450)
    paper.row(places[3:], top, "RAG | Q1", bold=below)
    paper.row(
        places, top + 10, "Indicator | Good is | England 2022/23 | status | 2023/24", bold=below
    )
    paper.rows(
        places,
        top + 26,
        13,
        "Homes let | Higher | 66% | Green | 71%",
        "Tests passed | Higher | 95% | Red | 93%",
        "Visits made | Lower | 85% | Amber | 79%",
        "Trees planted | Higher | 30% | Green | 26%",
    )
    assert paper.read() == [
        "Homes let; green - higher; c@2022/23=66 a@2023/24 Q1=71",
        "Tests passed; red - higher; c@2022/23=95 a@2023/24 Q1=93",
        "Visits made; amber - lower; c@2022/23=85 a@2023/24 Q1=79",
        "Trees planted; green - higher; c@2022/23=30 a@2023/24 Q1=26",
    ]


def test_a_wrapped_header_whose_first_line_has_a_word_for_a_result(tmp_path: Path) -> None:
    """ "High" over "or low is good?" is no row of the first two lines of a header."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    ends = (110, 268, 318, 400, 460, 520, 570)
    places = (43, 210, 290, 360, 430, 500)
    for x, name in zip(
        ends,
        (
            "KPI",
            "High~or low~is good?",
            "Lead~Member",
            "2022/23~Outturn",
            "Q2~2023/24",
            "2023/24~Target",
        ),
        strict=False,
    ):
        for line, part in enumerate(name.split("~")):
            paper.text(-x, 62 + 9.6 * line, part, bold=True)
    paper.rule(40, 94, 560)
    lines = (
        ("Homes let to~young families", "High | Cllr Dunn | 66% | 71% | 70%"),
        ("Tests passed at~the first time", "High | Leader | 95% | 93% | 90%"),
        ("Days lost to~sickness", "Low | Cllr Dunn | 9.4 | 8.8 | 8.5"),
    )
    for number, (name, values) in enumerate(lines):
        paper.text(43, 100 + 24 * number, name)
        paper.row(places[1:], 104.8 + 24 * number, values)
    assert paper.read() == [
        "Homes let to young families; - - higher; p@2022/23=66 a@2023/24 Q2=71 t@2023/24=70",
        "Tests passed at the first time; - - higher; p@2022/23=95 a@2023/24 Q2=93 t@2023/24=90",
        "Days lost to sickness; - - lower; p@2022/23=9.4 a@2023/24 Q2=8.8 t@2023/24=8.5",
    ]


def test_a_second_table_close_below_whose_header_has_two_lines(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 80, 240, 320, 400, 480, 560)
    paper.row(places, 62, "Ref | Measure | Q1 2023/24 | Q2 2023/24 | Q2 2022/23 | Target | RAG")
    first = (
        "A1 | Homes let | 66% | 71% | 64% | 70% | Green",
        "A2 | Tests passed | 95% | 93% | 91% | 90% | Green",
        "A3 | Visits made | 858 | 790 | 811 | 853 | Red",
    )
    paper.rows(places, 76, 14, *first)
    paper.text(230, 118, "Quarter 2")
    paper.text(430, 118, "Year to date")
    places = (43, 80, 210, 290, 370, 450, 530)
    paper.row(places, 132, "Ref | Measure | Target | Actual | Target | Actual | RAG")
    second = (
        "B1 | Days lost | 8.5 | 8.8 | 8.6 | 9.1 | Amber",
        "B2 | Trees planted | 30 | 33 | 60 | 71 | Green",
        "B3 | Fines paid | 12 | 10 | 24 | 22 | Red",
    )
    paper.rows(places, 146, 14, *second)
    assert paper.read() == [
        "A1 Homes let; green - -; a@2023/24 Q1=66 a@2023/24 Q2=71 p@2022/23 Q2=64 t@2023/24=70",
        "A2 Tests passed; green - -; a@2023/24 Q1=95 a@2023/24 Q2=93 p@2022/23 Q2=91 t@2023/24=90",
        "A3 Visits made; red - -; a@2023/24 Q1=858 a@2023/24 Q2=790 p@2022/23 Q2=811 t@2023/24=853",
        "B1 Days lost; amber - -; t@2023/24 Q2=8.5 a@2023/24 Q2=8.8 t@2023/24=8.6 a@2023/24=9.1",
        "B2 Trees planted; green - -; t@2023/24 Q2=30 a@2023/24 Q2=33 t@2023/24=60 a@2023/24=71",
        "B3 Fines paid; red - -; t@2023/24 Q2=12 a@2023/24 Q2=10 t@2023/24=24 a@2023/24=22",
    ]


@pytest.mark.parametrize("noted", [False, True])
def test_quarters_set_at_the_right_of_what_they_gather(tmp_path: Path, *, noted: bool) -> None:
    """ "Q3 2024/25" ends with "Target": "Value" before it is that quarter's, for the one further
    left has its own."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2024/25 Quarter 3", bold=True, size=14)
    for x, text in ((300, "Q1 2024/25"), (380, "Q2 2024/25"), (520, "Q3 2024/25")):
        paper.text(-x, 62, text, bold=True)
    paper.text(43, 76, "Measure", bold=True)
    if noted:
        paper.text(-640, 76, "Note", bold=True)
    ends = (300, 380, 450, 520)
    for x, text in zip(ends, ("Value", "Value", "Value", "Target"), strict=True):
        paper.text(-x, 76, text, bold=True)
    lines = (
        ("Homes let", "66%", "71%", "64%", "70%"),
        ("Days lost", "9.5", "9.3", "9.1", "9.0"),
        ("Visits", "858", "790", "811", "853"),
    )
    for number, (name, *figures) in enumerate(lines):
        paper.text(43, 92 + 14 * number, name)
        if noted:
            paper.text(560, 92 + 14 * number, "See the annex")
        for x, text in zip(ends, figures, strict=True):
            paper.text(-x, 92 + 14 * number, text)
    assert paper.read() == [
        "Homes let; - - -; a@2024/25 Q1=66 a@2024/25 Q2=71 a@2024/25 Q3=64 t@2024/25 Q3=70",
        "Days lost; - - -; a@2024/25 Q1=9.5 a@2024/25 Q2=9.3 a@2024/25 Q3=9.1 t@2024/25 Q3=9.0",
        "Visits; - - -; a@2024/25 Q1=858 a@2024/25 Q2=790 a@2024/25 Q3=811 t@2024/25 Q3=853",
    ]


def test_the_square_of_the_last_row_stands_out_of_the_table(tmp_path: Path) -> None:
    """A browser draws the lines around it apart, within its edges."""
    paper = Print(tmp_path / "p.pdf", size=7)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 240, 330, 420, 497)
    paper.row(places, 62, "Indicator | Q1 2023/24 | Q2 2023/24 | Target | RAG", bold=True)
    colours = (GREEN, AMBER, RED, GREEN)
    for number, (line, colour) in enumerate(zip(MEASURES, colours, strict=True)):
        top = 80.0 + 17 * number
        paper.row(places[:4], top, line)
        paper.fill(503, top - 1, 513.5, top + 9.5, colour)
        paper.grid((503.4, 513.1), (top - 0.6, top + 9.1), "555555")
    ratings = [line.partition("; ")[2].partition(" ")[0] for line in paper.read()]
    assert ratings == ["green", "amber", "red", "green"]


def test_a_footnote_behind_millions(tmp_path: Path) -> None:
    """What is raised behind "£1.4m" is no power of a metre."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 240, 330, 420)
    tops = (60, 76, 92, 108)
    paper.grid((40, 235, 325, 415, 500), tops)
    paper.row(places, 63, "Indicator | Q1 2023/24 | Q2 2023/24 | Target")
    paper.row(places, 79, "Agency spend | £1.4m | £1.6m | £1.5m")
    paper.text(240 + paper.paper.stringWidth("£1.4m", "Helvetica", 8), 79, "2", size=5)
    paper.row(places, 95, "Land bought (m²) | 210 | 220 | 200")
    assert paper.read() == [
        "Agency spend; - - -; a@2023/24 Q1=1400000 a@2023/24 Q2=1600000 t@2023/24=1500000",
        "Land bought (m²); - - -; a@2023/24 Q1=210 a@2023/24 Q2=220 t@2023/24=200",
    ]


def test_names_in_the_middle_over_figures_at_the_left_with_quarters_between_them(
    tmp_path: Path,
) -> None:
    """Each name stands behind its figures, "Quarter 1" over neither of its two; the header comes
    again over the next section."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 30, "Performance Report 2022/23 Quarter 1", bold=True, size=14)
    lefts = (219, 337, 455, 573, 691)
    top = 66.0
    for section, lines in (
        (
            "Housing",
            (
                ("Homes let", "66% | 70% | 64% | 70% | Green"),
                ("Visits made", "n/a | 82 | 90 | 99 | Amber"),
            ),
        ),
        (
            "Roads",
            (
                ("Potholes filled", "71 | 70 | 68 | 75 | Red"),
                ("Lamps lit", "98% | 96% | 97% | 96% | Green"),
            ),
        ),
    ):
        paper.text(49, top, section, bold=True, size=10)
        for x, text in (
            (128, "Description"),
            (330, "Quarter 1"),
            (566, "Year to date"),
            (742, "Status"),
        ):
            paper.text(
                x - paper.paper.stringWidth(text, "Helvetica-Bold", 9) / 2,
                top + 22,
                text,
                bold=True,
            )
        for x, text in zip((271, 389, 507, 625), ("Actual", "Target") * 2, strict=True):
            paper.text(
                x - paper.paper.stringWidth(text, "Helvetica-Bold", 9) / 2,
                top + 44,
                text,
                bold=True,
            )
        for number, (name, figures) in enumerate(lines):
            paper.text(55, top + 66 + 22 * number, name)
            paper.row(lefts, top + 66 + 22 * number, figures)
        top += 120
    assert paper.read() == [
        "Homes let; green - -; a@2022/23 Q1=66 t@2022/23 Q1=70 a@2022/23=64 t@2022/23=70",
        "Visits made; amber - -; a@2022/23 Q1=not_applicable t@2022/23 Q1=82 a@2022/23=90 t@2022/23=99",
        "Potholes filled; red - -; a@2022/23 Q1=71 t@2022/23 Q1=70 a@2022/23=68 t@2022/23=75",
        "Lamps lit; green - -; a@2022/23 Q1=98 t@2022/23 Q1=96 a@2022/23=97 t@2022/23=96",
    ]


@pytest.mark.parametrize(
    "names", ["Budget | Forecast | Variance", "Budget | Spent to date | Forecast | Variance"]
)
def test_a_scale_in_the_middle_over_all_amounts(tmp_path: Path, names: str) -> None:
    """It stands over one of three, or two of four: all are in thousands."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Budget Monitoring 2024/25 Quarter 2", bold=True, size=14)
    heads = names.split(" | ")
    centres = [200.0 + 90 * number for number in range(len(heads))]

    def centred(x: float, top: float, text: str) -> None:
        paper.text(x - paper.paper.stringWidth(text, "Helvetica", 8) / 2, top, text)

    paper.fill(40, 59, 640, 93, "d9e2f3")
    paper.text(43, 62, "Directorate")
    centred(sum(centres) / len(centres), 62, "2024/25 £000")
    centred(centres[-1] + 90, 62, "RAG")
    for x, text in zip(centres, heads, strict=True):
        centred(x, 76, text)
    rows = (
        ("Waste Services", (24812, 22518, 22572, 1522), "Green"),
        ("Highways", (55015, 56491, 61443, 3333), "Red"),
        ("Housing", (8015, 6491, 8443, 428), "Amber"),
    )
    for number, (name, figures, rating) in enumerate(rows):
        top = 100 + 18 * number
        paper.text(43, top, name)
        shown = figures if len(heads) > 3 else (figures[0], *figures[2:])
        for x, figure in zip(centres, shown, strict=True):
            centred(x, top, f"{figure:,}")
        centred(centres[-1] + 90, top, rating)
    told = [line.partition("; ")[2].partition("; ")[2] for line in paper.read()]
    spent = " a@2024/25 Q2={}" if len(heads) > 3 else ""
    assert [line.replace("a@2024/25=", "a@2024/25 Q2=") for line in told] == [
        f"b@2024/25={b}000{spent.format(f'{a}000')} f@2024/25={f}000 v@2024/25={v}000"
        for _, (b, a, f, v), _ in rows
    ]


def test_a_name_in_two_lines_beside_years_that_come_back(tmp_path: Path) -> None:
    """ "Good" over "performance is" gathers no year beside it."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2020/21 Quarter 2", bold=True, size=14)
    places = (43, 200, 290, 350, 430, 520, 600)
    paper.row(places[1:], 62, "Good | | England | South East | | 2020/21")
    paper.row(
        places, 72, "Title | performance is | 2019/20 | 2019/20 | 2019/20 | Quartile | Target"
    )
    lines = (
        "Homes let in time | Increase | 45% | 31% | 35% | 4 | 42%",
        "Tests passed | Increase | 95% | 91% | 90% | 2 | 96%",
        "Days lost | Decrease | 9.4 | 8.8 | 8.5 | 3 | 9.0",
    )
    paper.rows(places, 90, 16, *lines)
    assert [line.partition("; ")[2] for line in paper.read()] == [
        "- - higher; a@2019/20=45 c@2019/20=31 c@2019/20=35 q@2019/20=4 t@2020/21=42",
        "- - higher; a@2019/20=95 c@2019/20=91 c@2019/20=90 q@2019/20=2 t@2020/21=96",
        "- - lower; a@2019/20=9.4 c@2019/20=8.8 c@2019/20=8.5 q@2019/20=3 t@2020/21=9.0",
    ]


def test_ratings_of_two_words_are_no_two_columns(tmp_path: Path) -> None:
    """In the middle of their cells "On target" and "Within tolerance" have their spaces at one
    place; a row without a rating has a word further right."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2022/23 Quarter 2", bold=True, size=14)
    places = (43, 240, 320)
    paper.row((*places, 430, 540), 62, "Indicator | Q2 result | Target | RAG | Trend", bold=True)
    rows = (
        ("Homes let | 79.4 | 65.8", "On target", "Up"),
        ("Tests passed | 57.5 | 73.1", "", "Same"),
        ("Visits made | 85.8 | 83.3", "On target", "Up"),
        ("Trees planted | 30.5 | 34.3", "Within tolerance", "Down"),
        ("Bins missed | 41.5 | 44.3", "Within tolerance", "Same"),
        ("Lamps lit | 98.1 | 96.0", "On target", "Up"),
    )
    for number, (line, rating, moved) in enumerate(rows):
        top = 80 + 16 * number
        paper.row(places, top, line)
        first = rating.split(" ")[0]
        x = 440 - paper.paper.stringWidth(first + " ", "Helvetica", 8)
        paper.text(x, top, rating)
        paper.text(545, top, moved)
    assert [line.partition("; ")[2].partition(";")[0] for line in paper.read()] == [
        "green up -",
        "- flat -",
        "green up -",
        "amber down -",
        "amber flat -",
        "green up -",
    ]


def test_a_section_below_a_name_at_the_right_of_its_column(tmp_path: Path) -> None:
    """One long name reaches over "Title"; the section's name heads no column."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2016/17 Quarter 3", bold=True, size=14)
    for x, text in ((205, "Title"), (290, "Q3 2016/17"), (360, "Target"), (430, "RAG")):
        paper.text(-x, 62, text, bold=True)
    paper.rule(40, 73, 440)
    paper.text(43, 76, "Living well for longer", bold=True)
    paper.rule(40, 87, 440)
    rows = (
        ("Affordable homes completed", "61", "55", "G"),
        ("Street lights working", "46", "40", "G"),
        ("Number of missed collections per 100,000", "171.6", "150.5", "R"),
        ("Museum visitors", "273", "215", "A"),
        ("Invoices paid in time", "58", "74", "R"),
        ("Trees planted", "19", "18", "G"),
        ("Fines paid", "50", "62", "A"),
        ("Permits issued", "73", "71", "G"),
        ("Drains cleared", "23", "29", "G"),
        ("Potholes filled", "85", "81", "G"),
    )
    for number, (name, *told) in enumerate(rows):
        top = 90.0 + 14 * number
        paper.text(43, top, name)
        for x, text in zip((265, 345, 423), told, strict=True):
            paper.text(x - paper.paper.stringWidth(text, "Helvetica", 8) / 2, top, text)
        paper.rule(40, top + 11, 440)
    assert [line.partition(";")[0] for line in paper.read()] == [name for name, *_ in rows]


def test_notes_between_a_table_and_the_header_of_the_next(tmp_path: Path) -> None:
    """They are rows of the first, and no header over the years of the second."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 4", bold=True, size=14)
    places = (43, 240, 320, 400, 480)
    paper.row(places, 62, "Measure | Q3 2023/24 | Q4 2023/24 | Target | RAG", bold=True)
    first = (
        "Homes let | 66 | 71 | 70 | Green",
        "Tests passed | 95 | 93 | 90 | Green",
        "Visits made | 85 | 79 | 85 | Red",
    )
    for number, line in enumerate(first):
        paper.rule(40, 73 + 15 * number, 640)
        paper.row(places, 76 + 15 * number, line)
    for number in (3, 4):
        paper.rule(40, 73 + 15 * number, 640)
        paper.text(43, 76 + 15 * number, f"{number - 2} Rounded to the nearest 5.")
    paper.rule(40, 148, 640)
    for x, text in ((305, "2022-23"), (485, "2023-24")):
        paper.text(x - paper.paper.stringWidth(text, "Helvetica-Bold", 8) / 2, 151, text, bold=True)
    paper.rule(220, 163, 580)
    under = (43, 225, 290, 350, 405, 470, 530)
    paper.row(under, 166, "Indicator | Target | Actual | RAG | Target | Actual | RAG", bold=True)
    second = (
        "Days lost | 8.5 | 8.8 | Red | 8.6 | 8.1 | Green",
        "Trees planted | 30 | 33 | Green | 60 | 71 | Green",
        "Fines paid | 12 | 10 | Red | 24 | 22 | Amber",
    )
    for number, line in enumerate(second):
        paper.rule(40, 178 + 15 * number, 640)
        paper.row(under, 181 + 15 * number, line)
    assert [line.partition("; ")[2].partition("; ")[2] for line in paper.read()] == [
        "a@2023/24 Q3=66 a@2023/24 Q4=71 t@2023/24=70",
        "a@2023/24 Q3=95 a@2023/24 Q4=93 t@2023/24=90",
        "a@2023/24 Q3=85 a@2023/24 Q4=79 t@2023/24=85",
        "t@2022/23=8.5 p@2022/23=8.8!red t@2023/24=8.6 a@2023/24=8.1!green",
        "t@2022/23=30 p@2022/23=33!green t@2023/24=60 a@2023/24=71!green",
        "t@2022/23=12 p@2022/23=10!red t@2023/24=24 a@2023/24=22!amber",
    ]


def test_the_second_lines_of_names_in_a_row_of_their_own(tmp_path: Path) -> None:
    """Lines of a header as far apart as rows: "Ref" goes on below "PI", "Outturn" below a year."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2016/17 Quarter 1", bold=True, size=14)
    places = (43, 80, 190, 280, 350, 420, 490, 560)
    paper.row(places, 62, "PI | Measure | Owner | 14/15 | 15/16 | 16/17 | Q1 | RAG")
    paper.row(places, 78, "Ref | | | Outturn | Outturn | Target | 16/17 | Status")
    rows = (
        "1 | Homes let | J Carter | 50 | 41 | 53 | 40 | Green",
        "2 | Tests passed | S Okafor | 17.8 | 21.2 | 23.4 | 24.8 | Amber",
        "3 | Visits made | A Patel | 66 | 71 | 68 | 77 | Red",
    )
    paper.rows(places, 94, 16, *rows)
    assert [line.partition("; ")[2] for line in paper.read()] == [
        "green - -; p@2014/15=50 p@2015/16=41 t@2016/17=53 a@2016/17 Q1=40",
        "amber - -; p@2014/15=17.8 p@2015/16=21.2 t@2016/17=23.4 a@2016/17 Q1=24.8",
        "red - -; p@2014/15=66 p@2015/16=71 t@2016/17=68 a@2016/17 Q1=77",
    ]
