"""Tables whose columns stand apart: an empty column, narrow as a rule, between groups of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from xlscorecard.sheets.areas import Area, Layout, joined
from xlscorecard.sheets.blank_columns import is_note_beside, parted_at_blank_columns
from xlscorecard.sheets.naming import counts, has_names, head, numbers_names
from xlscorecard.values.words import parse_rag

# A banner or two may stand above one group of columns and not above the others.
_BANNERS = 2
# A table's last rows may have nothing in its last columns.
_LOOSE_ENDS = 1
_FEWEST_ROWS = 3
# A sheet of more blocks than these is none of a few tables.
_MOST_AREAS = 500
# One empty column lies between a left area's last column and a right one's first.
_APART = 2
_KEY = re.compile(r"(?:key|legend|colours?|symbols?|meaning)\b", re.IGNORECASE)


def with_spaced_columns(
    areas: Sequence[Area], painted: Sequence[Area], layout: Layout
) -> list[Area]:
    """The areas, those that go on behind one empty column made whole: what stands there begins
    and ends with the rows on its left, which have names, and has none of its own. Where the rows
    on the left are parted by headings, it may be in several parts, some of them ``painted`` cells
    alone."""
    if len(areas) > _MOST_AREAS:
        return list(areas)
    areas = parted_at_blank_columns(areas, layout)
    found = sorted(areas, key=lambda area: (area.left, area.top))
    at = 0
    while at < len(found):
        left = found[at]
        parts = [area for area in found if _is_beside(left, area)]
        ratings = [area for area in painted if _is_beside(left, area)] if parts else []
        right = reduce(Area.union, [*parts, *ratings]) if parts else None
        if right is not None and _goes_on(left, right, layout):
            found = [area for area in found if area not in parts]
            found[at] = left.union(right)  # and once more: further groups may follow
        else:
            at += 1
    return joined(found) if len(found) < len(areas) else list(areas)


def _is_beside(left: Area, area: Area) -> bool:
    """Whether an area stands behind one empty column, within the rows on its left."""
    within = left.top - _BANNERS <= area.top and area.bottom <= left.bottom + _LOOSE_ENDS
    return within and area.left - left.right == _APART


def _goes_on(left: Area, right: Area, layout: Layout) -> bool:
    if right.bottom - right.top + 1 < _FEWEST_ROWS:
        return False
    if abs(left.top - right.top) > _BANNERS or abs(left.bottom - right.bottom) > _LOOSE_ENDS:
        return False
    if _tallies(right, layout) or is_note_beside(left, right, layout):
        return False
    heads = [head(col, range(right.top, right.top + _BANNERS + 1), layout) for col in _cols(right)]
    if not all(heads) or _KEY.match(heads[0]):
        return False
    rows = range(max(left.top, right.top) + 1, min(left.bottom, right.bottom) + 1)
    alone = left.left < right.left == right.right  # a column of remarks is no table
    if not alone and (has_names(right.left, rows, layout) or counts(right.left, rows, layout)):
        return False
    above = range(right.top, right.top + _BANNERS + 1)
    if numbers_names(right.left, above, layout) and has_names(right.left + 1, rows, layout):
        return False
    return any(has_names(col, rows, layout) for col in _cols(left))


def _tallies(area: Area, layout: Layout) -> bool:
    """Whether an area counts ratings ("Green | 4", "Amber | 2"): each stands in it once."""
    if area.left == area.right:
        return False
    places = [(row, area.left) for row in range(area.top, area.bottom + 1)]
    texts = [c.text for place in places if (c := layout.contents.get(place)) and not c.empty]
    rated = [rag for text in texts if (rag := parse_rag(text)) is not None]
    counts = (layout.contents.get((row, area.left + 1)) for row, _ in places)
    counted = sum(c is not None and c.numeric for c in counts)
    return len(rated) > 1 and len(set(rated)) == len(rated) == counted


def _cols(area: Area) -> range:
    return range(area.left, area.right + 1)
