"""``laid_out``: the pages of a printed worksheet → each row of them as one page, as wide as the
sheet is.

Excel and Calc print the columns that fit, and the others on pages of their own: on the next ones
("over, then down"), or after all pages of the first columns ("down, then over").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlscorecard.model.grid import Block, Grid
from xlscorecard.model.page import Beside, Page
from xlscorecard.tables.joining.print_titles import PRINTED
from xlscorecard.tables.prints.page_texts import PageTexts, texts_of
from xlscorecard.tables.prints.right_of import (
    Further,
    further_of,
    goes_on_right_of,
    has_titles,
    is_right_of,
    same_columns,
)
from xlscorecard.tables.prints.wide_page import widened_page

# So many pages are held until it is known which are beside each other.
MOST_PAGES = 48
# Tables without lines fall apart on a page that is no worksheet's.
LOOSE = {"none", "zebra", "tiles"}
# Pages below each other have this share of their columns' edges in common: other tables may stand
# on them.
ALIKE = 0.5


@dataclass(slots=True)
class _Row:
    """Pages beside each other: the first, whose texts begin the rows, and what ``further`` ones
    have; ``goes_on`` is whether the first has the columns of the row above."""

    base: PageTexts
    further: list[tuple[PageTexts, Further]]
    goes_on: bool
    titled: bool = False


def laid_out(pages: Iterable[Page]) -> Iterator[tuple[Page, tuple[Page, ...]]]:
    """The pages, those of a worksheet that lie beside each other as one, at the place of the first
    of them, each with those that it is made of. Others, and those of which it is not plain, are as
    they were."""
    rows = _Rows()
    for page in pages:
        part = _may_be_part(page)
        if part:
            rows.add(page)
        if not part or rows.count == MOST_PAGES:
            yield from rows.pages()
            rows = _Rows()
        if not part:
            yield page, (page,)
    yield from rows.pages()


def reads_as_sheet(blocks: Iterable[Block]) -> bool:
    """Whether all tables of a wide page are those of a worksheet, and there is one."""
    rulings = _rulings(blocks)
    return bool(rulings) and rulings <= set(PRINTED)


def reads_alike(wide: Iterable[Block], first: Iterable[Block]) -> bool:
    """Whether the tables of a wide page were found as those of its first page are, by itself."""
    rulings = _rulings(wide)
    return bool(rulings) and rulings <= {*PRINTED, *(_rulings(first) - LOOSE)}


def _rulings(blocks: Iterable[Block]) -> set[str]:
    return {block.ruling for block in blocks if isinstance(block, Grid)}


def _may_be_part(page: Page) -> bool:
    """Whether a page was made from a worksheet, and can be read by where its texts stand."""
    if not page.sheet or page.scanned or page.scrambled or page.unread:
        return False
    if any(picture.rgba is None for picture in page.pictures):  # larger than a symbol
        return False
    return bool(page.words) and not any(word.rotation for word in page.words)


class _Rows:
    """The rows of pages so far. A sheet's pages are added either row by row, or column by column:
    then the next one is expected beside the row at ``_next``."""

    def __init__(self) -> None:
        self.count = 0
        self._rows: list[_Row] = []
        self._next: int | None = None

    def add(self, page: Page) -> None:
        """A page, beside the row that it belongs to, or as one of its own."""
        self.count += 1
        texts = texts_of(page)
        at = self._row_of(texts)
        if at is None:
            above = self._rows[-1] if self._rows else None
            goes_on = above is not None and same_columns(above.base, texts.texts, least=ALIKE)
            self._rows.append(_Row(texts, [], goes_on))
            self._next = None
            return
        self._next = at + 1 if at + 1 < len(self._rows) else None

    def pages(self) -> Iterator[tuple[Page, tuple[Page, ...]]]:
        """The rows, each as one page, and its pages."""
        above: tuple[Beside, ...] = ()
        for row in self._rows:
            parts = (row.base.page, *(texts.page for texts, _ in row.further))
            places = above if row.goes_on else ()
            wide = widened_page(row.base, row.further, places, sure=row.titled)
            yield wide, parts
            above = places or wide.beside

    def _row_of(self, texts: PageTexts) -> int | None:
        """The row that a page lies beside, which it is added to."""
        if not self._rows:
            return None
        last = len(self._rows) - 1
        first = last
        while self._rows[first].goes_on:
            first -= 1
        if self._next is not None:
            places = [self._next]
        elif self._rows[first].further:
            places = [last, first]
        else:
            places = list(dict.fromkeys([first, last]))
        return next((at for at in places if self._fits(at, first, texts)), None)

    def _fits(self, at: int, first: int, texts: PageTexts) -> bool:
        row = self._rows[at]
        further = further_of(row.base, texts)
        if further is None:
            return False
        known = self._rows[first]
        beside = [text for _, own in row.further for text in own.own]
        if at > first and known.further:
            fits = goes_on_right_of(row.base, beside, texts, further, titled=known.titled)
            titled = known.titled
        else:
            fits = is_right_of(row.base, beside, texts, further)
            titled = fits and has_titles(row.base, texts, further)
        if fits:
            row.further.append((texts, further))
            row.titled = titled and (row.titled or len(row.further) == 1)
        return fits
