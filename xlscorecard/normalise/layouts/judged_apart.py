"""What a table below one measure's figures says of it: target, rating, who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.normalise.layouts.sideways import (
    figures_below,
    judged_below,
    tells_one,
    with_columns,
    with_results,
)


def with_judgements(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with what a table below one measure's figures says of it beside them."""
    held: list[Block] = []
    for block in blocks:
        first = held[0] if held else None
        if isinstance(block, Grid):
            below = isinstance(first, Grid) and not _beside(first, block)
            more = (judged_below(block) or figures_below(block)) if below else []
            if with_results(more) and any(_says(line) for line in held[1:]):
                more = []  # the text between may tell of other figures
            if more and isinstance(first, Grid):
                held[0] = with_columns(first, more)
                continue
            yield from held
            held = []
            if tells_one(block):
                held = [block]
            else:
                yield block
        elif held and (block.furniture or _only_says(block)):
            held.append(block)
        else:
            yield from held
            held = []
            yield block
    yield from held


def _beside(one: Grid, other: Grid) -> bool:
    """Whether two tables of a page stand beside each other: each has a name of its own."""
    if one.bbox is None or other.bbox is None or one.page != other.page:
        return False
    return one.bbox.x1 <= other.bbox.x0 or other.bbox.x1 <= one.bbox.x0


def _says(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.furniture


def _only_says(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a sentence: what follows another line may be of something else."""
    return paragraph.level is None and not paragraph.bold and paragraph.text.rstrip().endswith(".")
