"""Two pages on one sheet: spreads of a booklet, and pages printed two to a sheet."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Page, Word
from xlscorecard.tables.leaves import leaves_of

WIDE, HIGH = 595.0, 842.0


def _line(text: str, x: float, y: float) -> list[Word]:
    words = []
    for part in text.split():
        words.append(Word(part, BBox(x, y, x + 5 * len(part), y + 10), size=10.0))
        x += 5 * len(part) + 4
    return words


def _spread(
    foot: Sequence[str], *, stacked: bool = False, edges: tuple[Edge, ...] = ()
) -> tuple[Page, ...]:
    """What is found of a sheet with a table's rows and a foot on each of its halves."""
    words: list[Word] = []
    for half, text in enumerate(foot):
        x, y = (0.0, half * WIDE) if stacked else (half * WIDE, 0.0)
        high = WIDE if stacked else HIGH
        for row in range(10):
            words += _line(f"Measure {'ab'[half]}{row} 9{row}%", x + 60, y + 120 + 20 * row)
        words += _line(text, x + 250, y + high - 40)
    size = (HIGH, 2 * WIDE) if stacked else (2 * WIDE, HIGH)
    return leaves_of(Page(3, *size, words=tuple(words), edges=edges))


@pytest.mark.parametrize("stacked", [False, True])
@pytest.mark.parametrize(
    "foot", [("Page 4", "Page 5"), ("12", "13"), ("Page 1 of 8", "Page 2 of 8")]
)
def test_pages_whose_numbers_count_on_are_two(foot: tuple[str, str], stacked: bool) -> None:
    first, second = _spread(foot, stacked=stacked)
    assert first.number == second.number == 3
    names = [[word.text for word in leaf.words if word.text[0] in "ab"] for leaf in (first, second)]
    assert names == [[f"a{row}" for row in range(10)], [f"b{row}" for row in range(10)]]


@pytest.mark.parametrize(
    "foot",
    [
        ("Page 4", "Page 7"),  # no two pages that follow each other
        ("Measure Target Actual", "Measure Target Actual"),  # two tables beside each other
        ("Page 4", "Targets for 2024"),
        ("Spent 4", "Spent so far in quarter 5 of the plan"),
    ],
)
def test_anything_else_is_one_page(foot: tuple[str, str]) -> None:
    assert len(_spread(foot)) == 1


def test_a_table_over_both_halves_is_on_one_page() -> None:
    rule = Edge(60, 115, 2 * WIDE - 60, 115)
    assert len(_spread(("Page 4", "Page 5"), edges=(rule,))) == 1
