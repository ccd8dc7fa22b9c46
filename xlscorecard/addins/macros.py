"""The functions that a workbook's own macros define: these are not unknown ones."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_FUNCTION = re.compile(
    r"^\s*(?:Public\s+)?(?:Static\s+)?Function\s+(\w+)", re.IGNORECASE | re.MULTILINE
)


def macro_functions(path: Path) -> frozenset[str] | None:
    """Their names in capitals; None where the macros cannot be looked into."""
    with zipfile.ZipFile(path) as package:
        if not any(name.lower().endswith("vbaproject.bin") for name in package.namelist()):
            return frozenset()
    try:
        from pyopenvba import ExcelFile, PyOpenVBAError
    except ImportError:
        return None
    try:
        with ExcelFile(path) as book:
            sources = [book.get_module(name) for name in book.module_names()]
    except (PyOpenVBAError, ValueError, KeyError, IndexError):
        return None
    return frozenset(name.upper() for source in sources for name in _FUNCTION.findall(source))
