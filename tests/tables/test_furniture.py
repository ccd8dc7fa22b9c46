"""Running titles, page numbers and stamps."""

from __future__ import annotations

import pytest

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Paragraph
from xlscorecard.tables.joining.furniture import mark_furniture


def at(text: str, top: float, page: int, **more: object) -> Paragraph:
    box = BBox(40, top, 40 + 5 * len(text), top + 10)
    return Paragraph(text, page, box, size=more.pop("size", 10.0), **more)  # type: ignore[arg-type]


def furniture(pages: list[list[Block]]) -> list[str]:
    return [
        block.text
        for blocks in mark_furniture(pages)
        for block in blocks
        if isinstance(block, Paragraph) and block.furniture
    ]


def test_a_title_that_runs_over_pages() -> None:
    pages: list[list[Block]] = [
        [at("Borough Council", 20, n), at(f"Body text {word}", 200, n)]
        for n, word in ((1, "one"), (2, "two"))
    ]
    assert furniture(pages) == ["Borough Council", "Borough Council"]


def test_numbers_that_count_on() -> None:
    pages: list[list[Block]] = [
        [at("Body", 200 + 20 * n, n), at(str(43 + n), 800, n)] for n in (1, 2, 3)
    ]
    assert furniture(pages) == ["44", "45", "46"]


def test_a_number_that_does_not_count_on_is_text() -> None:
    pages: list[list[Block]] = [
        [at("Body", 200, 1), at("17", 800, 1)],
        [at("More", 300, 2), at("99", 700, 2)],
    ]
    assert furniture(pages) == []


def test_stamps_and_blank_pages() -> None:
    pages: list[list[Block]] = [
        [at("Body", 200, 1), at("Page 34", 780, 1), at("Page 1 of 2", 800, 1)],
        [at("This page is intentionally left blank", 400, 2)],
    ]
    assert furniture(pages) == ["Page 34", "Page 1 of 2", "This page is intentionally left blank"]


def test_a_heading_that_repeats_is_a_heading_once() -> None:
    pages: list[list[Block]] = [
        [at("Priority one", 40, n, bold=True), at(f"Text of page {word} here", 300, n)]
        for n, word in ((1, "one"), (2, "two"))
    ]
    marked = list(mark_furniture(pages))
    first, second = marked[0][0], marked[1][0]
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.furniture, second.furniture) == (False, True)


def test_a_bold_line_at_the_foot_heads_nothing() -> None:
    pages: list[list[Block]] = [
        [
            at(f"Body text {word}", 200, n),
            at("Scrutiny Committee, 4 June", 780, n, bold=True),
            at(str(n), 800, n),
        ]
        for n, word in ((1, "one"), (2, "two"))
    ]
    foot = "Scrutiny Committee, 4 June"
    assert furniture(pages) == [foot, "1", foot, "2"]


def test_a_title_that_is_a_foot_as_well_is_a_heading_once() -> None:
    pages: list[list[Block]] = [
        [
            at("Performance Report", 40, n, bold=True),
            at(f"Body text {word}", 200, n),
            at("Performance Report", 800, n, bold=True),
        ]
        for n, word in ((1, "one"), (2, "two"))
    ]
    marked = [
        [b.furniture for b in page if isinstance(b, Paragraph)] for page in mark_furniture(pages)
    ]
    assert marked == [[False, False, True], [True, False, True]]


@pytest.mark.parametrize(
    "marking",
    [
        "OFFICIAL - SENSITIVE",
        "OFFICIAL",
        "[Official Sensitive: Personal]",
        "NOT FOR PUBLICATION",
        "Draft",
    ],
)
def test_who_may_read_a_paper_is_no_heading_of_it(marking: str) -> None:
    pages: list[list[Block]] = [
        [at(marking, 20, 1, bold=True, size=16.0), at("Housing", 60, 1, bold=True)]
    ]
    assert furniture(pages) == [marking]
