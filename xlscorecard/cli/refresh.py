"""``xlscorecard refresh``: this quarter's figures into the council's own workbook."""

from __future__ import annotations

from pathlib import Path

import click

from xlscorecard.refresh.edits import read_cell_edits
from xlscorecard.refresh.saving import check_free, write_backup
from xlscorecard.refresh.write import open_for_writing

_EXAMPLES = """
\b
Examples:
  xlscorecard refresh dashboard.xlsx --data q2.pdf --check
  xlscorecard refresh dashboard.xlsx --data q2.json -o dashboard-q2.xlsx
  xlscorecard refresh dashboard.xlsx --cells cells.json -o out.xlsx
"""


@click.command("refresh", epilog=_EXAMPLES)
@click.argument("template", type=click.Path(path_type=Path))
@click.option("--cells", type=click.Path(path_type=Path), help='JSON {"Sheet!A1": value}.')
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The workbook to write.")
def command(template: Path, cells: Path | None, out: Path | None) -> int:
    """Put fresh figures into TEMPLATE and leave all else in it as it is."""
    target = out or template
    check_free(target)
    writer = open_for_writing(template)
    if cells is not None:
        writer.apply(read_cell_edits(cells, writer.book))
    if target.exists() and out is None:
        write_backup(target)
    writer.save(target)
    return 0
