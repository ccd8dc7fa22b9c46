"""Symbols that are drawn or pictured in a cell, in every form that Word has for them."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.word.making import cell, make_word, only_grid, par, read_made, run, table
from xlscorecard.model.grid import Cell, Grid, Paragraph
from xlscorecard.model.mark import Direction, MadeOf, MarkKind
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_scorecard

EMU = 12_700


def one_cell(folder: Path, content: str, **parts: str | bytes) -> Cell:
    body = f"<w:tbl><w:tr>{cell(par(content))}</w:tr></w:tbl>"
    (only,) = only_grid(read_made(folder, body, **parts)).cells
    return only


def drawing(shape: str, alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="s" descr="{alt}"/>'
        f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def shape(
    geometry: str, *, place: str = "", size: float = 12, fill: str = "00B050", text: str = ""
) -> str:
    box = f"<wps:txbx><w:txbxContent>{par(text)}</w:txbxContent></wps:txbx>" if text else ""
    extent = round(size * EMU)
    painted = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    return (
        f'<wps:wsp><wps:spPr><a:xfrm {place}><a:off x="0" y="0"/>'
        f'<a:ext cx="{extent}" cy="{extent}"/></a:xfrm>{geometry}{painted}</wps:spPr>'
        f"{box}</wps:wsp>"
    )


def preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


@pytest.mark.parametrize(
    ("name", "place", "kind", "direction"),
    [
        ("upArrow", "", MarkKind.ARROW, Direction.UP),
        ("downArrow", "", MarkKind.ARROW, Direction.DOWN),
        ("rightArrow", "", MarkKind.ARROW, Direction.FLAT),
        ("leftRightArrow", "", MarkKind.ARROW, Direction.FLAT),
        ("rightArrow", 'rot="16200000"', MarkKind.ARROW, Direction.UP),
        ("rightArrow", 'rot="5400000"', MarkKind.ARROW, Direction.DOWN),
        ("rightArrow", 'rot="18900000"', MarkKind.ARROW, Direction.UP_SLANT),
        ("upArrow", 'flipV="1"', MarkKind.ARROW, Direction.DOWN),
        ("ellipse", "", MarkKind.CIRCLE, None),
        ("star5", "", MarkKind.STAR, None),
    ],
)
def test_preset_shapes(
    tmp_path: Path, name: str, place: str, kind: MarkKind, direction: Direction | None
) -> None:
    (mark,) = one_cell(tmp_path, drawing(shape(preset(name), place=place), "Improving")).marks
    assert (mark.kind, mark.direction, mark.alt) == (kind, direction, "Improving")
    assert mark.colour is not None
    assert mark.colour.hex == "00B050"


def test_one_branch_of_an_alternate_is_read_and_never_both(tmp_path: Path) -> None:
    choice = drawing(shape(preset("upArrow"))).removeprefix("<w:r>").removesuffix("</w:r>")
    fallback = '<w:pict><v:shape type="#_x0000_t68" style="width:12pt;height:12pt"/></w:pict>'
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="{}">' + choice + "</mc:Choice>"
        "<mc:Fallback>" + fallback + "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert len(one_cell(tmp_path, both.format("wps")).marks) == 1
    assert len(one_cell(tmp_path, both.format("x")).marks) == 1


def test_a_line_with_a_head_is_an_arrow_and_without_one_is_not(tmp_path: Path) -> None:
    line = (
        '<wps:wsp><wps:spPr><a:xfrm {}><a:off x="0" y="0"/><a:ext cx="0" cy="152400"/></a:xfrm>'
        + preset("straightConnector1")
        + "<a:ln>{}</a:ln></wps:spPr></wps:wsp>"
    )

    def direction(place: str, ends: str) -> list[Direction | None]:
        marks = one_cell(tmp_path, drawing(line.format(place, ends))).marks
        return [mark.direction for mark in marks]

    assert direction("", '<a:tailEnd type="triangle"/>') == [Direction.DOWN]
    assert direction("", '<a:headEnd type="arrow"/>') == [Direction.UP]
    assert direction('flipV="1"', '<a:tailEnd type="triangle"/>') == [Direction.UP]
    assert direction('rot="5400000"', '<a:tailEnd type="triangle"/>') == [Direction.FLAT]
    assert direction("", "") == []


ARROW_UP = ((50, 0), (100, 50), (70, 50), (70, 100), (30, 100), (30, 50), (0, 50))


def test_a_freely_drawn_arrow_is_known_by_its_outline(tmp_path: Path) -> None:
    first, *others = (f'<a:pt x="{x}" y="{y}"/>' for x, y in ARROW_UP)
    path = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{p}</a:lnTo>" for p in others)
    free = (
        f'<a:custGeom><a:pathLst><a:path w="100" h="100">{path}<a:close/></a:path></a:pathLst>'
        "</a:custGeom>"
    )
    (up,) = one_cell(tmp_path, drawing(shape(free))).marks
    (turned,) = one_cell(tmp_path, drawing(shape(free, place='rot="10800000"'))).marks
    assert (up.kind, up.direction) == (MarkKind.ARROW, Direction.UP)
    assert turned.direction is Direction.DOWN


@pytest.mark.parametrize(
    ("vml", "kind", "direction", "colour"),
    [
        ('<v:shape type="#_x0000_t68" fillcolor="#00b050" {}/>', "arrow", Direction.UP, "00B050"),
        ('<v:shape type="#_x0000_t67" fillcolor="red" {}/>', "arrow", Direction.DOWN, "FF0000"),
        ('<v:oval fillcolor="#ffc000 [3207]" {}/>', "circle", None, "FFC000"),
        (
            (
                '<v:shape type="#_x0000_t13" fillcolor="#f00"'
                ' style="width:12pt;height:12pt;rotation:-90"/>'
            ),
            "arrow",
            Direction.UP,
            "FF0000",
        ),
        (
            (
                '<v:shape coordsize="100,100" fillcolor="green" {}'
                ' path="m50,l100,50,70,50,70,100,30,100,30,50,,50xe"/>'
            ),
            "arrow",
            Direction.UP,
            "008000",
        ),
        (
            (
                '<v:line from="0,12pt" to="12pt,0" strokecolor="red">'
                '<v:stroke endarrow="block"/></v:line>'
            ),
            "arrow",
            Direction.UP_SLANT,
            "FF0000",
        ),
    ],
)
def test_old_shapes(
    tmp_path: Path, vml: str, kind: str, direction: Direction | None, colour: str
) -> None:
    content = "<w:r><w:pict>" + vml.format('style="width:12pt;height:12pt"') + "</w:pict></w:r>"
    (mark,) = one_cell(tmp_path, content).marks
    assert (mark.kind, mark.direction) == (kind, direction)
    assert mark.colour is not None
    assert mark.colour.hex == colour


def png(points: tuple[tuple[int, int], ...], colour: str) -> bytes:
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    ImageDraw.Draw(image).polygon(points, fill=colour)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def picture(place: str = "", size: int = 12) -> str:
    return drawing(
        '<pic:pic><pic:blipFill><a:blip r:embed="image"/></pic:blipFill>'
        f'<pic:spPr><a:xfrm {place}><a:ext cx="{size * EMU}" cy="{size * EMU}"/></a:xfrm>'
        "</pic:spPr></pic:pic>",
        "Down on last year",
    )


def test_pictures_are_read_as_they_are_turned(tmp_path: Path) -> None:
    image = png(ARROW_UP, "red")
    (up,) = one_cell(tmp_path, picture(), image=image).marks
    (down,) = one_cell(tmp_path, picture('rot="10800000"'), image=image).marks
    assert (up.made_of, up.direction, up.alt) == (
        MadeOf.PICTURE,
        Direction.UP,
        "Down on last year",
    )
    assert down.direction is Direction.DOWN


def test_a_large_picture_is_no_symbol(tmp_path: Path) -> None:
    body = par(picture(size=300)) + table("A | 1")
    blocks = read_made(tmp_path, body, image=png(ARROW_UP, "red")).blocks
    assert [type(block) for block in blocks] == [Grid]


def test_a_small_picture_that_cannot_be_read_keeps_its_words(tmp_path: Path) -> None:
    (mark,) = one_cell(tmp_path, picture(), image=b"no picture at all").marks
    assert (mark.kind, mark.alt, mark.confidence) == (MarkKind.OTHER, "Down on last year", 0.0)


def emf(points: tuple[tuple[int, int], ...], colour: tuple[int, int, int]) -> bytes:
    """A metafile as Office writes it: a brush, then one polygon."""
    brush = struct.pack("<IIIIBBBBI", 39, 24, 1, 0, *colour, 0, 0)
    select = struct.pack("<III", 37, 12, 1)
    body = b"".join(struct.pack("<hh", x, y) for x, y in points)
    polygon = struct.pack("<IIiiiiI", 86, 28 + len(body), 0, 0, 100, 100, len(points)) + body
    header = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    return header + brush + select + polygon + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def test_metafiles(tmp_path: Path) -> None:
    (mark,) = one_cell(tmp_path, picture(), image=emf(ARROW_UP, (0, 176, 80))).marks
    assert (mark.made_of, mark.direction) == (MadeOf.PICTURE, Direction.UP)
    assert mark.colour is not None
    assert mark.colour.hex == "00B050"


@pytest.mark.parametrize("cut", [44, 90, 120, 160])
def test_a_metafile_that_breaks_off_is_no_crash(tmp_path: Path, cut: int) -> None:
    content = emf(ARROW_UP, (0, 176, 80))[:cut]
    assert len(one_cell(tmp_path, picture(), image=content).marks) == 1


def test_text_in_a_shape_in_a_cell_is_text_of_the_cell(tmp_path: Path) -> None:
    found = one_cell(tmp_path, drawing(shape(preset("ellipse"), fill="FF0000", text="R")))
    assert found.text == "R"
    assert [mark.kind for mark in found.marks] == [MarkKind.CIRCLE]


def test_a_floating_text_box_follows_its_paragraph_with_its_table(tmp_path: Path) -> None:
    box = (
        f"<wps:wsp><wps:spPr>{preset('rect')}</wps:spPr><wps:txbx><w:txbxContent>"
        f"{par('Adult Social Care')}{table('A | 1')}</w:txbxContent></wps:txbx></wps:wsp>"
    )
    anchored = drawing(box).replace("wp:inline", "wp:anchor")
    blocks = read_made(tmp_path, par(run("Before") + anchored) + par("After")).blocks
    texts = [b.texts() if isinstance(b, Grid) else b.text for b in blocks]
    assert texts == ["Before", "Adult Social Care", [["A", "1"]], "After"]
    assert not any(isinstance(b, Paragraph) and b.marks for b in blocks)


def test_an_embedded_workbook_is_reported(tmp_path: Path) -> None:
    content = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    findings = read_made(tmp_path, par(content)).findings
    assert [finding.code for finding in findings] == ["embedded-object"]


def test_what_is_only_drawn_is_told_once(tmp_path: Path) -> None:
    chart = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>"
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    document = read_made(tmp_path, par(chart) + par(chart) + '<w:altChunk r:id="x"/>')
    assert [(f.code, f.severity.value) for f in document.findings] == [
        ("embedded-document", "look"),
        ("pictures-not-read", "info"),
    ]
    assert "2 charts" in document.findings[1].message


def test_lamps_of_a_group_are_as_large_as_the_group_makes_them(tmp_path: Path) -> None:
    lamps = "".join(
        f'<v:oval style="width:1200;height:1100" fillcolor="{colour}"/>'
        for colour in ("red", "#d9d9d9", "#d9d9d9")
    )
    group = (
        '<w:p><w:r><w:pict><v:group style="width:16pt;height:40pt" coordsize="1600,4000">'
        f'<v:rect style="width:1600;height:4000" fillcolor="#333333"/>{lamps}</v:group>'
        "</w:pict></w:r></w:p>"
    )
    row = f"<w:tr>{cell('Noise complaints closed')}{cell('80%')}{cell('62%')}{cell(group)}</w:tr>"
    head = table("Indicator | Target 2011/12 | Q3 2011/12 | Status").removesuffix("</w:tbl>")
    path = make_word(tmp_path / "paper.docx", f"{head}{row}</w:tbl>{par('')}")
    assert [record.rag for record in read_scorecard(path).records] == [Rag.RED]


@pytest.mark.parametrize(
    ("alt", "kind", "direction", "colour"),
    [
        ("Red: off target", MarkKind.CIRCLE, None, "FF0000"),
        ("Amber rating icon", MarkKind.CIRCLE, None, "FFC000"),
        ("Down arrow representing a negative trend", MarkKind.ARROW, Direction.DOWN, None),
        ("Green upward arrow", MarkKind.ARROW, Direction.UP, "00B050"),
        ("RAG status - green", MarkKind.CIRCLE, None, "00B050"),
        ("Red or amber", MarkKind.OTHER, None, "808080"),
        ("Icon of a red fire engine", MarkKind.OTHER, None, "808080"),
        ("Green leaf", MarkKind.OTHER, None, "808080"),
        ("Icon", MarkKind.OTHER, None, "808080"),
    ],
)
def test_words_tell_what_a_picture_is_that_shows_nothing_we_know(
    tmp_path: Path, alt: str, kind: MarkKind, direction: Direction | None, colour: str | None
) -> None:
    image = Image.new("RGB", (60, 60), "white")
    pen = ImageDraw.Draw(image)
    pen.line((5, 50, 55, 10), fill="gray", width=4)
    pen.line((5, 10, 25, 40), fill="gray", width=4)
    content = io.BytesIO()
    image.save(content, "PNG")
    picture = (
        '<pic:pic><pic:blipFill><a:blip r:embed="image"/></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:ext cx="160000" cy="160000"/></a:xfrm></pic:spPr></pic:pic>'
    )
    (mark,) = one_cell(tmp_path, drawing(picture, alt), image=content.getvalue()).marks
    assert (mark.kind, mark.direction, mark.alt) == (kind, direction, alt)
    assert (None if mark.colour is None else mark.colour.hex) == colour


def _anchored(name: str, colour: str, x: int, y: int) -> str:
    """A shape whose left is ``x`` and whose top ``y`` EMU from its cell's text."""
    places = "".join(
        f'<wp:position{side} relativeFrom="{base}"><wp:posOffset>{at}</wp:posOffset>'
        f"</wp:position{side}>"
        for side, base, at in (("H", "column", x), ("V", "paragraph", y))
    )
    inside = drawing(shape(preset(name), fill=colour)).replace("wp:inline", "wp:anchor")
    return inside.replace("<wp:anchor>", f'<wp:anchor>{places}<wp:extent cx="120000" cy="120000"/>')


@pytest.mark.parametrize(("down", "wanted"), [(20_000, (0, 0, 1, 1)), (900_000, (2, 0, 0, 0))])
def test_shapes_lie_over_the_cells_that_they_are_drawn_over(
    tmp_path: Path, down: int, wanted: tuple[int, ...]
) -> None:
    """Both are anchored beside the name; columns of 1,200 twips are 762,000 EMU wide."""
    light = _anchored("ellipse", "00B050", 2 * 762_000 + 200_000, down)
    arrow = _anchored("upArrow", "000000", 3 * 762_000 + 200_000, down)
    name = par(run("Homes built") + light + arrow)
    grid = read_made(
        tmp_path, table(f"{name} | 12 | |", grid="1200 1200 1200 1200") + par("")
    ).blocks[0]
    assert isinstance(grid, Grid)
    assert tuple(len(found.marks) for found in grid.cells) == wanted
