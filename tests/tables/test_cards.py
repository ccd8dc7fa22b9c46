"""Dashboards whose measures stand in columns of text without boxes."""

from __future__ import annotations

import pytest

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Document, Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks

CARDS = (
    ("Recycling rate", "43%", "Target: 45%"),
    ("Homes built", "410", "Target: 400"),
    ("Letters answered", "80%", "Target: 90%"),
)
MORE = (
    ("Waste reused", "12%", "Target: 15%"),
    ("Homes let", "97", "Target: 95"),
    ("Calls answered", "88%", "Target: 85%"),
)


def large(text: str, x: float, y: float) -> Word:
    return Word(text, BBox(x, y, x + 15 * len(text), y + 27), size=28.0, bold=True)


def page(*rows: tuple[tuple[str, str, str], ...], named_above: bool, pitch: float = 90) -> Page:
    words = words_of("Dashboard Quarter 3 2024/25", 40, 40)
    for number, row in enumerate(rows):
        for col, (name, figure, target) in enumerate(row):
            x, y = 40.0 + 180 * col, 90.0 + pitch * number
            lines = [(name, 0.0), (target, 48.0)] if named_above else [(name, 31.0), (target, 46.0)]
            words.append(large(figure, x, y + 16 * named_above))
            for text, down in lines:
                words += words_of(text, x, y + down)
    return Page(1, 595.0, 842.0, tuple(words))


@pytest.mark.parametrize("named_above", [True, False])
@pytest.mark.parametrize("rows", [(CARDS,), (CARDS, MORE)])
def test_each_card_is_a_measure(
    rows: tuple[tuple[tuple[str, str, str], ...], ...], named_above: bool
) -> None:
    blocks = find_blocks(page(*rows, named_above=named_above))
    scorecard = normalise(Document("paper.pdf", blocks, 1), sha256="0" * 64)
    assert [(r.title, {o.role: o.raw for o in r.observations}) for r in scorecard.records] == [
        (name, {Role.ACTUAL: figure, Role.TARGET: target.removeprefix("Target: ")})
        for row in rows
        for name, figure, target in row
    ]


def test_cards_too_close_to_tell_apart_are_not_read_wrong() -> None:
    blocks = find_blocks(page(CARDS, MORE, named_above=False, pitch=62))
    scorecard = normalise(Document("paper.pdf", blocks, 1), sha256="0" * 64)
    printed = {
        name: {figure, target.removeprefix("Target: ")} for name, figure, target in (*CARDS, *MORE)
    }
    for record in scorecard.records:
        assert {o.raw for o in record.observations} == printed[record.title]


def test_large_figures_in_running_text_are_no_cards() -> None:
    words = words_of("Our year in numbers", 40, 40)
    words += [large("43%", 40, 90), large("410", 220, 90)]
    words += words_of("of waste is recycled", 40, 121) + words_of("homes were built", 220, 121)
    blocks = find_blocks(Page(1, 595.0, 842.0, tuple(words)))
    assert not any(isinstance(block, Grid) for block in blocks)


@pytest.mark.parametrize("figures", [("1", "2", "3"), ("4.", "5.", "6."), ("2022", "2023", "2024")])
def test_numbers_of_priorities_and_years_are_no_cards(figures: tuple[str, str, str]) -> None:
    names = ("Healthy places", "Thriving economy", "Better homes")
    row = tuple((n, f, "Lead: J Smith") for n, f in zip(names, figures, strict=True))
    blocks = find_blocks(page(row, named_above=False))
    assert not any(isinstance(block, Grid) for block in blocks)
    scorecard = normalise(Document("paper.pdf", blocks, 1), sha256="0" * 64)
    assert scorecard.records == ()
