"""Word papers made on the fly: a one-line language for tables, raw XML for the rest.

``make_word(path, body)`` packs a .docx. ``table("A | B {span=2} \\n C | D")`` writes a table: a
line is a row, ``|`` parts its cells, and braces say the rest: ``span=2``, ``merge`` (begins a
vertical merge), ``^`` alone (goes on with it), ``fill=FFC000``, ``w=1000``. A cell that begins
with ``<`` is XML as it stands, a row that begins with ``!`` is a repeated header row.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from xlscorecard.model.grid import Document, Grid
from xlscorecard.word.read import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:x-unknown"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPTIONS = re.compile(r"\{([^}]*)\}\s*$")


def run(text: str, properties: str = "") -> str:
    """A run with direct formatting, given as XML."""
    space = 'xml:space="preserve"'
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t {space}>{text}</w:t></w:r>"


def par(content: str, properties: str = "") -> str:
    """A paragraph of plain text, or of XML where it begins with ``<``."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A ``w:tc``; content that begins with ``<w:p``, ``<w:tbl`` or ``<w:sdt`` is kept."""
    blocks = content if re.match(r"<w:(p|tbl|sdt)\b", content) else par(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def table(picture: str, *, style: str = "", grid: str = "") -> str:
    """A table from a text picture (see above). ``style`` is XML for ``w:tblPr``."""
    rows = []
    for line in (line.strip() for line in picture.strip().split("\n")):
        header = "<w:tblHeader/>" if line.startswith("!") else ""
        cells = [_cell(text.strip()) for text in line.removeprefix("!").split("|")]
        rows.append(f"<w:tr><w:trPr>{header}</w:trPr>{''.join(cells)}</w:tr>")
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.split())
    return (
        f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell(text: str) -> str:
    if text == "^":
        return cell("", "<w:vMerge/>")
    found = _OPTIONS.search(text)
    properties = ""
    for option in found[1].split() if found else ():
        name, _, value = option.partition("=")
        properties += {
            "span": f'<w:gridSpan w:val="{value}"/>',
            "merge": '<w:vMerge w:val="restart"/>',
            "fill": f'<w:shd w:val="clear" w:color="auto" w:fill="{value}"/>',
            "w": f'<w:tcW w:w="{value}" w:type="dxa"/>',
        }[name]
    return cell(text[: found.start()].strip() if found else text, properties)


def make_word(path: Path, body: str, **parts: str | bytes) -> Path:
    """Packs a .docx. ``parts`` are further parts by their short name: styles, numbering,
    theme, settings, footnotes, header, footer (XML inside their root), image (bytes)."""
    roots = {
        "styles": "w:styles", "numbering": "w:numbering", "settings": "w:settings",
        "footnotes": "w:footnotes", "header": "w:hdr", "footer": "w:ftr", "theme": "a:theme",
    }  # fmt: skip
    relations = ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            ending = "bin" if isinstance(content, bytes) else "xml"
            relations += (
                f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.{ending}"/>'
            )
            root = roots.get(name, "")
            packed = content
            if isinstance(content, str):
                packed = f"<{root} {NAMES}>{content}</{root}>"
            archive.writestr(f"word/{name}.{ending}", packed)
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        )
    return path


def read_made(folder: Path, body: str, **parts: str | bytes) -> Document:
    """Makes a paper and reads it."""
    return read_word(make_word(folder / "paper.docx", body, **parts))


def only_grid(document: Document) -> Grid:
    """The one grid of a paper."""
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    return grid
