"""Formulas of rules with their defined names and whole columns written out as references."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.worksheet.worksheet import Worksheet

_MOST_NESTING = 5
_MOST_LENGTH = 8_192  # Excel's own limit for a formula
_NAME = re.compile(r"[^\W\d][\w.\\]*")
# A name that stands for other cells at each place cannot be written out once for all.
_FIXED = re.compile(
    r"(?:'[^']+'|[^'!\[\]:,()]+)!\$[A-Z]{1,3}\$\d+(?::\$[A-Z]{1,3}\$\d+)?|-?\d+(?:\.\d+)?%?|\"[^\"]*\""
)
_COLUMNS = re.compile(
    r"(?P<sheet>(?:'[^']+'|[^'!]+)!)?(?P<first>\$?[A-Z]{1,3}):(?P<last>\$?[A-Z]{1,3})"
)


class Definitions:
    """What a sheet's formulas may name: the workbook's names, and those of the sheet itself."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        workbook = sheet.parent
        self._names: dict[str, str] = {}
        for scope in (workbook.defined_names if workbook is not None else {}, sheet.defined_names):
            self._names |= _texts(scope)

    def written_out(self, formula: str) -> str:
        """The formula without names and whole columns; unknown ones stay, and so does a formula
        that cannot be read."""
        for _ in range(_MOST_NESTING):
            found = self._once(formula)
            if found == formula or len(found) > _MOST_LENGTH:
                break
            formula = found
        return formula

    def _once(self, formula: str) -> str:
        try:
            tokens = Tokenizer("=" + formula.removeprefix("=")).items
        except (TokenizerError, IndexError, ValueError):
            return formula
        return "".join(self._token(token) for token in tokens)

    def _token(self, token: Token) -> str:
        text = str(token.value)
        if token.type != Token.OPERAND or token.subtype != Token.RANGE:
            return text
        columns = _COLUMNS.fullmatch(text)
        if columns:
            last = self._last_row((columns["sheet"] or "").rstrip("!").strip("'"))
            return f"{columns['sheet'] or ''}{columns['first']}$1:{columns['last']}${last}"
        stated = self._names.get(text.casefold()) if _NAME.fullmatch(text) else None
        return text if stated is None or not _FIXED.fullmatch(stated) else stated

    def _last_row(self, name: str) -> int:
        workbook = self._sheet.parent
        sheet = self._sheet
        if name and workbook is not None and name in workbook.sheetnames:
            sheet = workbook[name]
        return max(sheet.max_row, 1)


def _texts(names: Mapping[str, object]) -> dict[str, str]:
    return {
        name.casefold(): str(getattr(stated, "attr_text", "") or "").removeprefix("=")
        for name, stated in names.items()
    }
