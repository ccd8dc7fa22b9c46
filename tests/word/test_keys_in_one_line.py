"""Keys that a Word paper sets in one line of text: shaded words, squares in colour."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.making import make_word, par, run, table
from xlscorecard.model.grid import Paragraph
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_document, read_scorecard

KEY = {"Exceeded": "7030A0", "Met": "00B050", "Within 5%": "FFC000", "Missed": "FF0000"}
RATED = """
    Measure | Target | Actual | Status
    Recycling rate | 45% | 43% | {fill=FFC000}
    Homes built | 400 | 480 | {fill=7030A0}
    Complaints in time | 90% | 80% | {fill=FF0000}
"""


def shaded(text: str, colour: str) -> str:
    return run(f" {text} ", f'<w:shd w:val="clear" w:fill="{colour}"/>')


def square(colour: str) -> str:
    return run("\N{BLACK SQUARE}", f'<w:color w:val="{colour}"/>')


CHIPS = par(run("Key: ") + run("  ").join(shaded(text, colour) for text, colour in KEY.items()))
SQUARES = [square(colour) + run(f" {text}   ") for text, colour in KEY.items()]


@pytest.mark.parametrize("key", [CHIPS, par("".join(SQUARES)), "".join(map(par, SQUARES))])
def test_the_colours_mean_what_the_words_say_and_head_nothing(tmp_path: Path, key: str) -> None:
    title = par(run("Council Plan Quarter 2 2024/25"))
    paper = make_word(tmp_path / "paper.docx", title + key + table(RATED))
    scorecard = read_scorecard(paper)
    assert [(r.title, r.rag, r.section) for r in scorecard.records] == [
        ("Recycling rate", Rag.AMBER, ()),
        ("Homes built", Rag.GREEN, ()),
        ("Complaints in time", Rag.RED, ()),
    ]


def test_what_stands_beside_shaded_words_is_kept(tmp_path: Path) -> None:
    shades = ("FF0000", "FFC000", "00B050")
    line = run("Housing: ") + "".join(
        shaded(text, shade) for text, shade in zip(("North", "East", "South"), shades, strict=True)
    )
    paper = make_word(tmp_path / "paper.docx", par(line) + table(RATED))
    texts = [b.text for b in read_document(paper).blocks if isinstance(b, Paragraph)]
    assert texts == ["Housing:", "North", "East", "South"]
