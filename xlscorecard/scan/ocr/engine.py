"""``read_lines``: pictures of single lines → their characters.

The recognition model is used directly, so that each character comes with its place and its own
certainty, and only characters that council papers print are considered.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.ocr.models import model
from xlscorecard.scan.raster import Pixels

# The recognition model's input: lines of this height (PP-OCR).
_HEIGHT = 48
_NARROWEST = 48
# A longer line is read in parts, cut at its widest gap in the middle: the model takes 60 kB
# for each pixel of width.
_WIDEST = 1600
_MIDDLE = 0.25
# Columns whose tones differ by less than this, of 255, are a gap.
_EVEN = 48
# Lines of similar widths are read together, no wider in all than one may be.
_BATCH = 6

# A character with this chance may stand there as well.
_NEAR = 0.005

# What council papers print, and nothing else: the model knows 18,000 Chinese characters too.
CHARACTERS = frozenset(
    string.ascii_letters
    + string.digits
    + string.punctuation
    + " £€°±²³¹½¼¾×÷·–—‘’“”•…†‡‰≤≥≈≠ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜàáâäçèéêëìíîïñòóôöùúûüŵŷ"
    + "←↑→↓↔↕↖↗↘↙⇐⇑⇒⇓⇔⇦⇧⇨⇩⬅⬆⬇➔➜➡▲△▶▷▼▽◀◄►■□◆●○★☆✓✔✕✖✗✘"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One character read: where its middle stands (pixels from the crop's left), how sure
    the model is of it, 0 to 1, and what else it may be, if anything."""

    char: str
    x: float
    sure: float
    also: str = ""


def read_lines(crops: Sequence[Pixels]) -> list[tuple[Letter, ...]]:
    """The characters of each RGB picture of one line, spaces included."""
    parts = [
        (number, start, part)
        for number, crop in enumerate(crops)
        for start, part in _parts(crop, 0)
    ]
    read: list[list[Letter]] = [[] for _ in crops]
    for (number, start, _), letters in zip(
        parts, _read_parts([part for _, _, part in parts]), strict=True
    ):
        line = read[number]
        if line and letters:
            line.append(Letter(" ", float(start), 1.0))
        line += (replace(letter, x=letter.x + start) for letter in letters)
    return [tuple(line) for line in read]


def _parts(crop: Pixels, start: int) -> Iterator[tuple[int, Pixels]]:
    """A line as the parts to read, each with its first column."""
    height, width = int(crop.shape[0]), int(crop.shape[1])
    if width * _HEIGHT <= _WIDEST * height:
        yield start, crop
        return
    low, high = round(_MIDDLE * width), round((1 - _MIDDLE) * width)
    middle = crop[:, low:high]
    even = np.ptp(middle, axis=0).max(axis=1) < _EVEN
    # how many even columns end here, one after the other
    run = longest = 0
    cut = len(even) // 2
    for place, blank in enumerate(even.tolist()):
        run = run + 1 if blank else 0
        if run > longest:
            longest, cut = run, place - run // 2
    yield from _parts(crop[:, : low + cut], start)
    yield from _parts(crop[:, low + cut :], start + low + cut)


def _read_parts(crops: Sequence[Pixels]) -> list[tuple[Letter, ...]]:
    order = sorted(range(len(crops)), key=lambda index: _width(crops[index]))
    read: list[tuple[Letter, ...]] = [()] * len(crops)
    start = 0
    while start < len(order):
        end = start + 1
        widest = _width(crops[order[start]])
        while end < len(order) and end - start < _BATCH:
            width = _width(crops[order[end]])
            if width > 1.25 * widest + 32 or width * (end - start + 1) > _WIDEST:
                break
            end += 1
        batch = order[start:end]
        for index, letters in zip(batch, _read([crops[i] for i in batch]), strict=True):
            read[index] = letters
        start = end
    return read


def _width(crop: Pixels) -> int:
    height, width = int(crop.shape[0]), int(crop.shape[1])
    return min(_WIDEST, max(_NARROWEST, round(width * _HEIGHT / height)))


def _read(crops: Sequence[Pixels]) -> list[tuple[Letter, ...]]:
    alphabet = _alphabet()
    widths = [_width(crop) for crop in crops]
    longest = -(-max(*widths, 2 * _NARROWEST) // 8) * 8
    batch = np.zeros((len(crops), 3, _HEIGHT, longest), dtype=np.float32)
    for number, (crop, width) in enumerate(zip(crops, widths, strict=True)):
        small = crop.shape[0] < _HEIGHT
        scaled = cv2.resize(
            crop[:, :, ::-1],
            (width, _HEIGHT),
            interpolation=cv2.INTER_CUBIC if small else cv2.INTER_AREA,
        )
        batch[number, :, :, :width] = scaled.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1
    chances = model("rec").run(batch)
    out: list[tuple[Letter, ...]] = []
    for crop, width, chance in zip(crops, widths, chances, strict=True):
        step = longest / chance.shape[0] * crop.shape[1] / width
        out.append(tuple(_decoded(alphabet, chance, step)))
    return out


def _decoded(alphabet: _Alphabet, chance: npt.NDArray[np.float32], step: float) -> list[Letter]:
    """The likeliest character of each step, repeats and blanks taken out (CTC)."""
    allowed = chance[:, alphabet.allowed]
    best = allowed.argmax(axis=1)
    sure = allowed[np.arange(len(best)), best]
    letters: list[Letter] = []
    before = 0
    for place, (index, share) in enumerate(zip(best.tolist(), sure.tolist(), strict=True)):
        if index not in (0, before):
            also = _second(alphabet, allowed[place], index)
            letters.append(Letter(alphabet.characters[index], (place + 0.5) * step, share, also))
        elif index and letters and share > letters[-1].sure:
            letters[-1] = replace(letters[-1], sure=share)
        before = index
    return letters


def _second(alphabet: _Alphabet, chance: npt.NDArray[np.float32], best: int) -> str:
    """The character that comes second at a step, where it comes anywhere near."""
    others = chance.copy()
    others[[0, best]] = 0
    second = int(others.argmax())
    return alphabet.characters[second] if others[second] >= _NEAR else ""


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """The model's classes that are considered, and their characters."""

    allowed: npt.NDArray[np.intp]
    characters: tuple[str, ...]


@lru_cache(maxsize=1)
def _alphabet() -> _Alphabet:
    listed = model("rec").said("character").splitlines()
    # 0 is CTC's blank; the space comes last (PaddleOCR's CTCLabelDecode).
    known = ["", *listed, " "]
    allowed = [0] + [place for place, char in enumerate(known) if char and char in CHARACTERS]
    return _Alphabet(np.array(allowed, dtype=np.intp), tuple(known[place] for place in allowed))
