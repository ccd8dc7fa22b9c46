"""What the engine says of each record of a scorecard, beside what the paper prints."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from xlscorecard.engine.figures import (
    Figures,
    find_figures,
    find_named_year,
    find_place,
    period_key,
    plain_number,
)
from xlscorecard.engine.footing import Footing, bring_to_date
from xlscorecard.engine.other_lines import rate_budget_line, rate_by_quartile, rate_other_kind
from xlscorecard.engine.paper_key import KeyRule, rule_of_key
from xlscorecard.engine.rag import rate
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
from xlscorecard.engine.record_trend import trend_of_record
from xlscorecard.engine.rules import default_rules
from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.engine.sentence import explain, format_number
from xlscorecard.engine.subject import (
    Subject,
    as_printed,
    catalogue_of,
    exposure_of,
    facts_of,
    own_rule_of,
    polarity_of,
    unit_name,
)
from xlscorecard.engine.tolerance import parse_tolerance
from xlscorecard.model.scorecard import (
    Finding,
    Judgement,
    Kind,
    Observation,
    Rag,
    Record,
    Scorecard,
    Severity,
    Unit,
)

_TOLERANCE = re.compile(r"\btolerance\b", re.IGNORECASE)
_BARE = re.compile(r"(?:±|\+/-)?\s*\d+(?:\.\d+)?")
_LEAST_BARE = 0.3  # 0.05 is 5% of the target, 0.5 is not half of it
_RATED = {Rag.RED, Rag.AMBER, Rag.GREEN}
# "Improve on 16/17" is not met by the same figure; "Maintain 16/17" is.
_STRICTLY = re.compile(r"(?:improve|increase|reduc|decrease|better|exceed|beat)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for every record of a scorecard: the rules, what its key says, the date."""

    rules: RuleSet
    key: KeyRule
    reporting_period: str | None


def context_of(scorecard: Scorecard, rules: RuleSet | None = None) -> Context:
    """What holds for every record of a scorecard; without ``rules`` the default ones."""
    period = scorecard.paper.reporting_period
    return Context(rules or default_rules(), rule_of_key(scorecard.key, period), period)


def with_doubt_of_key(
    findings: Iterable[Finding], judged: Iterable[Record], context: Context
) -> tuple[Finding, ...]:
    """A scorecard's findings, with one of a key that states a rule which cannot be read where some
    record is rated by a rule of our own in its place. One of an earlier judgement goes."""
    rest = tuple(finding for finding in findings if finding.code != "key-unread")
    if not context.key.unread:
        return rest
    ours = {entry.rule.id for entry in default_rules().entries}
    told = (record.judgement for record in judged if record.judgement is not None)
    count = sum(judgement.rag is not None and judgement.rule in ours for judgement in told)
    if not count:
        return rest
    message = (
        f"The key ({context.key.unread!r}) cannot be read as a rule: {count} of the ratings that we"
        " compute are by rules of our own, and the council's may differ."
    )
    return (*rest, Finding("key-unread", Severity.LOOK, message))


def judge_record(record: Record, context: Context) -> Judgement:
    """RAG and trend of one record, each with its reason. Never raises for anything that a paper
    may hold: what cannot be rated has no RAG and says why."""
    rating = rate_record(record, context)
    trend = trend_of_record(record, context.rules, context.reporting_period)
    printed = printed_rag(record, context)
    agrees = rags_agree(printed, rating)
    return Judgement(
        rag=rating.rag,
        rule=rating.rule if rating.rag is not None else None,
        why=explain(rating),
        agrees=agrees,
        trend=trend.trend,
        trend_why=trend.reason,
        basis=rating.basis.value if rating.rag is not None else None,
        margin=None if rating.margin is None or math.isinf(rating.margin) else rating.margin,
    )


def rags_agree(printed: Rag | None, rating: Rating) -> bool | None:
    """Whether a printed RAG is the computed one; None where one is missing, or one is grey or
    blue and the other not: papers mean too many things by these two to call that a
    disagreement. Blue counts where the rule says what it means."""
    computed = rating.rag
    if printed is None or computed is None:
        return None
    if printed is computed:
        return True
    with_blue = rating.used is not None and rating.used.blue is not None
    meant = _RATED | {Rag.BLUE} if with_blue else _RATED
    return False if {printed, computed} <= meant else None


def printed_rag(record: Record, context: Context) -> Rag | None:
    """The RAG as printed: of the record, else of the figure that is rated."""
    if record.rag is not None:
        return record.rag
    actual = find_figures(record, context.reporting_period).actual
    return None if actual is None else actual.rag


def rate_record(record: Record, context: Context) -> Rating:
    """The computed RAG of one record."""
    if record.kind is not Kind.MEASURE:
        return rate_other_kind(record, context.rules, context.reporting_period)
    budget = rate_budget_line(record, context.rules, context.reporting_period)
    if budget is not None:
        return budget
    subject, footing = find_footing(record, context)
    if footing is None or footing.reason:
        reason = subject.figures.reason if footing is None else footing.reason
        by_rank = rate_by_quartile(record, context.rules)
        return by_rank or Rating(None, "none", reason=reason)
    kind = parse_unit(subject.figures.unit)
    rule, unreadable = _choose_rule(subject, footing.aim, kind, context)
    if unreadable:
        return Rating(None, "none", reason=unreadable)
    rating = _doubted_by_key(rate_on_footing(subject, footing, rule, context.rules), context)
    rating = _by_either_ratio(rating, subject, footing, rule, context.rules)
    if footing.other is None or rating.rag is None:
        return rating
    other = rate_on_footing(subject, footing.other, rule, context.rules)
    return _if_both_agree(rating, other, footing.readings)


def _doubted_by_key(rating: Rating, context: Context) -> Rating:
    """A rating by one of our own rules, where the paper's key states another that cannot be
    read: an assumption. A council's rule file and a measure's own margin stand."""
    if not context.key.unread or rating.rag is None:
        return rating
    if all(rating.used != entry.rule for entry in default_rules().entries):
        return rating
    note = f"by our own rule, as the paper's key ('{context.key.unread}') cannot be read as one"
    return replace(rating, notes=(*rating.notes, note), assumed=True)


def _by_either_ratio(
    rating: Rating, subject: Subject, footing: Footing, rule: Rule | None, rules: RuleSet
) -> Rating:
    """A key's "85% of target achieved", where low is good, is the target divided by the figure to
    most spreadsheets, and what the miss leaves of the target to others (handbook 2.6)."""
    if rating.rag is None or rule is None or rule.id != "key" or not rule.amber.reciprocal:
        return rating
    amber, green = (replace(margin, reciprocal=False) for margin in (rule.amber, rule.green))
    other = rate_on_footing(subject, footing, replace(rule, amber=amber, green=green), rules)
    if other.rag is rating.rag:
        return rating
    note = f"by target divided by figure ({other.rag} by how far it falls short)"
    return replace(rating, notes=(*rating.notes, note), assumed=True)


def _if_both_agree(one: Rating, other: Rating, readings: tuple[str, str]) -> Rating:
    """Headings that leave two readings open: rated when both say the same."""
    if one.rag is other.rag:
        note = f"the same colour whether {readings[0]} or {readings[1]}"
        return replace(one, notes=(*one.notes, note))
    first, second = (str(rating.rag or "not rated") for rating in (one, other))
    reason = (
        f"{first} if {readings[0]}, {second} if it is {readings[1]}; state a profile in the rules"
    )
    return Rating(None, "none", reason=reason)


def find_footing(record: Record, context: Context) -> tuple[Subject, Footing | None]:
    """The figure and its aim on the same footing; None where there is no figure."""
    figures = find_figures(record, context.reporting_period)
    subject = Subject(
        record, figures, own_rule_of(record, figures, context.rules), catalogue_of(record)
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
    polarity, doubt = polarity_of(subject, rules)
    facts = facts_of(subject)
    rating = rate(
        plain_number(footing.observation),
        footing.aim,
        polarity=polarity,
        unit=kind,
        facts=facts,
        rule=rule,
        basis=footing.basis,
        value_text=as_printed(footing.observation),
    )
    if rating.rag is None:
        return replace(rating, reason=rating.reason + doubt) if polarity is None else rating
    if rating.rag is Rag.RED and kind is Measured.RATE and facts.population is None:
        rating = _excused_by_chance(rating, exposure_of(subject.figures), facts, rules)
    return replace(
        rating,
        notes=(*rating.notes, *footing.notes),
        assumed=rating.assumed or footing.assumed,
    )


def _choose_rule(
    subject: Subject, aim: Aim, kind: Measured, context: Context
) -> tuple[Rule | None, str]:
    """The measure's own rule, the key's, the council's, the default; or why none can be read."""
    rule, unreadable = margin_of_its_own(subject)
    if rule is not None or unreadable:
        return rule, unreadable
    if context.key.rule is not None and not aim.band:
        return context.key.rule, ""
    return context.rules.rule_for(kind, aim), ""


def margin_of_its_own(subject: Subject) -> tuple[Rule | None, str]:
    """The rule that is set for this measure alone, by the rule file or the paper's tolerance
    column; or why that cannot be read."""
    own = subject.own
    if own is not None and own.amber is not None:
        return Rule("measure", own.amber, words="set for this measure"), ""
    for observation in subject.record.observations:
        if _TOLERANCE.search(observation.column) and observation.raw.strip():
            try:
                margin = parse_tolerance(_tolerance_of(observation))
            except RuleError as error:
                return None, f"the measure's own tolerance cannot be read: {error}"
            if margin is not None:
                return Rule("tolerance_column", margin, words="the paper's tolerance column"), ""
    return None, ""


def _tolerance_of(observation: Observation) -> str:
    """A tolerance's text, with the unit of its heading; raises RuleError for a bare number that may
    be per cent of the target, points or an amount."""
    text = observation.raw.strip()
    if _BARE.fullmatch(text) is None:
        return text
    if re.search(r"\bpp\b|points?\b", observation.column, re.IGNORECASE):
        return f"{text}pp"
    if "%" in observation.column:
        return f"{text}%"
    if float(text.strip("±+/- ")) >= _LEAST_BARE:
        raise RuleError(f"'{text}' may be per cent of the target, points or an amount")
    return text


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
    aim = aim_of(quantity, as_printed(figures.target))
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
        text=as_printed(found),
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
    return f"the figure is in {unit_name(mine)} and the target in {unit_name(aimed)}"


def _excused_by_chance(rating: Rating, share: float, facts: Facts, rules: RuleSet) -> Rating:
    """A rate beyond its margin whose population the paper does not give: amber when chance
    would explain the miss in every council of up to the rule file's size. Says so."""
    limit = rules.basis.within_chance_population
    if not limit or rating.used is None or not rating.used.within_chance or not rating.value:
        return rating
    # Events are whole, so that only populations in which the rate is so many events are asked
    # about. The more events, the less chance explains: the most that it does are searched for.
    each = facts.per / (rating.value * share)

    def excused(events: int) -> bool:
        assumed = replace(facts, population=events * each, exposure=share)
        again = rate(
            rating.value,
            rating.aim,
            polarity=rating.polarity,
            unit=rating.kind,
            facts=assumed,
            rule=rating.used,
        )
        return again.rag is Rag.AMBER

    low = math.ceil(limit / each)
    if each <= 0 or not excused(low):
        return rating
    high = low * 1000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if excused(middle) else (low, middle)
    months = round(share * 12)
    note = (
        f"beyond the margin, but in a population of up to {_thousands(low * each)} no more than "
        f"chance explains in {months} months (assumed: the paper gives no population)"
    )
    return replace(rating, rag=Rag.AMBER, notes=(*rating.notes, note), assumed=True)


def _thousands(people: float) -> str:
    return format_number(people // 1000 * 1000)
