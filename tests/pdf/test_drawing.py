"""Lines, fills, shapes and pictures, as a reader of the paper sees them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from tests.pdf.making import HEIGHT, draw_pdf, one_page, read_one, stream, write_pdf
from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.marks.pictures import mark_of_picture
from xlscorecard.marks.shapes import mark_of_outlines
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, MarkKind
from xlscorecard.model.scorecard import Rag

RED, AMBER, GREEN = Rgb(255, 0, 0), Rgb(255, 192, 0), Rgb(0, 176, 80)


def test_fills_keep_colour_place_and_order(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        for step, colour in enumerate((RED, AMBER, GREEN)):
            paper.setFillColorRGB(*(value / 255 for value in colour))
            paper.rect(50 + 10 * step, 200, 60, 20, stroke=0, fill=1)

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    assert [fill.colour for fill in page.fills] == [RED, AMBER, GREEN]
    assert page.fills[0].bbox == pytest.approx((50, HEIGHT - 220, 110, HEIGHT - 200), abs=0.01)
    assert page.edges == ()


def test_lines_thin_rectangles_and_boxes_are_edges(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.setLineWidth(0.75)
        paper.line(50, 250, 350, 250)
        paper.rect(50, 200, 300, 0.5, stroke=0, fill=1)
        paper.rect(50, 100, 300, 60, stroke=1, fill=0)

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    level = [edge for edge in page.edges if edge.horizontal]
    upright = [edge for edge in page.edges if not edge.horizontal]
    assert sorted(round(HEIGHT - edge.top) for edge in level) == [100, 160, 200, 250]
    assert sorted(round(edge.x0) for edge in upright) == [50, 350]
    assert page.fills == ()
    assert page.shapes == ()
    line = next(edge for edge in level if round(HEIGHT - edge.top) == 250)
    assert line.width == pytest.approx(0.75)
    assert (line.x0, line.x1) == pytest.approx((50, 350))


def test_a_border_drawn_as_a_ring_is_four_edges(tmp_path: Path) -> None:
    content = b"0 0 0 rg 50 50 200 100 re 51 51 198 98 re f*"
    page = read_one(write_pdf(tmp_path / "a.pdf", one_page(content, b"")))
    assert len(page.edges) == 4
    assert page.fills == ()


def test_a_see_through_fill_is_as_pale_as_it_looks(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.setFillColorRGB(1, 0, 0, alpha=0.5)
        paper.rect(50, 200, 60, 20, stroke=0, fill=1)

    colour = read_one(draw_pdf(tmp_path / "a.pdf", draw)).fills[0].colour
    assert colour.red == 255
    assert colour.green == pytest.approx(128, abs=2)


def test_a_clip_cuts_fills_and_lines(tmp_path: Path) -> None:
    content = b"q 50 50 100 20 re W n 1 0 0 rg 0 0 400 300 re f 0 60 m 400 60 l S Q"
    page = read_one(write_pdf(tmp_path / "a.pdf", one_page(content, b"")))
    assert page.fills[0].bbox == pytest.approx((50, 230, 150, 250), abs=0.01)
    assert (page.edges[0].x0, page.edges[0].x1) == pytest.approx((50, 150))


def test_form_xobjects_are_read_where_they_are_placed(tmp_path: Path) -> None:
    form = stream(
        b"0 0.69 0.31 rg 0 0 60 20 re f BT /F1 10 Tf 5 5 Td (Green) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 100 50] /Resources << /Font << /F1"
        b" << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
    )
    content = b"q 1 0 0 1 100 200 cm /Fm1 Do Q q 2 0 0 2 100 50 cm /Fm1 Do Q"
    objects = [*one_page(content, b"/XObject << /Fm1 5 0 R >>"), form]
    page = read_one(write_pdf(tmp_path / "a.pdf", objects))
    assert [fill.bbox for fill in page.fills] == [
        pytest.approx((100, 80, 160, 100), abs=0.01),
        pytest.approx((100, 210, 220, 250), abs=0.01),
    ]
    assert [(word.text, word.size) for word in page.words] == [("Green", 10), ("Green", 20)]


def test_forms_within_forms_end(tmp_path: Path) -> None:
    """A chain of forms, far deeper than any maker's."""
    objects = one_page(b"/Fm1 Do", b"/XObject << /Fm1 5 0 R >>")
    for number in range(5, 45):
        objects.append(
            stream(
                b"1 0 0 rg 0 0 9 9 re f /Fm1 Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /XObject"
                b" << /Fm1 %d 0 R >> >>" % (number + 1),
            )
        )
    page = read_one(write_pdf(tmp_path / "a.pdf", objects))
    assert 1 <= len(page.fills) <= 40


@pytest.mark.parametrize(
    ("points", "direction"),
    [
        ("50 50 60 40 55 40 55 20 45 20 45 40 40 40", Direction.UP),
        ("50 20 60 30 55 30 55 50 45 50 45 30 40 30", Direction.DOWN),
        ("70 35 60 45 60 40 40 40 40 30 60 30 60 25", Direction.FLAT),
    ],
)
def test_drawn_arrows_are_shapes_that_point(
    tmp_path: Path, points: str, direction: Direction
) -> None:
    numbers = points.split()
    pairs = [f"{numbers[i]} {numbers[i + 1]}" for i in range(0, len(numbers), 2)]
    path = f"{pairs[0]} m " + " ".join(f"{pair} l" for pair in pairs[1:]) + " h f"
    page = read_one(write_pdf(tmp_path / "a.pdf", one_page(f"1 0 0 rg {path}".encode(), b"")))
    assert len(page.shapes) == 1
    shape = page.shapes[0]
    mark = mark_of_outlines(shape.outlines, fill=shape.fill, stroke=shape.stroke)
    assert mark is not None
    assert (mark.kind, mark.direction, mark.colour) == (MarkKind.ARROW, direction, RED)


def test_a_line_arrow_keeps_its_shaft(tmp_path: Path) -> None:
    page = read_one(
        write_pdf(
            tmp_path / "a.pdf",
            one_page(b"50 20 m 50 50 l 44 42 m 50 50 l 56 42 l S", b""),
        )
    )
    assert page.edges == ()
    mark = mark_of_outlines(page.shapes[0].outlines, fill=None, stroke=page.shapes[0].stroke)
    assert mark is not None
    assert (mark.kind, mark.direction) == (MarkKind.ARROW, Direction.UP)


def test_circles_are_shapes_and_round_boxes_are_fills(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.setFillColorRGB(0, 176 / 255, 80 / 255)
        paper.circle(100, 200, 6, stroke=0, fill=1)
        paper.roundRect(200, 190, 60, 20, 5, stroke=0, fill=1)

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    assert len(page.shapes) == 1
    mark = mark_of_outlines(page.shapes[0].outlines, fill=page.shapes[0].fill, stroke=None)
    assert mark is not None
    assert (mark.kind, mark.colour) == (MarkKind.CIRCLE, GREEN)
    assert page.fills[0].bbox == pytest.approx((200, 90, 260, 110), abs=0.01)


def arrow_png(transparent: bool) -> Image.Image:
    image = Image.new("RGBA", (48, 48), (0, 0, 0, 0) if transparent else (255, 255, 255, 255))
    corners = [(24, 2), (46, 24), (34, 24), (34, 46), (14, 46), (14, 24), (2, 24)]
    ImageDraw.Draw(image).polygon(corners, fill=(255, 0, 0, 255))
    return image


@pytest.mark.parametrize("transparent", [True, False])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_small_pictures_come_with_their_pixels_as_seen(
    tmp_path: Path, transparent: bool, turn: int
) -> None:
    data = BytesIO()
    arrow_png(transparent).save(data, "PNG")
    data.seek(0)

    def draw(paper: Any) -> None:
        paper.setPageRotation(0)
        paper.translate(200, 150)
        paper.rotate(-turn)
        paper.drawImage(ImageReader(data), -6, -6, 12, 12, mask="auto")

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    picture = page.pictures[0]
    assert picture.bbox == pytest.approx((194, 144, 206, 156), abs=0.5)
    assert picture.rgba is not None
    assert max(picture.width, picture.height) <= 128
    mark = mark_of_picture(picture.width, picture.height, picture.rgba)
    assert mark is not None
    expected = {0: Direction.UP, 90: Direction.FLAT, 180: Direction.DOWN, 270: Direction.FLAT}
    assert (mark.kind, mark.direction) == (MarkKind.ARROW, expected[turn])
    assert mark.colour is not None
    assert mark.colour.red > 230


def test_large_pictures_come_without_pixels(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.drawImage(ImageReader(Image.new("RGB", (500, 300), (10, 90, 30))), 10, 10, 150, 90)

    picture = read_one(draw_pdf(tmp_path / "a.pdf", draw)).pictures[0]
    assert picture.rgba is None
    assert (picture.width, picture.height) == (500, 300)


SHADING = b"""<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [%d 0 %d 0] /Extend [true true]
/Function << /FunctionType 2 /Domain [0 1] /C0 [0.8 0 0] /C1 [0.9 0.1 0.1] /N 1 >> >>"""


def test_a_gradient_has_the_colour_that_it_shows(tmp_path: Path) -> None:
    shading = SHADING % (100, 160)
    resources = b"/Pattern << /P1 << /PatternType 2 /Shading %s >> >> /Shading << /S1 %s >>" % (
        shading,
        shading,
    )
    content = (
        b"/Pattern cs /P1 scn 100 200 60 20 re f "
        b"q 100 100 60 20 re W n /S1 sh Q "
        b"/Pattern cs /P1 scn 110 40 m 130 40 l 120 60 l h f"
    )
    objects = [*one_page(content, resources), b"<< /PatternType 2 /Shading 6 0 R >>", shading]
    page = read_one(write_pdf(tmp_path / "a.pdf", objects))
    assert [fill.bbox for fill in page.fills] == [
        pytest.approx((100, 80, 160, 100), abs=0.01),
        pytest.approx((100, 180, 160, 200), abs=0.01),
    ]
    painted = [*(fill.colour for fill in page.fills), page.shapes[0].fill]
    for colour in painted:
        assert colour is not None
        assert rag_of_colour(colour)[0] is Rag.RED
