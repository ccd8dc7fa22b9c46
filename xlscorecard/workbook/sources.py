"""The sheet Sources: the papers, with what identifies them."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.scorecard import Scorecard, Severity
from xlscorecard.workbook.book import Book, Column, Sheet

NAME = "Sources"
FIRST_ROW = Sheet.HEADING_ROW + 2  # as Excel counts
_COLUMNS = (
    Column("File", 28),
    Column("Title", 44),
    Column("Organisation", 28),
    Column("Reporting period", 13),
    Column("Pages", 8),
    Column("Records", 9),
    Column("Observations", 13),
    Column("To look at", 9),
    Column("SHA256", 34),
    Column("Paper", 8, printed=False),
)


def write_sources(book: Book, scorecards: Sequence[Scorecard]) -> None:
    """One row per paper."""
    sheet = book.sheet(
        NAME,
        "Sources: the papers read",
        "SHA256 is the file's checksum: a paper that was changed since has another.",
        _COLUMNS,
    )
    text, count = book.text_cell(), book.cell(num_format="#,##0")
    for number, scorecard in enumerate(scorecards, start=1):
        paper = scorecard.paper
        sheet.write(
            [
                (paper.file, text),
                (paper.title, text),
                (paper.organisation, text),
                (paper.reporting_period, text),
                (paper.pages, count),
                (len(scorecard.records), count),
                (sum(len(record.observations) for record in scorecard.records), count),
                (sum(f.severity is Severity.LOOK for f in scorecard.findings), count),
                (paper.sha256, text),
                (number, count),
            ]
        )
    sheet.finish("papers", "No paper was read.")
