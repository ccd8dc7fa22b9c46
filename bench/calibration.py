"""Does confidence mean something? Values by confidence, and how many of them are right.

    python -m bench.calibration PAPERS

PAPERS is a folder of papers, each with NAME.truth.json beside it (records with observations:
title, label, raw, value). A value counts as right when the figure that was read for the same
measure and column is the figure that is printed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from xlscorecard.model.scorecard import Observation
from xlscorecard.pipeline import PAPER_SUFFIXES, read_scorecard

BANDS = (1.0, 0.98, 0.95, 0.9, 0.8, 0.7, 0.5, 0.0)


def _plain(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", (text or "").lower())


def _same(want: dict[str, Any], got: Observation) -> bool:
    if re.sub(r"\s", "", want["raw"]) == re.sub(r"\s", "", got.raw):
        return True
    if want["value"] is None or got.quantity.value is None:
        return False
    gap = abs(float(want["value"]) - float(got.quantity.value))
    return bool(gap <= 1e-6 * abs(want["value"] or 1))


def compare(paper: Path) -> Counter[tuple[float, bool]]:
    """(lower edge of the confidence band, right or not) -> values of one paper."""
    truth = json.loads(paper.with_suffix(".truth.json").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for record in read_scorecard(paper).records:
        for value in record.observations:
            found[_plain(record.title), _plain(value.column)].append(value)
    counts: Counter[tuple[float, bool]] = Counter()
    for record in truth["records"]:
        for want in record["observations"]:
            candidates = found.get((_plain(record["title"]), _plain(want["label"])), [])
            if want["value"] is None or not candidates:
                continue
            got = next((c for c in candidates if _same(want, c)), candidates[0])
            band = next(edge for edge in BANDS if got.confidence >= edge)
            counts[band, _same(want, got)] += 1
    return counts


def main(folder: Path) -> None:
    total: Counter[tuple[float, bool]] = Counter()
    for paper in sorted(folder.iterdir()):
        if paper.suffix in PAPER_SUFFIXES and paper.with_suffix(".truth.json").exists():
            total += compare(paper)
    values = sum(total.values())
    print(f"{'confidence':>12} {'values':>8} {'share %':>8} {'right %':>8}")
    above = right = 0
    for edge in BANDS:
        here = total[edge, True] + total[edge, False]
        above += here
        right += total[edge, True]
        if here:
            print(
                f"{'>= ' + str(edge):>12} {here:8} {100 * above / values:8.2f}"
                f" {100 * total[edge, True] / here:8.2f}   (so far {100 * right / above:.2f})"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
