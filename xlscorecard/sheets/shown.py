"""What of a sheet is shown, and how it is laid out there.

Rows and columns that count, merged areas, texts centred across cells, and the rows that the sheet
itself sets apart as headers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.sheets.areas import Area, Layout, Place
from xlscorecard.sheets.content import Content
from xlscorecard.sheets.excel_tables import range_of
from xlscorecard.sheets.frame import Frame
from xlscorecard.sheets.rule import Range

# An empty row or column thinner than these only keeps cells apart, in points.
_SPACER_HEIGHT, _SPACER_WIDTH = 7.0, 16.0


@dataclass(frozen=True, slots=True)
class ShownPlaces:
    """The rows and columns of a sheet that count, each with its place among them, from 0 on."""

    rows: Mapping[int, int]
    cols: Mapping[int, int]

    def find(self, row: int, col: int) -> Place | None:
        """Where a cell is shown; None where it is not."""
        if row not in self.rows or col not in self.cols:
            return None
        return self.rows[row], self.cols[col]


def shown_places(
    contents: Mapping[Place, Content], frame: Frame, within: Range | None
) -> ShownPlaces:
    """The rows and columns of a sheet that count, or of the range ``within`` it: not hidden, and no
    thin empty spacers."""
    full = {place for place, content in contents.items() if not content.empty}
    coloured = {place for place, content in contents.items() if content.fill is not None}
    full_rows = {row for row, _ in full}
    full_cols = {col for _, col in full}
    coloured_rows = {row for row, _ in coloured}
    coloured_cols = {col for _, col in coloured}
    top, left, last_row, last_col = 1, 1, 0, 0
    if contents:
        last_row, last_col = (max(place[side] for place in contents) for side in (0, 1))
    if within is not None:
        top, left, bottom, right = within
        last_row, last_col = min(last_row, bottom), min(last_col, right)
    rows = [
        row
        for row in range(top, last_row + 1)
        if row not in frame.hidden_rows
        and (row in full_rows or row in coloured_rows or frame.height(row) >= _SPACER_HEIGHT)
    ]
    cols = [
        col
        for col in range(left, last_col + 1)
        if col not in frame.hidden_cols
        and (col in full_cols or col in coloured_cols or frame.width(col) >= _SPACER_WIDTH)
    ]
    return ShownPlaces(
        {row: place for place, row in enumerate(rows)},
        {col: place for place, col in enumerate(cols)},
    )


def layout_of(
    sheet: Worksheet,
    contents: Mapping[Place, Content],
    centred: Collection[Place],
    shown: ShownPlaces,
) -> Layout:
    """A sheet's contents and merges where they are shown; texts ``centred`` across cells stand as
    in merged ones."""
    merges: dict[Place, Area] = {}
    moved: dict[Place, Place] = {}
    for merged in sheet.merged_cells.ranges:
        spanned = (
            range(merged.min_row, merged.max_row + 1),
            range(merged.min_col, merged.max_col + 1),
        )
        rows = [shown.rows[row] for row in spanned[0] if row in shown.rows]
        cols = [shown.cols[col] for col in spanned[1] if col in shown.cols]
        if not rows or not cols:
            continue
        area = Area(rows[0], cols[0], rows[-1], cols[-1])
        moved[merged.min_row, merged.min_col] = (area.top, area.left)
        for row in range(area.top, area.bottom + 1):
            for col in range(area.left, area.right + 1):
                merges[row, col] = area
    merges |= _centred_areas(contents, centred, shown, merges)
    placed: dict[Place, Content] = {}
    for at, content in contents.items():
        place = moved.get(at) or shown.find(*at)
        if place is not None:
            placed[place] = content
    return Layout(placed, merges)


def _centred_areas(
    contents: Mapping[Place, Content],
    centred: Collection[Place],
    shown: ShownPlaces,
    merges: Collection[Place],
) -> dict[Place, Area]:
    """Texts that are centred across the empty cells at their right (18.18.40): on paper they
    stand as in merged cells."""
    found: dict[Place, Area] = {}
    for row, col in sorted(centred):
        content, first = contents.get((row, col)), shown.find(row, col)
        if first is None or content is None or content.empty or first in merges:
            continue
        last, reached = col, first[1]
        while (row, last + 1) in centred:
            beside = contents.get((row, last + 1))
            if beside is not None and not beside.empty:
                break
            last += 1
            reached = shown.cols.get(last, reached)
        area = Area(first[0], first[1], first[0], reached)
        if reached > first[1]:
            found |= {(first[0], at): area for at in range(first[1], reached + 1)}
    return found


def header_rows(sheet: Worksheet, rows: Sequence[int]) -> int:
    """How many of a table's rows the sheet itself sets apart: those of an Excel table, those
    repeated on each printed page, or those above the frozen line."""
    count = 0
    for table in sheet.tables.values():
        area = range_of(table)
        if area and area[0] in rows and table.headerRowCount != 0:
            count = max(count, rows.index(area[0]) + 1)
    titles = re.fullmatch(r"\$?(\d+):\$?(\d+)", str(sheet.print_title_rows or ""))
    if titles:
        count = max(count, sum(int(titles[1]) <= row <= int(titles[2]) for row in rows))
    pane = sheet.sheet_view.pane
    if pane is not None and pane.state in {"frozen", "frozenSplit"} and pane.ySplit:
        count = max(count, sum(row <= pane.ySplit for row in rows))
    return count if count <= 4 and count < len(rows) else 0
