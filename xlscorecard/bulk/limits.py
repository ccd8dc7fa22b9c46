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
from pathlib import Path

MB = 1_000_000
# Programs and libraries in memory are resident but no data of the process (measured: 25 MB).
_CODE = 30 * MB
# The parent ends a worker that is late; a worker whose parent has died ends itself, later.
_ORPHAN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Limits:
    """``page_seconds`` for one page of a PDF, or for the whole of any other paper;
    ``paper_seconds`` for all of it; memory in megabytes. A page that is a picture gets more
    time: reading it takes the models of the ocr extra."""

    page_seconds: float = 60.0
    memory_mb: int = 400

    @property
    def paper_seconds(self) -> float:
        return 10 * self.page_seconds

    @property
    def scan_seconds(self) -> float:
        return 4 * self.page_seconds


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


def resident_bytes(pid: int) -> int:
    """The memory that a process holds at this moment; 0 where that cannot be told."""
    if sys.platform == "linux":
        try:
            pages = Path(f"/proc/{pid}/statm").read_bytes().split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGESIZE")
    if sys.platform == "win32":
        return _windows_resident_bytes(pid)
    told = subprocess.run(  # noqa: S603
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return int(told) * 1024 if told.isdigit() else 0


def _windows_resident_bytes(pid: int) -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("Peak", "WorkingSetSize", *"abcdef")),
        )

    windll = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    query_limited_information = 0x1000
    handle = windll.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return 0
    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    windll.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
    windll.CloseHandle(handle)
    return int(counters.WorkingSetSize)


def peak_bytes() -> int:
    """The most memory that this process has held so far; 0 where that cannot be told."""
    if sys.platform == "win32":
        return resident_bytes(os.getpid())
    if sys.platform == "linux":  # ru_maxrss there begins with what the parent had
        for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


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
