"""The LAMBDA names in somebody's workbook: added without harming anything else in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from xlscorecard.functions.lambda_text import LambdaName, lambda_names
from xlscorecard.model.errors import Refused
from xlscorecard.refresh.opc.markup import children, local_name, namespace_of, serialise_xml
from xlscorecard.refresh.parts.book import Book, read_book, structure_is_protected
from xlscorecard.refresh.parts.calculation import calculate_on_load
from xlscorecard.refresh.write import PackageWriter

# What stands before definedNames: ECMA-376 part 1, 18.2.27.
_BEFORE = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection",
    "bookViews", "sheets", "functionGroups", "externalReferences",
)  # fmt: skip
# A name that holds a LAMBDA of ours, of this or an earlier version, may be replaced.
_LAMBDA = re.compile(r"\s*=?\s*_xlfn\.LAMBDA\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamesAdded:
    """Which names are new, which were brought up to date, and which stood there already.

    ``signed`` says that a digital signature does not hold any more.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    kept: tuple[str, ...]
    signed: bool = False


def add_names(
    workbook: Path,
    target: Path,
    names: Sequence[LambdaName] | None = None,
    *,
    before: Callable[[], None] | None = None,
) -> NamesAdded:
    """Write ``workbook`` with the LAMBDA names to ``target`` (which may be the same file).
    ``before`` is called when all is well and the workbook will change, just before it does.

    Raises Refused where the workbook uses one of the names for something of its own or its
    structure is protected, and CannotRead or CannotWrite. All other parts keep their bytes.
    """
    wanted = lambda_names() if names is None else tuple(names)
    book = read_book(workbook)
    if structure_is_protected(book):
        raise Refused(
            str(workbook),
            "its structure is protected",
            advice="Take that off in Excel (Review, Protect Workbook), then try again.",
        )
    present = {e.get("name", "").casefold(): e for e in _elements(book) if _global(e)}
    for name in wanted:
        element = present.get(name.name.casefold())
        if element is not None and not _LAMBDA.match(element.text or ""):
            raise Refused(
                str(workbook),
                f"the name {name.name} is already used for {(element.text or '')[:60]}",
                place="Name Manager",
                advice="Rename it there (Formulas, Name Manager), then try again.",
            )
    added, replaced, kept = [], [], []
    group = _group(book)
    for name in wanted:
        element = present.get(name.name.casefold())
        if element is None:
            element = etree.SubElement(group, f"{{{namespace_of(book.root)}}}definedName")
            _fill(element, name)
            added.append(name.name)
        elif element.text == name.stored:
            kept.append(name.name)
        else:
            _fill(element, name)
            replaced.append(name.name)
    writer = PackageWriter(book)
    if added or replaced:
        _sort(group)
        writer.parts[book.part] = [serialise_xml(book.root)]
        if _uses(book, wanted):
            calculate_on_load(book, writer.parts)
        if before is not None:
            before()
    writer.save(target)
    signed = any("_xmlsignatures/" in e.filename for e in book.package.entries)
    return NamesAdded(tuple(added), tuple(replaced), tuple(kept), signed and bool(writer.parts))


def _elements(book: Book) -> list[etree._Element]:
    return [
        element
        for group in children(book.root, "definedNames")
        for element in children(group, "definedName")
    ]


def _global(element: etree._Element) -> bool:
    return element.get("localSheetId") is None


def _group(book: Book) -> etree._Element:
    found = children(book.root, "definedNames")
    if found:
        return found[0]
    group = etree.Element(f"{{{namespace_of(book.root)}}}definedNames")
    [child for child in book.root if local_name(child) in _BEFORE][-1].addnext(group)
    return group


def _fill(element: etree._Element, name: LambdaName) -> None:
    for key in list(element.attrib):
        del element.attrib[key]
    element.set("name", name.name)
    if name.comment:
        element.set("comment", name.comment)
    if name.hidden:
        element.set("hidden", "1")
    element.text = name.stored


def _sort(group: etree._Element) -> None:
    """By name, as Excel keeps them; names of single sheets stay in their order."""
    group[:] = sorted(group, key=lambda element: (element.get("name") or "").casefold())


def _uses(book: Book, names: Sequence[LambdaName]) -> bool:
    """Whether a cell calls one of the names, so that it must be calculated again."""
    shown = "|".join(re.escape(name.name) for name in names if not name.hidden)
    call = re.compile(rf"<(?:[\w.\-]+:)?f[ >][^<]*?\b(?:{shown})\(".encode())
    return any(call.search(bytes(book.markup(sheet).data)) for sheet in book.worksheets())
