"""A key as the last rows of a scorecard's own grid: no measures, its tolerances no targets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.grid import Grid
from xlscorecard.normalise.key.foot import keys_apart

MEASURES = """
| Measure        | Target | Actual | RAG |
| Bins missed    | 12     | 15     | R   |
| Calls answered | 81     | 83     | G   |
"""
IN_WORDS = """
| Key   |                            | | |
| Red   | More than 5% below target  | | |
| Amber | Within 5% of target        | | |
| Green | On target                  | | |
"""
IN_LETTERS = """
| R | Off target  | | |
| A | Near target | | |
| G | On target   | | |
"""
IN_COLOURS = """
| RAG key |                             | | |
| [red]   | Below target by more than 10% | | |
| [green] | At or above target            | | |
"""
ABREAST = "| Red | More than 10% below target | Green | On or above target |"
IN_A_STRIP = "| Key | [red] Off target | [amber] Within 5% | [green] On target |"
SPELT = "| Key: | R = Off target | A = Near target | G = On target |"
IN_ONE_TEXT = "| Key: G = On target, A = within 5%, R = off target | | | |"


@pytest.mark.parametrize(
    ("key", "meanings"),
    [
        (IN_WORDS, ["More than 5% below target", "Within 5% of target", "On target"]),
        (IN_LETTERS, ["Off target", "Near target", "On target"]),
        (IN_COLOURS, ["Below target by more than 10%", "At or above target"]),
        (ABREAST, ["More than 10% below target", "On or above target"]),
        (IN_A_STRIP, ["Off target", "Within 5%", "On target"]),
        (SPELT, ["Off target", "Near target", "On target"]),
        (IN_ONE_TEXT, ["On target", "within 5%", "off target"]),
    ],
)
def test_a_key_in_the_last_rows_is_no_measure(key: str, meanings: list[str]) -> None:
    scorecard = read_blocks(MEASURES + key.strip())
    assert [(r.title, [o.raw for o in r.observations]) for r in scorecard.records] == [
        ("Bins missed", ["12", "15"]),
        ("Calls answered", ["81", "83"]),
    ]
    assert [entry.meaning for entry in scorecard.key] == meanings
    assert not scorecard.findings


def test_rated_rows_without_figures_at_the_foot_are_no_key() -> None:
    scorecard = read_blocks(
        """
        | Status  | Measure               | Target | Actual |
        | [green] | Bins missed           | 12     | 11     |
        | [red]   | Calls improving       |        |        |
        | [amber] | Performance improving |        |        |
        """
    )
    assert [r.title for r in scorecard.records] == [
        "Bins missed",
        "Calls improving",
        "Performance improving",
    ]


def test_a_note_below_the_key_stays_with_the_measures() -> None:
    scorecard = read_blocks(MEASURES + IN_LETTERS.strip() + "\n| * Provisional figures | | | |")
    assert [(r.title, [o.raw for o in r.observations]) for r in scorecard.records] == [
        ("Bins missed", ["12", "15"]),
        ("Calls answered", ["81", "83"]),
    ]
    assert [entry.meaning for entry in scorecard.key] == ["Off target", "Near target", "On target"]


def test_the_pages_of_a_table_end_where_its_key_was() -> None:
    grid = replace(
        draw_grid(MEASURES + IN_LETTERS.strip()), pieces=((1, 0, 1), (2, 2, 4), (3, 5, 5))
    )
    table, key = keys_apart([grid])
    assert isinstance(table, Grid)
    assert isinstance(key, Grid)
    assert (table.rows, table.pieces) == (3, ((1, 0, 1), (2, 2, 2)))
    assert (key.rows, key.cols, key.pieces) == (3, 2, ())
