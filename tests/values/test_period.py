"""Periods as headers, titles and notes print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.values.period import parse_period, previous_year, year_of
from xlscorecard.values.reporting_period import reporting_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2017/18", "2017/18"),
        ("17/18", "2017/18"),
        ("2017-18", "2017/18"),
        ("2017–18", "2017/18"),
        ("2017/2018", "2017/18"),
        ("1999/00", "1999/00"),
        ("FY18", "2017/18"),
        ("FY2017/18", "2017/18"),
        ("Year ending March 2018", "2017/18"),
        ("Y/E Mar 24", "2023/24"),
        ("YE March 2024", "2023/24"),
        ("Qu 2 2023/24", "2023/24 Q2"),
        ("Quarter / 2 / 2023/24", "2023/24 Q2"),  # a name of two lines over its year
        ("Qrt 2 2023/24", "2023/24 Q2"),
        ("Q1-Q2 2023/24", "2023-09"),  # half of the year, and not all of it
        ("Qs 1 and 2 2023/24", "2023-09"),
        ("Quarters 1 to 3 2023/24", "2023-12"),
        ("Q1, Q2 and Q3 2023/24", "2023-12"),
        ("Q1-Q4 2023/24", "2023/24"),
        ("2022/23 AY", "2022/23 academic year"),
        ("1 April 2017 - 31 March 2018", "2017/18"),
        ("2018/19 Outturn", "2018/19"),
        ("Target 23/24", "2023/24"),
        ("2015/16 Result", "2015/16"),
        ("2024 to 2025", "2024/25"),
        ("Quarter 4 (January to March 2014) 2013/14", "2013/14 Q4"),
        ("up to June 2020", "2020-06"),
        ("H1 2023/24", "2023-09"),
        ("Second half 2023/24", "2024-03"),
        ("Half-year report: H2 2023/24", "2024-03"),
        ("Autumn first half term 2023/24", "2023/24"),
        ("Half-year 2024/25", "2024-09"),
        ("Maintain 16/17", "2016/17"),
        ("Academic year 16/17", "2016/17 academic year"),
        ("2017/18 Q1", "2017/18 Q1"),
        ("Q1 2021-22", "2021/22 Q1"),
        ("2019/20 / Q1", "2019/20 Q1"),
        ("Q116/17", "2016/17 Q1"),
        ("Quarter Two 2017/18", "2017/18 Q2"),
        ("3rd Quarter 2017/18", "2017/18 Q3"),
        ("Quarter One 2017/18: April – June 2017", "2017/18 Q1"),
        ("Quarter 2 20011/12", "2011/12 Q2"),  # a real misprint
        ("Quarter 4 (January to March 2018)", "2017/18 Q4"),
        ("April – June 2017", "2017/18 Q1"),
        ("Oct-Dec 2017", "2017/18 Q3"),
        ("Q3 2017", "2017/18 Q3"),
        ("Q4 2018", None),  # January 2018 or 2018/19: not told
        ("June 2017", "2017-06"),
        ("May-18", "2018-05"),
        ("Sept 2017", "2017-09"),
        ("as at 31 March 2018", "2018-03"),
        ("31/03/2018", "2018-03"),
        ("12/13 / Feb", "2013-02"),
        ("Jan 2017/18", "2018-01"),
        ("2017-06", "2017-06"),
        ("Period 6", "Period 6"),
        ("Q2", None),
        ("Apr", None),
        ("Target", None),
        ("12/15", None),
        ("2015/16 - 2017/18", None),
        ("16-17 year olds", None),
        ("13-17%", None),
        ("18-64", None),
        ("65+", None),
        ("", None),
    ],
)
def test_a_period_that_is_dated(text: str, period: str | None) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Q2", "2019/20 Q2"),
        ("Qtr 1", "2019/20 Q1"),
        ("Quarter three", "2019/20 Q3"),
        ("Apr", "2019-04"),
        ("Dec", "2019-12"),
        ("Jan", "2020-01"),
        ("May", "2019-05"),
        ("Jul – Sep", "2019/20 Q2"),
        ("YTD", "2019/20"),
        ("Outturn", "2019/20"),
        ("Annual Target", "2019/20"),
        ("Year-end Target", "2019/20"),
        ("Forecast Outturn / £000", "2019/20"),
        ("Next year's target", "2020/21"),
        ("Period 6", "2019/20"),
        ("Previous year", "2018/19"),
        ("Prev. Yr", "2018/19"),
        ("2017/18 Q3", "2017/18 Q3"),  # its own date wins
        ("Target", None),
        ("Quartile", None),
        ("Figures may be late", None),
    ],
)
def test_a_period_within_the_reporting_year(text: str, period: str | None) -> None:
    assert parse_period(text, year="2019/20") == period


def test_months_side_by_side_are_no_one_month() -> None:
    assert parse_period("Jun Jul Aug", year="2019/20") is None
    assert parse_period("Apr May 2024") is None
    assert parse_period("Apr - Jun", year="2019/20") == "2019/20 Q1"


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["Adults and Communities Performance 2017/18", "Quarter One 2017/18"], "2017/18 Q1"),
        (["2011/12 Directorate Scorecard", "Reporting Period: Quarter 2 20011/12"], "2011/12 Q2"),
        (["Performance Scorecard - Quarter 4 2019/20"], "2019/20 Q4"),
        (["2019/20 Scorecard", "Compared with Q4 2018/19", "Quarter 2"], "2019/20 Q2"),
        (["Self evaluation 2012/13"], "2012/13"),
        (["CABINET - 16 MARCH 2020", "2019-20 Scorecard"], "2019/20"),
        (["CABINET - 16 MARCH 2020"], "2020-03"),
        (["Vision: independent lives"], None),
        ([], None),
    ],
)
def test_the_period_of_a_paper(lines: list[str], period: str | None) -> None:
    assert reporting_period(lines) == period


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2017/18", "2017/18"),
        ("2017/18 Q4", "2017/18"),
        ("2018-03", "2017/18"),
        ("2018-04", "2018/19"),
        ("2016/17 academic year", "2016/17"),
        ("Period 6", None),
        (None, None),
    ],
)
def test_the_year_of_a_period(period: str | None, year: str | None) -> None:
    assert year_of(period) == year


YEARS = st.integers(1990, 2060).map(lambda start: f"{start}/{(start + 1) % 100:02d}")
QUARTERS = st.sampled_from(["", " Q1", " Q2", " Q3", " Q4"])


@given(YEARS, QUARTERS)
def test_the_normal_form_reads_as_itself(year: str, quarter: str) -> None:
    assert parse_period(year + quarter) == year + quarter
    assert parse_period(year + quarter, year="2001/02") == year + quarter
    assert year_of(year + quarter) == year


@given(
    YEARS,
    st.sampled_from(
        ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    ),
)
def test_a_month_lies_in_the_year_that_gave_it(year: str, month: str) -> None:
    assert year_of(parse_period(month, year=year)) == year


@given(YEARS)
def test_the_year_before_comes_before(year: str) -> None:
    assert previous_year(year) < year
    assert parse_period(previous_year(year)) == previous_year(year)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_period(text, year="2019/20")
