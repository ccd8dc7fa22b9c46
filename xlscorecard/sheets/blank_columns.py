"""Tables and notes side by side whose borders or stripes go on between them: a column without any
text parts them all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlscorecard.marks.colour import is_neutral
from xlscorecard.sheets.areas import Area, Layout, is_figure
from xlscorecard.sheets.content import Content
from xlscorecard.sheets.naming import counts, has_names, head, numbers_names
from xlscorecard.values.words import parse_rag

# The names of a table's columns stand in its first rows.
_HEADERS = 3
_FEWEST_ROWS = 2
# A target and a result, or a result and its rating; figures alone behind names may be the
# forecasts behind the officers of the measures at their left.
_FEWEST_FIGURES = 2
# An area of more places than these is no scorecard beside another.
_MOST_PLACES = 200_000


def parted_at_blank_columns(areas: Sequence[Area], layout: Layout) -> list[Area]:
    """The areas, those apart that a column without texts parts into a table and another table of
    its own, or a table and a note beside it."""
    found: list[Area] = []
    waiting = list(reversed(areas))
    while waiting:
        area = waiting.pop()
        parts = next(_partings(area, layout), None)
        if parts is None:
            found.append(area)
        else:
            found.append(parts[0])
            waiting.append(parts[1])
    return found


def _partings(area: Area, layout: Layout) -> Iterator[tuple[Area, Area]]:
    """What stands at the left and at the right of each column at which an area comes apart."""
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) > _MOST_PLACES:
        return
    for col in range(area.left + 1, area.right):
        if not _is_blank(area, col, layout):
            continue
        left = _trimmed(Area(area.top, area.left, area.bottom, col - 1), layout)
        right = _trimmed(Area(area.top, col + 1, area.bottom, area.right), layout)
        if left is None or right is None:
            continue
        if is_note_beside(left, right, layout) or _is_own_table(left, right, layout):
            yield left, right


def _is_blank(area: Area, col: int, layout: Layout) -> bool:
    """Whether nothing but borders and plain paint stands in a column, and nothing reaches over
    it."""
    for row in range(area.top, area.bottom + 1):
        if (row, col) in layout.merges:
            return False
        content = layout.contents.get((row, col))
        if content is None:
            continue
        if not content.empty or not (content.fill is None or is_neutral(content.fill)):
            return False
    return True


def _trimmed(area: Area, layout: Layout) -> Area | None:
    """An area without the rows above its first and below its last text, and without blank columns
    at its left; None where it has no text."""
    rows = [row for row in range(area.top, area.bottom + 1) if texts_in_row(area, row, layout)]
    if not rows:
        return None
    left = next(col for col in range(area.left, area.right + 1) if not _is_blank(area, col, layout))
    return Area(rows[0], left, rows[-1], area.right)


def texts_in_row(area: Area, row: int, layout: Layout) -> list[tuple[int, Content]]:
    """What stands in a row of an area, with its column; merged cells only where they begin."""
    places = ((col, layout.contents.get((row, col))) for col in range(area.left, area.right + 1))
    return [(col, content) for col, content in places if content is not None and not content.empty]


def is_note_beside(left: Area, right: Area, layout: Layout) -> bool:
    """Whether a lone column is a note beside a table, no remarks on its rows: a text of it stands
    beside the heading of a section."""
    if right.left != right.right:
        return False
    rows = range(max(left.top, right.top) + 1, min(left.bottom, right.bottom) + 1)
    return any(
        _heads_section(left, row, layout) for row in rows if texts_in_row(right, row, layout)
    )


def _heads_section(area: Area, row: int, layout: Layout) -> bool:
    """Whether a row holds one text alone that is merged or set in another look than others."""
    texts = texts_in_row(area, row, layout)
    if len(texts) != 1 or texts[0][0] > area.left + 1:
        return False
    col, content = texts[0]
    wide = (merged := layout.merges.get((row, col))) is not None and merged.right > merged.left
    return wide or content.bold or content.fill is not None


def _is_own_table(left: Area, right: Area, layout: Layout) -> bool:
    """Whether both of two areas beside each other have headers, names of their own and figures."""
    return _is_table(left, layout) and _is_table(right, layout)


def _is_table(area: Area, layout: Layout) -> bool:
    if area.right == area.left or area.bottom - area.top < _FEWEST_ROWS:
        return False
    starts = range(area.top, area.bottom)
    top = next((row for row in starts if len(texts_in_row(area, row, layout)) > 1), None)
    if top is None:
        return False
    above = range(top, min(top + _HEADERS, area.bottom + 1))
    rows = [r for r in range(top + 1, area.bottom + 1) if len(texts_in_row(area, r, layout)) > 1]
    named = area.left
    if numbers_names(named, above, layout) or counts(named, rows, layout):
        named += 1
    if not head(named, above, layout) or not has_names(named, rows, layout):
        return False
    columns = range(named + 1, area.right + 1)
    return sum(_measures(col, rows, layout) for col in columns) >= _FEWEST_FIGURES


def _measures(col: int, rows: Sequence[int], layout: Layout) -> bool:
    """Whether at least half of the cells of a column hold figures, or ratings."""
    shown = (layout.contents.get((row, col)) for row in rows)
    return sum(content is not None and _tells(content) for content in shown) * 2 >= len(rows)


def _tells(content: Content) -> bool:
    painted = content.fill is not None and not is_neutral(content.fill)
    rated = bool(content.marks) or painted or parse_rag(content.text) is not None
    return rated or is_figure(content)
