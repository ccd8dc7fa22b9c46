"""One page: outcomes, outputs, people and money, the figure's cell coloured by its RAG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlscorecard.model.scorecard import Kind, Record, Role, Scorecard
from xlscorecard.refresh.binding.fields import Field
from xlscorecard.templates import help_texts
from xlscorecard.templates.front import Part, close_book, open_page, rags_of
from xlscorecard.templates.placing import Placing, by_section, computed, measure_row, one_line
from xlscorecard.workbook import template_columns as tc
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_columns import ColumnKind, TableRow, TemplateColumn
from xlscorecard.workbook.template_sheet import TemplateSheet

_START = (replace(tc.CODE, width=8), replace(tc.MEASURE, width=54), tc.TREND)
_END = (replace(tc.GOOD_IS, printed=False), tc.UNIT)
_MINI = TemplateColumn("Compared", 10, ColumnKind.SPARK)
MEASURE_COLUMNS = (
    *_START,
    replace(tc.RESULT, heading="Actual", width=11),
    TemplateColumn("National", 11, ColumnKind.FIGURE, help="England, or your comparator group."),
    replace(tc.TARGET, heading="Target", width=11),
    replace(_MINI, spark=tc.Spark("Actual", "Target"),
            help="Small bars from left to right: the actual, the national figure, the target."),
    tc.RAG, tc.STATUS, *_END, tc.computed_rag("Actual", "Target"),
)  # fmt: skip


def _money_columns(now: str) -> tuple[TemplateColumn, ...]:
    figure = ColumnKind.FIGURE
    return (
        *_START,
        TemplateColumn("Budget", 11, figure, help="The budget for the whole year."),
        TemplateColumn(now, 11, figure, help="What will be spent by the year's end."),
        TemplateColumn("Variance", 11, figure, help="Over or (under) the budget."),
        replace(_MINI, spark=tc.Spark("Budget", now), help="Small bars: the budget and the spend."),
        tc.RAG, tc.STATUS, *_END, tc.computed_rag(now, "Budget"),
    )  # fmt: skip


def write_template(path: Path, scorecard: Scorecard) -> Placing:
    """Write the workbook; a section with budgets gets the columns of money."""
    title = scorecard.paper.title or "Scorecard on one page"
    book = TemplateBook(path, title, "One-page scorecard")
    placing = Placing(scorecard)
    sheet = TemplateSheet(book, "Scorecard", title, MEASURE_COLUMNS)
    sections = [
        (section, _is_money(records), records)
        for section, records in by_section(r for r in scorecard.records if r.kind is Kind.MEASURE)
    ]
    filled: list[tuple[str, str, list[TableRow], str | None]] = []
    for number, (section, money, records) in enumerate(sections, start=1):
        name = one_line(section[-1]) if section else "Measures"
        now = _spent(records) if money else None
        rows = [_money(r, placing, now) if now else _row(r, placing) for r in records]
        filled.append((name, f"tblPart{number:02d}", rows, now))
    parts = [Part(name, table, "Measure", rags_of(rows)) for name, table, rows, _ in filled]
    open_page(sheet, scorecard, parts)
    for name, table, rows, now in filled:
        sheet.gap(7)
        sheet.banner(name)
        if now:
            sheet.table(table, rows, _money_columns(now), colour_by_rag=now)
        else:
            sheet.table(table, rows, colour_by_rag="Actual")
    sheet.finish(portrait=True, one_page=True, freeze=(3, 2))
    every = (*MEASURE_COLUMNS, *_money_columns("Forecast"))
    return close_book(book, placing, parts, help_texts.ONE_PAGE, every)


def _is_money(records: Sequence[Record]) -> bool:
    return any(record.observation(Role.BUDGET) is not None for record in records)


def _spent(records: Sequence[Record]) -> str:
    forecast = any(record.observation(Role.FORECAST) is not None for record in records)
    return "Forecast" if forecast else "Actual"


def _row(record: Record, placing: Placing) -> TableRow:
    row = measure_row(record, placing, "Actual", "Target")
    row["National"] = placing.figure(placing.choose(record, Field.COMPARATOR, "National"))
    row["Computed"] = computed("RAG", row, "Actual", "Target")
    return row


def _money(record: Record, placing: Placing, now: str) -> TableRow:
    row = measure_row(record, placing, "")
    spent = Field.FORECAST if now == "Forecast" else Field.ACTUAL
    for field, heading in ((Field.BUDGET, "Budget"), (spent, now), (Field.VARIANCE, "Variance")):
        row[heading] = placing.figure(placing.choose(record, field, heading))
    row["Computed"] = computed("RAG", row, now, "Budget")
    return row
