"""What stands in the JSON, and that reading it gives back what was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from tests.scorecards import leeds, leicestershire, scorecards, wiltshire
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.scorecard import Paper, Rag, Scorecard
from xlscorecard.store.json import from_json, read_json, to_json, write_json

RECORD_KEYS = """document page table row kind section ref title polarity rag trend trend_means
text catalogue rag_computed rag_rule rag_why rag_agrees trend_computed trend_why""".split()  # noqa: SIM905
OBSERVATION_KEYS = """document page table row section ref title polarity rag trend column role
period raw value low high comparator unit status note confidence bbox""".split()  # noqa: SIM905


def test_the_fields_are_those_of_the_contract_in_its_order(tmp_path: Path) -> None:
    write_json([leicestershire()], tmp_path / "out.json")
    data = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert list(data)[:4] == ["paper", "records", "observations", "findings"]
    assert list(data["paper"]) == [
        *("file", "sha256", "title", "organisation", "reporting_period", "pages")
    ]
    assert all(list(row) == RECORD_KEYS for row in data["records"])
    assert all(list(row) == OBSERVATION_KEYS for row in data["observations"])
    assert [list(row) for row in data["findings"]] == [
        ["code", "severity", "message", "page", "table", "row", "column"]
    ]


def test_figures_stand_as_printed() -> None:
    data = json.loads(json.dumps(to_json(leicestershire())))
    by_raw = {row["raw"]: row for row in data["observations"]}
    assert (by_raw["59-63%"]["low"], by_raw["59-63%"]["high"]) == (59, 63)
    assert by_raw["59-63%"]["value"] is None
    assert by_raw["62%"]["value"] == 62
    assert isinstance(by_raw["62%"]["value"], int)
    assert by_raw["63.5%"]["value"] == 63.5
    assert by_raw["43.1k"]["value"] == 43100
    assert by_raw["Due May -18"]["value"] is None
    assert by_raw["Due May -18"]["status"] == "due"
    assert by_raw["TBC"]["status"] == "tbc"
    assert by_raw["<14 days"]["comparator"] == "<"
    assert data["records"][0]["section"].startswith("PREVENT NEED > Corporate Strategy: Better")
    assert data["records"][0]["rag"] == "green"
    assert by_raw["62%"]["rag"] == "green"


def test_a_value_with_a_colour_of_its_own_shows_it() -> None:
    rows = to_json(wiltshire())["observations"]
    assert isinstance(rows, list)
    assert [row["rag"] for row in rows] == ["amber", None, None]


def test_one_paper_is_an_object_and_several_are_a_list(tmp_path: Path) -> None:
    one, two, none = (tmp_path / name for name in ("one.json", "two.json", "none.json"))
    write_json([leeds()], one)
    write_json(iter([leeds(), leicestershire()]), two)
    write_json([], none)
    assert isinstance(json.loads(one.read_text("utf-8")), dict)
    assert [paper["paper"]["organisation"] for paper in json.loads(two.read_text("utf-8"))] == [
        "Leeds City Council",
        "Leicestershire County Council",
    ]
    assert json.loads(none.read_text("utf-8")) == []
    assert read_json(two) == (leeds(), leicestershire())
    assert read_json(none) == ()


@given(scorecards())
def test_nothing_is_lost_on_the_way(scorecard: Scorecard) -> None:
    text = json.dumps(to_json(scorecard))
    assert from_json(json.loads(text)) == scorecard


def test_without_our_detail_the_contract_alone_is_enough() -> None:
    data = json.loads(json.dumps(to_json(leeds())))
    del data["detail"]
    read = from_json(data)
    assert [record.title for record in read.records] == [r.title for r in leeds().records]
    assert [len(r.observations) for r in read.records] == [
        len(r.observations) for r in leeds().records
    ]


def test_what_somebody_corrects_counts_more_than_the_detail() -> None:
    data = json.loads(json.dumps(to_json(leicestershire())))
    data["observations"][1]["value"] = 65
    data["observations"][1]["rag"] = "red"
    data["records"][3]["rag"] = "blue"
    data["records"][0]["section"] = "Adults > Prevention"
    read = from_json(data).records
    assert read[0].observations[1].quantity.value == 65
    assert read[0].observations[1].rag is Rag.RED
    assert read[3].rag is Rag.BLUE
    assert {value.rag for value in read[3].observations} == {None}
    assert read[0].section == ("Adults", "Prevention")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[1]", "paper 1"),
        ('{"records": [{"kind": "wish", "title": "x"}]}', "records[0].kind"),
        ('{"records": [{"title": "x", "row": 1.5}]}', "records[0].row"),
        ('{"records": [], "observations": [{"title": "x"}]}', "no record for 'x'"),
        (
            '{"records": [{"title": "x"}], "observations": [{"title": "x", "value": "lots"}]}',
            "lots",
        ),
        ('{"records": [{"title": "x"}], "observations": [{"title": "x", "value": NaN}]}', "NaN"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "data.json"
    path.write_text(text)
    with pytest.raises(CannotRead) as caught:
        read_json(path)
    assert told in str(caught.value)


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_json([Scorecard(Paper("a.pdf", ""))], tmp_path / "no" / "out.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(CannotWrite):
        write_json([Scorecard(Paper("a.pdf", ""))], tmp_path / "folder.json")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]
