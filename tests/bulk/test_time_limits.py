"""What a paper may take is processor time: a machine that is busy costs no paper."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from xlscorecard.bulk import worker
from xlscorecard.bulk.clocks import Clocks
from xlscorecard.bulk.jobs import Job, Product
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Ending, Outcome
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import convert_in_pool
from xlscorecard.bulk.usage import seconds_of_clock, usage_of
from xlscorecard.model.page import Page

Watch = Callable[[Page], None]
TEN = Limits(page_seconds=10)


def outcome_of(folder: Path, job: Job, limits: Limits) -> Outcome:
    path = folder / "paper.pdf"
    path.write_bytes(paper_bytes(1))
    ((done),) = convert_in_pool(paper_files([path], []), limits, job, 1)
    return done.conversion.outcome


def wait_for_a_turn(_path: Path, _watch: Watch) -> Product:
    """A job that gets the processor late, as one of many does."""
    time.sleep(1.5)
    return Product(b"made")


def wait_for_ever(_path: Path, _watch: Watch) -> Product:
    time.sleep(600)
    return Product(b"made")


def compute_for_ever(_path: Path, _watch: Watch) -> Product:
    while True:
        pass


def test_waiting_for_a_turn_counts_for_nothing(tmp_path: Path) -> None:
    assert outcome_of(tmp_path, wait_for_a_turn, Limits(page_seconds=1)).ending is Ending.READ


def test_a_paper_that_computes_too_long_is_ended(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, compute_for_ever, Limits(page_seconds=1))
    assert outcome.ending is Ending.TIME
    assert outcome.reason == "it takes longer than 1 second a page"


def test_so_is_one_that_waits_for_ever(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, wait_for_ever, Limits(page_seconds=0.5))
    assert outcome.ending is Ending.TIME
    assert outcome.reason.startswith("it hangs: ")
    assert outcome.allowed == 0.5


class Wall:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    clock = Wall()
    monkeypatch.setattr("time.monotonic", clock)
    return clock


def test_each_page_has_its_time_of_the_processor(wall: Wall) -> None:
    clocks = Clocks(TEN, sharing=1)
    clocks.start()
    clocks.begin(100.0)
    wall.now += 29  # others had it meanwhile
    assert not clocks.is_late(109.9)
    assert clocks.is_late(110.1)
    clocks.turn_page(1, 109.9, scanned=False)
    wall.now += 29
    assert not clocks.is_late(119.9)
    assert clocks.is_late(120.1)
    assert not clocks.waits_too_long()


def test_a_picture_has_four_times_as_long_and_the_paper_ten_times(wall: Wall) -> None:
    clocks = Clocks(TEN, sharing=1)
    clocks.start()
    clocks.begin(0.0)
    clocks.turn_page(1, 0.0, scanned=True)
    assert not clocks.is_late(39.9)
    assert clocks.is_late(40.2)
    for number in range(2, 36):
        clocks.turn_page(number, number * 3.0, scanned=False)
    assert not clocks.is_late(109.9)  # ten pages' time, and one more for the picture
    assert clocks.is_late(110.1)


@pytest.mark.parametrize("sharing", [1, 4])
def test_a_worker_may_wait_the_longer_the_more_share_a_processor(wall: Wall, sharing: int) -> None:
    clocks = Clocks(TEN, sharing)
    clocks.start()
    clocks.begin(0.0)
    wall.now += 30 * sharing - 1
    assert not clocks.waits_too_long()
    wall.now += 2
    assert clocks.waits_too_long()


def test_nothing_is_late_when_nothing_is_under_way(wall: Wall) -> None:
    clocks = Clocks(TEN, sharing=1)
    clocks.start()
    clocks.begin(0.0)
    clocks.stop()
    wall.now += 10_000
    assert clocks.stopped
    assert not clocks.waits_too_long()
    assert not clocks.is_late(10_000)


def watch_pictures(_path: Path, watch: Watch) -> Product:
    for number in range(1, 101):
        watch(Page(number, 595.0, 842.0, scanned=number > 1))
    return Product(b"made")


def test_a_worker_outlives_many_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends itself, should its parent be gone: never before its parent would end it."""
    alarms: list[float] = []
    off: list[int] = []

    def set_alarm(seconds: float) -> Callable[[], None]:
        alarms.append(seconds)
        return lambda: off.append(len(alarms))

    monkeypatch.setattr(worker, "end_self_after", set_alarm)
    monkeypatch.setattr(worker, "allow_data", lambda _: None)
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"%PDF")
    worker._convert(path, "paper.pdf", TEN, 1.0, watch_pictures, io.BytesIO())
    assert len(alarms) == 101  # one for each page anew
    assert off == list(range(1, 102))
    assert alarms[:2] == [30, pytest.approx(30.3)]
    assert min(alarms[2:]) >= 120


def test_processor_time_is_seen() -> None:
    before = usage_of(os.getpid()).seconds
    began = time.process_time()
    while time.process_time() < began + 0.1:
        pass
    assert usage_of(os.getpid()).seconds - before >= 0.05


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("0:00.07", 0.07), ("4:05.67", 245.67), ("03:04:05", 11_045), ("2-03:04:05", 183_845)],
)
def test_times_as_ps_tells_them(told: str, seconds: float) -> None:
    assert seconds_of_clock(told) == pytest.approx(seconds)
