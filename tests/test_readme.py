"""What the README shows is so."""

from __future__ import annotations

import os
import re
from pathlib import Path

from xlscorecard.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_file_that_it_points_at_is_there() -> None:
    missing = [
        target
        for target in re.findall(r"\]\(([^)#]+)\)", README)
        if not target.startswith("http") and not (ROOT / target).exists()
    ]
    assert missing == []


def test_its_python_example_runs_as_it_says() -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        names: dict[str, object] = {}
        exec(code[1], names)
    finally:
        os.chdir(before)
    scorecards = names["scorecards"]
    title = scorecards.records[0].title  # type: ignore[attr-defined]
    assert f"# {title!r}" in code[1]


def test_every_command_that_it_names_exists() -> None:
    named = set(re.findall(r"`xlscorecard (\w+)", README))
    assert named <= set(COMMANDS), named - set(COMMANDS)
