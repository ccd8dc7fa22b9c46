"""The package as users have it: what ``pip install .`` puts in place, compiled where it can be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def install(folder: Path) -> Path:
    """Install this copy, without its dependencies, in a folder to be put on PYTHONPATH; raises
    CalledProcessError where pip cannot."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--target", str(folder), str(ROOT)], check=True)
    return folder
