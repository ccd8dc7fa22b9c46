"""Decisions put into scorecards: accepted values are sure, corrected ones read anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlscorecard.model.decision import Action, Decision, ValuePlace
from xlscorecard.model.scorecard import (
    Finding,
    Observation,
    Quantity,
    Record,
    Role,
    Scorecard,
    Severity,
    Status,
)
from xlscorecard.review.decisions import decisions_in_force
from xlscorecard.review.doubts import finding_place, place_of, value_of
from xlscorecard.values.quantity import parse_quantity

_WORDS = {
    Action.ACCEPT: "accepted",
    Action.CORRECT: "corrected",
    Action.ABSENT: "marked as not there",
    Action.WITHDRAW: "withdrawn",
}
_SCALES = (1, 1_000, 1_000_000, 1_000_000_000)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision and whether it holds; ``reason`` says why it waits."""

    decision: Decision
    holds: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Scorecards with the decisions in them, and what became of each decision."""

    scorecards: tuple[Scorecard, ...]
    outcomes: tuple[Outcome, ...]


def apply_decisions(scorecards: Sequence[Scorecard], decisions: Iterable[Decision]) -> Decided:
    """The scorecards as decided. A decision whose value cannot be found again changes nothing
    and says so: nothing is guessed, nothing lost."""
    in_force = decisions_in_force(decisions)
    if not in_force:
        return Decided(tuple(scorecards), ())
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, card in enumerate(scorecards):
        by_name[card.paper.file].append(number)
    chosen: dict[int, list[tuple[int, int, Decision]]] = defaultdict(list)
    looked: dict[int, list[Decision]] = defaultdict(list)
    outcomes: list[Outcome] = []
    for decision in in_force:
        paper, reason = _paper_of(decision.place, by_name, scorecards)
        if paper is None:
            outcomes.append(Outcome(decision, False, reason))
        elif decision.place.code:
            found = _has_finding(scorecards[paper], decision.place)
            if found:
                looked[paper].append(decision)
            outcomes.append(Outcome(decision, found, "" if found else "the finding is gone"))
        else:
            at, reason = find_value(scorecards[paper], decision)
            if at is not None:
                chosen[paper].append((*at, decision))
            outcomes.append(Outcome(decision, at is not None, reason))
    cards = tuple(
        _decided(card, chosen.get(number, []), looked.get(number, []))
        for number, card in enumerate(scorecards)
    )
    return Decided(cards, tuple(outcomes))


def _paper_of(
    place: ValuePlace, by_name: dict[str, list[int]], scorecards: Sequence[Scorecard]
) -> tuple[int | None, str]:
    """The paper of that name; of several with one name, the one with the same checksum."""
    named = by_name.get(place.document, [])
    same = [n for n in named if place.sha256 and scorecards[n].paper.sha256 == place.sha256]
    if same:
        return same[0], ""
    if len(named) == 1:
        return named[0], ""
    return None, "two papers have this name" if named else "the paper is not here"


def find_value(card: Scorecard, decision: Decision) -> tuple[tuple[int, int] | None, str]:
    """(record, value) of the value that a decision is about, else why it is not found.

    In the same file the place and the measure's title are enough, whatever is read there now.
    In a changed paper, or where rows have moved, title, column and text must be the same, and
    lead to one value only.
    """
    place = decision.place
    same_file = bool(place.sha256) and place.sha256 == card.paper.sha256
    alike: list[tuple[int, int]] = []
    for at, record in enumerate(card.records):
        if record.title != place.title:
            continue
        for n, value in enumerate(record.observations):
            if value.column != place.column:
                continue
            here = place_of(card, record, n)
            text = value.raw == place.raw
            if (here.table, here.row, here.nth) == (place.table, place.row, place.nth) and (
                text or same_file
            ):
                return (at, n), ""
            if text and here.nth == place.nth:
                alike.append((at, n))
    if len(alike) == 1:
        return alike[0], ""
    if alike:
        return None, "several values of this measure read the same"
    return None, "the value is read differently now: look at it again"


def _has_finding(card: Scorecard, place: ValuePlace) -> bool:
    return any(_is_about(finding_place(card, finding), place) for finding in card.findings)


def _is_about(found: ValuePlace, place: ValuePlace) -> bool:
    # A message that was settled once has the decision behind it.
    alike = replace(found, sha256="", raw="") == replace(place, sha256="", raw="")
    return alike and found.raw.startswith(place.raw)


def _decided(
    card: Scorecard, chosen: Sequence[tuple[int, int, Decision]], looked: Sequence[Decision]
) -> Scorecard:
    if not chosen and not looked:
        return card
    records = list(card.records)
    settled: dict[tuple[int, int], Decision] = {}
    for at, n, decision in chosen:
        values = list(records[at].observations)
        values[n] = decide(values[n], decision)
        records[at] = _without_judgement(records[at], tuple(values), decision)
        settled[at, n] = decision
    findings = tuple(_settle(card, f, settled, looked) for f in card.findings)
    return replace(card, records=tuple(records), findings=findings)


def _without_judgement(
    record: Record, values: tuple[Observation, ...], decision: Decision
) -> Record:
    """A judgement that rests on another figure must not stand beside the corrected one."""
    changed = decision.action is not Action.ACCEPT
    return replace(record, observations=values, judgement=None if changed else record.judgement)


def decide(value: Observation, decision: Decision) -> Observation:
    """The value as a person has decided it; what was read before stays in its note."""
    by = f"{_WORDS[decision.action]} by {decision.who} on {decision.when[:10]}"
    if decision.action is Action.ACCEPT:
        return replace(value, confidence=1.0)
    before = decision.place.raw.strip()
    if decision.action is Action.ABSENT:
        note = f"{by} (read as '{before}')"
        return replace(
            value, raw="", quantity=Quantity(status=Status.BLANK, note=note), confidence=1.0
        )
    quantity = interpret(value, decision.text)
    note = f"{by} (read as '{before}')"
    note = f"{quantity.note}; {note}" if quantity.note else note
    return replace(value, raw=decision.text, quantity=replace(quantity, note=note), confidence=1.0)


def interpret(value: Observation, text: str) -> Quantity:
    """What a corrected text means in this column: the unit and the scale (£000) of the value as
    it was read hold where the text does not say otherwise."""
    unit = value.quantity.unit
    target = value.role is Role.TARGET
    return parse_quantity(text, unit=unit, scale=_scale(value), target=target)


def _scale(value: Observation) -> int:
    amount = value.quantity.value
    if not amount:
        return 1
    plain = parse_quantity(value.raw, unit=value.quantity.unit).value
    if not plain:
        return 1
    for scale in _SCALES:
        if plain * Decimal(scale) == amount:
            return scale
    return 1


def _settle(
    card: Scorecard,
    finding: Finding,
    settled: dict[tuple[int, int], Decision],
    looked: Sequence[Decision],
) -> Finding:
    """A settled finding is a remark; it says who settled it."""
    if finding.severity is not Severity.LOOK:
        return finding
    here = finding_place(card, finding)
    decision = next((d for d in looked if _is_about(here, d.place)), None)
    if decision is None:
        for (at, n), candidate in settled.items():
            source = card.records[at].source
            on_row = (finding.table, finding.row) == (source.table, source.row)
            if on_row and value_of(card.records[at], finding) == n:
                decision = candidate
                break
    if decision is None:
        return finding
    said = f"{_WORDS[decision.action]} by {decision.who} on {decision.when[:10]}"
    return replace(finding, severity=Severity.INFO, message=f"{finding.message} ({said})")
