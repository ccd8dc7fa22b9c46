# ruff: noqa: E501
"""Tables without upright lines whose header is set at another side of its cells than what stands
below, or as narrow as its names. What each says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.prints import Print

# What a cell leaves free behind its text, and so before the next cell's (points).
PADDING = 3.0
QUARTERS = (
    "Missed bins per 100,000 collections | 40 | 43 | 41 | | | Amber",
    "Rent collected | 98% | 97.1% | 98.4% | | | Green",
    "Calls answered | 80% | 71.2% | 69.9% | | | Red",
)
QUARTERS_SAID = [
    "Missed bins per 100,000 collections; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41 a@2023/24 Q3=blank a@2023/24 Q4=blank",
    "Rent collected; green - -; t@2023/24=98 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4 a@2023/24 Q3=blank a@2023/24 Q4=blank",
    "Calls answered; red - -; t@2023/24=80 a@2023/24 Q1=71.2 a@2023/24 Q2=69.9 a@2023/24 Q3=blank a@2023/24 Q4=blank",
]
BUDGETS = (
    "Leisure and Culture | 82,655 | 72,494 | (10,161) | Amber",
    "Adult Social Care | 52,433 | 53,893 | 1,460 | Red",
    "Planning | 14,864 | 14,125 | (739) | Green",
)
BUDGETS_SAID = [
    "Leisure and Culture; amber - -; b@2023/24=82655000 f@2023/24=72494000 v@2023/24=-10161000",
    "Adult Social Care; red - -; b@2023/24=52433000 f@2023/24=53893000 v@2023/24=1460000",
    "Planning; green - -; b@2023/24=14864000 f@2023/24=14125000 v@2023/24=-739000",
]


def _set(paper: Print, edges: tuple[float, ...], line: str, top: float, side: str) -> None:
    """A row between cell edges; its first text is at the left, the others at a side."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for number, text in enumerate(part.strip() for part in line.split("|")):
        room = edges[number + 1] - edges[number] - stringWidth(text, "Helvetica", paper.size)
        room -= PADDING
        shift = {"left": 0.0, "middle": room / 2, "right": room}[side if number else "left"]
        if text:
            paper.text(edges[number] + shift, top, text)


def _paper(tmp_path: Path) -> Print:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    return paper


@pytest.mark.parametrize(
    ("names", "figures"),
    [("middle", "right"), ("right", "left"), ("left", "right"), ("middle", "left")],
)
def test_names_at_another_side_of_wide_cells_than_figures(
    names: str, figures: str, tmp_path: Path
) -> None:
    paper = _paper(tmp_path)
    edges = (48, 152, 256, 383, 511, 610)
    _set(paper, edges, "Service | Budget £000 | Forecast £000 | Variance £000 | RAG", 62, names)
    for number, line in enumerate(BUDGETS):
        _set(paper, edges, line, 76 + 13 * number, figures)
    assert paper.read() == BUDGETS_SAID


@pytest.mark.parametrize(("names", "figures"), [("left", "right"), ("right", "left")])
def test_names_at_another_side_over_quarters_to_come(
    names: str, figures: str, tmp_path: Path
) -> None:
    paper = _paper(tmp_path)
    edges = (48, 196, 263, 362, 461, 560, 648, 748)
    _set(paper, edges, "Indicator | Target | Q1 | Q2 | Q3 | Q4 | RAG", 62, names)
    for number, line in enumerate(QUARTERS):
        _set(paper, edges, line, 76 + 13 * number, figures)
    assert paper.read() == QUARTERS_SAID


@pytest.mark.parametrize("side", ["left", "middle", "right"])
def test_quarters_to_come_in_cells_as_narrow_as_their_names(side: str, tmp_path: Path) -> None:
    """A space wide is what parts Q3 from Q4, and Q4 from what stands behind it."""
    paper = _paper(tmp_path)
    edges = (42, 175, 203, 230, 257, 271, 285, 312)
    for number, line in enumerate(("Indicator | Target | Q1 | Q2 | Q3 | Q4 | RAG", *QUARTERS)):
        _set(paper, edges, line, 62 + 12 * number, side)
    assert paper.read() == QUARTERS_SAID


def test_a_header_that_no_line_parts_from_the_first_of_ruled_rows(tmp_path: Path) -> None:
    paper = _paper(tmp_path)
    edges = (48, 152, 256, 383, 511, 610)
    _set(paper, edges, "Service | Budget £000 | Forecast £000 | Variance £000 | RAG", 62, "middle")
    for number, line in enumerate(BUDGETS):
        _set(paper, edges, line, 76 + 13 * number, "left")
        paper.rule(40, 87 + 13 * number, 620)
    assert paper.read() == BUDGETS_SAID


@pytest.mark.parametrize(
    ("names", "figures", "edges"),
    [
        ("middle", "middle", (48, 203, 273, 344, 414, 485, 540)),
        ("left", "middle", (48, 182, 222, 262, 302, 342, 372)),
        ("right", "left", (48, 232, 305, 379, 452, 526, 590)),
    ],
)
def test_a_quarter_in_the_middle_over_its_target_and_its_result(
    names: str, figures: str, edges: tuple[float, ...], tmp_path: Path
) -> None:
    """The white space between the two is as wide as the one between "Q1" and its year."""
    paper = _paper(tmp_path)
    for number, text in ((1, "Q1 2023/24"), (3, "Q2 2023/24")):
        _set(paper, (0, edges[number], edges[number + 2]), f" | {text}", 60, "middle")
    _set(paper, edges, "Indicator | Target | Actual | Target | Actual | RAG", 72, names)
    for number, line in enumerate(
        (
            "Rent collected from tenants | 95.8% | 42% | 59% | 72% | Red",
            "Homes let | 6,833 | 343 | 30.5 | 688 | Amber",
            "Calls answered in a minute | 83.9% | 66.3% | 63% | 35.7% | Amber",
            "Days lost to sickness | 57 | 553 | 19.1 | 21.8 | Green",
        )
    ):
        _set(paper, edges, line, 86 + 12 * number, figures)
    assert paper.read() == [
        "Rent collected from tenants; red - -; t@2023/24 Q1=95.8 a@2023/24 Q1=42 t@2023/24 Q2=59 a@2023/24 Q2=72",
        "Homes let; amber - -; t@2023/24 Q1=6833 a@2023/24 Q1=343 t@2023/24 Q2=30.5 a@2023/24 Q2=688",
        "Calls answered in a minute; amber - -; t@2023/24 Q1=83.9 a@2023/24 Q1=66.3 t@2023/24 Q2=63 a@2023/24 Q2=35.7",
        "Days lost to sickness; green - -; t@2023/24 Q1=57 a@2023/24 Q1=553 t@2023/24 Q2=19.1 a@2023/24 Q2=21.8",
    ]


def test_a_year_at_the_left_of_two_columns_whose_texts_are_at_their_right(tmp_path: Path) -> None:
    paper = _paper(tmp_path)
    edges = (48, 171, 227, 286, 345, 404, 450)
    paper.row((171, 286), 60, "2022/23 | 2023/24")
    _set(paper, edges, "Indicator | Target | Actual | Target | Actual | RAG", 72, "right")
    for number, line in enumerate(
        (
            "Rent collected | 95.8% | 42% | 59% | 72% | Red",
            "Homes let | 6,833 | 343 | 30.5 | 688 | Amber",
            "Calls answered | 83.9% | 66.3% | 63% | 35.7% | Amber",
        )
    ):
        _set(paper, edges, line, 86 + 12 * number, "right")
    assert paper.read() == [
        "Rent collected; red - -; t@2022/23=95.8 p@2022/23=42 t@2023/24=59 a@2023/24=72",
        "Homes let; amber - -; t@2022/23=6833 p@2022/23=343 t@2023/24=30.5 a@2023/24=688",
        "Calls answered; amber - -; t@2022/23=83.9 p@2022/23=66.3 t@2023/24=63 a@2023/24=35.7",
    ]


@pytest.mark.parametrize("aside", [-25, 25], ids=["at the left", "at the right"])
def test_years_in_the_middle_over_names_beside_figures_at_a_side(
    aside: int, tmp_path: Path
) -> None:
    """Names stand in the middle of wide cells, figures at a side of theirs; each year stands
    between the two names that it is over."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2024/25", bold=True, size=14)
    paper.row((452, 618), 63, "2023/24 | 2024/25", bold=True)
    paper.row((52, 745), 71, "Measure | RAG", bold=True)
    paper.row((413, 494, 578, 661), 79, "Target | Actual | Target | Actual", bold=True)
    places = [52, *(x + aside for x in (413, 497, 580, 664, 748))]
    lines = (
        "Missed bin collections | 70% | 60% | 80% | 50% | Green",
        "Library visits | 71% | 61% | 81% | 51% | Red",
        "Council tax collected | 72% | 62% | 82% | 52% | Amber",
        "Calls answered in time | 73% | 63% | 83% | 53% | Green",
    )
    paper.rows(places, 96, 16, *lines)
    assert paper.read() == [
        "Missed bin collections; green - -; t@2023/24=70 p@2023/24=60 t@2024/25=80 a@2024/25=50",
        "Library visits; red - -; t@2023/24=71 p@2023/24=61 t@2024/25=81 a@2024/25=51",
        "Council tax collected; amber - -; t@2023/24=72 p@2023/24=62 t@2024/25=82 a@2024/25=52",
        "Calls answered in time; green - -; t@2023/24=73 p@2023/24=63 t@2024/25=83 a@2024/25=53",
    ]


def test_a_quarter_over_a_name_at_the_left_and_one_in_the_middle(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 30, "Performance Report Quarter 2 2024/25", bold=True, size=14)
    cells = [(48, 60, 100, 92), (100, 60, 262, 92), (718, 60, 794, 92)]
    cells += [(x, 60, x + 152, 76) for x in (262, 414, 566)]
    cells += [(x, 76, x + 76, 92) for x in range(262, 718, 76)]
    for cell in cells:
        paper.fill(*cell, "1f3864")
    paper.row((315, 471, 622), 63, "Quarter 1 | Quarter 2 | Quarter 3", bold=True)
    paper.row((52, 104, 744), 71, "Ref | Measure | RAG", bold=True)
    heads = "Target | Actual | Target | Actual | Target | Actual"
    paper.row((266, 363, 440, 515, 592, 667), 79, heads, bold=True)
    places = (52, 104, 292, 368, 444, 520, 742)
    lines = (
        "PI 1 | Missed bin collections | 80% | 50% | 81% | 60% | Amber",
        "PI 2 | Library visits | 81% | 51% | 82% | 61% | Green",
        "PI 3 | Council tax collected | 82% | 52% | 83% | 62% | Red",
    )
    paper.rows(places, 97, 16, *lines)
    waiting = "t@2024/25 Q3=blank a@2024/25 Q3=blank"
    assert paper.read() == [
        f"PI 1 Missed bin collections; amber - -; t@2024/25 Q1=80 a@2024/25 Q1=50 t@2024/25 Q2=81 a@2024/25 Q2=60 {waiting}",
        f"PI 2 Library visits; green - -; t@2024/25 Q1=81 a@2024/25 Q1=51 t@2024/25 Q2=82 a@2024/25 Q2=61 {waiting}",
        f"PI 3 Council tax collected; red - -; t@2024/25 Q1=82 a@2024/25 Q1=52 t@2024/25 Q2=83 a@2024/25 Q2=62 {waiting}",
    ]


def test_a_wrapped_name_over_figures_at_the_foot_of_its_row(tmp_path: Path) -> None:
    """Every other row is painted; the first one's name begins above its figures."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 30, "Performance Report 2024/25", bold=True, size=14)
    places = (52, 260, 360, 460)
    paper.row(
        places, 63, "Indicator | 2022/23 Outturn | 2023/24 Outturn | 2024/25 Target", bold=True
    )
    lines = (
        ("Household waste sent for~reuse, recycling or~composting", "40% | 50% | 60%"),
        ("Missed bin collections for~each 100,000 made", "41% | 51% | 61%"),
        ("Council tax collected", "42% | 52% | 62%"),
        ("Calls answered within 20~seconds", "43% | 53% | 63%"),
        ("Working days lost to~sickness", "44% | 54% | 64%"),
        ("Stage 1 complaints answered~on time", "45% | 55% | 65%"),
    )
    top = 80.0
    for number, (name, figures) in enumerate(lines):
        high = 10.8 * (name.count("~") + 1) + 6
        if number % 2:
            paper.fill(48, top - 3, 560, top - 3 + high, "f0f0f0")
        paper.text(52, top, name)
        paper.row(places[1:], top + 10.8 * name.count("~"), figures)
        top += high
    assert paper.read()[0] == (
        "Household waste sent for reuse, recycling or composting; - - -; p@2022/23=40 a@2023/24=50 t@2024/25=60"
    )
