"""Headers of a first row over columns of which one has no name below."""

from __future__ import annotations

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.unruled.columns.column import Column
from xlscorecard.tables.unruled.columns.column_texts import Spanning, Texts
from xlscorecard.tables.unruled.headers.header_rows import gather_by_names


def _run(text: str, x0: float, top: float) -> Run:
    words = []
    for each in text.split():
        words.append(Word(each, BBox(x0, top, x0 + 5 * len(each), top + 10)))
        x0 += 5 * len(each) + 3
    return run_of(words)


def test_a_header_over_a_nameless_column_stays_as_wide_as_it_is() -> None:
    names = {0: "Measure", 1: "Q3", 3: "Q4", 4: "Q1", 5: "Target"}
    single = [[_run(names[n], 80.0 * n, 20.0)] if n in names else [] for n in range(6)]
    single[5].insert(0, _run("2024/25", 400, 8))
    columns = [Column(80.0 * n, 80.0 * n + 70) for n in range(6)]
    texts = Texts(columns, single, [Spanning(1, 3, _run("Previous performance", 80, 8))])
    gather_by_names(texts)
    assert [head[:2] for head in texts.wide] == [(1, 3)]
