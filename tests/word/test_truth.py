"""The development papers, cell by cell against their truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag
from xlscorecard.word.legacy import find_libreoffice
from xlscorecard.word.read import read_word

PAPERS = Path(__file__).resolve().parents[2] / "../shared/papers/generated"
NAMES = sorted(path.name for path in PAPERS.glob("*.doc*"))
AS_IN_TRUTH = {"up_slant": "up", "down_slant": "down"}


def one_line(text: str) -> str:
    return " ".join(text.split())


def matched(want: dict[str, Any], grids: list[Grid]) -> tuple[Grid, int]:
    """The grid of a true table and the row where its body begins: the best fit of texts."""
    rows = want["rows"]
    found: list[tuple[int, int, int]] = []
    for number, grid in enumerate(grids):
        if grid.cols != len(want["columns"]):
            continue
        for top in range(grid.rows - len(rows) + 1):
            score = sum(
                one_line(cell.text) == one_line(true.get("text", ""))
                for i, row in enumerate(rows)
                for j, true in enumerate(row)
                if (cell := grid.starts_at(top + i, j)) is not None
            )
            found.append((score, number, top))
    assert found, f"no grid of the shape of {want['id']}"
    _, number, top = max(found)
    return grids[number], top


def pairs(name: str) -> Iterator[tuple[str, dict[str, Any], Cell]]:
    truth = json.loads((PAPERS / Path(name).with_suffix(".truth.json")).read_text("utf-8"))
    grids = [block for block in read_word(PAPERS / name).blocks if isinstance(block, Grid)]
    assert len(grids) == len(truth["tables"])
    for want in truth["tables"]:
        grid, top = matched(want, grids)
        for i, row in enumerate(want["rows"]):
            for j, true in enumerate(row):
                if "merged" in true:
                    continue
                cell = grid.starts_at(top + i, j)
                assert cell is not None, (want["id"], i, j)
                yield f"{want['kind']} {want['id']} row {i} column {j}", true, cell


@pytest.mark.shared
@pytest.mark.skipif(not NAMES, reason="wants the papers of ../shared")
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_colour_and_arrow(name: str) -> None:
    if name.endswith(".doc") and find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed")
    for place, true, cell in pairs(name):
        # The truth prints a footnote's mark behind its value, and one shape of arrow for all.
        printed = one_line(cell.text + "".join(cell.footnotes))
        arrow = next((mark for mark in cell.marks if mark.direction), None)
        if arrow is None or not true["arrow"]:
            assert printed == one_line(true["text"]), place
        direction = None if arrow is None else str(arrow.direction)
        assert AS_IN_TRUTH.get(str(direction), direction) == true["arrow"], place
        # A key may say a colour's meaning in words alone.
        if true["rag"] in {"red", "amber", "green", "blue"} and not place.startswith("key"):
            colours = (cell.fill, cell.highlight, cell.ink, *(m.colour for m in cell.marks))
            seen = {rag_of_colour(colour)[0] for colour in colours if colour is not None}
            worded = printed.lower() == true["rag"][0] or printed.lower().startswith(true["rag"])
            assert worded or Rag(true["rag"]) in seen, place
