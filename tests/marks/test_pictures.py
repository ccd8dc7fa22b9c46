"""Symbols as pictures, drawn here with Pillow."""

from __future__ import annotations

import math

import pytest
from PIL import Image, ImageDraw

from xlscorecard.marks.pictures import mark_of_picture
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, Mark, MarkKind

GREEN, RED = (0, 176, 80), (255, 0, 0)
ARROW = [(0.5, 0.05), (0.95, 0.5), (0.7, 0.5), (0.7, 0.95), (0.3, 0.95), (0.3, 0.5), (0.05, 0.5)]


def drawn(
    size: int,
    corners: list[tuple[float, float]],
    colour: tuple[int, int, int],
    background: tuple[int, int, int, int],
    angle: float = 0,
) -> Mark | None:
    """A polygon in a unit square, turned clockwise, with smooth borders."""
    big = Image.new("RGBA", (size * 4, size * 4), background)
    turn = math.radians(angle)
    points = [
        (
            4 * size * (0.5 + (x - 0.5) * math.cos(turn) - (y - 0.5) * math.sin(turn)),
            4 * size * (0.5 + (x - 0.5) * math.sin(turn) + (y - 0.5) * math.cos(turn)),
        )
        for x, y in corners
    ]
    ImageDraw.Draw(big).polygon(points, fill=(*colour, 255))
    return read(big.resize((size, size), Image.Resampling.LANCZOS))


def read(image: Image.Image) -> Mark | None:
    rgba = image.convert("RGBA")
    return mark_of_picture(rgba.width, rgba.height, rgba.tobytes())


@pytest.mark.parametrize("size", [12, 16, 24, 33, 64, 120])
@pytest.mark.parametrize(
    "background", [(255, 255, 255, 255), (255, 255, 255, 0), (226, 239, 218, 255)]
)
@pytest.mark.parametrize(
    ("angle", "direction"),
    [(0, Direction.UP), (90, Direction.FLAT), (180, Direction.DOWN), (270, Direction.FLAT)],
)
def test_arrows(
    size: int, background: tuple[int, int, int, int], angle: float, direction: Direction
) -> None:
    mark = drawn(size, ARROW, RED, background, angle)
    assert mark is not None
    assert (mark.kind, mark.direction) == (MarkKind.ARROW, direction)
    assert mark.colour is not None
    assert mark.colour.red > 200


@pytest.mark.parametrize(
    ("angle", "direction"), [(45, Direction.UP_SLANT), (135, Direction.DOWN_SLANT)]
)
def test_slanted_arrows(angle: float, direction: Direction) -> None:
    small = [(0.5 + (x - 0.5) * 0.7, 0.5 + (y - 0.5) * 0.7) for x, y in ARROW]
    mark = drawn(40, small, RED, (255, 255, 255, 255), angle)
    assert mark is not None
    assert (mark.kind, mark.direction) == (MarkKind.ARROW, direction)


@pytest.mark.parametrize("size", [10, 16, 32, 96])
def test_coloured_circles(size: int) -> None:
    big = Image.new("RGBA", (size * 4, size * 4), (0, 0, 0, 0))
    ImageDraw.Draw(big).ellipse((4, 4, size * 4 - 5, size * 4 - 5), fill=(*GREEN, 255))
    mark = read(big.resize((size, size), Image.Resampling.LANCZOS))
    assert mark is not None
    assert mark.kind is MarkKind.CIRCLE
    assert mark.colour is not None
    assert all(abs(a - b) <= 4 for a, b in zip(mark.colour, GREEN, strict=True))


def test_a_white_arrow_on_a_green_disc() -> None:
    big = Image.new("RGBA", (192, 192), (255, 255, 255, 255))
    pen = ImageDraw.Draw(big)
    pen.ellipse((6, 6, 186, 186), fill=(*GREEN, 255))
    pen.polygon([(48 + 96 * x, 48 + 96 * (1 - y)) for x, y in ARROW], fill=(255, 255, 255, 255))
    mark = read(big.resize((48, 48), Image.Resampling.LANCZOS))
    assert mark is not None
    assert (mark.kind, mark.direction) == (MarkKind.ARROW, Direction.DOWN)
    assert mark.colour == Rgb(*GREEN)


def test_an_outlined_arrow_is_an_arrow() -> None:
    big = Image.new("RGBA", (160, 160), (255, 255, 255, 255))
    points = [(160 * x, 160 * y) for x, y in ARROW]
    ImageDraw.Draw(big).line([*points, points[0]], fill=(0, 0, 0, 255), width=7)
    mark = read(big.resize((40, 40), Image.Resampling.LANCZOS))
    assert mark is not None
    assert (mark.kind, mark.direction, mark.colour) == (MarkKind.ARROW, Direction.UP, None)


def test_blank_tiny_and_damaged_pictures_are_nothing() -> None:
    assert read(Image.new("RGBA", (20, 20), (255, 255, 255, 0))) is None
    assert read(Image.new("RGBA", (3, 3), (255, 0, 0, 255))) is None
    assert mark_of_picture(20, 20, b"short") is None


@pytest.mark.parametrize("dim", [(96, 96, 96), (210, 210, 210), None])
@pytest.mark.parametrize("lit", [0, 1, 2])
@pytest.mark.parametrize("size", [24, 110])
@pytest.mark.parametrize("lying", [True, False])
def test_the_lit_lamp_of_a_traffic_light(
    dim: tuple[int, int, int] | None, lit: int, size: int, lying: bool
) -> None:
    lamps = [(255, 0, 0), (255, 192, 0), (0, 176, 80)]
    image = Image.new("RGBA", (160, 440), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((8, 8, 151, 431), 30, fill=(32, 32, 32))
    for place, colour in enumerate(lamps):
        unlit = dim or (colour[0] // 3, colour[1] // 3, colour[2] // 3)
        box = (32, 32 + 132 * place, 127, 127 + 132 * place)
        pen.ellipse(box, fill=colour if place == lit else unlit)
    image = image.resize((size * 160 // 440, size), Image.Resampling.LANCZOS)
    mark = read(image.rotate(90, expand=True) if lying else image)
    assert mark is not None
    assert mark.kind is MarkKind.CIRCLE
    assert mark.colour is not None
    assert math.dist(mark.colour, lamps[lit]) < 60


def test_a_bar_in_its_frame_is_no_lamp() -> None:
    image = Image.new("RGBA", (100, 24), (90, 90, 90, 255))
    pen = ImageDraw.Draw(image)
    pen.rectangle((2, 2, 97, 21), fill=(255, 255, 255))
    pen.rectangle((2, 2, 34, 21), fill=(255, 0, 0))
    mark = read(image)
    assert mark is None or mark.kind is not MarkKind.CIRCLE
