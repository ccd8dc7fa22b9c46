"""A council's own workbook looked through in a worker: one from a stranger may hang or eat memory
as a paper may. What is found comes back as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlscorecard.bulk.data import limits_for_data
from xlscorecard.bulk.jobs import Job, Product
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.pool import do_job
from xlscorecard.model.from_rows import finding_of
from xlscorecard.model.rows import finding_row

if TYPE_CHECKING:
    from xlscorecard.addins.lint import Lint
    from xlscorecard.model.page import Page
    from xlscorecard.model.scorecard import Finding


def find_lints(workbook: Path, limits: Limits) -> tuple[Lint, ...]:
    """What ``addins.lint.lint_workbook`` gives. Raises CannotRead."""
    from xlscorecard.addins.formulas import Formula, Home
    from xlscorecard.addins.lint import Lint

    found = _look(workbook, _lint, limits)
    return tuple(
        Lint(**(row | {"at": Formula(**(row["at"] | {"home": Home[row["at"]["home"]]}))}))
        for row in found
    )


def find_barriers(workbook: Path, limits: Limits) -> tuple[Finding, ...]:
    """What ``workbook.accessibility.check_accessibility`` gives. Raises CannotRead."""
    return tuple(finding_of(row) for row in _look(workbook, _check, limits))


def describe_workbook(workbook: Path, limits: Limits) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a workbook binds, in lines, and what is doubtful about it. Raises CannotRead."""
    lines, doubts = _look(workbook, _bind, limits)
    return tuple(lines), tuple(doubts)


def _look(workbook: Path, job: Job, limits: Limits) -> Any:
    allowed = limits_for_data(workbook, limits)
    return json.loads(do_job(workbook, job, allowed, reads_papers=False))


def _lint(workbook: Path, _watch: Callable[[Page], None]) -> Product:
    from xlscorecard.addins.lint import lint_workbook

    rows = [asdict(lint) for lint in lint_workbook(workbook)]
    for row in rows:
        row["at"]["home"] = row["at"]["home"].name
    return _product(rows)


def _check(workbook: Path, _watch: Callable[[Page], None]) -> Product:
    from xlscorecard.sheets.scan import scan_workbook
    from xlscorecard.workbook.accessibility import check_accessibility

    scan_workbook(workbook, str(workbook))  # refuses what openpyxl would take hours for
    return _product([finding_row(finding) for finding in check_accessibility(workbook)])


def _bind(workbook: Path, _watch: Callable[[Page], None]) -> Product:
    from xlscorecard.refresh.binding.bindings_report import describe_bindings, read_bindings

    bindings = read_bindings(workbook)
    return _product([list(describe_bindings(bindings)), list(bindings.doubts)])


def _product(found: object) -> Product:
    return Product(json.dumps(found).encode("ascii"))
