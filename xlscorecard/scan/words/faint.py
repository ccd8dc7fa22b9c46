"""Words that are too pale to be ink: an amber "Amber" on a grey copy differs from paper by less
than the shadow of a rule does.

They are read where the finder of text saw a line and no ink stands; of what is so pale, only words
that are read for sure, and no figure, are text: print of the other side is as pale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from xlscorecard.scan.ink.ink import FAINT, Ink
from xlscorecard.scan.ink.lines import TextLine
from xlscorecard.scan.raster import Box, Mask
from xlscorecard.scan.words.text import read_text

# A line is pale where no more than this share of what stands out from its ground is ink.
_INKED = 0.4
# ... and that covers this share of its box.
_COVERED = 0.03
# Pale words are this sure.
_SURE = 0.9


def with_faint_words(ink: Ink, boxes: Sequence[Box]) -> tuple[Ink, list[TextLine]]:
    """The ink with that of pale words in ``boxes``, and these as read."""
    pale = [box for box in boxes if _is_pale(ink, box)]
    if not pale:
        return ink, []
    shown = replace(ink, mask=_with(ink, pale))
    kept = [line for line in read_text(shown, pale) if _is_word(line)]
    return replace(ink, mask=_with(ink, [line.box for line in kept])), kept


def _is_pale(ink: Ink, box: Box) -> bool:
    x0, top, x1, bottom = box
    seen, inked = _faint(ink, box), ink.mask[top:bottom, x0:x1]
    if float(seen.mean()) < _COVERED:
        return False
    return int((inked & seen).sum()) <= _INKED * int(seen.sum())


def _faint(ink: Ink, box: Box) -> Mask:
    """What stands out from the ground at all, but along the edges of fills."""
    x0, top, x1, bottom = box
    here = slice(top, bottom), slice(x0, x1)
    calm = cv2.GaussianBlur(ink.pixels[here], (3, 3), 0)
    apart = cv2.absdiff(np.asarray(calm, dtype=np.uint8), ink.ground[here])
    return np.asarray(np.asarray(apart).max(axis=2) > FAINT)


def _with(ink: Ink, boxes: Sequence[Box]) -> Mask:
    mask = ink.mask.copy()
    for box in boxes:
        x0, top, x1, bottom = box
        mask[top:bottom, x0:x1] |= _faint(ink, box) & ~ink.edges[top:bottom, x0:x1]
    return mask


def _is_word(line: TextLine) -> bool:
    text = line.text.strip()
    return len(text) > 1 and text.isalpha() and line.sure >= _SURE and not line.rotation
