"""Pictures of pages, drawn in a worker: a page that hangs or crashes PDFium has no picture, and
whoever looks at the other doubts goes on."""

from __future__ import annotations

import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from xlscorecard.bulk.jobs import Product
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import WatchedWorker
from xlscorecard.review.pictures import PagePicture, draw_picture

if TYPE_CHECKING:
    from xlscorecard.model.page import Page

# Somebody waits for it.
_LIMITS = Limits(page_seconds=15.0)
_SIDES = struct.Struct(">dd")


class PageDrawer:
    """Draws pages as ``review.pictures.Draw`` until it is closed; use it as a context manager."""

    def __init__(self) -> None:
        self._worker = WatchedWorker(_LIMITS, _draw)
        # A worker lives as long as the thread that has started it; a server's threads are brief.
        self._thread = ThreadPoolExecutor(1, "drawing")
        self._open = ExitStack()
        self._open.callback(self._thread.shutdown)
        self._open.callback(self._worker.dismiss)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._open.close()

    def __call__(self, path: Path, number: int) -> PagePicture | None:
        """Page ``number`` (from 1) of a PDF; None where it cannot be drawn."""
        (paper,) = paper_files([path], [])
        packed = self._thread.submit(self._worker.convert, paper, number=number).result().packed
        if not packed:
            return None
        width, height = _SIDES.unpack_from(packed)
        return PagePicture(packed[_SIDES.size :], width, height)


def _draw(path: Path, watch: Callable[[Page], None], *, number: int) -> Product:
    picture = draw_picture(path, number, watch)
    if picture is None:
        return Product(b"")
    return Product(_SIDES.pack(picture.width, picture.height) + picture.png)
