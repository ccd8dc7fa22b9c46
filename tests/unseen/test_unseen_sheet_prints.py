"""Worksheets printed without their grid lines: headers at the left of the cells, figures at the
right, words in place of figures at the left."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.prints import Print


def test_rows_that_close_the_white_space_of_the_header_stay_below_it(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=10.6)
    paper.text(55, 86, "Corporate Scorecard Q4 2023/24", bold=True, size=13)
    heads = (55, 295, 363, 431, 498, 566, 634, 715)
    paper.row(
        heads,
        132,
        "| Performance Indicator | 23/24 | Q1 23/24 | Q2 23/24 | Q3 23/24 | Q4 23/24 | Rating |"
        " Direction",
        bold=True,
    )
    paper.row(heads, 144, "| | Target | | | | | | of travel", bold=True)
    rows = (
        (182, "Pupils at the expected level", "Not available", "135", "136", "-", "115", "ff0000"),
        (203, "Streets below standard", "43.5", "42.2", "59.8", "50.5", "51.4", "00b050"),
        (221, "Potholes repaired", "£1,643,000", "£1,390,000", "£1,550,000", "£1,531,000", "n/a",
         "ffc000"),
        (239, "Calls answered in time", "91.2%", "75.6%", "87.0%", "83.5%", "91.6%", "ff0000"),
    )  # fmt: skip
    for top, name, *figures, rating in rows:
        paper.text(55, top, name)
        paper.dot(639, top + 6, rating)
        paper.text(715, top, "Up")
        for left, text in zip(heads[1:6], figures, strict=True):
            paper.text(left if text[0] in "nN-" else -(left + 64), top, text)
    assert "\n".join(paper.read()) == (
        "Pupils at the expected level; red up -; t@2023/24=not_applicable a@2023/24 Q1=135"
        " a@2023/24 Q2=136 a@2023/24 Q3=blank a@2023/24 Q4=115\n"
        "Streets below standard; green up -; t@2023/24=43.5 a@2023/24 Q1=42.2 a@2023/24 Q2=59.8"
        " a@2023/24 Q3=50.5 a@2023/24 Q4=51.4\n"
        "Potholes repaired; amber up -; t@2023/24=1643000 a@2023/24 Q1=1390000"
        " a@2023/24 Q2=1550000 a@2023/24 Q3=1531000 a@2023/24 Q4=not_applicable\n"
        "Calls answered in time; red up -; t@2023/24=91.2 a@2023/24 Q1=75.6 a@2023/24 Q2=87.0"
        " a@2023/24 Q3=83.5 a@2023/24 Q4=91.6"
    )
