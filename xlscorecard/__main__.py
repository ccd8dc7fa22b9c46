"""``xlscorecard`` and ``python -m xlscorecard``."""

from __future__ import annotations

import sys

# Bytes of addresses that loading the command line and the readers takes beside bare Python
# (measured on Linux: one page is not read with less).
LEAST = 112 << 20


def start() -> None:
    """Run the command line. A computer that has not even the memory to load it, and a part that
    is missing, are one line and exit code 2, too."""
    try:
        # Asked for whole and given back: where memory ends while Python compiles a module, its
        # words are of any kind ("field 'target' is required").
        bytes(LEAST)
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
