"""The accessible one: a single flat table, no merged cells, every meaning in words.

Follows the Government Analysis Function's "Releasing statistics in spreadsheets": a title in
A1, one marked heading row, no blank rows in a table, nothing told by colour alone.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlscorecard.model.scorecard import Record, Scorecard
from xlscorecard.refresh.fields import Field
from xlscorecard.templates.front import (
    Part,
    headline,
    open_title,
    write_help,
    write_summary,
)
from xlscorecard.templates.placing import Placing, measure_row, one_line, with_computed
from xlscorecard.workbook.template_book import TemplateBook, TemplateSheet
from xlscorecard.workbook.template_columns import (
    CODE,
    GOOD_IS,
    LAST_YEAR,
    MEASURE,
    RAG,
    RESULT,
    STATUS,
    TARGET,
    TREND,
    UNIT,
    ColumnKind,
    TableRow,
    TemplateColumn,
    computed_rag,
    computed_trend,
)

COLUMNS = (
    TemplateColumn("Section", 34, ColumnKind.TEXT, help="Repeated on every row of the section."),
    replace(CODE, width=10),
    replace(MEASURE, width=44),
    replace(UNIT, printed=True),
    GOOD_IS,
    LAST_YEAR,
    RESULT,
    TARGET,
    TemplateColumn("National", 10, ColumnKind.FIGURE, help="England, or your comparator group."),
    RAG,
    TREND,
    STATUS,
    computed_rag("Result", "Year-end target"),
    computed_trend("Result", "Last year"),
)
_TABLE = "tblMeasures"
_STEPS = (
    (
        "What this is",
        (
            "One table with one row for each measure, which a screen reader reads in order. It has "
            "no merged cells, no pictures and no small charts: it says all in words and numbers."
        ),
    ),
    (
        "Before you publish",
        (
            "xlscorecard template check THIS.xlsx looks for what would shut readers out: missing "
            "headings, faint text, colours without words, charts without a description."
        ),
    ),
)


def write_template(path: Path, scorecard: Scorecard) -> Placing:
    """Write the workbook; records of every kind stand in the one table."""
    title = scorecard.paper.title or "Performance measures"
    book = TemplateBook(path, title, "Accessible performance table")
    placing = Placing(scorecard)
    rows = [_row(record, placing) for record in scorecard.records]
    sections = list(dict.fromkeys(str(row["Section"]) for row in rows)) or ["Measures"]
    parts = [
        Part(
            section, _TABLE, "Measure",
            tuple(str(row.get("RAG") or "") for row in rows if row["Section"] == section),
            section_heading="Section",
        )
        for section in sections
    ]  # fmt: skip
    sheet = TemplateSheet(book, "Measures", title, COLUMNS)
    open_title(sheet, scorecard)
    headline(sheet, parts)
    heading = sheet.row
    sheet.table(_TABLE, rows)
    sheet.finish(freeze=(heading + 1, 0), repeat=(heading, heading))
    write_summary(book, scorecard, parts)
    write_help(book, _STEPS, COLUMNS)
    placing.close(book)
    return placing


def _row(record: Record, placing: Placing) -> TableRow:
    row = measure_row(record, placing)
    row["Section"] = " > ".join(one_line(text) for text in record.section) or "Measures"
    row["National"] = placing.figure(placing.choose(record, Field.COMPARATOR, "National"))
    return with_computed(row, "Result", "Year-end target", "Last year")
