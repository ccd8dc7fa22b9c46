"""What a history is made of: measures, their definitions in time, lines of points, doubts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from xlscorecard.engine.spc import Chart
from xlscorecard.engine.trend import TrendResult
from xlscorecard.model.scorecard import Observation, Polarity, Rag, Source, Unit


class Cadence(StrEnum):
    """How long a point's period is. Lines of different cadence are never mixed."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure as one paper printed it. ``paper`` is the period that the paper reports on."""

    value: float
    observation: Observation
    source: Source
    paper: str | None
    rag: Rag | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One period's figure: the last one printed counts, all are kept, earliest paper first."""

    period: str
    said: tuple[Statement, ...]
    counts: Statement

    @property
    def value(self) -> float:
        return self.counts.value

    @property
    def rag(self) -> Rag | None:
        """The last RAG printed for this period."""
        return next((s.rag for s in reversed(self.said) if s.rag is not None), None)


@dataclass(frozen=True, slots=True)
class Restated:
    """A later paper gives another figure for a period, beyond rounding."""

    period: str
    first: Statement
    later: Statement


@dataclass(frozen=True, slots=True)
class Apart:
    """A figure that stands in no line, and why."""

    period: str
    said: Statement
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """Points of one cadence under one definition, in time order, with what they say.

    ``overlapping``: running totals or rolling years, for which a chart has no limits.
    """

    cadence: Cadence
    points: tuple[Point, ...]
    target: float | None = None
    overlapping: bool = False
    trend: TrendResult | None = None
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A record in a series. ``score`` (0 to 1) says how sure its joining is, ``why`` on what
    grounds; ``doubt`` what speaks against it."""

    source: Source
    period: str | None
    title: str
    ref: str | None
    score: float
    why: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A measure under one definition: nothing in it lies on both sides of a break."""

    number: int
    definition: str
    members: tuple[Member, ...]
    lines: tuple[Line, ...]
    restated: tuple[Restated, ...] = ()
    apart: tuple[Apart, ...] = ()

    def line(self, cadence: Cadence) -> Line | None:
        """The line of a cadence."""
        return next((line for line in self.lines if line.cadence is cadence), None)


@dataclass(frozen=True, slots=True)
class Break:
    """Figures from financial year ``at`` on cannot be compared with those before."""

    at: str
    why: str


@dataclass(frozen=True, slots=True)
class History:
    """One council's measure through the years: its series in time order, breaks between them.

    ``measure`` is the same for the same measure of every council: a catalogue key ("B:2C"), or
    the wording of a local measure.
    """

    council: str
    measure: str
    title: str
    ref: str | None
    unit: Unit | None
    polarity: Polarity | None
    series: tuple[Series, ...]
    breaks: tuple[Break, ...] = ()

    @property
    def latest(self) -> Series:
        """The definition in force."""
        return self.series[-1]

    @property
    def cadence(self) -> Cadence | None:
        """The one with most points, longer periods first, that the definition in force has."""
        held = {line.cadence for line in self.latest.lines}
        counted = Counter(
            {c: sum(len(line.points) for s in self.series if (line := s.line(c))) for c in Cadence}
        )
        best = max(counted, key=lambda c: (c in held, counted[c], -list(Cadence).index(c)))
        return best if counted[best] else None
