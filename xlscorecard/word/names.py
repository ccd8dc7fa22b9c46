"""Qualified names of the XML that Word writes (ECMA-376), and how to ask for its values."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 (its usual prefix)

_OFF = frozenset({"0", "false", "off", "none"})


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """A ``w:`` attribute of an element, None where either is missing."""
    return None if element is None else element.get(W + name)


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first ``w:`` child of that name, None where there is none."""
    return None if parent is None else parent.find(W + name)


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """An on/off property (17.17.4): present without a value means on; None when absent."""
    if parent is None:
        return None
    element = parent.find(W + name)
    if element is None:
        return None
    return (element.get(W + "val") or "true").lower() not in _OFF


def whole(text: str | None, default: int = 0) -> int:
    """A whole number from an attribute; the default where it is missing or is no number."""
    if text is None:
        return default
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default
