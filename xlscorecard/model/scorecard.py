"""The normalised model: what a scorecard says, with every value traced to its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xlscorecard.model.geometry import BBox
from xlscorecard.model.quick import quickly_made


class Kind(StrEnum):
    MEASURE = "measure"
    PRIORITY = "priority"
    RISK = "risk"
    ACTION = "action"
    RATING = "rating"


class Polarity(StrEnum):
    """Which way is good, as the paper states it. Unknown is None, never a guess."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NEUTRAL = "neutral"


class Rag(StrEnum):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Trend(StrEnum):
    """An arrow as drawn (up, flat, down) or a judgement in words (the other three)."""

    UP = "up"
    FLAT = "flat"
    DOWN = "down"
    IMPROVING = "improving"
    STEADY = "steady"
    DECLINING = "declining"


class TrendMeans(StrEnum):
    """What the paper's key says that its arrow shows."""

    VALUE = "value"
    PERFORMANCE = "performance"
    RANK = "rank"
    UNKNOWN = "unknown"


class Role(StrEnum):
    ACTUAL = "actual"
    TARGET = "target"
    COMPARATOR = "comparator"
    BUDGET = "budget"
    FORECAST = "forecast"
    VARIANCE = "variance"
    QUARTILE = "quartile"
    PREVIOUS = "previous"
    OTHER = "other"


class Unit(StrEnum):
    PERCENT = "percent"
    GBP = "gbp"
    COUNT = "count"
    DAYS = "days"
    PER_100K = "per_100k"
    PER_10K = "per_10k"
    PER_1K = "per_1k"
    SCORE = "score"
    FTE = "fte"
    RATIO = "ratio"


class Status(StrEnum):
    """Why there is no number. A missing value is never 0 and never an empty string."""

    NOT_COLLECTED = "not_collected"
    NOT_APPLICABLE = "not_applicable"
    TBC = "tbc"
    DUE = "due"
    BLANK = "blank"
    SUPPRESSED = "suppressed"
    AWAITING = "awaiting"


class Comparator(StrEnum):
    LESS = "<"
    MORE = ">"
    AT_MOST = "<="
    AT_LEAST = ">="


@quickly_made
@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed value understood: a number, a range, a limit, or the reason for its absence.

    Numbers are multiplied out (43.1k is 43100); a percentage keeps its printed size (62% is
    62). ``quantum`` is the size of the last printed digit, multiplied out: 0.1 for 77.4%,
    100 for 43.1k, None without a number. ``note`` holds qualifiers (forecast, provisional).
    ``period`` is a period printed inside the cell itself ("42.7k (Q1 16/17)").
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator | None = None
    unit: Unit | None = None
    status: Status | None = None
    note: str | None = None
    quantum: Decimal | None = None
    period: str | None = None
    relative: str | None = None

    @property
    def numeric(self) -> bool:
        return self.value is not None or self.low is not None


@quickly_made
@dataclass(frozen=True, slots=True)
class Observation:
    """One printed value of a record. ``column`` is the header as printed, header lines
    joined by " / "; ``raw`` the cell byte for byte; ``period`` as "2017/18 Q1"."""

    column: str
    role: Role
    period: str | None
    raw: str
    quantity: Quantity
    rag: Rag | None = None
    confidence: float = 1.0
    page: int | None = None
    bbox: BBox | None = None


@quickly_made
@dataclass(frozen=True, slots=True)
class Source:
    """Where a record stands: ``table`` counts scorecard tables from 1 in reading order,
    ``row`` body rows from 1; ``page`` is None in Word."""

    document: str
    page: int | None
    table: int
    row: int


@quickly_made
@dataclass(frozen=True, slots=True)
class Judgement:
    """What the engine says of a record, beside the printed judgement and never over it."""

    rag: Rag | None = None
    rule: str | None = None
    why: str = ""
    agrees: bool | None = None
    trend: Trend | None = None
    trend_why: str = ""
    basis: str | None = None
    margin: float | None = None


@quickly_made
@dataclass(frozen=True, slots=True)
class Record:
    """One measure, priority, risk, action or self-rating."""

    source: Source
    kind: Kind
    title: str
    section: tuple[str, ...] = ()
    ref: str | None = None
    polarity: Polarity | None = None
    rag: Rag | None = None
    trend: Trend | None = None
    trend_means: TrendMeans = TrendMeans.UNKNOWN
    text: tuple[tuple[str, str], ...] = ()
    catalogue: str | None = None
    observations: tuple[Observation, ...] = ()
    judgement: Judgement | None = None
    bbox: BBox | None = None

    def observation(self, role: Role) -> Observation | None:
        """The first observation of a role."""
        return next((o for o in self.observations if o.role is role), None)


def record_size(record: Record) -> int:
    """About how much room a record takes, in cells of a table."""
    return 1 + len(record.observations)


class Severity(StrEnum):
    INFO = "info"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt or a remark, with its place. ``code`` is stable (docs/findings.md lists all)."""

    code: str
    severity: Severity
    message: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line of the paper's own key: what a symbol or colour means, in its own words."""

    symbol: str
    meaning: str
    rag: Rag | None = None
    trend: Trend | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's own facts. ``reporting_period`` as "2017/18 Q1", None when not stated."""

    file: str
    sha256: str
    title: str | None = None
    organisation: str | None = None
    reporting_period: str | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One paper, normalised. ``key`` is what the paper says of its symbols; ``statements``
    are its summary lines ("RAG metrics: Green = 45%; ...") that can be checked."""

    paper: Paper
    records: Sequence[Record] = ()
    findings: tuple[Finding, ...] = ()
    key: tuple[KeyEntry, ...] = ()
    statements: tuple[str, ...] = ()
