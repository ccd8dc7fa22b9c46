"""What stands on a page of a PDF or a scan, before anybody knows of tables.

A page is stated upright: a page with /Rotate, and coordinates that start at another
corner, have already been turned so that x grows right and y grows down.
"""

from __future__ import annotations

from dataclasses import dataclass

from xlscorecard.model.geometry import BLACK, BBox, Rgb
from xlscorecard.model.quick import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, in one style.

    ``rotation`` is the reading direction in degrees clockwise: 0, 90, 180 or 270 (text that
    reads upwards is 270); other numbers are slanted text such as a watermark. ``symbol`` marks
    text that came from a symbol font (Wingdings) and was put into Unicode. ``space_before`` is
    False where the word follows the one before it without a gap (a change of style inside a
    word). ``space_after`` is True where a space character was printed behind the word: makers
    print one where a line was broken between words, and none where it was broken inside a word
    or ended. ``apart`` is True where what cuts off a cell's text ends between it and the word
    before; ``cut`` where the side of a worksheet's page cuts off its text. ``confidence`` is below
    1 only where OCR or a doubtful encoding made it.
    """

    text: str
    bbox: BBox
    size: float = 10.0
    font: str = ""
    ink: Rgb = BLACK
    bold: bool = False
    italic: bool = False
    rotation: int = 0
    superscript: bool = False
    symbol: bool = False
    space_before: bool = True
    confidence: float = 1.0
    space_after: bool = False
    apart: bool = False
    cut: bool = False


@quickly_made
@dataclass(frozen=True, slots=True)
class Edge:
    """A straight ruling line, horizontal or vertical; ``width`` in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 0.5
    colour: Rgb = BLACK

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@quickly_made
@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle, painted in the order in which fills stand on the page."""

    bbox: BBox
    colour: Rgb


@quickly_made
@dataclass(frozen=True, slots=True)
class Shape:
    """Any other drawn path: its flattened outline in drawing order, one tuple per sub-path."""

    bbox: BBox
    outlines: tuple[tuple[tuple[float, float], ...], ...]
    fill: Rgb | None = None
    stroke: Rgb | None = None
    stroke_width: float = 0.0
    curved: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on the page. ``rgba`` holds width x height x 4 bytes for small pictures
    (those that may be a symbol), and is None for larger ones."""

    bbox: BBox
    width: int
    height: int
    rgba: bytes | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A page of a worksheet too wide for the paper, laid out at the right of the page that begins
    its rows: its ``number``, from where on (``x``) it stands there, and how far to the right it
    was ``moved``. ``sure`` is whether the names of its rows, printed on both, tell so."""

    number: int
    x: float
    moved: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright, with everything in the order in which it was painted.

    ``scanned`` pages show a picture instead of text; their words, if any, are an invisible
    text layer or a stamp. ``unread`` is the reason why a page, or part of it, could not be read.
    ``turned`` counts the quarter turns clockwise, beyond the file's own /Rotate, that put a
    page upright whose text is printed sideways. ``left_out`` names what is laid over the
    page and not read: comments that change what it says, entries that are not drawn;
    ``hidden`` the layers with something on them that are switched off, ``struck`` the words
    that a line strikes out, which a person deleted. ``scrambled`` is True where the page's fonts
    do not say which letters they show, so that its words are none. ``sheet`` is whether the file
    says that it was made from a worksheet; ``leaf`` which of the two pages it is that one sheet of
    paper shows, 1 or 2, and 0 where that shows one. ``beside`` are the pages that have been laid
    out at its right, whose content is its own then; ``before`` are the words at the left of a
    worksheet's page, out of sight, of cells that go on from the page before.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    edges: tuple[Edge, ...] = ()
    fills: tuple[Fill, ...] = ()
    shapes: tuple[Shape, ...] = ()
    pictures: tuple[Picture, ...] = ()
    scanned: bool = False
    unread: str = ""
    turned: int = 0
    left_out: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    scrambled: bool = False
    sheet: bool = False
    leaf: int = 0
    beside: tuple[Beside, ...] = ()
    before: tuple[Word, ...] = ()
