"""Colours as Word states them: plain, of the theme with tint and shade, and as patterns."""

from __future__ import annotations

import re

from lxml import etree

from xlscorecard.marks.theme import (
    DEFAULT_MAPPING,
    Theme,
    mixed,
    plain_colour,
    read_scheme,
    with_luminance,
)
from xlscorecard.model.geometry import BLACK, WHITE, Rgb
from xlscorecard.word.names import W, attribute

# ECMA-376 17.18.40 ST_HighlightColor.
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "00008B",
    "darkCyan": "008B8B", "darkGray": "A9A9A9", "darkGreen": "006400", "darkMagenta": "800080",
    "darkRed": "8B0000", "darkYellow": "808000", "green": "00FF00", "lightGray": "D3D3D3",
    "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip

_PERCENT_PATTERN = re.compile(r"pct(\d{1,3})")
# Stripes and crosses have about these shares of their colour on paper.
_PATTERN_SHARES = {
    "horzStripe": 0.5, "vertStripe": 0.5, "reverseDiagStripe": 0.5, "diagStripe": 0.5,
    "horzCross": 0.75, "diagCross": 0.75, "thinHorzStripe": 0.25, "thinVertStripe": 0.25,
    "thinReverseDiagStripe": 0.25, "thinDiagStripe": 0.25, "thinHorzCross": 0.4,
    "thinDiagCross": 0.4,
}  # fmt: skip


def read_theme(theme: etree._Element | None, settings: etree._Element | None) -> Theme:
    """The theme of a document from its theme part and its settings part."""
    mapping = dict(DEFAULT_MAPPING)
    stated = None if settings is None else settings.find(W + "clrSchemeMapping")
    if stated is not None:
        mapping.update(
            {etree.QName(str(key)).localname: str(value) for key, value in stated.items()}
        )
    return Theme(read_scheme(theme), mapping)


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
        base = with_luminance(base, _share(tint), 1 - _share(tint))
    if shade:
        base = with_luminance(base, _share(shade), 0)
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
        ground = mixed(ground or WHITE, ink, share)
    return None if ground == WHITE else ground


def _share(text: str) -> float:
    try:
        return int(text, 16) / 255
    except ValueError:
        return 1.0
