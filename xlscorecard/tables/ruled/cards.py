"""Cards of a dashboard without boxes: large figures at one height, each with its name and its
target in smaller letters above or below it. Each becomes one cell of a grid, as a tile does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid, Paragraph
from xlscorecard.tables.lines.values import is_figure, is_value, is_year
from xlscorecard.tables.ruled.tiles import LARGER

# A card's figure is set in letters so large at least (points), and so many stand side by side.
LARGE, FEWEST = 12.0, 3
# Its other lines begin or are centred where it is, within this, and stand no further from it, or
# from each other, than this many of the figure's letter heights.
ALIGNED, NEAR = 4.0, 1.3
# Where the cards' places are told by their letters alone they are less sure.
SURE = 0.9


def with_cards(paragraphs: Sequence[Paragraph]) -> tuple[list[Grid], list[Paragraph]]:
    """The grids of a page's cards, a row of them in each, and the paragraphs that are none."""
    figures = [p for p in paragraphs if (p.size or 0.0) >= LARGE and is_value(p.text.strip())]
    grids: list[Grid] = []
    left = list(paragraphs)
    for row in _rows(figures) if len(figures) >= FEWEST else ():
        cards = _of_alike_sizes([_card(figure, left, figures) for figure in row])
        parts = [part for card in cards for part in card]
        named = all(any(_has_letters(part.text) for part in card) for card in cards)
        alike = len({len(card) for card in cards}) == 1
        if named and alike and len({id(part) for part in parts}) == len(parts):
            grids.append(_grid(cards))
            left = [p for p in left if not any(p is part for part in parts)]
    return grids, left


def _rows(figures: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Figures of one size at one height, left to right, where there are enough of them, a word
    for a rating beside them or not; or below each other, where they begin at one place."""
    level: dict[tuple[int, int], list[Paragraph]] = {}
    for figure in figures:
        if figure.bbox is not None:
            size = round(figure.size or 0.0)
            level.setdefault((round(figure.bbox.bottom), size), []).append(figure)
    across = [sorted(row, key=_left) for row in level.values() if _are_enough(row)]
    taken = {id(figure) for row in across for figure in row}
    below: list[list[Paragraph]] = []
    for figure in sorted(figures, key=lambda p: (round(p.size or 0.0), _left(p))):
        if id(figure) in taken or not is_figure(figure.text):
            continue
        first = below[-1][0] if below else None
        alike = first is not None and round(first.size or 0.0) == round(figure.size or 0.0)
        if first is not None and alike and _left(figure) - _left(first) <= ALIGNED:
            below[-1].append(figure)
        else:
            below.append([figure])
    return [*across, *(column for column in below if _are_enough(column))]


def _of_alike_sizes(cards: Sequence[Sequence[Paragraph]]) -> list[list[Paragraph]]:
    """Cards without the lines above them whose size no other card has: the page's title stands
    as near above the first of those below each other as its own name."""
    common = {round(part.size or 0.0) for part in cards[0]}
    for card in cards[1:]:
        common &= {round(part.size or 0.0) for part in card}
    return [[part for part in card if round(part.size or 0.0) in common] for card in cards]


def _are_enough(figures: Sequence[Paragraph]) -> bool:
    texts = [figure.text.strip() for figure in figures if is_figure(figure.text)]
    return len(texts) >= FEWEST and not _number_or_date(texts)


def _left(figure: Paragraph) -> float:
    return figure.bbox.x0 if figure.bbox is not None else 0.0


def _number_or_date(texts: Sequence[str]) -> bool:
    """Whether figures count the priorities of a plan ("1", "2", "3") or are the years of a line of
    time, and measure nothing."""
    if all(map(is_year, texts)):
        return True
    numbers = [int(text.rstrip(".")) for text in texts if text.rstrip(".").isdecimal()]
    steps = all(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) == len(texts) and steps


def _card(
    figure: Paragraph, others: Sequence[Paragraph], figures: Sequence[Paragraph]
) -> list[Paragraph]:
    """A figure with the smaller lines that stand in line with it, and nearer to it than to
    another of the ``figures``, from the top down."""
    box, size = figure.bbox, figure.size or 0.0
    if box is None:
        return [figure]
    card = [figure]
    near = sorted(
        (p for p in others if p.bbox is not None and (p.size or 0.0) * LARGER <= size),
        key=lambda p: abs(p.bbox.centre[1] - box.centre[1]) if p.bbox is not None else 0.0,
    )
    reach = box
    for part in near:
        own = part.bbox
        if own is None or not _in_line(own, box) or _gap(own, reach) > NEAR * size:
            continue
        rivals = [p.bbox for p in figures if p is not figure and p.bbox is not None]
        if all(_gap(own, box) < _gap(own, o) for o in rivals if _in_line(own, o)):
            card.append(part)
            reach = reach.union(own)
    return sorted(card, key=lambda p: p.bbox.top if p.bbox is not None else 0.0)


def _gap(one: BBox, other: BBox) -> float:
    return max(one.top - other.bottom, other.top - one.bottom)


def _in_line(one: BBox, other: BBox) -> bool:
    begun = abs(one.x0 - other.x0) <= ALIGNED
    return begun or abs(one.centre[0] - other.centre[0]) <= ALIGNED


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 2


def _grid(cards: Sequence[Sequence[Paragraph]]) -> Grid:
    cells: list[Cell] = []
    for col, card in enumerate(cards):
        boxes = [part.bbox for part in card if part.bbox is not None]
        box = boxes[0]
        for other in boxes[1:]:
            box = box.union(other)
        text = "\n".join(part.text for part in card)
        marks = tuple(mark for part in card for mark in part.marks)
        cells.append(Cell(0, col, text=text, bbox=box, page=card[0].page, marks=marks))
    whole = cells[0].bbox
    for cell in cells[1:]:
        whole = whole.union(cell.bbox) if whole is not None and cell.bbox is not None else whole
    return Grid(
        *(1, len(cells), tuple(cells)),
        page=cells[0].page,
        bbox=whole,
        ruling="tiles",
        confidence=SURE,
    )
