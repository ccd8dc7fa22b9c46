"""The flat form of the model, one dict per paper, record, value and finding, and back.

The field names and their order are the contract with everybody who reads our outputs
(docs/model.md); what the model holds beyond it stands in the *detail* fields, which follow
at the end of a table, so that reading an output back gives exactly what was written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from xlscorecard.model.geometry import BBox
from xlscorecard.model.scorecard import (
    Comparator,
    Finding,
    Judgement,
    KeyEntry,
    Kind,
    Observation,
    Paper,
    Polarity,
    Quantity,
    Rag,
    Record,
    Role,
    Severity,
    Source,
    Status,
    Trend,
    TrendMeans,
    Unit,
)

Row = dict[str, object]

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


class BadField(ValueError):
    """A field that does not hold what it should: ``field`` and ``reason`` for the message."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field}: {reason}")

    def __reduce__(self) -> tuple[object, ...]:
        return BadField, (self.field, self.reason)


@contextmanager
def at_place(place: str) -> Iterator[None]:
    """Put where a field stands before its name: "records[3].kind"."""
    try:
        yield
    except BadField as error:
        raise BadField(f"{place}.{error.field}", error.reason) from error


# ---------------------------------------------------------------- to rows


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
    return value.value if value is not None else None


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


# ---------------------------------------------------------------- and back


def paper_of(row: Mapping[str, object]) -> Paper:
    """A paper from its row; raises BadField."""
    return Paper(
        file=_text(row, "file") or "",
        sha256=_text(row, "sha256") or "",
        title=_text(row, "title"),
        organisation=_text(row, "organisation"),
        reporting_period=_text(row, "reporting_period"),
        pages=whole_of(row, "pages"),
    )


def record_of(row: Mapping[str, object], observations: tuple[Observation, ...]) -> Record:
    """A record from its row, with or without the detail fields; raises BadField."""
    section = _text(row, "section") or ""
    parts = [str(part) for part in _json(row, "sections", list) or ()]
    texts = _json(row, "text", dict) or {}
    box = _json(row, "record_bbox", list)
    rag = "record_rag" if "record_rag" in row else "rag"
    return Record(
        source=Source(
            document=_text(row, "document") or "",
            page=whole_of(row, "page"),
            table=whole_of(row, "table") or 1,
            row=whole_of(row, "row") or 1,
        ),
        kind=_enum(row, "kind", Kind) or Kind.MEASURE,
        title=_text(row, "title") or "",
        section=tuple(parts) if SECTION_JOINT.join(parts) == section else _sections(section),
        ref=_text(row, "ref"),
        polarity=_enum(row, "polarity", Polarity),
        rag=_enum(row, rag, Rag),
        trend=_enum(row, "trend", Trend),
        trend_means=_enum(row, "trend_means", TrendMeans) or TrendMeans.UNKNOWN,
        text=tuple((str(key), str(text)) for key, text in texts.items()),
        catalogue=_text(row, "catalogue"),
        observations=observations,
        judgement=_judgement(row),
        bbox=_bbox("record_bbox", box),
    )


def observation_of(row: Mapping[str, object], record_rag: Rag | None) -> Observation:
    """A printed value from its row; raises BadField.

    Without the detail fields a ``rag`` that differs from its record's is the value's own.
    """
    shown = _enum(row, "rag", Rag)
    if "value_rag" in row:
        own = _enum(row, "value_rag", Rag)
        written = _enum(row, "record_rag", Rag) if "record_rag" in row else record_rag
        if "rag" in row and shown is not (own or written):
            own = shown  # somebody has corrected what the contract's field says
    else:
        own = None if shown is record_rag else shown
    exact = _exact(row)
    confidence = _decimal(row, "confidence")
    return Observation(
        column=_text(row, "column") or "",
        role=_enum(row, "role", Role) or Role.OTHER,
        period=_text(row, "period"),
        raw=_text(row, "raw") or "",
        quantity=Quantity(
            value=exact["value"],
            low=exact["low"],
            high=exact["high"],
            comparator=_enum(row, "comparator", Comparator),
            unit=_enum(row, "unit", Unit),
            status=_enum(row, "status", Status),
            note=_text(row, "note"),
            quantum=_decimal(row, "quantum"),
            period=_text(row, "cell_period"),
            relative=_text(row, "relative"),
        ),
        rag=own,
        confidence=1.0 if confidence is None else float(confidence),
        page=whole_of(row, "value_page"),
        bbox=_bbox("bbox", _json(row, "bbox", list)),
    )


def join_records(records: Sequence[Row], observations: Sequence[Row]) -> tuple[Record, ...]:
    """One paper's records, each with its values, in the order of both lists.

    The ``record`` detail links them where both have it; without it the place, ref and title do.
    A value without its record raises BadField, as does every field that cannot be read.
    """
    numbered = all("record" in row for row in (*records, *observations))
    values: dict[object, list[tuple[int, Row]]] = {}
    for place, row in enumerate(observations):
        values.setdefault(_link(row, numbered), []).append((place, row))
    joined = []
    for place, row in enumerate(records):
        own = []
        with at_place(f"records[{place}]"):
            rag = _enum(row, "record_rag" if "record_rag" in row else "rag", Rag)
        for at, value in values.pop(_link(row, numbered), []):
            with at_place(f"observations[{at}]"):
                own.append(observation_of(value, rag))
        with at_place(f"records[{place}]"):
            joined.append(record_of(row, tuple(own)))
    for left in values.values():
        at, row = left[0]
        raise BadField(f"observations[{at}]", f"no record for {row.get('title')!r}")
    return tuple(joined)


def _link(row: Row, numbered: bool) -> object:
    if numbered:
        return whole_of(row, "record")
    return tuple(str(row.get(name) or "") for name in ("document", "table", "row", "ref", "title"))


def _exact(row: Mapping[str, object]) -> dict[str, Decimal | None]:
    """The numbers with all their digits, where nobody has changed them since."""
    digits = _json(row, "exact", dict) or {}
    amounts: dict[str, Decimal | None] = {}
    for field in ("value", "low", "high"):
        amount, kept = _decimal(row, field), _decimal(digits, field)
        same = amount is not None and kept is not None and float(kept) == float(amount)
        amounts[field] = kept if same else amount
    return amounts


def finding_of(row: Mapping[str, object]) -> Finding:
    """A finding from its row; raises BadField."""
    return Finding(
        code=_text(row, "code") or "",
        severity=_enum(row, "severity", Severity) or Severity.LOOK,
        message=_text(row, "message") or "",
        page=whole_of(row, "page"),
        table=whole_of(row, "table"),
        row=whole_of(row, "row"),
        column=_text(row, "column"),
    )


def key_entry_of(row: Mapping[str, object]) -> KeyEntry:
    """A line of a paper's key from its row; raises BadField."""
    return KeyEntry(
        symbol=_text(row, "symbol") or "",
        meaning=_text(row, "meaning") or "",
        rag=_enum(row, "rag", Rag),
        trend=_enum(row, "trend", Trend),
    )


def _judgement(row: Mapping[str, object]) -> Judgement | None:
    margin = _decimal(row, "rag_margin")
    said = Judgement(
        rag=_enum(row, "rag_computed", Rag),
        rule=_text(row, "rag_rule"),
        why=_text(row, "rag_why") or "",
        agrees=_truth(row, "rag_agrees"),
        trend=_enum(row, "trend_computed", Trend),
        trend_why=_text(row, "trend_why") or "",
        basis=_text(row, "rag_basis"),
        margin=None if margin is None else float(margin),
    )
    silent = all(getattr(said, field.name) in (None, "") for field in fields(said))
    # A judgement that says nothing is told from none by its empty sentence, where that is kept.
    return None if silent and row.get("rag_why") is None else said


def _sections(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(SECTION_JOINT)) if joined else ()


def _text(row: Mapping[str, object], field: str) -> str | None:
    value = row.get(field)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool | int | float | Decimal):
        return str(value)
    raise BadField(field, f"{value!r} is not a text")


def _decimal(row: Mapping[str, object], field: str) -> Decimal | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    if not isinstance(value, bool) and isinstance(value, int | float | Decimal | str):
        try:
            amount = Decimal(value.strip() if isinstance(value, str) else repr(value))
        except InvalidOperation:
            amount = value if isinstance(value, Decimal) else Decimal("NaN")
        if amount.is_finite():
            return amount
    raise BadField(field, f"{value!r} is not a number")


def whole_of(row: Mapping[str, object], field: str) -> int | None:
    """A field's whole number; raises BadField."""
    amount = _decimal(row, field)
    if amount is None:
        return None
    if amount != amount.to_integral_value():
        raise BadField(field, f"{row.get(field)!r} is not a whole number")
    return int(amount)


def _truth(row: Mapping[str, object], field: str) -> bool | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in {"true", "yes", "1"}:
        return True
    if word in {"false", "no", "0"}:
        return False
    raise BadField(field, f"{value!r} is neither true nor false")


Word = TypeVar("Word", bound=StrEnum)


def _enum(row: Mapping[str, object], field: str, kind: type[Word]) -> Word | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    try:
        return kind(str(value).strip().casefold())
    except ValueError:
        known = ", ".join(kind)
        raise BadField(field, f"{value!r} is none of {known}") from None


Holder = TypeVar("Holder", list[object], dict[str, object])


def _json(row: Mapping[str, object], field: str, kind: type[Holder]) -> Holder | None:
    """A list or a mapping, given as such or as JSON text in a table's cell."""
    value = row.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            value = json.loads(value, parse_float=Decimal)
        except ValueError:
            raise BadField(field, f"{value!r} is not JSON") from None
    if not isinstance(value, kind):
        raise BadField(field, f"{value!r} is not a {kind.__name__}")
    return value


def _bbox(field: str, box: list[object] | None) -> BBox | None:
    if box is None:
        return None
    sides = [_decimal({field: side}, field) for side in box]
    if len(sides) != 4 or any(side is None for side in sides):
        raise BadField(field, f"{box!r} is not [x0, top, x1, bottom]")
    return BBox(*(float(side) for side in sides if side is not None))
