"""The tables of a TOML rule file as the engine's types; complaints name file and place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from xlscorecard.engine.rating import NO_MARGIN, Margin, Measured, Rule
from xlscorecard.engine.rules_fields import FieldReader, Table, offer
from xlscorecard.engine.ruleset import (
    ActionRules,
    BasisRules,
    DefinitionBreak,
    MeasureRule,
    QuartileRules,
    RiskRules,
    RuleEntry,
    TrendRules,
)
from xlscorecard.engine.tolerance import finite_number
from xlscorecard.model.scorecard import Polarity
from xlscorecard.values.normal_period import YEAR

TARGETS = ("any", "point", "band", "zero")
PROFILES = ("straight", "last year", "none")
TOP = {
    "schema", "name", "title", "council", "source", "extends", "basis", "polarity", "trend",
    "rule", "measure", "break", "risk", "quartile", "actions",
}  # fmt: skip
RULE = {
    "id", "units", "target", "target_under", "amber", "green", "blue", "within_chance", "words",
}  # fmt: skip
MEASURE = {
    "match", "period", "target", "amber_at", "polarity", "amber", "profile", "population",
    "base", "scale",
}  # fmt: skip
BASIS = {"profile", "ask", "forecast", "within_chance_population"}
BREAK = {"at", "measures", "why", "except"}

# Amber that is "not distinguishable" in place of a distance (handbook 2.11).
_INTERVALS = {"not significant": "interval", "inside the funnel": "funnel"}


@dataclass(frozen=True, slots=True)
class RulesReader(FieldReader):
    """Turns the tables of a rule file into rules."""

    def entry(self, table: Table, number: int) -> RuleEntry:
        place = f"[[rule]] {number}"
        name = self.text_of(table, "id", place)
        if not name:
            raise self.fault(place, "has no id", "Give each rule a short name of its own.")
        place = f"{place} '{name}'"
        self.only(table, RULE, place)
        green = table.get("green", "none")
        printed, no_worse, slack = False, False, NO_MARGIN
        if green == "as printed":
            printed = True
        elif green != "none":
            slack = self.margin(table, "green", place)
        if table.get("amber") == "no worse than last year":
            no_worse, amber = True, NO_MARGIN
        elif str(table.get("amber")) in _INTERVALS:
            amber = NO_MARGIN
        else:
            amber = self.margin(table, "amber", place)
        target = self.choice(table, "target", TARGETS, place)
        if amber.of_width and target != "band":
            raise self.fault(place, "of_width is for bands", 'Add: target = "band"', "amber")
        rule = Rule(
            name,
            amber,
            slack,
            printed,
            no_worse,
            self.flag(table, "within_chance", place, False),
            _INTERVALS.get(str(table.get("amber")), ""),
            self.text_of(table, "words", place),
            self.margin(table, "blue", place) if "blue" in table else None,
        )
        return RuleEntry(
            rule,
            self.kinds(table, place),
            target,
            self.number(table, "target_under", place),
        )

    def measure(self, table: Table, number: int) -> MeasureRule:
        place = f"[[measure]] {number}"
        match = self.text_of(table, "match", place)
        if not match:
            raise self.fault(place, "has no match", "Name a reference, title or catalogue key.")
        place = f"{place} '{match}'"
        self.only(table, MEASURE, place)
        stated = table.get("polarity")
        if stated is not None and str(stated) not in set(Polarity):
            raise self.fault(
                place, f"polarity {stated!r} is not known", offer(list(Polarity)), "polarity"
            )
        return MeasureRule(
            match=match,
            period=self.text_of(table, "period", place) or None,
            target=self.number(table, "target", place),
            amber_at=self.number(table, "amber_at", place),
            polarity=None if stated is None else Polarity(str(stated)),
            amber=self.margin(table, "amber", place) if "amber" in table else None,
            profile=self.profile(table.get("profile"), place),
            population=self.positive(table, "population", place),
            base=self.positive(table, "base", place),
            scale=self.scale(table.get("scale"), place),
        )

    def profile(self, found: object, place: str) -> str | tuple[float, ...] | None:
        if found is None or (isinstance(found, str) and found in PROFILES):
            return found
        if isinstance(found, list) and len(found) in {4, 12}:
            numbers = [float(x) for x in found if _is_figure(x)]
            if len(numbers) == len(found):
                return tuple(numbers)
        reason = "profile must be one of the words, or 4 or 12 running targets"
        raise self.fault(place, reason, offer(PROFILES), "profile")

    def scale(self, found: object, place: str) -> tuple[float, float] | None:
        if found is None:
            return None
        if isinstance(found, list) and len(found) == 2:
            low, high = found
            if _is_figure(low) and _is_figure(high) and low < high:
                return float(low), float(high)
        raise self.fault(
            place, "scale must be its lowest and highest score, such as [0, 24]", key="scale"
        )

    def basis(self, table: Table, base: BasisRules) -> BasisRules:
        self.only(table, BASIS, "[basis]")
        profile = base.profile
        if "profile" in table:
            profile = self.choice(table, "profile", PROFILES, "[basis]")
        people = self.number(table, "within_chance_population", "[basis]")
        return BasisRules(
            profile=profile,
            ask=self.flag(table, "ask", "[basis]", base.ask),
            forecast=self.flag(table, "forecast", "[basis]", base.forecast),
            within_chance_population=base.within_chance_population if people is None else people,
        )

    def trend(self, table: Table, base: TrendRules) -> TrendRules:
        bands = dict(base.dead_bands)
        known = {kind.value for kind in Measured} | {"survey"}
        self.only(table, known | {"quartile_fallback", "cross_breaks"}, "[trend]")
        for key in table:
            if key not in known:
                continue
            found = table[key]
            if isinstance(found, str) and found.endswith("of scale"):
                share = self.share({key: found.removesuffix("of scale").strip()}, key, "[trend]")
                bands[key] = Margin(share=0.02, of_range=share or 0.0)
            else:
                bands[key] = self.margin(table, key, "[trend]")
        fallback = self.share(table, "quartile_fallback", "[trend]")
        return TrendRules(
            tuple(bands.items()),
            base.quartile_fallback if fallback is None else fallback,
            self.flag(table, "cross_breaks", "[trend]", base.cross_breaks),
        )

    def risk(self, table: Table, base: RiskRules) -> RiskRules:
        self.only(table, {"bands", "matrix"}, "[risk]")
        bands, matrix = base.bands, base.matrix
        if "bands" in table:
            found = table["bands"]
            whole = isinstance(found, list) and all(type(x) is int for x in found)
            if not whole or len(cast("list[int]", found)) != 2:
                raise self.fault(
                    "[risk]", "bands must be two whole scores, such as [4, 12]", key="bands"
                )
            bands = cast("tuple[int, int]", tuple(cast("list[int]", found)))
            if not 0 < bands[0] < bands[1]:
                raise self.fault("[risk]", "the first of the bands must be lower", key="bands")
        if "matrix" in table:
            rows = table["matrix"]
            if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
                raise self.fault(
                    "[risk]", "matrix must be rows of colours, likelihood 1 first", key="matrix"
                )
            matrix = tuple(tuple(self.colour(x, "[risk]") for x in row) for row in rows)
        return RiskRules(bands, matrix)

    def quartile(self, table: Table, base: QuartileRules) -> QuartileRules:
        self.only(table, {"rate", "colours"}, "[quartile]")
        colours = base.colours
        if "colours" in table:
            found = table["colours"]
            if not isinstance(found, list) or len(found) != 4:
                raise self.fault(
                    "[quartile]", "colours must be four, best quartile first", key="colours"
                )
            one, two, three, four = (self.colour(x, "[quartile]") for x in found)
            colours = one, two, three, four
        return QuartileRules(self.flag(table, "rate", "[quartile]", base.rate), colours)

    def actions(self, table: Table, base: ActionRules) -> ActionRules:
        self.only(table, {"on_track", "off_track"}, "[actions]")
        on_track = self.share(table, "on_track", "[actions]")
        off_track = self.share(table, "off_track", "[actions]")
        found = ActionRules(
            base.on_track if on_track is None else on_track,
            base.off_track if off_track is None else off_track,
        )
        if found.off_track >= found.on_track:
            raise self.fault("[actions]", "off_track must be below on_track")
        return found

    def definition_break(self, table: Table, number: int) -> DefinitionBreak:
        place = f"[[break]] {number}"
        self.only(table, BREAK, place)
        names = [table.get("measures", []), table.get("except", [])]
        if not all(isinstance(found, list) for found in names):
            raise self.fault(place, "measures and except must be lists of catalogue keys")
        at = self.text_of(table, "at", place)
        if not YEAR.fullmatch(at):
            raise self.fault(place, "at must be a year such as '2023/24'", key="at")
        measures, but = (tuple(str(name) for name in cast("list[object]", n)) for n in names)
        return DefinitionBreak(at, measures, self.text_of(table, "why", place), but)


def _is_figure(found: object) -> bool:
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return finite_number(found) is not None
