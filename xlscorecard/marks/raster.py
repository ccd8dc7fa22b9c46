"""A picture's bytes, read as the symbol that it shows."""

from __future__ import annotations

import io
import warnings
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

from xlscorecard.marks.metafile import metafile_mark
from xlscorecard.marks.pictures import mark_of_picture
from xlscorecard.model.mark import MadeOf, Mark, MarkKind

# A symbol is recognised by its outline: more pixels than this say no more.
MOST_PIXELS_A_SIDE = 128
MOST_PIXELS = 40_000_000
MOST_BYTES = 8_000_000
# What Office writes; the rest of pillow's readers stays out of a stranger's reach.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "DIB")

Crop = tuple[float, float, float, float]
WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)
UNKNOWN = Mark(MarkKind.OTHER, MadeOf.PICTURE, confidence=0.0)


@lru_cache(maxsize=256)
def picture_mark(
    content: bytes | None,
    *,
    rotation: float = 0.0,
    flip_h: bool = False,
    flip_v: bool = False,
    crop: Crop = WHOLE,
) -> Mark:
    """The symbol that a picture shows, cropped, flipped, then turned clockwise.

    ``crop`` gives the shares cut off at left, top, right and bottom. A picture that is missing,
    cannot be read or shows no known symbol is a mark of kind OTHER with confidence 0.
    """
    if content is None or len(content) > MOST_BYTES:
        return UNKNOWN
    drawn = metafile_mark(content, rotation=rotation, flip_h=flip_h, flip_v=flip_v)
    if drawn is not None:
        return drawn
    image = _opened(content)
    if image is None:
        return UNKNOWN
    left, top, right, bottom = (max(0.0, share) for share in crop)
    box = (
        round(image.width * left),
        round(image.height * top),
        round(image.width * (1 - right)),
        round(image.height * (1 - bottom)),
    )
    if box[2] <= box[0] or box[3] <= box[1]:
        return UNKNOWN
    image = image.crop(box)
    image.thumbnail((MOST_PIXELS_A_SIDE, MOST_PIXELS_A_SIDE))
    if flip_h:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if flip_v:
        image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    if rotation:
        image = image.rotate(-rotation, expand=True, resample=Image.Resampling.BICUBIC)
    return mark_of_picture(image.width, image.height, image.tobytes()) or UNKNOWN


def _opened(content: bytes) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    return None
                return opened.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None
