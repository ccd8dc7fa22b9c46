"""What the engine says of each record of a scorecard, beside what the paper prints."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from xlscorecard.engine.figures import (
    Figures,
    find_earlier,
    find_figures,
    find_named_year,
    find_place,
    period_key,
    plain_number,
)
from xlscorecard.engine.footing import Footing, Subject, bring_to_date, is_forecast
from xlscorecard.engine.paper_key import rule_of_key
from xlscorecard.engine.quartile import parse_quartile, quartile_trend_or_value
from xlscorecard.engine.rag import SMALL_COUNT, parse_tolerance, rate
from xlscorecard.engine.rating import (
    Aim,
    Basis,
    Facts,
    Measured,
    Rating,
    Rule,
    RuleError,
    aim_of,
    parse_unit,
)
from xlscorecard.engine.rules import default_rules
from xlscorecard.engine.ruleset import MeasureRule, RuleSet
from xlscorecard.engine.sentence import format_figure, format_number
from xlscorecard.engine.trend import (
    TrendResult,
    count_change,
    direction_of_judgement,
    two_points,
)
from xlscorecard.model.scorecard import (
    Judgement,
    Kind,
    Observation,
    Polarity,
    Rag,
    Record,
    Role,
    Scorecard,
    Trend,
    TrendMeans,
    Unit,
)
from xlscorecard.values.catalogue import CatalogueMeasure, catalogue
from xlscorecard.values.period import year_of

# The note of a trend that was told by quartiles.
RANK = "rank"
_PER = {Unit.PER_100K: 100_000.0, Unit.PER_10K: 10_000.0, Unit.PER_1K: 1_000.0}
_FLOOR = re.compile(
    r"\bfloor\b|\bminimum standard\b|\bamber\b(?!.*green)|\bred (?:threshold|trigger|if)\b|"
    r"\blower threshold\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TOLERANCE = re.compile(r"\btolerance\b", re.IGNORECASE)
# "Improve on 16/17" is not met by the same figure; "Maintain 16/17" is.
_STRICTLY = re.compile(r"(?:improve|increase|reduc|decrease|better|exceed|beat)", re.IGNORECASE)
_NO_NUMBERS = {
    Kind.PRIORITY: "progress on a priority is a judgement of officers; it is not computed",
    Kind.RISK: "no likelihood and impact are printed to compute a risk rating from",
    Kind.ACTION: "an action is judged by its owner; no dated progress is printed",
    Kind.RATING: "a self-rating is a judgement; it is not computed",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for every record of a scorecard: the rules, the key's rule, the date."""

    rules: RuleSet
    key: Rule | None
    reporting_period: str | None


def evaluate(scorecard: Scorecard, rules: RuleSet | None = None) -> tuple[Judgement, ...]:
    """One judgement per record, in order. Never raises for anything that a paper may hold:
    what cannot be rated has no RAG and says why."""
    context = Context(
        rules or default_rules(), rule_of_key(scorecard.key), scorecard.paper.reporting_period
    )
    return tuple(judge_record(record, context) for record in scorecard.records)


def judge_record(record: Record, context: Context) -> Judgement:
    """RAG and trend of one record, each with its reason."""
    rating = rate_record(record, context)
    trend = trend_of_record(record, context)
    printed = printed_rag(record, context)
    agrees = None if rating.rag is None or printed is None else rating.rag is printed
    return Judgement(
        rag=rating.rag,
        rule=rating.rule if rating.rag is not None else None,
        why=rating.sentence,
        agrees=agrees,
        trend=trend.trend,
        trend_why=trend.reason,
        basis=rating.basis.value if rating.rag is not None else None,
        margin=None if rating.margin is None or math.isinf(rating.margin) else rating.margin,
    )


def printed_rag(record: Record, context: Context) -> Rag | None:
    """The RAG as printed: of the record, else of the figure that is rated."""
    if record.rag is not None:
        return record.rag
    actual = find_figures(record, context.reporting_period).actual
    return None if actual is None else actual.rag


def rate_record(record: Record, context: Context) -> Rating:
    """The computed RAG of one record."""
    if record.kind is not Kind.MEASURE:
        return Rating(None, "none", reason=_NO_NUMBERS[record.kind])
    budget = _rate_budget(record, context)
    if budget is not None:
        return budget
    subject, footing = find_footing(record, context)
    if footing is None or footing.reason:
        reason = subject.figures.reason if footing is None else footing.reason
        return Rating(None, "none", reason=reason)
    kind = parse_unit(subject.figures.unit)
    rule, unreadable = _choose_rule(subject, footing.aim, kind, context)
    if unreadable:
        return Rating(None, "none", reason=unreadable)
    rating = rate_on_footing(subject, footing, rule, context.rules)
    if footing.other is None or rating.rag is None:
        return rating
    other = rate_on_footing(subject, footing.other, rule, context.rules)
    return _if_both_agree(rating, other)


def _if_both_agree(whole: Rating, to_date: Rating) -> Rating:
    """A target that may be for the year or for the period: rated when both say the same."""
    if whole.rag is to_date.rag:
        note = "the same whether the target is for the whole year or to the date"
        return replace(whole, notes=(*whole.notes, note))
    colours = [str(rating.rag or "not rated") for rating in (whole, to_date)]
    reason = (
        f"the target may be for the whole year or to the date: {colours[0]} as it stands, "
        f"{colours[1]} in equal parts to the date; state a profile in the rules"
    )
    return Rating(None, "none", reason=reason)


def find_footing(record: Record, context: Context) -> tuple[Subject, Footing | None]:
    """The figure and its aim on the same footing; None where there is no figure."""
    figures = find_figures(record, context.reporting_period)
    subject = Subject(
        record, figures, _own_rule(record, figures, context.rules), _catalogue_of(record)
    )
    if figures.actual is None:
        return subject, None
    footing = _find_aim(subject)
    if not footing.reason and footing.basis is Basis.ACTUAL:
        footing = replace(footing, reason=_units_differ(figures))
    if not footing.reason:
        footing = bring_to_date(subject, footing, context.rules)
    return subject, footing


def rate_on_footing(
    subject: Subject, footing: Footing, rule: Rule | None, rules: RuleSet
) -> Rating:
    """Rate a figure that has been put on its target's footing, by one rule."""
    kind = parse_unit(subject.figures.unit)
    polarity, doubt = _polarity(subject, rules)
    facts = _facts(subject)
    rating = rate(
        plain_number(footing.observation),
        footing.aim,
        polarity=polarity,
        unit=kind,
        facts=facts,
        rule=rule,
        basis=footing.basis,
        value_text=_as_printed(footing.observation),
    )
    if rating.rag is None:
        return replace(rating, reason=rating.reason + doubt) if polarity is None else rating
    if rating.rag is Rag.RED and kind is Measured.RATE and facts.population is None:
        rating = _excused_by_chance(rating, _exposure(subject.figures), facts, rules)
    return replace(rating, notes=(*rating.notes, *footing.notes))


def _choose_rule(
    subject: Subject, aim: Aim, kind: Measured, context: Context
) -> tuple[Rule | None, str]:
    """The measure's own rule, the key's, the council's, the default; or why none can be read."""
    own = subject.own
    if own is not None and own.amber is not None:
        return Rule("measure", own.amber, words="set for this measure"), ""
    for observation in subject.record.observations:
        if _TOLERANCE.search(observation.column) and observation.raw.strip():
            try:
                margin = parse_tolerance(observation.raw)
            except RuleError as error:
                return None, f"the measure's own tolerance cannot be read: {error}"
            if margin is not None:
                return Rule("tolerance_column", margin, words="the paper's tolerance column"), ""
    if context.key is not None and not aim.band:
        return context.key, ""
    return context.rules.rule_for(kind, aim), ""


def _as_printed(observation: Observation) -> str:
    """The printed value where it is short, without the notes that stand beside it."""
    text = " ".join(observation.raw.split())
    first = text.split(" (")[0]
    # "100.87/14.3" holds two figures: which one is meant must be said by the number itself.
    one = len(_FIGURES.findall(first)) == 1 or observation.quantity.low is not None
    return first if one and 0 < len(first) <= 16 else ""


def _own_rule(record: Record, figures: Figures, rules: RuleSet) -> MeasureRule | None:
    period = None if figures.actual is None else figures.actual.period
    for rule in rules.measures:
        if rule.fits(record.ref, record.title, record.catalogue, period):
            return rule
    return None


def _find_aim(subject: Subject) -> Footing:
    """What is aimed for, and on which basis; or the reason why nothing is."""
    figures, own = subject.figures, subject.own
    assert figures.actual is not None  # noqa: S101
    none = Footing(figures.actual, Aim(), Basis.ACTUAL)
    if own is not None and own.target is not None:
        return replace(none, aim=Aim(own.target), notes=("target from the rule file",))
    if figures.target is None:
        return replace(none, reason=figures.reason)
    quantity = figures.target.quantity
    if not quantity.numeric and quantity.relative is not None:
        return _relative_aim(subject.record, figures, quantity.relative)
    aim = aim_of(quantity, _as_printed(figures.target))
    if aim is None:
        return replace(none, reason="the target holds no number")
    return replace(none, aim=aim)


def _relative_aim(record: Record, figures: Figures, words: str) -> Footing:
    """A target in words: the same period last year, or another place's figure."""
    assert figures.actual is not None  # noqa: S101
    words = " ".join(words.split())
    none = Footing(figures.actual, Aim(), Basis.ACTUAL)
    found = find_place(record, words)
    basis = Basis.ACTUAL
    if found is None:
        found = find_named_year(record, words, figures.actual)
        basis = Basis.LAST_YEAR
    number = None if found is None else plain_number(found)
    if found is None or number is None:
        return replace(none, reason=f"the target is '{words}', and no figure is printed for that")
    if basis is Basis.LAST_YEAR:
        now = period_key(figures.as_at) or period_key(figures.actual.period)
        then = period_key(found.period)
        counted = figures.unit in {Unit.COUNT, Unit.GBP}
        if counted and now is not None and then is not None and now[1] != then[1]:
            reason = f"'{words}' would hold a part of a year against {found.period}"
            return replace(none, reason=reason)
    quantum = found.quantity.quantum
    aim = Aim(
        number,
        strict=bool(_STRICTLY.match(words)),
        quantum=None if quantum is None else float(quantum),
        text=_as_printed(found),
    )
    where = found.period or " ".join(found.column.split())
    note = f"the target is '{words}', which is {where}"
    return Footing(figures.actual, aim, basis, (note,))


def _units_differ(figures: Figures) -> str:
    if figures.actual is None or figures.target is None:
        return ""
    mine, aimed = figures.actual.quantity.unit, figures.target.quantity.unit
    if mine is None or aimed is None or mine is aimed:
        return ""
    return f"the figure is in {_name(mine)} and the target in {_name(aimed)}"


def _name(unit: Unit) -> str:
    return {Unit.GBP: "pounds", Unit.FTE: "full-time equivalents"}.get(
        unit, unit.value.replace("_", " ")
    )


def _polarity(subject: Subject, rules: RuleSet) -> tuple[Polarity | None, str]:
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


def _catalogue_of(record: Record) -> CatalogueMeasure | None:
    if record.catalogue is None:
        return None
    return next((m for m in catalogue() if m.key == record.catalogue), None)


def _facts(subject: Subject) -> Facts:
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
        exposure=_exposure(figures),
    )


def _exposure(figures: Figures) -> float:
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
        and _FLOOR.search(o.column)
        and (number := plain_number(o)) is not None
    ]
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


def _excused_by_chance(rating: Rating, share: float, facts: Facts, rules: RuleSet) -> Rating:
    """A rate beyond its margin whose population the paper does not give: amber when chance
    would explain the miss in every council of up to the rule file's size. Says so."""
    limit = rules.basis.within_chance_population
    if not limit or rating.used is None or not rating.used.within_chance:
        return rating

    def excused(population: float) -> bool:
        assumed = replace(facts, population=population, exposure=share, assumed=True)
        again = rate(
            rating.value,
            rating.aim,
            polarity=rating.polarity,
            unit=rating.kind,
            facts=assumed,
            rule=rating.used,
        )
        return again.rag is Rag.AMBER

    if not excused(limit):
        return rating
    low, high = limit, limit * 1000
    while high - low > limit / 1000:
        middle = (low + high) / 2
        low, high = (middle, high) if excused(middle) else (low, middle)
    months = round(share * 12)
    note = (
        f"beyond the margin, but not more than chance explains in {months} months wherever "
        f"the rate is about fewer than {format_number(low // 1000 * 1000)} people "
        "(assumed: the paper gives no population)"
    )
    return replace(rating, rag=Rag.AMBER, notes=(*rating.notes, note))


def _rate_budget(record: Record, context: Context) -> Rating | None:
    """A line with a budget: the forecast or spend against it."""
    budgets = [o for o in record.observations if o.role is Role.BUDGET]
    budget = next((n for o in budgets if (n := plain_number(o)) is not None), None)
    if budget is None or any(
        o.role is Role.TARGET and o.quantity.numeric for o in record.observations
    ):
        return None
    spent = [
        o
        for role in (Role.FORECAST, Role.ACTUAL)
        for o in record.observations
        if o.role is role and plain_number(o) is not None
    ]
    if not spent:
        return Rating(None, "none", reason="there is a budget, but no spend or forecast")
    if any(o.quantity.unit not in {Unit.GBP, None} for o in (*budgets, *spent)):
        return Rating(None, "none", reason="the budget line is not in pounds throughout")
    if re.search(r"\bincome\b|\breceipts?\b|\bgrants?\b", record.title, re.IGNORECASE):
        return Rating(None, "none", reason="it is not said whether the line is spending or income")
    figure = spent[0]
    polarity = record.polarity or Polarity.LOWER
    aim = Aim(budget, text=_as_printed(budgets[0]))
    rule = context.rules.rule_for(Measured.BUDGET, aim)
    basis = Basis.FORECAST if figure.role is Role.FORECAST else Basis.ACTUAL
    rating = rate(
        plain_number(figure), Aim(budget), polarity=polarity, unit=Measured.BUDGET, rule=rule,
        basis=basis,
    )  # fmt: skip
    if rating.rag is None:
        return rating
    note = f"'{' '.join(figure.column.split())}' held against the whole budget"
    return replace(rating, notes=(*rating.notes, note))


def trend_of_record(record: Record, context: Context) -> TrendResult:
    """The computed trend of one record, or why there is none."""
    if record.kind is not Kind.MEASURE:
        return TrendResult(None, "a trend is computed for measures only")
    quartiles = [o for o in record.observations if o.role is Role.QUARTILE]
    years = {o.period for o in quartiles if o.period is not None}
    if len(years) >= 2 and record.trend_means in {TrendMeans.RANK, TrendMeans.UNKNOWN}:
        return _quartile_trend(record, quartiles, context.rules)
    figures = find_figures(record, context.reporting_period)
    if figures.actual is None:
        return TrendResult(None, figures.reason)
    actual = figures.actual
    if is_forecast(actual):
        # A forecast of the year's end is compared as the whole year that it stands for.
        figures = replace(figures, as_at=year_of(figures.as_at))
    earlier = find_earlier(record, actual, figures.as_at)
    if earlier is None:
        return TrendResult(None, "no comparison: no earlier figure is printed")
    stop = _not_comparable(record, figures, earlier, context.rules)
    if stop:
        return TrendResult(None, stop)
    return _two_point_trend(record, figures, earlier, context.rules)


def _quartile_trend(record: Record, quartiles: list[Observation], rules: RuleSet) -> TrendResult:
    dated = sorted(
        (o for o in quartiles if period_key(o.period) is not None),
        key=lambda o: period_key(o.period) or (0, 0),
    )
    before, now = dated[-2], dated[-1]
    stop = _broken(record, before.period, now.period, rules)
    if stop:
        return TrendResult(None, stop)
    places = parse_quartile(before.raw), parse_quartile(now.raw)
    values = tuple(
        next(
            (
                plain_number(o)
                for o in record.observations
                if o.role in {Role.ACTUAL, Role.COMPARATOR, Role.PREVIOUS} and o.period == year
            ),
            None,
        )
        for year in (before.period, now.period)
    )
    trend = quartile_trend_or_value(
        (places[0], values[0]),
        (places[1], values[1]),
        record.polarity,
        rules.trend.quartile_fallback,
    )
    if places == (None, None):
        if trend is None:
            return TrendResult(None, "no quartile in either year, and the values do not decide")
        return TrendResult(
            trend,
            f"no quartile in either year: the values of {before.period} and {now.period} decide",
            note=RANK,
        )
    if trend is None:
        missing = before.period if places[0] is None else now.period
        return TrendResult(None, f"no comparison: there is no quartile for {missing}")
    words = (
        f"quartile '{before.raw.strip()}' in {before.period}, '{now.raw.strip()}' in {now.period}"
    )
    return TrendResult(trend, words, note=RANK)


def _not_comparable(record: Record, figures: Figures, earlier: Observation, rules: RuleSet) -> str:
    """Why two figures must not be compared; empty when they may be."""
    assert figures.actual is not None  # noqa: S101
    stop = _broken(record, earlier.period, figures.actual.period, rules)
    if stop:
        return stop
    mine, other = figures.actual.quantity.unit, earlier.quantity.unit
    if mine is not None and other is not None and mine is not other:
        return f"no comparison: one figure is in {_name(mine)}, the other in {_name(other)}"
    now = period_key(figures.as_at) or period_key(figures.actual.period)
    then = period_key(earlier.period)
    counted = mine in {Unit.COUNT, Unit.GBP}
    stated = "average quarter" in (earlier.quantity.note or earlier.raw).casefold()
    if counted and now and then and now[1] != then[1] and now[0] != then[0] and not stated:
        return f"no comparison: {figures.as_at} is held against the whole of {earlier.period}"
    return ""


def _broken(record: Record, before: str | None, now: str | None, rules: RuleSet) -> str:
    """Whether a definition changed between two periods."""
    first, last = year_of(before), year_of(now)
    if rules.trend.cross_breaks or record.catalogue is None or first is None or last is None:
        return ""
    for point in rules.breaks:
        if first < point.at <= last and point.holds_for(record.catalogue):
            return f"no comparison across {point.at}: {point.why or 'the definition changed'}"
    measure = _catalogue_of(record)
    for at in () if measure is None else measure.breaks:
        if first < at <= last:
            return f"no comparison across {at}: the national definition changed"
    return ""


def _two_point_trend(
    record: Record, figures: Figures, earlier: Observation, rules: RuleSet
) -> TrendResult:
    assert figures.actual is not None  # noqa: S101
    kind = parse_unit(figures.unit)
    measure = _catalogue_of(record)
    subject = Subject(record, figures, _own_rule(record, figures, rules), measure)
    survey = measure is not None and measure.survey and kind is Measured.PERCENT
    words = dict(rules.trend.dead_bands)
    dead_band = words["survey"] if survey and "survey" in words else rules.trend.dead_band(kind)
    polarity, _ = _polarity(subject, rules)
    band = None
    if figures.target is not None:
        aim = aim_of(figures.target.quantity)
        if aim is not None and aim.low is not None and aim.high is not None:
            band = aim.low, aim.high
            polarity = Polarity.BAND
        elif aim is not None and polarity is None:
            polarity = aim.implied
    value, before = plain_number(figures.actual), plain_number(earlier)
    if kind is Measured.COUNT and polarity is not Polarity.BAND and _small(value, before):
        found = count_change(round(before or 0.0), round(value or 0.0), polarity)
    else:
        scale = _facts(subject).scale
        found = two_points(
            value, before, polarity, dead_band=dead_band, kind=kind, scale=scale, band=band
        )
    if found.trend is None:
        return found
    trend: Trend | None = found.trend
    if record.trend_means is TrendMeans.VALUE:
        trend = direction_of_judgement(found.trend, polarity)
    assert before is not None  # noqa: S101
    against = earlier.period or f"'{' '.join(earlier.column.split())}'"
    reason = f"{_as_printed(figures.actual) or figures.actual.raw.strip()} against "
    reason += f"{_as_printed(earlier) or format_figure(before, kind)} in {against}"
    if found.reason.startswith("p = "):
        reason += f"; small counts, chance is ruled out below p = 0.05 ({found.reason})"
    if survey:
        reason += "; a survey, its margin of 5 points is assumed"
    if polarity is None:
        reason += "; no polarity is stated, so only the direction is told"
    return TrendResult(trend, reason, found.change)


def _small(value: float | None, before: float | None) -> bool:
    """Two whole counts of which one is small: chance decides (handbook 3.6)."""
    if value is None or before is None or min(value, before) < 0:
        return False
    whole = value == round(value) and before == round(before)
    return whole and min(value, before) < SMALL_COUNT and max(value, before) < 1000
