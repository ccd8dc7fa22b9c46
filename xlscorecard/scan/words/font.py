"""The size, baseline and weight of lines of text, from their ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xlscorecard.scan.ink.ink import Ink, stroke_of
from xlscorecard.scan.ink.lines import TextLine, level_mask

# Capitals and digits of common fonts are 0.72 of the font's size high (Arial 0.716), small
# letters without strokes up 0.52.
CAPITAL = 0.72
_X_HEIGHT = 0.52
_RISING = frozenset("bdfhiklt%£?!&()[]{}|/@#$0123456789")
# A line's letters stand in the rows with this share of the fullest row's ink; strokes that go
# up begin where there is so much, no higher than so many times the small letters.
_FULL = 0.38
_RISEN = 0.04
_HIGHEST = 1.65
# So small a share of strokes that go up may not be seen; nothing then stands higher than so
# many times the small letters.
_FEW_RISING = 0.34
_HARDLY = 1.15
# Lines whose sizes differ by less have one size; the fewer letters a line has, the less well
# it is measured: (up to so many letters, share).
_ALIKE = 0.10
_ALIKE_SHORT = ((6, 0.3), (16, 0.2))
# Bold strokes are thicker than most strokes of text of about that size by this much.
_BOLD = 1.22
_NEIGHBOURS = 0.3


@dataclass(frozen=True, slots=True)
class Font:
    """In pixels: the font's size, and the row of the line's picture that its letters stand on."""

    size: float
    baseline: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Measured:
    size: float
    baseline: float
    letters: int
    stroke: float
    reach: float = _ALIKE


def fonts_of(ink: Ink, lines: Sequence[TextLine]) -> list[Font]:
    """The font of each line, sizes that differ by noise alone made one."""
    measured = [_measured(ink, line) for line in lines]
    sizes = _gathered(measured)
    usual = float(np.median([m.size for m in measured if m.letters] or [20.0]))
    fonts: list[Font] = []
    for number, found in enumerate(measured):
        if not found.letters:  # a dash tells no size and stands above its baseline
            fonts.append(Font(usual, found.baseline + 0.25 * usual))
            continue
        fonts.append(Font(sizes[number], found.baseline, _is_bold(found, measured)))
    return fonts


def _measured(ink: Ink, line: TextLine) -> _Measured:
    mask, _ = level_mask(ink, line)
    letters = sum(1 for letter in line.letters if letter.char.isalnum())
    rows = mask.sum(axis=1).astype(float)
    most = float(rows.max(initial=0.0))
    if not letters or not most:
        middle = np.flatnonzero(rows)
        return _Measured(0.0, float(middle.mean()) if len(middle) else 0.0, 0, 0.0)
    full = np.flatnonzero(rows >= _FULL * most)
    # Blur makes letters a pixel higher than they are.
    baseline, band = float(full[-1]) + 0.5, float(full[-1] - full[0])
    top = float(np.flatnonzero(rows >= _RISEN * most)[0]) + 0.5
    small = any(letter.char.islower() for letter in line.letters)
    rising = sum(letter.char in _RISING or letter.char.isupper() for letter in line.letters)
    high = baseline - top
    # The one t of "arrangements" leaves too little ink to be seen; the bar of "Two" has much.
    capital = any(letter.char.isupper() for letter in line.letters)
    few = rising <= _FEW_RISING * letters and not capital
    unseen = small and few and high < _HARDLY * band
    if not rising or unseen:
        size = band / _X_HEIGHT
    else:
        size = (min(high, _HIGHEST * band) if small else high) / CAPITAL
    # a few strokes that go up are measured as badly as a few letters
    reach = _reach(letters if rising > _FEW_RISING * letters else min(letters, _ALIKE_SHORT[-1][0]))
    return _Measured(max(6.0, size), baseline, letters, stroke_of(ink, line.box), reach)


def _gathered(measured: Sequence[_Measured]) -> list[float]:
    """Each line's size, made that of the many lines that have about the same: of the sizes that
    long lines tell, the likeliest, for a page has much text of few sizes; short lines far from
    all of them have their own."""
    sizes = np.array([m.size for m in measured])
    letters = np.array([m.letters for m in measured])
    reach = np.array([m.reach for m in measured])
    out = sizes.copy()
    left = letters > 0
    told = _centres(sizes, letters, letters > _ALIKE_SHORT[-1][0])
    if told:
        centres = np.array([centre for centre, _ in told])
        away = np.abs(sizes[:, None] / centres[None, :] - 1) / reach[:, None]
        # a normal error, two deviations of which are as far as a size reaches
        likely = np.log([count for _, count in told])[None, :] - 2 * away**2
        likely[away > 1] = -np.inf
        near = left & (away.min(axis=1) <= 1)
        out[near] = centres[likely.argmax(axis=1)[near]]
        left &= ~near
    for centre, _ in _centres(sizes, letters, left):
        group = left & (np.abs(sizes / centre - 1) <= reach)
        out[group] = centre
        left &= ~group
    return [float(size) for size in out]


def _centres(
    sizes: npt.NDArray[np.float64], letters: npt.NDArray[np.int_], lines: npt.NDArray[np.bool_]
) -> list[tuple[float, int]]:
    """The sizes that lines gather about, each with the letters of that size, most first."""
    centres: list[tuple[float, int]] = []
    free = lines.copy()
    while free.any():
        known = np.flatnonzero(free)
        near = np.abs(sizes[None, known] / sizes[known, None] - 1) <= _ALIKE
        middle = known[int(np.argmax((near * letters[known]).sum(axis=1)))]
        group = known[np.abs(sizes[known] / sizes[middle] - 1) <= _ALIKE]
        count = int(letters[group].sum())
        centres.append((float(np.median(np.repeat(sizes[group], letters[group]))), count))
        free[group] = False
    return centres


def _reach(letters: int) -> float:
    return next((share for most, share in _ALIKE_SHORT if letters <= most), _ALIKE)


def _is_bold(found: _Measured, measured: Sequence[_Measured]) -> bool:
    alike = [m for m in measured if m.letters and abs(m.size / found.size - 1) <= _NEIGHBOURS]
    strokes = np.repeat([m.stroke for m in alike], [m.letters for m in alike])
    return found.stroke > _BOLD * float(np.percentile(strokes, 40))
