"""The catalogue of rules that are tried on a council's printed RAGs, simplest first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xlscorecard.engine.rating import NO_MARGIN, Margin, Measured, Rule
from xlscorecard.engine.ruleset import ANY_MISS, RuleEntry

# The margins that councils use, the common ones first.
_SHARES = (0.10, 0.05, 0.02, 0.15, 0.20, 0.03, 0.025, 0.01, 0.075, 0.25)
_POINTS = (5.0, 2.0, 3.0, 10.0, 1.0, 2.5, 0.5)
_PERCENTS = frozenset({Measured.PERCENT, Measured.FRACTION})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule of the catalogue: entries to try, simplest first."""

    name: str
    title: str
    entries: tuple[RuleEntry, ...]


def catalogue_of_rules() -> tuple[Candidate, ...]:
    """The rules that are tried, simplest first."""
    found = [
        _plain("strict", "Met is green, missed is red", Rule("inferred.strict")),
        _plain("any_miss", "Met is green, missed is amber", Rule("inferred.any_miss", ANY_MISS)),
    ]
    for printed in (False, True):
        found += [_within(share, printed) for share in _SHARES]
        found += [_points(points, printed) for points in _POINTS]
    for printed in (False, True):
        found += [_typed(p, share, printed) for p in _POINTS for share in _SHARES[:5]]
    found.append(Candidate("default", "The default rule of each unit", ()))
    found += [
        _plain(
            f"green_side_{_name(share)}",
            f"Green within {_percent(share)} of the target, beyond it amber if no worse than "
            "last year",
            Rule(f"inferred.green_side_{_name(share)}", green=Margin(share=share), no_worse=True),
        )
        for share in _SHARES[:5]
    ]
    found += [
        _plain(
            f"two_cuts_{_name(green)}_{_name(amber)}",
            f"Green within {_percent(green)} of the target, amber within {_percent(amber)}",
            Rule(
                f"inferred.two_cuts_{_name(green)}_{_name(amber)}",
                Margin(share=amber),
                Margin(share=green),
            ),
        )
        for green in sorted(_SHARES)
        for amber in sorted(_SHARES)
        if green < amber
    ]
    found += [_reciprocal(share) for share in _SHARES[:5]]
    return tuple(found)


def _plain(name: str, title: str, rule: Rule) -> Candidate:
    return Candidate(name, title, (RuleEntry(replace(rule, words=title), target="point"),))


def _within(share: float, printed: bool) -> Candidate:
    title = f"Amber within {_percent(share)} of the target{_precision(printed)}"
    name = f"within_{_name(share)}{'_printed' if printed else ''}"
    return _plain(name, title, Rule(f"inferred.{name}", Margin(share=share), NO_MARGIN, printed))


def _points(points: float, printed: bool) -> Candidate:
    """Points for percentages; whatever is no percentage keeps its default rule."""
    title = f"Amber within {_of_points(points)}{_precision(printed)}"
    name = f"points_{points:g}{'_printed' if printed else ''}".replace(".", "_")
    margin = Margin(least=points, most=points, points=True)
    rule = Rule(f"inferred.{name}", margin, NO_MARGIN, printed, words=title)
    return Candidate(name, title, (RuleEntry(rule, _PERCENTS, "point"),))


def _typed(points: float, share: float, printed: bool) -> Candidate:
    """Points for percentages, a share of the target for the rest."""
    title = (
        f"Amber within {_of_points(points)}, within {_percent(share)} of the target for the "
        f"rest{_precision(printed)}"
    )
    margin = Margin(least=points, most=points, points=True)
    name = f"points_{points:g}_{_name(share)}{'_printed' if printed else ''}".replace(".", "_")
    of_points = Rule(f"inferred.{name}.percent", margin, NO_MARGIN, printed, words=title)
    of_rest = Rule(f"inferred.{name}.rest", Margin(share=share), words=title)
    entries = (RuleEntry(of_points, _PERCENTS, "point"), RuleEntry(of_rest, target="point"))
    return Candidate(name, title, entries)


def _of_points(points: float) -> str:
    return f"{points:g} point{'' if points == 1 else 's'} for percentages"


def _precision(printed: bool) -> str:
    return "; met at the target's printed digits" if printed else ""


def _reciprocal(share: float) -> Candidate:
    title = f"Amber while target and figure are within {_percent(share)} of each other's ratio"
    rule = Rule(f"inferred.ratio_{_name(share)}", Margin(share=share, reciprocal=True))
    return _plain(f"ratio_{_name(share)}", title, rule)


def _percent(share: float) -> str:
    return f"{share * 100:g}%"


def _name(share: float) -> str:
    return f"{share * 100:g}".replace(".", "_")
