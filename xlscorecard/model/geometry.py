"""Places and colours. Coordinates are points (1/72 inch) from the page's top left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class BBox(NamedTuple):
    """A box on a page: left, top, right, bottom, in points; x grows right, y grows down."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def centre(self) -> tuple[float, float]:
        x0, top, x1, bottom = self
        return (x0 + x1) / 2, (top + bottom) / 2

    def overlap(self, other: BBox) -> float:
        """Shared area in square points; the same whichever box is asked."""
        x0, top, x1, bottom = self
        left, high, right, low = other
        if left >= x1 or right <= x0 or high >= bottom or low <= top:
            return 0.0  # most boxes of a page, without another call
        width = min(x1, right) - max(x0, left)
        height = min(bottom, low) - max(top, high)
        return width * height if width > 0 and height > 0 else 0.0

    def shared_height(self, other: BBox) -> float:
        """How much height two boxes share, in points; below 0 the gap between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def holds(self, x: float, y: float) -> bool:
        x0, top, x1, bottom = self
        return x0 <= x <= x1 and top <= y <= bottom

    def union(self, other: BBox) -> BBox:
        x0, top, x1, bottom = self
        left, high, right, low = other
        return BBox(min(x0, left), min(top, high), max(x1, right), max(bottom, low))


class Rgb(NamedTuple):
    """A colour as three numbers from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"

    @classmethod
    def from_hex(cls, text: str) -> Rgb:
        """``FFC000`` or ``#FFC000``; raises ValueError on anything else."""
        digits = text.removeprefix("#")
        if len(digits) != 6:
            raise ValueError(f"not an RRGGBB colour: {text!r}")
        return cls(int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))


def signed_area(outline: Sequence[tuple[float, float]]) -> float:
    """The area within an outline's points, by the shoelace formula; the sign tells the winding."""
    total = 0.0
    px, py = outline[-1]
    for x, y in outline:
        total += px * y - x * py
        px, py = x, y
    return total / 2


WHITE = Rgb(255, 255, 255)
BLACK = Rgb(0, 0, 0)
