"""Texts of two cells set so close that they are one run, parted at their columns."""

from __future__ import annotations

import pytest

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import run_of
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.unruled.columns.column import Column
from xlscorecard.tables.unruled.parting.splitting import split_run

# Where the figures of a target and of four months stand.
COLUMNS = [Column(*ends) for ends in ((269, 294), (321, 339), (347, 372), (385, 406))]
EDGES = [307.5, 343.0, 378.5]

HEADER = (("Target", 251.2, 276.3), ("2018-19", 278.6, 312.0), ("Apr", 317.4, 331.9))
FIGURES = (("58.4%", 317.4, 342.3), ("No", 347.5, 359.2), ("data", 361.5, 379.4),
           ("54.6%", 384.6, 409.4))  # fmt: skip
SPANNING = (("18/19", 317.0, 336.0), ("and", 342.0, 350.0), ("quartile", 352.0, 380.0))


@pytest.mark.parametrize(
    ("words", "beside", "parts"),
    [
        pytest.param(HEADER, True, ["Target 2018-19", "Apr"], id="wider than the figures below"),
        pytest.param(FIGURES, False, ["58.4%", "No data", "54.6%"], id="months to come are empty"),
        pytest.param(SPANNING, True, ["18/19 and quartile"], id="one name over two columns"),
    ],
)
def test_parted_in_the_white_space_between_columns(
    words: tuple[tuple[str, float, float], ...], beside: bool, parts: list[str]
) -> None:
    run = run_of(
        [
            Word(text, BBox(x0, 131.4, x1, 140.9), size=10, space_before=True)
            for text, x0, x1 in words
        ]
    )
    found = split_run(run, COLUMNS, EDGES, beside=beside)
    assert [text_of_line(part.words) for part in found] == parts
