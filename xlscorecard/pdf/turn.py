"""Plane transformations: PDF user space (y up, any origin) to an upright page (y down)."""

from __future__ import annotations

from typing import NamedTuple

from xlscorecard.model.geometry import BBox


class Affine(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f (PDF 32000-1, 8.3.3)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, after: Affine) -> Affine:
        """This transformation first, ``after`` second."""
        a, b, c, d, e, f = self
        return Affine(
            a * after.a + b * after.c,
            a * after.b + b * after.d,
            c * after.a + d * after.c,
            c * after.b + d * after.d,
            e * after.a + f * after.c + after.e,
            e * after.b + f * after.d + after.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        """The upright box around a transformed box; its corners may come in any order."""
        a, b, c, d, e, f = self
        px, py, qx, qy = a * x0, c * y0, a * x1, c * y1
        if px > qx:
            px, qx = qx, px
        if py > qy:
            py, qy = qy, py
        left, right = px + py + e, qx + qy + e
        px, py, qx, qy = b * x0, d * y0, b * x1, d * y1
        if px > qx:
            px, qx = qx, px
        if py > qy:
            py, qy = qy, py
        return BBox(left, px + py + f, right, qx + qy + f)

    @property
    def scale(self) -> float:
        """The factor for lengths such as a stroke's width."""
        return float(abs(self.a * self.d - self.b * self.c) ** 0.5)


def upright(left: float, bottom: float, right: float, top: float, quarter_turns: int) -> Affine:
    """From user space to a page whose crop box is turned clockwise ``quarter_turns`` times."""
    turns = quarter_turns % 4
    if turns == 0:
        return Affine(1, 0, 0, -1, -left, top)
    if turns == 1:
        return Affine(0, 1, 1, 0, -bottom, -left)
    if turns == 2:
        return Affine(-1, 0, 0, 1, right, -bottom)
    return Affine(0, -1, -1, 0, top, right)
