"""A rule set as TOML text that ``parse_rules`` reads back to the same rules."""

from __future__ import annotations

import json
import math

from xlscorecard.engine.rating import NO_MARGIN, Margin, Rule
from xlscorecard.engine.ruleset import ANY_MISS, SCHEMA, RuleEntry, RuleSet


def format_rules(rules: RuleSet, remarks: tuple[str, ...] = ()) -> str:
    """A council's rule file: its own rules and its basis, with remarks as comments."""
    lines = [f"# {' '.join(remark.split())}" for remark in remarks]
    lines += [f"schema = {SCHEMA}"]
    for key in ("name", "title", "council", "source"):
        if value := getattr(rules, key):
            lines.append(f"{key} = {_text(value)}")
    lines += ["", "[basis]", f"profile = {_text(rules.basis.profile)}"]
    for entry in rules.entries[: rules.own]:
        lines += ["", *_entry(entry)]
    return "\n".join(lines) + "\n"


def _entry(entry: RuleEntry) -> list[str]:
    rule = entry.rule
    lines = ["[[rule]]", f"id = {_text(rule.id)}"]
    if entry.kinds:
        names = ", ".join(_text(kind.value) for kind in sorted(entry.kinds))
        lines.append(f"units = [{names}]")
    if entry.target != "any":
        lines.append(f"target = {_text(entry.target)}")
    if entry.target_under is not None:
        lines.append(f"target_under = {_number(entry.target_under)}")
    lines.append(f"amber = {_amber(rule)}")
    if rule.printed_precision:
        lines.append('green = "as printed"')
    elif rule.green != NO_MARGIN:
        lines.append(f"green = {format_margin(rule.green)}")
    if rule.blue is not None:
        lines.append(f"blue = {format_margin(rule.blue)}")
    if rule.within_chance:
        lines.append("within_chance = true")
    if rule.words:
        lines.append(f"words = {_text(rule.words)}")
    return lines


def _amber(rule: Rule) -> str:
    if rule.interval:
        return '"not significant"' if rule.interval == "interval" else '"inside the funnel"'
    return '"no worse than last year"' if rule.no_worse else format_margin(rule.amber)


def format_margin(margin: Margin) -> str:
    """A margin as TOML: "10%", "5pp", "none", or a table."""
    if margin == NO_MARGIN:
        return '"none"'
    if margin == ANY_MISS:
        return '"any miss"'
    if margin == Margin(share=margin.share):
        return _text(_percent(margin.share))
    if margin == Margin(least=margin.least, most=margin.least, points=True):
        return _text(f"{_number(margin.least)}pp")
    shares = ("share", "of_range", "of_width", "chance")
    parts = [
        f"{key} = {_text(_percent(amount))}" for key in shares if (amount := getattr(margin, key))
    ]
    for key in ("least", "most"):
        amount = getattr(margin, key)
        if amount and math.isfinite(amount):
            value = _text(f"{_number(amount)}pp") if margin.points else _number(amount)
            parts.append(f"{key} = {value}")
    parts += [f"{key} = true" for key in ("reciprocal", "tiny") if getattr(margin, key)]
    return "{ " + ", ".join(parts) + " }"


def _percent(share: float) -> str:
    return f"{_number(round(share * 100, 10))}%"


def _number(amount: float) -> str:
    return f"{amount:.12g}"


def _text(value: str) -> str:
    # JSON's escapes are TOML's for basic strings.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
