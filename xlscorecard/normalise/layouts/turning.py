"""Every table of a paper turned so that its measures are rows, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlscorecard.model.grid import Block, Cell, Grid, Paragraph, sheet_of
from xlscorecard.normalise.key.foot import keys_apart
from xlscorecard.normalise.layouts.barred import parts_at_bars
from xlscorecard.normalise.layouts.empty_columns import without_empty_sides
from xlscorecard.normalise.layouts.facing import turn_to_face
from xlscorecard.normalise.layouts.figures_below_names import (
    with_figures_of_others_apart,
    with_polarities_apart,
)
from xlscorecard.normalise.layouts.figures_over_remarks import with_remarks_apart
from xlscorecard.normalise.layouts.labelled_lines import with_labelled_lines
from xlscorecard.normalise.layouts.lettered import with_letters_apart
from xlscorecard.normalise.layouts.repeated_headers import parts_abreast
from xlscorecard.normalise.layouts.sideways import Bar, bar_of
from xlscorecard.normalise.layouts.split_cells import split_cells
from xlscorecard.normalise.layouts.stacked_lines import with_lines_as_rows
from xlscorecard.normalise.layouts.stated import with_stated_measures
from xlscorecard.normalise.layouts.ticked_ratings import with_one_rating
from xlscorecard.normalise.layouts.tiles import gather_tiles
from xlscorecard.normalise.layouts.wrapped_names import with_fractions_joined, with_whole_names
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.labelled import label_in_brackets
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.name_above import name_above, rating_above

# A heading names the table below it over so many paragraphs that comment or ask.
_LINES_BETWEEN = 4


def faced(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with every table turned so that its measures are rows."""
    above: list[Paragraph] = []
    bar: Bar | None = None
    sheet = ""
    for block in keys_apart(gather_tiles(with_stated_measures(with_labelled_lines(blocks)))):
        if (on := sheet_of(block)) not in ("", sheet):
            above, bar, sheet = [], None, on
        if isinstance(block, Grid):
            heading = name_above(above)
            if bar is None and heading and (rated := rating_above(above)):
                judged = Cell(0, 0, text=rated, page=block.page)
                bar = Bar(Cell(0, 0, text=one_line(heading), page=block.page), (judged,))
            inside = next(filter(None, (label_in_brackets(p.text) for p in reversed(above))), "")
            whole = with_fractions_joined(with_whole_names(without_empty_sides(block)))
            for part in parts_abreast(with_lines_as_rows(whole)):
                for own in parts_at_bars(part):
                    split = split_cells(with_letters_apart(own), inside)
                    apart = with_figures_of_others_apart(
                        with_polarities_apart(with_remarks_apart(split))
                    )
                    yield turn_to_face(with_one_rating(apart), heading, bar)
            bar = bar_of(block) if block.rows == 1 else None
            # a table of words between a heading and its figures ("Definition") changes nothing
            words = not any(is_figure(one_line(cell.text)) for cell in block.cells)
            above = [p for p in above if p.level is not None or p.bold] if words else []
        else:
            yield block
            bar = None
            if not (block.furniture or _labels_chart(block)):
                above = [*above, block][-_LINES_BETWEEN:]


def _labels_chart(paragraph: Paragraph) -> bool:
    """Whether a line is a period or a figure alone ("Q1", "80%", "38 25 50"): a chart's label, and
    no heading of what stands below the chart."""
    texts = one_line(paragraph.text).split()
    plain = paragraph.level is None and not paragraph.bold
    return plain and bool(texts) and all(is_figure(t) or is_period(t) for t in texts)
