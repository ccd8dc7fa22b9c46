"""Times of the clock in a row of values: what "08:41" is, and "2 mins" beside "1m 45s"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

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
# In letters: "1m" is no million beside "1m 12s".
_ONE_LETTER = re.compile(r"[<>≤≥= ]*(?P<figure>\d+)\s?(?:(?P<h>h)|(?P<m>m)|s)", re.IGNORECASE)


def clock_in(*texts: str) -> Clock | None:
    """What a measure's title or a column's header says that "08:41" is; None where they say
    nothing, or both."""
    said = {clock for text in texts for clock in _clocks(text)}
    return said.pop() if len(said) == 1 else None


@lru_cache(maxsize=1024)  # a title is asked for each of its values, a header for each row
def _clocks(text: str) -> frozenset[Clock]:
    patterns = ((Clock.MINUTES, _MINUTES), (Clock.HOURS, _HOURS))
    return frozenset(clock for clock, pattern in patterns if pattern.search(text))


def with_siblings_time(found: Sequence[Observation]) -> list[Observation]:
    """A row's values with every time in seconds where one of them is: "2 mins" is 120 beside
    "1m 45s", though it is 2 where all are printed in minutes."""
    if not any((o.quantity.note or "").startswith("seconds,") for o in found):
        return list(found)
    return [_in_seconds(observation) for observation in found]


def _in_seconds(observation: Observation) -> Observation:
    quantity = observation.quantity
    quantum = quantity.quantum
    printed = _ONE_LETTER.fullmatch(observation.raw)
    if printed is not None:
        quantum = Decimal(1)
    else:
        printed = _ONE_PART.search(observation.raw)
        if printed is None or Decimal(printed["figure"]) != quantity.value:
            return observation
    factor = 3600 if printed["h"] else 60 if printed["m"] else 1
    return replace(
        observation,
        quantity=replace(
            quantity,
            value=Decimal(printed["figure"]) * factor,
            unit=None,
            quantum=quantum * factor if quantum is not None else None,
            note=f"seconds, printed {printed[0]}",
        ),
    )
