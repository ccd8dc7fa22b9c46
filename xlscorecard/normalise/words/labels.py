"""Short names that papers give to a row or a value: "Target", "Actual", "RAG"."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Cell
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import YEAR, header_text, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
from xlscorecard.values.status import parse_status
from xlscorecard.values.unit import worked_from

# What heads a column of periods, or nothing does.
PERIODS = frozenset(
    {"", "year", "years", "period", "prd", "quarter", "month", "date", "financial year"}
    | {"time period"}
)
# Headers under which councils print their own results.
OWN_NAMES = frozenset(
    {"council", "the council", "our council", "service", "authority", "local authority", "la",
     "county", "borough", "district", "local", "us", "our result"}
)  # fmt: skip
NAMES_OF_FIGURES = frozenset(
    {
        HeaderWord.TARGET,
        HeaderWord.ACTUAL,
        HeaderWord.PREVIOUS,
        HeaderWord.COMPARATOR,
        HeaderWord.FORECAST,
        HeaderWord.BUDGET,
        HeaderWord.VARIANCE,
    }
)
_LABELS = NAMES_OF_FIGURES | {
    HeaderWord.RAG,
    HeaderWord.TREND,
    HeaderWord.POLARITY,
    HeaderWord.TEXT,
}
TARGET_OR_RESULT = frozenset({HeaderWord.TARGET, HeaderWord.ACTUAL, HeaderWord.PREVIOUS})
# A label is no longer than this (letters).
_LONGEST_LABEL = 30
# What heads the results of the council's own rows, where rows of others stand beside them.
OWN_RESULT = "Actual"
# What stands over the figures of tiles none of whose figures has a name.
UNNAMED = "Figure"
# What names a measure is no longer than this.
LONGEST_NAME = 220


def label_of(cell: Cell | None) -> str:
    """The name that a cell gives its row or value; "" where it is none."""
    text = short_text(cell)
    if worked_from(plain_words(text)):
        return text
    match = match_header(text) if text else None
    return text if match is not None and match.exact and match.word in _LABELS else ""


def own_or_others_label(cell: Cell | None) -> str:
    """The name of a row that tells whose figures stand in it: those of others by their name
    ("England"), the council's as what they are, results; "" where it tells something else."""
    text = short_text(cell)
    if plain_words(text) in OWN_NAMES:
        return OWN_RESULT
    match = match_header(text) if text else None
    return text if match is not None and match.exact and match.word is HeaderWord.COMPARATOR else ""


def yearly_label_of(cell: Cell | None) -> str:
    """The same of a row under the parts of a year: a year, too, is a name there ("2018/19",
    "2018/19 actual", "Target 2019/20")."""
    text = label_of(cell) or short_text(cell)
    match = match_header(text) if text else None
    if match is not None:
        return text if match.word in _LABELS else ""
    return text if YEAR.fullmatch(text) else ""


def card_label_of(cell: Cell | None) -> str:
    """The name that a card gives a value: "Q1 actual" as well as "Actual", or a period."""
    text = short_text(cell)
    match = match_header(text) if text else None
    known = match is not None and match.word in _LABELS
    return text if text and (known or is_period(text)) else ""


def tells_figures(labels: Sequence[str]) -> bool:
    """Whether labels are those of a measure: more than one kind, a target or result in them.
    Of a year's figures that is its result."""
    years = {label for label in labels if YEAR.fullmatch(label)}
    words = {match.word for label in labels if (match := match_header(label)) is not None}
    if years:
        words.add(HeaderWord.ACTUAL)
    return (len(words) > 1 or len(years) > 1) and bool(words & TARGET_OR_RESULT)


def may_name(text: str) -> bool:
    """Whether a text can name a measure: words, no period, no status."""
    plain = one_line(text)
    wordy = sum(c.isalpha() for c in plain) > 3 and len(plain) <= LONGEST_NAME
    return wordy and not is_period(plain) and parse_status(plain) is None


def holds_value(cell: Cell) -> bool:
    """Whether a cell has a name on one line and its value on the next."""
    first, _, last = cell.text.strip().rpartition("\n")
    return match_header(first) is not None and is_figure(one_line(last)) and not is_period(last)


def short_text(cell: Cell | None) -> str:
    """A cell's text as a label would be read; "" where it is too long for one, or has its value
    on a line below it ("Result" over "95.2")."""
    if cell is None or not cell.text.strip() or len(cell.text) > _LONGEST_LABEL:
        return ""
    if holds_value(cell):
        return ""
    return header_text(cell.text).rstrip(": ")
