"""Periods that a row states for itself, in a column such as "Latest period" or "Year"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.words.header_text import YEAR, calendar_year, is_part, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import plain_words
from xlscorecard.values.period import parse_period
from xlscorecard.values.result_period import period_of_result

_PERIOD_HEAD = re.compile(
    r"^(?:last|latest) available (?:result|data|figure|period)$|"
    r"^(?:(?:latest|last|reporting|reported|time|data|current|most recent|measurement|value|"
    r"result|figure)\s)*"
    r"(?:period|prd|(?:financial |fiscal )?year|quarter|qtr|month|date|updated?|data)"
    r"(?: of (?:(?:the )?latest(?: data| figures?| results?| values?)?|data|figures?|results?|"
    r"values?)| covered| reported| used)?$|"
    r"^(?:period|quarter|month|year) (?:ending|ended|end|to)$|"
    r"^(?:data|figures|results) (?:up )?to$|"
    r"^(?:data |figures )?as (?:at|of)$"
)
_WHEN = re.compile(r"\b(?:periods?|dates?|dated|updated|year of|month of|quarter of|as at)\b")
# The day a figure was entered says little of the period that it covers.
_FULL_DATE = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?[\s./-]\w+[\s./-]\d{2,4}$")


# "2018 - 20", three years together.
_OF_YEARS = re.compile(r"(?:19|20)\d\d\s*(?:-|–|to)\s*(?:(?:19|20)\d\d|\d\d)\b")


def names_period(header: str) -> bool:
    """Whether a header says that its cells are the periods of the row's results."""
    return _PERIOD_HEAD.match(plain_words(header.rsplit(" / ", maxsplit=1)[-1])) is not None


def names_earlier_period(header: str) -> bool:
    """Whether a header says that its cells are the periods of the row's earlier results."""
    words = plain_words(header.rsplit(" / ", maxsplit=1)[-1])
    before = re.match(r"(?:previous|prior) (?=\S)", words)
    return before is not None and names_period(words[before.end() :])


def tells_when(header: str) -> bool:
    """Whether a header speaks of a time: the row's ("Period"), or of another ("Date of
    previous figure")."""
    return names_period(header) or _WHEN.search(plain_words(header)) is not None


def states_periods(grid: Grid, col: int, rows: Sequence[int]) -> bool:
    """Whether nearly all texts of a column are periods: "2022/23", "Q1 23/24", "2022", among
    others "2020-22"."""
    cells = (grid.starts_at(row, col) for row in rows)
    texts = [one_line(cell.text) for cell in cells if cell is not None and cell.text.strip()]
    said = sum(map(says_period, texts))
    if said and said <= 0.8 * len(texts):
        said = sum(says_period(text) or _OF_YEARS.fullmatch(text) is not None for text in texts)
    return said > 0.8 * len(texts)


_HOW_OFTEN = frozenset(
    {"daily", "weekly", "monthly", "quarterly", "termly", "half-yearly", "six monthly", "annually",
     "annual", "yearly", "financial year", "academic year", "calendar year", "ad hoc", "biennial"}
)  # fmt: skip


def says_how_often(grid: Grid, col: int, rows: Sequence[int]) -> bool:
    """Whether a column says how often its rows report ("Monthly", "Financial year") and nothing
    else."""
    cells = (grid.starts_at(row, col) for row in rows)
    texts = [one_line(cell.text).lower() for cell in cells if cell is not None and not cell.empty]
    return bool(texts) and all(text in _HOW_OFTEN for text in texts)


# The sign of a direction of travel may stand before the period: "+ Q3 2021/22".
_SIGN = re.compile(r"^[-+=–−]\s")


def says_period(text: str) -> bool:
    """Whether a text is a period and nothing else; a day of a month is none."""
    text = _SIGN.sub("", text)
    named = is_period(text) or calendar_year(text) is not None
    return named and _FULL_DATE.match(text) is None


def stated_period(
    texts: Iterable[tuple[str, str]],
    reporting: str | None,
    names: Callable[[str], bool] = names_period,
) -> str | None:
    """The period that a row states for its results, from the texts under the headers that it
    ``names``; None where it
    states none, "" for one without a normal form ("2022" may be either of two years). Either
    is not the paper's own. ``reporting`` is the paper's, for "Q1" alone."""
    said = [t for header, t in texts if names(header) and (says_period(t) or _OF_YEARS.match(t))]
    if not said:
        return None
    year = next((t for t in said if YEAR.fullmatch(t)), None)
    part = next((t for t in said if is_part(t)), None)
    if year is not None and part is not None:  # "2023/24" beside "Q1"
        return parse_period(part, year=parse_period(year)) or ""
    return period_of_result(_SIGN.sub("", said[0]), reporting) or ""
