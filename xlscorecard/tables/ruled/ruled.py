"""Ruled tables: lines → what they enclose → grid lines → cells with spans from missing edges."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.edges import SNAP, Rule, Rules, snap
from xlscorecard.tables.lines.layout import Layout, slots_from_borders
from xlscorecard.tables.lines.together import Groups

# A border counts where a line covers this share of a place's side: corners may be open by a
# line's width, and a cell's own short underline must not close a merged cell.
COVERED = 0.6
# A line of a header is at least so high (points).
LOWEST_LINE = 6.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines that touch each other, directly or through others."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]

    @property
    def bbox(self) -> BBox:
        return BBox(
            min([r.low for r in self.horizontal] + [r.at for r in self.vertical]),
            min([r.at for r in self.horizontal] + [r.low for r in self.vertical]),
            max([r.high for r in self.horizontal] + [r.at for r in self.vertical]),
            max([r.at for r in self.horizontal] + [r.high for r in self.vertical]),
        )


def find_frames(rules: Rules) -> tuple[tuple[Frame, ...], tuple[Rule, ...]]:
    """Gather lines that meet; also the horizontal lines that meet no other."""
    horizontal, vertical = rules
    count = len(horizontal)
    groups = Groups(count + len(vertical))
    order = sorted(range(len(vertical)), key=lambda index: vertical[index].at)
    places = [vertical[index].at for index in order]
    for number, line in enumerate(horizontal):
        first = bisect_left(places, line.low - SNAP)
        last = bisect_right(places, line.high + SNAP)
        for index in order[first:last]:
            other = vertical[index]
            if other.low - SNAP <= line.at <= other.high + SNAP:
                groups.join(number, count + index)
    gathered: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, line in enumerate(horizontal):
        gathered.setdefault(groups.of(number), ([], []))[0].append(line)
    for index, line in enumerate(vertical):
        gathered.setdefault(groups.of(count + index), ([], []))[1].append(line)
    frames = tuple(
        Frame(tuple(lying), tuple(standing)) for lying, standing in gathered.values() if standing
    )
    alone = tuple(line for lying, standing in gathered.values() if not standing for line in lying)
    return tuple(frame for frame in frames if frame.horizontal), alone


def layout_of_frame(frame: Frame) -> Layout | None:
    """The grid that a frame's lines make; None where they enclose fewer than two places.

    Sides that stand open are closed at the frame's own extent: many tables have no outer
    border on the left and right.
    """
    box = frame.bbox
    xs = snap([rule.at for rule in frame.vertical] + [box.x0, box.x1])
    ys = snap([rule.at for rule in frame.horizontal] + [box.top, box.bottom])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    parted = _parted_below(frame.vertical, xs, ys)
    ys = sorted({*ys, *parted})
    right = _transpose(_covered(xs, ys, frame.vertical))
    below = _covered(ys, xs, frame.horizontal)
    for at, columns in parted.items():
        for column in columns:
            below[ys.index(at) - 1][column] = True
    return Layout(tuple(xs), tuple(ys), slots_from_borders(right, below))


def _parted_below(
    vertical: Sequence[Rule], xs: Sequence[float], ys: Sequence[float]
) -> dict[float, set[int]]:
    """Where the first row is parted without a line: upright lines that begin in the midst of it and
    go on below part the columns under a name that heads them all. The columns beside them, by the
    height at which they begin."""
    begun: list[tuple[float, int]] = []
    for rule in vertical:
        if not ys[0] + LOWEST_LINE < rule.low < ys[1] - LOWEST_LINE or rule.high < ys[1] - SNAP:
            continue
        off = [abs(x - rule.at) for x in xs]
        column = off.index(min(off))
        goes_on = any(abs(o.at - rule.at) < SNAP and o.high > ys[1] + SNAP for o in vertical)
        if 0 < column < len(xs) - 1 and goes_on:
            begun.append((rule.low, column))
    if not begun or max(begun)[0] - min(begun)[0] > SNAP:
        return {}
    beside = {column + side for _, column in begun for side in (-1, 0)}
    return {min(begun)[0]: beside}


def _covered(
    lines: Sequence[float], across: Sequence[float], rules: Iterable[Rule]
) -> list[list[bool]]:
    """For each place between ``lines`` (and each between ``across``): is its far side covered?"""
    sides: list[list[tuple[float, float]]] = [[] for _ in lines]
    for rule in rules:
        number = bisect_left(lines, rule.at)
        nearest = min(
            (n for n in (number - 1, number) if 0 <= n < len(lines)),
            key=lambda n: abs(lines[n] - rule.at),
        )
        sides[nearest].append((rule.low, rule.high))
    covered: list[list[bool]] = []
    for pieces in sides[1:]:
        row: list[bool] = []
        for low, high in itertools.pairwise(across):
            shared = sum(
                max(0.0, min(high, piece_high) - max(low, piece_low))
                for piece_low, piece_high in pieces
            )
            row.append(shared >= COVERED * (high - low))
        covered.append(row)
    return covered


def _transpose(table: Sequence[Sequence[bool]]) -> list[list[bool]]:
    return [list(column) for column in zip(*table, strict=True)]
