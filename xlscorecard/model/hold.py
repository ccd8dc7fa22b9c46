"""One run at a time for an output: whoever comes second is told who holds it, and goes.

The system itself lets go of a lock when its process ends, however it ends: what a killed run
leaves behind is an empty claim that the next one takes over.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from xlscorecard.model.errors import Refused

_ADVICE = "Wait for its end, or choose another name."
_BUSY = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})
# On Windows nobody can read what is locked: a byte far behind the words is.
_LOCKED_BYTE = 1_000_000
_LONGEST = 200


def beside(out: Path, ending: str) -> Path:
    """A hidden file beside an output, the same whatever name or link the output is given by."""
    target = Path(os.path.realpath(out))
    return target.parent / f".{target.name}.xlscorecard-{ending}"


@contextmanager
def hold(out: Path, shown: str = "") -> Iterator[None]:
    """Keep other runs from writing to ``out`` while the block lasts; ``shown`` is its name where
    the user knows it by another. Raises Refused when another run has it.

    Where the folder cannot be written, or its disk knows no locks (some network shares), nobody
    is kept out; writing there fails by itself, or leaves one of the two outputs whole.
    """
    path = beside(out, "run")
    handle = _take(path, shown or str(out))
    try:
        yield
    finally:
        if handle is not None:
            _let_go(path, handle)


def held_by_another(out: str, who: str = "") -> Refused:
    """The error of a run that comes second."""
    by = f" ({who})" if who else ""
    return Refused(out, f"another run is writing to it{by}", advice=_ADVICE)


def _take(path: Path, shown: str) -> int | None:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return None
        try:
            lock(handle)
            if _is_still(path, handle):
                with contextlib.suppress(OSError):  # a full disk: it is ours all the same
                    os.ftruncate(handle, 0)
                    os.write(handle, _claim().encode("utf-8", "replace"))
                return handle
        except OSError as error:
            who = _read_claim(handle)
            os.close(handle)
            if error.errno in _BUSY:
                raise held_by_another(shown, who) from error
            return None
        os.close(handle)  # its holder has just removed it


def lock(handle: int) -> None:
    """Lock an open file until it is closed; raises OSError where another process has it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _claim() -> str:
    since = datetime.now().astimezone().isoformat(" ", "minutes")
    return f"process {os.getpid()} on {socket.gethostname()}, since {since}"


def _read_claim(handle: int) -> str:
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, _LONGEST).decode("utf-8", "replace").strip()
    return ""


def _let_go(path: Path, handle: int) -> None:
    """Remove the file while it is ours; Windows removes no open file, nor one that the next run
    has opened by then."""
    if sys.platform == "win32":
        os.close(handle)
    with contextlib.suppress(OSError):
        path.unlink()
    if sys.platform != "win32":
        os.close(handle)
