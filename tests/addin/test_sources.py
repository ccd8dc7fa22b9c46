"""Nothing that is written from the catalogue is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlscorecard.addins.sources import written_files
from xlscorecard.functions.catalogue import FUNCTIONS
from xlscorecard.shipped import shipped_file, shipped_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(written_files()))
def test_the_committed_file_is_up_to_date(name: str) -> None:
    stale = f"run: python -m xlscorecard.addins.sources ({name})"
    assert (ROOT / name).read_bytes() == written_files()[name], stale


def test_every_function_is_documented_with_an_example() -> None:
    page = (ROOT / "docs/functions.md").read_text("utf-8")
    for function in FUNCTIONS:
        assert f"## {function.name}\n" in page
        assert f"`={function.signature}`" in page
        assert f"\n={function.name}(" in page


def test_shipped_files_are_found() -> None:
    assert shipped_folder("templates").is_dir()
    assert shipped_file("addin/xlwings/ribbon.xml").is_file()
