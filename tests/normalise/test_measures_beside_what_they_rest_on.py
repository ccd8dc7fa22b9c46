"""Measures printed side by side with those that contribute to them, in one table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.grids import read_blocks
from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Record, Unit
from xlscorecard.normalise.rows import records
from xlscorecard.normalise.words.content import text_at


def told(found: Sequence[Record]) -> list[tuple[str | None, str, list[str]]]:
    return [(r.ref, r.title, [o.raw for o in r.observations]) for r in found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Key measures", "Contributory measures"),
        ("Key measure", "Supporting measures"),
        ("Headline measure", "Drivers"),
    ],
)
def test_the_right_halfs_figures_are_its_own_measures(left: str, right: str) -> None:
    scorecard = read_blocks(
        "Council Plan Q2 2024/25",
        f"""
        | {left}         | Target | Actual | {right}                 | Target | Actual |
        | Recycling rate | 45%    | 43%    | Missed bins per 100,000 | 50     | 61     |
        | ^              | ^      | ^      | Contamination           | 10%    | 12%    |
        | Homes built    | 400    | 380    | Majors decided in time  | 60%    | 70%    |
        """,
    )
    assert told(scorecard.records) == [
        (None, "Recycling rate", ["45%", "43%"]),
        (None, "Homes built", ["400", "380"]),
        (None, "Missed bins per 100,000", ["50", "61"]),
        (None, "Contamination", ["10%", "12%"]),
        (None, "Majors decided in time", ["60%", "70%"]),
    ]
    assert [r.section for r in scorecard.records] == [
        (),
        (),
        ("Recycling rate",),
        ("Recycling rate",),
        ("Homes built",),
    ]
    assert [o.quantity.unit for o in scorecard.records[1].observations] == [Unit.COUNT] * 2
    assert scorecard.findings == ()


def test_a_measure_merged_over_those_that_contribute_to_it_groups_them() -> None:
    scorecard = read_blocks(
        "Outcome scorecard, Quarter 3 2024/25",
        """
        | Key measure                   | Contributory measure        | Target | Q3    | RAG |
        | KM1 Residents in good health  | CM1.1 Adults smoking        | 12.0%  | 12.4% | A   |
        | ^                             | CM1.2 Adults active         | 66%    | 68%   | G   |
        | KM2 Children ready for school | CM2.1 Two-year checks done  | 90%    | 84%   | R   |
        | ^                             | CM2.2 Funded places taken   | 75%    | 79%   | G   |
        """,
    )
    assert [(r.ref, r.title, r.section) for r in scorecard.records] == [
        ("CM1.1", "Adults smoking", ("KM1 Residents in good health",)),
        ("CM1.2", "Adults active", ("KM1 Residents in good health",)),
        ("CM2.1", "Two-year checks done", ("KM2 Children ready for school",)),
        ("CM2.2", "Funded places taken", ("KM2 Children ready for school",)),
    ]


def test_halves_with_codes_of_their_own() -> None:
    scorecard = read_blocks(
        "Council Plan Q2 2024/25",
        """
        | Ref | Key measure    | Target | Actual | Ref | Contributory measure   | Target | Actual |
        | K1  | Recycling rate | 45%    | 43%    | C1  | Missed bins            | 50     | 61     |
        | K2  | Homes built    | 400    | 380    | C2  | Majors decided in time | 60%    | 70%    |
        """,
    )
    assert told(scorecard.records) == [
        ("K1", "Recycling rate", ["45%", "43%"]),
        ("K2", "Homes built", ["400", "380"]),
        ("C1", "Missed bins", ["50", "61"]),
        ("C2", "Majors decided in time", ["60%", "70%"]),
    ]


def test_a_right_half_with_fewer_columns() -> None:
    scorecard = read_blocks(
        "Council Plan Q2 2024/25",
        """
        | Key measures   | Target | Actual | RAG | Supporting measures    | Actual | RAG |
        | Recycling rate | 45%    | 43%    | R   | Missed bins            | 61     | R   |
        | Homes built    | 400    | 380    | A   | Majors decided in time | 70%    | G   |
        """,
    )
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in scorecard.records] == [
        ("Recycling rate", "red", ["45%", "43%"]),
        ("Homes built", "amber", ["400", "380"]),
        ("Missed bins", "red", ["61"]),
        ("Majors decided in time", "green", ["70%"]),
    ]


def test_a_reason_between_two_pairs_of_figures_is_no_second_table() -> None:
    scorecard = read_blocks(
        "Council Plan Q2 2024/25",
        """
        | Measure        | Q1     | <      | Reason               | Q2     | <      |
        | ^              | Target | Actual | ^                    | Target | Actual |
        | Recycling rate | 45%    | 43%    | Less garden waste    | 45%    | 44%    |
        | Homes built    | 100    | 95     | A site has come late | 200    | 190    |
        """,
    )
    assert told(scorecard.records) == [
        (None, "Recycling rate", ["45%", "43%", "45%", "44%"]),
        (None, "Homes built", ["100", "95", "200", "190"]),
    ]


def test_a_title_over_many_rows_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0

    def counted(grid: Grid, row: int, col: int) -> str:
        nonlocal looks
        looks += 1
        return text_at(grid, row, col)

    monkeypatch.setattr(records, "text_at", counted)
    wards = "".join(f"| | Ward {n} | 3 | {n % 7} |\n" for n in range(2, 401))
    scorecard = read_blocks(
        "| Measure | Ward | Target | Actual |\n| Bins missed | Ward 1 | 4 | 5 |\n" + wards
    )
    assert [r.title for r in scorecard.records[::399]] == [
        "Bins missed: Ward 1",
        "Bins missed: Ward 400",
    ]
    assert looks < 10 * 400
