"""Text outside tables: words → runs → lines → paragraphs, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Paragraph
from xlscorecard.model.page import Word
from xlscorecard.model.quick import quickly_made
from xlscorecard.tables.lines.text import ink_of, lines_of, mostly, text_of_line, turn_upright
from xlscorecard.values.reference import split_reference

# Words further apart than this many letter heights are not one run of text. Justified text
# opens its spaces up to about one letter height; columns and tab stops open wider.
RUN_GAP = 1.6
# Lines of one paragraph stand at most this many letter heights apart, top to top.
LINE_PITCH = 1.75
# Letter sizes that differ by less are one size (rounding by the maker).
SAME_SIZE = 0.12
# A section's name begins so: "Priority 4 - A council that works".
_SECTION = re.compile(
    r"(?:(?:strategic|corporate|council|key|our) )?(?:theme|priority|objective|outcome|aim|goal|"
    r"ambition|pledge|portfolio|directorate)"
    r"(?: (?:\d+|[A-Z]|one|two|three|four|five|six))?\s*[:–—-]\s",
    re.IGNORECASE,
)
# A paragraph higher than so many letters is running text: three lines.
RUNNING = 2.6


@quickly_made
@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line without a wide gap."""

    words: tuple[Word, ...]
    bbox: BBox
    size: float
    rotation: int = 0


def runs_of(words: Sequence[Word], gap: float = RUN_GAP) -> list[Run]:
    """Runs in order of their lines; a wide gap starts a new run."""
    runs: list[Run] = []
    for line in lines_of(words):
        start = 0
        if len(line) == 1:
            runs.append(run_of(line))
            continue
        boxes = [turn_upright(word.bbox, word.rotation) for word in line]
        for index in range(1, len(line) + 1):
            if index < len(line):
                opening = boxes[index].x0 - boxes[index - 1].x1
                near = opening <= gap * max(line[index].size, line[index - 1].size)
                if near and not line[index].apart:
                    continue
            runs.append(run_of(line[start:index]))
            start = index
    return runs


def is_bold(runs: Iterable[Run]) -> bool:
    """Whether most of the text of a line, a cell or a row is bold."""
    return mostly([word for run in runs for word in run.words], "bold")


def run_of(words: Sequence[Word]) -> Run:
    """The words as one run, at the letter size of most of its text."""
    first = words[0]
    if len(words) == 1:
        return Run((first,), first.bbox, first.size, first.rotation)
    x0, top, x1, bottom = first.bbox
    sizes: dict[float, int] = {}
    for word in words:
        left, high, right, low = word.bbox
        x0, top, x1, bottom = min(x0, left), min(top, high), max(x1, right), max(bottom, low)
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    size = first.size if len(sizes) == 1 else max(sizes, key=sizes.__getitem__)
    return Run(tuple(words), BBox(x0, top, x1, bottom), size, first.rotation)


def find_paragraphs(words: Sequence[Word], page: int) -> list[Paragraph]:
    """Runs that follow each other at a line's pitch, alike in size and weight, become one
    paragraph; nothing is left out."""
    groups: list[list[Run]] = []
    open_groups: list[list[Run]] = []
    runs = runs_of(words)
    edge = max((run.bbox.x1 for run in runs), default=0.0)
    for run in runs:
        if run.rotation:
            groups.append([run])
            continue
        home = None
        for group in open_groups:
            if _continues(group[-1], run) and not _heads(group[-1], run, edge):
                home = group
                break
        if home is None:
            home = []
            groups.append(home)
            open_groups.append(home)
        home.append(run)
        floor = run.bbox.top - 4 * run.size
        open_groups = [group for group in open_groups if group[-1].bbox.bottom >= floor]
    return [_paragraph(group, page) for group in groups]


def _continues(last: Run, run: Run) -> bool:
    pitch = run.bbox.top - last.bbox.top
    size = max(run.size, last.size)
    if not 0.5 * size < pitch <= LINE_PITCH * size:
        return False
    if abs(run.size - last.size) > SAME_SIZE * size:
        return False
    bold = mostly(run.words, "bold")
    if bold != mostly(last.words, "bold"):
        return False
    shared = min(run.bbox.x1, last.bbox.x1) - max(run.bbox.x0, last.bbox.x0)
    if shared <= 0.5 * min(run.bbox.width, last.bbox.width):
        return False
    return not (bold and _begins_with_code(run))


def _heads(last: Run, run: Run, edge: float) -> bool:
    """Whether a bold line names a section ("Priority 4: Places") over a heading of its own: this
    begins with a capital, though its first word would have gone on the line above; ``edge`` is
    where the page's text ends."""
    if not last.words[0].bold or not run.words[0].text[:1].isupper():
        return False
    room = edge - last.bbox.x1 - run.words[0].bbox.width
    return room > last.size and _SECTION.match(text_of_line(last.words)) is not None


def _begins_with_code(run: Run) -> bool:
    """Whether a heading begins with a measure's code ("KPI 4 Calls answered"), and so is none of
    the heading above it, however close it stands."""
    if not any(map(str.isdigit, run.words[0].text + run.words[min(1, len(run.words) - 1)].text)):
        return False
    code, _ = split_reference(text_of_line(run.words))
    return code is not None and code[0].isalpha()


def _paragraph(runs: Sequence[Run], page: int) -> Paragraph:
    words = [word for run in runs for word in run.words]
    box = runs[0].bbox
    for run in runs[1:]:
        box = box.union(run.bbox)
    return Paragraph(
        text="\n".join(text_of_line(run.words) for run in runs),
        page=page,
        bbox=box,
        size=max((run.size for run in runs), default=None),
        bold=mostly(words, "bold"),
        ink=ink_of(words),
    )


def in_reading_order(blocks: Sequence[Block]) -> list[Block]:
    """Blocks from top to bottom; where white space divides a stretch of the page into
    columns, each column is read to its end first (a recursive cut in turn across and down)."""
    boxed = [(block.bbox or BBox(0, 0, 0, 0), block) for block in blocks]
    return [block for _, block in _cut(sorted(boxed, key=lambda item: item[0].top))]


_Boxed = tuple[BBox, Block]


def _cut(items: list[_Boxed]) -> list[_Boxed]:
    if len(items) < 2:
        return items
    bands = _split(sorted(items, key=lambda item: item[0].top), across=True)
    bands = _with_whole_columns(bands)
    if len(bands) > 1:
        return [item for band in bands for item in _cut(band)]
    columns = _split(sorted(items, key=lambda item: item[0].x0), across=False)
    if len(columns) > 1:
        return [item for column in columns for item in _cut(column)]
    return sorted(items, key=lambda item: (item[0].top, item[0].x0))


def _with_whole_columns(bands: list[list[_Boxed]]) -> list[list[_Boxed]]:
    """Bands of which some were cut by chance: where columns of running text go on below white
    space that happens to run through all of them, what is above and below it is one."""
    whole: list[list[_Boxed]] = []
    for band in bands:
        if whole:
            both = [*whole[-1], *band]
            count = _text_columns(band)
            if count > 1 and count == _text_columns(whole[-1]) == _text_columns(both):
                whole[-1] = both
                continue
        whole.append(band)
    return whole


def _text_columns(band: list[_Boxed]) -> int:
    """How many columns of running text a stretch of the page has; 0 where one of its columns
    has none."""
    if len(band) < 2:
        return 0
    columns = _split(sorted(band, key=lambda item: item[0].x0), across=False)
    running = all(
        any(
            isinstance(block, Paragraph) and box.height > RUNNING * (block.size or box.height)
            for box, block in column
        )
        for column in columns
    )
    return len(columns) if running else 0


def _split(items: list[_Boxed], *, across: bool) -> list[list[_Boxed]]:
    """Cut ordered items wherever white space runs right through."""
    parts: list[list[_Boxed]] = []
    end = float("-inf")
    for item in items:
        box = item[0]
        low, high = (box.top, box.bottom) if across else (box.x0, box.x1)
        # letters' boxes may touch the next line's: half a point of overlap is no overlap
        if not parts or low >= end - 0.5:
            parts.append([])
        parts[-1].append(item)
        end = max(end, high)
    return parts
