"""Scorecards as JSON, and back: the contract's objects, what lies beyond them under "detail"."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TextIO

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.fields import BadField, Row, at_place
from xlscorecard.model.files import write_whole
from xlscorecard.model.from_rows import finding_of, join_records, key_entry_of, paper_of
from xlscorecard.model.rows import (
    finding_row,
    observation_detail,
    observation_row,
    paper_row,
    record_detail,
    record_row,
)
from xlscorecard.model.scorecard import Finding, KeyEntry, Scorecard

# Pieces of text written at once; a value is some fifty.
_PIECES = 10_000


def to_json(scorecard: Scorecard) -> Row:
    """One paper as an object of plain lists, dicts, texts and numbers."""
    records = scorecard.records
    return {
        "paper": paper_row(scorecard.paper),
        "records": [record_row(record) for record in records],
        "observations": [
            observation_row(record, value) for record in records for value in record.observations
        ],
        "findings": [finding_row(finding) for finding in scorecard.findings],
        "detail": {
            "records": [
                record_detail(record, place) for place, record in enumerate(records, start=1)
            ],
            "observations": [
                observation_detail(record, value, place)
                for place, record in enumerate(records, start=1)
                for value in record.observations
            ],
            "key": [asdict(entry) for entry in scorecard.key],
            "statements": list(scorecard.statements),
        },
    }


def from_json(data: Row) -> Scorecard:
    """One paper from such an object, its detail present or not; raises BadField."""
    detail = _mapping(data, "detail")
    records = _with_detail(_list(data, "records"), _list(detail, "records"))
    observations = _with_detail(_list(data, "observations"), _list(detail, "observations"))
    return Scorecard(
        paper=paper_of(_mapping(data, "paper")),
        records=join_records(records, observations),
        findings=tuple(_finding(place, row) for place, row in enumerate(_list(data, "findings"))),
        key=tuple(_key_entry(at, row) for at, row in enumerate(_list(detail, "key"))),
        statements=_texts(detail, "statements"),
    )


def write_json(scorecards: Iterable[Scorecard], path: Path) -> None:
    """One paper: an object; several, or none: a list. Raises CannotWrite."""
    rest = iter(scorecards)
    first = list(islice(rest, 2))

    def write(part: Path) -> None:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            if len(first) == 1:
                _dump(first[0], file)
            else:
                file.write("[")
                for count, scorecard in enumerate(_chain(first, rest)):
                    file.write(",\n" if count else "\n")
                    _dump(scorecard, file)
                file.write("\n]" if first else "]")
            file.write("\n")

    write_whole(path, write)


def read_json(path: Path) -> tuple[Scorecard, ...]:
    """The scorecards of such a file. Raises CannotRead with the place that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "cannot be opened") from error
    except (ValueError, RecursionError) as error:
        raise CannotRead(
            str(path), f"not JSON ({error})", advice="Give a file that convert has written."
        ) from error
    papers = data if isinstance(data, list) else [data]
    read = []
    for place, paper in enumerate(papers, start=1):
        where = f"paper {place}" if isinstance(data, list) else ""
        try:
            if not isinstance(paper, dict) or "records" not in paper:
                raise BadField("records", "there are none")
            read.append(from_json(paper))
        except BadField as error:
            raise CannotRead(
                str(path), str(error), place=where, advice="docs/model.md lists the fields."
            ) from error
    return tuple(read)


def _dump(scorecard: Scorecard, file: TextIO) -> None:
    """Write one paper's object, never all of its text in memory."""
    data = to_json(scorecard)
    start = file.tell()
    try:
        _write_pieces(data, file, ascii_only=False)
    except UnicodeEncodeError:  # half of a surrogate pair out of a broken font
        file.seek(start)
        file.truncate()
        _write_pieces(data, file, ascii_only=True)


def _write_pieces(data: Row, file: TextIO, *, ascii_only: bool) -> None:
    encoder = json.JSONEncoder(ensure_ascii=ascii_only, allow_nan=False, indent=1)
    pieces = encoder.iterencode(data)
    while some := "".join(islice(pieces, _PIECES)):
        file.write(some)


def _chain(first: list[Scorecard], rest: Iterator[Scorecard]) -> Iterator[Scorecard]:
    yield from first
    yield from rest


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not a number")


def _with_detail(rows: list[Row], details: list[Row]) -> list[Row]:
    """Rows with their detail beside them; somebody who added or took rows has broken the pairs."""
    if len(rows) != len(details):
        return rows
    return [row | detail for row, detail in zip(rows, details, strict=True)]


def _finding(place: int, row: Row) -> Finding:
    with at_place(f"findings[{place}]"):
        return finding_of(row)


def _key_entry(place: int, row: Row) -> KeyEntry:
    with at_place(f"detail.key[{place}]"):
        return key_entry_of(row)


def _mapping(data: Row, field: str) -> Row:
    value = data.get(field)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadField(field, f"{value!r} is not an object")
    return value


def _list(data: Row, field: str) -> list[Row]:
    value = data.get(field)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise BadField(field, "is not a list of objects")
    return value


def _texts(data: Row, field: str) -> tuple[str, ...]:
    value = data.get(field)
    return tuple(str(text) for text in value) if isinstance(value, list) else ()
