"""What each row of a grid is: banner, header, footnote, remark or measure."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from math import ceil

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.group_names import heads_group
from xlscorecard.normalise.headers.lines import Header, same_header
from xlscorecard.normalise.headers.strength import header_strength, spans_row
from xlscorecard.normalise.words.header_text import HEADER_VALUE_WORDS, is_period
from xlscorecard.normalise.words.key_words import rag_of_meaning
from xlscorecard.normalise.words.labels import may_name
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag

FOOTNOTE = re.compile(
    r"^(?:[*†‡§¹²³⁴-⁹]|\[?note\b|notes?:|source\b|\(?[a-d1-9]\)\s|please note|n\.?b\.?\b)",
    re.IGNORECASE,
)
# "Rank: 1 is best of 32", "1 = top quartile, 4 = bottom": how places are counted.
_COUNTS_PLACES = re.compile(
    r"\(?(?:(?:the )?(?:rank(?:ing|ings|ed|s)?|quartiles?|deciles?|positions?|places?|scores?)\b"
    r"[^.;]{0,60}?\b1(?:st)?\s*(?:\(|is|=|being|means|[:–-])|1(?:st)?\s*(?:is|=|being|means))\s*"
    r"(?:the )?(?:best|worst|highest|lowest|top|bottom|good|poor)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^(?:comment(?:s|ary)?|narrative|update|progress(?: update)?|explanation|analysis|"
    r"reasons?(?: for [\w ]+)?|actions?(?: taken| planned)?|context|what (?:we are|are we) doing"
    r"[\w ]*|latest (?:note|update|comment)|why|what next|next steps|so what)\s*(?:[:–-]|$)\s*",
    re.IGNORECASE,
)
# Cells of a row that names the parts below it.
_CODE_AND_NAME = 2
# "a) Stage 1", "(ii) Minor": a lettered part of a measure.
_PART = re.compile(r"\(?([a-z]|[ivx]{2,4})[).]\s*\w", re.IGNORECASE)
_FIRST_LETTERS = frozenset({"a", "i"})
# A section's name over at least so much of a row heads it, whatever stands behind.
_MOST_OF_ROW = 0.6
# "Waste total on target" over "3 of 3"
_COUNTED = 2
_ON_TARGET = re.compile(
    r"\b(?:totals?|measures|indicators|k?pis)\b.*"
    r"\b(?:target|track|met|meeting|achiev\w+|green|amber|red)\b",
    re.IGNORECASE,
)
_SOME_OF = re.compile(r"\d+ (?:of|out of|/) \d+")
# The name of a section has so many letters at most.
_LONGEST_SECTION = 60
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d")
_SENTENCE = re.compile(r"^(?:\S+\s+){3,}\S+[.!]$")
STATEMENT = re.compile(
    r"\b(?:green|amber|red)\b\s*(?:[=:–-]|is|are|was|were)?\s*\(?\d+(?:\.\d+)?\s*%?"
    r"|\b\d+\s+(?:of|out of)\s+(?:the\s+)?\d+\b.*\b(?:green|amber|red|measures|indicators|target)",
    re.IGNORECASE,
)


class RowUse(StrEnum):
    """What a row of a grid is."""

    BANNER = "banner"
    HEADER = "header"
    FOOTNOTE = "footnote"
    REMARK = "remark"
    BODY = "body"
    BLANK = "blank"


def row_use(grid: Grid, index: int, header: Header, usual: Counter[Rgb | None]) -> RowUse:
    """What a row is, under the header in force; ``usual`` counts the fills of the first column."""
    cells = [cell for cell in grid.row_cells(index) if cell.row == index]
    filled = [cell for cell in cells if not cell.empty]
    if not filled:
        return RowUse.BLANK
    only = spans_row(grid, index)
    if name_over_parts(grid, index) is not None:
        return RowUse.BANNER
    if only is not None:
        text = one_line(only.text)
        wide = only.colspan >= max(2, 0.6 * grid.cols)
        noted = FOOTNOTE.match(text) or _COUNTS_PLACES.match(text) or _explains_mark(grid, text)
        if noted and (wide or only.col == 0) and len(text) > 3:
            return RowUse.FOOTNOTE
        if STATEMENT.search(text) and (wide or only.col == 0):
            return RowUse.BANNER
        if not any(c.isalpha() for c in text):
            return RowUse.BODY if only.col else RowUse.BLANK
        if wide and only.colspan == grid.cols and len(text) > 220:
            return RowUse.FOOTNOTE
        if (
            wide
            or heads_group(only, grid, header, usual)
            or _over_header(grid, index, text, header)
        ):
            return RowUse.BANNER
        return RowUse.REMARK if _comments(only, grid, index) else RowUse.BODY
    if len(filled) == 1 and remark_in(grid, index, last=False):
        return RowUse.REMARK  # beside a code that is merged down over the measure and its comment
    if same_header(grid, index, header) or _is_header(grid, index):
        return RowUse.HEADER
    if name_beside_code(grid, index) is not None:
        return RowUse.BANNER
    if banner_with_rest(grid, index)[0]:
        return RowUse.BANNER
    if len(filled) == _COUNTED and _counts_measures(*filled):
        return RowUse.FOOTNOTE  # "Waste total on target | 3 of 3" is no measure
    if len(filled) > 1 and all(_explains(cell) for cell in filled):
        return RowUse.FOOTNOTE  # the key below a table without rules: its 5% is no target
    return RowUse.BODY


def _over_header(grid: Grid, index: int, text: str, header: Header) -> bool:
    """Whether a lone short text stands right above the table's header, printed again: it is the
    name of the section there, wherever in a table without lines it is centred."""
    names = len(text) <= _LONGEST_SECTION and may_name(text) and not text.endswith(".")
    again = index + 1 < grid.rows and same_header(grid, index + 1, header)
    return names and again and not _REMARK.match(text)


def _explains_mark(grid: Grid, text: str) -> bool:
    """Whether a text begins with a number that is raised behind a figure of the table ("1 Figures
    are provisional")."""
    mark, _, rest = text.partition(" ")
    if not mark.isdigit() or not rest[:1].isalpha():
        return False
    return any(mark in cell.footnotes for cell in grid.cells)


def _comments(only: Cell, grid: Grid, index: int) -> bool:
    """Whether a lone text below a measure's row comments on it, without lines that would show it
    merged over the row: a sentence, where the measure's name is none."""
    above = grid.starts_at(index - 1, only.col) if index else None
    if above is None or not remark_in(grid, index, last=False):
        return False
    beside = sum(not cell.empty for cell in grid.row_cells(index - 1))
    return beside > 2 and not _SENTENCE.match(one_line(above.text))


def _counts_measures(name: Cell, count: Cell) -> bool:
    """Whether a row says how many of the measures above it reach their targets, and no more."""
    said = one_line(name.text)
    return _SOME_OF.fullmatch(one_line(count.text)) is not None and bool(_ON_TARGET.search(said))


def _explains(cell: Cell) -> bool:
    """Whether a text is a line of a key: what a rating means, in words about a target."""
    text = one_line(cell.text)
    if not text:
        return True  # its symbol
    about = "target" in text.lower() or "tolerance" in text.lower()
    return about and len(text.split()) > 2 and rag_of_meaning(text) is not None


def usual_fill(grid: Grid, first: int) -> Counter[Rgb | None]:
    """How often each fill occurs in the first column of the body; a header inside the table is
    painted as the names of groups are, and counts for neither."""
    counts: Counter[Rgb | None] = Counter()
    for row in range(first, grid.rows):
        cell = grid.at(row, 0)
        if cell is not None and (cell.fill is None or not _is_header(grid, row)):
            counts[cell.fill] += 1
    return counts


def _is_header(grid: Grid, index: int) -> bool:
    """A row that gives the columns new names: short words with a header word among them,
    and no figure, status or RAG."""
    cells = grid.filled_in(index)
    others = [cell for cell in cells if cell.col > 0]
    if len(others) < 2 or any(cell.marks for cell in cells):
        return False
    named = 0
    for cell in others:
        text = one_line(cell.text)
        if len(text) > 30 or parse_rag(text) is not None:
            return False
        match = match_header(text)
        if text[:1].islower() and (match is None or not match.exact):
            return False  # the rest of a text: "of the period" beside "2012/13"
        column = match is not None and match.exact and match.word in HEADER_VALUE_WORDS
        if column or (match is None and is_period(text) and not _among_dates(grid, cell)):
            named += 1
        elif parse_status(text) is not None or parse_quantity(text).numeric:
            return False
    strong = header_strength(grid, index) >= 0.75
    return (named >= 1 and named * 3 >= len(others)) or (strong and len(others) >= 3)


def _among_dates(grid: Grid, cell: Cell) -> bool:
    """Whether a column holds dates: the cell above or below has one as well ("Due: Mar 2025,
    30/11/24"), so that one more heads no column."""
    beside = (grid.starts_at(row, cell.col) for row in (cell.row - 1, cell.row + cell.rowspan))
    return any(
        other is not None and (_DATE.fullmatch(text := one_line(other.text)) or is_period(text))
        for other in beside
    )


def banner_with_rest(grid: Grid, index: int) -> tuple[str, list[str]]:
    """A section row whose right part is one merged remark ("People & Staff | Total staff:
    703 FTE; ..."): the section and the remark; empty texts for any other row, and for a measure
    whose figures are one merged text ("Annual indicator")."""
    cells = [cell for cell in grid.row_cells(index) if cell.row == index]
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) != 2 or filled[0].col != 0 or grid.cols < 4:
        return "", []
    rest = filled[1]
    if _reaches_over_row(grid, filled[0], rest):
        return one_line(filled[0].text), [one_line(rest.text)]
    merged = rest.colspan >= grid.cols - 1 - filled[0].colspan and rest.colspan >= 3
    merged = merged and (any(map(str.isdigit, rest.text)) or _set_apart(grid, filled[0]))
    # where no line shows how far the remark is merged: over as many columns as its text needs
    set_apart = filled[0].bold and rest.bold and rest.col == 1 and rest.colspan > 1
    if merged or (set_apart and parse_status(rest.text) is None):
        return one_line(filled[0].text), [one_line(rest.text)]
    return "", []


def _reaches_over_row(grid: Grid, name: Cell, rest: Cell) -> bool:
    """Whether a name reaches over most of its row, merged or painted, and a note stands behind
    it: no figure of a measure has room there."""
    most = _MOST_OF_ROW * grid.cols
    if rest.col < most or not rest.text[:1].isalpha():
        return False
    if name.colspan > 1:
        return name.colspan >= most
    if not name.bold or name.fill in (None, rest.fill):
        return False
    first = range(1, ceil(most))
    return all((cell := grid.at(name.row, at)) and cell.fill == name.fill for at in first)


def name_beside_code(grid: Grid, index: int) -> tuple[Cell, int] | None:
    """The name of what the next rows are parts of, and the row at which they end: beside a code
    that is merged down over them all ("PI 12 | Applications determined in time:" over "a) Major"),
    that their own go on from ("1 | Housing" over "1.1", "1.2"), or that none of them has one of."""
    filled = grid.filled_in(index)
    if len(filled) != _CODE_AND_NAME or filled[0].col or filled[1].rowspan > 1:
        return None
    code, name = filled
    if opens_remark(name) or not may_name(name.text):
        return None
    if code.rowspan > 1:
        wide = name.colspan >= max(2, 0.6 * grid.cols)
        return (name, index + code.rowspan) if wide else None
    numbered = _numbered_below(grid, index, one_line(code.text))
    if numbered is not None:
        return name, numbered
    if not name.text.rstrip().endswith(":") or len(grid.begun_in(index)) < grid.cols:
        return None
    end = index + 1
    while end < grid.rows and (below := grid.starts_at(end, 0)) is not None and below.empty:
        end += 1
    figures = any(len(grid.filled_in(row)) > _CODE_AND_NAME for row in range(index + 1, end))
    return (name, end) if figures else None


def _numbered_below(grid: Grid, index: int, number: str) -> int | None:
    """The row at which those end whose numbers go on from that of the row above them ("1.1", "1.2"
    below "1"); None where none follow, or none has figures."""
    outer = number.rstrip(".)") + "."
    end = index + 1
    while end < grid.rows and (below := grid.starts_at(end, 0)) is not None:
        rest = one_line(below.text)
        if not (rest.startswith(outer) and rest[len(outer) :][:1].isdigit()):
            break
        end += 1
    figures = any(len(grid.filled_in(row)) > _CODE_AND_NAME for row in range(index + 1, end))
    return end if figures else None


def name_over_parts(grid: Grid, index: int) -> tuple[Cell, int] | None:
    """The name of what the next rows are lettered parts of, and the row at which they end:
    "Complaints answered in time:" alone in its row, over "a) Stage 1" and "b) Stage 2"."""
    only = spans_row(grid, index)
    if only is None or only.col > 1 or _PART.match(only.text) or not may_name(only.text):
        return None
    first = end = index + only.rowspan
    while end < grid.rows:
        part = grid.starts_at(end, only.col)
        found = _PART.match(part.text) if part is not None else None
        if found is None or (end == first and found[1].lower() not in _FIRST_LETTERS):
            break
        end += 1
    figures = any(len(grid.filled_in(row)) > 1 for row in range(first, end))
    return (only, end) if end - first > 1 and figures else None


def _set_apart(grid: Grid, cell: Cell) -> bool:
    """Whether a cell looks otherwise than those above and below it in its column."""
    beside = [grid.at(row, cell.col) for row in (cell.row - 1, cell.row + cell.rowspan)]
    return not any(
        other is not None and (other.bold, other.fill) == (cell.bold, cell.fill) for other in beside
    )


# Beside a group's name and an empty reference a remark reaches over at least so many columns.
_REACHING = 3


def opens_remark(cell: Cell) -> bool:
    """Whether a cell begins with the label of a remark and goes on ("Commentary: 4% up")."""
    text = one_line(cell.text)
    found = _REMARK.match(text)
    return found is not None and found.end() < len(text)


def remark_in(grid: Grid, index: int, *, last: bool) -> str:
    """The text of a row that comments on the measure above it: one that a label opens
    ("Commentary: ..."), or plain sentences over the table's width; "" for any other row. A
    sentence at the foot of a table without other remarks is a note on all of it."""
    cells = [c for c in grid.row_cells(index) if c.row == index and c.text.strip()]
    if not cells or len(cells) > 2 or (cells[0].col > 1 and cells[0].colspan < _REACHING):
        return ""
    if len(cells) == 2 and cells[0].colspan > 1:
        return ""
    if len(cells) == 2:
        return one_line(cells[1].text) if _REMARK.fullmatch(one_line(cells[0].text)) else ""
    text = one_line(cells[0].text)
    if found := _REMARK.match(text):
        return text[found.end() :]
    plain = not cells[0].bold and cells[0].ink is None and not last
    return text if plain and _SENTENCE.match(text) and not FOOTNOTE.match(text) else ""
