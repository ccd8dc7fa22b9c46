"""What a rule file says, as types: the rules in force and all that belongs to them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from xlscorecard.engine.rating import NO_MARGIN, Aim, Margin, Measured, Rule
from xlscorecard.model.scorecard import Polarity, Rag

SCHEMA = 1
# "Met is green, missed is amber": a rule without red.
ANY_MISS = Margin(least=math.inf)


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule and what it is for: kinds of figure and of target; empty means all."""

    rule: Rule
    kinds: frozenset[Measured] = frozenset()
    target: str = "any"
    target_under: float | None = None

    def fits(self, kind: Measured, aim: Aim) -> bool:
        """Whether this rule is for such a figure; decided by unit and target alone."""
        if self.kinds and kind not in self.kinds:
            return False
        # A tenth of a budget is no small miss: a rule for every unit is not for budgets.
        if not self.kinds and kind is Measured.BUDGET and self.target in {"any", "point"}:
            return False
        if aim.band != (self.target == "band"):
            return False
        if self.target == "zero" and aim.target != 0:
            return False
        if self.target_under is not None:
            return aim.target is not None and abs(aim.target) < self.target_under
        return True


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """What a council has set for one measure: found by reference, title or catalogue key
    (``*`` stands for anything), in all periods or one."""

    match: str
    period: str | None = None
    target: float | None = None
    amber_at: float | None = None
    polarity: Polarity | None = None
    amber: Margin | None = None
    profile: str | tuple[float, ...] | None = None
    population: float | None = None
    base: float | None = None
    scale: tuple[float, float] | None = None

    def fits(self, ref: str | None, title: str, catalogue: str | None, period: str | None) -> bool:
        if self.period is not None and self.period != period:
            return False
        wanted = self.match.casefold()
        names = (name.casefold() for name in (ref, title, catalogue) if name)
        return any(fnmatchcase(name, wanted) for name in names)


@dataclass(frozen=True, slots=True)
class BasisRules:
    """Which figures are compared: how a year-end target is brought to the date, whether
    forecasts are judged, and up to which population chance may excuse a rate."""

    profile: str = "straight"
    ask: bool = True
    forecast: bool = True
    within_chance_population: float | None = None


@dataclass(frozen=True, slots=True)
class TrendRules:
    """The dead band of each unit, and the rule of quartile arrows."""

    dead_bands: tuple[tuple[str, Margin], ...] = ()
    quartile_fallback: float = 0.01
    cross_breaks: bool = False

    def dead_band(self, kind: Measured) -> Margin:
        found = dict(self.dead_bands)
        return found.get(kind.value, found.get("other", NO_MARGIN))


@dataclass(frozen=True, slots=True)
class DefinitionBreak:
    """A period from which measures mean something else; no trend crosses it."""

    at: str
    measures: tuple[str, ...]
    why: str
    but: tuple[str, ...] = ()

    def holds_for(self, catalogue: str) -> bool:
        if any(fnmatchcase(catalogue, name) for name in self.but):
            return False
        return any(fnmatchcase(catalogue, name) for name in self.measures)


@dataclass(frozen=True, slots=True)
class RiskRules:
    """Likelihood x impact: green to the first band, amber to the second; a matrix (rows
    likelihood, columns impact) wins."""

    bands: tuple[int, int] = (4, 12)
    matrix: tuple[tuple[Rag, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class QuartileRules:
    """Whether a measure without a target is rated by its quartile, and in which colours."""

    rate: bool = False
    colours: tuple[Rag, Rag, Rag, Rag] = (Rag.GREEN, Rag.AMBER, Rag.AMBER, Rag.RED)


@dataclass(frozen=True, slots=True)
class ActionRules:
    """Progress of an action against the time that has gone: green from, red to."""

    on_track: float = 0.9
    off_track: float = 0.7


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules in force, first match first."""

    name: str
    title: str = ""
    council: str = ""
    source: str = ""
    entries: tuple[RuleEntry, ...] = ()
    measures: tuple[MeasureRule, ...] = ()
    basis: BasisRules = field(default_factory=BasisRules)
    trend: TrendRules = field(default_factory=TrendRules)
    breaks: tuple[DefinitionBreak, ...] = ()
    risk: RiskRules = field(default_factory=RiskRules)
    quartile: QuartileRules = field(default_factory=QuartileRules)
    actions: ActionRules = field(default_factory=ActionRules)
    use_catalogue_polarity: bool = False
    own: int = 0

    def rule_for(self, kind: Measured, aim: Aim) -> Rule:
        """The first rule for such a figure and target; strict when there is none."""
        for entry in self.entries:
            if entry.fits(kind, aim):
                return entry.rule
        return Rule("strict", words="met or missed")
