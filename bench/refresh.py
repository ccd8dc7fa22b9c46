"""Time and memory of a refresh beside openpyxl's load and save, on 100,000 x 20 cells.

``python bench/refresh.py [ROWS]`` prints a line for each job: seconds and peak megabytes, each
in a process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = 20
MAKE = "make"
JOBS = (MAKE, "ours 50 cells", "openpyxl 50 cells", "ours table", "openpyxl table")


def cell_value(row: int, column: int, step: float, word: str) -> str | float:
    return row * step + column if column % 2 else f"{word} {row % 997}"


def make_rows(rows: int, step: float, word: str) -> list[list[str | float]]:
    return [
        [cell_value(row, column, step, word) for column in range(COLUMNS)] for row in range(rows)
    ]


def make_workbook(path: Path, rows: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Data")
    data = make_rows(rows, 0.37, "text")
    columns = [{"header": f"Col{c}"} for c in range(COLUMNS)]
    sheet.add_table(0, 0, rows, COLUMNS - 1, {"name": "tblData", "columns": columns, "data": data})
    totals = book.add_worksheet("Totals")
    totals.write_formula("A1", "=SUM(tblData[Col1])", None, 5)
    totals.write_formula("A2", "=Data!B5", None, 5)
    book.close()


def run_job(job: str, source: Path, out: Path, rows: int) -> None:
    if job == MAKE:  # in a process of its own: a child's peak starts at its parent's
        make_workbook(source, rows)
    elif job == "ours 50 cells":
        from xlscorecard.refresh.refresh import refresh_workbook

        cells = source.with_suffix(".json")
        step = max(1, rows // 50)
        edits = {f"Data!B{row}": row / 7 for row in range(2, rows, step)}
        cells.write_text(json.dumps(edits), encoding="utf-8")
        refresh_workbook(source, (), out, cells=cells)
    elif job == "ours table":
        from xlscorecard.refresh.write import open_for_writing

        writer = open_for_writing(source)
        table = writer.book.tables()[0]
        fresh = make_rows(rows, 0.41, "new")
        writer.replace_table(table, [column.heading for column in table.columns], fresh)
        writer.apply(())
        writer.save(out)
    else:
        import openpyxl

        book = openpyxl.load_workbook(source)
        sheet = book["Data"]
        if job == "openpyxl 50 cells":
            for row in range(2, rows, max(1, rows // 50)):
                sheet.cell(row, 2).value = row / 7
        else:
            for row in range(rows):
                for column in range(COLUMNS):
                    sheet.cell(row + 2, column + 1).value = cell_value(row, column, 0.41, "new")
        book.save(out)


def measure(job: str, source: Path, out: Path, rows: int) -> None:
    start = time.perf_counter()
    run_job(job, source, out, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{job:20} {time.perf_counter() - start:7.2f} s {peak:6d} MB")


def main() -> None:
    if len(sys.argv) == 5:
        measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "data.xlsx", Path(folder) / "out.xlsx"
        for job in JOBS:
            command = [sys.executable, __file__, job, str(source), str(out), str(rows)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
