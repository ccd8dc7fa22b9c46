"""Scanned pages: a picture of print, and beneath or over it the text that a scanner's own software
read in it.

Such a text is mostly painted with no ink. Some programs paint it black instead and the picture
over it: nobody sees it, and it says no more than an invisible one.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Picture, Word
from xlscorecard.pdf.words import PaintedWord

# Share of a page that pictures cover when it is a scan.
SCAN_COVER = 0.55
# Words that a stamp adds to a scanned page ...
STAMP_WORDS = 12
# ... and those of running heads and feet, which a committee's clerk adds to the pages of a whole
# agenda: they stand in this share of the height, and are a few lines.
_EDGE = 0.1
_RUNNING_WORDS = 60
# A picture with so large a share of it opaque hides what is beneath; the rest are its corners,
# where it lies aslant.
_OPAQUE = 0.9
_CLEAR = 250


@dataclass(frozen=True, slots=True)
class LargePicture:
    """A picture that may be a page's, or a band of it: its box, its place in the order of
    painting, and PDFium's object."""

    box: BBox
    order: int
    handle: int


def without_covered(
    document: Any,
    page: Any,
    words: list[PaintedWord],
    pictures: Sequence[LargePicture],
    bounds: BBox,
) -> list[PaintedWord]:
    """The words of a page, those beneath the opaque pictures of a scan marked invisible."""
    if not words or not _covers([picture.box for picture in pictures], bounds):
        return words
    for picture in pictures:
        beneath = [
            word
            for word in words
            if not word.invisible
            and 0 <= word.order < picture.order
            and picture.box.holds(*word.word.bbox.centre)
        ]
        if beneath and _is_opaque(document, page, picture.handle):
            for word in beneath:
                word.invisible = True
    return words


def is_scan(words: Sequence[Word], pictures: Sequence[Picture], bounds: BBox) -> bool:
    """Whether a page shows pictures and no text of its own; ``words`` are those that show."""
    if not pictures or len(words) > STAMP_WORDS + _RUNNING_WORDS:
        return False
    edge = _EDGE * bounds.height
    inner = sum(
        1
        for word in words
        if word.bbox.bottom > bounds.top + edge and word.bbox.top < bounds.bottom - edge
    )
    return inner <= STAMP_WORDS and _covers([picture.bbox for picture in pictures], bounds)


def _covers(boxes: Sequence[BBox], bounds: BBox) -> bool:
    return sum(box.overlap(bounds) for box in boxes) >= SCAN_COVER * bounds.area


def _is_opaque(document: Any, page: Any, handle: int) -> bool:
    """Whether a picture hides what is beneath: it is no stencil and has hardly a clear place."""
    image = ctypes.cast(ctypes.c_void_p(handle), pdfium.FPDF_PAGEOBJECT)
    if pdfium.FPDFPageObj_HasTransparency(image):
        return False
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, image)
    if not bitmap:
        return False
    try:
        if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
            return True
        size = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
        alpha = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)[3::4]
        return sum(alpha.count(tone) for tone in range(_CLEAR, 256)) >= _OPAQUE * len(alpha)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
