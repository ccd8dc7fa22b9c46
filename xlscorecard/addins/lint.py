"""Finds calls of the functions that cannot be right, and says what they should be.

A function gets values, not formats: 0.62 in a percent cell against 95 typed as a number is a
hundredfold error that only the file shows.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from openpyxl import load_workbook

from xlscorecard.addins.calls import Call, Written, find_calls, rewrite, without_links
from xlscorecard.addins.figures import Seen, Values, figures_of, pairs_of
from xlscorecard.addins.formulas import Formula, Home, all_formulas
from xlscorecard.addins.macros import macro_functions
from xlscorecard.engine.rating import Measured, RuleError, parse_unit
from xlscorecard.functions.catalogue import BY_NAME
from xlscorecard.functions.judge import LARGEST_FRACTION
from xlscorecard.model.archive import UNREADABLE
from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.parts.book import Book, read_book
from xlscorecard.refresh.rows.addresses import parse_address
from xlscorecard.sheets.scan import scan_workbook

# How many of a function's first arguments are figures of the same measure.
_FIGURES = {
    "RAG": 2, "RAGWHY": 2, "RAGBAND": 3, "DOT": 2, "DOTARROW": 2, "ASSURANCE": 2,
    "QUARTILEBAND": 2,
}  # fmt: skip
_ONE_CELL = re.compile(
    r"(?:'(?:[^']|'')+'!|[\w.]+!)?\$?[A-Z]{1,3}\$?\d+|\w+\[(?:@|\[#This Row\],).+\]", re.IGNORECASE
)
_LITERAL = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing to look at. ``new`` is the formula as it should be once all that is wrong
    with it is mended, None where only a person can tell."""

    code: str
    at: Formula
    message: str
    new: str | None = None

    @property
    def formula(self) -> str:
        return self.at.text

    @property
    def place(self) -> str:
        """Q2!D2, or what else holds the formula."""
        if self.at.home is Home.CELL:
            return f"{self.at.sheet}!{self.at.place}"
        return f"{self.at.sheet}: {self.at.place}" if self.at.sheet else self.at.place


@cache
def excel_functions() -> frozenset[str]:
    """Every function that Excel has, by its English name."""
    text = files("xlscorecard.addins").joinpath("excel_functions.txt").read_text("utf-8")
    return frozenset(text.split())


def lint_workbook(path: Path) -> tuple[Lint, ...]:
    """What is wrong with the functions in a workbook, formula by formula; raises CannotRead.

    Cells, names, conditional formats, validations and tables' columns are read; macros are not
    looked into, but functions that they define are known.
    """
    book = read_book(path)  # refuses what is damaged, protected or no workbook
    formulas = tuple(all_formulas(book))  # refuses what would fill the memory
    values = _read_values(path)
    names = frozenset(name.name.upper() for name in book.names)
    reader = _Reader(book, values, names, macro_functions(path))
    return tuple(lint for formula in formulas for lint in reader.lints(formula))


def _read_values(path: Path) -> Values:
    """The workbook's numbers and their formats, by openpyxl; raises CannotRead."""
    scan_workbook(path, str(path))  # openpyxl takes hours for a million merged cells
    try:
        with warnings.catch_warnings():
            # It warns of what it would lose in saving; nothing is saved from it.
            warnings.simplefilter("ignore")
            with path.open("rb") as file:  # by a path, openpyxl looks at the name's ending
                return Values(load_workbook(file, data_only=True, keep_links=False))
    except UNREADABLE as e:
        raise CannotRead(
            str(path),
            f"its cells cannot be read ({type(e).__name__})",
            advice="Open it in Excel and save it again as .xlsx.",
        ) from e


_Change = tuple[Written, str]


@dataclass(frozen=True, slots=True)
class _Reader:
    book: Book
    values: Values
    names: frozenset[str]
    macros: frozenset[str] | None

    def lints(self, formula: Formula) -> list[Lint]:
        text, link = without_links(formula.text)
        found: list[Lint] = []
        if link:
            message = f"a function is asked of {link.strip('!')}, which others do not have"
            found.append(Lint("linked-function", formula, message, text))
        changes: list[_Change] = []
        try:
            calls = list(find_calls(text))
        except ValueError:
            message = "the formula cannot be taken apart: nothing in it was looked at"
            return [*found, Lint("formula-not-read", formula, message)]
        found += self._unknown(formula, calls)
        for call in calls:
            if len(call.arguments) >= 2 and call.name in _FIGURES:
                found += self._compared(formula, call, changes)
        new = rewrite(text, changes)
        return [replace(lint, new=new if lint.new is not None else None) for lint in found]

    def _unknown(self, formula: Formula, calls: list[Call]) -> Iterator[Lint]:
        for name in dict.fromkeys(call.name for call in calls):
            plain = re.sub(r"^@?(?:_XLFN\.)?(?:_XLWS\.)?", "", name)
            if plain.startswith("_XLPM.") or plain in BY_NAME or plain in excel_functions():
                continue
            if plain in self.names or plain in (self.macros or ()):
                continue
            if "!" in plain or "." in plain:
                message = f"{plain} is a function of another add-in or workbook"
            else:
                close = [ours for ours in BY_NAME if sorted(ours) == sorted(plain)]
                hint = f"; is {close[0]} meant?" if close else ""
                macro = "" if self.macros is not None else "; it may be a macro of this workbook"
                message = f"{plain} is no function of Excel, nor one of ours{hint}{macro}"
            yield Lint("unknown-function", formula, message)

    def _compared(self, formula: Formula, call: Call, changes: list[_Change]) -> list[Lint]:
        """What is wrong with the figures of a call; the repairs come into ``changes``.

        A repair of one of the two, unit and size, without the other would be wrong: they are
        made together or not at all.
        """
        figures = call.arguments[: _FIGURES[call.name]]
        seen = [self._seen(formula, figure) for figure in figures]
        wrong, wanted = [], []
        unit = _unit_of(call)
        kind = _kind_of(unit)
        percent_cells = any(
            s.percent and not s.text and s.number is not None and abs(s.number) <= LARGEST_FRACTION
            for s in seen[0]
        )
        if unit is not None and kind is Measured.PERCENT and percent_cells:
            message = 'the unit is "percent", but the cell is a percent cell: use "fraction"'
            wrong.append(Lint("percent-unit", formula, message, ""))
            wanted.append((unit, '"fraction"') if _uniform(seen[0]) else None)
        for place, other in enumerate(seen[1:], 1):
            pairs = [pair for pair in pairs_of(seen[0], other) if _both(*pair)]
            sides = [_hundredfold(*pair) for pair in pairs]
            side = next((side for side in sides if side is not None), None)
            if side is None:
                continue
            large = pairs[sides.index(side)][side]
            message = (
                f"{large.number:g} is held against a percent cell: one of them is a hundred "
                "times too large"
            )
            wrong.append(Lint("hundredfold", formula, message, ""))
            piece = figures[place if side else 0]
            new = _divided(piece.text)
            # What holds for one of several rows only is for a person to mend.
            alike = set(sides) == {side} and not large.text and formula.home is not Home.RULE
            wanted.append((piece, new) if new and alike and kind is not None else None)
        made = [change for change in wanted if change is not None]
        if len(made) < len(wanted):
            return [replace(lint, new=None) for lint in wrong]
        changes += made
        return wrong

    def _seen(self, formula: Formula, figure: Written) -> list[Seen]:
        row = parse_address(formula.place)[0] if formula.home is Home.CELL else None
        return figures_of(figure.text, formula.sheet, row, self.book, self.values)


def _unit_of(call: Call) -> Written | None:
    """The argument that names the unit, where there is one."""
    names = [argument.name for argument in BY_NAME[call.name].arguments]
    if "unit" not in names or len(call.arguments) <= names.index("unit"):
        return None
    unit = call.arguments[names.index("unit")]
    return unit if unit.text else None


def _kind_of(unit: Written | None) -> Measured | None:
    """What a unit means; None where the formula alone does not tell."""
    if unit is None:
        return Measured.OTHER
    if not re.fullmatch(r'"[^"]*"', unit.text):
        return None
    try:
        return parse_unit(unit.text.strip('"'))
    except RuleError:
        return None


def _uniform(seen: list[Seen]) -> bool:
    """Whether all figures are of percent cells, so that one unit holds for all."""
    return all(figure.percent for figure in seen if figure.number is not None and not figure.text)


def _both(one: Seen, two: Seen) -> bool:
    return one.number is not None and two.number is not None


def _hundredfold(one: Seen, two: Seen) -> int | None:
    """Which of two figures is too large (0 or 1), None where they fit."""
    if one.number is None or two.number is None or one.percent == two.percent:
        return None
    where, large, small = (
        (1, two.number, one.number) if one.percent else (0, one.number, two.number)
    )
    apart = abs(large) > LARGEST_FRACTION and abs(small) <= LARGEST_FRACTION * 2
    return where if apart else None


def _divided(argument: str) -> str | None:
    """An argument's hundredth; None where it is more than one cell."""
    if _LITERAL.fullmatch(argument):
        return f"{argument}%"
    if _ONE_CELL.fullmatch(argument):
        return f"IF(ISNUMBER({argument}),{argument}%,{argument})"
    return None
