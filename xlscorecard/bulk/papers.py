"""The papers of one conversion: where each stands, in reading order, and its checksum."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from xlscorecard.model.archive import MOST_BYTES_ON_DISK
from xlscorecard.model.safe_text import safe_text

# Bytes of a name; most file systems allow 255, and temporary names are shorter.
_LONGEST_NAME = 250
_FILE = "file://"


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper to convert: its ``place`` in reading order from 0, ``source`` its whole path or
    address, ``shown`` as the user named it, ``path`` where it can be opened (None for an
    address), and ``beneath`` its path under the folder that the user named."""

    place: int
    source: str
    shown: str
    path: Path | None
    beneath: Path


def paper_files(paths: Iterable[Path], arguments: Sequence[Path]) -> tuple[PaperFile, ...]:
    """The papers at ``paths``; ``arguments`` are the files and folders that the user named."""
    folders = [argument for argument in arguments if argument.is_dir()]
    return tuple(
        PaperFile(place, _source(path.absolute()), safe_text(path), path, _beneath(path, folders))
        for place, path in enumerate(paths)
    )


def _source(path: Path) -> str:
    """A whole path as a text of its own: two files never share one, whatever their names hold. A
    name that is not of letters (one from an old share, say) is told as file:// and its bytes."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return path.as_uri()
    return text


def is_there(source: str) -> bool:
    """Whether a paper's file on this computer is still there; never for one at an address."""
    if source.startswith(_FILE):
        return Path(os.fsdecode(unquote_to_bytes(source.removeprefix(_FILE)))).is_file()
    return "://" not in source and Path(source).is_file()


def _beneath(path: Path, folders: Sequence[Path]) -> Path:
    for folder in folders:
        if path.is_relative_to(folder):
            return path.relative_to(folder)
    return Path(path.name)


def checksum(path: Path) -> str:
    """The SHA-256 of a regular file of bearable size; empty for anything else."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > MOST_BYTES_ON_DISK:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def output_places(papers: Sequence[PaperFile], suffix: str) -> tuple[Path, ...]:
    """Where ``--each`` puts each paper's output, under its folder: the paper's own place under
    the folder that the user named. Papers of one name but different endings keep the ending
    in the name, so that no output overwrites another; a name that would be too long is cut."""
    plain = [_named(paper.beneath.with_suffix(""), f".{suffix}") for paper in papers]
    taken: dict[str, int] = {}
    for place in plain:
        key = str(place).casefold()
        taken[key] = taken.get(key, 0) + 1
    places: list[Path] = []
    used: set[str] = set()
    for paper, place in zip(papers, plain, strict=True):
        chosen, count = place, 1
        if taken[str(place).casefold()] > 1:
            chosen = _named(paper.beneath, f".{suffix}")
        while str(chosen).casefold() in used:
            count += 1
            chosen = _named(paper.beneath, f".{count}.{suffix}")
        used.add(str(chosen).casefold())
        places.append(chosen)
    return tuple(places)


def _named(place: Path, ending: str) -> Path:
    """A place with this ending, its name no longer than file systems allow."""
    name = place.name
    while len(os.fsencode(name + ending)) > _LONGEST_NAME:
        name = name[:-1]
    return place.with_name(name + ending)
