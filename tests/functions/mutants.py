"""Small falsifications of the LAMBDA formulas, which the cases must notice.

Lists in braces are left alone: they come word for word from the rules and vocabularies.
"""

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
    r'"(?:Amber|Green|Red)"|\{[^}]*\}|"(?:[^"]|"")*"|<=|>=|<>|[<>+*]|\b(?:MAX|MIN|OR|AND)\b(?=\()|'
    r"(?<![\w.])\d+(?:\.\d+)?(?:E[-+]?\d+)?(?![\w.])"
)

# What every run of the tests tries: (name, text, falsified text), each a rule of its own.
CHOSEN = (
    ("RAG.RATE", "gap<=dust)", "gap<=0-dust)"),
    ("RAG.RATE", "gap<-dust", "gap<dust"),
    ("RAG.RATE", "gap<=dust+RAG.ROOM", "gap<=0-2*dust+RAG.ROOM"),
    ("RAG.MARGINS", "0.5*(high-low)", "0.6*(high-low)"),
    ("RAG.RATE", "MAX(low-actual,0,actual-high)", "MAX(low-actual,0)"),
    ("RAG.RATE", "way*(low-actual)", "(low-actual)"),
    ("RAG.SHOWN", "+0.5+1E-9)", "+0.4)"),
    ("RAG.MARGIN", "IF(target=0,0,", "IF(target=0,1,"),
    ("RAG.MARGIN", "way*target<0", "way*target>0"),
    ("RAG.MARGIN", "size<20", "size<2000"),
    ("RAG.MARGIN", "AND(kind=0,size<=1)", "AND(kind=0,size<=3)"),
    ("RAG.MARGIN", "{0.1,0.1,0.05", "{0.2,0.1,0.05"),
    ("RAG.KIND", "ABS(sizes)>1.5", "ABS(sizes)>150"),
    ("RAG.TOL", "amount/100", "amount/10"),
    ("RAG.FULL", "kind<>5),100,1),goal", "kind<>5),1,1),goal"),
    ("RAG.READ", "target),most=least+1", "target),most=least+2"),
    ("RAG.TRAVEL", "way*side", "side"),
    ("RAG.LIMITS", "<3.267*rough", "<32.67*rough"),
    ("VARIATION", "ABS(steps)=6", "ABS(steps)=5"),
    ("RAG.PLACE", "INT(4*better/size)", "INT(4*(better+1)/size)"),
    ("RAGOVERALL", "score>=1.5-1E-9", "score>1.5"),
    ("RAGSUMMARY", "ranks<extra", "ranks<0"),
    ("RAG.ROOM", "ABS(low)<10*last", "ABS(low)<1*last"),
    ("RAG.DIGITS", "places-noughts", "places"),
    ("RAG.SENTENCE", '" above "', '" below "'),
    ("RAG.SENTENCE", "room=0", "room=1"),
    ("RAG.CODE", 'IF(LEFT(rest,1)="("', 'IF(LEFT(rest,1)="["'),
    ("RAG.START", "MOD(start+1,100)", "MOD(start,100)"),
    ("RAG.ENTRY", "<=start)", "<start)"),
)


def chosen(name: str, text: str, falsified: str) -> tuple[LambdaName, ...]:
    """All names, one of them falsified."""
    changed = []
    for each in lambda_names():
        formula = each.formula
        if each.name == name:
            assert formula.count(text) == 1, f"{name} has no {text}"
            formula = formula.replace(text, falsified)
        changed.append(replace(each, formula=formula, stored=stored_form(formula)))
    return tuple(changed)


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
