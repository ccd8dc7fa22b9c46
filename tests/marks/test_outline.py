"""Freely drawn shapes (DrawingML's custGeom) with guides, curves and arcs."""

from __future__ import annotations

import pytest
from lxml import etree

from xlscorecard.marks.outline import Placed, custom_mark
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, MarkKind

GREEN = Rgb(0, 176, 80)
XMLNS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PLACED = Placed(20.0, 20.0)


def point(x: str, y: str) -> str:
    return f'<a:pt x="{x}" y="{y}"/>'


def geometry(commands: str, guides: str = "") -> etree._Element:
    path = f'<a:path w="100" h="100">{commands}</a:path>'
    return etree.fromstring(
        f"<a:custGeom {XMLNS}><a:gdLst>{guides}</a:gdLst><a:pathLst>{path}</a:pathLst></a:custGeom>"
    )


def closed(*points: tuple[str, str]) -> str:
    first, *rest = (point(*each) for each in points)
    lines = "".join(f"<a:lnTo>{each}</a:lnTo>" for each in rest)
    return f"<a:moveTo>{first}</a:moveTo>{lines}<a:close/>"


GUIDES = "".join(
    f'<a:gd name="{name}" fmla="{formula}"/>'
    for name, formula in (
        ("middle", "val 50"),
        ("left", "+- middle 0 15"),
        ("right", "+/ 100 30 2"),
        ("wing", "*/ middle 1 5"),
        ("far", "max 90 wing"),
        ("neck", "min 40 far"),
    )
)
ARROW = closed(
    ("middle", "0"), ("far", "neck"), ("right", "neck"), ("right", "100"),
    ("left", "100"), ("left", "neck"), ("wing", "neck"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("placed", "direction"),
    [
        (PLACED, Direction.UP),
        (Placed(20.0, 20.0, rotation=180), Direction.DOWN),
        (Placed(20.0, 20.0, flip_v=True), Direction.DOWN),
        (Placed(20.0, 20.0, rotation=90), Direction.FLAT),
    ],
)
def test_guides_place_the_corners_of_an_arrow(placed: Placed, direction: Direction) -> None:
    mark = custom_mark(geometry(ARROW, GUIDES), placed, GREEN, None)
    assert mark is not None
    assert (mark.kind, mark.direction, mark.colour) == (MarkKind.ARROW, direction, GREEN)


ARCS = (
    f"<a:moveTo>{point('100', '50')}</a:moveTo>"
    '<a:arcTo wR="50" hR="50" stAng="0" swAng="10800000"/>'
    '<a:arcTo wR="50" hR="50" stAng="10800000" swAng="10800000"/><a:close/>'
)


def quarter(*points: tuple[str, str]) -> str:
    return "<a:cubicBezTo>" + "".join(point(*each) for each in points) + "</a:cubicBezTo>"


CURVES = (
    f"<a:moveTo>{point('100', '50')}</a:moveTo>"
    + quarter(("100", "78"), ("78", "100"), ("50", "100"))
    + quarter(("22", "100"), ("0", "78"), ("0", "50"))
    + quarter(("0", "22"), ("22", "0"), ("50", "0"))
    + quarter(("78", "0"), ("100", "22"), ("100", "50"))
    + "<a:close/>"
)


def test_points_that_no_curve_has_bend_none() -> None:
    """Of a curve's points the time goes with the square: thousands would hold up the paper."""
    more = CURVES.replace("</a:cubicBezTo>", 999 * point("50", "50") + "</a:cubicBezTo>")
    mark = custom_mark(geometry(more), PLACED, GREEN, None)
    assert mark is not None
    assert mark.kind is MarkKind.CIRCLE


@pytest.mark.parametrize("commands", [ARCS, CURVES])
def test_arcs_and_curves_make_a_disc(commands: str) -> None:
    mark = custom_mark(geometry(commands), PLACED, GREEN, None)
    assert mark is not None
    assert (mark.kind, mark.colour) == (MarkKind.CIRCLE, GREEN)


@pytest.mark.parametrize(
    "commands",
    [
        "",
        closed(("0", "0")),
        closed(("nowhere", "0"), ("nan", "inf"), ("1e400", "-1e400")),
    ],
)
def test_what_has_no_outline_is_no_symbol(commands: str) -> None:
    assert custom_mark(geometry(commands), PLACED, GREEN, None) is None
