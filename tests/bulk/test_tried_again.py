"""A failure that says nothing about the paper does not stand: the next run tries again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bulk.making import paper_bytes
from tests.bulk.test_convert import rows, run
from tests.hostile.making import package, word_parts, word_table
from xlscorecard.bulk.convert import Versions, stands
from xlscorecard.bulk.jobs import Product
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Ending
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import convert_in_pool
from xlscorecard.model.page import Page
from xlscorecard.pipeline import find_papers

TABLE = word_table(("Measure", "Target", "Actual"), ("Visits to libraries", "10", "12"))
# Writes the document that lies beside it, as LibreOffice writes what it makes of a paper.
OFFICE = """#!{python}
import pathlib, shutil, sys
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir(parents=True)
shutil.copy(pathlib.Path(__file__).with_name("made.docx"), out / "paper.docx")
"""


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script")
def test_an_old_paper_is_read_once_libreoffice_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "bin"
    office.mkdir()
    monkeypatch.setenv("PATH", str(office))
    monkeypatch.setattr("xlscorecard.word.legacy._PLACES", ())
    archive, out = tmp_path / "archive", tmp_path / "all.sqlite"
    archive.mkdir()
    (archive / "new.pdf").write_bytes(paper_bytes(1))
    (archive / "old.rtf").write_text(r"{\rtf1 A paper}", encoding="ascii")
    code, _, errors = run(archive, "-o", out)
    assert code == 1
    assert "old.rtf: a file of this older kind needs LibreOffice" in errors

    package(word_parts(TABLE), office / "made.docx")
    soffice = office / "soffice"
    soffice.write_text(OFFICE.format(python=sys.executable), encoding="utf-8")
    soffice.chmod(0o755)
    code, said, _ = run(archive, "-o", out)
    assert "unchanged since an earlier run  1" in said
    endings = rows(out, "SELECT ending, records FROM conversions ORDER BY source")
    assert endings == [("read", 4), ("read", 1)]


def touch(path: Path, _watch: Callable[[Page], None]) -> Product:
    """A job while which somebody copies the same bytes over the paper."""
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    return Product(b"made")


def test_so_is_one_that_was_written_to_while_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper_bytes(1))
    ((done),) = convert_in_pool(paper_files([path], []), Limits(), touch, 1)
    assert done.conversion.outcome.ending is Ending.REFUSED
    assert not stands(done.conversion.outcome, Versions(), Limits(), retry=False)


def test_old_workbooks_in_a_folder_are_papers_too(tmp_path: Path) -> None:
    names = ["a.xls", "b.xlsx", "c.ods", "d.doc", "e.pdf"]
    for name in (*names, "f.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_papers([tmp_path])] == names
