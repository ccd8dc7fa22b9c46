"""Measures that no table holds: a name in bold or a heading over a line that states its figures
("Actual: 72.4%  Target: 85%  RAG: Red"), or all in one line ("Calls answered: 88% (target 95%)").
Each becomes a tile (see ``tiles``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.normalise.layouts.tiles import parts_of_line
from xlscorecard.normalise.words.labelled import labelled_figures, named_figures
from xlscorecard.normalise.words.labels import TARGET_OR_RESULT, may_name
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.words import parse_rag, parse_trend_word

# Where several measures stand side by side their names come first, then what states them.
_MOST_WAITING = 4
# A name stands over its figures within so many letter heights, and begins where they begin
# within this (points).
_NEAR, _ALIGNED = 2.5, 4.0
# How sure it is which name a line of figures belongs to: no cell says so.
_SURE = 0.9
# A line that states figures is no longer than this (letters).
_LONGEST = 200
_RESULT = "Actual"
# "Version: 2.1 (target 3)" is the paper's own.
_OF_THE_PAPER = re.compile(r"(?:version|draft|issue|revision|edition|release)\b", re.IGNORECASE)
# "88.2% (target 90%) - AMBER": what the result is rated.
_RATED = re.compile(r"(?:\s[-–—]|[,;])\s?(?P<rating>[A-Za-z][A-Za-z ]{2,24})\.?$")
_ONE_LINE = re.compile(r"(?:[•●▪◦·–-]\s*)?(?P<name>[^:]{5,160}?)\s*:\s+(?P<rest>[^:]{4,80}?)\.?")


def with_stated_measures(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with each name and the line that states its figures as a tile."""
    waiting: list[Block] = []
    for block in _with_ratings_below(_with_lines_joined(blocks)):
        whole = _lines_of_measures(block) if isinstance(block, Paragraph) else []
        if whole:
            yield from (*waiting, *whole)
            waiting = []
            continue
        name = _name_of(block, waiting) if isinstance(block, Paragraph) else None
        if name is not None and isinstance(block, Paragraph):
            tile = _tile(name, block)
            beside = [other for other in waiting if other is not name and _beside(other, tile)]
            yield from (b for b in waiting if b is not name and b not in beside)
            waiting = beside
            yield tile
            continue
        if isinstance(block, Paragraph) and block.furniture:
            yield block  # a chart's label between a name and what is stated beside the chart
            continue
        waiting.append(block)
        keep = 0 if isinstance(block, Grid) else _MOST_WAITING
        yield from waiting[: max(0, len(waiting) - keep)]
        waiting = waiting[max(0, len(waiting) - keep) :]
    yield from waiting


def _with_lines_joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a Word paper with paragraphs that each state one figure ("2023/24 result:
    88.9%", "2023/24 target: 85%", the bullets of a list) as the one that they are in print."""
    held: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _states_one(block):
            held.append(block)
            continue
        yield from _joined(held)
        held = []
        yield block
    yield from _joined(held)


def _states_one(paragraph: Paragraph) -> bool:
    """Whether a paragraph, of a paper that knows no places, is one figure with its name, or a
    rating with its own."""
    if paragraph.bbox is not None or paragraph.furniture or paragraph.level is not None:
        return False
    text = paragraph.text
    if ":" not in text or "\n" in text or paragraph.bold:
        return False
    return len(named_figures(text)) == 1 or _judges_above(text)


def _joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    if len(paragraphs) > 1 and _states_figures(text):
        yield replace(paragraphs[0], text=text)
    else:
        yield from paragraphs


def _with_ratings_below(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each line that states figures with the rating in the line right below it, which
    another weight may set apart ("**Target**: 15%" over "RAG: Amber", "Why is it off target?")."""
    held: Paragraph | None = None
    for block in blocks:
        if held is not None and isinstance(block, Paragraph) and not block.furniture:
            first, _, rest = block.text.partition("\n")
            if _judges_above(first):
                held = replace(held, text=f"{held.text}\n{first}")
                if not rest.strip():
                    continue
                yield held
                held = None
                yield replace(block, text=rest)
                continue
        if held is not None:
            yield held
        stating = isinstance(block, Paragraph) and _states_figures(block.text)
        held = block if isinstance(block, Paragraph) and stating else None
        if held is None:
            yield block
    if held is not None:
        yield held


def _judges_above(line: str) -> bool:
    """Whether a line is nothing but a rating, or a direction, behind its name."""
    said = parts_of_line(line)
    if len(said) != 1 or said[0] == line.strip():
        return False
    return parse_rag(said[0]) is not None or parse_trend_word(said[0]) is not None


def _lines_of_measures(paragraph: Paragraph) -> list[Grid]:
    """The tiles of a paragraph each of whose lines, or which as a whole, states a measure; []
    for any other."""
    if paragraph.furniture or ":" not in paragraph.text:
        return []
    lines = paragraph.text.split("\n")
    tiles = [tile for line in lines if (tile := _in_one_line(paragraph, line)) is not None]
    if len(tiles) == len(lines):
        return tiles
    whole = _in_one_line(paragraph, paragraph.text)
    return [whole] if whole is not None else []


def _in_one_line(paragraph: Paragraph, line: str) -> Grid | None:
    """The tile of a line that begins with a measure's name and states its result beside its target
    behind a colon; None for any other."""
    found = _ONE_LINE.fullmatch(one_line(line))
    if found is None or not may_name(found["name"]) or _OF_THE_PAPER.match(found["name"]):
        return None
    rest, rating = _without_rating(found["rest"])
    told = dict(labelled_figures(rest))
    words = {label: match.word for label in told if (match := match_header(label)) is not None}
    targets = [label for label, word in words.items() if word is HeaderWord.TARGET]
    if len(told) != len(targets) + 1 or len(targets) != 1:
        return None
    result = next(label for label in told if label != targets[0])
    if result and words.get(result) is not HeaderWord.ACTUAL:
        return None
    lines = [f"{result or _RESULT}: {told[result]}", f"{targets[0]}: {told[targets[0]]}"]
    lines += [f"RAG: {rating}"] if rating else []
    text = "\n".join(lines)
    return _tile(replace(paragraph, text=found["name"]), replace(paragraph, text=text))


def _without_rating(text: str) -> tuple[str, str]:
    """What a line states without the rating at its end, and that; "" where it has none."""
    match = _RATED.search(text)
    if match is None or parse_rag(match["rating"]) is None:
        return text, ""
    return text[: match.start()], match["rating"]


def _beside(block: Block, tile: Grid) -> bool:
    """Whether a block stands beside a tile: it may be the name in another one."""
    if block.bbox is None or tile.bbox is None:
        return False
    return block.bbox.top < tile.bbox.bottom and block.bbox.bottom > tile.bbox.top


def _name_of(stating: Paragraph, waiting: Sequence[Block]) -> Paragraph | None:
    """The one of the blocks before it that names the measure whose figures a paragraph states; None
    where it states none, or nothing names it."""
    if stating.furniture or not _states_figures(stating.text):
        return None
    for name in reversed(waiting):
        if isinstance(name, Paragraph) and _names(name, stating, nearest=waiting[-1] is name):
            return name
    return None


def _names(name: Paragraph, stating: Paragraph, *, nearest: bool) -> bool:
    text = one_line(name.text)
    if not (name.bold or name.level is not None) or text.endswith(".") or not may_name(text):
        return False
    found = match_header(text)
    if found is not None and found.exact and found.word is HeaderWord.TEXT:
        return False  # "Commentary" names what is said of a measure
    if name.page != stating.page:
        return False
    if name.bbox is None or stating.bbox is None:
        return nearest
    gap = stating.bbox.top - name.bbox.bottom
    near = -1.0 <= gap <= _NEAR * (stating.size or name.size or 10.0)
    aligned = abs(name.bbox.x0 - stating.bbox.x0) <= _ALIGNED
    return near and (aligned or (nearest and name.bbox.x0 < stating.bbox.x0))


@lru_cache(maxsize=256)  # asked of a line for its rating and for its name
def _states_figures(text: str) -> bool:
    """Whether a text is a result beside its target, each with its name, and at most a rating, a
    direction and words behind them more."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    words: list[HeaderWord] = []
    for part in parts_of_line(text):
        if parse_rag(part) is not None or parse_trend_word(part) is not None:
            continue
        named = named_figures(part)
        if not named and words and not any(map(str.isdigit, part)):
            break
        if not named:
            return False
        words += [m.word for label, _ in named if (m := match_header(label)) is not None]
    results = TARGET_OR_RESULT - {HeaderWord.TARGET}
    return HeaderWord.TARGET in words and not results.isdisjoint(words)


def _tile(name: Paragraph, stating: Paragraph) -> Grid:
    box = name.bbox
    if box is not None and stating.bbox is not None:
        box = box.union(stating.bbox)
    text = f"{one_line(name.text)}\n{stating.text}"
    marks = (*name.marks, *stating.marks)
    cell = Cell(0, 0, text=text, bbox=box, page=name.page, ink=stating.ink, marks=marks)
    return Grid(1, 1, (cell,), page=name.page, bbox=box, ruling="tiles", confidence=_SURE)
