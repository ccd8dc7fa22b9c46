"""Page headers, footers, page numbers and stamps: found by what repeats over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from xlscorecard.model.grid import Block, Grid, Paragraph, block_size
from xlscorecard.model.shelf import shelved
from xlscorecard.tables.lines.values import is_year

# How many paragraphs from the top and from the bottom of a page may be furniture.
OUTERMOST = 4
# The same line stands at the same height on each page, within a line's width.
SAME_PLACE = 4.0
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|[-–—(]\s*\d{1,4}\s*[-–—)]|\d{1,4}\s*(?:of|/)\s*\d{1,4}",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,6}")
# What says who may read a paper: the government's security classifications, those before 2014, and
# the words of committees' private papers.
_PROTECTIVE_MARKING = re.compile(
    r"\W*(?:(?:uk )?official|(?:top )?secret|restricted|protect|(?:strictly )?confidential|"
    r"not for publication|exempt|private|draft)"
    r"(?:\W+(?:sensitive|confidential|personal|commercial|draft|restricted))*\W*",
    re.IGNORECASE,
)
_BLANK_PAGE = re.compile(
    r"\W*(?:this )?page (?:is |has been )?(?:intentionally )?(?:left )?blank\W*", re.IGNORECASE
)


def mark_furniture(pages: Iterable[Sequence[Block]]) -> Iterator[tuple[Block, ...]]:
    """The same blocks, page by page once all are read, with furniture marked: lines at a page's
    top or bottom that repeat at the same place on other pages (numbers in them may count on),
    page numbers, who may read the paper, and the notice on a blank page.

    A large or bold line at the top that repeats is a heading where it first stands, and furniture
    after that.
    """
    candidates: list[list[tuple[int, Paragraph]]] = []
    sizes: Counter[float] = Counter()
    looked_at = _looked_at(pages, candidates, sizes)
    kept = shelved(looked_at, lambda blocks: sum(map(block_size, blocks)))
    body = sizes.most_common(1)[0][0] if sizes else float("inf")
    seen: Counter[tuple[str, int]] = Counter()
    for page in candidates:
        seen.update({key for _, paragraph in page for key in _keys(paragraph)})
    numbers = _running_numbers(candidates)
    met: set[str] = set()
    for number, blocks in enumerate(kept):
        furniture: set[int] = set()
        for index, paragraph in reversed(candidates[number]):  # a foot from its last line up
            text = paragraph.text.strip()
            if (
                _is_page_number(text)
                or (number, index) in numbers
                or _PROTECTIVE_MARKING.fullmatch(text)
            ):
                furniture.add(index)
            elif any(seen[key] > 1 for key in _keys(paragraph)):
                folded = _fold(text)
                heading = paragraph.bold or (paragraph.size or 0) > 1.15 * body
                last = _is_last(index, blocks, furniture)
                if folded in met or not heading or last:
                    furniture.add(index)
                if not last:
                    met.add(folded)
        yield tuple(
            replace(block, furniture=True)
            if isinstance(block, Paragraph)
            and (index in furniture or _BLANK_PAGE.fullmatch(block.text.strip()))
            else block
            for index, block in enumerate(blocks)
        )


def _is_last(index: int, blocks: Sequence[Block], furniture: Collection[int]) -> bool:
    """Whether nothing stands below a paragraph but what is furniture as well: it heads nothing."""
    box = blocks[index].bbox
    return box is not None and all(
        number in furniture or number == index or block.bbox is None or block.bbox.top < box.bottom
        for number, block in enumerate(blocks)
    )


def _looked_at(
    pages: Iterable[Sequence[Block]],
    candidates: list[list[tuple[int, Paragraph]]],
    sizes: Counter[float],
) -> Iterator[Sequence[Block]]:
    """The pages as they come, noting of each its outermost paragraphs and its letter sizes."""
    for blocks in pages:
        candidates.append(_outermost(blocks))
        _count_sizes(blocks, sizes)
        yield blocks


def _outermost(blocks: Sequence[Block]) -> list[tuple[int, Paragraph]]:
    """The first and last few paragraphs of a page, outside its tables."""
    placed = [(index, block) for index, block in enumerate(blocks) if block.bbox is not None]
    grids = [block.bbox for _, block in placed if isinstance(block, Grid) and block.bbox]
    paragraphs = [
        (index, block) for index, block in placed if isinstance(block, Paragraph) and block.bbox
    ]
    top = min((box.top for box in grids), default=float("inf"))
    bottom = max((box.bottom for box in grids), default=float("-inf"))
    by_top = sorted(paragraphs, key=lambda item: item[1].bbox.top if item[1].bbox else 0.0)
    first = [item for item in by_top[:OUTERMOST] if item[1].bbox and item[1].bbox.top < top]
    last = [
        item
        for item in by_top[-OUTERMOST:]
        if item[1].bbox and item[1].bbox.bottom > bottom and item not in first
    ]
    return first + last


def _fold(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.lower().split()))


def _keys(paragraph: Paragraph) -> tuple[tuple[str, int], ...]:
    """A text at a height; two keys, so that neighbours on either side of a step meet."""
    top = paragraph.bbox.top if paragraph.bbox else 0.0
    step = int(top / SAME_PLACE)
    nearer = step - 1 if top / SAME_PLACE - step < 0.5 else step + 1
    folded = _fold(paragraph.text)
    if not folded.strip("# "):
        return ()
    return ((folded, step), (folded, nearer))


def _is_page_number(text: str) -> bool:
    """Whether each line of a text numbers a page, and is no year ("19/20")."""
    lines = [line.strip() for line in text.splitlines()]
    return all(_PAGE_NUMBER.fullmatch(line) and not is_year(line) for line in lines)


def _running_numbers(
    candidates: Sequence[Sequence[tuple[int, Paragraph]]],
) -> set[tuple[int, int]]:
    """Bare numbers that count on with the pages; on a paper of one page, a 1 alone."""
    offsets: Counter[int] = Counter()
    bare: list[tuple[int, int, int]] = []
    for number, page in enumerate(candidates):
        own: list[tuple[int, int, int]] = []
        for index, paragraph in page:
            text = paragraph.text.strip()
            if text.isdigit() and _BARE_NUMBER.fullmatch(text):
                own.append((number, index, int(text) - number))
        offsets.update({offset for _, _, offset in own})
        bare += own
    return {
        (number, index)
        for number, index, offset in bare
        if offsets[offset] > 1 or (len(candidates) == 1 and offset == 1)
    }


def _count_sizes(blocks: Sequence[Block], sizes: Counter[float]) -> None:
    """The body of a text is set in the size of most of its letters."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.size:
            sizes[block.size] += len(block.text)
