"""Columns that nothing tells apart: the names above them may not have been read."""

from __future__ import annotations

from tests.grids import read_blocks

ROWS = """
    | Visits to leisure centres | 38% | 42% | 33% | 27% | R |
    | Town centre vacancy rate  | 14  | 17  | 12  | 20  | A |
    """


def test_two_targets_of_one_name_and_period_are_no_sure_ones() -> None:
    scorecard = read_blocks(
        "Corporate Scorecard Q1 2024-25",
        f"| Performance measure | Target | Actual | Target | Actual | RAG |{ROWS}",
    )
    found = [o for record in scorecard.records for o in record.observations]
    assert [o.raw for o in found] == ["38%", "42%", "33%", "27%", "14", "17", "12", "20"]
    assert all(o.confidence < 0.9 for o in found)
    told = [f.message for f in scorecard.findings if f.code == "columns-alike"]
    assert len(told) == 2
    assert "'Target'" in told[0]
    assert "'Actual'" in told[1]


def test_targets_of_two_years_are_told_apart() -> None:
    scorecard = read_blocks(
        "Corporate Scorecard Q1 2024-25",
        "| Performance measure | 2023-24 Target | 2023-24 Actual | 2024-25 Target | 2024-25 Actual"
        f" | RAG |{ROWS}",
    )
    found = [o for record in scorecard.records for o in record.observations]
    assert len(found) == 8
    assert all(o.confidence == 1 for o in found)
    assert not [f for f in scorecard.findings if f.code == "columns-alike"]


def test_quarters_of_no_known_year_tell_columns_apart() -> None:
    scorecard = read_blocks(
        "Corporate Scorecard",
        f"""
        |                     | Q1     | <      | Q2     | <      |     |
        | Performance measure | Target | Actual | Target | Actual | RAG |{ROWS}""",
    )
    found = [o for record in scorecard.records for o in record.observations]
    assert len(found) == 8
    assert all(o.confidence == 1 for o in found)
