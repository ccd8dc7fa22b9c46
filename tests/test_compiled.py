"""What ``pip install .`` compiles reads papers exactly as the sources do."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
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


def run_with(package: Path, *arguments: str) -> str:
    """What Python prints with this package; texts in sets come in one order."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=package,
        env=os.environ | {"PYTHONPATH": str(package), "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def read_samples(package: Path) -> tuple[str, str]:
    """Which kind of modules read, and all that they found in the samples."""
    samples = [path for kind in ("pdf", "docx", "xlsx") for path in ROOT.glob(f"samples/*.{kind}")]
    kinds, _, found = run_with(package, "-c", READ_SAMPLES, *map(str, sorted(samples))).partition(
        "\n"
    )
    return kinds, found


def test_a_compiled_wheel_reads_as_the_sources_do(tmp_path: Path) -> None:
    """The samples, and papers of odd cells: a wrong annotation, which a plain module never
    notices, is a TypeError in a compiled one. One test, for the wheel takes a minute to make,
    though the C compiler is told not to look for quicker code: that takes it two more."""
    compiler = tmp_path / "cc"
    compiler.write_text('#!/bin/sh\nexec cc "$@" -O0\n')
    compiler.chmod(0o755)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    quick = os.environ | {"CC": str(compiler)}
    subprocess.run(build, cwd=ROOT, env=quick, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    package = tmp_path / "package"
    zipfile.ZipFile(wheel).extractall(package)

    kinds, found = read_samples(package)

    headers = Path(sysconfig.get_path("include"), "Python.h").exists()
    compiled = headers and shutil.which("cc") is not None and sys.platform == "linux"
    assert kinds == (".so" if compiled else ".py")
    source_kinds, read_by_source = read_samples(ROOT)
    assert source_kinds == ".py"
    assert found == read_by_source
    assert found.count("Scorecard(") >= 10

    script = str(ROOT / "tests" / "odd_papers.py")
    found = run_with(package, script, "1")
    assert found == run_with(ROOT, script, "1")
    assert found.count("Observation(") > 2000


def test_no_lambda_of_a_compiled_module_binds_a_name() -> None:
    """mypyc takes such a name for one of the function around the lambda."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    hook = config["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    modules = [path for pattern in hook["modules"] for path in ROOT.glob(pattern)]
    assert len(modules) > 150
    binding = [
        f"{path.name} line {node.lineno}"
        for path in modules
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Lambda)
        and any(isinstance(part, ast.NamedExpr) for part in ast.walk(node.body))
    ]
    assert binding == []
