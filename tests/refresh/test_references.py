"""What formulas read, and which stored results go stale."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import make_book, parts, write_cells
from xlscorecard.refresh.parts.references import (
    AreaReference,
    NameReference,
    TableReference,
    parse_references,
    shift_areas,
)
from xlscorecard.refresh.rows.addresses import Area, parse_area


@pytest.mark.parametrize(
    ("formula", "areas"),
    [
        ("A1+B2", [(None, "A1"), (None, "B2")]),
        ("SUM($A$1:B9)", [(None, "A1:B9")]),
        ("SUM(A:A)+SUM(2:3)", [(None, "A1:A1048576"), (None, "A2:XFD3")]),
        ("'My sheet'!A1*2", [("My sheet", "A1")]),
        ("Sheet1!A1:A3", [("Sheet1", "A1:A3")]),
        ("SUM(One:Three!A1)", [("One:Three", "A1")]),
        ("'It''s'!B2", [("It's", "B2")]),
        ('"A1"&B2', [(None, "B2")]),
        ("[1]Sheet1!A1+C3", [(None, "C3")]),
        ("LOG10(A1)", [(None, "A1")]),
        ("ATAN2(A1,B1)", [(None, "A1"), (None, "B1")]),
    ],
)
def test_areas(formula: str, areas: list[tuple[str | None, str]]) -> None:
    found = [r for r in parse_references(formula).references if isinstance(r, AreaReference)]
    assert [(r.sheet, r.area) for r in found] == [(s, area(a)) for s, a in areas]


def area(text: str) -> Area:
    return parse_area(text)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(tbl[Actual])", TableReference("tbl", ("Actual",), False)),
        ("tbl[[#This Row],[Q1 2017/18]]", TableReference("tbl", ("Q1 2017/18",), True)),
        ("[@Actual]*2", TableReference(None, ("Actual",), True)),
        ("SUM([Actual])", TableReference(None, ("Actual",), False)),
        ("tbl[[#All],[a]:[c]]", TableReference("tbl", ("a", "c"), False)),
        ("tbl[a'[b']]", TableReference("tbl", ("a[b]",), False)),
        ("total*2", NameReference("total")),
        ("RAG(x)", NameReference("RAG")),
        ("Data!vat*2", NameReference("vat", "Data")),
        ("'My sheet'!Due", NameReference("Due", "My sheet")),
    ],
)
def test_tables_and_names(formula: str, expected: object) -> None:
    assert expected in parse_references(formula).references


@pytest.mark.parametrize("formula", ["INDIRECT(A1)", "OFFSET(A1,1,1)", "SUM(A1:INDEX(B:B,3))"])
def test_what_cannot_be_known_reads_everything(formula: str) -> None:
    assert parse_references(formula).everything


@pytest.mark.parametrize(
    ("formula", "down", "right", "expected"),
    [
        ("B2*C2", 3, 0, "B5*C5"),
        ("SUM(B$2:B2)", 2, 1, "SUM(C$2:C4)"),
        ("$A$1&\"B2\"&'x y'!B2", 1, 0, "$A$1&\"B2\"&'x y'!B3"),
        ("tbl[[#This Row],[B2]]+B2", 1, 0, "tbl[[#This Row],[B2]]+B3"),
    ],
)
def test_filling_down(formula: str, down: int, right: int, expected: str) -> None:
    assert shift_areas(formula, down, right) == expected


def test_results_that_depend_on_a_cell_are_cleared(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        data = book.add_worksheet("Data")
        columns = [{"header": "Ref"}, {"header": "Actual"}, {"header": "Twice"}]
        data.add_table("A1:C3", {"name": "tbl", "columns": columns, "data": [["a", 1], ["b", 2]]})
        data.write_formula("C2", "=tbl[[#This Row],[Actual]]*2", None, 2)
        data.write_formula("C3", "=tbl[[#This Row],[Actual]]*2", None, 4)
        book.define_name("actuals", "=Data!$B$2:$B$3")
        book.define_name("RAG", '=LAMBDA(x,IF(x>1,"G","R"))')
        other = book.add_worksheet("Other")
        formulas = {
            "A1": ("=SUM(tbl[Actual])", True),
            "A2": ("=SUM(actuals)", True),
            "A3": ("=A1+1", True),
            "A4": ("=Data!C2", True),
            "A5": ("=Data!C3", False),
            "A6": ("=COUNTA(tbl[Ref])", False),
            "A7": ('=INDIRECT("Data!B2")', True),
            "A8": ("=RAG(Data!B2)", True),
            "A9": ("=RAG(7)", False),
            "B1": ("=SUM(Data:Other!Z9)", False),
            "B2": ("=SUM(Data!B:B)", True),
            "B3": ("=B4", True),  # against the order of the sheet
            "B4": ("=Data!B2", True),
        }
        for place, (text, _) in formulas.items():
            other.write_formula(place, text, None, 77)
        expected.update({place: stale for place, (_, stale) in formulas.items()})

    expected: dict[str, bool] = {}
    book = make_book(tmp_path / "in.xlsx", fill)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Data!B2": 5})
    text = parts(out)["xl/worksheets/sheet2.xml"].decode()
    cleared = {place: f'<c r="{place}"><f>' in text and "</f></c>" in _cell(text, place)
               for place in expected}  # fmt: skip
    assert cleared == expected
    data = parts(out)["xl/worksheets/sheet1.xml"].decode()
    assert "<v>" not in _cell(data, "C2")
    assert "<v>4</v>" in _cell(data, "C3")


def _cell(text: str, place: str) -> str:
    start = text.index(f'<c r="{place}"')
    return text[start : text.index("</c>", start) + 4]
