"""A conditional format as a value: what it asks of a cell and what it paints."""

from __future__ import annotations

from dataclasses import dataclass

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Mark

Place = tuple[int, int]  # row and column from 1
Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True, slots=True)
class Limit:
    """A ``cfvo``: where a colour or an icon begins."""

    kind: str
    text: str = ""
    reached_at: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule's format paints over the cell's own."""

    fill: Rgb | None = None
    ink: Rgb | None = None
    bold: bool | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on its ranges. ``limits``, ``colours`` and ``icons`` are those of colour scales
    and icon sets; ``icons`` names set and place for each step, lowest first."""

    kind: str
    ranges: tuple[Range, ...]
    priority: int
    operator: str = ""
    formulas: tuple[str, ...] = ()
    text: str = ""
    stop: bool = False
    look: Look = Look()
    rank: int = 10
    bottom: bool = False
    percent: bool = False
    above: bool = True
    equal: bool = False
    deviations: int = 0
    limits: tuple[Limit, ...] = ()
    colours: tuple[Rgb, ...] = ()
    icons: tuple[tuple[str, int], ...] = ()
    show_value: bool = True

    @property
    def corner(self) -> tuple[int, int]:
        """The cell that the rule's relative references are written for."""
        return min(area[0] for area in self.ranges), min(area[1] for area in self.ranges)


@dataclass(slots=True)
class Painted:
    """What the rules make of one cell."""

    fill: Rgb | None = None
    ink: Rgb | None = None
    bold: bool | None = None
    mark: Mark | None = None
    hide_value: bool = False
