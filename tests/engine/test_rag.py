"""Every RAG rule on figures typed from its source (handbook section 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.engine import named_rules as rules
from xlscorecard.engine.action import rate_action
from xlscorecard.engine.quartile import rate_quartile
from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import (
    Aim,
    Basis,
    Facts,
    Margin,
    Rating,
    RuleError,
    aim_of,
    parse_unit,
)
from xlscorecard.engine.risk import rate_risk
from xlscorecard.engine.rules import parse_rules
from xlscorecard.engine.sentence import explain
from xlscorecard.engine.tolerance import parse_tolerance
from xlscorecard.model.scorecard import Comparator, Polarity, Quantity, Rag, Unit

HIGH, LOW = Polarity.HIGHER, Polarity.LOWER
R, A, G, B = Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE


@pytest.mark.parametrize(
    ("value", "target", "polarity", "unit", "expected", "margin"),
    [
        # percentages: m = max(0.5pp, min(5pp, 10% of T))
        (77.4, 80, HIGH, "percent", A, 5.0),
        (75, 80, HIGH, "percent", A, 5.0),
        (74.9, 80, HIGH, "percent", R, 5.0),
        (80, 80, HIGH, "percent", G, 5.0),
        (92.5, 97, HIGH, "percent", A, 5.0),
        (2, 6, HIGH, "percent", R, 0.6),
        (5.4, 6, HIGH, "percent", A, 0.6),
        (1.5, 2, HIGH, "percent", A, 0.5),
        (1.4, 2, HIGH, "percent", R, 0.5),
        (0.75, 0.80, HIGH, "fraction", A, 0.05),
        (0.74, 0.80, HIGH, "fraction", R, 0.05),
        # counts of 20 and more: 10%
        (238_200, 250_000, HIGH, "count", A, 25_000),
        (356_000, 352_500, HIGH, "count", G, 35_250),
        (130_700, 137_750, HIGH, "count", A, 13_775),
        (225_000, 250_000, HIGH, "count", A, 25_000),
        (224_999, 250_000, HIGH, "count", R, 25_000),
        # small counts: exact Poisson at 2.5%, and 1 always
        (3, 2, LOW, "count", A, 3),
        (5, 2, LOW, "count", A, 3),  # P(X >= 5 | 2) = 0.0527
        (6, 2, LOW, "count", R, 3),  # P(X >= 6 | 2) = 0.0166
        (1, 6, HIGH, "count", R, 4),  # P(X <= 1 | 6) = 0.0174
        (2, 6, HIGH, "count", A, 4),  # P(X <= 2 | 6) = 0.0620
        (0, 1, HIGH, "count", A, 1),
        # rates: 10% of target
        (560.6, 630.6, LOW, "per_100k", G, 63.06),
        (10.1, 6.1, LOW, "per_100k", R, 0.61),
        # money level, days, nothing told
        (95, 100, HIGH, "gbp", A, 5),
        (94.9, 100, HIGH, "gbp", R, 5),
        (9.5, 9, LOW, "days", A, 1),
        (10.1, 9, LOW, "days", R, 1),
        (33, 30, LOW, "days", A, 3),
        (90, 100, HIGH, None, A, 10),
        (89.9, 100, HIGH, None, R, 10),
        (4, 5, LOW, None, G, 0.5),
    ],
)
def test_the_default_rule_of_each_unit(
    value: float, target: float, polarity: Polarity, unit: str | None, expected: Rag, margin: float
) -> None:
    rating = rate(value, target, polarity=polarity, unit=unit)
    assert rating.rag is expected
    assert rating.margin == pytest.approx(margin)


def test_no_unit_never_means_a_small_count() -> None:
    assert rate(3, 2, polarity=LOW).rag is R
    assert rate(3, 2, polarity=LOW, unit="count").rag is A


def test_a_score_is_judged_by_its_scale() -> None:
    # 1A: 0.36 on 0-24; 1D: 0.18 on 0-12
    facts = Facts(scale=(0, 24))
    assert rate(18.9, 19.2, polarity=HIGH, unit="score", facts=facts).rag is A
    assert rate(18.8, 19.2, polarity=HIGH, unit="score", facts=facts).rag is R
    rating = rate(8.0, 8.1, polarity=HIGH, unit="score", facts=Facts(scale=(0, 12)))
    assert rating.margin == pytest.approx(0.18)


def test_met_at_the_targets_printed_precision() -> None:
    printed = Aim(80, quantum=1, text="80%")
    rating = rate(79.9, printed, polarity=HIGH, unit="percent")
    assert rating.rag is G
    assert "as many digits as the target" in explain(rating)
    assert rate(79.9, 80, polarity=HIGH, unit="percent").rag is A
    assert rate(79.4, printed, polarity=HIGH, unit="percent").rag is A
    # rounding never makes a figure worse, and a stated tolerance does not round
    assert rate(5.45, Aim(6, quantum=1), polarity=HIGH, unit="percent").rag is A
    assert rate(79.9, printed, polarity=HIGH, unit="percent", tolerance="none").rag is R


@pytest.mark.parametrize(
    ("tolerance", "value", "target", "unit", "expected"),
    [
        (0.05, 95, 100, None, A),
        (0.05, 94, 100, None, R),
        ("5%", 95, 100, "percent", A),
        ("10%", 72, 80, "percent", A),
        ("10%", 71.9, 80, "percent", R),
        ("5pp", 75, 80, "percent", A),
        ("5pp", 74.9, 80, "percent", R),
        ("5pp", 0.75, 0.80, "fraction", A),
        ("5pp", 0.74, 0.80, "fraction", R),
        ("5pp", 0.75, 0.80, None, A),
        ("5pp", 0.74, 0.80, None, R),
        ("5 percentage points", 75, 80, "percent", A),
        ("none", 79.99, 80, "percent", R),
        ("none", 80, 80, "percent", G),
        ("", 77, 80, "percent", A),
        (Decimal("0.1"), 90, 100, None, A),
    ],
)
def test_tolerances(
    tolerance: str | float | Decimal, value: float, target: float, unit: str | None, expected: Rag
) -> None:
    assert rate(value, target, polarity=HIGH, tolerance=tolerance, unit=unit).rag is expected


@pytest.mark.parametrize(
    "tolerance", ["5", "five", "-5%", "5 sheep", 5, -0.1, float("nan"), "1e999%"]
)
def test_tolerances_that_are_none(tolerance: str | float) -> None:
    with pytest.raises(RuleError):
        parse_tolerance(tolerance)


@pytest.mark.parametrize(
    ("value", "comparator", "limit", "expected"),
    [
        (13, "<", 14, G),
        (14, "<", 14, A),
        (15.4, "<", 14, A),
        (15.5, "<", 14, R),
        (14, "<=", 14, G),
        (90, ">", 90, A),
        (90.1, ">", 90, G),
        (90, ">=", 90, G),
        (70.4, ">", 90, R),
    ],
)
def test_printed_limits(value: float, comparator: str, limit: float, expected: Rag) -> None:
    aim = replace(limit_aim(comparator, limit), quantum=1.0)
    assert rate(value, aim, unit="days").rag is expected


def limit_aim(comparator: str, limit: float) -> Aim:
    quantity = Quantity(value=Decimal(str(limit)), comparator=Comparator(comparator))
    aim = aim_of(quantity, f"{comparator}{limit:g}")
    assert aim is not None
    return aim


def test_a_limit_is_not_met_by_rounding() -> None:
    aim = replace(limit_aim(">", 90), quantum=1.0)
    assert rate(90.4, aim, unit="percent").rag is G
    assert rate(89.9, aim, unit="percent").rag is A


@pytest.mark.parametrize(
    ("value", "expected"), [(10.9, A), (11, A), (11.1, R), (3, A), (2.9, R), (5, G), (9, G), (7, G)]
)
def test_a_band_has_half_its_width_as_margin(value: float, expected: Rag) -> None:
    assert rules.rate_band(value, 5, 9, unit="percent").rag is expected


def test_a_band_with_other_margins() -> None:
    assert rules.rate_band(10.9, 5, 9, Margin(share=0.10)).rag is R
    assert rules.rate_band(10.9, 5, 9, Margin(least=2, most=2, points=True)).rag is A


def test_thresholds_of_the_measure() -> None:
    assert rules.rate_thresholds(80, 80, 75, HIGH).rag is G
    assert rules.rate_thresholds(75, 80, 75, HIGH).rag is A
    assert rules.rate_thresholds(74.9, 80, 75, HIGH).rag is R
    assert rules.rate_thresholds(9, 5, 10, LOW).rag is A
    wrong = rules.rate_thresholds(70, 80, 85, HIGH)
    assert wrong.rag is None
    assert "floor" in explain(wrong)


def test_havering_has_its_tolerance_on_the_green_side() -> None:
    assert rules.rate_green_side(90, 100, 95, HIGH).rag is G
    assert rules.rate_green_side(89, 100, 89, HIGH).rag is A
    assert rules.rate_green_side(89, 100, 90, HIGH).rag is R
    without = rules.rate_green_side(89, 100, None, HIGH)
    assert without.rag is None
    assert "last year" in explain(without)


def test_two_definitions_of_lower_is_better() -> None:
    # T = 100: at 10% 110 against 111.1, at 50% 150 against 200
    assert rules.rate_percent_of_target(110, 100, LOW).rag is A
    assert rules.rate_percent_of_target(111, 100, LOW).rag is R
    assert rules.rate_reciprocal(111, 100).rag is A
    assert rules.rate_reciprocal(111.2, 100).rag is R
    assert rules.rate_reciprocal(200, 100, 0.5).rag is A
    assert rules.rate_percent_of_target(200, 100, LOW, 0.5).rag is R
    assert rules.rate_reciprocal(0, 100).rag is G


def test_a_target_of_zero() -> None:
    assert rules.rate_zero_target(0, LOW).rag is G
    assert rules.rate_zero_target(1, LOW).rag is R
    assert rules.rate_zero_target(1, LOW, allowance=1).rag is A
    assert rate(0.4, Aim(0, quantum=1), polarity=LOW, unit="percent").rag is R
    assert rate(0.4, 0, polarity=LOW, unit="percent", tolerance="5pp").rag is A


def test_floating_point_dust_does_not_turn_a_hit_into_a_miss() -> None:
    assert 90 * 1.1 > 99
    assert rate(90 * 1.1, 99, polarity=LOW, tolerance="none").rag is G
    assert rate(0.1 + 0.2, 0.3, polarity=LOW, tolerance="none").rag is G
    assert rate(14 - 1e-15, Aim(14, strict=True, implied=LOW), unit="days").rag is A


def test_budget() -> None:
    # Default: amber to 1% and £250,000
    assert rules.rate_budget(18_281_000, 18_281_000).rag is G
    assert rules.rate_budget(17_838_000, 18_281_000).rag is G
    assert rules.rate_budget(52_027_000, 51_914_000).rag is A
    assert rules.rate_budget(51_066_000, 48_902_000).rag is R
    assert rules.rate_budget(23_384_000, 23_019_000).rag is R
    assert rules.rate_budget(95, 100, income=True).rag is R
    # Brighton: 5% or £0.1m, whichever is lower
    brighton = Margin(share=0.05, most=100_000)
    assert rules.rate_budget(1_050_000, 1_000_000, margin=brighton).rag is A
    assert rules.rate_budget(10_100_001, 10_000_000, margin=brighton).rag is R
    assert rules.rate_budget_both_ways(90, 100).rag is B
    assert rules.rate_budget_both_ways(99.5, 100).rag is G


def test_chance_widens_a_rate_and_a_survey() -> None:
    # [000] 10.1 against 6.1: about 10 admissions in the quarter among 407,000 adults
    quarter = Facts(population=407_000, exposure=0.25)
    assert rate(10.1, 6.1, polarity=LOW, unit="per_100k", facts=quarter).rag is A
    year = Facts(population=407_000)
    assert rate(10.1, 6.1, polarity=LOW, unit="per_100k", facts=year).rag is R
    assert rate(60, 70, polarity=HIGH, unit="percent").rag is R
    assert rate(60, 70, polarity=HIGH, unit="percent", facts=Facts(base=50)).rag is A
    assert rate(60, 70, polarity=HIGH, unit="percent", facts=Facts(base=500)).rag is R
    assert rate(0.6, 0.7, polarity=HIGH, unit="fraction", facts=Facts(base=50)).rag is A


def test_quartile_risk_and_action() -> None:
    assert [rate_quartile(q).rag for q in (1, 2, 3, 4)] == [G, A, A, R]
    assert [rate_risk(*s).rag for s in ((2, 2), (1, 5), (3, 4), (3, 5), (5, 5))] == [
        G, A, A, R, R,
    ]  # fmt: skip
    matrix = ((G, G, A), (G, A, R), (A, R, R))
    assert rate_risk(2, 3, matrix=matrix).rag is R
    with pytest.raises(RuleError):
        rate_risk(4, 1, matrix=matrix)
    today = date(2018, 6, 30)
    due, start = date(2018, 12, 31), date(2018, 1, 1)
    assert rate_action(due, today, complete=True).rag is B
    assert rate_action(None, today).rag is Rag.GREY
    assert rate_action(date(2018, 6, 29), today).rag is R
    assert rate_action(due, today, progress=0.45, start=start).rag is G
    assert rate_action(due, today, progress=0.40, start=start).rag is A
    assert rate_action(due, today, progress=0.30, start=start).rag is R
    assert rate_action(due, today, start=date(2018, 7, 1)).rag is Rag.GREY


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        (rate(None, 80, polarity=HIGH), "there is no figure"),
        (rate(float("nan"), 80, polarity=HIGH), "there is no figure"),
        (rate(80, None, polarity=HIGH), "there is no target"),
        (rate(80, 80), "does not say whether high or low is good"),
        (rate(80, 80, polarity=Polarity.NEUTRAL), "neither high nor low is good"),
        (rate(80, 80, polarity=Polarity.BAND), "single figure"),
        (rate(80, Aim(90, implied=HIGH, text=">=90"), polarity=LOW), "contradict"),
    ],
)
def test_no_guess_where_something_is_missing(rating: Rating, words: str) -> None:
    assert rating.rag is None
    assert words in explain(rating)
    assert explain(rating).startswith("No rating: ")


@pytest.mark.parametrize(
    ("rating", "sentence"),
    [
        (
            rate(77.4, 80, polarity=HIGH, unit="percent"),
            "Amber: 77.4% is 2.6 points below the target of 80%; margin 5 points",
        ),
        (
            rate(0.774, 0.8, polarity=HIGH, unit="fraction"),
            "Amber: 77.4% is 2.6 points below the target of 80%; margin 5 points",
        ),
        (
            rate(238_200, 250_000, polarity=HIGH, unit="count", basis=Basis.PROFILED),
            "Amber: 238,200 is 11,800 (4.7%) below the in-year target of 250,000; margin 10%",
        ),
        (
            rate(14, limit_aim("<", 14), unit="days"),
            "Amber: 14 days does not meet the target of <14; margin 10%",
        ),
        (
            rate(10.9, Aim(low=5, high=9, text="5-9%"), unit="percent"),
            (
                "Amber: 10.9% is 1.9 points above the target band of 5-9%; margin 2 points, "
                "half the band's width"
            ),
        ),
        (rate(0, 0, polarity=LOW, unit="count"), "Green: 0 is exactly the target of 0"),
        (
            rate(3, 2, polarity=LOW, unit=Unit.COUNT),
            (
                "Amber: 3 is 1 (50%) above the target of 2; margin 3, what chance explains for "
                "so small a count"
            ),
        ),
    ],
)
def test_sentences_that_can_be_pasted(rating: Rating, sentence: str) -> None:
    assert explain(rating) == sentence


def by_rules(
    text: str, value: float, target: float, polarity: Polarity, unit: str, **facts: object
) -> Rating:
    rules = parse_rules('schema = 1\n[[rule]]\nid = "own"\n' + text)
    rule = rules.rule_for(parse_unit(unit), Aim(target))
    return rate(value, target, polarity=polarity, unit=unit, rule=rule, facts=Facts(**facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rating", "sentence"),
    [
        # Wilson 240/400 = 0.5513 to 0.6468; around 66%: 264/400 = 0.6123 to 0.7047.
        (
            by_rules('amber = "not significant"', 60, 66, HIGH, "percent", base=400),
            ("Red: 60% is 6 points below the target of 66%; its 95% interval, 55.13% to 64.68%, "
            "does not reach the target: significantly worse"),
        ),
        (
            by_rules('amber = "inside the funnel"', 62, 66, HIGH, "percent", base=400),
            ("Amber: 62% is 4 points below the target of 66%; inside the 95% funnel around the "
            "target, 61.23% to 70.47%: no more than chance explains"),
        ),
        # Byar 41 of 407,000: 29.4191 and 55.6226 events, 7.228 and 13.67 per 100,000.
        (
            by_rules(
                'amber = "not significant"', 4_100_000 / 407_000, 8, LOW, "per_100k",
                population=407_000,
            ),
            ("Amber: 10.0737 is 2.0737 above the target of 8; its 95% interval, 7.228 to 13.67, "
            "reaches the target: no more than chance explains"),
        ),
        (
            by_rules('amber = "10%"\nblue = "10%"', 88, 80, HIGH, "percent"),
            "Blue: 88% is 8 points above the target of 80%; far enough beyond the target for blue",
        ),
        (
            by_rules('amber = { share = "12.5%", reciprocal = true }', 16, 14, LOW, "days"),
            ("Amber: 16 days is 2 days (14.3%) above the target of 14 days; margin 2 days (the "
            "target is at least 87.5% of the figure)"),
        ),
        (
            by_rules('green = "10%"\namber = "5%"', 73, 80, HIGH, "percent"),
            ("Green: 73% is 7 points below the target of 80%; green reaches to within 10% of the "
            "target"),
        ),
        (
            rate(86, 90, polarity=HIGH, unit="percent", facts=Facts(amber_at=85)),
            "Amber: 86% is 4 points below the target of 90%; the floor is 85%",
        ),
        (
            rate(193_694_000, 193_600_000, unit="budget"),
            ("Amber: £193,694,000 is £94,000 (under 0.1%) above the budget of £193,600,000; "
            "margin £250,000"),
        ),
        (
            rate(896, 431, polarity=HIGH, unit="count"),
            "Green: 896 is 465 (108%) above the target of 431",
        ),
    ],
)  # fmt: skip
def test_sentences_of_every_kind_of_rule(rating: Rating, sentence: str) -> None:
    assert explain(rating) == sentence


def test_blue_begins_at_its_margin_and_budgets_want_a_rule_of_their_own() -> None:
    margin = '{ share = "5%", most = 100000 }'
    both = f'units = ["budget"]\namber = {margin}\nblue = {margin}'
    assert by_rules(both, 900_000, 1_000_000, LOW, "budget").rag is B
    assert by_rules(both, 950_001, 1_000_000, LOW, "budget").rag is G
    assert by_rules(both, 1_050_000, 1_000_000, LOW, "budget").rag is A
    # 10% for key figures says nothing of budgets: the default's 1% holds.
    assert by_rules('amber = "10%"', 1_090_000, 1_000_000, LOW, "budget").rag is R
