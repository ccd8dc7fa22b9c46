"""Arrows drawn with one thin stroke: in small print the head is a blot at one end of it."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Mask, Pixels

# A thin arrow is so many times longer than its head is wide.
_LONG = 1.5
# Its head lies within this share of its length from one end, and is so many times wider than the
# shaft; the other end is hardly wider than that.
_HEAD = 0.45
_WIDER = 1.6
_HARDLY = 1.25
# The shaft stands at the head's middle, to this share of the head's width: a 1's does not.
_OFF = 0.17
# A head ends in a tip, a T in its bar: the outermost rows (share of the length) are narrower.
_TIP, _POINTED = 0.06, 0.85


def redrawn(picture: Pixels, ground: npt.NDArray[np.uint8], inked: Mask) -> Pixels | None:
    """An enlarged picture of a symbol with the thin arrow that its ink covers drawn clearly in
    its place; None where it is no thin arrow with one head."""
    ys, xs = np.nonzero(inked)
    if not len(ys):
        return None
    box = (int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    wide, high = box[2] - box[0], box[3] - box[1]
    if _LONG * min(wide, high) > max(wide, high):
        return None
    upright = high > wide
    own = inked[box[1] : box[3], box[0] : box[2]]
    head = _head_of(own if upright else own.T)
    if head is None:
        return None
    long, across = max(wide, high), min(wide, high)
    # the outline of an arrow that points to the first row
    length, shaft = min(0.5 * long, 1.0 * across), 0.14 * across
    outline = np.array(
        [
            (across / 2, 0), (across, length), (across / 2 + shaft, length),
            (across / 2 + shaft, long), (across / 2 - shaft, long), (across / 2 - shaft, length),
            (0, length),
        ]
    )  # fmt: skip
    if head < 0:
        outline[:, 1] = long - outline[:, 1]
    if not upright:
        outline = outline[:, ::-1]
    drawn = np.empty_like(picture)
    drawn[:] = ground
    colour = np.median(picture[inked], axis=0).tolist()
    outline += np.array([box[0], box[1]])
    cv2.fillPoly(drawn, [np.rint(outline).astype(np.int32)], colour)
    return drawn


def _head_of(stroke: Mask) -> int | None:
    """Where the head of an upright stroke is: 1 above, -1 below; None where it has none, or one at
    each end."""
    widths = stroke.sum(axis=1).astype(float)
    if not widths.all():
        return None
    part = round(_HEAD * len(widths))
    upper, lower = float(widths[:part].max()), float(widths[-part:].max())
    shaft = float(np.median(widths[part:] if upper > lower else widths[:-part]))
    if max(upper, lower) < _WIDER * shaft or min(upper, lower) > _HARDLY * shaft:
        return None
    head = stroke[:part] if upper > lower else stroke[::-1][:part]
    rest = stroke[part:] if upper > lower else stroke[::-1][part:]
    tip = max(1, round(_TIP * len(widths)))
    if float(head[:tip].sum(axis=1).mean()) > _POINTED * max(upper, lower):
        return None
    middle = float(np.flatnonzero(head.any(axis=0)).mean())
    off = abs(float(np.nonzero(rest)[1].mean()) - middle)
    if off > _OFF * max(upper, lower):
        return None
    return 1 if upper > lower else -1
