"""A font's name and what it tells of its style."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

from xlscorecard.marks.glyphs import is_symbol_font
from xlscorecard.pdf import native


class Font(NamedTuple):
    name: str
    bold: bool
    italic: bool
    symbol: bool


def read_font(handle: int) -> Font:
    """Name and style of a font. Weight is asked only of fonts whose names say nothing."""
    if not handle:
        return Font("", False, False, False)
    buffer = ctypes.create_string_buffer(256)
    native.font_base_name(handle, ctypes.addressof(buffer), 256)
    name = buffer.value.decode("latin-1")
    if len(name) > 7 and name[6] == "+" and name[:6].isupper():
        name = name[7:]
    folded = name.lower()
    flags = native.font_flags(handle)
    bold = any(part in folded for part in ("bold", "black", "heavy", "semib", "demi"))
    telling = "+f" not in folded and len(folded) > 4
    if not bold and (flags & (1 << 18) or (not telling and native.font_weight(handle) >= 700)):
        bold = True
    italic = "italic" in folded or "oblique" in folded or bool(flags & (1 << 6))
    return Font(name, bold, italic, is_symbol_font(name))
