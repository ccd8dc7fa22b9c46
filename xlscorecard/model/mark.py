"""Symbols in a cell, whatever they are made of: a glyph, a drawn shape or a picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xlscorecard.model.geometry import BBox, Rgb


class MarkKind(StrEnum):
    ARROW = "arrow"
    CIRCLE = "circle"
    TRIANGLE = "triangle"
    STAR = "star"
    SQUARE = "square"
    DIAMOND = "diamond"
    TICK = "tick"
    CROSS = "cross"
    FLAG = "flag"
    DASH = "dash"
    FACE = "face"
    OTHER = "other"


class Direction(StrEnum):
    """Where an arrow points as drawn. Sideways arrows, either way or both, are flat."""

    UP = "up"
    UP_SLANT = "up_slant"
    FLAT = "flat"
    DOWN_SLANT = "down_slant"
    DOWN = "down"


class MadeOf(StrEnum):
    GLYPH = "glyph"
    DRAWN = "drawn"
    PICTURE = "picture"
    ICON_SET = "icon_set"


@dataclass(frozen=True, slots=True)
class Mark:
    """One symbol. ``colour`` is its own colour, None when black or unknown.

    ``glyph`` is the Unicode character that a glyph stands for (U+2191 for Wingdings 0xE9);
    a glyph mark also stands in its cell's text, drawn ones and pictures do not.
    ``confidence`` is how sure the reader is of kind and direction, 0 to 1.
    """

    kind: MarkKind
    made_of: MadeOf
    direction: Direction | None = None
    colour: Rgb | None = None
    glyph: str = ""
    alt: str = ""
    bbox: BBox | None = None
    confidence: float = 1.0
