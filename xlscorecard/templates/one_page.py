"""One page: outcomes, outputs, people and money, the figure's cell coloured by its RAG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlscorecard.model.scorecard import Kind, Record, Role, Scorecard
from xlscorecard.refresh.fields import Field
from xlscorecard.templates.front import (
    Part,
    headline,
    open_title,
    strip_chart,
    write_help,
    write_summary,
)
from xlscorecard.templates.placing import Placing, by_section, computed, measure_row, one_line
from xlscorecard.workbook.template_book import TemplateBook, TemplateSheet
from xlscorecard.workbook.template_columns import (
    CODE,
    GOOD_IS,
    MEASURE,
    RAG,
    RESULT,
    STATUS,
    TARGET,
    TREND,
    UNIT,
    ColumnKind,
    Spark,
    TableRow,
    TemplateColumn,
    computed_rag,
)

_START = (replace(CODE, width=8), replace(MEASURE, width=54), TREND)
_END = (replace(GOOD_IS, printed=False), UNIT)
_MINI = TemplateColumn("Compared", 10, ColumnKind.SPARK)
MEASURE_COLUMNS = (
    *_START,
    replace(RESULT, heading="Actual", width=11),
    TemplateColumn("National", 11, ColumnKind.FIGURE, help="England, or your comparator group."),
    replace(TARGET, heading="Target", width=11),
    replace(_MINI, spark=Spark("Actual", "Target"),
            help="Small bars from left to right: the actual, the national figure, the target."),
    RAG, STATUS, *_END, computed_rag("Actual", "Target"),
)  # fmt: skip
_STEPS = (
    (
        "What this is",
        (
            "Everything that a director needs on one page of A4. The colour of a figure is that of "
            "the word under RAG on the same row."
        ),
    ),
    (
        "Room",
        (
            "The page shrinks to fit. Beyond some sixty measures the print gets small: take out "
            "what nobody asks about."
        ),
    ),
)


def _money_columns(now: str) -> tuple[TemplateColumn, ...]:
    figure = ColumnKind.FIGURE
    return (
        *_START,
        TemplateColumn("Budget", 11, figure, help="The budget for the whole year."),
        TemplateColumn(now, 11, figure, help="What will be spent by the year's end."),
        TemplateColumn("Variance", 11, figure, help="Over or (under) the budget."),
        replace(_MINI, spark=Spark("Budget", now), help="Small bars: the budget and the spend."),
        RAG, STATUS, *_END, computed_rag(now, "Budget"),
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
    parts = [
        Part(name, table, "Measure", tuple(str(row.get("RAG") or "") for row in rows))
        for name, table, rows, _ in filled
    ]
    open_title(sheet, scorecard)
    headline(sheet, parts)
    strip_chart(sheet)
    sheet.rule()
    for name, table, rows, now in filled:
        sheet.gap(7)
        sheet.banner(name)
        if now:
            sheet.table(table, rows, _money_columns(now), colour_by_rag=now)
        else:
            sheet.table(table, rows, colour_by_rag="Actual")
    sheet.finish(portrait=True, one_page=True, freeze=(3, 2))
    write_summary(book, scorecard, parts)
    write_help(book, _STEPS, (*MEASURE_COLUMNS, *_money_columns("Forecast")))
    placing.close(book)
    return placing


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
