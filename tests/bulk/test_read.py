"""Papers and data side by side, in the order in which they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.hostile.making import doubling_forms
from tests.scorecards import leeds
from xlscorecard.bulk.drawing import PageDrawer
from xlscorecard.bulk.read import read_scorecards
from xlscorecard.model.errors import CannotRead
from xlscorecard.outputs import read_scorecards as read_here
from xlscorecard.outputs import write_scorecards
from xlscorecard.review.pictures import draw_picture
from xlscorecard.store.json import write_json


def test_papers_and_data_in_their_order(tmp_path: Path) -> None:
    first, second, data, book = (
        tmp_path / name for name in ("a.pdf", "b.pdf", "data.json", "data.xlsx")
    )
    first.write_bytes(paper_bytes(1))
    second.write_bytes(paper_bytes(2))
    write_json([leeds()], data)
    write_scorecards([leeds()], book)
    arguments = [second, data, first, book]
    assert read_scorecards(arguments).whole() == read_here(arguments)
    assert read_scorecards([data]).whole() == (leeds(),)


def test_a_paper_that_eats_memory_costs_only_itself(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.pdf"
    bad.write_bytes(doubling_forms(40))
    good.write_bytes(paper_bytes(1))
    with pytest.raises(CannotRead, match="takes more than 400 MB of memory"):
        read_scorecards([bad])
    reading = read_scorecards([bad, good])
    assert [card.paper.file for card in reading.scorecards] == ["good.pdf"]
    assert [Path(failure.file).name for failure in reading.failures] == ["bad.pdf"]
    with pytest.raises(CannotRead, match="takes more than 400 MB of memory"):
        reading.whole()


def test_a_hostile_page_has_no_picture_and_the_next_one_has(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.pdf"
    bad.write_bytes(doubling_forms(40))
    good.write_bytes(paper_bytes(1))
    with PageDrawer() as draw:
        assert draw(bad, 1) is None
        picture = draw(good, 1)
        assert draw(good, 2) is None
    assert picture == draw_picture(good, 1)
    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")
