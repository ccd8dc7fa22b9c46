"""Years that stand above the first of their quarters, where no line shows how far they reach."""

from __future__ import annotations

from collections.abc import Sequence

from tests.grids import read_blocks
from xlscorecard.model.grid import Cell, Grid


def periods_of(parts: Sequence[str]) -> list[str | None]:
    """The periods read for five quarters, the first two under 2020/21, the others under 2021/22."""
    rows = (
        ("", "2020/21", "", "2021/22", "", "", ""),
        ("Measure", *parts, "Target"),
        ("Assessments", "88.1%", "87.4%", "90.2%", "91.5%", "89.9%", "90.0%"),
        ("Plans", "94.0%", "95.1%", "93.3%", "96.2%", "97.0%", "95.0%"),
    )
    cells = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    grid = Grid(len(rows), len(rows[0]), tuple(cells))
    return [o.period for o in read_blocks("Performance", grid).records[0].observations[:5]]


def test_quarters_before_the_next_year_begins_are_of_the_year_before() -> None:
    assert periods_of(("Q3", "Q4", "Q1", "Q2", "Q3")) == [
        "2020/21 Q3",
        "2020/21 Q4",
        "2021/22 Q1",
        "2021/22 Q2",
        "2021/22 Q3",
    ]


def test_a_first_quarter_before_the_year_above_the_second_is_of_that_year() -> None:
    assert periods_of(("Q4", "Q1", "Q2", "Q3", "Q4"))[:3] == [
        "2020/21 Q4",
        "2021/22 Q1",
        "2021/22 Q2",
    ]
