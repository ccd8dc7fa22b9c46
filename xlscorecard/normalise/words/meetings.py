"""Dates of the meeting that a paper goes to: no period on which it reports."""

from __future__ import annotations

import re

from xlscorecard.values.normal_period import MONTH
from xlscorecard.values.period import MONTH as MONTH_NAME
from xlscorecard.values.period import parse_period

_BODY = re.compile(
    r"\b(?:boards?|scrutiny|committee|sub-?committee|cabinet|panel|commission|forum|assembly|"
    r"(?<!chief )executive(?! (?:summary|director|team))|meeting|governors|full council)\b|"
    r"\bcouncil\W{1,3}\d",
    re.IGNORECASE,
)
# What a body has its name on and dates by its figures: "Safeguarding Board dashboard: May 2024".
_OF_FIGURES = re.compile(
    r"\b(?:score ?cards?|dashboards?|data (?:for|to)|performance (?:in|for|to|during)|position|"
    r"as at|as of|at (?:the end of|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9})|snapshot|extracted|"
    r"(?:kpis?|indicators)\W{1,3}(?:for )?[a-z]{3,9}\W{1,2}20\d\d|"  # "Board KPIs: May 2024"
    r"correct|week(?:ly)?|period|month|(?:up )?to (?:the )?(?:end|\d)|ending|ended)\b",
    re.IGNORECASE,
)
# The day before the end of a month is one on which people meet.
_DAY = re.compile(
    r"\b(?:0?[1-9]|1\d|2[0-7])(?:st|nd|rd|th)?(?:\s+of)?\s+[A-Za-z]{3,9},?\s+20\d\d\b"
)
# A month by its name or number; "2015/16 (half year)" and "Q1-Q3 2023/24" only end with one.
_NAMES_MONTH = re.compile(
    rf"\b{MONTH_NAME}|(?<!\d)(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d\d|20\d\d-\d\d(?!\d))", re.IGNORECASE
)


def names_meeting(text: str) -> bool:
    """Whether a line says which body meets, and when: what stands below it is not of that body."""
    return "20" in text and _BODY.search(text) is not None and dates_meeting(text)


def dates_meeting(text: str) -> bool:
    """Whether the only date that a line names is a month or a day on which a body meets
    ("Overview and Scrutiny Board - September 2024"); a quarter or a year is none."""
    if _BODY.search(text) is None and _DAY.search(text) is None:
        return False
    found = parse_period(text)
    month = found is not None and MONTH.fullmatch(found) is not None
    return month and bool(_NAMES_MONTH.search(text)) and _OF_FIGURES.search(text) is None
