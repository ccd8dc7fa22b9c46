"""How right and how fast the years are joined, and how fast the review page answers.

Run from the project's folder: ``python -m bench.history``. It makes ten archives of 72 papers
with known truth (tests/history/archive.py) and a store of 100,000 values, and prints the figures.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from tests.history.archive import Archive, make_archive
from xlscorecard.engine.rules import default_rules
from xlscorecard.history.find import find_histories
from xlscorecard.history.series import History
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.outputs import read_undecided
from xlscorecard.review.desk import Desk
from xlscorecard.review.pictures import Pictures
from xlscorecard.review.server import ReviewServer
from xlscorecard.store.sqlite import write_sqlite

SEEDS = range(1, 11)
VALUES = 100_000


def main() -> None:
    rules = default_rules()
    print("seed  papers  rows  precision  recall  F1      crossing  seconds")
    for seed in SEEDS:
        archive = make_archive(seed)
        began = time.perf_counter()
        histories = find_histories(archive.scorecards, rules)
        seconds = time.perf_counter() - began
        precision, recall, crossing = compared(archive, histories)
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"{seed:4}  {len(archive.scorecards):6}  {len(archive.truth):4}  {precision:9.4f}"
            f"  {recall:6.4f}  {f1:.4f}  {crossing:8}  {seconds:7.2f}"
        )
    answers()


def compared(archive: Archive, histories: tuple[History, ...]) -> tuple[float, float, int]:
    """Pairwise precision and recall, and how many series hold two definitions of a measure."""
    joined = {
        (m.source.document, m.source.table, m.source.row): series.number
        for history in histories
        for series in history.series
        for m in series.members
    }
    true, found = pairs(archive.truth), pairs(joined)
    phases: dict[int, set[str]] = defaultdict(set)
    for place, series in joined.items():
        phases[series].add(archive.truth[place])
    crossing = sum(
        len(held) > len({name.rpartition(":")[0] for name in held}) for held in phases.values()
    )
    both = len(true & found)
    return both / len(found), both / len(true), crossing


def pairs(joined: object) -> set[frozenset[object]]:
    groups: dict[object, list[object]] = defaultdict(list)
    assert isinstance(joined, dict)
    for place, series in joined.items():
        groups[series].append(place)
    return {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}


def answers() -> None:
    """The page's answers with 100,000 values in the store, of which one in twenty is doubtful."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "archive.sqlite"
        write_sqlite(many(VALUES), store)
        began = time.perf_counter()
        cards = read_undecided(store)
        assert cards is not None
        desk = Desk(store, cards, Pictures({}), "bench")
        loaded = time.perf_counter() - began
        server = ReviewServer(desk)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"\n{VALUES:,} values, {len(desk):,} doubts: loaded in {loaded:.1f} s")
        for name in (
            "",
            "state",
            "doubt?number=0",
            f"doubt?number={len(desk) - 1}",
            "means?number=0&text=62",
        ):
            print(f"  GET /{name:24} {timed(server, name):6.1f} ms (slowest of 50)")
        print(
            f"  POST /decide {'':17} {timed(server, 'decide', post=True):6.1f} ms (slowest of 50)"
        )
        server.shutdown()
        server.server_close()


def many(values: int) -> list[Scorecard]:
    cards: list[Scorecard] = []
    held = 0
    for seed in range(1, 1000):
        for card in make_archive(seed).scorecards:
            name = f"{seed}-{card.paper.file}"
            records = tuple(
                replace(
                    record,
                    source=replace(record.source, document=name),
                    observations=tuple(
                        replace(o, confidence=0.5 if (held + n) % 20 == 0 else 1.0)
                        for n, o in enumerate(record.observations)
                    ),
                )
                for record in card.records
            )
            held += sum(len(record.observations) for record in records)
            cards.append(
                Scorecard(replace(card.paper, file=name, sha256=f"{len(cards):064x}"), records)
            )
            if held >= values:
                return cards
    return cards


def timed(server: ReviewServer, name: str, *, post: bool = False) -> float:
    taken: list[float] = []
    for number in range(50):
        body = f'{{"number": {number}, "action": "accept"}}'.encode() if post else None
        request = urllib.request.Request(server.address + name, data=body)
        if post:
            request.add_header("Origin", server.origin)
            request.add_header("Content-Type", "application/json")
        began = time.perf_counter()
        with urllib.request.urlopen(request) as answer:
            answer.read()
        taken.append((time.perf_counter() - began) * 1000)
    print(f"    median {statistics.median(taken):.1f} ms", end="")
    return max(taken)


if __name__ == "__main__":
    main()
