"""Two pages printed on one sheet: a table goes on from the left one to the right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.paper import said
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

LEFT = """
Ref | Measure | Target | Q2 | RAG
Housing and Communities | | | |
H1 | Homes let | 41 | 30 | Red
H2 | Gas checks done | 42 | 43 | Green
H3 | Boilers mended | 44 | 31 | Red
H4 | Repairs done | 45 | 46 | Green
Customers | | | |
C1 | Calls answered | 47 | 32 | Red
"""
RIGHT = """
C2 | Books lent | 48 | 49 | Green
C3 | Visits to libraries | 50 | 33 | Red
C4 | Complaints answered | 51 | 52 | Green
C5 | Meals taken | 53 | 34 | Red
C6 | Licences issued | 54 | 55 | Green
"""
CUSTOMERS = [
    "Customers: C1 Calls answered; red - -; t@2023/24=47 a@2023/24 Q2=32",
    "Customers: C2 Books lent; green - -; t@2023/24=48 a@2023/24 Q2=49",
    "Customers: C3 Visits to libraries; red - -; t@2023/24=50 a@2023/24 Q2=33",
    "Customers: C4 Complaints answered; green - -; t@2023/24=51 a@2023/24 Q2=52",
    "Customers: C5 Meals taken; red - -; t@2023/24=53 a@2023/24 Q2=34",
    "Customers: C6 Licences issued; green - -; t@2023/24=54 a@2023/24 Q2=55",
]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("again", [True, False])
def test_the_section_at_the_foot_of_the_left_page_goes_on_on_the_right_one(
    tmp_path: Path, *, ruled: bool, again: bool
) -> None:
    paper = Print(tmp_path / "p.pdf", size=7.0)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=12)
    head = LEFT.strip().splitlines()[0]
    for number, lines in enumerate((LEFT, f"{head}\n{RIGHT.strip()}" if again else RIGHT)):
        left = 421 * number
        places = [left + x for x in (42, 72, 232, 282, 332)]
        rows = lines.strip().splitlines()
        for place, row in enumerate(rows):
            paper.row(places, 74 + 16 * place, row, bold=row == head or "| | |" in row)
        if ruled:
            for place, row in enumerate(rows):
                top, bottom = 70 + 16 * place, 86 + 16 * place
                inner = () if "| | |" in row else (70, 230, 280, 330)
                paper.grid([left + x for x in (40, *inner, 380)], (top, bottom))
        paper.text(left + 200, 570, f"Page {number + 1}")
    paper.paper.save()
    scorecard = read_scorecard(paper.path)
    assert [
        f"{' > '.join(record.section)}: {line}"
        for record, line in zip(scorecard.records, said(scorecard).splitlines(), strict=True)
    ][-6:] == CUSTOMERS
    assert {(r.source.page, r.source.table) for r in scorecard.records} == {(1, 1)}
