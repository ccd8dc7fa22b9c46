"""Sheets without lines as spreadsheets print them: headers and words at the left of their cells,
figures at the right."""

from __future__ import annotations

from tests.tables.test_painted_header import words_of
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks

ROWS = (
    ("Calls answered", "79.0", "81.0", "60"),
    ("Waste recycled", "86.1", "88.2", "61"),
    ("Fly tips", "41.3", "39.8", "-"),
    ("Homes decided", "93.2", "91.4", "62"),
    ("Tax collected", "91.3", "92.7", "63"),
)
# the left edges of columns; figures end 7 points before the next one
STARTS, WIDTH = (50.0, 260.0, 340.0, 420.0), 80.0


def wide(text: str) -> float:
    return words_of(text, 0.0, 0.0)[-1].bbox.x1


def line(texts: tuple[str, ...], top: float, *, header: bool = False) -> list[Word]:
    found: list[Word] = []
    for number, (start, text) in enumerate(zip(STARTS, texts, strict=True)):
        right = number > 0 and not header and any(map(str.isdigit, text))
        found += words_of(text, start + WIDTH - 7 - wide(text) if right else start, top)
    return found


def test_a_dash_at_the_left_keeps_header_and_figures_together() -> None:
    header = ("Indicator", "2021/22", "2022/23", "Target")
    words = line(header, 80, header=True)
    for number, texts in enumerate(ROWS):
        words += line(texts, 95.0 + 15 * number)
    (grid,) = find_blocks(Page(1, 595.0, 842.0, tuple(words)))
    assert isinstance(grid, Grid)
    assert grid.texts() == [list(header), *(list(row) for row in ROWS)]


def test_words_close_behind_figures_keep_their_header_and_the_figures_theirs() -> None:
    # figures end 2 points before the next cell's text starts, as spreadsheets print them
    starts = (50.0, 90.0, 260.0, 340.0, 420.0, 500.0)
    header = ("Code", "Measure", "Q1 22/23", "Q2 22/23", "Target", "RAG")
    rows = (
        ("C01", "Calls answered", "70.3%", "71.6%", "80%", "Red"),
        ("C02", "Emails answered", "77.3%", "76.6%", "85%", "Red"),
        ("C03", "Complaints", "84.3%", "91.6%", "90%", "Green"),
        ("C04", "Invoices paid", "91.3%", "93.1%", "95%", "Amber"),
    )
    words: list[Word] = []
    for start, text in zip(starts, header, strict=True):
        words += words_of(text, start, 80)
    for number, texts in enumerate(rows):
        for column, (start, text) in enumerate(zip(starts, texts, strict=True)):
            right = column in (2, 3, 4)
            x = start + WIDTH - 2 - wide(text) if right else start
            words += words_of(text, x, 95.0 + 15 * number)
    (grid,) = find_blocks(Page(1, 595.0, 842.0, tuple(words)))
    assert isinstance(grid, Grid)
    assert grid.texts() == [list(header), *(list(row) for row in rows)]


def sheet_of(lines: list[tuple[str, ...]], headers: int) -> Grid:
    starts = (50.0, 220.0, 290.0, 360.0, 430.0)
    words: list[Word] = []
    for number, texts in enumerate(lines):
        for start, text in zip(starts, texts, strict=True):
            right = number >= headers and text[:1].isdigit()
            x = start + 68 - wide(text) if right else start
            words += words_of(text, x, 80.0 + 15 * number)
    (grid,) = find_blocks(Page(1, 595.0, 842.0, tuple(words)))
    assert isinstance(grid, Grid)
    return grid


def test_words_for_missing_figures_at_the_left_move_no_figure_to_a_neighbour() -> None:
    lines: list[tuple[str, ...]] = [
        ("KPI", "2014/15", "2015/16", "2016/17", "Target"),
        ("Missed bins", "61", "48", "39", "45"),
        ("Recycling", "41.2", "42.0", "43.6", "45.0"),
        ("Complaints", "N/A", "312", "288", "300"),
        ("Fly-tips", "N/A", "N/A", "74", "60"),
        ("Dog fouling", "201", "188", "240", "190"),
    ]
    assert sheet_of(lines, 1).texts() == [list(line) for line in lines]


def test_a_year_at_the_left_of_its_quarters_reaches_over_none_before_it() -> None:
    lines: list[tuple[str, ...]] = [
        ("", "2020/21", "", "2021/22", ""),
        ("Measure", "Q3", "Q4", "Q1", "Q2"),
        ("Assessments", "88.1%", "87.4%", "90.2%", "91.5%"),
        ("Agency staff", "12.1%", "13.4%", "15.0%", "14.2%"),
        ("Plans reviewed", "94.0%", "95.1%", "93.3%", "96.2%"),
    ]
    texts = sheet_of(lines, 2).texts()
    assert texts[1:] == [list(line) for line in lines[1:]]
    assert texts[0][2] != "2021/22"
    assert texts[0][1] == "2020/21"
    assert texts[0][3] == "2021/22"


def test_headers_a_space_apart_are_parted_where_the_second_cell_begins() -> None:
    starts = (50.0, 150.0, 230.0, 310.0, 378.0, 458.0)
    header = ("Directorate", "Budget", "Forecast", "Savings reached", "% achieved", "RAG")
    rows = (
        ("Adults", "112.4", "115.9", "2.9", "69%", "Red"),
        ("Children", "68.1", "69.0", "1.8", "86%", "Amber"),
        ("Place", "44.7", "44.1", "3.1", "103%", "Green"),
        ("Resources", "21.3", "21.0", "1.4", "100%", "Green"),
    )
    ends = (*starts[1:], 540.0)
    words: list[Word] = []
    for start, text in zip(starts, header, strict=True):
        words += words_of(text, start, 80)
    for number, texts in enumerate(rows):
        for column, text in enumerate(texts):
            right = column in (1, 2, 3, 4)
            x = ends[column] - 2 - wide(text) if right else starts[column]
            words += words_of(text, x, 95.0 + 15 * number)
    (grid,) = find_blocks(Page(1, 595.0, 842.0, tuple(words)))
    assert isinstance(grid, Grid)
    assert grid.texts() == [list(header), *(list(row) for row in rows)]


def test_a_dash_right_behind_a_figure_is_its_own_cell() -> None:
    lines: list[tuple[str, ...]] = [
        ("Indicator", "2009/10", "Target", "Q1", "Q2"),
        ("Days to process", "11.2", "10.0", "9.4", "9.9"),
        ("Residual waste", "561", "550", "140", "277"),
        ("Waste recycled", "40.1", "42.0", "43.3", "42.9"),
        ("Litter", "7", "6", "-", "9"),
        ("Rent collected", "97.9", "98.2", "96.1", "97.0"),
    ]
    assert sheet_of(lines, 1).texts() == [list(line) for line in lines]
