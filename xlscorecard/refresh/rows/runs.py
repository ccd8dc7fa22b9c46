"""Rich text: a cell's text in runs of one look each, and a new text that keeps their looks.

Whoever types over a rich text in Excel gets the look of its first letter throughout, so that a
bold lead-in makes the whole commentary bold. Here words that stay keep their look, and a new
word takes the look of the word whose place it takes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d]+|[^\w\s]")
_COLOUR = re.compile(r"<(?:[\w.\-]+:)?color\s([^>]*?)\s*/?>")
_BLACK = re.compile(
    r"""theme=["']1["']|rgb=["'](?:FF|00)?000000["']|indexed=["']0*(?:8|64)["']|auto=""",
)


class Run(NamedTuple):
    """``look`` are run properties (``rPr``) as XML, nothing for the cell's own font."""

    look: str
    text: str


def reword(runs: Sequence[Run], text: str) -> tuple[Run, ...]:
    """A new text in the looks of an old one's runs; no letter is added or lost."""
    old = "".join(run.text for run in runs)
    looks = [run.look for run in runs for _ in run.text]
    if not looks:
        return (Run(runs[0].look if runs else "", text),)
    found: list[str] = []
    after = 0
    for word, start, end in _places(old, text):
        found += [looks[after]] * (word.start() - len(found))  # the space before it
        found += looks[start:end][: len(word[0])]
        found += [looks[end - 1]] * (word.end() - len(found))
        after = min(end, len(looks) - 1)
    found += [looks[after]] * (len(text) - len(found))
    letters = groupby(zip(found, text, strict=True), key=lambda letter: letter[0])
    return tuple(Run(look, "".join(letter for _, letter in part)) for look, part in letters)


def _places(old: str, text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Each word of the new text, and from where to where in the old one its look stands. Words
    beyond those that they replace go on in the look of the last of them."""
    olds, news = list(_WORD.finditer(old)), list(_WORD.finditer(text))
    start, end = 0, 1
    alike = SequenceMatcher(None, [word[0] for word in olds], [word[0] for word in news])
    for _, one, one_end, two, two_end in alike.get_opcodes():
        if one == one_end and one:  # put in: as what follows the word before it
            start = min(olds[one - 1].end(), len(old) - 1)
            end = start + 1
        for index in range(two, two_end):
            place = one + index - two
            if place < one_end:
                start, end = olds[place].span()
            yield news[index], start, end


def recoloured(old: Sequence[Run], new: Sequence[Run]) -> tuple[str, str] | None:
    """The words in colours that stand out, before and after, where they are no longer the same:
    a red "Red" may have become a red "Green", and only a person knows what the colour meant."""
    letters = Counter[str]()
    for run in old:
        letters[_colour(run.look)] += len(run.text)
    ground = letters.most_common(1)[0][0] if letters else ""
    before, after = (
        [(_colour(look), text.strip()) for look, text in runs if _colour(look) != ground]
        for runs in (old, new)
    )
    if before == after:
        return None
    return " ".join(text for _, text in before), " ".join(text for _, text in after)


def _colour(look: str) -> str:
    """A look's colour as it is stated; nothing where it is the common black."""
    stated = "".join(_COLOUR.findall(look))
    return "" if _BLACK.search(stated) else stated
