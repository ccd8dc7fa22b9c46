"""Colours of an Office theme, and colours as DrawingML states them (ECMA-376 part 1, 20.1.2.3).

Word papers and Excel workbooks share both.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from xlscorecard.model.geometry import BLACK, WHITE, Rgb

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

# The names that a preset colour (20.1.10.48) and a VML attribute may use, without the CSS names
# that nobody picks from a palette.
_NAMED = {
    "black": "000000", "silver": "C0C0C0", "gray": "808080", "grey": "808080",
    "white": "FFFFFF", "maroon": "800000", "red": "FF0000", "purple": "800080",
    "fuchsia": "FF00FF", "green": "008000", "lime": "00FF00", "olive": "808000",
    "yellow": "FFFF00", "navy": "000080", "blue": "0000FF", "teal": "008080",
    "aqua": "00FFFF", "orange": "FFA500", "gold": "FFD700", "darkGreen": "006400",
    "dkGreen": "006400", "lightGreen": "90EE90", "ltGreen": "90EE90", "darkRed": "8B0000",
    "dkRed": "8B0000", "darkOrange": "FF8C00", "dkOrange": "FF8C00", "limeGreen": "32CD32",
    "forestGreen": "228B22", "seaGreen": "2E8B57", "crimson": "DC143C", "tomato": "FF6347",
    "lightGrey": "D3D3D3", "ltGray": "D3D3D3", "darkGray": "A9A9A9", "dkGray": "A9A9A9",
}  # fmt: skip

# 17.15.1.20 clrSchemeMapping: its defaults, and w:themeColor's two vocabularies.
DEFAULT_MAPPING = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
_THEME_NAMES = {
    "background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2", "tx1": "t1",
    "tx2": "t2",
}  # fmt: skip
_SCHEME_NAMES = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a document's theme by their scheme name (dk1, lt1, accent1...)."""

    colours: Mapping[str, Rgb]
    mapping: Mapping[str, str]

    def colour(self, name: str) -> Rgb | None:
        """A colour by any name that Word or DrawingML gives it."""
        short = _THEME_NAMES.get(name, name)
        mapped = self.mapping.get(short, short)
        return self.colours.get(_SCHEME_NAMES.get(mapped, mapped))


def read_scheme(theme: etree._Element | None) -> dict[str, Rgb]:
    """The colours of a theme part by their scheme name."""
    colours: dict[str, Rgb] = {}
    scheme = None if theme is None else theme.find(f".//{A}clrScheme")
    for slot in () if scheme is None else scheme:
        for colour in slot:
            found = plain_colour(colour.get("lastClr") or colour.get("val") or "")
            if found is not None:
                colours[etree.QName(slot).localname] = found
    return colours


def plain_colour(text: str | None) -> Rgb | None:
    """``FF0000``, ``#f00`` or a usual name; None for "auto" and everything else."""
    if not text:
        return None
    word = text.strip().split(" ")[0]  # VML writes "#c0504d [3205]"
    if word in _NAMED:
        return Rgb.from_hex(_NAMED[word])
    digits = word.removeprefix("#")
    if word.startswith("#") and len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        return Rgb.from_hex(digits)
    except ValueError:
        return None


def drawing_colour(holder: etree._Element | None, theme: Theme) -> Rgb | None:
    """The colour inside an ``a:solidFill``, ``a:fillRef`` and the like (20.1.2.3)."""
    for element in () if holder is None else holder:
        kind = etree.QName(element).localname
        value = element.get("val") or ""
        if kind == "schemeClr":
            colour = theme.colour(value)
        elif kind == "sysClr":
            colour = plain_colour(element.get("lastClr") or "")
        elif kind == "scrgbClr":
            colour = Rgb(*(_channel(element.get(key)) for key in "rgb"))
        elif kind == "hslClr":
            colour = _from_hsl(element)
        else:
            colour = plain_colour(value)
        if colour is not None:
            return _modified(colour, element)
    return None


def _modified(colour: Rgb, element: etree._Element) -> Rgb:
    for change in element:
        kind = etree.QName(change).localname
        amount = whole(change.get("val"), 100_000) / 100_000
        if kind == "lumMod":
            colour = with_luminance(colour, amount, 0)
        elif kind == "lumOff":
            colour = with_luminance(colour, 1, amount)
        elif kind == "tint":
            colour = mixed(WHITE, colour, amount)
        elif kind == "shade":
            colour = mixed(BLACK, colour, amount)
    return colour


def with_luminance(colour: Rgb, factor: float, offset: float) -> Rgb:
    """A colour with its luminance (HSL) multiplied and moved."""
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    light = min(1.0, max(0.0, light * factor + offset))
    return Rgb(*(round(channel * 255) for channel in colorsys.hls_to_rgb(hue, light, saturation)))


def mixed(ground: Rgb, ink: Rgb, share: float) -> Rgb:
    """A ground of which a share from 0 to 1 is covered by ink."""
    return Rgb(*(round(g + (i - g) * share) for g, i in zip(ground, ink, strict=True)))


def _channel(text: str | None) -> int:
    return round(min(100_000, max(0, whole((text or "").rstrip("%")))) / 100_000 * 255)


def _from_hsl(element: etree._Element) -> Rgb:
    hue = whole(element.get("hue")) / 21_600_000
    light, saturation = (whole(element.get(key)) / 100_000 for key in ("lum", "sat"))
    return Rgb(*(round(channel * 255) for channel in colorsys.hls_to_rgb(hue, light, saturation)))


def whole(text: str | None, default: int = 0) -> int:
    """A whole number from an attribute; the default where it is missing or is no number."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
