"""Charts' stored figures, pivot caches and the report sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from tests.refresh.making import (
    card,
    changed_parts,
    edit_part,
    figure,
    load,
    make_book,
    parts,
    record,
    repack,
    write_cells,
)
from xlscorecard.refresh.refresh import Wishes, refresh_workbook


def charted(book: Any) -> None:
    sheet = book.add_worksheet("S")
    for r, row in enumerate([["Ref", "Actual"], ["A1", 5], ["A2", 7]]):
        sheet.write_row(r, 0, row)
    sheet.write_formula("C2", "=B2*2", None, 10)
    sheet.write_formula("C3", "=B3*2", None, 14)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"categories": "=S!$A$2:$A$3", "values": "=S!$B$2:$B$3"})
    chart.add_series({"categories": "=S!$A$2:$A$3", "values": "=S!$C$2:$C$3"})
    sheet.insert_chart("E2", chart)


def caches(path: Path) -> list[list[str | None]]:
    root = etree.fromstring(parts(path)["xl/charts/chart1.xml"])
    return [
        [point.findtext("{*}v") for point in cache.iter("{*}pt")]
        for cache in root.iter("{*}numCache", "{*}strCache")
    ]


def test_stored_figures_change_only_on_request(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", charted)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"S!B2": 6, "S!A3": "new"})
    assert "xl/charts/chart1.xml" not in changed_parts(book, out)
    write_cells(book, out, {"S!B2": 6, "S!A3": "new"}, charts=True)
    # C2 = B2*2 has still to be calculated: a gap, not the old 10.
    assert caches(out) == [["A1", "new"], ["6", "7"], ["A1", "new"], ["14"]]


def test_a_pivot_cache_over_changed_cells_is_refreshed_on_load(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", charted)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    edit_part(
        book, "xl/_rels/workbook.xml.rels", "</Relationships>",
        f'<Relationship Id="rIdP" Type="{office}/pivotCacheDefinition" '
        'Target="pivotCache/p1.xml"/></Relationships>',
    )  # fmt: skip
    cache = (
        f'<pivotCacheDefinition xmlns="{main}" refreshedVersion="3"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B3" sheet="S"/></cacheSource><cacheFields count="0"/>'
        "</pivotCacheDefinition>"
    )
    repack(book, {"xl/pivotCache/p1.xml": cache.encode()})
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"S!B2": 6})
    assert b'refreshOnLoad="1"' in parts(out)["xl/pivotCache/p1.xml"]
    write_cells(book, out, {"S!Z9": 6})
    assert "xl/pivotCache/p1.xml" not in changed_parts(book, out)


def test_the_report_sheet_is_replaced_not_repeated(tmp_path: Path) -> None:
    path = make_book(tmp_path / "in.xlsx", charted)
    for number in (1, 2, 3):
        out = tmp_path / f"out{number}.xlsx"
        data = card(record("A1", "=cmd|'/c calc'!A1", figure(str(number * 11))))
        refresh_workbook(path, [data], out, wishes=Wishes(report=True))
        path = out
    book = load(path)
    assert book.sheetnames == ["S", "Refresh report"]
    report = book["Refresh report"]
    assert [cell.value for cell in report[4]][1:5] == ["S!B2", "Actual", 22, 33]
    assert all(cell.data_type != "f" for row in report.iter_rows() for cell in row)
    assert len([name for name in parts(path) if "refreshReport" in name]) == 1
