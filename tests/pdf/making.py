"""Small PDFs for the tests: drawn with reportlab, or put together from bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportlab.pdfgen import canvas

from xlscorecard.model.page import Page
from xlscorecard.pdf.read import read_pdf

WIDTH, HEIGHT = 400, 300


def draw_pdf(
    path: Path,
    draw: Callable[[Any], None],
    *,
    size: tuple[float, float] = (WIDTH, HEIGHT),
    crop: tuple[float, float, float, float] | None = None,
    encrypt: Any = None,
) -> Path:
    """A PDF of one page; ``draw`` gets reportlab's canvas, whose y grows up."""
    paper = canvas.Canvas(str(path), pagesize=size, encrypt=encrypt)
    if crop is not None:
        paper.setCropBox(crop)
    paper.setTitle("Quarter 1 report")
    paper.setFont("Helvetica", 10)
    draw(paper)
    paper.save()
    return path


def read_one(path: Path) -> Page:
    pages = list(read_pdf(path))
    assert len(pages) == 1
    return pages[0]


def write_pdf(path: Path, objects: list[bytes]) -> Path:
    """A PDF from the bodies of its objects, number 1 the catalogue, with a right xref table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    path.write_bytes(bytes(out))
    return path


def stream(body: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), entries, body)


def one_page(content: bytes, resources: bytes, page_entries: bytes = b"") -> list[bytes]:
    """Objects 1 to 4 of a PDF with one page; more objects may follow from number 5."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Resources << %s >>"
        b" %s >>" % (resources, page_entries),
        stream(content),
    ]
