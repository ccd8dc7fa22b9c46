"""Finds the tables of a sheet: blocks of cells that hang together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from xlscorecard.sheets.content import Content

Place = tuple[int, int]
MOST_AREAS = 20_000
# One empty row lies between the last row above and the first one below.
_APART = 2
_FIGURE = re.compile(r"[-−+<>]?£?[-−]?\d[\d,]*(?:\.\d+)?\s?%?(?:\s?\([^()]*\))?")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of places, all four sides included."""

    top: int
    left: int
    bottom: int
    right: int

    def union(self, other: Area) -> Area:
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def overlaps(self, other: Area) -> bool:
        """Whether both share a place, or one begins in the row right below the other: the names of
        a header over two rows may stand in the first, those of the rows only at the left."""
        return (
            self.top <= other.bottom + 1
            and other.top <= self.bottom + 1
            and self.left <= other.right
            and other.left <= self.right
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's shown places: contents by place, and merged areas by the place of each cell."""

    contents: Mapping[Place, Content]
    merges: Mapping[Place, Area]


class TooLarge(Exception):
    """Cells so scattered that no table can be made of them."""


def find_areas(layout: Layout) -> tuple[list[Area], list[Area]]:
    """The blocks of a sheet, cells hang together when they touch, corners included, and those of
    painted cells without a text. Raises TooLarge for a sheet of stray cells without end."""
    texts: list[Area] = []
    painted: list[Area] = []
    for part in _components(layout):
        shown = (layout.contents.get(place) for place in part)
        told = any(content is not None and not content.empty for content in shown)
        (texts if told else painted).append(_component_area(part, layout))
    return joined(texts), painted


def in_reading_order(areas: list[Area], layout: Layout) -> list[Area]:
    """The blocks in reading order, top first, then left; one that goes on below an empty row with
    figures and no header of its own belongs to the block above."""
    return _continued(sorted(areas, key=lambda area: (area.top, area.left)), layout)


def _occupied(layout: Layout) -> set[Place]:
    """Places that show something. A fill alone counts unless it is the sheet's backdrop: a
    colour on more empty places than there are texts. Borders alone count but in columns between
    tables: two or more beside each other without any text."""
    texts = {place for place, content in layout.contents.items() if not content.empty}
    fills = Counter(
        content.fill for content in layout.contents.values() if content.empty and content.fill
    )
    backdrops = {colour for colour, count in fills.items() if count > len(texts)}
    told = {col for _, col in texts}
    coloured = {
        (row, col)
        for (row, col), content in layout.contents.items()
        if content.empty
        and (
            (content.bordered and (col in told or {col - 1, col + 1} <= told))
            or (content.fill is not None and content.fill not in backdrops)
        )
    }
    return texts | coloured


def _components(layout: Layout) -> list[set[Place]]:
    rest = _occupied(layout)
    for place, area in layout.merges.items():
        if (area.top, area.left) in rest:
            rest.add(place)
    found: list[set[Place]] = []
    while rest:
        start = rest.pop()
        part, edge = {start}, [start]
        while edge:
            row, col = edge.pop()
            for near in (
                (row + down, col + across) for down in (-1, 0, 1) for across in (-1, 0, 1)
            ):
                if near in rest:
                    rest.discard(near)
                    part.add(near)
                    edge.append(near)
        found.append(part)
    return found


def _component_area(part: set[Place], layout: Layout) -> Area:
    rows = [row for row, _ in part]
    cols = [col for _, col in part]
    area = Area(min(rows), min(cols), max(rows), max(cols))
    for place in part:
        if place in layout.merges:
            area = area.union(layout.merges[place])
    return area


def joined(areas: list[Area]) -> list[Area]:
    """Areas that overlap become one, until none do."""
    if len(areas) > MOST_AREAS:
        raise TooLarge
    while True:
        found: list[Area] = []
        open_areas: list[Area] = []  # those that reach down to the area in hand
        for area in sorted(areas, key=lambda area: area.top):
            reaching = [other for other in open_areas if other.bottom >= area.top - 1]
            found += [other for other in open_areas if other.bottom < area.top - 1]
            merged = area
            for other in reaching:
                if other.overlaps(merged):
                    merged = merged.union(other)
            open_areas = [other for other in reaching if not other.overlaps(merged)]
            open_areas.append(merged)
        found += open_areas
        if len(found) == len(areas):
            return found
        areas = found


def _continued(areas: list[Area], layout: Layout) -> list[Area]:
    found: list[Area] = []
    taken: set[Area] = set()
    for number, area in enumerate(areas):
        if area in taken:
            continue
        above = next((o for o in reversed(found) if _is_below(area, o)), None)
        if above is None:
            found.append(area)
            continue
        pieces = _pieces_beside(area, areas[number + 1 :], above, layout)
        whole = reduce(Area.union, pieces)
        wide = whole.right - whole.left >= (above.right - above.left) / 2
        if wide and _starts_with_figures(whole, layout):
            found[found.index(above)] = above.union(whole)
            taken.update(pieces)
        else:
            found.append(area)
    return found


def _is_below(area: Area, above: Area) -> bool:
    """Whether an area lies below one empty row, within the columns of the one above."""
    return (
        above.bottom == area.top - _APART
        and above.left <= area.left
        and area.right <= above.right
        and above.right > above.left
    )


def _pieces_beside(
    area: Area, others: Sequence[Area], above: Area, layout: Layout
) -> tuple[Area, ...]:
    """An area with those beside it that columns without any text part from it, where its first row
    is filled as the last one above is: figures of quarters to come are missing in both."""
    pieces = (area, *(o for o in others if o.top == area.top and _is_below(o, above)))
    if len(pieces) > 1 and _filled(above, above.bottom, layout) != _filled(above, area.top, layout):
        return (area,)
    return pieces


def _filled(area: Area, row: int, layout: Layout) -> set[int]:
    places = ((row, col) for col in range(area.left, area.right + 1))
    return {
        place[1]
        for place in places
        if (c := layout.contents.get(place)) is not None and not c.empty
    }


def _starts_with_figures(area: Area, layout: Layout) -> bool:
    """Whether the first row with several cells holds a number, which no header row does."""
    for row in range(area.top, area.bottom + 1):
        shown = [
            content
            for col in range(area.left, area.right + 1)
            if (content := layout.contents.get((row, col))) is not None and not content.empty
        ]
        if len(shown) > 1:
            return any(is_figure(content) and not _looks_like_year(content) for content in shown)
    return False


def is_figure(content: Content) -> bool:
    """Whether a cell holds a number, or a text that is nothing but one."""
    return content.numeric or _FIGURE.fullmatch(content.text.strip()) is not None


def _looks_like_year(content: Content) -> bool:
    return len(content.text) == 4 and "1990" <= content.text <= "2100"
