"""XmR charts against NHSRplotthedots 0.2.2, the NHS Excel tool and published examples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlscorecard.engine.spc import (
    NELSON,
    NHS_EXCEL,
    NHS_EXCEL_SIX,
    NHSR_022,
    OURS,
    PRESETS,
    Assurance,
    Limits,
    SpecialCause,
    Variation,
    find_assurance,
    find_limits,
    find_near_limit,
    find_shifts,
    find_trends,
    read_chart,
)
from xlscorecard.model.scorecard import Polarity

HIGH, LOW = Polarity.HIGHER, Polarity.LOWER
# The package's vignette "Deviations from Excel defaults".
DEVIATIONS = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def limits(lower: float = -9, mean: float = 0, upper: float = 9, near: float = 6) -> Limits:
    return Limits(mean, 1, lower, upper, -near, near, 20, False)


def test_the_package_screens_outlying_ranges_and_excel_does_not() -> None:
    screened, plain = find_limits(DEVIATIONS, NHSR_022), find_limits(DEVIATIONS, NHS_EXCEL)
    assert (screened.mean, screened.average_range) == pytest.approx((1.9444, 1.0), abs=1e-4)
    assert (screened.lower, screened.upper) == pytest.approx((-0.7156, 4.6044), abs=1e-4)
    assert plain.average_range == pytest.approx(1.8824, abs=1e-4)
    assert (plain.lower, plain.upper) == pytest.approx((-3.0626, 6.9515), abs=1e-4)


def test_the_nist_handbooks_individuals_chart() -> None:
    # NIST/SEMATECH e-Handbook 6.3.2.2 (itl.nist.gov/div898/handbook/pmc/section3/pmc322.htm),
    # flow rate of ten batches. By hand: the sum is 508.1; the ranges 2.0 2.3 1.4 3.5 3.4 1.4
    # 0.2 1.2 1.5 add up to 16.9, a ninth of which is 1.8778; 3/1.128 of that is 4.9941, so that
    # its limits are 45.8159 and 55.8041. We, as the NHS, use 2.66: 4.9949.
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    found = find_limits(flow, NHS_EXCEL)
    assert (found.mean, found.average_range) == pytest.approx((50.81, 1.8778), abs=1e-4)
    assert (found.lower, found.upper) == pytest.approx((45.8151, 55.8049), abs=1e-4)


def test_the_packages_own_example_of_limits() -> None:
    # NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R and its snapshot: R's rnorm(20)
    # after set.seed(123); then with a 10 at the 15th place, screened and not screened
    normal = [
        -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621,
        -1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272,
        -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
    ]  # fmt: skip
    for series, preset, mean, lower, upper in (
        (normal, NHSR_022, 0.1416238, -3.01138, 3.294627),
        ([*normal[:14], 10, *normal[15:]], NHSR_022, 0.6694159, -2.383666, 3.722497),
        ([*normal[:14], 10, *normal[15:]], NHS_EXCEL, 0.6694159, -4.596625, 5.935457),
    ):
        found = find_limits(series, preset)
        assert (found.mean, found.lower, found.upper) == pytest.approx(
            (mean, lower, upper), abs=1e-6
        )
        assert not found.trial


@pytest.mark.parametrize(
    ("series", "flags"),
    [
        # cases of the package's test-ptd_calculate_point_type.R
        (list(range(1, 7)), [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        (list(range(1, 8)), [1] * 7),
        ([2, *range(1, 8), 3], [0, 1, 1, 1, 1, 1, 1, 1, 0]),
        (list(range(7, 0, -1)), [-1] * 7),
        ([2, *range(7, 0, -1), 3], [0, -1, -1, -1, -1, -1, -1, -1, 0]),
    ],
)
def test_trends_of_seven(series: list[float], flags: list[int]) -> None:
    assert find_trends(series) == flags


def test_a_turning_point_belongs_to_the_later_run() -> None:
    up_and_down = [*range(1, 8), *range(6, 0, -1)]
    assert find_trends(up_and_down) == [1] * 6 + [-1] * 7


@pytest.mark.parametrize(
    ("sides", "flags"),
    [
        ([1] * 6, [0] * 6),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 8 + [-1], [1] * 8 + [0]),
        ([-1] * 8 + [1], [-1] * 8 + [0]),
        ([1] * 3 + [0] + [1] * 4, [0] * 8),
    ],
)
def test_shifts_of_seven(sides: list[int], flags: list[int]) -> None:
    assert find_shifts(sides) == flags


@pytest.mark.parametrize(
    ("series", "flags"),
    [
        # near the limit is beyond 6, the limit is 9 (package tests, "part of two in three")
        ([7, 1, 7], [1, 0, 1]),
        ([1, 7, 7], [0, 1, 1]),
        ([7, 7, 1], [1, 1, 0]),
        ([1, 1, 7, 1, 7, 1, 1], [0, 0, 1, 0, 1, 0, 0]),
        ([7, 1, 1, 7], [0, 0, 0, 0]),
        ([7, 1, 1, 7, 7], [0, 0, 0, 1, 1]),
        ([7, -1, 7], [0, 0, 0]),
        ([7, -7, 1], [0, 0, 0]),
        ([-7, -1, -7], [-1, 0, -1]),
        # a point beyond the limit is not "between" the limits in 0.2.2
        ([10, 1, 7], [0, 0, 0]),
    ],
)
def test_two_of_three_near_a_limit(series: list[float], flags: list[int]) -> None:
    assert find_near_limit(series, limits()) == flags


def test_newer_nhs_tools_count_points_beyond_the_limit_as_well() -> None:
    assert find_near_limit([10, 1, 7], limits(), beyond_counts=True) == [1, 0, 1]


def test_only_points_on_the_same_side_count() -> None:
    # test-ptd_spc_standard.R: two successive points near opposite limits are common cause
    series = [1.0, -1.0] * 7 + [5.5, -5.5]
    chart = read_chart(series, HIGH, preset=NHSR_022)
    assert [p.variation for p in chart.points[-2:]] == [Variation.COMMON] * 2


@pytest.mark.parametrize(
    ("lower", "mean", "upper", "polarity", "expected"),
    [
        # test-ptd_calculate_assurance_type.R, target 4
        (1, 2, 3, HIGH, Assurance.FAILS),
        (5, 6, 7, HIGH, Assurance.PASSES),
        (1, 4, 5, HIGH, Assurance.HIT_OR_MISS),
        (1, 2, 3, LOW, Assurance.PASSES),
        (5, 6, 7, LOW, Assurance.FAILS),
        (1, 4, 5, LOW, Assurance.HIT_OR_MISS),
        (1, 4, 5, Polarity.NEUTRAL, None),
        (1, 4, 5, None, None),
    ],
)
def test_assurance(
    lower: float, mean: float, upper: float, polarity: Polarity | None, expected: Assurance | None
) -> None:
    assert find_assurance(limits(lower, mean, upper), 4, polarity, NHSR_022) is expected


def test_a_target_on_the_limit() -> None:
    # The NHS specification for Power BI uses >=, the R package >
    assert find_assurance(limits(1, 2, 4), 4, HIGH, OURS) is Assurance.FAILS
    assert find_assurance(limits(1, 2, 4), 4, HIGH, NHSR_022) is Assurance.HIT_OR_MISS


def test_precedence_and_classes() -> None:
    chart = read_chart([*DEVIATIONS], HIGH, target=10)
    point = chart.points[4]
    assert point.causes == (SpecialCause.OUTSIDE,)
    assert point.variation is Variation.IMPROVEMENT_HIGH
    assert read_chart(DEVIATIONS, LOW).points[4].variation is Variation.CONCERN_HIGH
    assert read_chart(DEVIATIONS).points[4].variation is Variation.NEUTRAL_HIGH
    assert chart.variation is Variation.COMMON
    assert chart.assurance is Assurance.FAILS


def test_rebase_gives_each_phase_its_limits_and_the_last_decides() -> None:
    series = [10.0, 11.0] * 7 + [50.0, 51.0] * 7
    chart = read_chart(series, HIGH, target=40, rebase_at=[14])
    assert chart.points[0].limits.mean == 10.5
    assert chart.limits is not None
    assert chart.limits.mean == 50.5
    assert chart.assurance is Assurance.PASSES
    # one phase alone would have called it the other way round: mean 30.5, limits to 33.2
    assert read_chart(series, HIGH, target=40).assurance is Assurance.FAILS


def test_fixed_limits_use_the_first_points() -> None:
    series = [10.0, 11.0] * 6 + [30.0] * 8
    chart = read_chart(series, HIGH, fix_after=12)
    assert chart.limits is not None
    assert chart.limits.mean == 10.5
    assert chart.variation is Variation.IMPROVEMENT_HIGH


def test_too_few_points_and_trial_limits() -> None:
    assert "at least 8" in read_chart([1.0] * 7).reason
    assert read_chart([1.0, 2.0] * 5).notes == ("trial limits: 10 points",)
    assert read_chart([1.0, 2.0] * 7).notes == ()
    assert "rolling" in read_chart([1.0] * 20, overlapping=True).reason
    assert "gaps" in read_chart([1.0] * 20 + [float("nan")]).reason


def test_runs_differ_by_preset() -> None:
    six = [5.0, 4.0, 5.0, 4.0, 5.0, 4.0, 5.0, 4.0, 5.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    assert SpecialCause.TREND not in read_chart(six, preset=NHS_EXCEL).points[-1].causes
    assert SpecialCause.TREND in read_chart(six, preset=NHS_EXCEL_SIX).points[-1].causes
    assert NELSON.shift == 9
    assert set(PRESETS) >= {"NHSRplotthedots 0.2.2", "NHS Excel"}


def test_a_constant_series_has_no_special_cause() -> None:
    for value in (0.1, 0.3, 1e-9, 99.9, 0.0):
        chart = read_chart([value] * 13, HIGH)
        assert {p.variation for p in chart.points} == {Variation.COMMON}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(st.integers(-5, 5).map(float), st.floats(-1e6, 1e6)), min_size=8, max_size=30
    ),
    st.sampled_from(list(PRESETS.values())),
)
def test_mirrored_series_give_mirrored_special_causes(series: list[float], preset: object) -> None:
    assert isinstance(preset, type(OURS))
    one = read_chart(series, HIGH, preset=preset)
    other = read_chart([-v for v in series], LOW, preset=preset)
    for point, mirror in zip(one.points, other.points, strict=True):
        assert point.causes == mirror.causes
        assert point.direction == -mirror.direction
        words = point.variation.value.split()[0]
        assert mirror.variation.value.split()[0] == words


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(), max_size=30),
    st.sampled_from([None, *Polarity]),
    st.one_of(st.none(), st.floats()),
    st.lists(st.integers(-3, 40), max_size=3),
)
def test_no_series_raises(
    series: list[float], polarity: Polarity | None, target: float | None, rebase: list[int]
) -> None:
    chart = read_chart(series, polarity, target, rebase_at=rebase)
    assert bool(chart.points) != bool(chart.reason)
