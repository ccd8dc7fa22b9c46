"""``xlscorecard addin``: the worksheet functions in every spreadsheet that councils have."""

from __future__ import annotations

from pathlib import Path

import click

from xlscorecard.bulk.limits import Limits
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.say import say
from xlscorecard.cli.targets import keep_ending
from xlscorecard.model.errors import CannotWrite

_EXAMPLES = """
\b
Examples:
  xlscorecard addin lambda scorecard.xlsx
  xlscorecard addin lint scorecard.xlsx --repair -o repaired.xlsx
  xlscorecard addin build -o addin
  xlscorecard addin install
"""


@click.group("addin", epilog=_EXAMPLES)
def command() -> None:
    """=RAG() and its sisters in Excel and LibreOffice; docs/routes.md says which way is yours."""


@command.command("build", epilog="\b\nExample:\n  xlscorecard addin build -o addin")
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path(), show_default="here")
@click.option(
    "--site",
    help="Write the Office.js files too, for your own web server at this address (https://...).",
)
def build(out: Path, site: str | None) -> int:
    """Write xlscorecard.xlam (Excel) and scorecard.oxt (LibreOffice), on any system."""
    from xlscorecard.addins.calc_file import build_extension
    from xlscorecard.addins.excel_file import build_addin
    from xlscorecard.addins.office_file import build_site

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(out), f"cannot be made ({error.strerror})") from error
    build_addin(out / "xlscorecard.xlam")
    build_extension(out / "scorecard.oxt")
    say(f"{out / 'xlscorecard.xlam'}: for Excel on Windows, with the Scorecard tab")
    say(f"{out / 'scorecard.oxt'}: for LibreOffice Calc (Tools, Extension Manager)")
    if site is not None:
        if not site.startswith("https://"):
            raise click.BadParameter("Office add-ins want an address with https://")
        build_site(out / "officejs", site)
        say(f"{out / 'officejs'}: to be put at {site}; manifest.xml goes to Excel")
    return 0


@command.command("install", epilog="\b\nExample:\n  xlscorecard addin install")
def install() -> int:
    """Put the Excel add-in where Excel loads it by itself, for this user."""
    from xlscorecard.addins.install import find_places
    from xlscorecard.addins.install import install as put

    return _say(put(find_places()).lines)


@command.command("uninstall", epilog="\b\nExample:\n  xlscorecard addin uninstall")
def uninstall() -> int:
    """Take away what install has put there, and nothing else."""
    from xlscorecard.addins.install import find_places
    from xlscorecard.addins.install import uninstall as take

    return _say(take(find_places()).lines)


@command.command("status", epilog="\b\nExample:\n  xlscorecard addin status")
def status() -> int:
    """Say what is installed where."""
    from xlscorecard.addins.install import find_places
    from xlscorecard.addins.install import status as look

    return _say(look(find_places()).lines)


@command.command(
    "lambda", epilog="\b\nExample:\n  xlscorecard addin lambda scorecard.xlsx -o with-rag.xlsx"
)
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Where to write; without it WORKBOOK itself, after a backup.",
)
def lambda_(workbook: Path, out: Path | None) -> int:
    """Give WORKBOOK the functions as LAMBDA names: Excel 365, no add-in, no macro, no Python."""
    from xlscorecard.addins.names import add_names
    from xlscorecard.refresh.saving import reserve

    keep_ending(workbook, out)
    target = out or workbook
    with reserve(target):
        done = add_names(workbook, target, before=None if out else lambda: _back_up(workbook))
    shown = [name for name in (*done.added, *done.replaced) if not name.startswith("RAG.")]
    if shown:
        say(f"{target}: {', '.join(shown)} can be used in its cells now")
    else:
        say(f"{target}: all names were there already")
    if done.signed:
        say("The digital signature does not hold any more: sign it again.")
        return 1
    return 0


@command.command("lint", epilog="\b\nExample:\n  xlscorecard addin lint scorecard.xlsx")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("--repair", is_flag=True, help="Write what can be repaired.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Where the repaired workbook goes; without it WORKBOOK itself, after a backup.",
)
@limit_options
def lint(
    workbook: Path, repair: bool, out: Path | None, time_limit: float, memory_limit: int
) -> int:
    """Find hundredfold errors, unknown functions and links to somebody's own disk."""
    from xlscorecard.bulk.workbooks import find_lints

    found = find_lints(workbook, Limits(time_limit, memory_limit))
    for lint in found:
        say(f"{workbook.name} {lint.place}: {lint.message} [{lint.code}]")
        if lint.new:
            say(f"    {lint.formula}  ->  {lint.new}")
    if not repair:
        say(f"{len(found)} found" if found else "nothing found")
        return 1 if found else 0
    from xlscorecard.addins.repair import repair_workbook
    from xlscorecard.refresh.saving import reserve

    keep_ending(workbook, out)
    target = out or workbook
    before = None if out else lambda: _back_up(workbook)
    with reserve(target):
        made = repair_workbook(workbook, target, found, before=before)
    say(f"{target}: {len(made)} of {len(found)} repaired")
    return 0 if len(made) == len(found) else 1


def _back_up(workbook: Path) -> None:
    from xlscorecard.refresh.saving import write_backup

    say(f"backup: {write_backup(workbook)}")


@command.command("serve", epilog="\b\nExample:\n  xlscorecard addin serve")
@click.option("--port", type=click.IntRange(1024, 65535), default=28341, show_default=True)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path.home() / ".xlscorecard" / "server",
    help="Where certificate, token and manifest stand; readable by you alone.",
)
def serve(port: int, folder: Path) -> int:
    """Answer Excel's Office.js add-in on this machine (127.0.0.1 only) until stopped."""
    from xlscorecard.addins.serve import start_server

    server = start_server(folder, port)
    say(f"Serving {server.base}, this machine only. Stop with Ctrl+C.")
    say(f"Trust this certificate once: {folder / 'localhost.pem'}")
    say(f"Add this manifest to Excel:  {folder / 'manifest.xml'}")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.server_close()
    return 0


def _say(lines: tuple[str, ...]) -> int:
    for line in lines:
        say(line)
    return 0
