"""Columns of figures whose rows have no names are a doubt, never lost in silence."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Severity

SCORECARD = """
| Measure          | Target | RAG      |
| Calls answered   | 85%    | [green]G |
| Waste recycled   | 50%    | [red]R   |
"""


def test_figures_and_ratings_without_names_are_a_doubt() -> None:
    scorecard = read_blocks(
        SCORECARD,
        """
        | Actual | RAG      |
        | 88.2%  | [green]G |
        | 46.1%  | [red]R   |
        | 1,208  | [green]G |
        | 94.8%  | [amber]A |
        """,
    )
    (doubt,) = [f for f in scorecard.findings if f.code == "column-apart"]
    assert doubt.severity is Severity.LOOK
    assert "'88.2%'" in doubt.message


@pytest.mark.parametrize(
    "names", [("Ash", "Birch", "Cedar", "Elm"), ("2020/21", "2021/22", "2022/23", "2023/24")]
)
def test_figures_of_places_or_years_are_none(names: tuple[str, ...]) -> None:
    rows = "\n".join(f"| {name} | {n}4 |" for n, name in enumerate(names, start=1))
    scorecard = read_blocks(SCORECARD, f"| Place | Votes |\n{rows}")
    assert not [f for f in scorecard.findings if f.code == "column-apart"]
