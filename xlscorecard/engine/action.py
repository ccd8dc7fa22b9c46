"""BRAG for actions, milestones and projects."""

from __future__ import annotations

from datetime import date

from xlscorecard.engine.rating import Basis, Rating, RuleError, dust
from xlscorecard.model.scorecard import Rag


def rate_action(
    due: date | None,
    today: date,
    *,
    complete: bool = False,
    progress: float | None = None,
    start: date | None = None,
    on_track: float = 0.9,
    off_track: float = 0.7,
) -> Rating:
    """BRAG for actions (handbook 2.15): complete is blue, overdue red; else progress (0 to
    1) against elapsed time, green from ``on_track`` of it, red to ``off_track`` (Camms: 90%
    and 70%). Raises RuleError for progress that is no share."""
    if progress is not None and not 0 <= progress <= 1:
        raise RuleError(f"progress is a share from 0 to 1, not {progress}")
    if complete:
        return Rating(Rag.BLUE, "action", Basis.DATES, label="complete")
    if due is None:
        return Rating(
            Rag.GREY, "action", Basis.DATES, label="no date to be judged by (ongoing, or none set)"
        )
    if today > due:
        return Rating(Rag.RED, "action", Basis.DATES, label=f"was due {_in_words(due)} and is open")
    if start is not None and today < start:
        return Rating(Rag.GREY, "action", Basis.DATES, label="not started yet")
    if progress is None or start is None:
        return Rating(
            Rag.GREEN, "action", Basis.DATES, label=f"due {_in_words(due)}; no progress is stated"
        )
    expected = (today - start).days / max(1, (due - start).days)
    reached = 1.0 if expected == 0 else progress / expected
    allowance = dust(1.0)
    rag = (
        Rag.GREEN
        if reached >= on_track - allowance
        else Rag.RED
        if reached <= off_track + allowance
        else Rag.AMBER
    )
    label = f"{progress:.0%} done where {expected:.0%} of the time has gone"
    return Rating(rag, "action", Basis.DATES, label=label)


def _in_words(day: date) -> str:
    """30 June 2017; strftime has no such day on Windows."""
    return f"{day.day} {day:%B %Y}"
