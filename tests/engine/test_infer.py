"""A council's rule is found again from RAGs that were made by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.engine.papers import evaluate, observe, paper_000, scorecard, simple
from tests.scorecards import scorecards
from xlscorecard.engine.infer import infer_rules
from xlscorecard.engine.rules import parse_rules
from xlscorecard.engine.rules_text import format_rules
from xlscorecard.model.scorecard import Record, Role, Scorecard

# Shortfalls against a target of 80%, in tenths of a point, with the RAG that "amber within
# 5% of the target" (4 points) gives; and the same for 3 points.
WITHIN_5_PERCENT = [(0, "G"), (-3, "G"), (1, "A"), (12, "A"), (25, "A"), (33, "A"), (39, "A"),
                    (41, "R"), (60, "R"), (90, "R"), (2, "A"), (200, "R")]  # fmt: skip


def paper(rows: list[tuple[str, str, str]]) -> Scorecard:
    return scorecard(*(simple(value, target, rag=rag) for value, target, rag in rows))


def rows_within_5_percent() -> list[tuple[str, str, str]]:
    rows = [(f"{80 - gap / 10:.1f}%", "80.0%", rag) for gap, rag in WITHIN_5_PERCENT]
    # At 20% the margin is 1 point, so that no rule in points explains both
    return [*rows, ("19.1%", "20.0%", "A"), ("18.9%", "20.0%", "R"), ("95.5%", "100.0%", "A")]


def test_the_rule_is_found_with_all_its_rows() -> None:
    found = infer_rules([paper(rows_within_5_percent())])
    assert found.rules is not None
    assert found.rules.title == "Amber within 5% of the target"
    assert (found.explained, found.rows, found.contradictions) == (15, 15, ())
    assert found.validated is not None
    assert found.validated > 0.8


def test_rows_that_contradict_are_named() -> None:
    rows = [*rows_within_5_percent(), ("50.0%", "80.0%", "G")]
    found = infer_rules([paper(rows)])
    (row,) = found.contradictions
    assert (row.printed.value, row.computed and row.computed.value, row.page) == ("green", "red", 4)
    assert "explains 15 of 16 rows" in found.sentences[0]


def test_paper_000_leaves_the_red_cut_open() -> None:
    found = infer_rules([paper_000()])
    assert (found.explained, found.rows) == (22, 22)
    assert any("no row is printed red" in line for line in found.sentences)
    assert any("year-end target" in line for line in found.sentences)


def test_few_rows_are_said_to_be_few() -> None:
    found = infer_rules([paper([("78.0%", "80.0%", "A"), ("81.0%", "80.0%", "G")])])
    assert found.validated is None
    assert any("only 2 rows" in line for line in found.sentences)
    assert found.as_good


def test_rows_with_a_floor_of_their_own_tell_nothing_of_a_rule_for_all() -> None:
    def with_floor(value: str, rag: str) -> Record:
        plain = simple(value, "80%", rag=rag)
        floor = observe(Role.OTHER, "70%", column="Floor standard")
        return replace(plain, observations=(*plain.observations, floor))

    kent = [with_floor("82%", "G"), with_floor("74%", "A"), with_floor("69%", "R")]
    found = infer_rules([scorecard(*kent)])
    assert found.rules is None
    assert found.sentences == (
        "3 rows have a floor or a tolerance of their own, and no other can be judged",
    )
    mixed = infer_rules([scorecard(*kent, *paper(rows_within_5_percent()).records)])
    assert (mixed.explained, mixed.rows, mixed.own) == (15, 15, 3)


def test_where_the_colours_begin_is_told_in_per_cent() -> None:
    found = infer_rules([paper(rows_within_5_percent())])
    # 3.9 of 80 points are 4.9% and amber, 4.1 are 5.1% and red
    assert (
        found.cuts
        == "short of their target the rows are printed amber up to 4.9%, red from 5.1% on"
    )


def test_nothing_to_go_by() -> None:
    found = infer_rules([scorecard(simple("tbc", "80%", rag="G"))])
    assert found.rules is None
    assert found.left_out == 1
    assert "no row" in found.sentences[0]


@pytest.mark.parametrize("rows", [rows_within_5_percent(), [("78.0%", "80.0%", "A")]])
def test_the_written_file_is_read_back_and_rates_alike(rows: list[tuple[str, str, str]]) -> None:
    original = paper(rows)
    found = infer_rules([original])
    assert found.rules is not None
    text = format_rules(found.rules, found.sentences)
    again = parse_rules(text)
    assert again.entries == found.rules.entries
    assert [j.rag for j in evaluate(original, again)] == [
        j.rag for j in evaluate(original, found.rules)
    ]


@settings(max_examples=40, deadline=None)
@given(scorecards())
def test_no_scorecard_raises(original: Scorecard) -> None:
    assert infer_rules([original]).sentences
