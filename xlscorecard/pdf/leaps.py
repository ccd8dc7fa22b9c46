"""Where text goes on elsewhere on its line within one run of characters.

Ghostscript makes one text object of words that stand anywhere on a line, without spaces between
them: PDFium hands them over as one word.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.pdf import native
from xlscorecard.pdf.ligatures import LIGATED, Ligatures
from xlscorecard.pdf.slant import goes_back, leaps
from xlscorecard.pdf.words import PARTED


class Leaps:
    """The boxes of one page's characters, and how far those of each font move on."""

    def __init__(self, text_page: int) -> None:
        self._page = text_page
        self._ligatures = Ligatures(text_page)
        self._floats = native.Floats(4)
        self._advances: dict[tuple[int, int], dict[str, float]] = {}
        # PDFium's boxes of the first and the last character of the run that was asked for last.
        self.first: list[float] = []
        self.last: list[float] = []

    def ask(
        self, text: str, start: int, stop: int, way: tuple[int | None, int], size: float
    ) -> None:
        """Ask for the boxes of a run's first and last character."""
        self.first = self.last = self._box(start)
        if stop - start > 1:
            self.last = self._box(stop - 1)
            if text[start] in LIGATED:
                run = range(start, start + 1)
                self.first = self._ligatures.last_of(run, self._box, way, size)
            if text[stop - 1] in LIGATED:
                self.last = self._ligatures.last_of(range(start, stop), self._box, way, size)

    def before(
        self, text: str, start: int, stop: int, way: tuple[int | None, int], size: float, font: int
    ) -> int:
        """Where a run of characters of one size and font ends before it leaps; ``stop`` where it
        does not. Few do, and for the others two boxes are enough. ``way`` is the axis and the sign
        of its direction."""
        self.ask(text, start, stop, way, size)
        if stop - start == 1:
            return stop
        axis, sign = way
        if not goes_back(axis, sign, self.first, self.last) and not self._is_wide(
            text, start, stop, axis, size, font
        ):
            return stop
        before = self.first
        for index in range(start + 1, stop):
            box = self._box(index)
            if leaps(axis, sign, size, before, box) and not self._ligatures.go_on(
                text, index, (before, box), way, size
            ):
                self.last = before
                return index
            before = box
        return stop

    def _box(self, index: int) -> list[float]:
        native.char_loose_box(self._page, index, self._floats.at[0])
        box: list[float] = self._floats.values.tolist()
        return box

    def _is_wide(
        self, text: str, start: int, stop: int, axis: int | None, size: float, font: int
    ) -> bool:
        """Whether a run is wider than its characters are."""
        if axis is None:
            return False
        advances = self._advances.setdefault((font, axis), {})
        room = _length(axis, self.first, self.last) - PARTED * size
        for index in range(start, stop):
            if room <= 0:
                return False
            advance = advances.get(text[index])
            if advance is None:
                advance = advances[text[index]] = self._advance(index, axis, size)
            room -= advance * size
        return room > 0

    def _advance(self, index: int, axis: int, size: float) -> float:
        """How far a character moves on, in font sizes."""
        box = self._box(index)
        return _length(axis, box, box) / size if size > 0 else 1.0


def _length(axis: int, first: Sequence[float], last: Sequence[float]) -> float:
    """How far it is from one end of two boxes (left, top, right, bottom) to the other."""
    low, high = (0, 2) if axis == 0 else (3, 1)
    return max(first[high], last[high]) - min(first[low], last[low])
