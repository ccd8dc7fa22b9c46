"""The header and footer that a sheet is printed with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.model.grid import Paragraph

_CODES = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&K\d\d[+-]\d{3}|&\d+|&[A-Z]', re.IGNORECASE)


def printed_lines(sheet: Worksheet, kind: str) -> Iterator[Paragraph]:
    """The printed "header" or "footer"; page numbers and dates, which change, are left out."""
    parts = sheet.oddHeader if kind == "header" else sheet.oddFooter
    for part in (parts.left, parts.center, parts.right) if parts is not None else ():
        text = _CODES.sub("", (part.text or "").replace("&&", "\x00"))
        text = text.replace("\x00", "&").strip()
        if text and any(char.isalpha() for char in text):
            yield Paragraph(text, furniture=True)
