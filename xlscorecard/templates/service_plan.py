"""Service plan: actions, risks with a heat map, and indicators over three years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlscorecard.model.scorecard import Kind, Record, Scorecard
from xlscorecard.refresh.binding.fields import Field
from xlscorecard.templates import help_texts
from xlscorecard.templates.front import Part, close_book, open_page, rags_of
from xlscorecard.templates.placing import (
    Placing,
    by_section,
    computed,
    measure_row,
    one_line,
    paragraphs,
    periods_of,
    rag_word,
    trend_word,
)
from xlscorecard.workbook import template_columns as tc
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_charts import write_risk_map
from xlscorecard.workbook.template_columns import ColumnKind, TableRow, TemplateColumn
from xlscorecard.workbook.template_sheet import TemplateSheet

_TEXT, _FIGURE = ColumnKind.TEXT, ColumnKind.FIGURE
_DESCRIPTION = TemplateColumn(
    "Description", 50, ColumnKind.TITLE, help="The action or risk in a sentence."
)
_OFFICER = TemplateColumn("Responsible officer", 24, _TEXT, help="Who answers for it.")
ACTION_COLUMNS = (
    replace(tc.CODE, width=9),
    TemplateColumn("Priority theme", 18, _TEXT, help="The theme of the council plan it serves."),
    _DESCRIPTION,
    TemplateColumn("Type", 14, ColumnKind.CHOICE, choices=("BAU", "Statutory", "Major project"),
                   help="BAU: business as usual."),
    replace(_OFFICER, heading="Accountable officer"),
    TemplateColumn("Completed by", 13, _TEXT, help="A date such as 31/03/2026, or Ongoing."),
    replace(tc.RAG, help="Blue: complete. Green: on track. Amber: late, with a plan. Red: stuck."),
    TemplateColumn("Milestones and deliverables", 50, _TEXT, help="What is done, what is next."),
)  # fmt: skip
_SCALE = ("1", "2", "3", "4", "5")
RISK_COLUMNS = (
    replace(tc.CODE, width=9),
    _DESCRIPTION,
    TemplateColumn("Likelihood", 10, ColumnKind.CHOICE, choices=_SCALE,
                   help="1 very unlikely to 5 almost certain."),
    TemplateColumn("Impact", 9, ColumnKind.CHOICE, choices=_SCALE, help="1 slight to 5 severe."),
    TemplateColumn("Score", 8, ColumnKind.FORMULA, help="Likelihood times impact.",
                   formula='=IF(COUNT([@Likelihood],[@Impact])=2,[@Likelihood]*[@Impact],"")'),
    replace(tc.RAG, help="Score 15 and more: Red. 8 to 14: Amber. Below: Green."),
    tc.TREND,
    TemplateColumn("Actions to mitigate", 56, _TEXT, help="What is done about it."),
    _OFFICER,
)  # fmt: skip


def write_template(path: Path, scorecard: Scorecard) -> Placing:
    """Write the workbook; each kind of record stands on its own sheet."""
    title = scorecard.paper.title or "Service plan"
    book = TemplateBook(path, title, "Service plan with actions, risks and indicators")
    placing = Placing(scorecard)
    of_kind = {kind: [r for r in scorecard.records if r.kind is kind] for kind in Kind}
    actions = [_action(record, placing) for record in of_kind[Kind.ACTION]]
    risks = [_risk(record, placing) for record in of_kind[Kind.RISK]]
    columns = _indicator_columns(of_kind[Kind.MEASURE])
    indicators = [
        (section, [_indicator(record, placing, columns) for record in records])
        for section, records in by_section(of_kind[Kind.MEASURE])
    ]
    parts = [
        Part("Actions", "tblActions", "Description", rags_of(actions)),
        Part("Risks", "tblRisks", "Description", rags_of(risks)),
        *(
            Part(f"Indicators: {one_line(section[-1])}" if section else "Indicators",
                 f"tblIndicators{n:02d}", "Measure", rags_of(rows))
            for n, (section, rows) in enumerate(indicators, start=1)
        ),
    ]  # fmt: skip
    _front(book, title, scorecard, parts, risks)
    _flat(book, "Actions", "Actions", "tblActions", ACTION_COLUMNS, actions)
    _flat(book, "Risks", "Risks", "tblRisks", RISK_COLUMNS, risks)
    sheet = TemplateSheet(book, "Indicators", "Performance indicators", columns)
    sheet.rule()
    for number, (section, rows) in enumerate(indicators or [((), [])], start=1):
        sheet.gap()
        sheet.banner(one_line(section[-1]) if section else "Indicators")
        sheet.table(f"tblIndicators{number:02d}", rows)
    sheet.finish(freeze=(1, 2), repeat=(0, 0))
    every = (*ACTION_COLUMNS, *RISK_COLUMNS, *columns)
    return close_book(book, placing, parts, help_texts.SERVICE_PLAN, every)


def _front(
    book: TemplateBook,
    title: str,
    scorecard: Scorecard,
    parts: Sequence[Part],
    risks: Sequence[TableRow],
) -> None:
    wide = tuple(TemplateColumn(f"c{n}", 22 if n == 0 else 15, _TEXT) for n in range(6))
    sheet = TemplateSheet(book, "Plan", title, wide)
    open_page(sheet, scorecard, parts)
    sheet.gap()
    for label, text in (
        ("Directorate", "Adults and health"),
        ("Plan holder", "Assistant Director"),
        ("Director", "Director of Adult Services"),
        ("Cabinet member", "Cabinet Member for Adult Care"),
    ):
        sheet.fact(label, text if scorecard.paper.file.startswith("service-plan") else "to fill in")
    sheet.gap(14)
    sheet.banner("Risk map: how many risks stand where")
    write_risk_map(
        sheet, "tblRisks",
        [(row.get("Likelihood"), row.get("Impact")) for row in risks],
    )  # fmt: skip
    sheet.finish(portrait=True, one_page=True)


def _flat(
    book: TemplateBook,
    name: str,
    title: str,
    table: str,
    columns: Sequence[TemplateColumn],
    rows: Sequence[TableRow],
) -> None:
    sheet = TemplateSheet(book, name, title, columns)
    sheet.rule()
    sheet.gap()
    heading = sheet.row
    sheet.table(table, rows)
    sheet.finish(freeze=(heading + 1, 1), repeat=(heading, heading))


def _text(record: Record, *keys: str) -> str:
    """The first of some columns of the paper, told by the words in its heading."""
    for key in keys:
        for heading, text in record.text:
            if key in heading:
                return text
    return ""


def _action(record: Record, placing: Placing) -> TableRow:
    placing.take(record)
    return {
        "Ref": record.ref,
        "Priority theme": one_line(_text(record, "theme", "priority")),
        "Description": one_line(record.title),
        "Type": one_line(_text(record, "type", "business_as_usual")),
        "Accountable officer": one_line(_text(record, "officer", "owner", "lead")),
        "Completed by": one_line(_text(record, "completed_by", "date", "deadline")),
        "RAG": rag_word(record),
        "Milestones and deliverables": paragraphs(
            _text(record, "milestone", "deliverable", "progress")
        ),
    }


def _risk(record: Record, placing: Placing) -> TableRow:
    placing.take(record)
    row: dict[str, tc.Content] = {
        "Ref": record.ref,
        "Description": one_line(record.title),
        "RAG": rag_word(record),
        "Direction of travel": trend_word(record),
        "Actions to mitigate": paragraphs(_text(record, "mitigat", "control", "action")),
        "Responsible officer": one_line(_text(record, "officer", "owner", "lead")),
    }
    for value in record.observations:
        heading = value.column.strip().capitalize()
        if heading in ("Likelihood", "Impact") and value.quantity.value in range(1, 6):
            placing.figure(value)
            row[heading] = float(value.quantity.value or 0)
    likelihood, impact = row.get("Likelihood"), row.get("Impact")
    if isinstance(likelihood, float) and isinstance(impact, float):
        row["Score"] = likelihood * impact
    return row


def _indicator_columns(measures: Sequence[Record]) -> tuple[TemplateColumn, ...]:
    periods = periods_of(measures)[-3:]
    years = [f"{period} Result" for period in periods] or ["Last year", "Result"]
    return (
        replace(tc.CODE, width=12),
        replace(tc.MEASURE, width=48),
        *(TemplateColumn(year, 11, _FIGURE, help=f"The figure of {year.split()[0]}.")
          for year in years),
        TemplateColumn("Over time", 11, ColumnKind.SPARK,
                       spark=tc.Spark(years[0], years[-1], over_time=True),
                       help="The years as small bars, the latest in orange."),
        replace(tc.TARGET, heading="Target"),
        tc.GOOD_IS,
        tc.TREND,
        tc.RAG,
        replace(_OFFICER, width=22),
        tc.STATUS,
        tc.UNIT,
        tc.computed_rag(years[-1], "Target"),
    )  # fmt: skip


def _indicator(record: Record, placing: Placing, columns: Sequence[TemplateColumn]) -> TableRow:
    periods = [c.heading for c in columns if c.heading.endswith(" Result")]
    row = measure_row(record, placing, "" if periods else "Result", "Target")
    for heading in periods:
        period = heading.removesuffix(" Result")
        row[heading] = placing.figure(placing.choose(record, Field.ACTUAL, heading, period))
    row["Responsible officer"] = one_line(_text(record, "officer", "owner", "lead"))
    row["Computed"] = computed("RAG", row, periods[-1] if periods else "Result", "Target")
    return row
