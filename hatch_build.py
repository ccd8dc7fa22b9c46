"""Compiles what reads papers for a wheel, with mypyc, where a C compiler is found.

The modules are plain typed Python and stay so: an editable copy, as ``./check`` makes one, runs
them as they are, and so does a machine without a compiler. ``pip install .`` compiles those that
``pyproject.toml`` names, the rooms from a PDF's page to its records: they take four fifths of the
time then and find the same (``tests/test_compiled.py``). ``XLSCORECARD_COMPILE=0`` leaves it
out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledReading(BuildHookInterface[Any]):
    """Adds compiled modules beside their sources; a wheel without them where that fails."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs; ``version`` is ``editable`` for a development
        copy, which stays as it is."""
        if version == "editable" or os.environ.get("XLSCORECARD_COMPILE") == "0":
            return
        root = Path(self.root)
        modules, plain = (
            {
                path.relative_to(root).as_posix(): None
                for pattern in self.config[names]
                for path in sorted(root.glob(pattern))
            }
            for names in ("modules", "plain")
        )
        self._built = Path(tempfile.mkdtemp(prefix="xlscorecard-build-"))
        shutil.copytree(root / "xlscorecard", self._built / "xlscorecard")
        done = subprocess.run(
            [sys.executable, __file__, *(name for name in modules if name not in plain)],
            check=False,
            cwd=self._built,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            reason = (done.stderr or done.stdout).strip().splitlines()[-1:]
            self.app.display_warning(f"reading is not compiled, only slower: {''.join(reason)}")
            return
        for path in [*self._built.glob("*.so"), *self._built.glob("*.pyd")]:
            build_data["force_include"][str(path)] = path.name
        for path in (self._built / "xlscorecard").rglob("*"):
            if path.suffix in {".so", ".pyd"}:
                place = path.relative_to(self._built).as_posix()
                build_data["force_include"][str(path)] = place
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is packed."""
        built = getattr(self, "_built", None)
        if built is not None:
            shutil.rmtree(built, ignore_errors=True)


def compile_modules(modules: list[str]) -> None:
    """Compile modules, given by their paths, beside their sources in the working folder; ends
    the process with the compiler's message where that fails."""
    from mypyc.build import mypycify
    from setuptools import setup
    from setuptools._distutils.ccompiler import CCompiler

    def at_once(compiler: Any, sources: list[str], *given: Any, **named: Any) -> list[str]:
        """As ``CCompiler.compile``, which takes one file after the other."""
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            made = threads.map(lambda name: one_by_one(compiler, [name], *given, **named), sources)
            return [name for names in made for name in names]

    one_by_one = CCompiler.compile
    CCompiler.compile = at_once
    setup(
        name="xlscorecard",
        packages=[],
        script_args=["--quiet", "build_ext", "--inplace"],
        ext_modules=mypycify(
            # The same whatever else is installed: other packages are taken as untyped, and other
            # modules' faults are for ./check to find.
            [
                "--ignore-missing-imports",
                "--no-site-packages",
                "--follow-imports=silent",
                "--config-file=",
                *modules,
            ],
            opt_level="2",
            debug_level="0",
            multi_file=True,
            group_name="xlscorecard",
        ),
    )


if __name__ == "__main__":
    compile_modules(sys.argv[1:])
