"""Tables on a page that a worksheet was printed to without its grid lines.

Nothing parts the cells of such a page, but each text stands where its cell's edges put it, and
these are the same all down the sheet: from them come columns, from those rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.page import Page, Word
from xlscorecard.tables.lines.edges import fill_edges
from xlscorecard.tables.lines.layout import Layout
from xlscorecard.tables.lines.symbol_boxes import symbols_of
from xlscorecard.tables.prints.edges import cell_edges
from xlscorecard.tables.prints.rows import placed_texts, row_cuts
from xlscorecard.tables.prints.sheet_layout import layout_of_rows
from xlscorecard.tables.prints.sheet_row import SheetRow, settled_rows
from xlscorecard.tables.prints.spilling import settle_spilling
from xlscorecard.tables.prints.stretches import stretches_of
from xlscorecard.tables.prints.tables_abreast import parted_abreast
from xlscorecard.tables.prints.texts import CellText, cell_texts, level, symbol_texts

# A table has so many texts at least: three columns, two rows.
FEWEST_TEXTS = 6
# Of the words that another follows closely so many at least have a space behind them: the figures
# of one cell are near to the words of the next.
SPACED = 0.5
# The painted cells of a last row reach so far below its letters at most (letter heights).
BELOW = 3.0
# One such row may be an accident of its texts' widths.
FEWEST_SHARED = 2
# A page's margin holds a text at the left, in the middle and at the right.
MARGIN_TEXTS = 3
# What stands in the middle of a page does so within this (points).
CENTRED = 1.0
# A sheet's rows are no nearer to each other than this (letter heights).
TIGHT = 1.22


def find_printed(page: Page, words: Sequence[Word]) -> list[Layout]:
    """The layouts of a printed worksheet's tables; none where the words are not set as its cells
    are."""
    if any(word.rotation for word in words) or not _spaces_are_printed(words):
        return []
    texts = _without_margins(cell_texts(words), page.width / 2)
    # where no line ends in a space, it may be that its maker prints none there
    told = page.sheet or any(line[-1].space_after for text in texts for line in text.lines[:-1])
    if len(texts) < FEWEST_TEXTS or not told:
        return []
    lying, standing = fill_edges(page)
    texts += symbol_texts(symbols_of(page, words, ()))
    found = cell_edges(texts, [rule.at for rule in standing], known=page.sheet)
    if found is None:
        return []
    drawn = sorted(rule.at for rule in lying)
    parts = parted_abreast(texts, found)
    layouts = [_tables(part, edges, drawn, abreast=len(parts) > 1) for part, edges in parts]
    return [layout for own in layouts for layout in own]


def _tables(
    texts: Sequence[CellText], edges: Sequence[float], drawn: Sequence[float], *, abreast: bool
) -> list[Layout]:
    """The layouts of tables below each other; beside another, one whose figures are on the next
    page."""
    placed = placed_texts(texts, edges)
    settle_spilling(placed)
    cuts = row_cuts(placed, drawn)
    bounds = [min(text.bbox.top for text in texts), *cuts, _foot(texts, drawn)]
    rows = [SheetRow(top, bottom, []) for top, bottom in pairwise(bounds)]
    for one in placed:
        rows[bisect_left(cuts, one.top)].held.append(one)
    settled = settled_rows([row for row in rows if row.held])
    if abreast and not any(text.figure for text in texts):
        begun = layout_of_rows(settled, edges, begun=True)
        return [begun] if begun is not None else []
    if _lines_are_loose(settled) or _cells_are_shared(settled):
        return []
    found = (layout_of_rows(stretch, edges) for stretch in stretches_of(settled))
    return [layout for layout in found if layout is not None]


def _cells_are_shared(rows: Sequence[SheetRow]) -> bool:
    """Whether several rows have two texts beside each other in one cell ("Service Manager" and
    "Green"): a cell prints one, so an edge between them was not found."""
    shared = 0
    for row in rows:
        worded = [one for one in row.held if one.text.lines]
        along = pairwise(sorted(worded, key=lambda one: one.text.bbox.x0))
        shared += any(
            one.first == other.first and one.text.bbox.x1 < other.text.bbox.x0
            for one, other in along
        )
    return shared >= FEWEST_SHARED


def _without_margins(texts: Sequence[CellText], middle: float) -> list[CellText]:
    """The texts without the page's own in its margins: a first or last line with a text in the
    ``middle`` of the page."""
    kept = list(texts)
    for edge in (min, max):
        if not kept:
            break
        outer = edge(kept, key=lambda text: text.bbox.top)
        line = [text for text in kept if level(text, outer)]
        centred = any(abs(text.bbox.centre[0] - middle) < CENTRED for text in line)
        if centred and len(line) <= MARGIN_TEXTS:
            kept = [text for text in kept if not level(text, outer)]
    return kept


def _foot(texts: Sequence[CellText], drawn: Sequence[float]) -> float:
    """Where the last row of a page ends: at the edge of its painted cells."""
    lowest = max(texts, key=lambda text: text.bbox.bottom)
    end = lowest.bbox.bottom
    return next((edge for edge in drawn if end <= edge <= end + BELOW * lowest.size), end)


def _lines_are_loose(rows: Sequence[SheetRow]) -> bool:
    """Whether no text is known to have several lines, and one stands as close below another as
    lines of one text do, in rows that have not both figures: whoever made the page prints no
    spaces where lines were broken."""
    if any(len(one.text.lines) > 1 for row in rows for one in row.held):
        return False
    begun = next((n for n, row in enumerate(rows) if row.is_header or row.is_body), len(rows))
    above: dict[int, tuple[Word, bool]] = {}
    for row in rows[begun:]:
        for one in row.held:
            if not one.text.lines:
                continue
            first = one.text.lines[0][0]
            if one.first in above:
                before, told = above[one.first]
                tight = first.bbox.bottom - before.bbox.bottom < TIGHT * first.size
                if tight and before.font == first.font and not (told and row.is_body):
                    return True
            above[one.first] = (one.text.lines[-1][-1], row.is_body)
    return False


def _spaces_are_printed(words: Sequence[Word]) -> bool:
    """Whether the page has spaces between its words: some makers leave only room for them."""
    gaps = spaced = 0
    for before, word in pairwise(words):
        level = abs(before.bbox.bottom - word.bbox.bottom) < 0.1 * word.size
        if level and 0 < word.bbox.x0 - before.bbox.x1 < 0.4 * word.size:
            gaps += 1
            spaced += before.space_after
    return spaced > SPACED * gaps
