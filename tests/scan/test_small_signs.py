"""Small print on scans: triangles of a few pixels, a quarter beside its year, rows that no line
parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages
from xlscorecard.model.scorecard import Rag, Record, Trend
from xlscorecard.pipeline import read_pages, read_scorecard
from xlscorecard.scan.rules.stems import breaks_off

DARK = (31, 56, 100)
FORMS = {
    Trend.UP: ((0, 0), (1, 0), (0.5, 1)),
    Trend.DOWN: ((0, 1), (1, 1), (0.5, 0)),
    Trend.FLAT: ((0, 0), (0, 1), (1, 0.5)),
}
ROWS = (
    ("Library visits", "71%", "69%", "Green", Trend.UP),
    ("Missed bins", "40", "43", "Red", Trend.DOWN),
    ("Rent collected", "97.5%", "97.4%", "Amber", Trend.FLAT),
    ("Repairs on time", "88%", "91%", "Green", Trend.FLAT),
    ("Days to let a home", "21.5", "26.0", "Red", Trend.DOWN),
    ("Calls answered", "80%", "84%", "Green", Trend.UP),
)


def triangle(sheet: Sheet, x: float, y: float, size: float, trend: Trend) -> None:
    path = sheet.canvas.beginPath()
    for number, (across, up) in enumerate(FORMS[trend]):
        (path.lineTo if number else path.moveTo)(x + size * across, 420 - y + size * up)
    path.close()
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def thin_arrow(sheet: Sheet, x: float, y: float, size: float, trend: Trend) -> None:
    """A stroke of 0.3 pt with a small head."""
    along, tip = {Trend.UP: ((0, 1), 1), Trend.DOWN: ((0, 1), 0), Trend.FLAT: ((1, 0), 1)}[trend]
    y = 420 - y
    if trend is Trend.FLAT:
        y += size / 2
    ends = ((x, y), (x + size * along[0], y + size * along[1]))
    sheet.canvas.setLineWidth(0.3)
    sheet.canvas.line(*ends[0], *ends[1])
    to_x, to_y = ends[tip]
    back = -1.7 if tip else 1.7
    path = sheet.canvas.beginPath()
    path.moveTo(to_x, to_y)
    for side in (-0.9, 0.9):
        path.lineTo(
            to_x + back * along[0] + side * along[1], to_y + back * along[1] + side * along[0]
        )
    path.close()
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def thick_arrow(sheet: Sheet, x: float, y: float, size: float, trend: Trend) -> None:
    """⬆, ⬇ and a thin ↔, as fonts have them: the head hardly wider than the shaft."""
    if trend is Trend.FLAT:
        thin_arrow(sheet, x, y, size, trend)
        sheet.canvas.saveState()
        sheet.canvas.transform(-1, 0, 0, 1, 2 * x + size, 0)
        thin_arrow(sheet, x, y, size, trend)
        sheet.canvas.restoreState()
        return
    outline = ((0.5, 0), (0.7, 0), (0.7, 0.65), (0.85, 0.65), (0.5, 1.0))
    path = sheet.canvas.beginPath()
    both = [*outline, *((1 - across, along) for across, along in reversed(outline))]
    for number, (across, along) in enumerate(both):
        up = along if trend is Trend.UP else 1 - along
        (path.lineTo if number else path.moveTo)(x + 0.7 * size * across, 420 - y + size * up)
    path.close()
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize(
    ("draw", "dpi", "size"),
    [
        (triangle, 150, 5.0), (triangle, 200, 4.3),
        (thin_arrow, 150, 5.0), (thin_arrow, 150, 4.4), (thin_arrow, 200, 4.0),
        (thick_arrow, 150, 7.0), (thick_arrow, 200, 6.0),
    ],
)  # fmt: skip
def test_signs_of_a_few_pixels_point_where_they_do(
    tmp_path: Path, draw: Callable[[Sheet, float, float, float, Trend], None], dpi: int, size: float
) -> None:
    sheet = Sheet()
    sheet.text(40, 40, "Scorecard 2023/24 Quarter 2", size=13, bold=True)
    xs = (40, 220, 290, 360, 430, 500)
    for x, text in zip(xs, ("Measure", "Target", "Q2", "RAG", "Trend"), strict=False):
        sheet.text(x + 4, 74, text, bold=True)
    for row, (title, target, actual, rag, trend) in enumerate(ROWS):
        y = 92 + 18 * row
        for x, text in zip(xs, (title, target, actual, rag), strict=False):
            sheet.text(x + 4, y, text, size=8)
        draw(sheet, 440, y, size, trend)
    for row in range(8):
        sheet.line(40, 62 + 18 * row, 500, 62 + 18 * row)
    for x in xs:
        sheet.line(x, 62, x, 188)
    path = save_pages([sheet.scanned(dpi=dpi, skew=0.6)], tmp_path / "s.pdf", dpi)
    records = read_scorecard(path).records
    assert [(record.title, record.trend) for record in records] == [
        (title, trend) for title, *_, trend in ROWS
    ]


def test_rows_between_upright_lines_alone_are_a_measure_each(tmp_path: Path) -> None:
    """The names take more lines than the figures beside them."""
    sheet = Sheet()
    sheet.text(40, 40, "Scorecard Quarter 1 2023/24", size=14, bold=True)
    xs = (40, 200, 290, 380, 470)
    sheet.fill(40, 70, 470, 88, DARK)
    for x, text in zip(xs, ("Measure", "Target", "Actual", "RAG"), strict=False):
        sheet.text(x + 4, 82, text, bold=True, colour=(255, 255, 255))
    y = 100.0
    for title, target, actual, rag in (
        ("Households in temporary~accommodation at the~end of the period", "815", "769", "Green"),
        ("Emergency repairs~completed on time", "97%", "98.2%", "Green"),
        ("Residents satisfied with~the council", "60%", "52%", "Red"),
        ("Major applications~decided in 13 weeks", "75%", "74%", "Amber"),
    ):
        lines = title.split("~")
        for number, line in enumerate(lines):
            sheet.text(44, y + 10 * number, line, size=8.5)
        for x, text in zip(xs[1:], (target, actual, rag), strict=False):
            sheet.text(x + 4, y + 5 * (len(lines) - 1), text, size=8.5)
        y += 10 * len(lines) + 6
    for x in xs:
        sheet.line(x, 70, x, y)
    records = read_scorecard(save_pages([sheet.scanned(skew=0.8)], tmp_path / "s.pdf")).records
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in records] == [
        ("Households in temporary accommodation at the end of the period", Rag.GREEN,
         ["815", "769"]),
        ("Emergency repairs completed on time", Rag.GREEN, ["97%", "98.2%"]),
        ("Residents satisfied with the council", Rag.RED, ["60%", "52%"]),
        ("Major applications decided in 13 weeks", Rag.AMBER, ["75%", "74%"]),
    ]  # fmt: skip


def test_a_quarter_stands_apart_from_its_year(tmp_path: Path) -> None:
    """Set tight, the two are read as one: "Quarter 12023/24"."""
    sheet = Sheet()
    sheet.text(40, 40, "Scorecard Q4", size=14, bold=True)
    wide = sheet.canvas.stringWidth("Scorecard Q4", "Helvetica-Bold", 14)
    sheet.text(40 + wide + 1.4, 40, "2024/25", size=14, bold=True)
    for number, line in enumerate(("Library visits", "Missed bins", "Rent collected")):
        sheet.text(40, 80 + 16 * number, line)
    ((page, _),) = read_pages(save_pages([sheet.scanned(skew=0.4)], tmp_path / "s.pdf"))
    assert [word.text for word in page.words[:3]] == ["Scorecard", "Q4", "2024/25"]


DOTTED = (
    ("Missed bin collections", "923", "718", "G", 0),
    ("Apprenticeship starts", "52%", "56%", "G", 180),
    ("Waste recycled", "95%", "100%", "G", 0),
    ("Requests answered", "103", "116", "G", 0),
    ("Schools rated good", "75.6%", "99.9%", "G", 0),
    ("Pothole repairs", "115", "169", "R", 0),
    ("Health checks", "372", "355", "G", 0),
    ("Gas safety", "5.30", "5.79", "A", 180),
)


def _between_dots(high: float, folder: Path) -> Sequence[Record]:
    """The records of small rows, so high, between dotted rules."""
    sheet = Sheet()
    sheet.text(40, 30, "Key Performance Indicators - Q3 2023/24", size=12, bold=True)
    sheet.fill(40, 46, 420, 60 + high, (0, 86, 63))
    lines = (40, 180, 240, 300, 350, 420)
    heads = ("Indicator", "2022/23", "Q3 2023/24", "Status", "Direction")
    for x, head in zip(lines, heads, strict=False):
        sheet.text(x + 2.5, 60 + high * 0.2, head, size=8, colour=(255, 255, 255))
    paints = {"G": (198, 239, 206), "A": (255, 235, 156), "R": (255, 199, 206)}
    for number, (*texts, rag, turn) in enumerate(DOTTED, 1):
        top = 60 + high * number
        sheet.fill(300, top, 350, top + high, paints[rag])
        for x, text in zip(lines, (*texts, rag), strict=False):
            sheet.text(x + 2.5, top + high * 0.66, text, size=6.5)
        sheet.arrow(355.5, top + high * 0.48, 6, turn)
    sheet.canvas.setDash(1, 1)
    for y in (46, *(60 + high * number for number in range(1, len(DOTTED) + 2))):
        sheet.line(40, y, 420, y, 0.75)
    for x in lines:
        sheet.line(x, 46, x, 60 + high * (len(DOTTED) + 1), 0.75)
    page = sheet.scanned(dpi=150, skew=0.3, noise=2.4)
    return read_scorecard(save_pages([page], folder / "s.pdf", 150, 73)).records


def test_arrows_in_line_between_dotted_rules_are_no_upright_rule(tmp_path: Path) -> None:
    """The stems in small rows ran through the dots that cross them, and a rule cut the arrows."""
    assert [record.trend for record in _between_dots(13.5, tmp_path)] == [
        Trend.DOWN if row[-1] else Trend.UP for row in DOTTED
    ]


def test_first_digits_in_line_between_dotted_rules_are_no_upright_rule(tmp_path: Path) -> None:
    """In rows as low as their text a rule took the stems of some: 923 was 23."""
    assert [(r.title, [o.raw for o in r.observations]) for r in _between_dots(11.5, tmp_path)] == [
        (title, figures) for title, *figures, _, _ in DOTTED
    ]


@pytest.mark.parametrize(
    ("seen", "breaks"),
    [
        ("####...##########....####...##########....####...##########..", True),  # arrows
        ("####..####..####..####..####..####..####..####..####..####..###", False),  # dots
        ("########....########....########....########....########....###", False),  # dashes
        ("#" * 40 + "...." + "#" * 20, False),  # a rule that noise has broken
    ],
)
def test_stems_of_signs_break_off_to_both_sides_of_the_rules_between_them(
    seen: str, breaks: bool
) -> None:
    mask = np.array([[mark == "#" for mark in seen]])
    assert breaks_off(mask, (0, 0, len(seen), 1), [(20, 26), (41, 47)], 6) is breaks
