"""Every notation of the value grammar, one line each; expected values typed from what the
notation means, not from what the parser says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlscorecard.model.scorecard import Comparator, Quantity, Status, Unit
from xlscorecard.values.quantity import (
    DOUBT,
    PRINTED_POUNDS,
    format_quantity,
    parse_quantities,
    parse_quantity,
)

PERCENT, GBP, COUNT, DAYS, FTE = Unit.PERCENT, Unit.GBP, Unit.COUNT, Unit.DAYS, Unit.FTE
LESS, MORE, AT_MOST, AT_LEAST = (
    Comparator.LESS,
    Comparator.MORE,
    Comparator.AT_MOST,
    Comparator.AT_LEAST,
)


# text, value, unit, size of the last printed digit
FIGURES = [
    ("62%", "62", PERCENT, "1"),
    ("77.30%", "77.30", PERCENT, "0.01"),
    ("9.7%", "9.7", PERCENT, "0.1"),
    ("62 %", "62", PERCENT, "1"),
    ("62％", "62", PERCENT, "1"),
    ("82·1%", "82.1", PERCENT, "0.1"),
    ("95 pct", "95", PERCENT, "1"),
    ("62 per cent", "62", PERCENT, "1"),
    ("100%", "100", PERCENT, "1"),
    ("0", "0", None, "1"),
    ("0%", "0", PERCENT, "1"),
    ("19.1", "19.1", None, "0.1"),
    ("11", "11", None, "1"),
    (".5", "0.5", None, "0.1"),
    ("1,639", "1639", None, "1"),
    ("1,739,705", "1739705", None, "1"),
    ("1\u2009639", "1639", None, "1"),
    ("43.1k", "43100", COUNT, "100"),
    ("43.1K", "43100", COUNT, "100"),
    ("43.1к", "43100", COUNT, "100"),  # the k is Cyrillic
    ("1.0m", "1000000", COUNT, "100000"),
    ("1.41m", "1410000", COUNT, "10000"),
    ("1.2bn", "1200000000", COUNT, "100000000"),
    ("2 million", "2000000", COUNT, "1000000"),
    ("£26,754,000", "26754000", GBP, "1"),
    ("£1,234.56", "1234.56", GBP, "0.01"),
    ("£3.1m", "3100000", GBP, "100000"),
    ("£44.53m", "44530000", GBP, "10000"),
    ("£785k", "785000", GBP, "1000"),
    ("£2bn", "2000000000", GBP, "1000000000"),
    ("-4.4%", "-4.4", PERCENT, "0.1"),
    ("−4.4%", "-4.4", PERCENT, "0.1"),
    ("–4.4%", "-4.4", PERCENT, "0.1"),
    ("- 4.4%", "-4.4", PERCENT, "0.1"),
    ("+3.2", "3.2", None, "0.1"),
    ("£-201", "-201", GBP, "1"),
    ("-£201", "-201", GBP, "1"),
    ("(443)", "-443", None, "1"),
    ("(3.0)", "-3.0", None, "0.1"),
    ("(0.6%)", "-0.6", PERCENT, "0.1"),
    ("(0.6)%", "-0.6", PERCENT, "0.1"),
    ("(£461k)", "-461000", GBP, "1000"),
    ("£(1.2)m", "-1200000", GBP, "100000"),
    ("£(1.2m)", "-1200000", GBP, "100000"),
    ("(818,704)", "-818704", None, "1"),
    ("16.0 days", "16.0", DAYS, "0.1"),
    ("1 day", "1", DAYS, "1"),
    ("14days", "14", DAYS, "1"),
    ("703.06 FTE", "703.06", FTE, "0.01"),
    ("86.8 per 10,000", "86.8", Unit.PER_10K, "0.1"),
    ("5.2 per 1,000 population", "5.2", Unit.PER_1K, "0.1"),
    ("12.1 per 100,000", "12.1", Unit.PER_100K, "0.1"),
    ("85% ↑", "85", PERCENT, "1"),
    ("▲ 85%", "85", PERCENT, "1"),
    ("● 85%", "85", PERCENT, "1"),
    ("85%\uf0e1", "85", PERCENT, "1"),  # a Wingdings arrow
]


@pytest.mark.parametrize(("text", "value", "unit", "quantum"), FIGURES)
def test_a_figure(text: str, value: str, unit: Unit | None, quantum: str) -> None:
    read = parse_quantity(text)
    assert (read.value, read.unit, read.quantum) == (Decimal(value), unit, Decimal(quantum))
    assert (read.low, read.high, read.status, read.comparator) == (None, None, None, None)


# text, value, unit, note, period
REMARKS = [
    ("82.4%*", "82.4", PERCENT, "footnote *", None),
    ("*1.1%", "1.1", PERCENT, "footnote *", None),
    ("82.4%†", "82.4", PERCENT, "footnote †", None),
    ("82.4%¹", "82.4", PERCENT, "footnote 1", None),
    ("60.9%1", "60.9", PERCENT, "footnote 1", None),
    ("10.45m1", "10450000", COUNT, "footnote 1", None),
    ("85% [note 1]", "85", PERCENT, "footnote 1", None),
    ("85%[2]", "85", PERCENT, "footnote 2", None),
    ("85.0% (p)", "85.0", PERCENT, "provisional", None),
    ("85.0% [p]", "85.0", PERCENT, "provisional", None),
    ("85% r", "85", PERCENT, "revised", None),
    ("20 (est)", "20", None, "estimated", None),
    ("85% (R)", "85", PERCENT, "R", None),  # a RAG, or revised: not told
    ("10.1 (full year forecast)", "10.1", None, "full year forecast", None),
    ("42.7k (Q116/17)", "42700", COUNT, "Q1 16/17", "2016/17 Q1"),
    ("96% (Academic year 16/17)", "96", PERCENT, "Academic year 16/17", "2016/17 academic year"),
    ("744 Average Quarter 2016/17", "744", None, "Average Quarter 2016/17", "2016/17"),
    ("83% as at 30 September 2017", "83", PERCENT, "as at 30 September 2017", "2017-09"),
    ("83% Sept 17", "83", PERCENT, "Sept 17", "2017-09"),
    ("2016/17: 85%", "85", PERCENT, "2016/17", "2016/17"),
    ("Q2: 85%", "85", PERCENT, "Q2", None),
    ("Q1 85", "85", None, "Q1", None),
    ("100% by Q4", "100", PERCENT, "by Q4", None),
    ("85.0% (n=412)", "85.0", PERCENT, "n=412", None),
    ("85% (412/485)", "85", PERCENT, "412/485", None),
    ("85% ±3", "85", PERCENT, "±3", None),
    ("85% (95% CI 82-88)", "85", PERCENT, "95% CI 82-88", None),
    ("12.5pp", "12.5", PERCENT, "percentage points", None),
    ("2.5 percentage points", "2.5", PERCENT, "percentage points", None),
    ("£45.20pp", "45.20", GBP, "pp", None),  # for each person, no percentage points
    ("c£2.5m", "2500000", GBP, "circa", None),
    ("circa 20", "20", None, "circa", None),
    ("approx 1,200", "1200", None, "circa", None),
    ("~30", "30", None, "circa", None),
    ("med £411", "411", GBP, "med", None),
    ("WC £464", "464", GBP, "WC", None),
    ("14 wkdays", "14", DAYS, "wkdays", None),
    ("5 working days", "5", DAYS, "working days", None),
    ("412 of 485", "412", COUNT, "of 485", None),
    ("38 of 46 (83%)", "83", PERCENT, "38 of 46", None),
    ("7 out of 10", "7", COUNT, "of 10", None),
    ("3 weeks", "3", None, "weeks", None),
    ("00:04:35", "275", None, "seconds, printed 00:04:35", None),
    ("3h 25m", "12300", None, "seconds, printed 3h 25m", None),
    ("2 mins 10 secs", "130", None, "seconds, printed 2 mins 10 secs", None),
    ("1 in 4", "0.25", Unit.RATIO, "1 in 4", None),
    ("27th highest / 152 councils", "27", None, "rank 27th highest / 152 councils", None),
    ("=3rd of 16", "3", None, "rank =3rd of 16", None),
    ("Nil", "0", None, "Nil", None),
    ("33 people", "33", None, "people", None),
    ("12 (Amber)", "12", None, "Amber", None),
    ("4 - Good", "4", None, "Good", None),
    ("£201k underspend", "-201000", GBP, "underspend", None),
    ("£201k (underspend)", "-201000", GBP, "underspend", None),
    ("£0.443m (U)", "-443000", GBP, "U", None),
    ("Underspend £201k", "-201000", GBP, "Underspend", None),
    ("£1.2m (£0.3m underspend)", "1200000", GBP, "£0.3m underspend", None),
    ("▼2.1%", "2.1", PERCENT, "▼ before the figure", None),
]


@pytest.mark.parametrize(("text", "value", "unit", "note", "period"), REMARKS)
def test_a_figure_with_a_remark(
    text: str, value: str, unit: Unit | None, note: str, period: str | None
) -> None:
    read = parse_quantity(text)
    assert (read.value, read.unit, read.note) == (Decimal(value), unit, note)
    assert read.period == period


def test_two_remarks_are_both_kept() -> None:
    read = parse_quantity("780 Total days (Quarter one)")
    assert (read.value, read.unit) == (Decimal(780), DAYS)
    assert read.note is not None
    assert {"Total days", "Quarter one"} == set(read.note.split("; "))


# text, low, high, unit
RANGES = [
    ("59-63%", "59", "63", PERCENT),
    ("59 – 63%", "59", "63", PERCENT),
    ("59% to 63%", "59", "63", PERCENT),
    ("59%-63%", "59", "63", PERCENT),
    ("between 59 and 63%", "59", "63", PERCENT),
    ("5-9%", "5", "9", PERCENT),
    ("5 to 9 days", "5", "9", DAYS),
    ("£1-2m", "1000000", "2000000", GBP),
    ("£1.2m-£1.5m", "1200000", "1500000", GBP),
    ("£10-15k", "10000", "15000", GBP),
    ("±5%", "-5", "5", PERCENT),
    ("-5% to +5%", "-5", "5", PERCENT),
    ("95% CI 82-88", "82", "88", None),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_a_range(text: str, low: str, high: str, unit: Unit | None) -> None:
    read = parse_quantity(text)
    assert (read.low, read.high, read.unit) == (Decimal(low), Decimal(high), unit)
    assert read.value is None


def test_a_range_of_two_following_numbers_is_a_year_unless_it_is_a_target() -> None:
    assert parse_quantity("16-17").numeric is False
    target = parse_quantity("16-17", target=True)
    assert (target.low, target.high) == (Decimal(16), Decimal(17))


# text, comparator, value, unit
LIMITS = [
    (">90%", MORE, "90", PERCENT),
    ("> 80%", MORE, "80", PERCENT),
    ("<14 days", LESS, "14", DAYS),
    ("<250", LESS, "250", None),
    ("<5", LESS, "5", None),
    ("≥1.70m", AT_LEAST, "1700000", COUNT),
    ("≤25", AT_MOST, "25", None),
    (">=95%", AT_LEAST, "95", PERCENT),
    ("=>95%", AT_LEAST, "95", PERCENT),
    ("<= 5", AT_MOST, "5", None),
    ("at least 80%", AT_LEAST, "80", PERCENT),
    ("no more than 5", AT_MOST, "5", None),
    ("No less than 90%", AT_LEAST, "90", PERCENT),
    ("under 10", LESS, "10", None),
    ("over 90%", MORE, "90", PERCENT),
    ("up to 14 days", AT_MOST, "14", DAYS),
    ("within 28 days", AT_MOST, "28", DAYS),
    ("80% or more", AT_LEAST, "80", PERCENT),
    ("5 or fewer", AT_MOST, "5", None),
    ("90%+", AT_LEAST, "90", PERCENT),
    ("Reduce to 5%", AT_MOST, "5", PERCENT),
    ("Increase to 85%", AT_LEAST, "85", PERCENT),
]


@pytest.mark.parametrize(("text", "comparator", "value", "unit"), LIMITS)
def test_a_limit(text: str, comparator: Comparator, value: str, unit: Unit | None) -> None:
    read = parse_quantity(text, target=True)
    assert (read.comparator, read.value, read.unit) == (comparator, Decimal(value), unit)


def test_less_than_a_small_number_is_withheld_in_a_value_column() -> None:
    read = parse_quantity("<5")
    assert (read.status, read.comparator, read.high, read.value) == (
        Status.SUPPRESSED,
        LESS,
        Decimal(5),
        None,
    )
    assert read.numeric is False
    assert parse_quantity("fewer than 5") == read
    assert parse_quantity("<5", unit=DAYS).value == 5
    assert parse_quantity("<5%").value == 5
    assert parse_quantity("<250").value == 250


@pytest.mark.parametrize(
    "text",
    [
        "Maintain 16/17",
        "Maintain",
        "Improve on 2011/12",
        "Top quartile",
        "Above national average",
        "5% reduction",
        "2% increase on 2016/17",
    ],
)
def test_a_relative_target_keeps_its_words(text: str) -> None:
    assert parse_quantity(text, target=True) == Quantity(relative=text)


def test_maintain_a_figure_is_that_figure() -> None:
    assert parse_quantity("Maintain at 85%", target=True).value == 85


# What the header says, and what the cell says against it.
@pytest.mark.parametrize(
    ("text", "unit", "scale", "value", "read_as"),
    [
        ("48.902", GBP, 1_000_000, "48902000", GBP),
        ("-0.443", GBP, 1_000_000, "-443000", GBP),
        ("(0.432)", GBP, 1_000_000, "-432000", GBP),
        ("£44.5", GBP, 1_000_000, "44500000", GBP),
        ("£53", GBP, 1_000_000, "53", GBP),
        ("med £411", GBP, 1_000_000, "411", GBP),
        ("YTD £44.5", GBP, 1_000_000, "44500000", GBP),
        ("11,647", GBP, 1_000, "11647000", GBP),
        ("£-201", GBP, 1_000, "-201000", GBP),
        ("(124)", GBP, 1_000, "-124000", GBP),
        ("£1.2m", GBP, 1_000, "1200000", GBP),
        ("4.4%", GBP, 1_000, "4.4", PERCENT),
        ("12 days", GBP, 1_000, "12", DAYS),
        ("31,115,200", GBP, 1, "31115200", GBP),
        ("79.9", PERCENT, 1, "79.9", PERCENT),
        ("43.1k", PERCENT, 1, "43100", COUNT),
        ("£53.7", PERCENT, 1, "53.7", GBP),
        ("412 (85%)", PERCENT, 1, "85", PERCENT),
        ("412 (85%)", COUNT, 1, "412", COUNT),
    ],
)
def test_the_cell_wins_over_the_header(
    text: str, unit: Unit, scale: int, value: str, read_as: Unit
) -> None:
    read = parse_quantity(text, unit=unit, scale=scale)
    assert (read.value, read.unit) == (Decimal(value), read_as)


def test_pounds_under_a_heading_in_millions_are_marked_as_a_doubt() -> None:
    assert parse_quantity("£53", unit=GBP, scale=1_000_000).note == PRINTED_POUNDS


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("N/A", Status.NOT_APPLICABLE),
        ("n/a", Status.NOT_APPLICABLE),
        ("N/a", Status.NOT_APPLICABLE),
        ("NC", Status.NOT_COLLECTED),
        ("Not collected", Status.NOT_COLLECTED),
        ("TBC", Status.TBC),
        ("ТВС", Status.TBC),  # Cyrillic
        ("твс", Status.TBC),
        ("-", Status.BLANK),
        ("–", Status.BLANK),
        ("—", Status.BLANK),
        (".", Status.BLANK),
        ("", Status.BLANK),
        (" \u00a0\n", Status.BLANK),
        ("..", Status.BLANK),
        ("#DIV/0!", Status.BLANK),
        ("#N/A", Status.NOT_APPLICABLE),
        ("*", Status.SUPPRESSED),
        ("c", Status.SUPPRESSED),
        ("[c]", Status.SUPPRESSED),
        ("[x]", Status.BLANK),
        ("[z]", Status.NOT_APPLICABLE),
        ("No data", Status.BLANK),
        ("Annual", Status.NOT_APPLICABLE),
        ("Not yet available", Status.AWAITING),
        ("Awaiting data", Status.AWAITING),
    ],
)
def test_a_cell_without_a_figure_says_why(text: str, status: Status) -> None:
    read = parse_quantity(text)
    assert read.status is status
    assert read.numeric is False


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Due May -18", "due May 2018"),
        ("Due May 18", "due May 2018"),
        ("Next survey due 2018/19", "next survey due 2018/19"),
        ("Due Q3", "due Q3"),
    ],
)
def test_what_is_due_and_when(text: str, note: str) -> None:
    read = parse_quantity(text)
    assert (read.status, read.note, read.period) == (Status.DUE, note, None)


def test_a_name_in_a_value_cell_is_no_value_no_status_and_not_published() -> None:
    assert parse_quantity("Emma/Claire") == Quantity()
    assert parse_quantity("NHS Data") == Quantity(note="NHS Data")


@pytest.mark.parametrize(
    "text",
    [
        "100.87/14.3",
        "412/485",
        "15.339m 10.85m 1.502m 2.987m",
        "85% (Q1), 90% (Q2)",
        "12 and 14",
        "30 Sept 2017: 83%",
    ],
)
def test_two_figures_are_no_value(text: str) -> None:
    read = parse_quantity(text)
    assert read.numeric is False
    assert read.note == f"more than one figure in the cell: {text}"


@pytest.mark.parametrize(
    "text",
    ["1O.5%", "l2%", "1,23", "1,2651", "1.2.3", "8 6%", "1 234", "77 .4", "#####", "4:35"],
)
def test_a_doubtful_figure_is_no_value(text: str) -> None:
    read = parse_quantity(text)
    assert read.numeric is False
    assert read.note is not None
    assert read.note.startswith(DOUBT)


@pytest.mark.parametrize(
    "text",
    [
        "March 2019",
        "31/03/2018",
        "16/17",
        "Q2",
        "page 4",
        "Stage 2",
        "2B",
        "30 June update",
        "per 100,000",
        "S5%",
        "5 m",  # million, metres or minutes
        "500m2",
        "NI 193",
        "5% reduction",
        "12 complaints were received during the quarter, most of them late",
        "1 Social care related quality of life",
    ],
)
def test_a_label_or_a_date_is_no_value(text: str) -> None:
    assert parse_quantity(text).numeric is False


def test_a_cell_for_two_units_gives_two_figures() -> None:
    fte, percent = parse_quantities("100.87/14.3", (FTE, PERCENT))
    assert (fte.value, fte.unit) == (Decimal("100.87"), FTE)
    assert (percent.value, percent.unit) == (Decimal("14.3"), PERCENT)
    assert parse_quantities("100.87", (FTE, PERCENT)) == ()
    assert parse_quantities("100.87/N/A", (FTE, PERCENT)) == ()


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(value=Decimal(43100), unit=COUNT, quantum=Decimal(100)), "43.1k"),
        (Quantity(value=Decimal(3100000), unit=GBP, quantum=Decimal(100000)), "£3.1m"),
        (Quantity(value=Decimal("77.30"), unit=PERCENT, quantum=Decimal("0.01")), "77.30%"),
        (Quantity(low=Decimal(59), high=Decimal(63), unit=PERCENT, quantum=Decimal(1)), "59-63%"),
        (Quantity(value=Decimal(14), unit=DAYS, comparator=LESS), "<14 days"),
        (Quantity(value=Decimal(1639)), "1,639"),
        (Quantity(value=Decimal(-201), unit=GBP), "-£201"),
        (Quantity(status=Status.NOT_APPLICABLE), "N/A"),
        (Quantity(status=Status.DUE, note="due May 2018"), "Due May 2018"),
        (Quantity(status=Status.SUPPRESSED, comparator=LESS, high=Decimal(5)), "<5"),
        (Quantity(relative="Maintain 16/17"), "Maintain 16/17"),
        (Quantity(value=Decimal(275), note="seconds, printed 00:04:35"), "00:04:35"),
        (Quantity(value=Decimal(85), unit=PERCENT, note="provisional"), "85% (provisional)"),
        (Quantity(), ""),
    ],
)
def test_a_quantity_is_written_as_a_paper_prints_it(quantity: Quantity, text: str) -> None:
    assert format_quantity(quantity) == text
