"""XML of a part, handled safely: no DTD, no entities of its own, UTF-8, no surprises.

Sheets may be hundreds of megabytes, so they are searched and spliced as bytes. That is sound
because in well-formed XML without comments, CDATA and processing instructions every ``<``
starts a tag; :func:`read_markup` brings a part into that form.
"""

from __future__ import annotations

import codecs
import re
from xml.parsers import expat
from xml.sax.saxutils import escape as _escape

from lxml import etree

from xlscorecard.model.errors import CannotRead

Buffer = bytes | bytearray

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

ATTRIBUTES = rb"""((?:[^>"']++|"[^"]*+"|'[^']*+')*+)"""
"""The inside of a tag after its name; ends with a slash when the element is empty."""

_ATTRIBUTE = re.compile(rb"""([^\s=/"']+)\s*=\s*("[^"]*"|'[^']*')""")
_ODD = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARATION = re.compile(rb"\A\s*<\?xml\s[^>]*\?>")
_ROOT = re.compile(rb"<(?:([\w.\-]+):)?([\w.\-]+)(?=[\s/>])" + ATTRIBUTES + rb">")
_REFERENCE = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_CHUNK = 1 << 20
_MOST_DIGITS = 18
_MOST_TAGS = 300_000
_HALVES = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""How UTF-16 without a byte order mark starts (XML 1.0, appendix F)."""


def check_well_formed(data: Buffer, file: str, part: str) -> None:
    """Raises CannotRead unless the part is namespace-well-formed XML without a DTD."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse_dtd(*_: object) -> None:
        raise CannotRead(file, f"{part} declares a document type, which no workbook needs")

    parser.StartDoctypeDeclHandler = refuse_dtd
    view = memoryview(data)
    try:
        for start in range(0, len(view), _CHUNK):
            parser.Parse(view[start : start + _CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise CannotRead(
            file,
            f"{part} is damaged ({error})",
            advice="Open it in Excel, let it repair the file, save it and try again.",
        ) from error


def refuse_too_many(data: Buffer, file: str, part: str) -> None:
    """Raises CannotRead where a tree of this XML would fill the memory.

    Measured: 0.4 to 1.3 KB a tag with what is made of it. The largest part that is read as a
    tree has 8,000 tags in 246 workbooks of councils and of test suites.
    """
    if bytes(data).count(b"<") > _MOST_TAGS:
        raise CannotRead(
            file,
            f"{part} has more than {_MOST_TAGS:,} tags beside its cells, as no scorecard has",
            advice="Copy the sheets that you use to a new workbook.",
        )


def parse_xml(data: Buffer, file: str, part: str) -> etree._Element:
    """A small part as a tree; raises CannotRead. Comments and prefixes stay as they are."""
    refuse_too_many(data, file, part)
    check_well_formed(data, file, part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(bytes(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotRead(file, f"{part} is damaged ({error})") from error


def serialise_xml(root: etree._Element) -> bytes:
    """The whole document, comments beside the root included, as Excel writes it."""
    tree = root.getroottree()
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def local_name(element: etree._Element) -> str:
    """A tag without its namespace; an empty text for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace_of(element: etree._Element) -> str:
    """The namespace of a tag, nothing where it has none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The direct children of a name, whatever their namespace."""
    return [child for child in element if local_name(child) == name]


def whole_number(text: str | None, default: int = 0) -> int:
    """An attribute that counts something; the default where it is missing or is no number."""
    plain = (text or "").strip()
    return int(plain) if plain.isdecimal() and len(plain) <= _MOST_DIGITS else default


def read_markup(data: Buffer, file: str, part: str) -> Buffer:
    """A part ready to be searched as bytes: checked, in UTF-8, nothing but tags and text."""
    check_well_formed(data, file, part)
    data = _to_utf8(data)
    if data.find(b"<!") < 0 and data.find(b"<?", 5) < 0:
        return data
    declaration = _DECLARATION.match(data)
    start = declaration.end() if declaration else 0
    return bytes(data[:start]) + _ODD.sub(_plain_text, bytes(data[start:]))


def _plain_text(match: re.Match[bytes]) -> bytes:
    text = match[1]
    if text is None:
        return b""
    return _escape(text.decode("utf-8")).encode("utf-8")


def _to_utf8(data: Buffer) -> Buffer:
    if data.startswith(codecs.BOM_UTF8):
        return data[3:]
    encoding = ""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif bytes(data[:2]) in _HALVES:
        encoding = _HALVES[bytes(data[:2])]
    else:
        declaration = _DECLARATION.match(data)
        if declaration:
            stated = dict(parse_attributes(declaration[0])).get("encoding", "utf-8").lower()
            if stated not in ("utf-8", "utf8", "us-ascii", "ascii"):
                encoding = stated
    if not encoding:
        return data
    text = bytes(data).decode(encoding)
    body = re.sub(r"\A\s*<\?xml\s[^>]*\?>", "", text)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + body.encode("utf-8")


def find_root(data: Buffer) -> tuple[bytes, str]:
    """(prefix with its colon or nothing, local name) of a part's root element."""
    match = _ROOT.search(data)
    if match is None:
        return b"", ""
    return (match[1] + b":" if match[1] else b""), match[2].decode()


def parse_attributes(tag: Buffer) -> list[tuple[str, str]]:
    """Names as they stand (with prefix) and unescaped values."""
    return [(m[1].decode(), unescape(m[2][1:-1].decode())) for m in _ATTRIBUTE.finditer(tag)]


def unescape(text: str) -> str:
    """Text of a part as a reader sees it."""
    if "&" in text:
        text = _REFERENCE.sub(_resolve, text)
    return text.replace("\r\n", "\n") if "\r" in text else text


def _resolve(match: re.Match[str]) -> str:
    name = match[1]
    if name in _NAMED:
        return _NAMED[name]
    return chr(int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:]))


def escape(text: str) -> str:
    """Text for an element's content."""
    return _escape(text)
