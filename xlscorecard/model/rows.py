"""The flat form of the model, one dict per paper, record, value and finding.

The field names and their order are the contract with everybody who reads our outputs
(docs/model.md); what the model holds beyond it stands in the *detail* fields, which follow
at the end of a table, so that ``from_rows`` gives back exactly what was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from xlscorecard.model.fields import Row
from xlscorecard.model.geometry import BBox
from xlscorecard.model.scorecard import Finding, Observation, Paper, Record

PAPER_FIELDS = ("file", "sha256", "title", "organisation", "reporting_period", "pages")
RECORD_FIELDS = (
    *("document", "page", "table", "row", "kind", "section", "ref", "title", "polarity"),
    *("rag", "trend", "trend_means", "text", "catalogue"),
    *("rag_computed", "rag_rule", "rag_why", "rag_agrees", "trend_computed", "trend_why"),
)
OBSERVATION_FIELDS = (
    *("document", "page", "table", "row", "section", "ref", "title", "polarity", "rag", "trend"),
    *("column", "role", "period", "raw", "value", "low", "high", "comparator", "unit"),
    *("status", "note", "confidence", "bbox"),
)
FINDING_FIELDS = ("code", "severity", "message", "page", "table", "row", "column")

# What the model holds beyond the contract. ``record`` counts a paper's records from 1.
RECORD_DETAIL = ("record", "rag_basis", "rag_margin", "record_bbox", "sections")
OBSERVATION_DETAIL = (
    *("record", "record_rag", "value_rag", "value_page"),
    *("cell_period", "quantum", "relative", "exact"),
)

SECTION_JOINT = " > "


def number(amount: Decimal | None) -> int | float | None:
    """A whole number as int, any other as the float that prints the same digits.

    Beyond some 15 digits a float is only the nearest; the ``exact`` detail keeps the digits.
    """
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def paper_row(paper: Paper) -> Row:
    """A paper's own facts."""
    return {name: getattr(paper, name) for name in PAPER_FIELDS}


def record_row(record: Record) -> Row:
    """A record's fields as the contract names and orders them; enums as their words."""
    said = record.judgement
    return {
        "document": record.source.document,
        "page": record.source.page,
        "table": record.source.table,
        "row": record.source.row,
        "kind": record.kind.value,
        "section": SECTION_JOINT.join(record.section),
        "ref": record.ref,
        "title": record.title,
        "polarity": _word(record.polarity),
        "rag": _word(record.rag),
        "trend": _word(record.trend),
        "trend_means": record.trend_means.value,
        "text": _texts(record.text),
        "catalogue": record.catalogue,
        "rag_computed": _word(said.rag) if said else None,
        "rag_rule": said.rule if said else None,
        "rag_why": said.why if said else None,
        "rag_agrees": said.agrees if said else None,
        "trend_computed": _word(said.trend) if said else None,
        "trend_why": said.trend_why if said else None,
    }


def observation_row(record: Record, observation: Observation) -> Row:
    """A printed value with its record's fields; ``rag`` is its own where it has one."""
    quantity = observation.quantity
    return {
        "document": record.source.document,
        "page": record.source.page,
        "table": record.source.table,
        "row": record.source.row,
        "section": SECTION_JOINT.join(record.section),
        "ref": record.ref,
        "title": record.title,
        "polarity": _word(record.polarity),
        "rag": _word(observation.rag or record.rag),
        "trend": _word(record.trend),
        "column": observation.column,
        "role": observation.role.value,
        "period": observation.period,
        "raw": observation.raw,
        "value": number(quantity.value),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "comparator": _word(quantity.comparator),
        "unit": _word(quantity.unit),
        "status": _word(quantity.status),
        "note": quantity.note,
        "confidence": observation.confidence,
        "bbox": _box(observation.bbox),
    }


def finding_row(finding: Finding) -> Row:
    """A doubt or a remark with its place."""
    row: Row = {name: getattr(finding, name) for name in FINDING_FIELDS}
    row["severity"] = finding.severity.value
    return row


def record_detail(record: Record, place: int) -> Row:
    """What :func:`record_row` leaves out; ``place`` counts the paper's records from 1."""
    said = record.judgement
    plain = all(record.section) and not any(SECTION_JOINT in part for part in record.section)
    return {
        "record": place,
        "rag_basis": said.basis if said else None,
        "rag_margin": said.margin if said else None,
        "record_bbox": _box(record.bbox),
        "sections": None if plain else list(record.section),
    }


def observation_detail(record: Record, observation: Observation, place: int) -> Row:
    """What :func:`observation_row` leaves out; ``place`` is its record's."""
    quantity = observation.quantity
    exact: dict[str, str] = {}
    for name in ("value", "low", "high"):
        amount: Decimal | None = getattr(quantity, name)
        if amount is not None and Decimal(repr(number(amount))) != amount:
            exact[name] = str(amount)
    return {
        "record": place,
        "record_rag": _word(record.rag),
        "value_rag": _word(observation.rag),
        "value_page": observation.page,
        "cell_period": quantity.period,
        "quantum": number(quantity.quantum),
        "relative": quantity.relative,
        "exact": exact or None,
    }


def _word(value: StrEnum | None) -> str | None:
    # ``value.value`` is a call into enum, thirty times for each printed value
    return value._value_ if value is not None else None


def _box(box: BBox | None) -> list[float] | None:
    return list(box) if box is not None else None


def _texts(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers to texts; a header that comes twice gets a number, so that no text is lost."""
    named: dict[str, str] = {}
    for header, text in pairs:
        name, count = header, 1
        while name in named:
            count += 1
            name = f"{header}_{count}"
        named[name] = text
    return named
