"""Drawn symbols: kinds and directions, whatever the angle, size and place."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlscorecard.marks.shapes import mark_of_group, mark_of_outlines, mark_of_preset
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.mark import Direction, Mark, MarkKind
from xlscorecard.model.page import Shape

Outline = list[tuple[float, float]]
RED, WHITE = Rgb(200, 0, 0), Rgb(255, 255, 255)

FILLED: dict[str, list[Outline]] = {
    "block": [[(5, 0), (10, 5), (7.5, 5), (7.5, 10), (2.5, 10), (2.5, 5), (0, 5)]],
    "slim": [[(5, 0), (8, 3), (5.6, 3), (5.6, 14), (4.4, 14), (4.4, 3), (2, 3)]],
    "long": [[(5, 0), (7, 3), (5.3, 3), (5.3, 24), (4.7, 24), (4.7, 3), (3, 3)]],
    "fat": [[(5, 0), (10, 4), (8.4, 4), (8.4, 9), (1.6, 9), (1.6, 4), (0, 4)]],
    "notched": [[(5, 0), (10, 5), (7.5, 5), (7.5, 10), (5, 8.5), (2.5, 10), (2.5, 5), (0, 5)]],
    "flat triangle": [[(5, 0), (10, 5), (0, 5)]],
    "tall triangle": [[(3, 0), (6, 10), (0, 10)]],
}
LINES: dict[str, list[Outline]] = {
    "line arrow": [[(5, 0), (5, 12)], [(2, 3), (5, 0), (8, 3)]],
    "small head": [[(5, 0), (5, 20)], [(3.5, 2), (5, 0), (6.5, 2)]],
    "chevron": [[(0, 5), (5, 0), (10, 5)]],
}
UPRIGHT = [(name, outlines, True) for name, outlines in FILLED.items()] + [
    (name, outlines, False) for name, outlines in LINES.items()
]


def turned(outlines: list[Outline], angle: float, scale: float = 1, dx: float = 0) -> list[Outline]:
    """Clockwise on paper, where y grows down."""
    turn = math.radians(angle)
    return [
        [
            (
                dx + scale * (x * math.cos(turn) - y * math.sin(turn)),
                -dx + scale * (x * math.sin(turn) + y * math.cos(turn)),
            )
            for x, y in outline
        ]
        for outline in outlines
    ]


def read(outlines: list[Outline], filled: bool = True) -> Mark:
    mark = mark_of_outlines(outlines, fill=RED if filled else None, stroke=None if filled else RED)
    assert mark is not None
    return mark


@pytest.mark.parametrize(
    ("angle", "direction"),
    [
        (0, Direction.UP),
        (45, Direction.UP_SLANT),
        (90, Direction.FLAT),
        (135, Direction.DOWN_SLANT),
        (180, Direction.DOWN),
        (225, Direction.DOWN_SLANT),
        (270, Direction.FLAT),
        (315, Direction.UP_SLANT),
        (15, Direction.UP),
        (70, Direction.FLAT),
        (110, Direction.FLAT),
        (160, Direction.DOWN),
    ],
)
@pytest.mark.parametrize(("name", "outlines", "filled"), UPRIGHT)
def test_arrows_at_any_angle(
    name: str, outlines: list[Outline], filled: bool, angle: float, direction: Direction
) -> None:
    mark = read(turned(outlines, angle), filled)
    assert mark.kind in (MarkKind.ARROW, MarkKind.TRIANGLE)
    assert mark.direction is direction
    assert mark.colour == RED


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(UPRIGHT),
    st.sampled_from([0, 90, 180, 270]),
    st.floats(0.5, 40),
    st.floats(-500, 500),
)
def test_moving_and_scaling_change_nothing(
    shape: tuple[str, list[Outline], bool], angle: float, scale: float, dx: float
) -> None:
    _, outlines, filled = shape
    still = read(turned(outlines, angle), filled)
    moved = read(turned(outlines, angle, scale, dx), filled)
    assert (still.kind, still.direction) == (moved.kind, moved.direction)


QUARTER = {
    Direction.UP: Direction.FLAT,
    Direction.DOWN: Direction.FLAT,
}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(UPRIGHT), st.integers(-4, 4))
def test_a_quarter_turn_makes_an_upright_arrow_flat(
    shape: tuple[str, list[Outline], bool], tilt: int
) -> None:
    _, outlines, filled = shape
    up = read(turned(outlines, tilt * 5), filled)
    flat = read(turned(outlines, tilt * 5 + 90), filled)
    assert up.direction is Direction.UP
    assert flat.direction is QUARTER[up.direction]


def circle(points: int = 24, wide: float = 1) -> list[Outline]:
    turns = [2 * math.pi * i / points for i in range(points)]
    return [[(wide * math.cos(turn), math.sin(turn)) for turn in turns]]


def star(points: int = 5) -> list[Outline]:
    steps = range(2 * points)
    return [
        [
            (
                (1 if i % 2 == 0 else 0.4) * math.sin(math.pi * i / points),
                -(1 if i % 2 == 0 else 0.4) * math.cos(math.pi * i / points),
            )
            for i in steps
        ]
    ]


@pytest.mark.parametrize(
    ("kind", "outlines", "filled"),
    [
        (MarkKind.CIRCLE, circle(), True),
        (MarkKind.CIRCLE, circle(12), True),
        (MarkKind.CIRCLE, circle(wide=1.4), True),
        (MarkKind.CIRCLE, circle(), False),
        (MarkKind.STAR, star(), True),
        (MarkKind.SQUARE, [[(0, 0), (1, 0), (1, 1), (0, 1)]], True),
        (MarkKind.DIAMOND, [[(0, 1), (1, 0), (2, 1), (1, 2)]], True),
        (MarkKind.CROSS, [[(0, 0), (10, 10)], [(10, 0), (0, 10)]], False),
        (MarkKind.TICK, [[(0, 6), (4, 10), (11, 0)]], False),
        (MarkKind.DASH, [[(0, 0), (10, 0), (10, 2), (0, 2)]], True),
        (MarkKind.OTHER, [[(5, 0), (5, 10)], [(0, 5), (10, 5)]], False),
    ],
)
def test_other_forms(kind: MarkKind, outlines: list[Outline], filled: bool) -> None:
    assert read(outlines, filled).kind is kind


@pytest.mark.parametrize(
    "outline",
    [
        [(0, 0), (10, 0), (10, 3), (6.5, 3), (6.5, 10), (3.5, 10), (3.5, 3), (0, 3)],  # T
        [(0, 0), (3, 0), (3, 7), (10, 7), (10, 10), (0, 10)],  # L
        [(2, 0), (8, 0), (10, 10), (0, 10)],  # trapezium
        circle(5)[0],  # pentagon
        circle(6)[0],  # hexagon
    ],
)
def test_forms_that_do_not_point(outline: Outline) -> None:
    assert read([outline]).direction is None


BENT: list[Outline] = [[(0, 8), (7, 8), (7, 4), (5, 4), (8, 0), (11, 4), (9, 4), (9, 10), (0, 10)]]


@pytest.mark.parametrize(
    ("angle", "direction"),
    [(0, Direction.UP), (90, Direction.FLAT), (180, Direction.DOWN), (45, Direction.UP_SLANT)],
)
def test_bent_arrows_point_where_their_head_does(angle: float, direction: Direction) -> None:
    mark = read(turned(BENT, angle))
    assert (mark.kind, mark.direction) == (MarkKind.ARROW, direction)


TWO_HEADED = [
    [(0, 5), (4, 1), (4, 3.5), (10, 3.5), (10, 1), (14, 5), (10, 9), (10, 6.5), (4, 6.5), (4, 9)]
]


def test_two_headed_arrows_are_flat_only_when_they_lie() -> None:
    assert read([list(TWO_HEADED[0])]).direction is Direction.FLAT
    standing = read(turned([list(TWO_HEADED[0])], 90))
    assert (standing.kind, standing.direction) == (MarkKind.ARROW, None)


def test_two_heads_that_meet() -> None:
    """A leftRightArrow in a square: its shaft has no length, cuts show where the heads meet."""
    mark = read(
        [[(0, 5), (5, 0), (5, 2.5), (5, 2.5), (5, 0), (10, 5), (5, 10), (5, 7.5), (5, 10), (0, 5)]]
    )
    assert (mark.kind, mark.direction) == (MarkKind.ARROW, Direction.FLAT)


def shape(outlines: list[Outline], fill: Rgb | None, stroke: Rgb | None = None) -> Shape:
    xs = [x for outline in outlines for x, _ in outline]
    ys = [y for outline in outlines for _, y in outline]
    return Shape(
        BBox(min(xs), min(ys), max(xs), max(ys)),
        tuple(tuple(outline) for outline in outlines),
        fill=fill,
        stroke=stroke,
    )


def test_shaft_and_head_as_separate_shapes_are_one_arrow() -> None:
    shaft = shape([[(5, 12), (5, 4)]], None, RED)
    head = shape([[(5, 0), (7.5, 4), (2.5, 4)]], RED)
    mark = mark_of_group([shaft, head])
    assert mark is not None
    assert (mark.kind, mark.direction, mark.colour) == (MarkKind.ARROW, Direction.UP, RED)


def test_a_white_arrow_on_a_disc_has_the_discs_colour() -> None:
    disc = shape(turned(circle(), 0, 10), RED)
    arrow = shape(turned(FILLED["block"], 180, 0.8), WHITE)
    centred = shape([[(x + 4, y + 4) for x, y in arrow.outlines[0]]], WHITE)
    mark = mark_of_group([disc, centred])
    assert mark is not None
    assert (mark.kind, mark.direction, mark.colour) == (MarkKind.ARROW, Direction.DOWN, RED)


def test_fill_and_outline_of_one_arrow_are_one_arrow() -> None:
    both = [shape(FILLED["slim"], RED), shape(FILLED["slim"], None, Rgb(0, 0, 0))]
    mark = mark_of_group(both)
    assert mark is not None
    assert (mark.kind, mark.direction, mark.colour) == (MarkKind.ARROW, Direction.UP, RED)


def test_black_is_stored_as_no_colour() -> None:
    mark = mark_of_outlines(FILLED["block"], fill=Rgb(20, 20, 20), stroke=None)
    assert mark is not None
    assert mark.colour is None


def test_nothing_in_nothing() -> None:
    assert mark_of_group([]) is None
    assert mark_of_outlines([], fill=RED, stroke=None) is None
    assert mark_of_outlines([[(1, 1), (1, 1)]], fill=RED, stroke=None) is None


@pytest.mark.parametrize(
    ("name", "rotation", "flip_v", "kind", "direction"),
    [
        ("upArrow", 0, False, MarkKind.ARROW, Direction.UP),
        ("upArrow", 0, True, MarkKind.ARROW, Direction.DOWN),
        ("upArrow", 180, False, MarkKind.ARROW, Direction.DOWN),
        ("rightArrow", 0, False, MarkKind.ARROW, Direction.FLAT),
        ("rightArrow", 315, False, MarkKind.ARROW, Direction.UP_SLANT),
        ("rightArrow", 45, False, MarkKind.ARROW, Direction.DOWN_SLANT),
        ("leftArrow", 90, False, MarkKind.ARROW, Direction.UP),
        ("leftRightArrow", 0, False, MarkKind.ARROW, Direction.FLAT),
        ("upDownArrow", 90, False, MarkKind.ARROW, Direction.FLAT),
        ("upDownArrow", 0, False, MarkKind.ARROW, None),
        ("triangle", 0, True, MarkKind.TRIANGLE, Direction.DOWN),
        ("flowChartMerge", 0, False, MarkKind.TRIANGLE, Direction.DOWN),
        ("ellipse", 30, False, MarkKind.CIRCLE, None),
        ("star5", 0, False, MarkKind.STAR, None),
        ("#_x0000_t68", 0, False, MarkKind.ARROW, Direction.UP),
        ("_x0000_t67", 0, False, MarkKind.ARROW, Direction.DOWN),
        ("#_x0000_t13", 270, False, MarkKind.ARROW, Direction.UP),
        ("#_x0000_t3", 0, False, MarkKind.CIRCLE, None),
    ],
)
def test_presets(
    name: str, rotation: float, flip_v: bool, kind: MarkKind, direction: Direction | None
) -> None:
    mark = mark_of_preset(name, rotation=rotation, flip_h=False, flip_v=flip_v, fill=None)
    assert mark is not None
    assert (mark.kind, mark.direction) == (kind, direction)


@pytest.mark.parametrize("name", ["line", "straightConnector1", "textBox", "#_x0000_t202", "brace"])
def test_connectors_and_text_boxes_are_no_marks(name: str) -> None:
    assert mark_of_preset(name, rotation=0, flip_h=False, flip_v=False, fill=None) is None
