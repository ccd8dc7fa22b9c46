"""Keys of ticks, crosses and other characters in one line of text, above or below a table."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag, Scorecard

HEADING = "Performance report Quarter 1 2024/25"
TABLE = """
    | Indicator      | Target | Q1  | Status |
    | Bins missed    | 100    | 120 | ✘      |
    | Calls answered | 90%    | 91% | ✔      |
    """


def rags(scorecard: Scorecard) -> list[Rag | None]:
    return [record.rag for record in scorecard.records]


@pytest.mark.parametrize(
    "key",
    [
        "✔ = on or within 1% of target, ✘ = more than 1% off target",
        "✔ on or above target ✘ below target",
        "Key: ✔ Target met   ✘ Target missed",
        "✔ met target; ✘ missed target by more than 5%; - no target",
        "✘ = more than 1% off target | ✔ = on or within 1% of target",
    ],
)
@pytest.mark.parametrize("below", [True, False])
def test_a_key_of_ticks_in_one_line_rates_and_heads_nothing(key: str, below: bool) -> None:
    blocks = (TABLE, key) if below else (key, TABLE)
    scorecard = read_blocks(HEADING, *blocks)
    assert rags(scorecard) == [Rag.RED, Rag.GREEN]
    assert {entry.rag for entry in scorecard.key} == {Rag.RED, Rag.GREEN}
    assert {record.section for record in scorecard.records} == {()}
    assert not scorecard.findings


def test_a_key_in_a_tables_last_row_rates() -> None:
    key = "    | ✔ = on or within 1% of target, ✘ = more than 1% off target | < | < | < |\n"
    scorecard = read_blocks(HEADING, TABLE.rstrip() + "\n" + key)
    assert rags(scorecard) == [Rag.RED, Rag.GREEN]


def test_stars_circles_and_triangles_in_one_line() -> None:
    scorecard = read_blocks(
        HEADING,
        """
        | Indicator      | Target | Q1  | Status |
        | Bins missed    | 100    | 120 | ●      |
        | Calls answered | 90%    | 91% | ▲      |
        | Visits         | 900    | 940 | ★      |
        """,
        "★ = above target, ● = within 5% of target, ▲ = more than 5% below target",
    )
    assert rags(scorecard) == [Rag.AMBER, Rag.RED, Rag.GREEN]


def test_a_key_of_ticks_that_tell_a_trend_rates_nothing() -> None:
    scorecard = read_blocks(HEADING, TABLE, "✔ = improving on last year, ✘ = worse than last year")
    assert rags(scorecard) == [None, None]
    assert {f.code for f in scorecard.findings} == {"symbol-unknown"}
