"""``convert``: papers to scorecards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.scorecard import Scorecard, Severity
from xlscorecard.pipeline import OUTPUT_SUFFIXES, find_papers, read_scorecard, write_scorecards


@click.command("convert")
@click.argument("papers", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="OUT.xlsx, .csv, .json, .parquet or .sqlite; with --each a folder.",
)
@click.option("--each", is_flag=True, help="One output per paper, in the folder OUT.")
@click.option(
    "--format",
    "suffix",
    type=click.Choice(sorted(s.removeprefix(".") for s in OUTPUT_SUFFIXES)),
    default="xlsx",
    show_default=True,
    help="The form of the outputs of --each.",
)
@click.option("--rules", type=click.Path(path_type=Path), help="The council's own rule file.")
def command(
    papers: tuple[Path, ...], out: Path, each: bool, suffix: str, rules: Path | None
) -> int:
    """Read PAPERS (files or folders: .pdf, .docx, .doc, .xlsx) and write their scorecards.

    \b
    Example:
      xlscorecard convert papers/ -o scorecards.xlsx
    """
    if not each and out.suffix.lower() not in OUTPUT_SUFFIXES:
        raise CannotWrite(
            str(out),
            f"the ending {out.suffix!r} names no form of output",
            advice="Use .xlsx, .csv, .json, .parquet or .sqlite.",
        )
    rule_set = None
    if rules is not None:
        from xlscorecard.engine.rules import read_rules

        rule_set = read_rules(rules)
    found = find_papers(_expanded(papers))
    failed: list[CannotRead] = []
    scorecards: list[Scorecard] = []
    written = 0
    for path in _shown(found):
        try:
            scorecard = read_scorecard(path, rule_set)
        except CannotRead as error:
            if len(found) == 1:
                raise
            failed.append(error)
            click.echo(f"xlscorecard: {error}", err=True)
            continue
        scorecards.append(scorecard)
        if each:
            out.mkdir(parents=True, exist_ok=True)
            write_scorecards([scorecard], out / f"{path.stem}.{suffix}")
            written += 1
    if not scorecards:
        raise CannotRead(str(papers[0]), "none of the papers could be read")
    if not each:
        write_scorecards(scorecards, out)
    _say(scorecards, out, failed)
    doubts = any(f.severity is Severity.LOOK for s in scorecards for f in s.findings)
    return 1 if failed or doubts else 0


def _expanded(arguments: tuple[Path, ...]) -> Iterator[Path]:
    """Arguments with their globs resolved, for shells (Windows) that leave them alone."""
    for argument in arguments:
        if any(sign in str(argument) for sign in "*?[") and not argument.exists():
            matches = sorted(
                Path(argument.anchor or ".").glob(str(argument.relative_to(argument.anchor)))
            )
            if not matches:
                raise CannotRead(str(argument), "no file matches")
            yield from matches
        else:
            yield argument


def _shown(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The paths, with a progress bar on a terminal and none when piped."""
    console = Console(stderr=True)
    if len(paths) > 1 and console.is_terminal:
        yield from track(paths, description="Reading", console=console)
    else:
        yield from paths


def _say(scorecards: list[Scorecard], out: Path, failed: list[CannotRead]) -> None:
    records = sum(len(scorecard.records) for scorecard in scorecards)
    values = sum(len(record.observations) for s in scorecards for record in s.records)
    looks = sum(f.severity is Severity.LOOK for s in scorecards for f in s.findings)
    papers = len(scorecards)
    click.echo(
        f"{papers} {'paper' if papers == 1 else 'papers'}: {records} records, {values} values"
        f" -> {out}"
    )
    if looks:
        click.echo(f"{looks} {'finding' if looks == 1 else 'findings'} to look at", err=True)
    if failed:
        click.echo(f"{len(failed)} of {papers + len(failed)} papers could not be read", err=True)
    sys.stdout.flush()
