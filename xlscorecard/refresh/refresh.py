"""The main job: bind a template to the data, then write what is certain and tell the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Finding, Scorecard, Severity
from xlscorecard.refresh.binding.binding import bind_block, read_manners, tell_kept_ratings
from xlscorecard.refresh.binding.data_tables import DataTable, bind_tables
from xlscorecard.refresh.binding.declared import SHEET, read_declared
from xlscorecard.refresh.binding.figures import read_measures
from xlscorecard.refresh.binding.layout import find_blocks
from xlscorecard.refresh.binding.named import bind_names
from xlscorecard.refresh.binding.proposals import Bound, Change, know_measures
from xlscorecard.refresh.binding.rolling import check_title_period, roll_block, without_archives
from xlscorecard.refresh.binding.series import without_other_periods
from xlscorecard.refresh.edits import read_cell_edits
from xlscorecard.refresh.parts.guards import check_edits
from xlscorecard.refresh.parts.reading import MOST_ROWS, WorkbookView, read_workbook_view
from xlscorecard.refresh.report_sheet import SHEET as REPORT_SHEET
from xlscorecard.refresh.report_sheet import write_report_sheet
from xlscorecard.refresh.rows.addresses import format_address
from xlscorecard.refresh.rows.cells import CellEdit, CellValues
from xlscorecard.refresh.saving import reserve, write_backup
from xlscorecard.refresh.write import PackageWriter, open_for_writing


@dataclass(frozen=True, slots=True)
class Plan:
    """What a refresh would do. ``unplaced`` are the data's measures without a cell."""

    changes: tuple[Change, ...]
    tables: tuple[DataTable, ...]
    findings: tuple[Finding, ...]
    unplaced: tuple[str, ...]

    @property
    def edits(self) -> tuple[CellEdit, ...]:
        return tuple(change.edit for change in self.changes if change.changes)


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did; ``out`` is None where nothing was written. ``by_address`` counts the
    cells of ``--cells``."""

    plan: Plan
    findings: tuple[Finding, ...]
    out: Path | None = None
    backup: Path | None = None
    by_address: int = 0

    @property
    def look(self) -> bool:
        return any(finding.severity is Severity.LOOK for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the officer asked for beyond the plain refresh. ``period`` ("2017/18 Q2")
    overrules what the papers say of themselves."""

    period: str | None = None
    fill_colours: bool = False
    update_charts: bool = False
    report: bool = False


def plan_refresh(
    view: WorkbookView, scorecards: Sequence[Scorecard], wishes: Wishes | None = None
) -> Plan:
    """Bind the data to the template's cells; nothing is written."""
    wishes = wishes or Wishes()
    measures = read_measures(scorecards, wishes.period)
    known = know_measures(measures)
    told = read_declared(view)
    out = Bound(paint=wishes.fill_colours)
    for doubt in told.doubts:
        out.doubt("bad-binding", doubt)
    tables = bind_tables(view, scorecards, told, out)
    own = {table.table.name for table in tables}
    sheets = {SHEET.casefold(), REPORT_SHEET.casefold()}
    blocks = [
        block
        for block in find_blocks(view, frozenset({*known.by_code, *known.by_label}))
        if block.table not in own and block.sheet.casefold() not in sheets
    ]
    found = blocks
    out.manners = read_manners(view, found)
    blocks = without_archives(view, blocks, known, out)
    blocks = without_other_periods(view, blocks, known, out)
    for block in blocks:
        rolled = roll_block(view, block, known, out)
        bind_block(view, rolled, known, told, out)
        check_title_period(view, rolled, measures, out, found)
    bind_names(view, known, told, out)
    for block in blocks if known.rated else ():
        tell_kept_ratings(view, block, out)
    if tables:
        out.reached.update(id(measure) for measure in measures)
    unplaced = tuple(m.name for m in measures if id(m) not in out.reached)
    for sheet in view.sheets if unplaced else ():
        if sheet.cut:
            message = f"{sheet.name}: only its first {MOST_ROWS:,} rows are searched for measures"
            out.doubt("long-sheet", message)
    changes = _last_of_each(out.changes)
    out.findings += [
        Finding("no-cell", Severity.INFO, f"{name}: the template has no cell for it")
        for name in unplaced
    ]
    return Plan(changes, tables, tuple(out.findings), unplaced)


def _last_of_each(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The roll's edits may be followed by a fresh figure for the same cell."""
    found: dict[tuple[str, int, int], Change] = {}
    for change in changes:
        edit = change.edit
        found[edit.sheet, edit.row, edit.column] = change
    return tuple(found.values())


def check_workbook(
    template: Path,
    scorecards: Sequence[Scorecard],
    wishes: Wishes | None = None,
    cells: Path | None = None,
) -> RefreshReport:
    """What a refresh would change from what to what; raises CannotRead, and Refused for a cell
    of ``cells`` that would be."""
    writer = open_for_writing(template)
    view = read_workbook_view(writer.book)
    plan = plan_refresh(view, scorecards, wishes)
    if cells is not None:
        given = read_cell_edits(cells, writer.book)
        for name, rows in given.items():
            sheet = writer.book.sheet(name)
            if sheet is not None:
                check_edits(writer.book, sheet, rows)
        plan = replace(plan, changes=_last_of_each([*plan.changes, *_by_address(view, given)]))
    return RefreshReport(plan, plan.findings)


def _by_address(view: WorkbookView, given: CellValues) -> Iterator[Change]:
    for name, rows in given.items():
        sheet = view.sheet(name)
        for row, cells in rows.items():
            for column, value in cells.items():
                cell = sheet.at(row, column) if sheet is not None else None
                edit = CellEdit(name, row, column, value)
                old = cell.value if cell is not None else None
                yield Change("", "", edit, old, "by address")


def refresh_workbook(
    template: Path,
    scorecards: Sequence[Scorecard],
    out: Path | None = None,
    *,
    wishes: Wishes | None = None,
    cells: Path | None = None,
    dry_run: bool = False,
) -> RefreshReport:
    """Refresh a council's own workbook; in place, with a dated backup, where ``out`` is None.

    ``cells`` is a JSON file of edits by address, beside the data or instead of them; where
    both know a cell, the address wins. Raises CannotRead, Refused (nothing is written then)
    and CannotWrite.
    """
    target = out or template
    with nullcontext() if dry_run else reserve(target):
        return _refresh(template, scorecards, target, wishes or Wishes(), cells, dry_run=dry_run)


def _refresh(
    template: Path,
    scorecards: Sequence[Scorecard],
    target: Path,
    wishes: Wishes,
    cells: Path | None,
    *,
    dry_run: bool,
) -> RefreshReport:
    writer = open_for_writing(template)
    given = read_cell_edits(cells, writer.book) if cells is not None else {}
    by_address = sum(len(row) for rows in given.values() for row in rows.values())
    plan = Plan((), (), (), ())
    if scorecards:
        plan = plan_refresh(read_workbook_view(writer.book), scorecards, wishes)
        if not (plan.changes or plan.tables or given):
            raise Refused(
                str(template),
                "none of the data's figures has a cell in it that can be written",
                advice="xlscorecard template bind shows which codes, headings and names it binds."
                + "".join(f" {finding.message}." for finding in plan.findings[:3]),
            )
    findings = plan.findings + _apply(writer, plan, given, wishes)
    if wishes.report:
        write_report_sheet(writer, plan.changes, findings)
    in_place = _same_file(template, target)
    if dry_run or (in_place and not writer.parts):
        return RefreshReport(plan, findings, by_address=by_address)
    backup = write_backup(target) if in_place else None
    writer.save(target)
    return RefreshReport(plan, findings, target, backup, by_address)


def _apply(
    writer: PackageWriter, plan: Plan, given: CellValues, wishes: Wishes
) -> tuple[Finding, ...]:
    for table in plan.tables:
        writer.replace_table(table.table, table.headings, table.rows)
    return writer.apply(plan.edits, given, charts=wishes.update_charts)


def _same_file(one: Path, two: Path) -> bool:
    return two.exists() and one.samefile(two)


def describe_change(change: Change) -> str:
    """One line for a person: where, what, from, to."""
    edit = change.edit
    place = f"{edit.sheet}!{format_address(edit.row, edit.column)}"
    arrow = "stays" if not change.changes else f"-> {_shown(edit.value)}"
    about = f"{change.measure}: " if change.measure else ""
    heading = f" {change.heading}" if change.heading else ""
    return f"{about}{place}{heading}: {_shown(change.old)} {arrow} ({change.how})"


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    return f"{value:.12g}" if isinstance(value, float) else str(value)
