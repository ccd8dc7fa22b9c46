"""Texts of a printed worksheet's ruled cells that have more lines than their rows have room for: a
spreadsheet prints them over the cell above, or below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.page import Word
from xlscorecard.tables.lines.layout import Layout
from xlscorecard.tables.prints.spilling import DEFAULT_ORDER, SAME_HEIGHT, heights
from xlscorecard.tables.prints.texts import CellText, cell_texts


def with_spilled_lines(layout: Layout, words: Sequence[Word]) -> Layout:
    """The layout, with the lines of each text that reach out of its cell known to be the cell's;
    ``words`` are all in the order of printing, those outside of the table too."""
    if layout.ruling != "full":
        return layout
    texts = [text for text in cell_texts(words) if _is_near(text, layout)]
    homes = [_homes(text, layout) for text in texts]
    spilt = [number for number, own in enumerate(homes) if len(set(own)) > 1]
    taken = {own[0] for own in homes if len(set(own)) == 1}
    owners = dict(layout.owners)
    for number in spilt:
        home = _home(texts[number], homes[number], texts, taken, layout)
        if home is not None:
            words_of = (word for line in texts[number].lines for word in line)
            owners.update((id(word), home) for word in words_of)
    return replace(layout, owners=owners) if spilt else layout


def _is_near(text: CellText, layout: Layout) -> bool:
    box = layout.bbox
    return bool(text.lines) and any(box.holds(*line[0].bbox.centre) for line in text.lines)


def _homes(text: CellText, layout: Layout) -> list[int | None]:
    """The cell that each line of a text stands in; one line over several columns is none that
    spills."""
    return [layout.home_of(line[0]) for line in text.lines]


def _home(
    text: CellText,
    homes: Sequence[int | None],
    texts: Sequence[CellText],
    taken: set[int | None],
    layout: Layout,
) -> int | None:
    """The cell of a text of which lines stand in several: one that holds no other text, in which
    its first, last or middle line stands where those of the texts beside it do."""
    free = [home for home in dict.fromkeys(homes) if home is not None and home not in taken]
    if len(free) == 1:
        return free[0]
    own = heights(text)
    met = [
        sum(
            abs(own[side] - heights(other)[side]) < SAME_HEIGHT
            for other in texts
            if other.bbox.x1 < text.bbox.x0 or other.bbox.x0 > text.bbox.x1
        )
        for side in range(3)
    ]
    middle = layout.slot_index_at(text.bbox.centre[0], text.bbox.centre[1])
    anchors = (homes[0], middle, homes[-1])
    best = max(DEFAULT_ORDER, key=lambda side: met[side])
    found = anchors[best] if met[best] else middle
    return found if found in (free or homes) else None
