"""What one paper may use, and how it is held to that on each system.

Memory is held twice on Linux: by the kernel (RLIMIT_DATA, so that one huge request fails at
once) and by the parent, which looks at the resident set every few hundredths of a second. On
macOS and Windows there is only the parent's look, so a paper may go over for a moment.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

MB = 1_000_000
# Programs and libraries in memory are resident but no data of the process (measured: 25 MB).
_CODE = 30 * MB
# After its last page a paper is looked at as a whole (tables joined, rows read, rated): so much of
# a page's time for each page (measured: 15 ms a page, where a page has 60 s).
_WHOLE = 0.01
# A busy machine gives a worker a third of a processor, or less where more share it.
_PATIENCE = 3.0
# The parent ends a worker that is late; a worker whose parent has died ends itself, later.
_ORPHAN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Limits:
    """``page_seconds`` for one page of a PDF, or for the whole of any other paper;
    ``paper_seconds`` for all of it, of processor time; memory in megabytes. A page that is a
    picture gets more time: reading it takes the models of the ocr extra."""

    page_seconds: float = 60.0
    memory_mb: int = 400

    @property
    def paper_seconds(self) -> float:
        return 10 * self.page_seconds

    @property
    def scan_seconds(self) -> float:
        return 4 * self.page_seconds

    def of_page(self, number: int, *, scanned: bool) -> float:
        """Seconds for the page of this number from 1; it may be the last, and the paper is
        looked at as a whole after it."""
        own = self.scan_seconds if scanned else self.page_seconds
        return own + _WHOLE * number * self.page_seconds


def by_the_clock(seconds: float, sharing: float) -> float:
    """How long a worker may be at what may take so many seconds of processor time, where
    ``sharing`` workers share a processor. Only one that waits for something takes as long."""
    return _PATIENCE * sharing * seconds


def allow_data(megabytes: int | None) -> None:
    """Let this process hold so much data, None for no bound; does nothing outside Linux."""
    if sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = hard if megabytes is None else megabytes * MB - _CODE
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def refuse_core_dumps() -> None:
    """A crash on a hostile paper leaves no file behind."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with_parent() -> None:
    """On Linux, end when the parent's thread that started this process ends."""
    if sys.platform == "linux":
        import ctypes

        death_signal = 1  # PR_SET_PDEATHSIG, linux/prctl.h
        ctypes.CDLL(None).prctl(death_signal, int(signal.SIGKILL), 0, 0, 0)


def end_self_after(seconds: float) -> Callable[[], None]:
    """End this process then, should its parent be gone by that time; the result calls it off."""
    seconds += _ORPHAN_SECONDS
    if sys.platform != "win32":
        # The signal's default action needs no Python, so a hanging C library ends too.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        return _call_off_alarm
    timer = threading.Timer(seconds, os._exit, (1,))
    timer.daemon = True
    timer.start()
    return timer.cancel


def _call_off_alarm() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)


def end_process(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started, at once, and wait until it is gone."""
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()
