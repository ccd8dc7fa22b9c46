"""Measures over a row for each period ("Calls answered | Q1 | 91%", below it "Q2 | 88%") under
one header ("Measure | Quarter | Result | Target | RAG"), merged over these rows, named in the
first of them alone or in each, as exports of databases are: one row for each measure, its figures
under "Q1 / Result" (see ``facing``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.layouts.by_period import Block, heading_row, table_of_blocks
from xlscorecard.normalise.words.header_text import header_text, is_part, is_period
from xlscorecard.normalise.words.labels import PERIODS, label_of, tells_figures
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
from xlscorecard.values.period import parse_period

# A measure has so many periods below each other.
_FEWEST = 2
_YEAR_AND_PART = 2  # "Year | Quarter"
# What a paper may say once of all periods.
_SAID_OF_ALL = (
    *(HeaderWord.TARGET, HeaderWord.TEXT, HeaderWord.POLARITY, HeaderWord.REFERENCE),
    *(HeaderWord.PRIORITY, HeaderWord.GROUP),
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What heads the columns of such a table, by their places: the one that names the measures, and
    those ``when`` their results are of, side by side."""

    heads: dict[int, Cell]
    name: int
    when: Sequence[int]

    @property
    def behind(self) -> int:
        """The first column behind the periods."""
        return self.when[-1] + 1


def periods_down(grid: Grid) -> Grid | None:
    """The grid with a row for each measure; None where it is no such table."""
    columns = _columns(grid)
    if columns is None:
        return None
    blocks: list[Block] = []
    above: list[Cell] = []
    row = 1
    while row < grid.rows:
        heading = heading_row(grid, row)
        if heading is not None:
            above.append(heading)
            row += 1
            continue
        name = grid.starts_at(row, columns.name)
        if name is None or name.empty:
            return None
        rows = range(row, _end(grid, name))
        block = Block(name, above=tuple(above))
        if len(rows) < _FEWEST or not _fill(block, grid, rows, columns):
            return None
        blocks.append(block)
        above = []
        row = rows.stop
    return table_of_blocks(grid, blocks) if blocks and not above else None


def _columns(grid: Grid) -> _Columns | None:
    """The columns of a table that has one of names, behind it those of periods, and behind these
    what labels name; None for any other."""
    heads = {c.col: c for c in grid.row_cells(0) if c.row == 0 and c.rowspan == 1}
    if len(heads) != grid.cols or grid.rows <= _FEWEST:
        return None
    when = [c for c, cell in heads.items() if plain_words(header_text(cell.text)) in PERIODS]
    named = [c for c, cell in heads.items() if _names(cell)]
    if len(named) != 1 or not when or when != list(range(when[0], when[0] + len(when))):
        return None
    if len(when) > _YEAR_AND_PART or when[0] <= named[0]:
        return None
    if not tells_figures([label_of(heads[col]) for col in range(when[-1] + 1, grid.cols)]):
        return None
    return _Columns(heads, named[0], when)


def _fill(block: Block, grid: Grid, rows: range, columns: _Columns) -> bool:
    """Put what a measure's rows tell into its block; False where one of them is no period's. A
    result that stands in the first row alone is that period's, the others' are missing."""
    later = any(not cell.empty for at in rows[1:] for cell in _behind(grid, at, columns.when[-1]))
    for col, head in columns.heads.items():
        cell = grid.starts_at(rows.start, col)
        if cell is None or col == columns.name or col in columns.when:
            continue
        whole = col < columns.when[0] and cell.rowspan == block.name.rowspan
        once = later and not _is_of_period(head) and _said_once(grid, rows, col)
        if whole or once:
            block.said[header_text(head.text)] = cell
    return all(_read(grid, at, columns, block) for at in rows)


def _end(grid: Grid, name: Cell) -> int:
    """The row below those of a measure: what it is merged over, or where nothing stands below, or
    its name again."""
    end = name.row + name.rowspan
    while end < grid.rows and name.rowspan == 1:
        below = grid.starts_at(end, name.col)
        if below is None or heading_row(grid, end) is not None:
            break
        if not below.empty and (below.text != name.text or below.rowspan > 1):
            break
        end += 1
    return end


def _behind(grid: Grid, row: int, when: int) -> list[Cell]:
    """What stands behind the period in a row; that of a period to come has nothing."""
    return [cell for cell in grid.row_cells(row) if cell.row == row and cell.col > when]


def _said_once(grid: Grid, rows: range, col: int) -> bool:
    """Whether a column tells something in the first of a measure's rows only: of all of them."""
    own = [grid.starts_at(row, col) for row in rows]
    first, *others = own
    once = first is not None and first.rowspan == 1 and not first.empty
    return once and all(cell is not None and cell.empty for cell in others)


def _is_of_period(cell: Cell) -> bool:
    match = match_header(header_text(cell.text))
    return match is None or match.word not in _SAID_OF_ALL


def _names(cell: Cell) -> bool:
    match = match_header(header_text(cell.text))
    return match is not None and match.exact and match.word is HeaderWord.TITLE


def _period(grid: Grid, row: int, when: Sequence[int]) -> str:
    """The period of a row, by one column or by that of its year and that of its part; "" where
    it has none of its own."""
    own = grid.starts_at(row, when[-1])
    cells = [grid.at(row, col) for col in when]
    texts = [header_text(cell.text) for cell in cells if cell is not None]
    if own is None or len(texts) < len(when):
        return ""
    whole = " ".join(texts)
    said = len(texts) == 1 or (parse_period(whole) is not None and any(map(is_part, texts)))
    return whole if said and is_period(whole) else ""


def _read(grid: Grid, row: int, columns: _Columns, block: Block) -> bool:
    """Puts what a period's row tells into the measure's block; False where it is none."""
    period = _period(grid, row, columns.when)
    if not period or any(known == period for known, _ in block.figures):
        return False
    for col in range(columns.behind, grid.cols):
        cell = grid.at(row, col)
        if cell is None or cell.colspan > 1:
            return False
        label = header_text(columns.heads[col].text)
        if cell.rowspan > 1:
            block.said.setdefault(label, cell)
        elif label not in block.said:
            block.figures[period, label] = cell
    return True
