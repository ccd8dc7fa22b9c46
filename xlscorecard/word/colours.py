"""Colours as Word states them: plain, of the theme with tint and shade, and as patterns."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from xlscorecard.model.geometry import BLACK, WHITE, Rgb
from xlscorecard.word.names import A, W, attribute, whole

# ECMA-376 17.18.40 ST_HighlightColor.
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "00008B",
    "darkCyan": "008B8B", "darkGray": "A9A9A9", "darkGreen": "006400", "darkMagenta": "800080",
    "darkRed": "8B0000", "darkYellow": "808000", "green": "00FF00", "lightGray": "D3D3D3",
    "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip

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
_MAPPING = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
_THEME_NAMES = {
    "background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2", "tx1": "t1",
    "tx2": "t2",
}  # fmt: skip
_SCHEME_NAMES = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip

_PERCENT_PATTERN = re.compile(r"pct(\d+)")
# Stripes and crosses have about these shares of their colour on paper.
_PATTERN_SHARES = {
    "horzStripe": 0.5, "vertStripe": 0.5, "reverseDiagStripe": 0.5, "diagStripe": 0.5,
    "horzCross": 0.75, "diagCross": 0.75, "thinHorzStripe": 0.25, "thinVertStripe": 0.25,
    "thinReverseDiagStripe": 0.25, "thinDiagStripe": 0.25, "thinHorzCross": 0.4,
    "thinDiagCross": 0.4,
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


def read_theme(theme: etree._Element | None, settings: etree._Element | None) -> Theme:
    """The theme of a document from its theme part and its settings part."""
    colours: dict[str, Rgb] = {}
    scheme = None if theme is None else theme.find(f".//{A}clrScheme")
    for slot in () if scheme is None else scheme:
        for colour in slot:
            text = colour.get("lastClr") or colour.get("val") or ""
            found = plain_colour(text)
            if found is not None:
                colours[etree.QName(slot).localname] = found
    mapping = dict(_MAPPING)
    stated = None if settings is None else settings.find(W + "clrSchemeMapping")
    if stated is not None:
        mapping.update(
            {etree.QName(str(key)).localname: str(value) for key, value in stated.items()}
        )
    return Theme(colours, mapping)


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


def highlight_colour(name: str | None) -> Rgb | None:
    """The colour of a marker pen; None for "none" and no pen."""
    digits = _HIGHLIGHTS.get(name or "")
    return None if digits is None else Rgb.from_hex(digits)


def word_colour(
    element: etree._Element | None, theme: Theme, plain: str = "val", prefix: str = "theme"
) -> Rgb | None:
    """The colour of a ``w:color`` or ``w:shd``; a theme colour wins over the plain one.

    ``prefix`` names the theme attributes: "theme" (themeColor, themeTint), "themeFill".
    """
    if element is None:
        return None
    named = attribute(element, "themeColor" if prefix == "theme" else prefix)
    base = theme.colour(named) if named else None
    if base is None:
        return plain_colour(attribute(element, plain))
    tint, shade = attribute(element, prefix + "Tint"), attribute(element, prefix + "Shade")
    if tint:
        base = _with_luminance(base, _share(tint), 1 - _share(tint))
    if shade:
        base = _with_luminance(base, _share(shade), 0)
    return base


def shading(element: etree._Element | None, theme: Theme) -> Rgb | None:
    """The background that a ``w:shd`` paints; None where it paints nothing or white.

    A pattern is mixed from its two colours by the share of paper that it covers.
    """
    if element is None:
        return None
    pattern = attribute(element, "val") or "clear"
    if pattern == "nil":
        return None
    ground = word_colour(element, theme, "fill", "themeFill")
    if pattern == "solid":
        share = 1.0
    elif pattern == "clear":
        share = 0.0
    else:
        percent = _PERCENT_PATTERN.fullmatch(pattern)
        share = int(percent[1]) / 100 if percent else _PATTERN_SHARES.get(pattern, 0.0)
    if share:
        ink = word_colour(element, theme, "color") or BLACK
        ground = _mixed(ground or WHITE, ink, share)
    return None if ground == WHITE else ground


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
            colour = _with_luminance(colour, amount, 0)
        elif kind == "lumOff":
            colour = _with_luminance(colour, 1, amount)
        elif kind == "tint":
            colour = _mixed(WHITE, colour, amount)
        elif kind == "shade":
            colour = _mixed(BLACK, colour, amount)
    return colour


def _with_luminance(colour: Rgb, factor: float, offset: float) -> Rgb:
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    light = min(1.0, max(0.0, light * factor + offset))
    return Rgb(*(round(channel * 255) for channel in colorsys.hls_to_rgb(hue, light, saturation)))


def _mixed(ground: Rgb, ink: Rgb, share: float) -> Rgb:
    return Rgb(*(round(g + (i - g) * share) for g, i in zip(ground, ink, strict=True)))


def _share(text: str) -> float:
    try:
        return int(text, 16) / 255
    except ValueError:
        return 1.0


def _channel(text: str | None) -> int:
    return round(min(100_000, max(0, whole((text or "").rstrip("%")))) / 100_000 * 255)


def _from_hsl(element: etree._Element) -> Rgb:
    hue = whole(element.get("hue")) / 21_600_000
    light, saturation = (whole(element.get(key)) / 100_000 for key in ("lum", "sat"))
    return Rgb(*(round(channel * 255) for channel in colorsys.hls_to_rgb(hue, light, saturation)))
