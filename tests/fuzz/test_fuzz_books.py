"""Fuzzing of what reads and writes workbooks: a council's sheet, its formats and formulas, and the
splicing of figures into it, held against openpyxl as a second opinion."""

from __future__ import annotations

import contextlib
import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.fuzz.books import AFTER, EXPRESSIONS, FORMATS, VALUES, rows
from tests.fuzz.test_fuzz import check_document
from tests.hostile.making import package, sheet_parts
from tests.refresh.making import write_cells
from xlscorecard.model.archive import UNREADABLE
from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.parts.book import read_book
from xlscorecard.refresh.parts.reading import read_workbook_view
from xlscorecard.refresh.rows.addresses import parse_address
from xlscorecard.sheets.formula import Formula, Place
from xlscorecard.sheets.functions import Scalar, UnknownFormula
from xlscorecard.sheets.number_format import format_number, format_text
from xlscorecard.sheets.read import read_sheets

_SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))
_STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>'
    b'<numFmt numFmtId="200" formatCode="0.00"/><numFmt numFmtId="201" formatCode="0%"/>'
    b'</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellXfs>'
    b'<xf/><xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="14"/></cellXfs><dxfs><dxf><fill>'
    b'<patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf></dxfs></styleSheet>'
)  # fmt: skip


def _book(folder: str, inside: str, after: str = "") -> Path:
    parts = sheet_parts(inside.encode("utf-8"), after=after.encode("utf-8"))
    relations = parts["xl/_rels/workbook.xml.rels"]
    kind = relations[relations.index(b'Type="') + 6 : relations.index(b'/worksheet"')]
    style = b'<Relationship Id="rId9" Type="%b/styles" Target="styles.xml"/></Relationships>' % kind
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(b"</Relationships>", style)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
        b'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName='
        b'"/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.styles+xml"/></Types>',
    )
    return package(parts | {"xl/styles.xml": _STYLES}, Path(folder) / "book.xlsx")


@settings(_SETTINGS, max_examples=60)
@given(rows(), AFTER)
def test_council_sheet(inside: str, after: str) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CannotRead):
        check_document(read_sheets(_book(folder, inside, after)))


@settings(_SETTINGS, max_examples=60)
@given(rows(), AFTER)
def test_template(inside: str, after: str) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CannotRead):
        read_workbook_view(read_book(_book(folder, inside, after)))


@settings(_SETTINGS, max_examples=300)
@given(VALUES, FORMATS)
@example(1e300, "0.00")
@example(1.0, "[>=1.2.3]0")
def test_number_format(value: float, code: str) -> None:
    assert len(format_number(value, code).text) < 2_000
    format_text("text", code)


def _cell(_sheet: str, row: int, column: int) -> Scalar:
    return (1.0, "text", None, 1e300)[(row + column) % 4]


@settings(_SETTINGS, max_examples=300)
@given(EXPRESSIONS)
@example("ROUND(1E300,2)")
@example("A99999999999")
def test_formula(text: str) -> None:
    with contextlib.suppress(UnknownFormula):
        Formula(text).value(Place(1, 1), _cell)


_EDITS = st.dictionaries(
    st.sampled_from(["S!A1", "S!B2", "S!C3", "S!F6", "S!H9", "S!D2"]),
    st.one_of(st.floats(-1e9, 1e9), st.text(max_size=8), st.booleans(), st.integers(-5, 5)),
    min_size=1,
)


def _values(path: Path) -> dict[tuple[int, int], Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    found = {}
    for row in sheet.iter_rows(max_row=50, max_col=50):
        for cell in row:
            if cell.value is not None:
                found[cell.row, cell.column] = getattr(cell.value, "text", cell.value)
    return found


def _check_styles(before: bytes, now: bytes) -> None:
    """The same formats under the same numbers; those after them are of texts that begin as
    formulas do ("@")."""
    old, new = etree.fromstring(before), etree.fromstring(now)
    (known,), (formats,) = old.iter("{*}cellXfs"), new.iter("{*}cellXfs")
    for added in list(formats)[len(known) :]:
        assert added.get("quotePrefix") == "1"
        formats.remove(added)
    known.set("count", "")
    formats.set("count", "")
    assert etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n")


@settings(_SETTINGS, max_examples=60)
@given(rows(), AFTER, _EDITS)
@example('<row r="1"><c r="A1"><v>1</v></c></row>', "", {"S!B2": "@"})
def test_splicing(inside: str, after: str, edits: dict[str, Any]) -> None:
    """What openpyxl finds is the new figures, and all else as it was."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = _book(folder, inside, after), Path(folder) / "out.xlsx"
        try:
            write_cells(path, out, edits)
        except CannotRead:
            assert not out.exists()
            return
        with zipfile.ZipFile(out) as one, zipfile.ZipFile(path) as two:
            assert one.testzip() is None
            changed = {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"}
            for name in set(two.namelist()) - changed:
                assert one.read(name) == two.read(name)
            _check_styles(two.read("xl/styles.xml"), one.read("xl/styles.xml"))
        try:
            before = _values(path)
        except UNREADABLE:
            return
        now = _values(out)
    for place, value in edits.items():
        row, column = parse_address(place.removeprefix("S!"))
        written = now.pop((row, column), None)
        before.pop((row, column), None)
        assert written == value or (written is None and value in ("", None))
    assert now == before


TARGETS = {
    "sheets": test_council_sheet,
    "template": test_template,
    "formats": test_number_format,
    "formulas": test_formula,
    "splicing": test_splicing,
}
