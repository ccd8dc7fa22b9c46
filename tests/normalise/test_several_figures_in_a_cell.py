"""Cells that print several figures, each with its name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Role, Scorecard
from xlscorecard.normalise.words.labelled import labelled_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Target: 95%\nActual: 92.3%", [("Target", "95%"), ("Actual", "92.3%")]),
        ("Target: 95% Actual: 92.3%", [("Target", "95%"), ("Actual", "92.3%")]),
        ("Q1 92% / Target 95%", [("Q1", "92%"), ("Target", "95%")]),
        ("2023/24: 81.2 (target 85)", [("2023/24", "81.2"), ("target", "85")]),
        ("92.3% (target for 2023/24 95%)", [("", "92.3%"), ("target 2023/24", "95%")]),
        ("92.3% vs 95% target", [("", "92.3%"), ("target", "95%")]),
        ("£3.2m against a budget of £3.0m", [("", "£3.2m"), ("budget", "£3.0m")]),
        ("Target: N/A; Actual: 92%", [("Target", "N/A"), ("Actual", "92%")]),
        ("Target\n95%\nActual\n92.3%", [("Target", "95%"), ("Actual", "92.3%")]),
        ("95% (target) 92.3% (actual)", [("target", "95%"), ("actual", "92.3%")]),
        ("Q3 - 92%, Q2 - 90%", [("Q3", "92%"), ("Q2", "90%")]),
        ("Last year 1,101 days Target 1,150 days",
         [("Last year", "1,101 days"), ("Target", "1,150 days")]),
    ],
)  # fmt: skip
def test_figures_go_with_their_names(text: str, figures: list[tuple[str, str]]) -> None:
    assert list(labelled_figures(text)) == figures


@pytest.mark.parametrize(
    "text",
    [
        "92.3% / 95%", "1,234 (12%)", "92.3% (up 2%)", "12 of 15 (80%)", "62% (Q1)",
        "£3.2m (£0.2m below budget)", "3% below target (85%)", "96% (Academic year 16/17)",
        "85.0% (n=412)", "Met 3 of 4 targets in 2023/24", "Target 90% Target 95%", "Target 2023/24",
        "Actual - Target +3%", "59-63%", "Target 85% then 90%",
    ],
)  # fmt: skip
def test_figures_without_names_stay_together(text: str) -> None:
    assert labelled_figures(text) == ()


def table(header: str, *cells: str) -> Scorecard:
    rows = [("Measure", header, "RAG")]
    rows += [(f"Homes built in ward {n}", cell, "Green") for n, cell in enumerate(cells)]
    placed = [Cell(r, c, text=text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return read_blocks(Grid(len(rows), 3, tuple(placed)))


def figures(scorecard: Scorecard) -> list[list[tuple[Role, Decimal | None]]]:
    return [[(o.role, o.quantity.value) for o in r.observations] for r in scorecard.records]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Performance", ("Actual: 46.1% Target: 50%", "Actual: 71% Target: 95%")),
        ("Performance", ("46.1% (target 50%)", "71% (target 95%)")),
        ("Actual (Target)", ("46.1% (50%)", "71% (95%)")),
        ("Actual / Target", ("46.1% / 50%", "71%/95%")),
    ],
)
def test_the_figures_of_a_cell_have_the_roles_that_their_names_say(
    header: str, cells: tuple[str, ...]
) -> None:
    first, second = figures(table(header, *cells))
    assert first == [(Role.ACTUAL, Decimal("46.1")), (Role.TARGET, Decimal(50))]
    assert second == [(Role.ACTUAL, Decimal(71)), (Role.TARGET, Decimal(95))]


def test_a_header_over_two_lines_names_one_figure() -> None:
    first, _ = table("Year-end\nTarget", "Maintain 16/17", "50%").records
    (target,) = first.observations
    assert (target.role, target.raw, target.quantity.value) == (
        Role.TARGET, "Maintain 16/17", None
    )  # fmt: skip


def test_figures_that_nothing_names_are_told_and_not_guessed() -> None:
    scorecard = table("Performance", "46.1% / 50%", "71% / 95%")
    assert figures(scorecard) == [[(Role.ACTUAL, None)], [(Role.ACTUAL, None)]]
    assert [f.code for f in scorecard.findings] == ["value-not-read"] * 2
