"""RAGs rolled up: counts and percentages, worst of, most, weighted (handbook 2.18).

What was left out (no RAG, grey) is always stated. A judgement in words is never made here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlscorecard.model.scorecard import Rag

# Worst first.
SEVERITY = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE)
_SCORES = {Rag.BLUE: 2.0, Rag.GREEN: 2.0, Rag.AMBER: 1.0, Rag.RED: 0.0}


@dataclass(frozen=True, slots=True)
class RagCounts:
    """How many of each colour. ``left_out`` counts grey and unrated ones."""

    red: int = 0
    amber: int = 0
    green: int = 0
    blue: int = 0
    left_out: int = 0

    @property
    def rated(self) -> int:
        return self.red + self.amber + self.green + self.blue

    def of(self, rag: Rag) -> int:
        return 0 if rag is Rag.GREY else int(getattr(self, rag.value))

    @property
    def percentages(self) -> dict[Rag, int]:
        """Whole percentages that add up to 100 (largest remainder); none without ratings."""
        if self.rated == 0:
            return {}
        rags = [rag for rag in SEVERITY if self.of(rag) or rag is not Rag.BLUE]
        shares = largest_remainder([self.of(rag) for rag in rags])
        return dict(zip(rags, shares, strict=True))

    @property
    def sentence(self) -> str:
        """Counts, percentages and what was left out, for a report."""
        total = self.rated + self.left_out
        if self.rated == 0:
            return f"None of {total} rated"
        parts = [
            f"{self.of(rag)} {rag.value} ({share}%)" for rag, share in self.percentages.items()
        ]
        left = "" if self.left_out == 0 else f"; {self.left_out} left out (no rating or grey)"
        return f"{', '.join(parts)} of {self.rated} rated{left}"


@dataclass(frozen=True, slots=True)
class Overall:
    """One colour for many, with how it came about."""

    rag: Rag | None
    sentence: str


def count_rags(rags: Iterable[Rag | None]) -> RagCounts:
    """Count colours; grey and None are left out and counted as such."""
    found = list(rags)
    red, amber, green, blue = (sum(rag is colour for rag in found) for colour in SEVERITY)
    return RagCounts(
        red,
        amber,
        green,
        blue,
        left_out=sum(rag is None or rag is Rag.GREY for rag in found),
    )


def largest_remainder(counts: Sequence[int], whole: int = 100) -> list[int]:
    """Whole shares that add up to ``whole``; ties in the remainder go to the earlier one."""
    if any(count < 0 for count in counts):
        raise ValueError("a count is not below 0")
    total = sum(counts)
    if total <= 0:
        return [0] * len(counts)
    shares = [count * whole // total for count in counts]
    order = sorted(range(len(counts)), key=lambda i: (-(counts[i] * whole % total), i))
    for i in order[: whole - sum(shares)]:
        shares[i] += 1
    return shares


def overall_worst(rags: Iterable[Rag | None]) -> Overall:
    """Any red makes red; for sets in which nothing may fail."""
    counts = count_rags(rags)
    worst = next((rag for rag in SEVERITY if counts.of(rag)), None)
    return Overall(worst, f"Worst of: {counts.sentence}")


def overall_most(rags: Iterable[Rag | None]) -> Overall:
    """The most frequent; a tie goes to the worse."""
    counts = count_rags(rags)
    if counts.rated == 0:
        return Overall(None, counts.sentence)
    most = max(SEVERITY, key=lambda rag: (counts.of(rag), -SEVERITY.index(rag)))
    return Overall(most, f"Most frequent of: {counts.sentence}")


def overall_weighted(rags: Sequence[Rag | None], weights: Sequence[float] | None = None) -> Overall:
    """Mean of 2 for green (and blue), 1 for amber, 0 for red: green from 1.5, amber from 1;
    never green while a red carries a quarter of the weight or more."""
    weights = [1.0] * len(rags) if weights is None else list(weights)
    if len(weights) != len(rags):
        raise ValueError(f"{len(weights)} weights for {len(rags)} ratings")
    if any(not math.isfinite(weight) or weight < 0 for weight in weights):
        raise ValueError("a weight is a number from 0 on")
    rated = [
        (rag, weight)
        for rag, weight in zip(rags, weights, strict=True)
        if rag is not None and rag is not Rag.GREY and weight > 0
    ]
    counts = count_rags(rags)
    total = math.fsum(weight for _, weight in rated)
    if not rated or total <= 0:
        return Overall(None, counts.sentence)
    score = math.fsum(_SCORES[rag] * weight for rag, weight in rated) / total
    heavy = any(rag is Rag.RED and weight >= total / 4 for rag, weight in rated)
    dust = 1e-9
    rag = Rag.RED
    if score >= 1.5 - dust and not heavy:
        rag = Rag.GREEN
    elif score >= 1.0 - dust:
        rag = Rag.AMBER
    held = "; a red of a quarter of the weight keeps it from green" if heavy else ""
    return Overall(rag, f"Weighted score {score:.2f} of 2{held}: {counts.sentence}")
