"""What the direction of an arrow says as a trend."""

from __future__ import annotations

from xlscorecard.model.mark import Direction, Mark
from xlscorecard.model.scorecard import Trend


def trend_of_mark(mark: Mark) -> Trend | None:
    """The direction that an arrow or a triangle is drawn in."""
    if mark.direction in (Direction.UP, Direction.UP_SLANT):
        return Trend.UP
    if mark.direction in (Direction.DOWN, Direction.DOWN_SLANT):
        return Trend.DOWN
    return Trend.FLAT if mark.direction is Direction.FLAT else None
