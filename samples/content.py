"""What a sample paper holds: headings, text and tables, read from ``content/NAME.json``.

A cell is a string, or ``{"text", "rag", "arrow", "rows", "cols", ...}``; ``null`` is a place that
a merged cell covers. In texts ``^x^`` is a superscript and ``**x**`` is bold; a newline
starts a new line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
_MARKUP = re.compile(r"\^([^^\n]+)\^|\*\*([^*\n]+)\*\*")


@dataclass(frozen=True, slots=True)
class Cell:
    """``arrow`` is up, flat or down; ``symbol`` star, circle or triangle; ``fill``, ``ink`` and
    ``highlight`` are RRGGBB; ``rows`` and ``cols`` are the places that it covers."""

    text: str = ""
    rag: str | None = None
    arrow: str | None = None
    symbol: str | None = None
    rows: int = 1
    cols: int = 1
    fill: str | None = None
    ink: str | None = None
    highlight: str | None = None
    bold: bool = False
    italic: bool = False
    align: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """``widths`` in centimetres, ``padding`` above and below a cell's text in points. ``rules``
    is grid, horizontal or none. ``breaks`` lists rows before which the drawn PDF starts a new
    page, ``splits`` a row that is drawn in two parts over a page break."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    header_rows: int = 0
    repeat_header: bool = True
    rules: str = "grid"
    header_fill: str | None = None
    header_ink: str | None = None
    zebra: str | None = None
    size: float = 9.0
    align: tuple[str, ...] = ()
    bold_columns: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()
    splits: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...] = ()
    padding: float = 2.0
    keep_rows: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``level`` is 1 to 4 for a heading."""

    text: str
    level: int = 0
    size: float = 10.5
    bold: bool = False
    italic: bool = False
    align: str = "left"
    fill: str | None = None
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A page break; ``numbered`` False ends the page numbers."""

    numbered: bool = True


Block = Text | Table | Break


@dataclass(frozen=True, slots=True)
class Paper:
    """``first_number`` is the number of the first page (None: no numbers); the first page
    itself shows none where ``hide_first``. ``running_header`` stands at the top of each page.
    ``arrows`` is drawingml, vml or wingdings (Word only); ``flat_shape`` is the shape of a flat
    arrow: flat (two heads) or right. Margins in centimetres."""

    name: str
    title: str
    organisation: str
    date: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    margin: float = 1.6
    first_number: int | None = None
    number_at: str = "bottom"
    hide_first: bool = False
    font: str = "Arial"
    arrows: str = "drawingml"
    arrow_fill: str = "FFFFFF"
    flat_shape: str = "flat"
    running_header: str = ""
    palette: dict[str, str] = field(default_factory=dict)


def read_paper(name: str) -> Paper:
    """The content of one paper; KeyError or TypeError where the file does not fit."""
    data = json.loads((FOLDER / "content" / f"{name}.json").read_text(encoding="utf-8"))
    blocks = tuple(_block(block) for block in data.pop("blocks"))
    return Paper(name=name, blocks=blocks, **data)


def runs(text: str) -> Iterator[tuple[str, bool, bool]]:
    """The runs of one line: (text, superscript, bold)."""
    end = 0
    for match in _MARKUP.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False, False
        if match[1]:
            yield match[1], True, False
        else:
            yield match[2], False, True
        end = match.end()
    if end < len(text):
        yield text[end:], False, False


def plain(text: str) -> str:
    """A text without its markup."""
    return _MARKUP.sub(lambda match: match[1] or match[2], text)


def _block(data: dict[str, Any]) -> Block:
    if "rows" in data:
        data = dict(data)
        rows = tuple(tuple(_cell(cell) for cell in row) for row in data.pop("rows"))
        return Table(rows=rows, **{key: _frozen(value) for key, value in data.items()})
    if "break" in data:
        return Break(**{key: value for key, value in data.items() if key != "break"})
    return Text(**data)


def _cell(data: str | dict[str, Any] | None) -> Cell | None:
    if data is None:
        return None
    return Cell(text=data) if isinstance(data, str) else Cell(**data)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
