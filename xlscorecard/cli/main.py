"""``xlscorecard COMMAND ...``: the commands, and how any of them ends."""

from __future__ import annotations

import importlib
import signal
import sys
import warnings
from collections.abc import Sequence
from types import FrameType

import click

from xlscorecard import __version__
from xlscorecard.cli.say import say
from xlscorecard.cli.standard_streams import outlast
from xlscorecard.model.errors import CannotRead, short_of_memory

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
_NO_MEMORY = "xlscorecard: this computer has not enough memory for it."


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
    """Run a command; a file that cannot be read or written is one line and exit code 2.

    Without ``arguments`` the process is ours, with its command line and its streams. Words that
    found no room on the disk behind them are told on standard error, and the code is 1 at least.
    """
    if arguments is not None:
        sys.exit(_run(list(arguments)))
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # a library's words to its programmers
    _stop_on_signals()
    written = outlast()
    code = _run(None)
    sys.stdout.flush()
    if written is not None and written.lost is not None:
        reason = written.lost.strerror or "the system refused"
        say(f"xlscorecard: standard output: not all could be written ({reason})", err=True)
        code = max(code, 1)
    sys.exit(code)


def _run(arguments: list[str] | None) -> int:
    try:
        code = xlscorecard.main(args=arguments, prog_name="xlscorecard", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        say("stopped; nothing was written", err=True)
        return 2
    except CannotRead as error:
        say(_NO_MEMORY if short_of_memory(error) else f"xlscorecard: {error}", err=True)
        return 2
    except OSError as error:  # a name that is too long, no more open files, a disk that fails
        place = error.filename if error.filename is not None else "this computer"
        say(f"xlscorecard: {place}: {error.strerror or error}.", err=True)
        return 2
    except MemoryError:
        say(_NO_MEMORY, err=True)
        return 2
    return code if isinstance(code, int) else 0


def _stop_on_signals() -> None:
    """Let a request to end (``kill``, a closed terminal) be as Ctrl+C: half-written files go.
    The second one ends us at once; what we were started to outlast (``nohup``) is outlasted."""
    for name in ("SIGTERM", "SIGHUP"):
        kind = getattr(signal, name, None)  # Windows has no SIGHUP
        if kind is not None and signal.getsignal(kind) is signal.SIG_DFL:
            signal.signal(kind, _stop)


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise KeyboardInterrupt
