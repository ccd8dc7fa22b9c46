"""A chart as SVG: text stays text, with a title and a description for screen readers."""

from __future__ import annotations

from xml.sax.saxutils import escape

from xlscorecard.history.drawing import HEIGHT, WIDTH, Dot, Drawing, Stroke

_FONT = "Arial, Helvetica, sans-serif"
_R = 4.5


def to_svg(drawing: Drawing) -> str:
    """The picture as one SVG document, without script or outside references."""
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{_FONT}">',
        f"<title>{_text(drawing.title)}</title>",
        f"<desc>{_text(drawing.description)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>',
    ]
    for part in drawing.parts:
        if isinstance(part, Stroke):
            dash = ' stroke-dasharray="5 4"' if part.dashed else ""
            lines.append(
                f'<line x1="{part.x1:.1f}" y1="{part.y1:.1f}" x2="{part.x2:.1f}" '
                f'y2="{part.y2:.1f}" stroke="{part.colour}" stroke-width="{part.width}"{dash}/>'
            )
        elif isinstance(part, Dot):
            lines.append(_dot(part))
        else:
            weight = ' font-weight="bold"' if part.bold else ""
            look = f'font-size="{part.size}" text-anchor="{part.anchor}" fill="{part.colour}"'
            lines.append(
                f'<text x="{part.x:.1f}" y="{part.y:.1f}" {look}{weight}>{_text(part.text)}</text>'
            )
    return "\n".join([*lines, "</svg>", ""])


def _dot(dot: Dot) -> str:
    if dot.shape == "round":
        return f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{_R}" fill="{dot.colour}"/>'
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in triangle(dot))
    return f'<polygon points="{corners}" fill="{dot.colour}"/>'


def triangle(dot: Dot) -> list[tuple[float, float]]:
    """The corners of a dot that points up or down."""
    up = -1 if dot.shape == "up" else 1
    size = _R * 1.5
    return [
        (dot.x, dot.y + up * size),
        (dot.x - size, dot.y - up * size * 0.8),
        (dot.x + size, dot.y - up * size * 0.8),
    ]


def _text(text: str) -> str:
    """Text that XML allows: control signs become spaces."""
    kept = "".join(sign if sign >= " " and sign not in "\ufffe\uffff" else " " for sign in text)
    return escape(kept.encode("utf-8", "replace").decode("utf-8"))
