"""The sheet Findings: every doubt and remark, with a link to where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlscorecard.model.scorecard import Finding, Scorecard, Severity
from xlscorecard.workbook import measures, sources
from xlscorecard.workbook.book import SHEET_LINKS, Book, Column, Cut, Link

NAME = "Findings"
_COLUMNS = (
    Column("Document", 20),
    Column("Severity", 10),
    Column("Message", 70),
    Column("Page", 7),
    Column("Table", 7),
    Column("Row", 7),
    Column("Column", 18),
    Column("Link", 18),
    Column("Code", 24),
    Column("Paper", 8, printed=False),
)


def write_findings(
    book: Book, scorecards: Sequence[Scorecard], places: Mapping[tuple[int, int, int], int]
) -> None:
    """Write the sheet; ``places`` tells the row of the sheet Measures of each (paper, table, row).

    Texts that did not fit into a cell on the sheets before are told here as well.
    """
    look = sum(f.severity is Severity.LOOK for card in scorecards for f in card.findings)
    sheet = book.sheet(
        NAME,
        "Findings: what to look at",
        f"{look:,} to look at. The severity look wants a person's eye; info is a remark.",
        _COLUMNS,
    )
    text, plain = book.text_cell(), book.cell()
    linked = book.text_cell(font_color="#1D4F91", underline=1)
    tables: dict[tuple[int, int], int] = {}
    for (number, table, _), row in places.items():
        tables.setdefault((number, table), row)

    def write(document: str, finding: Finding, link: Link | None, number: int | None) -> None:
        # Excel drops all links of a sheet that has more than its limit.
        told: object = link if sheet.row <= SHEET_LINKS else (link.text if link else None)
        sheet.write(
            [
                (document, text),
                (finding.severity.value, book.cell(bold=finding.severity is Severity.LOOK)),
                (finding.message, text),
                (finding.page, plain),
                (finding.table, plain),
                (finding.row, plain),
                (finding.column, text),
                (told, linked if isinstance(told, Link) else text),
                (finding.code, text),
                (number, plain),
            ]
        )

    for number, scorecard in enumerate(scorecards):
        for finding in scorecard.findings:
            table = finding.table or 0
            at = places.get((number, table, finding.row or 0)) or tables.get((number, table))
            write(scorecard.paper.file, finding, _link(number, at), number + 1)
    for cut in tuple(book.cuts):
        link = Link(f"internal:'{cut.sheet}'!A{cut.row}", f"{cut.sheet} row {cut.row}", "Go to it")
        write("this workbook", cut_finding(cut), link, None)
    sheet.finish("findings", "There is nothing to look at.")


def cut_finding(cut: Cut) -> Finding:
    """Tells of a text that is longer than a cell can be."""
    return Finding(
        "text-cut",
        Severity.LOOK,
        f"The sheet {cut.sheet}, row {cut.row}, column {cut.heading} has room for 32,767 of "
        f"the text's {cut.length:,} characters; the JSON output has it whole.",
    )


def _link(number: int, row: int | None) -> Link:
    if row is not None:
        name = measures.NAME
    else:
        name, row = sources.NAME, sources.FIRST_ROW + number
    return Link(f"internal:'{name}'!A{row}", f"{name} row {row}", f"Go to {name} row {row}")
