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


def test_a_quarter_that_the_paper_has_come_to_does_not_take_the_rating_of_the_one_before() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator       | Target | Q1 Actual | Q1 RAG   | Q2 Actual | Q2 RAG   |
        | Complaints      | 90%    | 88%       | [amber]A | 91%       | [green]G |
        | Appraisals done | 95%    | 60%       | [red]R   | n/a       |          |
        | Library visits  | 10,000 | 9,800     | [red]R   | tbc       | N/A      |
        | Roads mended    | 100    | 98        | [red]R   |           |          |
        """,
    )
    assert [record.rag for record in scorecard.records] == [Rag.GREEN, None, None, None]
    for record in scorecard.records[1:]:
        assert [o.rag for o in record.observations] == [None, Rag.RED, None]


def test_a_quarter_that_others_have_figures_for_does_not_either() -> None:
    """The paper names no period, and the quarters no year."""
    assert _ratings(
        """
        | Measure      | Target | Q1          | Q2         | Q3 |
        | Calls in 5 s | 80%    | 81% [green] | 70% [red]  |    |
        | Bins missed  | 10     | 12 [amber]  | n/a        |    |
        | Trees        | 10     | 12 [green]  | 8 [red]    |    |
        """
    ) == [Rag.RED, None, Rag.RED]
