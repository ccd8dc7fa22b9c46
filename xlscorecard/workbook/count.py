"""What the sheet Summary shows: how many of each RAG, and shares that add up to 100."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlscorecard.model.scorecard import Rag, Record

# Grey says "not rated", as does no RAG at all; neither is part of a share.
RATED = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records have each RAG, printed or computed; None counts those without."""

    of: dict[Rag | None, int]

    @property
    def total(self) -> int:
        return sum(self.of.values())

    @property
    def rated(self) -> int:
        return sum(self.of[rag] for rag in RATED)

    @property
    def shares(self) -> tuple[int, ...] | None:
        """Whole percentages of the rated in the order of RATED; None where none is rated."""
        return largest_remainder([self.of[rag] for rag in RATED])


@dataclass(frozen=True, slots=True)
class Agreement:
    """Printed RAG against computed."""

    agree: int
    differ: int
    not_compared: int


def count_rags(rags: Iterable[Rag | None]) -> Counts:
    """Count each RAG; every class is there, with 0 where nothing has it."""
    found = Counter(rags)
    return Counts({rag: found[rag] for rag in (*Rag, None)})


def count_agreement(records: Iterable[Record]) -> Agreement:
    """Count where the printed RAG and ours agree."""
    found = Counter(r.judgement.agrees if r.judgement else None for r in records)
    return Agreement(found[True], found[False], found[None])


def largest_remainder(counts: Sequence[int]) -> tuple[int, ...] | None:
    """Whole percentages that add up to 100 (Hamilton's method); None when nothing is counted.

    Of equal remainders the first in order gets the point left over.
    """
    total = sum(counts)
    if total == 0:
        return None
    floors = [count * 100 // total for count in counts]
    left = 100 - sum(floors)
    order = sorted(range(len(counts)), key=lambda place: -(counts[place] * 100 % total))
    for place in order[:left]:
        floors[place] += 1
    return tuple(floors)


def section_labels(records: Iterable[Record]) -> dict[tuple[str, ...], str]:
    """A short name for each section: its innermost heading, more where that is not unique."""
    paths = list(dict.fromkeys(record.section for record in records))
    labels: dict[tuple[str, ...], str] = {}
    for path in paths:
        for depth in range(1, len(path) + 1):
            tail = path[-depth:]
            if sum(other[-depth:] == tail for other in paths) == 1 or depth == len(path):
                labels[path] = " > ".join(tail)
                break
        else:
            labels[path] = "No section"
    return labels
