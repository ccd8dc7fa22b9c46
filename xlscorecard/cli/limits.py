"""The options that say what one paper may use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from xlscorecard.bulk.limits import Limits

_TIME = click.option(
    "--time-limit",
    type=click.FloatRange(1),
    default=Limits().page_seconds,
    show_default=True,
    help="Seconds of processor time for a page of a PDF, or for a whole Word paper.",
)
_MEMORY = click.option(
    "--memory-limit",
    type=click.IntRange(150),
    default=Limits().memory_mb,
    show_default=True,
    help="Megabytes for a paper.",
)


def limit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--time-limit`` and ``--memory-limit``, for commands that read papers."""
    return _TIME(_MEMORY(command))
