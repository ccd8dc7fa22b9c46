"""The letters by which a key says which way is good: "T = higher is better, B = lower is
better"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Polarity
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.words import parse_polarity

# Longer paragraphs are no keys, nor are larger tables.
_LONGEST = 400
_MOST_ROWS = 24
_MOST_COLUMNS = 4
_LETTER = re.compile(r"[(\[]?([A-Z]{1,2})[)\]]?:?")
_SPOKEN = re.compile(
    r"(?<![A-Za-z])[(\[\"'“]?(?P<letter>[A-Z]{1,2})[)\]\"'”]?\s*(?:=|:|-|–|means|denotes)\s*"
    r"(?P<meaning>[a-zA-Z][^;,•\n|=:]{2,60}?)(?=\s*(?:[;,.•\n|)]|$)|\s+and\s+[(\[\"'“]?[A-Z]{1,2}\b)"
)


def polarities_in_text(text: str) -> dict[str, Polarity]:
    """The letters that a line explains by which way is good; empty unless it explains two."""
    if len(text) > _LONGEST:
        return {}
    return _of_key((match["letter"], match["meaning"]) for match in _SPOKEN.finditer(text))


def polarities_in_table(grid: Grid) -> dict[str, Polarity]:
    """The same of a small table that has the letter in one column and its meaning in the next."""
    if grid.rows > _MOST_ROWS or grid.cols > _MOST_COLUMNS:
        return {}
    return _of_key(_lines(grid))


def _lines(grid: Grid) -> Iterator[tuple[str, str]]:
    for cell in grid.cells:
        letter = _LETTER.fullmatch(one_line(cell.text))
        meaning = grid.at(cell.row, cell.col + cell.colspan) if letter else None
        if letter and meaning is not None:
            yield letter[1], one_line(meaning.text)


def _of_key(lines: Iterable[tuple[str, str]]) -> dict[str, Polarity]:
    """Letters with their polarity, of lines of letter and meaning: a key explains at least two
    that differ, and each letter once."""
    found: dict[str, set[Polarity]] = {}
    for letter, meaning in lines:
        polarity = parse_polarity(meaning)
        if polarity is not None:
            found.setdefault(letter, set()).add(polarity)
    told = {letter: said.pop() for letter, said in found.items() if len(said) == 1}
    return told if len(set(told.values())) > 1 else {}
