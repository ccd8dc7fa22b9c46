"""Colours as red, amber, green or blue, in any palette.

Hues are judged in OKLCH (Björn Ottosson, "A perceptual color space for image processing",
2020): there a pastel, a strong and a dark tone of one colour keep one hue, which they do not in
HSV. The bands below were set on the palettes that council papers are made with: Excel's good,
neutral and bad pastels, the Office themes with their tints, web frameworks, GOV.UK and the
Analysis Function's charts. Grey is never classed here: whether grey, white or black is a
rating is for the caller, who knows the paper's key.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.scorecard import Rag


class Lch(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


# Boundaries of hue, in degrees of OKLCH. Orange of Office (ED7D31) stands at 51, GOV.UK's red
# (D4351C) at 32; wine red (801650) at 353; teal (008080) at 195, cyan blue (17A2B8) at 212.
_RED_FROM = 342.0
_AMBER_FROM = 39.0
_BLUE_FROM = 204.0
_PURPLE_FROM = 287.0
# Yellow (FFFF00, light) stands at 110 and so does olive (808000, dark), which reads as green: the
# boundary moves with lightness.
_GREEN_FROM_DARK = 104.0
_GREEN_FROM_LIGHT = 116.0
_DARK, _LIGHT = 0.80, 0.92
# Within this many degrees of a boundary the class is doubtful.
_BLUR = 9.0

# Chroma below which nobody sees a colour; paper tints of beige and slate have a little more.
_GREYISH = 0.017
_BEIGE = 0.036
_SLATE = 0.030
_DARK_SLATE = 0.050

# Orange: it stands for red where a paper has yellow and no red.
_ORANGE = (_AMBER_FROM - 3, 64.0)
_YELLOW_FROM = 74.0

# A cell's colour is the key's colour when it can hardly be told from it (OKLab distance), when
# it is as near as this with about its hue (muted red, blue and grey stand nearer to each other
# than a bright red to its own shade), or when it has the key's hue within this many degrees.
_KEY_SAME = 0.03
_KEY_NEAR = 0.12
_KEY_NEAR_HUE = 32.0
_KEY_HUE = 16.0


@lru_cache(maxsize=4096)
def lch_of(colour: Rgb) -> Lch:
    """OKLCH of an sRGB colour."""
    lightness, a, b = _oklab(colour)
    return Lch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _oklab(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = (_linear(value) for value in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def colour_distance(one: Rgb, two: Rgb) -> float:
    """Distance in OKLab: 0 the same, about 0.02 just seen, 1 from black to white."""
    return math.dist(_oklab(one), _oklab(two))


def is_neutral(colour: Rgb) -> bool:
    """True for white, grey, black and the faint beige and slate of backgrounds."""
    lightness, chroma, hue = lch_of(colour)
    # Near black a strong-looking chroma is still black ink.
    if chroma < _GREYISH or lightness < 0.16:
        return True
    if 75 <= hue < 113:
        return chroma < _BEIGE
    if _BLUE_FROM <= hue < _PURPLE_FROM:
        return chroma < (_SLATE if lightness > 0.5 else _DARK_SLATE)
    return False


def contrast(one: Rgb, two: Rgb) -> float:
    """Contrast ratio of WCAG 2.2, 1 to 21; the same whichever colour comes first."""
    first, second = sorted((_luminance(one), _luminance(two)))
    return (second + 0.05) / (first + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def rag_of_colour(colour: Rgb) -> tuple[Rag | None, float]:
    """The class of a colour by its hue alone, and how sure that is, 0 to 1.

    None with the confidence that it is no rating colour: for neutral tones and purples.
    """
    if is_neutral(colour):
        return None, 1.0
    lightness, chroma, hue = lch_of(colour)
    green_from = _green_from(lightness)
    bands: tuple[tuple[float, Rag | None], ...] = (
        (0.0, Rag.RED),
        (_AMBER_FROM, Rag.AMBER),
        (green_from, Rag.GREEN),
        (_BLUE_FROM, Rag.BLUE),
        (_PURPLE_FROM, None),
        (_RED_FROM, Rag.RED),
    )
    found = next(rag for start, rag in reversed(bands) if hue >= start)
    borders = (_AMBER_FROM, green_from, _BLUE_FROM, _PURPLE_FROM, _RED_FROM)
    distance = min(abs(hue - border) for border in borders)
    clear = min(1.0, 0.5 + 0.5 * distance / _BLUR)
    # A faint tint (C 0.02) may be a header's or a zebra's; Excel's pastels have 0.06.
    strong = min(1.0, 0.45 + chroma / 0.055 * 0.55)
    # Very dark tones (maroon, bottle green) are more often headings than ratings.
    deep = 1.0 if lightness > 0.40 else 0.8
    return found, round(clear * strong * deep, 3)


def _green_from(lightness: float) -> float:
    share = min(1.0, max(0.0, (lightness - _DARK) / (_LIGHT - _DARK)))
    return _GREEN_FROM_DARK + share * (_GREEN_FROM_LIGHT - _GREEN_FROM_DARK)


def rag_of_palette(
    colours: Mapping[Rgb, int], key: Mapping[Rgb, Rag] | None = None
) -> dict[Rgb, Rag]:
    """Class a paper's rating colours together; colours that are no rating are left out.

    ``colours`` counts how often each occurs. ``key`` is what the paper itself says: its nearest
    colour wins over our own bands. Without red but with yellow, orange is red.
    """
    found: dict[Rgb, Rag] = {}
    unclaimed: list[Rgb] = []
    for colour in colours:
        keyed = _by_key(colour, key or {})
        if keyed is not None:
            found[colour] = keyed
        else:
            unclaimed.append(colour)
    classes = {colour: rag_of_colour(colour)[0] for colour in unclaimed}
    present = set(classes.values()) | set(found.values())
    yellows = [
        colour
        for colour in (*unclaimed, *found)
        if rag_of_colour(colour)[0] is Rag.AMBER and lch_of(colour).hue >= _YELLOW_FROM
    ]
    for colour, rag in classes.items():
        if rag is None:
            continue
        orange = _ORANGE[0] <= lch_of(colour).hue <= _ORANGE[1]
        if rag is Rag.AMBER and orange and yellows and Rag.RED not in present:
            found[colour] = Rag.RED
        else:
            found[colour] = rag
    return found


def _by_key(colour: Rgb, key: Mapping[Rgb, Rag]) -> Rag | None:
    if not key:
        return None
    nearest = min(key, key=lambda entry: colour_distance(entry, colour))
    distance = colour_distance(nearest, colour)
    if distance <= _KEY_SAME:
        return key[nearest]
    if is_neutral(colour):
        return key[nearest] if is_neutral(nearest) and distance <= _KEY_NEAR else None
    if not is_neutral(nearest) and distance <= _KEY_NEAR and _gap(nearest, colour) <= _KEY_NEAR_HUE:
        return key[nearest]
    alike = [(_gap(entry, colour), rag) for entry, rag in key.items() if not is_neutral(entry)]
    if not alike:
        return None
    gap, rag = min(alike, key=lambda pair: pair[0])
    return rag if gap <= _KEY_HUE else None


def _gap(one: Rgb, two: Rgb) -> float:
    """Degrees between two hues, 0 to 180."""
    return abs((lch_of(one).hue - lch_of(two).hue + 180) % 360 - 180)
