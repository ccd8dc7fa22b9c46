"""What the commands print outlasts its reader: a pipe that is closed, a full disk behind ``>``, a
closed or narrow standard output cost words, never the work that they tell of."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Lasting(io.FileIO):
    """A descriptor whose writes do not fail; ``lost`` is why some were lost."""

    lost: OSError | None = None

    def write(self, content: ReadableBuffer, /) -> int:
        try:
            return super().write(content) or 0
        except OSError as error:
            # A reader that has seen enough (``| head``) has lost nothing that it wanted.
            if error.errno != errno.EPIPE:
                self.lost = error
            return memoryview(content).nbytes


def outlast() -> _Lasting | None:
    """Make this process's standard output and error outlast their readers; the output as it is
    written from now on, None where it is a terminal."""
    sys.stderr, _ = _lasting(sys.stderr, 2)
    sys.stdout, written = _lasting(sys.stdout, 1)
    return written


def _lasting(stream: TextIO | None, descriptor: int) -> tuple[TextIO, _Lasting | None]:
    if stream is None:  # closed by whoever started us: ``>&-``, or Windows without a console
        return open(os.devnull, "w", encoding="utf-8"), None  # noqa: PTH123
    if not isinstance(stream, io.TextIOWrapper):
        return stream, None
    # A letter that the terminal's or the pipe's encoding lacks is told by its code.
    if stream.isatty():
        stream.reconfigure(errors="backslashreplace")
        return stream, None
    stream.flush()
    raw = _Lasting(descriptor, "w", closefd=False)
    made = io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
    return made, raw
