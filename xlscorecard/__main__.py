"""``xlscorecard`` and ``python -m xlscorecard``."""

from __future__ import annotations

import sys


def start() -> None:
    """Run the command line. A computer that has not even the memory to load it, and a part that
    is missing, are one line and exit code 2, too."""
    try:
        from xlscorecard.cli.main import main

        main()
    except ImportError as error:
        _end(
            f"a part of it cannot be loaded ({error}). Give it more memory, or install it again"
            " with pip."
        )
    except (MemoryError, SystemError):  # the latter is Python's own, when memory ends in it
        _end("this computer has not enough memory for it.")


def _end(reason: str) -> None:
    sys.stderr.write(f"xlscorecard: {' '.join(reason.split())}\n")
    sys.exit(2)


if __name__ == "__main__":
    start()
