"""Units in headers and titles, and which statement wins."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.unit import (
    UnitHint,
    infer_unit,
    unit_in_header,
    unit_in_title,
    unit_of_siblings,
    units_in_title,
)

NOTHING = UnitHint()


@pytest.mark.parametrize(
    ("header", "unit", "scale"),
    [
        ("Budget £000", Unit.GBP, 1_000),
        ("Budget / £000", Unit.GBP, 1_000),
        ("Budget £000s", Unit.GBP, 1_000),
        ("Variance £'000", Unit.GBP, 1_000),
        ("Spend (£k)", Unit.GBP, 1_000),
        ("VfM & Budget (£m)", Unit.GBP, 1_000_000),
        ("Forecast £ million", Unit.GBP, 1_000_000),
        ("Forecast Outturn £", Unit.GBP, 1),
        ("Budget £", Unit.GBP, 1),
        ("Variance / %", Unit.PERCENT, 1),
        ("Variance %", Unit.PERCENT, 1),
        ("Percentage", Unit.PERCENT, 1),
        ("Average days", Unit.DAYS, 1),
        ("FTE", Unit.FTE, 1),
        ("Rate per 100,000", Unit.PER_100K, 1),
        ("Likelihood", Unit.SCORE, 1),
        ("Residual impact", Unit.SCORE, 1),
        ("Score", Unit.SCORE, 1),
        ("self-rating", Unit.SCORE, 1),
        ("Number", Unit.COUNT, 1),
        ("2017/18 Result", None, 1),
        ("Target", None, 1),
        ("Nat. Avg", None, 1),
        ("Total staff: 703.06; £26,754,000 payroll", None, 1),
    ],
)
def test_the_unit_of_a_header(header: str, unit: Unit | None, scale: int) -> None:
    assert unit_in_header(header) == UnitHint(unit, scale)


@pytest.mark.parametrize(
    ("title", "unit", "scale"),
    [
        ("Forecast Budget Outturn (£000s Overspent / - Underspent)", Unit.GBP, 1_000),
        ("PDR Completion (%) - (YTD)", Unit.PERCENT, 1),
        ("% of external calls answered within 20 seconds", Unit.PERCENT, 1),
        ("Percentage of annual reviews completed on time", Unit.PERCENT, 1),
        ("Proportion of people who use services who feel safe", Unit.PERCENT, 1),
        ("Increase percentage of safeguarding referrals", Unit.PERCENT, 1),
        ("Rent collected as a percentage of rent due", Unit.PERCENT, 1),
        ("Gap in attainment (percentage points)", Unit.PERCENT, 1),
        ("Permanent admissions to care, per 100,000 population", Unit.PER_100K, 1),
        ("Rate of children looked after per 10,000", Unit.PER_10K, 1),
        ("Total recorded crime per 1,000 population", Unit.PER_1K, 1),
        ("Number of potholes repaired", Unit.COUNT, 1),
        ("Web pages visited (000s)", None, 1),
        ("Average number of days to repair a street light fault", Unit.DAYS, 1),
        ("Average sickness days lost per FTE", Unit.DAYS, 1),
        ("Brokerage - average waiting time (days)", Unit.DAYS, 1),
        ("Delayed Transfers of Care: Raw number of bed days", Unit.DAYS, 1),
        ("Average time taken to re-let housing (calendar days)", Unit.DAYS, 1),
        ("Staff FTE Total (Excluding Schools)", Unit.FTE, 1),
        ("Carer-reported quality of life score", Unit.SCORE, 1),
        ("Average SAP rating of council-owned dwellings", Unit.SCORE, 1),
        ("Average speed of answer (seconds)", Unit.SCORE, 1),
        ("Residual household waste per household (kg)", Unit.SCORE, 1),
        # A number of days in the title that is the measure's condition, not its unit:
        ("Invoices paid within 30 days", None, 1),
        ("Older people still at home 91 days after discharge", None, 1),
        ("Sundry debt over 90 days old", None, 1),
        ("Local land charge searches completed within 10 working days", None, 1),
        ("Fly-tips removed within one working day", None, 1),
        ("Food premises rated 3 or above", None, 1),
        ("Heritage visits", None, 1),
    ],
)
def test_the_unit_of_a_title(title: str, unit: Unit | None, scale: int) -> None:
    assert unit_in_title(title) == UnitHint(unit, scale)


@pytest.mark.parametrize(
    ("title", "units"),
    [
        ("Vacancies (FTE / %)", (Unit.FTE, Unit.PERCENT)),
        ("Complaints upheld (number / %)", (Unit.COUNT, Unit.PERCENT)),
        ("Vacancies (FTE)", ()),
        ("Ratings (Inadequate, RI, Good/Out)", ()),
        ("Vacancies", ()),
    ],
)
def test_a_title_for_two_figures_in_a_cell(title: str, units: tuple[Unit, ...]) -> None:
    assert units_in_title(title) == units


def test_the_order_is_cell_header_title_catalogue() -> None:
    header, title = UnitHint(Unit.GBP, 1000), UnitHint(Unit.DAYS)
    bare = parse_quantity("12.5")
    assert infer_unit(parse_quantity("12.5%"), header, title, Unit.SCORE) is Unit.PERCENT
    assert infer_unit(bare, header, title, Unit.SCORE) is Unit.GBP
    assert infer_unit(bare, NOTHING, title, Unit.SCORE) is Unit.DAYS
    assert infer_unit(bare, NOTHING, NOTHING, Unit.SCORE) is Unit.SCORE
    assert infer_unit(bare, NOTHING, NOTHING, None) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("260", Unit.COUNT),
        ("1,639", Unit.COUNT),
        ("617.8", None),
        ("3 weeks", None),
        ("00:04:35", None),
        ("N/A", None),
        ("Emma/Claire", None),
        ("", None),
    ],
)
def test_a_figure_that_nothing_names(text: str, unit: Unit | None) -> None:
    assert infer_unit(parse_quantity(text), NOTHING, NOTHING, None) is unit


def test_the_unit_that_a_row_agrees_on() -> None:
    assert unit_of_siblings([Unit.PERCENT, None, Unit.PERCENT]) is Unit.PERCENT
    assert unit_of_siblings([Unit.PERCENT, Unit.GBP]) is None
    assert unit_of_siblings([None]) is None


@given(st.sampled_from(list(Unit)), st.sampled_from([None, *Unit]), st.sampled_from([None, *Unit]))
def test_a_symbol_in_the_cell_always_wins(
    printed: Unit, header: Unit | None, title: Unit | None
) -> None:
    cell = Quantity(value=Decimal(1), unit=printed, quantum=Decimal(1))
    assert infer_unit(cell, UnitHint(header), UnitHint(title), None) is printed


@given(st.text(max_size=90))
def test_any_text_is_read_without_an_error(text: str) -> None:
    unit_in_header(text)
    unit_in_title(text)
    units_in_title(text)
