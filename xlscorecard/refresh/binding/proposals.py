"""What a refresh would write into one cell, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.scorecard import Finding, Observation, Rag, Severity, Trend, Unit
from xlscorecard.refresh.binding.conventions import (
    Written,
    write_figure,
    write_rag,
    write_status,
    write_trend,
)
from xlscorecard.refresh.binding.fields import Field, fold_code, fold_key
from xlscorecard.refresh.binding.figures import Measure, Unclear, choose_figure
from xlscorecard.refresh.binding.layout import Column
from xlscorecard.refresh.binding.periods import period_rank
from xlscorecard.refresh.parts.reading import CellView, SheetView
from xlscorecard.refresh.rows.addresses import format_address
from xlscorecard.refresh.rows.cells import CellEdit, CellValue


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that is bound to a figure: what stands there, and what would."""

    measure: str
    heading: str
    edit: CellEdit
    old: CellValue
    how: str
    remark: str = ""

    @property
    def changes(self) -> bool:
        return not _same(self.old, self.edit.value) or self.edit.fill is not None


def _same(old: CellValue, new: CellValue) -> bool:
    if old in (None, "") and new in (None, ""):
        return True
    if isinstance(old, bool) or isinstance(new, bool) or old is None or new is None:
        return old is new
    if isinstance(old, str) or isinstance(new, str):
        return old == new
    try:
        return abs(float(old) - float(new)) <= 1e-9 * max(1.0, abs(float(new)))  # type: ignore[arg-type]
    except TypeError:
        return old == new


@dataclass(slots=True)
class Bound:
    """All that a refresh would do, and all that it would not, with the reasons. ``paint`` says
    whether ratings are painted, too; ``manners`` are the cells by which the workbook's blocks tell
    how they say ratings and trends."""

    paint: bool = False
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    reached: set[int] = field(default_factory=set)
    manners: Mapping[Field, Sequence[CellView]] = field(default_factory=dict)

    def doubt(self, code: str, message: str, *, look: bool = True) -> None:
        severity = Severity.LOOK if look else Severity.INFO
        self.findings.append(Finding(code, severity, message))


@dataclass(frozen=True, slots=True)
class Known:
    """The data by code and by label; ``rated`` and ``trended`` tell whether they state any RAG
    and any trend at all."""

    measures: tuple[Measure, ...]
    by_code: dict[str, tuple[Measure, ...]]
    by_label: dict[str, tuple[Measure, ...]]
    rated: bool = False
    trended: bool = False

    def named(self, text: str) -> tuple[Measure, ...]:
        """The data's records of the measure that a code, or else a label, names; none where they
        have none of it."""
        return self.by_code.get(fold_code(text)) or self.by_label.get(fold_key(text), ())


# A message names so many measures at most.
_MOST_NAMES = 12


def listed(names: Sequence[str]) -> str:
    """Names in a message, so many as can be read."""
    rest = names[_MOST_NAMES:]
    return ", ".join(names[:_MOST_NAMES]) + (f" and {len(rest)} more" if rest else "")


def know_measures(measures: Sequence[Measure]) -> Known:
    """Index the data's measures."""
    codes: dict[str, list[Measure]] = {}
    labels: dict[str, list[Measure]] = {}
    for measure in measures:
        if measure.code:
            codes.setdefault(measure.code, []).append(measure)
        labels.setdefault(measure.label, []).append(measure)
    for measure in measures:
        told = f"{measure.label}%"  # the template's "Rent collected (%)" is "Rent collected"
        if any(value.quantity.unit is Unit.PERCENT for value in measure.record.observations):
            labels.setdefault(told, labels[measure.label])
    return Known(
        tuple(measures),
        {key: tuple(found) for key, found in codes.items()},
        {key: tuple(found) for key, found in labels.items()},
        any(measure.rag is not None for measure in measures),
        any(measure.trend is not None for measure in measures),
    )


def latest_of(found: Sequence[Measure]) -> Measure | Unclear:
    """The record of the latest period, where there is only one."""
    best = max(period_rank(measure.period) for measure in found)
    last = [measure for measure in found if period_rank(measure.period) == best]
    if len(last) > 1:
        names = "; ".join(measure.name for measure in last[:3])
        return Unclear(f"the data have {len(last)} records for it ({names})")
    return last[0]


@dataclass(frozen=True, slots=True)
class Spot:
    """A bound cell. ``others`` are what its column holds and ``words`` what its list or
    conditional format speaks of: the template's manner; ``beside`` are the measure's other
    figures, the nearest first; ``row_unit`` is what a column of units says; ``how`` says what
    bound it."""

    sheet: SheetView
    row: int
    column: Column
    others: Sequence[CellView]
    unit: str | None
    how: str
    beside: Sequence[CellView] = ()
    row_unit: str = ""

    @property
    def cell(self) -> CellView | None:
        return self.sheet.at(self.row, self.column.number)

    @property
    def words(self) -> list[str]:
        number = self.column.number
        return [word for area, word in self.sheet.words if area.holds(self.row, number)]


def propose(spot: Spot, measure: Measure, known: Known, out: Bound) -> None:
    """Add a change for the cell, or a finding that says why there is none."""
    cell, column = spot.cell, spot.column
    about = (
        f"{spot.sheet.name}!{format_address(spot.row, column.number)} "
        f"({measure.name}, {column.heading})"
    )
    figure = choose_figure(measure, column)
    if isinstance(figure, Unclear) and not _outdated(figure, spot, known):
        if figure.doubt:
            holds = cell is not None and cell.value is not None
            out.doubt("no-figure", f"{about}: {figure.why}; the cell is left", look=holds)
        return
    stop = _stopped(spot.sheet, spot.row, column.number)
    if stop:
        calculated = cell is not None and cell.formula
        out.doubt("not-writable", f"{about}: {stop}; the cell is left", look=not calculated)
        return
    if isinstance(figure, Unclear):
        written: Written | Unclear = Written(None, f"{figure.why}: the cell is emptied", doubt=True)
    else:
        written = _write(figure, spot)
    if isinstance(written, Unclear):
        out.doubt("ambiguous", f"{about}: {written.why}; the cell is left", look=written.doubt)
        return
    old = cell.value if cell is not None else None
    if written.remark and (written.value is not None or old is not None):
        out.doubt(
            "emptied" if written.value is None else "as-text",
            f"{about}: {written.remark}",
            look=written.doubt,
        )
    fill = written.fill if out.paint else None
    if column.field is Field.RAG and fill is None:
        _compare_paint(cell, figure, about, out)
    why = f"{measure.record.ref or measure.record.title} {column.heading}"
    place = (spot.sheet.name, spot.row, column.number)
    edit = CellEdit(*place, written.value, fill, why)
    out.changes.append(Change(measure.name, column.heading, edit, old, spot.how, written.remark))


def _compare_paint(
    cell: CellView | None, figure: Observation | Rag | Trend | Unclear, about: str, out: Bound
) -> None:
    """A cell that was painted by hand shows the old rating's colour under the new one's word."""
    if cell is None or cell.fill is None:
        return
    painted, _ = rag_of_colour(Rgb.from_hex(cell.fill))
    if painted is not None and painted is not figure:
        said = f"the rating is {figure.value}" if isinstance(figure, Rag) else "it has no rating"
        out.doubt("painted", f"{about}: the cell is painted {painted.value} by hand and {said}: "
                  "paint it anew, or let --fill-colours do it")  # fmt: skip


def _outdated(figure: Unclear, spot: Spot, known: Known) -> bool:
    """Whether an old RAG or trend would be left beside a new figure that has none, although
    the data state them for others."""
    if not figure.doubt or spot.cell is None or spot.cell.value is None or spot.cell.formula:
        return False
    if spot.column.field is Field.RAG:
        return known.rated
    return spot.column.field is Field.TREND and known.trended


def _write(figure: Observation | Rag | Trend, spot: Spot) -> Written | Unclear:
    if isinstance(figure, Rag):
        return write_rag(figure, spot.cell, spot.others, spot.words)
    if isinstance(figure, Trend):
        return write_trend(figure, spot.cell, spot.others, spot.words)
    if spot.column.field is Field.STATUS:
        return write_status(figure, spot.cell)
    heading = f"{spot.row_unit} / {spot.column.heading}" if spot.row_unit else spot.column.heading
    return write_figure(figure, spot.cell, heading, spot.unit, spot.beside)


def _stopped(sheet: SheetView, row: int, column: int) -> str:
    cell = sheet.at(row, column)
    if cell is not None and cell.formula:
        return "the cell holds a formula"
    if cell.locked if cell is not None else sheet.protected:
        return "the cell is locked, and the sheet is protected"
    for area, why, but in sheet.guarded:
        if area.holds(row, column) and (row, column) != but:
            return f"the cell is {why}"
    return ""
