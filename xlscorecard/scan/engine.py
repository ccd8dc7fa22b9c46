"""The OCR engine: rapidocr's models on onnxruntime, one thread, nothing downloaded.

Finding lines of text is rapidocr's; reading them uses its recognition model directly, so that
each character comes with its place and its own certainty, and only characters that council
papers print are considered.
"""

from __future__ import annotations

import importlib.util
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Pixels
from xlscorecard.scan.rules import Box

# The recognition model's input: lines of this height (PP-OCR).
_HEIGHT = 48
# The model reads four pixels at a step; a line longer than this is read in pieces elsewhere.
_NARROWEST = 48
_WIDEST = 3200
# Lines of similar widths are read together.
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


def is_installed() -> bool:
    """Whether the [ocr] extra is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def find_text(pixels: Pixels) -> list[Box]:
    """Boxes around the lines of text in an RGB picture, in pixels."""
    found = _detector()(pixels[:, :, ::-1], use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return []
    height, width = pixels.shape[:2]
    boxes: list[Box] = []
    for corners in found.boxes:
        xs, ys = corners[:, 0], corners[:, 1]
        x0, x1 = max(0, int(xs.min())), min(width, int(np.ceil(xs.max())))
        top, bottom = max(0, int(ys.min())), min(height, int(np.ceil(ys.max())))
        if x1 > x0 and bottom > top:
            boxes.append((x0, top, x1, bottom))
    return boxes


def read_lines(crops: Sequence[Pixels]) -> list[tuple[Letter, ...]]:
    """The characters of each RGB picture of one line, spaces included."""
    order = sorted(range(len(crops)), key=lambda index: _width(crops[index]))
    read: list[tuple[Letter, ...]] = [()] * len(crops)
    start = 0
    while start < len(order):
        end = start + 1
        widest = _width(crops[order[start]])
        while end < len(order) and end - start < _BATCH:
            if _width(crops[order[end]]) > 1.25 * widest + 32:
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
    recogniser = _recogniser()
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
    chances = recogniser.session.run(None, {recogniser.entry: batch})[0]
    out: list[tuple[Letter, ...]] = []
    for crop, width, chance in zip(crops, widths, chances, strict=True):
        step = longest / chance.shape[0] * crop.shape[1] / width
        out.append(tuple(_decoded(recogniser, chance, step)))
    return out


def _decoded(recogniser: _Recogniser, chance: npt.NDArray[np.float32], step: float) -> list[Letter]:
    """The likeliest character of each step, repeats and blanks taken out (CTC)."""
    allowed = chance[:, recogniser.allowed]
    best = allowed.argmax(axis=1)
    sure = allowed[np.arange(len(best)), best]
    letters: list[Letter] = []
    before = 0
    for place, (index, share) in enumerate(zip(best.tolist(), sure.tolist(), strict=True)):
        if index not in (0, before):
            also = _second(recogniser, allowed[place], index)
            letters.append(Letter(recogniser.characters[index], (place + 0.5) * step, share, also))
        elif index and letters and share > letters[-1].sure:
            letters[-1] = replace(letters[-1], sure=share)
        before = index
    return letters


def _second(recogniser: _Recogniser, chance: npt.NDArray[np.float32], best: int) -> str:
    """The character that comes second at a step, where it comes anywhere near."""
    others = chance.copy()
    others[[0, best]] = 0
    second = int(others.argmax())
    return recogniser.characters[second] if others[second] >= _NEAR else ""


@dataclass(frozen=True, slots=True)
class _Recogniser:
    session: Any
    entry: str
    allowed: npt.NDArray[np.intp]
    characters: tuple[str, ...]


@lru_cache(maxsize=1)
def _recogniser() -> _Recogniser:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The arena keeps 600 MB of a page's lines for a next time that does not need them.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        str(_model("rec")), options, providers=["CPUExecutionProvider"]
    )
    listed = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    # 0 is CTC's blank; the space comes last (PaddleOCR's CTCLabelDecode).
    known = ["", *listed, " "]
    allowed = [0] + [place for place, char in enumerate(known) if char and char in CHARACTERS]
    return _Recogniser(
        session,
        session.get_inputs()[0].name,
        np.array(allowed, dtype=np.intp),
        tuple(known[place] for place in allowed),
    )


def _model(part: str) -> Path:
    """The wheel's own model file."""
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    return max(folder.glob(f"*_{part}_*.onnx"))


@lru_cache(maxsize=1)
def _detector() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Det.model_path": str(_model("det")),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
