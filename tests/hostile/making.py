"""Hostile files of our own making: small PDFs object by object, small packages part by part."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def flate(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object's body."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + entries)


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """A whole PDF with a proper table of places; object 1 is the catalogue."""
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, trailer, start,
    )  # fmt: skip


def one_page(
    content: bytes,
    *,
    resources: bytes = b"/Font << /F1 5 0 R >>",
    page: bytes = b"",
    catalogue: bytes = b"",
    box: bytes = b"[0 0 595 842]",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """A PDF of one page with this content; ``more`` are objects from number 6."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Contents 4 0 R"
            b" /Resources << %b >> %b >>" % (box, resources, page),
            stream(content),
            HELVETICA,
            *more,
        ],
        trailer=trailer,
    )


def doubling_forms(levels: int, *, leaf: bytes = b"0 0 10 10 re f") -> bytes:
    """Form XObjects that each draw the next one twice: 2 to the power of ``levels`` leaves."""
    forms = []
    for level in range(levels):
        last = level == levels - 1
        body = leaf if last else b"/X Do /X Do"
        inner = b"" if last else b"/Resources << /XObject << /X %d 0 R >> >>" % (7 + level)
        forms.append(stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] " + inner))
    return one_page(b"/X Do", resources=b"/XObject << /X 6 0 R >>", more=forms)


def cyclic_forms() -> bytes:
    """Two form XObjects that draw each other."""
    start = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /X %d 0 R >> >>"
    )
    forms = [stream(b"/X Do /X Do", start % 7), stream(b"/X Do /X Do", start % 6)]
    return one_page(b"/X Do", resources=b"/XObject << /X 6 0 R >>", more=forms)


def package(parts: Mapping[str, bytes], path: Path) -> Path:
    """A zip package with these parts, stored in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
