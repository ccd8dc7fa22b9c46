"""Metafiles as Windows programs write them (MS-EMF 2.3, MS-WMF 2.3), made here record by record."""

from __future__ import annotations

import struct

import pytest

from xlscorecard.marks.metafile import metafile_mark
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, MadeOf, MarkKind

GREEN = Rgb(0, 176, 80)
COLOUR = bytes((*GREEN, 0))
ARROW_UP = ((50, 0), (90, 40), (65, 40), (65, 100), (35, 100), (35, 40), (10, 40))
BOUNDS = struct.pack("<iiii", 0, 0, 100, 100)
BRUSH, PEN = 1, 2


def points(form: str, outline: tuple[tuple[int, int], ...]) -> bytes:
    return b"".join(struct.pack(form, *point) for point in outline)


def emf(*records: tuple[int, bytes]) -> bytes:
    """An enhanced metafile: number, length and content of each record."""
    head = BOUNDS + BOUNDS + b" EMF" + bytes(56)
    whole = ((1, head), *records, (14, bytes(12)))
    return b"".join(struct.pack("<II", kind, 8 + len(body)) + body for kind, body in whole)


def wmf(*records: tuple[int, bytes], placeable: bool = True) -> bytes:
    """A metafile of 16 bits: length in words, number and content of each record."""
    place = struct.pack("<IHhhhhHIH", 0x9AC6CDD7, 0, 0, 0, 100, 100, 96, 0, 0)
    head = struct.pack("<HHHIHIH", 1, 9, 0x0300, 0, 2, 0, 0)
    whole = (*records, (0, b""))
    body = b"".join(struct.pack("<IH", 3 + len(b) // 2, kind) + b for kind, b in whole)
    return (place if placeable else b"") + head + body


NEW_BRUSH = (39, struct.pack("<II", BRUSH, 0) + COLOUR + bytes(4))
NEW_PEN = (38, struct.pack("<IIii", PEN, 0, 3, 0) + COLOUR)
WITH_BRUSH, WITH_PEN = (37, struct.pack("<I", BRUSH)), (37, struct.pack("<I", PEN))
POLYGON = (3, BOUNDS + struct.pack("<I", 7) + points("<ii", ARROW_UP))
SHORT_POLYGON = (86, BOUNDS + struct.pack("<I", 7) + points("<hh", ARROW_UP))
TWO_POLYGONS = (
    91,
    BOUNDS + struct.pack("<IIII", 2, 10, 3, 7)
    + points("<hh", ((0, 0), (2, 0), (0, 2))) + points("<hh", ARROW_UP),
)  # fmt: skip
PATH = (
    (59, b""),
    (27, points("<ii", ARROW_UP[:1])),
    (54, points("<ii", ARROW_UP[1:2])),
    (89, BOUNDS + struct.pack("<I", 5) + points("<hh", ARROW_UP[2:])),
    (60, b""),
    (62, BOUNDS),
)


@pytest.mark.parametrize(
    "records",
    [
        pytest.param((POLYGON,), id="a polygon"),
        pytest.param((SHORT_POLYGON,), id="a polygon of 16 bits"),
        pytest.param((TWO_POLYGONS,), id="polygons, of which the larger is the symbol"),
        pytest.param(PATH, id="a path, filled"),
    ],
)
def test_an_arrow_of_an_enhanced_metafile(records: tuple[tuple[int, bytes], ...]) -> None:
    content = emf(NEW_BRUSH, WITH_BRUSH, *records)
    mark = metafile_mark(content)
    assert mark is not None
    assert (mark.kind, mark.made_of, mark.direction, mark.colour) == (
        MarkKind.ARROW, MadeOf.PICTURE, Direction.UP, GREEN,
    )  # fmt: skip
    turned = metafile_mark(content, rotation=180)
    assert turned is not None
    assert turned.direction is Direction.DOWN
    flipped = metafile_mark(content, flip_v=True)
    assert flipped is not None
    assert flipped.direction is Direction.DOWN


def test_a_disc_in_a_brush_that_every_metafile_has() -> None:
    grey = 0x80000002
    mark = metafile_mark(emf((37, struct.pack("<I", grey)), (42, BOUNDS)))
    assert mark is not None
    assert (mark.kind, mark.colour) == (MarkKind.CIRCLE, Rgb(128, 128, 128))


def test_a_square_on_its_white_paper() -> None:
    paper = (43, struct.pack("<iiii", -20, -20, 200, 200))
    mark = metafile_mark(emf(paper, NEW_BRUSH, WITH_BRUSH, (43, BOUNDS)))
    assert mark is not None
    assert (mark.kind, mark.colour) == (MarkKind.SQUARE, GREEN)


NEW_BRUSH_16 = (0x02FC, struct.pack("<H", 0) + COLOUR + bytes(2))
NEW_PEN_16 = (0x02FA, struct.pack("<Hhh", 0, 1, 0) + bytes((200, 0, 0, 0)))
SELECT_FIRST, SELECT_SECOND = (0x012D, struct.pack("<H", 0)), (0x012D, struct.pack("<H", 1))
POLYGON_16 = (0x0324, struct.pack("<H", 7) + points("<hh", ARROW_UP))
TWO_POLYGONS_16 = (
    0x0538,
    struct.pack("<HHH", 2, 3, 7)
    + points("<hh", ((0, 0), (2, 0), (0, 2))) + points("<hh", ARROW_UP),
)  # fmt: skip


@pytest.mark.parametrize("placeable", [True, False])
@pytest.mark.parametrize("record", [POLYGON_16, TWO_POLYGONS_16])
def test_an_arrow_of_an_old_metafile(record: tuple[int, bytes], placeable: bool) -> None:
    mark = metafile_mark(wmf(NEW_BRUSH_16, SELECT_FIRST, record, placeable=placeable))
    assert mark is not None
    assert (mark.kind, mark.direction, mark.colour) == (MarkKind.ARROW, Direction.UP, GREEN)


def test_objects_of_an_old_metafile_take_the_first_free_place() -> None:
    """The brush is the second of the table until the pen before it goes, and stays it then."""
    font_is_no_tool = (0x02FB, bytes(18))
    gone = (0x01F0, struct.pack("<H", 0))
    disc = (0x0418, struct.pack("<hhhh", 100, 100, 0, 0))
    mark = metafile_mark(
        wmf(NEW_PEN_16, NEW_BRUSH_16, gone, font_is_no_tool, SELECT_SECOND, SELECT_FIRST, disc)
    )
    assert mark is not None
    assert (mark.kind, mark.colour) == (MarkKind.CIRCLE, GREEN)


def test_what_is_no_metafile_or_draws_nothing_is_no_mark() -> None:
    assert metafile_mark(b"\x89PNG\r\n\x1a\n" + bytes(40)) is None
    assert metafile_mark(emf()) is None
    assert metafile_mark(wmf()) is None


@pytest.mark.parametrize(
    "whole",
    [
        wmf(NEW_BRUSH_16, NEW_PEN_16, SELECT_FIRST, POLYGON_16, TWO_POLYGONS_16),
        emf(NEW_BRUSH, NEW_PEN, WITH_BRUSH, WITH_PEN, POLYGON, TWO_POLYGONS, *PATH),
    ],
)
def test_a_metafile_that_breaks_off_anywhere_is_read_as_far_as_it_goes(whole: bytes) -> None:
    marks = [metafile_mark(whole[:cut]) for cut in range(4, len(whole))]
    assert marks[0] is None
    assert marks[-1] is not None
    assert marks[-1].colour == GREEN
