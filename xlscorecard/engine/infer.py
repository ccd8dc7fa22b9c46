"""``rules infer``: the simplest rule that explains a council's own printed RAGs.

Every rule of the catalogue is tried on the rows that carry a red, amber or green, a figure
and a target. The one that explains most wins; of equals the simplest. How sure that is
follows from how many others explain as many, and from cross-validation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlscorecard.engine.candidates import Candidate, catalogue_of_rules
from xlscorecard.engine.evaluate import (
    Context,
    find_footing,
    margin_of_its_own,
    printed_rag,
    rate_on_footing,
)
from xlscorecard.engine.figures import rated_periods
from xlscorecard.engine.footing import Footing
from xlscorecard.engine.paper_key import NO_KEY
from xlscorecard.engine.rating import Rating, Rule, parse_unit
from xlscorecard.engine.rules import default_rules
from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.engine.sentence import explain
from xlscorecard.engine.subject import Subject, facts_of
from xlscorecard.model.scorecard import Kind, Rag, Record, Scorecard

# From so many rows on, rules are chosen on some and tested on the others.
FEWEST_TO_VALIDATE = 10
FOLDS = 5
_RATED = {Rag.RED, Rag.AMBER, Rag.GREEN}


@dataclass(frozen=True, slots=True)
class Row:
    """One printed RAG with what is needed to try rules on it, by profile."""

    record: Record
    paper: str
    printed: Rag
    footings: tuple[tuple[str, Subject, Footing], ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A row that the inferred rule does not explain."""

    paper: str
    page: int | None
    name: str
    printed: Rag
    computed: Rag | None
    why: str


@dataclass(frozen=True, slots=True)
class Inferred:
    """What was inferred, how well it explains, and how sure that is.

    ``own`` counts the rows that have a floor or a tolerance of their own: they tell nothing of
    a rule for all. ``cuts`` says how far short the rows of each colour fall.
    """

    rules: RuleSet | None
    explained: int
    rows: int
    left_out: int
    own: int
    contradictions: tuple[Contradiction, ...]
    as_good: tuple[str, ...]
    validated: float | None
    doubts: tuple[str, ...]
    cuts: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The finding in words, for the screen and for the rule file's head."""
        if self.rules is None:
            return tuple(self.doubts)
        share = self.explained / self.rows
        lines = [f"{self.rules.title}: explains {self.explained} of {self.rows} rows ({share:.0%})"]
        if self.left_out:
            lines.append(f"left out for want of a figure, target or polarity: {self.left_out}")
        if self.own:
            lines.append(f"left out, judged by a floor or tolerance of their own: {self.own}")
        if self.cuts:
            lines.append(self.cuts)
        if self.as_good:
            named = "; ".join(self.as_good[:5])
            more = "" if len(self.as_good) <= 5 else f" and {len(self.as_good) - 5} more"
            others = "other rule explains" if len(self.as_good) == 1 else "other rules explain"
            lines.append(f"{len(self.as_good)} {others} as many: {named}{more}")
        else:
            lines.append("no other rule of the catalogue explains as many")
        if self.validated is not None:
            lines.append(
                f"chosen on some rows and tested on the others, it explains {self.validated:.0%}"
            )
        return (*lines, *self.doubts)


def infer_rules(scorecards: Sequence[Scorecard], base: RuleSet | None = None) -> Inferred:
    """The simplest rule that explains most printed RAGs of some papers of one council."""
    base = base or default_rules()
    rows, left_out, own = _find_rows(scorecards, base)
    if not rows:
        why = "no row carries a red, amber or green, a figure, a target and a polarity"
        if own:
            why = f"{own} rows have a floor or a tolerance of their own, and no other can be judged"
        return Inferred(None, 0, 0, left_out, own, (), (), None, (why,))
    tried = [
        (candidate, profile)
        for candidate in catalogue_of_rules()
        for profile in ("straight", "none")
        if profile == "straight" or _profile_matters(rows)
    ]
    hits = [[_hit(row, candidate, profile, base) for row in rows] for candidate, profile in tried]
    scores = [sum(hit) for hit in hits]
    best = scores.index(max(scores))
    candidate, profile = tried[best]
    as_good = tuple(
        _title(*tried[place])
        for place, score in enumerate(scores)
        if score == scores[best] and place != best
    )
    councils = {s.paper.organisation for s in scorecards if s.paper.organisation}
    rules = RuleSet(
        name="inferred",
        title=_title(candidate, profile),
        council=councils.pop() if len(councils) == 1 else "",
        source=f"Inferred from {len(rows)} printed RAGs in {_papers(scorecards)}",
        entries=candidate.entries + base.entries,
        basis=replace(base.basis, profile=profile),
        trend=base.trend,
        own=len(candidate.entries),
    )
    return Inferred(
        rules,
        scores[best],
        len(rows),
        left_out,
        own,
        _contradictions(rows, candidate, profile, base),
        as_good,
        _validate(hits, len(rows)),
        _doubts(rows, scores[best]),
        _cuts(rows, profile),
    )


def _title(candidate: Candidate, profile: str) -> str:
    if profile == "none":
        return f"{candidate.title}; year-end targets compared as they stand"
    return candidate.title


def _papers(scorecards: Sequence[Scorecard]) -> str:
    names = [scorecard.paper.file for scorecard in scorecards]
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _find_rows(scorecards: Sequence[Scorecard], base: RuleSet) -> tuple[list[Row], int, int]:
    """The rows to go by, how many were left out, and how many have thresholds of their own."""
    rows: list[Row] = []
    left_out = own = 0
    for scorecard in scorecards:
        for record, period in _with_earlier_periods(scorecard):
            context = Context(base, NO_KEY, period)
            printed = printed_rag(record, context)
            if printed not in _RATED or printed is None:
                continue
            row = _find_row(record, scorecard, printed, context)
            if row is None:
                left_out += 1
            elif _judged_by_its_own(row.footings[0][1]):
                own += 1
            else:
                rows.append(row)
    return rows, left_out, own


def _judged_by_its_own(subject: Subject) -> bool:
    return facts_of(subject).amber_at is not None or margin_of_its_own(subject) != (None, "")


def _cuts(rows: Sequence[Row], profile: str) -> str:
    """How far short of their target, in per cent of it, the rows of each colour fall."""
    short: dict[Rag, list[float]] = {}
    for row in rows:
        _, subject, footing = next(f for f in row.footings if f[0] == profile)
        rating = rate_on_footing(subject, footing, Rule("strict"), default_rules())
        target = footing.aim.target
        if rating.gap is not None and rating.gap > 0 and target:
            short.setdefault(row.printed, []).append(100 * rating.gap / abs(target))
    words = []
    for rag, end in ((Rag.GREEN, max), (Rag.AMBER, max), (Rag.RED, min)):
        if rag in short:
            size = f"{end(short[rag]):.1f}%"
            reach = f"from {size} on" if rag is Rag.RED else f"up to {size}"
            words.append(f"{rag.value} {reach}")
    return f"short of their target the rows are printed {', '.join(words)}" if words else ""


def _with_earlier_periods(scorecard: Scorecard) -> Iterator[tuple[Record, str | None]]:
    """Every record, and as it stood in each earlier period that has a RAG of its own."""
    reporting_period = scorecard.paper.reporting_period
    for record in scorecard.records:
        yield record, reporting_period
        yield from rated_periods(record, reporting_period)


def _find_row(record: Record, scorecard: Scorecard, printed: Rag, context: Context) -> Row | None:
    if record.kind is not Kind.MEASURE:
        return None
    footings = []
    for profile in ("straight", "none"):
        basis = replace(context.rules.basis, profile=profile)
        rules = replace(context.rules, basis=basis)
        subject, footing = find_footing(record, replace(context, rules=rules))
        if footing is None or footing.reason or footing.other is not None:
            return None
        if rate_on_footing(subject, footing, Rule("strict"), rules).rag is None:
            return None
        footings.append((profile, subject, footing))
    return Row(record, scorecard.paper.file, printed, tuple(footings))


def _profile_matters(rows: Sequence[Row]) -> bool:
    return any(row.footings[0][2].aim != row.footings[1][2].aim for row in rows)


def _rate(row: Row, candidate: Candidate, profile: str, base: RuleSet) -> Rating:
    _, subject, footing = next(f for f in row.footings if f[0] == profile)
    kind = parse_unit(subject.figures.unit)
    rules = replace(base, entries=candidate.entries + base.entries)
    rule = rules.rule_for(kind, footing.aim)
    return rate_on_footing(subject, footing, rule, rules)


def _hit(row: Row, candidate: Candidate, profile: str, base: RuleSet) -> bool:
    return _rate(row, candidate, profile, base).rag is row.printed


def _contradictions(
    rows: Sequence[Row], candidate: Candidate, profile: str, base: RuleSet
) -> tuple[Contradiction, ...]:
    found = []
    for row in rows:
        rating = _rate(row, candidate, profile, base)
        if rating.rag is not row.printed:
            name = " ".join(part for part in (row.record.ref, row.record.title) if part)
            page = row.record.source.page
            found.append(
                Contradiction(row.paper, page, name, row.printed, rating.rag, explain(rating))
            )
    return tuple(found)


def _validate(hits: Sequence[Sequence[bool]], rows: int) -> float | None:
    """Share of rows explained by the rule that was chosen without them."""
    if rows < FEWEST_TO_VALIDATE:
        return None
    right = 0
    for fold in range(FOLDS):
        kept = [place for place in range(rows) if place % FOLDS != fold]
        scores = [sum(hit[place] for place in kept) for hit in hits]
        chosen = hits[scores.index(max(scores))]
        right += sum(chosen[place] for place in range(rows) if place % FOLDS == fold)
    return right / rows


def _doubts(rows: Sequence[Row], explained: int) -> tuple[str, ...]:
    doubts = []
    printed = {row.printed for row in rows}
    for rag in (Rag.RED, Rag.AMBER, Rag.GREEN):
        if rag not in printed:
            cut = "amber ends and red begins" if rag is Rag.RED else f"{rag.value} applies"
            doubts.append(f"no row is printed {rag.value}: nothing tells where {cut}")
    always = max(sum(row.printed is rag for row in rows) for rag in printed)
    if explained <= always:
        doubts.append("calling every row its most frequent colour explains as many")
    if len(rows) < FEWEST_TO_VALIDATE:
        doubts.append(
            f"only {len(rows)} rows: too few to test the rule on rows it was not chosen on"
        )
    assumed = sum(row.footings[0][2].assumed for row in rows)
    if assumed:
        doubts.append(f"{assumed} rows rest on a year-end target that was brought to the date")
    return tuple(doubts)
