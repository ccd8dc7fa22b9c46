"""xlwings' own Windows code on any system: pywin32 and Excel are stood in, all else is real.

Run as a program: takes the case table through xlwings' decorators and ``call_udf`` as Excel
would call them, and prints the disagreements as JSON. A process of its own, because the
stand-ins must be there before xlwings is first imported.
"""

from __future__ import annotations

import asyncio  # noqa: F401 - before the platform is renamed
import atexit
import ctypes
import importlib
import json
import logging.handlers  # noqa: F401
import multiprocessing  # noqa: F401
import subprocess
import sys
import tempfile  # noqa: F401
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pandas  # noqa: F401 - and what it imports, before the platform is renamed
from PIL import ImageGrab  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
RANGE = "{00020846-0000-0000-C000-000000000046}"
MISSING = -2147352572  # what an argument that was left out is over COM
ERROR_BASE = -2146828288


_MODULES = """pywintypes pythoncom win32api win32con win32gui win32process win32timezone
win32event win32com win32com.client win32com.client.dynamic win32com.server
win32com.server.util win32com.server.policy win32com.server.dispatcher
win32com.client.gencache winerror win32clipboard"""


class ComError(Exception):
    hresult = 0


class _Stub(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = type(name, (), {}) if name[0].isupper() else MagicMock(name=name)
        setattr(self, name, value)
        return value


def stand_in() -> Any:
    """Puts the stand-ins in place and imports xlwings as on Windows."""
    names = _MODULES.split()
    for name in names:
        sys.modules[name] = _Stub(name)
    for name in names:
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, sys.modules[name])
    sys.modules["pywintypes"].IID = str  # type: ignore[attr-defined]
    sys.modules["pywintypes"].com_error = ComError  # type: ignore[attr-defined]
    sys.modules["win32process"].GetWindowThreadProcessId = lambda _w: (0, 1)  # type: ignore[attr-defined]
    sys.modules["pythoncom"].__file__ = "pythoncom"
    sys.modules["pythoncom"].TypeIIDs = MagicMock()  # type: ignore[attr-defined]
    ctypes.PyDLL = MagicMock()  # type: ignore[misc]
    ctypes.windll = MagicMock()  # type: ignore[attr-defined]
    ctypes.oledll = MagicMock()  # type: ignore[attr-defined]
    subprocess.CREATE_NO_WINDOW = 0  # type: ignore[attr-defined]
    real, sys.platform = sys.platform, "win32"
    try:
        import xlwings
    finally:
        sys.platform = real
    # At its end xlwings looks for left-over Excel processes with Windows' own tools.
    atexit.unregister(sys.modules["xlwings._xlwindows"].cleanup)
    return xlwings


_TYPE = SimpleNamespace(GetTypeAttr=lambda: SimpleNamespace(iid=RANGE))
_OLE = SimpleNamespace(GetTypeInfo=lambda: _TYPE)
_EXCEL = SimpleNamespace(Hwnd=1)
_BOOK = SimpleNamespace(Application=_EXCEL)
_SHEET = SimpleNamespace(Parent=_BOOK, Application=_EXCEL)


class ExcelRange:
    """A range as COM shows it: Value is a cell, or a tuple of rows."""

    _oleobj_ = _OLE
    Worksheet = _SHEET
    Row = Column = 1

    def __init__(self, rows: tuple[tuple[object, ...], ...]) -> None:
        single = len(rows) == 1 and len(rows[0]) == 1
        self.Value = rows[0][0] if single else rows
        self.Rows = SimpleNamespace(Count=len(rows))
        self.Columns = SimpleNamespace(Count=len(rows[0]))


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "addin" / "xlwings")]
    stand_in()
    from tests.functions.cases import read_cases, same
    from xlscorecard.addins.excel import ERROR_NUMBERS
    from xlscorecard.functions.cells import CellError, Left, error_of

    numbers = {error: number for number, error in ERROR_NUMBERS.items()}
    call_udf: Any = importlib.import_module("xlwings.udfs").call_udf
    caller = ExcelRange(((None,),))

    def com(cell: object) -> object:
        return ERROR_BASE + numbers[cell] if isinstance(cell, CellError) else cell

    def sent(given: object, *, literal: bool) -> object:
        if given is Left.OUT:
            return MISSING
        rows = given if isinstance(given, tuple) else ((given,),)
        values = tuple(tuple(com(cell) for cell in row) for row in rows)
        if not literal:
            return ExcelRange(values)
        return values if isinstance(given, tuple) else values[0][0]

    def received(value: object) -> object:
        if isinstance(value, list | tuple):
            return tuple(tuple(received(cell) for cell in row) for row in value)
        if isinstance(value, str):
            return error_of(value) or value
        return value

    wrong, calls = [], 0
    for case in read_cases():
        for literal in (False, True):
            arguments = tuple(sent(given, literal=literal) for given in case.arguments)
            left = (MISSING,) * (_places(case.name) - len(arguments))
            got = call_udf("xlscorecard_udfs", case.name, arguments + left, None, caller)
            calls += 1
            answer: Any = received(got)
            if not same(answer, case.result):
                wrong.append(f"line {case.line}: {case.text}  got {answer!r} (literal: {literal})")
    found = {"wrong": wrong, "calls": calls, "help": _help(), "speed": _speed(call_udf, caller)}
    print(json.dumps(found))


def _help() -> dict[str, list[str]]:
    """What xlwings knows of each function: its help, then that of its arguments."""
    module = importlib.import_module("xlscorecard_udfs")
    known = {n: f.__xlfunc__ for n, f in vars(module).items() if hasattr(f, "__xlfunc__")}
    return {n: [k["ret"]["doc"], *(a["doc"] for a in k["args"])] for n, k in known.items()}


def _places(name: str) -> int:
    module = importlib.import_module("xlscorecard_udfs")
    return len(getattr(module, name).__xlfunc__["args"])


def _speed(call_udf: Any, caller: Any) -> dict[str, float]:
    """Microseconds a cell of 2,000 single calls, and of one array of 10,000."""
    singles = [(ExcelRange(((float(i % 150),),)), ExcelRange(((100.0,),))) for i in range(2000)]
    start = time.perf_counter()
    for value, target in singles:
        call_udf("xlscorecard_udfs", "RAG", (value, target, *[MISSING] * 3), None, caller)
    single = time.perf_counter() - start
    column = ExcelRange(tuple((float(i % 150),) for i in range(10000)))
    goals = ExcelRange(tuple((100.0,) for _ in range(10000)))
    start = time.perf_counter()
    call_udf("xlscorecard_udfs", "RAG", (column, goals, *[MISSING] * 3), None, caller)
    array = time.perf_counter() - start
    return {"single": single / 2000 * 1e6, "array": array / 10000 * 1e6}


if __name__ == "__main__":
    main()
