"""``read_pdf``: a PDF to upright pages, one at a time, in one pass of PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Picture
from xlscorecard.pdf import native
from xlscorecard.pdf.annotations import loaded_page
from xlscorecard.pdf.drawing import PathReader
from xlscorecard.pdf.file import MAX_CHARACTERS, check_file
from xlscorecard.pdf.garbled import is_scrambled
from xlscorecard.pdf.layers import hidden_layers, take_off
from xlscorecard.pdf.picture import MAX_DECODED, SYMBOL_SIZE, read_picture
from xlscorecard.pdf.pieces import settle_pieces
from xlscorecard.pdf.sample import PageSampler
from xlscorecard.pdf.scanned import LargePicture, is_scan, without_covered
from xlscorecard.pdf.settle import settle_words
from xlscorecard.pdf.struck import Strikes, without_struck
from xlscorecard.pdf.text import TextReader
from xlscorecard.pdf.turn import Affine, upright
from xlscorecard.pdf.unnamed import with_symbols_seen
from xlscorecard.pdf.words import PaintedWord, with_parts_joined

# A scorecard page has up to 5,000 objects; a vector map has a hundred thousand.
MAX_OBJECTS = 60_000
# Form XObjects inside each other; more is an attack or an accident.
MAX_DEPTH = 12
# PDFium keeps what it has parsed until a document is closed, some 30 kB for each page: a long
# paper is opened anew after so many.
PAGES_AT_ONCE = 100
# A file may state a million pages that it has not. So many in a row that are not there, and the
# rest is not asked for.
MOST_MISSING = 1000
# A portfolio holds some dozens of files.
MOST_ATTACHED = 100
# A page is turned where this share of at least so many letters reads sideways: landscape tables
# are printed so on portrait pages, while rotated headers of a table are far fewer.
SIDEWAYS = 0.8
SIDEWAYS_LETTERS = 40
# How spreadsheets name themselves: "Calc", "Microsoft® Excel® 2016", "Acrobat PDFMaker 15 for
# Excel", "WPS Spreadsheets".
_SPREADSHEETS = re.compile(r"\b(?:Calc|Excel|Spreadsheets?)\b")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a PDF says of itself, before any page is read; ``attached`` are the names of the
    files that it carries."""

    pages: int
    title: str = ""
    attached: tuple[str, ...] = ()


def document_facts(path: Path) -> DocumentFacts:
    """Page count and properties; raises CannotRead as ``read_pdf`` does."""
    document = open_document(path)
    try:
        said = document.get_metadata_dict(skip_empty=True)
        return DocumentFacts(
            len(document),
            said.get("Title", "").strip(),
            tuple(_attached(document)),
        )
    finally:
        document.close()


def _attached(document: Any) -> Iterator[str]:
    for at in range(min(document.count_attachments(), MOST_ATTACHED)):
        try:
            yield " ".join(document.get_attachment(at).get_name().split()) or "one without a name"
        except pypdfium.PdfiumError:
            yield "a damaged one"


def read_pdf(path: Path, pages: range | None = None) -> Iterator[Page]:
    """The pages of a PDF, upright, one at a time.

    ``pages`` chooses by page number, from 1. A page that cannot be read in an otherwise good
    file comes as an empty page with its reason in ``unread``. Raises CannotRead where the file
    is missing, no regular file, empty, no PDF, damaged, cut short or locked by a password.
    """
    document = open_document(path)
    try:
        layers = hidden_layers(path)
        sheet = _is_of_spreadsheet(document)
        count = len(document)
        first, last = (1, count) if pages is None else (max(pages.start, 1), pages.stop - 1)
        last = min(last, count)
        missing = 0
        for number in range(first, last + 1):
            if number > first and (number - first) % PAGES_AT_ONCE == 0:
                document.close()
                document = open_document(path)
            page = _read_page(document, number, layers, sheet=sheet)
            missing = 0 if page.width else missing + 1
            if missing == MOST_MISSING and number < last:
                rest = f"the page is damaged, and the {last - number:,} after it were not looked at"
                yield replace(page, unread=rest)
                return
            yield page
    finally:
        document.close()


def _is_of_spreadsheet(document: Any) -> bool:
    """Whether the file says that a spreadsheet made it."""
    said = document.get_metadata_dict(skip_empty=True)
    return any(_SPREADSHEETS.search(said.get(key, "")) for key in ("Creator", "Producer"))


def open_document(path: Path) -> Any:
    """PDFium's document, which the caller closes; raises CannotRead as ``read_pdf`` does."""
    check_file(path)
    try:
        document = pypdfium.PdfDocument(path)
    except pypdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium.FPDF_ERR_PASSWORD:
            raise CannotRead(
                str(path),
                "the PDF is locked with a password",
                advice="Save a copy without the password and try again.",
            ) from error
        if code == pdfium.FPDF_ERR_SECURITY:
            raise CannotRead(
                str(path),
                "the PDF is encrypted in a way that cannot be opened",
                advice="Save a copy without encryption and try again.",
            ) from error
        raise CannotRead(
            str(path),
            "the PDF is damaged",
            advice="Open it in a PDF viewer and save it as a new PDF, or ask for it again.",
        ) from error
    if len(document) == 0:
        document.close()
        raise CannotRead(str(path), "the PDF has no pages", advice="Ask for the paper again.")
    return document


@dataclass(slots=True)
class _PageContent:
    """What the walk through a page's objects collects."""

    paths: PathReader
    pictures: list[Picture] = field(default_factory=list)
    picture_orders: list[int] = field(default_factory=list)
    large: list[LargePicture] = field(default_factory=list)
    text_order: dict[int, int] = field(default_factory=dict)
    # The space of the text objects that stand in a form.
    text_spaces: dict[int, Affine] = field(default_factory=dict)
    count: int = 0
    too_many: bool = False


def _read_page(document: Any, number: int, layers: frozenset[str], *, sheet: bool) -> Page:
    with loaded_page(document, number) as (page, left_out):
        if page is None:
            return Page(number, 0.0, 0.0, unread="the page is damaged", sheet=sheet)
        hidden = take_off(page, layers) if layers else ()
        read = _read_loaded(document, page, number, 0, sheet=sheet)
        turns = _sideways(read)
        if turns:
            read = _read_loaded(document, page, number, turns, sheet=sheet)
        told = left_out or hidden
        return replace(read, left_out=left_out, hidden=hidden) if told else read


def _sideways(page: Page) -> int:
    """Quarter turns clockwise that put a page upright whose text nearly all reads sideways."""
    if not any(word.rotation for word in page.words):
        return 0
    letters: dict[int, int] = {}
    for word in page.words:
        letters[word.rotation] = letters.get(word.rotation, 0) + len(word.text)
    total = sum(letters.values())
    rotation = max(letters, key=lambda turn: letters[turn], default=0)
    if rotation % 90 or total < SIDEWAYS_LETTERS or letters[rotation] < SIDEWAYS * total:
        return 0
    return (360 - rotation) // 90 % 4


def _read_loaded(document: Any, page: Any, number: int, turned: int, *, sheet: bool) -> Page:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    turns = pdfium.FPDFPage_GetRotation(page) + turned
    to_page = upright(box.left, box.bottom, box.right, box.top, turns)
    bounds = to_page.box(box.left, box.bottom, box.right, box.top)
    width, height = bounds.x1, bounds.bottom
    objects = pdfium.FPDFPage_CountObjects(page)
    if objects > MAX_OBJECTS:
        return Page(
            number, width, height, unread=f"the page holds {objects:,} objects", sheet=sheet
        )
    sampler = PageSampler(page, width, height, turned)
    content = _PageContent(PathReader(sampler.colour))
    _walk(document, page, to_page, objects, content)
    painted = content.paths.painted
    painted.settle_strips()
    settle_pieces(painted)
    found, unread, uncalled = _words(page, to_page, content, sampler, turned)
    if sheet:
        # the lines of a cell follow each other; PDFium orders texts on one line by their places
        found.sort(key=lambda item: item.order)
    words, struck = without_struck(
        without_covered(document.raw, page, found, content.large, bounds)
    )
    if content.too_many:
        unread = f"the page holds more than {MAX_OBJECTS:,} objects"
    seen = settle_words(
        words, painted, content.pictures, content.picture_orders, bounds, sheet=sheet
    )
    scanned = not unread and is_scan(seen.words, content.pictures, bounds)
    return Page(
        number=number,
        width=width,
        height=height,
        words=seen.words if not scanned else seen.words + seen.layer,
        edges=tuple(painted.edges),
        fills=tuple(painted.fills),
        shapes=tuple(painted.shapes),
        pictures=tuple(content.pictures),
        scanned=scanned,
        unread=unread,
        turned=turned,
        struck=struck,
        scrambled=not scanned and (uncalled or is_scrambled(seen.words)),
        sheet=sheet,
        before=seen.before,
    )


def _walk(document: Any, page: Any, to_page: Affine, objects: int, content: _PageContent) -> None:
    address = native.address_of(page)
    page_object, object_type = native.page_object, native.object_type
    for index in range(objects):
        handle = page_object(address, index)
        if not handle:
            continue
        if object_type(handle) == native.OBJECT_TEXT:
            # The commonest case without a call: Chrome makes thousands of them.
            content.text_order[handle] = content.count
            content.count += 1
        else:
            _visit(document, page, handle, to_page, content, 0)


def _visit(
    document: Any, page: Any, handle: int, to_page: Affine, content: _PageContent, depth: int
) -> None:
    order = content.count
    content.count += 1
    if order > MAX_OBJECTS:
        content.too_many = True
        return
    kind = native.object_type(handle)
    if kind == native.OBJECT_TEXT:
        content.text_order[handle] = order
        content.text_spaces[handle] = to_page
    elif kind == native.OBJECT_PATH:
        content.paths.read(handle, to_page, order)
    elif kind == native.OBJECT_IMAGE:
        matrix = content.paths.matrix(handle)
        decode = len(content.pictures) < MAX_DECODED
        picture = read_picture(document.raw, page, handle, matrix, to_page, decode)
        content.pictures.append(picture)
        content.picture_orders.append(order)
        if max(picture.bbox.width, picture.bbox.height) > SYMBOL_SIZE:
            content.large.append(LargePicture(picture.bbox, order, handle))
    elif kind == native.OBJECT_SHADING:
        content.paths.read_shading(handle, to_page, order)
    elif kind == native.OBJECT_FORM and depth < MAX_DEPTH:
        inner = content.paths.matrix(handle).then(to_page)
        for index in range(native.form_count(handle)):
            child = native.form_object(handle, index)
            if child:
                _visit(document, page, child, inner, content, depth + 1)
            if content.too_many:
                return


def _words(
    page: Any, to_page: Affine, content: _PageContent, sampler: PageSampler, turned: int
) -> tuple[list[PaintedWord], str, bool]:
    """The page's words, why they are not all there, and whether they are numbers of glyphs."""
    if not content.text_order:
        return [], "", False
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return [], "the text of the page is damaged", False
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count > MAX_CHARACTERS:
            return [], f"the page holds {count:,} characters", False

        def clip_of(handle: int) -> BBox | None:
            return content.paths.clip(handle, content.text_spaces.get(handle, to_page))

        strikes = Strikes(content.paths.painted.edges)
        reader = TextReader(native.address_of(text_page), to_page, clip_of, strikes, turned)
        words = with_parts_joined(reader.words(count, content.text_order))
        seen = with_symbols_seen(words, reader.carries, reader.outline, sampler.pixels)
        return seen, "", reader.uncalled
    finally:
        pdfium.FPDFText_ClosePage(text_page)
