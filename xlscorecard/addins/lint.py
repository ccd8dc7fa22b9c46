"""Finds calls of the functions that cannot be right, and repairs what can be repaired.

A function gets values, not formats: 0.62 in a percent cell against 95 typed as a number is a
hundredfold error that only the file shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from xlscorecard.functions.catalogue import BY_NAME
from xlscorecard.functions.judge import LARGEST_FRACTION
from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.book import read_book

# Functions whose first two arguments are figures of the same measure.
_PAIRED = {"RAG", "RAGWHY", "DOT", "DOTARROW", "ASSURANCE", "RAGBAND", "QUARTILEBAND"}
_WITH_UNIT = {"RAG", "RAGWHY", "RAGBAND", "DOT", "DOTARROW"}
# 'C:\Users\kim\x.xlam'!RAG( as typed, [1]!RAG( as Excel stores it, and other tools' prefixes.
_LINKED = re.compile(
    r"(?P<link>'[^'\[]*\.xla[m]?'!|\[\d+\]!|'[^']*\[[^\]]*\.xla[m]?\][^']*'!|"
    r"_xldudf_|_xll\.|ORG\.SCORECARD\.SCORECARD\.)(?P<name>[A-Z]+)(?=\()",
    re.IGNORECASE,
)
_MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing to look at. ``new`` is the formula as it should be, None where only a person
    can tell."""

    code: str
    sheet: str
    cell: str
    message: str
    formula: str
    new: str | None = None

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.cell}"


@cache
def excel_functions() -> frozenset[str]:
    """Every function that Excel has, by its English name."""
    text = files("xlscorecard.addins").joinpath("excel_functions.txt").read_text("utf-8")
    return frozenset(text.split())


def lint_workbook(path: Path) -> tuple[Lint, ...]:
    """What is wrong with the functions in a workbook, cell by cell; raises CannotRead."""
    book = read_book(path)  # refuses what is damaged, protected or no workbook
    try:
        formulas = load_workbook(path, keep_links=True)
        values = load_workbook(path, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError) as error:
        raise CannotRead(
            str(path),
            f"its cells cannot be read ({type(error).__name__})",
            advice="Open it in Excel and save it again as .xlsx.",
        ) from error
    names = {name.name.upper() for name in book.names}
    macros = book.package.has("xl/vbaProject.bin")
    found: list[Lint] = []
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                text = _formula(cell.value)
                if text is not None:
                    place = _Place(sheet.title, cell.coordinate, text, values, names, macros)
                    found += place.lints()
    return tuple(found)


def _formula(value: Any) -> str | None:
    text = getattr(value, "text", value)  # an array formula has its text inside
    return text if isinstance(text, str) and text.startswith("=") else None


@dataclass(frozen=True, slots=True)
class _Place:
    sheet: str
    cell: str
    formula: str
    values: Any
    names: set[str]
    macros: bool

    def lints(self) -> list[Lint]:
        found = [*self._links()]
        formula = _LINKED.sub(lambda m: m["name"] if m["name"].upper() in BY_NAME else m[0],
                              self.formula)  # fmt: skip
        try:
            calls = list(_calls(formula))
        except (ValueError, IndexError):
            return found
        found += self._unknown(calls)
        for call in calls:
            if call.name in _PAIRED and len(call.arguments) >= 2:
                found += self._pairs(call, formula)
                found += self._unit(call, formula)
        return found

    def _lint(self, code: str, message: str, new: str | None = None) -> Lint:
        return Lint(code, self.sheet, self.cell, message, self.formula, new)

    def _links(self) -> Iterator[Lint]:
        ours = [m for m in _LINKED.finditer(self.formula) if m["name"].upper() in BY_NAME]
        if ours:
            new = _LINKED.sub(
                lambda m: m["name"].upper() if m["name"].upper() in BY_NAME else m[0], self.formula
            )
            link = ours[0]["link"]
            message = f"{ours[0]['name']} is asked of {link.strip('!')}, which others do not have"
            yield self._lint("linked-function", message, new)

    def _unknown(self, calls: list[_Call]) -> Iterator[Lint]:
        for name in dict.fromkeys(call.name for call in calls):
            plain = re.sub(r"^(?:_XLFN\.)?(?:_XLWS\.)?", "", name)
            if plain.startswith("_XLPM.") or plain in excel_functions() or plain in self.names:
                continue
            if plain in BY_NAME:
                continue
            if "!" in plain or "." in plain or self.macros:
                message = f"{plain} is a function of another add-in or macro"
            else:
                close = [ours for ours in BY_NAME if sorted(ours) == sorted(plain)]
                hint = f"; is {close[0]} meant?" if close else ""
                message = f"{plain} is no function of Excel, nor one of ours{hint}"
            yield self._lint("unknown-function", message)

    def _pairs(self, call: _Call, formula: str) -> Iterator[Lint]:
        first, *others = call.arguments[: 3 if call.name == "RAGBAND" else 2]
        for other in others:
            for one, two in zip(self._cells(first), self._cells(other), strict=False):
                wrong = _hundredfold(one, two)
                if wrong is None:
                    continue
                where, large = wrong
                argument = (first, other)[where]
                new = None
                if _single(argument) and formula == self.formula:
                    new = _replace(
                        formula, call, argument, f"IF(ISNUMBER({argument}),{argument}%,{argument})"
                    )
                message = (
                    f"{large:g} is held against a percent cell: one of them is a hundred times "
                    "too large"
                )
                yield self._lint("hundredfold", message, new)
                break

    def _unit(self, call: _Call, formula: str) -> Iterator[Lint]:
        """Unit "percent" says that numbers are like 62; percent cells hold 0.62."""
        if call.name not in _WITH_UNIT or call.arguments[4:5] != ('"percent"',):
            return
        for seen in self._cells(call.arguments[0]):
            number = seen.number
            if seen.percent and number is not None and abs(number) <= LARGEST_FRACTION:
                new = None
                if formula == self.formula:
                    new = _replace(formula, call, '"percent"', '"fraction"')
                message = 'the unit is "percent", but the cell is a percent cell: use "fraction"'
                yield self._lint("percent-unit", message, new)
            return

    def _cells(self, argument: str) -> Iterator[_Seen]:
        """The cells behind an argument, or the number that it is."""
        number = re.fullmatch(r"-?\d+(?:\.\d+)?(%?)", argument)
        if number:
            value = float(argument.rstrip("%")) / (100 if number[1] else 1)
            for _ in range(_MOST_PAIRS):
                yield _Seen(value, percent=bool(number[1]))
            return
        sheet, _, area = argument.replace("$", "").rpartition("!")
        try:
            left, top, right, bottom = range_boundaries(area)
            source = self.values[sheet.strip("'").replace("''", "'") or self.sheet]
        except (ValueError, KeyError, TypeError):
            return
        if left is None or top is None or right is None or bottom is None:
            return
        single = (left, top) == (right, bottom)
        count = 0
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cell = source.cell(row, column)
                seen = _Seen(cell.value, percent="%" in str(cell.number_format))
                for _ in range(_MOST_PAIRS if single else 1):
                    yield seen
                count += 1
                if count > _MOST_PAIRS:
                    return


@dataclass(frozen=True, slots=True)
class _Seen:
    value: Any
    percent: bool

    @property
    def number(self) -> float | None:
        plain = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        return float(self.value) if plain else None


def _hundredfold(one: _Seen, two: _Seen) -> tuple[int, float] | None:
    """Which of two figures is too large (0 or 1) and its number, None where they fit."""
    if one.number is None or two.number is None or one.percent == two.percent:
        return None
    where, large, small = (1, two, one) if one.percent else (0, one, two)
    assert large.number is not None  # noqa: S101
    assert small.number is not None  # noqa: S101
    apart = abs(large.number) > LARGEST_FRACTION and abs(small.number) <= LARGEST_FRACTION * 2
    return (where, large.number) if apart else None


@dataclass(frozen=True, slots=True)
class _Call:
    name: str
    arguments: tuple[str, ...]
    start: int
    end: int


def _calls(formula: str) -> Iterator[_Call]:
    """The calls in a formula, inner ones too, with their arguments as they are written."""
    tokens = Tokenizer(formula).items
    place = 1
    open_calls: list[tuple[str, int, list[str], list[str]]] = []
    for token in tokens:
        text = str(token.value)
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            for _, _, _, piece in open_calls:
                piece.append(text)
            open_calls.append((text[:-1].upper(), place, [], []))
        elif token.type == Token.FUNC and token.subtype == Token.CLOSE:
            name, start, arguments, piece = open_calls.pop()
            arguments.append("".join(piece).strip())
            yield _Call(name, tuple(arguments), start, place + len(text))
            for _, _, _, outer in open_calls:
                outer.append(text)
        elif token.type == Token.SEP and text == "," and open_calls:
            _, _, arguments, piece = open_calls[-1]
            arguments.append("".join(piece).strip())
            piece.clear()
            for _, _, _, outer in open_calls[:-1]:
                outer.append(text)
        else:
            for _, _, _, piece in open_calls:
                piece.append(text)
        place += len(text)


def _single(argument: str) -> bool:
    return re.fullmatch(r"(?:'[^']+'!|[\w.]+!)?\$?[A-Z]{1,3}\$?\d+", argument) is not None


def _replace(formula: str, call: _Call, argument: str, new: str) -> str:
    inside = formula[call.start : call.end]
    pattern = re.compile(rf"(?<![\w$!']){re.escape(argument)}(?![\w$(!:])")
    return formula[: call.start] + pattern.sub(lambda _: new, inside, count=1) + formula[call.end :]
