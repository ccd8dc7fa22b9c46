"""A worksheet's last column that stands alone on a later page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing import draw_page, stripe
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Document, Grid
from xlscorecard.model.page import Page
from xlscorecard.model.scorecard import Finding, Rag
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.across import join_across
from xlscorecard.tables.joining.join import join_grids
from xlscorecard.tables.joining.lone_columns import with_lone_columns

FIRST = """
+--------------------+--------+--------+
| Measure            | Target | Actual |
+--------------------+--------+--------+
| Bins emptied       | 98%    | 97.1%  |
+--------------------+--------+--------+
| Potholes filled    | 90%    | 93.4%  |
+--------------------+--------+--------+
| Swims              | 4,100  | 3,012  |
+--------------------+--------+--------+
| Fines paid         | 75%    | 74.8%  |
+--------------------+--------+--------+
"""
SECOND = """
+--------------------+--------+--------+
| Trees planted      | 310    | 322    |
+--------------------+--------+--------+
| Graves dug         | 40     | 38     |
+--------------------+--------+--------+
| Permits issued     | 1,250  | 1,251  |
+--------------------+--------+--------+
| Books lent         | 8,800  | 8,954  |
+--------------------+--------+--------+
"""
RATINGS = """
  RAG
  Amber
  Green
  Red
  Amber
"""
MORE_RATINGS = """
  Green
  Green
  Amber
  Green
"""
GREEN = (0, 176, 80)


def pages_of(*pictures: str) -> list[Page]:
    return [draw_page(picture, number=number) for number, picture in enumerate(pictures, start=1)]


def read(pages: list[Page]) -> tuple[list[Grid], list[Finding]]:
    findings: list[Finding] = []
    joined = with_lone_columns(((page, find_blocks(page)) for page in pages), findings)
    blocks: list[Block] = [block for _, blocks in joined for block in blocks]
    tables = join_across(join_grids(join_across(blocks)))
    return [block for block in tables if isinstance(block, Grid)], findings


def test_a_column_on_the_next_page_is_put_beside_its_rows() -> None:
    (table,), findings = read(pages_of(FIRST, RATINGS))
    scorecard = normalise(Document("paper.pdf", (table,), 2), sha256="0" * 64)
    assert [(r.title, r.rag) for r in scorecard.records] == [
        ("Bins emptied", Rag.AMBER),
        ("Potholes filled", Rag.GREEN),
        ("Swims", Rag.RED),
        ("Fines paid", Rag.AMBER),
    ]
    assert [cell.page for cell in table.row_cells(1)] == [1, 1, 1, 2]
    assert not findings


@pytest.mark.parametrize(
    "order", [(FIRST, SECOND, RATINGS, MORE_RATINGS), (FIRST, RATINGS, SECOND, MORE_RATINGS)]
)
def test_pages_go_down_then_over_or_over_then_down(order: tuple[str, ...]) -> None:
    (table,), findings = read(pages_of(*order))
    assert [(row[0], row[3]) for row in table.texts()] == [
        ("Measure", "RAG"),
        ("Bins emptied", "Amber"), ("Potholes filled", "Green"), ("Swims", "Red"),
        ("Fines paid", "Amber"), ("Trees planted", "Green"), ("Graves dug", "Green"),
        ("Permits issued", "Amber"), ("Books lent", "Green"),
    ]  # fmt: skip
    assert not findings


def test_colours_without_words_are_a_column_too() -> None:
    page = draw_page("  RAG", number=2)
    fills = tuple(stripe(line, 1, 8, GREEN) for line in (1, 2, 4))
    (table,), _ = read([*pages_of(FIRST), replace(page, fills=fills)])
    scorecard = normalise(Document("paper.pdf", (table,), 2), sha256="0" * 64)
    assert [r.rag for r in scorecard.records] == [Rag.GREEN, Rag.GREEN, None, Rag.GREEN]


def test_a_column_whose_rows_are_not_the_tables_is_a_finding() -> None:
    first, second = pages_of(FIRST, RATINGS)
    words = tuple(
        replace(word, bbox=BBox(box.x0, box.top + 5, box.x1, box.bottom + 5))
        for word in second.words
        for box in (word.bbox,)
    )
    (table,), findings = read([first, replace(second, words=words)])
    assert table.cols == 3
    assert [(f.code, f.page) for f in findings] == [("column-apart", 2)]
    assert "RAG Amber" in findings[0].message


def test_a_page_of_prose_is_no_column() -> None:
    prose = "\n".join(
        "The council has gone on with its work on bins and roads in this quarter of the year."
        for _ in range(5)
    )
    (table,), findings = read(pages_of(FIRST, prose))
    assert table.cols == 3
    assert not findings
