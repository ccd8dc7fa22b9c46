"""Tables of figures that name no rows: the further columns of a table on another page."""

from __future__ import annotations

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.normalise.words.content import is_figure, is_figure_or_status, text_at
from xlscorecard.normalise.words.header_text import calendar_year, is_period
from xlscorecard.values.words import parse_rag, parse_trend_word

# Fewer rows may be anything: a box of totals, a sum.
_FEWEST_ROWS = 5


def columns_apart(grid: Grid) -> tuple[Finding, ...]:
    """A doubt about a table that is no scorecard because its rows have no names: columns of
    figures and ratings ("88.2% | Green") that a wide sheet printed on pages of their own."""
    columns = [
        [text for row in range(1, grid.rows) if (text := text_at(grid, row, col))]
        for col in range(grid.cols)
    ]
    held = [texts for texts in columns if texts]
    if grid.rows < _FEWEST_ROWS or not held or any(map(_names, held)):
        return ()
    if not any(is_figure(text) for texts in held for text in texts):
        return ()
    first = next(texts[0] for texts in held)
    return (
        Finding(
            "column-apart",
            Severity.LOOK,
            f"{grid.rows} rows that begin {first[:40]!r} have no names; they belong to a table of"
            " another page, and it is not plain to which rows",
            page=grid.page,
        ),
    )


def _is_when(text: str) -> bool:
    return is_period(text) or calendar_year(text) is not None


def _is_result(text: str) -> bool:
    rated = parse_rag(text) is not None or parse_trend_word(text) is not None
    return rated or is_figure_or_status(text)


def _names(texts: list[str]) -> bool:
    """Whether a column may name its rows: words, hardly one of them twice, or periods."""
    named = [text for text in texts if _is_when(text) or not _is_result(text)]
    return 2 * len(named) > len(texts) and 2 * len(set(named)) > len(named)
