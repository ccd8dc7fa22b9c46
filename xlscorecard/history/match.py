"""Which rows of different papers are one measure: scored, one to one, council by council.

Papers are taken in time. Each row of a paper is held against the measures found so far; the
best pairs are joined first, and no two rows of a paper become one measure unless the paper
prints the same row twice. A national code decides where both rows have one; else the wording,
the council's own code, the section and figures that both papers print for the same period.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from xlscorecard.history.rows import Figure, Row
from xlscorecard.history.wording import Wording, likeness, sets_apart
from xlscorecard.model.scorecard import Unit
from xlscorecard.values.catalogue import catalogue

# A pair with less is two measures; with less than SURE its joining is told as a doubt.
ENOUGH, SURE = 0.62, 0.75
# A second measure this close to the one chosen is told as well.
_RIVAL = 0.04
# A reworded title that shares at least so many telling words with one measure, and is this far
# from every other, is that measure from LEFT_OVER on, told as a doubt.
_LEFT_OVER, _APART, _WORDS_SHARED = 0.5, 0.15, 3
# The last year of the first national framework (handbook 9).
_END_OF_A = "2022/23"
# Wordings of a measure that later rows are held against, latest first.
_WORDINGS = 6
# A national code is above any wording; the wording then tells a total from its parts.
_SAME_CODE = 2.0
# What a pair gains or loses. Titles carry most: codes are renumbered and reused by councils.
_SAME_REF, _SAME_NUMBER, _SAME_FIGURE = 0.18, 0.04, 0.2
_SAME_SECTION, _OTHER_UNIT, _OTHER_FIGURE = 0.03, 0.2, 0.04
# "Sickness" under another heading is another measure more often than a long title is.
_OTHER_SECTION, _SHORT_TITLE = 0.2, 2
# Units that a paper without a unit sign leaves to be guessed.
_GUESSED = frozenset({Unit.COUNT, Unit.FTE, Unit.DAYS, Unit.SCORE, Unit.RATIO})


@dataclass(frozen=True, slots=True)
class Score:
    """How sure it is that two rows are one measure (1 and more: certain), and on what grounds."""

    value: float
    why: str


@dataclass(slots=True)
class Group:
    """The rows of one measure so far, with how each was joined."""

    rows: list[Row] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    papers: set[int] = field(default_factory=set)
    figures: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: Row, score: Score, doubt: str = "") -> None:
        """Join a row."""
        self.rows.append(row)
        self.scores.append(score)
        self.doubts.append(doubt)
        self.papers.add(row.paper)
        if row.key is not None:
            self.keys.add(row.key)
        for figure in row.figures:
            self.figures[figure.period].append(figure)

    def wordings(self) -> list[Row]:
        """The latest rows of different wording, ref or section."""
        found: dict[tuple[object, ...], Row] = {}
        for row in reversed(self.rows):
            found.setdefault((row.wording, row.ref, row.section, row.unit), row)
            if len(found) == _WORDINGS:
                break
        return list(found.values())


def match_rows(rows: Iterable[Row]) -> list[Group]:
    """The measures of all councils, each with its rows in time order."""
    by_council: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_council[row.council].append(row)
    return [group for found in by_council.values() for group in _match_council(found)]


def _match_council(rows: Sequence[Row]) -> list[Group]:
    titles = _Titles(rows)
    papers: dict[tuple[tuple[int, int, str], int], list[Row]] = defaultdict(list)
    for row in rows:
        papers[row.order, row.paper].append(row)
    groups: list[Group] = []
    for _, paper in sorted(papers.items(), key=lambda item: item[0]):
        _join_paper(paper, groups, titles)
    return _merged(groups)


def _merged(groups: Sequence[Group]) -> list[Group]:
    """Groups that turn out to have one national code, where no paper prints both."""
    found: list[Group] = []
    for group in groups:
        for earlier in found:
            if earlier.keys & group.keys and not earlier.papers & group.papers:
                for row, score, doubt in zip(group.rows, group.scores, group.doubts, strict=True):
                    earlier.add(row, score, doubt)
                break
        else:
            found.append(group)
    for group in found:
        order = sorted(range(len(group.rows)), key=lambda at: group.rows[at].order)
        group.rows = [group.rows[at] for at in order]
        group.scores = [group.scores[at] for at in order]
        group.doubts = [group.doubts[at] for at in order]
    return found


class _Titles:
    """How alike a council's titles are, each pair compared once."""

    def __init__(self, rows: Sequence[Row]) -> None:
        # Words that stand in many titles tell little (inverse document frequency).
        wordings = {row.wording for row in rows}
        counted = Counter(word for wording in wordings for word in wording.words)
        self._weights = {
            word: 0.4 + math.log((1 + len(wordings)) / count) / math.log(2 + len(wordings))
            for word, count in counted.items()
        }
        self._known: dict[tuple[Wording, Wording], tuple[str, float]] = {}

    def compare(self, one: Wording, other: Wording) -> tuple[str, float]:
        """What sets two titles apart, and how alike they are."""
        known = self._known.get((one, other))
        if known is None:
            known = sets_apart(one, other), likeness(one, other, self._weights)
            self._known[one, other] = known
        return known


def _join_paper(paper: list[Row], groups: list[Group], titles: _Titles) -> None:
    rows = [_with_successor(row, groups, titles) for row in paper]
    profiles = [group.wordings() for group in groups]
    scores = {
        (at, number): score
        for at, row in enumerate(rows)
        for number, group in enumerate(groups)
        if (score := _score(row, group, profiles[number], titles)) is not None
        and score.value >= _LEFT_OVER
    }
    best = sorted(scores, key=lambda pair: (-scores[pair].value, pair))
    taken: dict[int, int] = {}
    for at, number in best:
        score = scores[at, number]
        if at in taken or number in taken.values():
            continue
        rivals = [
            other.value for pair, other in scores.items() if (pair[0] == at) != (pair[1] == number)
        ]
        closest = max(rivals, default=0.0)
        if score.value < ENOUGH:
            shared = max(len(rows[at].wording.words & o.wording.words) for o in profiles[number])
            if closest > score.value - _APART or shared < _WORDS_SHARED:
                continue
        taken[at] = number
        mine = [
            other.value for pair, other in scores.items() if pair[0] == at and pair[1] != number
        ]
        groups[number].add(rows[at], score, _doubt(score, max(mine, default=0.0)))
    used = set(taken.values())
    for at, row in enumerate(rows):
        if at in taken:
            continue
        twin = _twin(row, [groups[number] for number in sorted(used)])
        if twin is not None:
            twin.add(row, Score(1.0, "the paper prints this row twice"))
            continue
        used.add(len(groups))
        groups.append(Group())
        groups[-1].add(row, Score(1.0, "first seen"))


def _with_successor(row: Row, groups: Sequence[Group], titles: _Titles) -> Row:
    """A row without a code whose wording is that of a national measure that has ended: it has
    the code of the measure's successor, so that it cannot go on the old one's series."""
    if row.key is not None or row.year is None:
        return row
    ended = {key: successors for key, last, successors in _ended() if last < row.year}
    best: tuple[float, str] | None = None
    for group in groups:
        keys = sorted(group.keys & ended.keys())
        if len(keys) != 1 or len(group.keys) != 1:
            continue
        score = _score(row, group, group.wordings(), titles)
        if score is not None and score.value >= ENOUGH and (best is None or score.value > best[0]):
            best = score.value, keys[0]
    if best is None or not ended[best[1]]:
        return row
    return replace(row, key=ended[best[1]][0])


@cache
def _ended() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    # A survey may skip the last years of its framework: the framework's end counts.
    return tuple(
        (m.key, max(m.last_year, _END_OF_A) if m.survey else m.last_year, m.successor)
        for m in catalogue()
        if m.last_year is not None and m.successor
    )


def _doubt(score: Score, second: float) -> str:
    if score.value < SURE:
        return f"joined on little: {score.why}"
    if second >= score.value - _RIVAL and not score.why.startswith("national"):
        return "another measure of earlier papers is as close"
    return ""


def _twin(row: Row, groups: Iterable[Group]) -> Group | None:
    """The group that this paper's same row, printed once more, has joined."""
    for group in groups:
        other = group.rows[-1]
        if (
            other.paper == row.paper
            and other.wording == row.wording
            and other.key == row.key
            and _agreement(row.figures, group)[0]
        ):
            return group
    return None


def _score(row: Row, group: Group, profile: Sequence[Row], titles: _Titles) -> Score | None:
    """The best score of a row against a measure's wordings; None where they are set apart."""
    if row.key is not None and group.keys and row.key not in group.keys:
        return None
    best: Score | None = None
    for other in profile:
        score = _pair(row, other, group, titles)
        if score is None:
            return None
        if best is None or score.value > best.value:
            best = score
    return best


def _pair(row: Row, other: Row, group: Group, titles: _Titles) -> Score | None:
    code = row.key is not None and row.key in group.keys
    apart, title = titles.compare(row.wording, other.wording)
    if apart and not code:
        return None
    if code:
        return Score(_SAME_CODE + title, f"national code {row.key}; title {title:.2f}")
    value, grounds = title, [f"title {title:.2f}"]
    if row.ref is not None and row.ref == other.ref:
        telling = any(sign.isalpha() for sign in row.ref)
        # A code that councils renumber every year proves little beside another title.
        if title >= 0.25:
            value += _SAME_REF if telling else _SAME_NUMBER
        grounds.append(f"ref {row.record.ref}")
    if row.section and row.section == other.section:
        value += _SAME_SECTION
    elif row.section and other.section and len(row.wording.words) <= _SHORT_TITLE:
        value -= _OTHER_SECTION
        grounds.append("under another heading")
    if _other_unit(row.unit, other.unit):
        value -= _OTHER_UNIT
        grounds.append(f"unit {row.unit} against {other.unit}")
    same, differ = _agreement(row.figures, group)
    if same and title >= 0.3:
        value += _SAME_FIGURE
        grounds.append(f"the same figure for {same}")
    elif differ:
        value -= _OTHER_FIGURE
    return Score(max(0.0, value), "; ".join(grounds))


def _other_unit(one: Unit | None, other: Unit | None) -> bool:
    if one is None or other is None or one is other:
        return False
    return not (one in _GUESSED and other in _GUESSED)


def _agreement(figures: Iterable[Figure], group: Group) -> tuple[str, bool]:
    """A period for which both print the same telling figure, and whether any differs."""
    same, differ = "", False
    for figure in figures:
        for other in group.figures.get(figure.period, ()):
            if equal_as_printed(figure, other):
                # 0, 1 or 100% is printed by many measures.
                if abs(figure.value) not in {0.0, 1.0, 100.0}:
                    same = figure.period
            else:
                differ = True
    return same, differ


def equal_as_printed(one: Figure, other: Figure) -> bool:
    """Whether two figures are the same but for rounding: 62.4 and 62 are, 62.4 and 63 are not."""
    room = max(one.quantum, other.quantum) / 2
    return abs(one.value - other.value) <= room * (1 + 1e-9) + 1e-9 * abs(one.value)
