"""``xlscorecard COMMAND ...``: the commands, and how any of them ends."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from xlscorecard import __version__
from xlscorecard.model.errors import CannotRead

COMMANDS = {
    "convert": "xlscorecard.cli.convert",
    "tables": "xlscorecard.cli.tables",
    "audit": "xlscorecard.cli.audit",
    "refresh": "xlscorecard.cli.refresh",
    "template": "xlscorecard.cli.template",
    "addin": "xlscorecard.cli.addin",
    "rules": "xlscorecard.cli.rules",
    "history": "xlscorecard.cli.history",
    "review": "xlscorecard.cli.review",
    "doctor": "xlscorecard.cli.doctor",
}


class _LazyGroup(click.Group):
    """Loads a command's module when it is called: start-up counts in bulk work."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)  # noqa: S101
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="xlscorecard")
def xlscorecard() -> None:
    """Council performance scorecards: read papers, rate measures, give back to Excel.

    Exit codes: 0 done; 1 done, but there is something to look at; 2 could not, nothing written.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; a file that cannot be read or written is one line and exit code 2."""
    try:
        code = xlscorecard.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="xlscorecard",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("stopped; nothing was written", err=True)
        sys.exit(2)
    except CannotRead as error:
        click.echo(f"xlscorecard: {error}", err=True)
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
