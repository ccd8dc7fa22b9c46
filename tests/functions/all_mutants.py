"""Every falsification of the LAMBDA texts, for a long evening: prints those that survive.

Usage: python -m tests.functions.all_mutants [PART OF PARTS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.functions.mutants import mutants
from tests.functions.test_lambda_route import is_caught


def main() -> None:
    part, parts = (int(word) for word in (*sys.argv[1:3], "0", "1")[:2])
    tried = survived = 0
    with tempfile.TemporaryDirectory() as folder:
        for place, (what, names) in enumerate(mutants()):
            if place % parts != part:
                continue
            tried += 1
            try:
                caught = is_caught(names, Path(folder))
            except BaseException as error:  # noqa: BLE001 - the engine itself may give up
                caught = not isinstance(error, KeyboardInterrupt)
            if not caught:
                survived += 1
                print(what, flush=True)
    print(f"# {tried} tried, {survived} survived")


if __name__ == "__main__":
    main()
