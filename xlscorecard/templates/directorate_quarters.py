"""Directorate scorecard: each priority with its progress in words and its measures by quarter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from xlscorecard.model.scorecard import Kind, Record, Scorecard
from xlscorecard.refresh.binding.fields import Field
from xlscorecard.templates import help_texts
from xlscorecard.templates.front import Part, close_book, open_page
from xlscorecard.templates.placing import (
    Placing,
    computed,
    measure_row,
    one_line,
    rag_word,
)
from xlscorecard.values.period import year_of
from xlscorecard.workbook import template_columns as tc
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_columns import ColumnKind, TableRow, TemplateColumn
from xlscorecard.workbook.template_sheet import TemplateSheet

_PROGRESS = "Overall progress"
_QUARTERS = tuple(
    TemplateColumn(f"Q{n}", 9, ColumnKind.FIGURE, help=f"The figure of quarter {n}.")
    for n in range(1, 5)
)
COLUMNS = (
    TemplateColumn("Directorate priority", 26, ColumnKind.TEXT,
                   help="The priority; repeat it on each of its measures' rows."),
    TemplateColumn("Progress summary", 46, ColumnKind.TEXT,
                   help="What has been done, what is late and why. A refresh never changes it."),
    replace(tc.RAG, heading=_PROGRESS, width=10,
            help="The priority's own rating. Its cell has a name made of the priority, so that a "
            "refresh finds it."),
    replace(tc.CODE, width=8), replace(tc.MEASURE, width=32),
    replace(tc.LAST_YEAR, width=9, help="Last year's outturn."), *_QUARTERS,
    TemplateColumn("Quarters", 11, ColumnKind.SPARK, spark=tc.Spark("Q1", "Q4", over_time=True),
                   help="The quarters so far as small bars, the latest in orange."),
    tc.TARGET, tc.TREND, tc.RAG, tc.STATUS, replace(tc.GOOD_IS, printed=False), tc.UNIT,
    TemplateColumn("So far", 9, ColumnKind.FORMULA, printed=False,
                   help="The latest quarter that has a figure.",
                   formula='=IFERROR(LOOKUP(9.99E+307,[@[Q1]:[Q4]]),"")'),
    replace(tc.computed_rag("So far", "Year-end target"),
            help="=RAG() of the latest quarter against the year-end target. Where figures add up "
            "over the year, compare with =PROFILE(target, \"Q2\") instead."),
)  # fmt: skip
_TABLE = "tblScorecard"
_SHARED = (
    "Ref", "Measure", "Last year", "Year-end target", "Direction of travel", "RAG", "Good is",
    "Unit", "Status",
)  # fmt: skip


@dataclass(slots=True)
class _Line:
    priority: str
    row: dict[str, tc.Content]
    own: Record | None = None


def write_template(path: Path, scorecard: Scorecard) -> Placing:
    """Write the workbook; measures stand beside the priority that is their section."""
    title = scorecard.paper.title or "Directorate scorecard"
    book = TemplateBook(path, title, "Directorate scorecard with quarters")
    placing = Placing(scorecard)
    lines = list(_lines(scorecard, placing))
    rows: list[TableRow] = [line.row for line in lines]
    sheet = TemplateSheet(book, "Scorecard", title, COLUMNS)
    priorities = tuple(str(row.get(_PROGRESS) or "") for row in rows if row.get(_PROGRESS))
    measures = tuple(str(row.get("RAG") or "") for row in rows if row.get("Measure"))
    parts = [
        Part("Priorities", _TABLE, _PROGRESS, priorities, rag_heading=_PROGRESS),
        Part("Measures", _TABLE, "Measure", measures),
    ]
    open_page(sheet, scorecard, parts)
    sheet.gap()
    heading = sheet.row
    top, _ = sheet.table(_TABLE, rows)
    sheet.colour_words(top, top + max(0, len(rows) - 1), 2)
    _name_ratings(book, lines, top)
    sheet.finish(freeze=(heading + 1, 1), repeat=(heading, heading))
    return close_book(book, placing, parts, help_texts.DIRECTORATE_QUARTERS, COLUMNS)


def _lines(scorecard: Scorecard, placing: Placing) -> list[_Line]:
    found: list[_Line] = []
    year = _year(scorecard)
    for record in scorecard.records:
        if record.kind is Kind.PRIORITY:
            found.append(_priority(record, placing))
        elif record.kind is Kind.MEASURE:
            row = _measure(record, placing, year)
            priority = one_line(record.section[-1]) if record.section else ""
            before = found[-1] if found else None
            if before is not None and before.priority == priority and not before.row.get("Measure"):
                before.row.update(row)
            else:
                row["Directorate priority"] = priority
                found.append(_Line(priority, row))
    return found


def _priority(record: Record, placing: Placing) -> _Line:
    placing.take(record)
    texts = dict(record.text)
    summary = texts.get("progress_summary") or " ".join(
        text for key, text in record.text if key != "supporting_measures"
    )
    name = one_line(record.title)
    row: dict[str, tc.Content] = {
        "Directorate priority": name,
        "Progress summary": one_line(summary),
        _PROGRESS: rag_word(record),
    }
    return _Line(name, row, record)


def _measure(record: Record, placing: Placing, year: str | None) -> dict[str, tc.Content]:
    shared = measure_row(record, placing, "")
    row: dict[str, tc.Content] = {heading: shared[heading] for heading in _SHARED}
    for quarter in ("Q1", "Q2", "Q3", "Q4") if year else ():
        value = placing.choose(record, Field.ACTUAL, quarter, f"{year} {quarter}")
        row[quarter] = placing.figure(value)
        shown = row[quarter]
        row["So far"] = shown.value if isinstance(shown, tc.Shown) else row.get("So far", "")
    row["Computed"] = computed("RAG", row, "So far", "Year-end target")
    return row


def _year(scorecard: Scorecard) -> str | None:
    """The year under the title; without one, the latest year of which a quarter is printed."""
    stated = year_of(scorecard.paper.reporting_period)
    found = [
        year_of(value.period)
        for record in scorecard.records
        for value in record.observations
        if value.period and re.search(r" Q[1-4]$", value.period)
    ]
    return stated or max((year for year in found if year), default=None)


def _name_ratings(book: TemplateBook, lines: list[_Line], top: int) -> None:
    """Names for the priorities' own ratings: a refresh finds a measure's row by its code only."""
    used: set[str] = set()
    for row, line in enumerate(lines, start=top):
        if line.own is None:
            continue
        code = re.sub(r"[^0-9A-Za-z]+", "_", line.priority).strip("_")[:200]
        name = f"m_{code}_rag"
        if code and name.casefold() not in used:
            used.add(name.casefold())
            book.name_cell(name, "Scorecard", row, 2)
