"""Where a measure's definition changed: national breaks, the council's own, a paper's remark."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.history.match import Group
from xlscorecard.history.series import Break
from xlscorecard.values.catalogue import CatalogueMeasure, catalogue
from xlscorecard.values.period import year_of

# From this year on the second framework's measures are the national ones (handbook 9).
_FRAMEWORK = "2023/24"


def find_breaks(group: Group, rules: RuleSet) -> tuple[Break, ...]:
    """The breaks within the time that a group of rows tells of, in time order.

    Those that the catalogue and the rule file give for its national code, the start and the end
    of that code's framework, and those that a paper remarks upon.
    """
    found: dict[str, str] = {}
    for measure in measures_of(group):
        for at in measure.breaks:
            found.setdefault(at, "the national definition changed")
        if measure.first_year is not None:
            found.setdefault(measure.first_year, "the national measure began")
        if measure.key[0] == "A":
            found.setdefault(_FRAMEWORK, "the national framework changed")
    for point in rules.breaks:
        if any(point.holds_for(key) for key in group.keys):
            found.setdefault(point.at, point.why or "the definition changed")
    for at, why in _remarked(group):
        found.setdefault(at, why)
    years = {row.year for row in group.rows if row.year}
    years |= {year for row in group.rows for f in row.figures if (year := year_of(f.period))}
    first, last = min(years, default=""), max(years, default="")
    return tuple(Break(at, why) for at, why in sorted(found.items()) if first < at <= last)


def measures_of(group: Group) -> list[CatalogueMeasure]:
    """The national measures that a group's codes name."""
    return [measure for measure in catalogue() if measure.key in group.keys]


def _remarked(group: Group) -> list[tuple[str, str]]:
    """A remark that paper after paper repeats tells of one change: the first."""
    found: list[tuple[str, str]] = []
    told = False
    for row in group.rows:
        if row.redefined is not None and not told:
            found.append((row.redefined, f"the paper says: {row.remark}"))
        told = row.redefined is not None
    return found


def definition_of(year: str | None, breaks: Sequence[Break]) -> int:
    """How many breaks lie before a financial year: which definition holds in it."""
    return 0 if year is None else sum(point.at <= year for point in breaks)
