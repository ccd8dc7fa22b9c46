"""The function calls in a formula's text, each argument with its place in that text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from xlscorecard.functions.catalogue import BY_NAME

# 'C:\Users\kim\x.xlam'!RAG( as typed, [1]!RAG( as Excel stores it, and other tools' prefixes;
# an apostrophe inside a quoted place is doubled. Texts in the formula are stepped over.
_LINKED = re.compile(
    r'"(?:[^"]|"")*"|'
    r"(?P<link>'(?:[^'\[]|'')*\.xla[m]?'!|\[\d+\]!|'(?:[^'\[]|'')*\[[^\]]*\.xla[m]?\](?:[^']|'')*'!|"
    r"(?<![\w.\]'])[\w.\-]+\.xla[m]?!|_xldudf_|_xll\.|ORG\.SCORECARD\.SCORECARD\.)"
    r"(?P<name>[A-Z]+)(?=\()",
    re.IGNORECASE,
)
# Excel takes 8,192 characters; what it makes of them in a file may be somewhat longer.
_LONGEST = 16_384
_BLANKS = re.compile(r"[ \n]+")


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of a formula: ``formula[start:end]`` is ``text``, blanks around it left out."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Call:
    """A call; ``name`` in capitals."""

    name: str
    arguments: tuple[Written, ...]


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    arguments: list[Written] = field(default_factory=list)


def without_links(formula: str) -> tuple[str, str]:
    """The formula with our functions asked of nobody's disk, and the first link taken out."""
    links: list[str] = []

    def plain(match: re.Match[str]) -> str:
        if match["name"] is None or match["name"].upper() not in BY_NAME:
            return match[0]
        links.append(match["link"])
        return match["name"].upper()

    text = _LINKED.sub(plain, formula)
    return text, links[0] if links else ""


def find_calls(formula: str) -> Iterator[Call]:
    """The calls in a formula that starts with "=", inner ones too, the inner ones first;
    raises ValueError for what is no formula."""
    if len(formula) > _LONGEST:
        raise ValueError("too long")
    at = 1
    stack: list[_Open] = []
    try:
        tokens = Tokenizer(formula).items
    except (TokenizerError, IndexError) as error:
        raise ValueError(formula) from error
    for token in tokens:
        # The tokenizer keeps one blank of several.
        blanks = _BLANKS.match(formula, at) if token.type == Token.WSPACE else None
        end = blanks.end() if blanks else at + len(str(token.value))
        if token.type in {Token.FUNC, Token.PAREN, Token.ARRAY, "ARRAYROW"}:
            if token.subtype == Token.OPEN:
                name = str(token.value)[:-1] if token.type == Token.FUNC else ""
                stack.append(_Open(name.upper(), end))
            elif not stack:
                raise ValueError(formula)
            else:
                inner = stack.pop()
                inner.arguments.append(_written(formula, inner.start, at))
                if inner.name:
                    yield Call(inner.name, tuple(inner.arguments))
        elif token.type == Token.SEP and stack and stack[-1].name and token.subtype == Token.ARG:
            stack[-1].arguments.append(_written(formula, stack[-1].start, at))
            stack[-1].start = end
        at = end


def _written(formula: str, start: int, end: int) -> Written:
    text = formula[start:end]
    return Written(text.strip(), start + len(text) - len(text.lstrip()))


def rewrite(formula: str, changes: Iterable[tuple[Written, str]]) -> str:
    """The formula with pieces of it replaced; of two changes of one piece the first holds."""
    places: dict[tuple[int, int], str] = {}
    for piece, new in changes:
        places.setdefault((piece.start, piece.end), new)
    for (start, end), new in sorted(places.items(), reverse=True):
        formula = formula[:start] + new + formula[end:]
    return formula
