"""The worker process: one paper after another, until its parent closes the pipe.

It takes papers from its standard input and answers on its standard output. Whatever a library
prints goes nowhere. It may die at any moment: its parent notices and loses one paper.
"""

from __future__ import annotations

import base64
import gc
import os
import pickle
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from xlscorecard.bulk.frames import Broken, receive_row, send, send_row
from xlscorecard.bulk.limits import (
    MB,
    Limits,
    allow_data,
    by_the_clock,
    die_with_parent,
    end_self_after,
    refuse_core_dumps,
)
from xlscorecard.bulk.outcome import (
    Conversion,
    Ending,
    Outcome,
    outcome_row,
)
from xlscorecard.bulk.papers import checksum
from xlscorecard.bulk.usage import peak_bytes
from xlscorecard.model.errors import CannotRead, NotYet, short_of_memory

if TYPE_CHECKING:
    from xlscorecard.bulk.jobs import Job
    from xlscorecard.model.page import Page

_REPORT = "Please report it with the paper, if you may share it."


def main() -> None:
    """Serve until the parent closes the pipe."""
    requests, answers = _pipes()
    refuse_core_dumps()
    die_with_parent()
    try:
        setting = receive_row(requests)
        limits = Limits(float(str(setting["page_seconds"])), int(str(setting["memory_mb"])))
        sharing = float(str(setting["sharing"]))
        job: Job = pickle.loads(  # noqa: S301  from our parent, never from a paper
            base64.b64decode(str(setting["job"]))
        )
        if setting["reads_papers"]:
            get_ready()
        while True:
            task = receive_row(requests)
            path, source = Path(str(task["path"])), str(task["source"])
            wanted = task["wanted"]
            assert isinstance(wanted, dict)  # noqa: S101  of our own making
            conversion = _convert(path, source, limits, sharing, partial(job, **wanted), answers)
            send_row(answers, outcome_row(conversion.outcome))
            send(answers, conversion.packed or b"")
    except Broken:
        return


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Private ends of the pipes; print() and C libraries get the null device."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)
    return requests, answers


def get_ready() -> None:
    """Load what nearly every paper wants before the first one's clock starts."""
    # numpy's own threads, which our small pictures never use, spin; a worker's parent has said so.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import xlscorecard.engine.evaluate
    import xlscorecard.normalise.scorecard
    import xlscorecard.pdf.garbled
    import xlscorecard.pdf.read
    import xlscorecard.pipeline
    import xlscorecard.store.json
    import xlscorecard.tables.blocks
    import xlscorecard.tables.joining.furniture
    import xlscorecard.tables.joining.join
    import xlscorecard.tables.overlooked  # noqa: F401

    # What is loaded stays; looking it over again and again for garbage costs a paper in fifty.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _convert(
    path: Path, source: str, limits: Limits, sharing: float, job: Job, answers: BinaryIO
) -> Conversion:
    pages = 0
    call_off: Callable[[], None] = end_self_after(by_the_clock(limits.page_seconds, sharing))

    def watch(page: Page) -> None:
        nonlocal pages, call_off
        pages += 1
        if page.scanned:
            allow_data(None)  # the models reserve far more than they use
        call_off()
        seconds = limits.of_page(pages, scanned=page.scanned)
        call_off = end_self_after(by_the_clock(seconds, sharing))
        spent = time.process_time()
        send_row(answers, {"page": page.number, "scanned": page.scanned, "spent": spent})

    allow_data(limits.memory_mb)
    began = time.perf_counter()
    packed, sha256 = None, ""
    try:
        sha256 = checksum(path)
        send_row(answers, {"sha256": sha256, "spent": time.process_time()})
        began_as = _facts(path)
        made = job(path, watch)
        if _facts(path) != began_as:
            raise NotYet(source, "it changed while it was read", advice="Run this again.")
        packed = made.packed
        outcome = Outcome(
            source,
            Ending.READ,
            pages=pages,
            records=made.records,
            values=made.values,
            looks=made.looks,
        )
    except Broken:
        raise
    except Exception as error:  # noqa: BLE001  the boundary: a fault of ours costs one paper
        packed, outcome = None, _failure(source, error)
        if isinstance(error, NotYet):
            sha256 = ""  # so that the next run does not take it as known
    finally:
        call_off()
    spent = time.perf_counter() - began
    outcome = replace(outcome, sha256=sha256, seconds=spent, peak_mb=peak_bytes() / MB)
    return Conversion(outcome, packed)


def _failure(source: str, error: Exception) -> Outcome:
    """How a paper ended that was not read. A parser without memory calls the file damaged."""
    if short_of_memory(error):
        return Outcome(source, Ending.MEMORY)
    if isinstance(error, CannotRead):
        return Outcome(
            source, Ending.REFUSED, reason=error.reason, place=error.place, advice=error.advice
        )
    return Outcome(source, Ending.ERROR, reason=_fault(error), advice=_REPORT)


def _facts(path: Path) -> tuple[int, ...]:
    """What changes when somebody writes to a file or puts another in its place."""
    try:
        facts = path.stat()
    except OSError:
        return ()
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _fault(error: Exception) -> str:
    """A fault of ours in a line that a developer can use: what, in which file and line."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "xlscorecard" in frame.filename] or list(frames)
    where = f" in {Path(ours[-1].filename).name} line {ours[-1].lineno}" if ours else ""
    return f"our reader failed on it ({type(error).__name__}{where})"
