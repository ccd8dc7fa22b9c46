"""A key that is no table: lines of text, or parts of one line, that begin with a symbol each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.grid import Cell, Paragraph
from xlscorecard.model.mark import MadeOf, MarkKind
from xlscorecard.model.scorecard import KeyEntry, Rag
from xlscorecard.normalise.key.entry import MOVES, KeyLine, entry_of
from xlscorecard.normalise.words.key_words import rag_of_meaning
from xlscorecard.normalise.words.mending import one_line

# What a line of a key says is shorter; a longer one is a sentence after a bullet.
_LONGEST_MEANING = 70
# Beside a cross it is red; beside a circle it may be amber.
_SHORT_OF = re.compile(
    r"^(?:below|under|worse than|outside|behind) (?:the )?(?:target|plan|profile|standard)\W*$",
    re.IGNORECASE,
)
_KEY_WORD = re.compile(r"^(?:key|legend)\b\s*[:=–-]?\s*", re.IGNORECASE)
# "■ Well below target  Trend:", before the arrows that the word heads.
_HEADS_OTHERS = re.compile(r"\s[A-Z][a-z]+(?: [a-z]+){0,3}:\s*$")
_BEFORE_SYMBOL = " \t,;|(/"


def symbol_parts(line: str) -> list[str]:
    """The parts of a line of text that begin with a symbol each: "✔ = on target, ✘ = below it" has
    two; the line itself, without the word for a key before it, where it has no more than one."""
    line = _KEY_WORD.sub("", line.strip())
    if line.isascii():
        return [line] if line else []
    starts = [
        place
        for place, character in enumerate(line)
        if (place == 0 or line[place - 1] in _BEFORE_SYMBOL)
        and not character.isascii()
        and glyph_marks(character)
    ]
    if len(starts) < 2 or starts[0]:
        return [line] if line else []
    ends = [*starts[1:], len(line)]
    parts = (line[a:b].partition(";")[0] for a, b in zip(starts, ends, strict=True))
    return [_HEADS_OTHERS.sub("", part).strip(_BEFORE_SYMBOL) for part in parts]


def symbol_lines(paragraph: Paragraph) -> Iterator[KeyLine]:
    """The lines of a key that is no table, or the parts of one line: each begins with its symbol, a
    character or one that is drawn before it, and goes on in the words of keys."""
    lines = [part for line in paragraph.text.split("\n") for part in symbol_parts(line)]
    drawn = [mark for mark in paragraph.marks if mark.made_of is not MadeOf.GLYPH]
    inked = [mark for mark in paragraph.marks if mark.made_of is MadeOf.GLYPH]
    for number, line in enumerate(lines):
        marks = glyph_marks(line[0])
        if marks and len(inked) == len(lines) and inked[number].kind is marks[0].kind:
            marks = (inked[number],)  # "■ Met" with its square in green
        if not marks and len(drawn) == len(lines):
            marks = (drawn[number],)
        words = one_line(line[1:] if glyph_marks(line[0]) else line).lstrip("=:-–— ")
        said = rag_of_meaning(words) if len(words) < _LONGEST_MEANING else None
        if not marks or MOVES.search(words):
            continue
        own = Cell(0, 0, text="", marks=marks)
        if said is not None:
            yield entry_of(own, words), own
        elif marks[0].kind is MarkKind.CROSS and _SHORT_OF.search(words):
            yield KeyEntry(MarkKind.CROSS.value, words, rag=Rag.RED), own
