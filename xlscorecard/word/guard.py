"""Runs LibreOffice for a reader that may be ended at any moment:
``guard.py FOLDER BYTES PROGRAM ...``.

The reader holds the guard's standard input open. Whatever ends the reader closes it, and the guard
ends the program with all that it has started and removes its folder. The program may hold so many
BYTES; the guard ends as it does, 128 and more where a signal ended it. Standard library only, and
nothing of ours: it starts in the time that Python takes.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

SIGNALLED = 128  # what a shell adds to the number of the signal


def main() -> int:
    """Run the program to its end, or to its reader's."""
    folder, most, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    program = subprocess.Popen(  # noqa: S603  our reader's command
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    left = threading.Event()

    def end_with_reader() -> None:
        sys.stdin.buffer.read()
        left.set()
        _end(program)

    threading.Thread(target=end_with_reader, daemon=True).start()
    program.wait()
    _end(program)  # what it may have left running
    for _ in range(10):
        if not left.is_set() or not Path(folder).exists():
            break
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(0.1)  # a process that was ended may take this long to be gone
    code = program.returncode
    return code if code >= 0 else SIGNALLED - code


def _end(program: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


if __name__ == "__main__":
    os._exit(main())  # Python's own end would abort: a thread still waits for the reader
