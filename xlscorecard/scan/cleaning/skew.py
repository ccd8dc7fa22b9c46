"""``find_skew``, ``straighten``: a sheet that the feeder drew in askew, turned back."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Pixels, grey_of, reduced

# Sheet feeders skew by a degree or two; a page further off was laid on the glass by hand.
_MOST_SKEW = 6.0
# Skew is sought at this resolution (pixels per inch), in steps of so many degrees.
_SKEW_DPI = 100.0
_SKEW_STEPS = (0.5, 0.1)
# ... and at last at the picture's own: a low one cannot tell 0.05 degrees from none.
_SKEW_LAST = (0.05, 0.02)
# From one row to the next, text and rules change by this much, of 255.
_STEP = 40


def find_skew(pixels: Pixels, dpi: float) -> float:
    """Degrees clockwise by which lines of text and rules slope down to the right.

    The sharpest profile wins: at the right angle the rows of ink and the rows between them
    differ most (the projection method of Postl).
    """
    small, _ = reduced(pixels, dpi, _SKEW_DPI)
    best, reach = 0.0, _MOST_SKEW
    for picture, steps in ((small, _SKEW_STEPS), (pixels, _SKEW_LAST)):
        xs, ys, weights = _level_edges(picture)
        if len(ys) < 200:
            return best
        for step in steps:
            angles = best + np.arange(-reach, reach + step / 2, step)
            scores = [_sharpness(xs, ys, weights, float(angle)) for angle in angles]
            best, reach = float(angles[int(np.argmax(scores))]), step
    return best


def _level_edges(
    pixels: Pixels,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Where a picture changes from one row to the next: places from its middle, rows, and by
    how much. Fills weigh nothing so, and specks little."""
    grey = grey_of(pixels)
    down = cv2.absdiff(grey[1:], grey[:-1])
    margin = max(2, round(0.02 * min(grey.shape)))
    down[:margin] = down[-margin:] = 0
    down[:, :margin] = down[:, -margin:] = 0
    found = cv2.findNonZero((down > _STEP).astype(np.uint8))
    # OpenCV 4 has another dimension here than OpenCV 5
    places = np.empty((0, 2)) if found is None else np.asarray(found).reshape(-1, 2)
    xs, ys = places[:, 0].astype(np.int32), places[:, 1].astype(np.int32)
    weights = down[ys, xs].astype(np.float32)
    return xs.astype(np.float32) - grey.shape[1] / 2, ys, weights


def _sharpness(
    xs: npt.NDArray[np.float32],
    ys: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32],
    angle: float,
) -> float:
    rows = ys - xs * np.float32(np.tan(np.radians(angle)))
    rows -= rows.min()
    profile = np.bincount(np.rint(rows).astype(np.int32), weights)
    return float((profile**2).sum())


def straighten(pixels: Pixels, angle: float) -> Pixels:
    """The picture turned back by ``angle`` degrees about its middle, same size."""
    if abs(angle) < 0.02:
        return pixels
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(
        pixels,
        turn,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255, 255, 255),
    )
    return np.asarray(turned, dtype=np.uint8)
