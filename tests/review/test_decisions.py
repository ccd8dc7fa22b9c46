"""Decisions: kept with who and when, found again after a re-conversion, in every export."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.review.making import HOSTILE, draw_paper, misread
from xlscorecard.model.decision import Action, Decision
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Observation, Quantity, Role, Scorecard, Severity, Unit
from xlscorecard.outputs import read_data, read_undecided, write_scorecards
from xlscorecard.review.apply import apply_decisions, interpret
from xlscorecard.review.decisions import (
    add_decision,
    decisions_in_force,
    decisions_path,
    read_decisions,
)
from xlscorecard.review.doubts import find_doubts
from xlscorecard.store.sqlite import write_sqlite

WHEN = "2026-03-31T09:15:00Z"


def decide(card: Scorecard, row: int, action: Action, text: str = "") -> Decision:
    doubt = next(d for d in find_doubts([card]) if d.place.row == row and d.value is not None)
    return Decision(doubt.place, action, "Ann", WHEN, text)


@pytest.fixture
def card(tmp_path: Path) -> Scorecard:
    return misread("q1.pdf", draw_paper(tmp_path / "q1.pdf"))


def value(card: Scorecard, row: int) -> Observation:
    return card.records[row - 1].observations[0]


def test_least_sure_values_come_first_then_papers(card: Scorecard) -> None:
    doubts = find_doubts([card])
    assert [d.confidence for d in doubts] == [0.4, 0.5, 0.6, 0.7, None]
    assert doubts[0].why == ("'87.5%': digits overlap",)
    assert doubts[-1].place.code == "page-unread"


def test_correct_accept_and_absent(card: Scorecard) -> None:
    made = (
        decide(card, 1, Action.CORRECT, "81.5%"),
        decide(card, 2, Action.ACCEPT),
        decide(card, 3, Action.ABSENT),
    )
    (after,) = apply_decisions([card], made).scorecards
    corrected = value(after, 1)
    assert corrected.raw == "81.5%"
    assert corrected.quantity.value == Decimal("81.5")
    assert corrected.quantity.unit is Unit.PERCENT
    assert corrected.quantity.note == "corrected by Ann on 2026-03-31 (read as '87.5%')"
    assert value(after, 2) == replace(value(card, 2), confidence=1.0)
    assert value(after, 3).quantity.value is None
    assert value(after, 3).quantity.status == "blank"
    assert [d.place.row for d in find_doubts([after])] == [4, 0]
    settled = next(f for f in after.findings if f.code == "value-doubtful")
    assert settled.severity is Severity.INFO
    assert "corrected by Ann" in settled.message


def test_they_are_applied_twice_without_harm(card: Scorecard) -> None:
    made = (decide(card, 1, Action.CORRECT, "81.5%"), decide(card, 3, Action.ABSENT))
    once = apply_decisions([card], made).scorecards
    assert apply_decisions(once, made).scorecards == once


def test_a_decision_survives_converting_again(tmp_path: Path, card: Scorecard) -> None:
    store = tmp_path / "archive.sqlite"
    write_sqlite([card], store)
    add_decision(store, decide(card, 1, Action.CORRECT, "81.5%"))
    add_decision(store, decide(card, 2, Action.ACCEPT))
    better = replace(value(card, 1), raw="31.5%", confidence=0.8)
    records = (replace(card.records[0], observations=(better,)), *card.records[1:])
    write_sqlite([replace(card, records=records)], store)
    found = read_data(store)
    assert found is not None
    assert value(found[0], 1).raw == "81.5%", "the same file prints the same, whatever is read now"
    assert value(found[0], 2).confidence == 1.0
    undecided = read_undecided(store)
    assert undecided is not None
    assert value(undecided[0], 1).raw == "31.5%"


def test_rows_that_moved_are_found_by_their_text(card: Scorecard) -> None:
    decision = decide(card, 2, Action.CORRECT, "65%")
    moved = tuple(replace(r, source=replace(r.source, row=r.source.row + 3)) for r in card.records)
    decided = apply_decisions([replace(card, records=moved)], [decision])
    assert value(decided.scorecards[0], 2).raw == "65%"


def test_a_changed_paper_with_another_figure_is_asked_again(card: Scorecard) -> None:
    decision = decide(card, 2, Action.CORRECT, "65%")
    other = replace(value(card, 2), raw="71.0%")
    records = (card.records[0], replace(card.records[1], observations=(other,)), *card.records[2:])
    changed = replace(card, paper=replace(card.paper, sha256="f" * 64), records=records)
    decided = apply_decisions([changed], [decision])
    assert value(decided.scorecards[0], 2).raw == "71.0%"
    (outcome,) = decided.outcomes
    assert not outcome.holds
    assert "read differently now" in outcome.reason


def test_two_papers_of_one_name_are_told_apart(card: Scorecard) -> None:
    twin = replace(card, paper=replace(card.paper, sha256="e" * 64))
    decision = decide(card, 1, Action.CORRECT, "81.5%")
    first, second = apply_decisions([twin, card], [decision]).scorecards
    assert value(first, 1).raw == "87.5%"
    assert value(second, 1).raw == "81.5%"


def test_the_last_decision_holds_and_withdrawing_ends_it(tmp_path: Path, card: Scorecard) -> None:
    data = tmp_path / "scorecards.xlsx"
    for action, text in (
        (Action.ACCEPT, ""),
        (Action.CORRECT, "81.5%"),
        (Action.WITHDRAW, ""),
    ):
        add_decision(data, decide(card, 1, action, text))
    assert decisions_path(data).name == "scorecards.xlsx.decisions.sqlite"
    kept = read_decisions(data)
    assert [d.action for d in kept] == [Action.ACCEPT, Action.CORRECT, Action.WITHDRAW]
    assert {(d.who, d.when) for d in kept} == {("Ann", WHEN)}
    assert decisions_in_force(kept) == ()


def test_decisions_flow_into_a_workbook_and_its_review_sheet(
    tmp_path: Path, card: Scorecard
) -> None:
    out = tmp_path / "scorecards.xlsx"
    write_scorecards([card], out)
    assert "Review" not in openpyxl.load_workbook(out).sheetnames
    add_decision(out, decide(card, 1, Action.CORRECT, "81.5%"))
    add_decision(out, decide(card, 4, Action.ACCEPT))
    write_scorecards([card], out)
    found = read_data(out)
    assert found is not None
    assert value(found[0], 1).quantity.value == Decimal("81.5")
    sheet = openpyxl.load_workbook(out)["Review"]
    told = {
        row[6].value: (row[9].value, row[10].value, row[11].value) for row in sheet.iter_rows(5)
    }
    assert told["87.5%"] == ("Corrected", "81.5%", "Ann")
    assert told["64.0%"] == ("To be looked at", None, None)
    assert told["12%"][0] == "Accepted as read"
    titles = [row[4].value for row in sheet.iter_rows(5)]
    assert HOSTILE in titles
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_correction_keeps_the_columns_scale() -> None:
    quantity = Quantity(Decimal(1_234_000), unit=Unit.GBP, quantum=Decimal(1000))
    seen = Observation("Budget £000", Role.BUDGET, None, "1,234", quantity)
    assert interpret(seen, "1,243").value == Decimal(1_243_000)
    assert interpret(seen, "£1.3m").value == Decimal(1_300_000)


def test_a_damaged_file_of_decisions_is_said(tmp_path: Path) -> None:
    data = tmp_path / "scorecards.csv"
    decisions_path(data).write_bytes(b"no database at all, but long enough to be one" * 20)
    with pytest.raises(CannotRead, match="decisions cannot be read"):
        read_decisions(data)


def test_a_store_without_decisions_is_left_alone(tmp_path: Path, card: Scorecard) -> None:
    store = tmp_path / "archive.sqlite"
    write_sqlite([card], store)
    before = store.read_bytes()
    assert read_decisions(store) == ()
    assert store.read_bytes() == before
    with sqlite3.connect(store) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert "decisions" not in tables
