"""Which tables and strips of cells are a key, and the lines of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.marks.colour import is_neutral
from xlscorecard.marks.glyphs import without_glyphs
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import KeyEntry
from xlscorecard.normalise.key.entry import (
    MOVES,
    KeyLine,
    entry_of,
    is_key_word,
    is_symbol,
    parted_hues,
)
from xlscorecard.normalise.words.key_words import rag_of_meaning
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import names_rating
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag

# "Key action" and "Key performance indicators" name no key; "Key used in this report" does.
_KEY = (
    r"key(?! (?!(?:to|for|of|in|on|and|as|is|used|below|above|overleaf|explain\w*|show\w*|"
    r"describ\w+)\b)\w)"
)
KEY_HEADING = re.compile(
    rf"\b(?:{_KEY}|legend|symbols?|meaning|explanation|guide to|definitions? of|notation|"
    r"what the (?:symbols|colours)|rag (?:rating|status|definitions?))\b",
    re.IGNORECASE,
)
_KEY_COLUMN = re.compile(
    rf"\b(?:{_KEY}|legend|symbols?|meaning|explanation|definition|criteria|colour|interpretation)\b",
    re.IGNORECASE,
)
# A key has so many rows and columns at most; one that might be a scorecard fewer columns.
_LONGEST, _WIDEST, _FEW_COLUMNS = 24, 6, 4
_FEWEST_LINES = 2
# Of a key's rows so many explain a symbol: a header and a note may stand among them.
_MOST_ROWS = 0.7
# The header of a key's column is shorter than this (letters).
_LONGEST_HEADER = 40
# A strip of colours without words has so many.
_FEWEST_CHIPS = 3
# What explains a symbol by itself is longer than this (letters).
_SHORTEST_MEANING = 8
# A figure that is no tolerance ("within 5%") is a count.
COUNTS = re.compile(
    r"(?<!\d)(?<!within )(?<!by )(?<!than )(?<!to )(?<!over )(?<!least )(?<!under )\d",
    re.IGNORECASE,
)
# What explains a symbol has so many words, where a name for it may stand before.
_WORDY = 4


def read_key(
    grid: Grid, heading: str = "", *, looks_like_scorecard: bool = False
) -> tuple[KeyLine, ...]:
    """The lines of a key table with their symbol cells; empty when the grid is no key: a key
    has symbols in one column and words about them in another, and no figures of its own. One
    that could be a scorecard must be named as a key and begin its lines with the symbol."""
    if grid.rows > _LONGEST or grid.cols > _WIDEST:
        return ()
    if paired := _paired_key(grid):
        return paired
    if together := _labelled_symbols(grid):
        return together
    if grid.cols < 2:
        return ()
    if not looks_like_scorecard and (words_first := _symbols_behind_words(grid)):
        return words_first
    lines = _lines_in_rows(grid)
    named = bool(KEY_HEADING.search(heading)) or _names_key(grid)
    if lines and grid.cols == 2 and _is_headed_as_key(grid):
        return tuple(parted_hues(lines))  # the one line of it that a page break leaves
    if looks_like_scorecard and not (named and grid.cols <= _FEW_COLUMNS and _symbols_lead(lines)):
        return ()
    lines = parted_hues(lines)
    wordy = sum(len(entry.meaning) > _SHORTEST_MEANING for entry, _ in lines)
    if wordy < _FEWEST_LINES or not (named or _explains_ratings(lines, grid)):
        return ()
    return tuple(lines)


def _lines_in_rows(grid: Grid) -> list[KeyLine]:
    """What each row explains: a symbol by the words behind it, a second one without a word by words
    of its own; in a table of criteria the name of a rating."""
    lines: list[KeyLine] = []
    criteria = _is_criteria(grid)
    for row in range(grid.rows):
        cells = [cell for cell in grid.row_cells(row) if cell.row <= row]
        said = rag_of_meaning(cells[1].text) if criteria and row and len(cells) == 2 else None
        if said is not None and _is_status_word(cells[0]):
            entry = KeyEntry(one_line(cells[0].text), one_line(cells[1].text), rag=said)
            lines.append((entry, cells[0]))
            continue
        symbols = [c for c in cells if c.row == row and is_symbol(c)]
        for symbol in [*symbols[:1], *(c for c in symbols[1:] if not c.text.strip())]:
            words = _words_behind(symbol, cells, symbols)
            if words:
                told = next((text for text in words if len(text.split()) >= _WORDY), words[-1])
                lines.append((entry_of(symbol, told), symbol))
    return lines


def _names_key(grid: Grid) -> bool:
    """Whether a header in the first row is one of a key's columns ("Symbol | Meaning")."""
    return any(
        len(cell.text) < _LONGEST_HEADER and _KEY_COLUMN.search(cell.text)
        for cell in grid.row_cells(0)
    )


def _explains_ratings(lines: Sequence[KeyLine], grid: Grid) -> bool:
    """Whether nearly all rows explain a symbol, and half of these in words for ratings or moves:
    "New library" beside green is an action."""
    if _is_bare_key(lines, grid):
        return True
    rows = sum(any(not cell.empty for cell in grid.row_cells(row)) for row in range(grid.rows))
    rated = sum(is_key_word(e.meaning) or bool(MOVES.search(e.meaning)) for e, _ in lines)
    return rated * 2 >= len(lines) >= _MOST_ROWS * rows


def _is_bare_key(lines: Sequence[KeyLine], grid: Grid) -> bool:
    """Whether a table is nothing but three symbols or more without words, each of a class of its
    own, and what they mean: a register of actions has a header."""
    apart = len({entry.rag for entry, _ in lines} - {None}) == len(lines) == grid.rows > 2
    return apart and all(cell.col == 0 and not cell.text.strip() for _, cell in lines)


def _words_behind(symbol: Cell, cells: Sequence[Cell], symbols: Sequence[Cell]) -> list[str]:
    """The texts on a symbol's right, up to the next symbol that has no word."""
    end = min((c.col for c in symbols if c.col > symbol.col and not c.text.strip()), default=None)
    return [
        one_line(c.text)
        for c in cells
        if c.col > symbol.col and (end is None or c.col < end) and len(one_line(c.text)) >= 4
    ]


def chip_key(grid: Grid) -> tuple[KeyLine, ...]:
    """A key printed as one strip of coloured cells, across or down, each with what its colour means
    in it ("Exceeded | Met | Within 5% | Missed"), a word for a key before them; empty for any other
    grid: cells that hold counts or figures are none."""
    down = all(len(grid.begun_in(row)) == 1 for row in range(grid.rows))
    if not (down or grid.rows == 1) or len(grid.cells) < _FEWEST_CHIPS:
        return ()
    cells = [cell for cell in grid.cells if not cell.empty]
    chips = [cell for cell in cells if cell.fill is not None and not is_neutral(cell.fill)]
    rest = [cell for cell in cells if cell not in chips]
    lines = [
        (entry_of(chip, one_line(cell.text)), chip)
        for cell in chips
        for chip in (replace(cell, text="", marks=()),)
    ]
    says = all(
        rag_of_meaning(entry.meaning) is not None and not COUNTS.search(entry.meaning)
        for entry, _ in lines
    )
    alone = len(rest) <= 1 and all(KEY_HEADING.search(cell.text) for cell in rest)
    apart = len({cell.fill for cell in chips}) == len(chips) >= _FEWEST_CHIPS
    several = len({entry.rag for entry, _ in lines}) > 1
    return tuple(parted_hues(lines)) if says and alone and apart and several else ()


def _is_headed_as_key(grid: Grid) -> bool:
    """Whether both headers of a table are a key's ("Symbol | Meaning")."""
    heads = [one_line(cell.text) for cell in grid.row_cells(0)]
    return len(heads) == 2 and all(_KEY_COLUMN.fullmatch(head) for head in heads)


def _is_criteria(grid: Grid) -> bool:
    """Whether a table of two columns tells what the paper's own words for a status mean."""
    heads = [one_line(cell.text) for cell in grid.row_cells(0)]
    return len(heads) == 2 and names_rating(heads[0]) and bool(_KEY_COLUMN.search(heads[1]))


def _is_status_word(cell: Cell) -> bool:
    text = one_line(cell.text)
    wordy = 0 < len(text) <= 30 and not any(c.isdigit() for c in text)
    return wordy and not cell.marks and parse_rag(text) is None


def _paired_key(grid: Grid) -> tuple[KeyLine, ...]:
    """A key of several kinds of symbol side by side, each column of symbols with its words on
    its right ("PI Status", "Short Term Trends"): nothing else stands below its header, and the
    words are those of keys. Empty for any other grid."""
    if grid.cols < 4 or grid.cols % 2:
        return ()
    lines: list[KeyLine] = []
    known = 0
    first = 1 if all(cell.colspan == 2 for cell in grid.row_cells(0)) else 0
    for row in range(first, grid.rows):
        for left in range(0, grid.cols, 2):
            symbol, meaning = grid.at(row, left), grid.at(row, left + 1)
            if symbol is None or meaning is None or (symbol.empty and meaning.empty):
                continue
            text = one_line(meaning.text)
            if len(text) < 2 or any(c.isdigit() for c in symbol.text):
                return ()
            if not is_symbol(symbol):
                if symbol.text.strip() and parse_status(symbol.text) is None:
                    return ()
                continue  # a white or grey one, a dash, "N/A"
            known += is_key_word(text)
            lines.append((entry_of(symbol, text), symbol))
    return tuple(lines) if len(lines) >= 4 and known * 2 >= len(lines) else ()


def _symbols_behind_words(grid: Grid) -> tuple[KeyLine, ...]:
    """A key whose symbols stand without a word behind what they mean ("On target", a green cell),
    each of a class of its own; empty for any other grid."""
    if grid.cols != 2 or grid.rows < _FEWEST_CHIPS:
        return ()
    lines: list[KeyLine] = []
    for row in range(grid.rows):
        cells = grid.begun_in(row)
        if len(cells) != 2 or cells[1].text.strip() or not is_symbol(cells[1]):
            return ()
        text = one_line(cells[0].text)
        if cells[0].marks or rag_of_meaning(text) is None or COUNTS.search(text):
            return ()
        lines.append((entry_of(cells[1], text), cells[1]))
    parted = parted_hues(lines)
    apart = len({entry.rag for entry, _ in parted}) == len(parted)
    return tuple(parted) if apart else ()


def _labelled_symbols(grid: Grid) -> tuple[KeyLine, ...]:
    """A key whose cells hold the symbol and its words together, as performance systems export
    it (a picture and "Alert", an arrow and "Getting Worse"): nothing else stands below its
    header. Empty for any other grid."""
    lines: list[KeyLine] = []
    known = 0
    for cell in grid.cells:
        if cell.empty or (cell.row == 0 and not cell.marks):
            continue
        plain = without_glyphs(cell.text)
        said = [one_line(line) for line in plain.split("\n")]
        if len(cell.marks) == 1:
            said = [one_line(plain)]
        if len(said) != len(cell.marks):
            return ()
        for mark, words in zip(cell.marks, said, strict=True):
            if len(words) < 2 or any(c.isdigit() for c in words):
                return ()
            known += is_key_word(words)
            own = replace(cell, text=words, marks=(mark,))
            lines.append((entry_of(own, words), own))
    return tuple(lines) if len(lines) >= 3 and known * 2 >= len(lines) else ()


def _symbols_lead(lines: Sequence[KeyLine]) -> bool:
    """Whether the symbols stand in the first or second column."""
    return sum(cell.col <= 1 for _, cell in lines) >= 2


def strip_key(grid: Grid, *, looks_like_scorecard: bool = False) -> tuple[KeyLine, ...]:
    """A key printed as one strip: symbol, meaning, symbol, meaning in one or two rows. One that
    could be a scorecard of two rows must use the words of keys."""
    if grid.rows > 3 or grid.cols < 4:
        return ()
    lines: list[KeyLine] = []
    for row in range(grid.rows):
        cells = grid.begun_in(row)
        for symbol, meaning in pairwise(cells):
            text = one_line(meaning.text)
            if is_symbol(symbol) and _explains(symbol, meaning, text):
                lines.append((entry_of(symbol, text), symbol))
    if looks_like_scorecard and not all(is_key_word(entry.meaning) for entry, _ in lines):
        return ()
    once = len({entry.symbol for entry, _ in lines}) == len(lines)  # ratings of quarters repeat
    return tuple(lines) if once and len(lines) >= 3 else ()


def _explains(symbol: Cell, meaning: Cell, text: str) -> bool:
    """Whether a cell of a strip says what the symbol before it means; a rating's own words
    ("Target met") do where the symbol has none."""
    if not is_symbol(meaning):
        return len(text) > _SHORTEST_MEANING
    plain = not meaning.marks and (meaning.fill is None or is_neutral(meaning.fill))
    return plain and not symbol.text.strip() and rag_of_meaning(text) is not None
