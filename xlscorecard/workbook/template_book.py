"""A template under way: a workbook that an officer will type into."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.utility import xl_rowcol_to_cell

from xlscorecard.workbook.book import CREATED, Book, clean


class TemplateBook(Book):
    """A workbook that an officer will type into: the language, dates and notes are British."""

    def __init__(self, path: Path, title: str, about: str) -> None:
        super().__init__(path, title, row_by_row=False)
        self.title = title
        self.xlsx.set_properties(
            {
                "title": clean(title)[:255],
                "subject": about,
                "author": "xlscorecard",
                "category": "Performance scorecard",
                "keywords": "scorecard, RAG, performance, template",
                "comments": "Made with xlscorecard template new.",
                "created": CREATED.replace(tzinfo=None),
            }
        )
        self.long_rows: list[str] = []

    def name_cell(self, name: str, sheet: str, row: int, column: int) -> None:
        """A workbook-scope name for one cell."""
        self.xlsx.define_name(name, f"='{sheet}'!{xl_rowcol_to_cell(row, column, True, True)}")
