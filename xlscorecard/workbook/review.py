"""The sheet Review: every doubtful value, a link to its picture, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.decision import ReviewLine
from xlscorecard.workbook.book import SHEET_LINKS, Book, Column, Link

NAME = "Review"
_COLUMNS = (
    Column("Document", 20),
    Column("Page", 7),
    Column("Table", 7),
    Column("Row", 7),
    Column("Measure", 36),
    Column("Column", 18),
    Column("Read as", 14),
    Column("Doubt", 44),
    Column("Picture", 12),
    Column("Decision", 22),
    Column("Corrected to", 14),
    Column("Who", 14),
    Column("When", 20),
    Column("Confidence", 11, printed=False),
)


def write_review(book: Book, lines: Sequence[ReviewLine]) -> None:
    """Write the sheet. Pictures are links to files of our own report, relative to the workbook."""
    waiting = sum(line.state == "To be looked at" for line in lines)
    sheet = book.sheet(
        NAME,
        "Review: doubtful values and what was decided",
        f"{waiting:,} to be looked at. Values stand here as they were read; the other sheets hold "
        "them as decided.",
        _COLUMNS,
    )
    text, plain = book.text_cell(), book.cell()
    linked = book.text_cell(font_color="#1D4F91", underline=1)
    for line in lines:
        # Excel drops all links of a sheet that has more than its limit.
        links = bool(line.picture) and sheet.row <= SHEET_LINKS
        picture: object = line.picture
        if links:
            picture = Link(f"external:{line.picture}", "See it", "Open its page in the report")
        sheet.write(
            [
                (line.document, text),
                (line.page, plain),
                (line.table, plain),
                (line.row, plain),
                (" ".join(part for part in (line.ref, line.title) if part), text),
                (line.column, text),
                (line.raw, text),
                (line.why, text),
                (picture, linked if links else text),
                (line.state, book.text_cell(bold=line.state == "To be looked at")),
                (line.text, text),
                (line.who, text),
                (line.when.replace("T", " ").replace("Z", " UTC"), text),
                (line.confidence, book.cell(num_format="0.00")),
            ]
        )
    sheet.finish("review", "Nothing is doubtful, and nothing was decided.")
