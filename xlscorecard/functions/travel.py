"""PROFILE, DOT and DOTARROW: in-year targets and the direction of travel."""

from __future__ import annotations

from functools import lru_cache

from xlscorecard.engine.profile import elapsed_months, last_years_shape, straight_line
from xlscorecard.engine.rating import Margin, Measured
from xlscorecard.engine.rules import default_rules
from xlscorecard.engine.trend import two_points
from xlscorecard.functions.cells import Cell, Left, is_blank
from xlscorecard.functions.figure import read_figure
from xlscorecard.functions.judge import (
    UNKNOWN,
    Unclear,
    check_sizes,
    kind_of,
    margin_of,
    plain_number,
    polarity_of,
)
from xlscorecard.model.scorecard import Polarity, Trend
from xlscorecard.values.period import MONTH_NAMES, parse_period

# In the order of the financial year.
_MONTHS = [name.lower() for name in (*MONTH_NAMES[3:], *MONTH_NAMES[:3])]
# How a worksheet names a point of the financial year, and the months gone at its end.
PERIOD_WORDS = {
    **{word: number for number, name in enumerate(_MONTHS, 1) for word in (name, name[:3])},
    "sept": 6,
    **{f"q{quarter}": 3 * quarter for quarter in range(1, 5)},
    **{str(number): number for number in range(1, 13)},
}
_ARROWS = {
    Trend.UP: "↑", Trend.IMPROVING: "↑", Trend.FLAT: "→", Trend.STEADY: "→",
    Trend.DOWN: "↓", Trend.DECLINING: "↓",
}  # fmt: skip


def profile(
    target: Cell,
    period: Cell,
    last_to_date: Cell | Left = Left.OUT,
    last_whole: Cell | Left = Left.OUT,
) -> Cell:
    """PROFILE: a year-end target brought to the date, evenly or as last year built up.

    A target that is printed as a percentage does not build up, and stays as it is.
    """
    aimed = read_figure(target)
    if aimed.missing or is_blank(period):
        return ""
    months = months_of(period)
    try:
        kind = kind_of(Left.OUT, aimed)
        whole = plain_number(aimed, kind)
        if months is None:
            return UNKNOWN
        if kind is Measured.FRACTION:
            return whole
        so_far, year = read_figure(last_to_date), read_figure(last_whole)
        if so_far.missing and year.missing:
            return straight_line(whole, months)
        if so_far.missing or year.missing:
            return UNKNOWN
        last_kind = kind_of(Left.OUT, so_far, year)
        shaped = last_years_shape(
            whole, plain_number(so_far, last_kind), plain_number(year, last_kind)
        )
    except Unclear:
        return UNKNOWN
    return UNKNOWN if shaped is None else shaped


def months_of(period: Cell) -> int | None:
    """Months of the financial year gone: 1 to 12, "Q2", "September", "2017/18 Q2"."""
    if isinstance(period, bool):
        return None
    if isinstance(period, float | int):
        return int(period) if period in range(1, 13) else None
    return _months_of_text(str(period).strip())


@lru_cache(maxsize=1024)
def _months_of_text(text: str) -> int | None:
    found = PERIOD_WORDS.get(text.lower())
    return elapsed_months(parse_period(text)) if found is None else found


def dot(
    value: Cell,
    previous: Cell,
    polarity: Cell | Left = Left.OUT,
    dead_band: Cell | Left = Left.OUT,
    unit: Cell | Left = Left.OUT,
) -> Cell:
    """DOT: Improving, Steady or Declining; Up, Flat or Down where neither is good."""
    trend = _travel(value, previous, polarity, dead_band, unit)
    return trend if isinstance(trend, str) and not isinstance(trend, Trend) else trend.capitalize()


def dotarrow(
    value: Cell,
    previous: Cell,
    polarity: Cell | Left = Left.OUT,
    dead_band: Cell | Left = Left.OUT,
    unit: Cell | Left = Left.OUT,
) -> Cell:
    """DOTARROW: DOT as an arrow, up for better; with the polarity left out, up for more."""
    trend = _travel(value, previous, polarity, dead_band, unit)
    return _ARROWS[trend] if isinstance(trend, Trend) else trend


def _travel(
    value: Cell,
    previous: Cell,
    polarity: Cell | Left,
    dead_band: Cell | Left,
    unit: Cell | Left,
) -> Trend | str:
    now, before = read_figure(value), read_figure(previous)
    if now.missing or before.missing:
        return ""
    try:
        kind = kind_of(unit, now, before)
        check_sizes(kind, now, before)
        band = margin_of(dead_band)
        numbers = plain_number(now, kind), plain_number(before, kind)
    except Unclear:
        return UNKNOWN
    way = Polarity.HIGHER if polarity is Left.OUT else polarity_of(polarity)
    if way is None:
        return UNKNOWN
    found = two_points(*numbers, way, dead_band=default_dead_band(kind) if band is None else band,
                       kind=kind)  # fmt: skip
    return UNKNOWN if found.trend is None else found.trend


def default_dead_band(kind: Measured) -> Margin:
    """The unit's own dead band; that of percentages holds for percent cells too."""
    like = Measured.PERCENT if kind is Measured.FRACTION else kind
    return default_rules().trend.dead_band(like)
