"""How wide and high a sheet's columns and rows are, and which of them are hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

# A column's width is in characters of the default font, 7 pixels each and 5 of padding
# (18.3.1.13); a row is 15 points high unless the sheet says otherwise.
_PIXELS_A_CHARACTER, _PADDING, _POINTS_A_PIXEL = 7, 5, 0.75
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0
_LAST_COL = 16_384


@dataclass(slots=True)
class Frame:
    """Sizes in points; a hidden row or column has none."""

    usual_width: float = _USUAL_WIDTH
    usual_height: float = _USUAL_HEIGHT
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_cols: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)

    def width(self, col: int) -> float:
        if col in self.hidden_cols:
            return 0.0
        characters = self.widths.get(col, self.usual_width)
        return (characters * _PIXELS_A_CHARACTER + _PADDING) * _POINTS_A_PIXEL

    def height(self, row: int) -> float:
        return 0.0 if row in self.hidden_rows else self.heights.get(row, self.usual_height)


def read_frame(sheet: Worksheet) -> Frame:
    """The sizes of a sheet."""
    stated = sheet.sheet_format
    frame = Frame(stated.defaultColWidth or _USUAL_WIDTH, stated.defaultRowHeight or _USUAL_HEIGHT)
    most = sheet.max_column
    for dimension in sheet.column_dimensions.values():
        first, last = dimension.min or 0, min(dimension.max or 0, most, _LAST_COL)
        for col in range(max(1, first), last + 1):
            if dimension.hidden or dimension.width == 0:
                frame.hidden_cols.add(col)
            if dimension.width:
                frame.widths[col] = float(dimension.width)
    for row, line in sheet.row_dimensions.items():
        if line.hidden or line.height == 0:
            frame.hidden_rows.add(row)
        if line.height:
            frame.heights[row] = float(line.height)
    return frame
