"""The accessible one: a single flat table, no merged cells, every meaning in words.

Follows the Government Analysis Function's "Releasing statistics in spreadsheets": a title in
A1, one marked heading row, no blank rows in a table, nothing told by colour alone.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlscorecard.model.scorecard import Record, Scorecard
from xlscorecard.refresh.binding.fields import Field
from xlscorecard.templates import help_texts
from xlscorecard.templates.front import Part, close_book, headline, open_title
from xlscorecard.templates.placing import Placing, measure_row, one_line, with_computed
from xlscorecard.workbook import template_columns as tc
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_columns import ColumnKind, TableRow, TemplateColumn
from xlscorecard.workbook.template_sheet import TemplateSheet

COLUMNS = (
    TemplateColumn("Section", 34, ColumnKind.TEXT, help="Repeated on every row of the section."),
    replace(tc.CODE, width=10),
    replace(tc.MEASURE, width=44),
    replace(tc.UNIT, printed=True),
    tc.GOOD_IS,
    tc.LAST_YEAR,
    tc.RESULT,
    tc.TARGET,
    TemplateColumn("National", 10, ColumnKind.FIGURE, help="England, or your comparator group."),
    tc.RAG,
    tc.TREND,
    tc.STATUS,
    tc.computed_rag("Result", "Year-end target"),
    tc.computed_trend("Result", "Last year"),
)
_TABLE = "tblMeasures"


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
    return close_book(book, placing, parts, help_texts.ACCESSIBLE, COLUMNS)


def _row(record: Record, placing: Placing) -> TableRow:
    row = measure_row(record, placing)
    row["Section"] = " > ".join(one_line(text) for text in record.section) or "Measures"
    row["National"] = placing.figure(placing.choose(record, Field.COMPARATOR, "National"))
    return with_computed(row, "Result", "Year-end target", "Last year")
