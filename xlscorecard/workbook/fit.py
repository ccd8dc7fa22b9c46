"""How tall a row must be for its wrapped text: LibreOffice and printers do not work it out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

# Widths of Arial in thousandths of its size (Adobe's Helvetica metrics, which Arial shares).
_WIDTHS = (
    dict.fromkeys("ijl'|", 222)
    | dict.fromkeys("!.,:;Itf/\\ []", 278)
    | dict.fromkeys("r()-", 333)
    | dict.fromkeys("ckmsvxyzJ", 500)
    | dict.fromkeys("FLTZ", 611)
    | dict.fromkeys("ABCDEGHKNOPQRSUVXY&w", 720)
    | dict.fromkeys("mMW%@—…→", 890)
)
_USUAL = 556
_BOLD = 1.08
_POINTS = 10
_PIXELS_A_POINT = 96 / 72
_LINE_POINTS = 12.8
_LEAST_POINTS = 15.0
MOST_POINTS = 409.0  # Excel's own limit


def row_height(cells: Iterable[tuple[str, float, bool]]) -> float:
    """Points for a row of (text, column width in characters, bold) with wrapped text."""
    lines = max((_lines(text, width, bold) for text, width, bold in cells), default=1)
    return min(MOST_POINTS, max(_LEAST_POINTS, lines * _LINE_POINTS + 3))


@lru_cache(maxsize=20_000)  # sections and titles come again in row after row
def _lines(text: str, width: float, bold: bool) -> int:
    room = width * 7 - 2  # 7 pixels a character of the workbook's ground font, less the margins
    if "\n" not in text and len(text) * 9 < room:
        return 1
    return sum(_wrapped(line, room, bold) for line in text.split("\n"))


def _wrapped(line: str, room: float, bold: bool) -> int:
    count, used = 1, 0.0
    space = _pixels(" ", bold)
    for word in line.split(" "):
        width = _pixels(word, bold)
        if used and used + space + width > room:
            count += 1
            used = 0.0
        if width > room:  # a word longer than the column is broken
            count += int(width // room)
            width %= room
        used += width if not used else space + width
    return count


def _pixels(text: str, bold: bool) -> float:
    thousandths = sum(_WIDTHS.get(c, _USUAL) for c in text)
    return thousandths / 1000 * _POINTS * _PIXELS_A_POINT * (_BOLD if bold else 1)
