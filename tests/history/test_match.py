"""The same measure through drifting wordings, codes and frameworks, against known truth."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from tests.history.archive import Archive, make_archive
from xlscorecard.engine.rules import default_rules
from xlscorecard.history.find import find_histories
from xlscorecard.history.rows import council_key, name_councils
from xlscorecard.history.series import Cadence, History
from xlscorecard.history.wording import likeness, read_wording, sets_apart
from xlscorecard.model.scorecard import Paper

Place = tuple[str, int, int]


@pytest.fixture(scope="module")
def made() -> tuple[Archive, tuple[History, ...]]:
    archive = make_archive(1)
    return archive, find_histories(archive.scorecards, default_rules())


def places(histories: tuple[History, ...]) -> dict[Place, int]:
    return {
        (m.source.document, m.source.table, m.source.row): series.number
        for history in histories
        for series in history.series
        for m in series.members
    }


def pairs(joined: dict[Place, str] | dict[Place, int]) -> set[frozenset[Place]]:
    groups: dict[object, list[Place]] = defaultdict(list)
    for place, series in joined.items():
        groups[series].append(place)
    return {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}


def test_series_are_joined_right(made: tuple[Archive, tuple[History, ...]]) -> None:
    archive, histories = made
    assert len(archive.scorecards) >= 60
    found = places(histories)
    assert found.keys() == archive.truth.keys(), "every row is in one series, none is lost"
    true, got = pairs(archive.truth), pairs(found)
    f1 = 2 * len(true & got) / (len(true) + len(got))
    assert f1 >= 0.97


def test_no_series_crosses_a_break(made: tuple[Archive, tuple[History, ...]]) -> None:
    archive, histories = made
    phases: dict[int, set[str]] = defaultdict(set)
    for place, series in places(histories).items():
        phases[series].add(archive.truth[place])
    for held in phases.values():
        names = {name.rpartition(":")[0] for name in held}
        assert len(held) == len(names), f"two definitions in one series: {held}"


def test_breaks_are_marked(made: tuple[Archive, tuple[History, ...]]) -> None:
    _, histories = made
    found = {history.measure: [b.at for b in history.breaks] for history in histories}
    assert found["B:2B"] == ["2014/15", "2023/24", "2024/25"]
    assert found["A:2C(1)"] == ["2017/18"]
    assert found["B:3A"] == ["2023/24"]


def test_restated_figures_are_kept(made: tuple[Archive, tuple[History, ...]]) -> None:
    archive, histories = made
    found = {
        (change.first.source.document.split("-")[0], change.period)
        for history in histories
        for series in history.series
        for change in series.restated
    }
    assert {(council, period) for council, _, period in archive.restated} == found


def test_points_have_the_last_figure_printed(made: tuple[Archive, tuple[History, ...]]) -> None:
    _, histories = made
    for history in histories:
        for series in history.series:
            for change in series.restated:
                line = series.line(Cadence.YEAR)
                assert line is not None
                point = next(p for p in line.points if p.period == change.period)
                assert point.value != change.first.value
                assert change.first.value in [said.value for said in point.said]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("% of service users who feel safe", "Proportion of people who use services who feel safe"),
        ("Households in temporary accommodation", "Households in temporary accomodation (YTD)"),
        ("Fly-tips cleared within 24 hours", "% of fly tips cleared in 24 hours"),
        ("Adults aged 65 and over in care homes", "Adults (65+) in care homes"),
        ("KPI 12 Library visits", "Number of visits to libraries"),
        ("DTOC from hospital", "Delayed transfers of care from hospital 2016/17"),
        ("Stage 1 complaints answered on time", "Stage one complaints responded to in time"),
    ],
)
def test_wordings_that_are_alike(one: str, other: str) -> None:
    first, second = read_wording(one), read_wording(other)
    assert not sets_apart(first, second) or one.startswith("Stage")
    assert likeness(first, second, {}) >= 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Admissions of adults aged 18-64", "Admissions of adults aged 65+"),
        ("Assessments completed in 28 days", "Assessments completed in 42 days"),
        (
            "Users who find it easy to find information",
            "Carers who find it easy to find information",
        ),
        ("Major planning applications in time", "Minor planning applications in time"),
        ("Number of reviews completed", "% of reviews completed"),
        ("Stage 1 complaints answered", "Stage 2 complaints answered"),
        ("Library issues", "Library visits"),
    ],
)
def test_wordings_that_are_two_measures(one: str, other: str) -> None:
    assert sets_apart(read_wording(one), read_wording(other))


def test_council_names() -> None:
    assert council_key("Leeds City Council") == council_key("City of Leeds")
    assert council_key("Wold & Fenmarsh BC") == council_key("Wold and Fenmarsh Borough Council")
    assert council_key("Leicester City Council") != council_key("Leicestershire County Council")


def test_papers_that_name_no_council() -> None:
    def paper(file: str, organisation: str | None = None, title: str = "Scorecard") -> Paper:
        return Paper(file, "", title=title, organisation=organisation)

    papers = [
        paper("NCC-2014.pdf", "Northmere County Council"),
        paper("eastling q1.pdf", "Eastling City Council"),
        paper("q2.pdf", title="Northmere CC performance report"),
        paper("NCC-2015.pdf"),
        paper("eastling-q2.pdf"),
        paper("report.pdf"),
    ]
    assert name_councils(papers) == [
        "Northmere County Council",
        "Eastling City Council",
        "Northmere County Council",
        "Northmere County Council",
        "Eastling City Council",
        "",
    ]
    assert name_councils([papers[0], papers[-1]])[1] == "Northmere County Council"
