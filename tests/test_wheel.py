"""A wheel installed outside the checkout carries everything that the commands need."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_holds_data_templates_and_add_in(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    plain = os.environ | {"XLSCORECARD_COMPILE": "0"}
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, env=plain)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "xlscorecard").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert data
    assert data <= names
    for folder in ("templates", "addin"):
        shipped = {
            f"xlscorecard/shipped/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert shipped
        assert shipped <= names
