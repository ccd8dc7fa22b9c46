"""The net around a paper's tables: figures that stand beside each other in none of them are told,
where they may be rows that a page break or a header between them cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xlscorecard.model.grid import Cell, Grid, Paragraph
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.labelled import named_figures
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header

# A longer text is no lone figure; of a page so many are told: those of a large table.
_LONGEST, _TOLD = 24, 400
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Line:
    """Figures on one line of a page, with nothing else in their texts."""

    page: int
    top: float
    height: float
    texts: tuple[str, ...]


@dataclass(slots=True)
class LooseFigures:
    """What stands outside the scorecard tables of a paper, the ``pages`` that these are on, and the
    lines that state one of its ``targets`` alone, by page: parts of tiles not put together."""

    lines: list[_Line] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    targets: dict[int, list[str]] = field(default_factory=dict)

    def read_text(self, paragraph: Paragraph) -> None:
        """Note the figures of a paragraph that is nothing but figures; not of what labels a chart
        or is printed on every page."""
        box, page = paragraph.bbox, paragraph.page
        if box is None or page is None or paragraph.furniture:
            return
        lines = paragraph.text.splitlines()
        height = box.height / max(1, len(lines))
        for number, line in enumerate(lines):
            self._note(page, box.top + number * height, height, line.split())
            if _states_target(line):
                self.targets.setdefault(page, []).append(line.strip())

    def read_small_table(self, grid: Grid) -> None:
        """Note the figures of a table of which nothing is told, since it is too small for one."""
        for row in range(grid.rows):
            cells = [cell for cell in grid.begun_in(row) if _is_loose(cell.text)]
            box = cells[0].bbox if cells else None
            page = cells[0].page if cells else None
            if box is not None and page is not None:
                texts = [cell.text.strip() for cell in cells]
                self._note(page, box.top, box.height, texts)

    def pass_table(self, cells: Iterable[Cell]) -> None:
        """Note where a scorecard table stands."""
        self.pages.update(cell.page for cell in cells if cell.page is not None)

    def findings(self) -> Iterator[Finding]:
        """One finding for each page of a table, or next to one, with figures beside each other."""
        found: dict[int, list[str]] = {}
        for row in self._rows():
            page = row[0].page
            texts = [text for line in row for text in line.texts]
            near = not self.pages.isdisjoint((page - 1, page, page + 1))
            if len(texts) > 1 and near and not _is_scale(texts):
                found.setdefault(page, []).extend(texts)
        for page, texts in found.items():
            more = f" and {len(texts) - _TOLD} more" if len(texts) > _TOLD else ""
            yield Finding(
                "figures-outside-tables",
                Severity.LOOK,
                "figures stand beside each other in no scorecard table, and are not read: "
                + ", ".join(map(repr, texts[:_TOLD]))
                + more,
                page=page,
            )

        for page, targets in self.targets.items():
            yield Finding(
                "figures-outside-tables",
                Severity.LOOK,
                "targets are stated in no scorecard table, and they and what they are for are not "
                "read: " + ", ".join(map(repr, targets[:_TOLD])),
                page=page,
            )

    def _note(self, page: int, top: float, height: float, texts: Sequence[str]) -> None:
        if texts and all(map(_is_loose, texts)):
            self.lines.append(_Line(page, top, height, tuple(texts)))

    def _rows(self) -> Iterator[list[_Line]]:
        """The figures of each printed line, page by page."""
        row: list[_Line] = []
        for line in sorted(self.lines, key=lambda each: (each.page, each.top)):
            last = row[-1] if row else line
            if line.page != last.page or line.top - last.top > last.height / 2:
                yield row
                row = []
            row.append(line)
        if row:
            yield row


def _is_loose(text: str) -> bool:
    """Whether a text is a figure by itself, and no period."""
    plain = text.strip()
    return (
        len(plain) <= _LONGEST
        and any(map(str.isdigit, plain))
        and is_figure(plain)
        and not is_period(plain)
    )


def _states_target(line: str) -> bool:
    """Whether a line is a target with its name and nothing else ("Target 95%")."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return False
    named = named_figures(one_line(line))
    match = match_header(named[0][0]) if len(named) == 1 else None
    return match is not None and match.exact and match.word is HeaderWord.TARGET


def _is_scale(texts: Sequence[str]) -> bool:
    """Whether figures go up by one step: the scale of a chart, the numbers of columns."""
    if not all(_NUMBER.fullmatch(text) for text in texts):
        return False
    values = [float(text.replace(",", "")) for text in texts]
    steps = {round(after - before, 6) for before, after in pairwise(values)}
    return len(steps) == 1 and len(values) > 2
