"""Footnotes and endnotes: their numbers where they are referred to, their texts at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from xlscorecard.word.names import W, attribute
from xlscorecard.word.numbering import format_number


@dataclass(frozen=True, slots=True)
class Note:
    """A note that the text refers to: its printed mark and its element."""

    mark: str
    element: etree._Element


class Notes:
    """The notes of a document, numbered in the order in which they are referred to."""

    def __init__(
        self,
        footnotes: etree._Element | None,
        endnotes: etree._Element | None,
        settings: etree._Element | None,
    ) -> None:
        self._elements = {
            "footnote": _by_id(footnotes, "footnote"),
            "endnote": _by_id(endnotes, "endnote"),
        }
        self._forms = {
            "footnote": _form(settings, "footnotePr", "decimal"),
            "endnote": _form(settings, "endnotePr", "lowerRoman"),
        }
        self._marks: dict[tuple[str, str], str] = {}
        self._counts = {"footnote": 0, "endnote": 0}

    def refer(self, reference: etree._Element) -> str:
        """The mark of a reference; "" where the document prints a mark of its own beside it."""
        kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
        key = attribute(reference, "id") or ""
        own = attribute(reference, "customMarkFollows")
        if (kind, key) not in self._marks:
            if own in {"1", "true", "on"}:
                self._marks[kind, key] = ""
            else:
                self._counts[kind] += 1
                self._marks[kind, key] = format_number(self._counts[kind], self._forms[kind])
        return self._marks[kind, key]

    def referred(self) -> Iterator[Note]:
        """The notes that were referred to, footnotes and endnotes in order of reference."""
        for (kind, key), mark in self._marks.items():
            element = self._elements[kind].get(key)
            if element is not None:
                yield Note(mark, element)


def _by_id(root: etree._Element | None, name: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {attribute(element, "id") or "": element for element in root.iterfind(W + name)}


def _form(settings: etree._Element | None, name: str, default: str) -> str:
    if settings is None:
        return default
    return attribute(settings.find(f"{W}{name}/{W}numFmt")) or default
