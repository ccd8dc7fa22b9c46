"""Which way text runs, and whether one character follows another on its line.

Boxes are PDFium's left, top, right, bottom in user space, y growing up; ``axis`` is 0 for text
across, 1 upwards, None slanted; ``sign`` which way along it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from xlscorecard.pdf.turn import Affine
from xlscorecard.pdf.words import PARTED

# A tilt of up to this many degrees (a skewed scan's text layer) still counts as straight.
STRAIGHT = 6.0


class Slant(NamedTuple):
    """What a text matrix says of size and direction: few matrices serve a whole page."""

    across: float
    rotation: int
    axis: int | None
    sign: int


def slant_of(to_page: Affine, a: float, b: float, c: float, d: float) -> Slant:
    """The slant of text under a matrix of these four parts."""
    along = (to_page.a * a + to_page.c * b, to_page.b * a + to_page.d * b)
    across = math.hypot(to_page.a * c + to_page.c * d, to_page.b * c + to_page.d * d)
    rotation = _reading_rotation(math.degrees(math.atan2(along[1], along[0])) % 360)
    return Slant(across, rotation, *_axis_of(a, b))


def _axis_of(a: float, b: float) -> tuple[int | None, int]:
    if abs(b) <= 0.02 * abs(a):
        return 0, 1 if a > 0 else -1
    if abs(a) <= 0.02 * abs(b):
        return 1, 1 if b > 0 else -1
    return None, 1


def goes_on(
    axis: int | None, sign: int, size: float, last: Sequence[float], box: Sequence[float]
) -> bool:
    """True where a character's box follows the one before it on the same line, touching."""
    if axis == 0:
        if abs(box[1] - last[1]) > 0.01 or abs(box[3] - last[3]) > 0.01:
            return False
        gap = box[0] - last[2] if sign > 0 else last[0] - box[2]
    else:
        if abs(box[0] - last[0]) > 0.01 or abs(box[2] - last[2]) > 0.01:
            return False
        gap = box[3] - last[1] if sign > 0 else last[3] - box[1]
    return -0.25 * size <= gap <= PARTED * size


def goes_back(axis: int | None, sign: int, last: Sequence[float], box: Sequence[float]) -> bool:
    """True where a character ends before the one begins that it should follow."""
    if axis == 0:
        return box[2] < last[0] if sign > 0 else box[0] > last[2]
    if axis == 1:
        return box[1] < last[3] if sign > 0 else box[3] > last[1]
    return False


def leaps(
    axis: int | None, sign: int, size: float, last: Sequence[float], box: Sequence[float]
) -> bool:
    """True where a character stands further back, or on, than the next one of a word."""
    if goes_back(axis, sign, last, box):
        return True
    if axis == 0:
        gap = box[0] - last[2] if sign > 0 else last[0] - box[2]
    else:
        gap = box[3] - last[1] if sign > 0 else last[3] - box[1]
    return axis is not None and gap > PARTED * size


def _reading_rotation(direction: float) -> int:
    """Degrees clockwise, straightened to the quarter turns where it is close to one."""
    quarter = round(direction / 90) * 90
    if abs(direction - quarter) <= STRAIGHT:
        return quarter % 360
    return round(direction) % 360
