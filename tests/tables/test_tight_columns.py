"""Columns as spreadsheets and web pages print them: set tight, headers at the left over figures
at the right."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks

SIZE = 8.0
LETTER = 4.0


def at_left(text: str, x: float, y: float, *, bold: bool = False) -> list[Word]:
    """The words of a text that begins at ``x``, a space of 2 points between them."""
    words: list[Word] = []
    for part in text.split():
        box = BBox(x, y, x + LETTER * len(part), y + SIZE)
        words.append(Word(part, box, size=SIZE, bold=bold))
        x = box.x1 + 2
    return words


def at_right(text: str, x: float, y: float) -> list[Word]:
    return at_left(text, x - LETTER * len(text), y)


def only(words: list[Word]) -> Grid:
    page = Page(1, 842.0, 595.0, tuple(words))
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    return grid


def test_a_header_at_the_left_stands_over_the_figures_at_the_right_of_its_own_column() -> None:
    edges = [250.0, 300.0, 350.0, 400.0, 450.0]  # where the columns of figures end
    heads = ["2020/21", "2021/22", "Target", "Rank"]
    words = at_left("Measure", 50, 100, bold=True)
    for head, before in zip(heads, edges, strict=False):
        words += at_left(head, before + 2, 100, bold=True)
    rows = [
        ("Quality of life", ["19.1", "18.8", "19.0", "70"]),
        ("Direct payments", ["27.4%", "28.1%", "30.0%", "81"]),
        ("Paid employment", ["4.1%", "5.2%", "5.5%", "52"]),
        ("Feel safe", ["70.1%", "68.8%", "70.0%", "80"]),
    ]
    for number, (name, figures) in enumerate(rows):
        y = 114.0 + 12 * number
        words += at_left(name, 50, y)
        for figure, edge in zip(figures, edges[1:], strict=True):
            words += at_right(figure, edge, y)
    assert only(words).texts() == [
        ["Measure", "2020/21", "2021/22", "Target", "Rank"],
        *([name, *figures] for name, figures in rows),
    ]


def test_texts_set_tight_are_parted_where_their_columns_begin() -> None:
    places = [50.0, 176.0, 212.0, 270.0, 330.0]
    rows = [
        ["Measure", "Previous", "Latest", "Target", "Rating"],
        ["Children in care", "79.0", "78.2", "76.0", "Amber"],
        ["Adults receiving some reablement", "74.0%", "71.4%", "72.0%", "Amber"],
        ["Potholes repaired", "97%", "93%", "98%", "Red"],
        ["Homes retrofitted", "48", "61", "75", "Red"],
    ]
    # "Previous" and the longest name end 4 points before the next: hardly more than a space
    words: list[Word] = []
    for number, row in enumerate(rows):
        for text, place in zip(row, places, strict=True):
            words += at_left(text, place, 100 + 14.0 * number, bold=number == 0)
    assert only(words).texts() == rows


def lines_of(name: str) -> list[str]:
    return name.split(" / ")


def set_crowded(rows: list[tuple[str, list[str]]], *, middle: bool) -> list[Word]:
    """Rows as tight as lines: 10 points a line, 2 more between rows; the figures stand at the
    first line of a name or in its middle."""
    places = [230.0, 300.0, 370.0]
    words: list[Word] = []
    y = 100.0
    for name, figures in rows:
        lines = lines_of(name)
        for number, line in enumerate(lines):
            words += at_left(line, 50, y + 10 * number)
        level = y + 5 * (len(lines) - 1) if middle else y
        for figure, place in zip(figures, places, strict=True):
            words += at_left(figure, place, level)
        y += 10 * len(lines) + 2
    return words


CROWDED = [
    ("Indicator", ["2013/14", "2014/15", "Target"]),
    ("Clients who receive / self-directed support", ["66.0%", "81.2%", "80.0%"]),
    ("Delayed transfers of care / for each 100,000 people", ["2.8", "4.4", "3.0"]),
    ("Carers assessed", ["35.2%", "36.1%", "36.0%"]),
    ("Roads that need / maintenance soon", ["4%", "3%", "3%"]),
    ("Waste recycled", ["52.3%", "51.9%", "54.0%"]),
]


def test_rows_as_tight_as_lines_are_told_by_the_figures_beside_their_first_line() -> None:
    grid = only(set_crowded(CROWDED, middle=False))
    assert grid.texts() == [[name.replace(" / ", "\n"), *figures] for name, figures in CROWDED]


def test_rows_as_tight_as_lines_are_told_by_the_figures_in_their_middle() -> None:
    grid = only(set_crowded(CROWDED, middle=True))
    assert grid.texts() == [[name.replace(" / ", "\n"), *figures] for name, figures in CROWDED]


def test_a_figure_and_the_text_of_the_next_column_are_two_cells_however_near() -> None:
    rows = [
        ("Code", "Measure", "Q2 22/23", "Target", "Met?"),
        ("BC1", "Days to process new claims", "18.9", "20.0", "Yes"),
        ("BC2", "Days to process changes", "8.6", "8.0", "No"),
        ("BC3", "Calls answered", "78%", "80%", "No"),
        ("BC5", "Customer satisfaction", "93%", "9%", "Yes"),
    ]
    words: list[Word] = []
    for number, (code, name, actual, target, met) in enumerate(rows):
        y = 100 + 14.0 * number
        words += at_left(code, 50, y) + at_left(name, 90, y)
        if number:
            words += at_right(actual, 290, y) + at_right(target, 340, y)
        else:
            words += at_left(actual, 250, y) + at_left(target, 304, y)
        words += at_left(met, 342, y)  # no more than a space behind the figures
    assert only(words).texts() == [list(row) for row in rows]


def test_long_figures_set_tight_are_a_column_each() -> None:
    edges = [300.0, 336.5, 373.0]
    rows = [
        ("Indicator", ["Apr-19", "May-19", "Jun-19"]),
        ("Council tax collected", ["11.2%", "20.1%", "29.1%"]),
        ("Agency spend", ["£201,440", "£176,300", "£159,820"]),
        ("Overtime hours", ["1,988", "2,240", "2,310"]),
        ("Debt over 90 days", ["£398,500", "£401,200", "£377,900"]),
    ]
    words: list[Word] = []
    for number, (name, figures) in enumerate(rows):
        y = 100 + 14.0 * number
        words += at_left(name, 50, y, bold=number == 0)
        for figure, edge in zip(figures, edges, strict=True):
            placed = at_right(figure, edge, y)
            words += [replace(word, bold=number == 0) for word in placed]
    assert only(words).texts() == [[name, *figures] for name, figures in rows]


def test_figures_of_four_digits_hardly_more_than_a_space_apart_are_parted() -> None:
    places = [50.0, 130.0, *(160 + 19.5 * n for n in range(6))]
    rows = [
        ["Measure", "Target", "Apr", "May", "Jun", "Jul", "Aug", "Sep"],
        ["Calls", "90", "91", "92", "93", "90", "89", "88"],
        ["Days lost", "8", "0.7", "0.6", "0.8", "0.7", "0.9", "0.8"],
        ["Visits", "1200", "1201", "1102", "1303", "1204", "1305", "1206"],
        ["Fly tips", "95", "96", "97", "95", "94", "93", "98"],
    ]
    words: list[Word] = []
    for number, row in enumerate(rows):
        for x, text in zip(places, row, strict=True):
            words += at_left(text, x, 100 + 15.0 * number, bold=number == 0)
    assert only(words).texts() == rows
