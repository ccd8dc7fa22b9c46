"""A whole archive from beginning to end: skip what is known, read the rest, record it all."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace

from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Conversion, Ending, Outcome
from xlscorecard.bulk.papers import PaperFile
from xlscorecard.bulk.pool import Done, Recall
from xlscorecard.bulk.sink import Sink

# Reads papers somewhere: in processes here, or on a cluster.
Engine = Callable[[Iterable[PaperFile], Recall], Iterator[Done]]


@dataclass(frozen=True, slots=True)
class Versions:
    """What an outcome must have been made with to stand: the reader and the rules."""

    reader: str = ""
    rules: str = ""


def convert_papers(
    papers: Iterable[PaperFile],
    sink: Sink,
    engine: Engine,
    versions: Versions,
    limits: Limits,
    *,
    retry: bool = False,
) -> Generator[Done, None, None]:
    """Convert papers into a sink; gives each as it is recorded.

    Papers whose bytes, reader and rules are those of an earlier run are kept as they are;
    ``retry`` reads those again that failed. When the iterator is closed or fails, the sink is
    left so that the next run goes on from there.
    """
    known = sink.known()

    def recall(paper: PaperFile) -> Outcome | None:
        outcome = known.get(paper.source)
        if outcome is None or not stands(outcome, versions, limits, retry=retry):
            return None
        return outcome if sink.has(paper) else None

    finished, read = False, 0
    try:
        for done in engine(papers, recall):
            recorded = done
            if not done.kept:
                outcome = replace(
                    done.conversion.outcome, reader=versions.reader, rules=versions.rules
                )
                recorded = Done(done.paper, Conversion(outcome, done.conversion.packed))
            sink.take(recorded)
            read += recorded.conversion.outcome.ending is Ending.READ
            yield recorded
        finished = True
    finally:
        if not finished:
            sink.stop()
    sink.finish(read)


def stands(outcome: Outcome, versions: Versions, limits: Limits, *, retry: bool) -> bool:
    """Whether reading the paper again could only say the same."""
    if not outcome.sha256 or (outcome.reader, outcome.rules) != (versions.reader, versions.rules):
        return False
    if outcome.ending is Ending.READ:
        return True
    if retry:
        return False
    if outcome.ending is Ending.TIME:
        return limits.page_seconds <= (outcome.allowed or 0)
    if outcome.ending is Ending.MEMORY:
        return limits.memory_mb <= (outcome.allowed or 0)
    if outcome.ending is Ending.CRASH and outcome.allowed is not None:
        return limits.memory_mb <= outcome.allowed  # it may have been the memory
    return True
