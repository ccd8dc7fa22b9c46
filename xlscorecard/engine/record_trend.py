"""The trend of a record: which figures are compared, which must not be, and what they say."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.engine.figures import (
    Figures,
    find_earlier,
    find_figures,
    period_key,
    plain_number,
)
from xlscorecard.engine.footing import is_forecast
from xlscorecard.engine.margin import SMALL_COUNT
from xlscorecard.engine.quartile import parse_quartile, quartile_trend_or_value
from xlscorecard.engine.rating import Margin, Measured, aim_of, parse_unit
from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.engine.sentence import (
    format_figure,
    format_gap,
    format_number,
    format_period,
)
from xlscorecard.engine.spc import Variation, read_chart
from xlscorecard.engine.subject import (
    Subject,
    as_printed,
    catalogue_of,
    facts_of,
    own_rule_of,
    polarity_of,
    unit_name,
)
from xlscorecard.engine.trend import (
    TrendResult,
    count_change,
    direction_of_judgement,
    monotone_trend,
    two_points,
)
from xlscorecard.model.scorecard import (
    Kind,
    Observation,
    Polarity,
    Record,
    Role,
    Trend,
    TrendMeans,
    Unit,
)
from xlscorecard.values.period import year_of

# The note of a trend that was told by quartiles.
RANK = "rank"
# Handbook 3.7: from 5 figures a test, from 8 a chart; running totals and rolling years overlap.
FEWEST_IN_SERIES, SPC_FROM = 5, 8
_OVERLAPPING = re.compile(r"rolling|\bytd\b|year to date|cumulative", re.IGNORECASE)


def trend_of_record(record: Record, rules: RuleSet, reporting_period: str | None) -> TrendResult:
    """The computed trend of one record, or why there is none."""
    if record.kind is not Kind.MEASURE:
        return TrendResult(None, "a trend is computed for measures only")
    quartiles = {
        key: o
        for o in record.observations
        if o.role is Role.QUARTILE and (key := period_key(o.period)) is not None
    }
    if len(quartiles) >= 2 and record.trend_means in {TrendMeans.RANK, TrendMeans.UNKNOWN}:
        return _quartile_trend(record, quartiles, rules)
    figures = find_figures(record, reporting_period)
    if figures.actual is None:
        return TrendResult(None, figures.reason)
    actual = figures.actual
    if is_forecast(actual):
        # A forecast of the year's end is compared as the whole year that it stands for.
        figures = replace(figures, as_at=year_of(figures.as_at))
    earlier = find_earlier(record, actual, figures.as_at)
    if earlier is None:
        return TrendResult(None, "no comparison: no earlier figure is printed")
    stop = _not_comparable(record, figures, earlier, rules)
    if stop:
        return TrendResult(None, stop)
    return _two_point_trend(record, figures, earlier, rules)


def _quartile_trend(
    record: Record, quartiles: dict[tuple[int, int], Observation], rules: RuleSet
) -> TrendResult:
    before, now = (quartiles[key] for key in sorted(quartiles)[-2:])
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
        return f"no comparison: one figure is in {unit_name(mine)}, the other in {unit_name(other)}"
    now = period_key(figures.as_at) or period_key(figures.actual.period)
    then = period_key(earlier.period)
    counted = mine in {Unit.COUNT, Unit.GBP}
    stated = "average quarter" in (earlier.quantity.note or earlier.raw).casefold()
    if counted and now and then and now[1] != then[1] and now[0] != then[0] and not stated:
        span = f"the whole of {earlier.period}" if then[1] == 12 else str(earlier.period)
        return f"no comparison: {figures.as_at} and {span} are not as long as each other"
    return ""


def _broken(record: Record, before: str | None, now: str | None, rules: RuleSet) -> str:
    """Whether a definition changed between two periods."""
    first, last = year_of(before), year_of(now)
    if rules.trend.cross_breaks or record.catalogue is None or first is None or last is None:
        return ""
    for point in rules.breaks:
        if first < point.at <= last and point.holds_for(record.catalogue):
            return f"no comparison across {point.at}: {point.why or 'the definition changed'}"
    measure = catalogue_of(record)
    for at in () if measure is None else measure.breaks:
        if first < at <= last:
            return f"no comparison across {at}: the national definition changed"
    return ""


def _two_point_trend(
    record: Record, figures: Figures, earlier: Observation, rules: RuleSet
) -> TrendResult:
    assert figures.actual is not None  # noqa: S101
    kind = parse_unit(figures.unit)
    measure = catalogue_of(record)
    subject = Subject(record, figures, own_rule_of(record, figures, rules), measure)
    survey = measure is not None and measure.survey and kind is Measured.PERCENT
    words = dict(rules.trend.dead_bands)
    dead_band = words["survey"] if survey and "survey" in words else rules.trend.dead_band(kind)
    polarity, _ = polarity_of(subject, rules)
    band = None
    if figures.target is not None:
        aim = aim_of(figures.target.quantity)
        if aim is not None and aim.low is not None and aim.high is not None:
            band = aim.low, aim.high
            polarity = Polarity.BAND
        elif aim is not None and polarity is None:
            polarity = aim.implied
    value, before = plain_number(figures.actual), plain_number(earlier)
    if kind is Measured.COUNT and polarity != Polarity.BAND and _small(value, before):
        found = count_change(round(before or 0.0), round(value or 0.0), polarity)
    else:
        scale = facts_of(subject).scale
        found = two_points(
            value, before, polarity, dead_band=dead_band, kind=kind, scale=scale, band=band
        )
    if found.trend is None:
        return found
    trend: Trend | None = found.trend
    if record.trend_means is TrendMeans.VALUE:
        trend = direction_of_judgement(found.trend, polarity)
    assert before is not None  # noqa: S101
    against = (
        format_period(earlier.period) if earlier.period else f"'{' '.join(earlier.column.split())}'"
    )
    reason = f"{as_printed(figures.actual) or figures.actual.raw.strip()} against "
    reason += f"{as_printed(earlier) or format_figure(before, kind)} in {against}"
    if polarity == Polarity.BAND:
        reason += f"; {found.reason}"
    if found.dead_band and found.trend in {Trend.STEADY, Trend.FLAT} and value != before:
        reason += (
            f"; within {_dead_band_in_words(dead_band, found.dead_band, kind)} counts as steady"
        )
    if found.reason.startswith("p = "):
        chance = "more than" if found.significant else "no more than"
        reason += f"; small counts: {chance} chance explains ({found.reason})"
    if survey:
        reason += "; a survey whose number of answers is not printed, so its margin is assumed"
    if polarity is None:
        reason += "; no polarity is stated, so only the direction is told"
    reason += _series_in_words(record, figures, polarity)
    return replace(found, trend=trend, reason=reason)


def _dead_band_in_words(band: Margin, width: float, kind: Measured) -> str:
    if band.share and not band.of_range:
        return f"{format_number(band.share * 100, 2)}%"
    return format_gap(width, kind)


def _small(value: float | None, before: float | None) -> bool:
    """Two whole counts of which one is small: chance decides (handbook 3.6)."""
    if value is None or before is None or min(value, before) < 0:
        return False
    whole = value == round(value) and before == round(before)
    return whole and min(value, before) < SMALL_COUNT and max(value, before) < 1000


def _series_in_words(record: Record, figures: Figures, polarity: Polarity | None) -> str:
    """What a longer printed series says beside its last two figures (handbook 3.7)."""
    actual = figures.actual
    assert actual is not None  # noqa: S101
    dated = {
        key: number
        for o in record.observations
        if o.role in {Role.ACTUAL, Role.PREVIOUS}
        and (key := period_key(o.period)) is not None
        and (number := plain_number(o)) is not None
        and o.quantity.unit is actual.quantity.unit
    }
    series = [dated[key] for key in sorted(dated)]
    if len(series) < FEWEST_IN_SERIES or _OVERLAPPING.search(record.title):
        return ""
    if len(series) < SPC_FROM:
        return f"; over {len(series)} figures {_monotone_in_words(series, polarity)}"
    chart = read_chart(series, polarity)
    if chart.variation is None:
        return ""
    notes = "".join(f", {note}" for note in chart.notes)
    return f"; over {len(series)} figures {_VARIATIONS[chart.variation]}{notes}"


_VARIATIONS = {
    Variation.COMMON: "the latest is common cause variation",
    Variation.IMPROVEMENT_HIGH: "the latest is a special cause, high: an improvement",
    Variation.IMPROVEMENT_LOW: "the latest is a special cause, low: an improvement",
    Variation.CONCERN_HIGH: "the latest is a special cause, high: a concern",
    Variation.CONCERN_LOW: "the latest is a special cause, low: a concern",
    Variation.NEUTRAL_HIGH: "the latest is a special cause, high",
    Variation.NEUTRAL_LOW: "the latest is a special cause, low",
}


def _monotone_in_words(series: list[float], polarity: Polarity | None) -> str:
    found = monotone_trend(series, polarity)
    moved = "no significant trend"
    if found.significant and found.change:
        moved = f"a significant {'rise' if found.change > 0 else 'fall'}"
    return f"{moved} ({found.reason})"
