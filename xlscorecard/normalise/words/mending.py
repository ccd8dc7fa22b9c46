"""Words and figures that a narrow column has broken: "Improvi" over "ng", "13,563,2" over "31"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from typing import TypeVar

_Meaning = TypeVar("_Meaning")

# Patterns begin with the break itself, which is found at once; what stands before it comes second.
_HYPHENATED = re.compile(r"-\n(?<=[^\W\d_]-\n)(?=[^\W\d_])")
# A thousands group that is not finished at the line's end goes on in the next, as does what ends
# in a point or a comma. "98.5" over "6" may be two figures.
_SPLIT_FIGURE = re.compile(
    r"\n(?:(?<=\d\n)(?=,\d\d\d\b)|(?<=,\d\n)(?=\d\d\b)|(?<=,\d\d\n)(?=\d\b)|"
    r"(?<=\d[,.]\n)(?=\d))"
)
# A word longer than its column goes on in the next line without a hyphen ("employme" over "nt"):
# what stands there is no word of its own. "y" and "t" with words
# behind them may be ("Nifer y tai", "t CO2e").
_BROKEN_WORD = re.compile(
    r"\n(?<=[^\W\d_]{4}\n)(?=(?:[de]|[yrt](?![^\S\n]*\S)|nt|ns|ts|ty|ry|cy|ly|es|ed|er|al|ds|rs|ng|ge|ce|te|ve|ss|nts|"
    r"ing|ings|ion|ions|ons|tion|tions|ment|ments|ent|ents|ted|ies|ity|ness|ance|ence|ible)\b"
    r"(?![.-]\w))"
)
# A word or figure is broken so often at most.
_MOST_BREAKS = 4


@lru_cache(maxsize=8192)  # a cell is asked many times: by its column, its row and its table
def one_line(text: str) -> str:
    """Text with every run of white space as one space; a word that was broken after its
    hyphen is whole again, and so are a word and a figure that plainly go on in the next line."""
    if "\n" in text:
        text = _BROKEN_WORD.sub("", text)
        if "-\n" in text:
            text = _HYPHENATED.sub("-", text)
        text = _SPLIT_FIGURE.sub("", text)
    return " ".join(text.split())


def readings(text: str) -> Iterator[str]:
    """What the lines of a cell may say: first with a space at each break, then with words
    put together across some breaks, the fewest first."""
    plain = one_line(text)
    yield plain
    if "\n" not in text:
        return
    if "-\n" in text:
        whole = one_line(_HYPHENATED.sub("", text))  # "Tar-" over "get"
        if whole != plain:
            yield whole
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not 2 <= len(lines) <= _MOST_BREAKS + 1:
        return
    for joints in sorted(product((" ", ""), repeat=len(lines) - 1), key=lambda j: j.count("")):
        if "" in joints:
            yield lines[0] + "".join(j + line for j, line in zip(joints, lines[1:], strict=True))


def first_meaning(text: str, parse: Callable[[str], _Meaning | None]) -> _Meaning | None:
    """The meaning of the first reading that has one."""
    if "\n" not in text:  # nearly every cell: it has one reading
        return parse(one_line(text))
    for reading in readings(text):
        meaning = parse(reading)
        if meaning is not None:
            return meaning
    return None
