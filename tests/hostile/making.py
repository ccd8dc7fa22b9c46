"""Hostile files of our own making: small PDFs object by object, small packages part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


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


_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType='
    b'"application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Override PartName="/%b" ContentType="application/vnd.openxmlformats-officedocument.%b"/>'
    b"</Types>"
)
_RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def relationships(*entries: tuple[bytes, bytes, bool]) -> bytes:
    """A part of relationships: kind, target, whether it lies outside the package."""
    lines = b"".join(
        b'<Relationship Id="rId%d" Type="%b/%b" Target="%b"%b/>'
        % (number, _OFFICE, kind, target, b' TargetMode="External"' if outside else b"")
        for number, (kind, target, outside) in enumerate(entries, start=1)
    )
    return _RELATIONSHIPS + lines + b"</Relationships>"


def word_parts(body: bytes, *, before: bytes = b"") -> dict[str, bytes]:
    """The parts of a Word paper with this body; ``before`` stands before its root."""
    return {
        "[Content_Types].xml": _TYPES
        % (b"word/document.xml", b"wordprocessingml.document.main+xml"),
        "_rels/.rels": relationships((b"officeDocument", b"word/document.xml", False)),
        "word/document.xml": before
        + b'<w:document xmlns:w="%b"><w:body>%b</w:body></w:document>' % (WORD, body),
    }


def word_table(*rows: Sequence[str]) -> bytes:
    """A table in Word's XML; the texts are XML already."""
    return b"<w:tbl>%b</w:tbl>" % b"".join(
        b"<w:tr>%b</w:tr>"
        % b"".join(
            b"<w:tc><w:p><w:r><w:t>%b</w:t></w:r></w:p></w:tc>" % text.encode() for text in row
        )
        for row in rows
    )


def sheet_parts(data: bytes, *, after: bytes = b"", before: bytes = b"") -> dict[str, bytes]:
    """The parts of a workbook whose only sheet has these rows."""
    return {
        "[Content_Types].xml": _TYPES % (b"xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
        "_rels/.rels": relationships((b"officeDocument", b"xl/workbook.xml", False)),
        "xl/workbook.xml": b'<workbook xmlns="%b" xmlns:r="%b"><sheets>'
        b'<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>' % (SHEET, _OFFICE),
        "xl/_rels/workbook.xml.rels": relationships(
            (b"worksheet", b"worksheets/sheet1.xml", False)
        ),
        "xl/worksheets/sheet1.xml": before
        + b'<worksheet xmlns="%b"><sheetData>%b</sheetData>%b</worksheet>' % (SHEET, data, after),
    }
