"""Fuzz one target for hours, guided by coverage: ``python fuzz/run.py TARGET [libFuzzer options]``.

TARGET is geometry, content, word, values or workbook (tests/fuzz/test_fuzz.py); sheets, template,
formats, formulas or splicing (tests/fuzz/test_fuzz_books.py); json, csv, parquet, sqlite, rules or
structure (tests/fuzz/test_fuzz_data.py); layouts or layout-pages
(tests/fuzz/test_fuzz_layouts.py). Needs ``pip install atheris``, which exists for Linux and macOS
only; not part of ./check.

    python fuzz/run.py word corpus/word -max_total_time=3600
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found,unused-ignore]

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

with atheris.instrument_imports(include=["xlscorecard"]):
    from tests.fuzz import test_fuzz, test_fuzz_books, test_fuzz_data, test_fuzz_layouts

TARGETS = (
    test_fuzz.TARGETS | test_fuzz_books.TARGETS | test_fuzz_data.TARGETS | test_fuzz_layouts.TARGETS
)


def main() -> None:
    """Fuzz the target that the command line names."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python fuzz/run.py {{{','.join(TARGETS)}}} [libFuzzer options]")
    target = TARGETS[sys.argv[1]]
    options = [sys.argv[0], *sys.argv[2:]]
    for option in options[1:]:
        if not option.startswith("-") and not Path(option).is_file():  # a crash to see again
            Path(option).mkdir(parents=True, exist_ok=True)
    atheris.Setup(options, target.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
