"""Figures ten times the others of their row: a footnote's mark set as a digit, or just larger."""

from __future__ import annotations

from dataclasses import replace

from tests.grids import draw_grid, read_blocks


def doubts(row: str) -> list[str]:
    scorecard = read_blocks(f"""
        | Measure | 2013/14 | 2014/15 | 2015/16 | 2016/17 |
        | Visits to museums | 301 | 298 | 305 | 310 |
        | {row} |
    """)
    return [finding.message for finding in scorecard.findings if finding.code == "value-doubtful"]


def test_a_digit_behind_a_figure_is_a_doubt() -> None:
    (message,) = doubts("Visits to archives | 289 | 2914 | 295 | 301")
    assert "2914" in message


def test_thousands_parted_by_a_comma_have_no_digit_behind_them() -> None:
    assert doubts("Visits to archives | 289 | 2,914 | 295 | 301") == []


def test_no_value_is_taken_from_a_figure_that_was_not_read_for_sure_either() -> None:
    """A scan's "6.5" without its point."""
    grid = draw_grid("""
        | Measure | Q1 2024/25 | Q2 2024/25 | Q3 2024/25 | Target |
        | Average wait (mins) | 5.6 | 65 | 6.9 | 6.0 |
        | Average call (mins) | 4.6 | 4.5 | 4.9 | 5.0 |
    """)
    cells = [replace(c, confidence=0.6) if c.text == "65" else c for c in grid.cells]
    scorecard = read_blocks(replace(grid, cells=tuple(cells)))
    seen = scorecard.records[0].observations[1]
    assert (seen.raw, seen.quantity.value, seen.confidence) == ("65", None, 0.5)
    assert [f.message for f in scorecard.findings if "no value is taken" in f.message]
