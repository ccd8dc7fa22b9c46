"""The Python API, as an analyst would use it."""

from __future__ import annotations

from pathlib import Path

import xlscorecard
from xlscorecard.api import Scorecards
from xlscorecard.model.scorecard import Kind, Rag

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "001.pdf"


def test_convert_gives_typed_objects_and_frames() -> None:
    scorecards = xlscorecard.convert(SAMPLE)
    (leeds,) = scorecards
    assert leeds.paper.reporting_period == "2011/12 Q2"
    priorities = [record for record in scorecards.records if record.kind is Kind.PRIORITY]
    assert [record.rag for record in priorities].count(Rag.GREEN) == 10
    frame = scorecards.observations_frame()
    q2 = frame[(frame["column"] == "Q2") & frame["value"].notna()]
    assert sorted(q2["value"])[:3] == [2.18, 31.0, 34.0]


def test_a_paper_of_a_strangers_is_read_in_a_worker() -> None:
    assert xlscorecard.convert(SAMPLE, isolated=True) == xlscorecard.convert(SAMPLE)


def test_frames_come_back_as_the_same_scorecards() -> None:
    scorecards = xlscorecard.convert(str(SAMPLE))
    back = Scorecards.from_frames(scorecards.records_frame(), scorecards.observations_frame())
    assert back.records == scorecards.records
