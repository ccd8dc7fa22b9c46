"""A file is read as what it is, whatever its name says; older files through LibreOffice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unseen.paper import write_docx, write_pdf, write_xlsx
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.kind import kind_of_paper
from xlscorecard.pipeline import read_document, read_scorecard
from xlscorecard.word.legacy import find_libreoffice

PAPER = """
# Waste Scorecard Quarter 2 2024/25
| Measure | Target | Q2 2024/25 | RAG |
| Recycling rate | 45% | 44.1% | [ffc000]A |
"""


def made(folder: Path) -> dict[str, Path]:
    return {
        ".pdf": write_pdf(PAPER, folder / "made.pdf"),
        ".docx": write_docx(PAPER, folder / "made.docx"),
        ".xlsx": write_xlsx(PAPER, folder / "made.xlsx"),
    }


@pytest.mark.parametrize("kind", [".pdf", ".docx", ".xlsx"])
@pytest.mark.parametrize("named", [".pdf", ".docx", ".xlsx", ".doc", ".xls", ""])
def test_the_content_chooses_the_reader(kind: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / f"paper{named}"
    shutil.copyfile(made(tmp_path)[kind], path)
    scorecard = read_scorecard(path)
    (record,) = scorecard.records
    assert [seen.raw for seen in record.observations] == ["45%", "44.1%"]
    families = {".doc": ".docx", ".xls": ".xls"}
    told = [finding.code for finding in scorecard.findings]
    expected = named and families.get(named, named) != kind
    assert told == (["other-ending"] if expected else [])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{\\rtf1 Text}", ".rtf"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
        (b"PK\x03\x04 not a package at all", ""),
        (b"\n\n%PDF-1.7", ".pdf"),
        (b"Measure,Target", ""),
        (b"", ""),
    ],
)
def test_the_first_bytes_tell(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "paper"
    path.write_bytes(content)
    assert kind_of_paper(path) == kind


def test_an_older_workbook_without_libreoffice_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlscorecard.word.legacy.find_libreoffice", lambda: None)
    path = tmp_path / "old.xls"
    path.write_bytes(b"anything")
    with pytest.raises(CannotRead) as caught:
        read_document(path)
    assert "needs LibreOffice" in str(caught.value)
    assert "save it as .xlsx" in str(caught.value)


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", [".xls", ".ods"])
def test_an_older_workbook_is_read_through_libreoffice(tmp_path: Path, ending: str) -> None:
    import subprocess

    source = write_xlsx(PAPER, tmp_path / "made.xlsx")
    program = find_libreoffice()
    assert program is not None
    subprocess.run(
        [
            program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", ending[1:], "--outdir", str(tmp_path), str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    scorecard = read_scorecard(tmp_path / f"made{ending}")
    (record,) = scorecard.records
    assert scorecard.paper.file == f"made{ending}"
    assert [seen.raw for seen in record.observations] == ["45%", "44.1%"]
