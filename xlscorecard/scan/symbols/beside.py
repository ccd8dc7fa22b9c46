"""Symbols that stand in one line with a text: "● 46.2%", "98.4% ▲"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from xlscorecard.model.page import Picture
from xlscorecard.scan.ink.ink import Ink, columns_of
from xlscorecard.scan.ink.lines import TextLine, level_mask
from xlscorecard.scan.raster import Box, Raster
from xlscorecard.scan.symbols.symbols import is_symbol, see
from xlscorecard.scan.words.text import tight_box

# A symbol stands so far from its text, and is so wide, as shares of the line's height.
_APART = 0.16
_WIDE = (0.5, 1.8)
# What the recogniser makes of a disc or an arrow, where it makes anything.
_TAKEN_FOR = frozenset("COoQGDec0@●•○▲▼△▽▶◀↑↓→←VvAª°*")


def with_symbols_apart(
    raster: Raster, ink: Ink, lines: Sequence[TextLine]
) -> tuple[list[TextLine], list[Picture]]:
    """The lines without the symbols at their ends, and those symbols."""
    kept: list[TextLine] = []
    pictures: list[Picture] = []
    for line in lines:
        for first in (True, False):
            found = _at_end(raster, ink, line, first=first)
            if found is not None:
                picture, line = found  # noqa: PLW2901
                pictures.append(picture)
        kept.append(line)
    return kept, pictures


def _at_end(
    raster: Raster, ink: Ink, line: TextLine, *, first: bool
) -> tuple[Picture, TextLine] | None:
    """The symbol at a line's first or last end, and what of the line is left."""
    if line.rotation or not line.text.strip():
        return None
    mask, margin = level_mask(ink, line)
    runs = columns_of(mask)
    if len(runs) < 2:
        return None
    (low, high), beside = (runs[0], runs[1]) if first else (runs[-1], runs[-2])
    gap = beside[0] - high if first else low - beside[1]
    height = mask.shape[0]
    if gap < _APART * height:
        return None
    places = [letter.x - margin for letter in line.letters]
    own = [n for n, x in enumerate(places) if low - gap / 2 <= x < high + gap / 2]
    held = "".join(line.letters[n].char for n in own).strip()
    if held and held not in _TAKEN_FOR:
        return None
    x0, top, x1, bottom = line.box
    part = _whole(ink, (x0 + low, top, x0 + high, bottom))
    if not _WIDE[0] * height <= part[2] - part[0] <= _WIDE[1] * height:
        return None
    picture, mark = see(raster, ink, part)
    if mark is None or not is_symbol(ink, part, mark):
        return None
    rest = (x0 + beside[0], top, x1, bottom) if first else (x0, top, x0 + beside[1], bottom)
    box = tight_box(ink, rest)
    if box is None or len(own) == len(line.letters):
        return None
    shorter = replace(line, box=box)
    moved = level_mask(ink, shorter)[1] - margin - (box[0] - x0)
    letters = (
        replace(letter, x=letter.x + moved) for n, letter in enumerate(line.letters) if n not in own
    )
    return picture, replace(shorter, letters=tuple(letters))


def _whole(ink: Ink, box: Box) -> Box:
    """The box of all the ink that hangs together with what is in a box: a line's box may cut
    through the symbol beside it."""
    x0, top, x1, bottom = box
    reach = round(_WIDE[1] * (bottom - top))
    left, upper = max(0, x0 - reach), max(0, top - reach)
    window = ink.mask[upper : bottom + reach, left : x1 + reach].astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(window, connectivity=8)
    inside = labels[top - upper : bottom - upper, x0 - left : x1 - left]
    own = stats[np.setdiff1d(inside, [0])]
    if not len(own):
        return box
    ends = own[:, :2] + own[:, 2:4]
    (low, high), (right, lower) = own[:, :2].min(axis=0).tolist(), ends.max(axis=0).tolist()
    return left + low, upper + high, left + right, upper + lower
