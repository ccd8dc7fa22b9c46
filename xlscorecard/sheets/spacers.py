"""Tables whose columns stand apart: an empty column, narrow as a rule, between groups of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.sheets.areas import Area, Layout, joined
from xlscorecard.sheets.content import Content

# A banner or two may stand above one group of columns and not above the others.
_BANNERS = 2
# A table's last rows may have nothing in its last columns.
_LOOSE_ENDS = 1
_FEWEST_ROWS = 3
# One empty column lies between a left area's last column and a right one's first.
_APART = 2
_SHORTEST_NAME = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_KEY = re.compile(r"(?:key|legend|colours?|symbols?|meaning)\b", re.IGNORECASE)


def with_spaced_columns(areas: Sequence[Area], layout: Layout) -> list[Area]:
    """The areas, those that go on behind one empty column made whole: what stands there begins
    and ends with the rows on its left, which have names, and has none of its own."""
    found: list[Area] = []
    for area in sorted(areas, key=lambda area: (area.left, area.top)):
        left = next((other for other in found if _goes_on(other, area, layout)), None)
        if left is None:
            found.append(area)
        else:
            found[found.index(left)] = left.union(area)
    return joined(found) if len(found) < len(areas) else list(areas)


def _goes_on(left: Area, right: Area, layout: Layout) -> bool:
    if right.left - left.right != _APART or right.bottom - right.top + 1 < _FEWEST_ROWS:
        return False
    if abs(left.top - right.top) > _BANNERS or abs(left.bottom - right.bottom) > _LOOSE_ENDS:
        return False
    first = max(left.top, right.top) + 1
    rows = range(first, min(left.bottom, right.bottom) + 1)
    head = layout.contents.get((right.top, right.left))
    keyed = head is not None and _KEY.match(head.text) is not None
    if keyed or _names(right.left, rows, layout):
        return False
    return any(_names(col, rows, layout) for col in range(left.left, left.right + 1))


def _names(col: int, rows: Sequence[int], layout: Layout) -> bool:
    """Whether most of a column's texts are names, each another: words, or years."""
    shown = [c for row in rows if (c := layout.contents.get((row, col))) and not c.empty]
    names = {content.text for content in shown if _is_name(content)}
    return len(names) * 2 > len(rows)


def _is_name(content: Content) -> bool:
    text = content.text.strip()
    if _YEAR.fullmatch(text):
        return True
    worded = sum(map(str.isalpha, text)) >= _SHORTEST_NAME
    return worded and not content.numeric
