"""Headers that stand above a table's lines without any line or paint of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.tables.lines.layout import Layout, Slot
from xlscorecard.tables.lines.text import lines_of, mostly, text_of_line
from xlscorecard.tables.lines.values import is_figure, is_plain_figure, is_value

# So many lines at most, each no further from the next than this many letter heights.
_MOST_LINES, _NEXT = 4, 1.1
# Texts over two columns stand at least so many letter heights apart: words of a sentence do not.
_APART = 0.45
# Lines of one header are of one size, within this share of it: a heading's is larger.
_SAME_SIZE = 0.08
# A text reaches over its column's sides by no more than this (points).
_OVER = 1.5
_FEWEST_COLUMNS = 3


def with_header_above(layout: Layout, words: Sequence[Word], others: Sequence[BBox]) -> Layout:
    """The layout with a row more for the bold texts right above it, where each stands over one
    column and every column but the first has one, and its own first row is no header; ``others``
    are the boxes of the page's other tables, whose words are theirs."""
    if layout.cols < _FEWEST_COLUMNS or not _begins_with_values(layout, words):
        return layout
    free = _words_above(layout, words, others)
    top = layout.bbox.top
    header: list[Word] = []
    for line in sorted(lines_of(free), key=_top, reverse=True)[:_MOST_LINES]:
        size = max(word.size for word in line)
        bottom = max(word.bbox.bottom for word in line)
        near = top - bottom <= _NEXT * size
        alike = not header or abs(size - header[0].size) <= _SAME_SIZE * size
        if not (near and alike and mostly(line, "bold") and _parted(line, layout)):
            break
        if _has_figures(line, layout):
            break  # a total, or a row of all services, stands above its parts
        header += line
        top = _top(line)
    held = {_column(word, layout) for word in header}
    if not held.issuperset(range(1, layout.cols)):
        return layout
    slots = [Slot(0, col) for col in range(layout.cols)]
    slots += [replace(slot, row=slot.row + 1) for slot in layout.slots]
    return replace(layout, ys=(top - 1.0, *layout.ys), slots=tuple(slots))


def with_names_above(layout: Layout, words: Sequence[Word], others: Sequence[BBox]) -> Layout:
    """The layout whose columns no line parts, with a row more for the line of bold texts right
    above it: its names tell the columns together with what stands below them."""
    if layout.cols >= _FEWEST_COLUMNS or not _begins_with_values(layout, words):
        return layout
    lines = lines_of(_words_above(layout, words, others))
    line = max(lines, key=_top, default=[])
    size = max((word.size for word in line), default=0.0)
    near = bool(line) and layout.bbox.top - max(w.bbox.bottom for w in line) <= _NEXT * size
    if not near or not mostly(line, "bold"):
        return layout
    apart = [after for before, after in pairwise(line) if _stand_apart(before, after)]
    if len(apart) < _FEWEST_COLUMNS or sum(is_plain_figure(w.text) for w in line) * 2 > len(line):
        return layout
    slots = [Slot(0, col) for col in range(layout.cols)]
    slots += [replace(slot, row=slot.row + 1) for slot in layout.slots]
    return replace(layout, ys=(_top(line) - 1.0, *layout.ys), slots=tuple(slots))


def _stand_apart(before: Word, after: Word) -> bool:
    return after.bbox.x0 - before.bbox.x1 > _APART * before.size


def _words_above(layout: Layout, words: Sequence[Word], others: Sequence[BBox]) -> list[Word]:
    """The words between a table's sides and above it that stand in no other table."""
    box = layout.bbox
    return [
        word
        for word in words
        if word.bbox.bottom <= box.top + _OVER
        and box.x0 - _OVER <= word.bbox.x0 <= box.x1
        and not any(other.holds(*word.bbox.centre) for other in others)
    ]


def _begins_with_values(layout: Layout, words: Sequence[Word]) -> bool:
    """Whether a layout's first row is none of words alone that a header could be: it holds a
    figure, or is set in plain letters but for its name."""
    first = [word for word in words if layout.bbox.holds(*word.bbox.centre)]
    first = [word for word in first if word.bbox.centre[1] < layout.ys[1]]
    if any(is_value(word.text) or is_figure(word.text) for word in first):
        return True
    return bool(first) and not any(word.bold for word in first)


def _parted(line: Sequence[Word], layout: Layout) -> bool:
    """Whether each word of a line stands over one column, and words over different columns do
    not follow each other as those of a sentence do."""
    columns = [_column(word, layout) for word in line]
    if None in columns or text_of_line(line).endswith("."):
        return False
    return all(
        one == other or _stand_apart(before, after)
        for (one, before), (other, after) in pairwise(zip(columns, line, strict=True))
    )


def _has_figures(line: Sequence[Word], layout: Layout) -> bool:
    """Whether most of a line's texts behind the first column are figures, and no years."""
    texts: dict[int | None, list[Word]] = {}
    for word in line:
        texts.setdefault(_column(word, layout), []).append(word)
    values = [text_of_line(own) for col, own in texts.items() if col != 0]
    return 2 * sum(map(is_plain_figure, values)) > len(values)


def _column(word: Word, layout: Layout) -> int | None:
    """The column that a word stands over; None where it reaches over another's."""
    for col, (low, high) in enumerate(pairwise(layout.xs)):
        if low - _OVER <= word.bbox.x0 and word.bbox.x1 <= high + _OVER:
            return col
    return None


def _top(line: Sequence[Word]) -> float:
    return min(word.bbox.top for word in line)
