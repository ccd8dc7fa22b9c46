"""Pages that bulged on the glass or were photographed as they lay: bent lines, and shade."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

pytest.importorskip("cv2", reason="needs the [ocr] extra")

import cv2

from tests.scan.making import save_pages, scorecard
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.cleaning.bent import flattened
from xlscorecard.scan.cleaning.shadows import without_shadows

Picture = npt.NDArray[np.uint8]
SAID = [
    ("A1", "Visits to libraries", Rag.GREEN, ["1.2m", "1.31m"]),
    ("A2", "Council tax collected", Rag.AMBER, ["97.5%", "96.8%"]),
    ("A3", "Days lost to sickness", Rag.RED, ["8", "9"]),
    ("A4", "Cost of waste per home", Rag.GREEN, ["£84.50", "£79.28"]),
]


def _bent(picture: Picture, points: float, dpi: int) -> Picture:
    """A page that bulges in the middle of its foot by so many points, its sides leaning in."""
    height, width = picture.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    across, down = x / width, y / height
    lower = points * dpi / 72 * np.sin(np.pi * across) ** 1.5 * (0.4 + 0.6 * down)
    aside = 0.02 * width * (across - 0.5) * (1 - down)
    moved = cv2.remap(picture, x + aside, y + lower.astype(np.float32), cv2.INTER_CUBIC,
                      borderValue=(240, 238, 232))  # fmt: skip
    return np.asarray(moved, dtype=np.uint8)


def _shaded(picture: Picture) -> Picture:
    """A page in the light of one lamp, the reader's shadow over its lower right corner."""
    height, width = picture.shape[:2]
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    lamp = 1 - 0.35 * ((across - 0.3) ** 2 + (down - 0.3) ** 2)
    shadow = 1 - 0.25 / (1 + np.exp(-(across + 0.6 * down - 0.9) / 0.04))
    return np.asarray(picture * (lamp * shadow)[:, :, None], dtype=np.uint8)


def _said(picture: Picture, folder: Path) -> list[tuple[str | None, str, Rag | None, list[str]]]:
    read = read_scorecard(save_pages([Image.fromarray(picture)], folder / "s.pdf"))
    return [(r.ref, r.title, r.rag, [o.raw for o in r.observations]) for r in read.records]


def test_a_page_that_bulged_is_made_flat(tmp_path: Path) -> None:
    """Rules were not found where they sloped, and names above others': rows were lost, untold."""
    picture = np.asarray(scorecard().scanned())
    assert _said(_bent(picture, 16, 200), tmp_path) == SAID


def test_shade_across_a_page_is_no_paint(tmp_path: Path) -> None:
    picture = np.asarray(scorecard().scanned())
    assert _said(_shaded(_bent(picture, 10, 200)), tmp_path) == SAID


def test_what_is_flat_and_evenly_lit_stays_as_it_is() -> None:
    picture = np.asarray(scorecard().scanned(skew=0.02))
    assert flattened(picture, 200) is picture
    assert without_shadows(picture, 200) is picture
    pale = picture.copy()  # a page painted over its lower half is none in shade
    pale[500:] = np.minimum(pale[500:], (226, 236, 246))
    assert without_shadows(pale, 200) is pale
