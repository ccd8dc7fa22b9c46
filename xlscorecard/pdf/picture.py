"""Images on a page; the small ones, which may be symbols, with their pixels."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Picture
from xlscorecard.pdf import native
from xlscorecard.pdf.turn import Affine

# A symbol in a cell is at most about an inch wide (points); larger pictures are logos, charts.
SYMBOL_SIZE = 80.0
# Pixels per side of a decoded symbol.
SYMBOL_PIXELS = 128
# Symbols are rendered this fine, in pixels per point, as far as SYMBOL_PIXELS allows.
FINE = 4.0
# Pictures decoded per page: more are a pattern, not symbols in cells.
MAX_DECODED = 600


def read_picture(
    document: Any, page: Any, handle: int, matrix: Affine, to_page: Affine, decode: bool
) -> Picture:
    """One image object; ``matrix`` leads to its owner's space, ``to_page`` from there."""
    box = matrix.then(to_page).box(0, 0, 1, 1)
    image = ctypes.cast(ctypes.c_void_p(handle), pdfium.FPDF_PAGEOBJECT)
    size = native.Integers(2)
    pdfium.FPDFImageObj_GetImagePixelSize(
        image,
        ctypes.cast(size.at[0], ctypes.POINTER(ctypes.c_uint)),
        ctypes.cast(size.at[1], ctypes.POINTER(ctypes.c_uint)),
    )
    width, height = size.values[0], size.values[1]
    if not decode or max(box.width, box.height) > SYMBOL_SIZE or min(box.width, box.height) < 1.5:
        return Picture(box, width, height)
    rendered = _render(document, page, image, matrix, to_page, box)
    if rendered is None:
        return Picture(box, width, height)
    return Picture(box, *rendered)


def _render(
    document: Any, page: Any, image: Any, matrix: Affine, to_page: Affine, box: BBox
) -> tuple[int, int, bytes] | None:
    """The image with its soft mask, turned as on the upright page, as RGBA.

    PDFium renders an image at one pixel per unit of its matrix, so the matrix is enlarged for
    the call and put back afterwards; nothing of this is ever saved.
    """
    zoom = min(FINE, SYMBOL_PIXELS / max(box.width, box.height))
    a, b, c, d, _, _ = matrix.then(to_page)
    # The page's y axis points down, PDFium's up.
    turned = (a * zoom, -b * zoom, c * zoom, -d * zoom)
    pdfium.FPDFImageObj_SetMatrix(image, *turned, 0.0, 0.0)
    try:
        bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, image)
    finally:
        pdfium.FPDFImageObj_SetMatrix(image, *matrix)
    if not bitmap:
        return None
    try:
        return _rgba(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _rgba(bitmap: Any) -> tuple[int, int, bytes] | None:
    width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride, form = pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetFormat(bitmap)
    if not 0 < width <= 4 * SYMBOL_PIXELS or not 0 < height <= 4 * SYMBOL_PIXELS:
        return None
    raw = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    if form == pdfium.FPDFBitmap_Gray:
        grey = b"".join(raw[y * stride : y * stride + width] for y in range(height))
        out = bytearray(b"\xff" * (width * height * 4))
        out[0::4] = out[1::4] = out[2::4] = grey
        return width, height, bytes(out)
    size = 3 if form == pdfium.FPDFBitmap_BGR else 4
    packed = b"".join(raw[y * stride : y * stride + width * size] for y in range(height))
    out = bytearray(b"\xff" * (width * height * 4))
    out[0::4], out[1::4], out[2::4] = packed[2::size], packed[1::size], packed[0::size]
    if form == pdfium.FPDFBitmap_BGRA:
        out[3::4] = packed[3::4]
    return width, height, bytes(out)
