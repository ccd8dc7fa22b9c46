"""docs/model.md lists every field of every table."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlscorecard.model import rows
from xlscorecard.model.flat import FLAT_FIELDS
from xlscorecard.store.schema import SCHEMA_VERSION

TEXT = (Path(__file__).parents[2] / "docs" / "model.md").read_text("utf-8")
FIELDS = {
    *(*rows.PAPER_FIELDS, *rows.RECORD_FIELDS, *rows.OBSERVATION_FIELDS, *rows.FINDING_FIELDS),
    *(*rows.RECORD_DETAIL, *rows.OBSERVATION_DETAIL, *FLAT_FIELDS),
}


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_each_field_is_explained(field: str) -> None:
    assert f"`{field}`" in TEXT


def test_the_schema_version_is_told() -> None:
    assert f"version: {SCHEMA_VERSION}." in TEXT
