"""The order of a paper's pages, where a sheet shows two: a table goes on from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlscorecard.model.grid import Block, Grid
from xlscorecard.model.page import Page


@dataclass(slots=True)
class PageOrder:
    """Places of a paper's pages, of which each is one later than that before it: a page's number
    until a sheet shows two, then as much more as further pages have come. Tables are joined by
    their places and get the numbers of their sheets back."""

    _further: int = 0
    _numbers: dict[int, int] = field(default_factory=dict)

    def placed(self, page: Page, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks of a page, which comes after those before it, with its place as its number."""
        self._further += page.leaf > 1
        if not self._further:
            return tuple(blocks)
        place = page.number + self._further
        self._numbers[place] = page.number
        return tuple(_renumbered(block, {page.number: place}) for block in blocks)

    def restored(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks with the numbers of the sheets that they stand on."""
        for block in blocks:
            yield _renumbered(block, self._numbers) if self._numbers else block


def _renumbered(block: Block, numbers: Mapping[int, int]) -> Block:
    """A block on other pages: ``numbers`` gives those of the pages that change theirs."""
    page = numbers.get(block.page, block.page) if block.page is not None else None
    if not isinstance(block, Grid):
        return replace(block, page=page)
    cells = (
        replace(cell, page=numbers.get(cell.page, cell.page)) if cell.page is not None else cell
        for cell in block.cells
    )
    pieces = ((numbers.get(at, at), first, last) for at, first, last in block.pieces)
    return replace(block, page=page, cells=tuple(cells), pieces=tuple(pieces))
