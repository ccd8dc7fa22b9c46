"""How the commands that want scorecards read the papers and data that a user names."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from xlscorecard.bulk.read import read_scorecards
from xlscorecard.cli.progress import Display, Tally
from xlscorecard.cli.say import say

if TYPE_CHECKING:
    from xlscorecard.bulk.limits import Limits
    from xlscorecard.bulk.pool import Done
    from xlscorecard.bulk.read import Reading


def read_given(arguments: Sequence[Path], limits: Limits) -> Reading:
    """The scorecards of what was named, with a bar while papers are read; the papers that could
    not be read are told on stderr. Raises CannotRead when nothing could."""
    tally = Tally()
    display: Display | None = None
    with ExitStack() as shown:

        def tell(done: Done, total: int) -> None:
            nonlocal display
            if display is None:
                display = shown.enter_context(Display(total, tally))
            tally.add(done)
            display.add(done)

        reading = read_scorecards(arguments, limits=limits, tell=tell)
    if tally.papers == 1:  # the display tells of papers among others only
        for failure in reading.failures:
            say(f"xlscorecard: {failure}", err=True)
    if reading.failures:
        papers = "1 paper" if len(reading.failures) == 1 else f"{len(reading.failures)} papers"
        say(f"{papers} could not be read and count for nothing below", err=True)
    return reading
