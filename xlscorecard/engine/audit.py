"""Printed against computed: agreement, reasons, and what would explain a difference.

A printed RAG is a published judgement; a difference is a question, not an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from xlscorecard.engine.checksum import Checksum, check_statements
from xlscorecard.engine.difference import RAG_WORDS, smallest_change, smallest_dead_band
from xlscorecard.engine.evaluate import Context, context_of, printed_rag, rags_agree, rate_record
from xlscorecard.engine.figures import find_figures, rated_periods
from xlscorecard.engine.paper_key import NO_KEY
from xlscorecard.engine.rating import parse_unit
from xlscorecard.engine.record_trend import RANK, trend_of_record
from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.engine.sentence import explain
from xlscorecard.engine.trend import direction_of_judgement
from xlscorecard.model.scorecard import (
    Polarity,
    Rag,
    Record,
    Scorecard,
    Trend,
    TrendMeans,
)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One record's printed and computed judgement.

    ``agrees`` is None when either is missing. ``period`` is given for an earlier period that
    has a RAG of its own. ``assumes``: the computed one rests on an assumption.
    """

    council: str
    paper: str
    page: int | None
    table: int
    row: int
    ref: str | None
    title: str
    period: str
    what: str
    printed: str
    computed: str
    agrees: bool | None
    rule: str
    reason: str
    change: str = ""
    assumes: bool = False

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        page = "" if self.page is None else f"p.{self.page} "
        period = f" ({self.period})" if self.period else ""
        return f"{self.paper} {page}table {self.table} row {self.row}{period}"

    @property
    def name(self) -> str:
        """The measure: its reference and title."""
        return " ".join(part for part in (self.ref, self.title) if part)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often printed and computed agree in one group.

    ``open`` counts the differences that rest on an assumption: they may be the assumption's
    fault and are no disagreements. ``left_out`` are those with nothing to compare.
    """

    group: str
    agree: int
    disagree: int
    open: int
    left_out: int

    @property
    def compared(self) -> int:
        return self.agree + self.disagree + self.open

    @property
    def sentence(self) -> str:
        left = f"{self.left_out} left out"
        if self.compared == 0:
            return f"{self.group}: nothing to compare; {left}"
        share = f"{self.agree} of {self.compared} agree ({self.agree / self.compared:.0%})"
        open_ = f"; {self.open} differ on an assumption" if self.open else ""
        return f"{self.group}: {share}{open_}; {left}"


@dataclass(frozen=True, slots=True)
class Audit:
    """All rows in which something is printed, and the checksums of the papers' own text."""

    rows: tuple[AuditRow, ...]
    checksums: tuple[Checksum, ...]

    @property
    def disagreements(self) -> tuple[AuditRow, ...]:
        """Where printed and computed differ and nothing was assumed."""
        return tuple(row for row in self.rows if row.agrees is False and not row.assumes)

    @property
    def open_questions(self) -> tuple[AuditRow, ...]:
        """Where they differ, and the computed one rests on an assumption."""
        return tuple(row for row in self.rows if row.agrees is False and row.assumes)

    def by(self, group: str, what: str = "RAG") -> tuple[Agreement, ...]:
        """Agreement by "council", "paper", "rule" or "measure", in order of appearance."""
        groups: dict[str, list[AuditRow]] = {}
        for row in self.rows:
            if row.what == what:
                name = row.name if group == "measure" else str(getattr(row, group))
                groups.setdefault(name or "not stated", []).append(row)
        return tuple(_agreement(name, rows) for name, rows in groups.items())

    def left_out(self, what: str = "RAG") -> tuple[tuple[str, int], ...]:
        """Why printed judgements were not compared, the most frequent reason first."""
        reasons = Counter(
            row.reason.removeprefix("No rating: ")
            if not row.computed
            else f"printed {row.printed}, computed {row.computed}"
            if row.what == "RAG"
            else row.reason.rpartition("; ")[2]
            for row in self.rows
            if row.what == what and row.agrees is None
        )
        return tuple(reasons.most_common())

    def total(self, what: str = "RAG") -> Agreement:
        return _agreement(what, [row for row in self.rows if row.what == what])


def _agreement(group: str, rows: list[AuditRow]) -> Agreement:
    counts = Counter(row.agrees for row in rows)
    assumed = sum(row.agrees is False and row.assumes for row in rows)
    return Agreement(group, counts[True], counts[False] - assumed, assumed, counts[None])


def audit(scorecards: Iterable[Scorecard], rules: RuleSet | None = None) -> Audit:
    """Hold every printed RAG and trend against the computed one."""
    rows: list[AuditRow] = []
    checksums: list[Checksum] = []
    for scorecard in scorecards:
        context = context_of(scorecard, rules)
        for record in scorecard.records:
            rows.extend(_audit_record(record, scorecard, context))
            for then, period in rated_periods(record, context.reporting_period):
                at_the_time = replace(context, reporting_period=period)
                rows.extend(_audit_record(then, scorecard, at_the_time, period))
        checksums.extend(check_statements(scorecard))
    return Audit(tuple(rows), tuple(checksums))


def _audit_record(
    record: Record, scorecard: Scorecard, context: Context, period: str = ""
) -> list[AuditRow]:
    blank = AuditRow(
        council=scorecard.paper.organisation or "council not stated",
        paper=scorecard.paper.file,
        page=record.source.page,
        table=record.source.table,
        row=record.source.row,
        ref=record.ref,
        title=record.title,
        period=period,
        what="RAG",
        printed="",
        computed="",
        agrees=None,
        rule="none",
        reason="",
    )
    rows = []
    printed = printed_rag(record, context)
    if printed is not None:
        rows.append(_audit_rag(blank, record, printed, context))
    if record.trend is not None:
        rows.append(_audit_trend(blank, record, record.trend, context))
    return rows


def _audit_rag(blank: AuditRow, record: Record, printed: Rag, context: Context) -> AuditRow:
    rating = rate_record(record, context)
    done = replace(
        blank,
        printed=RAG_WORDS[printed],
        computed="" if rating.rag is None else RAG_WORDS[rating.rag],
        rule=rating.rule,
        reason=explain(rating),
        assumes=rating.assumed,
    )
    agrees = rags_agree(printed, rating)
    if agrees is None:
        return done
    change = "" if agrees else smallest_change(rating, printed)
    if not agrees:
        change = "; ".join(
            part for part in (change, _other_basis(record, printed, context)) if part
        )
    return replace(done, agrees=agrees, change=change)


def _other_basis(record: Record, printed: Rag, context: Context) -> str:
    """Whether another reading of the target alone would explain the printed colour."""
    for profile, words in (
        ("none", "explained if the target is compared as it stands, not brought to the date"),
        ("straight", "explained if the target is for the whole year and builds up evenly"),
    ):
        if profile != context.rules.basis.profile:
            basis = replace(context.rules.basis, profile=profile)
            other = replace(context, rules=replace(context.rules, basis=basis))
            if rate_record(record, other).rag is printed:
                return words
    keyless = replace(context, key=NO_KEY)
    if context.key.rule is not None and rate_record(record, keyless).rag is printed:
        return "explained if the paper's key is set aside"
    return ""


def _audit_trend(blank: AuditRow, record: Record, printed: Trend, context: Context) -> AuditRow:
    found = trend_of_record(record, context.rules, context.reporting_period)
    done = replace(
        blank,
        what="trend",
        printed=printed.value,
        computed="" if found.trend is None else found.trend.value,
        rule="quartile" if found.note == RANK else "two points",
        reason=found.reason,
        # Papers do not print with which earlier figure their arrow compares.
        assumes=found.trend is not None and found.note != RANK,
    )
    if found.trend is None:
        return done
    agrees, why = trends_agree(record, printed, found.trend, rank=found.note == RANK)
    change = ""
    if agrees is False and found.note != RANK:
        kind = parse_unit(find_figures(record, context.reporting_period).unit)
        change = smallest_dead_band(found, printed, kind)
    reason = "; ".join(p for p in (found.reason, why) if p)
    return replace(done, agrees=agrees, reason=reason, change=change)


def trends_agree(
    record: Record, printed: Trend, computed: Trend, *, rank: bool = False
) -> tuple[bool | None, str]:
    """Whether a printed arrow or word says what was computed; None where it is not told what
    the arrow means."""
    arrow = printed in {Trend.UP, Trend.FLAT, Trend.DOWN}
    judged = computed in {Trend.IMPROVING, Trend.STEADY, Trend.DECLINING}
    if rank or (not arrow and judged):
        return printed is computed, ""
    if not arrow:
        return None, "no polarity is stated, so the printed judgement cannot be checked"
    if printed is Trend.FLAT or computed in {Trend.FLAT, Trend.STEADY}:
        return (printed is Trend.FLAT) == (computed in {Trend.FLAT, Trend.STEADY}), ""
    if record.trend_means is TrendMeans.PERFORMANCE and judged:
        return (printed is Trend.UP) == (computed is Trend.IMPROVING), ""
    if record.trend_means is TrendMeans.VALUE:
        return direction_of_judgement(computed, record.polarity) is printed, ""
    if not judged and record.polarity == Polarity.NEUTRAL:
        return printed is computed, ""
    direction = direction_of_judgement(computed, record.polarity)
    if judged and record.polarity == Polarity.HIGHER and direction is not None:
        return printed is direction, ""
    return None, "the paper does not say whether its arrows show the value or the performance"
