"""The time that one paper has.

It is processor time, as the worker counts its own, so that the same papers are read on a machine
that is busy and on one that is not. A worker that waits for something uses none: a clock on the
wall, with patience, ends that.
"""

from __future__ import annotations

import time

from xlscorecard.bulk.limits import Limits, by_the_clock

_NEVER = float("inf")
# Loading the readers takes a second on a slow machine; ten times that on a busy one.
_START_SECONDS = 60.0


class Clocks:
    """When a worker's page and paper are late. ``spent`` is always the processor time of the
    worker's process since it was started, in seconds."""

    def __init__(self, limits: Limits, sharing: float) -> None:
        """``sharing``: how many workers share a processor."""
        self._limits, self._sharing = limits, sharing
        self.stop()

    def stop(self) -> None:
        """Nothing is under way."""
        self._page_ends = self._paper_ends = self._wall_page_ends = self._wall_paper_ends = _NEVER

    @property
    def stopped(self) -> bool:
        """Whether nothing is under way."""
        return self._wall_page_ends == _NEVER

    def start(self) -> None:
        """A paper is on its way to a worker, which may have to load the readers first."""
        self.stop()
        self._wall_page_ends = time.monotonic() + _START_SECONDS

    def begin(self, spent: float) -> None:
        """The worker has begun to read."""
        limits = self._limits
        self._paper_ends = spent + limits.paper_seconds
        self._wall_paper_ends = time.monotonic() + self._patience(limits.paper_seconds)
        self._turn(spent, limits.page_seconds)

    def turn_page(self, number: int, spent: float, *, scanned: bool) -> None:
        """The clock of page ``number`` starts; a picture gets more time."""
        limits = self._limits
        if scanned:
            self._paper_ends += limits.page_seconds
            self._wall_paper_ends += self._patience(limits.page_seconds)
        self._turn(spent, limits.of_page(number, scanned=scanned))

    def is_late(self, spent: float) -> bool:
        """Whether the page or the paper has had its time of the processor."""
        return spent > self._page_ends or spent > self._paper_ends

    def waits_too_long(self) -> bool:
        """Whether it is late by the clock on the wall."""
        now = time.monotonic()
        return now > self._wall_page_ends or now > self._wall_paper_ends

    def _turn(self, spent: float, seconds: float) -> None:
        self._wall_page_ends = time.monotonic() + self._patience(seconds)
        self._page_ends = spent + seconds

    def _patience(self, seconds: float) -> float:
        return by_the_clock(seconds, self._sharing)
