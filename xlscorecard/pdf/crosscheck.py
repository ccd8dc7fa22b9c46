"""A second reader of a page's text: pdfplumber, another parser with another text engine.

Two readers that disagree on a digit are a doubt. pdfplumber is some ten times slower than
PDFium, so it is asked for single pages: those with doubtful words, and those that PDFium reads
as garbled or as nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.text import extract_words

from xlscorecard.marks.glyphs import is_symbol_font, private_symbol, symbol_text
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.geometry import BLACK, BBox, Rgb
from xlscorecard.model.page import Page, Word
from xlscorecard.pdf.file import MAX_CHARACTERS, check_file
from xlscorecard.pdf.garbled import GARBLED, UNREADABLE, count_unreadable, is_garbled, is_scrambled
from xlscorecard.pdf.turn import upright

# What pdfplumber and pdfminer.six raise on damaged pages, besides their own exceptions: values
# of the wrong type in the file reach plain Python operations.
DAMAGE = (
    MalformedPDFException,
    PDFException,
    PSException,
    PdfminerException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
)

_CID = re.compile(r"\(cid:\d+\)")


@contextmanager
def opened(path: Path, page_number: int) -> Iterator[Any]:
    """pdfplumber's page, from 1; raises CannotRead where there is none or it is damaged."""
    check_file(path)
    place = f"p.{page_number}"
    # pdfminer reports damage in its log; ours is the exception.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(path) as document:
            if not 1 <= page_number <= len(document.pages):
                raise CannotRead(
                    str(path),
                    "there is no such page",
                    place=place,
                    advice=f"The PDF has {len(document.pages)} pages.",
                )
            yield document.pages[page_number - 1]
    except DAMAGE as error:
        raise CannotRead(
            str(path),
            "the second reader cannot read this page",
            place=place,
            advice="The first reading stands without a check.",
        ) from error


def second_reading(path: Path, page_number: int, turned: int = 0) -> tuple[Word, ...]:
    """The visible words of a page as pdfplumber reads them, upright, in our Word type.

    Boxes are in the coordinates of ``read_pdf``: from the crop box's top left, after the
    page's own rotation and ``Page.turned``. Raises CannotRead.
    """
    with opened(path, page_number) as page:
        if len(page.chars) > MAX_CHARACTERS:
            return ()
        frame = crop_of(page)
        by_turn: dict[int, list[Any]] = {}
        for char in page.chars:
            by_turn.setdefault(_rotation(char), []).append(char)
        found = [
            (rotation, raw)
            for rotation, chars in sorted(by_turn.items())
            for raw in extract_words(
                chars,
                x_tolerance_ratio=0.15,
                y_tolerance=2,
                extra_attrs=["fontname"],
                return_chars=True,
                **_READING[rotation],
            )
        ]
    words: list[Word] = []
    for rotation, raw in found:
        word = _word(raw, rotation, frame)
        x, y = word.bbox.centre
        if word.text and 0 <= x <= frame.width and 0 <= y <= frame.height:
            words.append(_turned(word, frame, turned))
    return tuple(words)


# How lines and characters follow each other in text of each rotation, for pdfplumber.
_READING = {
    0: {"line_dir": "ttb", "char_dir": "ltr"},
    90: {"line_dir_rotated": "rtl", "char_dir_rotated": "ttb"},
    180: {"line_dir": "btt", "char_dir": "rtl"},
    270: {"line_dir_rotated": "ltr", "char_dir_rotated": "btt"},
}


def _rotation(char: Any) -> int:
    """Reading direction in degrees clockwise, to the next quarter turn, from the text matrix."""
    a, b = char["matrix"][:2]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 270 if b > 0 else 90


def _turned(word: Word, frame: BBox, turned: int) -> Word:
    if turned % 4 == 0:
        return word
    # Our boxes grow downwards: mirrored first, they turn as user space does.
    to_page = upright(0.0, 0.0, frame.width, frame.height, turned)
    box = word.bbox
    placed = to_page.box(box.x0, frame.height - box.top, box.x1, frame.height - box.bottom)
    return replace(word, bbox=placed, rotation=(word.rotation + 90 * turned) % 360)


def crop_of(page: Any) -> BBox:
    """The crop box of pdfplumber's page, from the top left of the media box, as turned.

    pdfplumber measures from the media box and turns that box only, so this is worked out from
    the boxes as they stand in the file."""
    left, bottom, right, top = (float(v) for v in page.page_obj.mediabox)
    crop = [float(v) for v in page.page_obj.cropbox]
    to_page = upright(left, bottom, right, top, page.rotation // 90)
    inside = to_page.box(
        max(left, min(crop[0], crop[2])),
        max(bottom, min(crop[1], crop[3])),
        min(right, max(crop[0], crop[2])),
        min(top, max(crop[1], crop[3])),
    )
    return (
        inside if inside.width > 0 and inside.height > 0 else to_page.box(left, bottom, right, top)
    )


def _word(raw: Any, rotation: int, frame: BBox) -> Word:
    font = raw["fontname"]
    font = font.split("+", 1)[-1] if isinstance(font, str) else ""
    text = raw["text"]
    symbol = is_symbol_font(font)
    if symbol:
        text = "".join(symbol_text(font, char) or char for char in text)
    elif UNREADABLE.search(text):
        text = "".join(private_symbol(char) or char for char in text)
    first = raw["chars"][0]
    return Word(
        text=text,
        bbox=BBox(
            raw["x0"] - frame.x0,
            raw["top"] - frame.top,
            raw["x1"] - frame.x0,
            raw["bottom"] - frame.top,
        ),
        size=float(first["size"]),
        font=font,
        ink=_ink(first.get("non_stroking_color")),
        bold="bold" in font.lower(),
        italic="italic" in font.lower() or "oblique" in font.lower(),
        rotation=rotation,
        symbol=symbol,
        confidence=0.4 if _CID.search(text) else 0.95,
    )


def _ink(colour: Any) -> Rgb:
    if isinstance(colour, (int, float)):
        colour = (colour,)
    if not isinstance(colour, (tuple, list)) or not all(
        isinstance(part, (int, float)) for part in colour
    ):
        return BLACK
    if len(colour) == 1:
        grey = _byte(colour[0])
        return Rgb(grey, grey, grey)
    if len(colour) == 3:
        return Rgb(*(_byte(part) for part in colour))
    if len(colour) == 4:
        cyan, magenta, yellow, black = colour
        return Rgb(*(_byte((1 - part) * (1 - black)) for part in (cyan, magenta, yellow)))
    return BLACK


def _byte(share: float) -> int:
    return max(0, min(255, round(share * 255)))


def find_disagreements(first: Iterable[Word], second: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the first reading whose digits the second one reads otherwise.

    Compared by place, digit by digit, whatever the readers' ideas of a word: signs, spaces
    and letters are left out. Words without a digit are not compared.
    """
    doubtful: list[Word] = []
    for word in first:
        digits = _digits(word.text)
        if not digits or word.superscript:
            continue
        there = [other for other in second if _same_spot(word.bbox, other.bbox)]
        read = "".join(_digits(other.text) for other in there)
        if digits not in read:
            doubtful.append(word)
    return tuple(doubtful)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def _same_spot(one: BBox, two: BBox) -> bool:
    shared = one.overlap(two)
    return shared > 0.3 * min(one.area, two.area)


# A word on whose digits two readers disagree may be right, but nobody knows which.
_DISPUTED = 0.5


def with_cross_check(path: Path, page: Page) -> Page:
    """The page with a lower confidence on every word whose digits the second reader reads
    otherwise; as it was where the second reader fails."""
    try:
        second = second_reading(path, page.number, page.turned)
    except CannotRead:
        return page
    disputed = {id(word) for word in find_disagreements(page.words, second)}
    words = (
        replace(word, confidence=min(word.confidence, _DISPUTED)) if id(word) in disputed else word
        for word in page.words
    )
    return replace(page, words=tuple(words)) if disputed else page


def with_second_reading(path: Path, page: Page) -> Page:
    """The page with the better of two texts, for pages that PDFium reads as garbled or scrambled.

    The words taken from the second reader have their confidence lowered: nobody checked them.
    The page comes back as it was where the second reader is no better or fails.
    """
    if not (page.scrambled or is_garbled(page)):
        return page
    try:
        words = second_reading(path, page.number, page.turned)
    except CannotRead:
        return page
    if page.scrambled and is_scrambled(words):
        return page
    other = replace(
        page, words=tuple(replace(word, confidence=0.6) for word in words), scrambled=False
    )
    bad = sum(count_unreadable(w.text) + 3 * len(_CID.findall(w.text)) for w in words)
    total = sum(len(word.text) for word in words)
    return other if total and bad <= GARBLED * total else page


# A layer that agrees with fewer of the figures than this was made of another picture of the
# page, or lies askew on it: it says nothing.
_LAYER_AGREES = 0.6


def with_layer_check(page: Page, layer: Sequence[Word]) -> Page:
    """A scanned page as we read it, with a lower confidence on every figure that ``layer``, the
    invisible text that a scanner's own software has put into the file, has otherwise."""
    figures = [word for word in layer if _digits(word.text)]
    compared = [
        word
        for word in page.words
        if _digits(word.text) and any(_same_spot(word.bbox, other.bbox) for other in figures)
    ]
    disputed = {id(word) for word in find_disagreements(compared, layer)}
    if len(disputed) > (1 - _LAYER_AGREES) * len(compared):
        return page
    words = (
        replace(word, confidence=min(word.confidence, _DISPUTED)) if id(word) in disputed else word
        for word in page.words
    )
    return replace(page, words=tuple(words)) if disputed else page
