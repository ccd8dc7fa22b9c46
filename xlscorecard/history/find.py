"""``find_histories``: every measure of an archive through the years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.history.breaks import definition_of, find_breaks, measures_of
from xlscorecard.history.lines import find_lines, read_line
from xlscorecard.history.match import Group, Score, match_rows
from xlscorecard.history.rows import Row, read_rows
from xlscorecard.history.series import Apart, Break, History, Member, Series
from xlscorecard.model.scorecard import Polarity, Scorecard, Unit
from xlscorecard.values.catalogue import catalogue


def find_histories(scorecards: Iterable[Scorecard], rules: RuleSet) -> tuple[History, ...]:
    """The measures of all councils, each with its series in time, in the order of the papers.

    No series lies across a break in definition. Measures that followed each other under
    another national code (2B became 2D in 2023/24) are one history of several series.
    """
    groups = match_rows(read_rows(tuple(scorecards)))
    names = _council_names(groups)
    number = 0
    found: list[History] = []
    for chain in _chains(groups):
        council = names[chain[0].rows[0].council]
        history, number = _history(council, chain, rules, number)
        found.append(history)
    return tuple(found)


def _council_names(groups: Sequence[Group]) -> dict[str, str]:
    """The commonest way in which each council's papers write its name."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for row in group.rows:
            counted[row.council][row.council_name] += bool(row.council_name)
    return {
        key: names.most_common(1)[0][0] or "(council not named)" for key, names in counted.items()
    }


def _chains(groups: Sequence[Group]) -> list[list[Group]]:
    """Groups of a council that follow each other by the catalogue's word, earliest first."""
    successors = {m.key: m.successor[0] for m in catalogue() if m.successor}
    by_key: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        for key in sorted(group.keys):
            by_key[group.rows[0].council, key].append(group)
    following: dict[int, Group] = {}
    followers: set[int] = set()
    for group in groups:
        for key in sorted(group.keys):
            later = by_key.get((group.rows[0].council, successors.get(key, "")), [])
            # Two rows of one code (a total and an area) tell nothing of which follows which.
            alone = len(by_key[group.rows[0].council, key]) == 1
            if len(later) == 1 and alone and id(later[0]) not in followers:
                following[id(group)] = later[0]
                followers.add(id(later[0]))
    chains: list[list[Group]] = []
    for group in groups:
        if id(group) in followers:
            continue
        chain = [group]
        while id(chain[-1]) in following:
            chain.append(following[id(chain[-1])])
        chains.append(chain)
    return chains


def _history(
    council: str, chain: Sequence[Group], rules: RuleSet, number: int
) -> tuple[History, int]:
    rows = [row for group in chain for row in group.rows]
    polarity, unit = _polarity(chain), _commonest(row.unit for row in rows)
    series: list[Series] = []
    breaks: dict[str, str] = {}
    waiting: tuple[Apart, ...] = ()
    for place, group in enumerate(chain):
        if series:
            at = min((row.year for row in group.rows if row.year), default="")
            became = f"{_codes(chain[place - 1])} became {_codes(group)}"
            breaks[_first_year(group) or at] = became
        own = find_breaks(group, rules)
        for definition in range(len(own) + 1):
            members = _members(group, own, definition)
            lines, restated, apart = find_lines(group.rows, own, definition)
            waiting += apart
            if not members and not lines:
                continue
            if series and definition:
                breaks.setdefault(own[definition - 1].at, own[definition - 1].why)
            number += 1
            lines = tuple(read_line(line, polarity, unit, rules) for line in lines)
            name = _name(group, own, definition)
            series.append(Series(number, name, members, lines, restated, waiting))
            waiting = ()
    if waiting and series:
        series[-1] = replace(series[-1], apart=series[-1].apart + waiting)
    last = rows[-1]
    history = History(
        council,
        _measure_name(chain),
        last.record.title,
        next((row.record.ref for row in reversed(rows) if row.record.ref), None),
        unit,
        polarity,
        tuple(series),
        tuple(Break(at, why) for at, why in sorted(breaks.items())),
    )
    return history, number


def _members(group: Group, breaks: Sequence[Break], definition: int) -> tuple[Member, ...]:
    return tuple(
        _member(row, score, doubt)
        for row, score, doubt in zip(group.rows, group.scores, group.doubts, strict=True)
        if definition_of(row.year, breaks) == definition
    )


def _member(row: Row, score: Score, doubt: str) -> Member:
    record = row.record
    return Member(
        record.source,
        row.period,
        record.title,
        record.ref,
        round(min(1.0, score.value), 3),
        score.why,
        doubt,
    )


def _name(group: Group, breaks: Sequence[Break], definition: int) -> str:
    began = _first_year(group)
    start = breaks[definition - 1].at if definition else ""
    start = f"from {start}" if start and start != began else ""
    end = f"before {breaks[definition].at}" if definition < len(breaks) else ""
    return " ".join(part for part in (_codes(group), start, end) if part)


def _codes(group: Group) -> str:
    return ", ".join(measure.code or measure.key for measure in measures_of(group))


def _first_year(group: Group) -> str | None:
    years = [m.first_year for m in measures_of(group) if m.first_year]
    return min(years, default=None)


def _measure_name(chain: Sequence[Group]) -> str:
    for group in reversed(chain):
        if group.keys:
            return ", ".join(sorted(group.keys))
    wording = chain[-1].rows[-1].wording
    return " ".join([wording.kind, *sorted(wording.words), *sorted(wording.numbers)]).strip()


def _polarity(chain: Sequence[Group]) -> Polarity | None:
    stated = _commonest(row.record.polarity for group in chain for row in group.rows)
    if stated is not None:
        return stated
    national = (measure.polarity for group in chain for measure in measures_of(group))
    return next((polarity for polarity in national if polarity), None)


Told = TypeVar("Told", Polarity, Unit)


def _commonest(found: Iterable[Told | None]) -> Told | None:
    counted = Counter(item for item in found if item is not None)
    return counted.most_common(1)[0][0] if counted else None
