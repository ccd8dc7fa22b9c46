"""Lines joined, snapped, and seen or not."""

from __future__ import annotations

import pytest

from xlscorecard.model.geometry import WHITE, BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Page
from xlscorecard.tables.lines.edges import Rule, find_rules, join_rules, snap

BLUE = Rgb(31, 56, 100)


def page(edges: tuple[Edge, ...] = (), fills: tuple[Fill, ...] = ()) -> Page:
    return Page(1, 595, 842, edges=edges, fills=fills)


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        ([Rule(10, 0, 50), Rule(10, 50, 90)], [Rule(10, 0, 90)]),
        ([Rule(10, 0, 50), Rule(10, 53, 90)], [Rule(10, 0, 90)]),
        ([Rule(10, 0, 50), Rule(10, 60, 90)], [Rule(10, 0, 50), Rule(10, 60, 90)]),
        ([Rule(10, 0, 50), Rule(11, 20, 90)], [Rule(10.5, 0, 90)]),
        ([Rule(10, 0, 50), Rule(30, 0, 50)], [Rule(10, 0, 50), Rule(30, 0, 50)]),
        ([Rule(10, 0, 2)], []),
    ],
    ids=["touching", "a dash apart", "apart", "nearly one line", "two lines", "a speck"],
)
def test_pieces_of_a_line(pieces: list[Rule], joined: list[Rule]) -> None:
    assert join_rules(pieces) == joined


def test_snap_gathers_what_is_near() -> None:
    assert snap([10.0, 12.0, 30.0]) == [11.0, 30.0]


def test_a_thin_rectangle_is_a_line() -> None:
    rules = find_rules(page(fills=(Fill(BBox(10, 100, 200, 100.5), BLUE),)))
    assert rules.horizontal == (Rule(100.25, 10, 200),)
    assert rules.vertical == ()


def test_a_white_line_counts_only_on_a_colour() -> None:
    white = Edge(50, 20, 50, 80, colour=WHITE)
    assert find_rules(page((white,))).vertical == ()
    ground = Fill(BBox(10, 10, 90, 90), BLUE)
    assert find_rules(page((white,), (ground,))).vertical == (Rule(50, 20, 80),)


def test_a_white_line_over_the_crack_between_two_cells_counts() -> None:
    """The paint of cells side by side does not quite meet, just where the line has its middle."""
    white = Edge(20, 50, 80, 50, colour=WHITE)
    cells = (Fill(BBox(20, 30, 49.95, 60), BLUE), Fill(BBox(50.05, 30, 80, 60), BLUE))
    assert find_rules(page((white,), cells)).horizontal == (Rule(50, 20, 80),)
