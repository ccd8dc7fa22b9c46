"""Every real workbook with two cells changed: only those cells, or a refusal."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.refresh.making import changed_parts
from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.parts.book import Book, read_book
from xlscorecard.refresh.parts.stale import iter_formulas
from xlscorecard.refresh.refresh import refresh_workbook
from xlscorecard.refresh.rows.sheet import iter_cells, iter_rows

WORKBOOKS = Path(__file__).resolve().parents[2] / "../shared/workbooks"

pytestmark = pytest.mark.shared


def contents(book: Book) -> dict[tuple[str, int, int], tuple[bytes, bytes]]:
    """Each filled cell's attributes and content."""
    return {
        (sheet.name, row.number, cell.column): (cell.attributes, cell.inside)
        for sheet in book.worksheets()
        for row in iter_rows(book.markup(sheet))
        for cell in iter_cells(book.markup(sheet), row)
    }


def test_only_the_edited_cells_change(tmp_path: Path) -> None:
    if not WORKBOOKS.is_dir():
        pytest.skip("no ../shared/workbooks")
    edits = json.loads((WORKBOOKS / "edits.json").read_text(encoding="utf-8"))
    outcome: Counter[str] = Counter()
    out, cells = tmp_path / "out.xlsx", tmp_path / "cells.json"
    for name, wanted in edits.items():
        source = WORKBOOKS / "corpus" / name
        cells.write_text(json.dumps(wanted or {"Sheet1!A1": 1}), encoding="utf-8")
        try:
            refresh_workbook(source, (), out, cells=cells)
        except CannotRead:
            outcome["refused" if wanted is None else "not written"] += 1
            continue
        assert wanted is not None, f"{name} should have been refused"
        before, after = read_book(source), read_book(out)
        one, two = contents(before), contents(after)
        formulas = {
            (f.sheet, f.row, f.column)
            for sheet in before.worksheets()
            for f in iter_formulas(sheet, before.markup(sheet))
        }
        changed = {place for place in one.keys() | two.keys() if one.get(place) != two.get(place)}
        assert len(changed - formulas) <= len(wanted), name
        parts = {part.lower() for part in changed_parts(source, out)}
        allowed = ("sheet", "workbook.xml", "pivotcachedefinition", "styles.xml")
        assert all(any(word in part for word in allowed) for part in parts), (name, parts)
        outcome["written"] += 1
    assert outcome["refused"] == sum(wanted is None for wanted in edits.values())
    assert outcome["written"] >= 0.99 * (len(edits) - outcome["refused"])
