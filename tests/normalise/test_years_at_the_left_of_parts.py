"""Years that stand above the first of their quarters, where no line shows how far they reach."""

from __future__ import annotations

from collections.abc import Sequence

from tests.grids import read_blocks
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag, Role


def periods_of(parts: Sequence[str]) -> list[str | None]:
    """The periods read for five quarters, the first two under 2020/21, the others under 2021/22."""
    rows = (
        ("", "2020/21", "", "2021/22", "", "", ""),
        ("Measure", *parts, "Target"),
        ("Assessments", "88.1%", "87.4%", "90.2%", "91.5%", "89.9%", "90.0%"),
        ("Plans", "94.0%", "95.1%", "93.3%", "96.2%", "97.0%", "95.0%"),
    )
    cells = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    grid = Grid(len(rows), len(rows[0]), tuple(cells))
    return [o.period for o in read_blocks("Performance", grid).records[0].observations[:5]]


def test_quarters_before_the_next_year_begins_are_of_the_year_before() -> None:
    assert periods_of(("Q3", "Q4", "Q1", "Q2", "Q3")) == [
        "2020/21 Q3",
        "2020/21 Q4",
        "2021/22 Q1",
        "2021/22 Q2",
        "2021/22 Q3",
    ]


def test_a_first_quarter_before_the_year_above_the_second_is_of_that_year() -> None:
    assert periods_of(("Q4", "Q1", "Q2", "Q3", "Q4"))[:3] == [
        "2020/21 Q4",
        "2021/22 Q1",
        "2021/22 Q2",
    ]


def test_a_year_over_its_outturn_beside_a_year_over_its_quarters() -> None:
    for last in ("Target", ""):
        scorecard = read_blocks(
            "# Performance report Quarter 2 2024/25",
            f"""
            |                | 2023/24 |          | 2024/25 |    | {last} |
            | Measure        | Outturn | Quartile | Q1      | Q2 | {"" if last else "Target"} |
            | Bins missed    | 12      | 3        | 5       | 6  | 4  |
            | Calls answered | 81      | 1        | 83      | 84 | 90 |
            """,
        )
        first, second = (
            {o.raw: (o.role, o.period) for o in record.observations} for record in scorecard.records
        )
        assert first["12"] == (Role.PREVIOUS, "2023/24")
        assert second["81"] == (Role.PREVIOUS, "2023/24")
        assert (first["5"], first["6"]) == (
            (Role.ACTUAL, "2024/25 Q1"),
            (Role.ACTUAL, "2024/25 Q2"),
        )
        assert first["4"][0] is second["90"][0] is Role.TARGET


def test_groups_that_begin_alike_show_how_far_a_year_at_their_left_reaches() -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 2 2024/25",
        """
        |                | 2023/24 |         | 2024/25 |    |    |
        | Measure        | Target  | Outturn | Target  | Q1 | Q2 |
        | Bins missed    | 12      | 14      | 5       | 6  | 7  |
        | Calls answered | 81      | 79      | 83      | 84 | 85 |
        """,
    )
    assert [[(o.role, o.period, o.raw) for o in r.observations] for r in scorecard.records] == [
        [
            (Role.TARGET, "2023/24", target),
            (Role.PREVIOUS, "2023/24", outturn),
            (Role.TARGET, "2024/25", aim),
            (Role.ACTUAL, "2024/25 Q1", first),
            (Role.ACTUAL, "2024/25 Q2", second),
        ]
        for target, outturn, aim, first, second in (
            ("12", "14", "5", "6", "7"),
            ("81", "79", "83", "84", "85"),
        )
    ]


def test_a_year_alone_over_an_outturn_is_not_that_of_the_quarters_beside_it() -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 2 2024/25",
        """
        |                | 2023/24 |    |    |        |
        | Measure        | Outturn | Q1 | Q2 | Target |
        | Bins missed    | 12      | 2  | 5  | 6      |
        | Calls answered | 81      | 1  | 83 | 84     |
        """,
    )
    assert [(r.title, r.section) for r in scorecard.records] == [
        ("Bins missed", ()),
        ("Calls answered", ()),
    ]
    assert [(o.role, o.period, o.raw) for o in scorecard.records[0].observations] == [
        (Role.PREVIOUS, "2023/24", "12"),
        (Role.ACTUAL, "2024/25 Q1", "2"),
        (Role.ACTUAL, "2024/25 Q2", "5"),
        (Role.TARGET, "2024/25", "6"),
    ]


def test_two_groups_that_begin_alike_before_a_year_with_a_target_alone() -> None:
    scorecard = read_blocks(
        "# Performance report 2023/24",
        """
        | Measure     | 2022/23 |        | 2023/24 |        | 2024/25 |
        |             | Actual  | Target | Actual  | Target | Target  |
        | Bins missed | 12      | 13     | 14      | 15     | 16      |
        | Calls made  | 21      | 22     | 23      | 24     | 25      |
        """,
    )
    assert [(o.role, o.period, o.raw) for o in scorecard.records[0].observations] == [
        (Role.PREVIOUS, "2022/23", "12"),
        (Role.TARGET, "2022/23", "13"),
        (Role.ACTUAL, "2023/24", "14"),
        (Role.TARGET, "2023/24", "15"),
        (Role.TARGET, "2024/25", "16"),
    ]


def test_a_rating_before_the_next_year_is_of_the_year_before() -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 2 2024/25",
        """
        | Measure     | 2023/24 |        |     | 2024/25 |    |
        |             | Actual  | Target | RAG | Q1      | Q2 |
        | Bins missed | 12      | 13     | G   | 14      | 15 |
        | Calls made  | 21      | 22     | R   | 23      | 24 |
        """,
    )
    first = scorecard.records[0]
    assert [(o.role, o.period, o.raw, o.rag) for o in first.observations] == [
        (Role.PREVIOUS, "2023/24", "12", Rag.GREEN),
        (Role.TARGET, "2023/24", "13", None),
        (Role.ACTUAL, "2024/25 Q1", "14", None),
        (Role.ACTUAL, "2024/25 Q2", "15", None),
    ]
    assert first.rag is None
