"""The finished workbook: summary, measures, data, findings, sources and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xlscorecard.model.decision import ReviewLine
from xlscorecard.model.errors import Refused
from xlscorecard.model.files import write_whole
from xlscorecard.model.scorecard import Finding, Scorecard
from xlscorecard.workbook.book import ROW_BY_ROW, SHEET_ROWS, Book, Sheet
from xlscorecard.workbook.data import write_observations, write_records
from xlscorecard.workbook.findings import cut_finding, write_findings
from xlscorecard.workbook.measures import write_measures
from xlscorecard.workbook.notes import write_notes
from xlscorecard.workbook.review import write_review
from xlscorecard.workbook.sources import write_sources
from xlscorecard.workbook.summary import write_summary


def write_workbook(
    scorecards: Iterable[Scorecard], path: Path, review: Sequence[ReviewLine] = ()
) -> tuple[Finding, ...]:
    """Write the workbook; gives a finding for each text that was too long for a cell.

    ``review`` fills a sheet of doubtful values and decisions; without it there is none.

    The same papers give the same bytes. Raises CannotWrite, and Refused when there are more
    values than a sheet has rows.
    """
    # A sequence may rest on the disk: it is gone through several times and never held whole.
    cards = scorecards if isinstance(scorecards, Sequence) else tuple(scorecards)
    values = sum(len(record.observations) for card in cards for record in card.records)
    records = sum(len(card.records) for card in cards)
    if max(values, records) > SHEET_ROWS - Sheet.HEADING_ROW - 1:
        raise Refused(
            str(path),
            f"{values:,} values are more than an Excel sheet has rows",
            advice="Write .parquet or .sqlite, or one workbook for each paper (--each).",
        )
    found: list[Finding] = []
    large = values > ROW_BY_ROW

    def write(part: Path) -> None:
        found.extend(_write(part, cards, review, row_by_row=large))

    write_whole(path, write)
    return tuple(found)


def _write(
    part: Path, cards: Sequence[Scorecard], review: Sequence[ReviewLine], *, row_by_row: bool
) -> list[Finding]:
    title = _title(cards)
    book = Book(part, title, row_by_row=row_by_row)
    write_summary(book, cards, title)
    places = write_measures(book, cards, review)
    write_observations(book, cards)
    write_records(book, cards)
    write_findings(book, cards, places)
    if review:
        write_review(book, review)
    write_sources(book, cards)
    write_notes(book, cards)
    book.close()
    return [cut_finding(cut) for cut in book.cuts]


def _title(cards: Sequence[Scorecard]) -> str:
    if len(cards) == 1:
        return cards[0].paper.title or cards[0].paper.file
    return "Performance scorecards"
