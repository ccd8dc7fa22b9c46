"""Which layers of a PDF its own settings switch off (PDF 1.7, 8.11.4), read by pdfminer: PDFium
does not tell."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from xlscorecard.pdf.crosscheck import DAMAGE


def switched_off(path: Path) -> frozenset[str]:
    """The names of the layers that a PDF's settings for its first showing switch off, and that no
    layer which shows has as well; none where the settings are damaged."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it reports damage in its log
    try:
        with path.open("rb") as file:
            return _names_off(_dictionary(PDFDocument(PDFParser(file)).catalog.get("OCProperties")))
    except DAMAGE:
        return frozenset()


def _names_off(said: Mapping[str, Any]) -> frozenset[str]:
    settings = _dictionary(said.get("D"))
    off = {ref.objid for ref in _references(settings.get("OFF"))}
    on = {ref.objid for ref in _references(settings.get("ON"))}
    layers = {ref.objid: _dictionary(ref) for ref in _references(said.get("OCGs"))}
    if _word(settings.get("BaseState")) == "OFF":
        off |= layers.keys() - on
    for usage in resolve1(settings.get("AS")) or ():
        said_of = _dictionary(usage)
        if _word(said_of.get("Event")) == "View":
            for ref in _references(said_of.get("OCGs")):
                view = _dictionary(_dictionary(layers.get(ref.objid, {}).get("Usage")).get("View"))
                if _word(view.get("ViewState")) == "OFF":
                    off.add(ref.objid)
    names = {objid: _text(layer.get("Name")) for objid, layer in layers.items()}
    shown = {name for objid, name in names.items() if objid not in off}
    return frozenset({names[objid] for objid in off & names.keys()} - shown - {""})


def _dictionary(value: Any) -> Mapping[str, Any]:
    found = resolve1(value)
    return found if isinstance(found, dict) else {}


def _references(value: Any) -> list[Any]:
    return [ref for ref in resolve1(value) or () if hasattr(ref, "objid")]


def _word(value: Any) -> str:
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""


def _text(value: Any) -> str:
    found = resolve1(value)
    if not isinstance(found, bytes):
        return ""
    wide = found.startswith(b"\xfe\xff")
    return found[2:].decode("utf-16-be", "replace") if wide else found.decode("latin-1")
