"""Keys whose symbols stand side by side, each over what it means."""

from __future__ import annotations

import re

from xlscorecard.marks.glyphs import without_glyphs
from xlscorecard.model.grid import Grid
from xlscorecard.normalise.key.entry import KeyLine, entry_of, is_key_word, is_symbol, parted_hues
from xlscorecard.normalise.key.tables import COUNTS, KEY_HEADING
from xlscorecard.normalise.words.key_words import rag_of_meaning
from xlscorecard.normalise.words.mending import one_line

# Such a key has so many rows at most, and so many symbols at least.
_MOST_ROWS = 4
_FEWEST_SYMBOLS = 3
# What a class of a key reaches to, and no count: "<5%", "5-10%", "within 5%".
_REACHES = re.compile(r"[^\W\d_]{3}|[<>≤≥]|\d\s*%?\s*(?:-|–|to)\s*\d")


def columns_key(grid: Grid) -> tuple[KeyLine, ...]:
    """The lines of a key that heads a column with each symbol ("Key | Red | Amber | Green" over
    "more than 10% off | ..."), with its arrows in rows below; empty for any other grid."""
    if not 1 < grid.rows <= _MOST_ROWS or grid.cols < _FEWEST_SYMBOLS:
        return ()
    symbols = [cell for cell in grid.row_cells(0) if is_symbol(cell)]
    labels = [cell for cell in grid.row_cells(0) if not (is_symbol(cell) or cell.empty)]
    if len(symbols) < _FEWEST_SYMBOLS or len(labels) > 1 or any(label.col for label in labels):
        return ()
    named = any(KEY_HEADING.search(label.text) for label in labels)
    lines: list[KeyLine] = []
    for symbol in symbols:
        below = grid.starts_at(1, symbol.col)
        meaning = one_line(below.text) if below is not None else ""
        says = rag_of_meaning(meaning) is not None and not COUNTS.search(meaning)
        if not (says or (named and _REACHES.search(meaning))):
            return ()
        lines.append((entry_of(symbol, meaning), symbol))
    if len({entry.rag for entry, _ in lines} - {None}) < len(lines):
        return ()
    return (*parted_hues(lines), *_arrows(grid))


def _arrows(grid: Grid) -> list[KeyLine]:
    """The arrows in the rows below the second, each in a cell with its own words ("▲ Better")."""
    return [
        (entry_of(cell, words), cell)
        for row in range(2, grid.rows)
        for cell in grid.row_cells(row)
        if len(cell.marks) == 1 and is_key_word(words := one_line(without_glyphs(cell.text)))
    ]
