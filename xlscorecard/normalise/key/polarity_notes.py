"""Which way is good, as a note says it of many measures at once.

"* Lower is better" below a table tells it of the measures that carry the mark, "For all measures
a higher figure is better unless marked" of those that carry none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlscorecard.model.scorecard import Polarity
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.words import polarity_judged

# Longer paragraphs are no notes.
_LONGEST = 400
_MARKS = "*†‡§¤#^"
_NOTE = re.compile(
    rf"^[(\[]?(?P<mark>[{re.escape(_MARKS)}]{{1,3}})[)\]]?\s*[-–—:=]?\s*(?P<words>\S.*)$"
)
_MARKED = re.compile(
    r"\b(?:marked|denoted|indicated|shown|flagged|identified|followed)\b.{0,30}?"
    rf"(?:(?P<mark>[{re.escape(_MARKS)}]{{1,3}})|\b(?P<name>asterisk|dagger|hash)\b)",
    re.IGNORECASE,
)
_NAMED = {"asterisk": "*", "dagger": "†", "hash": "#"}
_UNLESS = re.compile(r"\b(?:unless|except|other than|apart from)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every)\b.{0,20}?\b(?:measures?|indicators?|[pk]?pis?|kpis?|others?)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"\n|;|\.\s+(?=[A-Z*†‡])")


@dataclass(frozen=True, slots=True)
class PolarityNotes:
    """``marked``: the polarity of measures that carry a mark; ``others``: that of those that carry
    none, where the paper says so of all of them."""

    marked: tuple[tuple[str, Polarity], ...] = ()
    others: Polarity | None = None

    def of(self, marks: tuple[str, ...]) -> Polarity | None:
        """The polarity of a measure with these marks, those of other notes among them."""
        told = {polarity for mark, polarity in self.marked if mark in marks}
        if told:
            return told.pop() if len(told) == 1 else None
        return None if any(mark in self.excepted for mark in marks) else self.others

    @property
    def excepted(self) -> frozenset[str]:
        """The marks that take a measure out of what is said of all."""
        return frozenset(_MARKS) | {mark for mark, _ in self.marked}


NO_NOTES = PolarityNotes()


class PolarityNoteReader:
    """Gathers the notes of a paper, text by text."""

    def __init__(self) -> None:
        self._marked: dict[str, set[Polarity]] = {}
        self._others: set[Polarity] = set()

    def add(self, text: str) -> None:
        """A paragraph or a footnote's row."""
        if len(text) > _LONGEST:
            return
        for sentence in _SENTENCE.split(text):
            self._add_sentence(one_line(sentence))

    def _add_sentence(self, said: str) -> None:
        mark = _mark_told(said)
        if mark is None and not _ALL.search(said):
            return
        polarity = polarity_judged(said)
        if polarity is not None:
            (self._others if mark is None else self._marked.setdefault(mark, set())).add(polarity)

    def notes(self) -> PolarityNotes:
        """What the notes say; nothing of a mark that two of them tell differently."""
        marked = tuple((mark, next(iter(p))) for mark, p in self._marked.items() if len(p) == 1)
        others = next(iter(self._others)) if len(self._others) == 1 else None
        return PolarityNotes(marked, others)


def _mark_told(said: str) -> str | None:
    """The mark of the measures that a sentence is about: before it, or named in it."""
    note = _NOTE.match(said)
    if note is not None:
        return note["mark"]
    pointed = _MARKED.search(said)
    if pointed is None or _UNLESS.search(said):
        return None
    return pointed["mark"] or _NAMED[pointed["name"].lower()]


def marks_of_title(title: str) -> tuple[str, ...]:
    """The marks of notes before and behind a measure's name."""
    found = re.match(
        rf"^(?P<a>[{re.escape(_MARKS)}]*).*?(?P<b>[{re.escape(_MARKS)}]*)$", title, re.DOTALL
    )
    marks = (found["a"], found["b"]) if found else ()
    return tuple(mark for mark in marks if mark)
