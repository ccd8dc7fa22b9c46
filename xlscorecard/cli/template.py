"""``xlscorecard template``: what a council's template binds."""

from __future__ import annotations

from pathlib import Path

import click

from xlscorecard.refresh.bindings_report import describe_bindings, read_bindings


@click.group("template")
def command() -> None:
    """Templates: what they bind, and those that come with xlscorecard."""


@command.command("bind", epilog="Example: xlscorecard template bind dashboard.xlsx")
@click.argument("workbook", type=click.Path(path_type=Path))
def bind(workbook: Path) -> int:
    """List the codes, headings and names that WORKBOOK binds, and what is doubtful."""
    bindings = read_bindings(workbook)
    for line in describe_bindings(bindings):
        click.echo(line)
    for doubt in bindings.doubts:
        click.echo(f"look: {doubt}", err=True)
    return 1 if bindings.doubts else 0
