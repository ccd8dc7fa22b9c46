"""Works out the short formulas that conditional formats are made of.

Only what such rules use: comparisons, arithmetic, joining, references, and a few dozen
functions. A formula with anything else raises UnknownFormula: an unknown rule is reported,
never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils.cell import column_index_from_string

from xlscorecard.sheets.functions import (
    COMPARISONS,
    FUNCTIONS,
    Area,
    CellError,
    Scalar,
    UnknownFormula,
    Value,
    apply_operator,
    calculate,
)
from xlscorecard.sheets.lookups import LOOKUPS

MOST_CELLS_IN_A_RANGE = 200_000
MOST_DEPTH = 60


# sheet name ("" for the formula's own), row, column -> value
Lookup = Callable[[str, int, int], Scalar]

_REFERENCE = re.compile(
    r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^'!]+))!)?"
    r"(?P<ac>\$?)(?P<col>[A-Z]{1,3})(?P<ar>\$?)(?P<row>\d{1,7})"
    r"(?::(?P<bc>\$?)(?P<col2>[A-Z]{1,3})(?P<br>\$?)(?P<row2>\d{1,7}))?",
    re.IGNORECASE,
)
_WEIGHT = {"^": 6, "*": 5, "/": 5, "+": 4, "-": 4, "&": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a formula stands: relative references move with it."""

    row: int
    col: int
    rows_moved: int = 0
    cols_moved: int = 0


class Formula:
    """One formula, read once and worked out at many places."""

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            tokens = Tokenizer("=" + text.removeprefix("=")).items
        except (TokenizerError, IndexError, ValueError) as error:
            raise UnknownFormula(text) from error
        self._tokens = [token for token in tokens if token.type != Token.WSPACE]

    def value(self, place: Place, lookup: Lookup) -> Value:
        """The formula's value at a place; UnknownFormula where it uses what we don't know."""
        reader = _Reader(self._tokens, place, lookup)
        found = reader.expression(0)
        if reader.rest():
            raise UnknownFormula(self.text)
        return found


class _Reader:
    def __init__(self, tokens: list[Token], place: Place, lookup: Lookup) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._place = place
        self._lookup = lookup

    def rest(self) -> bool:
        return self._at < len(self._tokens)

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self.rest() else None

    def expression(self, weight: int) -> Value:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise UnknownFormula("too deep")
        left = self._operand()
        while (token := self._next()) is not None:
            if token.type == Token.OP_POST and token.value == "%":
                self._at += 1
                left = calculate("/", left, 100.0)
                continue
            if token.type != Token.OP_IN:
                break
            own = 2 if token.value in COMPARISONS else _WEIGHT.get(token.value, 0)
            if not own:
                raise UnknownFormula(token.value)
            if own <= weight:
                break
            self._at += 1
            right = self.expression(own)
            left = apply_operator(token.value, left, right)
        self._depth -= 1
        return left

    def _operand(self) -> Value:
        token = self._next()
        if token is None:
            raise UnknownFormula("unfinished")
        self._at += 1
        if token.type == Token.OP_PRE:
            value = self.expression(6)  # a sign binds tighter than a power in Excel
            return calculate("-", 0.0, value) if token.value == "-" else value
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            value = self.expression(0)
            self._close(Token.PAREN)
            return value
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._function(token.value.rstrip("(").upper())
        if token.type == Token.OPERAND:
            return self._literal(token)
        raise UnknownFormula(token.value)

    def _close(self, kind: str) -> None:
        token = self._next()
        if token is None or token.type != kind or token.subtype != Token.CLOSE:
            raise UnknownFormula("brackets")
        self._at += 1

    def _literal(self, token: Token) -> Value:
        if token.subtype == Token.NUMBER:
            return float(token.value)
        if token.subtype == Token.TEXT:
            return str(token.value[1:-1].replace('""', '"'))
        if token.subtype == Token.LOGICAL:
            return bool(token.value.upper() == "TRUE")
        if token.subtype == Token.ERROR:
            return CellError(token.value)
        return self._reference(token.value)

    def _reference(self, text: str) -> Value:
        match = _REFERENCE.fullmatch(text)
        if match is None:
            raise UnknownFormula(text)  # a defined name, a whole column, another workbook
        sheet = (match["quoted"] or match["sheet"] or "").replace("''", "'")
        if "[" in sheet:
            raise UnknownFormula(text)
        first = self._moved(match["col"], match["ac"], match["row"], match["ar"])
        if match["col2"] is None:
            return self._lookup(sheet, *first)
        last = self._moved(match["col2"], match["bc"], match["row2"], match["br"])
        top, bottom = sorted((first[0], last[0]))
        left, right = sorted((first[1], last[1]))
        if (bottom - top + 1) * (right - left + 1) > MOST_CELLS_IN_A_RANGE:
            raise UnknownFormula(text)
        return Area(
            tuple(
                tuple(self._lookup(sheet, row, col) for col in range(left, right + 1))
                for row in range(top, bottom + 1)
            )
        )

    def _position(self, name: str) -> Value:
        """ROW() and COLUMN(): of the formula's own cell, or of the reference inside."""
        row, col = self._place.row, self._place.col
        token = self._next()
        if token is not None and token.type == Token.OPERAND:
            self._at += 1
            match = _REFERENCE.fullmatch(token.value)
            if match is None:
                raise UnknownFormula(token.value)
            row, col = self._moved(match["col"], match["ac"], match["row"], match["ar"])
        self._close(Token.FUNC)
        return float(row if name == "ROW" else col)

    def _moved(self, col: str, fixed_col: str, row: str, fixed_row: str) -> tuple[int, int]:
        return (
            int(row) + (0 if fixed_row else self._place.rows_moved),
            column_index_from_string(col.upper()) + (0 if fixed_col else self._place.cols_moved),
        )

    def _function(self, name: str) -> Value:
        if name in {"ROW", "COLUMN"}:
            return self._position(name)
        arguments: list[Value] = []
        token = self._next()
        if token is not None and token.type == Token.FUNC and token.subtype == Token.CLOSE:
            self._at += 1
        else:
            while True:
                token = self._next()
                if token is not None and token.type == Token.SEP:
                    arguments.append(None)  # an argument left out
                else:
                    arguments.append(self.expression(0))
                token = self._next()
                if token is not None and token.type == Token.SEP and token.subtype == Token.ARG:
                    self._at += 1
                    continue
                self._close(Token.FUNC)
                break
        known = name.removeprefix("_XLFN.")
        function = FUNCTIONS.get(known) or LOOKUPS.get(known)
        if function is None:
            raise UnknownFormula(name)
        try:
            return function(arguments)
        except (ArithmeticError, IndexError, ValueError) as error:
            raise UnknownFormula(name) from error
