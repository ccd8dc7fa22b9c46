# ruff: noqa: E501
"""Printed worksheets whose cells are too narrow, or too low, for their texts: words and figures
broken over lines, lines that reach over the row beside theirs or are cut off, "###" for a date."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.unseen.paper import said
from tests.unseen.prints import LEADING, Print
from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.pdf.read import read_pdf
from xlscorecard.pipeline import read_scorecard
from xlscorecard.tables.blocks import find_blocks

SIZE = 8.0


@dataclass
class Cells:
    """Cells of a spreadsheet: words begin, and figures end, a point within their edges. ``~`` breaks
    a line; whoever breaks it between words prints a space there."""

    paper: Print

    def __post_init__(self) -> None:
        self.paper.paper.setCreator("Calc")

    def left(self, x: float, foot: float, text: str, *, bold: bool = False) -> None:
        """A text whose last line stands on the foot of its row."""
        top = foot - SIZE - 3 - LEADING * SIZE * text.count("~")
        self.paper.text(x + 1, top, text, bold=bold)

    def right(self, x: float, foot: float, text: str) -> None:
        top = foot - SIZE - 3 - LEADING * SIZE * text.count("~")
        self.paper.text(-(x - 1), top, text)

    def header(self, foot: float, edges: tuple[float, ...], *names: str) -> None:
        for x, name in zip(edges, names, strict=False):
            if name:
                self.left(x, foot, name, bold=True)

    def rows(
        self, foot: float, edges: tuple[float, ...], *rows: tuple[str, ...], pitch: float = 14
    ) -> None:
        """Rows below ``foot``: a name, and figures or words in their place."""
        for number, (name, *values) in enumerate(rows, 1):
            at = foot + pitch * number
            self.left(edges[0], at, name)
            for x, end, value in zip(edges[1:], edges[2:], values, strict=False):
                if value[:1].isdigit() or value[:1] in "£-+":
                    self.right(end, at, value)
                elif value:
                    self.left(x, at, value)

    def clipped(self, x: float, top: float, end: float, foot: float, text: str) -> None:
        """A bold header of which what is out of its cell does not show: each line on its own."""
        canvas = self.paper.paper
        lines = text.split("~")
        for number, line in enumerate(lines):
            first = foot - SIZE - 3 - LEADING * SIZE * (len(lines) - 1 - number)
            canvas.saveState()
            clip = canvas.beginPath()
            clip.rect(x, self.paper.height - foot, end - x, foot - top)
            if first < top or first + SIZE > foot:
                canvas.clipPath(clip, stroke=0)
            self.paper.text(x + 1, first, line, bold=True)
            canvas.restoreState()

    def read(self) -> Scorecard:
        self.paper.paper.save()
        return read_scorecard(self.paper.path)


def lines_of(scorecard: Scorecard) -> list[str]:
    return said(scorecard).splitlines()


def doubted(scorecard: Scorecard) -> set[str]:
    """The columns of which no figure is sure."""
    sure: dict[str, float] = {}
    for record in scorecard.records:
        for value in record.observations:
            sure[value.column] = max(sure.get(value.column, 0.0), value.confidence)
    return {column for column, confidence in sure.items() if confidence < 0.9}


ROWS = (
    ("Calls answered in time", "86%", "85%", "91%", "88%", "90%", "Green"),
    ("Homes let within a month", "41", "39", "45", "43", "44", "Red"),
    ("Missed bins for each 1,000", "2.1", "1.8", "1.9", "1.7", "2.0", "Amber"),
    ("Invoices paid in thirty days", "97%", "95%", "96%", "94%", "95%", "Green"),
)


def test_a_month_that_its_cell_hides_is_the_one_between_its_neighbours(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 240, 285, 330, 375, 430)
    cells.left(36, 50, "Corporate Scorecard Q2 2023/24", bold=True)
    cells.header(80, edges, "Measure", "Jul-23", "###", "Sep-23", "YTD", "Target", "RAG")
    cells.rows(80, edges, *ROWS)
    found = cells.read()
    assert lines_of(found)[:2] == [
        "Calls answered in time; green - -; a@2023-07=86 a@2023-08=85 a@2023-09=91 a@2023/24=88 t@2023/24=90",
        "Homes let within a month; red - -; a@2023-07=41 a@2023-08=39 a@2023-09=45 a@2023/24=43 t@2023/24=44",
    ]
    assert doubted(found) == {"Aug 2023"}
    assert [f.code for f in found.findings if f.code == "header-cut-off"] == ["header-cut-off"]


def test_months_that_their_cells_hide_follow_the_one_that_can_be_seen(tmp_path: Path) -> None:
    """Nothing but a date prints "###" in a header: those beside a month are taken for the next
    ones, and in doubt."""
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 240, 265, 330, 375, 430)
    cells.left(36, 50, "Corporate Scorecard Q1 2023/24", bold=True)
    cells.header(80, edges, "Measure", "Apr-23", "###", "###", "YTD", "Target", "RAG")
    cells.rows(80, edges, *ROWS)
    found = cells.read()
    assert lines_of(found)[0] == (
        "Calls answered in time; green - -; a@2023-04=86 a@2023-05=85 a@2023-06=91 a@2023/24=88 t@2023/24=90"
    )
    assert doubted(found) == {"May 2023", "Jun 2023"}


def test_lines_of_a_header_that_its_cell_cuts_off_are_read_and_in_doubt(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 245, 275, 330, 375, 430)
    cells.left(36, 50, "Corporate Scorecard Q3 2023/24", bold=True)
    cells.header(90, edges, "Measure", "2021/22 ~Actual", "", "", "Q3 ~2023/24", "", "RAG")
    cells.clipped(215, 71, 245, 90, "2022~/23 ~Actu~al")
    cells.clipped(245, 71, 275, 90, "2023~/24 ~Tar~get")
    cells.clipped(330, 78, 375, 90, "Annual ~Target ~2024/25")
    cells.rows(90, edges, *ROWS)
    found = cells.read()
    assert lines_of(found)[0] == (
        "Calls answered in time; green - -; p@2021/22=86 p@2022/23=85 t@2023/24=91 a@2023/24 Q3=88 t@2024/25=90"
    )
    assert doubted(found) == {"2022/23 Actual", "2023/24 Target", "Annual Target 2024/25"}


def test_a_header_that_has_lost_its_end_is_in_doubt(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 260, 305, 350, 395, 430)
    cells.left(36, 50, "Corporate Scorecard Q3 2023/24", bold=True)
    cells.header(
        90, edges, "Measure", "Q1 ~2023/24", "Q2 ~2023/", "Q3 ~2023/24", "/22 ~Result", "Annual ~Targ",
        "RAG",
    )  # fmt: skip
    cells.rows(90, edges, *ROWS)
    found = cells.read()
    assert doubted(found) == {"Q2 2023/24", "/22 Result", "Annual Target"}
    assert lines_of(found)[0] == (
        "Calls answered in time; green - -; a@2023/24 Q1=86 a@2023/24 Q2=85 a@2023/24 Q3=91 a=88 t@2023/24=90"
    )


def test_what_a_header_does_not_show_is_not_made_up(tmp_path: Path) -> None:
    """Nothing tells which months "###" are, nor what "t 2022/23" is."""
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 240, 265, 330, 375, 430)
    cells.left(36, 50, "Corporate Scorecard Q2 2023/24", bold=True)
    cells.header(
        90, edges, "Measure", "t ~2022/23", "###", "###", "Target ~2023/24", "Q2 ~2023/24", "RAG"
    )
    cells.rows(90, edges, *ROWS)
    found = cells.read()
    assert lines_of(found)[0] == "Calls answered in time; green - -; t@2023/24=88 a@2023/24 Q2=90"
    assert [f.code for f in found.findings].count("header-cut-off") == 3


def test_a_quarter_whose_number_is_hidden_is_the_one_between_its_neighbours(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 260, 305, 350, 395, 440, 480)
    cells.left(36, 50, "Corporate Scorecard Q3 2023/24", bold=True)
    for x, name in ((170, "Q1 2023/24"), (260, "2023/24"), (350, "Q3 2023/24")):
        cells.left(x, 78, name, bold=True)
    cells.header(92, edges, "Measure", *("Target", "Actual") * 3, "RAG")
    cells.rows(92, edges, *((name, *values[:5], "92", rag) for name, *values, rag in ROWS))
    found = cells.read()
    assert lines_of(found)[1] == (
        "Homes let within a month; red - -; t@2023/24 Q1=41 a@2023/24 Q1=39 t@2023/24 Q2=45 a@2023/24 Q2=43 t@2023/24 Q3=44 a@2023/24 Q3=92"
    )
    assert doubted(found) == {"Q2 2023/24 / Target", "Q2 2023/24 / Actual"}


def test_a_quarter_of_which_the_end_of_its_year_is_left(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 260, 305, 350, 395, 440, 480)
    cells.left(36, 50, "Corporate Scorecard Q3 2023/24", bold=True)
    for x, name in ((170, "Q1 2023/24"), (260, "Q2 2023/24"), (350, "24")):
        cells.left(x, 78, name, bold=True)
    cells.header(92, edges, "Measure", *("Target", "Actual") * 3, "RAG")
    cells.rows(92, edges, *((name, *values[:5], "92", rag) for name, *values, rag in ROWS))
    cells.paper.grid(edges, [64.0 + 14 * number for number in range(7)], "000000")
    found = cells.read()
    assert lines_of(found)[1] == (
        "Homes let within a month; red - -; t@2023/24 Q1=41 a@2023/24 Q1=39 t@2023/24 Q2=45 a@2023/24 Q2=43 t@2023/24 Q3=44 a@2023/24 Q3=92"
    )
    assert doubted(found) == {"Q3 2023/24 / Target", "Q3 2023/24 / Actual"}


def test_words_and_figures_that_narrow_cells_break(tmp_path: Path) -> None:
    """ "2021/2" over "2", "Targ" over "et", "£1,92" over "1,000", with the last line in its row."""
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 197, 224, 251, 300, 350, 400)
    cells.left(36, 50, "Corporate Scorecard Q2 2023/24", bold=True)
    cells.header(
        110, edges, "Measure", "2021~/202~2", "2022/~23 ~Resul~t", "2023/~24 ~Targ~et", "Q1 ~2023/24",
        "Q2 ~2023/24", "RAG",
    )  # fmt: skip
    cells.rows(
        110, edges,
        ("Rent collected this year", "£1,92~1,000", "£1,88~0,000", "£2,00~0,000", "£498,000", "£979,000", "Green"),
        ("Homes let within a month", "41", "39", "45", "43", "44", "Red"),
        ("Missed bins for each 1,000", "2.1", "1.8", "1.9", "1.7", "2.0", "Amber"),
        ("Spent on agency staff", "£286,~000", "£27~4,000", "£300,0~00", "£71,000", "£145,000", "Green"),
        pitch=24,
    )  # fmt: skip
    assert lines_of(cells.read()) == [
        "Rent collected this year; green - -; p@2021/22=1921000 p@2022/23=1880000 t@2023/24=2000000 a@2023/24 Q1=498000 a@2023/24 Q2=979000",
        "Homes let within a month; red - -; p@2021/22=41 p@2022/23=39 t@2023/24=45 a@2023/24 Q1=43 a@2023/24 Q2=44",
        "Missed bins for each 1,000; amber - -; p@2021/22=2.1 p@2022/23=1.8 t@2023/24=1.9 a@2023/24 Q1=1.7 a@2023/24 Q2=2.0",
        "Spent on agency staff; green - -; p@2021/22=286000 p@2022/23=274000 t@2023/24=300000 a@2023/24 Q1=71000 a@2023/24 Q2=145000",
    ]


def test_a_year_typed_as_a_number_over_the_last_of_its_months(tmp_path: Path) -> None:
    """It stands at the right of its merged cell, where it would be in the middle of others."""
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 214, 236, 280, 324, 346, 390, 436, 480, 540)
    cells.left(36, 50, "Delivery Plan Monitoring 2020/2021 Quarter 2", bold=True)
    cells.right(280, 78, "2020")
    cells.right(390, 78, "2021")
    names = ("Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Target", "RAG", "Direction ~of travel")
    cells.header(92, edges, "Measure", *names)
    cells.rows(
        92, edges,
        ("Calls answered in time", "86%", "85%", "91%", "88%", "90%", "84%", "92%", "Green", "Up"),
        ("Homes let within a month", "41", "39", "45", "43", "44", "40", "42", "Red", "Up"),
        ("Missed bins for each 1,000", "2.1", "1.8", "1.9", "1.7", "2.0", "2.2", "1.5", "Amber", "Down"),
    )  # fmt: skip
    assert lines_of(cells.read())[0] == (
        "Calls answered in time; green up -; a@2020-10=86 a@2020-11=85 a@2020-12=91 a@2021-01=88 a@2021-02=90 a@2021-03=84 t@2020/21=92"
    )
    (page,) = read_pdf(cells.paper.path)
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    years = {cell.text: (cell.col, cell.colspan) for cell in grid.cells if cell.text[:2] == "20"}
    assert years == {"2020": (3, 1), "2021": (6, 1)}


def test_a_name_of_two_lines_that_reaches_over_the_first_figures(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 220, 245, 295, 320, 360)
    cells.left(36, 50, "Corporate Scorecard Q4 2021/22", bold=True)
    cells.header(78, edges, "Measure", "March 2022", "", "Year to date", "", "Status")
    for x in (170, 245):
        cells.left(x, 88, "Actual", bold=True)
    for x, name in ((220, "Targ~et"), (295, "Tar~get")):  # the second line is level with a row
        cells.left(x, 88 + LEADING * SIZE, name, bold=True)
    cells.rows(
        78 + LEADING * SIZE, edges,
        ("Calls answered in time", "607", "586", "733", "798", "A"),
        ("Homes let within a month", "41", "39", "45", "43", "R"),
        ("Missed bins for each 1,000", "2.1", "1.8", "1.9", "1.7", "G"),
        ("Invoices paid in thirty days", "97%", "95%", "96%", "94%", "G"),
        pitch=10,
    )  # fmt: skip
    assert lines_of(cells.read()) == [
        "Calls answered in time; amber - -; a@2022-03=607 t@2022-03=586 a@2021/22=733 t@2021/22=798",
        "Homes let within a month; red - -; a@2022-03=41 t@2022-03=39 a@2021/22=45 t@2021/22=43",
        "Missed bins for each 1,000; green - -; a@2022-03=2.1 t@2022-03=1.8 a@2021/22=1.9 t@2021/22=1.7",
        "Invoices paid in thirty days; green - -; a@2022-03=97 t@2022-03=95 a@2021/22=96 t@2021/22=94",
    ]


def test_a_year_that_reaches_over_the_border_above_it_is_its_cells(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 196, 226, 252, 340, 390)
    cells.left(36, 50, "Corporate Scorecard Q2 2022/23", bold=True)
    cells.left(170, 88, "2021/2~2", bold=True)
    cells.left(226, 88, "2022/2~3", bold=True)
    cells.header(102, edges, "Measure", "Target", "Actual", "Target", "Actual", "RAG")
    cells.rows(102, edges, *((name, *values[:4], rag) for name, *values, rag in ROWS))
    # an empty row above the header is printed with its lines, too
    cells.paper.grid(edges, [61.0 + 14 * number for number in range(8)], "000000")
    assert lines_of(cells.read())[:2] == [
        "Calls answered in time; green - -; t@2021/22=86 p@2021/22=85 t@2022/23=91 a@2022/23=88",
        "Homes let within a month; red - -; t@2021/22=41 p@2021/22=39 t@2022/23=45 a@2022/23=43",
    ]


def test_a_quarter_over_its_names_level_with_the_tables_heading(tmp_path: Path) -> None:
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 220, 256, 306, 356)
    cells.left(36, 50, "Corporate Scorecard Q1 2023/24", bold=True)
    cells.left(36, 78, "Further indicators", bold=True)
    cells.left(220, 88, "Q1 ~2023/24", bold=True)
    cells.header(102, edges, "Measure", "2022/23 ~Actual", "Target", "Actual", "RAG")
    cells.rows(102, edges, *((name, *values[:3], rag) for name, *values, rag in ROWS))
    assert lines_of(cells.read())[:2] == [
        "Calls answered in time; green - -; p@2022/23=86 t@2023/24 Q1=85 a@2023/24 Q1=91",
        "Homes let within a month; red - -; p@2022/23=41 t@2023/24 Q1=39 a@2023/24 Q1=45",
    ]


def test_a_name_at_the_head_of_its_cell_is_of_the_header_below(tmp_path: Path) -> None:
    """ "Rated" stands at the head, the other names at the foot; a measure over a result and a
    target."""
    cells = Cells(Print(tmp_path / "p.pdf", size=SIZE))
    edges = (36, 170, 215, 260, 310)
    cells.left(36, 50, "Corporate Scorecard Quarter 1 2023/24", bold=True)
    cells.left(260, 90, "Rated", bold=True)
    cells.header(96, edges, "Metric", "", "Q1")
    for number, (name, target, actual, *_, rag) in enumerate(ROWS):
        foot = 110 + 28 * number
        cells.left(36, foot + 7, name)
        cells.left(170, foot, "Actual")
        cells.left(170, foot + 14, "Target")
        cells.right(260, foot, actual)
        cells.right(260, foot + 14, target)
        cells.left(260, foot + 14, rag)
    found = lines_of(cells.read())
    (page,) = read_pdf(cells.paper.path)
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    assert grid.texts()[0] == ["Metric", "", "Q1", "Rated"]
    assert found[:2] == [
        "Calls answered in time; green - -; a@2023/24 Q1=85 t@2023/24 Q1=86",
        "Homes let within a month; red - -; a@2023/24 Q1=39 t@2023/24 Q1=41",
    ]
