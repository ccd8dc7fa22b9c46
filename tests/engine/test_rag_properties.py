"""What holds for any figures (issue 4): mirrors, order, scale, boundaries, no surprises."""

from __future__ import annotations

import math

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import Aim, Facts, Measured, RuleError, parse_unit
from xlscorecard.engine.rules import parse_rules
from xlscorecard.engine.sentence import explain
from xlscorecard.model.scorecard import Polarity, Rag

ORDER = {Rag.RED: 0, Rag.AMBER: 1, Rag.GREEN: 2}
WITH_BLUE = {**ORDER, Rag.BLUE: 3}
OTHER = {Polarity.HIGHER: Polarity.LOWER, Polarity.LOWER: Polarity.HIGHER}

polarities = st.sampled_from([Polarity.HIGHER, Polarity.LOWER])
units = st.sampled_from([None, *(kind.value for kind in Measured)])
tolerances = st.sampled_from([None, 0.05, "5pp", "10%", "none", 0.656])
numbers = st.one_of(
    st.floats(-1e6, 1e6),
    st.integers(-30, 30).map(float),
    st.sampled_from([0.0, 0.05, 0.62, 14.0, 19.0, 20.0, 80.0, 99.0]),
)
quanta = st.sampled_from([None, 1.0, 0.1, 0.01])


@st.composite
def near(draw: st.DrawFn, target: float) -> float:
    return draw(st.one_of(numbers, st.floats(0.8, 1.2).map(lambda f: f * target), st.just(target)))


@settings(max_examples=400, deadline=None)
@given(st.data(), numbers, polarities, units, tolerances, quanta)
def test_mirrored_figures_and_polarity_give_the_same_rag(
    data: st.DataObject,
    target: float,
    polarity: Polarity,
    unit: str | None,
    tolerance: str | float | None,
    quantum: float | None,
) -> None:
    value = data.draw(near(target))
    one = rate(
        value, Aim(target, quantum=quantum), polarity=polarity, unit=unit, tolerance=tolerance
    )
    other = rate(
        -value,
        Aim(-target, quantum=quantum),
        polarity=OTHER[polarity],
        unit=unit,
        tolerance=tolerance,
    )
    assert one.rag is other.rag
    assert one.margin == other.margin


@settings(max_examples=500, deadline=None)
@given(st.data(), numbers, polarities, units, tolerances, quanta, st.booleans())
def test_a_better_figure_is_never_rated_worse(
    data: st.DataObject,
    target: float,
    polarity: Polarity,
    unit: str | None,
    tolerance: str | float | None,
    quantum: float | None,
    strict: bool,
) -> None:
    worse, better = sorted((data.draw(near(target)), data.draw(near(target))))
    if polarity is Polarity.LOWER:
        worse, better = better, worse
    aim = Aim(target, quantum=quantum, strict=strict)
    facts = data.draw(
        st.sampled_from(
            [
                Facts(),
                Facts(scale=(0, 24)),
                Facts(population=200_000.0, exposure=0.25),
                Facts(base=278.0),
                Facts(zero_allowance=1),
            ]
        )
    )
    low = rate(worse, aim, polarity=polarity, unit=unit, tolerance=tolerance, facts=facts)
    high = rate(better, aim, polarity=polarity, unit=unit, tolerance=tolerance, facts=facts)
    assert low.rag is not None
    assert high.rag is not None
    assert ORDER[low.rag] <= ORDER[high.rag], (explain(low), explain(high))


@settings(max_examples=300, deadline=None)
@given(
    st.floats(0.5, 1.5),
    st.floats(1, 1e6),
    polarities,
    st.sampled_from([0.05, "10%", "none", 0.5]),
    st.integers(0, 20).map(lambda n: 2.0**n),
)
def test_relative_rules_do_not_know_the_scale(
    ratio: float, target: float, polarity: Polarity, tolerance: str | float, factor: float
) -> None:
    value = ratio * target
    one = rate(value, target, polarity=polarity, tolerance=tolerance)
    other = rate(value * factor, target * factor, polarity=polarity, tolerance=tolerance)
    assert one.rag is other.rag


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 10_000).map(lambda n: n / 10),
    st.sampled_from([1, 2, 3, 5, 7.5, 10, 12.5, 20, 50]),
    polarities,
)
def test_boundaries_belong_to_the_better_class(
    target: float, percent: float, polarity: Polarity
) -> None:
    sign = 1 if polarity is Polarity.HIGHER else -1
    assert rate(target, target, polarity=polarity, tolerance="none").rag is Rag.GREEN
    # The same boundary reached by several roads of floating-point arithmetic.
    for edge in (
        target * (1 - sign * percent / 100),
        target - sign * target * percent / 100,
        (target * 100 - sign * target * percent) / 100,
    ):
        rating = rate(edge, target, polarity=polarity, tolerance=f"{percent}%")
        assert rating.rag is Rag.AMBER, edge


@given(st.floats(0.1, 1e6), st.booleans())
def test_a_strict_printed_limit_is_missed_when_hit(limit: float, less: bool) -> None:
    implied = Polarity.LOWER if less else Polarity.HIGHER
    strict = Aim(limit, strict=True, implied=implied)
    loose = Aim(limit, strict=False, implied=implied)
    assert rate(limit, strict).rag is Rag.AMBER
    assert rate(limit, loose).rag is Rag.GREEN


@settings(max_examples=300, deadline=None)
@given(numbers, st.floats(0, 100), st.data(), units)
def test_a_band_is_symmetrical_and_closer_is_never_worse(
    low: float, width: float, data: st.DataObject, unit: str | None
) -> None:
    high = low + width
    out = st.floats(0, 200)
    near_by, far = sorted((data.draw(out), data.draw(out)))
    aim = Aim(low=low, high=high)
    close, distant = rate(high + near_by, aim, unit=unit), rate(high + far, aim, unit=unit)
    assert close.rag is not None
    assert distant.rag is not None
    assert ORDER[close.rag] >= ORDER[distant.rag]
    mirrored = Aim(low=-high, high=-low)
    assert rate(-high - near_by, mirrored, unit=unit).rag is close.rag


anything = st.one_of(
    st.none(),
    st.floats(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.just(10**400),
)


@settings(max_examples=500, deadline=None)
@given(
    anything,
    anything,
    st.sampled_from([None, *Polarity]),
    st.one_of(units, st.text(max_size=8)),
    st.one_of(tolerances, st.text(max_size=8), st.floats()),
    st.builds(
        Facts,
        previous=st.one_of(st.none(), st.floats()),
        amber_at=st.one_of(st.none(), st.floats()),
        scale=st.one_of(st.none(), st.tuples(st.floats(), st.floats())),
        population=st.one_of(st.none(), st.floats()),
        exposure=st.floats(),
        base=st.one_of(st.none(), st.floats()),
    ),
    st.builds(
        Aim,
        target=st.one_of(st.none(), st.floats()),
        low=st.one_of(st.none(), st.floats()),
        high=st.one_of(st.none(), st.floats()),
        strict=st.booleans(),
        implied=st.sampled_from([None, *Polarity]),
        quantum=st.one_of(st.none(), st.floats()),
        text=st.text(max_size=5),
    ),
)
def test_no_input_raises_anything_but_a_rule_error(
    value: object,
    target: object,
    polarity: Polarity | None,
    unit: str | None,
    tolerance: str | float | None,
    facts: Facts,
    aim: Aim,
) -> None:
    for aimed in (target, aim):
        try:
            rating = rate(
                value,  # type: ignore[arg-type]
                aimed,  # type: ignore[arg-type]
                polarity=polarity,
                unit=unit,
                tolerance=tolerance,
                facts=facts,
            )
        except RuleError:
            continue
        assert explain(rating)
        assert (rating.rag is None) == bool(rating.reason)
        assert rating.margin is None or not math.isnan(rating.margin)


@given(st.floats(0, 100), st.floats(0, 100))
def test_percent_and_fraction_say_the_same(value: float, target: float) -> None:
    assume(all(abs(abs(value - target) - m) > 1e-6 for m in (0.0, 0.5, 5.0, target / 10)))
    assume(target > 0)
    one = rate(value, target, polarity=Polarity.HIGHER, unit="percent")
    other = rate(value / 100, target / 100, polarity=Polarity.HIGHER, unit="fraction")
    assert one.rag is other.rag


BY_CHANCE_OR_BLUE = {
    "percent": 'amber = "not significant"',
    "per_100k": 'amber = "inside the funnel"',
    "count": 'amber = "10%"\ngreen = "2%"\nblue = "5%"',
    "fraction": 'amber = "5pp"\nwithin_chance = true\nblue = "10%"',
    "days": 'green = "10%"\namber = "no worse than last year"\nblue = { least = 2 }',
    "budget": 'amber = { share = "5%", most = 1000 }\nblue = { share = "5%", most = 1000 }',
}


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(list(BY_CHANCE_OR_BLUE)), polarities)
def test_a_better_value_is_never_worse_by_chance_or_in_blue(
    data: st.DataObject, unit: str, polarity: Polarity
) -> None:
    text = f'schema = 1\n[[rule]]\nid = "x"\nunits = ["{unit}"]\n{BY_CHANCE_OR_BLUE[unit]}\n'
    target = data.draw(st.sampled_from([0.62, 6.0, 12.0, 66.0, 80.0, 1000.0]))
    rule = parse_rules(text).rule_for(parse_unit(unit), Aim(target))
    facts = Facts(previous=target * 0.9, population=41_000.0, base=412.0)
    values = sorted(data.draw(st.lists(near(target), min_size=2, max_size=2)))
    found = [
        rate(value, target, polarity=polarity, unit=unit, rule=rule, facts=facts)
        for value in (values if polarity is Polarity.HIGHER else reversed(values))
    ]
    ranks = [WITH_BLUE[rating.rag] for rating in found if rating.rag is not None]
    assert ranks == sorted(ranks), [explain(rating) for rating in found]
