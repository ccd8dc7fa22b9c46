# ruff: noqa: E501
"""Worksheets too wide for the paper, printed over several pages: what a page holds of the rows of
another is read beside it, whatever page it is on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.unseen.paper import said
from tests.unseen.prints import Print
from xlscorecard.model.scorecard import Role, Scorecard
from xlscorecard.pipeline import read_scorecard
from xlscorecard.tables.lines.values import is_plain_figure

SIZE = 8.0
TITLE = "Corporate Scorecard Quarter 2 2023/24"
NAMES = (
    "Calls answered in time",
    "Homes let within a month",
    "Missed bins for each 1,000",
    "Invoices paid in thirty days",
    "Agency spend of the year",
)
# Of another table beside the first.
OTHERS = (
    "Visits to leisure centres",
    "Trees planted in the year",
    "Books lent by the libraries",
    "Potholes filled in 28 days",
    "Gas safety checks in time",
)
# The sheet's rows are of different heights: a remark has several lines.
FOOTS = (92.0, 106.0, 138.0, 152.0, 196.0, 210.0)


@dataclass
class WideSheet:
    """Pages of a worksheet: words begin, and figures end, a point within their cells' edges."""

    path: Path
    paper: Print = field(init=False)

    def __post_init__(self) -> None:
        self.paper = Print(self.path, size=SIZE)
        self.paper.paper.setCreator("Calc")

    def row(self, foot: float, edges: tuple[float, ...], *texts: str) -> None:
        """Texts that stand on the foot of their row, each between two of the edges."""
        for (x, end), text in zip(pairwise(edges), texts, strict=True):
            if is_plain_figure(text):
                self.paper.text(-(end - 1), foot - SIZE - 3, text)
            elif text:
                self.paper.text(x + 1, foot - SIZE - 3, text, bold=foot == FOOTS[0])

    def column(self, edges: tuple[float, ...], *rows: tuple[str, ...]) -> None:
        for foot, row in zip(FOOTS, rows, strict=True):
            self.row(foot, edges, *row)

    def title(self) -> None:
        self.paper.text(37, 40, TITLE, bold=True)

    def clipped(
        self, box: tuple[float, float, float, float], x: float, foot: float, text: str
    ) -> None:
        """A bold text of which only what stands in a box shows: x0, top, x1, bottom."""
        canvas = self.paper.paper
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(box[0], self.paper.height - box[3], box[2] - box[0], box[3] - box[1])
        canvas.clipPath(clip, stroke=0)
        self.paper.text(x, foot - SIZE - 3, text, bold=True)
        canvas.restoreState()

    def read(self) -> Scorecard:
        self.paper.paper.save()
        return read_scorecard(self.path)


def lines_of(scorecard: Scorecard) -> list[str]:
    return said(scorecard).splitlines()


def test_a_page_of_names_alone_and_a_page_of_their_figures(tmp_path: Path) -> None:
    """What tells the rows is the heights alone: no value is quite sure."""
    sheet = WideSheet(tmp_path / "p.pdf")
    sheet.title()
    sheet.column((36, 200), ("Measure",), *((name,) for name in NAMES))
    sheet.paper.page()
    sheet.column(
        (36, 86, 136, 196),
        ("Target", "Actual", "RAG"),
        ("90%", "86%", "Amber"),
        ("44", "41", "Green"),
        ("2.0", "2.4", "Red"),
        ("95%", "97%", "Green"),
        ("7.2%", "7.7%", "Red"),
    )
    read = sheet.read()
    assert lines_of(read) == [
        "Calls answered in time; amber - -; t@2023/24=90 a@2023/24 Q2=86",
        "Homes let within a month; green - -; t@2023/24=44 a@2023/24 Q2=41",
        "Missed bins for each 1,000; red - -; t@2023/24=2.0 a@2023/24 Q2=2.4",
        "Invoices paid in thirty days; green - -; t@2023/24=95 a@2023/24 Q2=97",
        "Agency spend of the year; red - -; t@2023/24=7.2 a@2023/24 Q2=7.7",
    ]
    values = [one for record in read.records for one in record.observations]
    assert {one.page for one in values} == {2}
    assert all(one.confidence < 0.9 for one in values)


def test_down_then_over_with_print_titles_of_codes_and_rows_on_a_last_page(
    tmp_path: Path,
) -> None:
    """Pages 1 and 2 hold the first columns, pages 3 and 4 the others: the codes tell whose."""
    sheet = WideSheet(tmp_path / "p.pdf")
    first, further = (36, 76, 240, 290), (36, 76, 126, 186)
    codes = ("C1", "C2", "C3", "C4", "C5")
    targets = ("90%", "44", "2.0", "95%", "7.2%")
    actuals = ("86%", "41", "2.4", "97%", "7.7%")
    ratings = ("Amber", "Green", "Red", "Green", "Red")
    sheet.title()
    sheet.column(first, ("Ref", "Measure", "Target"), *zip(codes, NAMES, targets, strict=True))
    sheet.paper.page()
    sheet.row(92, first, "C6", "Books lent by the libraries", "61.5")
    sheet.row(106, first, "C7", "Trees planted in the year", "250")
    sheet.row(138, first, "C8", "Visits to leisure centres", "10,200")
    sheet.paper.page()
    sheet.title()
    sheet.column(further, ("Ref", "Actual", "RAG"), *zip(codes, actuals, ratings, strict=True))
    sheet.paper.page()
    sheet.row(92, further, "C6", "54.2", "Red")
    sheet.row(106, further, "C7", "310", "Green")
    sheet.row(138, further, "C8", "9,870", "Amber")
    read = sheet.read()
    assert lines_of(read) == [
        "C1 Calls answered in time; amber - -; t@2023/24=90 a@2023/24 Q2=86",
        "C2 Homes let within a month; green - -; t@2023/24=44 a@2023/24 Q2=41",
        "C3 Missed bins for each 1,000; red - -; t@2023/24=2.0 a@2023/24 Q2=2.4",
        "C4 Invoices paid in thirty days; green - -; t@2023/24=95 a@2023/24 Q2=97",
        "C5 Agency spend of the year; red - -; t@2023/24=7.2 a@2023/24 Q2=7.7",
        "C6 Books lent by the libraries; red - -; t@2023/24=61.5 a@2023/24 Q2=54.2",
        "C7 Trees planted in the year; green - -; t@2023/24=250 a@2023/24 Q2=310",
        "C8 Visits to leisure centres; amber - -; t@2023/24=10200 a@2023/24 Q2=9870",
    ]
    results = [record.observation(Role.ACTUAL) for record in read.records]
    assert [one.page for one in results if one is not None] == [3] * 5 + [4] * 3


def test_a_header_merged_over_the_edge_of_a_page(tmp_path: Path) -> None:
    """Its text is printed on both pages, each of which shows a part of it; on the second one its
    first word is out of sight."""
    sheet = WideSheet(tmp_path / "p.pdf")
    canvas = sheet.paper
    edges, further = (36, 70, 200, 250, 300), (36, 70, 120, 170, 220, 270)
    codes = ("C1", "C2", "C3", "C4", "C5")
    sheet.title()
    sheet.clipped((200, 60, 300, 214), 262, 78, "2023/24 Targets")
    sheet.column(
        edges,
        ("Ref", "Measure", "Q1", "Q2"),
        *zip(
            codes, NAMES,
            ("88%", "40", "2.0", "93%", "7.0%"), ("89%", "42", "1.9", "94%", "7.1%"),
            strict=True,
        ),
    )  # fmt: skip
    for x in edges:
        canvas.upright(x, 67 if x < 250 else 81, 210, "000000")
    for top in (67, 81, *FOOTS):
        canvas.rule(36, top, 300, "000000")
    canvas.page()
    sheet.title()
    sheet.clipped((70, 60, 270, 214), 32, 78, "2023/24 Targets")
    canvas.text(171, 67, "2023/24 Actuals", bold=True)
    sheet.column(
        further,
        ("Ref", "Q3", "Q4", "Q1", "Q2"),
        *zip(
            codes,
            ("90%", "44", "1.8", "95%", "7.2%"), ("91%", "46", "1.7", "96%", "7.3%"),
            ("86%", "41", "2.4", "97%", "7.7%"), ("87%", "43", "2.5", "98%", "7.8%"),
            strict=True,
        ),
    )  # fmt: skip
    for x in further:
        canvas.upright(x, 67 if x in (36, 70, 170, 270) else 81, 210, "000000")
    for top in (67, 81, *FOOTS):
        canvas.rule(36, top, 270, "000000")
    assert lines_of(sheet.read())[:2] == [
        "C1 Calls answered in time; - - -; t@2023/24 Q1=88 t@2023/24 Q2=89 t@2023/24 Q3=90 t@2023/24 Q4=91 a@2023/24 Q1=86 a@2023/24 Q2=87",
        "C2 Homes let within a month; - - -; t@2023/24 Q1=40 t@2023/24 Q2=42 t@2023/24 Q3=44 t@2023/24 Q4=46 a@2023/24 Q1=41 a@2023/24 Q2=43",
    ]


def test_a_second_table_that_begins_a_page_is_parted_from_the_first(tmp_path: Path) -> None:
    """The empty column between both was the last one of the page before."""
    sheet = WideSheet(tmp_path / "p.pdf")
    sheet.title()
    sheet.column(
        (36, 70, 200, 250, 300),
        ("Ref", "Measure", "Target", "Actual"),
        ("C1", NAMES[0], "90%", "86%"),
        ("C2", NAMES[1], "44", "41"),
        ("C3", NAMES[2], "2.0", "2.4"),
        ("C4", NAMES[3], "95%", "97%"),
        ("C5", NAMES[4], "7.2%", "7.7%"),
    )
    sheet.paper.page()
    sheet.title()
    sheet.column(
        (36, 70, 200, 250, 300),
        ("Ref", "Indicator", "Target", "Actual"),
        ("C1", OTHERS[0], "10,200", "9,870"),
        ("C2", OTHERS[1], "250", "310"),
        ("C3", OTHERS[2], "61.5", "54.2"),
        ("C4", OTHERS[3], "88%", "92%"),
        ("C5", OTHERS[4], "100%", "99%"),
    )
    assert [line.split("; - - -; ")[1] for line in lines_of(sheet.read())] == [
        "t@2023/24=90 a@2023/24 Q2=86",
        "t@2023/24=44 a@2023/24 Q2=41",
        "t@2023/24=2.0 a@2023/24 Q2=2.4",
        "t@2023/24=95 a@2023/24 Q2=97",
        "t@2023/24=7.2 a@2023/24 Q2=7.7",
        "t@2023/24=10200 a@2023/24 Q2=9870",
        "t@2023/24=250 a@2023/24 Q2=310",
        "t@2023/24=61.5 a@2023/24 Q2=54.2",
        "t@2023/24=88 a@2023/24 Q2=92",
        "t@2023/24=100 a@2023/24 Q2=99",
    ]


def test_further_rows_of_the_same_columns_are_none_beside(tmp_path: Path) -> None:
    """Each page of rows has the header: they are below each other, whatever their heights."""
    sheet = WideSheet(tmp_path / "p.pdf")
    edges = (36, 200, 250, 300)
    head = ("Measure", "Target", "Actual")
    sheet.title()
    sheet.column(
        edges,
        head,
        (NAMES[0], "90%", "86%"),
        (NAMES[1], "44", "41"),
        (NAMES[2], "2.0", "2.4"),
        (NAMES[3], "95%", "97%"),
        (NAMES[4], "7.2%", "7.7%"),
    )
    sheet.paper.page()
    sheet.title()
    sheet.column(
        edges,
        head,
        ("Visits to leisure centres", "10,200", "9,870"),
        ("Trees planted in the year", "250", "310"),
        ("Books lent by the libraries", "61.5", "54.2"),
        ("Potholes filled in 28 days", "88%", "92%"),
        ("Gas safety checks in time", "100%", "99%"),
    )
    assert lines_of(sheet.read())[4:6] == [
        "Agency spend of the year; - - -; t@2023/24=7.2 a@2023/24 Q2=7.7",
        "Visits to leisure centres; - - -; t@2023/24=10200 a@2023/24 Q2=9870",
    ]


def test_references_alone_on_the_page_before_their_names(tmp_path: Path) -> None:
    """The second table's references end a page, its names begin the next; print titles repeat the
    names of the first table beside both."""
    sheet = WideSheet(tmp_path / "p.pdf")
    names = ("Measure", *NAMES)
    columns = (
        ("Target", "90%", "44", "2.0", "95%", "7.2%"),
        ("Actual", "86%", "41", "2.4", "97%", "7.7%"),
        ("Ref", "C1", "C2", "C3", "C4", "C5"),
        ("Indicator", *OTHERS),
        ("Target", "10,200", "250", "61.5", "88%", "100%"),
        ("Actual", "9,870", "310", "54.2", "92%", "99%"),
    )
    for first, second, edges in (
        (0, 1, (36, 200, 250, 300)),
        (2, 2, (36, 200, 240)),
        (3, 3, (36, 200, 340)),
        (4, 5, (36, 200, 260, 310)),
    ):
        sheet.title()
        sheet.column(edges, *zip(names, *columns[first : second + 1], strict=True))
        sheet.paper.page()
    assert lines_of(sheet.read()) == [
        "Calls answered in time; - - -; t@2023/24=90 a@2023/24 Q2=86",
        "Homes let within a month; - - -; t@2023/24=44 a@2023/24 Q2=41",
        "Missed bins for each 1,000; - - -; t@2023/24=2.0 a@2023/24 Q2=2.4",
        "Invoices paid in thirty days; - - -; t@2023/24=95 a@2023/24 Q2=97",
        "Agency spend of the year; - - -; t@2023/24=7.2 a@2023/24 Q2=7.7",
        "C1 Visits to leisure centres; - - -; t@2023/24=10200 a@2023/24 Q2=9870",
        "C2 Trees planted in the year; - - -; t@2023/24=250 a@2023/24 Q2=310",
        "C3 Books lent by the libraries; - - -; t@2023/24=61.5 a@2023/24 Q2=54.2",
        "C4 Potholes filled in 28 days; - - -; t@2023/24=88 a@2023/24 Q2=92",
        "C5 Gas safety checks in time; - - -; t@2023/24=100 a@2023/24 Q2=99",
    ]


def test_names_at_the_head_of_cells_with_figures_at_the_foot_on_a_page_without_a_header(
    tmp_path: Path,
) -> None:
    """No line of the second page has a name and a figure: nothing but the white between them tells
    that they are two columns."""
    sheet = WideSheet(tmp_path / "p.pdf")
    edges = (36, 200, 250, 300, 340, 420)
    sheet.title()
    sheet.column(
        edges,
        ("Measure", "Target", "Actual", "RAG", "Comments"),
        (NAMES[0], "90%", "86%", "Amber", ""),
        (NAMES[1], "44", "41", "Green", "On track."),
        (NAMES[2], "2.0", "2.4", "Red", "Data lag."),
        (NAMES[3], "95%", "97%", "Green", ""),
        (NAMES[4], "7.2%", "7.7%", "Red", "On track."),
    )
    sheet.paper.page()
    rows = (
        (60, "Visits to leisure centres", "10,200", "9,870", "Amber"),
        (104, "Trees planted in the year", "250", "310", "Green"),
        (148, "Books lent by the libraries", "61.5", "54.2", "Red"),
    )
    for top, name, target, actual, rating in rows:
        sheet.paper.text(37, top, name)
        sheet.paper.text(341, top, "Seasonal ~demand was ~higher.")
        sheet.row(top + 42, edges, "", target, actual, rating, "")
    assert lines_of(sheet.read())[5:] == [
        "Visits to leisure centres; amber - -; t@2023/24=10200 a@2023/24 Q2=9870",
        "Trees planted in the year; green - -; t@2023/24=250 a@2023/24 Q2=310",
        "Books lent by the libraries; red - -; t@2023/24=61.5 a@2023/24 Q2=54.2",
    ]


def test_wards_of_measures_in_percent_and_others_beside_the_whole(tmp_path: Path) -> None:
    """A ward that lacks a value of a count has more shares than others: it is no result for
    that."""
    sheet = WideSheet(tmp_path / "p.pdf")
    edges = (36, 200, 250, 300, 340, 410, 460)
    sheet.title()
    sheet.column(
        edges,
        ("Measure", "St Mary's", "Oakham", "Wenbury", "Borough total", "Target"),
        (NAMES[0], "82%", "86%", "81%", "84%", "90%"),
        (NAMES[1], "44", "n/a", "40", "42", "n/a"),
        (NAMES[2], "2.0", "n/a", "2.2", "2.1", "1.9"),
        (NAMES[3], "95%", "97%", "96%", "96%", "95%"),
        (NAMES[4], "310", "298", "305", "304", "n/a"),
    )
    for x in edges:
        sheet.paper.upright(x, 79, 210, "000000")
    for top in (79, *FOOTS):
        sheet.paper.rule(36, top, 460, "000000")
    results = [record.observation(Role.ACTUAL) for record in sheet.read().records]
    assert [(one.column, one.raw) for one in results if one is not None] == [
        ("Borough total", "84%"),
        ("Borough total", "42"),
        ("Borough total", "2.1"),
        ("Borough total", "96%"),
        ("Borough total", "304"),
    ]


def test_a_page_of_ratings_alone(tmp_path: Path) -> None:
    """Of the last rows the further page has nothing but titles and colours."""
    sheet = WideSheet(tmp_path / "p.pdf")
    edges, further = (36, 200, 240, 290, 340), (36, 200, 250, 310)
    sheet.title()
    sheet.column(
        edges,
        ("Measure", "Good is", "Target", "Actual"),
        (NAMES[0], "High", "90%", "86%"),
        (NAMES[1], "Low", "44", "41"),
        (NAMES[2], "Low", "2.0", "2.4"),
        (NAMES[3], "High", "95%", "97%"),
        (NAMES[4], "Low", "7.2%", "7.7%"),
    )
    sheet.paper.page()
    rows = (
        ("Visits to leisure centres", "High", "10,200", "9,870"),
        ("Trees planted in the year", "High", "250", "310"),
        ("Books lent by the libraries", "High", "61.5", "54.2"),
    )
    for foot, row in zip((60.0, 74.0, 106.0), rows, strict=True):
        sheet.row(foot, edges, *row)
    sheet.paper.page()
    green, amber, red = "00b050", "ffc000", "ff0000"
    sheet.title()
    sheet.row(FOOTS[0], further, "Measure", "", "RAG")
    for name, foot, top, colour in zip(
        NAMES, FOOTS[1:], FOOTS, (amber, green, red, green, red), strict=False
    ):
        sheet.row(foot, further, name, "", "")
        sheet.paper.fill(250, top, 310, foot, colour)
    sheet.paper.page()
    for row, top, foot, colour in zip(
        rows, (46.0, 60.0, 74.0), (60.0, 74.0, 106.0), (amber, green, red), strict=True
    ):
        sheet.row(foot, further, row[0], "", "")
        sheet.paper.fill(250, top, 310, foot, colour)
    assert lines_of(sheet.read()) == [
        "Calls answered in time; amber - higher; t@2023/24=90 a@2023/24 Q2=86",
        "Homes let within a month; green - lower; t@2023/24=44 a@2023/24 Q2=41",
        "Missed bins for each 1,000; red - lower; t@2023/24=2.0 a@2023/24 Q2=2.4",
        "Invoices paid in thirty days; green - higher; t@2023/24=95 a@2023/24 Q2=97",
        "Agency spend of the year; red - lower; t@2023/24=7.2 a@2023/24 Q2=7.7",
        "Visits to leisure centres; amber - higher; t@2023/24=10200 a@2023/24 Q2=9870",
        "Trees planted in the year; green - higher; t@2023/24=250 a@2023/24 Q2=310",
        "Books lent by the libraries; red - higher; t@2023/24=61.5 a@2023/24 Q2=54.2",
    ]


def test_rows_below_each_other_with_a_last_page_of_one_row(tmp_path: Path) -> None:
    """A page of one row has few edges of columns to tell that it goes on below."""
    sheet = WideSheet(tmp_path / "p.pdf")
    names, figures = (36, 200, 250), (36, 86, 136)
    good = ("High", "Low", "Low", "High", "Low")
    sheet.title()
    sheet.column(names, ("Measure", "Good is"), *zip(NAMES, good, strict=True))
    sheet.paper.page()
    sheet.row(60, names, "Trees planted in the year", "High")
    sheet.paper.page()
    sheet.column(
        figures,
        ("Target", "Actual"),
        *zip(("90%", "44", "2.0", "95%", "7.2%"), ("86%", "41", "2.4", "97%", "7.7%"), strict=True),
    )
    sheet.paper.page()
    sheet.row(60, figures, "250", "310")
    read = sheet.read()
    assert lines_of(read)[:1] + lines_of(read)[4:] == [
        "Calls answered in time; - - higher; t@2023/24=90 a@2023/24 Q2=86",
        "Agency spend of the year; - - lower; t@2023/24=7.2 a@2023/24 Q2=7.7",
    ]
    assert any("310" in finding.message for finding in read.findings)


def test_a_header_of_more_lines_than_its_row_holds_no_row_below_it(tmp_path: Path) -> None:
    """The last line of a name stands beside the first row's figures; paint shows where the header
    ends."""
    sheet = WideSheet(tmp_path / "p.pdf")
    edges = (36, 200, 250, 300, 326)
    sheet.paper.fill(36, 78, 326, 99, "d9e2f3")
    sheet.title()
    for x, name in zip(edges, ("Measure", "Target ", "Actual "), strict=False):
        sheet.paper.text(x + 1, 80, f"{name}~Q2" if name.endswith(" ") else name, bold=True)
    sheet.paper.text(301, 80, "Perfor~manc~e", bold=True)
    rows = (
        (NAMES[0], "24.2", "31.6", ""),
        (NAMES[1], "44", "41", ""),
        (NAMES[2], "2.0", "2.4", ""),
        (NAMES[3], "95%", "97%", ""),
    )
    for number, row in enumerate(rows):
        sheet.row(111.0 + 14 * number, edges, *row)
    first, *_ = lines_of(sheet.read())
    assert first.partition(" a@2023/24 Q2=?")[:1] == (
        "Calls answered in time; - - -; t@2023/24 Q2=24.2 a@2023/24 Q2=31.6",
    )


def test_the_quarter_and_the_year_so_far_of_targets_and_of_results(tmp_path: Path) -> None:
    sheet = WideSheet(tmp_path / "p.pdf")
    edges = (36, 200, 250, 300, 350, 400)
    for x, name in ((200, "Target"), (300, "Actual")):
        sheet.paper.text(x + 1, 67, name, bold=True)
    sheet.title()
    sheet.column(
        edges,
        ("Measure", "Quarter", "YTD", "Quarter", "YTD"),
        (NAMES[0], "90%", "91%", "86%", "87%"),
        (NAMES[1], "44", "45", "41", "42"),
        (NAMES[2], "2.0", "2.1", "2.4", "2.5"),
        (NAMES[3], "95%", "94%", "97%", "96%"),
        (NAMES[4], "7.2%", "7.1%", "7.7%", "7.6%"),
    )
    for x in edges:
        sheet.paper.upright(x, 64 if x in (36, 200, 300, 400) else 80, 210, "000000")
    for top in (64, 80, *FOOTS):
        sheet.paper.rule(36, top, 400, "000000")
    first = sheet.read().records[0]
    assert [(one.role, one.raw) for one in first.observations] == [
        (Role.TARGET, "90%"),
        (Role.TARGET, "91%"),
        (Role.ACTUAL, "86%"),
        (Role.ACTUAL, "87%"),
    ]


def test_print_titles_with_a_column_of_figures_beside_a_note(tmp_path: Path) -> None:
    """The titles stand on each page: their figures are no further values, though nothing but a note
    stands beside them, in none of their rows."""
    sheet = WideSheet(tmp_path / "p.pdf")
    edges = (36, 200, 250, 300)
    targets = ("Target", "90%", "44", "2.0", "95%", "7.2%")
    names = ("Measure", *NAMES)
    sheet.title()
    sheet.column(
        edges, *zip(names, targets, ("Actual", "86%", "41", "2.4", "97%", "7.7%"), strict=True)
    )
    sheet.paper.page()
    sheet.title()
    sheet.column(edges[:3], *zip(names, targets, strict=True))
    sheet.paper.text(251, 84, "Notes")
    sheet.paper.text(251, 98, "Figures are provisional.")
    assert lines_of(sheet.read()) == [
        "Calls answered in time; - - -; t@2023/24=90 a@2023/24 Q2=86",
        "Homes let within a month; - - -; t@2023/24=44 a@2023/24 Q2=41",
        "Missed bins for each 1,000; - - -; t@2023/24=2.0 a@2023/24 Q2=2.4",
        "Invoices paid in thirty days; - - -; t@2023/24=95 a@2023/24 Q2=97",
        "Agency spend of the year; - - -; t@2023/24=7.2 a@2023/24 Q2=7.7",
    ]
