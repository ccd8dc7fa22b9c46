"""Outputs whole or not at all: whatever stood there before stays until the new file is ready."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from xlscorecard.model.errors import CannotWrite
from xlscorecard.model.hold import lock

# Unfinished files and folders carry this mark, so that the next run can tell them from anybody's.
PART_MARK = ".xlscorecard-part-"
# Behind it stand the machine and the process that make them. Whether those of other machines are
# still at work nobody can tell: they go when they are a day old.
_STALE_SECONDS = 24 * 3600.0
# On Windows a file that Excel or a virus scanner holds open cannot be replaced at that moment.
_TRIES = 5
_PAUSE_SECONDS = 0.3


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a temporary file in the same folder, then put it in ``path``'s place.

    The file's bytes and its folder are flushed to disk, so that a crash leaves either the old
    file or the new one. Raises CannotWrite when the place cannot be written, and lets pass
    whatever else ``write`` raises; the temporary file is gone and ``path`` untouched then.
    """
    target = Path(os.path.realpath(path))
    try:
        _check(path, target)
        remove_stale_parts(target.parent)
        handle, name = tempfile.mkstemp(
            prefix=part_prefix(), suffix=target.suffix, dir=target.parent
        )
    except OSError as error:
        raise _refusal(path, error) from error
    os.close(handle)
    part = Path(name)
    try:
        with held_part(part):
            write(part)
            _give_mode(part, target)
            _flush(part)
            _replace(part, target)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    _flush_folder(target.parent)


_ADVICE = "Close the file where it is open, or choose another place."
_MAKE_ROOM = "Make room on it, or choose another place."


def _check(path: Path, target: Path) -> None:
    if target.is_dir():
        raise CannotWrite(str(path), "a folder of that name is there", advice="Name a file.")
    if target.exists() and not target.is_file():
        raise CannotWrite(str(path), "it is not a regular file", advice="Choose another place.")
    if not target.parent.is_dir():
        raise CannotWrite(
            str(path), f"there is no folder {target.parent}", advice="Make the folder first."
        )
    if target.exists() and not os.access(target, os.W_OK):
        raise CannotWrite(str(path), "the file is write-protected", advice=_ADVICE)
    # Excel and LibreOffice name who holds a file open in a file beside it.
    if target.suffix.lower() in {".xlsx", ".xlsm"}:
        owner = target.with_name("~$" + target.name)
        if sys.platform == "win32" and owner.exists():
            raise CannotWrite(str(path), "it is open in Excel", advice="Close it there first.")


def part_prefix() -> str:
    """How the names of this process's unfinished files and folders begin."""
    return f"{PART_MARK}{_machine()}-{os.getpid()}-"


def _machine() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


@contextlib.contextmanager
def held_part(part: Path) -> Iterator[None]:
    """Hold an unfinished file or folder, so that no other run takes it for left behind. The
    system lets go when the process ends, however it ends. Windows cannot replace what is held:
    there age alone counts."""
    handle = None
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # a disk without locks
            handle = os.open(part, os.O_RDONLY)
            lock(handle)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def remove_stale_parts(folder: Path) -> None:
    """Remove what an earlier, killed run has left in this folder."""
    now = time.time()
    for left in folder.glob(PART_MARK + "*"):
        with contextlib.suppress(OSError):
            if now - left.lstat().st_mtime > _STALE_SECONDS or _is_abandoned(left):
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left)
                else:
                    left.unlink()


def _is_abandoned(part: Path) -> bool:
    """Whether the process that made it on this machine is gone, and nobody holds it: a process
    in another container may go by the same number."""
    machine, _, rest = part.name.removeprefix(PART_MARK).partition("-")
    number, dash, _ = rest.partition("-")
    if sys.platform == "win32" or machine != _machine() or not dash or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        pass
    except (OSError, OverflowError):
        return False
    else:
        return False
    handle = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        lock(handle)
    finally:
        os.close(handle)
    return True


def _give_mode(part: Path, target: Path) -> None:
    """The old file's permissions, or those that any new file gets: mkstemp's are private."""
    if target.exists():
        mode = stat.S_IMODE(target.stat().st_mode)
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    part.chmod(mode)


def _flush(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(part: Path, target: Path) -> None:
    for attempt in range(_TRIES):
        try:
            part.replace(target)
        except PermissionError:
            if sys.platform != "win32" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # Windows cannot open a folder to flush it
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(path: Path, error: OSError) -> CannotWrite:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return CannotWrite(str(path), _reason(error), advice=_MAKE_ROOM if full else _ADVICE)


def _reason(error: OSError) -> str:
    known = {
        errno.EACCES: "it may not be written here",
        errno.EPERM: "it may not be written here",
        errno.EROFS: "the disk is read-only",
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.ENAMETOOLONG: "the name is too long",
    }
    return known.get(error.errno or 0, error.strerror or "the system refused")
