"""How fast the engine rates: 1,000,000 rows of mixed rules, in CPU seconds of one process.

Run ``python bench/engine.py``; prints a table and writes bench/results/engine.csv.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path

import numpy as np
import pandas as pd

from xlscorecard.engine.columns import Columns, Rated, rate_columns
from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import Aim
from xlscorecard.engine.sentence import explain
from xlscorecard.model.scorecard import Polarity

ROWS = 1_000_000
SCALAR_ROWS = 20_000
RESULTS = Path(__file__).parent / "results" / "engine.csv"


def mixed_rows(rows: int) -> Columns:
    """Percentages, counts small and large, rates, money, days, bands, limits, tolerances,
    floors, populations and survey bases; a twentieth of the figures missing."""
    random = np.random.default_rng(1)
    unit = random.choice(
        ["percent", "fraction", "count", "per_100k", "gbp", "days", "score", ""], rows
    )
    target = np.round(random.gamma(2.0, 20.0, rows), 1)
    target = np.where(unit == "fraction", target / 100, target)
    target = np.where((unit == "count") & (random.random(rows) < 0.5), np.floor(target / 5), target)
    value = target * random.normal(1.0, 0.12, rows)
    value[random.random(rows) < 0.05] = np.nan
    band = random.random(rows) < 0.05
    low = np.where(band, target, np.nan)
    return Columns(
        value,
        target,
        polarity=random.choice(["higher", "lower"], rows).astype(object),
        unit=unit.astype(object),
        tolerance=random.choice(["", "5pp", "10%", "none"], rows, p=[0.7, 0.1, 0.1, 0.1]).astype(
            object
        ),
        low=low,
        high=low + 4,
        limit=random.choice(["", "<", ">="], rows, p=[0.9, 0.05, 0.05]).astype(object),
        quantum=np.where(random.random(rows) < 0.5, 1.0, np.nan),
        amber_at=np.where(random.random(rows) < 0.05, target * 0.9, np.nan),
        population=np.where(random.random(rows) < 0.2, 400_000.0, np.nan),
        base=np.where(random.random(rows) < 0.1, 400.0, np.nan),
    )


def main() -> None:
    columns = mixed_rows(ROWS)
    typed = Columns(
        columns.values,
        columns.targets,
        polarity=pd.Series(columns.polarity, dtype="category"),
        unit=pd.Series(columns.unit, dtype="category"),
        tolerance=pd.Series(columns.tolerance, dtype="category"),
        low=columns.low,
        high=columns.high,
        limit=pd.Series(columns.limit, dtype="category"),
        quantum=columns.quantum,
        amber_at=columns.amber_at,
        population=columns.population,
        base=columns.base,
    )
    timings = [
        ("columns of text, 1,000,000 rows", ROWS, timed(columns)),
        ("categorical columns, 1,000,000 rows", ROWS, timed(typed)),
        ("single calls", SCALAR_ROWS, timed_scalar(False)),
        ("single calls with sentence", SCALAR_ROWS, timed_scalar(True)),
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["what", "rows", "cpu_seconds", "microseconds_a_row"])
        for what, rows, seconds in timings:
            line = [what, rows, f"{seconds:.3f}", f"{1e6 * seconds / rows:.2f}"]
            writer.writerow(line)
            print(f"{what:40} {seconds:8.3f} s  {1e6 * seconds / rows:8.2f} µs a row")


def timed(columns: Columns) -> float:
    """Best of three, in CPU seconds: rating, rule and margin of every row."""
    return min(_once(columns) for _ in range(3))


def _once(columns: Columns) -> float:
    start = time.process_time()
    rated: Rated = rate_columns(columns)
    seconds = time.process_time() - start
    assert rated.codes.shape == (ROWS,)
    return seconds


def timed_scalar(with_sentence: bool) -> float:
    aim = Aim(80.0, quantum=1.0)
    start = time.process_time()
    for row in range(SCALAR_ROWS):
        rating = rate(70 + row % 20, aim, polarity=Polarity.HIGHER, unit="percent")
        if with_sentence:
            assert explain(rating)
    return time.process_time() - start


if __name__ == "__main__":
    main()
