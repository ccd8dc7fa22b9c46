"""``xlscorecard review``: doubtful values beside the picture of the paper."""

from __future__ import annotations

import getpass
import os
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from xlscorecard.bulk.limits import Limits
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.say import say
from xlscorecard.cli.targets import keep_sources
from xlscorecard.model.errors import CannotRead, CannotWrite

if TYPE_CHECKING:
    from xlscorecard.model.scorecard import Scorecard
    from xlscorecard.review.pictures import Pictures

_EXAMPLES = """
\b
Examples:
  xlscorecard review archive.sqlite --papers papers/
  xlscorecard review archive.sqlite --papers papers/ --static report/
  xlscorecard review archive.sqlite --static report/ --export checked.xlsx
"""


@click.command("review", epilog=_EXAMPLES)
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--papers",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where the papers are, for the pictures; else the folder of DATA. May be repeated.",
)
@click.option(
    "--static",
    type=click.Path(path_type=Path),
    help="Write a report without scripts into this folder instead of opening the page.",
)
@click.option(
    "--export",
    type=click.Path(path_type=Path),
    help="Write the scorecards as decided (.xlsx, .csv, .json, .parquet) instead.",
)
@click.option("--who", help="Your name beside your decisions; else your name on this computer.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A fixed port.")
@click.option("--browser/--no-browser", default=True, help="Whether to open the browser.")
@limit_options
def command(
    data: Path,
    papers: tuple[Path, ...],
    static: Path | None,
    export: Path | None,
    who: str | None,
    port: int,
    browser: bool,
    time_limit: float,
    memory_limit: int,
) -> int:
    """Settle the doubtful values of DATA, each beside the picture of its page.

    DATA is any output of convert. The page is for this computer's browser only and needs no
    network: A accepts a value as it was read, C corrects it, N says that it is not there.
    Decisions are kept in an .sqlite store itself, else beside DATA, with who and when; they
    survive converting the papers again, and every command that reads DATA uses them.
    """
    from xlscorecard.bulk.data import read_as_read
    from xlscorecard.bulk.drawing import PageDrawer
    from xlscorecard.bulk.read import is_data
    from xlscorecard.review.pictures import Pictures, find_paper_files

    if export is not None and export.suffix.lower() not in {".xlsx", ".csv", ".json", ".parquet"}:
        raise CannotWrite(str(export), "an export goes to .xlsx, .csv, .json or .parquet")
    keep_sources(export, [data])
    for folder in papers:
        if not folder.exists():
            raise CannotRead(str(folder), "there is no such folder")
    if not data.exists():
        raise CannotRead(str(data), "there is no such file")
    if not is_data(data):
        raise CannotRead(
            str(data), "this is a paper", advice="Convert it first, and review what that gives."
        )
    scorecards = tuple(read_as_read(data, Limits(time_limit, memory_limit)))
    folders = papers or (data.absolute().parent,)
    with PageDrawer() as drawer:
        pictures = Pictures(find_paper_files(scorecards, folders), drawer)
        if static is None and export is None:
            return _serve(data, scorecards, pictures, who or _user(), port, browser=browser)
        _write(data, scorecards, pictures, static, export)
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name on this machine (Python 3.13 raises OSError)
        return "unknown"


def _serve(
    data: Path,
    scorecards: tuple[Scorecard, ...],
    pictures: Pictures,
    who: str,
    port: int,
    *,
    browser: bool,
) -> int:
    from xlscorecard.review.desk import Desk
    from xlscorecard.review.server import ReviewServer

    desk = Desk(data, scorecards, pictures, who)
    if not len(desk):
        say("Nothing is doubtful.")
        return 0
    try:
        server = ReviewServer(desk, port)
    except OSError as error:
        raise CannotWrite(
            f"port {port}", error.strerror or "it cannot be used", advice="Choose another port."
        ) from error
    desk.shown(desk.next_open(-1) or 0)  # the first page is drawn before anybody asks for it
    counts = desk.counts()
    say(f"{counts['doubts']} doubtful values, {counts['settled']} of them settled.")
    say(f"Open {server.address}")
    say("Stop with Ctrl+C. The address is for you only: it holds a secret.")
    if browser:
        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("Stopped; every decision is stored.")
    finally:
        server.server_close()
    return 0


def write_review_report(out: Path, folder: Path, papers: Sequence[Path]) -> None:
    """Write the static report of what ``convert`` has just written to ``out``; a workbook gets
    its sheet Review, with links into the report."""
    from xlscorecard.bulk.drawing import PageDrawer
    from xlscorecard.outputs import read_undecided
    from xlscorecard.review.pictures import Pictures, find_paper_files

    scorecards = read_undecided(out)
    if scorecards is None:
        raise CannotRead(str(out), "it holds no scorecards")
    with PageDrawer() as drawer:
        pictures = Pictures(find_paper_files(scorecards, papers), drawer)
        _write(out, scorecards, pictures, folder, out if out.suffix.lower() == ".xlsx" else None)


def _write(
    data: Path,
    scorecards: tuple[Scorecard, ...],
    pictures: Pictures,
    static: Path | None,
    export: Path | None,
) -> None:
    from xlscorecard.outputs import decided_scorecards, write_decided
    from xlscorecard.review.decisions import read_decisions
    from xlscorecard.review.report import write_report
    from xlscorecard.review.states import review_lines

    decisions = read_decisions(data)
    shown = "1 decision" if len(decisions) == 1 else f"{len(decisions)} decisions"
    names: dict[int, str] = {}
    if static is not None:
        names = write_report(scorecards, decisions, pictures, static)
        say(f"{len(names)} doubtful values -> {static / 'index.html'}")
    if export is not None:
        links = _links(names, static, export)
        lines = review_lines(scorecards, decisions, links)
        write_decided(decided_scorecards(scorecards, decisions), export, lines)
        say(f"with {shown} -> {export}")


def _links(names: dict[int, str], static: Path | None, export: Path) -> dict[int, str]:
    """The report's pages as seen from the workbook's folder; none from another drive."""
    if static is None:
        return {}
    try:
        folder = os.path.relpath(static.absolute(), export.absolute().parent)
    except ValueError:
        return {}
    return {n: quote(f"{Path(folder).as_posix()}/{name}") for n, name in names.items()}
