"""What names a table that has no name of its own: the line right above it, or its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.grid import Paragraph
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.labels import LONGEST_NAME, NAMES_OF_FIGURES
from xlscorecard.normalise.words.vocabulary import match_header
from xlscorecard.values.words import parse_polarity, parse_rag

_LABEL = re.compile(
    r"^(?:(?:key )?(?:performance )?(?:indicator|measure)|k?pi)(?: (?:name|title))? ?[:–-] +"
    r"(?=[A-Z])",
    re.IGNORECASE,
)
_BESIDE_NAME = re.compile(
    r"\b(?:owner|lead|officer|polarity|frequency|good is)\b[^:]*:|"
    # what leads elsewhere in the paper
    r"^(?:return|back|go) to\b",
    re.IGNORECASE,
)


def name_above(paragraphs: Sequence[Paragraph]) -> str:
    """What names the table below: the line right above it, else, where that comments, asks, rates,
    labels or only tells who owns the measure or which way is good, the heading above such lines."""
    named = [p for p in paragraphs if not _rates_or_labels(p)]
    for number, paragraph in enumerate(reversed(named)):
        text = paragraph.text.strip()
        asks = text.endswith("?")
        if (paragraph.level is not None or paragraph.bold) and not asks:
            return _LABEL.sub("", text)
        says = asks or text.endswith(".") or len(text) > LONGEST_NAME
        if not (number or says or parse_polarity(text) or _BESIDE_NAME.search(text)):
            return _LABEL.sub("", text)
    return ""


def _rates_or_labels(paragraph: Paragraph) -> bool:
    """Whether a line is a rating, the name of a figure in a chart's legend ("Target"), or says when
    ("December 2019 (Quarter 3)" at the right of the name)."""
    text = paragraph.text.strip()
    plain = paragraph.level is None and not paragraph.bold
    match = match_header(text) if plain else None
    labels = match is not None and match.exact and match.word in NAMES_OF_FIGURES
    return labels or parse_rag(text) is not None or (plain and is_period(text))


def rating_above(paragraphs: Sequence[Paragraph]) -> str:
    """The rating that stands at one height with the name right above a table ("Staff turnover" at
    the left, "Off target" at the right); "" without one."""
    if len(paragraphs) < 2:
        return ""
    name, rating = paragraphs[-2:]
    text = rating.text.strip()
    if name.bbox is None or rating.bbox is None or name.page != rating.page:
        return ""
    level = name.bbox.top < rating.bbox.centre[1] < name.bbox.bottom
    return text if level and parse_rag(text) is not None else ""
