"""Whatever is put in, the engine answers or raises an error that it documents (issue 4)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xlscorecard.engine import quartile, rollup, significance, spc, trend
from xlscorecard.engine.columns import Columns, rate_columns
from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import Facts, Measured, RuleError
from xlscorecard.engine.rules import parse_rules
from xlscorecard.engine.sentence import explain
from xlscorecard.engine.tolerance import parse_tolerance
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Polarity, Rag

figures = st.one_of(
    st.floats(),
    st.integers(-30, 120),
    st.sampled_from([None, 10**400, -(10**400), 5e-324, 1e308, "62", "62%", "n/a", "", b"x"]),
    st.sampled_from([Decimal("NaN"), Decimal("sNaN"), Decimal("1E+400"), Decimal("0.1"), True]),
    st.sampled_from([object(), [], (), {}, [1, 2]]),
)
words = st.one_of(
    st.sampled_from([None, *Polarity, "higher", "LOWER ", "", "sideways", *Measured, "furlongs"]),
    st.text(max_size=4),
)
floats = st.floats()
kinds = st.sampled_from(Measured)
polarities = st.sampled_from([None, *Polarity, "higher", "lower"])


@settings(max_examples=300, deadline=None)
@given(figures, figures, words, words, figures)
@example(77, 80, "higher", "percent", None)
def test_single_ratings(value: Any, target: Any, polarity: Any, unit: Any, tolerance: Any) -> None:
    with suppress(RuleError):
        rating = rate(value, target, polarity=polarity, unit=unit, tolerance=tolerance)
        assert explain(rating)


@settings(max_examples=300, deadline=None)
@given(
    floats, floats, floats, floats, floats, floats, floats, polarities, st.sampled_from(Measured)
)
def test_facts(
    value: float,
    target: float,
    previous: float,
    floor: float,
    population: float,
    base: float,
    scale: float,
    polarity: Any,
    unit: Measured,
) -> None:
    facts = Facts(previous, floor, (0.0, scale), population, base=base, exposure=0.25)
    assert explain(rate(value, target, polarity=polarity, unit=unit, facts=facts))
    without = Facts(previous, None, (0.0, scale), population, base=base, exposure=0.25)
    assert explain(rate(value, target, polarity=polarity, unit=unit, facts=without))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(figures, figures, words), min_size=1, max_size=5))
def test_whole_columns(rows: list[tuple[Any, Any, Any]]) -> None:
    values, targets, ways = ([row[place] for row in rows] for place in range(3))
    try:
        rated = rate_columns(Columns(values, targets, polarity=ways, unit="percent"))
    except RuleError:
        return
    for place, (value, target, way) in enumerate(rows):
        assert rated.rag(place) is rate(value, target, polarity=way, unit="percent").rag


def test_a_word_is_as_good_as_the_polarity_and_an_unknown_one_is_refused() -> None:
    assert rate(77, 80, polarity="higher", unit="percent").rag is Rag.AMBER
    assert rate(77, 80, polarity="lower", unit="percent").rag is Rag.GREEN
    assert trend.two_points(5, 4, "higher").trend == "improving"  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="'sideways' is not a polarity; known are higher, lower"):
        rate(77, 80, polarity="sideways")


series = st.lists(st.one_of(floats, st.none(), st.integers(0, 9).map(float)), max_size=20)


@settings(max_examples=200, deadline=None)
@given(series, polarities, floats)
def test_series(values: Sequence[Any], polarity: Any, target: float) -> None:
    chart = spc.read_chart(values, polarity, target)
    assert chart.points or chart.reason
    assert trend.monotone_trend(values, polarity).reason
    assert isinstance(quartile.find_quartile(values, target, polarity).reason, str)


@settings(max_examples=200, deadline=None)
@given(floats, floats, floats, floats, polarities)
def test_intervals_and_surveys(a: float, b: float, c: float, d: float, polarity: Any) -> None:
    found = trend.survey_change(a, b, polarity, (c, d))
    assert found.reason or found.trend is not None
    assert found.trend is None or (0 <= a <= 100 and 0 <= b <= 100)
    assert trend.two_points(a, b, polarity, band=(c, d)) is not None
    with suppress(ValueError):
        low, high = significance.wilson(a, b)
        assert 0 <= low <= high <= 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([None, *Rag]), max_size=30), st.lists(floats, max_size=30))
def test_roll_ups(rags: list[Rag | None], weights: list[float]) -> None:
    counts = rollup.count_rags(rags)
    assert counts.rated + counts.left_out == len(rags)
    assert counts.rated == 0 or sum(counts.percentages.values()) == 100
    assert rollup.overall_worst(rags).sentence
    assert rollup.overall_most(rags).sentence
    with suppress(ValueError):
        assert rollup.overall_weighted(rags, weights).sentence


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=30), floats, st.integers(), figures))
def test_tolerances(tolerance: Any) -> None:
    with suppress(RuleError):
        margin = parse_tolerance(tolerance)
        assert margin is None or margin.share >= 0


KEYS = st.sampled_from(
    ["schema", "extends", "basis", "trend", "rule", "measure", "risk", "quartile", "actions", "id",
     "units", "target", "amber", "green", "blue", "match", "polarity", "profile", "scale", "bands",
     "matrix", "colours", "percent", "ask", "break", "at"]
)  # fmt: skip
VALUES = st.sampled_from(
    ["1", '"10%"', '"5pp"', '"percent"', "[1, 2]", "true", "nan", "-inf", "{ share = \"10%\" }",
     '["red"]', '[["red"]]', '"higher"', '"straight"', "[]", "{}", "2024-01-01", '""']
)  # fmt: skip
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(" = ".join),
    KEYS.map("[{}]".format),
    KEYS.map("[[{}]]".format),
    st.text(max_size=8),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=8))
@example(["[extends]"])
@example(["[actions]", 'on_track = "percent"'])
@example(["[[break]]", 'at = "2024/25"', "measures = [{}]"])
def test_rule_files(lines: list[str]) -> None:
    with suppress(CannotRead):
        assert parse_rules("schema = 1\n" + "\n".join(lines), "ours.toml").entries
