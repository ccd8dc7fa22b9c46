"""The cells of the sheet Measures that hold a printed value, and the doubts about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from xlscorecard.model.decision import SURE, ReviewLine
from xlscorecard.model.scorecard import Observation, Record, Scorecard, Severity
from xlscorecard.workbook.book import SHEET_LINKS, Book, Link
from xlscorecard.workbook.styles import cell_number, number_format, status_text

_Place = tuple[str, int | None, int | None, str | None]
_LINKED = {"font_color": "#1D4F91", "underline": 1}


class Doubts:
    """Which values are doubtful, paper by paper, and where their pictures are."""

    def __init__(
        self, book: Book, scorecards: Sequence[Scorecard], review: Sequence[ReviewLine]
    ) -> None:
        self._book = book
        self._links = 0
        self._told: set[_Place] = set()
        self._pictures: dict[_Place, str] = {
            (line.document, line.table, line.row, line.column): line.picture
            for line in review
            if line.picture
        }
        if self._pictures:
            # A picture of another paper of the same name would be worse than none.
            names = Counter(card.paper.file for card in scorecards)
            self._pictures = {at: to for at, to in self._pictures.items() if names[at[0]] == 1}

    def turn_to(self, scorecard: Scorecard) -> None:
        """The next cells are those of this paper."""
        self._told = {
            (scorecard.paper.file, finding.table, finding.row, finding.column)
            for finding in scorecard.findings
            if finding.severity is Severity.LOOK
        }

    def cell(self, record: Record, value: Observation | None) -> tuple[object, Any]:
        """A value's cell: a number as a number in its printed format; a range, a limit or a
        status as text; a question mark behind what is doubtful."""
        if value is None:
            return "", self._book.cell()
        source = record.source
        place = (source.document, source.table, source.row, value.column)
        doubtful = value.confidence < SURE or place in self._told
        picture = self._pictures.get(place, "") if doubtful else ""
        self._links += bool(picture)
        linked = bool(picture) and self._links <= SHEET_LINKS
        shown, style = self._shown(value, "?" if doubtful else "", _LINKED if linked else {})
        if not linked or shown == "":
            return shown, style
        return Link(f"external:{picture}", shown, "Doubtful: see it in the paper"), style

    def _shown(
        self, value: Observation, mark: str, look: dict[str, object]
    ) -> tuple[str | float, Any]:
        book, quantity = self._book, value.quantity
        if quantity.value is not None and quantity.comparator is None:
            shown = number_format(quantity, quantity.value)
            if mark:
                shown = ";".join(f'{part}"{mark}"' for part in shown.split(";"))
            return cell_number(quantity, quantity.value), book.cell(num_format=shown, **look)
        behind = f" {mark}" if mark else ""
        if quantity.numeric or quantity.status is None:
            style = book.text_cell(align="right" if quantity.numeric else "left", **look)
            return value.raw.strip() + behind, style
        return status_text(quantity.status) + behind, book.text_cell(**look)
