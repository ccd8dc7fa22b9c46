"""Thresholds that a paper prints beside each measure: floors, tolerances, red from here."""

from __future__ import annotations

import pytest

from tests.engine.papers import evaluate, measure, observe, scorecard
from xlscorecard.model.scorecard import Judgement, Observation, Rag, Role

G, A, R = Rag.GREEN, Rag.AMBER, Rag.RED


def judge(value: str, *beside: Observation, polarity: str = "H") -> Judgement:
    target = observe(Role.TARGET, "80%" if "%" in value else "80", column="Target")
    record = measure("Calls", target, *beside, observe(Role.ACTUAL, value), polarity=polarity)
    return evaluate(scorecard(record))[0]


@pytest.mark.parametrize(
    "heading", ["Minimum standard", "Minimum", "Floor", "Lower threshold", "Amber target"]
)
@pytest.mark.parametrize("role", [Role.TARGET, Role.OTHER])
def test_a_second_lower_target_is_where_amber_ends(heading: str, role: Role) -> None:
    floor = observe(role, "60%", column=heading)
    found = [judge(value, floor) for value in ("80%", "79%", "60%", "59%")]
    assert [judgement.rag for judgement in found] == [G, A, A, R]
    assert {judgement.rule for judgement in found} == {"thresholds"}


def test_a_minimum_alone_is_the_target() -> None:
    alone = measure(
        "Calls", observe(Role.TARGET, "60%", column="Minimum"), observe(Role.ACTUAL, "61%")
    )
    assert evaluate(scorecard(alone))[0].rag is G


def test_a_stretch_target_rates_nothing() -> None:
    stretch = observe(Role.TARGET, "95%", column="Stretch target")
    assert [judge(value, stretch).rag for value in ("80%", "70%")] == [G, R]


@pytest.mark.parametrize(("polarity", "red", "amber"), [("H", "<72", "72"), ("L", ">88", "88")])
def test_red_that_begins_in_a_column_of_its_own(polarity: str, red: str, amber: str) -> None:
    column = observe(Role.OTHER, red, column="Red")
    worse = "71.9" if polarity == "H" else "88.1"
    found = [judge(value, column, polarity=polarity).rag for value in ("80", amber, worse)]
    assert found == [G, A, R]


@pytest.mark.parametrize(
    ("heading", "raw", "colours"),
    [
        ("Tolerance", "5%", [G, A, R]),  # from 76 on
        ("Tolerance (%)", "5", [G, A, R]),
        ("Tolerance (pp)", "4", [G, A, R]),
        ("Tolerance", "0.05", [G, A, R]),
        # Per cent, points or an amount?
        ("Tolerance", "1", [None, None, None]),
        ("Tolerance (+/-)", "5", [None, None, None]),
    ],
)
def test_a_tolerance_in_a_column_of_its_own(
    heading: str, raw: str, colours: list[Rag | None]
) -> None:
    tolerance = observe(Role.OTHER, raw, column=heading)
    found = [judge(value, tolerance) for value in ("80%", "76%", "75.9%")]
    assert [judgement.rag for judgement in found] == colours
    if None in colours:
        assert "may be per cent of the target, points or an amount" in found[0].why
