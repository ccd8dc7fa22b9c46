"""Whether a page of a printed worksheet goes on, to the right, with the rows of another.

Where the sheet has print titles each page repeats the columns that name its rows: such pages are
known by them. Else the rows stand at the very heights of the other page's, headers beside headers
and figures beside figures, in columns of their own, and no names stand before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.tables.prints.page_texts import (
    SAME_EDGE,
    Heights,
    PageTexts,
    Places,
    column_edges,
    running,
    said,
)
from xlscorecard.tables.prints.texts import CellText
from xlscorecard.tables.ruled.sheets_abreast import FEWEST_NAMES, SHORTEST_NAME

# So many rows that are at the same heights, or have the same titles, are no chance.
FEWEST_ROWS = 4
FEWEST_TITLES = 3
# At least this share of a page's texts stand in rows of the other; of its figures beside figures;
# of the other's rows of figures beside some text. Cells merged over several rows have the one
# height, those beside them several: then so many of the other's rows have some text.
IN_ROWS = 0.9
IN_SOME = 0.5
ALL_COVERED = 0.9
BESIDE_FIGURES = 0.65
COVERED = 0.3
# Pages have the same columns where this share of the one's edges are the other's.
SAME_COLUMNS = 0.8


@dataclass(frozen=True, slots=True)
class Further:
    """What a page has beside the titles that it repeats: its ``own`` texts, from ``left`` on;
    ``titles`` end at ``titles_end``. ``gone`` are the places of the texts that stand on the other
    page as well: the titles, and what runs along the pages."""

    own: tuple[CellText, ...]
    titles: tuple[CellText, ...]
    gone: frozenset[int]
    left: float
    titles_end: float


def further_of(base: PageTexts, other: PageTexts) -> Further | None:
    """What another page has that does not stand at its place on the first one; None where that is
    nothing."""
    run = running(other, base)
    places = Places(base.texts)
    again = {at for at, text in enumerate(other.texts) if places.hold(text)}
    own = [at for at in range(len(other.texts)) if at not in run and at not in again]
    left = min((other.texts[at].bbox.x0 for at in own), default=0.0)
    if not own:
        end = max((other.texts[at].bbox.x1 for at in again - run), default=0.0)
        left = min((x for x in _marks(other) if x > end), default=0.0)
        if not left:
            return None
    first = [at for at in again - run if other.texts[at].bbox.x0 < left - SAME_EDGE]
    # a header alone may be that of the other page's first column, over other figures
    columns = Counter(round(other.texts[at].bbox.x0) for at in first)
    columned = [text for at in first if columns[round((text := other.texts[at]).bbox.x0)] > 1]
    end = max((text.bbox.x1 for text in columned), default=left)
    titles = [at for at in first if other.texts[at].bbox.x0 < end]
    left = min([left, *(other.texts[at].bbox.x0 for at in set(first).difference(titles))])
    gone = run | set(titles)
    return Further(
        tuple(text for at, text in enumerate(other.texts) if at not in gone),
        tuple(other.texts[at] for at in titles),
        frozenset(gone),
        left,
        max((other.texts[at].bbox.x1 for at in titles), default=0.0),
    )


def _marks(page: PageTexts) -> list[float]:
    """Where symbols begin: ratings alone may fill a page's columns."""
    places = [shape.bbox.x0 for shape in page.page.shapes]
    places += [symbol.bbox.x0 for symbol in page.page.pictures]
    return places + [fill.bbox.x0 for fill in page.page.fills]


def is_right_of(
    base: PageTexts, beside: Sequence[CellText], other: PageTexts, further: Further
) -> bool:
    """Whether a page goes on with the rows of the ``base``, of which nothing is known yet but what
    stands ``beside`` it."""
    if not _is_as_large(base, other):
        return False
    if has_titles(base, other, further):  # notes may stand beside them, in no row
        return not _heads_again(base, further)
    if not _stands_in_rows([*base.texts, *beside], further):
        return False
    rows = {round(text.bbox.bottom) for text in further.own}
    return (
        len(rows) >= FEWEST_ROWS
        and not names_rows(base, further.own)
        and not same_columns(base, further.own)
        and _figures_agree(base, other, further)
    )


def goes_on_right_of(
    base: PageTexts,
    beside: Sequence[CellText],
    other: PageTexts,
    further: Further,
    *,
    titled: bool,
) -> bool:
    """Whether a page goes on with the rows of the ``base``, where the pages before it on the sheet
    do so, and it comes where these let expect it; they are ``titled``, or not."""
    if not _is_as_large(base, other) or not _stands_in_rows([*base.texts, *beside], further):
        return False
    if titled:
        return bool(further.titles)
    return not names_rows(base, further.own) and not same_columns(base, further.own)


def has_titles(base: PageTexts, other: PageTexts, further: Further) -> bool:
    """Whether both pages begin with the same titles, row for row, and nothing else beside them."""
    own = {said(text) for text in further.titles}
    if len(own) < FEWEST_TITLES:
        return False
    gone = running(base, other)
    firsts = [
        text
        for at, text in enumerate(base.texts)
        if at not in gone and text.bbox.x1 < further.titles_end + SAME_EDGE
    ]
    return len(further.titles) >= IN_ROWS * len(firsts)


def same_columns(
    base: PageTexts, texts: Sequence[CellText], *, least: float = SAME_COLUMNS
) -> bool:
    """Whether texts have the columns of a page, or a share of them: they are further rows."""
    own, others = column_edges(texts), column_edges(base.texts)
    met = sum(any(abs(edge - other) < SAME_EDGE for other in others) for edge in own)
    return bool(own) and met >= least * len(own)


def _is_as_large(base: PageTexts, other: PageTexts) -> bool:
    one, two = base.page, other.page
    return abs(one.width - two.width) < 1.0 and abs(one.height - two.height) < 1.0


def _stands_in_rows(texts: Sequence[CellText], further: Further) -> bool:
    met = sum(map(Heights(texts).hold, further.own))
    if met >= IN_ROWS * len(further.own):
        return True
    if met < IN_SOME * len(further.own):
        return False
    top = min(text.bbox.top for text in further.own)
    bottom = max(text.bbox.bottom for text in further.own)
    beside = [text for text in texts if top < text.bbox.centre[1] < bottom]
    covered = sum(map(Heights(further.own).hold, beside))
    return len(beside) >= FEWEST_ROWS and covered >= ALL_COVERED * len(beside)


def names_rows(base: PageTexts, own: Sequence[CellText]) -> bool:
    """Whether the first of a page's own columns names rows that have a name on the other page."""
    left = min((text.bbox.x0 for text in own), default=0.0)
    end = min((text.bbox.x0 for text in own if text.figure), default=left + 1.0)
    first = [text for text in own if text.bbox.x0 < max(end, left + 1.0)]
    heights = Heights([text for text in base.texts if _may_name(text)])
    names = [said(text) for text in first if _may_name(text) and heights.hold(text)]
    ended = any(name.endswith(".") for name in names)
    return len(names) >= FEWEST_NAMES and len(set(names)) == len(names) and not ended


def _may_name(text: CellText) -> bool:
    return text.letters >= SHORTEST_NAME and not text.value


def _heads_again(base: PageTexts, further: Further) -> bool:
    """Whether the headers over a page's own columns are those of the other page: the same measures
    once more, of another period or place."""
    first = min((text.bbox.top for text in further.own if text.figure), default=0.0)
    heads = [text for text in further.own if text.bbox.bottom < first and not text.value]
    return bool(heads) and all(map(Places(base.texts).hold, heads))


def _figures_agree(base: PageTexts, other: PageTexts, further: Further) -> bool:
    """Whether figures stand beside figures, or beside names of which nothing else is on the page;
    what stands at the head of a page stands beside no figures where it is none."""
    figures = [text for text in base.texts if text.figure]
    if len(figures) < FEWEST_NAMES:
        gone = running(base, other)
        figures = [text for at, text in enumerate(base.texts) if at not in gone]
    heights = Heights([*figures, *(text for text in base.texts if _may_name(text))])
    own = [text for text in further.own if text.figure]
    if sum(map(heights.hold, own)) < BESIDE_FIGURES * len(own):
        return False
    first = min(further.own, key=lambda text: text.bbox.bottom)
    if own and not first.figure and Heights([t for t in base.texts if t.figure]).hold(first):
        return False
    held = Heights(further.own)
    rows = {round(text.bbox.bottom): text for text in figures}
    return sum(map(held.hold, rows.values())) >= COVERED * len(rows)
