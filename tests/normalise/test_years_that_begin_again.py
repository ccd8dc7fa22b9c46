"""Quarters that begin again are another year's only where the same figures come again."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from tests.unseen.paper import said


@pytest.mark.parametrize(
    ("heads", "cells", "says"),
    [
        (
            "Q1 | Q2 | Q3 | Q4 | Q1 RAG | Q2 RAG | Q3 RAG | Q4 RAG",
            "41 | 42 | 43 | 44 | Red | Amber | Green | Green",
            "a@2023/24 Q1=41!red a@2023/24 Q2=42!amber a@2023/24 Q3=43!green a@2023/24 Q4=44!green",
        ),
        (
            "Q1 target | Q2 target | Q3 target | Q4 target | Q1 | Q2 | Q3 | Q4",
            "41 | 42 | 43 | 44 | 51 | 52 | 53 | 54",
            (
                "t@2023/24 Q1=41 t@2023/24 Q2=42 t@2023/24 Q3=43 t@2023/24 Q4=44"
                " a@2023/24 Q1=51 a@2023/24 Q2=52 a@2023/24 Q3=53 a@2023/24 Q4=54"
            ),
        ),
        (
            "Q1 | Q2 | Q3 | Q4 | Q1 | Q2 | Q3 | Q4 | Target",
            "41 | 42 | 43 | 44 | 51 | 52 | 53 | 54 | 60",
            (
                "p@2022/23 Q1=41 p@2022/23 Q2=42 p@2022/23 Q3=43 p@2022/23 Q4=44"
                " a@2023/24 Q1=51 a@2023/24 Q2=52 a@2023/24 Q3=53 a@2023/24 Q4=54 t@2023/24=60"
            ),
        ),
    ],
)
def test_quarters_begin_again(heads: str, cells: str, says: str) -> None:
    scorecard = read_blocks(
        "Scorecard Quarter 4 2023/24",
        f"""
        | Measure   | {heads} |
        | Homes let | {cells} |
        | Bins kept | {cells} |
        """,
    )
    lines = said(scorecard).splitlines()
    assert [line.split("; ")[2] for line in lines] == [says, says]


@pytest.mark.parametrize("heading", ["2022/23", "2022/23 results", "Financial year 2022-23"])
def test_a_year_alone_above_a_table_is_the_year_of_its_quarters(heading: str) -> None:
    scorecard = read_blocks(
        "Scorecard Quarter 2 2023/24",
        f"# {heading}",
        """
        | Measure   | Target | Q1 | Q2 |
        | Homes let | 41     | 42 | 43 |
        """,
        "# 2023/24",
        """
        | Measure   | Target | Q1 | Q2 |
        | Homes let | 51     | 52 | 53 |
        """,
    )
    lines = said(scorecard).splitlines()
    assert [line.split("; ")[2].replace("p@", "a@") for line in lines] == [
        "t@2022/23=41 a@2022/23 Q1=42 a@2022/23 Q2=43",
        "t@2023/24=51 a@2023/24 Q1=52 a@2023/24 Q2=53",
    ]


@pytest.mark.parametrize(
    ("said_of", "heads", "periods"),
    [
        (
            "September 2024",
            "Dec | Mar | Jun | Sep",
            "2023-12 2024-03 2024-06 2024-09",
        ),
        ("September 2024", "Sep | Jun | Mar", "2024-09 2024-06 2024-03"),
        (
            "Quarter 2 2024/25",
            "Q2 | Q1 | Q4 | Q3",
            "2024/25 Q2, 2024/25 Q1, 2023/24 Q4, 2023/24 Q3",
        ),
        (
            "Quarter 2 2024/25",
            "Q4 | Q3 | Q2 | Q1",
            "2024/25 Q4, 2024/25 Q3, 2024/25 Q2, 2024/25 Q1",
        ),
        (
            "Quarter 1 2024/25",
            "Feb | Mar | Apr | May | Jun",
            "2024-02 2024-03 2024-04 2024-05 2024-06",
        ),
        (
            "Quarter 2 2024/25",
            "Q4 target | Q1 target | Q2 target | Q4 | Q1 | Q2",
            "2023/24 Q4, 2024/25 Q1, 2024/25 Q2, 2023/24 Q4, 2024/25 Q1, 2024/25 Q2",
        ),
        (
            "Quarter 2 2024/25",
            "Q2 target | Q1 target | Q4 target | Q2 | Q1 | Q4",
            "2024/25 Q2, 2024/25 Q1, 2023/24 Q4, 2024/25 Q2, 2024/25 Q1, 2023/24 Q4",
        ),
        (
            "Quarter 2 2024/25",
            "Q3 2023/24 | Q3 RAG | Q4 | Q4 RAG | Q1 | Q1 RAG | Q2 | Q2 RAG",
            "2023/24 Q3, 2023/24 Q4, 2024/25 Q1, 2024/25 Q2",
        ),
    ],
)
def test_parts_of_two_years_stand_side_by_side(said_of: str, heads: str, periods: str) -> None:
    names = heads.split(" | ")
    cells = " | ".join("Green" if "RAG" in name else f"4{at}" for at, name in enumerate(names))
    scorecard = read_blocks(
        f"Scorecard {said_of}",
        f"""
        | Measure   | {heads} | Good is |
        | Homes let | {cells} | High    |
        | Bins kept | {cells} | High    |
        """,
    )
    told = periods.split(", ") if "," in periods else periods.split()
    assert [[o.period for o in r.observations] for r in scorecard.records] == [told, told]


def test_what_is_to_come_stands_between_that_of_last_year() -> None:
    scorecard = read_blocks(
        "Scorecard Quarter 1 2023/24",
        """
        | Measure   |               | Q1 | Q2 |
        | Homes let | Actual        | 41 |    |
        | ^         | Target        | 42 | 43 |
        | ^         | Previous year | 44 | 45 |
        | Bins kept | Actual        | 41 |    |
        | ^         | Target        | 42 | 43 |
        | ^         | Previous year | 44 | 45 |
        """,
    )
    says = (
        "a@2023/24 Q1=41 t@2023/24 Q1=42 p@2022/23 Q1=44"
        " a@2023/24 Q2=blank t@2023/24 Q2=43 p@2022/23 Q2=45"
    )
    assert [line.split("; ")[2] for line in said(scorecard).splitlines()] == [says, says]


def test_a_target_to_come_before_the_results_is_of_this_year() -> None:
    scorecard = read_blocks(
        "Scorecard June 2024",
        """
        | Measure   | Mar target | Jun | RAG |
        | Homes let | 41         | 42  | G   |
        | Bins kept | 43         | 44  | R   |
        """,
    )
    assert [o.period for o in scorecard.records[0].observations] == ["2025-03", "2024-06"]
