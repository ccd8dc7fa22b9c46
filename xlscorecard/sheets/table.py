"""An area of a sheet as blocks: its titles, its table as a grid, its notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.model.tile import tile_of_lines
from xlscorecard.sheets.areas import Area, Layout, TooLarge, is_figure
from xlscorecard.sheets.content import Content

# A scorecard has some thousand places; a rectangle around stray cells may have millions.
MOST_PLACES = 2_000_000
_HIGHEST_TILE = 12
_FEWEST_CHIPS = 3
_FEWEST_NAMES = 2  # of a label and its value, or of columns

HeaderRows = Callable[[list[int]], int]


def read_area(area: Area, layout: Layout, header_rows: HeaderRows, name: str) -> Iterator[Block]:
    """An area's title rows, its table, and the notes beneath it. ``name`` is the sheet's;
    ``header_rows`` tells how many of the given rows of the layout the sheet sets apart."""
    tile = _tile(area, layout)
    if tile is not None:
        yield tile
        return
    if chips := _painted_lines(layout, area):
        if chips.top > area.top:
            rest = replace(area, bottom=chips.top - 1)
            yield from read_area(rest, layout, header_rows, name)
        yield _grid(chips, layout, header_rows, name)
        return
    top, bottom = area.top, area.bottom
    while top <= bottom and len(_row_contents(layout, area, top)) <= 1:
        if _heads_columns(layout, area, top) or _is_key(layout, area, top, top + 1):
            break
        if _comes_again(layout, area, top):
            break
        yield from _titles(layout, area, top)
        top += 1
    if top > bottom:
        return
    notes: list[Block] = []
    while bottom > top:
        shown = _row_contents(layout, area, bottom)
        if len(shown) > 1 or any(_is_banner(content) for content in shown):
            break
        if _colours_empty_cells(layout, area, bottom):
            break
        if _is_key(layout, area, bottom, bottom - 1):
            break
        notes = [*_titles(layout, area, bottom), *notes]
        bottom -= 1
    yield _grid(replace(area, top=top, bottom=bottom), layout, header_rows, name)
    yield from notes


def _tile(area: Area, layout: Layout) -> Grid | None:
    """An area as a tile of a dashboard: painted or framed lines below each other, each merged over
    the whole of it, about one measure; None for any other."""
    if area.bottom - area.top > _HIGHEST_TILE:
        return None
    found: list[Content] = []
    for row in range(area.top, area.bottom + 1):
        merged = layout.merges.get((row, area.left))
        if merged is None or (merged.left, merged.right) != (area.left, area.right):
            return None
        if merged.top == row and (content := layout.contents.get((row, area.left))) is not None:
            found.append(content)
    shown = [content for content in found if not content.empty]
    if not any(map(_is_banner, shown)):
        return None
    largest = max(shown, key=lambda content: content.size or 0.0)  # the figure
    lines = [line for content in shown for line in content.text.split("\n")]
    marks = [mark for content in shown for mark in content.marks]
    return tile_of_lines(lines, largest.fill, marks)


def _painted_lines(layout: Layout, area: Area) -> Area | None:
    """An area's last rows that hold one text each, all in one column and on a colour that no other
    of them has, as the lines of a key do; None for fewer than three."""
    tones: list[Rgb] = []
    found: Area | None = None
    for row in range(area.bottom, area.top - 1, -1):
        chip = _only_chip(layout, area, row)
        if chip is None or (found is not None and chip.left != found.left):
            break
        tone = layout.contents[row, chip.left].fill
        if tone is None or is_neutral(tone) or tone in tones:
            break
        tones.append(tone)
        found = chip if found is None else found.union(chip)
    return found if len(tones) >= _FEWEST_CHIPS else None


def _only_chip(layout: Layout, area: Area, row: int) -> Area | None:
    """The place of the one text of a row; None where others, or no text, stand in it."""
    shown = [
        col
        for col in range(area.left, area.right + 1)
        if (content := layout.contents.get((row, col))) is not None and not content.empty
    ]
    if len(shown) != 1 or not layout.contents[row, shown[0]].text.strip():
        return None
    merged = layout.merges.get((row, shown[0]))
    if merged is not None and (merged.top, merged.bottom, merged.left) != (row, row, shown[0]):
        return None
    return merged or Area(row, shown[0], row, shown[0])


def _heads_columns(layout: Layout, area: Area, row: int) -> bool:
    """Whether the one text of a row heads some of the columns and is no title: behind the first
    one, with the headers of all columns up to those that it is over on the next row. Merged over
    several cells it is painted or framed; where nothing merges them, it is over two at least."""
    if row == area.bottom:
        return False
    for col in range(area.left + 1, area.right):
        content = layout.contents.get((row, col))
        if content is None or content.empty:
            continue
        merged = layout.merges.get((row, col))
        if merged is not None and not (merged.right > col and _is_banner(content)):
            return False
        end = merged.right if merged is not None else col + 1
        beneath = (layout.contents.get((row + 1, at)) for at in range(area.left, end + 1))
        return all(one is not None and not one.empty for one in beneath)
    return False


def _comes_again(layout: Layout, area: Area, row: int) -> bool:
    """Whether one text over a row of names is the first of several such: the same names stand
    below another one further down, and each is what a part of the area is about."""
    if row == area.bottom or len(_row_contents(layout, area, row + 1)) < _FEWEST_NAMES:
        return False
    names = _names_in(layout, area, row + 1)
    if not names or not _names_in(layout, area, row):
        return False
    return any(
        len(_row_contents(layout, area, at)) == 1 and _names_in(layout, area, at + 1) == names
        for at in range(row + 2, area.bottom)
    )


def _names_in(layout: Layout, area: Area, row: int) -> list[str]:
    """The texts of a row that are no numbers."""
    shown = _row_contents(layout, area, row)
    return [c.text for c in shown if c.text.strip() and not is_figure(c)]


def _is_key(layout: Layout, area: Area, *rows: int) -> bool:
    """Whether rows that follow each other are lines of a key of colours."""
    return all(_explains_colour(layout, area, row) for row in rows)


def _explains_colour(layout: Layout, area: Area, row: int) -> bool:
    """Whether a row is a line of a key: one plain text with a painted cell right beside it."""
    for col in range(area.left, area.right + 1):
        content = layout.contents.get((row, col))
        if content is None or content.empty:
            continue
        beside = (layout.contents.get((row, col + step)) for step in (-1, 1))
        painted = {one.fill for one in beside if one is not None and one.empty and one.fill}
        return content.fill is None and any(not is_neutral(fill) for fill in painted)
    return False


def _colours_empty_cells(layout: Layout, area: Area, row: int) -> bool:
    """Whether empty cells of a row are painted: ratings beside their label, which is no note."""
    contents = (layout.contents.get((row, col)) for col in range(area.left, area.right + 1))
    return any(
        one is not None and one.empty and one.fill is not None and not is_neutral(one.fill)
        for one in contents
    )


def _titles(layout: Layout, area: Area, row: int) -> Iterator[Paragraph]:
    for col in range(area.left, area.right + 1):
        content = layout.contents.get((row, col))
        if content is not None and not content.empty:
            yield Paragraph(
                content.text,
                size=content.size,
                bold=content.bold,
                ink=content.ink,
                marks=tuple(content.marks),
            )


def _grid(area: Area, layout: Layout, header_rows: HeaderRows, name: str) -> Grid:
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) > MOST_PLACES:
        raise TooLarge
    kept_rows = [
        row for row in range(area.top, area.bottom + 1) if not _blank_row(layout, area, row)
    ]
    row_at = {row: index for index, row in enumerate(kept_rows)}
    cells: list[Cell] = []
    for row in kept_rows:
        for col in range(area.left, area.right + 1):
            merged = layout.merges.get((row, col))
            if merged is not None and (merged.top, merged.left) != (row, col):
                continue
            content = layout.contents.get((row, col)) or Content()
            last_row, last_col = (merged.bottom, merged.right) if merged else (row, col)
            cells.append(
                Cell(
                    row_at[row],
                    col - area.left,
                    bisect_right(kept_rows, last_row) - row_at[row],
                    min(last_col, area.right) - col + 1,
                    content.text,
                    fill=content.fill,
                    bar=content.bar,
                    ink=content.ink,
                    bold=content.bold,
                    italic=content.italic,
                    marks=tuple(content.marks),
                    footnotes=tuple(content.footnotes),
                    number_format=content.number_format,
                    indent=content.indent,
                    confidence=content.confidence,
                )
            )
    headers = header_rows(kept_rows)
    return Grid(
        rows=len(kept_rows),
        cols=area.right - area.left + 1,
        cells=tuple(replace(cell, header=True) if cell.row < headers else cell for cell in cells),
        header_rows=headers,
        ruling="sheet",
        name=name,
    )


def _row_contents(layout: Layout, area: Area, row: int) -> list[Content]:
    """What a row of an area shows; a cell merged down from above counts in each of its rows."""
    found: list[Content] = []
    for col in range(area.left, area.right + 1):
        merged = layout.merges.get((row, col))
        place = (row, col) if merged is None else (merged.top, merged.left)
        content = layout.contents.get(place)
        if content is not None and not content.empty and not any(content is c for c in found):
            found.append(content)
    return found


def _is_banner(content: Content) -> bool:
    return content.fill is not None or content.bordered


def _blank_row(layout: Layout, area: Area, row: int) -> bool:
    return not any(
        (row, col) in layout.merges
        or (
            (content := layout.contents.get((row, col))) is not None
            and (not content.empty or content.bordered or content.fill is not None)
        )
        for col in range(area.left, area.right + 1)
    )
