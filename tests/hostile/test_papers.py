"""Hostile papers, each through a worker: read or refused in a line, in time, within memory,
and the paper after it is read as if nothing had been."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.hostile.making import (
    cyclic_forms,
    doubling_forms,
    one_page,
    package,
    pdf,
    relationships,
    sheet_parts,
    stream,
    word_parts,
    word_table,
)
from xlscorecard.bulk.jobs import scorecard_job
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Ending, Outcome
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import convert_in_pool
from xlscorecard.pdf.read import MOST_MISSING, read_pdf

STAMP = b"<< /Type /Annot /Subtype /Stamp /Rect [0 0 99 99] /AP << /N %b 0 R >> >>"
LOOK = b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /X %b 0 R >> >>"
LIMITS = Limits(page_seconds=15, memory_mb=250)
GOOD = paper_bytes(1)
TEXT = b"BT /F1 12 Tf 40 700 Td (A paper) Tj ET"
ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ha ha ha">'
    + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (c, *(c - 1,) * 8)
        for c in range(ord("b"), ord("m"))
    )
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

READ, REFUSED = {Ending.READ}, {Ending.REFUSED}
EITHER = READ | REFUSED
LIMITED = {Ending.MEMORY, Ending.TIME, Ending.CRASH}
Make = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Case:
    """A file, how to make it, and how its reading may end."""

    name: str
    make: Make
    endings: set[Ending]
    told: str = ""


def written(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def packed(parts: dict[str, bytes]) -> Make:
    return lambda path: package(parts, path)


def cut(content: bytes, share: float) -> Make:
    return written(content[: int(len(content) * share)])


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        # Windows would fill the disk.
        file.truncate(20_000_000_000 if os.name == "posix" else 400_000_000)


def encrypted(path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    paper = canvas.Canvas(str(path), encrypt=StandardEncryption("secret", strength=128))
    paper.drawString(50, 700, "Locked")
    paper.save()


def zip_in_zip(levels: int) -> bytes:
    content = b"0" * 1000
    for level in range(levels):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{level}.zip", content)
        content = out.getvalue()
    return content


def twice_named(path: Path) -> None:
    """Two parts of one name: readers that take different ones see different papers."""
    parts = word_parts(word_table(("Measure", "Actual"), ("Visits", "12")))
    package(parts, path)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/document.xml", b"<other/>")


def lying_size(path: Path) -> None:
    """An entry that unpacks to more than the directory says."""
    package(word_parts(b"<w:p/>" * 2_000_000), path)
    content = path.read_bytes()
    size = (13 + 0).to_bytes(4, "little")
    with zipfile.ZipFile(path) as archive:
        real = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    path.write_bytes(content.replace(real, size))


def bomb(size: int) -> bytes:
    """A Flate stream that unpacks to ``size`` spaces, made without packing more than a piece."""
    piece, check = b" " * 1_000_000, 1
    maker = zlib.compressobj(9, wbits=-15)
    block = maker.compress(piece) + maker.flush(zlib.Z_FULL_FLUSH)  # leans on nothing before it
    for _ in range(size // len(piece)):
        check = zlib.adler32(piece, check)
    ending = zlib.compressobj(9, wbits=-15).flush()
    return b"\x78\xda" + block * (size // len(piece)) + ending + check.to_bytes(4, "big")


def grown(head: bytes, piece: bytes, count: int, tail: bytes) -> bytes:
    return head + piece * count + tail


def deep_tables(depth: int) -> bytes:
    return b"<w:tbl><w:tr><w:tc>" * depth + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * depth


MERGES = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
MANY_MERGES = (
    b"<mergeCells>"
    + b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1, 100_000))
    + b"</mergeCells>"
)
LAST_CELL = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
SPAN = (
    b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc>'
    b'<w:tc><w:p/></w:tc></w:tr></w:tbl>'
)  # fmt: skip
SCRIPT = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); this.exportDataObject\\(\\)) >>"
LAUNCH = b"/OpenAction << /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>"
LOOSE = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"
CIRCLE = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 2000000000 >>"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
BOMB_PAGE = [
    CATALOGUE,
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
]
GREEK = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
SELF_FONT = [
    GREEK + b" /CharProcs << /a 7 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97"
    b" /LastChar 97 /Widths [9] /Resources << /Font << /F1 6 0 R >> >> >>",
    stream(b"9 0 0 0 9 9 d1 BT /F1 9 Tf (a) Tj ET"),
]

CASES = (
    # Damaged, cut short, locked, no PDF at all.
    *(Case(f"cut-{share}.pdf", cut(GOOD, share), EITHER) for share in (0.1, 0.5, 0.9, 0.99)),
    Case("no-table.pdf", written(GOOD.replace(b"xref", b"xerf")), EITHER),
    Case("wrong-places.pdf", written(GOOD.replace(b"0000000", b"9999999")), EITHER),
    Case("locked.pdf", encrypted, REFUSED, "password"),
    Case("empty.pdf", written(b""), REFUSED, "empty"),
    Case("text.pdf", written(b"not a PDF " * 999), REFUSED, "not a PDF"),
    Case("page.pdf", written(b"<html>log in</html>"), REFUSED, "not a PDF"),
    Case("random.pdf", written(b"%PDF-1.7\n" + os.urandom(20_000) + b"\n%%EOF"), REFUSED),
    Case("sparse.pdf", sparse, REFUSED),
    Case("no-ending", written(GOOD), READ),
    # Cycles and doublings.
    Case("cycle.pdf", written(cyclic_forms()), EITHER | LIMITED),
    Case("stamp-of-itself.pdf", written(one_page(
        TEXT, page=b"/Annots [7 0 R]",
        more=[stream(b"/X Do /X Do", LOOK % b"6"), STAMP % b"6"])), EITHER | LIMITED),
    Case("stamp-of-the-page.pdf", written(one_page(
        TEXT, page=b"/Annots [6 0 R 3 0 R 99 0 R null (a)]", more=[STAMP % b"3"])), READ),
    Case("stamp-flood.pdf", written(one_page(
        TEXT, page=b"/Annots [%b]" % (b"7 0 R " * 100_000),
        more=[stream(b"0 0 9 9 re f", LOOK % b"6"), STAMP % b"6"])), EITHER | LIMITED),
    Case("doubling.pdf", written(doubling_forms(40)), LIMITED),
    Case("kids.pdf", written(pdf([CATALOGUE, LOOSE])), EITHER),
    Case("circle.pdf", written(pdf([CATALOGUE, CIRCLE])), EITHER),
    Case("own-font.pdf", written(one_page(b"BT /F1 9 Tf (a) Tj ET",
         resources=b"/Font << /F1 6 0 R >>", more=SELF_FONT)), EITHER),
    Case("own-length.pdf", written(GOOD.replace(b"/Length ", b"/Length 4 0 R %")), EITHER),
    # Too much of something.
    Case("bomb.pdf", lambda path: path.write_bytes(pdf([*BOMB_PAGE, stream(bomb(1_000_000_000),
         b"/Filter /FlateDecode ")])), READ | LIMITED),
    Case("twice-packed.pdf", lambda path: path.write_bytes(pdf([*BOMB_PAGE,
         stream(zlib.compress(bomb(1_000_000_000)), b"/Filter [/FlateDecode /FlateDecode] ")])),
         READ | LIMITED),
    Case("nested-q.pdf", written(one_page(b"q " * 1_000_000)), READ | LIMITED),
    Case("nested-arrays.pdf", written(one_page(b"[" * 1_000_000)), EITHER),
    Case("nested-dicts.pdf", written(pdf([b"<</A " * 100_000 + b"1" + b">>" * 100_000])), EITHER),
    Case("text-flood.pdf", written(one_page(
         grown(b"BT /F1 1 Tf ", b"(abc def) Tj ", 200_000, b"ET"))), READ),
    Case("line-flood.pdf", written(one_page(b"".join(
         b"%d %d m %d %d l S " % (n % 595, n % 842, n * 7 % 595, n * 3 % 842)
         for n in range(200_000)))), READ),
    Case("rule-flood.pdf", written(one_page(b"".join(
         b"0 %d m 595 %d l S %d 0 m %d 842 l S " % (n * 2, n * 2, n * 3 // 2, n * 3 // 2)
         for n in range(400)))), READ | LIMITED),
    Case("cell-flood.pdf", written(one_page(TEXT + b"".join(
         b"%d %d 4 4 re S " % (n % 148 * 4, n // 148 * 4) for n in range(10_000)))),
         READ | LIMITED),
    Case("huge-page.pdf", written(one_page(TEXT, box=b"[0 0 1e30 1e30]")), EITHER),
    Case("no-page.pdf", written(one_page(TEXT, box=b"[0 0 0 0]")), EITHER),
    Case("inverted-page.pdf", written(one_page(TEXT, box=b"[900 900 -900 -900]")), EITHER),
    Case("no-number-page.pdf", written(one_page(TEXT, box=b"[nan inf -inf x]")), EITHER),
    Case("odd-matrix.pdf", written(one_page(
         b"1e38 1e38 1e38 1e38 1e38 1e38 cm " + TEXT)), EITHER),
    Case("no-size-font.pdf", written(one_page(
         b"BT /F1 0 Tf (zero) Tj /F1 -9 Tf (minus) Tj /F1 1e9 Tf (huge) Tj ET")), EITHER),
    # Scripts and actions are never run, and do not keep a paper from being read.
    Case("script.pdf", written(one_page(TEXT, catalogue=SCRIPT)), READ),
    Case("launch.pdf", written(one_page(TEXT, catalogue=LAUNCH)), READ),
    Case("page-script.pdf", written(one_page(TEXT,
         page=b"/AA << /O << /S /JavaScript /JS (while\\(1\\){}) >> >>")), READ),
    # Packages.
    Case("cut.docx", lambda path: cut(package(word_parts(b"<w:p/>"), path).read_bytes(), 0.6)(
         path), REFUSED),
    Case("bomb.docx", lambda path: package(word_parts(b"<w:p/>" * 20_000_000), path),
         REFUSED | LIMITED),
    Case("zips.docx", written(zip_in_zip(20)), REFUSED),
    Case("lying.docx", lying_size, REFUSED),
    Case("twice.docx", twice_named, EITHER),
    Case("entities.docx", packed(word_parts(b"<w:p/>", before=ENTITIES)), REFUSED, "document type"),
    Case("outside.docx", packed(word_parts(b"<w:p/>", before=OUTSIDE)), REFUSED, "document type"),
    Case("utf16-entities.docx", packed(word_parts(b"<w:p/>") | {"word/document.xml":
         ENTITIES.decode().encode("utf-16")}), REFUSED, "document type"),
    Case("deep.docx", packed(word_parts(deep_tables(5_000))), EITHER),
    Case("deep-runs.docx", packed(word_parts(b"<w:p>" * 20_000 + b"</w:p>" * 20_000)), EITHER),
    Case("span.docx", packed(word_parts(SPAN)), EITHER),
    Case("wide.docx", packed(word_parts(word_table(["x"] * 20_000, ["1"] * 20_000))),
         EITHER | LIMITED),
    Case("paths.docx", packed(word_parts(b"<w:p/>") | {"../../../../tmp/xlscorecard-evil": b"x",
         "/etc/xlscorecard-evil": b"x", "C:\\xlscorecard-evil": b"x"}), EITHER),
    Case("far.docx", packed(word_parts(word_table(("Measure", "Actual"), ("Visits", "12"))) | {
         "word/_rels/document.xml.rels": relationships(
             (b"image", b"http://192.0.2.1/x.png", True),
             (b"attachedTemplate", b"file:///etc/passwd", True),
             (b"image", b"../../../../etc/passwd", False))}), READ),
    Case("macro.docm", packed(word_parts(word_table(("Measure", "Actual"), ("Visits", "12"))) | {
         "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Auto_Open Shell" * 99}), EITHER),
    Case("cycle.docx", packed(word_parts(b"<w:p/>") | {"word/styles.xml":
         b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
         b'<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
         b'<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
         "word/_rels/document.xml.rels": relationships((b"styles", b"styles.xml", False))}), READ),
    # Workbooks.
    Case("merge.xlsx", packed(sheet_parts(LAST_CELL, after=MERGES)), EITHER | LIMITED),
    Case("merges.xlsx", packed(sheet_parts(LAST_CELL, after=MANY_MERGES)), EITHER | LIMITED),
    Case("corner.xlsx", packed(sheet_parts(LAST_CELL)), EITHER),
    Case("entities.xlsx", packed(sheet_parts(b"", before=ENTITIES)), REFUSED, "document type"),
    Case("rows.xlsx", packed(sheet_parts(b"<row/>" * 1_100_000)), REFUSED, "1,048,576 rows"),
    Case("bomb.xlsx", lambda path: package(sheet_parts(b" " * 201_000_000), path),
         REFUSED | LIMITED),
    Case("no-number.xlsx", packed(sheet_parts(b'<row r="1"><c r="A1"><v>1e999</v></c>'
         b'<c r="B1"><v>nan</v></c><c r="C1"><v>x</v></c></row>')), EITHER),
    Case("bad-place.xlsx", packed(sheet_parts(b'<row r="0"><c r="ZZZZ99999999"><v>1</v></c>'
         b'</row><row r="-5"><c r="A"><v>2</v></c></row>')), EITHER),
)  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Every case's outcome, each followed by a good paper; those that may cost their worker come
    last and one after another: the next one finds a fresh worker then, and needs no second try."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    costly = [case for case in CASES if case.endings & LIMITED]
    for number, case in enumerate([case for case in CASES if case not in costly] + costly):
        path = folder / case.name
        case.make(path)
        paths.append(path)
        if case not in costly or case is costly[-1]:
            good = folder / f"good-{number}.pdf"
            good.write_bytes(paper_bytes(number))
            paths.append(good)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.pdf")
        paths.append(folder / "pipe.pdf")
    (folder / "folder.pdf").mkdir()
    paths.append(folder / "folder.pdf")
    papers = paper_files(paths, [])
    return {
        done.paper.beneath.name: done.conversion.outcome
        for done in convert_in_pool(papers, LIMITS, scorecard_job(None), 2)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_paper_ends_in_a_line(case: Case, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[case.name]
    assert outcome.ending in case.endings, outcome
    assert case.told in outcome.reason
    assert outcome.seconds < 120  # it ends: by its processor time, whatever else the machine does
    assert outcome.peak_mb < LIMITS.memory_mb
    if outcome.ending is not Ending.READ:
        assert outcome.reason
        assert "\n" not in outcome.reason


def test_good_papers_between_them_are_read(outcomes: dict[str, Outcome]) -> None:
    good = [outcome for name, outcome in outcomes.items() if name.startswith("good-")]
    assert len(good) == 1 + sum(not case.endings & LIMITED for case in CASES)
    assert {(outcome.ending, outcome.records) for outcome in good} == {(Ending.READ, 4)}


def test_what_is_no_file_is_refused(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["folder.pdf"].ending is Ending.REFUSED
    if "pipe.pdf" in outcomes:
        assert outcomes["pipe.pdf"].ending is Ending.REFUSED
        assert outcomes["pipe.pdf"].seconds < 5


def test_no_path_in_an_archive_is_followed(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["paths.docx"]
    assert not Path("/tmp/xlscorecard-evil").exists()
    assert not Path("/etc/xlscorecard-evil").exists()


def test_a_million_stated_pages_that_are_not_there_are_told_in_one_line(tmp_path: Path) -> None:
    paper = tmp_path / "count-lie.pdf"
    paper.write_bytes(one_page(b"BT /F1 9 Tf (a) Tj ET").replace(b"/Count 1 ", b"/Count 1000000 "))

    pages = list(read_pdf(paper))

    assert len(pages) <= 1 + MOST_MISSING
    assert "998,999 after it were not looked at" in pages[-1].unread
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
