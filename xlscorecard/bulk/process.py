"""One worker process as its parent sees it: it has one paper at a time, and is ended when that
paper takes too long or too much memory."""

from __future__ import annotations

import base64
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlscorecard.bulk.clocks import Clocks
from xlscorecard.bulk.frames import Broken, receive, receive_row, send_row
from xlscorecard.bulk.limits import MB, Limits, end_process
from xlscorecard.bulk.outcome import Conversion, Ending, Outcome, outcome_of
from xlscorecard.bulk.papers import PaperFile
from xlscorecard.bulk.usage import usage_of
from xlscorecard.model.fields import Row

if TYPE_CHECKING:
    from xlscorecard.bulk.jobs import Job

# A worker starts afresh after so many papers, or when it holds so much of its limit.
_MOST_PAPERS = 500
_GROWN = 0.5
# A worker that dies this near to its limit was short of memory.
_NEAR = 0.8
_ABORTED = -int(signal.SIGABRT)
# The worker finds modules where we do, and never in the folder that it happens to start in.
_PROGRAM = "import sys; sys.path[:] = {path!r}; from xlscorecard.bulk.worker import main; main()"


class Worker:
    """One worker process and what the parent knows of it. Used by one thread at a time, but
    for :meth:`look`, which the watch calls."""

    def __init__(
        self, limits: Limits, job: Job, *, reads_papers: bool = True, sharing: float = 1.0
    ) -> None:
        """``reads_papers``: whether the job reads papers, for which the worker gets ready.
        ``sharing``: how many share a processor."""
        self._limits, self._reads_papers, self._sharing = limits, reads_papers, sharing
        self._clocks = Clocks(limits, sharing)
        self._job = base64.b64encode(pickle.dumps(job)).decode("ascii")
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._papers = 0
        self._peak = 0
        self._ended_for: Ending | None = None
        self._hangs = False
        self._dismissed = False

    def convert(self, paper: PaperFile, **wanted: int) -> Conversion:
        """Do the job on one paper; ``wanted`` goes to it by name. A worker that dies of a paper
        that was not its first may have died of what earlier papers left behind: the paper gets
        a second try in a fresh one."""
        fresh = self._process is None or not self._papers
        conversion = self._try(paper, wanted)
        if not fresh and conversion.outcome.ending in (Ending.CRASH, Ending.MEMORY):
            self.close()
            conversion = self._try(paper, wanted)
        return conversion

    def dismiss(self) -> None:
        """End the process for good."""
        self._dismissed = True
        self.close()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._dismissed:
            raise Broken
        if self._process is not None:
            return self._process
        environment = dict(os.environ)
        # One thread each: the papers themselves fill the processors.
        environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        program = _PROGRAM.format(path=[str(Path(place).absolute()) for place in sys.path if place])
        process = subprocess.Popen(  # noqa: S603  our own interpreter and program
            [sys.executable, "-P", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=sys.platform != "win32",
        )
        assert process.stdin is not None  # noqa: S101
        setting: Row = {
            "page_seconds": self._limits.page_seconds,
            "memory_mb": self._limits.memory_mb,
            "sharing": self._sharing,
            "job": self._job,
            "reads_papers": self._reads_papers,
        }
        self._process, self._papers = process, 0
        send_row(process.stdin, setting)
        return process

    def close(self) -> None:
        """End the process."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        end_process(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def look(self) -> None:
        """End the process when its paper takes too long or too much."""
        with self._lock:
            process = self._process
            if process is None or self._ended_for is not None or self._clocks.stopped:
                return
            usage = usage_of(process.pid)
            self._peak = max(self._peak, usage.resident)
            self._hangs = self._clocks.waits_too_long()
            if usage.resident > self._limits.memory_mb * MB:
                self._ended_for = Ending.MEMORY
            elif self._hangs or self._clocks.is_late(usage.seconds):
                self._ended_for = Ending.TIME
            if self._ended_for is not None:
                end_process(process)

    def _try(self, paper: PaperFile, wanted: dict[str, int]) -> Conversion:
        began = time.monotonic()
        self._peak, self._ended_for = 0, None
        self._clocks.start()
        sha256, pages, process = "", 0, None
        try:
            process = self._start()
            assert process.stdin is not None  # noqa: S101
            assert process.stdout is not None  # noqa: S101
            task: Row = {"path": str(paper.path), "source": paper.source, "wanted": wanted}
            send_row(process.stdin, task)
            while True:
                row = receive_row(process.stdout)
                if "sha256" in row and "ending" not in row:
                    sha256 = str(row["sha256"])
                    self._clocks.begin(float(str(row["spent"])))
                elif "page" in row:
                    pages += 1
                    spent, scanned = float(str(row["spent"])), bool(row.get("scanned"))
                    self._clocks.turn_page(pages, spent, scanned=scanned)
                else:
                    break
            outcome = replace(outcome_of(row), source=paper.source)
            packed = receive(process.stdout)
        except (Broken, ValueError, TypeError):
            ending = self._autopsy(process)
            self.close()
            outcome = replace(ending, source=paper.source, sha256=sha256, pages=pages)
            spent = time.monotonic() - began
            return Conversion(replace(outcome, seconds=spent, peak_mb=self._peak / MB))
        finally:
            self._clocks.stop()
        self._papers += 1
        if self._papers >= _MOST_PAPERS or self._has_grown(process):
            self.close()
        if outcome.ending is Ending.MEMORY:
            outcome = replace(
                self._over_memory(),
                source=paper.source,
                sha256=outcome.sha256,
                seconds=outcome.seconds,
                peak_mb=outcome.peak_mb,
            )
        return Conversion(outcome, packed if outcome.ending is Ending.READ else None)

    def _has_grown(self, process: subprocess.Popen[bytes]) -> bool:
        return usage_of(process.pid).resident > _GROWN * self._limits.memory_mb * MB

    def _autopsy(self, process: subprocess.Popen[bytes] | None) -> Outcome:
        """What a worker has died of."""
        code = 0
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):  # it speaks nonsense but lives
                code = process.wait(5)
        if self._ended_for is Ending.TIME:
            return self._over_time()
        if self._ended_for is Ending.MEMORY or self._peak > _NEAR * self._limits.memory_mb * MB:
            return self._over_memory()
        told = f"reading it crashed the reader ({_cause(code)}"
        advice = "Open it in a PDF viewer or Word and save it as a new file, or ask for it again."
        if code == _ABORTED:  # C++ libraries end so, too, when they ask for more than is allowed
            limit = self._limits.memory_mb
            told += f": it is damaged, or wants more than {limit} MB at once"
            advice += f" {self._advice('give it more with --memory-limit')}"
            return Outcome("", Ending.CRASH, reason=f"{told})", advice=advice, allowed=float(limit))
        return Outcome("", Ending.CRASH, reason=f"{told})", advice=advice)

    def _over_time(self) -> Outcome:
        seconds = self._limits.page_seconds
        each = " a page" if self._reads_papers else ""
        reason = f"it takes longer than {_seconds(seconds)}{each}"
        if self._hangs:
            reason = "it hangs: long after its time the reader still waited for something"
        advice = self._advice("give it longer with --time-limit")
        return Outcome("", Ending.TIME, reason=reason, advice=advice, allowed=seconds)

    def _over_memory(self) -> Outcome:
        return Outcome(
            "",
            Ending.MEMORY,
            reason=f"it takes more than {self._limits.memory_mb} MB of memory",
            advice=self._advice("give it more with --memory-limit"),
            allowed=float(self._limits.memory_mb),
        )

    def _advice(self, option: str) -> str:
        which = "it is a real paper" if self._reads_papers else "you trust it"
        return f"If {which}, {option}."


def _seconds(seconds: float) -> str:
    return "1 second" if round(seconds) == 1 else f"{seconds:,.0f} seconds"


def _cause(code: int) -> str:
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
