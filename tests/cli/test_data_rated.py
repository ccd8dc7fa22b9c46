"""Data that somebody typed, rated by rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_targets import run

CSV = """title,polarity,column,role,period,raw,value,unit,rag
Calls answered,higher,Target,target,2023/24,80%,80,percent,green
Calls answered,higher,Actual,actual,2023/24,79.6%,79.6,percent,green
Bins emptied,higher,Target,target,2023/24,80.0%,80,percent,amber
Bins emptied,higher,Actual,actual,2023/24,79.6%,79.6,percent,amber
"""
RULES = """schema = 1
name = "ours"
[[rule]]
id = "ours.percent"
units = ["percent"]
amber = "none"
words = "met or missed"
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "typed.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_a_target_is_met_at_the_digits_in_which_it_was_typed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = data.with_name("audit.json")
    assert run(capsys, "audit", data, "-o", out)[0] == 0
    rows = json.loads(out.read_text(encoding="utf-8"))["rows"]
    assert [(row["printed"], row["computed"]) for row in rows] == [
        ("green", "green"),
        ("amber", "amber"),
    ]


def test_convert_rates_data_by_the_rules_that_are_given(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, out = data.with_name("ours.toml"), data.with_name("out.json")
    rules.write_text(RULES, encoding="utf-8")
    assert run(capsys, "convert", data, "-o", out, "--rules", rules)[0] == 0
    found = json.loads(out.read_text(encoding="utf-8"))["records"]
    assert [(r["rag_rule"], r["rag_computed"]) for r in found] == [("ours.percent", "red")] * 2
