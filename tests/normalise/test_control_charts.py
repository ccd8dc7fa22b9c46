"""Icons of control charts ("making data count") are no ratings and no trends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.mark import MadeOf, Mark, MarkKind
from xlscorecard.model.scorecard import Rag

ORANGE, BLUE, GREY = Rgb(245, 135, 31), Rgb(0, 94, 184), Rgb(166, 166, 166)
RED, GREEN = Rgb(192, 0, 0), Rgb(0, 176, 80)
TABLE = """
| KPI                  | Latest | Target | {variation} | {assurance} |
| Waits under 18 weeks | 61.2%  | 92%    | {L}         | {F}         |
| Cancelled operations | 14     | 10     | {H}         | {q}         |
| Falls                | 120    | 100    | {w}         | {q}         |
| Staff turnover       | 9.8%   | 11%    | {L}         | {P}         |
"""


def circled(picture: str, *columns: tuple[Rgb, ...]) -> Grid:
    """A grid with circles of these colours in its last columns, from the second row on."""
    grid = draw_grid(picture)
    first = grid.cols - len(columns)
    colours = {(n, first + k): c for k, each in enumerate(columns) for n, c in enumerate(each, 1)}
    return replace(
        grid,
        cells=tuple(
            replace(cell, marks=(Mark(MarkKind.CIRCLE, MadeOf.DRAWN, colour=colour),))
            if (colour := colours.get((cell.row, cell.col)))
            else cell
            for cell in grid.cells
        ),
    )


VARIATION, ASSURANCE = (ORANGE, BLUE, GREY, BLUE), (ORANGE, GREY, GREY, BLUE)


@pytest.mark.parametrize("heads", [("Variation", "Assurance"), ("Trend", "Will it be met")])
def test_letters_in_circles_rate_nothing_and_are_kept(heads: tuple[str, str]) -> None:
    picture = TABLE.format(
        variation=heads[0], assurance=heads[1], L="L", H="H", w="~", F="F", q="?", P="P"
    )
    scorecard = read_blocks("Board report September 2024", circled(picture, VARIATION, ASSURANCE))
    assert [(r.rag, r.trend) for r in scorecard.records] == [(None, None)] * 4
    assert [o.raw for o in scorecard.records[0].observations] == ["61.2%", "92%"]
    assert [text for _, text in scorecard.records[0].text] == ["L", "F"]
    assert [f.code for f in scorecard.findings] == ["control-chart-icons"] * 2


def test_icons_without_letters_under_their_names_rate_nothing() -> None:
    picture = TABLE.format(
        variation="SPC variation", assurance="Assurance", L="", H="", w="", F="", q="", P=""
    )
    scorecard = read_blocks("Board report September 2024", circled(picture, VARIATION, ASSURANCE))
    assert [(r.rag, [o.rag for o in r.observations]) for r in scorecard.records] == [
        (None, [None, None])
    ] * 4


def test_the_lamps_beside_them_rate() -> None:
    picture = TABLE.format(
        variation="Variation", assurance="Assurance rating", L="", H="", w="", F="", q="", P=""
    )
    scorecard = read_blocks(
        "Board report September 2024", circled(picture, VARIATION, (RED, RED, ORANGE, GREEN))
    )
    assert [r.rag for r in scorecard.records] == [Rag.RED, Rag.RED, Rag.AMBER, Rag.GREEN]


def test_what_the_icons_mean_is_no_scorecard() -> None:
    key = """
        | Icon | What it means                                        | Rating |
        | H    | Special cause of concerning nature                   |        |
        | L    | Special cause of improving nature                    |        |
        | P    | Variation indicates consistently passing the target  |        |
        | F    | Variation indicates consistently falling short of it |        |
        """
    scorecard = read_blocks(
        "Board report September 2024", circled(key, (ORANGE, BLUE, BLUE, ORANGE))
    )
    assert scorecard.records == ()
