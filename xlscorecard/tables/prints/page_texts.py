"""A page of a printed worksheet as it is compared with others: its cells' texts, without the head
and foot that run along all pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.model.page import Page, Word
from xlscorecard.tables.prints.texts import CellText, cell_texts

# Texts of one row, and a text that each page repeats, stand at one height within this (points).
LEVEL = 1.2
# A column's texts begin, or its figures end, at one place within this (points).
SAME_EDGE = 0.7
# So many texts that begin or end at one place are a column's.
FEWEST_TEXTS = 2
# Heads and feet have so many lines at most, in this share of a page's height; a page's number moves
# them by so much (points).
MOST_RUNNING = 2
MARGIN = 0.1
SAME_MIDDLE = 12.0
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PageTexts:
    """``texts`` are those of a page's cells, in the order of printing."""

    page: Page
    texts: tuple[CellText, ...]


def texts_of(page: Page) -> PageTexts:
    """The texts of a page's cells, its head and foot among them."""
    return PageTexts(page, tuple(cell_texts(page.words)))


def said(text: CellText) -> str:
    """All words of a text."""
    return " ".join(word.text for line in text.lines for word in line)


def running(one: PageTexts, other: PageTexts) -> set[int]:
    """The places of those of a page's texts that make up its outermost lines, all of which stand on
    the other page as well: their numbers may count on."""
    met: dict[str, list[CellText]] = {}
    for text in other.texts:
        met.setdefault(_folded(text), []).append(text)
    high, low = MARGIN * one.page.height, (1 - MARGIN) * one.page.height
    order = sorted(range(len(one.texts)), key=lambda at: one.texts[at].bbox.bottom)
    head = [at for at in order if one.texts[at].bbox.bottom < high]
    foot = [at for at in reversed(order) if one.texts[at].bbox.top > low]
    return _runs(one.texts, head, met) | _runs(one.texts, foot, met)


def _runs(
    texts: Sequence[CellText], order: Sequence[int], met: dict[str, list[CellText]]
) -> set[int]:
    """The first lines, in an order, of which each text is met at its place."""
    found: set[int] = set()
    lines = 0
    line: list[int] = []
    for place, at in enumerate(order):
        text = texts[at]
        line.append(at)
        following = texts[order[place + 1]] if place + 1 < len(order) else None
        if following is not None and abs(following.bbox.bottom - text.bbox.bottom) < LEVEL:
            continue
        alone = len(line) == 1
        if not all(_is_met(texts[each], met, alone=alone) for each in line):
            break
        found.update(line)
        line = []
        lines += 1
        if lines == MOST_RUNNING:
            break
    return found


def _is_met(text: CellText, met: dict[str, list[CellText]], *, alone: bool) -> bool:
    """Whether another page has a text at its place; a figure beside others is a cell's."""
    if text.figure and not alone:
        return False
    return any(
        abs(other.bbox.top - text.bbox.top) < LEVEL
        and abs(other.bbox.centre[0] - text.bbox.centre[0]) < SAME_MIDDLE
        for other in met.get(_folded(text), ())
    )


def _folded(text: CellText) -> str:
    return _DIGITS.sub("#", said(text))


class Heights:
    """The heights at which texts begin, have their middle and end: those of one row share one of
    these, wherever in their cells they are set."""

    def __init__(self, texts: Sequence[CellText]) -> None:
        self._tops = sorted(text.bbox.top for text in texts)
        self._middles = sorted(text.bbox.centre[1] for text in texts)
        self._bottoms = sorted(text.bbox.bottom for text in texts)

    def hold(self, text: CellText) -> bool:
        """Whether a text stands in a row with one of these."""
        box = text.bbox
        return (
            _near(self._tops, box.top)
            or _near(self._middles, box.centre[1])
            or _near(self._bottoms, box.bottom)
        )


def _near(places: Sequence[float], at: float) -> bool:
    return bisect_left(places, at - LEVEL) < bisect_left(places, at + LEVEL)


class Places:
    """Where each line of a page's texts stands."""

    def __init__(self, texts: Sequence[CellText]) -> None:
        self._places: dict[int, list[tuple[float, str]]] = {}
        for text in texts:
            for line in text.lines:
                place = (line[0].bbox.top, _words(line))
                self._places.setdefault(round(line[0].bbox.x0), []).append(place)

    def hold(self, text: CellText) -> bool:
        """Whether each line of a text begins one at the same place: a page's edge may cut it
        off."""
        return bool(text.lines) and all(map(self._hold, text.lines))

    def _hold(self, line: Sequence[Word]) -> bool:
        at, top, part = round(line[0].bbox.x0), line[0].bbox.top, _words(line)
        return any(
            abs(height - top) < LEVEL and whole.startswith(part)
            for step in (-1, 0, 1)
            for height, whole in self._places.get(at + step, ())
        )


def _words(line: Sequence[Word]) -> str:
    """The words of a line, with a space behind each."""
    return "".join(f"{word.text} " for word in line)


def column_edges(texts: Sequence[CellText]) -> list[float]:
    """Where figures end and other texts begin, those that do so alone left out, but where all do:
    a page may have one row."""
    ends = sorted(text.bbox.x1 for text in texts if text.figure)
    starts = sorted(text.bbox.x0 for text in texts if not text.figure)
    return [*_common(ends), *_common(starts)] or [*ends, *starts]


def _common(places: Sequence[float]) -> list[float]:
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][0] < SAME_EDGE:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [group[0] for group in groups if len(group) >= FEWEST_TEXTS]
