"""Columns that stand as close as words do, as word processors set them without rules and with
hardly any padding."""

from __future__ import annotations

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
