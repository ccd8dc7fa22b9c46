"""What ``xlscorecard doctor`` says on a machine where all is there, and where it is not."""

from __future__ import annotations

import importlib
import json
import re
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xlscorecard.cli import doctor
from xlscorecard.cli.doctor import satisfies


def run() -> Result:
    return CliRunner().invoke(doctor.command, [], standalone_mode=False)


def lines(result: Result, name: str) -> list[str]:
    return [line for line in result.output.splitlines() if f" {name} " in line]


def without(monkeypatch: pytest.MonkeyPatch, *lacking: str) -> None:
    """As if these packages were not installed."""
    real = metadata.version

    def version(name: str) -> str:
        if name in lacking:
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)


def test_all_that_is_required_is_there_here() -> None:
    result = run()
    assert result.return_value == 0
    for name in ("Python", "pypdfium2", "openpyxl", "pandas", "templates and add-in"):
        (line,) = lines(result, name)
        assert line.startswith("ok"), line
    assert "All that is required is there" in result.output


def test_a_required_package_that_is_missing_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "pyarrow")
    result = run()
    assert result.return_value == 1
    assert lines(result, "pyarrow")[0].startswith("missing")
    assert '-m pip install "pyarrow>=' in result.output
    assert "1 required part is missing." in result.output


def test_an_optional_part_that_is_missing_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "rapidocr")
    monkeypatch.setattr("xlscorecard.word.legacy.find_libreoffice", lambda: None)
    result = run()
    assert result.return_value == 0
    assert lines(result, "extra [ocr]")[0].startswith("optional")
    assert re.search(r'-m pip install ".*\[ocr\].*"\n', result.output)
    assert lines(result, "LibreOffice")[0].startswith("optional")
    assert "to install: " in result.output


def test_a_package_that_is_too_old_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "1.5" if name == "pandas" else real(name))
    result = run()
    assert result.return_value == 1
    assert "1.5; >=2.2 is needed" in result.output


@pytest.mark.parametrize(
    ("version", "versions", "fits"),
    [
        ("2.2", ">=2.2", True),
        ("2.2.0", ">=2.2", True),
        ("2.1.9", ">=2.2", False),
        ("10.0", ">=2.2", True),
        ("6.0", "<6,>=5", False),
        ("5.99.1", "<6,>=5", True),
        ("3.3.0rc1", ">=3.2", True),
        ("1.0", "", True),
    ],
)
def test_versions_are_compared_number_by_number(version: str, versions: str, fits: bool) -> None:
    assert satisfies(version, versions) is fits


@pytest.mark.parametrize(
    ("place", "told", "wanted"),
    [
        ("clone/xlscorecard/cli/doctor.py", None, "{at}/clone[ocr]"),
        ("site/xlscorecard/cli/doctor.py", "file:///home/kim/x", "xlscorecard[ocr] @ file:///home/kim/x"),
        ("site/xlscorecard/cli/doctor.py", "https://pypi.example/x.whl", "xlscorecard[ocr]"),
        ("site/xlscorecard/cli/doctor.py", None, "xlscorecard[ocr]"),
    ],
)  # fmt: skip
def test_an_extra_comes_from_where_we_came_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, told: str | None, wanted: str
) -> None:
    class Ours:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return None if told is None else json.dumps({"url": told, "dir_info": {}})

    (tmp_path / "clone").mkdir()
    (tmp_path / "clone" / "pyproject.toml").touch()
    without(monkeypatch, "rapidocr")
    monkeypatch.setattr(doctor, "__file__", str(tmp_path / place))
    monkeypatch.setattr(metadata, "distribution", lambda _: Ours())
    part = doctor._extra("ocr", "reading", ["rapidocr"])
    assert f'install "{wanted.format(at=tmp_path)}"' in part.command


def test_it_is_a_command_of_the_program() -> None:
    main = importlib.import_module("xlscorecard.cli.main")
    result = CliRunner().invoke(main.xlscorecard, ["doctor", "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output
