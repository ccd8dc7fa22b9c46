"""Results that fill more than their own cell: what depends on them, and what they depend on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.refresh.making import edit_part, make_sheet, parts, write_cells

SHEET = "xl/worksheets/sheet1.xml"
ROWS = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}">{1}<v>{0}1</v></c>{2}</row>'


def with_formula(path: Path, formula: str) -> Path:
    """A1:A4 hold 1 to 4; B2:B4 the results 21, 31, 41 of a formula in B2; D1 stands alone."""
    make_sheet(path, [["x"]])
    extra = {1: '<c r="D1"><v>9</v></c>', 3: '<c r="C3"><f>B3+1</f><v>32</v></c>'}
    rows = "".join(ROWS.format(n, formula if n == 2 else "", extra.get(n, "")) for n in range(1, 5))
    return edit_part(path, SHEET, "<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>")


@pytest.mark.parametrize(
    ("formula", "input_cell"),
    [
        ('<f t="array" ref="B2:B4">A2:A4*10+1</f>', "A3"),
        ('<f t="array" ref="B2:B1048576">A2:A4*10+1</f>', "A3"),
        ('<f t="dataTable" ref="B2:B4" dt2D="0" dtr="0" r1="D1"/>', "D1"),
        ('<f t="dataTable" ref="B2:B4" dt2D="0" dtr="0" r1="D1"/>', "A3"),
        ('<f t="dataTable" ref="B2:B4" dt2D="0" dtr="0" r1="D1"/>', "B1"),
        ('<f t="dataTable" ref="B2:B4" dt2D="1" dtr="1" r1="D1" r2="E9"/>', "E9"),
    ],
)
def test_the_formula_and_its_dependents_are_calculated_anew(
    tmp_path: Path, formula: str, input_cell: str
) -> None:
    book = with_formula(tmp_path / "in.xlsx", formula)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {f"Scorecard!{input_cell}": 7})
    text = parts(out)[SHEET].decode()
    assert "<v>21</v>" not in text
    assert "<v>32</v>" not in text
    assert formula in text
    assert "<f>B3+1</f>" in text
    assert 'fullCalcOnLoad="1"' in parts(out)["xl/workbook.xml"].decode()


def test_what_does_not_depend_on_the_cell_stays(tmp_path: Path) -> None:
    book = with_formula(tmp_path / "in.xlsx", '<f t="dataTable" ref="B2:B4" dtr="0" r1="D1"/>')
    write_cells(book, tmp_path / "out.xlsx", {"Scorecard!F9": 7})
    text = parts(tmp_path / "out.xlsx")[SHEET].decode()
    assert all(f"<v>{old}</v>" in text for old in (21, 31, 41, 32))
