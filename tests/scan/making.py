"""Scans for tests: a drawn page as a picture, turned, blurred and speckled like a copier's."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Colour = tuple[int, int, int]
PAPER = (250, 249, 246)
WIDTH, HEIGHT = 595.0, 420.0


@dataclass(slots=True)
class Sheet:
    """A page drawn with reportlab; y counts from the top, in points."""

    canvas: Canvas = field(init=False)
    held: io.BytesIO = field(init=False, default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.held, pagesize=(WIDTH, HEIGHT), invariant=1)

    def text(
        self, x: float, y: float, words: str, *, size: float = 9, bold: bool = False,
        colour: Colour = (0, 0, 0),
    ) -> None:  # fmt: skip
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self._fill(colour)
        self.canvas.drawString(x, HEIGHT - y, words)

    def rising_text(self, x: float, y: float, words: str) -> None:
        """Text that reads upwards, its first letter at (x, y)."""
        self.canvas.saveState()
        self.canvas.translate(x, HEIGHT - y)
        self.canvas.rotate(90)
        self.canvas.setFont("Helvetica", 9)
        self._fill((0, 0, 0))
        self.canvas.drawString(0, 0, words)
        self.canvas.restoreState()

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: Colour) -> None:
        self._fill(colour)
        self.canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self._fill(colour)
        self.canvas.circle(x, HEIGHT - y, radius, stroke=0, fill=1)

    def arrow(self, x: float, y: float, size: float, turn: float) -> None:
        """A filled block arrow, its middle at (x, y), ``turn`` degrees clockwise from up."""
        outline = [(0, 0.5), (0.4, 0.05), (0.16, 0.05), (0.16, -0.5), (-0.16, -0.5),
                   (-0.16, 0.05), (-0.4, 0.05)]  # fmt: skip
        angle = math.radians(-turn)
        path = self.canvas.beginPath()
        for number, (across, up) in enumerate(outline):
            to_x = x + size * (across * math.cos(angle) - up * math.sin(angle))
            to_y = HEIGHT - y + size * (across * math.sin(angle) + up * math.cos(angle))
            (path.lineTo if number else path.moveTo)(to_x, to_y)
        path.close()
        self._fill((0, 0, 0))
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _fill(self, colour: Colour) -> None:
        self.canvas.setFillColorRGB(*(part / 255 for part in colour))

    def scanned(
        self, *, dpi: int = 200, skew: float = 0.0, noise: float = 5.0, quarters: int = 0
    ) -> Image.Image:
        """The sheet as a copier gives it, then laid on its side by quarter turns clockwise."""
        self.canvas.showPage()  # a page even where nothing was drawn
        self.canvas.save()
        document = pypdfium2.PdfDocument(self.held.getvalue())
        try:
            drawn = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
        finally:
            document.close()
        turned = drawn.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=PAPER)
        values = np.asarray(turned).astype(np.float32) * (np.array(PAPER) / 255)
        random = np.random.default_rng(7)
        values += random.normal(0, noise, values.shape[:2])[..., None]
        picture = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
        return picture.rotate(-90 * quarters, expand=True) if quarters else picture


def save_pages(pages: Sequence[Image.Image], path: Path, dpi: int = 200, quality: int = 60) -> Path:
    """A PDF of scans, a page each, packed with JPEG's ``quality``."""
    canvas = Canvas(str(path), invariant=1)
    for page in pages:
        packed = io.BytesIO()
        page.save(packed, "JPEG", quality=quality)
        width, height = (side * 72 / dpi for side in page.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(io.BytesIO(packed.getvalue())), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return path


def scorecard(letter: str = "A") -> Sheet:
    """A ruled scorecard: coloured RAG cells, arrows, figures of every kind; ``letter`` begins
    its references."""
    sheet = Sheet()
    sheet.text(40, 50, "Performance report 2017/18 Quarter 1", size=14, bold=True)
    xs = (40, 90, 260, 320, 370, 430, 490, 555)
    ys = (80, 105, 128, 151, 174, 197)
    sheet.fill(40, 80, 555, 105, (31, 78, 121))
    for x, heading in zip(
        xs, ("Ref", "Measure", "Good is", "RAG", "Trend", "Target", "Actual"), strict=False
    ):
        sheet.text(x + 4, 96, heading, bold=True, colour=(255, 255, 255))
    rows = (
        (f"{letter}1", "Visits to libraries", "High", (0, 176, 80), 0, "1.2m", "1.31m"),
        (f"{letter}2", "Council tax collected", "High", (255, 192, 0), 90, "97.5%", "96.8%"),
        (f"{letter}3", "Days lost to sickness", "Low", (255, 0, 0), 180, "8", "9"),
        (f"{letter}4", "Cost of waste per home", "Low", (0, 176, 80), 0, "£84.50", "£79.28"),
    )
    for (ref, title, good, colour, turn, target, actual), top, bottom in zip(
        rows, ys[1:], ys[2:], strict=False
    ):
        sheet.fill(xs[3], top, xs[4], bottom, colour)
        for x, words in ((40, ref), (90, title), (260, good), (430, target), (490, actual)):
            sheet.text(x + 4, top + 15, words)
        sheet.arrow(400, (top + bottom) / 2, 13, turn)
    for y in ys:
        sheet.line(40, y, 555, y)
    for x in xs:
        sheet.line(x, 80, x, 197)
    return sheet
