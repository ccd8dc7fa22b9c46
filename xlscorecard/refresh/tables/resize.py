"""How a table's new length moves what refers to it: ranges grow and shrink along, or we refuse."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.opc.markup import local_name
from xlscorecard.refresh.parts.book import Table
from xlscorecard.refresh.parts.references import AreaReference, rewrite_areas
from xlscorecard.refresh.rows.addresses import Area, parse_areas

_RANGED = ("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange")
_FORMULAS = ("formula", "formula1", "formula2", "f")


@dataclass(frozen=True, slots=True)
class Resize:
    """A table whose body gets ``rows`` rows."""

    file: str
    table: Table
    rows: int

    @property
    def old(self) -> Area:
        return self.table.body

    @property
    def new(self) -> Area:
        return self.old._replace(bottom=self.old.top + self.rows - 1)

    @property
    def area(self) -> Area:
        """The table's new area, headings and totals included."""
        return self.table.area._replace(bottom=self.new.bottom + self.table.totals)

    @property
    def changed(self) -> bool:
        return self.old != self.new

    def move(self, area: Area, *, ranged: bool = True) -> Area:
        """Where a reference to the table's cells points afterwards; raises Refused.

        A range over the whole body ends with the body; one over the whole table with the
        table; one that goes on below it stays, unless the body outgrows it. What cuts through
        the rows that come or go has no right answer.
        """
        table, old, new = self.table.area, self.old, self.new
        first, last = min(old.bottom, new.bottom), max(table.bottom, self.area.bottom)
        if area.right < table.left or area.left > table.right:
            return area
        if area.top > last or area.bottom < old.top:
            return area
        wider = area.left < table.left or area.right > table.right
        if wider and area.bottom > first and not (area.bottom > last and area.top <= first):
            raise self._cut(area)
        whole = area.top <= old.top
        if area.bottom > last or (area.bottom == last and whole and area.bottom > table.bottom):
            if area.top <= first:
                return area
        elif self.table.totals and area.top > old.bottom:
            if area.inside(table):
                down = self.area.bottom - table.bottom
                return area._replace(top=area.top + down, bottom=area.bottom + down)
        elif whole and area.bottom == table.bottom and self.table.totals:
            return area._replace(bottom=self.area.bottom)
        elif whole and area.bottom == old.bottom:
            if area.top == old.top == area.bottom and not ranged:
                return area  # "=B2" in a table of one row is that cell, no column
            return area._replace(bottom=new.bottom)
        elif area.bottom <= first:
            return area
        elif whole and old.bottom < area.bottom < new.bottom:
            return area._replace(bottom=new.bottom)
        raise self._cut(area)

    def _cut(self, area: Area) -> Refused:
        return Refused(
            self.file,
            f"{area.text} on the same sheet cuts through rows that would come or go "
            f"(the table {self.table.name} goes from {self.table.area.text} to {self.area.text})",
            advice="Let it cover the whole column of the table, best as "
            f"{self.table.name}[heading].",
        )

    def formula(self, text: str, sheet: str, row: int | None = None) -> str:
        """A formula of a sheet after the resize; raises Refused.

        ``row`` is where it stands: beside the table's rows a range with a relative end is a
        running total or the like, which means its own row and not the end of the column.
        """
        beside = (
            row is not None
            and sheet.casefold() == self.table.sheet.casefold()
            and self.old.top <= row <= self.old.bottom
        )

        def move(reference: AreaReference, ranged: bool) -> Area:
            on = reference.sheet if reference.sheet is not None else sheet
            if ":" in on and self.move(reference.area, ranged=ranged) != reference.area:
                raise Refused(
                    self.file,
                    f"a formula reads {reference.area.text} of several sheets at once ({on}), and "
                    f"the table {self.table.name} would need another range there",
                )
            if on.casefold() != self.table.sheet.casefold():
                return reference.area
            if beside and reference.moves[2]:
                return reference.area
            return self.move(reference.area, ranged=ranged)

        return rewrite_areas(text, move)

    def frame(self, frame: etree._Element, sheet: str) -> bool:
        """Formats, validations and sparklines of a sheet; whether anything changed."""
        changed = False
        own = sheet == self.table.sheet
        for element in frame.iter():
            name = local_name(element)
            if own and name in _RANGED and element.get("sqref"):
                moved = self._ranges(element.get("sqref") or "")
                changed = changed or moved != element.get("sqref")
                element.set("sqref", moved)
            elif own and name == "sqref" and element.text:
                self._refuse_sparkline(element)
                moved = self._ranges(element.text)
                changed = changed or moved != element.text
                element.text = moved
            elif name in _FORMULAS and element.text and len(element) == 0:
                moved = self.formula(element.text, sheet)
                changed = changed or moved != element.text
                element.text = moved
            elif name == "cfvo" and element.get("val"):
                moved = self.formula(element.get("val") or "", sheet)
                changed = changed or moved != element.get("val")
                element.set("val", moved)
        return changed

    def _ranges(self, text: str) -> str:
        """Formats and validations are no calculation: a range that only touches may stay."""
        try:
            areas = parse_areas(text)
        except ValueError:
            return text
        moved = [self._range(area) for area in areas]
        return text if list(areas) == moved else " ".join(area.text for area in moved)

    def _range(self, area: Area) -> Area:
        try:
            return self.move(area)
        except Refused:
            return area

    def _refuse_sparkline(self, element: etree._Element) -> None:
        parent = element.getparent()
        if parent is None or local_name(parent) != "sparkline":
            return
        area = parse_areas(element.text or "")[0]
        rows = self.old._replace(bottom=max(self.area.bottom, self.table.area.bottom))
        if self.changed and area.meets(rows._replace(left=area.left, right=area.right)):
            raise Refused(
                self.file,
                f"the table {self.table.name} has a sparkline for each row ({area.text}), "
                "and its number of rows would change",
                advice="Resize the table in Excel first.",
            )
