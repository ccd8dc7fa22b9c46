"""The sheet Notes: what the symbols, words and colours mean, and what the papers' keys say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlscorecard.model.scorecard import Rag, Scorecard
from xlscorecard.workbook.book import Book, Column
from xlscorecard.workbook.styles import RAG_WORDS

NAME = "Notes"
_COLUMNS = (
    Column("Topic", 18),
    Column("Symbol", 24),
    Column("Meaning", 80),
    Column("RAG", 10),
    Column("Trend", 12),
    Column("Paper", 8),
)
KEY = "Paper's key"
STATEMENT = "Paper's statement"

_RAGS = {
    Rag.RED: "Off target by more than the margin, or as the paper's key says",
    Rag.AMBER: "Short of the target, but within the margin",
    Rag.GREEN: "On target or better",
    Rag.BLUE: "Complete, or well above target, where a council uses it",
    Rag.GREY: "Not rated: no data, not due or not applicable",
}
_GENERAL = (
    ("RAG", "RAG", "The council's own rating, as printed or as the cell is coloured in the paper"),
    (
        "RAG",
        "Computed RAG",
        (
            "Calculated by xlscorecard from the printed figures by general rules, with the reason "
            "in the column Why. It is not the council's rating: councils have rules of their own"
        ),
    ),
    (
        "RAG",
        "How it is computed",
        (
            "Percentages by their distance from the target in percentage points, other figures "
            "by their distance in per cent of the target, target bands and limits as stated; a "
            "margin that the paper's key states comes first. `xlscorecard rules show` lists them"
        ),
    ),
    ("RAG", "Agreement", "Whether the printed and the computed RAG are the same, where both exist"),
    ("Trend", "↑ Up, → Flat, ↓ Down", "An arrow as drawn in the paper; its key says what it shows"),
    ("Trend", "Improving, Steady, Declining", "A judgement that the paper prints in words"),
    ("Value", "[x]", "Not available: not collected, due later, to be confirmed, awaited or blank"),
    ("Value", "[z]", "Not applicable"),
    ("Value", "[c]", "Confidential: suppressed so that nobody can be told from the figure"),
    ("Value", "%", "A cell that shows 62% holds 0.62; in JSON, CSV, Parquet and SQLite it is 62"),
    (
        "Value",
        "59-63%, <14 days",
        (
            "Ranges and limits stand as text on Measures and as numbers on "
            "Observations (low, high, comparator)"
        ),
    ),
    ("Value", "Actual for, Previous for", "The period of the figure, or its heading in the paper"),
    ("Sheet", "Measures", "Printed pages show the columns up to Why; the others are to the right"),
    (
        "Sheet",
        "Observations, Records",
        "Every field under its name in the documentation; xlscorecard reads them back",
    ),
)


def write_notes(book: Book, scorecards: Sequence[Scorecard]) -> None:
    """Write the sheet; the keys and statements of the papers stand at its end."""
    sheet = book.sheet(
        NAME,
        "Notes: symbols, words and colours",
        "What stands in this workbook, and what the papers themselves say of their symbols.",
        _COLUMNS,
    )
    text, plain = book.text_cell(), book.cell()
    for topic, symbol, meaning, rag in _ours():
        sheet.write(
            [
                (topic, text),
                (symbol, book.text_cell(bold=True)),
                (meaning, text),
                (RAG_WORDS[rag] if rag else "", book.rag_cell(rag)),
                ("", plain),
                ("", plain),
            ]
        )
    for number, scorecard in enumerate(scorecards, start=1):
        for entry in scorecard.key:
            sheet.write(
                [
                    (KEY, text),
                    (entry.symbol, book.text_cell(bold=True)),
                    (entry.meaning, text),
                    (RAG_WORDS[entry.rag] if entry.rag else "", book.rag_cell(entry.rag)),
                    (entry.trend.value if entry.trend else "", plain),
                    (number, plain),
                ]
            )
        for statement in scorecard.statements:
            told = [(cell, text) for cell in (STATEMENT, "", statement)]
            sheet.write([*told, ("", plain), ("", plain), (number, plain)])
    sheet.finish("notes", "")


def _ours() -> Iterator[tuple[str, str, str, Rag | None]]:
    for rag, meaning in _RAGS.items():
        yield "RAG", RAG_WORDS[rag], meaning, rag
    for topic, symbol, meaning in _GENERAL:
        yield topic, symbol, meaning, None
