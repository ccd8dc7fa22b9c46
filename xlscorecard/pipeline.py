"""The main job on one screen: a paper's file -> blocks -> scorecard -> judgements -> output."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Document, Grid, block_size
from xlscorecard.model.kind import kind_of_paper
from xlscorecard.model.page import Page
from xlscorecard.model.scorecard import Finding, Scorecard, Severity, record_size
from xlscorecard.model.shelf import shelved

if TYPE_CHECKING:
    from xlscorecard.engine.rules import RuleSet
    from xlscorecard.pdf.render import Pixels

WORD_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
OLD_WORKBOOK_SUFFIXES = frozenset({".xls", ".ods"})
PAPER_SUFFIXES = frozenset({".pdf"}) | WORD_SUFFIXES | WORKBOOK_SUFFIXES | OLD_WORKBOOK_SUFFIXES
_FAMILIES = {
    suffix: number
    for number, family in enumerate(
        ({".pdf"}, WORD_SUFFIXES, WORKBOOK_SUFFIXES, OLD_WORKBOOK_SUFFIXES)
    )
    for suffix in family
}


# Words whose middles are so near in height (points) stand on one line; a picture with so many lines
# of several figures may show a table.
_ONE_LINE = 6.0
_LINES_OF_FIGURES = 3
# The name of a row has so many letters at least: "Net", "NEET".
_SHORTEST_NAME = 3

# Told of each page of a PDF before its blocks are found (and before any OCR).
Watch = Callable[[Page], None]


def read_document(path: Path, *, cross_check: bool = False, watch: Watch | None = None) -> Document:
    """A paper's blocks in reading order, its tables joined over pages. What the file holds
    chooses the reader, where that can be told, else its ending; ``cross_check`` asks a second one
    about a PDF. Raises CannotRead."""
    if path.is_dir():
        raise CannotRead(
            str(path),
            "this is a folder that cannot be listed",
            advice="Check that you may open it.",
        )
    named = path.suffix.lower()
    kind = kind_of_paper(path) or named
    if kind == ".pdf":
        document = _read_pdf_document(path, cross_check=cross_check, watch=watch)
    elif kind in WORD_SUFFIXES:
        from xlscorecard.word.read import read_word

        document = read_word(path, lambda content: _read_embedded(content, path.name))
    elif kind in WORKBOOK_SUFFIXES:
        document = _read_workbook_paper(path)
    elif kind in OLD_WORKBOOK_SUFFIXES:
        document = _read_old_workbook(path, kind)
    else:
        raise CannotRead(
            str(path),
            f"a {named or 'file without an ending'} is no paper that we read",
            advice="Give a .pdf, .docx, .doc or .xlsx file.",
        )
    if named and _FAMILIES.get(kind) != _FAMILIES.get(named):
        other = Finding(
            "other-ending",
            Severity.INFO,
            f"The file is a {kind} by its content, whatever its name says: read as such.",
        )
        return replace(document, findings=(other, *document.findings))
    return document


def _read_old_workbook(path: Path, kind: str) -> Document:
    """An .xls or .ods, as LibreOffice makes an .xlsx of it."""
    from xlscorecard.sheets.newer_rules import has_newer_rules
    from xlscorecard.sheets.read import read_sheets
    from xlscorecard.word.legacy import converted

    with converted(path, kind, to=".xlsx") as made:
        document = read_sheets(made, path.name)
    if kind != ".xls" or not has_newer_rules(path):
        return document
    told = (
        "The .xls has conditional formats of Excel 2007 and later (icon sets, data bars), which are"
        " not read: save it as .xlsx."
    )
    lost = Finding("unknown-rule", Severity.LOOK, told)
    return replace(document, findings=(*document.findings, lost))


def _read_embedded(content: bytes, name: str) -> Document:
    from xlscorecard.sheets.read import read_embedded

    return read_embedded(content, name)


def _read_workbook_paper(path: Path) -> Document:
    from xlscorecard.sheets.read import read_sheets
    from xlscorecard.workbook.read import is_ours

    if is_ours(path):  # its sheets repeat the same figures: they would be counted several times
        raise CannotRead(
            str(path),
            "this is an output of convert, no paper",
            advice="Move it out of the papers' folder, or name it by itself as data.",
        )
    return read_sheets(path)


def read_pages(
    path: Path,
    pages: range | None = None,
    *,
    raw: bool = False,
    cross_check: bool = False,
    watch: Watch | None = None,
) -> Iterator[tuple[Page, tuple[Block, ...]]]:
    """The pages of a PDF with their blocks, one at a time; ``raw`` tables are as printed.

    A scanned page, and one whose fonts do not say which letters they show, is read by OCR where
    that is installed; a sheet that shows two pages comes as two of one number, and a table
    that a page with text shows as a picture as one more. A page whose text is garbled is read by
    the second reader; figures in columns that our own finder made no table of go to camelot;
    ``cross_check`` reads every page twice and lowers the confidence of each word on whose digits
    the two readers disagree.
    """
    from xlscorecard.pdf.legible import read_legibly
    from xlscorecard.tables.blocks import find_blocks
    from xlscorecard.tables.prints.laid_out import laid_out, reads_alike, reads_as_sheet

    read = read_legibly(path, pages, cross_check=cross_check, watch=watch)
    for page, parts in ((page, (page,)) for page in read) if raw else laid_out(read):
        blocks = find_blocks(page) if page.beside else ()
        if reads_as_sheet(blocks) or (blocks and reads_alike(blocks, find_blocks(parts[0]))):
            yield page, blocks
            continue
        for part in parts:
            yield from _blocks_of(path, part, raw=raw)


def _blocks_of(path: Path, page: Page, *, raw: bool) -> Iterator[tuple[Page, tuple[Block, ...]]]:
    """A page with its blocks, or those of each of the two that it shows, and the tables that it
    shows as pictures."""
    from xlscorecard.tables.blocks import find_blocks
    from xlscorecard.tables.leaves import leaves_of
    from xlscorecard.tables.overlooked import looks_tabular, with_grids

    if page.scanned:
        leaves = leaves_of(_read_scanned(path, page))
        yield from ((leaf, find_blocks(leaf, raw=raw)) for leaf in leaves)
        return
    leaves = leaves_of(page)
    for leaf in leaves:
        blocks = find_blocks(leaf, raw=raw)
        if len(leaves) == 1 and looks_tabular(page, blocks):
            from xlscorecard.pdf.unruled import find_unruled_tables

            grids = find_unruled_tables(path, page.number, turned=page.turned)
            blocks = with_grids(page, grids, blocks)
        yield leaf, blocks
    if page.pictures:
        yield from _pictured(path, page, raw=raw)


def _pictured(path: Path, page: Page, *, raw: bool) -> Iterator[tuple[Page, tuple[Block, ...]]]:
    """The tables that a page with text shows as pictures, each as a page of the same number; one
    that nobody has read, without the ocr extra."""
    from xlscorecard.scan.ocr.models import is_installed
    from xlscorecard.scan.pictured import LOOK_DPI, pictured_tables, read_picture_of
    from xlscorecard.tables.blocks import find_blocks

    def rendered(dpi: float) -> Pixels:
        from xlscorecard.pdf.render import render_page

        return render_page(path, page.number, dpi, page.turned)

    boxes = list(pictured_tables(page, lambda: rendered(LOOK_DPI)))
    if boxes and not is_installed():
        yield Page(page.number, page.width, page.height, scanned=True), ()
    elif boxes:
        from xlscorecard.scan.read import dpi_of

        dpi = dpi_of(page)
        pixels = rendered(dpi)
        for box in boxes:
            read = read_picture_of(page, box, pixels, dpi)
            blocks = find_blocks(read, raw=raw)
            if any(map(_is_table, blocks)):
                yield read, blocks
            else:
                yield replace(read, unread=_left_in_picture(read, box)), ()


def _left_in_picture(read: Page, box: BBox) -> str:
    """What to tell of a picture in which no table was found; nothing of one without lines of
    figures: a chart, a map."""
    from xlscorecard.tables.lines.values import is_figure

    lines = Counter(round(w.bbox.centre[1] / _ONE_LINE) for w in read.words if is_figure(w.text))
    if sum(count > 1 for count in lines.values()) < _LINES_OF_FIGURES:
        return ""
    third = min(2, int(3 * box.centre[1] / max(read.height, 1.0)))
    place = ("head", "middle", "foot")[third]
    return f"a picture at the page's {place} shows lines of figures, of which no table was made"


def _is_table(block: Block) -> bool:
    """Whether a picture's block has rows of figures beside their names: the labels of a chart or
    a map do not."""
    from xlscorecard.tables.lines.values import is_figure

    if not isinstance(block, Grid) or block.rows < 2 or block.cols < 3:
        return False
    told = {cell.row for cell in block.cells if is_figure(cell.text.strip())}
    named = {
        row
        for cell in block.cells
        if sum(map(str.isalpha, cell.text)) >= _SHORTEST_NAME
        for row in range(cell.row, cell.row + cell.rowspan)
    }
    return 2 * len(told & named) >= block.rows


def _read_scanned(path: Path, page: Page) -> Page:
    """A page that is a picture, with what OCR reads in it; as it was without the ocr extra."""
    from xlscorecard.scan.ocr.models import is_installed

    if not is_installed():
        return page
    from xlscorecard.pdf.crosscheck import with_layer_check
    from xlscorecard.pdf.render import render_page
    from xlscorecard.scan.read import dpi_of, read_scan

    dpi = dpi_of(page)
    read = read_scan(page, render_page(path, page.number, dpi, page.turned), dpi)
    return with_layer_check(read, page.words) if read.turned == page.turned else read


def _read_pdf_document(path: Path, *, cross_check: bool, watch: Watch | None) -> Document:
    from xlscorecard.pdf.read import document_facts
    from xlscorecard.scan.ocr.models import is_installed
    from xlscorecard.tables.joining.across import join_across
    from xlscorecard.tables.joining.furniture import mark_furniture
    from xlscorecard.tables.joining.join import join_grids
    from xlscorecard.tables.joining.lone_columns import with_lone_columns
    from xlscorecard.tables.joining.order import PageOrder
    from xlscorecard.tables.joining.print_titles import without_print_titles
    from xlscorecard.tables.joining.stray_rows import with_stray_rows
    from xlscorecard.tables.prints.wide_page import WidePages

    facts = document_facts(path)
    order = PageOrder()
    wide = WidePages()
    scanned: list[int] = []
    findings: list[Finding] = []
    if facts.attached:
        told = f"files that the PDF carries are not read: {', '.join(facts.attached)}"
        findings.append(Finding("attached-files", Severity.LOOK, told))

    def pages() -> Iterator[tuple[Block, ...]]:
        read = read_pages(path, cross_check=cross_check, watch=watch)
        for page, blocks in with_lone_columns(read, findings):
            if page.scanned and not is_installed():
                scanned.append(page.number)
            if page.unread:
                unread = Finding("page-unread", Severity.LOOK, page.unread, page=page.number)
                findings.append(unread)
            if page.left_out:
                told = f"laid over the page, and not read: {', '.join(page.left_out)}"
                findings.append(Finding("laid-over", Severity.LOOK, told, page=page.number))
            if page.hidden:
                told = f"layers that are switched off were left out: {', '.join(page.hidden)}"
                findings.append(Finding("hidden-layers", Severity.INFO, told, page=page.number))
            if page.scrambled:
                told = (
                    "the page's fonts do not say which letters they show: it is read as a picture"
                )
                findings.append(Finding("letters-unknown", Severity.LOOK, told, page=page.number))
            if page.struck:
                told = (
                    f"{len(page.struck)} struck out and not read: {', '.join(page.struck)[:80]!r}"
                )
                findings.append(Finding("struck-out", Severity.LOOK, told, page=page.number))
            wide.note(page)
            yield order.placed(page, blocks)

    # a sheet's pages follow each other to the right, then down; or down, then to the right
    found = join_across(with_stray_rows(chain.from_iterable(mark_furniture(pages()))))
    joined = without_print_titles(join_across(join_grids(found)))
    blocks = shelved(wide.restored(order.restored(joined)), block_size)
    return Document(
        path.name, blocks, facts.pages, facts.title, tuple(scanned), findings=tuple(findings)
    )


def read_scorecard(
    path: Path,
    rules: RuleSet | None = None,
    *,
    cross_check: bool = False,
    watch: Watch | None = None,
) -> Scorecard:
    """One paper's scorecard, each record with the engine's judgement beside the printed one."""
    from xlscorecard.normalise.scorecard import normalise

    document = read_document(path, cross_check=cross_check, watch=watch)
    return judged(normalise(document, sha256=_checksum(path)), rules)


def judged(scorecard: Scorecard, rules: RuleSet | None = None) -> Scorecard:
    """The scorecard with a fresh judgement on every record, and what to tell of the key that they
    are judged by."""
    from xlscorecard.engine.evaluate import context_of, judge_record, with_doubt_of_key

    context = context_of(scorecard, rules)
    judgements = (
        replace(record, judgement=judge_record(record, context)) for record in scorecard.records
    )
    records = shelved(judgements, record_size)
    findings = with_doubt_of_key(scorecard.findings, records, context)
    return replace(scorecard, records=records, findings=findings)


def _checksum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "cannot be opened") from error


def find_papers(arguments: Iterable[Path]) -> tuple[Path, ...]:
    """The papers that files and folders stand for, folders searched to the bottom, in the
    order of their names. Raises CannotRead for what is not there and for a folder without
    papers. Owner files (~$) and hidden files are passed over, and links to folders are not
    followed. What cannot be read, a broken link or a folder that may not be opened, is a paper
    as well: whoever reads it says why it failed."""
    found: list[Path] = []
    for argument in arguments:
        if argument.is_dir():
            inside = _papers_beneath(argument)
            if not inside:
                raise CannotRead(
                    str(argument),
                    "the folder holds no papers",
                    advice="We read .pdf, .docx, .doc and .xlsx.",
                )
            found.extend(inside)
        elif argument.exists():
            found.append(argument)
        else:
            raise CannotRead(str(argument), "there is no such file")
    return tuple(dict.fromkeys(found))


def _papers_beneath(folder: Path) -> list[Path]:
    found: list[Path] = []
    closed: list[OSError] = []
    for top, _, names in os.walk(folder, onerror=closed.append):
        found += [
            Path(top, name)
            for name in names
            if Path(name).suffix.lower() in PAPER_SUFFIXES and not name.startswith(("~$", "."))
        ]
    return sorted([*found, *(Path(error.filename) for error in closed)])
