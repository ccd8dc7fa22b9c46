# ruff: noqa: E501
"""Tables as Word's table styles print them. What each says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.prints import Print

ROWS = (
    ("H1", "Council homes re-let~(average days,~excluding major works)", "31.2 | 28.4 | 30 | G"),
    ("H2", "Rent arrears as~a share of the~rent roll", "3.4% | 3.9% | 3.5% | R"),
    ("E1", "Missed bins per~100,000", "61 | 55 | 60 | G"),
)


@pytest.mark.parametrize("ruled", [True, False])
def test_a_line_behind_the_codes_alone_parts_no_other_columns(tmp_path: Path, ruled: bool) -> None:
    """Each name takes several lines, its figures stand in the first of them."""
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(36, 24, "Scorecard 2023/24 Quarter 4", bold=True, size=14)
    places = (70, 210, 270, 330, 390)
    paper.text(40, 62, "Ref", bold=True)
    paper.row(places, 62, "Measure | Previous | Latest | Target | RAG", bold=True)
    tops = [60.0, 78.0]
    for code, name, figures in ROWS:
        top = tops[-1] + 3
        paper.text(40, top, code, bold=True)
        paper.text(70, top, name)
        paper.row(places[1:], top, figures)
        tops.append(top + 12.0 * (name.count("~") + 1) + 3)
    paper.grid((36, 66, 430), tops if ruled else (*tops[:2], tops[-1]), "000000")
    assert paper.read() == [
        "H1 Council homes re-let (average days, excluding major works); green - -; p=31.2 a@2023/24 Q4=28.4 t@2023/24=30",
        "H2 Rent arrears as a share of the rent roll; red - -; p=3.4 a@2023/24 Q4=3.9 t@2023/24=3.5",
        "E1 Missed bins per 100,000; green - -; p=61 a@2023/24 Q4=55 t@2023/24=60",
    ]
