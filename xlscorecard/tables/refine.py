"""What a ruled table's lines leave open, the text decides.

Many tables rule their header fully and their body hardly: rows without vertical lines, columns
without horizontal ones, empty slivers between double lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.page import Word
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.layout import Layout, Slot
from xlscorecard.tables.lines.lines import lines_with_runs, part_at_starts
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.columns_and_rows import Hints, layout_of_lines

# A column or row narrower than this, empty throughout, is the space between double lines:
# no letter fits. Cell margins of web pages (border-spacing) go up to 4 pt.
SLIVER_WIDTH = 8.0
SLIVER_HEIGHT = 4.0
# So many texts side by side in so large a share of a column's cells are columns of their own.
MANY_TEXTS, MOSTLY = 3, 0.8
# A grid line stands within this of the line that draws it (points).
SAME_HEIGHT = 1.5


def refine(layout: Layout, words: Sequence[Word], lying: Sequence[Rule] = ()) -> Layout | None:
    """The layout with slivers dropped and with the cells parted that only their text parts;
    None where no table remains (a frame round one text). ``lying`` are the page's horizontal
    lines: one that ends inside the table parts no merged cell beside it."""
    layout = drop_slivers(layout, words)
    held: list[list[Word]] = [[] for _ in layout.slots]
    for word in words:
        index = layout.slot_index_at(*word.bbox.centre)
        if index is not None:
            held[index].append(word)
    runs = [lines_with_runs(inside) for inside in held]
    if _wants_rows(layout, runs) or _wants_columns(layout, runs):
        rebuilt = layout_of_lines(
            part_at_starts(lines_with_runs(words)),
            Hints(
                layout.xs[1:-1],
                tuple(_drawn(y, layout, lying) for y in layout.ys[1:-1]),
            ),
            layout.bbox,
        )
        if rebuilt is not None and rebuilt.cols >= layout.cols and rebuilt.rows >= layout.rows:
            return rebuilt
    layout = _part(layout, runs)
    return layout if len(layout.slots) > 1 else None


def _drawn(y: float, layout: Layout, lying: Sequence[Rule]) -> Rule:
    """The line at a height as far as it is drawn; over the whole table where none is found."""
    low, high = layout.xs[0], layout.xs[-1]
    own = [
        (max(rule.low, low), min(rule.high, high))
        for rule in lying
        if abs(rule.at - y) < SAME_HEIGHT and min(rule.high, high) > max(rule.low, low)
    ]
    if not own:
        return Rule(y, low, high)
    return Rule(y, min(start for start, _ in own), max(end for _, end in own))


def drop_slivers(layout: Layout, words: Sequence[Word]) -> Layout:
    """Leave out rows and columns too narrow for a letter in which no word stands."""
    xs = _without_slivers(layout.xs, SLIVER_WIDTH, [word.bbox.centre[0] for word in words])
    ys = _without_slivers(layout.ys, SLIVER_HEIGHT, [word.bbox.centre[1] for word in words])
    if len(xs) == len(layout.xs) and len(ys) == len(layout.ys):
        return layout
    slots: list[Slot] = []
    for slot in layout.slots:
        box = layout.box(slot)
        left, right = _nearest(xs, box.x0), _nearest(xs, box.x1)
        top, bottom = _nearest(ys, box.top), _nearest(ys, box.bottom)
        if right > left and bottom > top:
            slots.append(Slot(top, left, bottom - top, right - left))
    return Layout(tuple(xs), tuple(ys), tuple(slots), layout.ruling, layout.confidence)


def _without_slivers(lines: Sequence[float], least: float, centres: Sequence[float]) -> list[float]:
    kept = [lines[0]]
    ordered = sorted(centres)
    for place, line in enumerate(lines[1:], start=1):
        narrow = line - kept[-1] < least
        if narrow and not any(kept[-1] < centre < line for centre in ordered):
            if place == len(lines) - 1 and len(kept) > 1:
                kept[-1] = line
            continue
        kept.append(line)
    return kept


def _nearest(lines: Sequence[float], place: float) -> int:
    return min(range(len(lines)), key=lambda number: abs(lines[number] - place))


def _wants_rows(layout: Layout, runs: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether cells hold columns of figures, one under the other, beside others that do (over
    several rows, where only the paint of a rating beside them parts these), or one merged cell
    holds rows of texts with figures beside them."""
    stacked: dict[tuple[int, int], list[tuple[int, bool]]] = {}
    for slot, lines in zip(layout.slots, runs, strict=True):
        if slot.colspan > 2 and sum(map(_is_row, lines)) > 2:
            return True
        if slot.colspan == 1 and len(lines) > 2:
            texts = [text_of_line([word for run in line for word in run.words]) for line in lines]
            figures = sum(is_value(text) for text in texts) >= 0.8 * len(texts)
            stacked.setdefault((slot.row, slot.rowspan), []).append((len(lines), figures))
    return any(_are_rows(cells) for cells in stacked.values())


def _are_rows(cells: Sequence[tuple[int, bool]]) -> bool:
    """Whether cells side by side, each with its count of lines and whether those are figures,
    hold a row in each line: figures, and about as many lines in several, or in several of the
    figures, for names beside them take more lines than one."""
    figures = [count for count, are_figures in cells if are_figures]
    if len(cells) < 2 or not figures:
        return False
    return any(
        sum(1 for count in counts if count >= 0.7 * max(counts)) > 1
        for counts in ([count for count, _ in cells], figures)
    )


def _is_row(line: Sequence[Run]) -> bool:
    """Whether a line is a text and two figures or more behind it."""
    figures = [is_value(text_of_line(run.words)) for run in line]
    return len(line) > 2 and not figures[0] and sum(figures) > 1


def _wants_columns(layout: Layout, runs: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether cells of one column mostly hold several texts side by side, in most of their lines
    or, beside a name that takes several, three or more in one."""
    several: dict[int, int] = {}
    total: dict[int, int] = {}
    cells: dict[int, list[bool]] = {}
    for slot, lines in zip(layout.slots, runs, strict=True):
        if slot.colspan > 1:
            continue
        if lines:
            cells.setdefault(slot.col, []).append(max(map(len, lines)) >= MANY_TEXTS)
        for line in lines:
            total[slot.col] = total.get(slot.col, 0) + 1
            several[slot.col] = several.get(slot.col, 0) + (len(line) > 1)
    if any(sum(many) >= 2 and sum(many) >= MOSTLY * len(many) for many in cells.values()):
        return True
    return any(count >= 2 and count * 2 >= total[col] for col, count in several.items())


def _part(layout: Layout, runs: Sequence[Sequence[Sequence[Run]]]) -> Layout:
    """Part merged cells at the grid lines that stand between the texts of one line in them."""
    parted: list[Slot] = []
    changed = 0
    sure = False
    for slot, lines in zip(layout.slots, runs, strict=True):
        cuts = _cuts(layout, slot, lines) if slot.colspan > 1 else []
        if not cuts:
            parted.append(slot)
            continue
        changed += 1
        sure = sure or max(len(line) for line in lines) > 2
        ends = [*cuts, slot.col + slot.colspan]
        start = slot.col
        for end in ends:
            parted.append(Slot(slot.row, start, slot.rowspan, end - start))
            start = end
    if changed > 1 or sure:
        return Layout(layout.xs, layout.ys, tuple(parted), layout.ruling, 0.9)
    return layout


def _cuts(layout: Layout, slot: Slot, lines: Sequence[Sequence[Run]]) -> list[int]:
    inner = range(slot.col + 1, slot.col + slot.colspan)
    divided = False
    free: list[int] = []
    for number in inner:
        x = layout.xs[number]
        if any(run.bbox.x0 < x - 1 and run.bbox.x1 > x + 1 for line in lines for run in line):
            continue
        free.append(number)
        divided = divided or any(
            line[0].bbox.x1 <= x + 1 and line[-1].bbox.x0 >= x - 1 for line in lines
        )
    return free if divided else []
