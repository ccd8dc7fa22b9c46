"""A layout that no development paper has: its picture, what it says, who sets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unseen.paper import said, write_docx, write_pdf, write_xlsx
from xlscorecard.pipeline import read_scorecard

MAKERS: dict[str, Callable[[str, Path], Path]] = {
    "ruled": lambda paper, folder: write_pdf(paper, folder / "p.pdf"),
    "across": lambda paper, folder: write_pdf(paper, folder / "p.pdf", rules="across"),
    "zebra": lambda paper, folder: write_pdf(paper, folder / "p.pdf", rules="zebra"),
    "bare": lambda paper, folder: write_pdf(paper, folder / "p.pdf", rules="none"),
    "word": lambda paper, folder: write_docx(paper, folder / "p.docx"),
    "sheet": lambda paper, folder: write_xlsx(paper, folder / "p.xlsx"),
}
OFFICE = ("word", "sheet")


@dataclass(frozen=True)
class Case:
    """``expected`` is typed from the picture, in the notation of ``said``. Without ``makers`` of
    its own a case is set by all that its module names."""

    name: str
    paper: str
    expected: str
    makers: tuple[str, ...] = ()

    @property
    def says(self) -> list[str]:
        """What the picture says, a line a record."""
        return [line.strip() for line in self.expected.strip().splitlines()]

    def read(self, maker: str, folder: Path) -> list[str]:
        """What is read from the paper as a maker sets it."""
        return said(read_scorecard(MAKERS[maker](self.paper, folder))).splitlines()


def each_making(
    cases: Iterable[Case], makers: tuple[str, ...] = tuple(MAKERS)
) -> pytest.MarkDecorator:
    """The cases by maker, as parameters ``case`` and ``maker`` of a test."""
    return pytest.mark.parametrize(
        ("case", "maker"),
        [pytest.param(c, m, id=f"{c.name}: {m}") for c in cases for m in c.makers or makers],
    )
