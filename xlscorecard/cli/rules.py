"""``xlscorecard rules``: the RAG and trend rules in force, and a council's own rule file."""

from __future__ import annotations

from pathlib import Path

import click

from xlscorecard.bulk.limits import Limits
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.say import say
from xlscorecard.engine.infer import Inferred, infer_rules
from xlscorecard.engine.rules import read_rules, shipped_names
from xlscorecard.engine.rules_text import format_margin, format_rules
from xlscorecard.engine.ruleset import MeasureRule, RuleEntry, RuleSet
from xlscorecard.model.errors import CannotWrite
from xlscorecard.model.files import write_whole
from xlscorecard.model.scorecard import Polarity

_EXAMPLES = """
\b
Examples:
  xlscorecard rules show
  xlscorecard rules show havering
  xlscorecard rules check our-rules.toml
  xlscorecard rules infer papers/ -o our-rules.toml
"""


@click.group("rules", epilog=_EXAMPLES)
def command() -> None:
    """Show, check or infer the rules by which measures are rated."""


@command.command("show", epilog="\b\nExample:\n  xlscorecard rules show our-rules.toml")
@click.argument("rules", default="default")
def show(rules: str) -> int:
    """Print the rules in force, first match first.

    RULES is a rule file or the name of a shipped one (default, havering, maidstone, ...).
    """
    found = read_rules(rules)
    for line in _describe(found):
        say(line)
    if rules == "default":
        click.echo(f"\nShipped rule files: {', '.join(shipped_names())}")
    return 0


@command.command("check", epilog="\b\nExample:\n  xlscorecard rules check our-rules.toml")
@click.argument("rules", nargs=-1, required=True)
def check(rules: tuple[str, ...]) -> int:
    """Read rule files and say whether they are in order; a fault names its line.

    Exit code 1 when a rule can never be reached, or can hardly be meant.
    """
    doubtful = False
    for name in rules:
        found = read_rules(name)
        own = f"{found.own} rule{'' if found.own == 1 else 's'}"
        measures = len(found.measures)
        settings = f"{measures} measure setting{'' if measures == 1 else 's'}"
        doubts = _doubts(found)
        verdict = "can be read, but look at this" if doubts else "in order"
        say(f"{name}: {verdict} ({own}, {settings})")
        for doubt in doubts:
            say(f"{name}: {doubt}")
        doubtful = doubtful or bool(doubts)
    return 1 if doubtful else 0


@command.command(
    "infer", epilog="\b\nExample:\n  xlscorecard rules infer papers/ -o our-rules.toml"
)
@click.argument("papers", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The rule file to write.")
@limit_options
def infer(papers: tuple[Path, ...], out: Path | None, time_limit: float, memory_limit: int) -> int:
    """Find the simplest rule that explains the RAGs which a council has printed.

    PAPERS are papers, folders of papers, or any output of convert. Without --out the rule
    file is printed. Exit code 1 when rows contradict the rule, or a paper
    could not be read.
    """
    from xlscorecard.cli.reading import read_given

    if out is not None and out.suffix.lower() != ".toml":
        raise CannotWrite(str(out), "a rule file ends in .toml")
    reading = read_given(papers, Limits(time_limit, memory_limit))
    inferred = infer_rules(reading.scorecards)
    for line in _finding(inferred):
        say(line)
    if inferred.rules is None:
        return 1
    text = format_rules(inferred.rules, inferred.sentences)
    if out is None:
        click.echo(f"\n{text}", nl=False)
    else:
        write_whole(out, lambda part: _write(part, text))
        say(f"Rule file written to {out}")
    return 1 if inferred.contradictions or reading.failures else 0


def _write(part: Path, text: str) -> None:
    part.write_text(text, encoding="utf-8", newline="\n")


def _finding(inferred: Inferred) -> list[str]:
    lines = list(inferred.sentences)
    for row in inferred.contradictions:
        page = "" if row.page is None else f" p.{row.page}"
        computed = "no rating" if row.computed is None else row.computed.value
        lines.append(
            f"contradicted by {row.paper}{page}, {row.name}: printed {row.printed.value}, "
            f"the rule says {computed} ({row.why})"
        )
    return lines


def _describe(rules: RuleSet) -> list[str]:
    lines = [f"{rules.name}: {rules.title}"]
    if rules.council:
        lines.append(f"Council: {rules.council}")
    if rules.source:
        lines.append(f"Source: {rules.source}")
    basis = rules.basis
    lines += [
        "",
        "Order: the measure's own thresholds, the paper's key, these rules from the top.",
        f"Year-end targets of counts and sums: {_PROFILES[basis.profile]}",
        f"Printed year-end forecasts: {'judged' if basis.forecast else 'not judged'}",
        "",
    ]
    for entry in rules.entries:
        lines.append(f"{entry.rule.id:24} {_scope(entry)}")
        lines.append(f"{'':24} {entry.rule.words or format_margin(entry.rule.amber)}")
    if rules.measures:
        lines += ["", f"Settings for {len(rules.measures)} measures:"]
        lines += [f"  {measure.match}" for measure in rules.measures]
    low, high = rules.risk.bands
    risk = f"green to {low}, amber to {high}" if rules.risk.matrix is None else "by the matrix"
    on_track, off_track = rules.actions.on_track, rules.actions.off_track
    track = f"green from {on_track:.0%}, red to {off_track:.0%}"
    lines += ["", f"Risks, likelihood x impact: {risk}"]
    lines += [f"Actions, progress against time: {track}"]
    bands = ", ".join(f"{unit} {format_margin(m)}" for unit, m in rules.trend.dead_bands)
    lines += ["", f"Trends are steady within: {bands}".replace('"', "")]
    return lines


_PROFILES = {
    "straight": "brought to the date in equal parts, and said so",
    "last year": "brought to the date as last year's figures were spread",
    "none": "compared as they stand",
}


def _scope(entry: RuleEntry) -> str:
    units = ", ".join(sorted(kind.value for kind in entry.kinds)) or "every unit"
    target = {"any": "", "point": "", "band": ", target bands", "zero": ", a target of zero"}
    under = "" if entry.target_under is None else f", targets under {entry.target_under:g}"
    return f"{units}{target[entry.target]}{under}"


def _doubts(rules: RuleSet) -> list[str]:
    """What can be read but hardly be meant: rules that are never reached, because an earlier
    one fits all that they fit; amber that green covers; floors on the better side."""
    doubts = [_wrong_side(measure) for measure in rules.measures]
    own = rules.entries[: rules.own]
    for place, entry in enumerate(own):
        first = next((before for before in own[:place] if _covers(before, entry)), None)
        if first is not None:
            doubts.append(f"rule '{entry.rule.id}' is never reached: '{first.rule.id}' comes first")
        green, amber = entry.rule.green, entry.rule.amber
        if green.share and amber.share and not amber.points and green.share >= amber.share:
            doubts.append(f"rule '{entry.rule.id}' has no amber: green reaches as far")
    return [doubt for doubt in doubts if doubt]


def _wrong_side(measure: MeasureRule) -> str:
    target, floor = measure.target, measure.amber_at
    if target is None or floor is None or measure.polarity is None:
        return ""
    if floor == target or (floor < target) == (measure.polarity is Polarity.HIGHER):
        return ""
    side = "above" if floor > target else "below"
    return f"measure '{measure.match}': the floor {floor:g} is {side} the target {target:g}"


def _covers(before: RuleEntry, entry: RuleEntry) -> bool:
    units = not before.kinds or (bool(entry.kinds) and entry.kinds <= before.kinds)
    wide = before.target in {"any", "point"} and entry.target != "band"
    size = before.target_under is None or before.target_under == entry.target_under
    return units and size and (wide or before.target == entry.target)
