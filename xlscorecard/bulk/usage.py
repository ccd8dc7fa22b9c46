"""What a process uses: memory and processor time, as each system tells it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Usage:
    """The memory that a process holds at this moment, in bytes, and the seconds of processor time
    that all its threads have had so far; both 0 where that cannot be told."""

    resident: int = 0
    seconds: float = 0.0


def usage_of(pid: int) -> Usage:
    """What a process uses, its children left out."""
    if sys.platform == "linux":
        return _on_linux(pid)
    if sys.platform == "win32":
        return _on_windows(pid)
    return _by_ps(pid)


def _on_linux(pid: int) -> Usage:
    try:
        told = Path(f"/proc/{pid}/stat").read_bytes()
        # proc_pid_stat(5): after the name in brackets, utime is field 14, stime 15, rss 24
        fields = told[told.rindex(b")") + 2 :].split()
        ticks, pages = int(fields[11]) + int(fields[12]), int(fields[21])
    except (OSError, ValueError, IndexError):
        return Usage()
    return Usage(pages * os.sysconf("SC_PAGESIZE"), ticks / os.sysconf("SC_CLK_TCK"))


def _by_ps(pid: int) -> Usage:
    told = subprocess.run(  # noqa: S603
        ["/bin/ps", "-o", "rss=,time=", "-p", str(pid)],
        capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    if len(told) != 2 or not told[0].isdigit():
        return Usage()
    return Usage(int(told[0]) * 1024, seconds_of_clock(told[1]))


def seconds_of_clock(told: str) -> float:
    """The seconds of a time as ``ps`` tells it: 2-03:04:05, 03:04:05, 4:05.67."""
    days, _, clock = told.rpartition("-")
    seconds = 0.0
    for part in clock.split(":"):
        seconds = 60 * seconds + float(part)
    return 86_400 * int(days or 0) + seconds


def _on_windows(pid: int) -> Usage:
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
        return Usage()
    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    windll.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
    created, ended, kernel, user = (ctypes.c_uint64() for _ in range(4))  # in 100 ns
    windll.GetProcessTimes(handle, *(ctypes.byref(time) for time in (created, ended, kernel, user)))
    windll.CloseHandle(handle)
    return Usage(int(counters.WorkingSetSize), (kernel.value + user.value) / 10_000_000)


def peak_bytes() -> int:
    """The most memory that this process has held so far; 0 where that cannot be told."""
    if sys.platform == "win32":
        return usage_of(os.getpid()).resident
    if sys.platform == "linux":  # ru_maxrss there begins with what the parent had
        for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
