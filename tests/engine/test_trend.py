"""Trends over two points, surveys, counts, five points and short series."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.engine.rating import Margin, Measured
from xlscorecard.engine.trend import (
    count_change,
    monotone_trend,
    recent_trend_of_intervals,
    recent_trend_of_proportions,
    survey_change,
    two_points,
)
from xlscorecard.model.scorecard import Polarity, Trend

HIGH, LOW = Polarity.HIGHER, Polarity.LOWER
POINT = Margin(least=1, most=1, points=True)
TWO_PERCENT = Margin(share=0.02)


@pytest.mark.parametrize(
    ("value", "reference", "polarity", "kind", "band", "expected"),
    [
        (77.4, 80.2, HIGH, Measured.PERCENT, POINT, Trend.DECLINING),
        (86.2, 86.5, HIGH, Measured.PERCENT, POINT, Trend.STEADY),
        (87.5, 86.5, HIGH, Measured.PERCENT, POINT, Trend.STEADY),
        (87.6, 86.5, HIGH, Measured.PERCENT, POINT, Trend.IMPROVING),
        (0.875, 0.865, HIGH, Measured.FRACTION, POINT, Trend.STEADY),
        (124, 189, LOW, Measured.COUNT, TWO_PERCENT, Trend.IMPROVING),
        (191, -201, LOW, Measured.MONEY, TWO_PERCENT, Trend.DECLINING),
        (102, 100, None, Measured.COUNT, TWO_PERCENT, Trend.FLAT),
        (103, 100, None, Measured.COUNT, TWO_PERCENT, Trend.UP),
        (97, 100, Polarity.NEUTRAL, Measured.COUNT, TWO_PERCENT, Trend.DOWN),
    ],
)
def test_two_points(
    value: float,
    reference: float,
    polarity: Polarity | None,
    kind: Measured,
    band: Margin,
    expected: Trend,
) -> None:
    assert two_points(value, reference, polarity, dead_band=band, kind=kind).trend is expected


def test_a_band_compares_distances() -> None:
    def trend(value: float, before: float) -> Trend | None:
        return two_points(value, before, Polarity.BAND, band=(13, 17)).trend

    assert trend(14, 21) is Trend.IMPROVING
    assert trend(21, 14) is Trend.DECLINING
    assert trend(14, 16) is Trend.STEADY
    assert trend(11, 19) is Trend.STEADY


def test_a_scale_gives_the_dead_band_of_a_score() -> None:
    one_percent = Margin(share=0.02, of_range=0.01)
    found = two_points(19.4, 19.2, HIGH, dead_band=one_percent, kind=Measured.SCORE, scale=(0, 24))
    assert found.trend is Trend.STEADY


def test_nothing_to_compare() -> None:
    assert two_points(None, 3, HIGH).trend is None
    assert two_points(3, math.nan, HIGH).trend is None


def test_surveys() -> None:
    # 66.1% to 74.4% with 400 each: z = 2.568
    assert survey_change(66.1, 74.4, HIGH, (400, 400)).trend is Trend.IMPROVING
    assert survey_change(66.1, 70.0, HIGH, (400, 400)).trend is Trend.STEADY
    # without bases: under 5 points flat, 5 to 7 possibly, over 7 a change
    assert survey_change(66, 70.9, HIGH).trend is Trend.STEADY
    possible = survey_change(66, 72, HIGH)
    assert (possible.trend, possible.significant) == (Trend.IMPROVING, False)
    assert "possibly" in possible.note
    assert survey_change(66, 74, HIGH).significant is True
    assert "assumed" in possible.reason


def test_small_counts() -> None:
    assert count_change(3, 4, LOW).trend is Trend.STEADY
    assert count_change(5, 15, LOW).trend is Trend.DECLINING
    assert count_change(15, 5, LOW).trend is Trend.IMPROVING


def test_fingertips_recent_trend() -> None:
    rising = recent_trend_of_proportions([120, 131, 140, 152, 170], [400, 402, 398, 405, 400], HIGH)
    assert (rising.trend, rising.significant) == (Trend.IMPROVING, True)
    assert "15.67" in rising.reason
    still = recent_trend_of_proportions([120, 121, 119, 122, 120], [400] * 5, HIGH)
    assert still.trend is Trend.STEADY
    assert recent_trend_of_proportions([1, 2], [4, 4], HIGH).trend is None
    assert "cannot be calculated" in recent_trend_of_proportions([9] * 5, [4] * 5, HIGH).reason
    values = [70.0, 72, 74, 77, 80]
    found = recent_trend_of_intervals(values, [v - 2 for v in values], [v + 2 for v in values], LOW)
    assert found.trend is Trend.DECLINING


def test_one_point_alone_makes_no_recent_trend() -> None:
    # Significant, but without the last point the slope turns: the sign is not kept
    found = recent_trend_of_proportions([150, 149, 148, 147, 250], [400] * 5, HIGH)
    assert found.trend is Trend.STEADY


def test_mann_kendall_wants_five() -> None:
    assert monotone_trend([1, 2, 3, 4], HIGH).trend is None
    assert monotone_trend([1, 2, 3, 4, 5], HIGH).trend is Trend.IMPROVING
    assert monotone_trend([1, 2, 3, 5, 4], HIGH).trend is Trend.STEADY


@given(st.lists(st.floats(), max_size=9), st.sampled_from([None, *Polarity]))
def test_no_series_raises(series: list[float], polarity: Polarity | None) -> None:
    monotone_trend(series, polarity)
    recent_trend_of_proportions(series, list(reversed(series)), polarity)
    recent_trend_of_intervals(series, series, [v + 1 for v in series], polarity)
    for value in series[:2]:
        two_points(value, 3.0, polarity, dead_band=TWO_PERCENT, band=(1, 2))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_mirrored_figures_give_the_same_judgement(value: float, reference: float) -> None:
    one = two_points(value, reference, HIGH, dead_band=TWO_PERCENT)
    assert one.trend is two_points(-value, -reference, LOW, dead_band=TWO_PERCENT).trend
