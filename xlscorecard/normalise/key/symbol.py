"""RAG and trend of a cell: word, colour, shape, arrow, in the light of the paper's key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlscorecard.marks.colour import is_neutral, rag_of_palette
from xlscorecard.marks.glyphs import decayed_arrow, glyph_marks, without_glyphs
from xlscorecard.model.geometry import BLACK, WHITE, Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import Mark, MarkKind
from xlscorecard.model.scorecard import Rag, Trend
from xlscorecard.normalise.key.key import Symbols
from xlscorecard.normalise.words.direction import trend_of_direction, trend_of_mark
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.normalise.words.two_ratings import present_rating
from xlscorecard.values.words import (
    between_ratings,
    names_colour,
    parse_rag,
    parse_trend_word,
    ticked,
)

ASKS_WHETHER_MET = re.compile(
    r"\b(?:(?:target|sla|standard|plan|threshold|trajectory|kpi|requirement) (?:met|achieved|hit)|"
    r"(?:met|meet|meeting|hit|achieved?|on) (?:the |our )?target|achieved|"
    r"on (?:track|course|schedule)|within (?:the )?(?:limits?|target|tolerance)|"
    r"complied|compliant)\b|^met\b",
    re.IGNORECASE,
)
_ASKS_WHETHER_BETTER = re.compile(r"\bimprov(?:ed|ing)\b|\bbetter than\b", re.IGNORECASE)
_ANSWERS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_ANSWERING = frozenset({MarkKind.TICK, MarkKind.CROSS})
# Faces, thumbs and warning signs in a column of ratings say by themselves what they mean.
_FACES = {
    **dict.fromkeys("☺🙂😀😃😄😊👍", Rag.GREEN),
    **dict.fromkeys("😐😑😶⚠", Rag.AMBER),
    **dict.fromkeys("☹🙁😞😟😢👎", Rag.RED),
}
# What the picture of a bar beside its figure ("45%" of an action done) is taken for.
_BARS = frozenset({MarkKind.DASH, MarkKind.OTHER})
# What stands where a font lacks the arrow: no sign that nothing changed.
_EMPTY_BOXES = frozenset("□◻▢❏❐❑❒⬜▯")
_FLAT_SIGNS = frozenset("=~≈▬■◼━―")


@dataclass(frozen=True, slots=True)
class RagReading:
    """A cell's RAG and, where word and colour say different things, what the colour says; the
    one of both that is ``rag`` stands."""

    rag: Rag | None = None
    colour_says: Rag | None = None
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Palette:
    """The paper's colours by class; a colour that is not in it has none."""

    classes: tuple[tuple[Rgb, Rag], ...] = ()

    def rag(self, colour: Rgb | None) -> Rag | None:
        if colour is None:
            return None
        return next((rag for known, rag in self.classes if known == colour), None)


class ColourCount:
    """Counts the colours of a paper's tables."""

    def __init__(self) -> None:
        self._seen: Counter[Rgb] = Counter()

    def add(self, grid: Grid) -> None:
        """Count a table's colours."""
        for cell in grid.cells:
            for colour in _colours(cell):
                self._seen[colour] += 1

    def palette(self, symbols: Symbols) -> Palette:
        """All colours classified together, with the key's colours as truth."""
        classes = dict(rag_of_palette(self._seen, dict(symbols.colours)))
        classes.update(symbols.colours)
        return Palette(tuple(classes.items()))


def _colours(cell: Cell) -> Iterable[Rgb]:
    for mark in cell.marks:
        if mark.colour is not None:
            yield mark.colour
    for colour in (cell.fill, cell.highlight, cell.ink, cell.bar):
        if colour is not None and colour not in (BLACK, WHITE):
            yield colour


_SHORT_OF = re.compile(r"(?:just|slightly) below", re.IGNORECASE)


def _rag_of_words(said: str) -> Rag | None:
    """The class of a word in a column of ratings, where "Slightly below" is below the target;
    elsewhere it may be below England."""
    return parse_rag(f"{said} target" if _SHORT_OF.fullmatch(said) else said)


def read_rag(
    cell: Cell,
    symbols: Symbols,
    palette: Palette,
    background: Rgb | None = None,
    header: str = "",
) -> RagReading:
    """The RAG of a cell of a RAG column. A colour's name or letter, or a word of the key, stands
    over any colour; over a phrase ("Below target") that we know from other papers only, the
    cell's own colour stands. A colour that the row's other cells share (``background``) is no
    RAG, nor is one under two classes ("A/G"), unless ``header`` or key tell which of them is the
    present one. Under a ``header`` that asks whether a target was
    met, a tick or "Yes" is green and a cross or "No" red."""
    chosen = ticked(cell.text)
    text = chosen or present_rating(one_line(cell.text), header, symbols.brackets_are_other)
    if chosen is None and text == one_line(cell.text):
        text = without_glyphs(cell.text)
    word = first_meaning(text, lambda said: symbols.rag_of_word(said) or _rag_of_words(said))
    colour = rag_of_colours(cell, palette, background)
    marks = cell.marks or glyph_marks(cell.text)
    answer = answer_to(header, text, marks)
    if answer is not None:
        word = None  # "Y" under "Target met" is no yellow
    if word is not None:
        clash = colour if colour is not None and colour is not word else None
        plain = names_colour(text) or first_meaning(text, symbols.rag_of_word) is not None
        return RagReading(word if plain or clash is None else clash, colour_says=clash)
    if between_ratings(text):
        return RagReading()  # whatever the colour between two that such a cell is painted in
    if colour is not None:
        return RagReading(colour)
    for mark in marks:
        known = symbols.rag_of_kind(mark.kind)
        if known is not None:
            return RagReading(known)
    faces = {_FACES[mark.glyph] for mark in marks if mark.glyph in _FACES}
    if len(faces) == 1:
        return RagReading(faces.pop())
    if answer is not None:
        return RagReading(Rag.GREEN if answer else Rag.RED)
    if _is_grey(cell, background):
        return RagReading(Rag.GREY)
    kinds = {mark.kind for mark in marks} - {MarkKind.ARROW, MarkKind.OTHER, MarkKind.DASH}
    return RagReading(unknown=", ".join(sorted(kind.value for kind in kinds)))


def answer_to(header: str, text: str, marks: Iterable[Mark]) -> bool | None:
    """Yes or no, in a word or as a tick or a cross, to a header that asks whether a target was
    met; None for neither and for both, and under any other header."""
    return _answer(text, marks) if ASKS_WHETHER_MET.search(header) else None


def improved(header: str, text: str, marks: Iterable[Mark]) -> bool:
    """Whether a word, a tick or a cross says yes to a header that asks whether it has improved."""
    return _ASKS_WHETHER_BETTER.search(header) is not None and _answer(text, marks) is True


def _answer(text: str, marks: Iterable[Mark]) -> bool | None:
    said = {_ANSWERS.get(one_line(text).lower().strip(" .!"))}
    said |= {mark.kind is MarkKind.TICK for mark in marks if mark.kind in _ANSWERING}
    said.discard(None)
    return said.pop() if len(said) == 1 else None


def rag_of_colours(
    cell: Cell, palette: Palette, background: Rgb | None = None, *, ink: bool = True
) -> Rag | None:
    """The class of a cell's colours: of its symbols, its fill, its marker pen, its ink."""
    figure = bool(cell.marks) and any(map(str.isdigit, cell.text))
    marks = [mark for mark in cell.marks if not (figure and mark.kind in _BARS)]
    for arrows in (False, True) if marks else ():
        marked = {
            rag
            for mark in marks
            if (mark.kind is MarkKind.ARROW) is arrows
            and (rag := palette.rag(mark.colour)) is not None
        }
        if len(marked) > 1:
            return None  # lamps of several colours, all lit: anybody's guess
        if marked:
            return marked.pop()
    if cell.fill != background:
        rag = palette.rag(cell.fill)
        if rag is not None:
            return rag
    rag = palette.rag(cell.highlight)
    if rag is not None:
        return rag
    return palette.rag(cell.ink) if ink else None


def _is_grey(cell: Cell, background: Rgb | None) -> bool:
    colours = [mark.colour for mark in cell.marks if mark.kind is not MarkKind.ARROW]
    if cell.fill != background:
        colours.append(cell.fill)
    return any(
        colour is not None and is_neutral(colour) and 60 < sum(colour) / 3 < 235
        for colour in colours
    )


def _words_of(text: str) -> Iterator[str]:
    """What may be the word for a trend in a cell's text: all of it, that without a symbol
    beside it, what stands before a line or a bracket more ("Improving (from 160)")."""
    yield text
    plain = without_glyphs(text).strip()
    yield plain
    yield re.split(r"[\n(]", plain, maxsplit=1)[0].strip()


def read_trend(cell: Cell) -> tuple[Trend | None, bool]:
    """The trend of a cell of a trend column, and whether it is doubtful (several arrows that
    differ, or a letter that an arrow font may have decayed to)."""
    marks: tuple[Mark, ...] = cell.marks or glyph_marks(cell.text)
    arrows = {
        trend
        for mark in marks
        if mark.kind in (MarkKind.ARROW, MarkKind.TRIANGLE)
        and (trend := trend_of_mark(mark)) is not None
    }
    if len(arrows) == 1:
        return arrows.pop(), False
    if len(arrows) > 1:
        return None, True
    text = one_line(cell.text)
    for said in _words_of(cell.text) if text else ():
        word = first_meaning(said, parse_trend_word)
        if word is not None:
            return word, False
    level = {MarkKind.DASH, MarkKind.SQUARE}
    if any(mark.kind in level and mark.glyph not in _EMPTY_BOXES for mark in marks) or (
        text and set(text) <= _FLAT_SIGNS
    ):
        return Trend.FLAT, False
    if len(text) == 1:
        decayed = decayed_arrow(text)
        if decayed is not None:
            return trend_of_direction(decayed), True
    return None, False
