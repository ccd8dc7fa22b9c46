"""More hostile papers: tables of places that lie, fonts and streams without end, cycles of what a
page draws with, parts of packages that are not what they say."""

from __future__ import annotations

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.hostile.making import (
    HELVETICA,
    SHEET,
    WORD,
    one_page,
    package,
    pdf,
    relationships,
    sheet_parts,
    stream,
    word_parts,
    word_table,
)
from tests.hostile.test_papers import (
    CATALOGUE,
    EITHER,
    LIMITED,
    LIMITS,
    READ,
    REFUSED,
    TEXT,
    Case,
    packed,
    written,
)
from xlscorecard.bulk.jobs import scorecard_job
from xlscorecard.bulk.outcome import Ending, Outcome
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import convert_in_pool

FONT = b"/Font << /F1 5 0 R >>"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] "
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %b /Resources << %b >> >>"
TABLE = word_table(("Measure", "Target", "Actual"), ("Visits", "10", "12"))
ROW = b'<row><c t="inlineStr"><is><t>Visits</t></is></c><c><v>12</v></c></row>'


def with_places(
    bodies: dict[int, bytes], inside: dict[int, tuple[int, int]], stated: bytes
) -> bytes:
    """A PDF whose table of places is a stream; ``inside`` are objects in streams of objects."""
    out, places = b"%PDF-1.5\n", {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    own = max(*bodies, *inside, 0) + 1
    places[own] = len(out)
    rows = b""
    for number in range(own + 1):
        kind, place, index = 0, 0, 65_535
        if number in places:
            kind, place, index = 1, places[number], 0
        elif number in inside:
            kind, (place, index) = 2, inside[number]
        rows += struct.pack(">BIH", kind, place, index)
    told = b"/Type /XRef /Size %d /Root 1 0 R %b" % (own + 1, stated)
    return out + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        own, stream(rows, told), places[own],
    )  # fmt: skip


BODIES = {1: CATALOGUE, 2: PAGES, 3: PAGE % (b"4 0 R", FONT), 4: stream(TEXT), 5: HELVETICA}
WIDTHS = b"/W [1 4 2]"
REST = {number: body for number, body in BODIES.items() if number != 3}


def in_streams(head: bytes, count: int, first: int, places: dict[int, tuple[int, int]]) -> bytes:
    """The page in a stream of objects that says such things of itself."""
    told = b"/Type /ObjStm /N %d /First %d /Extends 6 0 R" % (count, first)
    return with_places(REST | {6: stream(head + BODIES[3] + b" 1", told)}, places, WIDTHS)


def drawn_with(name: bytes, kind: bytes, *more: bytes) -> bytes:
    return one_page(name + b" " + TEXT, resources=FONT + b" " + kind, more=more)


def filtered(entries: bytes, content: bytes) -> bytes:
    return pdf([CATALOGUE, PAGES, PAGE % (b"4 0 R", FONT), stream(content, entries), HELVETICA])


def picture(filter_name: bytes, content: bytes) -> bytes:
    told = (
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1"
        b" /ColorSpace /DeviceGray /Filter " + filter_name
    )
    return drawn_with(b"q 500 0 0 500 0 0 cm /I Do Q", b"/XObject << /I 6 0 R >>",
                      stream(content, told))  # fmt: skip


def font(entries: bytes, *more: bytes) -> bytes:
    return one_page(
        b"BT /F1 12 Tf 40 700 Td (A paper) Tj ET" * 50,
        resources=b"/Font << /F1 6 0 R >>",
        more=[b"<< /Type /Font /Subtype /Type1 /BaseFont /X %b >>" % entries, *more],
    )


JBIG2 = (
    struct.pack(">IBBBI", 0, 48, 0, 1, 19)
    + struct.pack(">IIIIBH", 0xFFFFFFF0, 0xFFFFFFF0, 0, 0, 0, 0)
    + struct.pack(">IBBBI", 1, 38, 0, 1, 18)
    + struct.pack(">IIIIBB", 0x7FFFFFFF, 0x7FFFFFFF, 0, 0, 0, 0)
)
JPEG_2000 = (
    b"\xff\x4f\xff\x51"
    + struct.pack(">HHIIIIIIIIH", 47, 0, *(0x7FFFFFFF, 0x7FFFFFFF, 0, 0) * 2, 3)
    + b"\x07\x01\x01" * 3
    + b"\xff\xd9"
)
GLYPHS = b"/Encoding << /Differences [0 %b] >>" % b"".join(b"/g%d " % n for n in range(200_000))
LONG_LETTER = b"begincmap 1 beginbfchar <41> <" + b"0039" * 100_000 + b"> endbfchar endcmap"
PATTERN = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1e-3"
WIDGET = (
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /V (12) /Parent 6 0 R /Kids [6 0 R]"
    b" /Rect [0 0 99 99] /AP << /N 7 0 R >> >>"
)
NUMBERED = b'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
NUMBERING = (
    b'<w:numbering xmlns:w="%b"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    b'<w:start w:val="999999999999999999"/><w:numFmt w:val="lowerRoman"/>'
    b'<w:lvlText w:val="%%1%%1%%1"/></w:lvl></w:abstractNum>'
    b'<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>' % WORD
)
NAMES = (
    b'<definedNames><definedName name="aa">bb+aa</definedName><definedName name="bb">aa'
    b"</definedName>%b</definedNames>"
    % b"".join(
        b'<definedName name="n%d">n%d+n%d</definedName>' % (n, n - 1, n - 1) for n in range(1, 60)
    )
)
COLOURED = (
    b'<conditionalFormatting sqref="A1:B3"><cfRule type="expression" priority="1">'
    b"<formula>aa+n59</formula></cfRule></conditionalFormatting>"
)  # fmt: skip


def linked_entry(path: Path) -> None:
    package(word_parts(TABLE), path)
    link = zipfile.ZipInfo("word/media/image1.png")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")


def names_in_a_circle(path: Path) -> None:
    parts = sheet_parts(ROW, after=COLOURED)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", b"</sheets>" + NAMES)
    package(parts, path)


def sheet_named(name: bytes) -> dict[str, bytes]:
    parts = sheet_parts(ROW)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="S"', b'name="%b"' % name)
    return parts


def utf_16(parts: dict[str, bytes], part: str) -> dict[str, bytes]:
    return parts | {part: parts[part].decode().encode("utf-16")}


def elsewhere(target: bytes) -> dict[str, bytes]:
    kind = (b"officeDocument", target, False)
    return word_parts(TABLE) | {"_rels/.rels": relationships(kind)}


CASES = (
    Case("places.pdf", written(with_places(BODIES, {}, WIDTHS)), READ),
    Case("wide-places.pdf", written(with_places(BODIES, {}, b"/W [1 2147483647 2147483647]")),
         EITHER),
    Case("minus-places.pdf", written(with_places(BODIES, {}, b"/W [-1 -4 -2]")), EITHER),
    Case("many-places.pdf", written(with_places(BODIES, {}, WIDTHS
         + b" /Index [0 2000000000 5 2000000000]")), EITHER),
    Case("own-stream.pdf", written(in_streams(b"3 0 6 99 ", 2, 9, {3: (6, 0), 7: (7, 0)})),
         EITHER),
    Case("streams-in-streams.pdf", written(with_places(REST, {3: (7, 0), 7: (8, 0), 8: (7, 1)},
         WIDTHS)), EITHER),
    Case("many-in-stream.pdf", written(in_streams(b"3 0 ", 2_000_000_000, -4, {3: (6, 0)})),
         EITHER),
    Case("glyphs.pdf", written(font(GLYPHS)), READ),
    Case("long-letter.pdf", written(font(b"/ToUnicode 7 0 R", stream(LONG_LETTER))),
         READ | LIMITED),
    Case("own-map.pdf", written(font(b"/ToUnicode 7 0 R", stream(b"/L usecmap begincmap endcmap",
         b"/Type /CMap /CMapName /L /UseCMap 7 0 R"))), READ),
    Case("jbig2.pdf", written(picture(b"/JBIG2Decode", JBIG2)), READ | LIMITED),
    Case("jpeg2000.pdf", written(picture(b"/JPXDecode", JPEG_2000)), READ | LIMITED),
    Case("unit.pdf", written(one_page(TEXT, box=b"[0 0 1000000000 1000000000]",
         page=b"/UserUnit 0.0000001")), READ | LIMITED),
    Case("own-pattern.pdf", written(drawn_with(b"/Pattern cs /P scn 0 0 500 500 re f",
         b"/Pattern << /P 6 0 R >>", stream(b"/Pattern cs /P scn 0 0 9 9 re f", PATTERN
         + b" /YStep 1e-3 /Resources << /Pattern << /P 6 0 R >> >>"))), READ),
    Case("own-mask.pdf", written(drawn_with(b"/G gs 0 0 99 99 re f", b"/ExtGState << /G 6 0 R >>",
         b"<< /SMask << /S /Luminosity /G 7 0 R >> >>", stream(b"/G gs 0 0 9 9 re f", FORM
         + b"/Group << /S /Transparency >> /Resources << /ExtGState << /G 6 0 R >> >>"))), READ),
    Case("own-shading.pdf", written(drawn_with(b"/S sh", b"/Shading << /S 6 0 R >>",
         b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function 7 0 R >>",
         b"<< /FunctionType 3 /Domain [0 1] /Functions [7 0 R 7 0 R] /Bounds [0.5]"
         b" /Encode [0 1 0 1] >>")), READ),
    Case("colours.pdf", written(drawn_with(b"/C cs 0.5 sc 0 0 99 99 re f",
         b"/ColorSpace << /C 6 0 R >>", *(b"[/Indexed %d 0 R 255 (x)]" % (7 + n)
         for n in range(3_000)), b"[/Separation /X 6 0 R 6 0 R]")), READ),
    Case("own-field.pdf", written(one_page(TEXT, page=b"/Annots [6 0 R 6 0 R]",
         catalogue=b"/AcroForm << /Fields [6 0 R] >>", more=[WIDGET, stream(b"/X Do " + TEXT,
         FORM + b"/Resources << /XObject << /X 7 0 R >> >>")])), READ),
    Case("annotations.pdf", written(one_page(TEXT, page=b"/Annots [%b]" % (b"6 0 R " * 100_000),
         more=[b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>"])), READ),
    Case("own-outline.pdf", written(one_page(TEXT, catalogue=b"/Outlines 6 0 R /PageLabels 7 0 R",
         more=[b"<< /First 6 0 R /Last 6 0 R /Next 6 0 R /Title (x) /Count 9 >>",
         b"<< /Kids [7 0 R 7 0 R] /Nums [0 7 0 R] >>"])), READ),
    Case("own-contents.pdf", written(pdf([CATALOGUE, PAGES, PAGE % (b"6 0 R", FONT), stream(TEXT),
         HELVETICA, b"[4 0 R 6 0 R 3 0 R]"])), READ),
    Case("filters.pdf", written(filtered(b"/Filter [%b]" % (b"/ASCIIHexDecode " * 10_000), TEXT)),
         READ),
    Case("columns.pdf", written(filtered(b"/Filter /FlateDecode /DecodeParms << /Predictor 15"
         b" /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >>", TEXT)), READ),
    Case("own-key.pdf", written(one_page(TEXT, trailer=b"/Encrypt 6 0 R /ID [6 0 R 6 0 R]",
         more=[b"<< /Filter /Standard /V 6 0 R /R 6 0 R /CF 6 0 R >>"])), REFUSED, "password"),
    Case("tokens.pdf", written(one_page(b"9" * 500_000 + b" 0 m /" + b"N" * 500_000 + b" gs "
         + b"(" * 500_000 + b")" * 500_000 + b" Tj " + TEXT)), READ),
    Case("embedded.docx", packed(word_parts(TABLE) | {"word/embeddings/oleObject1.bin":
         b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 999}), READ),
    Case("empty-paragraphs.docx", packed(word_parts(b"<w:p/>" * 200_000 + TABLE)), READ | LIMITED),
    Case("nested-insertions.docx", packed(word_parts(b"<w:p>%b<w:r/>%b</w:p>" % (
         b"<w:ins>" * 200, b"</w:ins>" * 200) + TABLE)), READ),
    Case("numbering.docx", packed(word_parts(NUMBERED * 99 + TABLE) | {"word/numbering.xml":
         NUMBERING, "word/_rels/document.xml.rels": relationships((b"numbering",
         b"numbering.xml", False))}), READ),
    Case("spaces-of-names.docx", packed(word_parts(b"<w:p %b/>" % b" ".join(
         b'xmlns:n%d="u%d"' % (n, n) for n in range(20_000)) + TABLE)), EITHER),
    Case("utf-16.docx", packed(utf_16(word_parts(TABLE), "word/document.xml")), READ),
    Case("no-types.docx", packed({name: part for name, part in word_parts(TABLE).items()
         if "Types" not in name}), READ),
    *(Case(f"elsewhere-{number}.docx", packed(elsewhere(target)), REFUSED)
      for number, target in enumerate((b"../../../etc/passwd", b"file:///etc/passwd",
      b"/etc/passwd", b"%2e%2e/%2e%2e/etc/passwd", b"\\\\192.0.2.1\\share\\x.xml"))),
    Case("link.docx", linked_entry, READ),
    Case("names.xlsx", names_in_a_circle, READ),
    Case("long-name.xlsx", packed(sheet_named(b"N" * 1_000_000)), EITHER),
    Case("odd-name.xlsx", packed(sheet_named(b"='!A1&quot;&lt;script&gt;&#9;&#10;")), EITHER),
    Case("utf-16.xlsx", packed(utf_16(sheet_parts(ROW), "xl/worksheets/sheet1.xml")), READ),
    Case("own-sheet.xlsx", packed(sheet_parts(ROW) | {"xl/_rels/workbook.xml.rels":
         relationships((b"worksheet", b"workbook.xml", False))}), EITHER),
    Case("styles.xlsx", packed(sheet_parts(ROW.replace(b"<c><v>", b'<c s="999999999"><v>')) | {
         "xl/styles.xml": b'<styleSheet xmlns="%b"/>' % SHEET}), EITHER),
    Case("whole-formula.xlsx", packed(sheet_parts(b'<row r="1"><c r="A1"><f t="shared" si="0"'
         b' ref="A1:XFD1048576">B1+A2</f><v>1</v></c><c r="B1"><f t="array"'
         b' ref="A1:XFD1048576">A1:XFD1048576*2</f><v>1</v></c></row>')), READ),
)  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every case's outcome, and that of a good paper after them all."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = [folder / case.name for case in CASES]
    for case, path in zip(CASES, paths, strict=True):
        case.make(path)
    good = folder / "good.pdf"
    good.write_bytes(paper_bytes(1))
    papers = paper_files([*paths, good], [])
    return {
        done.paper.beneath.name: done.conversion.outcome
        for done in convert_in_pool(papers, LIMITS, scorecard_job(None), 1)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_ends_in_a_line(case: Case, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[case.name]
    assert outcome.ending in case.endings, outcome
    assert case.told in outcome.reason
    assert outcome.peak_mb < LIMITS.memory_mb
    assert (outcome.ending is Ending.READ) == (outcome.reason == "")
    assert "\n" not in outcome.reason


def test_the_paper_after_them_is_read(outcomes: dict[str, Outcome]) -> None:
    assert (outcomes["good.pdf"].ending, outcomes["good.pdf"].records) == (Ending.READ, 4)
