"""The pool: a worker that dies, hangs or lies costs its own paper."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.hostile.making import doubling_forms
from xlscorecard.bulk.convert import Versions, stands
from xlscorecard.bulk.jobs import Product, scorecard_job
from xlscorecard.bulk.limits import MB, Limits
from xlscorecard.bulk.outcome import Conversion, Ending, Outcome
from xlscorecard.bulk.papers import PaperFile, output_places, paper_files
from xlscorecard.bulk.pool import convert_in_pool
from xlscorecard.bulk.process import Worker
from xlscorecard.bulk.usage import peak_bytes, usage_of
from xlscorecard.model.page import Page
from xlscorecard.pipeline import read_scorecard

LARGE = Limits(page_seconds=30, memory_mb=8000)


def slow_paper(folder: Path) -> PaperFile:
    """A paper that takes some seconds and much memory."""
    path = folder / "slow.pdf"
    path.write_bytes(doubling_forms(24))
    return paper_files([path], [])[0]


def good_paper(folder: Path, number: int = 1) -> PaperFile:
    path = folder / f"good{number}.pdf"
    path.write_bytes(paper_bytes(number))
    return paper_files([path], [])[0]


def test_a_worker_gives_what_this_process_would(tmp_path: Path) -> None:
    paper = good_paper(tmp_path)
    ((done),) = convert_in_pool([paper], Limits(), scorecard_job(None), 1)
    assert paper.path is not None
    assert done.conversion.scorecard() == read_scorecard(paper.path)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_worker_that_crashes_costs_its_paper(tmp_path: Path) -> None:
    worker = Worker(LARGE, scorecard_job(None))
    outcomes: list[Outcome] = []
    thread = threading.Thread(
        target=lambda: outcomes.append(worker.convert(slow_paper(tmp_path)).outcome)
    )
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:  # until the paper is being read
            process = worker._process
            if process is not None and usage_of(process.pid).resident > 90 * MB:
                os.kill(process.pid, signal.SIGSEGV)
                break
            time.sleep(0.01)
        thread.join(20)
        assert outcomes[0].ending is Ending.CRASH
        assert "SIGSEGV" in outcomes[0].reason
        assert outcomes[0].sha256
        assert worker.convert(good_paper(tmp_path)).outcome.ending is Ending.READ
    finally:
        worker.dismiss()


def abort(_path: Path, _watch: Callable[[Page], None]) -> Product:
    """A job that ends as a C++ library does that is given no memory."""
    os.abort()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_abort_may_be_want_of_memory(tmp_path: Path) -> None:
    ((done),) = convert_in_pool([good_paper(tmp_path)], Limits(memory_mb=300), abort, 1)
    outcome = done.conversion.outcome
    assert outcome.ending is Ending.CRASH
    assert "(SIGABRT: it is damaged, or wants more than 300 MB at once)" in outcome.reason
    assert "--memory-limit" in outcome.advice
    assert stands(outcome, Versions(), Limits(memory_mb=300), retry=False)
    assert not stands(outcome, Versions(), Limits(memory_mb=301), retry=False)


def test_a_hanging_paper_is_ended(tmp_path: Path) -> None:
    papers = [slow_paper(tmp_path), good_paper(tmp_path)]
    found = {
        done.paper.beneath.name: done.conversion.outcome
        for done in convert_in_pool(
            papers, Limits(page_seconds=0.4, memory_mb=8000), scorecard_job(None), 1
        )
    }
    assert found["slow.pdf"].ending is Ending.TIME
    assert found["good1.pdf"].ending is Ending.READ


def read_while_it_is_written(path: Path, watch: Callable[[Page], None]) -> Product:
    """A job that somebody interferes with: the paper grows while it is read."""
    made = scorecard_job(None)(path, watch)
    with path.open("ab") as file:
        file.write(b"% more\n")
    return made


def test_a_paper_that_changes_while_it_is_read_counts_for_nothing(tmp_path: Path) -> None:
    paper = good_paper(tmp_path)
    ((done),) = convert_in_pool([paper], Limits(), read_while_it_is_written, 1)
    assert done.conversion.outcome.ending is Ending.REFUSED
    assert "changed while it was read" in done.conversion.outcome.reason
    assert done.conversion.scorecard() is None


def test_a_paper_that_vanishes_before_its_turn_is_told(tmp_path: Path) -> None:
    papers = [good_paper(tmp_path, number) for number in range(3)]
    running = convert_in_pool(papers, Limits(), scorecard_job(None), 1)
    first = next(running)
    assert papers[2].path is not None
    papers[2].path.unlink()
    rest = list(running)
    endings = {d.paper.beneath.name: d.conversion.outcome for d in (first, *rest)}
    assert endings["good1.pdf"].ending is Ending.READ
    assert endings["good2.pdf"].ending is Ending.REFUSED
    assert "no such file" in endings["good2.pdf"].reason


def test_workers_end_with_the_caller(tmp_path: Path) -> None:
    papers = [good_paper(tmp_path, number) for number in range(6)]
    running = convert_in_pool(papers, Limits(), scorecard_job(None), 2)
    next(running)
    running.close()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _children():
        time.sleep(0.05)
    assert not _children()


def _children() -> list[int]:
    """Worker processes of this one that still live (Linux only; elsewhere none are seen)."""
    found = []
    for task in Path("/proc/self/task").glob("*/children"):
        for pid in task.read_text().split():
            command = Path(f"/proc/{pid}/cmdline")
            if command.exists() and b"bulk.worker" in command.read_bytes():
                found.append(int(pid))
    return found


def test_a_fault_of_the_caller_is_the_callers(tmp_path: Path) -> None:
    def papers() -> object:
        yield good_paper(tmp_path)
        raise OSError("the list of papers broke off")

    with pytest.raises(OSError, match="broke off"):
        list(convert_in_pool(papers(), Limits(), scorecard_job(None), 1))  # type: ignore[arg-type]


def test_outputs_of_each_never_collide() -> None:
    names = ("a/q.pdf", "a/q.docx", "A/Q.PDF", "a/q.pdf.pdf", "b/q.pdf")
    papers = [PaperFile(at, name, name, None, Path(name)) for at, name in enumerate(names)]
    places = output_places(papers, "json")
    assert len({str(place).casefold() for place in places}) == len(names)
    assert str(places[-1]) == str(Path("b/q.json"))


def test_outputs_of_each_have_names_that_a_file_system_allows() -> None:
    names = ("é" * 125 + "a.pdf", "é" * 125 + "b.pdf", "é" * 125 + "b.docx")
    papers = [PaperFile(at, name, name, None, Path(name)) for at, name in enumerate(names)]
    places = output_places(papers, "sqlite")
    assert len(set(places)) == 3
    assert all(len(place.name.encode()) <= 255 for place in places)
    assert all(place.name.endswith(".sqlite") for place in places)


def test_memory_is_seen() -> None:
    assert 5 * MB < usage_of(os.getpid()).resident <= peak_bytes() + MB


def test_a_failure_has_no_scorecard() -> None:
    assert Conversion(Outcome("x", Ending.CRASH)).scorecard() is None
