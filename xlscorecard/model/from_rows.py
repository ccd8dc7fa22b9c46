"""The model from its flat form: what :mod:`xlscorecard.model.rows` wrote, with or without detail.

Every field that cannot be read raises BadField with its name; none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal

from xlscorecard.model.fields import (
    BadField,
    Row,
    at_place,
    box_of,
    decimal_of,
    json_of,
    text_of,
    truth_of,
    whole_of,
    word_of,
)
from xlscorecard.model.rows import SECTION_JOINT
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


def paper_of(row: Mapping[str, object]) -> Paper:
    """A paper from its row; raises BadField."""
    return Paper(
        file=text_of(row, "file") or "",
        sha256=text_of(row, "sha256") or "",
        title=text_of(row, "title"),
        organisation=text_of(row, "organisation"),
        reporting_period=text_of(row, "reporting_period"),
        pages=whole_of(row, "pages"),
    )


def record_of(row: Mapping[str, object], observations: tuple[Observation, ...]) -> Record:
    """A record from its row, with or without the detail fields; raises BadField."""
    section = text_of(row, "section") or ""
    parts = [str(part) for part in json_of(row, "sections", list) or ()]
    texts = json_of(row, "text", dict) or {}
    box = json_of(row, "record_bbox", list)
    rag = "record_rag" if "record_rag" in row else "rag"
    return Record(
        source=Source(
            document=text_of(row, "document") or "",
            page=whole_of(row, "page"),
            table=whole_of(row, "table") or 1,
            row=whole_of(row, "row") or 1,
        ),
        kind=word_of(row, "kind", Kind) or Kind.MEASURE,
        title=text_of(row, "title") or "",
        section=tuple(parts) if SECTION_JOINT.join(parts) == section else _sections(section),
        ref=text_of(row, "ref"),
        polarity=word_of(row, "polarity", Polarity),
        rag=word_of(row, rag, Rag),
        trend=word_of(row, "trend", Trend),
        trend_means=word_of(row, "trend_means", TrendMeans) or TrendMeans.UNKNOWN,
        text=tuple((str(key), str(text)) for key, text in texts.items()),
        catalogue=text_of(row, "catalogue"),
        observations=observations,
        judgement=_judgement(row),
        bbox=box_of("record_bbox", box),
    )


def observation_of(row: Mapping[str, object], record_rag: Rag | None) -> Observation:
    """A printed value from its row; raises BadField.

    Without the detail fields a ``rag`` that differs from its record's is the value's own.
    """
    shown = word_of(row, "rag", Rag)
    if "value_rag" in row:
        own = word_of(row, "value_rag", Rag)
        written = word_of(row, "record_rag", Rag) if "record_rag" in row else record_rag
        if "rag" in row and shown is not (own or written):
            own = shown  # somebody has corrected what the contract's field says
    else:
        own = None if shown is record_rag else shown
    exact = _exact(row)
    quantity = Quantity(
        value=exact["value"],
        low=exact["low"],
        high=exact["high"],
        comparator=word_of(row, "comparator", Comparator),
        unit=word_of(row, "unit", Unit),
        status=word_of(row, "status", Status),
        note=text_of(row, "note"),
        quantum=decimal_of(row, "quantum") if "quantum" in row else _digit(row, exact["value"]),
        period=text_of(row, "cell_period"),
        relative=text_of(row, "relative"),
    )
    if quantity.status is not None and quantity.numeric:
        told = f"'{quantity.status}' says why there is no number, but there is one"
        raise BadField("status", told)
    confidence = decimal_of(row, "confidence")
    if confidence is not None and not 0 <= confidence <= 1:
        raise BadField("confidence", f"{confidence} is not between 0 and 1")
    return Observation(
        column=text_of(row, "column") or "",
        role=word_of(row, "role", Role) or Role.OTHER,
        period=text_of(row, "period"),
        raw=text_of(row, "raw") or "",
        quantity=quantity,
        rag=own,
        confidence=1.0 if confidence is None else float(confidence),
        page=whole_of(row, "value_page"),
        bbox=box_of("bbox", json_of(row, "bbox", list)),
    )


_PLAIN = re.compile(r"£?\s?[-−]?\s?\d[\d,]*(?:\.(?P<places>\d+))?\s?%?")


def _digit(row: Mapping[str, object], value: Decimal | None) -> Decimal | None:
    """The size of the last digit of a figure whose data, as somebody typed them, do not tell it:
    79.6% meets a target of "80%" as printed, and not one of "80.0%"."""
    raw = (text_of(row, "raw") or "").strip()
    match = _PLAIN.fullmatch(raw)
    if match is None or value is None:
        return None
    number = Decimal(re.sub(r"[^\d.]", "", raw))
    return Decimal(1).scaleb(-len(match["places"] or "")) if number == abs(value) else None


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
            rag = word_of(row, "record_rag" if "record_rag" in row else "rag", Rag)
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
    digits = json_of(row, "exact", dict) or {}
    amounts: dict[str, Decimal | None] = {}
    for field in ("value", "low", "high"):
        amount, kept = decimal_of(row, field), decimal_of(digits, field)
        same = amount is not None and kept is not None and float(kept) == float(amount)
        amounts[field] = kept if same else amount
    return amounts


def finding_of(row: Mapping[str, object]) -> Finding:
    """A finding from its row; raises BadField."""
    return Finding(
        code=text_of(row, "code") or "",
        severity=word_of(row, "severity", Severity) or Severity.LOOK,
        message=text_of(row, "message") or "",
        page=whole_of(row, "page"),
        table=whole_of(row, "table"),
        row=whole_of(row, "row"),
        column=text_of(row, "column"),
    )


def key_entry_of(row: Mapping[str, object]) -> KeyEntry:
    """A line of a paper's key from its row; raises BadField."""
    return KeyEntry(
        symbol=text_of(row, "symbol") or "",
        meaning=text_of(row, "meaning") or "",
        rag=word_of(row, "rag", Rag),
        trend=word_of(row, "trend", Trend),
    )


def _judgement(row: Mapping[str, object]) -> Judgement | None:
    margin = decimal_of(row, "rag_margin")
    said = Judgement(
        rag=word_of(row, "rag_computed", Rag),
        rule=text_of(row, "rag_rule"),
        why=text_of(row, "rag_why") or "",
        agrees=truth_of(row, "rag_agrees"),
        trend=word_of(row, "trend_computed", Trend),
        trend_why=text_of(row, "trend_why") or "",
        basis=text_of(row, "rag_basis"),
        margin=None if margin is None else float(margin),
    )
    silent = all(getattr(said, field.name) in (None, "") for field in fields(said))
    # A judgement that says nothing is told from none by its empty sentence, where that is kept.
    return None if silent and row.get("rag_why") is None else said


def _sections(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(SECTION_JOINT)) if joined else ()
