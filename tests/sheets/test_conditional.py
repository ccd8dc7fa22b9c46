"""Conditional formats do to each cell what Excel makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Document, Grid
from xlscorecard.model.mark import Direction, MadeOf, MarkKind
from xlscorecard.sheets.formula import Formula, Place
from xlscorecard.sheets.functions import CellError, Scalar, UnknownFormula
from xlscorecard.sheets.read import read_sheets

RED, AMBER, GREEN = "FF6666", "FFC000", "92D050"


def sheet_with(
    folder: Path, values: list[Scalar], *rules: dict[str, object], area: str = "B2:B9"
) -> Document:
    """A measure column, the values in B2 downwards, targets of 90 in C, and rules on B."""
    path = folder / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Scorecard")
    sheet.write_row(0, 0, ["Measure", "Actual", "Target"])
    for row, value in enumerate(values, start=1):
        sheet.write(row, 0, f"Measure {row}")
        if value is not None:
            sheet.write(row, 1, value)
        sheet.write(row, 2, 90)
    for rule in rules:
        stated = dict(rule)
        if "fill" in stated:
            stated["format"] = book.add_format({"bg_color": f"#{stated.pop('fill')}"})
        sheet.conditional_format(area, stated)
    book.close()
    return read_sheets(path)


def fills(document: Document) -> list[str]:
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    cells = [grid.at(row, 1) for row in range(1, grid.rows)]
    return [cell.fill.hex if cell is not None and cell.fill is not None else "" for cell in cells]


@pytest.mark.parametrize(
    ("values", "rule", "expected"),
    [
        ([80, 90, 95], {"type": "cell", "criteria": "<", "value": 90}, [RED, "", ""]),
        ([80, 90, 95], {"type": "cell", "criteria": ">=", "value": "$C2"}, ["", RED, RED]),
        ([80, 90, 95], {"type": "cell", "criteria": "between", "minimum": 85, "maximum": 92},
         ["", RED, ""]),
        (["Red", "Amber", "red"], {"type": "cell", "criteria": "==", "value": '"Red"'},
         [RED, "", RED]),
        ([80, 90, 95], {"type": "formula", "criteria": "=$B2<$C2*0.95"}, [RED, "", ""]),
        ([80, 90, 86], {"type": "formula", "criteria": "=AND(B2<C2,B2>=C2*0.95)"},
         ["", "", RED]),
        ([80, "n/a", 95], {"type": "formula", "criteria": "=NOT(ISNUMBER(B2))"}, ["", RED, ""]),
        (["off track", "on track", ""],
         {"type": "text", "criteria": "containing", "value": "off"}, [RED, "", ""]),
        (["off track", "on track", "x"],
         {"type": "text", "criteria": "not containing", "value": "track"}, ["", "", RED]),
        (["R - late", "A", "G"], {"type": "text", "criteria": "begins with", "value": "r"},
         [RED, "", ""]),
        ([1, 2, 2, 3], {"type": "duplicate"}, ["", RED, RED, ""]),
        ([1, 5, 9, 7], {"type": "top", "value": 2}, ["", "", RED, RED]),
        ([1, 5, 9], {"type": "average", "criteria": "above"}, ["", "", RED]),
    ],
)  # fmt: skip
def test_rules_of_every_common_kind(
    tmp_path: Path, values: list[Scalar], rule: dict[str, object], expected: list[str]
) -> None:
    assert fills(sheet_with(tmp_path, values, {**rule, "fill": RED})) == expected


def test_the_first_rule_wins_and_stop_ends_the_list(tmp_path: Path) -> None:
    document = sheet_with(
        tmp_path,
        [80, 87, 95],
        {"type": "cell", "criteria": "<", "value": 85, "fill": RED},
        {"type": "cell", "criteria": "<", "value": 90, "fill": AMBER},
        {"type": "cell", "criteria": ">", "value": 0, "fill": GREEN},
    )
    assert fills(document) == [RED, AMBER, GREEN]
    stopped = sheet_with(
        tmp_path,
        ["n/a", 80],
        {"type": "formula", "criteria": "=ISTEXT(B2)", "stop_if_true": True},
        {"type": "cell", "criteria": "!=", "value": 1, "fill": RED},
    )
    assert fills(stopped) == ["", RED]


def test_colour_scales_are_mixed_from_their_stops(tmp_path: Path) -> None:
    document = sheet_with(
        tmp_path,
        [0, 25, 50, 100],
        {
            "type": "3_color_scale",
            "min_type": "num",
            "min_value": 0,
            "mid_type": "num",
            "mid_value": 37.5,
            "max_type": "num",
            "max_value": 100,
            "min_color": "#FF0000",
            "mid_color": "#FFFF00",
            "max_color": "#00FF00",
        },
        area="B2:B5",
    )
    assert fills(document)[0] == "FF0000"
    assert fills(document)[1] == Rgb(255, 170, 0).hex
    assert fills(document)[3] == "00FF00"


def test_a_scale_between_the_lowest_and_the_highest_rates_nothing(tmp_path: Path) -> None:
    assert fills(sheet_with(tmp_path, [0, 25, 50], {"type": "3_color_scale"})) == ["", "", ""]


def test_a_scale_over_codes_for_ratings_paints_them(tmp_path: Path) -> None:
    scale: dict[str, object] = {
        "type": "3_color_scale",
        "min_color": "#FF0000",
        "max_color": "#00B050",
    }
    painted = fills(sheet_with(tmp_path, [1, 2, 3], scale))
    assert (painted[0], painted[2]) == ("FF0000", "00B050")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [Direction.DOWN, Direction.FLAT, Direction.UP]),
        ({"reverse_icons": True}, [Direction.UP, Direction.FLAT, Direction.DOWN]),
        (
            {"icons": [{"criteria": ">", "type": "number", "value": 0},
                       {"criteria": ">=", "type": "number", "value": 0}]},
            [Direction.DOWN, Direction.FLAT, Direction.UP],
        ),
    ],
)  # fmt: skip
def test_icon_sets_are_marks_by_the_cells_value(
    tmp_path: Path, options: dict[str, object], expected: list[Direction]
) -> None:
    rule = {"type": "icon_set", "icon_style": "3_arrows", **options}
    document = sheet_with(tmp_path, [-1, 0, 1], rule, area="B2:B4")
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    marks = [mark for row in (1, 2, 3) for mark in grid.row_cells(row)[1].marks]
    assert [mark.direction for mark in marks] == expected
    assert {mark.made_of for mark in marks} == {MadeOf.ICON_SET}
    assert [grid.row_cells(row)[1].text for row in (1, 2, 3)] == ["-1", "0", "1"]


def test_icons_alone_hide_the_number(tmp_path: Path) -> None:
    rule: dict[str, object] = {
        "type": "icon_set",
        "icon_style": "3_traffic_lights",
        "icons_only": True,
    }
    document = sheet_with(tmp_path, [1, 2, 3], rule, area="B2:B4")
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    cells = [grid.row_cells(row)[1] for row in (1, 2, 3)]
    assert [cell.text for cell in cells] == ["", "", ""]
    assert [cell.marks[0].kind for cell in cells] == [MarkKind.CIRCLE] * 3
    colours = [cell.marks[0].colour for cell in cells]
    assert [colour.hex if colour else "" for colour in colours] == ["FF0000", "FFC000", "00B050"]


def test_a_rule_that_cannot_be_worked_out_is_reported_and_paints_nothing(tmp_path: Path) -> None:
    formula = "=OFFSET(B2,0,1)>1"
    rule: dict[str, object] = {"type": "formula", "criteria": formula, "fill": RED}
    document = sheet_with(tmp_path, [80, 90], rule)
    assert fills(document) == ["", ""]
    assert [finding.code for finding in document.findings] == ["unknown-rule"]


VALUES: dict[tuple[int, int], Scalar] = {
    (1, 1): 10.0, (2, 1): 20.0, (3, 1): None, (4, 1): "n/a", (5, 1): CellError("#N/A"),
    (1, 2): "Red",
}  # fmt: skip


def lookup(sheet: str, row: int, col: int) -> Scalar:
    return VALUES.get((row, col)) if sheet in {"", "Data sheet"} else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1+2*3^2", 19.0),
        ("-2^2", 4.0),
        ("(1+2)*3%", 0.09),
        ("A1<A2", True),
        ("A3=0", True),
        ('A3=""', True),
        ('A4>1000', True),
        ('B1="RED"', True),
        ('B1&"!"', "Red!"),
        ("SUM(A1:A4)", 30.0),
        ("AVERAGE(A1:A2)", 15.0),
        ("IFERROR(A5,1)", 1.0),
        ("ISNA(A5)", True),
        ('ISNUMBER(SEARCH("ed",B1))', True),
        ('LEFT(B1,1)="R"', True),
        ("'Data sheet'!A2", 20.0),
        ("IF(A1>5,IF(A2>5,1,2),3)", 1.0),
        ("ROUND(2.345,2)", 2.35),
        ("MOD(ROW(A4),2)=0", True),
        ("A1/0", CellError("#DIV/0!")),
        ('OR(A1="x",A2=20)', True),
        ("MATCH(20,A1:A2,0)", 2.0),
        ("MATCH(15,A1:A2)", 1.0),
        ("MATCH(99,A1:A2,0)", CellError("#N/A")),
        ("INDEX(A1:B2,2,1)", 20.0),
        ("VLOOKUP(10,A1:B2,2,FALSE)", "Red"),
        ("VLOOKUP(19,A1:A2,1)", 10.0),
        ('XLOOKUP("red",B1:B1,A1:A1)', 10.0),
        ('COUNTIF(A1:A5,">=10")', 2.0),
        ('COUNTIF(A1:A5,"N/A")', 1.0),
        ('COUNTIF(A1:A5,A2)', 1.0),
        ('CHOOSE(2,"R","A","G")', "A"),
        ('IFS(A1>15,"G",A1>5,"A")', "A"),
        ('SWITCH(B1,"Amber",2,"Red",3)', 3.0),
        ("IFNA(A5,0)", 0.0),
        ('COUNTIFS(A1:A2,">5",B1:B2,"Red")', 1.0),
        ('SUMIF(A1:A2,">=20")', 20.0),
        ('SUMIF(B1:B2,"Red",A1:A2)', 10.0),
        ('SUMIFS(A1:A2,A1:A2,">5",A1:A2,"<15")', 10.0),
        ('SUMIF(A1:A5,"n/a",A1:A5)', 0.0),
        ("LARGE(A1:A4,1)", 20.0),
        ("SMALL(A1:A4,1)", 10.0),
        ("SMALL(A1:A4,3)", CellError("#NUM!")),
        ("RANK(A1,A1:A4)", 2.0),
        ("RANK.EQ(A1,A1:A4,1)", 1.0),
        ("RANK(7,A1:A4)", CellError("#N/A")),
        ("ROUNDUP(-2.341,2)", -2.35),
        ("ROUNDDOWN(2.349,2)", 2.34),
        ("SIGN(A1-A2)", -1.0),
        ('SUBSTITUTE(B1,"R","B")', "Bed"),
    ],
)  # fmt: skip
def test_formulas(text: str, value: Scalar) -> None:
    assert Formula(text).value(Place(1, 1), lookup) == value


def test_relative_references_move_and_fixed_ones_stay() -> None:
    assert Formula("A1").value(Place(2, 1, 1, 0), lookup) == 20.0
    assert Formula("$A$1").value(Place(2, 1, 1, 0), lookup) == 10.0


@pytest.mark.parametrize(
    "text",
    [
        "TODAY()>1",
        "Target>1",
        "[1]Sheet!A1",
        "A1:A1048576",
        "OFFSET(A1,1,1)",
        'COUNTIF(A1:A2,"R*")',
        "1+",
        "(" * 90,
    ],
)
def test_what_is_not_known_is_said(text: str) -> None:
    with pytest.raises(UnknownFormula):
        Formula(text).value(Place(1, 1), lookup)


def test_rules_may_name_cells_and_whole_columns(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet, limits = book.add_worksheet("Scorecard"), book.add_worksheet("Our limits")
    limits.write_column(0, 0, [0.95, "R", 1.5])
    book.define_name("AmberAt", "='Our limits'!$A$1")
    book.define_name("Wanted", '="Yes"')
    book.define_name("Beside", "=Scorecard!B1")  # moves with the cell: not written out
    sheet.write_row(0, 0, ["Measure", "Actual", "RAG"])
    for row, value in enumerate([0.97, 0.9], start=1):
        sheet.write_row(row, 0, [f"Measure {row}", value])
    for colour, rule in (
        (GREEN, "=$B2>=AmberAt"),
        (RED, "=AND($B2<AmberAt,MAX('Our limits'!$A:$A)=1.5)"),
    ):
        sheet.conditional_format(
            "C2:C3",
            {
                "type": "formula",
                "criteria": rule,
                "format": book.add_format({"bg_color": f"#{colour}"}),
            },
        )
    sheet.conditional_format("A2:A3", {"type": "formula", "criteria": "=Beside>1"})
    book.close()
    document = read_sheets(path)
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    painted = [cell.fill.hex if (cell := grid.at(row, 2)) and cell.fill else "" for row in (1, 2)]
    assert painted == [GREEN, RED]  # in cells that the file does not even hold
    assert [finding.code for finding in document.findings] == ["unknown-rule"]
