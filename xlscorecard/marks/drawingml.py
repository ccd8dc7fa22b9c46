PLACED
# A symbol in a table is well below an inch and a half; larger pictures are pictures.
MOST_SYMBOL_POINTS = 108.0
_EMU = 12_700  # English Metric Units in a point


@dataclass(frozen=True, slots=True)
class Placed:
    """An ``a:xfrm``: size in points, rotation in degrees clockwise, flips before it."""

    width: float = 0.0
    height: float = 0.0
    rotation: float = 0.0
    flip_h: bool = False
    flip_v: bool = False

    @classmethod
    def read(cls, transform: etree._Element | None, turned: float = 0.0) -> Placed:
        if transform is None:
            return cls(rotation=turned % 360)
        extent = transform.find(A + "ext")
        return cls(
            0 if extent is None else whole(extent.get("cx")) / _EMU,
            0 if extent is None else whole(extent.get("cy")) / _EMU,
            (whole(transform.get("rot")) / 60_000 + turned) % 360,
            transform.get("flipH") in {"1", "true"},
            transform.get("flipV") in {"1", "true"},
        )


def _line_arrow(outline: etree._Element | None, placed: Placed, colour: Rgb | None) -> Mark | None:
    """A straight line with an arrow head; a plain line is no symbol."""
    head, tail = (_has_head(outline, name) for name in ("headEnd", "tailEnd"))
    if not head and not tail:
        return None
    x = -placed.width if placed.flip_h else placed.width
    y = -placed.height if placed.flip_v else placed.height
    if head and not tail:  # the head end is where the line starts
        x, y = -x, -y
    turn = math.radians(placed.rotation)
    x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    return arrow_towards(x, y, colour, both_ways=head and tail)


def arrow_towards(x: float, y: float, colour: Rgb | None, *, both_ways: bool = False) -> Mark:
    """An arrow as drawn towards (x, y), y growing down; one with two heads that does not lie
    flat has no direction."""
    steep = math.degrees(math.atan2(-y, abs(x)))
    direction: Direction | None = Direction.FLAT
    if steep > 67.5:
        direction = Direction.UP
    elif steep > 22.5:
        direction = Direction.UP_SLANT
    elif steep < -67.5:
        direction = Direction.DOWN
    elif steep < -22.5:
        direction = Direction.DOWN_SLANT
    if both_ways and direction is not Direction.FLAT:
        direction = None
    return Mark(MarkKind.ARROW, MadeOf.DRAWN, direction, colour)


def _has_head(outline: etree._Element | None, name: str) -> bool:
    end = None if outline is None else outline.find(A + name)
    return end is not None and (end.get("type") or "none") in {
        "triangle",
        "arrow",
        "stealth",
    }


def _stated_fill(holder: etree._Element, theme: Theme) -> Rgb | None:
    solid = holder.find(A + "solidFill")
    if solid is not None:
        return drawing_colour(solid, theme)
    gradient = holder.find(f"{A}gradFill/{A}gsLst")
    if gradient is not None:
        stops = [colour for stop in gradient if (colour := drawing_colour(stop, theme))]
        if stops:
            return Rgb(*(round(sum(channel) / len(stops)) for channel in zip(*stops, strict=True)))
    pattern = holder.find(f"{A}pattFill/{A}fgClr")
    return drawing_colour(pattern, theme)


def _says_fill(holder: etree._Element) -> bool:
    return any(
        holder.find(A + name) is not None
        for name in ("solidFill", "noFill", "gradFill", "pattFill", "blipFill", "grpFill")
    )


def _described(mark: Mark | None, alt: str) -> Mark | None:
    if mark is None or not alt or mark.alt:
        return mark
    return Mark(
        mark.kind, mark.made_of, mark.direction, mark.colour, mark.glyph, alt, mark.bbox,
        mark.confidence,
    )  # fmt: skip


def _crop(element: etree._Element | None) -> tuple[float, float, float, float]:
    """The shares cut off at left, top, right and bottom (20.1.8.55)."""
    if element is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (whole(element.get(key)) / 100_000 for key in "ltrb")
    return left, top, right, bottom
