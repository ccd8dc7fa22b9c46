"""Lines that are judged otherwise than by figure and target: budgets, risks, actions, ranks."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from xlscorecard.engine.action import rate_action
from xlscorecard.engine.figures import find_figures, period_key, plain_number
from xlscorecard.engine.quartile import parse_quartile, rate_quartile
from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import Aim, Basis, Facts, Measured, Rating, Rule, RuleError
from xlscorecard.engine.risk import rate_risk
from xlscorecard.engine.ruleset import MeasureRule, RuleSet
from xlscorecard.engine.subject import as_printed, own_rule_of
from xlscorecard.model.scorecard import Kind, Polarity, Record, Role, Unit
from xlscorecard.values.period import parse_period

_NO_NUMBERS = {
    Kind.PRIORITY: "progress on a priority is a judgement of officers; it is not computed",
    Kind.RISK: "no likelihood and impact are printed to compute a risk rating from",
    Kind.ACTION: "an action is judged by its owner; no dated progress is printed",
    Kind.RATING: "a self-rating is a judgement; it is not computed",
}


def rate_other_kind(record: Record, rules: RuleSet, reporting_period: str | None) -> Rating:
    """Risks by likelihood and impact, actions by their dates; judgements are not computed."""
    found: Rating | None = None
    if record.kind is Kind.RISK:
        found = _rate_risk(record, rules)
    elif record.kind is Kind.ACTION:
        found = _rate_action(record, rules, reporting_period)
    return found or Rating(None, "none", reason=_NO_NUMBERS[record.kind])


def _rate_risk(record: Record, rules: RuleSet) -> Rating | None:
    likelihood = _whole_number(record, r"likelihood|probability|^l$")
    impact = _whole_number(record, r"impact|severity|consequence|^i$")
    if likelihood is None or impact is None:
        return None
    try:
        return rate_risk(likelihood, impact, rules.risk.bands, rules.risk.matrix)
    except RuleError as error:
        return Rating(None, "none", reason=str(error))


def _whole_number(record: Record, column: str) -> int | None:
    """The one whole number in the columns of that name; current before inherent and target."""
    pattern = re.compile(column, re.IGNORECASE)
    cells = [(o.column, o.raw) for o in record.observations]
    cells += [(name.replace("_", " "), text) for name, text in record.text]
    named = [
        (name, int(text.strip()))
        for name, text in cells
        if pattern.search(name.strip()) and re.fullmatch(r"\s*[1-9]\s*", text)
    ]
    current = [n for n in named if re.search(r"current|residual|net\b", n[0], re.IGNORECASE)]
    found = current or named
    return found[0][1] if len(found) == 1 else None


def _rate_action(record: Record, rules: RuleSet, reporting_period: str | None) -> Rating | None:
    cells = {name.replace("_", " "): " ".join(text.split()) for name, text in record.text}
    cells |= {o.column.casefold(): " ".join(o.raw.split()) for o in record.observations}

    def cell(names: str) -> str:
        return next((text for name, text in cells.items() if re.search(names, name)), "")

    status = cell(r"\bstatus\b|\bprogress\b|% complete|percent\w* complete")
    if re.match(r"(?:100\s?%|completed?|done|achieved|closed)\b", status, re.IGNORECASE):
        return rate_action(None, date.min, complete=True)
    due = cell(r"\bdue\b|deadline|by date|complet\w+ date|end date|target date")
    if re.search(r"\bon-?going\b|\bcontinuous", due, re.IGNORECASE):
        return rate_action(None, date.min)
    deadline, today = end_of(parse_period(due)), end_of(reporting_period)
    # Without a word on its state nobody knows whether an action was done by its date.
    if deadline is None or today is None or not status:
        return None
    done = re.match(r"(\d{1,3})\s?%", status)
    start = end_of(parse_period(cell(r"\bstart")))
    if today <= deadline and (done is None or start is None):
        return None
    progress = None if done is None else int(done[1]) / 100
    if progress is not None and progress > 1:
        return None
    track = rules.actions
    return rate_action(
        deadline,
        today,
        progress=progress,
        start=start,
        on_track=track.on_track,
        off_track=track.off_track,
    )


def end_of(period: str | None) -> date | None:
    """The last day of a period: 30 June 2017 for "2017/18 Q1"."""
    key = period_key(period)
    if key is None or not 1 <= key[0] < 9999:
        return None
    month = (key[1] + 2) % 12 + 1
    year = key[0] + (key[1] > 9)
    return date(year, month, monthrange(year, month)[1])


def rate_by_quartile(record: Record, rules: RuleSet) -> Rating | None:
    """The latest quartile as a RAG, where the rule file wants that."""
    if not rules.quartile.rate:
        return None
    dated = [
        (period_key(o.period) or (0, 0), place)
        for o in record.observations
        if o.role is Role.QUARTILE and (place := parse_quartile(o.raw)) is not None
    ]
    if not dated:
        return None
    place = max(dated)[1]
    return replace(rate_quartile(place), rag=rules.quartile.colours[place - 1])


def rate_budget_line(record: Record, rules: RuleSet, reporting_period: str | None) -> Rating | None:
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
    own = own_rule_of(record, find_figures(record, reporting_period), rules) or MeasureRule("")
    polarity = own.polarity or record.polarity
    if polarity is None and re.search(
        r"\bincome\b|\breceipts?\b|\bgrants?\b", record.title, re.IGNORECASE
    ):
        return Rating(None, "none", reason="it is not said whether the line is spending or income")
    figure = spent[0]
    aim = Aim(budget, text=as_printed(budgets[0]))
    rule = rules.rule_for(Measured.BUDGET, aim)
    if own.amber is not None:
        rule = Rule("measure", own.amber, words="set for this measure")
    basis = Basis.FORECAST if figure.role is Role.FORECAST else Basis.ACTUAL
    rating = rate(
        plain_number(figure), aim, polarity=polarity or Polarity.LOWER, unit=Measured.BUDGET,
        rule=rule, basis=basis, value_text=as_printed(figure), facts=Facts(amber_at=own.amber_at),
    )  # fmt: skip
    if rating.rag is None:
        return rating
    note = f"'{' '.join(figure.column.split())}' held against the whole budget"
    return replace(rating, notes=(*rating.notes, note))
