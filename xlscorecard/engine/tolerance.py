"""Tolerances as officers write them: 0.05, "5%", "5pp", "none"."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from xlscorecard.engine.rating import NO_MARGIN, Margin, RuleError

Number = float | int | Decimal

_TOLERANCE = re.compile(
    r"^\s*[±]?\s*(\d+(?:\.\d*)?|\.\d+)\s*(%|per ?cent|pp|ppts?|pts?|points?|percentage points?)?"
    r"(?:\s+of\s+(?:the\s+)?target)?\s*$",
    re.IGNORECASE,
)


def parse_tolerance(tolerance: Margin | Number | str | None) -> Margin | None:
    """A margin from a number (share of the target) or text: "5pp", "10%", "none".

    None and blank text give None: the unit's default rule. Raises RuleError for anything
    else, for a bare number above 1 (5% or 5 points?) and for a negative one.
    """
    if tolerance is None or isinstance(tolerance, Margin):
        return tolerance
    if isinstance(tolerance, str):
        word = tolerance.strip().lower()
        if not word:
            return None
        if word in {"none", "strict", "no tolerance", "exact"}:
            return NO_MARGIN
        found = _TOLERANCE.match(word)
        if found is None:
            raise RuleError(f"'{tolerance}' is not a tolerance; write 0.05, '5%', '5pp' or 'none'")
        amount, unit = float(found[1]), found[2] or ""
        if unit.startswith("%") or unit.replace(" ", "") == "percent":
            return Margin(share=_finite(amount / 100, tolerance))
        if unit:
            return Margin(least=_finite(amount, tolerance), most=amount, points=True)
        tolerance = amount
    share = finite_number(tolerance)
    if share is None or share < 0:
        raise RuleError(f"'{tolerance}' is not a tolerance; write 0.05, '5%', '5pp' or 'none'")
    if share > 1:
        raise RuleError(
            f"a tolerance of {tolerance:g} would be {share:.0%} of the target; "
            f"write '{tolerance:g}%' or '{tolerance:g}pp'"
        )
    return Margin(share=share)


def _finite(amount: float, text: str) -> float:
    if not math.isfinite(amount):
        raise RuleError(f"'{text}' is too large for a tolerance")
    return amount


def finite_number(value: object) -> float | None:
    """A finite double, or None for whatever is no such number."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (OverflowError, ValueError, TypeError):
        return None
    return number if math.isfinite(number) else None
