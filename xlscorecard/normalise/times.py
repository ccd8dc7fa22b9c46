"""Times of the clock in a row of values: what "08:41" is, and "2 mins" beside "1m 45s"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xlscorecard.model.scorecard import Observation
from xlscorecard.values.quantity import Clock

_MINUTES = re.compile(
    r"\bm?m[:.]ss\b|\bmin(?:ute)?s?\.?\s?(?:[:/&.]|and)\s?sec(?:ond)?s?\b", re.IGNORECASE
)
_HOURS = re.compile(
    r"\bh?h[:.]mm\b(?![:.]ss)|\bh(?:ou)?rs?\.?\s?(?:[:/&.]|and)\s?min(?:ute)?s?\b", re.IGNORECASE
)
_ONE_PART = re.compile(
    r"(?P<figure>\d+(?:\.\d+)?)\s?(?:(?P<h>hours?|hrs?)|(?P<m>minutes?|mins?)|seconds?|secs?)\.?",
    re.IGNORECASE,
)


def clock_in(*texts: str) -> Clock | None:
    """What a measure's title or a column's header says that "08:41" is; None where they say
    nothing, or both."""
    minutes = any(_MINUTES.search(text) for text in texts)
    hours = any(_HOURS.search(text) for text in texts)
    if minutes is hours:
        return None
    return Clock.MINUTES if minutes else Clock.HOURS


def with_siblings_time(found: Sequence[Observation]) -> list[Observation]:
    """A row's values with every time in seconds where one of them is: "2 mins" is 120 beside
    "1m 45s", though it is 2 where all are printed in minutes."""
    if not any((o.quantity.note or "").startswith("seconds,") for o in found):
        return list(found)
    return [_in_seconds(observation) for observation in found]


def _in_seconds(observation: Observation) -> Observation:
    quantity = observation.quantity
    printed = _ONE_PART.search(observation.raw)
    if quantity.value is None or printed is None:
        return observation
    if Decimal(printed["figure"]) != quantity.value:
        return observation
    factor = 3600 if printed["h"] else 60 if printed["m"] else 1
    return replace(
        observation,
        quantity=replace(
            quantity,
            value=quantity.value * factor,
            quantum=quantity.quantum * factor if quantity.quantum is not None else None,
            note=f"seconds, printed {printed[0]}",
        ),
    )
