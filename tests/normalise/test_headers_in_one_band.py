"""Names of two lines on one dark band, its rules unseen: the second lines are a row of the header,
whatever figures they seem to be."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Document, Grid
from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.scorecard import normalise

DARK, PALE = Rgb(39, 112, 94), Rgb(241, 245, 252)


FIRST = ("PI", "Description", "Outturn 2021-", "Annual", "Qtr 1 2022-")


def _columns(first: tuple[str, ...], second: tuple[str, ...]) -> list[tuple[str, str]]:
    rows = (
        first,
        second,
        ("CS1", "Food premises rated 3 or above", "71%", "75%", "74%"),
        ("CS2", "Information requests on time", "88%", "90%", "91%"),
        ("CS3", "Staff turnover", "9.1%", "8.5%", "9.4%"),
    )
    cells = tuple(
        Cell(row, col, text=text, fill=DARK if row < 2 else PALE, page=1)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    scorecard = normalise(Document("p.pdf", (Grid(5, 5, cells, page=1),), 1), sha256="0" * 64)
    return [(o.column, f"{o.role.value} {o.raw}") for o in scorecard.records[-1].observations]


def test_second_lines_of_names_head_their_columns() -> None:
    assert _columns(FIRST, ("Ref", "", "22", "Target", "23")) == [
        ("Outturn 2021- / 22", "previous 9.1%"),
        ("Annual / Target", "target 8.5%"),
        ("Qtr 1 2022- / 23", "actual 9.4%"),
    ]


def test_a_total_on_the_header_s_paint_is_no_name() -> None:
    first = ("Ref", "Measure", "2021/22", "Target", "Q1 2022/23")
    found = _columns(first, ("", "All services", "71%", "75%", "74%"))
    assert [column for column, _ in found] == ["2021/22", "Target", "Q1 2022/23"]


def test_first_words_of_names_in_a_row_below_the_quarters() -> None:
    """Nothing but "Reporting 2022/23" stands between the quarters and the names they gather."""
    (record,) = read_blocks(
        "# Performance report Quarter 3 2023/24",
        """
        |        |                     |         | *Q1 2023/24* | <       | *Q2 2023/24* | <       |
        |        | *Reporting 2022/23* | <       |              |         |              |         |
        | *KPI*  | *period* | *Result* | *Target* | *Actual* | *Target* | *Actual* |
        | Litter | Quarterly          | 12%     | 10%          | 11%     | 10%          | 9%      |
        """,
    ).records
    assert [(o.role, o.period, o.raw) for o in record.observations] == [
        (Role.PREVIOUS, "2022/23", "12%"),
        (Role.TARGET, "2023/24 Q1", "10%"),
        (Role.ACTUAL, "2023/24 Q1", "11%"),
        (Role.TARGET, "2023/24 Q2", "10%"),
        (Role.ACTUAL, "2023/24 Q2", "9%"),
    ]


def test_whole_numbers_on_the_header_s_paint_are_a_row_s() -> None:
    first = ("Ref", "Measure", "Q1 2022/23", "Target", "Q2 2022/23")
    assert _columns(first, ("", "All council", "31", "40", "41")) == [
        ("Q1 2022/23", "actual 9.1%"),
        ("Target", "target 8.5%"),
        ("Q2 2022/23", "actual 9.4%"),
    ]


def test_names_that_end_in_a_row_of_their_own_above_a_section() -> None:
    """ "Annual" over "Target" was a result, and a sure one, where a section's name follows."""
    rows = (
        ("Ref", "Description", "Measure", "Owner", "2021/22", "2022/23", "Annual", "Direction"),
        ("", "", "type", "", "", "", "Target", "of travel"),
        ("", "Corporate Services", "", "", "", "", "", ""),
        ("CS1", "Staff turnover", "%", "J Carter", "9.1%", "9.4%", "8.5%", "up"),
        ("CS2", "Invoices paid in 30 days", "%", "A Patel", "88%", "91%", "90%", "down"),
    )
    cells = tuple(
        Cell(row, col, text=text, page=1)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    grid = Grid(5, 8, cells, page=1, ruling="horizontal")
    scorecard = normalise(Document("p.pdf", (grid,), 1), sha256="0" * 64)
    assert [
        [(o.role, o.period, o.raw) for o in record.observations] for record in scorecard.records
    ] == [
        [
            (Role.PREVIOUS, "2021/22", previous),
            (Role.ACTUAL, "2022/23", actual),
            (Role.TARGET, None, target),
        ]
        for previous, actual, target in (("9.1%", "9.4%", "8.5%"), ("88%", "91%", "90%"))
    ]
