"""Numbers, dates and texts as Excel shows them by their format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.sheets.number_format import format_general, format_number, format_text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.624, "0%", "62%"),
        (0.625, "0%", "63%"),
        (0.6249, "0.0%", "62.5%"),
        (0.774, "0.00%", "77.40%"),
        (1234567.891, "#,##0", "1,234,568"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (999.5, "#,##0", "1,000"),
        (0, "#,##0", "0"),
        (0, "#", ""),
        (0.5, "#.##", ".5"),
        (12, "0000", "0012"),
        (3.1, '"£"#,##0.0"m"', "£3.1m"),
        (1500, "£#,##0", "£1,500"),
        (1500, "[$£-809]#,##0.00", "£1,500.00"),
        (-1500, "[$£-809]#,##0", "-£1,500"),
        (1500, "[$£-en-GB]#,##0.00", "£1,500.00"),  # as Excel has written it since 2016
        (-1500, "[$£-en-GB]#,##0", "-£1,500"),
        (-1500, "£#,##0;[Red](£#,##0)", "(£1,500)"),
        (-1500, "#,##0;-#,##0", "-1,500"),
        (1234.5, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "£1,234.50"),
        (-1234.5, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "-£1,234.50"),
        (0, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "£-"),
        (43_100, '0.0,"k"', "43.1k"),
        (3_100_000, '£0.0,,"m"', "£3.1m"),
        (43_100, "#,##0,", "43"),
        (5, '[<5]"low";0', "5"),
        (3, '[<5]"low";0', "low"),
        (2.5, '0.0" days"', "2.5 days"),
        (2.5, "# ?/?", "2 1/2"),
        (0.25, "?/?", "1/4"),
        (12345, "0.00E+00", "1.23E+04"),
        (7, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (62, 'General"%"', "62%"),
        (7, ";;;", ""),
        (-7, "0;;", ""),
        (0, '0;-0;"nil"', "nil"),
        # Dates: serial numbers as Excel counts them.
        (42826, "dd/mm/yyyy", "01/04/2017"),
        (42826, "mm-dd-yy", "01/04/2017"),
        (42826, "d mmm yy", "1 Apr 17"),
        (42826, "mmmm yyyy", "April 2017"),
        (42826, "mmm-yy", "Apr-17"),
        (42826, "dddd d mmmm", "Saturday 1 April"),
        (42826, '[$-F800]dddd\\, mmmm dd\\, yyyy', "Saturday, April 01, 2017"),
        (42826.75, "dd/mm/yyyy hh:mm", "01/04/2017 18:00"),
        (42826.75, "h:mm AM/PM", "6:00 PM"),
        (0.520833333333333, "h:mm", "12:30"),
        (1.5, "[h]:mm", "36:00"),
        (0.0520833333333333, "mm:ss", "15:00"),
    ],
)  # fmt: skip
def test_numbers_and_dates(value: float, code: str, shown: str) -> None:
    assert format_number(value, code).text == shown


def test_dates_of_the_other_calendar() -> None:
    assert format_number(41364, "dd/mm/yyyy", from_1904=True).text == "01/04/2017"


def test_the_ink_of_a_format() -> None:
    red = format_number(-3, "0;[Red]-0").ink
    assert red is not None
    assert red.hex == "FF0000"
    assert format_number(3, "0;[Red]-0").ink is None


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("n/a", "0.0%", "n/a"),
        ("Green", '@" (target)"', "Green (target)"),
        ("x", '0;-0;0;"[c]"', ""),
        ("x", '0;-0;0;@', "x"),
    ],
)  # fmt: skip
def test_texts(text: str, code: str, shown: str) -> None:
    assert format_text(text, code).text == shown


@given(st.integers(-(10**10), 10**10), st.integers(0, 4))
def test_grouped_numbers_read_back(whole: int, places: int) -> None:
    value = whole / 10**places
    code = "#,##0" + ("." + "0" * places if places else "")
    shown = format_number(value, code).text
    assert float(shown.replace(",", "")) == pytest.approx(value, abs=0.5 * 10**-places)
    assert shown.count(",") == (len(shown.partition(".")[0].lstrip("-").replace(",", "")) - 1) // 3


@given(st.floats(-1e10, 1e10, allow_nan=False).map(lambda value: round(value, 3)))
def test_general_keeps_what_was_typed(value: float) -> None:
    assert float(format_general(value)) == pytest.approx(value, rel=1e-9)


@given(st.text(alphabet='0#?.,%;@"\\_*[]<>=-/EGyhmds £()', max_size=24), st.floats(-1e6, 1e6))
def test_no_format_breaks_the_reader(code: str, value: float) -> None:
    assert isinstance(format_number(value, code).text, str)
