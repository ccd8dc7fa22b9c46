"""Ratings chosen by ticking one of several boxes in a cell."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Rag
from xlscorecard.values.words import parse_rag


def test_the_ticked_box_is_the_rag() -> None:
    scorecard = read_blocks("""
        | Measure | Actual | Target | RAG |
        | Library visits | 238.2k | 250.0k | ☐ R ☒ A ☐ G |
        | Library issues | 356.0k | 352.5k | ☐ R ☐ A ☑ G |
        | Library loans | 130.7k | 180.0k | ☒ R ☐ A ☐ G |
        | Library events | 12 | 15 | ☐ R ☐ A ☐ G |
    """)
    assert [record.rag for record in scorecard.records] == [Rag.AMBER, Rag.GREEN, Rag.RED, None]


@pytest.mark.parametrize(
    ("text", "rag"),
    [
        ("☐ Red ☒ Amber ☐ Green", Rag.AMBER),
        ("Red ☐ Amber ☐ Green ☑", Rag.GREEN),
        ("☒ Red ☒ Amber ☐ Green", None),  # two are ticked
        ("☐ Red ☐ Amber ☐ Green", None),  # none is
        ("☐ Red ☒ ☐ Green", None),  # the ticked one says nothing
    ],
)
def test_a_choice_of_boxes(text: str, rag: Rag | None) -> None:
    assert parse_rag(text) is rag
