"""``xlscorecard history``: each measure through the years."""

from __future__ import annotations

from pathlib import Path

import click

from xlscorecard.bulk.limits import Limits
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.say import say
from xlscorecard.cli.targets import keep_sources
from xlscorecard.model.errors import CannotRead, CannotWrite

_EXAMPLES = """
\b
Examples:
  xlscorecard history archive.sqlite -o history.xlsx
  xlscorecard history archive.sqlite -o history.json --charts charts/
"""


@click.command("history", epilog=_EXAMPLES)
@click.argument("data", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="OUT.xlsx (with sparklines and charts), .json or .csv.",
)
@click.option(
    "--charts", type=click.Path(path_type=Path), help="A folder for a chart (SVG, PNG) a measure."
)
@click.option("--rules", default="default", help="A rule file, for its breaks in definition.")
@click.option("--council", help="Only councils whose name holds this.")
@limit_options
def command(
    data: tuple[Path, ...],
    out: Path,
    charts: Path | None,
    rules: str,
    council: str | None,
    time_limit: float,
    memory_limit: int,
) -> int:
    """Put the same measure of many papers side by side, through the years.

    DATA is any output of convert, or papers themselves. Measures are matched by national code,
    wording, own code, unit and figures printed twice, each with a score. Nothing is joined or
    compared across a break in definition; figures that a later paper restates are listed.
    Exit code 1 when a row was joined with doubt, or a paper could not be read.
    """
    from xlscorecard.cli.reading import read_given
    from xlscorecard.engine.rules import read_rules
    from xlscorecard.history.find import find_histories
    from xlscorecard.history.write import write_charts, write_history_csv, write_history_json

    suffix = out.suffix.lower()
    if suffix not in {".xlsx", ".json", ".csv"}:
        raise CannotWrite(str(out), "a history goes to .xlsx, .json or .csv")
    keep_sources(out, data)
    in_force = read_rules(rules)
    reading = read_given(data, Limits(time_limit, memory_limit))
    histories = find_histories(reading.scorecards, in_force)
    if council is not None:
        histories = tuple(h for h in histories if council.casefold() in h.council.casefold())
    if not histories:
        raise CannotRead(str(data[0]), "it holds no measure to follow")
    if suffix == ".xlsx":
        from xlscorecard.history.sheet import write_history_workbook

        write_history_workbook(histories, out)
    elif suffix == ".json":
        write_history_json(histories, out)
    else:
        write_history_csv(histories, out)
    series = sum(len(history.series) for history in histories)
    breaks = sum(len(history.breaks) for history in histories)
    restated = sum(len(s.restated) for history in histories for s in history.series)
    doubts = sum(bool(m.doubt) for h in histories for s in h.series for m in s.members)
    say(
        f"{len(histories)} measures in {series} series, {breaks} breaks in definition, "
        f"{restated} restated figures -> {out}"
    )
    if charts is not None:
        say(f"{write_charts(histories, charts)} charts -> {charts}")
    if doubts:
        say(f"{doubts} rows joined with doubt: see 'Rows joined'", err=True)
    return 1 if doubts or reading.failures else 0
