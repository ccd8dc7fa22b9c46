"""Writes the formulas that ``lint`` would have, and leaves all else in the workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from xlscorecard.addins.lint import Lint
from xlscorecard.refresh.book import read_book
from xlscorecard.refresh.calculation import calculate_on_load
from xlscorecard.refresh.write import PackageWriter


def repair_workbook(workbook: Path, target: Path, lints: Sequence[Lint]) -> tuple[Lint, ...]:
    """Write ``workbook`` to ``target`` with the repairs that can be made; gives those made.

    A formula that is shared between cells in the file is left alone. Raises CannotRead,
    CannotWrite.
    """
    book = read_book(workbook)
    writer = PackageWriter(book)
    made: list[Lint] = []
    for sheet in book.worksheets():
        wanted = {lint.cell: lint for lint in lints if lint.sheet == sheet.name and lint.new}
        if not wanted:
            continue
        content = bytes(book.markup(sheet).data)
        for cell, lint in wanted.items():
            changed = _set_formula(content, cell, lint)
            if changed is not None:
                content = changed
                made.append(lint)
        if made:
            writer.parts[sheet.part] = [content]
    if made:
        calculate_on_load(book, writer.parts)
    writer.save(target)
    return tuple(made)


def _set_formula(content: bytes, cell: str, lint: Lint) -> bytes | None:
    pattern = re.compile(
        rb'(<(?:\w+:)?c\s(?:[^>]*\s)?r="' + cell.encode() + rb'"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?>)'
        rb"([^<]*)(</(?:\w+:)?f>)"
    )
    found = pattern.search(content)
    if found is None or b't="shared"' in found[1] or lint.new is None:
        return None
    new = escape(lint.new.removeprefix("=")).encode("utf-8")
    return content[: found.start(2)] + new + content[found.end(2) :]
