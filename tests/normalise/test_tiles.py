"""Cells and text boxes that each hold a whole measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grids import read_blocks
from tests.word.making import make_word
from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid, Paragraph
from xlscorecard.model.scorecard import Rag, Role, Scorecard, Trend
from xlscorecard.pipeline import read_scorecard

PALE = {"g": Rgb(198, 239, 206), "a": Rgb(255, 235, 156), "r": Rgb(255, 199, 206), "": None}


def read(*texts: str, colours: str = "") -> Scorecard:
    cells = tuple(
        Cell(n // 2, n % 2, text=text, fill=PALE[colours[n : n + 1]], marks=glyph_marks(text))
        for n, text in enumerate(texts)
    )
    return read_blocks(
        Paragraph("Dashboard Quarter 3 2024/25", level=1), Grid(len(texts) // 2, 2, cells)
    )


def said(scorecard: Scorecard) -> list[tuple[str, dict[Role, str]]]:
    return [(r.title, {o.role: o.raw for o in r.observations}) for r in scorecard.records]


@pytest.mark.parametrize(
    "tiles",
    [
        ("Calls answered\n88%\nTarget: 85%", "Waste recycled\n46%\nTarget: 50%"),
        ("88%\nCalls answered\nTarget 85%", "46%\nWaste recycled\nTarget 50%"),
        ("Calls answered\nActual\n88%\nTarget\n85%", "Waste recycled\nActual\n46%\nTarget\n50%"),
        ("Calls answered\n88%\nActual\n85%\nTarget", "Waste recycled\n46%\nActual\n50%\nTarget"),
        ("Calls answered\nActual 88% Target 85%", "Waste recycled\nActual 46% Target 50%"),
    ],
)
def test_a_cell_is_a_measure(tiles: tuple[str, ...]) -> None:
    assert said(read(*tiles)) == [
        ("Calls answered", {Role.ACTUAL: "88%", Role.TARGET: "85%"}),
        ("Waste recycled", {Role.ACTUAL: "46%", Role.TARGET: "50%"}),
    ]


def test_a_name_that_begins_with_a_figure() -> None:
    scorecard = read("101 calls abandoned\n9.8%\nTarget: 10%", "Waste recycled\n46%\nTarget: 50%")
    assert said(scorecard) == [
        ("101 calls abandoned", {Role.ACTUAL: "9.8%", Role.TARGET: "10%"}),
        ("Waste recycled", {Role.ACTUAL: "46%", Role.TARGET: "50%"}),
    ]


def test_a_colon_parts_last_years_figure_from_its_name() -> None:
    scorecard = read(
        "Council tax collected\n57.3%\nTarget: 58.0%\nQ3 last year: 57.9%",
        "Homeless in B&B\n34\nTarget: 20\nQ3 last year: 27",
    )
    assert [[(o.role, o.period, o.raw) for o in r.observations] for r in scorecard.records] == [
        [
            (Role.ACTUAL, "2024/25 Q3", "57.3%"),
            (Role.TARGET, "2024/25", "58.0%"),
            (Role.PREVIOUS, "2023/24 Q3", "57.9%"),
        ],
        [
            (Role.ACTUAL, "2024/25 Q3", "34"),
            (Role.TARGET, "2024/25", "20"),
            (Role.PREVIOUS, "2023/24 Q3", "27"),
        ],
    ]


def test_rating_and_trend_of_a_tile() -> None:
    scorecard = read(
        "Calls answered\n88% ▲\nTarget 85%\nGreen", "Waste recycled\n46% ▼\nTarget 50%\nRed"
    )
    assert [(r.rag, r.trend) for r in scorecard.records] == [
        (Rag.GREEN, Trend.UP), (Rag.RED, Trend.DOWN),
    ]  # fmt: skip


def test_a_name_over_two_lines_is_whole() -> None:
    scorecard = read(
        "Invoices paid within\n30 days\n94%\nTarget: 96%", "Homes\ncompleted\n118\nTarget: 240",
        colours="ar",
    )  # fmt: skip
    assert said(scorecard) == [
        ("Invoices paid within 30 days", {Role.ACTUAL: "94%", Role.TARGET: "96%"}),
        ("Homes completed", {Role.ACTUAL: "118", Role.TARGET: "240"}),
    ]


def test_a_cell_among_tiles_that_is_none_is_told() -> None:
    scorecard = read(
        "Calls answered\n88%\nTarget: 85%", "Waste recycled\n46%\nTarget: 50%",
        "Homes decided\n71%\nTarget: 95%", "12 complaints\n7 compliments",
    )  # fmt: skip
    assert len(scorecard.records) == 3
    assert [f.code for f in scorecard.findings] == ["row-without-title"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Contact us\n01234 567890", "Opening hours\n9 to 5"),
        ("Leader\nCllr Ann Smith", "Deputy\nCllr Raj Patel"),
        ("Measure", "Target"),
    ],
)
def test_boxes_that_measure_nothing(texts: tuple[str, ...]) -> None:
    assert read(*texts).records == ()


def box(title: str, figure: str, target: str, fill: str) -> str:
    lines = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (title, figure, target))
    return (
        "<w:p><w:r><w:drawing><wp:anchor><wp:extent cx='2880000' cy='1400000'/>"
        "<a:graphic><a:graphicData><wps:wsp><wps:spPr>"
        f"<a:prstGeom prst='rect'/><a:solidFill><a:srgbClr val='{fill}'/></a:solidFill>"
        f"</wps:spPr><wps:txbx><w:txbxContent>{lines}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def test_text_boxes_of_a_word_paper_are_tiles(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>Dashboard Quarter 3 2024/25</w:t></w:r></w:p>" + "".join(
        (
            box("Calls answered", "88%", "Target: 85%", "C6EFCE"),
            box("Waste recycled", "46%", "Target: 50%", "FFEB9C"),
            box("Homes decided", "71%", "Target: 95%", "FFC7CE"),
        )
    )
    scorecard = read_scorecard(make_word(tmp_path / "paper.docx", body))
    assert [(r.title, r.rag) for r in scorecard.records] == [
        ("Calls answered", Rag.GREEN), ("Waste recycled", Rag.AMBER), ("Homes decided", Rag.RED),
    ]  # fmt: skip


def test_a_rating_at_the_end_of_a_line_of_figures_rates() -> None:
    scorecard = read(
        "Calls answered\nTarget: 85% Actual: 88% RAG: Green Trend: Improving",
        "Waste recycled\nTarget: 50% Actual: 46% RAG: Red Trend: Declining",
    )
    assert [
        (r.title, r.rag, r.trend, [o.raw for o in r.observations]) for r in scorecard.records
    ] == [
        ("Calls answered", Rag.GREEN, Trend.IMPROVING, ["85%", "88%"]),
        ("Waste recycled", Rag.RED, Trend.DECLINING, ["50%", "46%"]),
    ]


def test_a_box_without_a_cell_between_tiles_is_passed_over() -> None:
    figures = [("Calls answered", "88%"), ("Bins missed", "12"), ("Visits made", "401")]
    boxes = [
        Grid(1, 1, (Cell(0, 0, text=f"{name}\n{figure}\nTarget: 90"),), ruling="tiles")
        for name, figure in figures
    ]
    scorecard = read_blocks(*boxes, Grid(1, 1, (), ruling="tiles"))
    assert [(r.title, r.observations[0].raw) for r in scorecard.records] == figures
