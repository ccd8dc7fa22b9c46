"""Icons of control charts, as the NHS prints them: orange, blue and grey circles that tell what
kind of variation a measure shows (H, L or a wave) and whether it will meet its target (P, F, ?).
They rate nothing: orange is concern and blue is improvement, whichever side of its target a
result is on, and no arrow of theirs is a trend."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.model.grid import Grid
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.content import Content
from xlscorecard.normalise.words.mending import one_line

_HEADED = re.compile(r"\b(?:variation|assurance|spc|control charts?)\b", re.IGNORECASE)
_LETTERS = frozenset({"H", "L", "P", "F", "?", "~", "H L", "HL", "NO", ""})
_LAMPS = frozenset({Rag.RED, Rag.GREEN})
_EXPLAINED = re.compile(
    r"\b(?:special|common) cause\b|\b(?:in)?consistently (?:hit|pass|fall|fail|miss|meet)",
    re.IGNORECASE,
)


def shows_control_charts(
    grid: Grid, header: Header, col: int, rows: Sequence[int], content: Content
) -> bool:
    """Whether the symbols of a column are such icons: its header says so, or their letters do,
    and none of them is red or green."""
    if content.symbols + content.arrows < 0.5 or content.figures > 0.2:
        return False
    cells = [cell for row in rows if (cell := grid.starts_at(row, col)) and not cell.empty]
    letters = {one_line(cell.text).upper() for cell in cells}
    headed = any(map(_HEADED.search, header.lines[col]))
    if not headed and (not letters <= _LETTERS or letters <= {"", "~", "NO"}):
        return False
    circles = [mark for cell in cells for mark in cell.marks if mark.kind is not MarkKind.ARROW]
    hues = {rag_of_colour(mark.colour)[0] for mark in circles if mark.colour is not None}
    # where no letter tells, amber alone may be a rating: the icons are orange, blue and grey
    told = not letters.isdisjoint(_LETTERS - {"", "NO"}) or len(hues) > 1
    return bool(circles) and told and _LAMPS.isdisjoint(hues)


def explains_control_charts(names: Sequence[str]) -> bool:
    """Whether the names of a table's rows are what such icons mean."""
    return sum(_EXPLAINED.search(name) is not None for name in names) * 2 > len(names)
