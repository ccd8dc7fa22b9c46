"""A paper's own sums, held against its rows: "Green = 45%; Amber = 21%", "38 of 46"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.engine.rollup import RagCounts, count_rags
from xlscorecard.model.scorecard import Kind, Rag, Record, Scorecard

# "20 Green Flag parks", "Blue Badge": no ratings.
_NO_THING = (
    r"\b(?! (?:flags?|spaces?|waste|belt|bins?|infrastructure|energy|badges?|routes?|tape|cross)\b)"
)
_COLOUR = r"(?P<colour{n}>red|amber|green|blue)" + _NO_THING + r"(?:\s+rated|\s+status)?"
_NUMBER = r"(?P<number{n}>\d{{1,4}}(?:\.\d+)?)\s*(?P<percent{n}>%|per ?cent\b)?"
# "Red: 10% or more below target", "Amber - 5% to 10%": a distance of the key, and no count.
_NO_DISTANCE = (
    r"(?![\d.])(?!\s*(?:%|per ?cent|points?\b|pp\b)|\s*(?:-|–|to)\s*\d|\s*\+|"
    r"\s+or (?:more|less|above|below|better|worse|over|under|within|greater|higher|lower)\b|"
    r"\s+(?:below|above|off|under|over|away|short|behind|adrift|adverse|better|worse|within|"
    r"against|variance|(?:of|from) (?:the |its |their )?(?:target|plan))\b)"
)
_AFTER = re.compile(
    _COLOUR.format(n=1)
    + r"\s*(?:=|:|-|–|\(|was|were|is|are|at)\s*"
    + _NUMBER.format(n=1)
    + _NO_DISTANCE,
    re.IGNORECASE,
)
_BEFORE = re.compile(
    _NUMBER.format(n=2)
    + r"\s*(?:\(\d+(?:\.\d+)?%\)\s*)?(?:(?:of\s+)?(?:the\s+)?(?:measures|indicators|kpis|pis|"
    r"targets)?\s*)?(?:(?:are|were|is|was|rated|at|as|on)\s+){0,3}" + _COLOUR.format(n=2),
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?P<part>\d{1,4})\s+(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+)?(?P<whole>\d{1,4})\b",
    re.IGNORECASE,
)
# What is counted are ratings, close behind: "46 indicators are on target", "46 (83%) green".
_RATED = re.compile(
    r"(?:\s*\([^()]{1,12}\))?\s*(?:(?:rated|performance|key|our|the|council|corporate|strategic|"
    r"measures|indicators|kpis?|pis?|targets|priorities|results|that|which|are|were|have|had|been|"
    r"being|is|was|now|currently|reported|assessed|shown|as|at|or)\s+){0,8}"
    rf"(?:green{_NO_THING}|on (?:or above )?target|(?:on or )?above target|on track|"
    r"(?:met|meeting|achieved|achieving|exceeded|exceeding) (?:their |its |the )?targets?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Checksum:
    """One sum that a paper prints, and what its rows add up to. ``holds`` is None where the
    statement cannot be tied to rows."""

    paper: str
    statement: str
    expected: str
    found: str
    holds: bool | None


def check_statements(scorecard: Scorecard) -> tuple[Checksum, ...]:
    """Check each of the paper's summary lines against its printed RAGs."""
    counts = count_rags(_printed(record) for record in scorecard.records)
    measures = sum(record.kind is Kind.MEASURE for record in scorecard.records)
    found: list[Checksum] = []
    for statement in scorecard.statements:
        found.extend(_check(scorecard.paper.file, statement, counts, measures))
    return tuple(found)


def _printed(record: Record) -> Rag | None:
    if record.rag is not None:
        return record.rag
    own = [o.rag for o in record.observations if o.rag is not None]
    return own[-1] if own else None


def _check(paper: str, statement: str, counts: RagCounts, measures: int) -> list[Checksum]:
    text = " ".join(statement.split())
    fractions = _check_fractions(paper, text, counts, measures)
    if fractions:
        return fractions
    claims = _claims(text)
    if not claims:
        return []
    rows = _counts_in_words(counts)
    if counts.rated == 0:
        return [Checksum(paper, text, "", "no row carries a RAG", None)]
    holds = all(_claim_holds(counts, rag, number, percent) for rag, number, percent in claims)
    expected = ", ".join(
        f"{rag.value} {number:g}{'%' if percent else ''}" for rag, number, percent in claims
    )
    if not holds and all(percent for _, _, percent in claims):
        fits = totals_that_fit([number for _, number, _ in claims])
        if fits:
            rows += f"; the percentages fit {', '.join(str(n) for n in fits)} rated rows"
    return [Checksum(paper, text, expected, rows, holds)]


def _counts_in_words(counts: RagCounts) -> str:
    shares = counts.percentages
    named = [f"{counts.of(rag)} {rag.value} ({shares[rag]}%)" for rag in shares]
    return f"{', '.join(named)} of {counts.rated} rated rows" if named else "no rated rows"


def _claims(text: str) -> list[tuple[Rag, float, bool]]:
    """(colour, number, whether it is a percentage) of every claim in a statement."""
    found: dict[Rag, tuple[float, bool]] = {}
    for match in _AFTER.finditer(text):
        rag = Rag(match["colour1"].lower())
        found.setdefault(rag, (float(match["number1"]), match["percent1"] is not None))
    if not found:
        for match in _BEFORE.finditer(text):
            rag = Rag(match["colour2"].lower())
            found.setdefault(rag, (float(match["number2"]), match["percent2"] is not None))
    return [(rag, number, percent) for rag, (number, percent) in found.items()]


def _claim_holds(counts: RagCounts, rag: Rag, number: float, percent: bool) -> bool:
    if not percent:
        return counts.of(rag) == number
    rounded = counts.percentages.get(rag) == number
    return rounded or _fits(counts.of(rag), counts.rated, number)


def _fits(count: int, total: int, percentage: float) -> bool:
    """Whether a share rounds to a printed percentage, at as many digits."""
    decimals = len(f"{percentage:g}".partition(".")[2])
    return abs(100 * count / total - percentage) <= 0.5 * 10.0**-decimals + 1e-9


def _check_fractions(paper: str, text: str, counts: RagCounts, measures: int) -> list[Checksum]:
    found = []
    for match in _OF.finditer(text):
        part, whole = int(match["part"]), int(match["whole"])
        if part > whole or whole < 2 or not _RATED.match(text[match.end() :]):
            continue
        # "38 of 46" in a paper of three rows is of more than the paper shows.
        ours = whole in {counts.rated, measures}
        holds = part == counts.of(Rag.GREEN) + counts.blue if ours else None
        expected = f"{part} of {whole} green"
        rows = f"{counts.of(Rag.GREEN)} green of {counts.rated} rated rows, {measures} measures"
        found.append(Checksum(paper, text, expected, rows, holds if counts.rated else None))
    return found


def totals_that_fit(percentages: Sequence[float], up_to: int = 55) -> tuple[int, ...]:
    """The numbers of rows of which all percentages can be shares that add up to the whole.

    Ordinary rounding: paper 003's 45, 21 and 34% fit 29, 38, 47 and 53 rows.
    """
    fits = []
    for total in range(2, up_to + 1):
        counts = [round(percentage * total / 100) for percentage in percentages]
        shares = [int(100 * count / total + 0.5) for count in counts]
        if sum(counts) == total and shares == [round(p) for p in percentages]:
            fits.append(total)
    return tuple(fits)
