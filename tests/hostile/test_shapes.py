"""Drawn shapes that no program draws: a paper with one is read, whatever the shape says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.making import package, sheet_parts, word_parts
from tests.refresh.making import write_cells
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.grid import Grid
from xlscorecard.word.read import read_word

_LONG = "9" * 5_000
_VML = (
    '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt" {}>'
    "</v:shape></w:pict>"
)
_DRAWN = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="9" cy="9"/><a:graphic xmlns:a="http://schemas.'
    'openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/'
    'office/word/2010/wordprocessingShape"><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/'
    'word/2010/wordprocessingShape"><wps:spPr><a:xfrm><a:ext cx="127000" cy="127000"/></a:xfrm>'
    '<a:custGeom><a:pathLst><a:path w="9" h="9">{}</a:path></a:pathLst></a:custGeom><a:solidFill>'
    '<a:srgbClr val="FF0000"/></a:solidFill></wps:spPr></wps:wsp></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)
_START = '<a:moveTo><a:pt x="0" y="0"/></a:moveTo>'
SHAPES = {
    "a type of thousands of digits": _VML.format(f'type="#_x0000_t{_LONG}"'),
    "a type that is no digit": _VML.format('type="#_x0000_t\u00b2"'),
    "a plane without size": _VML.format('coordsize="0,0" path="m0,0l5,5,9,0xe"'),
    "a plane without numbers": _VML.format('coordsize="nan,inf" path="m0,0l5,5,9,0xe"'),
    "corners nowhere": _DRAWN.format(
        f'{_START}<a:lnTo><a:pt x="nan" y="1e999"/></a:lnTo><a:lnTo><a:pt x="9" y="9"/></a:lnTo>'
    ),
    "an arc round and round": _DRAWN.format(
        f'{_START}<a:arcTo wR="9" hR="9" stAng="inf" swAng="1e300"/><a:close/>'
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_shape_costs_itself_alone(tmp_path: Path, shape: str) -> None:
    cells = "".join(
        f'<w:tc><w:tcPr><w:shd w:val="pct{_LONG}"/></w:tcPr><w:p><w:r>{inside}</w:r></w:p></w:tc>'
        for inside in ("<w:t>Visits</w:t>", shape, "<w:t>12</w:t>")
    )
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>".encode()
    document = read_word(package(word_parts(body), tmp_path / "paper.docx"))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    texts = [cell.text for cell in grid.cells]
    assert texts[0] == "Visits"
    assert texts[-1] == "12"


def test_parts_that_lie_on_one_another_are_refused(tmp_path: Path) -> None:
    path = package(sheet_parts(b'<row r="1"><c r="A1"><v>1</v></c></row>'), tmp_path / "book.xlsx")
    content = path.read_bytes()
    end = content.rindex(b"PK\x05\x06")
    last = content.rindex(b"PK\x01\x02")
    entry = content[last:end]
    count = int.from_bytes(content[end + 10 : end + 12], "little") + 1
    size = int.from_bytes(content[end + 12 : end + 16], "little") + len(entry)
    path.write_bytes(
        content[:end] + entry + content[end : end + 8] + count.to_bytes(2, "little") * 2
        + size.to_bytes(4, "little") + content[end + 16 :]
    )  # fmt: skip
    with pytest.raises(CannotRead, match="lie on the same place"):
        write_cells(path, tmp_path / "out.xlsx", {"S!A1": 2})
    assert not (tmp_path / "out.xlsx").exists()
