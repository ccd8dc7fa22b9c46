"""The worksheet functions in LibreOffice Calc: a UNO add-in over the same catalogue.

Calc hands a blank cell to an argument of type "any" as 0.0, so required arguments are
declared as text tables: there a blank is an empty text and a number its digits. Optional
ones must be "any" (nothing else may be left out); what a 0.0 means there is decided below.
"""

# mypy: disable-error-code="misc"
from __future__ import annotations

import re
import struct
import sys
from collections.abc import Callable
from typing import Any

import unohelper

if sys.version_info < (3, 11):  # noqa: UP036 - LibreOffice brings a Python of its own
    raise RuntimeError(
        "The scorecard functions want a LibreOffice with Python 3.11 or newer; this one has "
        + sys.version.split()[0]
    )

from com.sun.star.lang import Locale, XServiceInfo, XServiceName
from com.sun.star.sheet import LocalizedName, XAddIn, XCompatibilityNames
from org.scorecard import XScorecard

from xlscorecard.functions.call import call
from xlscorecard.functions.catalogue import BY_NAME, FUNCTIONS, Argument, Function
from xlscorecard.functions.cells import Cell, CellError, Given, Left

SERVICE = "org.scorecard.Scorecard"
# LibreOffice's error numbers (formula/errorcodes.hxx), which travel inside a NaN.
ERRORS = {
    CellError.NULL: 521,
    CellError.DIV0: 532,
    CellError.VALUE: 519,
    CellError.REF: 524,
    CellError.NAME: 525,
    CellError.NUM: 503,
    CellError.NA: 32767,
}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:E[-+]?\d+)?")
_TOLERANCES = {"tolerance", "dead_band"}
_FIGURES = {"last_to_date", "last_whole"}
_UNDECIDED = "\0blank or 0"
_WHY = (
    "No rating: Calc does not tell a blank cell from 0 here; write none for no tolerance, or "
    "leave it out"
)


def _cell_of_text(text: str) -> Cell:
    """A number where Calc wrote one out, else the text; an empty one is a blank."""
    if text == "":
        return None
    return float(text) if _NUMBER.fullmatch(text) else text


def _optional(name: str, value: Any) -> Given:
    """An optional argument: left out is None; a blank cell and 0 both come as 0.0."""
    if value is None:
        return Left.OUT
    if isinstance(value, tuple):
        return tuple(tuple(None if cell == "" else cell for cell in row) for row in value)
    if value == "":
        return None
    if isinstance(value, int | float) and value == 0:
        if name in _TOLERANCES or name in _FIGURES:
            return _UNDECIDED
        return None
    return float(value) if isinstance(value, int | float) else value


def _given(function: Function, values: tuple[Any, ...]) -> list[Given]:
    given: list[Given] = []
    for argument, value in zip(function.arguments, values, strict=True):
        if argument.optional:
            given.append(_optional(argument.name, value))
        else:
            given.append(tuple(tuple(_cell_of_text(text) for text in row) for row in value))
    return given


def _sent(cell: Cell) -> Any:
    if isinstance(cell, CellError):
        number = ERRORS.get(cell, ERRORS[CellError.VALUE])
        return struct.unpack("<d", struct.pack("<Q", 0x7FF8 << 48 | number))[0]
    return "" if cell is None else cell


def _answer(name: str, values: tuple[Any, ...]) -> tuple[tuple[Any, ...], ...]:
    function = BY_NAME[name]
    given = _given(function, values)
    undecided = [argument == _UNDECIDED for argument in given]
    if any(undecided):
        figures = [a.name in _FIGURES for a in function.arguments]
        if all(u for u, f in zip(undecided, figures, strict=True) if f) and any(figures):
            given = [Left.OUT if u else g for g, u in zip(given, undecided, strict=True)]
        elif name == "RAGWHY":
            return ((_WHY,),)
        else:
            return (("?",),)
    answer = call(name, *given)
    if isinstance(answer, tuple):
        return tuple(tuple(_sent(cell) for cell in row) for row in answer)
    return ((_sent(answer),),)


class Scorecard(
    unohelper.Base, XScorecard, XAddIn, XCompatibilityNames, XServiceInfo, XServiceName
):
    """The add-in; its functions are added below, one for each entry of the catalogue."""

    def __init__(self, _context: object) -> None:
        self.locale = Locale("en", "GB", "")

    def getServiceName(self) -> str:  # noqa: N802 - UNO's names, here and below
        return SERVICE

    def getImplementationName(self) -> str:  # noqa: N802
        return SERVICE

    def supportsService(self, name: str) -> bool:  # noqa: N802
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802
        return (SERVICE, "com.sun.star.sheet.AddIn")

    def setLocale(self, locale: Any) -> None:  # noqa: N802
        self.locale = locale

    def getLocale(self) -> Any:  # noqa: N802
        return self.locale

    def getProgrammaticFuntionName(self, display: str) -> str:  # noqa: N802 - UNO's own spelling
        return display.lower()

    def getDisplayFunctionName(self, name: str) -> str:  # noqa: N802
        return name.upper()

    def getFunctionDescription(self, name: str) -> str:  # noqa: N802
        function = BY_NAME.get(name.upper())
        return function.summary if function else ""

    def getDisplayArgumentName(self, name: str, number: int) -> str:  # noqa: N802
        argument = _argument(name, number)
        return argument.name if argument else ""

    def getArgumentDescription(self, name: str, number: int) -> str:  # noqa: N802
        argument = _argument(name, number)
        return argument.help if argument else ""

    def getProgrammaticCategoryName(self, _name: str) -> str:  # noqa: N802
        return "Add-In"

    def getDisplayCategoryName(self, _name: str) -> str:  # noqa: N802
        return "Scorecard"

    def getCompatibilityNames(self, name: str) -> tuple[Any, ...]:  # noqa: N802
        return (LocalizedName(Locale("en", "", ""), name.upper()),)


def _argument(name: str, number: int) -> Argument | None:
    function = BY_NAME.get(name.upper())
    if function is None or number >= len(function.arguments):
        return None
    return function.arguments[number]


def _method(name: str) -> Callable[..., Any]:
    def method(_self: object, *values: Any) -> Any:
        return _answer(name, values)

    return method


for _function in FUNCTIONS:
    setattr(Scorecard, _function.name.lower(), _method(_function.name))

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the loader asks for it
g_ImplementationHelper.addImplementation(Scorecard, SERVICE, (SERVICE, "com.sun.star.sheet.AddIn"))
