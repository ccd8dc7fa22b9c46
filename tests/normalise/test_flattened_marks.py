"""Figures ten times the others of their row: a footnote's mark set as a digit, or just larger."""

from __future__ import annotations

from tests.grids import read_blocks


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
