"""Pages set text by text, as browsers and word processors print tables that hardly a line rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.unseen.paper import said
from xlscorecard.pipeline import read_scorecard

LEADING = 1.2


@dataclass
class Print:
    """A paper under way, A4 across, set in letters of ``size``. ``top`` counts down from the page's
    upper edge, in points."""

    path: Path
    height: float = 595.0
    size: float = 8.0
    paper: Any = field(init=False)

    def __post_init__(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.paper = Canvas(str(self.path), pagesize=(842.0, self.height))

    def text(
        self, x: float, top: float, text: str, *, bold: bool = False, size: float | None = None
    ) -> None:
        """Lines of text that start at ``x``; with ``x`` below 0 they end at its amount."""
        size = size or self.size
        self.paper.setFillColor("#000000")
        self.paper.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        for number, line in enumerate(text.split("~")):
            y = self.height - top - size - number * LEADING * size
            (self.paper.drawString if x >= 0 else self.paper.drawRightString)(abs(x), y, line)

    def row(self, places: Sequence[float], top: float, line: str, *, bold: bool = False) -> None:
        """The texts of a picture's line, each at its place."""
        texts = [text.strip() for text in line.strip().removeprefix("|").split("|")]
        for x, text in zip(places, texts, strict=True):
            if text:
                self.text(x, top, text, bold=bold)

    def rows(self, places: Sequence[float], top: float, step: float, *lines: str) -> None:
        """Rows one below the other, each ``step`` points lower than the one above it."""
        for number, line in enumerate(lines):
            self.row(places, top + step * number, line)

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: str) -> None:
        self.paper.setFillColor(f"#{colour}")
        self.paper.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def square(self, x0: float, top: float, side: float, colour: str) -> None:
        """A filled square with an outline."""
        self.paper.setFillColor(f"#{colour}")
        self.paper.setStrokeColor("#555555")
        self.paper.setLineWidth(0.5)
        self.paper.rect(x0, self.height - top - side, side, side, stroke=1, fill=1)

    def dotted(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A line of square dots, as browsers draw one."""
        self.paper.setFillColor("#444444")
        length = max(x1 - x0, bottom - top)
        for number in range(int(length / 1.5) + 1):
            x, y = (x0 + 1.5 * number, top) if x1 > x0 else (x0, top + 1.5 * number)
            self.paper.rect(x, self.height - y - 0.75, 0.75, 0.75, stroke=0, fill=1)

    def shape(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled outline; its points are (x, top)."""
        self.paper.setFillColor(f"#{colour}")
        outline = self.paper.beginPath()
        outline.moveTo(points[0][0], self.height - points[0][1])
        for x, top in points[1:]:
            outline.lineTo(x, self.height - top)
        outline.close()
        self.paper.drawPath(outline, stroke=0, fill=1)

    def dot(self, x: float, top: float, colour: str) -> None:
        self.paper.setFillColor(f"#{colour}")
        self.paper.circle(x, self.height - top, 3.6, stroke=0, fill=1)

    def rule(self, x0: float, top: float, x1: float, colour: str = "999999") -> None:
        self.paper.setStrokeColor(f"#{colour}")
        self.paper.setLineWidth(0.5)
        self.paper.line(x0, self.height - top, x1, self.height - top)

    def upright(self, x: float, top: float, bottom: float, colour: str = "999999") -> None:
        self.paper.setStrokeColor(f"#{colour}")
        self.paper.setLineWidth(0.5)
        self.paper.line(x, self.height - top, x, self.height - bottom)

    def grid(self, xs: Sequence[float], tops: Sequence[float], colour: str = "999999") -> None:
        """A table's lines: lying ones from the first of ``xs`` to the last, upright ones at all."""
        for top in tops:
            self.rule(xs[0], top, xs[-1], colour)
        for x in xs:
            self.upright(x, tops[0], tops[-1], colour)

    def page(self) -> None:
        self.paper.showPage()

    def read(self) -> list[str]:
        """What is read from the paper, in the notation of ``said``."""
        self.paper.save()
        return said(read_scorecard(self.path)).splitlines()
