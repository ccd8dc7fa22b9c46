"""Names of papers that hold what no name should: each file is one paper, on any screen."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.bulk.test_convert import events, rows, run
from xlscorecard.store.read import read_data

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows allows none of these names")
# Twins: a name with a code, and one with the letters that the code is shown by.
NAMES = ("x\x1b[2J.pdf", r"x\x1b[2J.pdf", "h\udcff.pdf", r"h\udcff.pdf", "a\nb.pdf", r"a\nb.pdf",
         "h%FF.pdf")  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        try:
            (folder / name).write_bytes(paper_bytes(number))
        except OSError:
            pytest.skip("this file system takes no such names")
    return folder


def test_each_file_is_a_paper_of_its_own(tmp_path: Path, archive: Path) -> None:
    code, said, _ = run(archive, "-o", tmp_path / "all.json")
    assert code == 0
    assert said.startswith(f"{len(NAMES)} papers:")
    titles = {card.records[0].title for card in read_data(tmp_path / "all.json")}
    assert titles == {f"Visits to library {number}-1" for number in range(len(NAMES))}


def test_a_store_knows_each_again_and_takes_a_copy_for_a_second_paper(
    tmp_path: Path, archive: Path
) -> None:
    store, copies = tmp_path / "all.sqlite", tmp_path / "copies"
    run(archive, "-o", store)
    shutil.copytree(archive, copies)
    run(archive, copies, "-o", store, "--log", tmp_path / "log")
    kept = [event["kept"] for event in events(tmp_path / "log") if event["event"] == "paper"]
    assert (kept.count(True), kept.count(False)) == (len(NAMES), len(NAMES))
    assert rows(store, "SELECT count(DISTINCT file), count(*) FROM papers") == [(7, 14)]


def test_no_output_shows_a_code(tmp_path: Path) -> None:
    for name in NAMES[:5]:
        (tmp_path / name).write_bytes(b"no paper")
    good = tmp_path / "good.pdf"
    good.write_bytes(paper_bytes(1))
    store = tmp_path / "all.sqlite"
    _, said, errors = run(tmp_path, "-o", store, "--failures", "--log", tmp_path / "log")
    _, listed, _ = run("-o", store, "--failures")
    for text in (said, errors, listed, (tmp_path / "log").read_text("ascii")):
        assert all(line.isprintable() for line in text.splitlines())
    assert len(listed.splitlines()) == 5
    assert len(errors.splitlines()) == 5
