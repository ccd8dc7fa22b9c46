"""The accessibility checker: a sound workbook passes, and each fault is found by its code."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner

from xlscorecard.cli.template import command
from xlscorecard.model.errors import CannotRead
from xlscorecard.workbook.accessibility import check_accessibility
from xlscorecard.workbook.contrast import contrast

Change = Callable[[Any, Any], None]


def sound(path: Path, change: Change | None = None, **table: Any) -> Path:
    """A small workbook without a fault; ``change`` puts one in before it is closed."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": "Scorecard"})
    page = book.add_worksheet("Measures")
    page.write(0, 0, "Measures of the year")
    columns = [{"header": head} for head in ("Ref", "Measure", "RAG")]
    rows = [["A1", "Visits", "Green"], ["A2", "Loans", "Red"]]
    page.add_table(2, 0, 4, 2, {"columns": columns, "data": rows} | table)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Measures!$A$4:$A$5"})
    page.insert_chart(8, 0, chart, {"description": "Visits and loans, as in the table above"})
    if change is not None:
        change(book, page)
    book.close()
    _edit(path, "docProps/core.xml", rb"</cp:coreProperties>",
          rb"<dc:language>en-GB</dc:language></cp:coreProperties>")  # fmt: skip
    return path


def _edit(path: Path, name: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    assert re.search(old, parts[name]), (name, old)
    parts[name] = re.sub(old, new, parts[name])
    with zipfile.ZipFile(path, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)


def codes(path: Path) -> list[str]:
    return [finding.code for finding in check_accessibility(path)]


def test_a_sound_workbook_passes(tmp_path: Path) -> None:
    assert codes(sound(tmp_path / "a.xlsx")) == []


def _hidden_sheet(book: Any, _: Any) -> None:
    other = book.add_worksheet("Workings")
    other.write(0, 0, "Workings")
    other.hide()


def _unnamed(book: Any, _: Any) -> None:
    book.add_worksheet().write(0, 0, "Title")


def _second_sheet_open(book: Any, _: Any) -> None:
    other = book.add_worksheet("Other")
    other.write(0, 0, "Other")
    other.activate()


def _loose_data(book: Any, _: Any) -> None:
    other = book.add_worksheet("Other")
    other.write(0, 0, "Other")
    for row in range(12):
        other.write_row(row + 2, 0, ["a", 1, 2, 3])


def _icons(_: Any, page: Any) -> None:
    page.conditional_format(
        "C4:C5", {"type": "icon_set", "icon_style": "3_traffic_lights", "icons_only": True}
    )


def _picture(book: Any, page: Any) -> None:
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": "=Measures!$A$4:$A$5"})
    page.insert_chart(20, 0, chart)


FAULTS: tuple[tuple[str, Change], ...] = (
    ("merged", lambda _, p: p.merge_range("A7:C7", "A banner")),
    ("no-heading", lambda _, p: p.write_string(0, 0, " ")),
    ("no-heading", lambda _, p: p.write_number(0, 0, 2026)),
    ("contrast", lambda b, p: p.write(6, 0, "faint", b.add_format({"font_color": "#BBBBBB"}))),
    (
        "contrast",
        lambda b, p: p.write(
            6, 0, "black on red", b.add_format({"bg_color": "#8B1A1A", "font_color": "#000000"})
        ),
    ),
    (
        "contrast",
        lambda b, p: p.conditional_format(
            "C4:C5",
            {"type": "cell", "criteria": "==", "value": '"Red"',
             "format": b.add_format({"bg_color": "#FF0000", "font_color": "#FFFFFF"})},
        ),
    ),
    (
        "colour-alone",
        lambda b, p: p.write_blank(6, 4, None, b.add_format({"bg_color": "#00B050"})),
    ),
    ("colour-alone", _icons),
    (
        "colour-alone",
        lambda _, p: p.conditional_format("B4:B5", {"type": "data_bar", "bar_only": True}),
    ),
    ("hidden", _hidden_sheet),
    ("hidden", lambda _, p: p.set_column(1, 1, 10, None, {"hidden": True})),
    ("hidden", lambda _, p: p.set_row(3, 15, None, {"hidden": True})),
    ("sheet-name", _unnamed),
    ("first-sheet", _second_sheet_open),
    ("no-table", _loose_data),
    ("no-alt-text", _picture),
    ("no-alt-text", lambda _, p: p.insert_textbox(20, 0, "A note")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "fault"), FAULTS, ids=[f"{n}-{f[0]}" for n, f in enumerate(FAULTS)]
)
def test_each_fault_is_found(tmp_path: Path, code: str, fault: Change) -> None:
    assert set(codes(sound(tmp_path / "a.xlsx", fault))) == {code}


@pytest.mark.parametrize(
    ("code", "table"),
    [
        ("no-header-row", {"header_row": False}),
        ("blank-header", {"columns": [{"header": "Ref"}, {"header": "RAG"}]}),
        ("blank-row", {"data": [["A1", "Visits", "Green"], ["", "", ""]]}),
    ],
)
def test_each_fault_of_a_table_is_found(tmp_path: Path, code: str, table: dict[str, Any]) -> None:
    assert code in codes(sound(tmp_path / "a.xlsx", **table))


def test_two_headings_alike_are_found(tmp_path: Path) -> None:
    path = sound(tmp_path / "a.xlsx")
    _edit(path, "xl/sharedStrings.xml", b">Measure<", b">Ref<")
    assert codes(path) == ["same-header"]


@pytest.mark.parametrize(
    ("code", "old"),
    [("no-title", b"<dc:title>Scorecard</dc:title>"), ("no-language", b"<dc:language>.*language>")],
)
def test_missing_properties_are_found(tmp_path: Path, code: str, old: bytes) -> None:
    path = sound(tmp_path / "a.xlsx")
    _edit(path, "docProps/core.xml", old, b"")
    assert codes(path) == [code]


def test_a_decorative_picture_needs_no_description(tmp_path: Path) -> None:
    def change(book: Any, page: Any) -> None:
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "=Measures!$A$4:$A$5"})
        page.insert_chart(20, 0, chart, {"decorative": True})

    assert codes(sound(tmp_path / "a.xlsx", change)) == []


def test_a_strip_of_colour_behind_a_heading_is_no_fault(tmp_path: Path) -> None:
    def change(book: Any, page: Any) -> None:
        strip = book.add_format({"bg_color": "#12436D", "font_color": "#FFFFFF"})
        page.write(6, 0, "PREVENT NEED", strip)
        page.write_blank(6, 1, None, strip)

    assert codes(sound(tmp_path / "a.xlsx", change)) == []


def test_theme_colours_are_followed(tmp_path: Path) -> None:
    """Excel's theme: dark 2 (44546A) on white has 7.6 to 1, light 2 (E7E6E6) only 1.2."""
    path = sound(
        tmp_path / "a.xlsx",
        lambda b, p: p.write(6, 0, "text", b.add_format({"font_color": "#123456"})),
    )
    _edit(path, "xl/styles.xml", b'<color rgb="FF123456"/>', b'<color theme="2"/>')
    assert codes(path) == ["contrast"]
    _edit(path, "xl/styles.xml", b'<color theme="2"/>(?=<name)', b'<color theme="3"/>')
    assert codes(path) == []


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ("000000", "FFFFFF", 21.0),
        ("FFFFFF", "FFFFFF", 1.0),
        ("777777", "FFFFFF", 4.48),  # WebAIM's well-known grey that just fails
        ("767676", "FFFFFF", 4.54),  # and the one that just passes
        ("8B1A1A", "FFFFFF", 9.3),  # the handbook's palette
    ],
)
def test_contrast_is_that_of_wcag(one: str, two: str, wanted: float) -> None:
    assert contrast(one, two) == pytest.approx(wanted, abs=0.05)
    assert contrast(one, two) == contrast(two, one)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("not a workbook")
    with pytest.raises(CannotRead, match="not an Excel workbook"):
        check_accessibility(tmp_path / "a.xlsx")


def test_a_part_that_declares_a_document_type_is_refused(tmp_path: Path) -> None:
    path = sound(tmp_path / "a.xlsx")
    _edit(path, "xl/drawings/drawing1.xml", rb"<xdr:wsDr", b"<!DOCTYPE a []><xdr:wsDr")
    with pytest.raises(CannotRead, match="document type"):
        check_accessibility(path)


# The command line ---------------------------------------------------------------------------


def test_check_tells_each_fault_and_ends_with_1(tmp_path: Path) -> None:
    path = sound(tmp_path / "a.xlsx", FAULTS[0][1])
    done = CliRunner().invoke(command, ["check", str(path)], standalone_mode=False)
    assert done.return_value == 1
    assert "Measures!A7:C7: cells are merged [merged]" in done.output


def test_list_new_and_check_as_an_officer_uses_them(tmp_path: Path) -> None:
    run = CliRunner()
    listed = run.invoke(command, ["list"], standalone_mode=False)
    assert listed.return_value == 0
    names = [line.split()[0] for line in listed.output.splitlines()]
    assert len(names) == 6
    for name in names:
        out = str(tmp_path / f"{name}.xlsx")
        assert (
            run.invoke(command, ["new", name, "-o", out], standalone_mode=False).return_value == 0
        )
        checked = run.invoke(command, ["check", out], standalone_mode=False)
        assert (checked.return_value, checked.output.endswith("nothing to look at\n")) == (0, True)


def test_new_from_data_and_over_a_file_that_is_there(tmp_path: Path) -> None:
    data, out = tmp_path / "d.csv", tmp_path / "o.xlsx"
    data.write_text(
        "ref,title,column,role,raw,value,unit\nA1,Visits,Actual,actual,62%,62,percent\n"
    )
    arguments = ["new", "one-page", "-o", str(out), "--from", str(data)]
    run = CliRunner()
    done = run.invoke(command, arguments, standalone_mode=False)
    assert done.return_value == 0, done.output
    assert "filled with 1 records" in done.output
    before = out.read_bytes()
    again = run.invoke(command, arguments, standalone_mode=False)
    assert isinstance(again.exception, CannotRead)
    assert "--force" in str(again.exception)
    assert out.read_bytes() == before
    assert run.invoke(command, [*arguments, "--force"], standalone_mode=False).return_value == 0


@pytest.mark.parametrize("arguments", [["new", "nothing", "-o", "x.xlsx"],
                                       ["new", "one-page", "-o", "x.pdf"]])  # fmt: skip
def test_new_refuses_what_it_cannot_do(arguments: list[str]) -> None:
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert isinstance(done.exception, CannotRead)
