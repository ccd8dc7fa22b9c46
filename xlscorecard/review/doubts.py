"""What is doubtful in scorecards: values read with little confidence, and all findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlscorecard.model.decision import SURE, ValuePlace
from xlscorecard.model.scorecard import Finding, Observation, Record, Scorecard, Severity


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubtful value, row or paper, with where it stands in the scorecards.

    ``record`` and ``value`` are positions (from 0) or None for a finding about a whole paper or
    row. ``why`` says what is doubtful, one reason a line.
    """

    place: ValuePlace
    paper: int
    record: int | None
    value: int | None
    page: int | None
    confidence: float | None
    why: tuple[str, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """Values first, the least sure first; then rows, then papers, in reading order."""
        rank = 0 if self.value is not None else 1 if self.record is not None else 2
        sure = self.confidence if self.confidence is not None else 1.0
        return rank, sure, self.paper, self.place.table, self.place.row, self.value or 0


def find_doubts(scorecards: Sequence[Scorecard]) -> tuple[Doubt, ...]:
    """All doubts of all papers, most doubtful first."""
    found: list[Doubt] = []
    for number, card in enumerate(scorecards):
        found += _doubts_of(card, number)
    return tuple(sorted(found, key=lambda doubt: doubt.order))


def place_of(card: Scorecard, record: Record, at: int) -> ValuePlace:
    """The place of a record's value number ``at``."""
    value = record.observations[at]
    nth = sum(o.column == value.column for o in record.observations[:at])
    source = record.source
    return ValuePlace(
        card.paper.file,
        card.paper.sha256,
        source.table,
        source.row,
        value.column,
        nth,
        record.title,
        value.raw,
    )


def finding_place(card: Scorecard, finding: Finding) -> ValuePlace:
    """The place of a finding that is about no single value; its message is its text."""
    return ValuePlace(
        card.paper.file,
        card.paper.sha256,
        finding.table or 0,
        finding.row or 0,
        finding.column or "",
        finding.page or 0,
        "",
        finding.message,
        finding.code,
    )


def value_of(record: Record, finding: Finding) -> int | None:
    """The position of the value that a finding about this row points at."""
    if finding.column is None:
        return None
    named = [n for n, o in enumerate(record.observations) if o.column == finding.column]
    quoted = [n for n in named if repr(record.observations[n].raw.strip()) in finding.message]
    return next(iter(quoted or named), None)


def _doubts_of(card: Scorecard, number: int) -> Iterator[Doubt]:
    rows = {(r.source.table, r.source.row): at for at, r in reversed([*enumerate(card.records)])}
    told: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in card.findings:
        if finding.severity is not Severity.LOOK:
            continue
        at = rows.get((finding.table or 0, finding.row or 0))
        value = None if at is None else value_of(card.records[at], finding)
        if at is not None and value is not None:
            told[at, value].append(finding)
        else:
            yield _other(card, number, at, finding)
    for at, record in enumerate(card.records):
        for n, value_read in enumerate(record.observations):
            findings = told.get((at, n), [])
            if value_read.confidence < SURE or findings:
                why = tuple(f.message for f in findings) or (_unsure(value_read),)
                yield Doubt(
                    place_of(card, record, n),
                    number,
                    at,
                    n,
                    value_read.page or record.source.page,
                    value_read.confidence,
                    why,
                )


def _unsure(value: Observation) -> str:
    return f"read with confidence {value.confidence:.2f}"


def _other(card: Scorecard, number: int, at: int | None, finding: Finding) -> Doubt:
    page = finding.page
    if page is None and at is not None:
        page = card.records[at].source.page
    place = finding_place(card, finding)
    return Doubt(place, number, at, None, page, None, (finding.message,))
