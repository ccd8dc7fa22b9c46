"""Which words of a page can be seen, which were printed twice, which are superscripts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from xlscorecard.model.geometry import WHITE, BBox, Rgb
from xlscorecard.model.page import Picture, Word
from xlscorecard.pdf.drawing import Painted
from xlscorecard.pdf.text import OVERPRINT, PaintedWord

# Ink and ground closer than this (largest difference of a channel, of 255) cannot be told apart.
SAME_COLOUR = 10
# OCR of unknown make stands behind the words of a scan's text layer.
LAYER_CONFIDENCE = 0.7
# A superscript is at most this large against its neighbour, and raised at least so much.
SMALLER = 0.86
RAISED = 0.12


@dataclass(frozen=True, slots=True)
class SettledWords:
    """``words`` can be seen; ``layer`` is the invisible text over or under a scan."""

    words: tuple[Word, ...]
    layer: tuple[Word, ...]

    @property
    def visible(self) -> int:
        return len(self.words)


def settle_words(
    found: list[PaintedWord],
    painted: Painted,
    pictures: list[Picture],
    picture_orders: list[int],
    bounds: BBox,
) -> SettledWords:
    """Words that a reader of the paper sees, with superscripts marked; the rest as a layer."""
    found = _without_overprints(found)
    ground = _Ground(painted, pictures, picture_orders)
    seen: list[PaintedWord] = []
    layer: list[Word] = []
    for item in found:
        if not bounds.holds(*item.word.bbox.centre):
            continue
        if item.invisible or ground.hides(item):
            layer.append(replace(item.word, confidence=min(item.word.confidence, LAYER_CONFIDENCE)))
        else:
            seen.append(item)
    return SettledWords(tuple(_with_superscripts(seen)), tuple(layer))


def _without_overprints(found: list[PaintedWord]) -> list[PaintedWord]:
    """Text that is printed again with a tiny shift looks bold: kept once, marked bold."""
    by_text: dict[str, list[int]] = defaultdict(list)
    kept: list[PaintedWord] = []
    for item in found:
        word = item.word
        for index in by_text[word.text]:
            other = kept[index].word
            near = OVERPRINT * max(word.size, other.size)
            if (
                abs(word.bbox.x0 - other.bbox.x0) <= near
                and abs(word.bbox.top - other.bbox.top) <= near
            ):
                kept[index].word = replace(item.word, bold=True, space_before=other.space_before)
                kept[index].order = item.order
                kept[index].invisible = kept[index].invisible and item.invisible
                break
        else:
            by_text[word.text].append(len(kept))
            kept.append(item)
    return kept


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
        for entries in self._bands.values():
            entries.sort(key=lambda entry: entry[0])

    def _add(self, order: int, box: BBox, colour: Rgb | None) -> None:
        first, last = int(box.top // self._BAND), int(box.bottom // self._BAND)
        for band in range(max(first, -4), min(last, 400) + 1):
            self._bands[band].append((order, box, colour))

    def hides(self, item: PaintedWord) -> bool:
        """True where a fill or picture was painted over the word, or its ink is its ground's."""
        x, y = item.word.bbox.centre
        ground: Rgb | None = WHITE
        for order, box, colour in self._bands.get(int(y // self._BAND), ()):
            if not box.holds(x, y):
                continue
            if order > item.order >= 0:
                if colour is not None and box.overlap(item.word.bbox) > 0.8 * item.word.bbox.area:
                    return True
            else:
                ground = colour
        if ground is None or max(item.word.ink) < 200:
            # Dark ink is never lost on a page; over a picture anything may be seen.
            return False
        ink = item.word.ink
        return max(abs(a - b) for a, b in zip(ink, ground, strict=True)) <= SAME_COLOUR


def _with_superscripts(seen: list[PaintedWord]) -> list[Word]:
    words: list[Word] = []
    for index, item in enumerate(seen):
        word = item.word
        neighbours = [
            seen[other]
            for other in (index - 1, index + 1)
            if 0 <= other < len(seen) and seen[other].word.rotation == word.rotation
        ]
        raised = any(_is_raised(item, other) for other in neighbours)
        words.append(replace(word, superscript=True) if raised else word)
    return words


def _is_raised(item: PaintedWord, other: PaintedWord) -> bool:
    small, large = item.word, other.word
    if small.size > SMALLER * large.size or small.rotation % 90:
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
