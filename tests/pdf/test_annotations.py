"""What is laid over a page: what a reader of the paper sees there is read with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from xlscorecard.model.scorecard import Rag, Scorecard
from xlscorecard.pdf.debug import draw_page
from xlscorecard.pipeline import read_scorecard

HEADERS = ("Measure", "Target", "Q1 2024/25", "Q2 2024/25", "RAG")
ROWS = (
    ("Missed bins per 100,000 collections", "60", "52", "48", "Green"),
    ("Household waste recycled (%)", "45%", "43.1%", "42.7%", "Amber"),
    ("Calls answered within 60 seconds", "80%", "71%", "66%", "Red"),
)
SIDES = (40, 260, 330, 400, 470, 540)
TOP, HIGH = 780, 22


def table(path: Path, entries: Callable[[Canvas, int, int, str], None]) -> Path:
    """A ruled table; ``entries`` puts the results and the rating of each row in its cells."""
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 9)
    for line in range(len(ROWS) + 2):
        canvas.line(SIDES[0], TOP - HIGH * line, SIDES[-1], TOP - HIGH * line)
    for x in SIDES:
        canvas.line(x, TOP, x, TOP - HIGH * (len(ROWS) + 1))
    for at, header in enumerate(HEADERS):
        canvas.drawString(SIDES[at] + 3, TOP - 14, header)
    for row, cells in enumerate(ROWS, start=1):
        for at, text in enumerate(cells):
            if at < 2:
                canvas.drawString(SIDES[at] + 3, TOP - HIGH * row - 14, text)
            else:
                entries(canvas, row, at, text)
    canvas.showPage()
    canvas.save()
    return path


def printed(canvas: Canvas, row: int, at: int, text: str) -> None:
    if at < 4:
        canvas.drawString(SIDES[at] + 3, TOP - HIGH * row - 14, text)


def field(canvas: Canvas, row: int, at: int, text: str) -> None:
    place = {"x": SIDES[at] + 2, "y": TOP - HIGH * row - 20, "width": 64, "height": 17}
    look = {"name": f"f{row}{at}", "value": text, "fontSize": 9, "borderWidth": 0, **place}
    if at < 4:
        canvas.acroForm.textfield(**look, fillColor=colors.white, borderColor=colors.white)
    else:
        canvas.acroForm.choice(**look, options=["Red", "Amber", "Green"], fillColor=colors.white)


def with_annotation(path: Path, kind: bytes, row: int, at: int) -> Path:
    """The PDF with an annotation over a cell of its table, which paints it green."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_STAMP)
    left, bottom = SIDES[at] + 4, TOP - HIGH * row - 19
    pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(left, bottom + 16, left + 60, bottom))
    painted = pdfium.FPDFPageObj_CreateNewRect(left, bottom, 60, 16)
    pdfium.FPDFPageObj_SetFillColor(painted, 0, 176, 80, 255)
    pdfium.FPDFPath_SetDrawMode(painted, pdfium.FPDF_FILLMODE_WINDING, 0)
    pdfium.FPDFAnnot_AppendObject(annotation, painted)
    pdfium.FPDFPage_CloseAnnot(annotation)
    out = path.with_name(f"over-{path.name}")
    document.save(out)
    # a reader of PDFs finds the objects anew where a file's table of them is wrong
    out.write_bytes(out.read_bytes().replace(b"/Subtype/Stamp", b"/Subtype/" + kind))
    return out


def shown(card: Scorecard) -> list[tuple[Any, ...]]:
    return [
        (record.title, *(value.raw for value in record.observations), record.rag)
        for record in card.records
    ]


def laid_over(card: Scorecard) -> list[str]:
    return [finding.message for finding in card.findings if finding.code == "laid-over"]


def test_entries_of_a_form_are_read_as_they_are_seen(tmp_path: Path) -> None:
    card = read_scorecard(table(tmp_path / "return.pdf", field))

    assert shown(card) == [
        ("Missed bins per 100,000 collections", "60", "52", "48", Rag.GREEN),
        ("Household waste recycled (%)", "45%", "43.1%", "42.7%", Rag.AMBER),
        ("Calls answered within 60 seconds", "80%", "71%", "66%", Rag.RED),
    ]
    assert not laid_over(card)


def test_the_debug_picture_shows_the_entries_that_are_read(tmp_path: Path) -> None:
    path, out = table(tmp_path / "return.pdf", field), tmp_path / "page.png"
    draw_page(path, 1, (), out)
    with Image.open(out) as picture:
        shown = picture.convert("L")
    left, above = 2 * (SIDES[3] + 4), 2 * (842 - TOP + HIGH + 3)
    cell = shown.crop((left, above, left + 22, above + 2 * HIGH - 12))
    assert min(cell.tobytes()) < 100, "the 48 of the first row is printed in black"


def test_entries_that_the_file_does_not_draw_are_told(tmp_path: Path) -> None:
    path = table(tmp_path / "return.pdf", field)
    path.write_bytes(path.read_bytes().replace(b"/AP ", b"/Zz "))

    (told,) = laid_over(read_scorecard(path))
    assert told == "laid over the page, and not read: entries of a form that the file does not draw"


def test_a_rating_drawn_over_its_cell_is_read(tmp_path: Path) -> None:
    path = table(tmp_path / "marked.pdf", printed)
    path = with_annotation(path, b"Square", 1, 4)

    assert [record.rag for record in read_scorecard(path).records] == [Rag.GREEN, None, None]


def test_notes_and_highlights_of_readers_say_nothing(tmp_path: Path) -> None:
    path = table(tmp_path / "read.pdf", printed)
    path = with_annotation(path, b"Highlight", 1, 4)
    path = with_annotation(path, b"Text", 2, 4)

    card = read_scorecard(path)
    assert [record.rag for record in card.records] == [None, None, None]
    assert not laid_over(card)


def test_a_figure_that_a_reader_has_struck_out_is_told(tmp_path: Path) -> None:
    path = table(tmp_path / "struck.pdf", printed)
    path = with_annotation(path, b"StrikeOut", 1, 3)

    (told,) = laid_over(read_scorecard(path))
    assert told == "laid over the page, and not read: text struck out"


def test_files_that_a_pdf_carries_are_told_by_name(tmp_path: Path) -> None:
    path = table(tmp_path / "portfolio.pdf", printed)
    document = pypdfium2.PdfDocument(path)
    document.new_attachment("Data Q2.xlsx").set_data(b"PK")
    document.save(tmp_path / "with-files.pdf")

    card = read_scorecard(tmp_path / "with-files.pdf")
    assert len(card.records) == len(ROWS)
    (told,) = (finding for finding in card.findings if finding.code == "attached-files")
    assert told.message == "files that the PDF carries are not read: Data Q2.xlsx"
