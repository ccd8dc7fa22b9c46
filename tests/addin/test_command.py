"""The addin command as an officer calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlscorecard.cli.main import main


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["addin", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_build_writes_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "-o", str(tmp_path / "out"), "--site", "https://example.test/rag") == 0
    names = {path.name for path in (tmp_path / "out").rglob("*")}
    assert {"xlscorecard.xlam", "scorecard.oxt", "functions.js", "engine.zip"} <= names
    manifest = (tmp_path / "out/officejs/manifest.xml").read_text("utf-8")
    assert "https://example.test/rag/functions.html?engine=browser" in manifest
    assert "token" not in manifest
    assert "Scorecard tab" in capsys.readouterr().out


def test_a_site_wants_https(tmp_path: Path) -> None:
    assert run("build", "-o", str(tmp_path), "--site", "http://example.test") == 2


def test_install_says_that_there_is_no_excel_here(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    if sys.platform != "linux":
        pytest.skip("for systems without Excel")
    assert run("install") == 2
    assert "addin lambda" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["build", "install", "uninstall", "status", "lambda", "lint", "serve"]
)
def test_help_shows_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(name, "--help") == 0
    assert f"xlscorecard addin {name}" in capsys.readouterr().out
