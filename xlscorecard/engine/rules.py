"""Rules as data: a TOML file becomes a RuleSet, with errors that name file and place.

docs/rules.md documents the schema. A council's file comes before the default rules, which
still hold for what it does not mention, unless it says ``extends = "none"``.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import cast

from xlscorecard.engine.rag import parse_tolerance
from xlscorecard.engine.rating import (
    NO_MARGIN,
    Aim,
    Margin,
    Measured,
    Rule,
    RuleError,
    parse_unit,
)
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Polarity

SCHEMA = 1
# "Met is green, missed is amber": a rule without red.
ANY_MISS = Margin(least=math.inf)
TARGETS = ("any", "point", "band", "zero")
PROFILES = ("straight", "last year", "none")


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
    use_catalogue_polarity: bool = False
    own: int = 0

    def rule_for(self, kind: Measured, aim: Aim) -> Rule:
        """The first rule for such a figure and target; strict when there is none."""
        for entry in self.entries:
            if entry.fits(kind, aim):
                return entry.rule
        return Rule("strict", words="met or missed")

    def own_rule_for(self, kind: Measured, aim: Aim) -> Rule | None:
        """The council's own rule, None where only the default rules speak."""
        for entry in self.entries[: self.own]:
            if entry.fits(kind, aim):
                return entry.rule
        return None


@lru_cache(maxsize=1)
def default_rules() -> RuleSet:
    """The rules that hold when nobody has set others (default.toml)."""
    return shipped_rules("default")


def shipped_names() -> tuple[str, ...]:
    """The rule files that come with the program."""
    folder = resources.files("xlscorecard.engine")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def shipped_rules(name: str) -> RuleSet:
    """One of the rule files that come with the program, by name."""
    if name not in shipped_names():
        raise CannotRead(name, "is not a shipped rule file", advice=_offer(shipped_names()))
    text = (resources.files("xlscorecard.engine") / f"{name}.toml").read_text("utf-8")
    return parse_rules(text, f"{name}.toml", extend=name != "default")


def read_rules(path: str | Path) -> RuleSet:
    """A council's rule file, or a shipped one by its name ("havering").

    Raises CannotRead with the file, the line or rule, and what to write instead.
    """
    file = Path(path)
    if not file.suffix and not file.exists() and str(path) in shipped_names():
        return shipped_rules(str(path))
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        raise CannotRead(str(path), "there is no such rule file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRead(str(path), f"cannot be read as a text file ({error})") from None
    return parse_rules(text, str(path))


def parse_rules(text: str, file: str = "rules", *, extend: bool = True) -> RuleSet:
    """Rules from TOML text; ``file`` names it in errors. Raises CannotRead."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CannotRead(file, f"is not valid TOML: {error}") from None
    reader = _Reader(file, text)
    reader.only(data, _TOP, "the top level")
    if data.get("schema") != SCHEMA:
        raise CannotRead(file, "does not say 'schema = 1'", advice="Put it on the first line.")
    entries = tuple(
        reader.entry(table, number) for number, table in enumerate(reader.tables(data, "rule"), 1)
    )
    own = len(entries)
    base = default_rules() if extend and data.get("extends", "default") == "default" else None
    if data.get("extends", "default") not in {"default", "none"}:
        raise CannotRead(file, "extends must be 'default' or 'none'")
    measures = tuple(
        reader.measure(table, number)
        for number, table in enumerate(reader.tables(data, "measure"), 1)
    )
    breaks = tuple(
        reader.definition_break(table, number)
        for number, table in enumerate(reader.tables(data, "break"), 1)
    )
    polarity = reader.table(data, "polarity")
    reader.only(polarity, {"use_catalogue"}, "[polarity]")
    return RuleSet(
        name=reader.text_of(data, "name", "the top level") or Path(file).stem,
        title=reader.text_of(data, "title", "the top level"),
        council=reader.text_of(data, "council", "the top level"),
        source=reader.text_of(data, "source", "the top level"),
        entries=entries + (base.entries if base else ()),
        measures=measures + (base.measures if base else ()),
        basis=reader.basis(reader.table(data, "basis"), base.basis if base else BasisRules()),
        trend=reader.trend(reader.table(data, "trend"), base.trend if base else TrendRules()),
        breaks=breaks + (base.breaks if base else ()),
        use_catalogue_polarity=reader.flag(
            polarity, "use_catalogue", "[polarity]", base.use_catalogue_polarity if base else False
        ),
        own=own,
    )


_TOP = {
    "schema", "name", "title", "council", "source", "extends", "basis", "polarity", "trend",
    "rule", "measure", "break",
}  # fmt: skip
_RULE = {"id", "units", "target", "target_under", "amber", "green", "within_chance", "words"}
_MEASURE = {
    "match", "period", "target", "amber_at", "polarity", "amber", "profile", "population",
    "base", "scale",
}  # fmt: skip
_MARGIN = {"share", "least", "most", "of_range", "of_width", "chance", "reciprocal"}
_BASIS = {"profile", "ask", "forecast", "within_chance_population"}
_BREAK = {"at", "measures", "why", "except"}

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns TOML tables into rules; every complaint names the file and the place."""

    file: str
    text: str

    def fault(self, place: str, reason: str, advice: str = "") -> CannotRead:
        found = re.match(r"\[\[(\w+)\]\] (\d+)", place)
        if found is not None:
            heads = [
                number
                for number, line in enumerate(self.text.splitlines(), 1)
                if re.match(rf"\s*\[\[\s*{found[1]}\s*\]\]", line)
            ]
            if int(found[2]) <= len(heads):
                place = f"line {heads[int(found[2]) - 1]}, {place}"
        return CannotRead(self.file, reason, place=place, advice=advice)

    def only(self, table: Table, known: set[str], place: str) -> None:
        for key in table:
            if key not in known:
                raise self.fault(place, f"'{key}' is not known here", _offer(sorted(known)))

    def tables(self, data: Table, key: str) -> list[Table]:
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self.fault(f"[[{key}]]", f"must be written as [[{key}]] tables")
        return cast("list[Table]", found)

    def table(self, data: Table, key: str) -> Table:
        found = data.get(key, {})
        if not isinstance(found, dict):
            raise self.fault(f"[{key}]", f"must be a [{key}] table")
        return found

    def text_of(self, table: Table, key: str, place: str) -> str:
        found = table.get(key, "")
        if not isinstance(found, str):
            raise self.fault(place, f"{key} must be text in quotes")
        return found

    def flag(self, table: Table, key: str, place: str, otherwise: bool) -> bool:
        found = table.get(key, otherwise)
        if not isinstance(found, bool):
            raise self.fault(place, f"{key} must be true or false")
        return found

    def number(self, table: Table, key: str, place: str) -> float | None:
        found = table.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.fault(place, f"{key} must be a number without quotes")
        number = float(found)
        if not math.isfinite(number):
            raise self.fault(place, f"{key} must be a finite number")
        return number

    def choice(self, table: Table, key: str, known: tuple[str, ...], place: str) -> str:
        found = table.get(key, known[0])
        if found not in known:
            raise self.fault(place, f"{key} = {found!r} is not known", _offer(known))
        return str(found)

    def margin(self, table: Table, key: str, place: str) -> Margin:
        found = table.get(key, "none")
        place = f"{place}, {key}"
        if found == "any miss":
            return ANY_MISS
        try:
            if isinstance(found, str | int | float) and not isinstance(found, bool):
                return parse_tolerance(found) or NO_MARGIN
            if isinstance(found, dict):
                return self.clamped(found, place)
        except RuleError as error:
            raise self.fault(place, str(error)) from None
        raise self.fault(place, "must be text such as '10%', '5pp', 'none', or a table")

    def clamped(self, table: Table, place: str) -> Margin:
        self.only(table, _MARGIN, place)
        least, least_points = self.amount(table, "least", place)
        most, most_points = self.amount(table, "most", place)
        if least is not None and most is not None and least_points != most_points:
            raise self.fault(place, "least and most must both be points or both be amounts")
        if least is not None and most is not None and least > most:
            raise self.fault(place, "least is above most")
        share = self.share(table, "share", place)
        reciprocal = self.flag(table, "reciprocal", place, False)
        return Margin(
            share=share or 0.0,
            least=least or 0.0,
            most=float("inf") if most is None else most,
            points=least_points or most_points,
            of_range=self.share(table, "of_range", place) or 0.0,
            of_width=self.share(table, "of_width", place) or 0.0,
            chance=self.share(table, "chance", place),
            reciprocal=reciprocal,
        )

    def share(self, table: Table, key: str, place: str) -> float | None:
        found = table.get(key)
        if found is None:
            return None
        margin = parse_tolerance(found) if isinstance(found, str) else None
        if margin is None or margin.points or not margin.share:
            raise self.fault(place, f"{key} must be a share such as '10%'")
        if key == "chance" and not margin.share < 0.5:
            raise self.fault(place, "chance must be below 50%")
        return margin.share

    def amount(self, table: Table, key: str, place: str) -> tuple[float | None, bool]:
        """An amount in the unit (a number) or in points ("5pp")."""
        found = table.get(key)
        if isinstance(found, str):
            margin = parse_tolerance(found)
            if margin is None or not margin.points:
                raise self.fault(place, f"{key} must be points such as '5pp', or a number")
            return margin.least, True
        number = self.number(table, key, place)
        if number is not None and number < 0:
            raise self.fault(place, f"{key} must not be negative")
        return number, False

    def entry(self, table: Table, number: int) -> RuleEntry:
        place = f"[[rule]] {number}"
        name = self.text_of(table, "id", place)
        if not name:
            raise self.fault(place, "has no id", "Give each rule a short name of its own.")
        place = f"{place} '{name}'"
        self.only(table, _RULE, place)
        green = table.get("green", "none")
        printed, no_worse, slack = False, False, NO_MARGIN
        if green == "as printed":
            printed = True
        elif green != "none":
            slack = self.margin(table, "green", place)
        if table.get("amber") == "no worse than last year":
            no_worse, amber = True, NO_MARGIN
        else:
            amber = self.margin(table, "amber", place)
        rule = Rule(
            name,
            amber,
            slack,
            printed,
            no_worse,
            self.flag(table, "within_chance", place, False),
            self.text_of(table, "words", place),
        )
        return RuleEntry(
            rule,
            self.kinds(table, place),
            self.choice(table, "target", TARGETS, place),
            self.number(table, "target_under", place),
        )

    def kinds(self, table: Table, place: str) -> frozenset[Measured]:
        found = table.get("units", [])
        if not isinstance(found, list):
            raise self.fault(place, 'units must be a list, such as ["percent"]')
        try:
            return frozenset(parse_unit(str(unit)) for unit in found)
        except RuleError as error:
            raise self.fault(f"{place}, units", str(error)) from None

    def measure(self, table: Table, number: int) -> MeasureRule:
        place = f"[[measure]] {number}"
        match = self.text_of(table, "match", place)
        if not match:
            raise self.fault(place, "has no match", "Name a reference, title or catalogue key.")
        place = f"{place} '{match}'"
        self.only(table, _MEASURE, place)
        stated = table.get("polarity")
        if stated is not None and stated not in set(Polarity):
            raise self.fault(place, f"polarity {stated!r} is not known", _offer(list(Polarity)))
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

    def positive(self, table: Table, key: str, place: str) -> float | None:
        number = self.number(table, key, place)
        if number is not None and number <= 0:
            raise self.fault(place, f"{key} must be above 0")
        return number

    def profile(self, found: object, place: str) -> str | tuple[float, ...] | None:
        if found is None or (isinstance(found, str) and found in PROFILES):
            return found
        if isinstance(found, list) and len(found) in {4, 12}:
            numbers = [float(x) for x in found if isinstance(x, int | float)]
            if len(numbers) == len(found):
                return tuple(numbers)
        reason = "profile must be one of the words, or 4 or 12 running targets"
        raise self.fault(place, reason, _offer(PROFILES))

    def scale(self, found: object, place: str) -> tuple[float, float] | None:
        if found is None:
            return None
        if isinstance(found, list) and len(found) == 2:
            low, high = found
            if isinstance(low, int | float) and isinstance(high, int | float) and low < high:
                return float(low), float(high)
        raise self.fault(place, "scale must be its lowest and highest score, such as [0, 24]")

    def basis(self, table: Table, base: BasisRules) -> BasisRules:
        self.only(table, _BASIS, "[basis]")
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

    def definition_break(self, table: Table, number: int) -> DefinitionBreak:
        place = f"[[break]] {number}"
        self.only(table, _BREAK, place)
        names = [table.get("measures", []), table.get("except", [])]
        if not all(isinstance(found, list) for found in names):
            raise self.fault(place, "measures and except must be lists of catalogue keys")
        at = self.text_of(table, "at", place)
        if not re.fullmatch(r"\d{4}/\d{2}", at):
            raise self.fault(place, "at must be a year such as '2023/24'")
        measures, but = (tuple(str(name) for name in cast("list[object]", n)) for n in names)
        return DefinitionBreak(at, measures, self.text_of(table, "why", place), but)


def _offer(known: Iterable[str]) -> str:
    return f"Known are: {', '.join(known)}."
