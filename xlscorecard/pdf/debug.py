"""A picture of a page with what was found on it, by pdfplumber's visual debugging.

Made for ``tables --debug-png`` and for whoever looks for the stage that went wrong: edges,
fills, shapes, words and the grids' cells stand over the page as printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pdfplumber.display import PageImage
from PIL import Image, ImageDraw

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.model.page import Page
from xlscorecard.pdf.crosscheck import opened
from xlscorecard.pdf.read import read_pdf
from xlscorecard.pdf.render import render_page

# Pixels per inch: fine enough to tell hairlines apart.
RESOLUTION = 144
_EDGE = (230, 60, 30, 255)
_FILL = (255, 150, 0, 255)
_SHAPE = (150, 0, 200, 255)
_WORD = (90, 140, 220, 130)
_CELL = (0, 110, 255, 255)
_CELL_TINT = (0, 110, 255, 22)
_HEADER_TINT = (255, 0, 180, 45)
_PARAGRAPH = (0, 150, 60, 255)
_CLEAR = (0, 0, 0, 0)


def draw_page(path: Path, page_number: int, blocks: Sequence[Block], out: Path) -> None:
    """Write a PNG of page ``page_number`` (from 1) with what was read and found on it.

    Red: ruling lines; orange: fills; purple: shapes and pictures; pale blue: words; blue: cells
    of ``blocks`` (header cells pink); green: paragraphs. ``blocks`` may be those of the whole
    paper: only those of this page are drawn. Raises CannotRead; the caller gives a path ``out``
    that may be written.
    """
    page = next(read_pdf(path, range(page_number, page_number + 1)), None)
    if page is None:
        raise CannotRead(str(path), "there is no such page", place=f"p.{page_number}")
    # pdfplumber's own picture has no entries of forms, and is not turned as the page was.
    shown = Image.fromarray(render_page(path, page_number, RESOLUTION, page.turned))
    with opened(path, page_number) as source:
        picture = PageImage(source, original=shown)
        _lay_over(picture, shown, page)
        _draw_reading(picture, page)
        for block in blocks:
            _draw_block(picture, block, page_number)
        picture.annotated.convert("RGB").save(out, format="PNG")


def _lay_over(picture: Any, shown: Image.Image, page: Page) -> None:
    """Let the picture be the whole page as it was read, its top left corner at (0, 0)."""
    picture.bbox = (0, 0, page.width, page.height)
    picture.scale = shown.size[0] / page.width
    # pdfplumber draws on a copy of the picture; both must have the same size.
    picture.annotated = shown.convert("RGB")
    picture.draw = ImageDraw.Draw(picture.annotated, "RGBA")


def _draw_reading(picture: Any, page: Page) -> None:
    picture.draw_rects([tuple(word.bbox) for word in page.words], fill=_CLEAR, stroke=_WORD)
    picture.draw_rects([tuple(fill.bbox) for fill in page.fills], fill=_CLEAR, stroke=_FILL)
    picture.draw_rects([tuple(shape.bbox) for shape in page.shapes], fill=_CLEAR, stroke=_SHAPE)
    picture.draw_rects([tuple(image.bbox) for image in page.pictures], fill=_CLEAR, stroke=_SHAPE)
    picture.draw_lines(
        [((edge.x0, edge.top), (edge.x1, edge.bottom)) for edge in page.edges],
        stroke=_EDGE,
        stroke_width=2,
    )


def _draw_block(picture: Any, block: Block, page_number: int) -> None:
    if isinstance(block, Paragraph):
        if block.page == page_number and block.bbox is not None:
            picture.draw_rect(tuple(block.bbox), fill=_CLEAR, stroke=_PARAGRAPH)
        return
    _draw_grid(picture, block, page_number)


def _draw_grid(picture: Any, grid: Grid, page_number: int) -> None:
    for cell in grid.cells:
        box: BBox | None = cell.bbox
        page = cell.page if cell.page is not None else grid.page
        if box is None or page != page_number:
            continue
        tint = _HEADER_TINT if cell.header else _CELL_TINT
        picture.draw_rect(tuple(box), fill=tint, stroke=_CELL, stroke_width=2)
