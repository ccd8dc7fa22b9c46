"""Words → lines → text, each read in its own direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xlscorecard.model.geometry import BLACK, BBox, Rgb
from xlscorecard.model.page import Word

# Ink this dark reads as black (404040 is Office's "lighter 25 %" black).
DARK = 0x40
# Words of one line share at least this much of the lower one's height; a value set in the middle
# beside two lines shares about half with each.
SHARED = 0.6
# A raised marker: 1, 12, (2), *, †, a. Ordinals (1st) are text, and so are units (m2), but not
# behind money: "£1.4m" is of millions.
_MARKER = re.compile(r"[(\[]?(?:\d{1,2}|[*†‡§¶#]{1,3}|[a-z])(?:,\s?(?:\d{1,2}|[a-z]))*[)\]]?")
_UNIT = re.compile(r"^(?!.*[£€$]).*(?<![A-Za-z])(?:[kcm]?m|CO|10|χ|x)$")


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words as lines in reading order; level lines first, then turned ones."""
    if len(words) < 2:
        return [list(words)] if words else []
    lines: list[list[Word]] = []
    by_rotation: dict[int, list[Word]] = {}
    for word in words:
        by_rotation.setdefault(word.rotation, []).append(word)
    for rotation in (0, 270, 90, 180):
        turned = by_rotation.get(rotation)
        if turned:
            lines.extend(_group(turned, rotation))
    return lines


def turn_upright(box: BBox, rotation: int) -> BBox:
    """Where a box would stand if the page were turned so that its text reads level."""
    if rotation == 270:
        return BBox(-box.bottom, box.x0, -box.top, box.x1)
    if rotation == 90:
        return BBox(box.top, -box.x1, box.bottom, -box.x0)
    if rotation == 180:
        return BBox(-box.x1, -box.bottom, -box.x0, -box.top)
    return box


def _group(words: Iterable[Word], rotation: int) -> list[list[Word]]:
    """Words of one direction as lines: top to bottom, each from left to right.

    Raised and small words go to the line of the word that they follow: by height alone they
    may stand as near to the line above.
    """
    placed = [
        (turn_upright(word.bbox, rotation), number, word) for number, word in enumerate(words)
    ]
    full = [item for item in placed if not item[2].superscript]
    small = [item for item in placed if item[2].superscript]
    if not full:
        full, small = small, full
    full.sort(key=lambda item: item[0].top + item[0].bottom)
    lines: list[list[_Placed]] = []
    top = bottom = 0.0
    for item in full:
        box = item[0]
        if lines:
            shared = min(bottom, box.bottom) - max(top, box.top)
            if shared >= SHARED * min(bottom - top, box.bottom - box.top):
                lines[-1].append(item)
                if box.height > bottom - top:
                    top, bottom = box.top, box.bottom
                continue
        lines.append([item])
        top, bottom = box.top, box.bottom
    for item in small:
        min(lines, key=lambda line: _distance(line, item)).append(item)
    for line in lines:
        line.sort(key=lambda item: (item[0].x0, item[1]))
    return [[word for _, _, word in line] for line in lines]


_Placed = tuple[BBox, int, Word]


def _distance(line: Sequence[_Placed], raised: _Placed) -> float:
    """How far a raised word is from the nearest word of a line that it may follow, or open as
    the marker of a note; its neighbour in the file is the likeliest."""
    box, number, _ = raised
    middle = (box.top + box.bottom) / 2
    nearest = float("inf")
    for other, order, _ in line:
        off = 2 * max(other.top - middle, middle - other.bottom, 0.0) + 1.5
        likely = 0.3 if number == order + 1 else 1.0 if number > order else 3.0
        nearest = min(nearest, likely * (abs(box.x0 - other.x1) + off))
        if number == order - 1 and other.top <= middle <= other.bottom:
            nearest = min(nearest, 0.3 * (abs(other.x0 - box.x1) + off))
    return nearest


def text_of(lines: Iterable[Sequence[Word]]) -> str:
    """The text of lines, joined by newlines."""
    return "\n".join(text_of_line(line) for line in lines)


def text_of_line(line: Sequence[Word]) -> str:
    """The text of one line: a space where words stand apart."""
    parts: list[str] = []
    for number, word in enumerate(line):
        if number and (word.space_before or _apart(line[number - 1], word)):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _apart(before: Word, word: Word) -> bool:
    """Whether two words that were not neighbours in the file stand visibly apart."""
    first = turn_upright(before.bbox, word.rotation)
    second = turn_upright(word.bbox, word.rotation)
    return second.x0 - first.x1 > 0.25 * word.size or second.x0 < first.x0


def split_footnotes(lines: Sequence[Sequence[Word]]) -> tuple[list[list[Word]], tuple[str, ...]]:
    """Take raised footnote markers out of lines; they come back in reading order.

    What is raised but is no marker stays: ordinals, powers and units, and raised text that
    stands alone (then it is the cell's only content).
    """
    if not any(word.superscript for line in lines for word in line):
        return [list(line) for line in lines], ()
    kept: list[list[Word]] = []
    markers: list[str] = []
    for line in lines:
        rest: list[Word] = []
        for word in line:
            if word.superscript and rest and _is_marker(rest[-1], word):
                markers.append(word.text)
            else:
                rest.append(word)
        kept.append(rest)
    return [line for line in kept if line], tuple(markers)


def _is_marker(before: Word, word: Word) -> bool:
    if not _MARKER.fullmatch(word.text):
        return False
    return word.space_before or not (word.text in {"2", "3"} and _UNIT.search(before.text))


def ink_of(words: Iterable[Word]) -> Rgb | None:
    """The colour of most of the text; None when that is black or nearly so."""
    weights: dict[Rgb, int] = {}
    for word in words:
        weights[word.ink] = weights.get(word.ink, 0) + len(word.text)
    if not weights:
        return None
    ink = max(weights, key=weights.__getitem__)
    return None if ink == BLACK or max(ink) <= DARK else ink


def mostly(words: Sequence[Word], quality: str) -> bool:
    """Whether most of the text is ``bold`` or ``italic``."""
    lead = 0
    for word in words:
        lead += len(word.text) if getattr(word, quality) else -len(word.text)
    return lead > 0
