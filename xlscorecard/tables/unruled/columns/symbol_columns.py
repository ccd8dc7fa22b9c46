"""Symbols that stand before a text of their own cell, which no line tells from a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.unruled.columns.column import Column, columns_under
from xlscorecard.tables.unruled.columns.header_lines import headers_above

# A symbol stands before its own cell's text by so many letter heights at most, and below the start
# of its header within this (points): symbols have white space of their own.
BESIDE = 0.7
AT_SYMBOL = 2.0
# A painted cell is at least so wide; its header stands no further out than this (points).
PAINTED_CELL = 16.0
AT_CELL = 3.0


def join_symbols(
    columns: Sequence[Column], lines: Sequence[Sequence[Run]], size: float
) -> list[Column]:
    """The columns with those of symbols joined to the texts behind them where both are one cell's
    ("● Improving"): each symbol has its text a space behind it, and the one header over both
    begins where the symbols do."""
    beside: dict[int, list[tuple[Run, Run]]] = {}
    lone: set[int] = set()
    for line in lines:
        for number, run in enumerate(line):
            if run.words:
                continue
            under = columns_under(columns, run.bbox.x0, run.bbox.x1)
            text = line[number + 1] if number + 1 < len(line) else None
            close = text is not None and text.words and text.bbox.x0 - run.bbox.x1 < BESIDE * size
            if len(under) != 1 or text is None or not close:
                lone.update(under)
            elif columns_under(columns, text.bbox.x0, text.bbox.x1)[:1] == [under[0] + 1]:
                beside.setdefault(under[0], []).append((run, text))
    joined = [
        number
        for number, pairs in beside.items()
        if number not in lone and len(pairs) > 1 and _share_a_header(pairs, lines)
    ]
    kept: list[Column] = []
    for number, column in enumerate(columns):
        if number - 1 in joined and kept:
            kept[-1] = Column(kept[-1].x0, column.x1)
        else:
            kept.append(column)
    return kept


def _share_a_header(pairs: Sequence[tuple[Run, Run]], lines: Sequence[Sequence[Run]]) -> bool:
    """Whether of the texts above symbols and the texts behind these one begins where the symbols
    do, and none where the texts do."""
    symbol, text = pairs[0]
    header = [
        run
        for line in lines[: headers_above(lines)]
        for run in line
        if run.words and run.bbox.bottom <= symbol.bbox.top
    ]
    begun = [run for run in header if abs(run.bbox.x0 - symbol.bbox.x0) < AT_SYMBOL]
    apart = any(symbol.bbox.x1 < run.bbox.x0 < text.bbox.x1 for run in header)
    return not apart and any(run.bbox.x1 > text.bbox.x0 for run in begun)


def painted_columns(lines: Sequence[Sequence[Run]]) -> list[Column]:
    """The columns of painted cells without text, one above the other: a header stands over them,
    and close to its neighbour's figures."""
    cells = Counter(
        (round(run.bbox.x0), round(run.bbox.x1))
        for line in lines
        for run in line
        if not run.words and run.bbox.width >= PAINTED_CELL
    )
    return [Column(float(x0), float(x1)) for (x0, x1), many in cells.items() if many > 1]


def stands_in_one(run: Run, columns: Sequence[Column]) -> bool:
    """Whether a text stands over one of some columns and reaches over no other."""
    return any(
        column.x0 - AT_CELL <= run.bbox.x0 and run.bbox.x1 <= column.x1 + AT_CELL
        for column in columns
    )
