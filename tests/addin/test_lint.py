"""``addin lint``: hundredfold errors, unknown functions, links; found and repaired."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableColumn, TableFormula

from xlscorecard.addins.lint import Lint, lint_workbook
from xlscorecard.addins.repair import repair_workbook
from xlscorecard.cli.main import main
from xlscorecard.model.errors import CannotRead


def write_book(path: Path, formulas: dict[str, str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Q2"
    for row, (value, target) in enumerate([(0.62, 0.65), (0.62, 95), (62, 0.95), (62, 95)], 2):
        sheet.cell(row, 2, value).number_format = "0%" if value < 1 else "General"
        sheet.cell(row, 3, target).number_format = "0%" if target < 1 else "General"
    sheet["B6"], sheet["B6"].number_format = 62, '0"%"'  # the sign is only shown
    book.defined_names["Goal"] = DefinedName("Goal", attr_text="Q2!$C$3")
    for cell, formula in formulas.items():
        sheet[cell] = formula
    book.save(path)
    return path


def lints(tmp_path: Path, formula: str) -> list[Lint]:
    return list(lint_workbook(write_book(tmp_path / "b.xlsx", {"D2": formula})))


@pytest.mark.parametrize(
    ("formula", "code", "new"),
    [
        ("=RAG(B3,C3)", "hundredfold", "=RAG(B3,IF(ISNUMBER(C3),C3%,C3))"),
        ("=RAG(B4,C4)", "hundredfold", "=RAG(IF(ISNUMBER(B4),B4%,B4),C4)"),
        ("=RAG(B2,95)", "hundredfold", "=RAG(B2,95%)"),
        ("=RAG( B3 ,  C3 )", "hundredfold", "=RAG( B3 ,  IF(ISNUMBER(C3),C3%,C3) )"),
        ("=RAG(B2+0,C3)&RAG(B3,Goal)", "hundredfold", None),
        ("=RAGBAND(B2,0.5,70)", "hundredfold", "=RAGBAND(B2,0.5,70%)"),
        ('=RAG(B3,C3,"higher",,E9)', "hundredfold", None),
        ('=RAG(B3,"95")', "hundredfold", None),
        ('=IF(B3="","",RAG(B3,C3,"higher"))', "hundredfold",
         '=IF(B3="","",RAG(B3,IF(ISNUMBER(C3),C3%,C3),"higher"))'),
        ("=RAG(B2:B5,C2:C5)", "hundredfold", None),
        ("=DOT($B$3,Q2!$C$3)", "hundredfold", "=DOT($B$3,IF(ISNUMBER(Q2!$C$3),Q2!$C$3%,Q2!$C$3))"),
        ('=RAG(B2,C2,"higher",,"percent")', "percent-unit", '=RAG(B2,C2,"higher",,"fraction")'),
        ('=RAGWHY(B2,C2,,,"%")', "percent-unit", '=RAGWHY(B2,C2,,,"fraction")'),
        ("=RGA(B2,C2)", "unknown-function", None),
        ("=[1]!RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("='C:\\Users\\kim\\x.xlam'!RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("='C:\\Users\\O''Brien\\x.xlam'!RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("='C:\\kim\\[x.xlam]Sheet''s'!RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("='https://council.sharepoint.com/x.xlam'!RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("=my-addin.xlam!rag(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("=_xldudf_RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("=ORG.SCORECARD.SCORECARD.RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
    ],
)  # fmt: skip
def test_what_is_found(tmp_path: Path, formula: str, code: str, new: str | None) -> None:
    found = lints(tmp_path, formula)
    assert [(lint.code, lint.new) for lint in found] == [(code, new)]
    assert found[0].place == "Q2!D2"


@pytest.mark.parametrize(
    "formula",
    [
        "=RAG(B2,C2)",
        "=RAG(B5,C5)",
        '=RAG(B5,C5,"higher",,"percent")',
        "=RAG(B2,0.95)",
        '=RAG(B2,"95%")',
        "=SUM(B2:B5)",
        "=_xlfn.XLOOKUP(B2,B2:B5,C2:C5)",
        "=_xlfn.LET(_xlpm.x,B2,_xlpm.x+1)",
        '="RGA(1)"',
        """="see 'C:\\x.xlam'!RAG(1)" """.strip(),
        "=RAG(B6,C5)",
        '=RAG(B3,"95%")',
        "=RAG(B2:B3,C2:C2)",
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, formula: str) -> None:
    assert lints(tmp_path, formula) == []


def test_repair_changes_the_formulas_and_nothing_else(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", {"D3": "=RAG(B3,C3)", "E3": "=[1]!RAG(B2,C2)"})
    found = lint_workbook(path)
    assert len(repair_workbook(path, tmp_path / "out.xlsx", found)) == 2
    assert lint_workbook(tmp_path / "out.xlsx") == ()
    before, after = zipfile.ZipFile(path), zipfile.ZipFile(tmp_path / "out.xlsx")
    assert before.namelist() == after.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert "xl/worksheets/sheet1.xml" in changed
    assert set(changed) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


LINK = "'C:\\Users\\kim\\x.xlam'!"


def test_what_is_wrong_twice_is_mended_at_once(tmp_path: Path) -> None:
    formula = f'={LINK}RAG(B3,C3,"higher",,"Percent")&RAG(B4,C4)'
    found = lints(tmp_path, formula)
    new = '=RAG(B3,IF(ISNUMBER(C3),C3%,C3),"higher",,"fraction")&RAG(IF(ISNUMBER(B4),B4%,B4),C4)'
    codes = ["linked-function", "percent-unit", "hundredfold", "hundredfold"]
    assert [lint.code for lint in found] == codes
    assert {lint.new for lint in found} == {new}


def test_a_repair_of_the_half_is_none(tmp_path: Path) -> None:
    """The unit alone, without the target's hundredth, would be another wrong rating."""
    found = lints(tmp_path, '=RAG(B2:B3,C3,"higher",,"percent")')
    assert {(lint.code, lint.new) for lint in found} == {
        ("percent-unit", '=RAG(B2:B3,IF(ISNUMBER(C3),C3%,C3),"higher",,"fraction")'),
        ("hundredfold", '=RAG(B2:B3,IF(ISNUMBER(C3),C3%,C3),"higher",,"fraction")'),
    }
    found = lints(tmp_path, '=RAG(B2:B4,C3,"higher",,"percent")')
    assert {(lint.code, lint.new) for lint in found} == {
        ("percent-unit", None),
        ("hundredfold", None),
    }


def test_names_formats_validations_and_columns_are_read_and_repaired(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", {"A1": "Ref", "B1": "Value", "C1": "Target"})
    book = openpyxl.load_workbook(path)
    sheet = book["Q2"]
    sheet["D1"] = "Rating"
    book.defined_names["Ours"] = DefinedName("Ours", attr_text=f"{LINK}RAG(Q2!$B$2,Q2!$C$2)")
    rule = Rule(type="expression", formula=[f'{LINK}RAG($B2,$C2)="Red"'])
    sheet.conditional_formatting.add("B2:B5", rule)
    validation = DataValidation(type="custom", formula1='[1]!RAG(B2,C2)<>"Red"')
    validation.add("B2:B5")
    sheet.add_data_validation(validation)
    headings = enumerate(("Ref", "Value", "Target", "Rating"), 1)
    columns = [TableColumn(id=number, name=name) for number, name in headings]
    table = Table(displayName="tbl", ref="A1:D5", tableColumns=columns)
    whole = "RAG(tbl[[#This Row],[Value]],tbl[[#This Row],[Target]])"
    columns[3].calculatedColumnFormula = TableFormula(attr_text=LINK + whole)
    sheet.add_table(table)
    book.save(path)
    found = lint_workbook(path)
    assert [lint.place for lint in found if lint.code == "linked-function"] == [
        "the name Ours",
        "Q2: the conditional format of B2:B5",
        "Q2: the validation of B2:B5",
        "Q2: the column Rating of tbl",
    ]
    repair_workbook(path, tmp_path / "out.xlsx", found)
    again = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert again.defined_names["Ours"].attr_text == "RAG(Q2!$B$2,Q2!$C$2)"
    sheet = again["Q2"]
    formats = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert formats[0].formula == ['RAG($B2,$C2)="Red"']
    assert sheet.data_validations.dataValidation[0].formula1 == 'RAG(B2,C2)<>"Red"'
    column = sheet.tables["tbl"].tableColumns[3]
    assert column.calculatedColumnFormula.attr_text == whole
    # Some rows of the column are right and some are not: that is for a person.
    left = lint_workbook(tmp_path / "out.xlsx")
    assert {(lint.code, lint.new) for lint in left} == {("hundredfold", None)}


def test_a_shared_formula_is_written_out_where_it_must_change(tmp_path: Path) -> None:
    """Excel stores a column that was filled down once, with the other cells pointing at it."""
    path = write_book(
        tmp_path / "plain.xlsx", {f"D{row}": f"=RAG(B{row},C{row})" for row in (2, 3)}
    )
    source, shared = zipfile.ZipFile(path), tmp_path / "shared.xlsx"
    with zipfile.ZipFile(shared, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for cell, shared_form in (
                    ("2", '<f t="shared" ref="D2:D3" si="0">RAG(B2,C2)</f><v>Amber</v>'),
                    ("3", '<f t="shared" si="0"/><v>Red</v>'),
                ):
                    plain = f'<c r="D{cell}"><f>RAG(B{cell},C{cell})</f><v></v>'
                    new = f'<c r="D{cell}" t="str">{shared_form}'
                    content = content.replace(plain.encode(), new.encode())
                assert content.count(b't="shared"') == 2
            target.writestr(name, content)
    found = lint_workbook(shared)
    assert [lint.place for lint in found] == ["Q2!D3"]
    assert len(repair_workbook(shared, tmp_path / "out.xlsx", found)) == 1
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Q2"]
    assert sheet["D2"].value == "=RAG(B2,C2)"
    assert sheet["D3"].value == "=RAG(B3,IF(ISNUMBER(C3),C3%,C3))"
    values = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)["Q2"]
    assert values["D2"].value == "Amber"
    assert values["D3"].value is None  # the wrong rating does not stay behind


def test_a_column_of_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", {})
    book = openpyxl.load_workbook(path)
    sheet = book["Q2"]
    sheet["B1"], sheet["C1"] = "Value", "Target"
    sheet["E2"] = sheet["E3"] = "=RAG(tbl[[#This Row],[Value]],tbl[[#This Row],[Target]])"
    sheet.add_table(Table(displayName="tbl", ref="B1:C5"))
    book.save(path)
    assert [lint.place for lint in lint_workbook(path)] == ["Q2!E3"]


def test_functions_of_the_workbooks_own_macros_are_known(tmp_path: Path) -> None:
    from pyopenvba import ExcelFile

    path = write_book(tmp_path / "b.xlsx", {"D2": "=WEIGHTING(1)+WAITING(1)"})
    with ExcelFile.create_new(tmp_path / "macros.xlsm") as book:
        book.vba_project().add_module("Ours", "Function Weighting(x)\r\nEnd Function\r\n")
        book.save(tmp_path / "macros.xlsm")
    macros = zipfile.ZipFile(tmp_path / "macros.xlsm").read("xl/vbaProject.bin")
    path = path.rename(path.with_suffix(".xlsm"))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", macros)
    found = lint_workbook(path)
    assert [lint.message for lint in found] == ["WAITING is no function of Excel, nor one of ours"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_book(tmp_path / "b.xlsx", {"D3": "=RAG(B3,C3)"})
    with pytest.raises(SystemExit) as ended:
        main(["addin", "lint", str(path)])
    assert ended.value.code == 1
    assert "b.xlsx Q2!D3: 95 is held against a percent cell" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["addin", "lint", str(path), "--repair"])
    assert ended.value.code == 0
    assert "1 of 1 repaired" in capsys.readouterr().out
    assert len(list(tmp_path.glob("b (before *.xlsx"))) == 1


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("no")
    with pytest.raises(CannotRead):
        lint_workbook(tmp_path / "x.xlsx")
