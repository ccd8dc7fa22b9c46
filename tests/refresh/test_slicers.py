"""A table with a slicer: it names the table by its id and column, so it follows any size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.refresh.making import (
    changed_parts,
    edit_part,
    load,
    make_book,
    parts,
    repack,
    replace_table,
    write_cells,
)
from tests.refresh.test_table_surroundings import a_text_box, rows
from xlscorecard.model.errors import Refused

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
OFFICE = "http://schemas.microsoft.com/office"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"

CACHE = (
    f'<slicerCacheDefinition xmlns="{X14}" xmlns:x="{MAIN}" name="Slicer_Ref" sourceName="Ref">'
    '<extLst><x:ext uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}" '
    f'xmlns:x15="{X15}"><x15:tableSlicerCache tableId="1" column="1"/></x:ext></extLst>'
    "</slicerCacheDefinition>"
)
SLICER = (
    f'<slicers xmlns="{X14}"><slicer name="Ref" cache="Slicer_Ref" caption="Ref" '
    'rowHeight="241300"/></slicers>'
)


def drawing(row: int) -> str:
    """The slicer's frame in column E, from ``row`` (counted from 0) downwards."""
    return (
        f'<xdr:wsDr xmlns:xdr="{DRAWN}/spreadsheetDrawing" xmlns:a="{DRAWN}/main">'
        "<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col>"
        f"<xdr:colOff>0</xdr:colOff><xdr:row>{row + 5}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        f'2006" xmlns:sle15="{OFFICE}/drawing/2012/slicer"><mc:Choice Requires="sle15">'
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Ref"/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x='0' y='0'/>"
        f"<a:ext cx='0' cy='0'/></xdr:xfrm><a:graphic><a:graphicData uri=\"{OFFICE}/drawing/2010/"
        f'slicer"><sle:slicer xmlns:sle="{OFFICE}/drawing/2010/slicer" name="Ref"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame></mc:Choice><mc:Fallback/>"
        "</mc:AlternateContent><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )


def with_slicer(path: Path, row: int) -> Path:
    """tblData with a slicer on its column Ref; the drawing takes the place of a text box."""
    make_book(path, a_text_box)
    repack(
        path,
        {
            "xl/slicerCaches/slicerCache1.xml": CACHE.encode(),
            "xl/slicers/slicer1.xml": SLICER.encode(),
            "xl/drawings/drawing1.xml": drawing(row).encode(),
        },
    )
    for part, kind, target in (
        ("xl/worksheets/_rels/sheet1.xml.rels", "slicer", "../slicers/slicer1.xml"),
        ("xl/_rels/workbook.xml.rels", "slicerCache", "slicerCaches/slicerCache1.xml"),
    ):
        link = (
            f'<Relationship Id="rIdS" Type="{OFFICE}/2007/relationships/{kind}" '
            f'Target="{target}"/></Relationships>'
        )
        edit_part(path, part, "</Relationships>", link)
    caches = "slicerCaches"
    types = "".join(
        f'<Override PartName="/xl/{name}1.xml" ContentType="application/vnd.ms-excel.{kind}+xml"/>'
        for name, kind in (
            ("slicers/slicer", "slicer"),
            ("slicerCaches/slicerCache", "slicerCache"),
        )
    )
    edit_part(path, "[Content_Types].xml", "</Types>", f"{types}</Types>")
    for part, root, uri, inner in (
        (SHEET, "worksheet", "{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}", "slicerList><x14:slicer"),
        (BOOK, "workbook", "{46BE6895-7355-4a93-B00E-2C351335B9C9}", f"{caches}><x14:slicerCache"),
    ):  # fmt: skip
        outer = inner.partition(">")[0]
        ext = (
            f'<extLst><ext uri="{uri}" xmlns:x14="{X14}"><x14:{inner} r:id="rIdS" xmlns:r="http://'
            'schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
            f"</x14:{outer}></ext></extLst></{root}>"
        )
        edit_part(path, part, f"</{root}>", ext)
    return path


@pytest.mark.parametrize("count", [2, 3, 9])
def test_a_slicer_stays_as_it_is_when_its_table_is_resized(tmp_path: Path, count: int) -> None:
    book = with_slicer(tmp_path / "in.xlsx", 20)
    out = tmp_path / "out.xlsx"
    replace_table(book, out, "tblData", rows(count))
    assert load(out)["Data"].tables["tblData"].ref == f"A1:B{count + 1}"
    assert changed_parts(book, out) <= {SHEET, "xl/tables/table1.xml"}
    assert b'<x14:slicerList><x14:slicer r:id="rIdS"' in parts(out)[SHEET]


def test_a_table_does_not_grow_under_its_slicer(tmp_path: Path) -> None:
    book = with_slicer(tmp_path / "in.xlsx", 6)
    with pytest.raises(Refused, match="a chart, picture or shape lies there"):
        replace_table(book, tmp_path / "out.xlsx", "tblData", rows(9))


def test_a_cell_of_a_table_with_a_slicer(tmp_path: Path) -> None:
    book = with_slicer(tmp_path / "in.xlsx", 6)
    write_cells(book, tmp_path / "out.xlsx", {"Data!B2": 7})
    assert changed_parts(book, tmp_path / "out.xlsx") == {SHEET}
