"""The pages of a PDF with the text that can best be had of them without OCR."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from xlscorecard.model.page import Page
from xlscorecard.pdf.garbled import is_garbled
from xlscorecard.pdf.read import read_pdf


def read_legibly(
    path: Path,
    pages: range | None,
    *,
    cross_check: bool,
    watch: Callable[[Page], None] | None,
) -> Iterator[Page]:
    """The pages, shown to ``watch`` as they come: one whose text is garbled as the second reader
    has it; with ``cross_check`` every one read twice."""
    for page in read_pdf(path, pages):
        if page.scrambled:
            page = _as_picture_if_need_be(path, page)  # noqa: PLW2901
        if watch is not None:
            watch(page)
        if page.scanned:
            yield page
        elif is_garbled(page):
            from xlscorecard.pdf.crosscheck import with_second_reading

            yield with_second_reading(path, page)
        elif cross_check and page.words:
            from xlscorecard.pdf.crosscheck import with_cross_check

            yield with_cross_check(path, page)
        else:
            yield page


def _as_picture_if_need_be(path: Path, page: Page) -> Page:
    """A page whose fonts do not say which letters they show: as the second reader has it, which may
    know them, else as a scan would come."""
    from xlscorecard.pdf.crosscheck import with_second_reading

    page = with_second_reading(path, page)
    return replace(page, words=(), scanned=True) if page.scrambled else page
