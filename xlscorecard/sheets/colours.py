"""Colours of a workbook: plain, indexed, of the theme with tint; fills as painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from lxml import etree
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.fills import Fill, GradientFill, PatternFill
from openpyxl.styles.proxy import StyleProxy
from openpyxl.workbook import Workbook

from xlscorecard.marks.theme import DEFAULT_MAPPING, Theme, mixed, read_scheme, with_luminance
from xlscorecard.model.errors import short_of_memory
from xlscorecard.model.geometry import BLACK, WHITE, Rgb

# 18.8.3: a theme colour is an index into these, lights before darks.
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip
# 18.18.55: how much of the paper a pattern's colour covers; stripes about half.
_SHARES = {
    "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125,
    "gray0625": 0.0625,
}  # fmt: skip
_AUTOMATIC = frozenset({64, 65})


@dataclass(frozen=True, slots=True)
class Palette:
    """The theme and the indexed colours of one workbook."""

    theme: Theme
    indexed: Sequence[str]

    def colour(self, colour: Color | None) -> Rgb | None:
        """A colour of a font, fill or rule; None for automatic and none."""
        if colour is None:
            return None
        base: Rgb | None = None
        if colour.type == "theme":
            if isinstance(colour.theme, int) and 0 <= colour.theme < len(_THEME_ORDER):
                base = self.theme.colours.get(_THEME_ORDER[colour.theme])
        elif colour.type == "indexed":
            number = colour.indexed
            if isinstance(number, int) and number not in _AUTOMATIC and number < len(self.indexed):
                base = _argb(self.indexed[number])
        elif colour.type == "rgb" and isinstance(colour.rgb, str):
            base = _argb(colour.rgb)
        tint = colour.tint if isinstance(colour.tint, (int, float)) else 0.0
        if base is None or not tint:
            return base
        if tint < 0:
            return with_luminance(base, 1 + tint, 0)
        return with_luminance(base, 1 - tint, tint)

    def fill(self, fill: Fill | StyleProxy | None) -> Rgb | None:
        """What a cell's fill paints; None where it paints nothing or white."""
        if fill is None:
            return None
        if fill.tagname == "gradientFill":
            return self._gradient(cast(GradientFill, fill))
        pattern = cast(PatternFill, fill)
        if pattern.patternType is None:
            return None
        ink, ground = self.colour(pattern.fgColor), self.colour(pattern.bgColor)
        if pattern.patternType == "solid":
            return _not_white(ink)
        share = _SHARES.get(pattern.patternType, 0.5)
        return _not_white(mixed(ground or WHITE, BLACK if ink is None else ink, share))

    def rule_fill(self, fill: Fill | None) -> Rgb | None:
        """What a rule's format paints: it names its solid colour as the background (18.8.14)."""
        if fill is None or fill.tagname == "gradientFill":
            return None if fill is None else self._gradient(cast(GradientFill, fill))
        pattern = cast(PatternFill, fill)
        if pattern.patternType not in (None, "solid"):
            return self.fill(pattern)
        stated = pattern.fgColor if _unsaid(pattern.bgColor) else pattern.bgColor
        return None if _unsaid(stated) else _not_white(self.colour(stated))

    def _gradient(self, fill: GradientFill) -> Rgb | None:
        stops = [colour for stop in fill.stop if (colour := self.colour(stop.color))]
        if not stops:
            return None
        mean = (round(sum(channel) / len(stops)) for channel in zip(*stops, strict=True))
        return _not_white(Rgb(*mean))


def read_palette(workbook: Workbook) -> Palette:
    """The colours of an opened workbook."""
    theme: etree._Element | None = None
    content: object = workbook.loaded_theme
    if isinstance(content, bytes):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            theme = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            if short_of_memory(error):
                raise MemoryError from error
            theme = None
    scheme: Mapping[str, Rgb] = read_scheme(theme)
    own: Sequence[str] = getattr(workbook, "_colors", None) or COLOR_INDEX
    return Palette(Theme(scheme or _OFFICE, dict(DEFAULT_MAPPING)), own)


def _argb(text: str) -> Rgb | None:
    try:
        return Rgb.from_hex(text[-6:])
    except ValueError:
        return None


def _unsaid(colour: Color | None) -> bool:
    """openpyxl's stand-in for a colour that the file leaves out."""
    return colour is None or (colour.type == "rgb" and colour.rgb == "00000000" and not colour.tint)


def _not_white(colour: Rgb | None) -> Rgb | None:
    return None if colour == WHITE else colour


# The Office theme of 2013, which a workbook without a theme part falls back to.
_OFFICE = {
    name: Rgb.from_hex(digits)
    for name, digits in zip(
        _THEME_ORDER,
        (
            "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000",
            "5B9BD5", "70AD47", "0563C1", "954F72",
        ),
        strict=True,
    )
}  # fmt: skip
