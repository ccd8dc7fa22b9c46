"""Strategies for pages with tables of any layout, whose every word is known."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Page, Word

_WIDTH, _HEIGHT = 842.0, 595.0
_SIZE, _LINE = 9.0, 11.0
# A letter of Helvetica is about half as wide as it is high.
_LETTER = 0.5 * _SIZE


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page with one table: ``texts`` row by row as drawn, a merged cell's at its first place
    and None at those that it covers. ``full`` where every cell has a border all round, and each
    row and column one of its own."""

    page: Page
    texts: tuple[tuple[str | None, ...], ...]
    full: bool


@st.composite
def _texts(draw: st.DrawFn, number: int) -> str:
    """The text of cell ``number``: words that stand nowhere else, in one or two lines."""
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return f"{number}.{draw(st.integers(0, 9))}%"
    if kind == 1:
        return f"{1_000 + number:,}"
    if kind == 2:
        return f"n{number}a o{number}b\np{number}c"
    if kind == 3:
        return f"Q{number}z"
    return f"word{number}" if kind == 4 else f"two{number}x more{number}y"


@st.composite
def _merges(draw: st.DrawFn, rows: int, cols: int) -> dict[tuple[int, int], tuple[int, int]]:
    """The owner (row, col) of each place."""
    owner = {(row, col): (row, col) for row in range(rows) for col in range(cols)}
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, cols - 1))
        down, across = draw(st.sampled_from([(1, 2), (2, 1), (1, 3), (2, 2)]))
        places = [
            (row, col)
            for row in range(top, min(top + down, rows))
            for col in range(left, min(left + across, cols))
        ]
        if all(owner[place] == place for place in places):
            owner |= dict.fromkeys(places, (top, left))
    # A place that was swallowed keeps its owner's own owner: merges do not nest.
    return owner


def _cell_words(text: str, left: float, top: float) -> list[Word]:
    made: list[Word] = []
    for line, content in enumerate(text.split("\n")):
        x = left
        for word in content.split():
            wide = _LETTER * len(word)
            high = top + line * _LINE
            made.append(Word(word, BBox(x, high, x + wide, high + _SIZE), size=_SIZE))
            x += wide + 0.6 * _LETTER
    return made


@st.composite
def drawn_tables(draw: st.DrawFn, page: int = 1) -> Drawn:
    """A page with a table: any columns, merges, rules, fills, empty cells, and text around it."""
    rows, cols = draw(st.integers(2, 9)), draw(st.integers(2, 7))
    owner = draw(_merges(rows, cols))
    widths = [draw(st.sampled_from([78.0, 92.0, 108.0])) for _ in range(cols)]
    heights = [draw(st.sampled_from([26.0, 30.0, 44.0])) for _ in range(rows)]
    left, top = draw(st.sampled_from([30.0, 36.5, 61.2])), draw(st.sampled_from([40.0, 90.0]))
    xs, ys = [left], [top]
    for width in widths:
        xs.append(xs[-1] + width)
    for height in heights:
        ys.append(ys[-1] + height)
    rules = draw(st.sampled_from(["full", "full", "horizontal", "outer", "none"]))
    dense = draw(st.booleans())
    first = page * 1_000
    texts: list[list[str | None]] = []
    words: list[Word] = []
    edges: list[Edge] = []
    for row in range(rows):
        texts.append([])
        for col in range(cols):
            if owner[row, col] != (row, col):
                texts[-1].append(None)
            else:
                empty = not dense and draw(st.integers(0, 3)) == 0
                text = "" if empty else draw(_texts(first + row * cols + col))
                texts[-1].append(text)
                words += _cell_words(text, xs[col] + 4, ys[row] + 3)
            if rules == "full":
                edges += _borders(owner, row, col, xs, ys)
    if rules == "horizontal":
        edges += [Edge(xs[0], y, xs[-1], y) for y in ys]
    elif rules == "outer":
        edges += [Edge(xs[0], y, xs[-1], y) for y in (ys[0], ys[-1])]
        edges += [Edge(x, ys[0], x, ys[-1]) for x in (xs[0], xs[-1])]
    fills = [
        Fill(BBox(xs[0], ys[row], xs[-1], ys[row + 1]), draw(st.sampled_from(_PAINTS)))
        for row in range(rows)
        if draw(st.integers(0, 4)) == 0
    ]
    if draw(st.booleans()):
        words += _cell_words(f"Title{first} above{first}", left, top - 22)
    if draw(st.booleans()):
        words += _cell_words(f"Note{first} below{first}", left, ys[-1] + 8)
    drawn = Page(page, _WIDTH, _HEIGHT, tuple(words), tuple(edges), tuple(fills))
    return Drawn(drawn, tuple(map(tuple, texts)), rules == "full" and _is_seen(owner))


_PAINTS = (Rgb(217, 217, 217), Rgb(0, 32, 96), Rgb(255, 192, 0), Rgb(192, 0, 0))


def _is_seen(owner: dict[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether some border is drawn between each row and the next, and each column."""
    rows = {row for row, col in owner if owner[row, col] != owner.get((row - 1, col))}
    cols = {col for row, col in owner if owner[row, col] != owner.get((row, col - 1))}
    return rows == {row for row, _ in owner} and cols == {col for _, col in owner}


def _borders(
    owner: dict[tuple[int, int], tuple[int, int]],
    row: int,
    col: int,
    xs: list[float],
    ys: list[float],
) -> list[Edge]:
    """The borders of one place towards every place of another cell."""
    mine = owner[row, col]
    x0, x1, top, bottom = xs[col], xs[col + 1], ys[row], ys[row + 1]
    sides = (
        ((row - 1, col), Edge(x0, top, x1, top)),
        ((row + 1, col), Edge(x0, bottom, x1, bottom)),
        ((row, col - 1), Edge(x0, top, x0, bottom)),
        ((row, col + 1), Edge(x1, top, x1, bottom)),
    )
    return [edge for place, edge in sides if owner.get(place) != mine]
