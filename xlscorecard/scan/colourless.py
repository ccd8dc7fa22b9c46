"""Pages without colour: faxes, black copies. There a shade of grey is no colour of anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from xlscorecard.model.geometry import BLACK, Rgb
from xlscorecard.model.page import Fill, Picture, Word
from xlscorecard.scan.raster import Pixels, reduced

# Colour is looked for at this resolution (pixels per inch): noise and JPEG's rims are gone.
_DPI = 72.0
# A pixel has a colour where its channels differ by more than this, of 255; so small a share of
# them is a smudge.
_COLOURED = 30
_SMUDGE = 0.0002
# Shades become greys between these: seen as fills, and too pale for a grey rating.
_PALE = (236, 245)
# Symbols are darker than this, of 255.
_INK = 200


def is_colourless(pixels: Pixels, dpi: float) -> bool:
    """Whether an RGB picture of a page shows no colour at all."""
    small, _ = reduced(pixels, dpi, _DPI)
    chroma = np.ptp(small, axis=2)
    return bool((chroma > _COLOURED).mean() < _SMUDGE)


def pale(fills: Sequence[Fill]) -> list[Fill]:
    """The fills in pale greys, the darker ones still the darker."""
    low, high = _PALE
    return [
        replace(fill, colour=Rgb(*(low + value * (high - low) // 255 for value in fill.colour)))
        for fill in fills
    ]


def black(pictures: Sequence[Picture]) -> list[Picture]:
    """The symbols in black: their forms are all that they say."""
    return [
        picture
        if picture.rgba is None
        else replace(picture, rgba=_black(picture.rgba, picture.width, picture.height))
        for picture in pictures
    ]


def in_black(words: Sequence[Word]) -> list[Word]:
    """The words in black, those in white on a dark fill as they are: a symbol read as text is
    grey because its colour was."""
    return [word if min(word.ink) >= _INK else replace(word, ink=BLACK) for word in words]


def _black(rgba: bytes, width: int, height: int) -> bytes:
    """What stands out from the ground that a symbol's rim shows, in black on white: a white one on
    a dark fill as well, which is no grey rating either."""
    pixels = np.frombuffer(rgba, dtype=np.uint8).reshape(height, width, 4).copy()
    tones = pixels[:, :, :3].min(axis=2)
    rim = np.concatenate([tones[0], tones[-1], tones[:, 0], tones[:, -1]])
    ground = float(np.median(rim))
    inked = np.abs(tones.astype(np.float32) - ground) > 255 - _INK
    pixels[:, :, :3] = np.where(inked, 0, 255)[:, :, None]
    return pixels.tobytes()
