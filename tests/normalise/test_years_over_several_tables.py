"""A year that stands as a heading above several tables is the year of them all."""

from __future__ import annotations

from tests.grids import read_blocks
from tests.unseen.paper import said

HEADED = """
    | Measure   | Target | Q1 | Q2 | RAG   |
    | Homes let | 4{0}   | 42 | 43 | Green |
    | Bins kept | 4{0}   | 45 | 46 | Red   |
"""
GOES_ON = """
    | Meals had | 5{0}   | 52 | 53 | Green |
    | Books out | 5{0}   | 55 | 56 | Red   |
"""


def test_a_year_dates_all_tables_below_it_with_and_without_a_header() -> None:
    scorecard = read_blocks(
        "# Scorecard Quarter 2 2023/24",
        "## 2022/23",
        "### Table 1: Place",
        HEADED.format(1),
        "### Table 2: People",
        GOES_ON.format(1),
        "## 2023/24",
        "### Table 3: Place",
        HEADED.format(9),
        "### Table 4: People",
        GOES_ON.format(9),
    )
    assert [record.section for record in scorecard.records][::2] == [
        ("Table 1: Place",), ("Table 2: People",), ("Table 3: Place",), ("Table 4: People",)
    ]  # fmt: skip
    years = [line.split("; ")[2].split("=")[0] for line in said(scorecard).splitlines()]
    assert years == ["t@2022/23"] * 4 + ["t@2023/24"] * 4
    firsts = [record.observations[1].period for record in scorecard.records]
    assert firsts == ["2022/23 Q1"] * 4 + ["2023/24 Q1"] * 4


def test_headers_beside_each_other_say_nothing_of_the_papers_period() -> None:
    scorecard = read_blocks(
        "# Performance Report Quarter 4 2024/25",
        """
        | Measure   | Current quarter | Q4 2023/24 | Target | RAG   |
        | Homes let | 41              | 42         | 43     | Red   |
        | Bins kept | 44              | 45         | 46     | Amber |
        """,
    )
    assert scorecard.paper.reporting_period == "2024/25 Q4"
    first = said(scorecard).splitlines()[0]
    assert first == "Homes let; red - -; a@2024/25 Q4=41 p@2023/24 Q4=42 t@2024/25=43"
