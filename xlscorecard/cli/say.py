"""How the commands speak: a line at a time, and nothing that a paper says ends it early."""

from __future__ import annotations

import re

import click

from xlscorecard.model.safe_text import safe_text

# Some ten lines of a screen: whatever is longer holds a text that went wrong.
_LONGEST = 1_000
_BLANKS = re.compile(r"[^\S\n\r\v\f\x1c-\x1f\x85\u2028\u2029]")


def say(line: str, *, err: bool = False) -> None:
    """Print one line, as :func:`one_line` makes it."""
    click.echo(one_line(line), err=err)


def one_line(line: str) -> str:
    """A line as it may be printed. A paper's words in it may hold line ends, codes that a terminal
    obeys or that turn the reading direction, and a million letters: codes are shown as such, the
    rest is cut."""
    left_out = len(line) - _LONGEST
    if left_out > 0:
        line = f"{line[:_LONGEST]} ... ({left_out:,} more letters)"
    return safe_text(_BLANKS.sub(" ", line))
