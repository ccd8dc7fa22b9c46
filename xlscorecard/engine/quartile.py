"""Quartiles: place in a comparator group, and its change from year to year (handbook 4)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from xlscorecard.engine.rating import Basis, Rating, RuleError
from xlscorecard.model.scorecard import Polarity, Rag, Trend

# Below eight councils a quartile says too little (handbook 4); four is the bare minimum.
FEWEST = 8


class TieRule(StrEnum):
    """How a quartile is told: by rank (ours, PHE), or by inclusive percentiles (Excel)."""

    RANK = "rank"
    EXCEL = "excel"


@dataclass(frozen=True, slots=True)
class Quartile:
    """A place among councils. ``number`` 1 is best; None with the reason when there is none.

    ``joint`` counts the others that share the value.
    """

    number: int | None
    rank: int | None = None
    of: int = 0
    joint: int = 0
    reason: str = ""


def find_quartile(
    group: Sequence[float | None],
    value: float | None,
    polarity: Polarity | None,
    *,
    ties: TieRule = TieRule.RANK,
    fewest: int = FEWEST,
) -> Quartile:
    """The quartile of ``value`` in ``group`` (which holds it); best is 1. Councils without a
    figure (None, NaN) do not count.

    Ties share the best rank and are never split. Without polarity quartiles count from the
    highest value and nothing says which is best: no number, only the rank.
    """
    known = [figure for figure in group if figure is not None and math.isfinite(figure)]
    n = len(known)
    if value is None or not math.isfinite(value):
        return Quartile(None, of=n, reason="the council has no figure")
    if value not in known:
        return Quartile(None, of=n, reason="the council's figure is not in the group")
    low_good = polarity == Polarity.LOWER
    better = sum(x < value if low_good else x > value for x in known)
    joint = sum(x == value for x in known) - 1
    rank = better + 1
    if polarity not in {Polarity.HIGHER, Polarity.LOWER}:
        return Quartile(None, rank, n, joint, "no polarity: rank counts from the highest")
    if n < fewest:
        return Quartile(None, rank, n, joint, f"only {n} councils, fewer than {fewest}")
    if better == 0 and joint >= n / 4:
        return Quartile(None, rank, n, joint, f"joint top with {joint} others")
    if ties is TieRule.RANK:
        return Quartile(4 * better // n + 1, rank, n, joint)
    return Quartile(_by_bounds(known, value, low_good), rank, n, joint)


def quartile_bounds(group: Sequence[float]) -> tuple[float, float, float]:
    """Inclusive percentiles with interpolation, as Excel's QUARTILE.INC and Fingertips. Raises
    ValueError for an empty group."""
    if not group:
        raise ValueError("quartiles want at least one figure")
    ordered = sorted(group)
    return _percentile(ordered, 0.25), _percentile(ordered, 0.5), _percentile(ordered, 0.75)


def _percentile(ordered: Sequence[float], share: float) -> float:
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _by_bounds(group: Sequence[float], value: float, low_good: bool) -> int:
    """Fingertips: a value on a bound belongs to the lower bin of values."""
    place = 1 + sum(value > bound for bound in quartile_bounds(group))
    return place if low_good else 5 - place


_WORDS = {
    "top": 1, "first": 1, "1st": 1, "upper": 1, "best": 1, "second": 2, "2nd": 2,
    "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "bottom": 4, "lower": 4, "worst": 4,
}  # fmt: skip


def parse_quartile(text: str) -> int | None:
    """The quartile that a cell names: Top, Second, "3rd quartile", Q4, 2; 1 is best."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    if not words or len(words) > 4:
        return None
    found = {_WORDS[word] for word in words if word in _WORDS}
    found |= {int(word[-1]) for word in words if re.fullmatch(r"q?[1-4]", word)}
    if "middle" in words:
        found = {2} if "upper" in words else {3} if "lower" in words else set()
    return found.pop() if len(found) == 1 else None


def quartile_trend(before: int | None, now: int | None) -> Trend | None:
    """Up when moved to a better quartile; None when either year has none."""
    if before is None or now is None:
        return None
    return Trend.UP if now < before else Trend.DOWN if now > before else Trend.FLAT


def quartile_trend_or_value(
    before: tuple[int | None, float | None],
    now: tuple[int | None, float | None],
    polarity: Polarity | None,
    dead_band: float = 0.01,
) -> Trend | None:
    """Change of quartile; where neither year has one, change of the value beyond a share of
    the earlier one. This is what paper 002 prints, 11 of 11."""
    if before[0] is not None or now[0] is not None:
        return quartile_trend(before[0], now[0])
    if before[1] is None or now[1] is None:
        return None
    change = now[1] - before[1]
    if abs(change) <= dead_band * abs(before[1]):
        return Trend.FLAT
    if polarity not in {Polarity.HIGHER, Polarity.LOWER}:
        return None
    return Trend.UP if (change > 0) == (polarity == Polarity.HIGHER) else Trend.DOWN


def rate_quartile(quartile: int) -> Rating:
    """Rank, not attainment: 1 green, 2 and 3 amber, 4 red (handbook 2.12)."""
    if quartile not in {1, 2, 3, 4}:
        raise RuleError(f"{quartile} is not a quartile from 1 to 4")
    rag = (Rag.GREEN, Rag.AMBER, Rag.AMBER, Rag.RED)[quartile - 1]
    label = ("top quartile", "second quartile", "third quartile", "bottom quartile")[quartile - 1]
    return Rating(rag, "quartile", Basis.RANK, label=label, value=float(quartile))
