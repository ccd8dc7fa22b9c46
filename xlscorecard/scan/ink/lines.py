"""A line of text as read from a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xlscorecard.scan.ink.ink import Ink
from xlscorecard.scan.ocr.engine import Letter
from xlscorecard.scan.raster import Box, Mask

# Ground that a crop shows around a line, as a share of the line's height.
MARGIN = 0.16
# No crop is less high (points) than a line of small print.
_LEAST_HEIGHT = 5.5


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as read: its box in the picture, how it was turned, and its letters."""

    box: Box
    rotation: int
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.char for letter in self.letters)

    @property
    def sure(self) -> float:
        """The mean certainty of its characters, 0 without any."""
        shares = [letter.sure for letter in self.letters if letter.char != " "]
        return sum(shares) / len(shares) if shares else 0.0


def margin_of(ink: Ink, box: Box, rotation: int, share: float = MARGIN) -> int:
    """How much ground a crop shows around a line, in pixels: a dash alone gets so much that it
    does not look like a bar."""
    x0, top, x1, bottom = box
    high = min(x1 - x0, bottom - top) if rotation else bottom - top
    return max(2, round(share * high), round((_LEAST_HEIGHT * ink.scale - high) / 2))


def level_mask(ink: Ink, line: TextLine) -> tuple[Mask, int]:
    """The line's ink turned level, and how far its crop reached beyond it on the left."""
    x0, top, x1, bottom = line.box
    mask = ink.mask[top:bottom, x0:x1]
    margin = margin_of(ink, line.box, line.rotation)
    if line.rotation == 270:
        return np.rot90(mask, -1), min(margin, ink.mask.shape[0] - bottom)
    if line.rotation == 90:
        return np.rot90(mask, 1), min(margin, top)
    return mask, min(margin, x0)
