"""``xlscorecard refresh``: this quarter's figures into the council's own workbook."""

from __future__ import annotations

from pathlib import Path

import click

from xlscorecard.bulk.limits import Limits
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.say import say
from xlscorecard.cli.targets import keep_ending, keep_sources
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Finding, Scorecard, Severity
from xlscorecard.refresh.refresh import (
    RefreshReport,
    Wishes,
    check_workbook,
    describe_change,
    refresh_workbook,
)
from xlscorecard.values.period import parse_period

_EXAMPLES = """
\b
Examples:
  xlscorecard refresh dashboard.xlsx --data q2.pdf --check
  xlscorecard refresh dashboard.xlsx --data q2.json -o dashboard-q2.xlsx
  xlscorecard refresh dashboard.xlsx --data q2.csv --period "2017/18 Q2"
  xlscorecard refresh dashboard.xlsx --cells cells.json -o out.xlsx
"""
_PATH = click.Path(path_type=Path)


@click.command("refresh", epilog=_EXAMPLES)
@click.argument("template", type=_PATH)
@click.option("--data", type=_PATH, multiple=True, help="Paper, output of convert, or CSV.")
@click.option("-o", "--out", type=_PATH, help="Workbook to write (else TEMPLATE, with a backup).")
@click.option("--check", is_flag=True, help="Only say which cell would change from what to what.")
@click.option("--dry-run", is_flag=True, help="Do all but the writing.")
@click.option("--cells", type=_PATH, help='JSON file {"Sheet!A1": value}: cells by address.')
@click.option("--period", help='The period of the data, such as "2017/18 Q2".')
@click.option("--report", is_flag=True, help="Add a sheet that lists the changes.")
@click.option("--fill-colours", is_flag=True, help="Paint RAG cells as well as writing the word.")
@click.option("--update-chart-caches", is_flag=True, help="Put the figures into the charts too.")
@click.option("--in-excel", is_flag=True, help="Write into the workbook that is open in Excel.")
@limit_options
def command(
    template: Path,
    data: tuple[Path, ...],
    out: Path | None,
    check: bool,
    dry_run: bool,
    cells: Path | None,
    period: str | None,
    report: bool,
    fill_colours: bool,
    update_chart_caches: bool,
    in_excel: bool,
    time_limit: float,
    memory_limit: int,
) -> int:
    """Put fresh figures into TEMPLATE and leave all else in it as it is.

    Cells are found by the measure's code and the heading, or by names such as
    m_SF01_actual; never by address. What is ambiguous is left and listed.
    """
    if not data and cells is None:
        raise click.UsageError("give --data (figures by code) or --cells (figures by address)")
    keep_ending(template, out)
    keep_sources(out, data)
    wishes = Wishes(_period(period), fill_colours, update_chart_caches, report)
    scorecards = _read_data(data, Limits(time_limit, memory_limit))
    if check:
        return _tell_check(check_workbook(template, scorecards, wishes, cells))
    if in_excel:
        if cells is not None:
            raise click.UsageError("--in-excel takes figures by code (--data), not by address")
        return _refresh_in_excel(template, scorecards, wishes)
    done = refresh_workbook(template, scorecards, out, wishes=wishes, cells=cells, dry_run=dry_run)
    _tell_done(done)
    return 1 if done.out is None and done.look else 0


def _period(told: str | None) -> str | None:
    """A period as the officer writes it ("Q2 2023-24"), in the words of the model."""
    period = parse_period(told) if told else None
    if told and period is None:
        raise click.UsageError(
            f"--period {told!r} names no period: write 2023/24 Q2, 2023/24 or 2023-06"
        )
    return period


def _read_data(data: tuple[Path, ...], limits: Limits) -> tuple[Scorecard, ...]:
    if not data:
        return ()
    from xlscorecard.bulk.read import read_scorecards

    found = read_scorecards(data, limits=limits).whole()
    if not any(card.records for card in found):
        raise CannotRead(
            ", ".join(str(path) for path in data), "it holds no measure", advice="See audit."
        )
    return found


def _refresh_in_excel(template: Path, scorecards: tuple[Scorecard, ...], wishes: Wishes) -> int:
    from xlscorecard.refresh.xlwings_writer import open_in_excel, refresh_open_workbook

    done = refresh_open_workbook(open_in_excel(template), scorecards, wishes)
    _tell_done(done)
    return 0


def _tell_check(done: RefreshReport) -> int:
    for change in done.plan.changes:
        say(describe_change(change))
    for table in done.plan.tables:
        rows = table.table.body.bottom - table.table.body.top + 1
        say(f"table {table.table.name}: {rows} rows -> {len(table.rows)} rows")
    _tell_findings(done.findings)
    changed = len(done.plan.edits)
    say(f"{changed} cells would change, {len(done.plan.changes) - changed} stay as they are")
    return 1 if done.look else 0


def _tell_done(done: RefreshReport) -> None:
    _tell_findings(done.findings)
    if done.backup is not None:
        say(f"before: {done.backup}")
    changed, bound = len(done.plan.edits), len(done.plan.changes)
    ways = [f"{changed} of {bound} cells found by code, heading or name"]
    ways = ways if bound or not done.by_address else []
    ways += [f"{done.by_address} cells by address"] if done.by_address else []
    verb = "changed" if done.out is not None else "would change"
    start = f"{done.out} is written" if done.out is not None else "nothing was written"
    say(f"{start}; {', '.join(ways)} {verb}")


def _tell_findings(findings: tuple[Finding, ...]) -> None:
    for finding in sorted(findings, key=lambda f: f.severity is not Severity.LOOK):
        say(f"{finding.severity.value}: {finding.message} [{finding.code}]", err=True)
