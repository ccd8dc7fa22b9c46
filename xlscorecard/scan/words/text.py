"""Boxes of text in a picture → lines as read, whichever way they are turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from xlscorecard.scan.ink.ink import Ink, columns_of, line_rows
from xlscorecard.scan.ink.lines import MARGIN, TextLine, margin_of
from xlscorecard.scan.ocr.engine import Letter, read_lines
from xlscorecard.scan.raster import Box, Pixels
from xlscorecard.scan.rules.line import Line

# A box this much higher than wide may hold turned text.
_TALL = 1.5
_STUBBY = 0.8
# Boxes that share this much of the smaller one were drawn around the same text.
_TWICE = 0.4
# A dash by itself has no length to tell it by.
DASHES = "-–—"
# A stroke alone is one of these, whichever way it lies: how it lies tells which.
_STROKES = frozenset("1Il|!/\\-–—_'’‘.,:;~")
# Ink this far apart, as a share of its width, stands one above the other: the words of a
# turned text are nearer.
_STACKED = 0.7
# What is less sure is looked at again, whatever it says.
SURE = 0.9
# An upright rule parts a line of text where it stands along so large a share of its height, and
# leaves so much on both sides (heights).
_ALONG = 0.9
_LEFT = 0.25


def read_text(ink: Ink, boxes: Sequence[Box]) -> list[TextLine]:
    """The text in boxes of one line each, whichever way it is turned."""
    boxes = [line for box in boxes for line in _stacked(ink, box)]
    tight = [tight_box(ink, box) for box in boxes]
    jobs: list[tuple[int, int, Box]] = []
    for number, (box, inner) in enumerate(zip(boxes, tight, strict=True)):
        if inner is None:
            continue
        jobs.append((number, 0, inner))
        if box[3] - box[1] >= _TALL * (box[2] - box[0]):
            jobs += [(number, 270, _shrunk(ink, box)), (number, 90, _shrunk(ink, box))]
    best: dict[int, TextLine] = {}
    _read_best(ink, jobs, best)
    # Two turned characters are hardly higher than wide.
    unclear = [
        (number, rotation, _shrunk(ink, boxes[number]))
        for number, line in best.items()
        if not line.rotation and line.sure < SURE and _stubby(boxes[number])
        for rotation in (270, 90)
    ]
    _read_best(ink, unclear, best)
    return once([best[number] for number in sorted(best)])


def between_rules(boxes: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """Boxes cut where an upright rule stands through them: the names of two narrow columns may
    come as one line, or as two of which one begins with the other's last letter."""
    upright = [line.box for line in lines if not line.horizontal]
    return [part for box in boxes for part in _cut_at(box, upright)]


def _cut_at(box: Box, rules: Sequence[Box]) -> Iterator[Box]:
    x0, top, x1, bottom = box
    high = bottom - top
    if high > x1 - x0:
        yield box
        return
    cuts = sorted(
        (left, right)
        for left, upper, right, lower in rules
        if min(lower, bottom) - max(upper, top) >= _ALONG * high
        if x0 + _LEFT * high < left and right < x1 - _LEFT * high
    )
    for left, right in cuts:
        if left - x0 > _LEFT * high:
            yield x0, top, left, bottom
        x0 = right
    yield x0, top, x1, bottom


def _stacked(ink: Ink, box: Box) -> Iterator[Box]:
    """A box that was drawn around single characters one above the other, as one for each."""
    x0, top, x1, bottom = box
    mask = ink.mask[top:bottom, x0:x1]
    columns = columns_of(mask)
    wide = columns[-1][1] - columns[0][0] if columns else 0
    start = top
    for (_, end), (begin, _) in pairwise(columns_of(mask.T)):
        if begin - end > _STACKED * wide:
            cut = top + (end + begin) // 2
            yield x0, start, x1, cut
            start = cut
    yield x0, start, x1, bottom


def _stubby(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return _STUBBY * wide <= high < _TALL * wide


def _read_best(ink: Ink, jobs: Sequence[tuple[int, int, Box]], best: dict[int, TextLine]) -> None:
    """Read boxes turned as asked (number, rotation, box), and keep the best of each number."""
    crops = [crop_of(ink, box, rotation) for _, rotation, box in jobs]
    for (number, rotation, box), letters in zip(jobs, read_lines(crops), strict=True):
        line = _as_it_lies(TextLine(box, rotation, letters))
        if number not in best or _weight(line) > _weight(best[number]):
            best[number] = line


def once(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines without those that were found twice: the surer of two that overlap stays."""
    kept: list[TextLine] = []
    for line in sorted(lines, key=lambda line: -len(line.letters) * line.sure):
        if not any(_shared(line.box, other.box) > _TWICE for other in kept):
            kept.append(line)
    return sorted(kept, key=lambda line: (line.box[1], line.box[0]))


def _shared(box: Box, other: Box) -> float:
    """Which share of the smaller box the other covers."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (box, other)]
    return width * height / max(1, min(areas))


def _as_it_lies(line: TextLine) -> TextLine:
    """A stroke that was read turned as what it is: a dash where it lies, nothing else."""
    held = [letter for letter in line.letters if letter.char != " "]
    if not line.rotation or len(held) != 1 or held[0].char not in _STROKES:
        return line
    x0, top, x1, bottom = line.box
    if x1 - x0 < _TALL * (bottom - top):
        return replace(line, letters=())
    dash = Letter("-", (x1 - x0) / 2, held[0].sure)
    return TextLine(line.box, 0, (dash,))


def _weight(line: TextLine) -> float:
    """Turned text must be longer or surer than what stands upright: a 1 is high, too."""
    if not line.rotation:
        return line.sure
    count = sum(1 for letter in line.letters if letter.char != " ")
    return line.sure - (0.3 if count < 2 else 0.0)


def tight_box(ink: Ink, box: Box) -> Box | None:
    """The ink of the line that a box was drawn around; None without ink."""
    x0, top, x1, bottom = box
    mask = ink.mask[top:bottom, x0:x1]
    rows = line_rows(mask)
    if rows is None:
        return None
    columns = columns_of(mask[rows[0] : rows[1]])
    if not columns:
        return None
    return x0 + columns[0][0], top + rows[0], x0 + columns[-1][1], top + rows[1]


def _shrunk(ink: Ink, box: Box) -> Box:
    x0, top, x1, bottom = box
    mask = ink.mask[top:bottom, x0:x1]
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return box
    return (
        x0 + int(columns[0]),
        top + int(rows[0]),
        x0 + int(columns[-1]) + 1,
        top + int(rows[-1]) + 1,
    )


def crop_of(ink: Ink, box: Box, rotation: int, pad: float = MARGIN) -> Pixels:
    """A box with some of its ground around it, its text level."""
    x0, top, x1, bottom = box
    margin = margin_of(ink, box, rotation, pad)
    height, width = ink.mask.shape
    crop = ink.pixels[
        max(0, top - margin) : min(height, bottom + margin),
        max(0, x0 - margin) : min(width, x1 + margin),
    ]
    if rotation == 270:
        return np.ascontiguousarray(np.rot90(crop, -1))
    if rotation == 90:
        return np.ascontiguousarray(np.rot90(crop, 1))
    return crop
