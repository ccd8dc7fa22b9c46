"""Papers and outputs on any address that fsspec knows: s3://, gs://, abfs://, sftp://, memory://.

``file://`` addresses are plain paths. Outputs are made here and sent when they are whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from xlscorecard.bulk.journal import journal_beside
from xlscorecard.bulk.papers import PaperFile, paper_files
from xlscorecard.model.archive import MOST_BYTES_ON_DISK
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.hold import hold
from xlscorecard.model.safe_text import safe_text
from xlscorecard.pipeline import PAPER_SUFFIXES, find_papers


def is_address(argument: str) -> bool:
    """Whether it is an address and no path."""
    return "://" in argument and not argument.startswith("file://")


def find_addresses(arguments: Sequence[str]) -> tuple[PaperFile, ...]:
    """The papers at addresses and paths, in the order of the arguments and, in a folder, of
    their names. Raises CannotRead."""
    found: list[PaperFile] = []
    for argument in arguments:
        if is_address(argument):
            found += _find_at(argument)
        else:
            plain = [Path(local_path(argument))]
            found += paper_files(find_papers(plain), plain)
    once: dict[str, PaperFile] = {}
    for paper in found:
        once.setdefault(paper.source, paper)
    return tuple(replace(paper, place=place) for place, paper in enumerate(once.values()))


def local_path(argument: str) -> str:
    """A ``file://`` address as the path that it is."""
    if not argument.startswith("file://"):
        return argument
    from urllib.parse import unquote, urlsplit

    path = unquote(urlsplit(argument).path)
    return path.lstrip("/") if sys.platform == "win32" else path


def _find_at(address: str) -> list[PaperFile]:
    system, root = _open_system(address)
    with _asking(lambda said: CannotRead(address, f"it cannot be listed ({said})")):
        if any(sign in root for sign in "*?["):
            names = [str(name) for name in system.glob(root)]
            base = str(PurePosixPath(root.split("*")[0]).parent)
        elif system.isdir(root):
            names, base = [str(name) for name in system.find(root)], root
        elif system.exists(root):
            names, base = [root], str(PurePosixPath(root).parent)
        else:
            raise CannotRead(address, "there is no such file")
    papers = []
    for name in sorted(names):
        place = PurePosixPath(name)
        wanted = place.suffix.lower() in PAPER_SUFFIXES or name == root
        if wanted and not place.name.startswith(("~$", ".")):
            source = str(system.unstrip_protocol(name))
            inside = PurePosixPath(name).is_relative_to(base)
            beneath = place.relative_to(base) if inside else PurePosixPath(place.name)
            papers.append(PaperFile(0, source, safe_text(source), None, Path(*_safe(beneath))))
    if not papers:
        raise CannotRead(address, "it holds no papers")
    return papers


def _safe(path: PurePosixPath) -> tuple[str, ...]:
    """The parts of a path that lead nowhere but down."""
    return tuple(_safe_name(part) for part in path.parts if part not in ("..", ".", "/"))


def _safe_name(name: str) -> str:
    kept = "".join("_" if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in name)
    return kept[-120:] or "paper"


@contextmanager
def _asking(refusal: Callable[[Exception], Exception]) -> Iterator[None]:
    """Work with a driver, whose errors become ours: each has its own, of no common class (no
    credentials, no network, no such bucket)."""
    try:
        yield
    except (CannotRead, CannotWrite):
        raise
    except Exception as error:
        raise refusal(error) from error


@contextmanager
def local_copy(source: str) -> Iterator[Path]:
    """The file of an address here, under its own name, while the block lasts. Raises
    CannotRead."""
    with tempfile.TemporaryDirectory(prefix="xlscorecard-") as folder:
        system, root = _open_system(source)
        path = Path(folder) / _safe_name(PurePosixPath(root).name)
        with _asking(lambda said: CannotRead(source, f"it cannot be fetched ({said})")):
            size = system.size(root)
            if size is not None and size > MOST_BYTES_ON_DISK:
                raise CannotRead(source, f"the file is larger than {MOST_BYTES_ON_DISK:,} bytes")
            with system.open(root, "rb") as remote, path.open("wb") as local:
                shutil.copyfileobj(remote, local)
        yield path


@contextmanager
def output_at(out: str) -> Iterator[Path]:
    """Where an output is made: its own path, or for an address a working folder of the user's,
    from which it is sent when the block ends well. After a run that was killed or stopped the
    next one finds its work there and goes on. Raises CannotWrite, and Refused when another run
    on this machine makes it."""
    if not is_address(out):
        yield Path(local_path(out))
        return
    system, root = _open_system(out)
    work = _cache_folder() / hashlib.sha256(out.encode()).hexdigest()[:16]
    place = work / _MADE / _safe_name(PurePosixPath(root.rstrip("/")).name)
    try:
        work.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(work.parent), error.strerror or "cannot be made") from error
    with hold(work, out):
        with _asking(lambda said: CannotWrite(out, f"it cannot be looked at ({said})")):
            _prepare(system, root, work, place)
        yield place
        if journal_beside(place).exists():
            return  # stopped
        with _asking(lambda said: CannotWrite(out, f"it cannot be sent there ({said})")):
            _send(system, root, work, place, out)
        shutil.rmtree(work, ignore_errors=True)


_MADE, _FOUND = "made", "found"


def _prepare(system: Any, root: str, work: Path, place: Path) -> None:
    """Go on with what an earlier run has made, or begin: with the store at the address, where
    there is one. What was made from another store than is there now is of no use."""
    store, state = place.suffix == ".sqlite", _state(system, root)
    known = work / _FOUND
    goes_on = known.is_file() and (journal_beside(place).exists() or (store and place.exists()))
    if goes_on and not (store and known.read_text("utf-8") != state):
        return
    shutil.rmtree(work, ignore_errors=True)
    place.parent.mkdir(parents=True)
    if store and state:
        system.get_file(root, str(place))
    known.write_text(state, "utf-8")


def _send(system: Any, root: str, work: Path, place: Path, out: str) -> None:
    if place.suffix == ".sqlite" and _state(system, root) != (work / _FOUND).read_text("utf-8"):
        raise CannotWrite(
            out,
            "somebody else has written to it since this run began",
            advice="Run the same command again: it adds to theirs.",
        )
    made_in = place.parent
    for made in sorted(made_in.rglob("*")):
        if made.is_file():
            inside = PurePosixPath(root.rstrip("/")).parent / made.relative_to(made_in).as_posix()
            system.makedirs(str(inside.parent), exist_ok=True)
            system.put_file(str(made), str(inside))


def _state(system: Any, root: str) -> str:
    """What tells one version of a file at an address from another; empty for none."""
    system.invalidate_cache()
    return str(system.ukey(root)) if system.exists(root) else ""


def _cache_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "xlscorecard"


def _open_system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise CannotRead(
            address,
            "addresses need the cluster extra",
            advice="xlscorecard doctor says how to install it.",
        ) from error
    try:
        system, root = url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise CannotRead(address, f"no address that can be opened here ({error})") from error
    return system, str(root)
