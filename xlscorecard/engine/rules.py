"""Rules as data: a TOML file becomes a RuleSet, with errors that name file and place.

docs/rules.md documents the schema. A council's file comes before the default rules, which
still hold for what it does not mention, unless it says ``extends = "none"``.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from pathlib import Path

from xlscorecard.engine.rules_fields import offer
from xlscorecard.engine.rules_reader import TOP, RulesReader
from xlscorecard.engine.ruleset import (
    SCHEMA,
    ActionRules,
    BasisRules,
    QuartileRules,
    RiskRules,
    RuleSet,
    TrendRules,
)
from xlscorecard.model.archive import refuse_no_file
from xlscorecard.model.errors import CannotRead

__all__ = [
    "RuleSet",
    "default_rules",
    "parse_rules",
    "read_rules",
    "shipped_names",
    "shipped_rules",
]


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
        raise CannotRead(name, "is not a shipped rule file", advice=offer(shipped_names()))
    text = (resources.files("xlscorecard.engine") / f"{name}.toml").read_text("utf-8")
    return parse_rules(text, f"{name}.toml", extend=name != "default")


def read_rules(path: str | Path) -> RuleSet:
    """A council's rule file, or a shipped one by its name ("havering").

    Raises CannotRead with the file, the line or rule, and what to write instead.
    """
    file = Path(path)
    if not file.suffix and not file.exists() and str(path) in shipped_names():
        return shipped_rules(str(path))
    refuse_no_file(file)
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
    except RecursionError:
        raise CannotRead(file, "is nested too deep for a rule file") from None
    reader = RulesReader(file, text)
    reader.only(data, TOP, "the top level")
    if data.get("schema") != SCHEMA:
        raise CannotRead(file, "does not say 'schema = 1'", advice="Put it on the first line.")
    entries = tuple(
        reader.entry(table, number) for number, table in enumerate(reader.tables(data, "rule"), 1)
    )
    own = len(entries)
    for place, entry in enumerate(entries):
        if any(before.rule.id == entry.rule.id for before in entries[:place]):
            where = f"[[rule]] {place + 1} '{entry.rule.id}'"
            raise reader.fault(where, "another rule has this id already", key="id")
    extends = data.get("extends", "default")
    if extends not in ("default", "none"):
        raise CannotRead(file, "extends must be 'default' or 'none'")
    base = default_rules() if extend and extends == "default" else None
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
        risk=reader.risk(reader.table(data, "risk"), base.risk if base else RiskRules()),
        quartile=reader.quartile(
            reader.table(data, "quartile"), base.quartile if base else QuartileRules()
        ),
        actions=reader.actions(
            reader.table(data, "actions"), base.actions if base else ActionRules()
        ),
        use_catalogue_polarity=reader.flag(
            polarity, "use_catalogue", "[polarity]", base.use_catalogue_polarity if base else False
        ),
        own=own,
    )
