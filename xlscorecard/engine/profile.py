"""In-year figures against year-end targets, put on the same footing (handbook 2.8)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUARTER = re.compile(r"Q([1-4])$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_LEDGER = re.compile(r"^Period (1[0-2]|[1-9])$")
_YEAR = re.compile(r"^(\d{4})/\d{2}$")


def elapsed_months(period: str | None) -> int | None:
    """Months of the financial year that have gone at the end of a period: 3 for
    "2017/18 Q1", 12 for "2017/18"; None where the period does not tell."""
    if period is None:
        return None
    if found := _QUARTER.search(period):
        return 3 * int(found[1])
    if found := _MONTH.match(period):
        return (int(found[2]) - 4) % 12 + 1
    if found := _LEDGER.match(period):
        return int(found[1])
    return 12 if _YEAR.match(period) else None


def straight_line(target: float, months: int) -> float:
    """A year-end target to the date, in equal twelfths."""
    return target * months / 12


def last_years_shape(target: float, so_far: float, whole: float) -> float | None:
    """A year-end target to the date, as last year's total had built up by then."""
    return None if whole == 0 else target * so_far / whole


def custom_profile(running_targets: Sequence[float], months: int) -> float | None:
    """The owner's own running targets, 12 monthly or 4 quarterly ones."""
    if len(running_targets) == 12 and 1 <= months <= 12:
        return running_targets[months - 1]
    if len(running_targets) == 4 and months in {3, 6, 9, 12}:
        return running_targets[months // 3 - 1]
    return None
