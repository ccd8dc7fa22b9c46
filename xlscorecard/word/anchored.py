"""Shapes that are anchored in one cell of a table and lie over another cell of its row: people draw
a light over the column of ratings, and Word ties it to the name of the measure."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from xlscorecard.word.layout import Layout, Place, grid_edges
from xlscorecard.word.names import WP, W, whole

_EMU_PER_TWIP = 635
_MARGIN = 108  # twentieths of a point, between a cell's side and its text
# Further up or down than these (EMU), a shape may lie over another row.
_HIGHEST, _LOWEST = -250_000, 450_000


def laid_over_others(
    table: etree._Element, layout: Layout
) -> Iterator[tuple[etree._Element, Place, Place]]:
    """Each drawing in a table that lies over another cell than its own, with both cells."""
    anchors = list(table.iter(WP + "anchor"))
    edges = grid_edges(table, layout.columns) if anchors else []
    if not edges:
        return
    owners = {place.element: place for place in layout.places}
    for anchor in anchors:
        own = owners.get(next(anchor.iterancestors(W + "tc")))
        middle = _middle(anchor)
        if own is None or middle is None:
            continue
        at = edges[own.col] + _MARGIN + middle
        over = next((p for p in layout.places if _covers(p, own.row, at, edges)), None)
        drawing = anchor.getparent()
        if over is not None and over is not own and drawing is not None:
            yield drawing, own, over


def _covers(place: Place, row: int, at: int, edges: list[int]) -> bool:
    within = place.row <= row < place.row + place.rowspan
    return within and edges[place.col] <= at < edges[place.col + place.colspan]


def _middle(anchor: etree._Element) -> int | None:
    """How far the middle of a shape is from the left of its cell's text, in twentieths of a point;
    None where that is not said, or it is not on the line that it is anchored in (20.4.2.10)."""
    across, down = (anchor.find(WP + name) for name in ("positionH", "positionV"))
    extent = anchor.find(WP + "extent")
    if across is None or down is None or extent is None or anchor.get("layoutInCell") == "0":
        return None
    if across.get("relativeFrom") != "column" or down.get("relativeFrom") != "paragraph":
        return None
    offset, fall = (position.find(WP + "posOffset") for position in (across, down))
    if offset is None or fall is None or not _HIGHEST <= whole(fall.text) <= _LOWEST:
        return None
    return (whole(offset.text) + whole(extent.get("cx")) // 2) // _EMU_PER_TWIP
