"""Papers and data side by side, in the order in which they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.hostile.making import doubling_forms
from tests.scorecards import leeds
from xlscorecard.bulk.read import read_scorecards
from xlscorecard.model.errors import CannotRead
from xlscorecard.pipeline import read_scorecards as read_here
from xlscorecard.store.json import write_json


def test_papers_and_data_in_their_order(tmp_path: Path) -> None:
    first, second, data = (tmp_path / name for name in ("a.pdf", "b.pdf", "data.json"))
    first.write_bytes(paper_bytes(1))
    second.write_bytes(paper_bytes(2))
    write_json([leeds()], data)
    arguments = [second, data, first]
    assert read_scorecards(arguments) == read_here(arguments)
    assert read_scorecards([data]) == (leeds(),)


def test_a_paper_that_eats_memory_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(doubling_forms(40))
    with pytest.raises(CannotRead, match="takes more than 400 MB of memory"):
        read_scorecards([path])
