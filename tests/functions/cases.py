"""Reads cases.txt: one table for every route."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xlscorecard.functions.cells import Cell, CellError, Given, Left, Table, error_of

_LINE = re.compile(r"(?P<name>[A-Z]+)\((?P<arguments>.*)\) => ?(?P<rest>.*)")
_MARK = re.compile(r"\s*\[(lambda \?|no calc)\]\s*$")
_TOKEN = re.compile(r'"[^"]*"|\{[^}]*\}|[^,]*')


@dataclass(frozen=True)
class Case:
    line: int
    name: str
    arguments: tuple[Given, ...]
    result: Cell | Table
    no_lambda: bool
    no_calc: bool
    text: str


@cache
def read_cases() -> tuple[Case, ...]:
    return tuple(_cases(Path(__file__).with_name("cases.txt")))


def _cases(path: Path) -> Iterator[Case]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        marks = set()
        text = line
        while found := _MARK.search(text):
            marks.add(found[1])
            text = text[: found.start()]
        parts = _LINE.fullmatch(text)
        assert parts, f"cases.txt line {number}: {line}"
        yield Case(
            number,
            parts["name"],
            tuple(_argument(part) for part in _split(parts["arguments"])),
            _result(parts["rest"]),
            "lambda ?" in marks,
            "no calc" in marks,
            line,
        )


def _split(text: str) -> list[str]:
    parts, depth, quoted, start = [], 0, False, 0
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif not quoted:
            depth += (letter == "{") - (letter == "}")
            if letter == "," and not depth:
                parts.append(text[start:place])
                start = place + 1
    return [*(part.strip() for part in parts), text[start:].strip()]


def _argument(text: str) -> Given:
    if text == "":
        return Left.OUT
    if text.startswith("{"):
        rows = _rows(text)
        return tuple(tuple(_cell(cell.strip()) for cell in row) for row in rows)
    return _cell(text)


def _rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[""]]
    quoted = False
    for letter in text[1:-1]:
        if letter == '"':
            quoted = not quoted
        if not quoted and letter == ";":
            rows.append([""])
        elif not quoted and letter == ",":
            rows[-1].append("")
        else:
            rows[-1][-1] += letter
    return rows


def _cell(text: str) -> Cell:
    if text == "BLANK":
        return None
    if text.startswith('"'):
        return text[1:-1]
    if text in {"TRUE", "FALSE"}:
        return text == "TRUE"
    return error_of(text) or float(text)


def _result(text: str) -> Cell | Table:
    if text.startswith("{"):
        return tuple(tuple(_answer(cell) for cell in row) for row in _rows(text))
    return _answer(text)


def _answer(text: str) -> Cell:
    if error_of(text):
        return error_of(text)
    try:
        return float(text)
    except ValueError:
        return text


def same(got: Cell | Table, wanted: Cell | Table) -> bool:
    """Numbers within 1e-12 of their size; all else exactly. A blank answer is a blank text."""
    if isinstance(wanted, tuple):
        return (
            isinstance(got, tuple)
            and [len(row) for row in got] == [len(row) for row in wanted]
            and all(
                same(a, b)
                for mine, theirs in zip(got, wanted, strict=True)
                for a, b in zip(mine, theirs, strict=True)
            )
        )
    if isinstance(got, tuple):
        return len(got) == 1 and len(got[0]) == 1 and same(got[0][0], wanted)
    if isinstance(wanted, float):
        number = isinstance(got, float | int) and not isinstance(got, bool)
        return number and abs(got - wanted) <= 1e-12 * max(1.0, abs(wanted))  # type: ignore[operator]
    return (got or "") == wanted and isinstance(got, CellError) == isinstance(wanted, CellError)
