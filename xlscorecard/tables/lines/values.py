"""Whether a text reads as a figure: what tells rows and columns of a table from prose."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.values.period import MONTH

# What stands for a drawn symbol where texts are judged.
SYMBOL_TEXT = "■"
# Thousands that a header says its figures are in ("£000") are none themselves.
_VALUE = re.compile(
    r"(?!\(?[£€$]\s?['’]?0{3}s?\)?$)"
    r"[<>≤≥=~±+\-–−(]*\s?[£€$%]?\s?[\d.,:/ ]*\d[\d.,:/ ]*\s?(?:%|p|pp|[kmb]n?|days?|st|nd|rd|th)?"
    r"[)*†‡%]*"
    r"|[-–—.:*x✓✗✔✘]{1,3}|n\.?/?a\.?|nc|nk|tbc|yes|no"
    r"|red|amber|green|blue|gr[ea]y|up|down|same|better|worse|high|low|[A-Z]|[\ue000-\uf8ff←-⇿■-◿⬀-⯿]",
    re.IGNORECASE,
)
# A value is no longer than this (letters).
_LONGEST = 18
_SHORT_YEAR = re.compile(r"(\d\d)[/-](\d\d)")
# "September 2024", "2023/2024 Quarter 3": a part of a year is named in so few letters.
_LONGEST_PART = 20
_PART = rf"(?:q(?:tr|uarter)? ?[1-4]|{MONTH})"
_PART_OF_YEAR = re.compile(
    rf"{_PART}(?:[ -/]?(?:20)?\d\d(?:[/-](?:20)?\d\d)?)?|(?:20)?\d\d[/-](?:20)?\d\d {_PART}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-/–]\s*(?:20)?\d\d)?")


def is_value(text: str) -> bool:
    """Whether a text reads as a figure, a mark or the word for a missing one."""
    return len(text) <= _LONGEST and _reads_as_value(text)


@lru_cache(maxsize=8192)  # asked of each text by every way to find a table
def _reads_as_value(text: str) -> bool:
    return _VALUE.fullmatch(text.strip()) is not None


def is_figure(text: str) -> bool:
    """Whether a text reads as a value with digits: no mark, and no word for a missing one."""
    return len(text) <= _LONGEST and _reads_as_figure(text)


@lru_cache(maxsize=8192)
def _reads_as_figure(text: str) -> bool:
    return any(map(str.isdigit, text)) and _reads_as_value(text)


def is_year(text: str) -> bool:
    """Whether a text reads as a year: 2023, 2023/24, 2023-2024, 23/24."""
    plain = text.strip()
    if not plain[:1].isdigit():
        return False
    short = _SHORT_YEAR.fullmatch(plain)
    if short is not None:
        return int(short[2]) == (int(short[1]) + 1) % 100
    return _YEAR.fullmatch(plain) is not None


def is_part_of_year(text: str) -> bool:
    """Whether a text is the name of a quarter or month, which no row of results holds."""
    plain = text.strip()
    return len(plain) < _LONGEST_PART and _PART_OF_YEAR.fullmatch(plain) is not None


def is_plain_figure(text: str) -> bool:
    """Whether a text reads as a figure and as no year: years head columns."""
    return is_figure(text) and not is_year(text)


def is_plain_value(text: str) -> bool:
    """Whether a text reads as a value and as no year."""
    return is_value(text) and not is_year(text)


def shape_of(text: str) -> str:
    """A text but for its figures: what ASCP05 and ASCP06, or Q1 and Q2, have in common."""
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))
