"""Measures told in lines that each begin with their label, one below the other.

"Indicator: Jobs promoted", "Target: A minimum of 85 jobs", "Year-end result: 103 jobs", "Status:
Achieved", as paragraphs of text or in the rows of a table of one column. The lines of measures
that follow each other become one form of label and value (see ``forms``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph, sheet_of
from xlscorecard.normalise.words.labels import TARGET_OR_RESULT, may_name
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header

_NAMES = frozenset({HeaderWord.TITLE, HeaderWord.SUPPORTING_MEASURE})
_RESULTS = TARGET_OR_RESULT - {HeaderWord.TARGET}
_JUDGING = frozenset({HeaderWord.TARGET, HeaderWord.RAG})
# A label is no longer than this (letters); a measure has so few lines at least, so many at most.
_LONGEST_LABEL = 40
_FEWEST_LINES, _MOST_LINES = 3, 12
# How sure it is that lines of running text belong to each other: no cell says so.
_SURE = 0.9


@dataclass(slots=True)
class _Line:
    """A label, what it is by its words, what is said behind it, and the block it stands in."""

    label: str
    word: HeaderWord
    text: str
    block: Block
    box: BBox | None


def with_labelled_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the lines that tell measures one by one as a form."""
    held: list[Block] = []
    lines: list[_Line] = []
    for block in blocks:
        said = _lines_of(block, begun=bool(lines))
        if lines and said and sheet_of(block) == sheet_of(held[-1]):
            held.append(block)
            lines += said
            continue
        yield from _told(held, lines)
        begins = bool(said) and said[0].word in _NAMES
        held, lines = ([block], said) if begins else ([], [])
        if not begins:
            yield block
    yield from _told(held, lines)


def _lines_of(block: Block, *, begun: bool) -> list[_Line]:
    """The labelled lines of a paragraph or of a table of one column; [] where any begins without a
    label. A line that goes on with the one before it is part of that."""
    if isinstance(block, Paragraph):
        if block.furniture or block.level is not None or ":" not in block.text:
            return []
        parts = [(line, block.bbox) for line in block.text.split("\n")]
    elif block.cols == 1 and (begun or block.rows >= _FEWEST_LINES) and block.rows <= _MOST_LINES:
        parts = [(line, cell.bbox) for cell in block.cells for line in cell.text.split("\n")]
    else:
        return []
    found: list[_Line] = []
    for text, box in parts:
        label, colon, rest = text.partition(":")
        match = match_header(label) if colon and len(label) <= _LONGEST_LABEL else None
        if match is not None and match.exact:
            found.append(_Line(label.strip(), match.word, rest.strip(), block, box))
        elif not text.strip():
            continue
        elif not found:
            return []
        else:
            found[-1].text = f"{found[-1].text} {text.strip()}".strip()
    return found


def _told(held: Sequence[Block], lines: Sequence[_Line]) -> Iterator[Block]:
    """The form of lines that tell of measures; else the blocks that they come from."""
    if not lines or not _tell_measures(lines):
        yield from held
        return
    cells: list[Cell] = []
    for row, line in enumerate(lines):
        page = line.block.page
        cells.append(Cell(row, 0, text=line.label, bbox=line.box, page=page))
        cells.append(Cell(row, 1, text=line.text, bbox=line.box, page=page))
    first, tables = held[0], [block for block in held if isinstance(block, Grid)]
    yield Grid(
        *(len(lines), 2, tuple(cells)),
        page=first.page,
        bbox=first.bbox,
        name=sheet_of(first),
        confidence=min((t.confidence for t in tables), default=_SURE),
    )


def _tell_measures(lines: Sequence[_Line]) -> bool:
    """Whether each measure that lines name has figures for its result, and something to judge it
    by."""
    measures: list[list[_Line]] = []
    for line in lines:
        if line.word in _NAMES:
            measures.append([])
        measures[-1].append(line)
    return all(_tells_measure(measure) for measure in measures)


def _tells_measure(lines: Sequence[_Line]) -> bool:
    words = {line.word for line in lines}
    figures = any(line.word in _RESULTS and any(map(str.isdigit, line.text)) for line in lines)
    fits = _FEWEST_LINES <= len(lines) <= _MOST_LINES and may_name(lines[0].text)
    once = len({line.label.lower() for line in lines}) == len(lines)
    return fits and once and figures and not words.isdisjoint(_JUDGING)
