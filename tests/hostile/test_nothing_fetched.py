"""Files that ask for something elsewhere: a picture, a template, a part of themselves, a document
type, an action. Nobody asks for it, whatever the command."""

from __future__ import annotations

import os
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile.making import (
    SHEET,
    WORD,
    one_page,
    package,
    relationships,
    sheet_parts,
    stream,
    word_parts,
    word_table,
)
from tests.hostile.test_commands import told
from xlscorecard.word.legacy import find_libreoffice

_R = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TABLE = word_table(("Measure", "Target", "Actual", "RAG"), ("Visits", "10", "12", "Green"))
HEADINGS, FIGURES = ("Ref", "Measure", "Actual", "RAG"), ("SF01", "Visits", "12", "Green")


def word_paper(place: bytes, path: Path) -> None:
    fields = b"".join(
        b'<w:p><w:fldSimple w:instr=" %b %b "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
        % (kind, place + kind)
        for kind in (b"INCLUDEPICTURE", b"INCLUDETEXT", b"DDEAUTO", b"LINK")
    )
    body = (
        b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%bxi"/>' % place
        + b'<w:altChunk %b r:id="rId3"/>' % _R
        + fields
        + TABLE
        + b'<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
        b'main" %b r:link="rId1"/></w:drawing></w:r></w:p>' % _R
    )
    before = b'<?xml-stylesheet type="text/xsl" href="%bxsl"?>' % place
    outside = relationships(
        (b"image", place + b"image", True),
        (b"oleObject", place + b"ole", True),
        (b"aFChunk", place + b"chunk", True),
    )
    template = b'<w:settings xmlns:w="%b"><w:attachedTemplate %b r:id="rId1"/></w:settings>'
    package(
        word_parts(body, before=before)
        | {
            "word/_rels/document.xml.rels": outside,
            "word/settings.xml": template % (WORD, _R),
            "word/_rels/settings.xml.rels": relationships(
                (b"attachedTemplate", place + b"template", True)
            ),
            "customXml/item1.xml": b'<!DOCTYPE x SYSTEM "%bdtd"><x/>' % place,
        },
        path,
    )


def main_part_elsewhere(place: bytes, path: Path) -> None:
    parts = word_parts(TABLE)
    parts["_rels/.rels"] = relationships((b"officeDocument", place + b"document", True))
    package(parts, path)


def workbook(place: bytes, path: Path) -> None:
    rows = b"".join(
        b"<row>%b</row>"
        % b"".join(b'<c t="inlineStr"><is><t>%b</t></is></c>' % text.encode() for text in row)
        for row in (HEADINGS, FIGURES)
    )
    asks = b'<row><c><f>WEBSERVICE("%bweb")</f><v>1</v></c></row>' % place
    parts = sheet_parts(rows + asks)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>",
        b'</sheets><externalReferences><externalReference r:id="rId2"/></externalReferences>',
    )
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        (b"worksheet", b"worksheets/sheet1.xml", False),
        (b"externalLink", b"externalLinks/externalLink1.xml", False),
        (b"connections", b"connections.xml", False),
    )
    package(
        parts
        | {
            "xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="%b"><ddeLink'
            b' ddeService="cmd" ddeTopic="/c calc"/></externalLink>' % SHEET,
            "xl/externalLinks/_rels/externalLink1.xml.rels": relationships(
                (b"externalLinkPath", place + b"book", True)
            ),
            "xl/connections.xml": b'<connections xmlns="%b"><connection id="1" type="4"'
            b' refreshOnLoad="1"><webPr url="%bquery"/></connection></connections>'
            % (SHEET, place),
        },
        path,
    )


def sheet_elsewhere(place: bytes, path: Path) -> None:
    parts = sheet_parts(b"")
    parts["xl/_rels/workbook.xml.rels"] = relationships((b"worksheet", place + b"sheet", True))
    package(parts, path)


def theme_with_a_document_type(place: bytes, path: Path) -> None:
    theme = b'<!DOCTYPE x SYSTEM "%btheme"><x/>' % place
    package(sheet_parts(b"") | {"xl/theme/theme1.xml": theme}, path)


def pdf_paper(place: bytes, path: Path) -> None:
    content = one_page(
        b"BT /F1 12 Tf 40 700 Td (A paper) Tj ET /X Do",
        resources=b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>",
        catalogue=b"/OpenAction << /S /URI /URI (%bopen) >>" % place,
        page=b"/AA << /O << /S /SubmitForm /F (%bform) >> /C << /S /GoToR /F (%bgo) >> >>"
        % (place, place),
        more=[stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
                     b" /F << /FS /URL /F (%bstream) >>" % place)],
    )  # fmt: skip
    path.write_bytes(content)


def rich_text(place: bytes, path: Path) -> None:
    fields = b"".join(
        b'{\\field{\\*\\fldinst { %b "%b" \\\\d }}{\\fldrslt x}}' % (kind, place + kind)
        for kind in (b"INCLUDEPICTURE", b"INCLUDETEXT", b"LINK Excel.Sheet.8", b"DDEAUTO")
    )
    path.write_bytes(b"{\\rtf1\\ansi{\\*\\template %btemplate}%b A paper\\par}" % (place, fields))


FILES = {
    "paper.docx": word_paper,
    "elsewhere.docx": main_part_elsewhere,
    "book.xlsx": workbook,
    "elsewhere.xlsx": sheet_elsewhere,
    "theme.xlsx": theme_with_a_document_type,
    "paper.pdf": pdf_paper,
    "paper.rtf": rich_text,
}


@pytest.fixture
def asked() -> Iterator[tuple[bytes, list[str]]]:
    """An address on this computer, and who has knocked there, in whatever manner."""
    found: list[str] = []

    class Knock(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            found.append(str(self.client_address))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Knock) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield b"http://127.0.0.1:%d/" % server.server_address[1], found
        server.shutdown()


@pytest.mark.parametrize("name", FILES)
def test_nobody_asks(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    asked: tuple[bytes, list[str]],
    name: str,
) -> None:
    if name.endswith(".rtf") and (find_libreoffice() is None or os.name != "posix"):
        pytest.skip("LibreOffice is not installed")
    place, found = asked
    path, out = tmp_path / name, tmp_path / "out.json"
    make: Callable[[bytes, Path], None] = FILES[name]
    make(place, path)
    out.write_text("earlier", encoding="ascii")
    code, said = told(capsys, "convert", path, "-o", out)
    if code == 2:
        assert said.startswith("xlscorecard: ")
        assert name in said
        assert out.read_text("ascii") == "earlier"
    if name == "book.xlsx":
        data = tmp_path / "q1.csv"
        data.write_text("ref,title,column,role,value\nSF01,V,Actual,actual,9\n", "utf-8")
        for command in (("template", "bind"), ("template", "check"), ("addin", "lint")):
            told(capsys, *command, path)
        told(capsys, "refresh", path, "--data", data, "-o", tmp_path / "filled.xlsx")
    assert found == []


def test_a_knock_is_heard(asked: tuple[bytes, list[str]]) -> None:
    place, found = asked
    port = int(place.rpartition(b":")[2].rstrip(b"/"))
    with socket.create_connection(("127.0.0.1", port)) as knock:
        knock.recv(1)  # until the other side has seen it and hangs up
    assert len(found) == 1
