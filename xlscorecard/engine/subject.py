"""A record with all that is known of it: figures, settings, the national measure, facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from xlscorecard.engine.figures import FLOOR, Figures, find_earlier, period_key, plain_number
from xlscorecard.engine.rating import Facts
from xlscorecard.engine.ruleset import MeasureRule, RuleSet
from xlscorecard.model.scorecard import Comparator, Observation, Polarity, Record, Role, Unit
from xlscorecard.values.catalogue import CatalogueMeasure, catalogue

_PER = {Unit.PER_100K: 100_000.0, Unit.PER_10K: 10_000.0, Unit.PER_1K: 1_000.0}
# "Red: <81%": amber begins at 81%.
_RED = re.compile(r"red(?: (?:threshold|trigger|if|when|range))?", re.IGNORECASE)
_STRICT = (Comparator.LESS, Comparator.MORE)
_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FOOTNOTE = re.compile(r"(?<=[\d%km])\s*[*†‡^]+$")
_BARE = re.compile(r"[\d.,<>≤≥=+\s–-]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """A record with all that is known of it: its picked figures, what the council has set
    for it, and the national measure that it is."""

    record: Record
    figures: Figures
    own: MeasureRule | None = None
    measure: CatalogueMeasure | None = None


def own_rule_of(record: Record, figures: Figures, rules: RuleSet) -> MeasureRule | None:
    """What the council has set for this measure, the first that fits."""
    period = None if figures.actual is None else figures.actual.period
    for rule in rules.measures:
        if rule.fits(record.ref, record.title, record.catalogue, period):
            return rule
    return None


def catalogue_of(record: Record) -> CatalogueMeasure | None:
    """The national measure that a record is."""
    if record.catalogue is None:
        return None
    return next((m for m in catalogue() if m.key == record.catalogue), None)


def polarity_of(subject: Subject, rules: RuleSet) -> tuple[Polarity | None, str]:
    """The polarity, or what could be offered in its place."""
    record, own, measure = subject.record, subject.own, subject.measure
    if own is not None and own.polarity is not None:
        return own.polarity, ""
    if record.polarity is not None:
        return record.polarity, ""
    if measure is None or measure.polarity is None:
        return None, ""
    if rules.use_catalogue_polarity:
        return measure.polarity, ""
    good = {Polarity.HIGHER: "high is good", Polarity.LOWER: "low is good"}
    if measure.polarity not in good:
        return None, ""
    return None, f" (for the national measure {measure.code}, {good[measure.polarity]})"


def facts_of(subject: Subject) -> Facts:
    """What else is known of the measure: scale, floor, last year, population, base."""
    record, figures = subject.record, subject.figures
    own, measure = subject.own, subject.measure
    scale = None
    if measure is not None and measure.range_min is not None and measure.range_max is not None:
        scale = float(measure.range_min), float(measure.range_max)
    floor = _floor_of(record, figures)
    facts = Facts(
        previous=_same_period_last_year(record, figures),
        amber_at=floor,
        scale=scale if figures.unit is Unit.SCORE else None,
        per=_PER.get(figures.unit, 100_000.0) if figures.unit is not None else 100_000.0,
    )
    if own is None:
        return facts
    return replace(
        facts,
        amber_at=own.amber_at if own.amber_at is not None else floor,
        scale=own.scale or facts.scale,
        population=own.population,
        base=own.base,
        exposure=exposure_of(figures),
    )


def exposure_of(figures: Figures) -> float:
    """The share of the year that was watched: a forecast made at Q1 rests on a quarter."""
    key = period_key(figures.as_at)
    return 1.0 if key is None else key[1] / 12


def _floor_of(record: Record, figures: Figures) -> float | None:
    """The measure's own floor standard or amber value, from a column of its own."""
    found = [
        number
        for o in record.observations
        if o is not figures.target
        and o.role in {Role.TARGET, Role.OTHER}
        and FLOOR.search(o.column)
        and (number := plain_number(o)) is not None
    ]
    if not found:
        found = [float(o.quantity.value) for o in record.observations
                 if o.quantity.value is not None and _RED.fullmatch(o.column.strip())
                 and o.quantity.comparator in _STRICT]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _same_period_last_year(record: Record, figures: Figures) -> float | None:
    if figures.actual is None:
        return None
    earlier = find_earlier(record, figures.actual, figures.as_at)
    if earlier is None:
        return None
    now, then = period_key(figures.as_at), period_key(earlier.period)
    if now is None or then is None:
        return plain_number(earlier) if earlier.role is Role.PREVIOUS else None
    shared = figures.unit not in {Unit.COUNT, Unit.GBP} and then[1] == 12
    same = then[0] == now[0] - 1 and (then[1] == now[1] or shared)
    return plain_number(earlier) if same else None


def as_printed(observation: Observation) -> str:
    """The printed value with its unit, where it is short; without the notes beside it. Empty
    where it must be said in full: two figures in a cell, or thousands that the heading names."""
    text = " ".join(observation.raw.split())
    first = _FOOTNOTE.sub("", text.split(" (")[0])
    # "100.87/14.3" holds two figures: which one is meant must be said by the number itself.
    one = len(_FIGURES.findall(first)) == 1 or observation.quantity.low is not None
    if not one or not 0 < len(first) <= 16:
        return ""
    return _with_unit(first, observation) if _BARE.fullmatch(first) else first


def _with_unit(text: str, observation: Observation) -> str:
    """A bare figure with the unit that its heading or title states."""
    quantity = observation.quantity
    if quantity.value is not None:
        shown = _FIGURES.search(text)
        if shown is None or abs(quantity.value) != Decimal(shown[0].replace(",", "")):
            return ""
    if quantity.unit is Unit.PERCENT:
        return f"{text}%"
    if quantity.unit is Unit.DAYS:
        return f"{text} day{'' if quantity.value == 1 else 's'}"
    if quantity.unit is Unit.GBP:
        return _FIGURES.sub(r"£\g<0>", text)
    return text


def unit_name(unit: Unit) -> str:
    """A unit in words: "per 100k", "pounds"."""
    return {Unit.GBP: "pounds", Unit.FTE: "full-time equivalents"}.get(
        unit, unit.value.replace("_", " ")
    )
