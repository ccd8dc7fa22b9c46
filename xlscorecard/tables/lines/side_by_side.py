"""Names of tables that stand side by side: each goes right before the table that it stands over."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Grid, Paragraph


def with_names_before_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page in reading order; of names beside each other above tables beside each
    other, each is put right before its own table: what is between may be their charts."""
    ordered = list(blocks)
    for grid in [block for block in blocks if isinstance(block, Grid)]:
        at = _place(ordered, grid)
        grids = (n for n in range(at) if isinstance(ordered[n], Grid))
        first = next((n for n in grids if _are_beside(ordered[n], grid)), None)
        if first is None:
            continue
        start = max((n + 1 for n in range(first) if isinstance(ordered[n], Grid)), default=0)
        above = [block for block in ordered[start:first] if _is_name(block)]
        own = [name for name in above if _is_over(name, grid) and _has_rival(name, above, grid)]
        for name in own:
            del ordered[_place(ordered, name)]
            ordered.insert(_place(ordered, grid), name)
    return ordered


def _place(blocks: Sequence[Block], block: Block) -> int:
    return next(n for n, other in enumerate(blocks) if other is block)


def _is_name(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.furniture


def _has_rival(name: Block, above: Sequence[Block], grid: Grid) -> bool:
    """Whether another name stands beside one, and over a neighbour of its table."""
    return any(_are_beside(other, name) and not _is_over(other, grid) for other in above)


def _is_over(name: Block, grid: Grid) -> bool:
    if name.bbox is None or grid.bbox is None:
        return False
    return name.bbox.bottom <= grid.bbox.top and _shared(name.bbox, grid.bbox) > 0


def _are_beside(one: Block, other: Block) -> bool:
    """Whether two blocks stand at one height, and apart."""
    if one.bbox is None or other.bbox is None or one is other:
        return False
    level = min(one.bbox.bottom, other.bbox.bottom) > max(one.bbox.top, other.bbox.top)
    return level and _shared(one.bbox, other.bbox) <= 0


def _shared(one: BBox, other: BBox) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)
