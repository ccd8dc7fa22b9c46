"""Any quantity survives being written and read; no text breaks the parser."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from xlscorecard.model.scorecard import Comparator, Quantity, Status, Unit
from xlscorecard.values.quantity import format_quantity, parse_quantity

UNITS = st.sampled_from([unit for unit in Unit if unit is not Unit.RATIO])
NOTES = st.sampled_from(
    [None, "provisional", "full year forecast", "circa", "footnote *", "percentage points", "n=412"]
)
DATED = st.sampled_from([(None, None), ("Q1 16/17", "2016/17 Q1"), ("2016/17", "2016/17")])


@st.composite
def printed_numbers(draw: st.DrawFn, places_from: int, places_to: int) -> tuple[Decimal, Decimal]:
    """A number and its quantum, as a paper can print it: up to nine digits."""
    digits = draw(st.integers(-(10**9) + 1, 10**9 - 1))
    exponent = draw(st.integers(places_from, places_to))
    return Decimal(digits).scaleb(exponent), Decimal((0, (1,), exponent))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    unit = draw(UNITS)
    value, quantum = draw(printed_numbers(-3, 0 if unit is Unit.PERCENT else 6))
    note, period = draw(DATED)
    if note is None:
        note = draw(NOTES)
    comparator = draw(st.sampled_from([None, *Comparator]))
    return Quantity(
        value=value, unit=unit, quantum=quantum, comparator=comparator, note=note, period=period
    )


@st.composite
def ranges(draw: st.DrawFn) -> Quantity:
    unit = draw(UNITS)
    places_to = 0 if unit is Unit.PERCENT else 6
    exponent = draw(st.integers(-3, places_to))
    ends = sorted(draw(st.tuples(*[st.integers(-(10**6), 10**6)] * 2)))
    low, high = (Decimal(end).scaleb(exponent) for end in ends)
    return Quantity(low=low, high=high, unit=unit, quantum=Decimal((0, (1,), exponent)))


@given(quantities())
@example(Quantity(value=Decimal(43100), unit=Unit.COUNT, quantum=Decimal(100)))
@example(Quantity(value=Decimal(-201000), unit=Unit.GBP, quantum=Decimal(1000)))
def test_a_value_survives_being_written_and_read(quantity: Quantity) -> None:
    text = format_quantity(quantity)
    assert parse_quantity(text, unit=quantity.unit, target=True) == quantity


@given(ranges())
@example(Quantity(low=Decimal("0.01"), high=Decimal("1.00"), unit=Unit.PERCENT,
                  quantum=Decimal("0.01")))  # fmt: skip
def test_a_range_survives_being_written_and_read(quantity: Quantity) -> None:
    assert parse_quantity(format_quantity(quantity), unit=quantity.unit) == quantity


@given(st.sampled_from(list(Status)))
def test_a_status_survives_being_written_and_read(status: Status) -> None:
    quantity = Quantity(status=status)
    assert parse_quantity(format_quantity(quantity)) == quantity


@given(printed_numbers(-4, 0))
def test_no_printed_digit_is_lost(number: tuple[Decimal, Decimal]) -> None:
    value, quantum = number
    text = f"{value:f}"
    read = parse_quantity(text)
    assert read.value == value
    assert read.quantum == quantum
    assert format_quantity(read).replace(",", "") == text.replace("-0", "0", value == 0)


@given(printed_numbers(-4, 0), st.sampled_from(["%", "k", "m", " days", " FTE"]))
def test_grouping_and_spaces_around_change_nothing(
    number: tuple[Decimal, Decimal], behind: str
) -> None:
    plain, grouped = (f"{number[0]:f}{behind}", f"{number[0]:,f}{behind}")
    assert parse_quantity(grouped) == parse_quantity(plain)
    assert parse_quantity(f"\u00a0{grouped} \n") == parse_quantity(plain)


@given(printed_numbers(-3, 0), st.sampled_from([1, 1000, 1_000_000]))
def test_a_negative_is_the_mirror_of_its_positive(
    number: tuple[Decimal, Decimal], scale: int
) -> None:
    size = f"{abs(number[0]):,f}"
    up = parse_quantity(size, unit=Unit.GBP, scale=scale).value
    assert up is not None
    for text in (f"-{size}", f"({size})", f"−{size}"):
        assert parse_quantity(text, unit=Unit.GBP, scale=scale).value == -up


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_is_read_without_an_error(text: str) -> None:
    quantity = parse_quantity(text)
    assert not (quantity.status is not None and quantity.numeric)
    format_quantity(quantity)


@given(st.text(alphabet="0123456789 .,%£-()<>kmn/*OlI≥to", max_size=14))
@settings(max_examples=500)
def test_a_value_is_made_of_the_digits_that_are_printed(text: str) -> None:
    quantity = parse_quantity(text)
    for number in (quantity.value, quantity.low, quantity.high):
        if number is None or " in " in text:
            continue
        wanted = f"{abs(number.normalize()):f}".replace(".", "").strip("0")
        assert wanted in re.sub(r"[^\d]", "", text)


@given(st.text(max_size=40), st.sampled_from(list(Unit)), st.booleans())
@settings(max_examples=200)
def test_reading_twice_gives_the_same(text: str, unit: Unit, target: bool) -> None:
    once = parse_quantity(text, unit=unit, scale=1000, target=target)
    assert once == parse_quantity(text, unit=unit, scale=1000, target=target)
