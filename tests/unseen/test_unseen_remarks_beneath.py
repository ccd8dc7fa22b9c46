"""Remarks that run over the whole table beneath each of its rows, where no line parts columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

ROWS = (
    (
        "Missed bin collections | 40 | 38 | Green",
        (
            "Performance improved after the new rota began and the summer's backlog was cleared"
            " in the first month of the period by the two crews that were taken on."
        ),
    ),
    (
        "Library visits | 900 | 950 | Green",
        (
            "Demand was higher than planned in all branches, and longer hours were agreed with"
            " staff and the friends of each library, for a trial that ends with the month of~May."
        ),
    ),
    (
        "Council tax collected | 98% | 97.1% | Amber",
        "Collection is in line with the profile for the year and better than that of neighbours.",
    ),
    (
        "Calls answered in time | 90% | 88% | Red",
        (
            "Two vacant posts were filled in the period and the queue has shortened since then, as"
            " callers were told that forms can be sent from the website at any time."
        ),
    ),
)

RULED_REMARK = (
    "Performance improved after the new rota began and the backlog of the summer was cleared in the"
    " first month of the period."
)


def test_each_row_has_a_long_remark_beneath(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 520, 600, 690)
    paper.row(places, 63, "Measure | Target | Actual | RAG", bold=True)
    for number, (row, remark) in enumerate(ROWS):
        paper.row(places, 79 + 36 * number, row)
        paper.text(43, 93 + 36 * number, remark)
    assert paper.read() == [
        "Missed bin collections; green - -; t@2023/24=40 a@2023/24 Q2=38",
        "Library visits; green - -; t@2023/24=900 a@2023/24 Q2=950",
        "Council tax collected; amber - -; t@2023/24=98 a@2023/24 Q2=97.1",
        "Calls answered in time; red - -; t@2023/24=90 a@2023/24 Q2=88",
    ]
    assert not any(record.section for record in read_scorecard(paper.path).records)


@pytest.mark.parametrize("remarked", [(0,), (0, 1), (1, 2), (0, 2), (1, 3), (0, 1, 2, 3)])
def test_some_rows_have_a_remark_between_rules_of_its_own(
    tmp_path: Path, remarked: tuple[int, ...]
) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 403, 523, 643)
    lines = ["Measure | Target | Actual | RAG"]
    for number, (row, _) in enumerate(ROWS):
        lines += [row, RULED_REMARK] if number in remarked else [row]
    for number, line in enumerate(lines):
        top = 60 + 16 * number
        paper.rule(40, top, 760)
        if line is RULED_REMARK:
            paper.text(43, top + 4, line)
        else:
            paper.row(places, top + 4, line, bold=not number)
    paper.rule(40, 60 + 16 * len(lines), 760)
    assert paper.read() == [
        "Missed bin collections; green - -; t@2023/24=40 a@2023/24 Q2=38",
        "Library visits; green - -; t@2023/24=900 a@2023/24 Q2=950",
        "Council tax collected; amber - -; t@2023/24=98 a@2023/24 Q2=97.1",
        "Calls answered in time; red - -; t@2023/24=90 a@2023/24 Q2=88",
    ]
