"""What a box on a page shows, from the page rendered: its colour, or its pixels."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from xlscorecard.model.geometry import WHITE, BBox, Rgb

# Pages larger than this (points) are plans, not papers; they are not rendered.
_LARGEST = 3000
# Channels are grouped in eight steps, so that the shades of a gradient count together.
_STEP = 32
_POINTS_ACROSS = 10
# A colour that covers at least this share of a box is its own, not that of the text in it.
_OWN = 0.3
# Boxes larger than this (square points) are white paper, not a cell or symbol.
_PAPER = 40_000.0
# Pixels a point at which a glyph is looked at, and the longest side of one (points).
_FINE = 6
_LONGEST_GLYPH = 60.0


class PageSampler:
    """Renders the page once, at one pixel a point, when a colour is first asked for."""

    def __init__(self, page: Any, width: float, height: float, turned: int) -> None:
        self._page = page
        self._width, self._height = max(1, round(width)), max(1, round(height))
        self._turned = turned
        self._pixels: bytes | None = None

    def colour(self, box: BBox) -> Rgb | None:
        """The colour that fills a box, roughly: white where none does, None off the page."""
        if max(self._width, self._height) > _LARGEST or box.area > _PAPER:
            return None
        left, right = max(0, int(box.x0)), min(self._width, int(box.x1) + 1)
        top, bottom = max(0, int(box.top)), min(self._height, int(box.bottom) + 1)
        if left >= right or top >= bottom:
            return None
        pixels = self._rendered()
        across = max(1, (right - left) // _POINTS_ACROSS)
        down = max(1, (bottom - top) // _POINTS_ACROSS)
        alike: dict[tuple[int, ...], list[tuple[int, int, int]]] = {}
        total = 0
        for y in range(top, bottom, down):
            for x in range(left, right, across):
                at = 4 * (y * self._width + x)
                colour = pixels[at], pixels[at + 1], pixels[at + 2]
                alike.setdefault(tuple(value // _STEP for value in colour), []).append(colour)
                total += 1
        # The page's own white shows around a round or slanted outline.
        alike.pop((255 // _STEP,) * 3, None)
        commonest = max(alike.values(), key=len, default=[])
        if len(commonest) < _OWN * total:
            return WHITE
        return Rgb(*(round(sum(values) / len(values)) for values in zip(*commonest, strict=True)))

    def pixels(self, box: BBox) -> tuple[int, int, bytes] | None:
        """Width, height and RGBA bytes of a small box, finely drawn; None of a large one."""
        if max(box.width, box.height) > _LONGEST_GLYPH or min(box.width, box.height) <= 0:
            return None
        width, height = round(_FINE * box.width), round(_FINE * box.height)
        return width, height, self._render(width, height, _FINE, (box.x0, box.top))

    def _rendered(self) -> bytes:
        if self._pixels is None:
            self._pixels = self._render(self._width, self._height, 1, (0.0, 0.0))
        return self._pixels

    def _render(self, width: int, height: int, scale: int, corner: tuple[float, float]) -> bytes:
        """The part of the page, ``scale`` pixels a point, that begins at ``corner``."""
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, ctypes.c_ulong(0xFFFFFFFF))
            pdfium.FPDF_RenderPageBitmap(
                *(bitmap, self._page),
                *(round(-scale * place) for place in corner),
                *(scale * self._width, scale * self._height),
                *(self._turned, pdfium.FPDF_REVERSE_BYTE_ORDER),
            )
            return ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), 4 * width * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
