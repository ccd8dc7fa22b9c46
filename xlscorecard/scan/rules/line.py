"""A ruling line in a picture."""

from __future__ import annotations

from dataclasses import dataclass

from xlscorecard.model.geometry import Rgb
from xlscorecard.scan.raster import Box


@dataclass(frozen=True, slots=True)
class Line:
    """A ruling line in pixels."""

    box: Box
    horizontal: bool
    colour: Rgb

    @property
    def length(self) -> int:
        x0, top, x1, bottom = self.box
        return x1 - x0 if self.horizontal else bottom - top
