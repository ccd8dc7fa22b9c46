"""Figures in thousands: multiplied out where the paper is plain, else kept as printed and told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Scorecard, Unit

_PLAIN = {
    "(£000)": Unit.GBP,
    "£'000": Unit.GBP,
    "£ (000s)": Unit.GBP,
    "GBP thousands": Unit.GBP,
    "(in thousands of pounds)": Unit.GBP,
    "(in thousands)": Unit.COUNT,
    "(thousands)": Unit.COUNT,
}
_UNSURE = ("(000s)", "(000's)", "('000)", "(thousand tonnes)", "(m)", "(bn)")


def _values(scorecard: Scorecard, row: int) -> list[Decimal | None]:
    return [o.quantity.value for o in scorecard.records[row].observations]


def _title(words: str) -> Scorecard:
    return read_blocks(
        "Performance report Quarter 2 2024/25",
        f"""
        | Measure              | Target | Actual | RAG      |
        | Money or visits {words} | 2,500  | 2,397  | [red]R   |
        | Bins missed          | 25     | 23     | [green]G |
        """,
    )


def _headers(words: str) -> Scorecard:
    return read_blocks(
        "Performance report Quarter 2 2024/25",
        f"""
        | Measure         | Target {words} | Actual {words} | RAG      |
        | Money or visits | 2,500          | 2,397          | [red]R   |
        | Books lent      | 25             | 2.3m           | [green]G |
        """,
    )


def _units(words: str) -> Scorecard:
    return read_blocks(
        "Performance report Quarter 2 2024/25",
        f"""
        | Measure         | Unit    | Target | Actual | RAG      |
        | Money or visits | {words} | 2,500  | 2,397  | [red]R   |
        | Bins missed     | Number  | 25     | 23     | [green]G |
        """,
    )


@pytest.mark.parametrize("words", _PLAIN)
def test_a_plain_scale_in_a_title_is_multiplied_out(words: str) -> None:
    scorecard = _title(words)
    assert _values(scorecard, 0) == [2_500_000, 2_397_000]
    assert {o.quantity.unit for o in scorecard.records[0].observations} == {_PLAIN[words]}
    assert _values(scorecard, 1) == [25, 23]
    assert not scorecard.findings


@pytest.mark.parametrize("words", _PLAIN)
def test_a_plain_scale_in_headers_is_multiplied_out(words: str) -> None:
    scorecard = _headers(words)
    assert _values(scorecard, 0) == [2_500_000, 2_397_000]
    assert _values(scorecard, 1) == [25_000, 2_300_000]
    assert not scorecard.findings


@pytest.mark.parametrize("words", _PLAIN)
def test_a_plain_scale_in_a_column_of_units_is_multiplied_out(words: str) -> None:
    scorecard = _units(words)
    assert _values(scorecard, 0) == [2_500_000, 2_397_000]
    assert _values(scorecard, 1) == [25, 23]


@pytest.mark.parametrize("words", _UNSURE)
@pytest.mark.parametrize("draw", [_title, _units])
def test_a_scale_without_pounds_is_told_once_for_the_row(
    draw: Callable[[str], Scorecard], words: str
) -> None:
    scorecard = draw(words)
    assert _values(scorecard, 0) == [2_500, 2_397]
    assert [o.confidence for o in scorecard.records[0].observations] == [0.5, 0.5]
    assert [o.confidence for o in scorecard.records[1].observations] == [1.0, 1.0]
    assert [(f.code, f.row) for f in scorecard.findings] == [("scale-not-applied", 1)]


@pytest.mark.parametrize("words", _UNSURE)
def test_a_scale_without_pounds_in_headers_is_told_once_for_each_column(words: str) -> None:
    scorecard = _headers(words)
    assert _values(scorecard, 0) == [2_500, 2_397]
    assert [o.confidence for o in scorecard.records[0].observations] == [0.5, 0.5]
    # a figure with a scale of its own needs no other
    assert [o.confidence for o in scorecard.records[1].observations] == [0.5, 1.0]
    assert [(f.code, f.column) for f in scorecard.findings] == [
        ("scale-not-applied", f"Target {words}"),
        ("scale-not-applied", f"Actual {words}"),
    ]


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("2,397 (£000)", 2_397_000, False),
        ("£2,397 (000s)", 2_397_000, False),
        ("2,397 (in thousands)", 2_397_000, False),
        ("2.4 thousands", 2_400, False),
        ("2,397 (000s)", 2_397, True),
    ],
)
def test_a_scale_beside_the_figure_itself(cell: str, value: int, told: bool) -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        f"""
        | Measure         | Target | Actual | RAG      |
        | Money or visits | 95%    | {cell} | [red]R   |
        | Bins missed     | 25     | 23     | [green]G |
        """,
    )
    assert _values(scorecard, 0)[1] == value
    assert [f.code for f in scorecard.findings] == ["scale-not-applied"] * told


def _under_line(line: str) -> Scorecard:
    return read_blocks(
        "# Performance report Quarter 2 2024/25",
        "Some words about the year, which are none of what is tested.",
        "## Finance",
        line,
        """
        | Measure           | Target | Actual | RAG      |
        | Income from fees  | 2,500  | 2,397  | [red]R   |
        | % of bills paid   | 95     | 93.5   | [red]R   |
        | Number of bills   | 1,200  | 1,234  | [green]G |
        """,
    )


@pytest.mark.parametrize(
    "line",
    [
        "All figures are shown in £000s.",
        "All figures are in £ thousands",
        "Please note: amounts are in thousands of pounds.",
    ],
)
def test_a_line_above_a_table_says_in_what_its_money_is(line: str) -> None:
    scorecard = _under_line(line)
    assert _values(scorecard, 0) == [2_500_000, 2_397_000]
    # a title that names another unit is not of money
    assert _values(scorecard, 1) == [95, Decimal("93.5")]
    assert _values(scorecard, 2) == [1_200, 1_234]
    assert scorecard.records[1].observations[0].quantity.unit is Unit.PERCENT


def test_a_line_of_noughts_above_a_table_is_told() -> None:
    scorecard = _under_line("All figures are shown (000s).")
    assert _values(scorecard, 0) == [2_500, 2_397]
    assert {f.code for f in scorecard.findings} == {"scale-not-applied"}


def test_a_rate_per_thousand_is_no_scale() -> None:
    scorecard = _title("per '000 people")
    assert _values(scorecard, 0) == [2_500, 2_397]
    assert {o.quantity.unit for o in scorecard.records[0].observations} == {Unit.PER_1K}
    assert not scorecard.findings


def test_men_counted_beside_women_are_no_millions() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Measure              | Target | Actual | RAG      |
        | Pupils excluded (M)  | 25     | 23     | [green]G |
        | Pupils excluded (F)  | 20     | 11     | [green]G |
        """,
    )
    assert [o.confidence >= 0.9 for r in scorecard.records for o in r.observations] == [True] * 4
