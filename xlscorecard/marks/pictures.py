"""Small pictures as marks: coloured circles, PNG arrows, icons."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from xlscorecard.marks.colour import colour_distance, is_neutral
from xlscorecard.marks.shapes import own_colour
from xlscorecard.marks.silhouette import Seen, see
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import MadeOf, Mark, MarkKind

Pixels = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

# Opaque enough to be seen.
_OPAQUE = 128
# A pixel belongs to the foreground when it differs from the background by this much in one
# channel, of 255.
_DIFFERENT = 48
# A symbol on a ground (white arrow on a green disc) covers at least and at most this share.
_INNER_SHARE = (0.05, 0.75)
_SMALLEST = 5
# Small pictures are enlarged to this many pixels before their borders are sought: smoothed
# borders tell where the edge runs within a pixel.
_FINE = 64

# A traffic light is so much longer than wide; a lit lamp is so bright and vivid, of 255, and covers
# such a share of the whole, no more than this of its length.
_LONG = 1.8
_BRIGHT, _VIVID = 150, 90
_LAMP_SHARE = (0.06, 0.4)
_LAMP_REACH = 0.42
# A disc fills less of the box around it; pi / 4, and what few pixels add.
_ROUND = 0.92

_GROUNDS = {MarkKind.CIRCLE, MarkKind.SQUARE, MarkKind.DIAMOND}


def mark_of_picture(width: int, height: int, rgba: bytes) -> Mark | None:
    """The mark in a small picture of ``width`` x ``height`` RGBA pixels.

    None where the picture is blank or no single symbol stands out in it. A symbol on a coloured
    disc has the disc's colour.
    """
    if width < _SMALLEST or height < _SMALLEST or len(rgba) != width * height * 4:
        return None
    return _mark(width, height, rgba)


@lru_cache(maxsize=512)
def _mark(width: int, height: int, rgba: bytes) -> Mark | None:
    pixels = _enlarged(np.frombuffer(rgba, dtype=np.uint8).reshape(height, width, 4))
    ground = _foreground(pixels)
    count = int(ground.sum())
    if count < 12:
        return None
    lamp = _lit_lamp(pixels, ground)
    if lamp is not None:
        return Mark(MarkKind.CIRCLE, MadeOf.PICTURE, None, lamp, confidence=0.9)
    colour = _main_colour(pixels, ground)
    solid = _without_holes(ground)
    seen = _see_mask(solid)
    if seen is None:
        return None
    if seen.kind in _GROUNDS or (seen.kind is MarkKind.OTHER and int(solid.sum()) > count):
        inner = _inner(pixels, ground, solid, colour)
        if inner is not None:
            return _as_mark(inner, colour, 0.9)
    return _as_mark(seen, colour, 1.0)


def _lit_lamp(pixels: Pixels, ground: Mask) -> Rgb | None:
    """The colour of the one lamp that is lit in a picture of a traffic light: the only bright
    colour on something long that is grey, black or dim otherwise; None for any other picture."""
    top, bottom, left, right = _extent(ground)
    sides = sorted((bottom - top, right - left))
    if sides[1] < _LONG * sides[0]:
        return None
    values = pixels[:, :, :3].astype(int)
    strongest = values.max(axis=2)
    lit: Mask = ground & (strongest > _BRIGHT) & (strongest - values.min(axis=2) > _VIVID)
    share = int(lit.sum()) / int(ground.sum())
    if not _LAMP_SHARE[0] <= share <= _LAMP_SHARE[1]:
        return None
    above, below, before, behind = _extent(lit)
    if max(below - above, behind - before) > _LAMP_REACH * sides[1]:
        return None
    if int(lit.sum()) > _ROUND * (below - above) * (behind - before):
        return None  # a bar in its frame
    return _main_colour(pixels, lit)


def _extent(mask: Mask) -> tuple[int, int, int, int]:
    """The first and the end of a mask's rows, then of its columns."""
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(cols[0]), int(cols[-1]) + 1


def _enlarged(pixels: Pixels) -> Pixels:
    """Enlarged between the pixels' middles, by straight lines."""
    factor = -(-_FINE // max(pixels.shape[:2]))
    if factor <= 1:
        return pixels
    values = pixels.astype(np.float32)
    for axis in (0, 1):
        count = values.shape[axis]
        places = np.clip((np.arange(count * factor) + 0.5) / factor - 0.5, 0, count - 1)
        low = np.floor(places).astype(int)
        high = np.minimum(low + 1, count - 1)
        share = (places - low).astype(np.float32)
        share = share[:, None, None] if axis == 0 else share[None, :, None]
        values = np.take(values, low, axis) * (1 - share) + np.take(values, high, axis) * share
    return values.round().astype(np.uint8)


def _as_mark(seen: Seen, colour: Rgb, share: float) -> Mark:
    return Mark(
        kind=seen.kind,
        made_of=MadeOf.PICTURE,
        direction=seen.direction,
        colour=own_colour(colour),
        confidence=round(seen.confidence * share, 2),
    )


def _foreground(pixels: Pixels) -> Mask:
    opaque: Mask = pixels[:, :, 3] >= _OPAQUE
    if not bool(opaque.all()):
        # A transparent background; a white box around the symbol may still be left.
        return _without_paper(pixels, opaque)
    border = np.concatenate((pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]))[:, :3]
    background = np.median(border, axis=0)
    away = np.abs(pixels[:, :, :3].astype(int) - background).max(axis=2)
    found: Mask = away >= _DIFFERENT
    return found if bool(found.any()) else opaque


def _without_paper(pixels: Pixels, opaque: Mask) -> Mask:
    white: Mask = opaque & (pixels[:, :, :3].min(axis=2) >= 245)
    coloured: Mask = opaque & ~white
    touching = int(white[0].sum() + white[-1].sum() + white[:, 0].sum() + white[:, -1].sum())
    return coloured if touching and bool(coloured.any()) else opaque


def _main_colour(pixels: Pixels, mask: Mask) -> Rgb:
    """The commonest colour of the foreground, a strong one before black outlines."""
    chosen = pixels[mask][:, :3].astype(int)
    coarse = chosen // 24
    keys = coarse[:, 0] * 10_000 + coarse[:, 1] * 100 + coarse[:, 2]
    values, counts = np.unique(keys, return_counts=True)
    ranked = values[np.argsort(counts)[::-1][:6]]
    most = int(counts.max())
    for value in ranked:
        group = chosen[keys == value]
        rgb = _middle(group)
        if not is_neutral(rgb):
            if len(group) >= 0.25 * most:
                return rgb
            break
    return _middle(chosen[keys == ranked[0]])


def _middle(colours: Any) -> Rgb:
    red, green, blue = np.median(colours, axis=0)
    return Rgb(int(red), int(green), int(blue))


def _without_holes(mask: Mask) -> Mask:
    """Everything that the outside cannot reach: outlines and rings become solid."""
    height, width = mask.shape
    outside = np.zeros((height + 2, width + 2), dtype=bool)
    free = np.ones_like(outside)
    free[1:-1, 1:-1] = ~mask
    outside[0, :] = outside[-1, :] = outside[:, 0] = outside[:, -1] = True
    while True:
        grown = outside.copy()
        grown[1:, :] |= outside[:-1, :]
        grown[:-1, :] |= outside[1:, :]
        grown[:, 1:] |= outside[:, :-1]
        grown[:, :-1] |= outside[:, 1:]
        grown &= free
        if bool((grown == outside).all()):
            break
        outside = grown
    solid: Mask = ~outside[1:-1, 1:-1]
    return solid


def _see_mask(mask: Mask) -> Seen | None:
    points, size = _border(mask)
    if size < _SMALLEST:
        return None
    return see(points, area=float(mask.sum()), blur=0.7 / size)


def _border(mask: Mask) -> tuple[Any, int]:
    """Points along the mask's border, at the edges of the pixels, and its size in pixels."""
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if len(rows) == 0:
        return np.zeros((0, 2)), 0
    size = int(max(rows[-1] - rows[0], cols[-1] - cols[0])) + 1
    # Half a pixel in from the corners lies nearest to a slanted border.
    left, right = _ends(mask[rows])
    top, bottom = _ends(mask.T[cols])
    sides = [
        (left + 0.1, rows + 0.5, right + 0.9, rows + 0.5),
        (cols + 0.5, top + 0.1, cols + 0.5, bottom + 0.9),
    ]
    return np.concatenate([np.column_stack(side).reshape(-1, 2) for side in sides]), size


def _ends(lines: Mask) -> tuple[Any, Any]:
    """The first and the last place of each line that is set; every line has one."""
    return lines.argmax(axis=1), lines.shape[1] - 1 - lines[:, ::-1].argmax(axis=1)


def _inner(pixels: Pixels, ground: Mask, solid: Mask, colour: Rgb) -> Seen | None:
    """A symbol of another colour on the ground, or cut out of it."""
    away = np.abs(pixels[:, :, :3].astype(int) - np.array(colour)).max(axis=2)
    inner: Mask = solid & ((away >= 2 * _DIFFERENT) | ~ground)
    # The rim is soft from smoothing, or drawn in another colour: it is no symbol.
    core = solid
    for _ in range(max(1, round(0.09 * max(solid.shape)))):
        core = _shrunk(core)
    inner = inner & core
    share = int(inner.sum()) / max(1, int(core.sum()))
    if not _INNER_SHARE[0] <= share <= _INNER_SHARE[1]:
        return None
    middle = pixels[inner][:, :3]
    if len(middle) == 0:
        return None
    tone = Rgb(*(int(v) for v in np.median(middle, axis=0)))
    if bool(ground[inner].all()) and colour_distance(tone, colour) < 0.2:
        return None
    seen = _see_mask(inner)
    if seen is None or seen.kind in (MarkKind.OTHER, MarkKind.SQUARE, MarkKind.CIRCLE):
        return None
    return seen


def _shrunk(mask: Mask) -> Mask:
    padded = np.pad(mask, 1)
    out: Mask = (
        padded[1:-1, 1:-1]
        & padded[:-2, 1:-1]
        & padded[2:, 1:-1]
        & padded[1:-1, :-2]
        & padded[1:-1, 2:]
    )
    return out
