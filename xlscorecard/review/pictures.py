"""Pictures of the pages that values come from."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.page import Page
from xlscorecard.model.scorecard import Paper, Scorecard
from xlscorecard.pdf.read import read_pdf
from xlscorecard.pdf.render import render_page

# Sharp enough to read a footnote when the cell is shown enlarged.
DPI = 150.0
_KEPT = 24
_PAGE_SUFFIXES = frozenset({".pdf"})


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as PNG, with its size in points: boxes are given in points."""

    png: bytes
    width: float
    height: float


# Draws a page (from 1) of a PDF; None where it cannot be drawn.
Draw = Callable[[Path, int], PagePicture | None]


def draw_picture(
    path: Path, number: int, watch: Callable[[Page], None] = lambda _: None
) -> PagePicture | None:
    """Draw a page (from 1) of a PDF in this process; ``watch`` is told of it before. None where
    it cannot be drawn."""
    try:
        page = next(read_pdf(path, range(number, number + 1)), None)
        if page is None:
            return None
        watch(page)
        pixels = render_page(path, number, DPI, page.turned)
    except CannotRead:
        return None
    out = BytesIO()
    # A page has few colours; 64 keep text sharp and make the file a third as large.
    image = Image.fromarray(pixels).quantize(64, method=Image.Quantize.FASTOCTREE)
    image.save(out, "PNG", compress_level=4)
    return PagePicture(out.getvalue(), page.width, page.height)


class Pictures:
    """The pages of papers as pictures, the last few kept; safe to ask from several threads."""

    def __init__(self, papers: dict[int, Path], draw: Draw = draw_picture) -> None:
        self._papers = papers
        self._draw = draw
        self._kept: OrderedDict[tuple[int, int], PagePicture | None] = OrderedDict()
        # PDFium is not safe in two threads at once.
        self._lock = threading.Lock()

    def has(self, paper: int, page: int | None) -> bool:
        """Whether there is a PDF whose page could be drawn."""
        return page is not None and paper in self._papers

    def page(self, paper: int, page: int) -> PagePicture | None:
        """The picture of a page (from 1); None where it cannot be drawn."""
        key = paper, page
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            path = self._papers.get(paper)
            picture = self._draw(path, page) if path is not None else None
            self._kept[key] = picture
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return picture


def find_paper_files(scorecards: Sequence[Scorecard], folders: Iterable[Path]) -> dict[int, Path]:
    """The PDF of each scorecard (by position), looked for by name in folders and those in them.

    A file of that name with another checksum is another paper: it gives no picture.
    """
    named: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.suffix.lower() in _PAGE_SUFFIXES and path.is_file():
                named.setdefault(path.name, []).append(path)
    found: dict[int, Path] = {}
    for number, card in enumerate(scorecards):
        for path in named.get(Path(card.paper.file).name, ()):
            if _is_paper(path, card.paper):
                found[number] = path
                break
    return found


def _is_paper(path: Path, paper: Paper) -> bool:
    if not paper.sha256:
        return True
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == paper.sha256
    except OSError:
        return False
