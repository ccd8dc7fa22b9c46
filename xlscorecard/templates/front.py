"""What every template begins and ends with: its title, its counts, its charts and its help."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlscorecard.model.scorecard import Rag, Scorecard
from xlscorecard.templates.help_texts import EVERY, Steps
from xlscorecard.templates.placing import Placing
from xlscorecard.workbook.book import put_text
from xlscorecard.workbook.styles import MUTED, RAG_WORDS
from xlscorecard.workbook.template_book import TemplateBook
from xlscorecard.workbook.template_charts import add_chart, counted_series, share_series
from xlscorecard.workbook.template_columns import ColumnKind, TableRow, TemplateColumn
from xlscorecard.workbook.template_sheet import TemplateSheet

SUMMARY = "Summary"
HELP = "How to use"
RATED = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE)
_TOTALS_ROW = 5  # of the headings on the sheet Summary, counted from 0: charts point at it
_LAST = "Not rated"
_COUNT = TemplateColumn("Number", 9, ColumnKind.FIGURE)


@dataclass(frozen=True, slots=True)
class Part:
    """A table of measures as the summary counts it, and the ratings that stand in it.

    ``section_heading`` names the column that tells the parts of one table apart.
    """

    name: str
    table: str
    title_heading: str
    rags: tuple[str, ...]
    section_heading: str = ""
    rag_heading: str = "RAG"


def rags_of(rows: Sequence[TableRow], heading: str = "RAG") -> tuple[str, ...]:
    """The ratings that stand in some rows, empty where there is none."""
    return tuple(str(row.get(heading) or "") for row in rows)


def open_page(sheet: TemplateSheet, scorecard: Scorecard, parts: Sequence[Part]) -> None:
    """The top of a scorecard's page: its title's lines, its ratings in words and as a bar."""
    open_title(sheet, scorecard)
    headline(sheet, parts)
    strip_chart(sheet)
    sheet.rule()


def close_book(
    book: TemplateBook,
    placing: Placing,
    parts: Sequence[Part],
    steps: Steps,
    columns: Sequence[TemplateColumn],
) -> Placing:
    """The last sheets, Summary and How to use, and the file itself."""
    write_summary(book, placing.scorecard, parts)
    write_help(book, steps, columns)
    placing.close(book)
    return placing


def open_title(sheet: TemplateSheet, scorecard: Scorecard, *, names: bool = True) -> None:
    """The lines under the title: whose scorecard, and for which period."""
    paper = scorecard.paper
    sheet.line(paper.organisation or "Your council", "organisation" if names else "", strong=True)
    sheet.line(period_line(scorecard), "reporting_period" if names else "")


def period_line(scorecard: Scorecard) -> str:
    """ "Reporting period: 2025/26 Quarter 2", worded so that a refresh can read it again."""
    period = scorecard.paper.reporting_period
    if not period:
        return "Reporting period: to be filled in"
    return "Reporting period: " + re.sub(r" Q([1-4])$", r" Quarter \1", period)


def headline(sheet: TemplateSheet, parts: Sequence[Part]) -> None:
    """One line that counts the ratings in words, kept up to date by the sheet Summary."""
    found = _count(parts)
    words = [RAG_WORDS[rag] for rag in RATED] + [_LAST]
    names = [f"total_{word.lower().replace(' ', '_')}" for word in words]
    joined = '&"   ·   "&'.join(
        f'"{word} "&{name}' for word, name in zip(words, names, strict=True)
    )
    shown = "   ·   ".join(f"{word} {found[word]}" for word in words)
    sheet.calculated_line(f"={joined}", shown)


def strip_chart(sheet: TemplateSheet) -> None:
    """One flat bar over the page that shows the shares of Red, Amber, Green and Blue."""
    row = sheet.row
    sheet.gap(50)

    def build(book: Any) -> Any:
        chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
        for series in share_series(SUMMARY, _TOTALS_ROW + 1, RATED):
            chart.add_series(series)
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_y_axis({"visible": False})
        chart.set_legend({"position": "bottom", "font": {"size": 9}})
        chart.set_plotarea({"layout": {"x": 0.0, "y": 0.03, "width": 1.0, "height": 0.55}})
        return chart

    add_chart(
        sheet, (row, 0), (sheet.pixels, 62), build,
        "Bar: how many measures are Red, Amber, Green and Blue. The line of text above it and "
        "the sheet Summary give the numbers.",
    )  # fmt: skip


def write_summary(book: TemplateBook, scorecard: Scorecard, parts: Sequence[Part]) -> None:
    """The sheet Summary: ratings in all and by section, with a chart."""
    columns = (
        TemplateColumn("Section", 44, ColumnKind.TEXT),
        *(TemplateColumn(RAG_WORDS[rag], 11, ColumnKind.FIGURE) for rag in RATED),
        TemplateColumn(_LAST, 12, ColumnKind.FIGURE),
        TemplateColumn("Total", 9, ColumnKind.FIGURE),
    )
    sheet = TemplateSheet(book, SUMMARY, "Summary of ratings", columns)
    open_title(sheet, scorecard, names=False)
    sheet.rule()
    sheet.gap()
    _totals(sheet, parts)
    sheet.gap(14)
    first, last = _sections(sheet, columns, parts)
    sheet.gap(14)
    height = 110 + 30 * len(parts)

    def build(xlsx: Any) -> Any:
        chart = xlsx.add_chart({"type": "bar", "subtype": "stacked"})
        for series in counted_series(SUMMARY, (first, last), RATED):
            chart.add_series(series)
        chart.set_title({"name": "Ratings by section", "overlay": False, "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "line": {"none": True}})
        chart.set_x_axis(
            {
                "num_font": {"size": 9}, "num_format": "0", "min": 0,
                "major_gridlines": {"visible": True, "line": {"color": "#E3E7EA"}},
            }
        )  # fmt: skip
        chart.set_legend({"position": "bottom"})
        return chart

    add_chart(
        sheet, (sheet.row, 0), (sheet.pixels - 4, height), build,
        "Stacked bars: for each section the number of measures rated Red, Amber, Green and Blue. "
        "The table above has the same numbers.",
    )  # fmt: skip
    for _ in range(-(-height // 20)):
        sheet.gap(15)
    sheet.finish(portrait=True, repeat=(0, 0))


def _totals(sheet: TemplateSheet, parts: Sequence[Part]) -> None:
    found = _count(parts)
    columns = (
        TemplateColumn("Rating", 44, ColumnKind.TEXT),
        _COUNT,
        TemplateColumn("Share of rated", 11, ColumnKind.FIGURE),
    )
    words = [RAG_WORDS[rag] for rag in RATED] + [_LAST]
    rows = [{"Rating": word} for word in words]
    rated = sum(found[word] for word in words[:-1])
    top, bottom = sheet.table("tblTotals", rows, columns)
    sheet.colour_words(top, bottom, 0)
    part = sheet.book.cell(valign="vcenter", align="center", num_format="0%")
    for row, word in enumerate(words, start=top):
        name = f"total_{word.lower().replace(' ', '_')}"
        sheet.count(row, 1, f"=SUM(tblSections[{word}])", found[word])
        sheet.book.name_cell(name, SUMMARY, row, 1)
        if word == _LAST:
            sheet.page.write_string(row, 2, "not counted", sheet.book.cell(
                valign="vcenter", align="center", font_color=MUTED))  # fmt: skip
            continue
        share = found[word] / rated if rated else ""
        total = "SUM(tblSections[Total])-SUM(tblSections[Not rated])"
        sheet.page.write_formula(
            row, 2, f'=IF({total}=0,"",tblTotals[[#This Row],[Number]]/({total}))', part, share
        )


def _sections(
    sheet: TemplateSheet, columns: Sequence[TemplateColumn], parts: Sequence[Part]
) -> tuple[int, int]:
    rows = [{"Section": part.name} for part in parts]
    top, bottom = sheet.table("tblSections", rows, columns)
    words = [RAG_WORDS[rag] for rag in RATED]
    for row, part in enumerate(parts, start=top):
        own = _count([part])
        for place, word in enumerate(words, start=1):
            sheet.count(row, place, _counting(part, word), own[word])
        this = "tblSections[[#This Row],"
        rest = f"={this}[Total]]-SUM({this}[Red]:[Blue]])"
        sheet.count(row, len(words) + 1, rest, own[_LAST])
        sheet.count(row, len(words) + 2, _counting(part, ""), len(part.rags))
    return top, bottom


def _counting(part: Part, word: str) -> str:
    """The formula that counts a part's measures with a rating, or all without a word."""
    rated = f"{part.table}[{part.rag_heading}]"
    if part.section_heading:
        # COUNTIFS would take * and ? in a section's name for wild cards.
        own = f"--({part.table}[{part.section_heading}]=tblSections[[#This Row],[Section]])"
        return f'=SUMPRODUCT({own},--({rated}="{word}"))' if word else f"=SUMPRODUCT({own})"
    if word:
        return f'=COUNTIF({rated},"{word}")'
    return f"=COUNTA({part.table}[{part.title_heading}])"


def _count(parts: Sequence[Part]) -> Counter[str]:
    known = {RAG_WORDS[rag] for rag in RATED}
    return Counter(word if word in known else _LAST for part in parts for word in part.rags)


def write_help(book: TemplateBook, steps: Steps, columns: Sequence[TemplateColumn]) -> None:
    """The sheet How to use: steps first, then what each column takes."""
    wide = (
        TemplateColumn("Topic", 26, ColumnKind.CODE),
        TemplateColumn("What to know", 96, ColumnKind.TEXT),
    )
    sheet = TemplateSheet(book, HELP, "How to use this workbook", wide)
    sheet.line("For the officer who fills it in each quarter. Nothing here is needed to read it.")
    sheet.rule()
    sheet.gap()
    rows: list[dict[str, str]] = [
        {"Topic": topic, "What to know": text} for topic, text in (*steps, *EVERY)
    ]
    sheet.table("tblHelp", rows)
    sheet.gap(14)
    sheet.banner("What each column takes")
    told: dict[str, str] = {}
    for column in columns:
        if column.help:
            told.setdefault(column.heading, column.help + _choices(column))
    sheet.table(
        "tblColumns",
        [{"Column": heading, "What it takes": text} for heading, text in told.items()],
        (wide[0].named("Column"), wide[1].named("What it takes")),
    )
    put_text(book, sheet.page, sheet.row + 1, 0, "", book.style())
    sheet.finish(portrait=True, repeat=(0, 0))


def _choices(column: TemplateColumn) -> str:
    return f" One of: {', '.join(column.choices)}." if column.choices else ""
