"""Scorecards as a folder of Parquet tables, for DuckDB and anything else that reads Parquet.

``papers/``, ``records/``, ``observations/`` and ``findings/`` hold parts of one table each:
``SELECT ... FROM 'folder/observations/*.parquet'``. ``paper`` numbers the papers and links the
tables; ``record`` counts a paper's records from 1.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from xlscorecard.model.errors import CannotWrite
from xlscorecard.model.fields import Row
from xlscorecard.model.files import held_part, part_prefix, remove_stale_parts
from xlscorecard.model.hold import beside
from xlscorecard.model.rows import (
    FINDING_FIELDS,
    OBSERVATION_DETAIL,
    OBSERVATION_FIELDS,
    PAPER_FIELDS,
    RECORD_DETAIL,
    RECORD_FIELDS,
    finding_row,
    observation_detail,
    observation_row,
    paper_row,
    record_detail,
    record_row,
)
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.parquet import write_rows
from xlscorecard.store.schema import SCHEMA_VERSION

DATASET_TABLES: dict[str, tuple[str, ...]] = {
    "papers": ("paper", *PAPER_FIELDS),
    "records": ("paper", *RECORD_FIELDS, *RECORD_DETAIL),
    "observations": ("paper", *OBSERVATION_FIELDS, *OBSERVATION_DETAIL),
    "findings": ("paper", "document", *FINDING_FIELDS),
}
_PART_PAPERS = 500
_ABOUT = "dataset.json"


def write_dataset(scorecards: Iterable[Scorecard], folder: Path) -> None:
    """Write the tables into ``folder``, which takes the place of an earlier one of ours; the
    same scorecards give the same bytes. Raises CannotWrite, also when the folder holds
    anything else."""
    target, old = Path(os.path.realpath(folder)), beside(folder, "before")
    try:
        _recover(old, target)
        if target.exists() and any(target.iterdir()) and not (target / _ABOUT).is_file():
            raise CannotWrite(
                str(folder), "the folder holds other files", advice="Name a new or an empty folder."
            )
        remove_stale_parts(target.parent)
        made = Path(tempfile.mkdtemp(prefix=part_prefix(), dir=target.parent))
        try:
            with held_part(made):
                made.chmod(0o755)
                _write(iter(scorecards), made)
                _put_in_place(made, target, old)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or "cannot be written") from error


def _write(scorecards: Iterator[Scorecard], folder: Path) -> None:
    for table in DATASET_TABLES:
        (folder / table).mkdir()
    count = part = 0
    while batch := list(islice(scorecards, _PART_PAPERS)):
        part += 1
        numbered = list(enumerate(batch, start=count + 1))
        count += len(batch)
        _write_part(folder, part, numbered)
    if not part:
        _write_part(folder, 1, [])
    about = {"schema": SCHEMA_VERSION, "papers": count, "tables": list(DATASET_TABLES)}
    (folder / _ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _write_part(folder: Path, part: int, numbered: list[tuple[int, Scorecard]]) -> None:
    tables: dict[str, list[Row]] = {
        "papers": [paper_row(card.paper) | {"paper": number} for number, card in numbered],
        "records": [
            record_row(record) | record_detail(record, place) | {"paper": number}
            for number, card in numbered
            for place, record in enumerate(card.records, start=1)
        ],
        "observations": [
            observation_row(record, value)
            | observation_detail(record, value, place)
            | {"paper": number}
            for number, card in numbered
            for place, record in enumerate(card.records, start=1)
            for value in record.observations
        ],
        "findings": [
            finding_row(finding) | {"paper": number, "document": card.paper.file}
            for number, card in numbered
            for finding in card.findings
        ],
    }
    for table, rows in tables.items():
        path = folder / table / f"part-{part:06}.parquet"
        write_rows(path, DATASET_TABLES[table], iter(rows))


def _put_in_place(made: Path, folder: Path, old: Path) -> None:
    """Swap the folders: at every moment the old one or the new one is whole on the disk."""
    if folder.exists():
        folder.rename(old)
    made.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _recover(old: Path, folder: Path) -> None:
    """End the swap of a run that was killed in it."""
    if not old.is_dir():
        return
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.rename(folder)
