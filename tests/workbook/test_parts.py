"""The small rules behind the workbook: shares, labels, which value is the latest, row heights."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.model.scorecard import (
    Kind,
    Observation,
    Quantity,
    Record,
    Role,
    Source,
    Status,
)
from xlscorecard.workbook.count import largest_remainder, section_labels
from xlscorecard.workbook.fit import row_height
from xlscorecard.workbook.pick import pick_values


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ([1, 1, 1], (34, 33, 33)),
        ([0, 0, 0], None),
        ([5, 0, 0], (100, 0, 0)),
        ([16, 10, 21], (34, 21, 45)),  # Wiltshire's own footer: 34% red, 21% amber, 45% green
        ([1, 2, 4], (14, 29, 57)),
        ([1, 199, 0], (1, 99, 0)),
    ],
)
def test_shares_are_rounded_to_add_up(counts: list[int], shares: tuple[int, ...] | None) -> None:
    assert largest_remainder(counts) == shares


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6).filter(any))
def test_shares_add_up_to_100_and_are_never_a_point_off(counts: list[int]) -> None:
    shares = largest_remainder(counts)
    assert shares is not None
    assert sum(shares) == 100
    total = sum(counts)
    assert all(
        abs(share - count * 100 / total) < 1 for share, count in zip(shares, counts, strict=True)
    )


def test_a_section_is_called_by_its_innermost_name_unless_two_share_it() -> None:
    def record(*section: str) -> Record:
        return Record(Source("a.pdf", 1, 1, 1), Kind.MEASURE, "A", section)

    paths = (
        ("Plan", "Adults", "Outcomes"),
        ("Plan", "Children", "Outcomes"),
        ("Plan", "Money"),
        (),
    )
    assert list(section_labels(record(*path) for path in paths).values()) == [
        "Adults > Outcomes",
        "Children > Outcomes",
        "Money",
        "No section",
    ]


def value(role: Role, period: str | None, number: int | None, column: str = "") -> Observation:
    quantity = Quantity(status=Status.DUE) if number is None else Quantity(Decimal(number))
    return Observation(column, role, period, str(number), quantity)


@pytest.mark.parametrize(
    ("periods", "latest", "before"),
    [
        (["2017/18 Q1", "2017/18 Q2"], 2, 1),
        (["2017/18 Q2", "2017/18 Q1"], 1, 2),
        (["2015/16", "2016/17", "2017/18"], 3, 2),
        (["2017-06", "2017-05"], 1, 2),
        (["2018-01", "2017-12"], 1, 2),
        (["2017/18 Q4", "2018-04"], 2, 1),
        (["2017/18 Q4", "2017/18"], 2, 1),
        ([None, None], 1, None),
        (["2017/18", None], 1, None),
    ],
)
def test_the_latest_actual_and_the_one_before(
    periods: list[str | None], latest: int, before: int | None
) -> None:
    values = tuple(value(Role.ACTUAL, period, n) for n, period in enumerate(periods, start=1))
    record = Record(Source("a.pdf", 1, 1, 1), Kind.MEASURE, "A", observations=values)
    picked = pick_values(record)
    assert picked.actual is not None
    assert picked.actual.quantity.value == latest
    assert (picked.previous.quantity.value if picked.previous else None) == before


def test_an_actual_without_a_figure_is_not_the_latest_but_better_than_none() -> None:
    values = (value(Role.ACTUAL, "2016/17", 5), value(Role.ACTUAL, "2017/18", None))
    record = Record(Source("a.pdf", 1, 1, 1), Kind.MEASURE, "A", observations=values)
    picked = pick_values(record).actual
    assert picked is not None
    assert picked.period == "2016/17"
    only = Record(Source("a.pdf", 1, 1, 1), Kind.MEASURE, "A", observations=values[1:])
    assert pick_values(only).actual == values[1]
    assert pick_values(Record(Source("a.pdf", 1, 1, 1), Kind.MEASURE, "A")).actual is None


@pytest.mark.parametrize(
    ("text", "width", "least", "most"),
    [
        ("short", 20, 15, 16),
        ("one\ntwo\nthree", 20, 38, 45),
        ("Corporate Priority: A Better Place and Visitor Offer", 26, 25, 32),
        ("x" * 5000, 10, 409, 409),
        ("", 10, 15, 16),
    ],
)
def test_a_row_is_as_tall_as_its_text(text: str, width: float, least: float, most: float) -> None:
    assert least <= row_height([(text, width, False)]) <= most
