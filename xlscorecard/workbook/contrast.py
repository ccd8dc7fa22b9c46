"""Colours as a reader sees them: theme and palette colours to RGB, and contrast after WCAG."""

from __future__ import annotations

import colorsys
import re
from typing import Any

# WCAG 2.2, 1.4.3: 4.5 to 1; 3 to 1 from 18 points on, or 14 points bold.
LEAST_CONTRAST = 4.5
LEAST_CONTRAST_LARGE = 3.0
LARGE_TEXT = (18, 14)
# Below this saturation a fill is white, grey or a pale ground that carries no meaning.
_LEAST_SATURATION = 0.35
# ECMA-376 part 1, 18.8.3: the theme's order in a cell (light 1, dark 1, light 2, dark 2, ...).
_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    *(f"accent{n}" for n in range(1, 7)),
    "hlink",
    "folHlink",
)


def contrast(one: str, two: str) -> float:
    """The contrast of two colours (RRGGBB): 1 for the same, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_coloured(rgb: str) -> bool:
    """Whether a fill is a colour that might mean something, not white, grey or a pale ground."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    _, saturation, _ = colorsys.rgb_to_hsv(red, green, blue)
    return saturation >= _LEAST_SATURATION


def rgb_of(colour: Any, theme: bytes | None) -> str | None:
    """An openpyxl colour as RRGGBB; None for the automatic one."""
    if colour is None:
        return None
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        # openpyxl's word for "nothing said" is black with no opacity.
        return None if colour.rgb == "00000000" else colour.rgb[-6:].upper()
    if colour.type == "indexed":
        from openpyxl.styles.colors import COLOR_INDEX

        return COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else None
    if colour.type == "theme" and theme is not None and colour.theme < len(_THEME_ORDER):
        return _tinted(_theme_colour(theme, _THEME_ORDER[colour.theme]), colour.tint or 0.0)
    return None


def _theme_colour(theme: bytes, name: str) -> str | None:
    block = re.search(rf"<a:{name}>(.*?)</a:{name}>".encode(), theme, re.DOTALL)
    found = re.search(rb'(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"', block[1]) if block else None
    return found[1].decode().upper() if found else None


def _tinted(rgb: str | None, tint: float) -> str | None:
    """ECMA-376 part 1, 18.8.19: a tint moves the lightness towards black or white."""
    if rgb is None or not tint:
        return rgb
    hue, light, saturation = colorsys.rgb_to_hls(
        *(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    )
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(
        f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation)
    )
