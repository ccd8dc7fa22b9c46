"""A record as the matching sees it: whose it is, when, what it is called, what it printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlscorecard.engine.figures import find_figures, period_key, plain_number
from xlscorecard.history.wording import Wording, likeness, read_wording, sets_apart
from xlscorecard.model.scorecard import Kind, Observation, Paper, Record, Role, Scorecard, Unit
from xlscorecard.values.catalogue import CatalogueMeasure, catalogue, find_measure
from xlscorecard.values.confusables import fold_words
from xlscorecard.values.period import year_of
from xlscorecard.values.reference import normalise_code

# A wording this close to a national measure's, and this much closer than to any other, is it.
_NATIONAL, _CLEARLY = 0.75, 0.15
_COUNCIL_WORDS = re.compile(
    r"\b(?:the|royal|london|metropolitan|unitary|county|city|borough|district|council|councils|"
    r"authority|corporation|of|and|mbc|cc|bc|dc|lbc?|rb)\b|[^a-z ]"
)
# Cells and titles that tell of a new definition, and the year from which it holds.
_REDEFINED = re.compile(
    r"\b(?:new|revised|changed|amended) (?:definition|methodology|calculation|basis)\b|"
    r"\b(?:definition|methodology|basis)(?: of \w+)? (?:has |was |is )?(?:been )?"
    r"(?:changed|revised|amended|new)\b|"
    r"\bchange (?:in|of|to) (?:the )?(?:definition|methodology)\b|"
    r"\bnot comparable (?:with|to) (?:previous|earlier|prior|last)\b"
)
_YEAR = re.compile(r"\b(20\d\d)\s?[/-]\s?(?:20)?(\d\d)\b")


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A dated figure of a record; ``quantum`` the size of its last printed digit."""

    period: str
    value: float
    quantum: float
    observation: Observation
    own: bool


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One measure in one paper. ``order`` sorts papers in time; ``period`` is its latest own
    figure's, else the paper's. ``remark`` tells of a new definition, from ``redefined`` on."""

    council: str
    council_name: str
    paper: int
    order: tuple[int, int, str]
    paper_period: str | None
    record: Record
    period: str | None
    wording: Wording
    ref: str | None
    key: str | None
    unit: Unit | None
    section: str
    figures: tuple[Figure, ...]
    remark: str = ""
    redefined: str | None = None

    @property
    def year(self) -> str | None:
        """The financial year of its latest own figure."""
        return year_of(self.period)


def read_rows(scorecards: Sequence[Scorecard]) -> list[Row]:
    """The measures of all papers; risks, actions and self-ratings are left out."""
    found: list[Row] = []
    names = name_councils([card.paper for card in scorecards])
    for number, card in enumerate(scorecards):
        period = card.paper.reporting_period or _latest(card)
        key = period_key(period) or (9999, 0)
        name = names[number]
        for record in card.records:
            if record.kind is Kind.MEASURE and record.title.strip():
                order = (*key, card.paper.file)
                found.append(_row(record, number, order, period, name))
    return found


def name_councils(papers: Sequence[Paper]) -> list[str]:
    """The council of each paper. One that names none belongs to the council whose name its title
    holds, or whose papers have file names that start alike, or to the only one there is."""
    known: dict[str, str] = {}
    starts: dict[str, set[str]] = {}
    for paper in papers:
        if paper.organisation:
            key = council_key(paper.organisation)
            known.setdefault(key, paper.organisation)
            starts.setdefault(_start(paper.file), set()).add(key)
    return [paper.organisation or known.get(_guess(paper, known, starts), "") for paper in papers]


def _guess(paper: Paper, known: Mapping[str, str], starts: Mapping[str, set[str]]) -> str:
    words = set(re.findall(r"[a-z]+", fold_words(f"{paper.title or ''} {paper.file}")))
    told = [key for key in known if set(key.split()) <= words]
    if told:
        return max(told, key=len)
    alike = starts.get(_start(paper.file), set()) if _start(paper.file) else set()
    candidates = alike or set(known)
    return next(iter(candidates)) if len(candidates) == 1 else ""


def _start(file: str) -> str:
    """The letters that a file name starts with: "NCC-2014-15-Q2.pdf" gives "ncc"."""
    found = re.match(r"[a-z]{2,}", file.casefold())
    return found[0] if found else ""


def _latest(card: Scorecard) -> str | None:
    dated = [
        (key, o.period)
        for record in card.records
        for o in record.observations
        if o.role is Role.ACTUAL and plain_number(o) is not None and (key := period_key(o.period))
    ]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def _row(
    record: Record, paper: int, order: tuple[int, int, str], paper_period: str | None, name: str
) -> Row:
    picked = find_figures(record, paper_period)
    period = picked.as_at if picked.actual is not None else paper_period
    if period is None or year_of(period) is None:
        period = paper_period
    key = record.catalogue if record.catalogue and record.catalogue[0] in "AB" else None
    if key is None and (record.catalogue is None or record.catalogue[:2] == "N:"):
        measure = find_measure(record.ref, record.title, period) or national(
            read_wording(record.title), year_of(period), _unit(record)
        )
        key = measure.key if measure is not None else None
    remark, redefined = _new_definition(record, year_of(period))
    return Row(
        council_key(name),
        name,
        paper,
        order,
        paper_period,
        record,
        period,
        read_wording(record.title),
        normal_ref(record.ref),
        key,
        _unit(record),
        fold_words(record.section[-1]) if record.section else "",
        tuple(_figures(record, paper_period)),
        remark,
        redefined,
    )


def council_key(name: str) -> str:
    """The telling words of a council's name: "Leeds City Council" and "City of Leeds" are one."""
    words = _COUNCIL_WORDS.sub(" ", fold_words(name)).split()
    return " ".join(sorted(words)) or fold_words(name)


def normal_ref(ref: str | None) -> str | None:
    """A reference without spaces, points and case; ASCOF codes in their normal form."""
    if not ref:
        return None
    return normalise_code(ref) or re.sub(r"[\s._:/()-]+", "", ref).upper() or None


@lru_cache(maxsize=16384)
def national(wording: Wording, year: str | None, unit: Unit | None) -> CatalogueMeasure | None:
    """The national measure of a year whose wording this plainly is, however it drifted."""
    if year is None or len(wording.words) < 2:
        return None
    ranked: list[tuple[float, CatalogueMeasure]] = []
    for measure in catalogue():
        if measure.key[0] == "N" or not measure.ran_in(year):
            continue
        other_unit = unit is not None and measure.unit is not None and unit is not measure.unit
        counts = wording.kind == "number" and measure.unit is Unit.PERCENT
        if other_unit or counts or sets_apart(wording, read_wording(measure.title)):
            continue
        texts = [read_wording(text) for text in (measure.title, *measure.aliases)]
        close = max(
            (likeness(wording, text, {}) for text in texts if not sets_apart(wording, text)),
            default=0.0,
        )
        ranked.append((close, measure))
    ranked.sort(key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < _NATIONAL:
        return None
    clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _CLEARLY
    return ranked[0][1] if clear else None


def _unit(record: Record) -> Unit | None:
    for role in (Role.ACTUAL, Role.PREVIOUS, Role.TARGET):
        for o in record.observations:
            if o.role is role and o.quantity.unit is not None:
                return o.quantity.unit
    return None


def _figures(record: Record, paper_period: str | None) -> list[Figure]:
    own = find_figures(record, paper_period).actual
    found: list[Figure] = []
    for o in record.observations:
        value = plain_number(o)
        if value is None or o.role not in {Role.ACTUAL, Role.PREVIOUS}:
            continue
        period = _stands_for(o, paper_period)
        if period is not None and period_key(period) is not None:
            quantum = float(o.quantity.quantum) if o.quantity.quantum else 0.0
            found.append(Figure(period, value, quantum, o, o is own))
    return found


def _stands_for(o: Observation, paper_period: str | None) -> str | None:
    """A year's column in a paper of its first three quarters holds the year so far."""
    if o.role is Role.PREVIOUS:
        return o.period
    if o.period is None:
        return paper_period
    part = paper_period is not None and " Q" in paper_period and not paper_period.endswith("Q4")
    if part and o.period == year_of(paper_period):
        return paper_period
    return o.period


def _new_definition(record: Record, year: str | None) -> tuple[str, str | None]:
    texts = (record.title, *record.section[-1:], *(body for _, body in record.text))
    for text in (*texts, *(o.quantity.note or "" for o in record.observations)):
        words = fold_words(text)
        match = _REDEFINED.search(words)
        if match is None:
            continue
        named = _YEAR.search(words, match.end(), match.end() + 40)
        said = f"{named[1]}/{named[2]}" if named else None
        fits = said is not None and (year is None or said <= year)
        return " ".join(text.split())[:200], said if fits else year
    return "", None
