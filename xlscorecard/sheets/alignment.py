"""How the cells of a workbook are aligned: centred across others, indented."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.cell.cell import Cell as StoredCell
from openpyxl.styles import Alignment
from openpyxl.workbook import Workbook

_ACROSS = "centerContinuous"


def _alignments(workbook: Workbook) -> Iterable[Alignment]:
    """The alignments that a workbook has for its cells."""
    return getattr(workbook, "_alignments", ())


def centres_across(workbook: Workbook) -> bool:
    """Whether any text of a workbook may be centred across cells."""
    return any(one.horizontal == _ACROSS for one in _alignments(workbook))


def is_across(stored: StoredCell) -> bool:
    """Whether a cell's text is centred across it and the empty ones beside it."""
    return bool(stored.alignment.horizontal == _ACROSS)


def indents_any(workbook: Workbook) -> bool:
    """Whether any text of a workbook may be indented."""
    return any(one.indent for one in _alignments(workbook))


def indent_of(stored: StoredCell, text: str) -> int:
    """How far a text is indented, by its format or by the spaces that it begins with, three of
    which are a step; one alone is an accident of typing."""
    spaces = len(text) - len(text.lstrip())
    return 3 * int(stored.alignment.indent or 0) + (spaces if spaces > 1 else 0)
