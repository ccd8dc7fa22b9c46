"""A quarter alone above the header of a table that no upright line parts: over the last of the
columns that it dates, or in their middle."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

ROWS = (
    "Missed bin collections | 44 | 40 | 38 | Green",
    "Council tax collected | 96.8% | 98% | 97.1% | Amber",
    "Calls answered in time | 87% | 90% | 88% | Red",
    "Homes let within 21 days | 77% | 80% | 83% | Green",
)
SAID = [
    "Missed bin collections; green - -; p@2022/23=44 t@2023/24 Q2=40 a@2023/24 Q2=38",
    "Council tax collected; amber - -; p@2022/23=96.8 t@2023/24 Q2=98 a@2023/24 Q2=97.1",
    "Calls answered in time; red - -; p@2022/23=87 t@2023/24 Q2=90 a@2023/24 Q2=88",
    "Homes let within 21 days; green - -; p@2022/23=77 t@2023/24 Q2=80 a@2023/24 Q2=83",
]
# Texts end at these places (points), but for the names, which begin at theirs.
ENDS = (40, -330, -450, -570, -690)


def _print(
    path: Path, quarter: float, *, bold: bool, gap: float, ruled: bool, target: str = "Target"
) -> Print:
    """A scorecard set at the right, its quarter so far above the other names of its columns."""
    paper = Print(path)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    paper.text(quarter, 86 - gap - 8 * 1.2, "Q2 2023/24", bold=bold)
    paper.row(ENDS, 86, f"Measure | 2022/23 Outturn | {target} | Actual | RAG", bold=bold)
    if ruled:
        paper.rule(40, 100, 690)
    for number, row in enumerate(ROWS):
        paper.row(ENDS, 104 + 17 * number, row)
        if ruled:
            paper.rule(40, 117 + 17 * number, 690)
    return paper


@pytest.mark.parametrize("gap", [2, 8, 13])
@pytest.mark.parametrize(("bold", "ruled"), [(True, True), (True, False), (False, True)])
def test_a_quarter_over_the_rating_dates_its_target_and_result(
    tmp_path: Path, gap: float, *, bold: bool, ruled: bool
) -> None:
    assert _print(tmp_path / "p.pdf", -690, bold=bold, gap=gap, ruled=ruled).read() == SAID


@pytest.mark.parametrize("gap", [8, 13])
def test_a_quarter_over_the_result_alone_dates_the_target_before_it(
    tmp_path: Path, gap: float
) -> None:
    assert _print(tmp_path / "p.pdf", -585, bold=True, gap=gap, ruled=False).read() == SAID


def test_an_annual_target_keeps_its_year(tmp_path: Path) -> None:
    paper = _print(tmp_path / "p.pdf", -690, bold=True, gap=8, ruled=True, target="Annual target")
    assert paper.read()[0] == (
        "Missed bin collections; green - -; p@2022/23=44 t@2023/24=40 a@2023/24 Q2=38"
    )


def test_a_target_that_only_its_place_dates_is_a_doubt(tmp_path: Path) -> None:
    paper = _print(tmp_path / "p.pdf", -690, bold=True, gap=8, ruled=True)
    paper.read()
    sure = {
        (o.column, o.confidence >= 0.9)
        for record in read_scorecard(paper.path).records
        for o in record.observations
    }
    assert ("Q2 2023/24 / Target", False) in sure
    assert ("2022/23 Outturn", True) in sure
