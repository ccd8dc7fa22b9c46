"""Columns that stand as close as words do, as word processors set them without rules and with
hardly any padding."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.tables.test_tight_columns import at_left, at_right, only
from xlscorecard.model.page import Word

ROWS = [
    ("HS01", "Time to re-let homes (days)", "Low", "31.2", "29.4", "28.0", "Green", "A"),
    ("HS02", "Rent collected", "High", "97.81%", "96.40%", "98.00%", "Amber", "B"),
    ("HS03", "Homes that are decent", "High", "99.1%", "99.0%", "99.0%", "Amber", "A"),
    ("HS04", "Repairs done in 24 hours", "High", "94.2%", "95.5%", "97.0%", "Red", "A"),
    ("HS05", "Households in hostels", "Low", "212", "224", "210", "Red", "C"),
    ("EN021", "Missed bins", "Low", "54.3", "61.0", "50.0", "Green", "A"),
]
HEADS = ("Ref", "Indicator", "Good is", "2022/23", "Q1 23/24", "Target", "RAG", "Lead")


def tight_table(setting: str) -> list[Word]:
    """The rows above, hardly more than a space between two columns; figures at the ``left``,
    ``right`` or in the ``middle``, headers like them or at the left."""
    widths = [
        max(len(row[number]) for row in [*ROWS, HEADS]) * 4.0 + 2.0 for number in range(len(HEADS))
    ]
    words: list[Word] = []
    for line, row in enumerate([HEADS, *ROWS]):
        x, y = 40.0, 100.0 + 10.0 * line
        for number, (text, width) in enumerate(zip(row, widths, strict=True)):
            figures = 3 <= number <= 5
            if figures and (setting == "right" or (setting == "header left" and line)):
                words += at_right(text.replace(" ", "_"), x + width - 2, y)
            elif figures and setting == "middle":
                words += at_left(text, x + (width - 2 - 4.0 * len(text)) / 2, y)
            else:
                words += at_left(text, x, y)
            x += width
    return words


@pytest.mark.parametrize("setting", ["left", "right", "middle", "header left"])
def test_white_space_down_through_the_rows_parts_columns_as_close_as_words(setting: str) -> None:
    found = [[text.replace("_", " ") for text in row] for row in only(tight_table(setting)).texts()]
    assert found == [list(HEADS), *map(list, ROWS)]


def test_a_unit_behind_figures_set_right_is_no_column() -> None:
    rows = [("Repairs", "5", "7"), ("Re-lets", "28", "31"), ("Voids", "112", "98")]
    rows += [("Adaptations", "64", "70"), ("Complaints", "9", "10")]
    words: list[Word] = []
    for line, (name, actual, target) in enumerate(rows):
        y = 100.0 + 14.0 * line
        words += at_left(name, 40, y)
        for figure, end in ((actual, 200.0), (target, 300.0)):
            words += at_right(figure, end, y) + at_left("days", end + 2, y)
    assert only(words).texts() == [[n, f"{a} days", f"{t} days"] for n, a, t in rows]


def test_the_same_first_words_of_names_are_no_column() -> None:
    names = ["Number of visits", "Number of loans", "Number who say so", "Number in work"]
    names += ["Number not known"]
    words: list[Word] = []
    for line, name in enumerate(names):
        y = 100.0 + 14.0 * line
        words += at_left(name, 40, y)
        for column, end in enumerate((200.0, 260.0)):
            words += at_right(str(90 + 7 * line + column), end, y)
    assert [row[0] for row in only(words).texts()] == names


def test_names_that_begin_as_wide_as_each_other_are_no_column() -> None:
    names = ["New people asking", "Newer folk aged 18", "Newer folk of others", "Her people whom"]
    words: list[Word] = []
    for line, name in enumerate(names):
        y = 100.0 + 14.0 * line
        words += at_left(name, 40, y)  # "New people" is as wide as "Newer folk"
        for column, end in enumerate((200.0, 260.0)):
            words += at_right(str(90 + 7 * line + column), end, y)
    assert [row[0] for row in only(words).texts()] == names


def test_texts_wrap_in_lines_as_far_apart_as_rows() -> None:
    lines = [
        ("Measure", "Sep", "Aug", "Target"),
        ("", "2022", "2023", ""),
        ("Older people still at home 91 days", "83.2%", "84.0%", "84.0%"),
        ("after discharge", "", "", ""),
        ("Carers assessed", "55%", "61%", "65%"),
        ("Clients with a direct payment in the", "27.4%", "28.3%", "30.0%"),
        ("year so far", "", "", ""),
        ("Delayed days", "144", "76", "100"),
        ("Staff turnover", "14.9%", "13.8%", "15.0%"),
    ]
    words: list[Word] = []
    for number, (name, *figures) in enumerate(lines):
        y = 100.0 + 10.83 * number  # 2.83 points between lines of 8
        words += at_left(name, 40, y)
        for figure, x in zip(figures, (220.0, 270.0, 320.0), strict=True):
            words += at_left(figure, x, y)
    assert only(words).texts() == [
        ["Measure", "Sep\n2022", "Aug\n2023", "Target"],
        ["Older people still at home 91 days\nafter discharge", "83.2%", "84.0%", "84.0%"],
        ["Carers assessed", "55%", "61%", "65%"],
        ["Clients with a direct payment in the\nyear so far", "27.4%", "28.3%", "30.0%"],
        ["Delayed days", "144", "76", "100"],
        ["Staff turnover", "14.9%", "13.8%", "15.0%"],
    ]


def lines_at(
    lines: Sequence[tuple[str, ...]], places: tuple[float, ...], pitch: float
) -> list[Word]:
    """Texts at the left of their columns, line by line."""
    return [
        word
        for number, line in enumerate(lines)
        for text, x in zip(line, places, strict=True)
        for word in at_left(text, x, 100.0 + pitch * number)
    ]


def test_names_of_groups_far_apart_do_not_tell_how_rows_are_set() -> None:
    lines = [
        ("Priority", "Measure", "Sep 2022", "Sep 2023", "Ambition"),
        ("Safer streets", "Burglary", "1,842", "1,610", "1,700"),
        ("", "Robbery", "402", "431", "390"),
        ("Victims", "Satisfied", "74.2%", "75.9%", "78%"),
        ("", "Outcomes", "6.1%", "8.4%", "8%"),
        ("Safer roads", "Casualties", "288", "274", "260"),
    ]
    words = lines_at(lines, (40.0, 130.0, 220.0, 290.0, 360.0), 10.83)
    assert only(words).texts() == [list(line) for line in lines]


def test_months_to_come_have_columns_of_their_own() -> None:
    heads = ["Target", "Aug", "Sep", "Oct", "Nov", "YTD"]
    edges = [200.0, 250.0, 300.0, 350.0, 400.0, 450.0]
    rows = [
        ("Invoices paid", ["95%", "95%", "96%", "", "", "94%"]),
        ("Sick days", ["0.70", "0.64", "0.88", "", "", "4.52"]),
        ("Calls answered", ["80%", "84%", "81%", "", "", "77%"]),
        ("Incidents", ["10", "6", "10", "", "", "54"]),
    ]
    words = at_left("Indicator", 50, 100)
    for head, edge in zip(heads, edges, strict=True):
        words += at_left(head, edge - 48, 100)
    for number, (name, figures) in enumerate(rows):
        y = 114.0 + 12 * number
        words += at_left(name, 50, y)
        for figure, edge in zip(figures, edges, strict=True):
            words += at_right(figure, edge, y) if figure else []
    assert only(words).texts() == [["Indicator", *heads], *([n, *f] for n, f in rows)]


def test_a_header_over_quarters_reaches_over_all_of_them() -> None:
    lines = [
        ("Indicator", "Previous results (Q3", "", "", "", "This year", ""),
        ("", "22/23 to Q2 23/24)", "", "", "", "", ""),
        ("", "Q3", "Q4", "Q1", "Q2", "Q3", "Target"),
        ("Exclusions", "0.02%", "0.03%", "0.01%", "0.02%", "0.01%", "0.02%"),
        ("Potholes", "91.0%", "93.3%", "95.6%", "96.1%", "97.0%", "95.0%"),
        ("Hostels", "41", "44", "52", "58", "66", "45"),
    ]
    words = lines_at(lines, (40.0, 120.0, 160.0, 200.0, 240.0, 280.0, 330.0), 10.83)
    grid = only(words)
    heads = [cell for row in (0, 1) if (cell := grid.starts_at(row, 1)) is not None]
    assert [cell.colspan for cell in heads] == [4] * len(heads)
    assert " ".join(cell.text for cell in heads) == "Previous results (Q3 22/23 to Q2 23/24)"


def test_periods_that_follow_each_other_are_headers_of_their_own() -> None:
    words = at_left("Measure", 40, 100)
    words += at_left("Academic year 20/21 Academic year 21/22", 180, 100)
    words += at_left("Target", 360, 100)
    rows = [("Pupils at expected standard", "60%", "57%", "59%"), ("Absence", "12%", "22%", "15%")]
    for number, (name, *figures) in enumerate(rows):
        y = 114.0 + 14 * number
        words += at_left(name, 40, y)
        for figure, end in zip(figures, (256.0, 334.0, 384.0), strict=True):
            words += at_right(figure, end, y)
    assert only(words).texts() == [
        ["Measure", "Academic year 20/21", "Academic year 21/22", "Target"],
        *map(list, rows),
    ]


@pytest.mark.parametrize("empty", ["Actual", "Target"])
def test_figures_beside_one_row_of_a_measure_are_that_rows(empty: str) -> None:
    lines: list[tuple[str, ...]] = [("Indicator", "", "Q1", "Q2", "Year end")]
    for name, target, actual in (
        ("Rent collected", "98.5%", "97.9%"),
        ("Days to let homes", "25", "31"),
        ("Gas certificates", "100%", "99.9%"),
    ):
        end = ("", actual) if empty == "Target" else (target, "")
        lines.append((name, "Target", target, target, end[0]))
        lines.append(("", "Actual", actual, actual, end[1]))
    words = lines_at(lines, (40.0, 140.0, 200.0, 250.0, 300.0), 14.0)
    grid = only(words)
    assert grid.texts() == [list(line) for line in lines]
    assert [cell.rowspan for cell in grid.cells if cell.col == 4 and not cell.empty] == [1] * 4


def test_one_text_that_wraps_as_far_apart_as_rows_is_no_row() -> None:
    lines = [
        ("Indicator", "Q1", "Q2", "Target"),
        ("Breastfeeding", "48.2%", "50.3%", "50%"),
        ("Completion of opiate", "5.2%", "5.4%", "6.5%"),
        ("treatment", "", "", ""),
        ("New birth visits", "81.0%", "84.9%", "85%"),
        ("Health checks", "1,402", "1,377", "3,250"),
    ]
    found = only(lines_at(lines, (40.0, 160.0, 210.0, 260.0), 10.83)).texts()
    assert found[2] == ["Completion of opiate\ntreatment", "5.2%", "5.4%", "6.5%"]
    assert len(found) == 5


def test_bold_headings_between_rows_with_long_comments_are_rows_of_their_own() -> None:
    words = [w for text, x in (("Indicator", 40.0), ("Q1", 160.0), ("Comment", 230.0))
             for w in at_left(text, x, 100)]  # fmt: skip
    y = 100.0
    for heading, rows in (
        ("Growth", [("Vacancy rate", "11.2%", ["Two chains closed", "branches; grants", "open."])]),
        ("Environment", [("Residual waste", "118.4", ["Lower than planned", "again."]),
                         ("Fly tipping", "402", ["Monitoring only."])]),
    ):  # fmt: skip
        y += 10.83
        words += at_left(heading, 40, y, bold=True)
        for name, figure, comment in rows:
            for number, line in enumerate(comment):
                y += 10.83
                words += at_left(line, 230, y)
                if not number:
                    words += at_left(name, 40, y) + at_left(figure, 160, y)
    names = [row[0] for row in only(words).texts()]
    assert names == ["Indicator", "Growth", "Vacancy rate", "Environment", "Residual waste",
                     "Fly tipping"]  # fmt: skip
