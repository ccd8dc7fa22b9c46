"""Seconds for 10,000 =RAG() cells and for one array of 10,000, on every route that runs
without Excel; beside them the same formula written by hand as nested IFs.

Usage: python -m bench.functions [-o bench/results/functions.csv]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.addin.browser import find_browser, open_browser
from tests.addin.test_calc_route import STAND, find_python
from tests.addin.test_office_route import RUNTIME, find_pyodide, key_of
from tests.functions.ironcalc_route import Sheet, workbook_with
from xlscorecard.addins.calc_file import build_extension
from xlscorecard.addins.serve import start_server
from xlscorecard.functions.call import call
from xlscorecard.functions.lambda_text import lambda_names

CELLS = 10_000
VALUES = tuple((float(row % 150),) for row in range(CELLS))
TARGETS = tuple((100.0,) for _ in range(CELLS))
ROOT = Path(__file__).resolve().parents[1]

Row = dict[str, str | float]


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def engine() -> Row:
    def singles() -> None:
        for value, target in zip(VALUES, TARGETS, strict=True):
            call("RAG", value[0], target[0])

    return {
        "route": "engine (Python call)",
        "single": timed(singles),
        "array": timed(lambda: call("RAG", VALUES, TARGETS)),
    }


def xlwings() -> Row:
    script = ROOT / "tests/addin/excel_stand_in.py"
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    speed = json.loads(done.stdout)["speed"]
    return {
        "route": "xlwings (Python side, without COM)",
        "single": speed["single"] * CELLS / 1e6,
        "array": speed["array"] * CELLS / 1e6,
    }


def lambdas(folder: Path) -> Row:
    by_hand = 'IF(OR(A{0}="",B{0}=""),"",IF(A{0}>=B{0},"Green",IF(A{0}>=B{0}*0.9,"Amber","Red")))'
    row: Row = {"route": "LAMBDA names (IronCalc)"}
    workbook = workbook_with(lambda_names(), folder / "names.xlsx")
    for name, text, count in (
        ("single", "RAG(A{0},B{0})", CELLS),
        ("by_hand", by_hand, CELLS),
        ("array", f"RAG(A1:A{CELLS},B1:B{CELLS})", 1),
    ):
        sheet = Sheet(workbook)
        for place, (value, target) in enumerate(zip(VALUES, TARGETS, strict=True), 1):
            sheet.model.update_cell_with_number(0, place, 1, value[0])
            sheet.model.update_cell_with_number(0, place, 2, target[0])
        for place in range(1, count + 1):
            sheet.model.update_cell_with_formula(0, place, 4, "=" + text.format(place))
        row[name] = timed(sheet.model.evaluate)
        assert sheet.model.get_cell_value(0, 96, 4) == "Amber"
    return row


def calc(folder: Path) -> Row:
    extension = folder / "scorecard.oxt"
    build_extension(extension)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [find_python(), STAND, extension, "--bench"],
        capture_output=True, text=True, check=True, env=clean,
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    taken = {name: found[name] for name in ("single", "array", "by_hand")}
    return {"route": "LibreOffice Calc", **taken}


def office(folder: Path) -> list[Row]:
    program = find_browser()
    if program is None:
        return []
    server = start_server(folder / "server", port=0, pyodide=find_pyodide())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rows = []
    singles = [["RAG", [[[v[0]]], [[t[0]]]]] for v, t in zip(VALUES, TARGETS, strict=True)]
    array = [["RAG", [VALUES, TARGETS]]]
    with open_browser(program, key_of(server.port)) as page:
        for route, query in (
            ("Office.js, local server", f"?token={server.token}"),
            ("Office.js, engine in the browser", "?engine=browser"),
        ):
            if "engine" in query and server.pyodide is None:
                continue
            page.open(f"{server.base}/functions.html{query}", RUNTIME)
            page.evaluate(f"calculate({json.dumps(singles[:1])})")  # starts the engine
            row: Row = {"route": route}
            for name, calls in (("single", singles), ("array", array)):
                page.evaluate(f"window.calls = {json.dumps(calls)}; 1")
                row[name] = page.evaluate(
                    "(async () => { const t = performance.now(); await calculate(window.calls);"
                    " return (performance.now() - t) / 1000; })()"
                )
            rows.append(row)
    server.shutdown()
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=Path("bench/results/functions.csv"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [engine(), xlwings(), lambdas(folder)]
        if shutil.which("soffice"):
            rows.append(calc(folder))
        rows += office(folder)
    print(f"{'route':36}{'10,000 cells':>14}{'one array':>12}{'by hand':>10}{'x faster':>10}")
    for row in rows:
        single, array = float(row["single"]), float(row["array"])
        hand = f"{float(row['by_hand']):10.3f}" if "by_hand" in row else f"{'':10}"
        print(f"{row['route']:36}{single:12.3f} s{array:10.3f} s{hand}{single / array:10.1f}")
    with options.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["route", "single", "array", "by_hand"])
        writer.writeheader()
        for row in rows:
            writer.writerow({k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()})


if __name__ == "__main__":
    main()
