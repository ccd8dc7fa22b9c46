"""PDFium's C functions with plain integers for pointers: several times cheaper per call.

``pypdfium2.raw`` declares typed pointers, which ctypes checks and wraps on every call. A page
asks for thousands of numbers, so the few functions of the inner loops are bound again here, to
the very same library, with ``void *`` arguments and reusable buffers. Nothing is freed here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Protocol, cast

import pypdfium2.raw as pdfium

_P = ctypes.c_void_p
_I = ctypes.c_int

OBJECT_TEXT = 1
OBJECT_PATH = 2
OBJECT_IMAGE = 3
OBJECT_SHADING = 4
OBJECT_FORM = 5

SEGMENT_BEZIER = 1
SEGMENT_MOVE = 2

RENDER_INVISIBLE = 3
RENDER_CLIP_ONLY = 7


def address_of(handle: Any) -> int:
    """The address behind a handle or a function of pypdfium2."""
    address = ctypes.cast(handle, ctypes.c_void_p).value
    if address is None:
        raise ValueError("an empty PDFium handle")
    return address


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = address_of(getattr(pdfium, name))
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


page_object = _bind("FPDFPage_GetObject", _P, _P, _I)
form_object = _bind("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
form_count = _bind("FPDFFormObj_CountObjects", _I, _P)
object_type = _bind("FPDFPageObj_GetType", _I, _P)
object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
object_transparent = _bind("FPDFPageObj_HasTransparency", _I, _P)
fill_colour = _bind("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
stroke_colour = _bind("FPDFPageObj_GetStrokeColor", _I, _P, _P, _P, _P, _P)
stroke_width = _bind("FPDFPageObj_GetStrokeWidth", _I, _P, _P)
draw_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
count_segments = _bind("FPDFPath_CountSegments", _I, _P)
path_segment = _bind("FPDFPath_GetPathSegment", _P, _P, _I)
segment_point = _bind("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_type = _bind("FPDFPathSegment_GetType", _I, _P)
segment_close = _bind("FPDFPathSegment_GetClose", _I, _P)
clip_path = _bind("FPDFPageObj_GetClipPath", _P, _P)
clip_count = _bind("FPDFClipPath_CountPaths", _I, _P)
clip_segments = _bind("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment = _bind("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)

char_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
char_object = _bind("FPDFText_GetTextObject", _P, _P, _I)
char_loose_box = _bind("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
char_box = _bind("FPDFText_GetCharBox", _I, _P, _I, _P, _P, _P, _P)
char_matrix = _bind("FPDFText_GetMatrix", _I, _P, _I, _P)
char_generated = _bind("FPDFText_IsGenerated", _I, _P, _I)
char_map_error = _bind("FPDFText_HasUnicodeMapError", _I, _P, _I)
text_get = _bind("FPDFText_GetText", _I, _P, _I, _I, _P)
text_font = _bind("FPDFTextObj_GetFont", _P, _P)
text_font_size = _bind("FPDFTextObj_GetFontSize", _I, _P, _P)
text_render_mode = _bind("FPDFTextObj_GetTextRenderMode", _I, _P)
font_base_name = _bind("FPDFFont_GetBaseFontName", ctypes.c_size_t, _P, _P, ctypes.c_size_t)
font_embedded = _bind("FPDFFont_GetIsEmbedded", _I, _P)
font_flags = _bind("FPDFFont_GetFlags", _I, _P)
font_weight = _bind("FPDFFont_GetWeight", _I, _P)


class FloatView(Protocol):
    """What is asked of a view on C floats; the standard stubs say that ``tolist`` gives ints."""

    def tolist(self) -> list[float]: ...

    def __getitem__(self, place: int, /) -> float: ...


class Floats:
    """A reusable run of C floats and the addresses of its places.

    ``values`` is a view: its ``tolist`` costs a third of reading a C array by iteration."""

    def __init__(self, count: int) -> None:
        run = (ctypes.c_float * count)()
        self.values = cast(FloatView, memoryview(run).cast("B").cast("f"))
        self.at = [ctypes.addressof(run) + 4 * i for i in range(count)]


class Integers:
    """The same of C unsigned integers."""

    def __init__(self, count: int) -> None:
        run = (ctypes.c_uint * count)()
        self.values = memoryview(run).cast("B").cast("I")
        self.at = [ctypes.addressof(run) + 4 * i for i in range(count)]


class Doubles:
    """The same of C doubles."""

    def __init__(self, count: int) -> None:
        run = (ctypes.c_double * count)()
        self.values = cast(FloatView, memoryview(run).cast("B").cast("d"))
        self.at = [ctypes.addressof(run) + 8 * i for i in range(count)]
