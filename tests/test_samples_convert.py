"""The samples, end to end: what a paper prints is what its scorecard says, PDF and Word alike."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from xlscorecard.model.scorecard import Observation, Record, Scorecard
from xlscorecard.pipeline import read_scorecard

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
Expected = dict[str, Any]


def _goldens() -> list[tuple[str, str]]:
    return [
        (path.parent.name, file)
        for path in sorted(GOLDEN.glob("*/expected.json"))
        for file in json.loads(path.read_text(encoding="utf-8"))["files"]
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _observed(observation: Observation) -> Expected:
    quantity = observation.quantity
    return {
        "column": observation.column,
        "role": observation.role.value,
        "period": observation.period,
        "raw": _one_line(observation.raw),
        "value": _number(quantity.value),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "comparator": quantity.comparator and quantity.comparator.value,
        "unit": quantity.unit and quantity.unit.value,
        "status": quantity.status and quantity.status.value,
        "rag": observation.rag and observation.rag.value,
    }


def _recorded(record: Record) -> Expected:
    return {
        "table": record.source.table,
        "row": record.source.row,
        "kind": record.kind.value,
        "section": list(record.section),
        "ref": record.ref,
        "title": record.title,
        "polarity": record.polarity and record.polarity.value,
        "rag": record.rag and record.rag.value,
        "trend": record.trend and record.trend.value,
    }


def _differences(expected: Expected, found: Expected, place: str) -> list[str]:
    """Each asserted key that differs; a value must be the number that was typed."""
    wrong = []
    for key, want in expected.items():
        if key not in found:
            continue
        got = found[key]
        if key in ("raw", "title"):  # cells wrap: white space is not asserted
            got = _one_line(got)
        if got != (_one_line(want) if key in ("raw", "title") else want):
            wrong.append(f"{place}: {key} should be {want!r}, is {got!r}")
    return wrong


def _compare(golden: Expected, scorecard: Scorecard) -> list[str]:
    wrong: list[str] = []
    if len(golden["records"]) != len(scorecard.records):
        wrong.append(
            f"{len(golden['records'])} records are printed, {len(scorecard.records)} were found"
        )
    for want, record in zip(golden["records"], scorecard.records, strict=False):
        place = f"{want['title'][:50]!r}"
        wrong.extend(_differences(want, _recorded(record), place))
        wanted = want.get("observations")
        if wanted is None:
            continue
        if len(wanted) != len(record.observations):
            wrong.append(f"{place}: {len(wanted)} values, found {len(record.observations)}")
        for value, observation in zip(wanted, record.observations, strict=False):
            there = f"{place} {value.get('column')!r}"
            wrong.extend(_differences(value, _observed(observation), there))
        for name, text in want.get("text", {}).items():
            got = _one_line(dict(record.text).get(name, ""))[: len(_one_line(text))]
            if got != _one_line(text):
                wrong.append(f"{place}: text {name} should begin {text!r}, is {got!r}")
    for key in ("title", "organisation", "reporting_period"):
        got = getattr(scorecard.paper, key)
        if golden.get(key) is not None and got != golden[key]:
            wrong.append(f"paper {key} should be {golden[key]!r}, is {got!r}")
    means = {record.trend_means.value for record in scorecard.records if record.trend}
    if golden.get("trend_means") and means - {golden["trend_means"]}:
        wrong.append(f"the arrows mean {golden['trend_means']!r}, not {means}")
    return wrong


@pytest.mark.parametrize(("paper", "file"), _goldens())
def test_a_sample_says_what_its_paper_prints(paper: str, file: str) -> None:
    golden = json.loads((GOLDEN / paper / "expected.json").read_text(encoding="utf-8"))
    scorecard = read_scorecard(ROOT / "samples" / file)
    wrong = _compare(golden, scorecard)
    assert not wrong, "\n".join(wrong[:40]) + f"\n({len(wrong)} differences)"
