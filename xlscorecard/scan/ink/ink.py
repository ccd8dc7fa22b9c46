"""Ink on its ground: where a page's text stands, how high it is, and its colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.geometry import BLACK, WHITE, Rgb
from xlscorecard.scan.raster import Box, Grey, Mask, Pixels, Raster
from xlscorecard.scan.rules.line import Line
from xlscorecard.scan.stretches import stretches

# A pixel is ink when one channel differs from the ground by this much, of 255: the palest
# text in use (amber on white) differs by 100 and more.
INK = 64
# A thin stroke of small print differs by this much still. A sign is so long (points), and so many
# times longer than wide; where ink shows along no more than this share of it, the rest is faint.
FAINT = 32
_SIGN = (2.5, 9.0)
_NARROW = 1.8
_PARTLY = 0.8
# Paint over a line reaches so far beyond it (points).
_PAINTED = 0.7
# Rows with less than this share of the fullest row's ink lie between lines.
_GAP = 0.05
# A gap of this share of the line is inside it (the dot of an i).
_INNER_GAP = 0.07
# The strongest pixels of thin strokes have the text's colour; the others are blurred.
_STRONGEST = 80
# Blur shows thin strokes with no less than one part in so many of their own tone; what comes
# so near to black or white without it is black or white.
_MOST_BLUR = 2.5
_NEAR = 45


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of a page: a picture without rules, its ground (fills, else white), the mask
    of what differs, the edges of fills, where blur looks like ink, and pixels in a point."""

    pixels: Pixels
    ground: Pixels
    mask: Mask
    edges: Mask
    scale: float


def find_ink(raster: Raster, ground: Pixels, lines: Sequence[Line] = ()) -> Ink:
    """What stands out from the ground; along the edges of fills only what is no thin blur, and
    nothing where ``lines`` were painted over."""
    calm = cv2.GaussianBlur(raster.pixels, (3, 3), 0)
    apart = _most(cv2.absdiff(calm, ground))
    mask: Mask = apart > INK
    near = cv2.dilate(_steps(ground), np.ones((3, 3), np.uint8)) > 0
    flat = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    mask &= ~near | (flat > 0)
    mask |= _faint_shafts(raster, mask, (apart > FAINT) & ~near)
    pad = raster.px(_PAINTED)
    for line in lines:
        x0, top, x1, bottom = line.box
        if line.horizontal:
            mask[max(0, top - pad) : bottom + pad, x0:x1] = False
        else:
            mask[top:bottom, max(0, x0 - pad) : x1 + pad] = False
    return Ink(raster.pixels, ground, mask, np.asarray(near), raster.dpi / 72)


def _faint_shafts(raster: Raster, mask: Mask, faint: Mask) -> Mask:
    """What goes on from ink as a stroke too faint to be ink itself, where all of it is as small
    and narrow as a sign: the shaft of an arrow of small print, whose head alone is dark."""
    shafts: Mask = np.zeros(mask.shape, dtype=bool)
    least, most = raster.px(_SIGN[0]), raster.px(_SIGN[1])
    count, labels, stats, _ = cv2.connectedComponentsWithStats(faint.astype(np.uint8))
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    long, short = sides.max(axis=1), sides.min(axis=1)
    inked = np.bincount(labels[mask], minlength=count) > 0
    signs = inked & (long >= least) & (long <= most) & (long >= _NARROW * short)
    signs[0] = False  # what is no ink at all
    for label in np.flatnonzero(signs).tolist():
        x, y, w, h, _ = (int(v) for v in stats[label])
        here = slice(y, y + h), slice(x, x + w)
        own = np.asarray(labels[here] == label)
        dark = (own & mask[here]).any(axis=1 if h > w else 0)
        if float(dark.mean()) <= _PARTLY:
            shafts[here] |= own
    return shafts


def _steps(ground: Pixels) -> npt.NDArray[np.uint8]:
    steps = _most(cv2.morphologyEx(ground, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)))
    return np.asarray(steps > 24, dtype=np.uint8)


def _most(pixels: npt.ArrayLike) -> Grey:
    """Each pixel's highest channel: several times faster than numpy's own."""
    red, green, blue = cv2.split(np.asarray(pixels, dtype=np.uint8))
    return np.asarray(cv2.max(cv2.max(red, green), blue), dtype=np.uint8)


def line_rows(mask: Mask) -> tuple[int, int] | None:
    """The rows of the line of text that a box was drawn around: its ink from top to bottom,
    without what the neighbours' lines reach into the box. None without ink."""
    rows = mask.sum(axis=1).astype(float)
    height = len(rows)
    if rows.max(initial=0.0) < 1:
        return None
    full = rows > max(0.5, _GAP * rows.max())
    runs = stretches(full)
    own = max(runs, key=lambda run: float(rows[run[0] : run[1]].sum()))
    gap = max(1.0, _INNER_GAP * height)
    low, high = own
    # What the box cuts off is a neighbour's, however near: a line's own dots lie inside it.
    for run in (run for run in reversed(runs) if 0 < run[0] < own[0]):
        low = run[0] if low - run[1] <= gap else low
    for run in (run for run in runs if own[1] < run[1] < height):
        high = run[1] if run[0] - high <= gap else high
    return low, high


def columns_of(mask: Mask) -> list[tuple[int, int]]:
    """Stretches of columns with ink, left to right."""
    return stretches(np.asarray(mask.any(axis=0)))


def colour_of(ink: Ink, box: Box) -> Rgb:
    """The colour of the text in a box; thin grey strokes are black, pale ones white."""
    x0, top, x1, bottom = box
    mask = ink.mask[top:bottom, x0:x1]
    if not mask.any():
        return BLACK
    pixels = ink.pixels[top:bottom, x0:x1][mask].astype(int)
    apart = np.abs(pixels - ink.ground[top:bottom, x0:x1][mask].astype(int)).max(axis=1)
    strongest = pixels[apart >= np.percentile(apart, _STRONGEST)]
    middle = np.median(strongest, axis=0)
    behind = np.median(ink.ground[top:bottom, x0:x1][mask].astype(int), axis=0)
    return _unblurred(middle, behind)


def _unblurred(seen: npt.NDArray[np.float64], ground: npt.NDArray[np.float64]) -> Rgb:
    """Black or white where a thin stroke of it on this ground would look so; else as seen."""
    for share in np.arange(1.0, _MOST_BLUR, 0.1):
        tone = ground + (seen - ground) * share
        if np.linalg.norm(tone) <= _NEAR:
            return BLACK
        if np.linalg.norm(tone - 255) <= _NEAR:
            return WHITE
    return Rgb(*(int(v) for v in seen))


def stroke_of(ink: Ink, box: Box) -> float:
    """How thick the strokes of a text are, in pixels: twice its area by its perimeter, both
    from the grey tones, so that blur and a pixel's width do not matter."""
    x0, top, x1, bottom = box
    pixels = ink.pixels[top:bottom, x0:x1].astype(np.float32)
    ground = ink.ground[top:bottom, x0:x1].astype(np.float32)
    apart = np.abs(pixels - ground).max(axis=2)
    apart[~(cv2.dilate(ink.mask[top:bottom, x0:x1].astype(np.uint8), np.ones((3, 3))) > 0)] = 0
    full = float(np.percentile(apart[apart > 0], 95)) if (apart > 0).any() else 0.0
    if full <= 0:
        return 0.0
    across, down = np.diff(apart, axis=1), np.diff(apart, axis=0)
    rim = float(np.abs(across).sum() + np.abs(down).sum()) * 0.785  # Crofton: both axes
    return 2 * float(apart.sum()) / rim if rim > 0 else 0.0
