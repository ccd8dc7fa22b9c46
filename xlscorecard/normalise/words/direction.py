"""What the direction of an arrow says as a trend."""

from __future__ import annotations

from xlscorecard.model.mark import Direction, Mark
from xlscorecard.model.scorecard import Trend

_TRENDS = {
    Direction.UP: Trend.UP,
    Direction.UP_SLANT: Trend.UP,
    Direction.FLAT: Trend.FLAT,
    Direction.DOWN_SLANT: Trend.DOWN,
    Direction.DOWN: Trend.DOWN,
}


def trend_of_direction(direction: Direction | None) -> Trend | None:
    """The trend that an arrow in such a direction shows, as drawn."""
    return None if direction is None else _TRENDS.get(direction)


def trend_of_mark(mark: Mark) -> Trend | None:
    """The direction that an arrow or a triangle is drawn in."""
    return trend_of_direction(mark.direction)
