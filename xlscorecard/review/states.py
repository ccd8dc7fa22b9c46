"""Which doubts a person has settled, and the list of them for the workbook and the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xlscorecard.model.decision import Action, Decision, ReviewLine
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.review.apply import Outcome, apply_decisions, find_value
from xlscorecard.review.decisions import decisions_in_force
from xlscorecard.review.doubts import Doubt, find_doubts

_STATES = {
    Action.ACCEPT: "Accepted as read",
    Action.CORRECT: "Corrected",
    Action.ABSENT: "Not there",
}


def states_of(
    scorecards: Sequence[Scorecard], doubts: Sequence[Doubt], decisions: Iterable[Decision]
) -> dict[int, Decision]:
    """The decision that settles each doubt, by the doubt's position."""
    by_value = {
        (d.paper, d.record, d.value): n for n, d in enumerate(doubts) if d.value is not None
    }
    by_finding = {replace(d.place, sha256=""): n for n, d in enumerate(doubts) if d.value is None}
    by_name: dict[str, list[int]] = {}
    for number, card in enumerate(scorecards):
        by_name.setdefault(card.paper.file, []).append(number)
    found: dict[int, Decision] = {}
    for decision in decisions_in_force(decisions):
        place = decision.place
        if place.code:
            at = by_finding.get(replace(place, sha256=""))
            if at is not None:
                found[at] = decision
            continue
        named = by_name.get(place.document, [])
        same = [n for n in named if scorecards[n].paper.sha256 == place.sha256]
        for number in same or (named if len(named) == 1 else []):
            value, _ = find_value(scorecards[number], decision)
            at = by_value.get((number, *value)) if value is not None else None
            if at is not None:
                found[at] = decision
    return found


def review_lines(
    scorecards: Sequence[Scorecard],
    decisions: Sequence[Decision],
    pictures: Mapping[int, str] | None = None,
) -> tuple[ReviewLine, ...]:
    """Every doubt with its state, then decisions that hold of values that are no doubt any more,
    and decisions that wait. ``scorecards`` are as read, without the decisions; ``pictures``
    gives the path of a doubt's page in a report by its position."""
    doubts = find_doubts(scorecards)
    states = states_of(scorecards, doubts, decisions)
    lines = [
        _line(scorecards, doubt, states.get(n), (pictures or {}).get(n, ""))
        for n, doubt in enumerate(doubts)
    ]
    told = set(map(id, states.values()))
    outcomes = apply_decisions(scorecards, decisions).outcomes
    lines += [_left_over(outcome) for outcome in outcomes if id(outcome.decision) not in told]
    return tuple(lines)


def _line(
    scorecards: Sequence[Scorecard], doubt: Doubt, decision: Decision | None, picture: str
) -> ReviewLine:
    card = scorecards[doubt.paper]
    record = None if doubt.record is None else card.records[doubt.record]
    place = doubt.place
    return ReviewLine(
        card.paper.file,
        doubt.page,
        place.table or None,
        place.row or None,
        place.column,
        (record.ref or "") if record else "",
        record.title if record else "",
        place.raw if doubt.value is not None else "",
        doubt.confidence,
        "; ".join(doubt.why),
        _STATES[decision.action] if decision else "To be looked at",
        decision.text if decision else "",
        decision.who if decision else "",
        decision.when if decision else "",
        picture,
    )


def _left_over(outcome: Outcome) -> ReviewLine:
    decision = outcome.decision
    place = decision.place
    state = _STATES[decision.action]
    if not outcome.holds:
        state = f"{state}, but waits: {outcome.reason}"
    return ReviewLine(
        place.document,
        None,
        place.table or None,
        place.row or None,
        place.column,
        "",
        place.title,
        "" if place.code else place.raw,
        None,
        place.raw if place.code else "",
        state,
        decision.text,
        decision.who,
        decision.when,
    )
