"""Tiles: cells that each hold a whole measure, its name, its figures and its rating."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Block, Cell, Grid
from xlscorecard.model.mark import Mark, MarkKind
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.rows.colours import rate_without_key
from xlscorecard.normalise.words.labelled import is_label, is_value, named_figures
from xlscorecard.normalise.words.labels import UNNAMED
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header, plain_words
from xlscorecard.values.words import parse_rag, parse_trend_word

_RESULT = "Actual"
_POINTING = frozenset({MarkKind.ARROW, MarkKind.TRIANGLE})
# A tile has so many lines at most.
_MOST_LINES = 12
# At least this share of a grid's cells are tiles, and so many; the others are told.
_MOSTLY = 0.75
_FEWEST = 3
_MOST_ROWS = 5
_JOINING = frozenset(
    "within per of in than over under to by least aged first for and with".split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# "Target: 45%  Actual: 43%  RAG: Amber" in one line.
_RATING_BESIDE = re.compile(
    r"(?:^|(?<=\s))(?:b?rag(?: rating| status)?|status|rating|trend|direction of travel|dot)"
    r"\s*[:=]\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
# "6.1% vs 12 months to Sep 2023": so much does the result differ from that one.
_DIFFERS_FROM = re.compile(
    r"[^\d]*\d[\d.,]*\s?(?:%|pp|p|points?)?\s+(?:vs?\.?|versus|compared (?:to|with)|against|than|"
    r"since|on)\s",
    re.IGNORECASE,
)
# "Goal: 90.0% (+2.33%)": so far is the result from it.
_GOAL_AND_DIFFERENCE = re.compile(
    r"(?P<aim>(?:goal|target)\s*:\s*[^()]*\d[^()]*?)\s*\((?P<by>[+−–-]\s?\d[\d.,]*\s?%?)\)",
    re.IGNORECASE,
)
_DIFFERENCE = "Variance"
# An alarm that a dashboard sets behind a figure off its goal: "412!".
_ALARM = re.compile(r"(?<=[\d%])\s*!$")
# A tile's name has so many letters.
_SHORTEST_NAME = 5
_LONGEST_NAME = 160


@dataclass(slots=True)
class _Tile:
    """What a tile says; ``figures`` by label, "" for the one without."""

    cell: Cell
    title: str = ""
    figures: dict[str, str] = field(default_factory=dict)
    rag: str = ""
    trend: str = ""
    remarks: list[str] = field(default_factory=list)

    def judged_by(self, line: str) -> bool:
        """Whether a line is the tile's rating or its trend, which it then has."""
        if not self.rag and parse_rag(line) is not None:
            self.rag = line
            return True
        if not self.trend and parse_trend_word(line) is not None:
            self.trend = line
            return True
        return False

    def take(self, named: Sequence[tuple[str, str]]) -> bool:
        """Take in figures with their labels; False where it has one of such a label."""
        for label, figure in named:
            if plain_words(label) in map(plain_words, self.figures):
                return False
            self.figures[label] = figure
        return True


def gather_tiles(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with text boxes that follow each other, each a tile, as one grid."""
    waiting: list[Grid] = []
    for block in blocks:
        if (
            isinstance(block, Grid)
            and block.ruling == "tiles"
            and (block.rows, block.cols) == (1, 1)
            and block.cells
        ):
            waiting.append(block)
            continue
        yield from _gathered(waiting)
        waiting = []
        yield block
    yield from _gathered(waiting)


def _gathered(grids: Sequence[Grid]) -> Iterator[Grid]:
    if grids:
        cells = tuple(replace(grid.cells[0], row=row) for row, grid in enumerate(grids))
        yield replace(grids[0], rows=len(grids), cells=cells, pieces=())


def read_tiles(grid: Grid) -> Grid | None:
    """The grid as a table with a row for each tile; None where its cells are none."""
    cells = [cell for cell in grid.cells if not cell.empty]
    heading = spans_row(grid, 0) if grid.cols > 1 else None
    cells = [cell for cell in cells if cell is not heading]
    if len(cells) < 2 and grid.ruling != "tiles":
        return None
    if any("\n" not in cell.text for cell in cells):
        cells = _columns_as_tiles(grid)
    tiles = [_read(cell) or _Tile(cell) for cell in cells]
    if _are_numbered(tiles):
        return None
    known = sum(bool(tile.title) for tile in tiles)
    enough = known >= _FEWEST and known >= _MOSTLY * len(tiles)
    return _table(grid, tiles) if tiles and (enough or known == len(tiles)) else None


def _are_numbered(tiles: Sequence[_Tile]) -> bool:
    """Whether tiles hold nothing but the numbers of a plan's priorities, from 1 on."""
    figures = [figure for tile in tiles for figure in tile.figures.values()]
    counted = [str(number) for number in range(1, len(tiles) + 1)]
    return len(tiles) >= _FEWEST and figures == counted


def _columns_as_tiles(grid: Grid) -> list[Cell]:
    """Tiles that touch, a column each, their lines in cells below each other: names over plain
    figures, each with what it is compared with beneath ("Target: 57%"). The colour of a tile is
    that of its figure. [] where the columns are no such tiles."""
    if not _FEWEST <= grid.rows <= _MOST_ROWS or grid.cols < _FEWEST:
        return []
    found: list[Cell] = []
    for col in range(grid.cols):
        lines = [c for row in range(grid.rows) if (c := grid.starts_at(row, col)) is not None]
        if len(lines) < grid.rows or any(c.empty or c.colspan > 1 for c in lines):
            return []
        name, figure, *others = lines
        plain = is_value(_without_symbols(figure.text)) and not is_value(one_line(name.text))
        if not plain or not all(named_figures(one_line(other.text)) for other in others):
            return []
        marks = tuple(mark for cell in lines for mark in cell.marks)
        text = "\n".join(one_line(cell.text) for cell in lines)
        found.append(replace(figure, text=text, marks=marks))
    return found


def _read(cell: Cell) -> _Tile | None:
    """One tile; None for a cell that says anything else."""
    lines = parts_of_line(cell.text)
    if not 2 <= len(lines) <= _MOST_LINES:
        return None
    tile = _Tile(cell)
    names: list[str] = []
    loose: list[str] = []  # labels and figures on lines of their own
    over = False  # whether anything else has come since the name
    for number, line in enumerate(lines):
        below = lines[number + 1 :]
        if names and not over and _goes_on(names[-1], line, below):
            names.append(line)
            continue
        named = _aim_with_difference(line) or named_figures(line)
        if names and len(named) < 2 and _DIFFERS_FROM.match(line):
            tile.remarks.append(line)
            continue
        if not names and _is_counted_name(line, below):
            names.append(line)
        elif (is_value(line) and not _is_named(named)) or (is_label(line) and not named):
            loose.append(line)
        elif tile.judged_by(line):
            pass
        elif named:
            if not tile.take(named):
                return None
        elif not over:
            names.append(line)
            continue
        else:
            tile.remarks.append(line)
        over = over or bool(names)
    tile.title = " ".join(names)
    paired = _paired(loose)
    if paired is None or any(label in tile.figures for label, _ in paired):
        return None
    tile.figures.update(paired)
    named_well = _SHORTEST_NAME <= len(tile.title) <= _LONGEST_NAME
    return tile if named_well and tile.figures else None


def parts_of_line(text: str) -> list[str]:
    """The lines of a text, without symbols; a rating or a trend behind its name is one of its
    own ("Actual: 43%  RAG: Amber")."""
    return [
        line
        for raw in text.split("\n")
        for part in _RATING_BESIDE.split(raw)
        if (line := _ALARM.sub("", _without_symbols(part)))
    ]


def _aim_with_difference(line: str) -> tuple[tuple[str, str], ...]:
    """A goal and how far the result is from it, which stands in brackets behind it; () for any
    other line."""
    found = _GOAL_AND_DIFFERENCE.fullmatch(line)
    aim = named_figures(found["aim"]) if found is not None else ()
    return (*aim, (_DIFFERENCE, found["by"])) if found is not None and aim else ()


def _is_named(named: Sequence[tuple[str, str]]) -> bool:
    """Whether the figures of a line have headers for names ("Last year 79,310"): a period alone
    ("Q1 87%") dates the tile's own figure."""
    return bool(named) and all(match_header(label) is not None for label, _ in named)


def _goes_on(name: str, line: str, below: Sequence[str]) -> bool:
    """Whether a line is the rest of a name that is broken before it: one that begins small
    ("Homes" over "completed"), or one that reads as a figure ("Invoices paid within" over "30
    days") while the tile's own stands below."""
    if not is_value(line):
        return line[0].islower() and not named_figures(line)
    joined = name.rsplit(maxsplit=1)[-1].lower() in _JOINING or _WORD.search(line) is not None
    return joined and any(map(is_value, below))


def _is_counted_name(line: str, below: Sequence[str]) -> bool:
    """Whether a tile's first line is a name that begins with a figure ("101 calls abandoned"): its
    own figure stands by itself below, or behind its name."""
    if not is_value(line) or len(_WORD.findall(line)) < 2:
        return False
    plain = any(is_value(text) and not _WORD.search(text) for text in below)
    return plain or any(_is_named(named_figures(text)) for text in below)


def _without_symbols(line: str) -> str:
    return one_line("".join(" " if glyph_marks(c) else c for c in line))


def _paired(loose: Sequence[str]) -> list[tuple[str, str]] | None:
    """Labels and figures that stand on lines of their own, as pairs: each label goes with the
    figure below it, or, where the lines begin with a figure and take turns, above it. None where
    they do not come out so."""
    values = [is_value(line) for line in loose]
    by_turns = [n % 2 == 0 for n in range(len(values))]
    if values and values == by_turns and not values[-1]:
        return list(zip(loose[1::2], loose[::2], strict=True))
    pairs: list[tuple[str, str]] = []
    label = ""
    for line, value in zip(loose, values, strict=True):
        if value:
            pairs.append((label, line))
        elif label:
            return None
        label = "" if value else line
    labels = [label for label, _ in pairs]
    return pairs if not label and len(set(labels)) == len(labels) else None


def _table(grid: Grid, tiles: Sequence[_Tile]) -> Grid | None:
    """A table with a row for each tile: its figures by label, its rating, its trend."""
    labels = {plain_words(label): label for tile in tiles for label in tile.figures}
    names = sorted(labels, key=bool)
    unnamed = _RESULT if any(labels) else UNNAMED
    heads = ["Measure", *(labels[name] or unnamed for name in names)]
    if len({plain_words(head) for head in heads}) < len(heads):
        return None  # "Actual" in one tile, no name in another
    colours = [tile.cell.bar or tile.cell.fill for tile in tiles]
    painted = rate_without_key(colours, _class_of)
    rated = painted or any(tile.rag or _lamps(tile.cell) for tile in tiles)
    moved = any(tile.trend or _pointers(tile.cell) for tile in tiles)
    said = any(tile.remarks for tile in tiles)
    heads += ["RAG"] * rated + ["Trend"] * moved + ["Commentary"] * said
    cells = [Cell(0, col, text=head, page=grid.page, header=True) for col, head in enumerate(heads)]
    for row, (tile, colour) in enumerate(zip(tiles, colours, strict=True), start=1):
        plain = replace(
            tile.cell, row=row, col=0, rowspan=1, colspan=1, marks=(), header=False, text=tile.title
        )
        if rated:
            plain = replace(plain, fill=None, bar=None, highlight=None, ink=None)
        found = [plain, *_figures(tile, plain, names)]
        if rated:
            lamps = _lamps(tile.cell)
            own = colour if painted and not lamps else None
            found.append(replace(plain, text=tile.rag, marks=lamps, fill=own))
        if moved:
            found.append(replace(plain, text=tile.trend, marks=_pointers(tile.cell)))
        if said:
            found.append(replace(plain, text=" ".join(tile.remarks)))
        cells += [replace(cell, col=col) for col, cell in enumerate(found)]
    return replace(
        grid, rows=len(tiles) + 1, cols=len(heads), cells=tuple(cells), header_rows=1, pieces=(),
        ruling="tiles",
    )  # fmt: skip


def _figures(tile: _Tile, plain: Cell, names: Sequence[str]) -> Iterator[Cell]:
    """The cells of a tile's figures under their names; of one without a measure, which is told, all
    that it says in the first."""
    texts = {plain_words(label): text for label, text in tile.figures.items()}
    if not tile.title:
        texts = {names[0]: tile.cell.text}
    for name in names:
        yield replace(plain, text=texts.get(name, ""))


def _class_of(colour: Rgb | None) -> Rag | None:
    return rag_of_colour(colour)[0] if colour is not None else None


def _pointers(cell: Cell) -> tuple[Mark, ...]:
    return tuple(mark for mark in cell.marks if mark.kind in _POINTING)


def _lamps(cell: Cell) -> tuple[Mark, ...]:
    """The symbols that are no arrows and have a rating's colour."""
    return tuple(
        mark
        for mark in cell.marks
        if mark.kind not in _POINTING and _class_of(mark.colour) is not None
    )
