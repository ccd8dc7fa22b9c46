"""A Word file as a package: its parts as XML, and the relationships between them.

Bounds are for files from strangers: a package that would unpack to more than we could need,
or that carries a DOCTYPE, is refused before anything is built from it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from lxml import etree

from xlscorecard.model.archive import damaged, open_archive, read_entry, refuse_document_type
from xlscorecard.model.errors import CannotRead

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# ISO/IEC 29500 Strict writes the same vocabulary under other names.
_STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE.encode()),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: its kind (the last word of its type) and the part that it names."""

    kind: str
    target: str
    external: bool


class Package:
    """An open .docx. Use it as a context manager; parts are read when they are asked for."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._archive = open_archive(path, name)
        self._parts: dict[str, etree._Element | None] = {}
        self._relations: dict[str, Mapping[str, Relation]] = {}
        self._names = {entry.filename.lower(): entry for entry in self._archive.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def main_part(self) -> str:
        """The part that holds the text; CannotRead when this is no Word document."""
        relations = self.relations("")
        for relation in relations.values():
            if relation.kind == "officeDocument" and not relation.external:
                root = self.xml(relation.target)
                if root is not None and etree.QName(root).localname == "document":
                    return relation.target
                raise self._not_word(relation.target)
        raise self._not_word("")

    def has(self, part: str) -> bool:
        return part.lower() in self._names

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None where the package has none of that name."""
        entry = self._names.get(part.lower())
        return None if entry is None else read_entry(self._archive, entry, self.name)

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part, None where there is no such part."""
        if part not in self._parts:
            content = self.read(part)
            self._parts[part] = None if content is None else _parse(content, self.name, part)
        return self._parts[part]

    def relations(self, part: str) -> Mapping[str, Relation]:
        """The relationships of a part ("" for those of the package) by their id."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relations[part] = {} if root is None else _read_relations(root, folder)
        return self._relations[part]

    def related(self, part: str, kind: str) -> str | None:
        """The name of the first part of a kind that a part points to."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external:
                return relation.target
        return None

    def _not_word(self, part: str) -> CannotRead:
        what = "this is not a Word document"
        names = " ".join(self._names)
        if "xl/workbook" in names:
            what = "this is an Excel workbook under a Word name"
        elif "ppt/presentation" in names:
            what = "this is a PowerPoint presentation under a Word name"
        elif "content.xml" in self._names:
            what = "this is an OpenDocument file under a Word name"
        return CannotRead(
            self.name, what, place=part, advice="Give it the right ending, or save it as .docx."
        )


def _parse(content: bytes, name: str, part: str) -> etree._Element:
    for strict, usual in _STRICT_NAMES:
        if strict in content:
            content = content.replace(strict, usual)
    refuse_document_type(content, name, part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name, part) from error


def _read_relations(root: etree._Element, folder: str) -> dict[str, Relation]:
    relations: dict[str, Relation] = {}
    for element in root:
        key = element.get("Id")
        target = element.get("Target")
        if key is None or target is None:
            continue
        external = element.get("TargetMode") == "External"
        if not external:
            target = unquote(target)
            joined = target if target.startswith("/") else posixpath.join("/", folder, target)
            target = posixpath.normpath(joined).lstrip("/")
        kind = (element.get("Type") or "").rsplit("/", 1)[-1]
        relations[key] = Relation(kind, target, external)
    return relations
