"""Makes a scanned page: one page of a PDF as a picture only, 150 dpi, slightly skewed."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.units import inch
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_DPI = 150
_SKEW = 0.6  # degrees anticlockwise, what a sheet feeder does on a bad day
_PAPER = (251, 250, 246)


def scan_page(source: Path, page: int, target: Path, title: str) -> None:
    """Writes page ``page`` (from 0) of ``source`` as an image-only PDF."""
    with pypdfium2.PdfDocument(source) as document:
        picture = document[page].render(scale=_DPI / 72).to_pil().convert("RGB")
    picture = picture.rotate(_SKEW, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    picture = picture.filter(ImageFilter.GaussianBlur(0.4))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=55, optimize=True)
    width, height = (side * inch / _DPI for side in picture.size)
    canvas = Canvas(str(target), pagesize=(width, height), invariant=1)
    canvas.setTitle(title)
    canvas.setCreator("samples/build.py")
    canvas.drawImage(ImageReader(io.BytesIO(data.getvalue())), 0, 0, width, height)
    canvas.save()
