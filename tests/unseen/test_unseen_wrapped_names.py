# ruff: noqa: E501
"""Names of priorities and measures that wrap, and what stands beside their lines. What each paper
says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.case import Case, each_making
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

PRIORITIES = Case(
    "a priority of its own for each measure",
    """
    # Performance Report 2023/24 Quarter 2
    | *Priority* | *Measure*                     | *Target* | *Q1*  | *Q2*  | *RAG* |
    | Clean      | Missed bins per 100,000       | 40       | 43    | 41    | Amber |
    | Homes      | Rent collected from tenants   | 97%      | 97.1% | 98.4% | Green |
    | Fair       | Calls answered in 30 seconds  | 80%      | 71.2% | 69.9% | Red   |
    """,
    """
    Missed bins per 100,000; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41
    Rent collected from tenants; green - -; t@2023/24=97 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4
    Calls answered in 30 seconds; red - -; t@2023/24=80 a@2023/24 Q1=71.2 a@2023/24 Q2=69.9
    """,
)
TWO_LINES = (
    (
        "Percentage of children in the care of~Brightshire Council in school",
        "95%~93.1%",
        "95%~94.0%",
    ),
    ("Rent collected from tenants of Homes~England properties in the town", "98%~97%", "98%~98.4%"),
    ("Calls that were answered by the Centre~Park contact team", "80%~81%", "80%~69.9%"),
    ("Planning appeals dismissed by the local~Planning Inspectorate", "60%~62%", "60%~70%"),
)
TWO_LINES_SAID = [
    "Percentage of children in the care of Brightshire Council in school; - - -; t@2022/23=95 p@2022/23=93.1 t@2023/24=95 a@2023/24=94.0",
    "Rent collected from tenants of Homes England properties in the town; - - -; t@2022/23=98 p@2022/23=97 t@2023/24=98 a@2023/24=98.4",
    "Calls that were answered by the Centre Park contact team; - - -; t@2022/23=80 p@2022/23=81 t@2023/24=80 a@2023/24=69.9",
    "Planning appeals dismissed by the local Planning Inspectorate; - - -; t@2022/23=60 p@2022/23=62 t@2023/24=60 a@2023/24=70",
]


@each_making([PRIORITIES])
def test_a_priority_beside_one_measure_is_no_measure(
    case: Case, maker: str, tmp_path: Path
) -> None:
    assert case.read(maker, tmp_path) == case.says


def test_a_priority_s_lines_stand_as_close_as_the_rows_beside_it(tmp_path: Path) -> None:
    """No line parts anything: "Clean and", "green" and "places" are one name over three rows."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 110, 280, 330, 380, 430)
    lines = (
        "Clean and | Missed bins per 100,000 | 40 | 43 | 41 | Amber",
        "green | Litter cleared in a day | 95% | 94% | 96% | Green",
        "places | Fly-tips over five days old | 12 | 13 | 9 | Green",
        "Homes for | Rent collected from tenants | 97% | 97.1% | 98.4% | Green",
        "All | Homes let in the period | 250 | 120 | 131 | Amber",
    )
    paper.row(places, 62, "Priority | Measure | Target | Q1 | Q2 | RAG", bold=True)
    paper.rows(places, 76, 11, *lines)
    assert paper.read() == [
        "Missed bins per 100,000; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41",
        "Litter cleared in a day; green - -; t@2023/24=95 a@2023/24 Q1=94 a@2023/24 Q2=96",
        "Fly-tips over five days old; green - -; t@2023/24=12 a@2023/24 Q1=13 a@2023/24 Q2=9",
        "Rent collected from tenants; green - -; t@2023/24=97 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4",
        "Homes let in the period; amber - -; t@2023/24=250 a@2023/24 Q1=120 a@2023/24 Q2=131",
    ]
    sections = [record.section[-1] for record in read_scorecard(paper.path).records]
    assert sections == ["Clean and green places"] * 3 + ["Homes for All"] * 2


@pytest.mark.parametrize("lines", ["none", "across", "all"])
def test_a_target_over_its_result_beside_a_name_that_wraps(lines: str, tmp_path: Path) -> None:
    """Each name's second line begins with a capital letter, as a name of its own would."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24", bold=True, size=14)
    places = (43, 230, 290)
    paper.row(places, 60, "Indicator | 2022/23~Target~Result | 2023/24~Target~Result", bold=True)
    for number, (name, last, this) in enumerate(TWO_LINES):
        paper.row(places, 92 + 25 * number, f"{name} | {last} | {this}")
    tops = [58, *(90 + 25 * number for number in range(5))]
    if lines == "all":
        paper.grid((40, 227, 287, 350), tops)
    elif lines == "across":
        for top in tops:
            paper.rule(40, top, 350)
    assert paper.read() == TWO_LINES_SAID


def test_names_of_one_width_between_upright_lines_on_the_next_page(tmp_path: Path) -> None:
    """Without a header on it the second page's names look like a column of running text."""
    paper = Print(tmp_path / "p.pdf", size=10)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 253, 303, 353, 403)
    expected: list[str] = []
    for page in range(2):
        first = 62 if page == 0 else 40
        if page == 0:
            paper.row(places, first, "Measure | Target | Q1 | Q2 | RAG", bold=True)
        else:
            paper.page()
        for number in range(10):
            name = f"Visits to the leisure centre of ward {'ABCDEFGHIJ'[number]}{page + 1}"
            target, one, two = 50 + number, 40 + number, 60 - number
            paper.row(
                places,
                first + 12 * (number + 1),
                f"{name} | {target}% | {one}.5% | {two}.1% | Red",
            )
            expected.append(
                f"{name}; red - -; t@2023/24={target} a@2023/24 Q1={one}.5 a@2023/24 Q2={two}.1"
            )
        for x in (250, 300, 350, 400):
            paper.upright(x, first - 2, first + 134)
    assert paper.read() == expected


def test_a_heading_close_before_another_that_begins_where_ratings_do(tmp_path: Path) -> None:
    """Hardly any row has a rating; in the others a date that wraps stands where figures do."""
    paper = Print(tmp_path / "p.pdf", size=12)
    paper.text(40, 30, "Performance Report 2023/24", bold=True, size=14)
    places = (44, 142, 240, 355, 408)
    paper.row(places, 62, "Indicator | Target | 2022/23 | 2023/24 | RAG", bold=True)
    lines = (
        "People helped~to stay~independent for~longer | 70% | 71% | Due~May 20 |",
        "Older people still~at home after 91~days | 85% | 84.2% | Not due~until~June~2024 |",
        "Rent collected | 98% | 97% | 98.4% | Green",
        "Social care~users satisfied | 65% | 64% | Awaiting~survey~2024 |",
        "Calls answered | 80% | 81% | 69.9% | Red",
    )
    for top, line in zip((78, 138, 198, 215, 261), lines, strict=True):
        paper.row(places, top, line)
    assert paper.read() == [
        "People helped to stay independent for longer; - - -; t@2023/24=70 p@2022/23=71 a@2023/24=due",
        "Older people still at home after 91 days; - - -; t@2023/24=85 p@2022/23=84.2 a@2023/24=due",
        "Rent collected; green - -; t@2023/24=98 p@2022/23=97 a@2023/24=98.4",
        "Social care users satisfied; - - -; t@2023/24=65 p@2022/23=64 a@2023/24=awaiting",
        "Calls answered; red - -; t@2023/24=80 p@2022/23=81 a@2023/24=69.9",
    ]


def test_a_priority_between_the_two_rows_that_it_is_merged_over(tmp_path: Path) -> None:
    """Both names are as long as their column is wide; each has a rating of its own."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (46, 157, 309, 348, 385, 423)
    paper.row(places, 74, "Priority | Measure | Target | Q1 | Q2 | RAG", bold=True)
    lines = (
        "| Rent collected from current tenants | 97% | 97.1% | 98.4% | Green",
        "Clean and green | Missed bins per 100,000 | 40 | 43 | 41 | Amber",
        "| Calls answered in 30 seconds | 80% | 71.2% | 69.9% | Red",
        "| Planning majors decided in time | 60% | 88% | 91% | Green",
        "| Sickness days per employee | 5.2 | 5.5 | 6.1 | Red",
        "| Homes let in the period | 250 | 120 | 131 | Amber",
        "A fair start for every child | Invoices paid in 30 days | 95% | 94% | 96% | Green",
        "| Fly-tips over five days old | 12 | 11 | 9 | Green",
    )
    for number, line in enumerate(lines):
        at = places if not line.startswith("|") else places[1:]
        paper.row(at, 87 + 12.5 * number, line)
    paper.text(46, 130.7, "Homes for all")
    assert paper.read()[3:5] == [
        "Planning majors decided in time; green - -; t@2023/24=60 a@2023/24 Q1=88 a@2023/24 Q2=91",
        "Sickness days per employee; red - -; t@2023/24=5.2 a@2023/24 Q1=5.5 a@2023/24 Q2=6.1",
    ]
