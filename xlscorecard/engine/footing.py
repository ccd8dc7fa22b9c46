"""Which figure is held against which target: profiled, forecast, or as they stand.

A year-end target must be put on the same footing as an in-year figure (handbook 2.8).
Whether a target is for the whole year is decided by headings, periods and title alone,
never by the figure, so that a better figure is never rated worse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from xlscorecard.engine.figures import Figures, period_key, plain_number
from xlscorecard.engine.profile import (
    custom_profile,
    elapsed_months,
    last_years_shape,
    straight_line,
)
from xlscorecard.engine.rating import Aim, Basis
from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.engine.sentence import format_number
from xlscorecard.engine.subject import Subject
from xlscorecard.model.scorecard import Observation, Record, Role, Unit
from xlscorecard.values.normal_period import YEAR
from xlscorecard.values.period import previous_year, year_of

_WHOLE_YEAR = re.compile(
    r"year[- ]?end|end of year|\bannual|full[- ]year|\byearly\b|whole[- ]year|out-?turn",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"\bytd\b|year[- ]to[- ]date|cumulative|to date\b", re.IGNORECASE)
# Words of figures that do not add up over the year.
_STANDING = re.compile(
    r"snapshot|average|\bmean\b|\bmedian\b|rolling|waiting list|caseload|\bas at\b|at (?:month|"
    r"quarter|period) end|\bper\b|proportion|\brate\b|percentage|%|\bratio\b|outstanding|"
    r"vacanc|headcount|\bfte\b|in post|currently|\bopen\b|active",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"forecast|projected|projection|estimated out-?turn", re.IGNORECASE)
_SHARES = {3: "a quarter", 6: "half", 9: "three quarters"}


class Span(Enum):
    """The time that a target is for, as its heading tells."""

    PERIOD = "the figure's own period, or a standing target"
    YEAR = "the whole year"
    OPEN = "either"


@dataclass(frozen=True, slots=True)
class Footing:
    """The figure and the aim on the same footing, and what was assumed for that.

    ``other`` is a second reading where the headings leave the first open; ``readings`` says
    both in words.
    """

    observation: Observation
    aim: Aim
    basis: Basis
    notes: tuple[str, ...] = ()
    reason: str = ""
    assumed: bool = False
    other: Footing | None = None
    readings: tuple[str, str] = ("", "")


def is_forecast(observation: Observation) -> bool:
    """Whether a figure is a forecast of the year's end, by its role or its note."""
    if observation.role is Role.FORECAST:
        return True
    words = f"{observation.quantity.note or ''} {observation.raw}"
    return bool(_FORECAST.search(words))


def bring_to_date(subject: Subject, plain: Footing, rules: RuleSet) -> Footing:
    """Put figure and target on the same footing; says what was assumed."""
    record, figures = subject.record, subject.figures
    actual, aim = plain.observation, plain.aim
    if plain.basis is Basis.LAST_YEAR:
        return plain
    if is_forecast(actual):
        if not rules.basis.forecast:
            return replace(plain, reason="the figure is a forecast, which the rules do not judge")
        note = "judged on the forecast for the year's end"
        return replace(plain, basis=Basis.FORECAST, notes=(*plain.notes, note))
    key = period_key(figures.as_at)
    if key is None or key[1] == 12 or not aim.target:
        return plain
    span = _span_of_target(record, figures)
    if not _adds_up(record, figures) or span is Span.PERIOD:
        return plain
    forecast = _year_end_forecast(record, figures)
    if forecast is not None and rules.basis.forecast:
        note = "judged on the printed forecast for the year's end"
        return Footing(forecast, aim, Basis.FORECAST, (*plain.notes, note))
    if span is Span.OPEN and (subject.own is None or subject.own.profile is None):
        if rules.basis.profile == "none":
            return plain
        other = _profiled(subject, plain, key[1], rules)
        words = ("the target is for the period", "for the whole year")
        return plain if other.reason else replace(plain, other=other, readings=words)
    to_date = _profiled(subject, plain, key[1], rules)
    alone = _share_of_period(record, actual)
    if alone is None or not to_date.assumed:
        return to_date
    # One quarter's figure beside a year's target: a running total, or that quarter's own?
    part = _on_profile(plain, (aim.target or 0.0) * alone / 12, "", assumed=True)
    words = ("the figure is a running total", "the period's own")
    return replace(to_date, other=replace(part, notes=plain.notes), readings=words)


def _adds_up(record: Record, figures: Figures) -> bool:
    """Whether such a figure builds up over the year: counts and sums, not states or rates."""
    if figures.unit not in {Unit.COUNT, Unit.GBP, None}:
        return False
    columns = [o.column for o in (figures.actual, figures.target) if o is not None]
    texts = [record.title, *columns]
    return not any(_STANDING.search(text) for text in texts)


def _span_of_target(record: Record, figures: Figures) -> Span:
    """What the headings say of the time that the target is for.

    "Year-end Target" is for the year. "Target 2017/18" beside a figure of Q1 is for the year
    when last year's figure beside it is of Q1 too, or when the figure is said to be
    cumulative; else it is open.
    """
    target, actual = figures.target, figures.actual
    if target is None or actual is None:
        return Span.PERIOD
    whole = elapsed_months(target.period) == 12 and YEAR.fullmatch(target.period or "")
    if _WHOLE_YEAR.search(target.column):
        return Span.YEAR
    if not whole or target.period == figures.as_at:
        return Span.PERIOD
    if _TO_DATE.search(actual.column) or _TO_DATE.search(record.title):
        return Span.YEAR
    now = period_key(figures.as_at)
    for observation in record.observations:
        then = period_key(observation.period)
        if (
            observation.role in {Role.COMPARATOR, Role.PREVIOUS}
            and then is not None
            and now is not None
            and then == (now[0] - 1, now[1])
        ):
            return Span.YEAR
    return Span.OPEN


def _share_of_period(record: Record, actual: Observation) -> int | None:
    """Months of a period whose figure may be its own or a running total; None when there is
    nothing to choose: the year's first period, said to be cumulative, or rising with others."""
    key = period_key(actual.period)
    if key is None or _TO_DATE.search(f"{actual.column} {record.title}"):
        return None
    own = 3 if "Q" in (actual.period or "") else 1 if "-" in (actual.period or "") else 12
    others = [
        o
        for o in record.observations
        if o is not actual
        and o.role is Role.ACTUAL
        and year_of(o.period) == year_of(actual.period)
        and plain_number(o) is not None
    ]
    return own if own < key[1] and not others else None


def _year_end_forecast(record: Record, figures: Figures) -> Observation | None:
    year = year_of(figures.as_at)
    found = [
        o
        for o in record.observations
        if o.role is Role.FORECAST
        and plain_number(o) is not None
        and (o.period is None or year_of(o.period) == year)
    ]
    return found[0] if len(found) == 1 else None


def _profiled(subject: Subject, plain: Footing, months: int, rules: RuleSet) -> Footing:
    record, figures, own = subject.record, subject.figures, subject.own
    target = plain.aim.target
    assert target is not None  # noqa: S101
    chosen = own.profile if own is not None and own.profile is not None else rules.basis.profile
    stated = own is not None and own.profile is not None
    whole = plain.aim.text or format_number(target)
    if isinstance(chosen, tuple):
        amount = custom_profile(chosen, months)
        if amount is None:
            return replace(plain, reason=f"the measure's profile has no target for month {months}")
        note = f"from the measure's own profile to the year-end target of {whole}"
        return _on_profile(plain, amount, note, assumed=False)
    if chosen == "none":
        return plain
    if chosen == "last year":
        shape = _last_years_share(record, figures)
        if shape is not None:
            amount = last_years_shape(target, *shape)
            if amount is not None:
                note = f"the year-end target of {whole} spread as last year's figures were"
                return _on_profile(plain, amount, note, assumed=False)
        if stated:
            reason = "last year's shape is wanted, but its figures are not printed"
            return replace(plain, reason=reason)
    doubt = _doubt(record, figures)
    if doubt and not stated:
        return replace(plain, reason=doubt)
    share = _SHARES.get(months, f"{months} twelfths")
    note = f"{share} of the year-end target of {whole}"
    if rules.basis.ask and not stated:
        note += " (assumed: the figure builds up evenly over the year)"
    return _on_profile(plain, straight_line(target, months), note, assumed=not stated)


def _on_profile(plain: Footing, amount: float, note: str, *, assumed: bool) -> Footing:
    aim = replace(plain.aim, target=amount, quantum=None, text="")
    return replace(
        plain, aim=aim, basis=Basis.PROFILED, notes=(*plain.notes, note), assumed=assumed
    )


def _last_years_share(record: Record, figures: Figures) -> tuple[float, float] | None:
    """Last year's figure to the same date, and for the whole year."""
    year = year_of(figures.as_at)
    key = period_key(figures.as_at)
    if year is None or key is None:
        return None
    last = previous_year(year)
    found: dict[int, float] = {}
    for observation in record.observations:
        then = period_key(observation.period)
        number = plain_number(observation)
        comparable = observation.role in {Role.ACTUAL, Role.COMPARATOR, Role.PREVIOUS}
        if comparable and then and number is not None and then[0] == int(last[:4]):
            found.setdefault(then[1], number)
    so_far, whole = found.get(key[1]), found.get(12)
    return None if so_far is None or whole is None else (so_far, whole)


def _doubt(record: Record, figures: Figures) -> str:
    """Several quarters of one year that do not rise are quarters, not running totals."""
    year = year_of(figures.as_at)
    series = sorted(
        (key, number)
        for o in record.observations
        if o.role is Role.ACTUAL
        and year_of(o.period) == year
        and (key := period_key(o.period)) is not None
        and key[1] < 12
        and (number := plain_number(o)) is not None
    )
    numbers = [number for _, number in series]
    for (earlier, before), (later, now) in pairwise(series):
        # A running total grows with the months; half of that is allowed for.
        grown = (later[1] - earlier[1]) / earlier[1] * before / 2
        if now < before + grown:
            return (
                "the figures of the year so far "
                f"({', '.join(format_number(n) for n in numbers)}) do not look like running "
                "totals, and the target is for the whole year: state a profile in the rules"
            )
    return ""
