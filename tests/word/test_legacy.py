"""Older files through LibreOffice; its failures are told plainly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.word.making import make_word, only_grid, par, table
from xlscorecard.model.errors import CannotRead
from xlscorecard.word import legacy
from xlscorecard.word.legacy import converted, find_libreoffice
from xlscorecard.word.read import read_word

RTF = (
    r"{\rtf1\ansi {\trowd\clcbpat1\cellx2000\cellx4000 Measure\intbl\cell 62%\intbl\cell\row}"
    r"\pard After\par}"
)


def program(folder: Path, script: str) -> Path:
    """A stand-in for LibreOffice that does what the script says."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    path.chmod(0o755)
    return path


def old_file(folder: Path) -> Path:
    path = folder / "paper.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    return path


def test_without_libreoffice_the_command_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: None)
    with pytest.raises(CannotRead, match=r"needs LibreOffice.*install"):
        read_word(old_file(tmp_path))


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script")
def test_success_without_an_output_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soffice = program(tmp_path, "raise SystemExit(0)")
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: str(soffice))
    with pytest.raises(CannotRead, match="LibreOffice cannot read it"):
        read_word(old_file(tmp_path))


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script")
def test_a_crash_may_be_want_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soffice = program(tmp_path, "import os\nos.abort()")
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: str(soffice))
    with pytest.raises(
        CannotRead, match="crashed on it: it is damaged, or takes more than 1,000 MB"
    ):
        read_word(old_file(tmp_path))


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script")
def test_a_program_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "child"
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(told)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    soffice = program(tmp_path, script)
    monkeypatch.setattr(legacy, "find_libreoffice", lambda: str(soffice))
    with (
        pytest.raises(CannotRead, match="did not finish reading it within 2 seconds"),
        converted(old_file(tmp_path), ".doc", seconds=2),
    ):
        pass
    child = Path(f"/proc/{told.read_text()}/stat")
    for _ in range(50):
        if not child.exists() or child.read_text().split()[2] == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("a child of the converter is still running")


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_rich_text_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a paper (final), v2 – copy.rtf"
    path.write_text(RTF, encoding="ascii")
    document = read_word(path)
    assert document.name == path.name
    assert only_grid(document).texts() == [["Measure", "62%"]]


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_opendocument_text_is_read_too(tmp_path: Path) -> None:
    source = make_word(tmp_path / "made.docx", par("Scorecard") + table("Measure | 77.4%"))
    shutil.copy(source, tmp_path / "copy.docx")
    subprocess.run(
        [
            str(find_libreoffice()),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "odt",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "copy.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert only_grid(read_word(tmp_path / "copy.odt")).texts() == [["Measure", "77.4%"]]
