"""Conditional formats that an .xls keeps for newer programs: LibreOffice does not read them."""

from __future__ import annotations

import re
from pathlib import Path

# [MS-XLS] 2.4.43: a record CF12 begins with its own number again, and a flag.
_CF12 = re.compile(rb"\x7a\x08..\x7a\x08[\x00\x01]\x00", re.DOTALL)


def has_newer_rules(path: Path) -> bool:
    """Whether an .xls has rules of Excel 2007 and later (icon sets, data bars, formulas on other
    sheets): what they show is lost in what LibreOffice makes of it."""
    return _CF12.search(path.read_bytes()) is not None
