"""Where outputs must not go: over the files that they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xlscorecard.model.errors import Refused
from xlscorecard.pipeline import WORKBOOK_SUFFIXES


def keep_sources(out: Path | None, sources: Iterable[Path]) -> None:
    """Raises Refused where an output would replace a file that it is read from: a council's own
    workbook is not to be had again."""
    if out is None or not out.is_file():
        return
    for source in sources:
        if source.is_file() and source.samefile(out):
            raise Refused(
                str(out),
                "it is one of the files to be read, and would be lost",
                advice="Give the output another name.",
            )


def keep_ending(workbook: Path, out: Path | None) -> None:
    """Raises Refused where a changed workbook would have another ending than it had: Excel opens
    no workbook with macros under .xlsx, and nothing else under .csv."""
    ending = workbook.suffix.lower()
    if out is None or out.suffix.lower() in {ending, ""}:
        return  # without an ending no program takes it for anything
    known = ending in WORKBOOK_SUFFIXES
    if known or out.suffix.lower() not in WORKBOOK_SUFFIXES:
        wanted = ending if known else ".xlsx"
        raise Refused(
            str(out),
            f"what comes of {workbook.name} is a workbook as it is, and Excel opens it under no "
            "other ending",
            advice=f"Name it {out.stem}{wanted}.",
        )
