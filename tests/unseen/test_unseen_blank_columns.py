"""Ruled tables with a column that has nothing in it: no table ends there."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.prints import Print


def test_a_blank_column_behind_the_names_parts_no_table(tmp_path: Path) -> None:
    places = (42, 82, 292, 332, 462, 542, 622)
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    paper.grid((40, 80, 290, 330, 460, 540, 620, 700), [60 + 17 * n for n in range(6)])
    paper.row(places, 64, "No. | Measure | | Lead officer | Target | Actual | RAG", bold=True)
    paper.row(places, 81, "1 | Missed bin collections | | Director of Place | 40 | 38 | Green")
    paper.row(places, 98, "2 | Streets below standard | | Director of Place | 5% | 4.1% | Green")
    paper.row(places, 115, "3 | Council tax collected | | Head of Revenues | 98% | 97.1% | Amber")
    paper.row(places, 132, "4 | Homes let in time | | Director of Housing | 75% | 71% | Red")
    assert paper.read() == [
        "1 Missed bin collections; green - -; t@2023/24=40 a@2023/24 Q2=38",
        "2 Streets below standard; green - -; t@2023/24=5 a@2023/24 Q2=4.1",
        "3 Council tax collected; amber - -; t@2023/24=98 a@2023/24 Q2=97.1",
        "4 Homes let in time; red - -; t@2023/24=75 a@2023/24 Q2=71",
    ]


def test_painted_ratings_and_what_stands_behind_them_are_the_tables(tmp_path: Path) -> None:
    places = (42, 292, 372, 452, 532, 572)
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    colours = ("00b050", "00b050", "ffc000")
    for number, colour in enumerate(colours):
        paper.fill(450, 77 + 17 * number, 530, 94 + 17 * number, colour)
    paper.grid((40, 290, 370, 450, 530, 570, 700), [60 + 17 * n for n in range(5)])
    paper.row(places, 64, "Measure | Target | Actual | RAG | | Direction of travel", bold=True)
    paper.row(places, 81, "Missed bin collections | 40 | 38 | | | Up")
    paper.row(places, 98, "Streets below standard | 5% | 4.1% | | | Same")
    paper.row(places, 115, "Council tax collected | 98% | 97.1% | | | Down")
    assert paper.read() == [
        "Missed bin collections; green up -; t@2023/24=40 a@2023/24 Q2=38",
        "Streets below standard; green flat -; t@2023/24=5 a@2023/24 Q2=4.1",
        "Council tax collected; amber down -; t@2023/24=98 a@2023/24 Q2=97.1",
    ]
