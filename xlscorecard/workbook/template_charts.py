"""A template's native charts, each with its description, and the map of risks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from xlscorecard.model.scorecard import Rag
from xlscorecard.workbook.styles import FONT, PALE, PALETTE, RAG_WORDS
from xlscorecard.workbook.template_sheet import TemplateSheet


def add_chart(
    sheet: TemplateSheet,
    place: tuple[int, int],
    size: tuple[int, int],
    build: Callable[[Any], Any],
    description: str,
) -> None:
    """Put a native chart on a sheet with its alternative text; size in pixels."""
    chart = build(sheet.book.xlsx)
    chart.set_size({"width": size[0], "height": size[1]})
    chart.set_chartarea({"border": {"none": True}})
    sheet.page.insert_chart(
        *place, chart, {"description": description, "object_position": 2, "x_offset": 2}
    )


def counted_series(
    sheet: str, rows: tuple[int, int], rags: Sequence[Rag]
) -> Iterator[dict[str, Any]]:
    """A series for each RAG column of a table of counts: names in column A, counts from B on,
    headings in the row above ``rows`` (counted from 0)."""
    for number, rag in enumerate(rags):
        column = xl_col_to_name(1 + number)
        place = f"${column}${rows[0] + 1}:${column}${rows[1] + 1}"
        yield {
            "name": f"='{sheet}'!${column}${rows[0]}",
            "categories": f"='{sheet}'!$A${rows[0] + 1}:$A${rows[1] + 1}",
            "values": f"='{sheet}'!{place}",
            "gap": 45,
        } | _rag_looks(rag)


def share_series(sheet: str, first: int, rags: Sequence[Rag]) -> Iterator[dict[str, Any]]:
    """A series for each row of a table of counts: name in column A, count in column B."""
    for row, rag in enumerate(rags, start=first + 1):
        yield {
            "name": f"='{sheet}'!$A${row}",
            "values": f"='{sheet}'!$B${row}:$B${row}",
            "gap": 0,
        } | _rag_looks(rag)


def _rag_looks(rag: Rag) -> dict[str, Any]:
    fill, ink = PALETTE[rag]
    return {
        "fill": {"color": fill},
        "border": {"color": "#FFFFFF", "width": 0.75},
        "overlap": 100,
        "data_labels": {
            "value": True,
            "num_format": "0;;;",
            "font": {"color": ink, "name": FONT, "size": 10, "bold": True},
        },
    }


def add_bar_chart(
    sheet: TemplateSheet,
    rows: tuple[int, int],
    series: tuple[int, tuple[str, ...]],
    title: str,
    description: str,
) -> None:
    """Columns side by side for a table of counts: names in column A, ``series`` says how many
    columns follow and their colours."""
    first, last = rows

    def build(xlsx: Any) -> Any:
        chart = xlsx.add_chart({"type": "column"})
        for place, colour in zip(range(1, series[0] + 1), series[1], strict=True):
            column = xl_col_to_name(place)
            chart.add_series(
                {
                    "name": f"='{sheet.name}'!${column}${first}",
                    "categories": f"='{sheet.name}'!$A${first + 1}:$A${last + 1}",
                    "values": f"='{sheet.name}'!${column}${first + 1}:${column}${last + 1}",
                    "fill": {"color": colour},
                    "gap": 60,
                    "data_labels": {"value": True},
                }
            )
        chart.set_title({"name": title, "overlay": False, "name_font": {"size": 12}})
        chart.set_y_axis({"num_format": "0", "min": 0, "major_gridlines": {
            "visible": True, "line": {"color": "#E3E7EA"}}})  # fmt: skip
        chart.set_legend({"position": "bottom"})
        return chart

    add_chart(sheet, (sheet.row, 0), (sheet.pixels - 4, 280), build, description)
    for _ in range(15):
        sheet.gap(15)


def risk_class(score: int) -> Rag:
    """The usual bands of a five by five matrix: 15 and more Red, 8 to 14 Amber, else Green."""
    return Rag.RED if score >= 15 else Rag.AMBER if score >= 8 else Rag.GREEN


def write_risk_map(
    sheet: TemplateSheet, table: str, risks: Sequence[tuple[object, object]]
) -> None:
    """Likelihood across, impact upwards: each cell counts its risks and names its class."""
    heading = sheet.book.cell(
        bold=True, bg_color=PALE, align="center", valign="vcenter", text_wrap=True
    )
    heads = ["Impact and likelihood", *(f"Likelihood {n}" for n in range(1, 6))]
    top = sheet.row
    sheet.page.set_row(top, 24)
    sheet.page.add_table(
        top, 0, top + 5, 5,
        {
            "name": "tblRiskMap", "style": None, "autofilter": False,
            "columns": [{"header": head, "header_format": heading} for head in heads],
        },
    )  # fmt: skip
    for impact in range(5, 0, -1):
        sheet.row += 1
        sheet.page.set_row(sheet.row, 44)
        sheet.page.write_string(sheet.row, 0, f"Impact {impact}", heading)
        for likelihood in range(1, 6):
            rag = risk_class(impact * likelihood)
            word = RAG_WORDS[rag]
            fill, ink = PALETTE[rag]
            style = sheet.book.cell(
                bg_color=fill, font_color=ink, align="center", valign="vcenter", bold=True,
                num_format=f'[=1]0" risk: {word}";[>1]0" risks: {word}";"{word}"',
            )  # fmt: skip
            shown = sum(one == (likelihood, impact) for one in risks)
            formula = f"=COUNTIFS({table}[Likelihood],{likelihood},{table}[Impact],{impact})"
            sheet.page.write_formula(sheet.row, likelihood, formula, style, shown)
    sheet.row += 1
