"""Excel's icon sets: which symbol stands at each place, lowest first (18.18.42)."""

from __future__ import annotations

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind

_RED, _AMBER, _GREEN = Rgb(255, 0, 0), Rgb(255, 192, 0), Rgb(0, 176, 80)
_GREY, _PINK, _BLACK = Rgb(128, 128, 128), Rgb(255, 153, 153), None
_GOLD = Rgb(255, 192, 0)


def _icon(kind: MarkKind, colour: Rgb | None, direction: Direction | None = None) -> Mark:
    return Mark(kind, MadeOf.ICON_SET, direction, colour)


def _arrows(*pairs: tuple[Direction, Rgb | None]) -> tuple[Mark, ...]:
    return tuple(_icon(MarkKind.ARROW, colour, direction) for direction, colour in pairs)


_LIGHTS = tuple(_icon(MarkKind.CIRCLE, colour) for colour in (_RED, _AMBER, _GREEN))
_SYMBOLS = (
    _icon(MarkKind.CROSS, _RED),
    _icon(MarkKind.OTHER, _AMBER),  # an exclamation mark
    _icon(MarkKind.TICK, _GREEN),
)
_DOWN, _UP, _FLAT = Direction.DOWN, Direction.UP, Direction.FLAT
_DOWN_SLANT, _UP_SLANT = Direction.DOWN_SLANT, Direction.UP_SLANT

ICON_SETS: dict[str, tuple[Mark, ...]] = {
    "3Arrows": _arrows((_DOWN, _RED), (_FLAT, _AMBER), (_UP, _GREEN)),
    "3ArrowsGray": _arrows((_DOWN, _GREY), (_FLAT, _GREY), (_UP, _GREY)),
    "4Arrows": _arrows((_DOWN, _RED), (_DOWN_SLANT, _AMBER), (_UP_SLANT, _AMBER), (_UP, _GREEN)),
    "4ArrowsGray": _arrows((_DOWN, _GREY), (_DOWN_SLANT, _GREY), (_UP_SLANT, _GREY), (_UP, _GREY)),
    "5Arrows": _arrows(
        (_DOWN, _RED), (_DOWN_SLANT, _AMBER), (_FLAT, _AMBER), (_UP_SLANT, _AMBER), (_UP, _GREEN)
    ),
    "5ArrowsGray": _arrows(
        (_DOWN, _GREY), (_DOWN_SLANT, _GREY), (_FLAT, _GREY), (_UP_SLANT, _GREY), (_UP, _GREY)
    ),
    "3Flags": tuple(_icon(MarkKind.FLAG, colour) for colour in (_RED, _AMBER, _GREEN)),
    "3TrafficLights1": _LIGHTS,
    "3TrafficLights2": _LIGHTS,
    "4TrafficLights": (_icon(MarkKind.CIRCLE, _BLACK), *_LIGHTS),
    "4RedToBlack": tuple(_icon(MarkKind.CIRCLE, colour) for colour in (_BLACK, _GREY, _PINK, _RED)),
    "3Signs": (
        _icon(MarkKind.DIAMOND, _RED),
        _icon(MarkKind.TRIANGLE, _AMBER),
        _icon(MarkKind.CIRCLE, _GREEN),
    ),
    "3Symbols": _SYMBOLS,
    "3Symbols2": _SYMBOLS,
    "3Stars": tuple(_icon(MarkKind.STAR, colour) for colour in (None, _GOLD, _GOLD)),
    "3Triangles": (
        _icon(MarkKind.ARROW, _RED, _DOWN),
        _icon(MarkKind.DASH, _AMBER, _FLAT),
        _icon(MarkKind.ARROW, _GREEN, _UP),
    ),
    "5Quarters": (_icon(MarkKind.CIRCLE, None),) * 5,
    "4Rating": (_icon(MarkKind.OTHER, None),) * 4,
    "5Rating": (_icon(MarkKind.OTHER, None),) * 5,
    "5Boxes": (_icon(MarkKind.SQUARE, None),) * 5,
}


def icon(name: str, place: int) -> Mark | None:
    """The icon at a place of a set; None for "no icon" and for sets that Excel has not."""
    icons = ICON_SETS.get(name, ())
    return icons[place] if 0 <= place < len(icons) else None
