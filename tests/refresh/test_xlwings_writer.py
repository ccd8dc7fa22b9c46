"""The writer for an open workbook, against a stand-in that records what Excel would get."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from tests.refresh.making import card, figure, record
from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Rag, Unit
from xlscorecard.refresh.refresh import Wishes
from xlscorecard.refresh.rows.addresses import Area, format_address, parse_area
from xlscorecard.refresh.rows.cells import CellEdit
from xlscorecard.refresh.xlwings_writer import XlwingsWriter, refresh_open_workbook


class StandInRange:
    """A range as xlwings gives it: values, formulas, and a log of what is set."""

    sheet: StandInSheet
    area: Area

    def __init__(self, sheet: StandInSheet, address: str) -> None:
        self.__dict__.update(sheet=sheet, area=parse_area(address))

    @property
    def address(self) -> str:
        return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", self.area.text)

    def _grid(self, cells: dict[tuple[int, int], Any]) -> list[list[Any]]:
        area = self.area
        return [
            [cells.get((row, column)) for column in range(area.left, area.right + 1)]
            for row in range(area.top, area.bottom + 1)
        ]

    def options(self, ndim: int) -> Any:
        assert ndim == 2
        return SimpleNamespace(value=self._grid(self.sheet.cells))

    @property
    def formula(self) -> Any:
        grid = self._grid({**self.sheet.cells, **self.sheet.formulas})
        return grid if len(grid) > 1 or len(grid[0]) > 1 else grid[0][0]

    @property
    def number_format(self) -> str | None:
        formats = {self.sheet.formats.get(place, "General") for place in self.area.cells()}
        return formats.pop() if len(formats) == 1 else None

    @property
    def color(self) -> tuple[int, int, int] | None:
        return self.sheet.colours.get((self.area.top, self.area.left))

    @property
    def merge_cells(self) -> bool:
        return any(merge.meets(self.area) for merge in self.sheet.merges)

    @property
    def merge_area(self) -> StandInRange:
        merge = next(m for m in self.sheet.merges if m.meets(self.area))
        return StandInRange(self.sheet, merge.text)

    @property
    def value(self) -> Any:
        grid = self._grid(self.sheet.cells)
        return grid[0] if len(grid) == 1 else grid

    def __setattr__(self, name: str, value: Any) -> None:
        self.sheet.log.append((name, self.area.text, value))


class StandInSheet:
    def __init__(self, name: str, rows: list[list[Any]]) -> None:
        self.name = name
        self.cells = {
            (r, c): value
            for r, row in enumerate(rows, start=1)
            for c, value in enumerate(row, start=1)
        }
        self.formulas: dict[tuple[int, int], str] = {}
        self.formats: dict[tuple[int, int], str] = {}
        self.colours: dict[tuple[int, int], tuple[int, int, int]] = {}
        self.merges: list[Any] = []
        self.tables: Any = []
        self.log: list[tuple[str, str, Any]] = []

    @property
    def used_range(self) -> StandInRange:
        last = max(self.cells)
        width = max(column for _, column in self.cells)
        return StandInRange(self, f"A1:{format_address(last[0], width)}")

    def range(self, address: str) -> StandInRange:
        return StandInRange(self, address)


class StandInSheets(list[StandInSheet]):
    def __getitem__(self, key: Any) -> Any:
        return next(sheet for sheet in self if sheet.name == key)


def book_of(*sheets: StandInSheet) -> Any:
    return SimpleNamespace(sheets=StandInSheets(sheets), names=[], fullname="C:/plan.xlsx")


def scorecard_sheet() -> StandInSheet:
    sheet = StandInSheet(
        "Scorecard",
        [["Ref", "Actual", "RAG", "Note"], ["X1", 0.5, "R", None], ["X2", 5.0, "G", None]],
    )
    sheet.formats[2, 2] = "0%"
    return sheet


DATA = card(
    record("X1", "x", figure("62", Unit.PERCENT), rag=Rag.GREEN),
    record("X2", "y", figure("7", Unit.COUNT), rag=Rag.RED),
)


def test_the_same_bindings_as_for_a_closed_workbook() -> None:
    sheet = scorecard_sheet()
    report = refresh_open_workbook(book_of(sheet), [DATA])
    assert sheet.log == [
        ("value", "B2", 0.62),
        ("value", "C2", "G"),
        ("value", "B3", 7.0),
        ("value", "C3", "R"),
    ]
    assert not report.look


def test_an_empty_cell_shows_its_figure_as_its_format_says() -> None:
    sheet = StandInSheet("Scorecard", [["Ref", "Actual"], ["X1", None], ["X2", None]])
    sheet.formats[2, 2] = "0%"
    refresh_open_workbook(book_of(sheet), [DATA])
    assert sheet.log == [("value", "B2", 0.62), ("value", "B3", 7.0)]


def test_a_painted_rating_is_told() -> None:
    sheet = scorecard_sheet()
    sheet.colours[2, 3] = (255, 0, 0)
    report = refresh_open_workbook(book_of(sheet), [DATA])
    assert [finding.code for finding in report.findings] == ["painted"]


def test_colours_and_text() -> None:
    sheet = scorecard_sheet()
    refresh_open_workbook(book_of(sheet), [DATA], Wishes(fill_colours=True))
    assert ("color", "C2", "#00B050") in sheet.log
    writer = XlwingsWriter(book_of(sheet))
    sheet.log.clear()
    writer.apply(
        [
            CellEdit("Scorecard", 2, 4, "=1+1"),
            CellEdit("Scorecard", 3, 4, "1-3"),
            CellEdit("Scorecard", 4, 4, "plain"),
        ]
    )
    assert [value for _, _, value in sheet.log] == ["'=1+1", "'1-3", "plain"]


def test_refused_before_anything_is_written() -> None:
    sheet = scorecard_sheet()
    sheet.formulas[3, 2] = "=B2*2"
    sheet.merges.append(parse_area("C2:C3"))
    writer = XlwingsWriter(book_of(sheet))
    fine = CellEdit("Scorecard", 2, 2, 1.0)
    for bad, reason in (
        (CellEdit("Scorecard", 3, 2, 1.0), "formula"),
        (CellEdit("Scorecard", 3, 3, 1.0), "merged"),
        (CellEdit("Scorecard", 2, 4, float("nan")), "not a number"),
        (CellEdit("Nowhere", 1, 1, 1.0), "no such sheet"),
    ):
        with pytest.raises(Refused, match=reason):
            writer.apply([fine, bad])
    assert sheet.log == []


def test_a_table_is_resized_by_excel() -> None:
    sheet = StandInSheet("Data", [["Ref", "Value"], ["a", 1.0]])
    resized: list[str] = []
    table = SimpleNamespace(
        name="tblObservations",
        range=StandInRange(sheet, "A1:B2"),
        header_row_range=StandInRange(sheet, "A1:B1"),
        show_totals=False,
        resize=lambda area: resized.append(area.address),
    )

    class Tables(list[Any]):
        def __getitem__(self, key: Any) -> Any:
            return next(t for t in self if t.name == key)

    sheet.tables = Tables([table])
    refresh_open_workbook(book_of(sheet), [DATA])
    assert resized == ["$A$1:$B$3"]
    assert ("value", "A2:A3", [["X1"], ["X2"]]) in sheet.log
    assert ("value", "B2:B3", [[62], [7]]) in sheet.log
