"""Dashboards whose measures stand in boxes apart from each other."""

from __future__ import annotations

from dataclasses import replace

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Document, Grid
from xlscorecard.model.page import Edge, Fill, Page, Word
from xlscorecard.model.scorecard import Rag, Role, Scorecard
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks

GREEN, AMBER, RED, GREY = Rgb(0, 176, 80), Rgb(255, 192, 0), Rgb(255, 0, 0), Rgb(238, 238, 238)
TILES = (
    ("Calls answered", "88.2%", "Target: 85%", GREEN, Rag.GREEN),
    ("Waste recycled", "46.1%", "Target: 50%", AMBER, Rag.AMBER),
    ("Homes decided", "71.4%", "Target: 95%", RED, Rag.RED),
    ("Tax collected", "97.9%", "Target: 97.5%", GREEN, Rag.GREEN),
)


def boxes(width: float = 200.0) -> list[BBox]:
    places = ((40.0, 100.0), (260.0, 100.0), (40.0, 200.0), (260.0, 200.0))
    return [BBox(x, y, x + width, y + 80) for x, y in places]


def frame(box: BBox) -> list[Edge]:
    x0, top, x1, bottom = box
    return [
        *(Edge(x0, y, x1, y) for y in (top, bottom)),
        *(Edge(x, top, x, bottom) for x in (x0, x1)),
    ]


def page(
    *, title: str = "Dashboard Quarter 3 2024/25", lines: int = 3, fills: bool = False,
    bands: bool = False, extra: list[Word] | None = None,
) -> Page:  # fmt: skip
    words = [*words_of(title, 40, 40), *(extra or [])]
    painted: list[Fill] = []
    edges: list[Edge] = []
    for box, (*texts, colour, _) in zip(boxes(), TILES, strict=True):
        for number, text in enumerate(texts[:lines]):
            words += words_of(text, box.x0 + 12, box.top + 12 + 20 * number)
        if fills:
            painted.append(Fill(box, colour))
        elif bands:
            painted += [
                Fill(box, GREY),
                Fill(BBox(box.x0, box.top, box.x0 + 6, box.bottom), colour),
            ]
        else:
            edges += frame(box)
    return Page(1, 595.0, 842.0, tuple(words), edges=tuple(edges), fills=tuple(painted))


def read(page: Page) -> Scorecard:
    return normalise(Document("paper.pdf", find_blocks(page), 1), sha256="0" * 64)


def test_each_box_is_a_measure_with_its_result_and_its_target() -> None:
    scorecard = read(page())
    assert [record.title for record in scorecard.records] == [tile[0] for tile in TILES]
    said = [[(o.role, o.raw, o.period) for o in r.observations] for r in scorecard.records]
    assert said[0] == [
        (Role.ACTUAL, "88.2%", "2024/25 Q3"), (Role.TARGET, "85%", "2024/25"),
    ]  # fmt: skip
    assert [record.rag for record in scorecard.records] == [None] * 4


def test_the_colour_of_a_box_or_of_the_band_at_its_side_is_its_rating() -> None:
    for drawn in (page(fills=True), page(bands=True)):
        assert [record.rag for record in read(drawn).records] == [tile[-1] for tile in TILES]


def test_a_figure_that_nothing_names_is_this_periods_or_nobodys() -> None:
    dated = read(page(lines=2, fills=True))
    assert [str(r.observations[0].quantity.value) for r in dated.records] == [
        "88.2", "46.1", "71.4", "97.9",
    ]  # fmt: skip
    undated = read(page(lines=2, fills=True, title="How we are doing"))
    assert [r.observations[0].quantity.value for r in undated.records] == [None] * 4
    assert [f.code for f in undated.findings] == ["value-unnamed"] * 4


def test_boxes_with_texts_beside_them_are_no_tiles() -> None:
    beside = words_of("a remark on the tile", 480, 130)
    assert not any(
        isinstance(b, Grid) and b.ruling == "tiles" for b in find_blocks(page(extra=beside))
    )


def test_cells_of_a_table_that_touch_are_no_tiles() -> None:
    words: list[Word] = []
    edges: list[Edge] = []
    for number, (*texts, _, _) in enumerate(TILES):
        box = BBox(40, 100 + 60 * number, 240, 160 + 60 * number)
        edges += frame(box)
        for line, text in enumerate(texts):
            words += words_of(text, 52, box.top + 8 + 16 * line)
    drawn = Page(1, 595.0, 842.0, tuple(words), edges=tuple(edges))
    assert not any(isinstance(b, Grid) and b.ruling == "tiles" for b in find_blocks(drawn))


def large(words: list[Word]) -> list[Word]:
    found = []
    for word in words:
        x0, top, x1, bottom = word.bbox
        box = BBox(x0, top - 6, 2 * x1 - x0, bottom + 6)
        found.append(replace(word, size=22.0, bbox=box))
    return found


def touching(count: int, *, figures_large: bool) -> Page:
    """Painted boxes of two columns, side by side without a gap or a line between them."""
    words: list[Word] = words_of("Dashboard Quarter 3 2024/25", 40, 40)
    painted: list[Fill] = []
    for number, (name, figure, target, colour, _) in enumerate(TILES[:count]):
        left, top = 40.0 + 220.0 * (number % 2), 100.0 + 90.0 * (number // 2)
        painted.append(Fill(BBox(left, top, left + 220, top + 90), colour))
        value = words_of(figure, left + 12, top + 38)
        words += words_of(name, left + 12, top + 8)
        words += large(value) if figures_large else value
        words += words_of(target, left + 12, top + 70)
    return Page(1, 595.0, 842.0, tuple(words), fills=tuple(painted))


def test_tiles_that_touch_where_their_figures_stand_out() -> None:
    records = read(touching(4, figures_large=True)).records
    assert [(r.title, r.rag) for r in records] == [(name, rag) for name, *_, rag in TILES]
    assert [[o.raw for o in r.observations] for r in records] == [
        [figure, target.removeprefix("Target: ")] for _, figure, target, *_ in TILES
    ]


def test_two_tiles_where_their_figures_stand_out() -> None:
    records = read(touching(2, figures_large=True)).records
    assert [r.title for r in records] == [name for name, *_ in TILES[:2]]


def test_painted_cells_that_touch_are_no_tiles_where_no_figure_stands_out() -> None:
    grids = [b for b in find_blocks(touching(4, figures_large=False)) if isinstance(b, Grid)]
    assert not [grid for grid in grids if grid.ruling == "tiles"]


def test_boxes_that_hold_tables_are_no_tiles() -> None:
    words = words_of("Balanced scorecard Quarter 3 2024/25", 40, 40)
    edges: list[Edge] = []
    tables = (
        ("Calls answered", "88%", "85%", "Complaints upheld", "6", "4"),
        ("Days lost", "8.9", "8.5", "Appraisals done", "94%", "95%"),
        ("Answered in time", "89%", "90%", "Audit actions overdue", "3", "0"),
        ("Invoices paid", "97%", "95%", "Debt over 90 days", "611", "500"),
    )
    for number, table in enumerate(tables):
        x, top = 40.0 + 280 * (number % 2), 100.0 + 110 * (number // 2)
        edges += frame(BBox(x, top, x + 260, top + 90))
        for row, texts in enumerate((("KPI", "Actual", "Target"), table[:3], table[3:])):
            for text, at in zip(texts, (8, 140, 200), strict=True):
                words += words_of(text, x + at, top + 10 + 24 * row)
    scorecard = read(Page(1, 620.0, 842.0, tuple(words), edges=tuple(edges)))
    assert {r.title: [(o.role, o.raw) for o in r.observations] for r in scorecard.records} == {
        name: [(Role.ACTUAL, actual), (Role.TARGET, target)]
        for table in tables
        for name, actual, target in (table[:3], table[3:])
    }


def test_panels_as_wide_as_the_page_with_their_figures_in_one_line() -> None:
    words = words_of("Dashboard Quarter 3 2024/25", 40, 40)
    edges: list[Edge] = []
    for number, (name, actual, target, _, rag) in enumerate(TILES):
        box = BBox(40, 80 + 70 * number, 555, 140 + 70 * number)
        edges += frame(box)
        words += words_of(name, 50, box.top + 8)
        for x, text in ((50, target), (220, f"Actual: {actual}"), (390, f"RAG: {rag.value}")):
            words += words_of(text, x, box.top + 30)
    scorecard = read(Page(1, 595.0, 842.0, tuple(words), edges=tuple(edges)))
    assert [
        (r.title, r.rag, {o.role: o.raw for o in r.observations}) for r in scorecard.records
    ] == [
        (name, rag, {Role.TARGET: target.removeprefix("Target: "), Role.ACTUAL: actual})
        for name, actual, target, _, rag in TILES
    ]


def test_rows_painted_apart_as_wide_as_the_page_are_a_table() -> None:
    heads = [("Measure", 50), ("Target", 300), ("Actual", 380), ("RAG", 460)]
    words = words_of("Dashboard Quarter 3 2024/25", 40, 40)
    for text, x in heads:
        words += words_of(text, x, 84)
    fills: list[Fill] = []
    for number, (name, actual, target, _, rag) in enumerate(TILES):
        box = BBox(40, 100 + 44 * number, 555, 140 + 44 * number)
        fills.append(Fill(box, GREY))
        words += words_of(name, 50, box.top + 8) + words_of("this quarter", 50, box.top + 22)
        for x, text in ((300, target.removeprefix("Target: ")), (380, actual), (460, rag.value)):
            words += words_of(text, x, box.top + 15)
    scorecard = read(Page(1, 595.0, 842.0, tuple(words), fills=tuple(fills)))
    assert [(r.rag, [o.raw for o in r.observations]) for r in scorecard.records] == [
        (rag, [target.removeprefix("Target: "), actual]) for _, actual, target, _, rag in TILES
    ]
