"""Words that stand where a figure should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.model.scorecard import Status
from xlscorecard.values.status import parse_status

CASES = {
    Status.NOT_APPLICABLE: "N/A|n/a|N/a|n.a.|NA|(N/A)|Not applicable|Not available|#N/A|[z]|Annual|"
    "Reported annually|No target|New measure|Ν/Α|Annual KPI|Collected annually|6-monthly|"
    "Measured twice per year|Half yearly|Termly|No previous data to compare|"
    "Previous data not captured|For info only",
    Status.NOT_COLLECTED: "NC|N/C|Not collected|Not collected in 2015/16|No survey this year|"
    "No longer collected|Discontinued|ΝС|Biennial survey|Suspended due to Covid-19|Paused|"
    "Unable to report",
    Status.TBC: "TBC|tbc|TBD|TBA|To be confirmed|To be agreed|TBC in Q2|Target to be set|"
    "Baseline year|Establish baseline|ТВС|твс",
    Status.DUE: "Due May -18|Due May 18|Next survey due 2018/19|Due|Not due|Data due in June|"
    "Available in October|Survey results due Q3|Measured at year end|Provisional data due",
    Status.AWAITING: "Awaiting data|Awaited|Data pending|Not yet available|Not yet published|"
    "To follow|Awaiting national data|Reported a quarter in arrears|Quarter in arrears|"
    "Reported one quarter behind|Figures not released",
    Status.SUPPRESSED: "[c]|c|*|suppressed|Numbers too small|Data suppressed",
    Status.BLANK: "|-|–|—|.|..|…|[x]|Unknown|No data|No data available|#DIV/0!| \u00a0 |--",
}


@pytest.mark.parametrize(
    ("text", "status"),
    [(text, status) for status, texts in CASES.items() for text in texts.split("|")],
)
def test_a_status(text: str, status: Status) -> None:
    assert parse_status(text) is status


@pytest.mark.parametrize(
    "text",
    ["62%", "0", "Emma/Claire", "NHS Data", "Green", "Maintain", "On track", "H", "Second", "412"],
)
def test_no_status(text: str) -> None:
    assert parse_status(text) is None


@given(st.text(max_size=90))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_status(text)
