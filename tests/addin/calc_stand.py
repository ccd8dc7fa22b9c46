"""A real headless Calc with the add-in in a profile of its own; run with the system's Python,
which has UNO. Takes the case table through it and prints the disagreements as JSON.

Usage: calc_stand.py ADDIN.oxt [--office soffice] [--short-names]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FULL = "ORG.SCORECARD.SCORECARD."
NOBODY = 65534


def as_user(home: Path) -> list[str]:
    """unopkg refuses root: then another user does it."""
    start = ["env", f"HOME={home}"]
    if os.getuid() == 0:
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *start]
    return start


@dataclass
class Office:
    """A running LibreOffice: its desktop, and the context that its services come from."""

    desktop: Any
    context: Any


@contextmanager
def office(oxt: Path, program: str) -> Iterator[Office]:
    """A LibreOffice with the add-in."""
    import uno

    home = Path(tempfile.mkdtemp(prefix="calc-"))
    home.chmod(0o777)
    copy = home / "addin.oxt"
    shutil.copyfile(oxt, copy)
    copy.chmod(0o644)
    profile = f"-env:UserInstallation=file://{home}/profile"
    unopkg = str(Path(shutil.which(program) or program).resolve().with_name("unopkg"))
    subprocess.run(
        [*as_user(home), unopkg, "add", profile, str(copy)], check=True, capture_output=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = f"socket,host=127.0.0.1,port={port};urp;"
    process = subprocess.Popen(
        [*as_user(home), program, "--headless", "--norestore", "--nologo", profile,
         f"--accept={where}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        for attempt in range(240):
            try:
                context = resolver.resolve(f"uno:{where}StarOffice.ComponentContext")
                break
            except Exception:
                if attempt == 239 or process.poll() not in (None, 81):
                    raise
                time.sleep(0.25)
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        yield Office(desktop, context)
        with suppress(Exception):  # the bridge ends with the program
            desktop.terminate()
        process.wait(30)
    finally:
        if process.poll() is None:
            process.kill()
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("oxt", type=Path)
    parser.add_argument("--office", default="soffice")
    parser.add_argument("--round-trip", action="store_true")
    parser.add_argument("--bench", action="store_true", help="time 10,000 cells, no cases")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with office(options.oxt, options.office) as running:
        desktop = running.desktop
        found = measure(desktop) if options.bench else run_cases(desktop)
        found["functions"] = function_names(running.context)
        if options.round_trip:
            found |= {"round_trip": round_trip(desktop)}
    print(json.dumps(found))


def run_cases(desktop: Any) -> dict[str, Any]:
    from tests.functions.cases import read_cases, same
    from xlscorecard.functions.cells import CellError, Left

    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    document.lockControllers()
    sheet = document.Sheets[0]
    cases = [case for case in read_cases() if not case.no_calc]
    width, asked = 12, []
    lines: list[list[str]] = []
    for case in cases:
        references = []
        for given in case.arguments:
            if given is Left.OUT:
                references.append("")
                continue
            rows = given if isinstance(given, tuple) else ((given,),)
            top = len(lines) + 1
            lines += [[_typed(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
            last = f"{chr(64 + len(rows[0]))}{len(lines)}"
            references.append(f"A{top}" if f"A{top}" == last else f"A{top}:{last}")
        while references and not references[-1]:
            references.pop()
        asked.append(f"={FULL}{case.name}({';'.join(references)})")
    sheet.getCellRangeByPosition(0, 0, width - 1, len(lines) - 1).setFormulaArray(
        tuple(tuple(line) for line in lines)
    )
    names = {532: CellError.DIV0, 32767: CellError.NA, 519: CellError.VALUE, 524: CellError.REF,
             525: CellError.NAME, 503: CellError.NUM, 521: CellError.NULL}  # fmt: skip
    wrong, row = [], 0
    start = time.perf_counter()
    for case, formula in zip(cases, asked, strict=True):
        shape = case.result if isinstance(case.result, tuple) else (("",),)
        area = sheet.getCellRangeByPosition(20, row, 20 + len(shape[0]) - 1, row + len(shape) - 1)
        row += len(shape) + 1
        if len(shape) == len(shape[0]) == 1:
            area.getCellByPosition(0, 0).setFormula(formula)
        else:
            area.setArrayFormula(formula)
        got = tuple(
            tuple(_read(area.getCellByPosition(c, r), names) for c in range(len(shape[0])))
            for r in range(len(shape))
        )
        inside = any(
            isinstance(cell, CellError)
            for given in case.arguments
            if isinstance(given, tuple)
            for line in given
            for cell in line
        )
        if inside:
            # Calc itself answers Err:504 for a range with an error in it, and does not ask.
            if not all(cell == "Err:504" for line in got for cell in line):
                wrong.append(f"line {case.line}: {case.text}  got {got}")
        elif not same(got, case.result):
            wrong.append(f"line {case.line}: {case.text}  got {got}")
    seconds = time.perf_counter() - start
    document.close(True)
    return {"wrong": wrong, "cases": len(cases), "seconds": seconds}


def measure(desktop: Any) -> dict[str, Any]:
    """Seconds for 10,000 cells: our function, nested IFs by hand, one array of 10,000."""
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    document.enableAutomaticCalculation(False)
    sheet, cells = document.Sheets[0], 10_000
    numbers = tuple((float(row % 150), 100.0) for row in range(cells))
    sheet.getCellRangeByPosition(0, 0, 1, cells - 1).setDataArray(numbers)
    by_hand = '=IF(OR(A{0}="";B{0}="");"";IF(A{0}>=B{0};"Green";IF(A{0}>=B{0}*0.9;"Amber";"Red")))'
    taken = {}
    for column, name, text in (
        (2, "single", f"={FULL}RAG(A{{0}};B{{0}})"),
        (3, "by_hand", by_hand),
    ):
        area = sheet.getCellRangeByPosition(column, 0, column, cells - 1)
        area.setFormulaArray(tuple((text.format(row + 1),) for row in range(cells)))
        taken[name] = _recalculated(document)
        assert sheet.getCellByPosition(column, 95).String == "Amber"
        area.clearContents(1023)
    sheet.getCellRangeByPosition(4, 0, 4, cells - 1).setArrayFormula(
        f"={FULL}RAG(A1:A{cells};B1:B{cells})"
    )
    taken["array"] = _recalculated(document)
    assert sheet.getCellByPosition(4, 95).String == "Amber"
    document.close(True)
    return taken


def _recalculated(document: Any) -> float:
    start = time.perf_counter()
    document.calculateAll()
    return time.perf_counter() - start


def function_names(context: Any) -> list[str]:
    """Every function that this Calc has, ours among them."""
    described = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.sheet.FunctionDescriptions", context
    )
    names = []
    for place in range(described.getCount()):
        names += [value.Value for value in described.getByIndex(place) if value.Name == "Name"]
    return names


def _typed(cell: Any) -> str:
    """A cell's content as it is typed in."""
    from xlscorecard.functions.cells import CellError

    errors = {
        CellError.DIV0: "=1/0", CellError.NA: "=NA()", CellError.VALUE: '="a"+1',
        CellError.REF: '=INDIRECT("#REF!")', CellError.NAME: "=NOSUCHNAME",
        CellError.NUM: "=10^1000", CellError.NULL: "=A1:A2!B1:B2",
    }  # fmt: skip
    if cell is None:
        return ""
    if cell == "":
        return '=""'
    if isinstance(cell, CellError):
        return errors[cell]
    if isinstance(cell, bool):
        return f"={str(cell).upper()}()"
    return f"'{cell}" if isinstance(cell, str) else repr(cell)


def _read(cell: Any, names: dict[int, Any]) -> Any:
    error = cell.getError()
    if error:
        return names.get(error, f"Err:{error}")
    return cell.String if cell.FormulaResultType2 == 2 else cell.Value


def round_trip(desktop: Any) -> dict[str, str]:
    """Full names saved to .xlsx and loaded again, and a file from Excel with =RAG()."""
    import uno

    def value(name: str, what: str) -> Any:
        property_ = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        property_.Name, property_.Value = name, what
        return property_

    folder = Path(tempfile.mkdtemp(prefix="calc-trip-"))
    folder.chmod(0o777)
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    document.Sheets[0]["A1"].Formula = f'={FULL}RAG("78%";"80%")'
    path = folder / "trip.xlsx"
    document.storeToURL(f"file://{path}", (value("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    import zipfile

    text = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    stored = text.partition("<f")[2].partition(">")[2].partition("</f>")[0]
    again = desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, ())
    again.calculateAll()
    shown = again.Sheets[0]["A1"].String
    again.close(True)
    shutil.rmtree(folder, ignore_errors=True)
    return {"stored": stored, "after": shown}


if __name__ == "__main__":
    main()
