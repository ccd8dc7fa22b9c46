"""Tables without ruling lines, found by camelot from the alignment of their text.

Camelot's ``network`` parser joins text edges into a network of aligned columns; ``hybrid`` adds
what ruling lines there are. ``engine="vector"`` reads lines from the PDF and renders nothing,
which is five to eight times cheaper at the same quality.
"""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any, Literal

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.pdf.crosscheck import crop_of, opened
from xlscorecard.pdf.file import check_file
from xlscorecard.pdf.turn import Affine

Flavour = Literal["hybrid", "network", "stream"]

# Fewer rows or columns are a list or a paragraph.
LEAST_ROWS = 2
LEAST_COLS = 2
# What camelot raises on pages that it cannot take apart: plain Python errors of its arithmetic
# on empty or degenerate pages, besides its own.
_DAMAGE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ZeroDivisionError,
    NotImplementedError,
    RuntimeError,
    RecursionError,
    OSError,
)


def find_unruled_tables(
    path: Path, page_number: int, flavour: Flavour = "hybrid", turned: int = 0
) -> tuple[Grid, ...]:
    """The tables that camelot finds on a page, from 1, in reading order; empty where none.

    Cells carry text and box, in the coordinates of ``read_pdf``, and no spans: camelot sees
    none without lines. ``turned`` is the page's own ``Page.turned``. ``confidence`` is camelot's
    own accuracy, halved on mostly empty tables.
    """
    check_file(path)
    found = _tables(path, page_number, flavour)
    if not found:
        return ()
    with opened(path, page_number) as page:
        to_page = _from_camelot(page, turned)
    grids = [grid for table in found if (grid := _grid(table, page_number, to_page)) is not None]
    return tuple(sorted(grids, key=lambda grid: grid.bbox[1] if grid.bbox else 0.0))


def _tables(path: Path, page_number: int, flavour: Flavour) -> list[Any]:
    from camelot.io import read_pdf

    logging.getLogger("camelot").setLevel(logging.ERROR)
    options: dict[str, Any] = {"engine": "vector"} if flavour == "hybrid" else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return list(
                read_pdf(
                    str(path),
                    pages=str(page_number),
                    flavor=flavour,
                    suppress_stdout=True,
                    **options,
                )
            )
        except _DAMAGE:
            return []


def _grid(table: Any, page_number: int, to_page: Affine) -> Grid | None:
    rows, cols = table.shape
    if rows < LEAST_ROWS or cols < LEAST_COLS:
        return None
    cells: list[Cell] = []
    filled = 0
    box: BBox | None = None
    for row in range(rows):
        for col in range(cols):
            raw = table.cells[row][col]
            text = "\n".join(line.strip() for line in raw.text.strip().splitlines())
            filled += bool(text)
            place = to_page.box(raw.x1, raw.y1, raw.x2, raw.y2)
            box = place if box is None else box.union(place)
            cells.append(Cell(row, col, text=text, bbox=place, page=page_number))
    if not filled:
        return None
    report = table.parsing_report
    accuracy = float(report.get("accuracy", 0.0)) / 100
    return Grid(
        rows=rows,
        cols=cols,
        cells=tuple(cells),
        page=page_number,
        bbox=box,
        ruling="none",
        confidence=round(accuracy * (1.0 if filled * 2 >= rows * cols else 0.5), 3),
    )


def _from_camelot(page: Any, turned: int) -> Affine:
    """From camelot's coordinates, y up from the media box's corner, to those of ``read_pdf``.

    Camelot turns pages upright by /Rotate, and by a quarter where the text reads sideways;
    pages that stand on their head it leaves alone."""
    frame = crop_of(page)
    width, height = float(page.width), float(page.height)
    if turned % 2:
        left, top, right, bottom = frame
        if turned % 4 == 1:
            frame = BBox(height - bottom, left, height - top, right)
        else:
            frame = BBox(top, width - right, bottom, width - left)
        return Affine(1, 0, 0, -1, -frame.x0, width - frame.top)
    if turned % 4 == 2:
        return Affine(-1, 0, 0, 1, frame.x1, frame.bottom - height)
    return Affine(1, 0, 0, -1, -frame.x0, height - frame.top)
