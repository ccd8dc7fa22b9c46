"""The paper's own key: what it says that its symbols, colours and arrows mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Grid, Paragraph
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import KeyEntry, Polarity, Rag, Trend, TrendMeans
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.key.columns import columns_key
from xlscorecard.normalise.key.entry import KeyLine, key_colour, parted_hues
from xlscorecard.normalise.key.polarity import polarities_in_table, polarities_in_text
from xlscorecard.normalise.key.polarity_notes import NO_NOTES, PolarityNoteReader, PolarityNotes
from xlscorecard.normalise.key.sentences import arrow_sentences, rating_sentences, shape_of
from xlscorecard.normalise.key.tables import chip_key, read_key, strip_key
from xlscorecard.normalise.key.text_lines import symbol_lines
from xlscorecard.normalise.words.key_words import (
    movement_of,
    movements_of_colours,
    number_entries,
    number_line,
    paragraph_entries,
    says_colour_rates,
    says_signs_move,
    trend_meaning,
)
from xlscorecard.normalise.words.two_ratings import says_brackets_are_of_another_time
from xlscorecard.normalise.words.vocabulary import plain_words


@dataclass(frozen=True, slots=True)
class Symbols:
    """What symbols mean in this paper. ``colours`` and ``kinds`` are what the key ties to a
    class; empty where the paper prints no key. ``brackets_are_other`` says that a rating in
    brackets beside another is of another time, ``arrows_rate`` that the colour of an arrow is a
    rating; ``polarities`` are letters for which way is good; ``movements`` is what the colours of
    figures tell of how they have moved, where they tell that and no rating; ``signs_move`` says
    that signs in brackets behind figures tell it ("(+) better than before"); ``polarity_notes``
    is which way is good of marked measures, or of all.
    """

    entries: tuple[KeyEntry, ...] = ()
    words: tuple[tuple[str, Rag], ...] = ()
    colours: tuple[tuple[Rgb, Rag], ...] = ()
    kinds: tuple[tuple[MarkKind, Rag], ...] = ()
    trend_means: TrendMeans = TrendMeans.UNKNOWN
    brackets_are_other: bool = False
    arrows_rate: bool = False
    polarities: tuple[tuple[str, Polarity], ...] = ()
    movements: tuple[tuple[Rag, Trend], ...] = ()
    signs_move: bool = False
    polarity_notes: PolarityNotes = NO_NOTES

    def rag_of_word(self, text: str) -> Rag | None:
        words = plain_words(text)
        return next((rag for word, rag in self.words if word == words), None)

    def polarity_of(self, text: str) -> Polarity | None:
        """Which way is good by a letter of the key; None for any other text."""
        return next((polarity for letter, polarity in self.polarities if letter == text), None)

    def rag_of_kind(self, kind: MarkKind) -> Rag | None:
        return next((rag for known, rag in self.kinds if known is kind), None)


class KeyReader:
    """Gathers a paper's key from its blocks, given in reading order."""

    def __init__(self) -> None:
        self._entries: list[KeyEntry] = []
        self._colours: dict[Rgb, Rag] = {}
        self._kinds: dict[MarkKind, set[Rag]] = {}
        self._words: dict[str, Rag] = {}
        self._keys: set[int] = set()
        self._heading = ""
        self._run: list[KeyLine] = []
        self._numbers: list[KeyEntry] = []
        self._brackets = self._arrows_rate = self._signs_move = False
        self._polarities: dict[str, Polarity] = {}
        self._movements: dict[Rag, Trend] = {}
        self._arrows_mean: set[TrendMeans] = set()
        self._polarity_notes = PolarityNoteReader()

    def add_paragraph(self, paragraph: Paragraph) -> None:
        """A paragraph may head a key or hold lines of one."""
        if len(paragraph.text) < 120:
            self._heading = paragraph.text
        self._brackets = self._brackets or says_brackets_are_of_another_time(paragraph.text)
        self._arrows_rate = self._arrows_rate or says_colour_rates(paragraph.text)
        self._signs_move = self._signs_move or says_signs_move(paragraph.text)
        self._polarities.update(polarities_in_text(paragraph.text))
        self._polarity_notes.add(paragraph.text)
        self._movements.update(movements_of_colours(paragraph.text))
        self._add_sentences(paragraph)
        lines = list(symbol_lines(paragraph))
        if not lines:
            self._end_run()
        self._run += lines
        line = number_line(paragraph)
        if line is None:
            self._end_numbers()
            self._add_numbers(number_entries(paragraph))
        else:
            self._numbers.append(line)

    def add_footnote(self, text: str) -> None:
        """A note below the rows of a scorecard's own grid."""
        self._polarity_notes.add(text)

    def _add_sentences(self, paragraph: Paragraph) -> None:
        """What running text says that colours and arrows mean, in lines or in sentences."""
        listed = list(paragraph_entries(paragraph))
        told = rating_sentences(paragraph.text)
        self._entries.extend(told if len(told) > len(listed) else listed)
        for entry in listed:
            if entry.rag is not None:
                self._words.setdefault(plain_words(entry.symbol), entry.rag)
        for entry in told:
            shape = shape_of(entry)
            if shape is not None and entry.rag is not None:
                self._kinds.setdefault(shape, set()).add(entry.rag)
        arrows = arrow_sentences(paragraph.text)
        self._entries.extend(arrows.entries)
        self._arrows_mean.add(arrows.means)

    def _end_numbers(self) -> None:
        """Lines of number and rating, one after the other, are a key where each has a number of
        its own and they stand for several classes."""
        run, self._numbers = self._numbers, []
        if len({line.symbol for line in run}) == len(run) and len({line.rag for line in run}) > 1:
            self._add_numbers(run)

    def _add_numbers(self, lines: Sequence[KeyEntry]) -> None:
        for line in lines:
            self._entries.append(line)
            if line.rag is not None:
                self._words.setdefault(line.symbol, line.rag)

    def add_grid(self, index: int, grid: Grid, *, looks_like_scorecard: bool) -> None:
        """The grid that is block ``index`` may be a key."""
        self._end_run()
        self._end_numbers()
        if not looks_like_scorecard:
            self._polarities.update(polarities_in_table(grid))
        lines = (
            read_key(grid, self._heading, looks_like_scorecard=looks_like_scorecard)
            or strip_key(grid, looks_like_scorecard=looks_like_scorecard)
            or chip_key(grid)
            or columns_key(grid)
        )
        if lines:
            self._keys.add(index)
        self._add_lines(lines)
        last = spans_row(grid, grid.rows - 1) if looks_like_scorecard else None
        if last is not None:
            self._add_sentences(Paragraph(last.text))
        if last is not None and not last.text.isascii():
            self._run = list(symbol_lines(Paragraph(last.text)))
            self._end_run()

    def _end_run(self) -> None:
        """Lines of symbol and words, one after the other, are a key where each has a symbol of its
        own and they stand for several classes; those of a list begin alike."""
        run, self._run = self._run, []
        looks = {(m.kind, m.colour) for _, cell in run for m in cell.marks}
        if len(looks) == len(run) and len({entry.rag for entry, _ in run}) > 1:
            self._add_lines(parted_hues(run))

    def _add_lines(self, lines: Iterable[KeyLine]) -> None:
        for entry, cell in lines:
            self._entries.append(entry)
            said = f"{entry.symbol} {entry.meaning}"
            self._brackets = self._brackets or says_brackets_are_of_another_time(said)
            colour = key_colour(cell)
            moved = movement_of(said) if colour is not None and not cell.marks else None
            if moved is not None and (hue := rag_of_colour(colour)[0]) is not None:
                self._movements.setdefault(hue, moved)
                continue
            if entry.rag is None:
                continue
            if colour is not None:
                self._colours.setdefault(colour, entry.rag)
            for mark in cell.marks or glyph_marks(cell.text):
                self._kinds.setdefault(mark.kind, set()).add(entry.rag)
            if plain_words(cell.text):
                self._words.setdefault(plain_words(cell.text), entry.rag)

    def symbols(self) -> Symbols:
        """The key of all blocks so far."""
        self._end_run()
        self._end_numbers()
        return Symbols(
            entries=tuple(dict.fromkeys(self._entries)),
            words=tuple(self._words.items()),
            colours=tuple(self._colours.items()),
            # a shape that the key uses for several classes tells nothing: its colour does
            kinds=tuple((kind, min(rags)) for kind, rags in self._kinds.items() if len(rags) == 1),
            trend_means=self._trend_means(),
            brackets_are_other=self._brackets,
            arrows_rate=self._arrows_rate,
            signs_move=self._signs_move,
            polarities=tuple(self._polarities.items()),
            polarity_notes=self._polarity_notes.notes(),
            movements=tuple(self._movements.items()) if self._tell_movements() else (),
        )

    def _trend_means(self) -> TrendMeans:
        """What arrows show by the lines of the key; else by its sentences, if these agree."""
        by_lines = _means(self._entries)
        told = self._arrows_mean - {TrendMeans.UNKNOWN}
        return by_lines if by_lines is not TrendMeans.UNKNOWN or len(told) != 1 else told.pop()

    def _tell_movements(self) -> bool:
        """Whether colours tell how results have moved: two of them at least, none a rating."""
        return len(set(self._movements.values())) > 1 and not self._colours

    def keys(self) -> frozenset[int]:
        """Which blocks are keys."""
        return frozenset(self._keys)


def _means(entries: Sequence[KeyEntry]) -> TrendMeans:
    found = [trend_meaning(entry.meaning) for entry in entries if entry.trend is not None]
    for means in (TrendMeans.RANK, TrendMeans.PERFORMANCE, TrendMeans.VALUE):
        if means in found:
            return means
    return TrendMeans.UNKNOWN
