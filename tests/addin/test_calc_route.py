"""The case table through a real headless Calc with the add-in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.functions.cases import read_cases
from xlscorecard.addins.calc_file import build_extension, interface
from xlscorecard.functions.catalogue import FUNCTIONS

STAND = Path(__file__).with_name("calc_stand.py")


def find_python() -> str:
    """The Python that has UNO: LibreOffice is the system's, and so is its Python."""
    for python in ("/usr/bin/python3", shutil.which("python3")):
        if not python:
            continue
        asked = subprocess.run(
            [python, "-c", "import uno, tomllib"], capture_output=True, check=False
        )
        if asked.returncode == 0:
            return python
    pytest.skip("no Python from 3.11 on with UNO: ./check installs python3-uno")


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("calc") / "scorecard.oxt"
    build_extension(path)
    return path


@pytest.fixture(scope="module")
def calc(extension: Path) -> dict[str, Any]:
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice: ./check installs it")
    python = find_python()
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [python, STAND, extension, "--round-trip"],
        capture_output=True, text=True, timeout=300, env=clean, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_case(calc: dict[str, Any]) -> None:
    assert calc["wrong"] == []
    assert calc["cases"] == sum(not case.no_calc for case in read_cases()) > 700


def test_no_name_is_a_builtin_of_calc(calc: dict[str, Any]) -> None:
    names = [str(name).upper() for name in calc["functions"]]
    assert len(names) > 480
    for function in FUNCTIONS:
        assert names.count(function.name) == 1, function.name  # ours, and no other


def test_full_names_survive_an_excel_file(calc: dict[str, Any]) -> None:
    assert calc["round_trip"]["after"] == "Amber"


def test_the_extension_holds_the_functions_and_nothing_compiled(extension: Path) -> None:
    names = zipfile.ZipFile(extension).namelist()
    assert "pythonpath/xlscorecard/functions/call.py" in names
    assert {Path(name).suffix for name in names} <= {".py", ".toml", ".csv", ".xml", ".idl"}
    assert not any("/pdf/" in name or "/word/" in name for name in names)


def test_the_interface_names_each_function_once() -> None:
    text = interface()
    for function in FUNCTIONS:
        assert text.count(f" {function.name.lower()}(") == 1
