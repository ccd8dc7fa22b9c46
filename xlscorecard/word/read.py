"""Reads a Word paper: its paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.grid import Block, Document, Paragraph
from xlscorecard.word.blocks import BlockReader
from xlscorecard.word.colours import read_theme
from xlscorecard.word.container import Container, find_container
from xlscorecard.word.drawing import Drawings, OpenWorkbook
from xlscorecard.word.left_out import LeftOut
from xlscorecard.word.legacy import converted
from xlscorecard.word.names import W
from xlscorecard.word.notes import Notes
from xlscorecard.word.numbering import Numbering
from xlscorecard.word.package import Package
from xlscorecard.word.styles import Styles
from xlscorecard.word.text import Story

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_word(path: Path, open_workbook: OpenWorkbook | None = None) -> Document:
    """Reads a .docx, .docm or .dotx, and .doc, .rtf and .odt with LibreOffice's help.

    Page headers come first and footers last, as furniture; the texts of footnotes follow the
    body. Word does not say where its pages end: every page is None. Macros and links are never
    followed, nor embedded files but worksheets that the paper shows, which ``open_workbook``
    reads. Raises CannotRead for a file that is damaged, empty,
    protected, hostile or no Word document.
    """
    container = find_container(path)
    if container is Container.DOCX:
        with Package(path, path.name) as package:
            return _read_package(package, path.name, open_workbook)
    with converted(path, container.value) as made, Package(made, path.name) as package:
        return _read_package(package, path.name, open_workbook)


def _read_package(package: Package, name: str, open_workbook: OpenWorkbook | None) -> Document:
    main = package.main_part()
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise CannotRead(name, "the document has no text at all")
    paper = _PaperReader(package, main, name, open_workbook)
    headers = list(paper.furniture("header"))
    blocks = list(paper.blocks(body, main))
    paper.left_out.chunks = sum(1 for _ in body.iter(W + "altChunk"))
    notes = list(paper.note_texts(main))
    footers = list(paper.furniture("footer"))
    core = package.related("", "core-properties")
    properties = None if core is None else package.xml(core)
    title = None if properties is None else properties.find(_TITLE)
    return Document(
        name,
        (*headers, *blocks, *notes, *footers),
        title="" if title is None else (title.text or "").strip(),
        findings=tuple(paper.left_out.findings()),
    )


class _PaperReader:
    def __init__(
        self, package: Package, main: str, name: str, open_workbook: OpenWorkbook | None
    ) -> None:
        self._package = package
        self._main = main
        self._name = name
        self._open_workbook = open_workbook
        self.left_out = LeftOut()
        settings = self._part("settings")
        theme = read_theme(self._part("theme"), settings)
        self._styles = Styles(self._part("styles"), theme)
        self._numbering = Numbering(self._part("numbering"))
        self._notes = Notes(self._part("footnotes"), self._part("endnotes"), settings)

    def _part(self, kind: str) -> etree._Element | None:
        target = self._package.related(self._main, kind)
        return None if target is None else self._package.xml(target)

    def _story(self, part: str) -> Story:
        drawings = Drawings(
            self._styles.theme, self._package, part, self.left_out, self._open_workbook
        )
        return Story(self._styles, self._numbering, self._notes, drawings)

    def blocks(self, holder: etree._Element, part: str) -> Iterator[Block]:
        return BlockReader(self._story(part), self._name).blocks(holder)

    def furniture(self, kind: str) -> Iterator[Paragraph]:
        """The texts of page headers or footers, each once."""
        seen: set[str] = set()
        for relation in self._package.relations(self._main).values():
            root = self._package.xml(relation.target) if relation.kind == kind else None
            if root is None:
                continue
            story = self._story(relation.target)
            for paragraph in root.iter(W + "p"):
                passage = story.passage([paragraph])
                if passage.text.strip() and passage.text not in seen:
                    seen.add(passage.text)
                    yield Paragraph(passage.text, size=passage.size, furniture=True)

    def note_texts(self, main: str) -> Iterator[Paragraph]:
        for note in self._notes.referred():
            story = self._story(main)
            passage = story.passage(note.element.iter(W + "p"), own_number=note.mark)
            if passage.text.strip():
                yield Paragraph(passage.text, size=passage.size)
