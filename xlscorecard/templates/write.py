"""Writing a template: the shipped one as it is, or filled with a converted paper."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from xlscorecard.addins.names import add_names
from xlscorecard.model.errors import Refused
from xlscorecard.model.files import write_whole
from xlscorecard.model.scorecard import Finding, Scorecard
from xlscorecard.shipped import shipped_folder
from xlscorecard.templates.catalogue import Template


def copy_template(template: Template, target: Path) -> None:
    """Write the shipped workbook, its placeholders in it. Raises CannotWrite."""
    source = shipped_folder("templates") / template.file
    write_whole(target, lambda part: _copy(source, part))


def _copy(source: Path, part: Path) -> None:
    shutil.copyfile(source, part)


def write_filled_template(
    template: Template, scorecards: Sequence[Scorecard], target: Path
) -> tuple[Finding, ...]:
    """Write the template with one paper's records in place of the placeholders.

    What the template has no row or column for is told in the findings. Raises CannotWrite,
    and Refused where there is not exactly one paper with records.
    """
    full = [card for card in scorecards if card.records]
    if len(full) != 1:
        raise Refused(
            str(target),
            f"a template takes the records of one paper, not of {len(full)}",
            advice="Name one paper, or one that has measures.",
        )
    found: list[Finding] = []

    def write(part: Path) -> None:
        found.extend(build_template(template, full[0], part))

    write_whole(target, write)
    return tuple(found)


def build_template(template: Template, scorecard: Scorecard, part: Path) -> tuple[Finding, ...]:
    """Build the workbook with the LAMBDA names in it; the same content gives the same bytes."""
    placing = template.build(part, scorecard)
    add_names(part, part)
    return placing.findings()
