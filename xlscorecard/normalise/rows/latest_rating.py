"""The rating of a row whose results have a rating each: that of the latest result."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.scorecard import Observation, Rag, Role
from xlscorecard.normalise.rows.reader import Reader
from xlscorecard.normalise.words.header_text import is_part
from xlscorecard.values.normal_period import ends_after, form_of

_SCORE = re.compile(r"\b(?:score|rating|risk)\b|/ (?:[STR]|total)$", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:residual|current|net|now|latest|mitigated|"
    r"(?:after|with|existing) (?:controls|mitigation))\b",
    re.IGNORECASE,
)


def rating_of_results(reader: Reader, observations: Sequence[Observation]) -> Rag | None:
    """The rating of the result for the period that the paper reports on, else of the latest one,
    else of the one difference from the target."""
    return (
        _rating_of(reader.setting.reporting_period, observations)
        or _latest_rating(reader, observations)
        or _rating_against_target(observations)
        or _rating_of_present_score(observations)
    )


def _rating_of(period: str | None, observations: Sequence[Observation]) -> Rag | None:
    """The rating of the result for the period that the paper reports on, where there is one."""
    rated = {o.rag for o in observations if o.role is Role.ACTUAL and o.rag and o.period == period}
    return rated.pop() if period is not None and len(rated) == 1 else None


def _latest_rating(reader: Reader, observations: Sequence[Observation]) -> Rag | None:
    """The rating of the latest result, where each result has its own. A latest result that has
    none, or that is missing ("n/a") where the paper has come as far, leaves the row without: the
    rating of the quarter before says nothing of it."""
    own = [o for o in observations if o.role is Role.ACTUAL]
    rated = [o for o in own if o.rag is not None]
    if not rated:
        return None
    results = [o for o in own if o.rag or o.quantity.numeric or _is_due(reader, o)]
    if any(o.period is None for o in rated):
        # which is the latest only the order of the columns tells
        last = results[-1]
        missing = last.rag is None and not last.quantity.numeric and _names_part(last)
        return None if missing else rated[-1].rag
    if all(any(_supersedes(o, then) for o in results) for then in rated):
        return None  # last year's ratings beside months that have none
    like = form_of(rated[-1].period)
    rivals = [o for o in results if form_of(o.period) == like]
    # Of two results for one period the rated one counts, of two such the later column's.
    return max(reversed(rivals), key=lambda o: (o.period or "", o.rag is not None)).rag


def _supersedes(result: Observation, rated: Observation) -> bool:
    """Whether a result without a rating is of a later time than a rated one."""
    later = bool(result.period and rated.period) and result.rag is None
    return later and ends_after(result.period or "", rated.period or "")


def _is_due(reader: Reader, missing: Observation) -> bool:
    """Whether a missing result is one of a period that the paper has come to: it reports on that
    period or a later one, or another row has a figure there. Else it is one to come."""
    reporting = reader.setting.reporting_period
    if missing.period and reporting and form_of(missing.period) == form_of(reporting):
        return missing.period <= reporting
    return missing.column in reader.reported()


def _names_part(result: Observation) -> bool:
    return any(map(is_part, result.column.split(" / ")))


def _rating_against_target(observations: Sequence[Observation]) -> Rag | None:
    """The rating of the one difference from the target, where no result has one."""
    rated = [
        o.rag
        for o in observations
        if o.role is Role.VARIANCE and o.rag is not None and "target" in o.column.lower()
    ]
    return rated[0] if len(rated) == 1 else None


def _rating_of_present_score(observations: Sequence[Observation]) -> Rag | None:
    """The rating of a risk's score as it is now, among scores before controls and aimed at."""
    rated = [o for o in observations if o.role is Role.OTHER and o.rag and _SCORE.search(o.column)]
    now = [o for o in rated if _PRESENT.search(o.column)]
    return now[0].rag if len(now) == 1 else None
