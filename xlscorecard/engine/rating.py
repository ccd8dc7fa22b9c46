"""What a rule is and what a rating is: the engine's own small types.

All numbers are IEEE doubles. A figure is compared with an *allowance for dust* of
``1e-9 x max(1, |target|)`` so that 90 x 1.1 = 99.00000000000001 does not miss 99.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from xlscorecard.model.scorecard import Comparator, Polarity, Quantity, Rag, Unit


class RuleError(ValueError):
    """A rule, tolerance, unit or polarity that the engine does not know; says which."""


class Basis(StrEnum):
    """Which figures were held against each other."""

    ACTUAL = "actual"
    PROFILED = "profiled"
    FORECAST = "forecast"
    LAST_YEAR = "last year"
    INTERVAL = "interval"
    RANK = "rank"
    MATRIX = "matrix"
    DATES = "dates"


class Measured(StrEnum):
    """The kinds of figure that have a default rule of their own (handbook 2.16)."""

    PERCENT = "percent"
    FRACTION = "fraction"
    COUNT = "count"
    RATE = "rate"
    MONEY = "money"
    BUDGET = "budget"
    DAYS = "days"
    SCORE = "score"
    OTHER = "other"


_UNITS = {
    Unit.PERCENT: Measured.PERCENT,
    Unit.GBP: Measured.MONEY,
    Unit.COUNT: Measured.COUNT,
    Unit.DAYS: Measured.DAYS,
    Unit.PER_100K: Measured.RATE,
    Unit.PER_10K: Measured.RATE,
    Unit.PER_1K: Measured.RATE,
    Unit.SCORE: Measured.SCORE,
    Unit.FTE: Measured.OTHER,
    Unit.RATIO: Measured.OTHER,
}
UNIT_WORDS = {
    **{unit.value: kind for unit, kind in _UNITS.items()},
    **{kind.value: kind for kind in Measured},
    "%": Measured.PERCENT,
    "£": Measured.MONEY,
    "variance": Measured.BUDGET,
}


def parse_unit(unit: Unit | Measured | str | None) -> Measured:
    """The kind of figure behind a unit or its word; no unit is OTHER (10% of target)."""
    if unit is None:
        return Measured.OTHER
    word = str(unit).strip().lower()
    if not word:
        return Measured.OTHER
    if word in UNIT_WORDS:
        return UNIT_WORDS[word]
    known = ", ".join(sorted(UNIT_WORDS))
    raise RuleError(f"'{unit}' is not a unit; known are {known}")


def parse_polarity(polarity: Polarity | str | None) -> Polarity | None:
    """The polarity behind its word ("higher"); None or blank text is none."""
    if polarity is None or isinstance(polarity, Polarity):
        return polarity
    word = str(polarity).strip().lower()
    if not word:
        return None
    if word not in set(Polarity):
        raise RuleError(f"'{polarity}' is not a polarity; known are {', '.join(Polarity)}")
    return Polarity(word)


def dust(*numbers: float) -> float:
    """How far apart two figures may be and still count as equal."""
    return 1e-9 * max(1.0, *(abs(n) for n in numbers))


def direction_of(polarity: Polarity) -> int:
    """+1 where high is good, -1 where low is."""
    return 1 if polarity == Polarity.HIGHER else -1


def point_size(kind: Measured, target: float | None) -> float:
    """How large one percentage point is: 0.01 in a percent cell, 1 where 62% is 62.

    Without a unit the target alone decides, so that a better value never changes it:
    one of at most 1 (100%) is taken for a percent cell.
    """
    if kind is Measured.FRACTION:
        return 0.01
    if kind is Measured.OTHER and target is not None and abs(target) <= 1:
        return 0.01
    return 1.0


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed for: a point, a limit or a band, in the unit's own size.

    ``strict`` is a printed < or >: hitting it misses. ``implied`` is the polarity that a
    limit or band states by itself. ``quantum`` is the size of the last printed digit, None
    when it is not known. ``text`` is the target as printed.
    """

    target: float | None = None
    low: float | None = None
    high: float | None = None
    strict: bool = False
    implied: Polarity | None = None
    quantum: float | None = None
    text: str = ""

    @property
    def band(self) -> bool:
        return self.low is not None and self.high is not None


_LIMITS = {
    Comparator.LESS: (True, Polarity.LOWER),
    Comparator.AT_MOST: (False, Polarity.LOWER),
    Comparator.MORE: (True, Polarity.HIGHER),
    Comparator.AT_LEAST: (False, Polarity.HIGHER),
}


def aim_of(quantity: Quantity, text: str = "") -> Aim | None:
    """The aim that a printed target states; None where it holds no number."""
    quantum = None if quantity.quantum is None else float(quantity.quantum)
    if quantity.low is not None and quantity.high is not None:
        low, high = sorted((float(quantity.low), float(quantity.high)))
        return Aim(low=low, high=high, implied=Polarity.BAND, quantum=quantum, text=text)
    if quantity.value is None:
        return None
    strict, implied = False, None
    if quantity.comparator is not None:
        strict, implied = _LIMITS[quantity.comparator]
    return Aim(float(quantity.value), None, None, strict, implied, quantum, text)


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a figure may fall short, before it is put on a target.

    The amount is ``share`` of the target's size, but at least ``least`` and at most
    ``most``; ``points`` says that those two are percentage points. ``of_range`` is a share
    of a score's scale, ``of_width`` a share of a band's width, ``chance`` the probability
    above which a small count's miss is called chance. ``tiny`` widens the margin to one
    printed digit where the target is under ten of them (handbook 2.7). ``reciprocal`` reads
    the share as a ratio of target to value (lower is better only). ``exclusive``: a figure
    that falls short by just so much is beyond the margin already; only a paper's key says so
    ("10% or more below target" is red).
    """

    share: float = 0.0
    least: float = 0.0
    most: float = math.inf
    points: bool = False
    of_range: float = 0.0
    of_width: float = 0.0
    chance: float | None = None
    reciprocal: bool = False
    tiny: bool = False
    exclusive: bool = False


NO_MARGIN = Margin()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the margin before red, and what bends green.

    ``green`` is a margin on the green side (Havering); ``no_worse`` makes amber "no worse
    than last year" in place of a distance; ``printed_precision`` rounds the figure to the
    target's printed digits before it is called missed; ``within_chance`` makes a miss beyond
    the margin amber where the events or the survey's answers are known and chance explains it;
    ``interval`` rates by the figure's confidence interval ("interval") or by the funnel
    around the target ("funnel") in place of a distance; ``blue`` is how far better than the
    target a figure must be to be blue, None where nothing is.
    """

    id: str
    amber: Margin = NO_MARGIN
    green: Margin = NO_MARGIN
    printed_precision: bool = False
    no_worse: bool = False
    within_chance: bool = False
    interval: str = ""
    words: str = ""
    blue: Margin | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What else is known of a measure, all optional.

    ``previous``: the same period last year. ``amber_at``: the measure's own floor.
    ``scale``: lowest and highest possible score. ``population`` and ``exposure``: people
    that a rate is about and the share of a year that was watched. ``base``: survey
    answers. ``zero_allowance``: what a target of zero allows before red.
    """

    previous: float | None = None
    amber_at: float | None = None
    scale: tuple[float, float] | None = None
    population: float | None = None
    per: float = 100_000.0
    exposure: float = 1.0
    base: float | None = None
    zero_allowance: float = 0.0


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Rating:
    """A computed judgement with its reason.

    ``rag`` is None when nothing can be said; ``reason`` then tells why. ``gap`` is how far
    the figure falls short (negative when it is better than the target), ``margin`` how
    far it might, both in the unit of the figure. ``interval`` is the 95% interval that was
    looked at, around the figure or (a funnel) around the target. ``assumed`` says that the
    footing or the number of people behind it is an assumption. ``sentence.explain`` words
    it for a report.
    """

    rag: Rag | None
    rule: str
    basis: Basis = Basis.ACTUAL
    margin: float | None = None
    gap: float | None = None
    value: float | None = None
    aim: Aim | None = None
    kind: Measured = Measured.OTHER
    polarity: Polarity | None = None
    used: Rule | None = None
    reason: str = ""
    value_text: str = ""
    label: str = ""
    notes: tuple[str, ...] = ()
    interval: tuple[float, float] | None = None
    assumed: bool = False
