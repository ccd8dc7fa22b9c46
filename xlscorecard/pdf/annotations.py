"""What is laid over a page: form fields with their entries, text boxes, stamps, drawn marks.

A PDF keeps them apart from the page's own content, but whoever opens or prints the paper sees
them as part of it. Readers' comments (notes, highlights) are none of the paper's; those that
change what it says (struck out, written by hand) are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

# PDF 1.7, table 169.
_SHOWN = frozenset({
    pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP,
    pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_LINE,
    pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_POLYLINE, pdfium.FPDF_ANNOT_WATERMARK,
})  # fmt: skip
# Stands for a field whose entry the file states, but does not draw.
_UNDRAWN = -1
_LEFT_OUT = {
    _UNDRAWN: "entries of a form that the file does not draw",
    pdfium.FPDF_ANNOT_STRIKEOUT: "text struck out",
    pdfium.FPDF_ANNOT_CARET: "text put in",
    pdfium.FPDF_ANNOT_INK: "writing by hand",
}
# The bytes of an empty text: PDFium counts in UTF-16, with the zero at its end.
_NO_TEXT = 2
# A form has some hundred fields a page.
_MOST = 10_000


@contextmanager
def loaded_page(document: Any, number: int) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Page ``number`` (from 1) of PDFium's ``document`` with what is laid over it as part of its
    content, and what is left out of that; None for a damaged page. The page is closed when the
    block ends; the file stays as it is."""
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    left_out: tuple[str, ...] = ()
    if page and (count := pdfium.FPDFPage_GetAnnotCount(page)) > 0:
        kinds = [_kind(page, at) for at in range(min(count, _MOST))]
        left_out = tuple(told for kind, told in _LEFT_OUT.items() if kind in kinds)
        if not _SHOWN.isdisjoint(kinds):
            for at in reversed(range(len(kinds))):
                if kinds[at] not in _SHOWN:
                    pdfium.FPDFPage_RemoveAnnot(page, at)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    try:
        yield page or None, left_out
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _kind(page: Any, at: int) -> int:
    annotation = pdfium.FPDFPage_GetAnnot(page, at)
    if not annotation:
        return int(pdfium.FPDF_ANNOT_UNKNOWN)
    kind = int(pdfium.FPDFAnnot_GetSubtype(annotation))
    if kind == pdfium.FPDF_ANNOT_WIDGET and _drawn(annotation) <= _NO_TEXT:
        kind = _UNDRAWN if _entry(annotation) > _NO_TEXT else kind
    pdfium.FPDFPage_CloseAnnot(annotation)
    return kind


def _drawn(annotation: Any) -> int:
    """The bytes of an annotation's appearance."""
    normal = pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL
    return int(pdfium.FPDFAnnot_GetAP(annotation, normal, None, 0))


def _entry(annotation: Any) -> int:
    """The bytes of what stands in a field."""
    return int(pdfium.FPDFAnnot_GetStringValue(annotation, b"V", None, 0))
