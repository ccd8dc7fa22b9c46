"""A pool of worker processes, each with one paper at a time. A worker that dies costs its own paper
and nothing else."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Conversion, Ending, Outcome
from xlscorecard.bulk.papers import PaperFile, checksum, paper_files
from xlscorecard.bulk.process import Worker
from xlscorecard.model.errors import CannotRead

if TYPE_CHECKING:
    from xlscorecard.bulk.jobs import Job

# How often the parent looks at its workers; a page takes 20 ms.
_LOOK_SECONDS = 0.03
_HANDED_SECONDS = 0.5
_LEAVE_SECONDS = 1.0
# The bytes that must be free for one more thread: its stack (8 MB) and what it works with. One
# that finds no memory to begin with hangs its maker for ever.
_ROOM = 32_000_000


def available_processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Done:
    """A paper with how its conversion ended; ``kept`` when an earlier run had read it."""

    paper: PaperFile
    conversion: Conversion
    kept: bool = False


# Gives what an earlier run has found out about a paper; it stands if the checksum is the same.
Recall = Callable[[PaperFile], Outcome | None]


def convert_in_pool(
    papers: Iterable[PaperFile],
    limits: Limits,
    job: Job,
    workers: int,
    recall: Recall = lambda _: None,
    *,
    reads_papers: bool = True,
) -> Generator[Done, None, None]:
    """The papers' conversions, as they end.

    A worker gets its next paper only when the caller has come back for more, so that whatever
    the caller has not recorded was in flight. ``recall`` is called in threads.
    """
    sharing = max(1.0, workers / available_processors())
    crew = [
        Worker(limits, job, reads_papers=reads_papers, sharing=sharing)
        for _ in range(max(1, workers))
    ]
    handed: queue.Queue[tuple[Done | BaseException | None, threading.Event]] = queue.Queue()
    source, lock, stop = iter(papers), threading.Lock(), threading.Event()

    def next_paper() -> PaperFile | None:
        with lock:
            return None if stop.is_set() else next(source, None)

    def hand(found: Done | BaseException | None) -> None:
        taken = threading.Event()
        handed.put((found, taken))
        while not (taken.wait(_HANDED_SECONDS) or stop.is_set()):
            pass

    def serve(worker: Worker) -> None:
        try:
            while (paper := next_paper()) is not None:
                hand(_convert(paper, worker, recall))
        except BaseException as error:  # noqa: BLE001  raised again in the caller's thread
            hand(error)
        finally:
            handed.put((None, threading.Event()))

    threads = [threading.Thread(target=serve, args=(worker,), daemon=True) for worker in crew]
    threads.append(threading.Thread(target=_watch, args=(crew, stop), daemon=True))
    running = len(crew)
    try:
        for thread in threads:
            _begin(thread)
        while running:
            try:
                found, taken = handed.get(timeout=_LEAVE_SECONDS)
            except queue.Empty:
                alive = sum(thread.is_alive() for thread in threads[: len(crew)])
                if alive < running and handed.empty():
                    raise MemoryError from None  # one ended without a word
                continue
            if found is None:
                running -= 1
            elif isinstance(found, BaseException):
                raise found
            else:
                yield found
            taken.set()
    finally:
        stop.set()
        for worker in crew:
            worker.dismiss()
        for thread in threads:
            if thread.is_alive():
                thread.join(_LEAVE_SECONDS)


def _begin(thread: threading.Thread) -> None:
    bytearray(_ROOM)  # raises MemoryError, here
    try:
        thread.start()
    except RuntimeError as error:  # Python's word for no room for one more
        raise MemoryError from error


def _convert(paper: PaperFile, worker: Worker, recall: Recall) -> Done:
    if paper.path is None:
        from xlscorecard.bulk.addresses import local_copy

        try:
            with local_copy(paper.source) as path:
                done = _convert(replace(paper, path=path), worker, recall)
                return replace(done, paper=paper)
        except CannotRead as error:
            told = Outcome(paper.source, Ending.REFUSED, reason=error.reason, advice=error.advice)
            return Done(paper, Conversion(told))
    known = recall(paper)
    if known is not None and checksum(paper.path) == known.sha256:
        return Done(paper, Conversion(known), kept=True)
    return Done(paper, worker.convert(paper))


def do_job(
    path: Path, job: Job, limits: Limits | None = None, *, reads_papers: bool = True
) -> bytes:
    """Do one job on one file in a worker; what it makes. Raises CannotRead."""
    files = paper_files([path], [])
    ((done),) = convert_in_pool(files, limits or Limits(), job, 1, reads_papers=reads_papers)
    if done.conversion.packed is None:
        raise done.conversion.outcome.error(done.paper.shown)
    return done.conversion.packed


class WatchedWorker(Worker):
    """A worker with a watch of its own, for a thread of somebody else's."""

    def __init__(self, limits: Limits, job: Job) -> None:
        super().__init__(limits, job)
        self._stop = threading.Event()
        _begin(threading.Thread(target=_watch, args=([self], self._stop), daemon=True))

    def dismiss(self) -> None:
        self._stop.set()
        super().dismiss()


def _watch(crew: Sequence[Worker], stop: threading.Event) -> None:
    while not stop.wait(_LOOK_SECONDS):
        for worker in crew:
            worker.look()
