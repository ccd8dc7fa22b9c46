"""Every finding that the code can give is explained in docs/findings.md, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
_MAKERS = {"Finding", "doubt", "doubt_once", "remark", "_note"}


def _codes_in_use() -> set[str]:
    codes = set()
    for path in (ROOT / "xlscorecard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in _MAKERS:
                continue
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    codes.add(part.value)
    return {code for code in codes if _CODE.fullmatch(code)}


def _codes_explained() -> set[str]:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    return {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)}


def test_every_code_is_explained_and_every_explanation_is_used() -> None:
    assert _codes_in_use() == _codes_explained()
