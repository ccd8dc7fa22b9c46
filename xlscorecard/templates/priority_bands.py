"""Priority bands: measures under the priorities of the corporate plan, one band for each."""

from __future__ import annotations

from pathlib import Path

from xlscorecard.model.scorecard import Kind, Record, Scorecard
from xlscorecard.refresh.binding.fields import Field
from xlscorecard.templates import help_texts
from xlscorecard.templates.front import Part, close_book, open_page, rags_of
from xlscorecard.templates.placing import Placing, by_section, measure_row, with_computed
from xlscorecard.workbook import template_columns as tc
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_columns import ColumnKind, TableRow, TemplateColumn
from xlscorecard.workbook.template_sheet import TemplateSheet

_QUARTILE = TemplateColumn(
    "Quartile", 9, ColumnKind.CHOICE, choices=("Top", "Second", "Third", "Bottom", "n/a"),
    help="Where the figure stands among councils, Top being best.",
)  # fmt: skip
_PICTURE = TemplateColumn(
    "Last year, now, target", 12, ColumnKind.SPARK,
    help="Three small bars from left to right: last year, this period, the target.",
    spark=tc.Spark("Last year", "Year-end target"),
)  # fmt: skip
COLUMNS = (
    tc.CODE, tc.MEASURE, tc.GOOD_IS, tc.RAG, tc.TREND, tc.LAST_YEAR, tc.RESULT, tc.TARGET,
    _PICTURE, _QUARTILE, tc.STATUS, tc.UNIT,
    tc.computed_rag("Result", "Year-end target"), tc.computed_trend("Result", "Last year"),
)  # fmt: skip


def write_template(path: Path, scorecard: Scorecard) -> Placing:
    """Write the workbook; measures stand under their sections, outermost heading first."""
    title = scorecard.paper.title or "Performance dashboard by priority"
    book = TemplateBook(path, title, "Performance dashboard by priority")
    placing = Placing(scorecard)
    sheet = TemplateSheet(book, "Dashboard", title, COLUMNS)
    measures = [r for r in scorecard.records if r.kind in (Kind.MEASURE, Kind.RATING)]
    bands = [
        (section, [_row(record, placing) for record in records], f"tblBand{number:02d}")
        for number, (section, records) in enumerate(by_section(measures), start=1)
    ]
    parts = [
        Part(section[-1] if section else "Measures", table, "Measure", rags_of(rows))
        for section, rows, table in bands
    ]
    open_page(sheet, scorecard, parts)
    before: tuple[str, ...] = ()
    for section, rows, table in bands:
        _banners(sheet, section, before)
        sheet.table(table, rows)
        sheet.gap()
        before = section
    sheet.finish(portrait=True, freeze=(3, 2), repeat=(0, 2))
    return close_book(book, placing, parts, help_texts.PRIORITY_BANDS, COLUMNS)


def _row(record: Record, placing: Placing) -> TableRow:
    row = measure_row(record, placing)
    row["Quartile"] = placing.figure(placing.choose(record, Field.QUARTILE, "Quartile"))
    return with_computed(row, "Result", "Year-end target", "Last year")


def _banners(sheet: TemplateSheet, section: tuple[str, ...], before: tuple[str, ...]) -> None:
    """The headings that have changed since the band before."""
    same = 0
    while same < min(len(section), len(before)) - 1 and section[same] == before[same]:
        same += 1
    last = len(section) - 1
    for level in range(same, len(section)):
        text = section[level]
        label, mark, value = text.partition(": ")
        if level == 0 and last > 0:
            sheet.banner(text, strong=True)
        elif level == last:
            sheet.banner(text)
        elif mark:
            sheet.fact(label, value)
        else:
            sheet.fact(text, "")
