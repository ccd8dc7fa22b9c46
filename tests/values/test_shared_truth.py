"""Every printed value of the development papers, against their truth files.

Each disagreement has been looked at; those that remain are listed here with the reason.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.values.catalogue import find_measure
from xlscorecard.values.period import parse_period, year_of
from xlscorecard.values.quantity import parse_quantities, parse_quantity
from xlscorecard.values.reference import looks_like_reference, split_reference
from xlscorecard.values.reporting_period import reporting_period
from xlscorecard.values.unit import (
    UnitHint,
    infer_unit,
    unit_in_header,
    unit_in_title,
    units_in_title,
)
from xlscorecard.values.words import parse_polarity, parse_rag, parse_trend_word

SHARED = Path(__file__).resolve().parents[2] / "../shared"
FILES = sorted(SHARED.glob("truth/*.json")) + sorted(SHARED.glob("papers/generated/*.truth.json"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason="the developers' ../shared is not here"),
]
Json = dict[str, Any]


def _papers() -> Iterator[tuple[str, Json]]:
    for file in FILES:
        yield file.name, json.loads(file.read_text(encoding="utf-8"))


def _observations() -> Iterator[tuple[Json, Json, Json]]:
    for _, paper in _papers():
        for record in paper["records"]:
            for observation in record["observations"]:
                yield paper, record, observation


def _hints(paper: Json, record: Json, observation: Json) -> tuple[UnitHint, UnitHint, Unit | None]:
    """What the header, the title and the catalogue say, nearest first."""
    header = unit_in_header(observation["label"])
    sections = record.get("section") or []
    if header.unit is None and sections:
        heading = unit_in_header(sections[-1])
        header = heading if heading.unit is Unit.GBP else header
    title = unit_in_title(record["title"])
    if title.unit is None and sections:
        title = unit_in_title(sections[-1])
    period = observation["period"] or paper["reporting_period"]
    measure = find_measure(record["ref"], record["title"], period, local=True)
    return header, title, measure.unit if measure else None


def _read(record: Json, observation: Json, hint: UnitHint) -> Quantity:
    """The cell as the caller reads it: a footnote's digit has been taken off as superscript."""
    text = observation["raw"]
    footnote = observation.get("footnote")
    if footnote and footnote.isdigit():
        text = text.removesuffix(footnote)
    several = parse_quantities(text, units_in_title(record["title"]))
    for quantity in several:
        if quantity.value == Decimal(str(observation["value"])):
            return quantity
    target = observation["role"] == "target"
    return parse_quantity(text, unit=hint.unit, scale=hint.scale, target=target)


def _same(ours: Decimal | None, truth: float | None) -> bool:
    if ours is None or truth is None:
        return ours is None and truth is None
    return abs(float(ours) - truth) <= 1e-9 * max(1.0, abs(truth))


def test_every_value_limit_and_status_is_read() -> None:
    wrong = []
    count = 0
    for paper, record, observation in _observations():
        header, title, known = _hints(paper, record, observation)
        hint = header if header.unit else title if title.unit else UnitHint(known)
        read = _read(record, observation, hint)
        count += 1
        agrees = (
            all(_same(getattr(read, part), observation[part]) for part in ("value", "low", "high"))
            and read.comparator == observation["comparator"]
            and (read.status == observation["status"] or _lost_self_rating(observation))
        )
        if not agrees:
            wrong.append((paper["source"], record["title"], observation["raw"], read))
    assert count > 11_000
    assert wrong == []


def _lost_self_rating(observation: Json) -> bool:
    """A rating whose highlight the seed's text has lost: not blank in the paper, but here."""
    return observation["label"] == "self-rating" and not observation["raw"]


# Where the truth's unit is coarser than ours: it knows no rate per 1,000 or 10,000 and no
# FTE, and calls them score (or nothing, seed 001) and count.
FINER = {
    ("score", Unit.PER_1K),
    ("score", Unit.PER_10K),
    (None, Unit.PER_10K),
    ("count", Unit.FTE),
    # "<30" of a title with "(FTE / %)": the truth leaves it open
    (None, Unit.PERCENT),
}


def test_every_unit_is_inferred() -> None:
    wrong: Counter[tuple[object, ...]] = Counter()
    for paper, record, observation in _observations():
        if observation["value"] is None and observation["low"] is None:
            continue
        header, title, known = _hints(paper, record, observation)
        hint = header if header.unit else title if title.unit else UnitHint(known)
        unit = infer_unit(_read(record, observation, hint), header, title, known)
        if unit != observation["unit"] and (observation["unit"], unit) not in FINER:
            wrong[record["title"], observation["unit"], unit] += 1
    assert wrong == {}


def test_no_header_gives_a_wrong_period() -> None:
    """A header's own period is that of the truth; headers without one are for the caller."""
    wrong: Counter[tuple[object, ...]] = Counter()
    for paper, _, observation in _observations():
        period = parse_period(observation["label"], year=year_of(paper["reporting_period"]))
        truth = observation["period"]
        if truth is not None and truth[:3].isalpha() and truth[-4:].isdigit():
            truth = parse_period(truth)  # "Apr 2022" is "2022-04" in the contract
        # Seed 000 heads a quarter's figures with the year alone, and cells name their own.
        if period is None or (truth or "").startswith(period):
            continue
        if parse_quantity(observation["raw"]).period == truth:
            continue
        wrong[observation["label"], truth, period] += 1
    assert wrong == {}


def test_no_title_gives_a_wrong_reporting_period() -> None:
    for name, paper in _papers():
        found = reporting_period([paper["title"]])
        assert found is None or paper["reporting_period"].startswith(found), name


def test_references_are_seen_and_nothing_else_is() -> None:
    wrong = []
    for _, paper in _papers():
        for record in paper["records"]:
            ref, title = record["ref"], " ".join(record["title"].split())
            if split_reference(title)[0] is not None:
                wrong.append(title)
            if ref is None:
                continue
            if not looks_like_reference(ref):
                wrong.append(ref)
            # "SLI Core: Reviews" and "2002", which could be a year, are not split off.
            if not ref.startswith(("SLI", "20")) and split_reference(f"{ref} {title}") != (
                ref,
                title,
            ):
                wrong.append(f"{ref} {title}")
    assert wrong == []


def test_rag_and_direction_words_are_read() -> None:
    wrong: Counter[tuple[object, ...]] = Counter()
    directions = {"up", "flat", "down"}
    for _, paper in _papers():
        for table in paper["tables"]:
            for row in table["rows"]:
                for cell in row:
                    text = cell.get("text") or ""
                    if not text or any(char.isdigit() for char in text):
                        continue
                    if cell.get("rag") and len(text) < 20 and parse_rag(text) != cell["rag"]:
                        wrong["rag", text, cell["rag"]] += 1
                    arrow = cell.get("arrow") if len(text) < 6 else None
                    if arrow in directions and parse_trend_word(text) != arrow:
                        wrong["arrow", text, arrow] += 1
    assert wrong == {}


def test_polarity_words_are_read() -> None:
    wrong: Counter[tuple[object, ...]] = Counter()
    for _, paper in _papers():
        tables = {table["id"]: table for table in paper["tables"]}
        for record in paper["records"]:
            table = tables[record["table"]]
            for column, cell in zip(table["columns"], table["rows"][record["row"]], strict=False):
                if not column.lower().startswith(("polarity", "aim", "good ", "better ")):
                    continue
                text = cell.get("text")
                if text is not None and parse_polarity(text) != record["polarity"]:
                    wrong[column, text, record["polarity"]] += 1
    assert wrong == {}
