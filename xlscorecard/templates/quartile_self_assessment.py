"""Self-assessment: years side by side with their quartiles, and ratings from 1 to 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlscorecard.model.scorecard import Kind, Observation, Record, Role, Scorecard
from xlscorecard.refresh.binding.fields import Field
from xlscorecard.templates import help_texts
from xlscorecard.templates.front import open_title, write_help
from xlscorecard.templates.placing import (
    Placing,
    by_section,
    computed,
    measure_row,
    one_line,
    paragraphs,
    periods_of,
)
from xlscorecard.workbook import template_columns as tc
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_charts import add_bar_chart
from xlscorecard.workbook.template_columns import ColumnKind, TableRow, TemplateColumn
from xlscorecard.workbook.template_sheet import TemplateSheet

_CHOSEN = "Result (1 to 4)"
_LEVELS = ("1 Inadequate", "2 Adequate", "3 Good", "4 Outstanding")
_QUARTILES = ("Top", "Second", "Third", "Bottom")
_ENGLAND = TemplateColumn(
    "England", 10, ColumnKind.FIGURE, help="The figure for England, for comparison."
)
RATING_COLUMNS = (
    TemplateColumn("Theme", 26, ColumnKind.TEXT, help="The outcome that the rating belongs to."),
    replace(tc.CODE, width=10),
    TemplateColumn("Description", 32, ColumnKind.TITLE, help="The area of delivery rated."),
    TemplateColumn(_CHOSEN, 16, ColumnKind.CHOICE, choices=("1", "2", "3", "4"),
                   help="1 inadequate, 2 adequate, 3 good, 4 outstanding."),
    *(
        TemplateColumn(level, 13, ColumnKind.FORMULA,
                       formula=f'=IF([@[{_CHOSEN}]]={level[0]},"Chosen","-")')
        for level in _LEVELS
    ),
    TemplateColumn("Commentary", 74, ColumnKind.TEXT,
                   help="The evidence. A refresh never changes it."),
)  # fmt: skip


def write_template(path: Path, scorecard: Scorecard) -> Placing:
    """Write the workbook with the latest two periods that the measures have."""
    title = scorecard.paper.title or "Quartiles and self-assessment"
    book = TemplateBook(path, title, "Quartile self-assessment")
    placing = Placing(scorecard)
    measures = [r for r in scorecard.records if r.kind is Kind.MEASURE]
    columns = _columns(measures)
    sheet = TemplateSheet(book, "Measures", title, columns)
    open_title(sheet, scorecard)
    sheet.rule()
    for number, (section, records) in enumerate(by_section(measures), start=1):
        sheet.gap()
        for text in section[:-1]:
            sheet.banner(one_line(text), strong=True)
        sheet.banner(one_line(section[-1]) if section else "Measures", strong=len(section) == 1)
        rows: list[TableRow] = [_row(record, placing, columns) for record in records]
        sheet.table(f"tblOutcome{number:02d}", rows)
    if not measures:
        sheet.table("tblOutcome01", [])
    sheet.finish(portrait=True, freeze=(3, 2), repeat=(0, 2))
    _ratings(book, scorecard, placing)
    _counts(book, placing, measures, columns)
    write_help(book, help_texts.QUARTILE_SELF_ASSESSMENT, (*columns, *RATING_COLUMNS))
    placing.close(book)
    return placing


def _columns(measures: Sequence[Record]) -> tuple[TemplateColumn, ...]:
    periods = periods_of(measures)
    before, now = (periods[-2:] if len(periods) > 1 else ("Last year", *periods, "Result"))[:2]
    figure = ColumnKind.FIGURE
    words = ", ".join(_QUARTILES)
    quartile = TemplateColumn(
        "Quartile", 11, ColumnKind.CHOICE, choices=(*_QUARTILES, "n/a"),
        help=f"Where the figure stands among councils: {words}.",
    )  # fmt: skip
    return (
        replace(tc.CODE, width=15),
        replace(tc.MEASURE, width=44),
        TemplateColumn(before, 10, figure, help="The figure of the earlier year."),
        TemplateColumn(now, 10, figure, help="The figure of the later year."),
        _ENGLAND,
        TemplateColumn("Compared", 12, ColumnKind.SPARK, spark=tc.Spark(before, _ENGLAND.heading),
                       help="Small bars from left to right: the two years, and England."),
        quartile.named(_place_of(before)),
        quartile.named(_place_of(now)),
        tc.TREND,
        tc.STATUS,
        replace(tc.GOOD_IS, printed=False),
        tc.UNIT,
        tc.computed_trend(now, before),
    )  # fmt: skip


# Without a year in it, "Quartile" asks a refresh for this year's: last year's is kept by hand.
_LAST_PLACE = "Place last year"


def _place_of(period: str) -> str:
    return _LAST_PLACE if period == "Last year" else f"{period} Quartile"


def _row(record: Record, placing: Placing, columns: Sequence[TemplateColumn]) -> TableRow:
    before, now = columns[2].heading, columns[3].heading
    row = measure_row(record, placing, now if now == "Result" else "")
    for period in {before, now} - {"Last year", "Result"}:
        row[period] = placing.figure(placing.choose(record, Field.ACTUAL, period, period))
    row |= {
        heading: placing.figure(_quartile(record, placing, heading))
        for heading in (_place_of(before), _place_of(now))
    }
    row["England"] = placing.figure(placing.choose(record, Field.COMPARATOR, "England"))
    row["Computed trend"] = computed("DOT", row, now, before)
    return row


def _quartile(record: Record, placing: Placing, heading: str) -> Observation | None:
    if heading == _LAST_PLACE:
        return None
    period = heading.removesuffix(" Quartile")
    return placing.choose(record, Field.QUARTILE, heading, None if period == "Result" else period)


def _ratings(book: TemplateBook, scorecard: Scorecard, placing: Placing) -> None:
    sheet = TemplateSheet(book, "Self-ratings", "Self-assessment from 1 to 4", RATING_COLUMNS)
    sheet.line("1 inadequate, 2 adequate, 3 good, 4 outstanding", strong=True)
    sheet.rule()
    sheet.gap()
    rows: list[TableRow] = []
    for record in scorecard.records:
        if record.kind is not Kind.RATING:
            continue
        placing.take(record)
        chosen = record.observation(Role.ACTUAL)
        placing.figure(chosen)
        value = chosen.quantity.value if chosen is not None else None
        row: dict[str, tc.Content] = {
            "Theme": one_line(record.section[-1]) if record.section else "",
            "Ref": record.ref,
            "Description": one_line(record.title),
            _CHOSEN: None if value is None else float(value),
            "Commentary": "\n".join(paragraphs(text) for _, text in record.text),
        }
        for level in _LEVELS:
            row[level] = "Chosen" if value == int(level[0]) else "-"
        rows.append(row)
    heading = sheet.row
    top, bottom = sheet.table("tblSelfRatings", rows)
    for place, (fill, ink) in enumerate(_LEVEL_LOOKS, start=4):
        sheet.colour_word("Chosen", fill, ink, (top, bottom, place))
    sheet.finish(freeze=(heading + 1, 3), repeat=(heading, heading))


# Light to dark in one hue: a scale of quality, not a rating by traffic light.
_LEVEL_LOOKS = (
    ("#D5D8DB", "#000000"),
    ("#9DBAD5", "#000000"),
    ("#3A6E9E", "#FFFFFF"),
    ("#12436D", "#FFFFFF"),
)


def _counts(
    book: TemplateBook,
    placing: Placing,
    measures: Sequence[Record],
    columns: Sequence[TemplateColumn],
) -> None:
    """The sheet Summary: how many measures stand in each quartile, year by year."""
    before, now = columns[6].heading, columns[7].heading
    figure = ColumnKind.FIGURE
    sheet = TemplateSheet(
        book, "Summary", "Summary of quartiles",
        (TemplateColumn("Place", 56, ColumnKind.TEXT), TemplateColumn(before, 20, figure),
         TemplateColumn(now, 20, figure)),
    )  # fmt: skip
    open_title(sheet, placing.scorecard, names=False)
    sheet.rule()
    sheet.gap()
    tables = [f"tblOutcome{n:02d}" for n, _ in enumerate(by_section(measures), start=1)]
    tables = tables or ["tblOutcome01"]
    top, bottom = sheet.table("tblQuartiles", [{"Place": word} for word in _QUARTILES])
    for row, word in enumerate(_QUARTILES, start=top):
        for place, column in enumerate((columns[6], columns[7]), start=1):
            formula = "+".join(f'COUNTIF({table}[[{column.heading}]],"{word}")' for table in tables)
            found = (_quartile(record, placing, column.heading) for record in measures)
            shown = sum(v is not None and one_line(v.raw) == word for v in found)
            sheet.count(row, place, f"={formula}", shown)
    sheet.gap(14)
    add_bar_chart(
        sheet, (top, bottom), (2, ("#5B8DB8", "#12436D")), "Measures in each quartile",
        "Bars: how many measures stand in the top, second, third and bottom quartile, in the "
        "earlier and the later year. The table above has the same numbers.",
    )  # fmt: skip
    sheet.finish(portrait=True, repeat=(0, 0))
