"""Writes the formulas that ``lint`` would have, and leaves all else in the workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from xlscorecard.addins.formulas import Formula, Home
from xlscorecard.addins.lint import Lint
from xlscorecard.refresh.opc.markup import (
    ATTRIBUTES,
    Buffer,
    children,
    escape,
    parse_attributes,
    serialise_xml,
    unescape,
)
from xlscorecard.refresh.parts.book import Book, read_book
from xlscorecard.refresh.parts.calculation import calculate_on_load
from xlscorecard.refresh.parts.references import shift_areas
from xlscorecard.refresh.rows.addresses import parse_address
from xlscorecard.refresh.rows.sheet import SheetMarkup, iter_cells, iter_rows
from xlscorecard.refresh.rows.splicing import without_result
from xlscorecard.refresh.write import PackageWriter

_Texts = Mapping[str, str]


def repair_workbook(
    workbook: Path,
    target: Path,
    lints: Sequence[Lint],
    *,
    before: Callable[[], None] | None = None,
) -> tuple[Lint, ...]:
    """Write ``workbook`` to ``target`` with the repairs that can be made; gives those made.
    ``before`` is called when there are any, just before the workbook changes.

    A formula that cells share in the file is written out at each of them, for only some may
    change. Raises CannotRead, CannotWrite.
    """
    book = read_book(workbook)
    writer = PackageWriter(book)
    wanted = [lint for lint in lints if lint.new]
    for sheet in book.worksheets():
        cells = _news(wanted, Home.CELL, sheet.part)
        rules = _texts(wanted, Home.RULE, sheet.part)
        if cells or rules:
            markup = book.markup(sheet)
            places = {parse_address(at.place): new for at, new in cells.items()}
            inside = b"".join(_cells(markup, places))
            head, tail = markup.data[: markup.start], markup.data[markup.end :]
            pieces = (_replaced(head, Home.RULE, rules), inside, _replaced(tail, Home.RULE, rules))
            writer.parts[sheet.part] = [b"".join(pieces)]
    for part in {lint.at.part for lint in wanted if lint.at.home is Home.COLUMN}:
        texts = _texts(wanted, Home.COLUMN, part)
        writer.parts[part] = [_replaced(book.package.read(part), Home.COLUMN, texts)]
    _set_names(book, writer, _texts(wanted, Home.NAME, book.part))
    if wanted:
        calculate_on_load(book, writer.parts)
        if before is not None:
            before()
    writer.save(target)
    return tuple(wanted)


def _news(lints: Sequence[Lint], home: Home, part: str) -> dict[Formula, str]:
    return {x.at: x.new for x in lints if x.new and x.at.home is home and x.at.part == part}


def _texts(lints: Sequence[Lint], home: Home, part: str) -> dict[str, str]:
    """Old and new texts without their "=", as the file has them."""
    return {at.text[1:]: new[1:] for at, new in _news(lints, home, part).items()}


def _set_names(book: Book, writer: PackageWriter, texts: _Texts) -> None:
    for group in children(book.root, "definedNames") if texts else ():
        for element in children(group, "definedName"):
            element.text = texts.get(element.text or "", element.text or "")
        writer.parts[book.part] = [serialise_xml(book.root)]


def _replaced(data: Buffer, home: Home, texts: _Texts) -> bytes:
    """A piece of XML with the content of a home's elements exchanged."""
    if not texts:
        return bytes(data)
    tags = "|".join(home.value).encode()
    pattern = re.compile(rb"(<(?:[\w.\-]+:)?(?:" + tags + rb")(?:\s[^>]*)?(?<!/)>)([^<]*)(?=</)")

    def one(match: re.Match[bytes]) -> bytes:
        old = unescape(match[2].decode("utf-8"))
        return match[1] + (escape(texts[old]).encode("utf-8") if old in texts else match[2])

    return pattern.sub(one, bytes(data))


def _cells(markup: SheetMarkup, wanted: Mapping[tuple[int, int], str]) -> Iterator[bytes]:
    """The inside of sheetData with new formulas at (row, column), and no old results there."""
    view, at = memoryview(markup.data), markup.start
    pattern = _formula_pattern(markup.prefix)
    shared = _shared(markup, pattern)
    opened = {key for key, cells in shared.items() if any(place in wanted for place in cells)}
    for row in iter_rows(markup):
        for cell in iter_cells(markup, row):
            place = row.number, cell.column
            found = pattern.search(cell.inside)
            if found is None:
                continue
            key = _group(found)
            if place not in wanted and key not in opened:
                continue
            new = wanted[place][1:] if place in wanted else shared[str(key)][place]
            attributes = found[1].rstrip(b"/") if key is None else b""
            tag, end = b"<" + markup.prefix + b"f" + attributes, b"</" + markup.prefix + b"f>"
            text = tag + b">" + escape(new).encode("utf-8") + end
            whole = bytes(view[cell.start : cell.end])
            if place in wanted:
                whole = without_result(markup.p, cell)
            yield bytes(view[at : cell.start])
            yield pattern.sub(lambda _, text=text: text, whole, count=1)  # type: ignore[misc]
            at = cell.end
    yield bytes(view[at : markup.end])


def _group(formula: re.Match[bytes]) -> str | None:
    """The key of the cells that share a formula; None for one of its own."""
    stated = dict(parse_attributes(formula[1]))
    return stated.get("si", "") if stated.get("t") == "shared" else None


def _shared(
    markup: SheetMarkup, pattern: re.Pattern[bytes]
) -> dict[str, dict[tuple[int, int], str]]:
    """The formulas that cells share: group -> (row, column) -> text as it reads there."""
    groups: dict[str, dict[tuple[int, int], str]] = {}
    masters: dict[str, tuple[str, int, int]] = {}
    for row in iter_rows(markup):
        for cell in iter_cells(markup, row):
            found = pattern.search(cell.inside)
            key = None if found is None else _group(found)
            if found is None or key is None:
                continue
            if found[2]:
                text = unescape(found[2].decode("utf-8"))
                masters.setdefault(key, (text, row.number, cell.column))
            if key in masters:
                text, top, left = masters[key]
                moved = shift_areas(text, row.number - top, cell.column - left)
                groups.setdefault(key, {})[row.number, cell.column] = moved
    return groups


def _formula_pattern(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    return re.compile(
        rb"<" + p + rb"f(?=[\s/>])" + ATTRIBUTES + rb"(?:(?<=/)>|>([^<]*)</" + p + rb"f\s*>)"
    )
