"""A row whose results have a rating each: the row's own is that of the latest result."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag


def _ratings(table: str) -> list[Rag | None]:
    return [record.rag for record in read_blocks(table).records]


def test_a_latest_result_that_is_not_rated_leaves_the_row_without_a_rating() -> None:
    assert _ratings(
        """
        | Measure      | Q1 2020/21  | Q2 2020/21  | Q3 2020/21  | Target |
        | Calls in 5 s | 81% [green] | 70% [red]   | 92%         | 80%    |
        | Bins missed  | 12 [amber]  | 9 [green]   | 8 [green]   | 10     |
        | Visits made  | 80% [amber] | 95% [green] | 97% [green] | 90%    |
        """
    ) == [None, Rag.GREEN, Rag.GREEN]


def test_quarters_to_come_and_texts_do_not_take_the_rating_away() -> None:
    assert _ratings(
        """
        | Measure      | Q1 2020/21  | Q2 2020/21  | Q3 2020/21 | Q4 2020/21 | Target |
        | Calls in 5 s | 81% [green] | 70% [red]   |            |            | 80%    |
        | Bins missed  | 12 [amber]  | 9 [green]   | not due    |            | 10     |
        """
    ) == [Rag.RED, Rag.GREEN]


def test_the_latest_quarter_may_stand_first() -> None:
    assert _ratings(
        """
        | Measure      | Q3 2020/21  | Q2 2020/21  | Q1 2020/21  | Target |
        | Calls in 5 s | 81% [green] | 70% [red]   | 65% [red]   | 80%    |
        | Bins missed  | 12 [amber]  | 9 [green]   | 8 [green]   | 10     |
        """
    ) == [Rag.GREEN, Rag.AMBER]
