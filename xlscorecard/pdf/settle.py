"""Which words of a page can be seen, which were printed twice, which are superscripts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from xlscorecard.model.geometry import BLACK, WHITE, BBox, Rgb
from xlscorecard.model.page import Picture, Word
from xlscorecard.pdf.cut_lines import cut_at_sides, is_hidden, left_of_page, with_cut_lines
from xlscorecard.pdf.painted import THIN, Painted
from xlscorecard.pdf.words import OVERPRINT, PaintedWord

# Ink and ground closer than this (largest difference of a channel, of 255) cannot be told apart.
SAME_COLOUR = 10
# OCR of unknown make stands behind the words of a scan's text layer.
LAYER_CONFIDENCE = 0.7
# Words are looked up by squares of this many points, wider than any overprint's shift.
_CELL = 12.0
# Where a line stands in the order of painting nobody has noted: text is printed on top.
_BENEATH = -1
# A superscript is at most this large against its neighbour, and raised at least so much.
SMALLER = 0.86
RAISED = 0.12


@dataclass(frozen=True, slots=True)
class SettledWords:
    """``words`` can be seen; ``layer`` is the invisible text over or under a scan, ``before`` what
    stands out of sight at the left of a worksheet's page."""

    words: tuple[Word, ...]
    layer: tuple[Word, ...]
    before: tuple[Word, ...] = ()


def settle_words(
    found: list[PaintedWord],
    painted: Painted,
    pictures: list[Picture],
    picture_orders: list[int],
    bounds: BBox,
    *,
    sheet: bool = False,
) -> SettledWords:
    """Words that a reader of the paper sees, with superscripts marked; the rest as a layer. The
    pages of a ``sheet`` cut off cells that go on over their sides."""
    found = [item for item in _without_overprints(found) if bounds.holds(*item.word.bbox.centre)]
    ground = _Ground(painted, pictures, picture_orders)
    beneath = [not item.invisible and ground.hides(item) for item in found]
    clipped = [is_hidden(item.word.bbox, item.clip) for item in found]
    unseen = [cut or lost for cut, lost in zip(clipped, beneath, strict=True)]
    before = left_of_page(found) if sheet else ()
    with_cut_lines(found, unseen, sheet=sheet)
    if sheet:
        cut_at_sides(found)
    seen: list[PaintedWord] = []
    layer: list[Word] = []
    for item, lost in zip(found, beneath, strict=True):
        if item.invisible or lost:
            layer.append(replace(item.word, confidence=min(item.word.confidence, LAYER_CONFIDENCE)))
        else:
            seen.append(item)
    return SettledWords(tuple(_with_superscripts(seen)), tuple(layer), before)


def _without_overprints(found: list[PaintedWord]) -> list[PaintedWord]:
    """Text that is printed again with a tiny shift looks bold: kept once, marked bold."""
    places: dict[tuple[str, int, int], int] = {}
    kept: list[PaintedWord] = []
    for item in found:
        word = item.word
        near = OVERPRINT * word.size
        x, y = word.bbox.x0, word.bbox.top
        left, right = int((x - near) // _CELL), int((x + near) // _CELL)
        above, below = int((y - near) // _CELL), int((y + near) // _CELL)
        twin = places.get((word.text, left, above))
        if twin is None and (left != right or above != below):
            squares = ((right, above), (left, below), (right, below))
            twin = next((places[key] for s in squares if (key := (word.text, *s)) in places), None)
        if twin is not None and _same_place(kept[twin].word, word, near):
            before = kept[twin]
            before.word = replace(word, bold=True, space_before=before.word.space_before)
            before.order = item.order
            before.invisible = before.invisible and item.invisible
            continue
        places[word.text, int(x // _CELL), int(y // _CELL)] = len(kept)
        kept.append(item)
    return kept


def _same_place(one: Word, two: Word, near: float) -> bool:
    a, b = one.bbox, two.bbox
    return abs(a.x0 - b.x0) <= near and abs(a.top - b.top) <= near


class _Ground:
    """Fills and large pictures by horizontal bands, to ask what lies over or under a word."""

    _BAND = 24.0

    def __init__(
        self, painted: Painted, pictures: list[Picture], picture_orders: list[int]
    ) -> None:
        self._bands: dict[int, list[tuple[int, BBox, Rgb | None]]] = defaultdict(list)
        for fill, order, solid in zip(painted.fills, painted.orders, painted.solid, strict=True):
            if solid:
                self._add(order, fill.bbox, fill.colour)
        for picture, order in zip(pictures, picture_orders, strict=True):
            self._add(order, picture.bbox, None)
        for edge in painted.edges:
            # a row of small print, shaded from side to side, is as thin as a border
            if edge.width > THIN and edge.horizontal:
                half = edge.width / 2
                box = BBox(edge.x0, edge.top - half, edge.x1, edge.bottom + half)
                self._add(_BENEATH, box, edge.colour)
        for entries in self._bands.values():
            entries.sort(key=lambda entry: entry[0])

    def _add(self, order: int, box: BBox, colour: Rgb | None) -> None:
        first, last = int(box.top // self._BAND), int(box.bottom // self._BAND)
        for band in range(max(first, -4), min(last, 400) + 1):
            self._bands[band].append((order, box, colour))

    def hides(self, item: PaintedWord) -> bool:
        """True where a fill or picture was painted over the word, or its ink is its ground's."""
        word = item.word
        x, y = word.bbox.centre
        # Dark words are never lost on a page, only under something: a number in its cell's paint
        # is what that paint was chosen by.
        lost = word.ink is not BLACK and (min(word.ink) >= 200 or word.text.isdecimal())
        for order, box, colour in reversed(self._bands.get(int(y // self._BAND), ())):
            over = order > item.order >= 0
            if not over and not lost:
                return False
            if not box.holds(x, y):
                continue
            if not over:
                # The nearest ground beneath such ink; over a picture anything may be seen.
                return colour is not None and _alike(word.ink, colour)
            if colour is not None and box.overlap(word.bbox) > 0.8 * word.bbox.area:
                return True
        return lost and _alike(word.ink, WHITE)


def _alike(ink: Rgb, ground: Rgb) -> bool:
    return max(abs(a - b) for a, b in zip(ink, ground, strict=True)) <= SAME_COLOUR


def _with_superscripts(seen: list[PaintedWord]) -> list[Word]:
    words = [item.word for item in seen]
    sizes = [word.size for word in words]
    for index, (one, two) in enumerate(pairwise(sizes)):
        # Of two neighbours of different size, the small one may be raised.
        if one <= SMALLER * two:
            small, large = index, index + 1
        elif two <= SMALLER * one:
            small, large = index + 1, index
        else:
            continue
        if not words[small].superscript and _is_raised(seen[small], seen[large]):
            words[small] = replace(words[small], superscript=True)
    return words


def _is_raised(item: PaintedWord, other: PaintedWord) -> bool:
    """Whether a smaller word stands raised beside a larger one."""
    small, large = item.word, other.word
    if small.rotation != large.rotation or small.rotation % 90:
        return False
    match small.rotation:
        case 0:
            rise, gap = other.baseline - item.baseline, _apart(small, large, 0)
        case 180:
            rise, gap = item.baseline - other.baseline, _apart(small, large, 0)
        case 90:
            rise, gap = item.baseline - other.baseline, _apart(small, large, 1)
        case _:
            rise, gap = other.baseline - item.baseline, _apart(small, large, 1)
    return RAISED * large.size <= rise <= 0.8 * large.size and gap <= 0.6 * large.size


def _apart(one: Word, two: Word, axis: int) -> float:
    a, b = one.bbox, two.bbox
    return max(a[axis] - b[axis + 2], b[axis] - a[axis + 2], 0.0)
