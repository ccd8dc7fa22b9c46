"""Small falsifications of the LAMBDA formulas, which the case table must notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xlscorecard.functions.lambda_text import LambdaName, lambda_names, stored_form

_SWAPS = {
    "<=": "<", ">=": ">", "<": ">", ">": "<", "MAX": "MIN", "MIN": "MAX", "OR": "AND",
    "AND": "OR", "+": "-", "*": "+", '"Amber"': '"Red"', '"Green"': '"Amber"', '"Red"': '"Green"',
}  # fmt: skip
_PLACE = re.compile(
    r'"(?:Amber|Green|Red)"|"(?:[^"]|"")*"|<=|>=|<>|[<>+*]|\b(?:MAX|MIN|OR|AND)\b(?=\()|'
    r"(?<![\w.])\d+(?:\.\d+)?(?:E[-+]?\d+)?(?![\w.])"
)


def mutants() -> Iterator[tuple[str, tuple[LambdaName, ...]]]:
    """Every single change: what it is, and all names with it."""
    names = lambda_names()
    for place, name in enumerate(names):
        for found in _PLACE.finditer(name.formula):
            new = _changed(found[0])
            if new is None:
                continue
            formula = name.formula[: found.start()] + new + name.formula[found.end() :]
            changed = replace(name, formula=formula, stored=stored_form(formula))
            around = name.formula[max(0, found.start() - 25) : found.end() + 15]
            what = f"{name.name}: {found[0]} -> {new} in ...{around}..."
            yield what, (*names[:place], changed, *names[place + 1 :])


def _changed(text: str) -> str | None:
    if text in _SWAPS:
        return _SWAPS[text]
    if text[0].isdigit():
        return f"{float(text) * 2 + 1:g}"
    return None
