"""How scans come in a council's archive: with another program's text beneath the picture, with a
clerk's running heads typed over it, as a table pasted into a page of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.scan.making import HEIGHT, WIDTH, Sheet, scorecard
from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Rag, Scorecard, Trend
from xlscorecard.pipeline import read_pages, read_scorecard

SAID = [
    ("Visits to libraries", Rag.GREEN, Trend.UP, ["1.2m", "1.31m"]),
    ("Council tax collected", Rag.AMBER, Trend.FLAT, ["97.5%", "96.8%"]),
    ("Days lost to sickness", Rag.RED, Trend.DOWN, ["8", "9"]),
    ("Cost of waste per home", Rag.GREEN, Trend.UP, ["£84.50", "£79.28"]),
]
# What another program made of the page, as far as it matters: places as in ``scorecard``.
LAYER = (
    (44, 96, "Ref"), (94, 96, "Measure"), (434, 96, "Target"), (494, 96, "Actual"),
    (44, 120, "A1"), (94, 120, "Visits to libraries"), (434, 120, "1.2m"), (494, 120, "1.51m"),
    (44, 143, "A2"), (94, 143, "Council tax collected"), (434, 143, "97.5%"), (494, 143, "96.8%"),
    (44, 166, "A3"), (94, 166, "Days lost to sickness"), (434, 166, "8"), (494, 166, "9"),
)  # fmt: skip


def _said(read: Scorecard) -> list[tuple[str, Rag | None, Trend | None, list[str]]]:
    return [(r.title, r.rag, r.trend, [o.raw for o in r.observations]) for r in read.records]


def _paper(
    path: Path, drawn: Callable[[Canvas], None], size: tuple[float, float] = (WIDTH, HEIGHT)
) -> Scorecard:
    canvas = Canvas(str(path), pagesize=size, invariant=1)
    drawn(canvas)
    canvas.showPage()
    canvas.save()
    return read_scorecard(path)


def _lay(canvas: Canvas, picture: Image.Image, bottom: float = 0) -> None:
    canvas.drawImage(ImageReader(picture), 0, bottom, WIDTH, HEIGHT, mask="auto")


def _type(canvas: Canvas, texts: Sequence[tuple[float, float, str]]) -> None:
    canvas.setFont("Helvetica", 9)
    for x, y, text in texts:
        canvas.drawString(x, HEIGHT - y, text)


def test_another_program_s_text_beneath_the_picture_is_not_taken_for_the_page_s(
    tmp_path: Path,
) -> None:
    """It is painted black and the picture over it; only its figures are asked, and 1.51m is told
    as a doubt."""

    def drawn(canvas: Canvas) -> None:
        _type(canvas, LAYER)
        _lay(canvas, scorecard().scanned())

    read = _paper(tmp_path / "s.pdf", drawn)
    assert _said(read) == SAID
    visits = read.records[0].observations
    assert [observation.confidence < 0.9 for observation in visits] == [False, True]
    assert "1.31m" in next(f.message for f in read.findings if f.code == "value-doubtful")


def test_text_beneath_a_clear_picture_is_the_page_s_own(tmp_path: Path) -> None:
    """A watermark is laid over a page that was never scanned."""

    def drawn(canvas: Canvas) -> None:
        _type(canvas, LAYER)
        _lay(canvas, Image.new("RGBA", (600, 424), (120, 120, 120, 20)))

    read = _paper(tmp_path / "s.pdf", drawn)
    assert next([o.raw for o in r.observations] for r in read.records) == ["1.2m", "1.51m"]


def test_running_heads_typed_over_a_scan_hide_no_table(tmp_path: Path) -> None:
    head = "Overview and Scrutiny Committee, 12 July 2017, agenda item 7, appendix B"
    foot = "Contact: J Carter, Policy and Performance, 01234 567890, page 33 of 120"

    def drawn(canvas: Canvas) -> None:
        _lay(canvas, scorecard().scanned())
        _type(canvas, [(40, 16, head), (40, 412, foot)])

    assert _said(_paper(tmp_path / "s.pdf", drawn)) == SAID


def _with_a_picture(canvas: Canvas) -> None:
    picture = scorecard().scanned().crop((0, round(65 * 200 / 72), 1653, round(205 * 200 / 72)))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(40, 790, "Performance report 2017/18 Quarter 1")
    for line in range(6):
        canvas.drawString(40, 760 - 14 * line, "Members asked for the table below in the spring.")
    canvas.drawImage(ImageReader(picture), 0, 480, WIDTH, 140)
    canvas.drawString(40, 440, "The committee is asked to note the figures and the reasons given.")


def test_a_table_pasted_as_a_picture_into_a_page_of_text_is_read(tmp_path: Path) -> None:
    read = _paper(tmp_path / "s.pdf", _with_a_picture, (WIDTH, 842))
    assert _said(read) == SAID
    assert {o.period for r in read.records for o in r.observations} == {"2017/18", "2017/18 Q1"}
    box = read.records[0].bbox
    assert box is not None
    assert 842 - 620 < box.top < box.bottom < 842 - 480


def test_names_between_the_lines_of_a_map_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    xs, ys = (40, 130, 220, 310, 400, 490), (70, 95, 120, 145, 170, 195)
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1])
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y)
    for col, row, name in (
        (0, 0, "Northport"), (3, 0, "Ashbourne"), (1, 1, "Wenbury"), (4, 1, "Melthorpe"),
        (2, 2, "Harrowdale"), (0, 3, "Kingsmead"), (3, 4, "Wexcombe"), (4, 4, "200 km"),
    ):  # fmt: skip
        sheet.text(xs[col] + 6, ys[row] + 16, name)
    picture = sheet.scanned().crop((0, round(65 * 200 / 72), 1653, round(205 * 200 / 72)))

    def drawn(canvas: Canvas) -> None:
        _type(canvas, [(40, 30 + 14 * line, "The towns of the county.") for line in range(5)])
        canvas.drawImage(ImageReader(picture), 0, 480, WIDTH, 140)

    path = tmp_path / "s.pdf"
    _paper(path, drawn, (WIDTH, 842))
    read = read_pages(path, range(1, 2), raw=True)
    assert not [block for _, blocks in read for block in blocks if isinstance(block, Grid)]


def test_a_table_pasted_as_a_picture_is_told_where_nobody_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlscorecard.scan.ocr.models.is_installed", lambda: False)
    read = _paper(tmp_path / "s.pdf", _with_a_picture, (WIDTH, 842))
    assert read.records == ()
    assert [f.page for f in read.findings if f.code == "page-is-a-picture"] == [1]


def test_a_chart_as_a_picture_is_not_looked_at_closer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bars between the lying lines of a grid: no table, and no time is spent on it."""
    monkeypatch.setattr("xlscorecard.scan.ocr.models.is_installed", lambda: False)
    chart = Image.new("RGB", (900, 500), (255, 255, 255))
    for y in range(50, 450, 50):
        chart.paste((150, 150, 150), (60, y, 880, y + 2))
    for number, x in enumerate(range(100, 860, 80)):  # few are as high as the grid
        chart.paste((31, 78, 121), (x, 100 + 30 * number, x + 40, 450))

    def drawn(canvas: Canvas) -> None:
        _type(canvas, [(40, 30 + 14 * line, "Visits grew in each quarter.") for line in range(5)])
        canvas.drawImage(ImageReader(chart), 40, 40, 400, 220)

    read = _paper(tmp_path / "s.pdf", drawn)
    assert not [f for f in read.findings if f.code == "page-is-a-picture"]
