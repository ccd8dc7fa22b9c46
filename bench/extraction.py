"""CPU seconds and peak memory per page: our tables against pdfplumber's and camelot's.

    python -m bench.extraction [PDF or FOLDER ...]      (the samples without arguments)

Every reader runs in a process of its own, on the same files, in one run; start-up and imports
count. ``convert`` is our whole way from the PDF to a rated scorecard, in a process that has made
itself ready as the command's worker does. Ours is what ``pip install .`` makes of this copy (it
takes two minutes where a C compiler is found), as pip has installed the other readers.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.installed import ROOT, install

RESULTS = ROOT / "bench" / "results" / "extraction.csv"
# Readers take turns, and the quickest of each one's turns counts: other work on a machine makes
# any single one up to a third slower.
ROUNDS = 3

READERS = {
    "xlscorecard tables": (
        "from pathlib import Path\n"
        "from xlscorecard.pipeline import read_pages\n"
        "for f in files: n += sum(1 for page, blocks in read_pages(Path(f), raw=True))"
    ),
    "xlscorecard convert": (
        "from pathlib import Path\n"
        "from xlscorecard.bulk.worker import get_ready\n"
        "from xlscorecard.pipeline import read_scorecard\n"
        "get_ready()\n"
        "for f in files: n += read_scorecard(Path(f)).paper.pages or 0"
    ),
    "pdfplumber extract_tables": (
        "import pdfplumber\n"
        "for f in files:\n"
        "  with pdfplumber.open(f) as pdf:\n"
        "    for page in pdf.pages: page.extract_tables(); page.close(); n += 1"
    ),
    "camelot lattice, engine=vector": (
        "import camelot, pypdfium2, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "for f in files:\n"
        "  camelot.read_pdf(f, pages='all', flavor='lattice', engine='vector')\n"
        "  n += len(pypdfium2.PdfDocument(f))"
    ),
}


def measure(name: str, files: list[str], installed: Path) -> tuple[int, float, float]:
    """(pages, CPU seconds, peak megabytes) of one reader over all files."""
    code = (
        "import resource, sys\nfiles = sys.argv[1:]\nn = 0\n" + READERS[name] + "\n"
        "use = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(n, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *files],
        capture_output=True,
        text=True,
        check=True,
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed)},
    )
    pages, seconds, megabytes = done.stdout.split()[-3:]
    return int(pages), float(seconds), float(megabytes)


def born_digital(arguments: list[str]) -> list[str]:
    """The PDFs among the arguments, scans left out: no reader but OCR sees anything there."""
    from xlscorecard.pdf.read import read_pdf

    paths = [Path(a) for a in arguments] or [ROOT / "samples"]
    files = [f for p in paths for f in (sorted(p.glob("*.pdf")) if p.is_dir() else [p])]
    return [str(f.resolve()) for f in files if not next(iter(read_pdf(f))).scanned]


def main(arguments: list[str]) -> None:
    files = born_digital(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-extraction-") as folder:
        installed = install(Path(folder))
        rounds = [
            {name: measure(name, files, installed) for name in READERS} for _ in range(ROUNDS)
        ]
    rows = []
    for name in READERS:
        pages, seconds, megabytes = min((done[name] for done in rounds), key=lambda m: m[1])
        rows.append((name, pages, 1000 * seconds / pages, megabytes))
    ours = rows[0][2]
    print(f"{len(files)} files, {rows[0][1]} pages; {resource.getpagesize()}-byte memory pages")
    print(f"{'reader':32} {'CPU ms/page':>12} {'peak MB':>8} {'ratio to ours':>14}")
    for name, _, milliseconds, megabytes in rows:
        print(f"{name:32} {milliseconds:12.1f} {megabytes:8.0f} {milliseconds / ours:14.2f}")
    RESULTS.parent.mkdir(exist_ok=True)
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["reader", "pages", "cpu_ms_per_page", "peak_mb", "ratio_to_ours"])
        for name, pages, milliseconds, megabytes in rows:
            ratio = round(milliseconds / ours, 2)
            writer.writerow([name, pages, round(milliseconds, 1), round(megabytes), ratio])


if __name__ == "__main__":
    main(sys.argv[1:])
