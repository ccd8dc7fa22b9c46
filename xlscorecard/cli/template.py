"""``xlscorecard template``: the shipped templates, and what a council's own one binds."""

from __future__ import annotations

from pathlib import Path

import click

from xlscorecard.bulk.limits import Limits
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.say import say
from xlscorecard.cli.targets import keep_sources
from xlscorecard.model.errors import CannotWrite, Refused
from xlscorecard.model.scorecard import Severity

_PATH = click.Path(path_type=Path)
_NEW_EXAMPLES = """
\b
Examples:
  xlscorecard template new priority-bands -o dashboard.xlsx
  xlscorecard template new one-page -o page.xlsx --from q2.pdf
"""


@click.group("template")
def command() -> None:
    """Templates: those that come with xlscorecard, and what a workbook of yours binds."""


@command.command("list", epilog="Example: xlscorecard template list")
def list_templates() -> int:
    """List the templates that come with xlscorecard."""
    from xlscorecard.templates.catalogue import TEMPLATES

    width = max(len(template.name) for template in TEMPLATES)
    for template in TEMPLATES:
        say(f"{template.name:{width}}  {template.line}")
    return 0


@command.command("new", epilog=_NEW_EXAMPLES)
@click.argument("name")
@click.option("-o", "--out", type=_PATH, required=True, help="Workbook (.xlsx) to write.")
@click.option("--from", "source", type=_PATH, help="Paper, or output of convert, to fill it with.")
@click.option("--force", is_flag=True, help="Replace OUT where it is there already.")
@limit_options
def new(
    name: str, out: Path, source: Path | None, force: bool, time_limit: float, memory_limit: int
) -> int:
    """Write the template NAME, with placeholder figures or filled from a paper.

    Texts of the paper stay texts: none becomes a formula.
    """
    from xlscorecard.templates.catalogue import find_template
    from xlscorecard.templates.write import copy_template, write_filled_template

    template = find_template(name)
    if out.suffix.lower() != ".xlsx":
        raise CannotWrite(str(out), "a template is an .xlsx workbook", advice="Name it so.")
    if out.exists() and not force:
        raise Refused(
            str(out),
            "there is a file of that name already",
            advice="Choose another name, or --force to replace it.",
        )
    if source is None:
        copy_template(template, out)
        say(f"{out}: {template.name}, with placeholder figures to replace")
        return 0
    from xlscorecard.bulk.read import read_scorecards

    keep_sources(out, [source])
    scorecards = read_scorecards([source], limits=Limits(time_limit, memory_limit)).whole()
    findings = write_filled_template(template, scorecards, out)
    for finding in findings:
        say(f"{finding.severity.value}: {finding.message} [{finding.code}]", err=True)
    records = sum(len(card.records) for card in scorecards)
    say(f"{out}: {template.name}, filled with {records} records of {source}")
    look = any(finding.severity is Severity.LOOK for finding in findings)
    return 1 if look else 0


@command.command("check", epilog="Example: xlscorecard template check dashboard.xlsx")
@click.argument("workbook", type=_PATH)
@limit_options
def check(workbook: Path, time_limit: float, memory_limit: int) -> int:
    """Look for what in WORKBOOK would shut readers out: headings, contrast, descriptions."""
    from xlscorecard.bulk.workbooks import find_barriers

    findings = find_barriers(workbook, Limits(time_limit, memory_limit))
    for finding in findings:
        say(f"{finding.severity.value}: {finding.message} [{finding.code}]", err=True)
    look = sum(finding.severity is Severity.LOOK for finding in findings)
    say(f"{workbook}: {look or 'nothing'} to look at")
    return 1 if look else 0


@command.command("bind", epilog="Example: xlscorecard template bind dashboard.xlsx")
@click.argument("workbook", type=_PATH)
@limit_options
def bind(workbook: Path, time_limit: float, memory_limit: int) -> int:
    """List the codes, headings and names that WORKBOOK binds, and what is doubtful."""
    from xlscorecard.bulk.workbooks import describe_workbook

    lines, doubts = describe_workbook(workbook, Limits(time_limit, memory_limit))
    for line in lines:
        say(line)
    for doubt in doubts:
        say(f"look: {doubt}", err=True)
    return 1 if doubts else 0
