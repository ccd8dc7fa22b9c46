"""Pictures in the text, read as symbols."""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

from xlscorecard.marks.pictures import mark_of_picture
from xlscorecard.model.mark import MadeOf, Mark, MarkKind
from xlscorecard.word.package import Package

# A symbol is recognised by its outline: more pixels than this say no more.
MOST_PIXELS_A_SIDE = 128
MOST_PIXELS = 40_000_000

Crop = tuple[float, float, float, float]


class Pictures:
    """The pictures of one part; each is looked at once, however often it is shown."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._seen: dict[tuple[object, ...], Mark | None] = {}

    def mark(
        self,
        relation_id: str | None,
        alt: str,
        *,
        rotation: float = 0.0,
        flip_h: bool = False,
        flip_v: bool = False,
        crop: Crop = (0.0, 0.0, 0.0, 0.0),
    ) -> Mark | None:
        """The symbol that a picture shows; one that is not recognised keeps its alt text."""
        relation = self._package.relations(self._part).get(relation_id or "")
        target = "" if relation is None or relation.external else relation.target
        key = (target, alt, rotation, flip_h, flip_v, crop)
        if key not in self._seen:
            content = self._package.read(target) if target else None
            image = None if content is None else _image(content, rotation, flip_h, flip_v, crop)
            found = None
            if image is not None:
                found = mark_of_picture(image.width, image.height, image.tobytes())
            self._seen[key] = _named(found, alt)
        return self._seen[key]


def _named(found: Mark | None, alt: str) -> Mark | None:
    if found is None:
        return Mark(MarkKind.OTHER, MadeOf.PICTURE, alt=alt, confidence=0.0)
    return Mark(
        found.kind, MadeOf.PICTURE, found.direction, found.colour, alt=alt,
        confidence=found.confidence,
    )  # fmt: skip


def _image(
    content: bytes, rotation: float, flip_h: bool, flip_v: bool, crop: Crop
) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    return None
                image = opened.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None  # a picture that cannot be read is shown as unknown, with its alt text
    left, top, right, bottom = crop
    box = (
        round(image.width * max(0.0, left)),
        round(image.height * max(0.0, top)),
        round(image.width * (1 - max(0.0, right))),
        round(image.height * (1 - max(0.0, bottom))),
    )
    if box[2] <= box[0] or box[3] <= box[1]:
        return None
    image = image.crop(box)
    image.thumbnail((MOST_PIXELS_A_SIDE, MOST_PIXELS_A_SIDE))
    if flip_h:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if flip_v:
        image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    if rotation:
        image = image.rotate(-rotation, expand=True)
    return image
