"""Scorecards as CSV, and back: UTF-8, comma, CRLF (RFC 4180), findings in a file beside it.

A text cell that a spreadsheet would take for a formula gets an apostrophe before it, which
reading takes away again; numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.fields import Row
from xlscorecard.model.files import write_whole
from xlscorecard.model.flat import (
    FLAT_FIELDS,
    FLAT_FINDING_FIELDS,
    flat_findings,
    flat_rows,
    scorecards_of,
)
from xlscorecard.model.scorecard import Scorecard

# Excel and LibreOffice look past spaces and the byte order mark, and fold full-width forms.
_FORMULA = re.compile(r"'*[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?\Z", re.ASCII)
_ENCODINGS = ("utf-8-sig", "cp1252")  # ours and most programs'; Excel's "CSV" in Britain
_DELIMITERS = ",;\t|"
csv.field_size_limit(2**24)  # a page of commentary may be longer than the module's 128 KiB


def findings_path(path: Path) -> Path:
    """``OUT.findings.csv`` beside ``OUT.csv``."""
    return path.with_name(f"{path.stem}.findings{path.suffix}")


def write_csv(scorecards: Iterable[Scorecard], path: Path) -> None:
    """One row per value with its record's fields beside it; a record without values has one.

    Findings go to :func:`findings_path`. Raises CannotWrite.
    """
    findings: list[Row] = []

    def rows() -> Iterable[Row]:
        for scorecard in scorecards:
            findings.extend(flat_findings(scorecard))
            yield from flat_rows(scorecard)

    def write(part: Path) -> None:
        _write(part, FLAT_FIELDS, rows())
        # Before its rows are put in their place: a full disk leaves both files as they were.
        write_whole(findings_path(path), lambda part: _write(part, FLAT_FINDING_FIELDS, findings))

    write_whole(path, write)


def read_csv(path: Path) -> tuple[Scorecard, ...]:
    """The scorecards of such a file, or of anybody's with some of its columns.

    Semicolons and tabs will do as well, and the Windows encoding. Raises CannotRead with the
    line that is wrong.
    """
    rows = _read(path)
    beside = findings_path(path)
    findings = _read(beside) if beside.is_file() else []
    return scorecards_of(rows, findings, file=str(path))


def guard(text: str) -> str:
    """A text that no spreadsheet takes for a formula; :func:`unguard` gives it back."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def unguard(text: str) -> str:
    """What :func:`guard` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _write(part: Path, fields: tuple[str, ...], rows: Iterable[Row]) -> None:
    # Half of a surrogate pair, out of a broken font, is no text: a question mark stands for it.
    with part.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        for row in rows:
            writer.writerow([_cell(row.get(field)) for field in fields])


def _cell(value: object) -> object:
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def _read(path: Path) -> list[tuple[str, Row]]:
    """Each row with the line where it ends ("line 7")."""
    text = _text(path)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    try:
        header = [_field(name) for name in next(reader, [])]
        twice = {name for name in header if name and header.count(name) > 1}
        if twice:
            raise CannotRead(str(path), f"two columns are called {min(twice)}", place="line 1")
        rows: list[tuple[str, Row]] = []
        for cells in reader:
            place = f"line {reader.line_num}"
            if len(cells) > len(header) and any(cells[len(header) :]):
                raise CannotRead(
                    str(path),
                    f"{len(cells)} cells, but {len(header)} headings",
                    place=place,
                    advice="A comma inside a text needs quotes around it.",
                )
            if any(cells):
                named = zip(header, cells, strict=False)
                rows.append((place, {name: unguard(cell) for name, cell in named if name}))
    except csv.Error as error:
        raise CannotRead(
            str(path), f"not CSV ({error})", place=f"line {reader.line_num}"
        ) from error
    return rows


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "cannot be opened") from error
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead(
        str(path), "its letters are neither UTF-8 nor Windows", advice="Save it as CSV UTF-8."
    )


def _delimiter(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=heading.count) if heading else ","


def _field(heading: str) -> str:
    """The contract's name of a column: "Rag computed" is rag_computed."""
    return "_".join(heading.strip().casefold().replace("-", " ").replace("_", " ").split())
