"""What the words that a document gives for a picture say of it (its alternative text)."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, Mark, MarkKind

_COLOURS = {
    "red": Rgb(255, 0, 0), "amber": Rgb(255, 192, 0), "orange": Rgb(255, 192, 0),
    "yellow": Rgb(255, 192, 0), "green": Rgb(0, 176, 80), "blue": Rgb(0, 112, 192),
    "grey": Rgb(128, 128, 128), "gray": Rgb(128, 128, 128),
}  # fmt: skip
_COLOUR = re.compile(rf"\b(?:{'|'.join(_COLOURS)})\b", re.IGNORECASE)
# What may stand beside a colour's name, up to the first break, where the colour is the picture's
# message: a "red fire engine" is none.
_BREAK = re.compile(r"[:;,(.\u2013\u2014]|\s-\s")
_BESIDE = re.compile(
    r"\b(?:an?|the|of|in|with|is|colou?red|filled|solid|plain|rag|brag|status|ratings?|rated|"
    r"performance|traffic|lights?|circles?|dots?|icons?|symbols?|indicators?|squares?|flags?|"
    r"buttons?|balls?|spots?|lamps?|images?|pictures?|graphics?|shapes?|ovals?|colou?r)\b|\W",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\b(?:arrow|triangle|chevron)s?\b", re.IGNORECASE)
_DIRECTIONS = (
    (re.compile(r"\b(?:up|upwards?)\b", re.IGNORECASE), Direction.UP),
    (re.compile(r"\b(?:down|downwards?)\b", re.IGNORECASE), Direction.DOWN),
    (re.compile(r"\b(?:right|left|sideways|horizontal|level)\b", re.IGNORECASE), Direction.FLAT),
)
_SURE = 0.9


def with_alt(mark: Mark | None, alt: str) -> Mark | None:
    """The mark with the words that its document gives for it. Of a picture that shows no symbol we
    know, words that name one colour or one way of an arrow tell which it is."""
    if mark is None or not alt:
        return mark
    mark = replace(mark, alt=alt)
    if mark.kind is not MarkKind.OTHER:
        return mark
    colours = {_COLOURS[word.lower()] for word in _COLOUR.findall(alt)}
    ways = {way for words, way in _DIRECTIONS if words.search(alt)}
    points = len(ways) == 1 and _ARROW.search(alt) is not None
    said = _BREAK.split(alt, maxsplit=1)[0]
    rates = len(colours) == 1 and not _BESIDE.sub("", _COLOUR.sub("", said))
    if not rates and not points:
        return mark
    return replace(
        mark,
        kind=MarkKind.ARROW if points else MarkKind.CIRCLE,
        direction=ways.pop() if points else None,
        colour=colours.pop() if len(colours) == 1 else None,
        confidence=_SURE,
    )
