"""``whiten``: paper is white, whatever lamp and copier have made of it."""

from __future__ import annotations

import cv2
import numpy as np

from xlscorecard.scan.raster import Pixels


def whiten(pixels: Pixels) -> Pixels:
    """The picture with its paper made white: each channel stretched so that the commonest
    light tone becomes 255. Dark pages without paper stay as they are."""
    tables = np.empty((1, 256, 3), dtype=np.uint8)
    for channel in range(3):
        counts = cv2.calcHist([pixels], [channel], None, [256], [0, 256]).ravel().astype(float)
        smooth = np.convolve(counts, np.ones(5), "same")
        paper = 170 + int(np.argmax(smooth[170:]))
        if counts[170:].sum() < 0.2 * counts.sum():
            return pixels
        tables[0, :, channel] = np.minimum(np.arange(256) * (255.0 / paper), 255)
    return np.asarray(cv2.LUT(pixels, tables), dtype=np.uint8)
