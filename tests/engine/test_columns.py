"""The vectorised path gives what ``rate`` gives, row by row, to the last case."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlscorecard.engine.columns import Columns, rate_columns, sentences
from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import Aim, Facts, Measured, RuleError
from xlscorecard.engine.rules import RuleSet, default_rules, parse_rules
from xlscorecard.engine.significance import chance_steps
from xlscorecard.model.scorecard import Polarity, Rag

HAVERING_AND_RATIO = parse_rules(
    """
schema = 1
[[rule]]
id = "days"
units = ["days"]
amber = { share = "10%", reciprocal = true }
[[rule]]
id = "rates"
units = ["rate"]
green = "5%"
amber = "no worse than last year"
[[rule]]
id = "money"
units = ["money"]
amber = "any miss"
[[rule]]
id = "fractions"
units = ["fraction", "other"]
amber = { share = "10%", tiny = true }
[[rule]]
id = "two cuts"
units = ["score"]
green = "2%"
amber = { share = "10%", most = 3 }
"""
)

CHANCE_AND_BLUE = parse_rules(
    """
schema = 1
[[rule]]
id = "significant"
units = ["rate"]
amber = "not significant"
[[rule]]
id = "funnel"
units = ["percent"]
amber = "inside the funnel"
[[rule]]
id = "cuts and blue"
units = ["fraction", "count"]
amber = "10%"
green = "2%"
blue = "5%"
within_chance = true
[[rule]]
id = "both ways"
units = ["budget"]
amber = { share = "5%", most = 1000 }
blue = { share = "5%", most = 1000 }
[[rule]]
id = "days"
units = ["days"]
green = "10%"
amber = "no worse than last year"
blue = { least = 2 }
"""
)
RULES = {"default": default_rules(), "own": HAVERING_AND_RATIO, "chance": CHANCE_AND_BLUE}

number = st.one_of(
    st.sampled_from([0.0, -0.0, 1.0, 3.0, 14.0, 19.0, 20.0, 62.0, 80.0, 79.9, 0.62, 99.0, 1e-9]),
    st.floats(-1e6, 1e6),
    st.integers(-50, 50).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
)
missing = st.sampled_from([math.nan, math.inf])
LIMITS = {
    "": (False, None),
    "<": (True, Polarity.LOWER),
    "<=": (False, Polarity.LOWER),
    ">": (True, Polarity.HIGHER),
    ">=": (False, Polarity.HIGHER),
}


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    target = draw(st.one_of(number, missing))
    near = st.floats(0.85, 1.15).map(lambda f: f * target)
    band = draw(st.booleans())
    low = draw(number) if band else math.nan
    high = low + draw(st.floats(0, 10)) if band else math.nan
    return {
        "value": draw(st.one_of(number, near, st.just(target), missing)),
        "target": target,
        "polarity": draw(st.sampled_from([None, *Polarity])),
        "unit": draw(st.sampled_from([None, *(kind.value for kind in Measured)])),
        "tolerance": draw(st.sampled_from([None, 0.05, "5pp", "10%", "none", "0.5pp", "100%"])),
        "low": low,
        "high": high,
        "limit": draw(st.sampled_from(list(LIMITS))),
        "quantum": draw(st.sampled_from([math.nan, 0.1, 1.0, 0.01])),
        "amber_at": draw(st.one_of(st.just(math.nan), number)),
        "previous": draw(st.one_of(st.just(math.nan), number)),
        "scale": draw(st.sampled_from([None, (0.0, 24.0), (0.0, 12.0)])),
        "population": draw(st.sampled_from([math.nan, 0.0, -5.0, 900.0, 41_000.0, 4e5, 1e13])),
        "per": draw(st.sampled_from([1e5, 1e4, 1e3])),
        "exposure": draw(st.sampled_from([1.0, 0.25, 0.0])),
        "base": draw(st.sampled_from([math.nan, 0.0, 1.0, 50.0, 412.0, 2e12])),
    }


def by_scalar(row: dict[str, object], rules: RuleSet) -> tuple[Rag | None, str, float]:
    low, high = row["low"], row["high"]
    assert isinstance(low, float)
    assert isinstance(high, float)
    strict, implied = LIMITS[str(row["limit"])]
    band = not math.isnan(low)
    quantum = known(row["quantum"])
    aim = (
        Aim(low=low, high=high, implied=Polarity.BAND, quantum=quantum)
        if band
        else Aim(known(row["target"]), strict=strict, implied=implied, quantum=quantum)
    )
    facts = Facts(
        previous=known(row["previous"]),
        amber_at=known(row["amber_at"]),
        scale=row["scale"],  # type: ignore[arg-type]
        population=known(row["population"]),
        per=known(row["per"]) or 0.0,
        exposure=known(row["exposure"]) or 0.0,
        base=known(row["base"]),
    )
    rule = None
    if row["tolerance"] is None and (facts.amber_at is None or band):
        rule = rules.rule_for(Measured(str(row["unit"] or "other")), aim)
    rating = rate(
        known(row["value"]),
        aim,
        polarity=row["polarity"],  # type: ignore[arg-type]
        unit=row["unit"],  # type: ignore[arg-type]
        tolerance=row["tolerance"],  # type: ignore[arg-type]
        facts=facts,
        rule=rule,
    )
    if rating.rag is None:
        return None, "none", math.nan
    assert rating.margin is not None
    return rating.rag, rating.rule, rating.margin


def known(number: object) -> float | None:
    assert isinstance(number, float)
    return None if math.isnan(number) else number


def columns_of(data: list[dict[str, object]]) -> Columns:
    def column(name: str) -> list[object]:
        return [row[name] for row in data]

    scales = [row["scale"] or (math.nan, math.nan) for row in data]
    return Columns(
        np.array(column("value"), dtype=float),
        np.array(column("target"), dtype=float),
        polarity=column("polarity"),
        unit=column("unit"),
        tolerance=column("tolerance"),
        low=np.array(column("low"), dtype=float),
        high=np.array(column("high"), dtype=float),
        limit=column("limit"),
        quantum=np.array(column("quantum"), dtype=float),
        amber_at=np.array(column("amber_at"), dtype=float),
        previous=np.array(column("previous"), dtype=float),
        scale_low=np.array([s[0] for s in scales], dtype=float),  # type: ignore[index]
        scale_high=np.array([s[1] for s in scales], dtype=float),  # type: ignore[index]
        population=np.array(column("population"), dtype=float),
        per=np.array(column("per"), dtype=float),
        exposure=np.array(column("exposure"), dtype=float),
        base=np.array(column("base"), dtype=float),
    )


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
@settings(max_examples=150, deadline=None)
@given(data=st.lists(rows(), min_size=1, max_size=30))
def test_columns_rate_as_single_calls_do(rules: RuleSet, data: list[dict[str, object]]) -> None:
    rated = rate_columns(columns_of(data), rules)
    for place, row in enumerate(data):
        rag, rule, margin = by_scalar(row, rules)
        assert rated.rag(place) is rag, row
        assert rated.rule(place) == rule, row
        got = float(rated.margins[place])
        assert got == margin or (math.isnan(got) and math.isnan(margin)), row
        again = rated.rating(place)
        assert again.rag is rag, row


def edge_rows(rules: RuleSet) -> list[dict[str, object]]:
    """Figures on, just inside and just outside every boundary of every rule."""
    lows, highs = chance_steps(0.025)
    targets = [0.0, 0.05, 0.5, 1.0, 2.0, 5.5, 6.0, 14.0, 19.5, 20.0, 80.0, -7.0, 250_000.0]
    targets += [lows[3], highs[2]]
    blank: dict[str, object] = dict.fromkeys(("low", "high", "amber_at", "previous"), math.nan)
    blank |= {"quantum": math.nan, "limit": "", "tolerance": None, "scale": None}
    blank |= {"population": math.nan, "per": 1e5, "exposure": 1.0, "base": math.nan}
    rows: list[dict[str, object]] = []
    for kind, target, polarity in product(Measured, targets, (Polarity.HIGHER, Polarity.LOWER)):
        for more in (
            {},
            {"quantum": 1.0},
            {"quantum": 0.1, "limit": "<=" if polarity is Polarity.LOWER else ">="},
            {"limit": "<" if polarity is Polarity.LOWER else ">"},
            {"tolerance": "5pp"},
            {"tolerance": "10%"},
            {"tolerance": "none"},
            {"scale": (0.0, 24.0)},
            {"population": 300_000.0, "exposure": 0.25, "base": 278.0},
            {"amber_at": target - 3 if polarity is Polarity.HIGHER else target + 3},
        ):
            row = blank | {"target": target, "polarity": polarity, "unit": kind.value} | more
            margin = by_scalar(row | {"value": target, "previous": target}, rules)[2]
            quantum = row["quantum"] if isinstance(row["quantum"], float) else math.nan
            step = 0.5 * (quantum if quantum > 0 else 1.0)
            worse = -1 if polarity is Polarity.HIGHER else 1
            reach = margin if math.isfinite(margin) else 1.0
            beyond = -0.05 * abs(target)
            for gap in (
                0,
                reach,
                reach * 1.001 + 1e-6,
                reach * 0.999,
                step,
                step * (1 + 1e-10),
                beyond,
                beyond * 0.999,
                -1,
                -2,
            ):
                value = target + worse * gap
                rows.append(row | {"value": value, "previous": value})
                rows.append(row | {"value": value, "previous": value - 1})
    for low, high in ((5.0, 9.0), (-9.0, -5.0), (1.0, 1.0)):
        for kind, tolerance, gap in product(
            Measured, (None, "10%", "5pp"), (0.0, 0.1, 0.5, 0.9, 2.0, 2.001, 5.0, 5.001)
        ):
            band = blank | {"low": low, "high": high, "target": 3.0, "unit": kind.value}
            band |= {"tolerance": tolerance, "polarity": None}
            rows += [band | {"value": high + gap}, band | {"value": low - gap}]
    return rows


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_columns_rate_as_single_calls_do_on_every_boundary(rules: RuleSet) -> None:
    data = edge_rows(rules)
    rated = rate_columns(columns_of(data), rules)
    for place, row in enumerate(data):
        rag, rule, margin = by_scalar(row, rules)
        got = float(rated.margins[place])
        assert (rated.rag(place), rated.rule(place)) == (rag, rule), row
        assert got == margin or (math.isnan(got) and math.isnan(margin)), row


def test_a_frame_has_words_and_numbers() -> None:
    frame = rate_columns(
        Columns(pd.Series([77.4, 60.0, None, 81.0]), 80, polarity="higher", unit="percent")
    ).to_frame()
    assert frame["rag"].astype(object).where(frame["rag"].notna(), None).tolist() == [
        "amber", "red", None, "green",
    ]  # fmt: skip
    assert frame["margin"].fillna(-1).tolist() == [5.0, 5.0, -1, 5.0]
    assert frame["rule"].iloc[0] == "default.percent"


def test_sentences_come_on_request() -> None:
    rated = rate_columns(Columns([77.4], [80.0], polarity="higher", unit="percent"))
    assert sentences(rated, [0]) == [
        "Amber: 77.4% is 2.6 points below the target of 80%; margin 5 points"
    ]


def test_unknown_words_are_refused_with_their_names() -> None:
    with pytest.raises(RuleError, match="'furlongs' is not a unit"):
        rate_columns(Columns([1.0], [1.0], unit=["furlongs"]))
    with pytest.raises(RuleError, match="'5 sheep' is not a tolerance"):
        rate_columns(Columns([1.0], [1.0], tolerance=["5 sheep"]))
    with pytest.raises(ValueError, match="different lengths"):
        rate_columns(Columns([1.0, 2.0], [1.0, 2.0, 3.0]))
