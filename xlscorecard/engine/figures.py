"""Which of a record's observations are held against each other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from xlscorecard.engine.profile import elapsed_months
from xlscorecard.model.scorecard import Observation, Record, Role, Status, Unit
from xlscorecard.values.normal_period import form_of
from xlscorecard.values.period import parse_period, previous_year, year_of

# Columns that compare with other places, not with other times.
_PLACES = re.compile(
    r"\b(?:national|england|english|uk|wales|region\w*|neighbour\w*|nearest|peer\w*|cipfa|"
    r"comparator|benchmark|median|family|group|shire|average of|statistical|other councils)\b",
    re.IGNORECASE,
)
# A second target beside a measure's own: where amber ends, or what goes beyond it.
FLOOR = re.compile(
    r"\bfloor\b|\bminimum(?: (?:acceptable|required|performance))?(?: (?:standard|level|threshold|"
    r"performance|target))?$|\bamber\b(?!.*green)|\bred (?:threshold|trigger|if)\b|"
    r"\blower (?:threshold|limit|tolerance)\b",
    re.IGNORECASE,
)
_STRETCH = re.compile(r"\bstretch(?:ed|ing)?\b|\baspiration\w*|\bambition\w*", re.IGNORECASE)
_STATUS = {
    Status.NOT_COLLECTED: "the figure was not collected",
    Status.NOT_APPLICABLE: "the figure is not applicable or not available",
    Status.TBC: "the figure is still to be confirmed",
    Status.DUE: "the figure is not due yet",
    Status.BLANK: "there is no figure",
    Status.SUPPRESSED: "the figure is withheld",
    Status.AWAITING: "the figure is awaited",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was picked: the figure, its target, and why something is missing.

    ``as_at`` is the period at whose end the figure stands, with the quarter of the paper
    where the column names only the year.
    """

    actual: Observation | None
    target: Observation | None
    as_at: str | None
    reason: str = ""

    @property
    def unit(self) -> Unit | None:
        """The unit of both; the figure's own first."""
        for observation in (self.actual, self.target):
            if observation is not None and observation.quantity.unit is not None:
                return observation.quantity.unit
        return None


@lru_cache(maxsize=1024)
def period_key(period: str | None) -> tuple[int, int] | None:
    """(year, months gone) for ordering periods; None where the period has no date."""
    year = year_of(period)
    months = elapsed_months(period)
    return None if year is None or months is None else (int(year[:4]), months)


def in_time_order(observations: list[Observation]) -> list[Observation]:
    """Earliest first; those without a date keep the order of the columns, before the dated."""
    return sorted(observations, key=lambda o: period_key(o.period) or (0, 0))


def plain_number(observation: Observation) -> float | None:
    """The number of a printed value; None for ranges, limits and statuses."""
    quantity = observation.quantity
    if quantity.value is None or quantity.comparator is not None:
        return None
    number = float(quantity.value)
    return number if math.isfinite(number) else None


def compares_places(observation: Observation) -> bool:
    """Whether a comparator column is about other places."""
    return bool(_PLACES.search(observation.column))


def find_figures(record: Record, reporting_period: str | None) -> Figures:
    """The latest actual with a number, and the target that belongs to its period. No actual where
    a later one was due and is missing: the record's rating and trend are not those of the one
    before, which may have a rating of its own."""
    wanted = [o for o in record.observations if o.role is Role.ACTUAL]
    numeric = in_time_order([o for o in wanted if plain_number(o) is not None])
    targets = [
        o
        for o in record.observations
        if o.role is Role.TARGET and (o.quantity.numeric or o.quantity.relative)
    ]
    own = [o for o in targets if not FLOOR.search(o.column) and not _STRETCH.search(o.column)]
    targets = own or targets
    if not numeric:
        return Figures(None, targets[0] if targets else None, None, _why_missing(wanted))
    actual = numeric[-1]
    twins = [o for o in numeric if o.column == actual.column and o.raw == actual.raw]
    as_at = _as_at(actual, reporting_period)
    target = _matching_target(targets, actual)
    if len(twins) > 1:
        units = {o.quantity.unit for o in twins}
        same = [o for o in twins if target and o.quantity.unit is target.quantity.unit]
        if len(same) != 1:
            if len(units) > 1 or len({o.quantity.value for o in twins}) > 1:
                return Figures(None, target, as_at, "the cell holds two figures")
        else:
            actual = same[0]
    if target is None:
        return Figures(actual, None, as_at, _why_no_target(record, targets))
    behind = _financial_year(actual.period), _financial_year(target.period)
    if behind[0] is not None and behind[1] is not None and behind[0] < behind[1]:
        reason = f"the latest figure is for {actual.period}, the target for {target.period}"
        return Figures(actual, None, as_at, reason)
    # which is that figure's, and no later one's
    apart = actual.rag is not None and record.rag is None
    missing = [] if apart else _missing_since(actual, wanted, reporting_period)
    if missing:
        return Figures(None, target, None, _why_missing(missing))
    return Figures(actual, target, as_at)


# What a blank or such a word stands for may still be to come.
_TO_COME = frozenset({Status.BLANK, Status.DUE, Status.TBC})


def _missing_since(
    actual: Observation, wanted: list[Observation], reporting_period: str | None
) -> list[Observation]:
    """The results of the same step of time that are later than ``actual``, were due by the
    reporting period or say why they are none, and have no figure."""
    now, due = period_key(actual.period), period_key(reporting_period)
    found: list[Observation] = []
    for o in wanted:
        key = period_key(o.period)
        if o.quantity.numeric or now is None or key is None or key <= now:
            continue
        if form_of(o.period) != form_of(actual.period):
            continue
        said = o.quantity.status is not None and o.quantity.status not in _TO_COME
        if said or (
            due is not None and form_of(reporting_period) == form_of(o.period) and key <= due
        ):
            found.append(o)
    return found


def _financial_year(period: str | None) -> str | None:
    """The financial year of a period; an academic year lies in two and has none."""
    return None if period is None or "academic" in period else year_of(period)


def _why_missing(wanted: list[Observation]) -> str:
    if not wanted:
        return "no actual figure is printed"
    latest = in_time_order(wanted)[-1]
    quantity = latest.quantity
    if quantity.low is not None or quantity.comparator is not None:
        return f"the figure is not one number ('{latest.raw.strip()}')"
    if quantity.status is None:
        text = " ".join(latest.raw.split())
        return f"'{text}' is not a figure" if text else "there is no figure"
    reason = _STATUS[quantity.status]
    printed = " ".join(latest.raw.split())
    if quantity.status is Status.BLANK or not printed:
        return reason
    return f"{reason} ('{printed}')"


def _why_no_target(record: Record, targets: list[Observation]) -> str:
    if targets:
        return f"the target is for another period ({targets[-1].period})"
    for observation in record.observations:
        if observation.role is Role.TARGET:
            printed = " ".join(observation.raw.split())
            if observation.quantity.status is Status.BLANK or not printed:
                return "there is no target"
            return f"the target is '{printed}'"
    return "there is no target"


def _as_at(actual: Observation, reporting_period: str | None) -> str | None:
    """The column says "17/18" and the paper is of 2017/18 Q1: the figure is to Q1."""
    period = actual.period
    if reporting_period is None:
        return period
    if period is None or (
        elapsed_months(period) == 12
        and "Q" not in period
        and "-" not in period
        and period == year_of(reporting_period)
    ):
        return reporting_period
    return period


def _matching_target(targets: list[Observation], actual: Observation) -> Observation | None:
    """The target of the same period, else of its year, else one without a period."""
    if not targets:
        return None
    year = _financial_year(actual.period)
    same = [o for o in targets if o.period == actual.period]
    within = [o for o in targets if o.period is not None and year_of(o.period) == year]
    undated = [o for o in targets if o.period is None]
    later = [o for o in targets if year is not None and (year_of(o.period) or "") > year]
    for found in (same, [o for o in within if o.period == year], undated):
        if found:
            return found[-1] if found is not undated else found[0]
    if within:
        return None
    if year is None:
        return targets[-1]
    return later[0] if later else None


def rated_periods(record: Record, reporting_period: str | None) -> Iterator[tuple[Record, str]]:
    """Earlier periods that carry a RAG of their own, each as the record stood then, with its
    period as the reporting period. The latest figure, which has the record's RAG, is not
    among them."""
    latest = find_figures(record, reporting_period).actual
    for observation in record.observations:
        key = period_key(observation.period)
        if (
            observation is latest
            or observation.rag is None
            or observation.role is not Role.ACTUAL
            or observation.period is None
            or key is None
            or plain_number(observation) is None
        ):
            continue
        known = tuple(
            o
            for o in record.observations
            if o.role is not Role.ACTUAL
            or o is observation
            or ((then := period_key(o.period)) is not None and then < key)
        )
        then_rag = replace(record, rag=observation.rag, trend=None, observations=known)
        yield then_rag, observation.period


def find_earlier(record: Record, actual: Observation, as_at: str | None) -> Observation | None:
    """What the figure is compared with in time: the same period last year, else the latest
    period before, else a column of previous figures."""
    now = period_key(as_at) or period_key(actual.period)
    year = year_of(as_at) or year_of(actual.period)
    past = [
        o
        for o in record.observations
        if o is not actual
        and o.role in {Role.ACTUAL, Role.PREVIOUS, Role.COMPARATOR}
        and plain_number(o) is not None
        and not (o.role is Role.COMPARATOR and compares_places(o))
    ]
    dated = [o for o in past if (key := period_key(o.period)) is not None and now and key < now]
    if now is not None and year is not None:
        last = int(previous_year(year)[:4])
        for observation in dated:
            if period_key(observation.period) == (last, now[1]):
                return observation
    if dated:
        return max(dated, key=lambda o: period_key(o.period) or (0, 0))
    previous = [o for o in past if o.role is Role.PREVIOUS]
    return previous[0] if previous else None


def find_named_year(record: Record, words: str, actual: Observation) -> Observation | None:
    """The observation that a relative target such as "Maintain 16/17" means."""
    wanted = year_of(parse_period(words))
    own = year_of(actual.period)
    if wanted is None and own is not None:
        wanted = previous_year(own)
    for observation in record.observations:
        if (
            observation is not actual
            and observation.role in {Role.COMPARATOR, Role.PREVIOUS, Role.ACTUAL}
            and plain_number(observation) is not None
            and not compares_places(observation)
            and (year_of(observation.period) == wanted or observation.role is Role.PREVIOUS)
        ):
            return observation
    return None


def find_place(record: Record, words: str) -> Observation | None:
    """The comparator that a target such as "above the national average" means."""
    named = [word for word in re.findall(r"[a-z]+", words.casefold()) if _PLACES.fullmatch(word)]
    found = [
        o
        for o in record.observations
        if o.role is Role.COMPARATOR and plain_number(o) is not None and compares_places(o)
    ]
    fitting = [o for o in found if any(word in o.column.casefold() for word in named)]
    return fitting[0] if len(fitting) == 1 else None
