"""Where the letters of a ligature stand.

A browser says what its ligatures are in words of their own (ActualText): PDFium gives each letter a
part of the box of their text object, which inside a form that is moved or turned, as a header
printed on its side is, stands elsewhere on the page. Where the object begins is told rightly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlscorecard.pdf import native

# The letters that ligatures are made of.
LIGATED = frozenset("fijlst")
# What a ligature takes of a line up to each of its letters, in letter heights.
_WIDTHS = (0.3, 0.6, 0.85)
_WIDEST = 1.0


class Ligatures:
    """The letters of one page's ligatures. A run's ``way`` is the axis and the sign of its
    direction."""

    def __init__(self, text_page: int) -> None:
        self._page = text_page
        self._floats = native.Floats(6)

    def go_on(
        self,
        text: str,
        index: int,
        boxes: tuple[Sequence[float], Sequence[float]],
        way: tuple[int | None, int],
        size: float,
    ) -> bool:
        """Whether a letter and the one before it, one of whose two ``boxes`` is elsewhere, are of
        one text object, or of two that begin as near as the letters of one word."""
        axis, sign = way
        if axis is None or not (text[index - 1] in LIGATED or text[index] in LIGATED):
            return False
        before, own = self._origin(index - 1), self._origin(index)
        if _is_on_line(before, boxes[0], axis, size) and _is_on_line(own, boxes[1], axis, size):
            return False
        on, across = sign * (own[axis] - before[axis]), own[1 - axis] - before[1 - axis]
        return -0.01 <= on <= _WIDEST * size and abs(across) <= 0.01

    def last_of(
        self,
        run: range,
        box_of: Callable[[int], list[float]],
        way: tuple[int | None, int],
        size: float,
    ) -> list[float]:
        """The box of a run's last character, a letter that may be a ligature's: its own, or where
        that is elsewhere about the place behind those of the run that are not."""
        index = run[-1]
        box = box_of(index)
        axis, sign = way
        if axis is None or _is_on_line(self._origin(index), box, axis, size):
            return box
        far = 0
        x, y = self._origin(run[0])
        for index in reversed(run[-len(_WIDTHS) :]):
            box = box_of(index)
            if _is_on_line(self._origin(index), box, axis, size):
                x, y = box[2 if sign > 0 else 0], box[1 if sign > 0 else 3]
                break
            far += 1
        end = (x, y)[axis] + sign * _WIDTHS[max(far, 1) - 1] * size
        if axis == 0:
            return [min(x, end), y, max(x, end), y]
        return [x, max(y, end), x, min(y, end)]

    def _origin(self, index: int) -> tuple[float, float]:
        """Where the text object of a character begins."""
        native.char_matrix(self._page, index, self._floats.at[0])
        *_, x, y = self._floats.values.tolist()
        return x, y


def _is_on_line(origin: tuple[float, float], box: Sequence[float], axis: int, size: float) -> bool:
    """Whether a character's box (left, top, right, bottom) is at the height of its text object, or
    at its side where text runs upwards."""
    low, high = (box[3], box[1]) if axis == 0 else (box[0], box[2])
    return low - size <= origin[1 - axis] <= high + size
