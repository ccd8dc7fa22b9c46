"""Scorecards as browsers and word processors print them without lines: painted headers of two
rows, headings over several columns, names in the middle of several rows, lists in the notes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import cos, pi, sin

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Edge, Fill, Page, Shape, Word
from xlscorecard.tables.blocks import find_blocks

SIZE = 9.0
LETTER = 4.5
SPACE = 2.5
NAVY = Rgb(31, 56, 100)
WHITE, BLACK = Rgb(255, 255, 255), Rgb(0, 0, 0)
RED, AMBER, GREEN = Rgb(215, 25, 28), Rgb(247, 166, 0), Rgb(0, 166, 81)


def width(text: str) -> float:
    return sum(LETTER * len(part) + SPACE for part in text.split()) - SPACE


def put(text: str, x: float, y: float, *, bold: bool = False, ink: Rgb = BLACK) -> list[Word]:
    """The words of a text that begins at ``x``."""
    words: list[Word] = []
    for part in text.split():
        box = BBox(x, y, x + LETTER * len(part), y + SIZE)
        words.append(Word(part, box, size=SIZE, bold=bold, ink=ink, space_before=bool(words)))
        x = box.x1 + SPACE
    return words


def amid(text: str, x0: float, x1: float, y: float, *, ink: Rgb = BLACK) -> list[Word]:
    """The words of a bold header in the middle of its cell."""
    return put(text, (x0 + x1 - width(text)) / 2, y, bold=True, ink=ink)


def grids(words: list[Word], fills: list[Fill] | None = None, *shapes: Shape) -> list[Grid]:
    page = Page(1, 842.0, 595.0, tuple(words), fills=tuple(fills or []), shapes=shapes)
    return [block for block in find_blocks(page) if isinstance(block, Grid)]


def test_a_heading_gathers_all_columns_that_have_no_other_whatever_their_names() -> None:
    words = put("Directorate", 60, 74, bold=True) + put("Savings target", 180, 74, bold=True)
    words += amid("Forecast delivery £000", 325, 560, 74) + put("Variance", 590, 74, bold=True)
    places = (325.0, 385.0, 450.0, 505.0)
    ends = (385.0, 450.0, 505.0, 560.0)
    for name, x0, x1 in zip(("Green", "Amber", "Red", "Total"), places, ends, strict=True):
        words += amid(name, x0, x1, 90)
    rows = [
        ("Adults", "6,250", "3,100", "1,900", "700", "5,700", "(550)"),
        ("Children's", "4,100", "1,200", "900", "1,100", "3,200", "(900)"),
        ("Place", "2,480", "2,300", "180", "0", "2,480", "0"),
    ]
    for number, row in enumerate(rows):
        for x, text in zip((50.0, 180.0, *places, 590.0), row, strict=True):
            words += put(text, x, 112.0 + 20 * number)
    (grid,) = grids(words)
    heading = next(cell for cell in grid.cells if cell.text == "Forecast delivery £000")
    assert (heading.col, heading.colspan) == (2, 4)
    assert grid.texts()[2] == list(rows[0])


def test_two_headers_set_close_that_begin_where_their_columns_do_are_two() -> None:
    heads = ("Indicator", "H1 2023/24", "H2 2023/24", "H1 2024/25", "H1 2024/25 target", "RAG")
    places = (43.5, 132.5, 186.6, 240.6, 294.7)
    words = [w for head, x in zip(heads, places, strict=False) for w in put(head, x, 76, bold=True)]
    words += put("RAG", words[-1].bbox.x1 + 5.0, 76, bold=True)
    circles: list[Shape] = []
    for number, row in enumerate(
        [
            ("Fly-tips reported", "1,204", "1,311", "1,150", "1,200"),
            ("Trees planted", "402", "88", "95", "100"),
            ("Allotment list", "311", "340", "352", "300"),
        ]
    ):
        y = 92.0 + 17 * number
        for x, text in zip(places, row, strict=True):
            words += put(text, x, y)
        circles.append(circle(words[5].bbox.x0, y, 9.0, RED))
    x = next(w.bbox.x0 for w in words if w.text == "RAG")
    circles = [circle(x + 0.5, 92.0 + 17 * n, 9.0, RED) for n in range(3)]
    (grid,) = grids(words, None, *circles)
    assert grid.texts()[0] == list(heads)


def circle(x: float, y: float, across: float, colour: Rgb) -> Shape:
    r = across / 2
    outline = tuple((x + r + r * cos(a * pi / 12), y + r + r * sin(a * pi / 12)) for a in range(24))
    return Shape(BBox(x, y, x + across, y + across), (outline,), fill=colour, curved=True)


def test_a_painted_header_of_two_rows_heads_the_rows_that_nothing_rules() -> None:
    edges = (30.0, 130.0, 175.0, 220.0, 265.0, 315.0, 365.0, 460.0)
    inner = ("2021/22", "2022/23", "2023/24", "England", "London")
    cells = [BBox(30, 80, 130, 112), BBox(130, 80, 265, 96), BBox(265, 80, 365, 96)]
    cells += [BBox(a, 96, b, 112) for a, b in pairwise(edges[1:7])]
    cells += [BBox(365, 80, 460, 112)]
    words = amid("Measure", 30, 130, 92, ink=WHITE) + amid("Borough", 130, 265, 84, ink=WHITE)
    words += amid("Comparators 2023/24", 265, 365, 84, ink=WHITE)
    words += amid("National rank", 365, 460, 92, ink=WHITE)
    for name, x0, x1 in zip(inner, edges[1:6], edges[2:7], strict=True):
        words += amid(name, x0, x1, 100, ink=WHITE)
    rows = [
        ("KS2 expected", "57%", "59%", "61%", "60%", "61%", "78"),
        ("KS4 Attainment", "46.2", "45.8", "46.4", "46.1", "47.0", "70"),
        ("Exclusions", "0.09", "0.12", "0.14", "0.11", "0.10", "112"),
        ("NEET 16-17", "5.5%", "4.8%", "4.2%", "5.2%", "4.9%", "51"),
    ]
    for number, row in enumerate(rows):
        for x, text in zip(edges, row, strict=False):
            words += put(text, x + 3, 116.0 + 16 * number)
    (grid,) = grids(words, [Fill(cell, NAVY) for cell in cells])
    spans = {cell.text: (cell.col, cell.colspan) for cell in grid.cells if cell.row == 0}
    assert spans["Borough"] == (1, 3)
    assert spans["Comparators 2023/24"] == (4, 2)
    assert grid.texts()[-4:] == [list(row) for row in rows]


def test_bullets_of_the_notes_are_no_marks_of_the_column_before_them() -> None:
    words = put("KPI", 60, 76, bold=True) + put("Target", 222, 76, bold=True)
    words += put("Met?", 300, 76, bold=True) + put("What it tells", 400, 76, bold=True)
    shapes: list[Shape] = []
    rows = [("Measure A", "81%", AMBER), ("Measure B", "82%", RED), ("Measure C", "83%", GREEN)]
    for number, (name, target, colour) in enumerate(rows):
        y = 96.0 + 26 * number
        words += put(name, 43, y + 5) + put(target, 222, y + 5)
        shapes.append(circle(300, y + 6, 7.0, colour))
        for line, note in enumerate(("Volumes rose again.", "Three officers came.")):
            words += put(note, 330, y + 11 * line)
            shapes.append(circle(321, y + 11 * line + 3.5, 2.5, BLACK))
    (grid,) = grids(words, None, *shapes)
    met = [cell.marks for cell in grid.cells if cell.row and cell.col == 2]
    assert [[mark.colour for mark in marks] for marks in met] == [[AMBER], [RED], [GREEN]]
    assert [row[0] for row in grid.texts()[1:]] == [name for name, _, _ in rows]


def test_a_name_in_the_middle_of_its_three_rows_stands_over_them_all() -> None:
    xs = (212.0, 246.0, 280.0, 314.0)
    words = put("Measure", 70, 76, bold=True)
    for x, month in zip(xs, ("Apr", "May", "Jun", "Jul"), strict=True):
        words += put(month, x, 76, bold=True)
    fills: list[Fill] = []
    told = {
        "Complaints answered": [("88%", "91%", "79%", "94%"), ("90%",) * 4],
        "Agency staff": [("7.1%", "7.4%", "6.8%", "6.2%"), ("7.0%",) * 4],
    }
    for number, (name, (actual, target)) in enumerate(told.items()):
        y = 92.0 + 45 * number
        words += put(name, 43, y + 15) + put("Actual", 170, y) + put("Target", 170, y + 15)
        words += put("RAG", 170, y + 30)
        for x, first, second in zip(xs, actual, target, strict=True):
            words += put(first, x, y) + put(second, x, y + 15)
            fills.append(Fill(BBox(x - 3, y + 27, x + 31, y + 42), GREEN))
    (grid,) = grids(words, fills)
    names = {cell.text: (cell.row, cell.rowspan) for cell in grid.cells if cell.col == 0}
    assert names["Complaints answered"] == (1, 3)
    assert names["Agency staff"] == (4, 3)
    assert [row[1] for row in grid.texts()[1:]] == ["Actual", "Target", "RAG"] * 2


def test_a_key_below_the_rows_is_no_part_of_their_table() -> None:
    places = (40.0, 80.0, 260.0, 310.0, 360.0, 420.0, 480.0)
    heads = ("Code", "Short Name", "Value", "Target", "Status", "Trend", "Latest Note")
    words = [w for head, x in zip(heads, places, strict=True) for w in put(head, x, 76, bold=True)]
    shapes: list[Shape] = []
    for number, (code, name, value, target) in enumerate(
        [
            ("CE1", "Invoices paid in 30 days", "96.2%", "97%"),
            ("CE2", "Days lost to sickness", "1.92", "2"),
            ("HS1", "Days to let homes again", "24.6", "25"),
            ("HS2", "Rent collected", "98.8%", "98.5%"),
        ]
    ):
        y = 104.0 + 36 * number
        for x, text in zip(places, (code, name, value, target), strict=False):
            words += put(text, x, y)
        for line, note in enumerate(("It is reviewed each", "month by the board", "of officers.")):
            words += put(note, 480, y + 10 * (line - 1))
        shapes += [circle(360, y, 8.0, GREEN), circle(420, y, 8.0, AMBER)]
    words += put("PI Status", 47, 250, bold=True) + put("Long Trends", 108, 250, bold=True)
    words += put("Short Trends", 160, 250, bold=True)
    for number, row in enumerate(
        [("Alert", "Improving", "Improving"), ("Warning", "No Change", "No Change"),
         ("OK", "Worse", "Worse")]
    ):  # fmt: skip
        y = 267.0 + 18 * number
        for x, text in zip((42.0, 104.0, 164.0), row, strict=True):
            words += put(text, x + 15, y)
            shapes.append(circle(x, y, 8.0, RED))
    table, key = grids(words, None, *shapes)
    assert [row[0] for row in table.texts()] == ["Code", "CE1", "CE2", "HS1", "HS2"]
    told = [cell.text for cell in key.cells if cell.text]
    assert told[0] == "PI Status"
    assert told[-9:] == [
        "Alert", "Improving", "Improving", "Warning", "No Change", "No Change",
        "OK", "Worse", "Worse",
    ]  # fmt: skip


def test_a_heading_in_the_middle_of_months_set_close_is_not_parted() -> None:
    months = ("Nov-19", "Dec-19", "Jan-20", "Feb-20", "Mar-20", "Apr-20", "May-20", "Jun-20")
    starts = [250.0 + 29.5 * n for n in range(8)]
    last = starts[-1] + 29.5
    words = put("Indicator", 60, 73, bold=True) + put("QPR", 220, 73, bold=True)
    words += amid("Monthly Trends", starts[0], last, 73) + put("DOT", last + 5, 73, bold=True)
    for month, x in zip(months, starts, strict=True):
        words += amid(month, x, x + 29.5, 86)
    for number, row in enumerate(
        [
            ("Re-referrals", "28.9", "28.5", "28.3", "28.1", "27.9", "27.5", "27.7", "27.4"),
            ("Placed far away", "20.1", "20.4", "20.2", "20.0", "19.8", "19.9", "19.1", "19.3"),
            ("Care leavers", "58.2", "58.9", "59.4", "60.1", "60.3", "60.2", "61.7", "62.0"),
            ("Case loads", "15.1", "15.4", "15.2", "15.0", "14.8", "14.9", "14.1", "14.3"),
            ("Agency", "17.1", "17.4", "17.2", "17.0", "16.8", "16.9", "16.1", "16.3"),
        ]
    ):
        y = 104.0 + 13 * number
        words += put(row[0], 50, y) + put("Yes", 220, y) + put("Up", last + 5, y)
        for x, figure in zip(starts, row[1:], strict=True):
            words += put(figure, x + 3, y)
    (grid,) = grids(words)
    heading = next(cell for cell in grid.cells if "Monthly" in cell.text)
    assert (heading.text, heading.colspan) == ("Monthly Trends", 8)


def test_no_header_reaches_over_the_painted_cell_beside_its_own() -> None:
    edges = (300.0, 344.0, 390.0, 437.0, 500.0, 580.0)
    heads = ("Target", "Q2", "On", "Direction", "Officer")
    words = put("Measure", 68, 95, bold=True)
    for head, x0, x1 in zip(heads, edges, edges[1:], strict=False):
        words += amid(head, x0, x1, 95)
    words += amid("Target", 390, 437, 105) + amid("of travel", 437, 500, 105)
    fills: list[Fill] = []
    rows = [("People wait five days", "100%", "57%"), ("People need no care", "55%", "51%"),
            ("Waiting for care", "25%", "33%"), ("Carers assessed", "70%", "64%")]  # fmt: skip
    for number, (name, target, actual) in enumerate(rows):
        y = 125.0 + 20 * number
        words += put(name, 50, y) + put(target, 303, y) + put(actual, 347, y)
        words += put("R", 393, y) + put("↑", 440, y) + put("Sara", 503, y)
        fills.append(Fill(BBox(390, y - 5, 437, y + 15), RED))
    (grid,) = grids(words, fills)
    assert grid.texts()[-1] == ["Carers assessed", "70%", "64%", "R", "↑", "Sara"]
    heads_of = {cell.col: cell.text.replace("\n", " ") for cell in grid.cells if cell.row == 0}
    assert heads_of[3] == "On Target"
    assert heads_of[4] == "Direction of travel"


def test_a_comment_in_italics_below_a_measure_is_no_part_of_its_name() -> None:
    places = (40.0, 250.0, 310.0, 370.0)
    heads = ("Measure", "Outturn", "Target", "RAG")
    words = [w for head, x in zip(heads, places, strict=True) for w in put(head, x, 76, bold=True)]
    fills: list[Fill] = []
    rows = [
        ("Jobs created", "388", "400", "Amber", "Two relocations slipped into 2025."),
        ("High street footfall", "6.6", "6.3", "Green", "Footfall rose by 6.5% this year."),
        ("Business rates collected", "98.4%", "98.5%", "Amber", "It recovered in quarter 4."),
        ("Vacant shops", "13.9%", "11.0%", "Red", "Three large units have closed."),
    ]
    for number, (name, outturn, target, rag, comment) in enumerate(rows):
        y = 92.0 + 24 * number
        for x, text in zip(places, (name, outturn, target, rag), strict=True):
            words += put(text, x, y)
        fills.append(Fill(BBox(366, y - 1.5, 405, y + 10.5), AMBER))
        words += [replace(word, italic=True) for word in put(comment, 40, y + 12)]
    (grid,) = grids(words, fills)
    assert [row[0] for row in grid.texts()[1:7]] == [
        text for name, *_, comment in rows[:3] for text in (name, comment)
    ]


def test_a_header_high_for_its_turned_names_stands_on_the_first_rule() -> None:
    places = (46.0, 105.0, 196.0, 226.0, 256.0, 300.0, 360.0)
    words = put("Ref", 46, 95, bold=True) + put("Indicator", 105, 95, bold=True)
    for month, x in zip(("Apr", "May", "Jun"), places[2:5], strict=True):
        box = BBox(x, 90, x + 9, 106)
        words.append(Word(month, box, size=SIZE, bold=True, rotation=90))
    words += put("Actual", 300, 95, bold=True) + put("Target", 360, 95, bold=True)
    rows = [
        ("PI 1", "House fires", "14", "11", "16", "77", "80"),
        ("PI 2", "Other fires", "88", "102", "97", "612", "560"),
        ("PI 3", "Safety visits", "204", "318", "290", "812", "900"),
    ]
    for number, row in enumerate(rows):
        for x, text in zip(places, row, strict=True):
            words += put(text, x, 128.0 + 16 * number)
    edges = tuple(Edge(40, 124.0 + 16 * n, 616, 124.0 + 16 * n) for n in range(4))
    page = Page(1, 842.0, 595.0, tuple(words), edges=edges)
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    assert grid.texts()[0] == ["Ref", "Indicator", "Apr", "May", "Jun", "Actual", "Target"]
    assert grid.texts()[1:] == [list(row) for row in rows]


def test_headers_in_the_middle_of_their_columns_are_parted_however_close_they_stand() -> None:
    heads = ("Indicator", "Actual YTD", "Target YTD", "Same period 2023/24", "% change")
    edges = [40.0, 200.0]
    for head in heads[1:]:
        edges.append(edges[-1] + width(head) + 7)
    words = [w for h, a, b in zip(heads, edges, edges[1:], strict=False) for w in amid(h, a, b, 80)]
    rows = [
        ("House fires", "77", "80", "85", "-9.4%"),
        ("Other fires", "612", "560", "548", "11.7%"),
        ("Deaths", "1", "0", "0", "n/a"),
        ("Safety visits", "7,812", "7,500", "7,100", "10.0%"),
    ]
    for number, row in enumerate(rows):
        for text, x0, x1 in zip(row, edges, edges[1:], strict=False):
            words += put(text, (x0 + x1 - width(text)) / 2, 96.0 + 15 * number)
    (grid,) = grids(words)
    assert grid.texts() == [list(heads), *map(list, rows)]
