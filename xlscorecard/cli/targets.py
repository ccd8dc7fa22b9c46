"""Where outputs must not go: over the files that they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xlscorecard.model.errors import Refused
from xlscorecard.pipeline import WORKBOOK_SUFFIXES


def keep_sources(out: Path | None, sources: Iterable[Path]) -> None:
    """Raises Refused where an output would replace a file that it is read from: a council's own
    workbook is not to be had again."""
    keep_all_sources([] if out is None else [out], sources)


def keep_all_sources(outs: Iterable[Path], sources: Iterable[Path]) -> None:
    """:func:`keep_sources` for each of many outputs: every file is looked at once."""
    there = [out for out in outs if out.is_file()]
    read = {_identity(source) for source in sources if source.is_file()} if there else set()
    for out in there:
        if _identity(out) in read:
            raise Refused(
                str(out),
                "it is one of the files to be read, and would be lost",
                advice="Give the output another name.",
            )


def _identity(path: Path) -> tuple[int, int]:
    """What tells a file from all others, under whatever name."""
    facts = path.stat()
    return facts.st_dev, facts.st_ino


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
