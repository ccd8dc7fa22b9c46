"""A chart as PNG, for papers and slides that take no SVG."""

from __future__ import annotations

import math
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from xlscorecard.history.drawing import HEIGHT, WIDTH, Dot, Drawing, Stroke
from xlscorecard.history.svg import triangle

# Pixels per unit of the drawing: sharp at 200% and in print.
_SCALE = 2
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_DASH, _GAP = 5.0, 4.0


def to_png(drawing: Drawing) -> bytes:
    """The picture as a PNG file's bytes."""
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), "#FFFFFF")
    draw = ImageDraw.Draw(image)
    for part in drawing.parts:
        if isinstance(part, Stroke):
            _stroke(draw, part)
        elif isinstance(part, Dot):
            _dot(draw, part)
        else:
            font = ImageFont.load_default(part.size * _SCALE)
            place = (part.x * _SCALE, part.y * _SCALE)
            bold = _SCALE * 0.4 if part.bold else 0
            draw.text(place, part.text, part.colour, font, _ANCHORS[part.anchor], stroke_width=bold)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _stroke(draw: ImageDraw.ImageDraw, part: Stroke) -> None:
    width = max(1, round(part.width * _SCALE))
    length = math.hypot(part.x2 - part.x1, part.y2 - part.y1)
    step = _DASH + _GAP if part.dashed else length or 1.0
    drawn = _DASH if part.dashed else length
    at = 0.0
    while at < length:
        ends = [min(length, at), min(length, at + drawn)]
        places = [
            (
                (part.x1 + (part.x2 - part.x1) * end / length) * _SCALE,
                (part.y1 + (part.y2 - part.y1) * end / length) * _SCALE,
            )
            for end in ends
        ]
        draw.line(places, part.colour, width)
        at += step


def _dot(draw: ImageDraw.ImageDraw, dot: Dot) -> None:
    if dot.shape == "round":
        draw.circle((dot.x * _SCALE, dot.y * _SCALE), 4.5 * _SCALE, dot.colour)
    else:
        draw.polygon([(x * _SCALE, y * _SCALE) for x, y in triangle(dot)], dot.colour)
