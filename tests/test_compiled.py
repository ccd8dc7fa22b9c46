"""What ``pip install .`` compiles reads papers exactly as the sources do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Tells where the modules come from, then reads every sample and prints all that it found.
READ_SAMPLES = """
import sys
from pathlib import Path
from xlscorecard.pipeline import read_pages, read_scorecard
from xlscorecard.tables.unruled import unruled
print(Path(unruled.__file__).suffix)
for path in map(Path, sys.argv[1:]):
    if path.suffix == ".pdf":
        print(list(read_pages(path, raw=True)))
    print(read_scorecard(path))
"""


def read_samples(package: Path) -> tuple[str, str]:
    """Which kind of modules read, and all that they found in the samples."""
    samples = [path for kind in ("pdf", "docx", "xlsx") for path in ROOT.glob(f"samples/*.{kind}")]
    done = subprocess.run(
        [sys.executable, "-c", READ_SAMPLES, *map(str, sorted(samples))],
        cwd=package,
        env=os.environ | {"PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=True,
    )
    kinds, _, found = done.stdout.partition("\n")
    return kinds, found


def test_a_compiled_wheel_reads_the_samples_as_the_sources_do(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "package")

    kinds, found = read_samples(tmp_path / "package")

    headers = Path(sysconfig.get_path("include"), "Python.h").exists()
    compiled = headers and shutil.which("cc") is not None and sys.platform == "linux"
    assert kinds == (".so" if compiled else ".py")
    source_kinds, read_by_source = read_samples(ROOT)
    assert source_kinds == ".py"
    assert found == read_by_source
    assert found.count("Scorecard(") >= 10
