"""A page as pixels, for the reader of scans."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from xlscorecard.model.errors import CannotRead
from xlscorecard.pdf.annotations import loaded_page
from xlscorecard.pdf.read import open_document

Pixels = npt.NDArray[np.uint8]

# A page larger than this many pixels either way is a plan, or an attack.
LARGEST_SIDE = 6_000


def render_page(path: Path, number: int, dpi: float, turned: int = 0) -> Pixels:
    """Page ``number`` (from 1) as height x width x 3 RGB bytes, upright.

    ``turned`` counts quarter turns clockwise beyond the file's own /Rotate (``Page.turned``).
    A page too large for ``dpi`` comes at a lower resolution. Raises CannotRead.
    """
    document = open_document(path)
    try:
        with loaded_page(document, number) as (page, _):
            if page is None:
                raise CannotRead(str(path), "the page is damaged", place=f"p.{number}")
            return _rendered(page, dpi / 72, turned)
    finally:
        document.close()


def _rendered(page: Any, scale: float, turned: int) -> Pixels:
    sides = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if turned % 2:
        sides = sides[1], sides[0]
    scale = min(scale, LARGEST_SIDE / max(*sides, 1.0))
    width, height = (max(1, round(side * scale)) for side in sides)
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, ctypes.c_ulong(0xFFFFFFFF))
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, width, height, turned, pdfium.FPDF_REVERSE_BYTE_ORDER
        )
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        held = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    rows = np.frombuffer(held, dtype=np.uint8).reshape(height, stride)
    return rows[:, : 4 * width].reshape(height, width, 4)[:, :, :3].copy()
