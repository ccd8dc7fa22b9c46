"""Which of the data's measures a template's row is of: by its code, else by its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.refresh.binding.fields import Field, fold_code, fold_key, significant_words
from xlscorecard.refresh.binding.figures import Measure, Unclear
from xlscorecard.refresh.binding.layout import Block
from xlscorecard.refresh.binding.proposals import Bound, Known, latest_of
from xlscorecard.refresh.parts.reading import SheetView
from xlscorecard.refresh.rows.addresses import format_address


@dataclass(frozen=True, slots=True)
class Twins:
    """The rows of each code of a block, and how often each title stands in it."""

    rows: dict[str, list[int]]
    labels: Counter[str]


def read_twins(sheet: SheetView, block: Block) -> Twins:
    """What stands in a block more than once."""
    rows: dict[str, list[int]] = {}
    for row, text in block.keys:
        rows.setdefault(fold_key(text), []).append(row)
    return Twins(rows, Counter(_label(sheet, block, row) for row, _ in block.keys))


def match_row(
    sheet: SheetView, block: Block, row: int, text: str, known: Known
) -> tuple[Measure, ...]:
    """The data's records for a row, one for each period; none where they have nothing for it."""
    key = fold_key(text)
    label = _label(sheet, block, row)
    found = known.by_code.get(fold_code(text), ())
    if not found:
        return known.by_label.get(label or key, ())
    documents = [measure.record.source.document for measure in found]
    if len(set(documents)) < len(documents):
        same = tuple(measure for measure in found if measure.label == label)
        return same or found
    return found


def check_match(
    sheet: SheetView,
    block: Block,
    row: int,
    text: str,
    found: Sequence[Measure],
    twins: Twins,
    out: Bound,
) -> Measure | None:
    """The record of the latest period where the row is that measure's beyond doubt; None, and
    the reason told, where it is not."""
    place = f"{block.sheet}!{format_address(row, block.key.number)}"
    rows = twins.rows[fold_key(text)]
    label = _label(sheet, block, row)
    if len(rows) > 1:
        why = f"{place}: {text!r} stands on {len(rows)} rows here"
        if not _told_apart(sheet, block, rows):
            out.doubt("duplicate-code", why)
            return None
        if label not in {measure.label for measure in found}:
            title = found[0].record.title
            out.doubt("duplicate-code", f"{why}, and the data have it by another title ({title!r})")
            return None
    latest = latest_of(found)
    if isinstance(latest, Unclear):
        out.doubt("unclear-measure", f"{place}: {latest.why}")
        return None
    if _has_other_code(block, text, latest):
        alone = twins.labels[label] == 1
        out.doubt(
            "other-code",
            f"{place} says {text!r}, and the data have this title as {latest.record.ref}: is it "
            f"the same measure?{'' if alone else ' The row is left'}",
        )
        return latest if alone else None
    _compare_titles(sheet, block, row, latest, out)
    return latest


def _compare_titles(sheet: SheetView, block: Block, row: int, measure: Measure, out: Bound) -> None:
    """Codes are used again for other measures: titles without a word in common are told."""
    if block.title is None or block.title is block.key:
        return
    cell = sheet.at(row, block.title.number)
    here = significant_words(cell.text) if cell is not None else frozenset()
    there = significant_words(measure.record.title)
    if cell is not None and here and there and not here & there:
        place = f"{block.sheet}!{format_address(row, block.title.number)}"
        out.doubt(
            "other-title",
            f"{place} says {cell.text!r}, the data have {measure.name!r} by this code: "
            "is it the same measure?",
        )


def _label(sheet: SheetView, block: Block, row: int) -> str:
    cell = sheet.at(row, block.title.number) if block.title is not None else None
    return fold_key(cell.text) if cell is not None else ""


def _told_apart(sheet: SheetView, block: Block, rows: Sequence[int]) -> bool:
    if block.title is None or block.title is block.key:
        return False
    cells = [sheet.at(row, block.title.number) for row in rows]
    labels = {fold_key(cell.text) for cell in cells if cell is not None}
    return len(labels) == len(rows)


def _has_other_code(block: Block, text: str, measure: Measure) -> bool:
    """Whether a row was found by its title although it has a code of its own."""
    own = fold_code(text)
    return block.key.field is Field.KEY and bool(measure.code) and own not in (
        measure.code, measure.label
    )  # fmt: skip
