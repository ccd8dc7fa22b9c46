"""Bulk conversion: pages a second, memory, many papers, kill and resume, beside pdfplumber.

``python bench/bulk.py FOLDER [--papers 10000] [--out bench/results/bulk.csv]``: FOLDER holds the
papers of the mixed set, each taken as often as needed for ``--pages`` pages, every copy with its
own bytes. Prints a line for each figure and writes them as CSV; start-up is always included. The
command is what ``pip install .`` makes of this copy.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.installed import install

Figure = tuple[str, float, str]


def command(source: Path, out: Path, *options: object) -> list[str]:
    return [
        *(sys.executable, "-m", "xlscorecard", "convert", str(source), "-o", str(out)),
        *map(str, options),
    ]


def run(source: Path, out: Path, *options: object) -> tuple[float, list[dict[str, Any]]]:
    """Seconds of a whole run, and its log."""
    log = out.with_suffix(".log.jsonl")
    log.unlink(missing_ok=True)
    began = time.perf_counter()
    subprocess.run(
        command(source, out, "--log", log, *options), check=False, stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, cwd=out.parent,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    return seconds, [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def papers_of(log: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [event for event in log if event["event"] == "paper"]


def make_mixed(folder: Path, made: Path, pages: int) -> int:
    """Copies of the folder's PDFs with text on their pages; how many pages."""
    import pypdfium2

    born: list[tuple[Path, int]] = []
    for path in sorted(folder.rglob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        words = sum(len(page.get_textpage().get_text_range()) for page in document)
        if words > 100 * len(document):  # no scans: their speed is that of the OCR models
            born.append((path, len(document)))
        document.close()
    count = total = 0
    while total < pages:
        for path, length in born:
            target = made / f"{count % 15 + 2005}" / f"{count:05}-{path.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes() + b"%% copy %d\n" % count)
            count, total = count + 1, total + length
    return total


def pdfplumber_tables(path: str) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return sum(1 for page in document.pages if page.extract_tables() is not None)


def cpu_seconds() -> float:
    """What all ended children have used: the same whoever else uses the machine."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def bench_mixed(folder: Path, work: Path, pages: int, workers: int) -> list[Figure]:
    made = work / "mixed"
    total = make_mixed(folder, made, pages)
    before = cpu_seconds()
    ours, log = run(made, work / "mixed.sqlite", "--workers", workers)
    between = cpu_seconds()
    peaks = [event["peak_mb"] for event in papers_of(log)]
    files = [str(path) for path in sorted(made.rglob("*.pdf"))]
    began = time.perf_counter()
    with ProcessPoolExecutor(workers) as pool:
        sum(pool.map(pdfplumber_tables, files, chunksize=1))
    theirs = time.perf_counter() - began
    after = cpu_seconds()
    again, kept = run(made, work / "mixed.sqlite", "--workers", workers)
    return [
        ("mixed set: papers", len(files), "papers"),
        ("mixed set: pages", total, "pages"),
        ("convert to a store", total / ours, "pages/s"),
        ("pdfplumber extract_tables pool", total / theirs, "pages/s"),
        ("ratio", theirs / ours, "x"),
        ("convert: processor time", 1000 * (between - before) / total, "ms/page"),
        ("pdfplumber: processor time", 1000 * (after - between) / total, "ms/page"),
        ("ratio of processor time", (after - between) / (between - before), "x"),
        ("largest worker", max(peaks), "MB"),
        ("all unchanged, again", again, "s"),
        ("read again then", sum(not event["kept"] for event in papers_of(kept)), "papers"),
    ]


def bench_many(work: Path, papers: int, workers: int) -> list[Figure]:
    from tests.bulk.making import write_archive

    used = [cpu_seconds()]
    for count in (papers // 10, papers):
        archive = write_archive(work / f"many-{count}", count)
        _, log = run(archive, work / f"many-{count}.sqlite", "--workers", workers)
        used.append(cpu_seconds())
    # The first papers wait for the workers to load; a tenth of the run each, by the log's clock.
    times = [_clock(str(event["time"])) for event in papers_of(log)]
    tenth = papers // 10
    early = tenth / (times[2 * tenth] - times[tenth])
    late = tenth / (times[-1] - times[-1 - tenth])
    return [
        ("one-page papers", papers, "papers"),
        ("processor time, a tenth of them", 1e4 * (used[1] - used[0]) / papers, "ms/paper"),
        ("processor time, all of them", 1e3 * (used[2] - used[1]) / papers, "ms/paper"),
        ("second tenth", early, "papers/s"),
        ("last tenth", late, "papers/s"),
        ("last to second tenth", late / early, "x"),
    ]


def _clock(text: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(text).timestamp()


def bench_resume(work: Path, workers: int) -> list[Figure]:
    from tests.bulk.making import write_archive

    archive, out = write_archive(work / "resume", 300), work / "resume.sqlite"
    log = work / "resume.jsonl"
    kills = (40, 100, 170, 240)
    for papers in kills:
        process = subprocess.Popen(
            command(archive, out, "--workers", workers, "--log", log),
            cwd=work,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not log.exists() or log.read_bytes().count(b'"kept": false') < papers:
            time.sleep(0.001)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command(archive, out, "--log", log), check=False, capture_output=True, cwd=work)
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    read = [event["source"] for event in papers_of(events) if not event["kept"]]
    return [
        ("kills of a run of 300 papers", len(kills), "kills"),
        ("papers read twice, all kills together", len(read) - len(set(read)), "papers"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-bulk-") as folder:
        work = Path(folder)
        os.environ["PYTHONPATH"] = str(install(work / "installed"))
        figures = bench_mixed(given.folder, work, given.pages, given.workers)
        figures += bench_resume(work, given.workers)
        figures += bench_many(work, given.papers, given.workers)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    figures.append(("load of the machine at the end", load, "processes"))
    rows = [(what, f"{value:.4g}", unit) for what, value, unit in figures]
    for what, value, unit in rows:
        print(f"{what:<40} {value:>10} {unit}")
    if given.out is not None:
        with given.out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([("what", "value", "unit"), *rows])


if __name__ == "__main__":
    main()
