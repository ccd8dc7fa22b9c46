"""Arrows drawn with one stroke, thin or thick: in small print a head is a blot at an end of it."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Mask, Pixels

# Such an arrow is so many times longer than its head is wide.
_LONG = 1.5
# Its head lies within this share of its length from one end, and is so many times wider than the
# shaft; the other end is hardly wider than that, or than so much of the head.
_HEAD = 0.45
_WIDER = 1.6
_HARDLY = 1.25
_TAIL = 0.5
# The head of a thick arrow is hardly wider than its shaft: that has one width then, to this share
# of it over this part of its length, and the tip begins with so little of the head's width.
_THICK = 1.25
_EVEN, _MOST_OF_IT = 0.12, 0.35
_SHARP = 0.45
# The shaft stands at the head's middle, to this share of the head's width: a 1's does not.
_OFF = 0.17
# A head ends in a tip, a T in its bar: the outermost rows (share of the length) are narrower.
_TIP, _POINTED = 0.06, 0.85
# Both heads of an arrow to both sides are as wide, to this share.
_ALIKE = 0.75
# So small a share of the shaft may be too faint to be seen; an i has a greater gap.
_GAP = 0.09
# How wide the shaft of an arrow that is drawn anew is, as a share of its head.
_SHAFT = 0.28


_Widths = npt.NDArray[np.float64]


class _Heads(NamedTuple):
    """At which ends of a stroke an arrow has heads."""

    first: bool
    last: bool


def redrawn(picture: Pixels, ground: npt.NDArray[np.uint8], inked: Mask) -> Pixels | None:
    """An enlarged picture of a symbol with the arrow that its ink covers drawn clearly in its
    place; None where it is no stroke with a head, or two where it lies."""
    ys, xs = np.nonzero(inked)
    if not len(ys):
        return None
    box = (int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    wide, high = box[2] - box[0], box[3] - box[1]
    if _LONG * min(wide, high) > max(wide, high):
        return None
    upright = high > wide
    own = inked[box[1] : box[3], box[0] : box[2]]
    heads = _heads_of(own if upright else own.T)
    if heads is None or (upright and heads.first and heads.last):
        return None
    outline = _outline(heads, max(wide, high), min(wide, high))
    if not upright:
        outline = outline[:, ::-1]
    drawn = np.empty_like(picture)
    drawn[:] = ground
    colour = np.median(picture[inked], axis=0).tolist()
    outline = outline + np.array([box[0], box[1]])
    cv2.fillPoly(drawn, [np.rint(outline).astype(np.int32)], colour)
    return drawn


def _outline(heads: _Heads, long: int, across: int) -> npt.NDArray[np.float64]:
    """The corners of an upright arrow, so long and wide, with heads where they are."""
    length = min(0.5 * long, 1.0 * across)
    if heads.first and heads.last:
        length = min(0.35 * long, 1.0 * across)
    low, high = (1 - _SHAFT) / 2 * across, (1 + _SHAFT) / 2 * across
    first = [(low, length), (0, length), (across / 2, 0), (across, length), (high, length)]
    if not heads.first:
        first = [(low, 0.0), (high, 0.0)]
    last = [(high, long - length), (across, long - length), (across / 2, long)]
    last += [(0, long - length), (low, long - length)]
    if not heads.last:
        last = [(high, float(long)), (low, float(long))]
    return np.array([*first, *last], dtype=np.float64)


def _heads_of(stroke: Mask) -> _Heads | None:
    """Where an upright stroke has heads; None where it has none, or what it has are none."""
    widths = stroke.sum(axis=1).astype(float)
    if float((widths == 0).mean()) > _GAP:
        return None
    part = round(_HEAD * len(widths))
    upper, lower = float(widths[:part].max()), float(widths[-part:].max())
    if min(upper, lower) >= _ALIKE * max(upper, lower) and _has_two(widths):
        return _Heads(first=True, last=True)
    if upper > lower:
        return _Heads(first=True, last=False) if _has_one(stroke, widths) else None
    return _Heads(first=False, last=True) if _has_one(stroke[::-1], widths[::-1]) else None


def _has_two(widths: _Widths) -> bool:
    """Whether a stroke whose rows are so wide has a head at both ends."""
    third = round(len(widths) / 3)
    shaft = float(np.median(widths[third:-third]))
    return shaft > 0 and all(
        float(end.max()) >= _WIDER * shaft and _tip(end, len(widths)) <= _POINTED
        for end in (widths[:third], widths[::-1][:third])
    )


def _has_one(stroke: Mask, widths: _Widths) -> bool:
    """Whether a stroke has a head at its first row, and there alone."""
    part = round(_HEAD * len(widths))
    shaft, across = float(np.median(widths[part:])), float(widths[:part].max())
    tail, tip = float(widths[-part:].max()), _tip(widths[:part], len(widths))
    thin = across >= _WIDER * shaft and tail <= max(_HARDLY * shaft, _TAIL * across)
    thick = across >= _THICK * shaft and tip <= _SHARP and _is_even(widths, shaft)
    if tip > _POINTED or not (thin or thick):
        return False
    middle = float(np.flatnonzero(stroke[:part].any(axis=0)).mean())
    return abs(float(np.nonzero(stroke[part:])[1].mean()) - middle) <= _OFF * across


def _tip(end: _Widths, long: int) -> float:
    """How wide the outermost rows of a head are, as a share of it."""
    return float(end[: max(1, round(_TIP * long))].mean()) / float(end.max())


def _is_even(widths: _Widths, shaft: float) -> bool:
    """Whether the rows from where a head ends to where the shaft does are as wide as that,
    but for its rim."""
    end = len(widths) - 2 * max(1, round(_TIP * len(widths)))
    rows = widths[end - round(_MOST_OF_IT * len(widths)) : end]
    return bool(np.abs(rows - shaft).max() <= max(1.0, _EVEN * shaft))
