"""The flat tones of a picture: which there are, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.geometry import Rgb
from xlscorecard.scan.raster import Pixels

# A pixel is paper when its darkest channel is lighter than this: F2F2F2 is a fill.
PAPER = 247
# Two tones nearer than this (CIE Lab) are one fill under noise; the palest RAG colours of a
# paper stand 12 apart.
_ALIKE = 8.0
# ... unless each is far more frequent than what lies halfway between the two, all no further from
# it than noise goes, and covers as much as a header does (square points).
_NOISE, _RARER, _LEAST_APART = 1.2, 4, 2000
# A tone must cover this many square points.
_LEAST_TONE = 50
# JPEG pales a fill around its text: a tone no further than this from one that lies on two
# sides of it, no more than so many pixels apart, is the same fill; so large a share of it must.
_PALED = 10.0
_AROUND = 61
_INSIDE = 0.7


def tones_of(pixels: Pixels) -> tuple[npt.NDArray[np.intp], list[Rgb]]:
    """For each pixel the number of its tone, -1 for paper and rare tones; and the tones."""
    lab = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    lab = np.asarray(lab, dtype=np.float32)
    filled = pixels.min(axis=2) < PAPER
    labels = np.full(filled.shape, -1, dtype=np.intp)
    # Blurred borders have tones in between: flat places tell which tones there are.
    low = cv2.erode(pixels, np.ones((3, 3), np.uint8)).astype(int)
    high = cv2.dilate(pixels, np.ones((3, 3), np.uint8)).astype(int)
    flat = filled & ((high - low).max(axis=2) < 24)
    seen = lab[flat]
    colours = pixels[flat]
    tones: list[Rgb] = []
    centres: list[npt.NDArray[np.float32]] = []
    free = np.ones(len(seen), dtype=bool)
    while int(free.sum()) >= _LEAST_TONE and len(tones) < 40:
        coarse = np.floor(seen[free] / 4).astype(np.int64)
        keys = coarse[:, 0] * 1_000_000 + (coarse[:, 1] + 100) * 1000 + coarse[:, 2] + 100
        values, counts = np.unique(keys, return_counts=True)
        peak = seen[free][keys == values[int(np.argmax(counts))]].mean(axis=0)
        away = np.linalg.norm(seen - peak, axis=1)
        near = free & (away < _ALIKE)
        if int(near.sum()) >= _LEAST_TONE:
            # The peak itself, not the middle between it and another pale tone close by: what is
            # paled around text lies nearer to it than to the next tone.
            own = near & (away < _ALIKE / 2)
            middle = np.median(colours[own], axis=0)
            tones.append(Rgb(*(int(v) for v in middle)))
            centres.append(np.median(seen[own], axis=0))
        free &= ~near
        if not near.any():
            break
    for centre, tone in _between(seen, colours, centres):
        centres.append(centre)
        tones.append(tone)
    best = np.full(filled.shape, np.inf, dtype=np.float32)
    for number, centre in enumerate(centres):
        apart = np.linalg.norm(lab - centre, axis=2)
        nearer = filled & (apart < best) & (apart < 2 * _ALIKE)
        labels[nearer] = number
        best[nearer] = apart[nearer]
    return _without_blur(labels, centres), tones


def _between(
    seen: npt.NDArray[np.float32],
    colours: npt.NDArray[np.uint8],
    centres: Sequence[npt.NDArray[np.float32]],
) -> Iterator[tuple[npt.NDArray[np.float32], Rgb]]:
    """Tones that are near to another one and yet their own, as a header's grey and a stripe's."""
    for centre in list(centres):
        away = np.linalg.norm(seen - centre, axis=1)
        near = (away >= _ALIKE / 2) & (away < _ALIKE)
        if int(near.sum()) < _LEAST_APART:
            continue
        peak = _peak_of(seen[near])
        if any(np.linalg.norm(other - peak) < _ALIKE / 2 for other in centres):
            continue
        own = np.linalg.norm(seen - peak, axis=1) < _NOISE
        halfway = np.linalg.norm(seen - (peak + centre) / 2, axis=1) < _NOISE
        if int(own.sum()) >= max(_LEAST_APART, _RARER * int(halfway.sum())):
            yield peak, Rgb(*(int(v) for v in np.median(colours[own], axis=0)))


def _peak_of(seen: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The most frequent tone, to what noise makes of it."""
    coarse = np.floor(seen / 2).astype(np.int64)
    keys = coarse[:, 0] * 1_000_000 + (coarse[:, 1] + 100) * 1000 + coarse[:, 2] + 100
    values, counts = np.unique(keys, return_counts=True)
    own = seen[keys == values[int(np.argmax(counts))]]
    return np.asarray(own.mean(axis=0), dtype=np.float32)


def _without_blur(
    labels: npt.NDArray[np.intp], centres: Sequence[npt.NDArray[np.float32]]
) -> npt.NDArray[np.intp]:
    """The tones' numbers, a tone that lies within another much like it made that one."""
    for number, centre in reversed(list(enumerate(centres))):
        own = labels == number
        for larger in range(number):
            if float(np.linalg.norm(centres[larger] - centre)) >= _PALED:
                continue
            mask = (labels == larger).astype(np.uint8)
            lying, standing = (
                cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones(shape, np.uint8)) > 0
                for shape in ((1, _AROUND), (_AROUND, 1))
            )
            inside = own & (lying | standing)
            if int(inside.sum()) >= _INSIDE * int(own.sum()):
                labels[own] = larger
                break
    return labels
