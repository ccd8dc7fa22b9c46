"""docs/rules.md says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from xlscorecard.engine import rules_reader
from xlscorecard.engine.rules import default_rules, parse_rules, shipped_names

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_example_file_in_the_docs_is_in_order() -> None:
    text = (DOCS / "rules.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    found = parse_rules(example)
    assert found.own == 1
    keys = set(re.findall(r"^(\w+) =", example, re.MULTILINE))
    known = (
        rules_reader.TOP
        | rules_reader.RULE
        | rules_reader.MEASURE
        | rules_reader.BREAK
        | rules_reader.BASIS
    )
    sections = {"rule", "measure", "break", "basis", "polarity", "trend", "risk", "quartile",
                "actions", "extends"}  # fmt: skip
    assert known - keys - sections == set(), "documented nowhere"


def test_every_amber_value_in_the_docs_is_read() -> None:
    text = (DOCS / "rules.md").read_text("utf-8")
    table = text.split("**`amber`** is one of")[1].split("**`green`**")[0]
    values = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    assert len(values) > 10
    for value in values:
        target = "band" if "of_width" in value else "any"
        parse_rules(f'schema = 1\n[[rule]]\nid = "x"\ntarget = "{target}"\namber = {value}\n')


def test_every_shipped_file_and_default_rule_is_named() -> None:
    text = (DOCS / "rules.md").read_text("utf-8")
    for name in shipped_names():
        assert f"`{name}`" in text
    assert len(default_rules().entries) == 11
