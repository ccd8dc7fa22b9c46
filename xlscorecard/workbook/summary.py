"""The sheet Summary: what a director sees first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlscorecard.model.scorecard import Rag, Record, Scorecard, Severity
from xlscorecard.workbook.book import (
    Book,
    clean,
    heading_format,
    lay_out,
    put_text,
    rag_properties,
    total_format,
    write_title,
)
from xlscorecard.workbook.count import (
    RATED,
    Counts,
    count_agreement,
    count_rags,
    section_labels,
)
from xlscorecard.workbook.fit import row_height
from xlscorecard.workbook.measures import NAME as MEASURES
from xlscorecard.workbook.styles import FONT, HEADING, MUTED, PALETTE, RAG_WORDS

NAME = "Summary"
# More bars than this cannot be read on one page; the tables have them all.
_BARS = 30
# With more papers a table of all their sections is no summary.
_SECTION_PAPERS = 100
_WIDTHS = (34, 21, 9.5, 8, 8, 8.5, 8.5, 8.5, 8.5, 8.5, 8.5, 8.5, 8.5)
_BOTH = "RAG"
_ALWAYS = (Rag.RED, Rag.AMBER, Rag.GREEN)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table of counts."""

    names: tuple[str, str]
    counts: Counts


class _Canvas:
    """The sheet, the next free row counted from 0, and the RAG classes that occur."""

    def __init__(self, book: Book, page: Any, shown: tuple[Rag, ...]) -> None:
        self.book = book
        self.page = page
        self.row = 4
        self.shown = shown

    @property
    def counted(self) -> tuple[Rag | None, ...]:
        return (*self.shown, None)

    @property
    def shares(self) -> tuple[Rag, ...]:
        return tuple(rag for rag in RATED if rag in self.shown)

    def headings(self, *names: str) -> tuple[str, ...]:
        return (
            *names,
            "Records",
            *(RAG_WORDS[rag] for rag in self.shown),
            "No RAG",
            *(f"{RAG_WORDS[rag]} %" for rag in self.shares),
        )


def write_summary(book: Book, scorecards: Sequence[Scorecard], title: str) -> None:
    """Write the sheet: RAG by paper and by section, printed against computed, and a chart."""
    page = book.xlsx.add_worksheet(NAME)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width, book.style())
    records = [record for scorecard in scorecards for record in scorecard.records]
    printed = count_rags(record.rag for record in records)
    computed = count_rags(r.judgement.rag if r.judgement else None for r in records)
    write_title(book, page, title, _about(scorecards))
    put_text(book, page, 2, 0, _left_out(printed), book.style(font_color=MUTED))
    used = tuple(rag for rag in Rag if rag in _ALWAYS or printed.of[rag] or computed.of[rag])
    at = _Canvas(book, page, used)
    papers = [_Line(*_paper(card)) for card in scorecards]
    sections = list(_sections(scorecards)) if len(scorecards) <= _SECTION_PAPERS else []
    by_section = len(scorecards) == 1
    bars = sections if by_section else papers
    drawn = printed.total > printed.of[None] and len(bars) <= _BARS
    chart_row = at.row
    if drawn:
        at.row += _chart_height(len(bars)) // 20 + 2
    first_paper = _write_counts(
        at, "Printed RAG by paper", ("Paper", "Organisation"), papers, "rag_by_paper"
    )
    both = [
        _Line(("Printed", "The council's, as printed or coloured"), printed),
        _Line(("Computed", "Ours, by stated rules; not the council's"), computed),
    ]
    _write_counts(
        at, "Printed and computed RAG", (_BOTH, "What it is"), both, "printed_and_computed"
    )
    _write_agreement(at, records)
    first_section = 0
    if len(scorecards) <= _SECTION_PAPERS:
        first_section = _write_counts(
            at, "Printed RAG by section", ("Section", "Paper"), sections, "rag_by_section"
        )
    else:
        told = f"Of more than {_SECTION_PAPERS} papers the sections stand on {MEASURES} only."
        put_text(book, page, at.row, 0, told, book.style(font_color=MUTED))
    if drawn:
        first = first_section if by_section else first_paper
        _draw_chart(at, chart_row, first, bars, "section" if by_section else "paper")
    lay_out(page, title)
    page.set_portrait()  # the one sheet that is higher than it is wide
    page.print_area(0, 0, at.row, len(at.headings("", "")) - 1)
    page.activate()
    page.set_first_sheet()


def _about(scorecards: Sequence[Scorecard]) -> str:
    records = sum(len(card.records) for card in scorecards)
    pages = sum(card.paper.pages or 0 for card in scorecards)
    look = sum(f.severity is Severity.LOOK for card in scorecards for f in card.findings)
    facts: list[str] = []
    if len(scorecards) == 1:
        paper = scorecards[0].paper
        facts += [fact for fact in (paper.organisation, paper.reporting_period) if fact]
    else:
        facts.append(_many(len(scorecards), "paper"))
    if pages:
        facts.append(_many(pages, "page"))
    facts += [_many(records, "record"), f"{_many(look, 'finding')} to look at"]
    return "  ·  ".join(facts)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _left_out(printed: Counts) -> str:
    if not printed.rated:
        return "No record has a printed RAG of red, amber, green or blue: there are no percentages."
    left = printed.total - printed.rated
    told = (
        f"Percentages are of the {printed.rated:,} of {printed.total:,} records with a printed RAG"
    )
    if left:
        told += f"; {printed.of[Rag.GREY]:,} grey and {printed.of[None]:,} without are left out"
    return told + ". They are rounded so that they add up to 100%."


def _paper(card: Scorecard) -> tuple[tuple[str, str], Counts]:
    name = card.paper.title or card.paper.file
    return (name, card.paper.organisation or ""), count_rags(r.rag for r in card.records)


def _sections(scorecards: Sequence[Scorecard]) -> Iterator[_Line]:
    for card in scorecards:
        for path, label in section_labels(card.records).items():
            own = (record.rag for record in card.records if record.section == path)
            yield _Line((label, card.paper.file), count_rags(own))


def _write_counts(
    at: _Canvas, caption: str, names: tuple[str, str], lines: Sequence[_Line], table: str
) -> int:
    """A caption and a table of counts, with a total where the lines are parts of one.

    Gives the row of the first line, counted from 0.
    """
    headings = at.headings(*names)
    first = _open_table(at, caption, headings)
    for line in lines:
        if names[0] == _BOTH:
            _name_cells(at, line)
        _write_line(at, line)
    if not lines:
        _write_line(at, _Line(("None", ""), count_rags(())))
    _close_table(at, table, first, headings)
    if len(lines) > 1 and names[0] != _BOTH:
        total = _Line(("Total", ""), _sum(line.counts for line in lines))
        _write_line(at, total, total=True)
    at.row += 1
    return first


def _name_cells(at: _Canvas, line: _Line) -> None:
    """Names such as printed_red, for whoever links to this workbook."""
    for column, rag in enumerate(at.shown, start=3):
        cell = xl_rowcol_to_cell(at.row, column, row_abs=True, col_abs=True)
        name = f"{line.names[0].casefold()}_{rag.value}"
        at.book.xlsx.define_name(name, f"={NAME}!{cell}")


def _sum(counts: Iterable[Counts]) -> Counts:
    together: dict[Rag | None, int] = dict.fromkeys((*Rag, None), 0)
    for one in counts:
        for rag, count in one.of.items():
            together[rag] += count
    return Counts(together)


def _write_line(at: _Canvas, line: _Line, *, total: bool = False) -> None:
    def style(**properties: object) -> Any:
        return total_format(at.book, **properties) if total else at.book.cell(**properties)

    for place, name in enumerate(line.names):
        wrapped = style(text_wrap=True, align="left", indent=1)
        at.page.write_blank(at.row, place, None, wrapped)
        put_text(at.book, at.page, at.row, place, clean(name), wrapped)
    wide = [(name, _WIDTHS[place] - 1.3, total) for place, name in enumerate(line.names)]
    at.page.set_row(at.row, row_height(wide))
    counts = [line.counts.total, *(line.counts.of[rag] for rag in at.counted)]
    for place, count in enumerate(counts, start=2):
        at.page.write_number(at.row, place, count, style(num_format="#,##0"))
    shares = line.counts.shares
    for column, rag in enumerate(at.shares, start=2 + len(counts)):
        if shares is None:
            at.page.write_string(at.row, column, "[z]", style(align="right"))
        else:
            share = shares[RATED.index(rag)] / 100
            at.page.write_number(at.row, column, share, style(num_format="0%"))
    at.row += 1


def _open_table(at: _Canvas, caption: str, headings: Sequence[str]) -> int:
    at.page.set_row(at.row, 20)
    at.page.write_string(
        at.row, 0, caption, at.book.style(bold=True, font_size=12, font_color=HEADING)
    )
    at.row += 1
    at.page.set_row(at.row, 20)
    for place, heading in enumerate(headings):
        at.page.write_string(at.row, place, heading, _heading(at.book, heading))
    at.row += 1
    return at.row


def _heading(book: Book, heading: str) -> Any:
    """A RAG's heading in its own colour, its word in it."""
    for rag, word in RAG_WORDS.items():
        if heading in {word, f"{word} %"}:
            return book.cell(valign="vcenter", **rag_properties(rag))
    return heading_format(book)


def _close_table(at: _Canvas, name: str, first: int, headings: Sequence[str]) -> None:
    if at.book.row_by_row:
        return
    at.page.add_table(
        first - 1,
        0,
        at.row - 1,
        len(headings) - 1,
        {
            "name": name,
            "style": None,
            "autofilter": False,
            "columns": [
                {"header": heading, "header_format": _heading(at.book, heading)}
                for heading in headings
            ],
        },
    )


def _write_agreement(at: _Canvas, records: Sequence[Record]) -> None:
    found = count_agreement(records)
    headings = ("Agreement", "What it means", "Records")
    first = _open_table(at, "Where printed and computed RAG meet", headings)
    for name, meaning, count in (
        ("Agrees", "Printed and computed are the same", found.agree),
        ("Differs", "The column Why tells the reason", found.differ),
        ("Not compared", "One of the two is missing", found.not_compared),
    ):
        at.page.write_string(at.row, 0, name, at.book.text_cell())
        at.page.write_string(at.row, 1, meaning, at.book.text_cell())
        at.page.set_row(at.row, row_height([(meaning, _WIDTHS[1] - 1.3, False)]))
        at.page.write_number(at.row, 2, count, at.book.cell(num_format="#,##0"))
        at.row += 1
    _close_table(at, "agreement", first, headings)
    at.row += 1


def _chart_height(bars: int) -> int:
    """Pixels; 20 are a row of the usual height."""
    return 120 + 32 * bars


def _draw_chart(at: _Canvas, row: int, first: int, bars: Sequence[_Line], what: str) -> None:
    """A stacked bar for each of a table's lines; ``first`` is the row of the table's first."""
    chart = at.book.xlsx.add_chart({"type": "bar", "subtype": "stacked"})
    font = {"name": FONT, "size": 9, "color": "#000000"}
    last = first + len(bars) - 1
    for place, rag in enumerate(at.shown, start=3):
        if not any(line.counts.of[rag] for line in bars):
            continue
        fill, ink = PALETTE[rag]
        letter = "" if rag is Rag.GREY else f'"{RAG_WORDS[rag][0]} "'
        chart.add_series(
            {
                "name": [NAME, first - 1, place],
                "categories": [NAME, first, 0, last, 0],
                "values": [NAME, first, place, last, place],
                "fill": {"color": fill},
                "border": {"color": "#505A5F", "width": 0.5},
                "gap": 45,
                # The letter stands in the bar, so that colour is never alone; 0 shows nothing.
                "data_labels": {
                    "value": True,
                    "num_format": f"{letter}0;;",
                    "font": font | {"color": ink, "bold": True},
                },
            }
        )
    chart.set_title(
        {
            "name": f"Records with a printed RAG, by {what}",
            "name_font": {"name": FONT, "size": 12, "bold": True, "color": HEADING},
            "overlay": False,
        }
    )
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": "#505A5F"}})
    chart.set_x_axis(
        {
            "num_font": font,
            "num_format": "0",
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": "#D5D8DB", "width": 0.5}},
            "line": {"none": True},
        }
    )
    chart.set_legend({"position": "top", "font": font})
    width = sum(round(width * 7) + 5 for width in _WIDTHS[: len(at.headings("", ""))])
    chart.set_size({"width": width, "height": _chart_height(len(bars))})
    at.page.insert_chart(row, 0, chart, {"description": _alt(bars, what), "object_position": 1})


def _alt(lines: Sequence[_Line], what: str) -> str:
    """The chart in words: the totals, for the tables have the rest."""
    counts = _sum(line.counts for line in lines)
    parts = [
        f"{count} {RAG_WORDS[rag].lower()}" for rag, count in counts.of.items() if rag and count
    ]
    return (
        f"Stacked bar chart: records with a printed RAG, one bar for each {what}. "
        f"In all {', '.join(parts)}. The tables below have all figures."
    )
