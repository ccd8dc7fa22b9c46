"""Which of a table's first lines are its header."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.tables.lines.alignment import set_alike
from xlscorecard.tables.lines.paragraphs import Run, is_bold
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_plain_figure

# A line of so many figures is a row.
FEWEST_FIGURES = 2


def headers_above(lines: Sequence[Sequence[Run]]) -> int:
    """How many lines stand above the first line of figures; years are none."""
    for number, line in enumerate(lines):
        texts = (text_of_line(run.words) for run in line if run.words)
        if sum(map(is_plain_figure, texts)) >= FEWEST_FIGURES:
            return number
    return len(lines)


def below_bold_header(lines: Sequence[Sequence[Run]]) -> Sequence[Sequence[Run]]:
    """The lines below a header: headers are centred or set left over values set right, and
    their long words close gutters. The first lines are it if they are bold and the rest is not;
    two lines below it tell where the columns are if they are set alike."""
    bold = [is_bold(line) for line in lines]
    if not bold[0] or sum(bold) * 2 > len(bold):
        return lines
    end = bold.index(False)
    rest = lines[end:]
    return rest if len(rest) > 2 or (len(rest) == 2 and set_alike(*rest)) else lines
