"""What header and title state about a cell before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xlscorecard.model.scorecard import Unit


class Clock(StrEnum):
    """What the two parts of a time such as "08:41" are."""

    MINUTES = "minutes and seconds"
    HOURS = "hours and minutes"


@dataclass(frozen=True, slots=True)
class Stated:
    """The unit and scale of figures that name none, whether the column is one of targets, and
    what a time's parts are."""

    unit: Unit | None = None
    scale: int = 1
    target: bool = False
    clock: Clock | None = None
