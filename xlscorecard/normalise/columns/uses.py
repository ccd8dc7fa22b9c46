"""What each column is to a record, by its header and by what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.columns.cell_uses import (
    FEWEST_GRADES,
    LONGEST_RATING,
    rates_in_own_words,
    tells_trend,
    use_by_content,
)
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.columns.figure_headers import ROLES, grades_beside, use_under_figures
from xlscorecard.normalise.columns.lost_icons import use_of_lost_icons
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.key.symbol import ASKS_WHETHER_MET
from xlscorecard.normalise.words.content import Content
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.vocabulary import HeaderMatch, HeaderWord, plain_words, says_any

_TITLE_WORDS = (
    HeaderWord.SUPPORTING_MEASURE,
    HeaderWord.TITLE,
    HeaderWord.RISK,
    HeaderWord.ACTION,
)
# What every cell may be painted and still rate: yellow asks for figures.
_ALL_ALIKE = (frozenset({Rag.GREEN}), frozenset({Rag.RED}))
# Headers over numbers, or over names of so many letters and more.
_ITEMS = frozenset({"item", "items", "line"})
_SHORTEST_ITEM = 8
# "Yes", "No", a tick
_LONGEST_ANSWER = 3
_REMARKS = re.compile(
    r"\b(?:comment(?:s|ary)?|narrative|notes?|explanation|reasons?|mitigation)\b", re.IGNORECASE
)
_COMPARED = frozenset(
    {"compared", "comparison", "against", "vs", "versus", "since", "from", "on", "than"}
)


def use_of(match: HeaderMatch | None, content: Content, header: Header, col: int) -> Use | None:
    """A column's use by its header, corrected by what it holds; None when nothing tells."""
    word = match.word if match is not None else None
    if not content.filled and len(content.painted) > 1 and word is not HeaderWord.TREND:
        return Use.RAG  # nothing but colours: a rating, whatever its header calls it
    alike = word is HeaderWord.ACTUAL and not content.filled and content.painted in _ALL_ALIKE
    if alike and grades_beside(header, col):
        return Use.RAG  # "Performance" over nothing but green, beside "Q3 2024/25"
    if content.origins > 0.5 and _compares(word, header.lines[col]):
        return Use.VALUE  # "▼ from 128" under "Compared to quarter 4"
    if content.keyed and (lost := use_of_lost_icons(word, header.lines[col])) is not None:
        return lost
    if word is HeaderWord.TREND:
        return _use_under_trend(content)
    if word is HeaderWord.RAG:
        return _use_under_rating(content)
    if word is HeaderWord.POLARITY:
        return _use_under_polarity(content)
    if word is not None and word in ROLES:
        return use_under_figures(word, content, header, col)
    return _use_under_texts(word, content, header, col)


def _compares(word: HeaderWord | None, lines: Sequence[str]) -> bool:
    """Whether a header compares with an earlier time."""
    if word in (HeaderWord.TREND, HeaderWord.PREVIOUS, HeaderWord.VARIANCE):
        return True
    return word is None and says_any(lines, _COMPARED)


def _use_under_trend(content: Content) -> Use:
    if content.polarities > 0.8 and content.arrows + content.trend_words < 0.2:
        return Use.POLARITY  # "Direction of travel" over "Up is good"
    figures = content.figures + content.statuses if content.figures > 0.2 else content.figures
    if figures > 0.6 and content.arrows + content.trend_words < 0.2:
        return Use.VALUE
    told = content.arrows + content.trend_words + content.pointers
    return Use.TEXT if content.length > 25 and told < 0.3 else Use.TREND


def _use_under_rating(content: Content) -> Use:
    if content.graded >= FEWEST_GRADES or (content.graded and content.filled > FEWEST_GRADES):
        return Use.RAG  # 1, 2 and 3, which red, amber and green tell apart
    if content.figures > 0.6 and content.rags + content.symbols < 0.2:
        return Use.VALUE
    if content.length > 25 and content.rags + content.symbols < 0.3:
        return Use.TEXT
    plain = not content.rags and not content.symbols and max(content.tinted, content.hued) < 2
    if plain and content.moves > 0.6:
        return Use.TREND  # "Assessment" over Improving and Deteriorating
    return Use.TREND if content.arrows > 0.6 else Use.RAG


def _use_under_polarity(content: Content) -> Use:
    """Figures, or words for which way is good; statuses ("N/A") beside figures are of these."""
    figures = content.figures
    if figures > 0.3 and not content.polarities:
        figures += content.statuses
    return Use.VALUE if figures > 0.6 else Use.POLARITY


def without_remarks(
    uses: Sequence[Use | None],
    matches: Sequence[HeaderMatch | None],
    contents: Sequence[Content],
) -> list[Use | None]:
    """The uses of columns, where one has a header for ratings without those that only speak of
    them: "On track." under "Commentary", in no colour, is a remark beside a RAG of its own."""
    rated = any(
        use is Use.RAG and match is not None and match.exact and match.word is HeaderWord.RAG
        for use, match in zip(uses, matches, strict=True)
    )
    if not rated:
        return list(uses)
    found: list[Use | None] = []
    for use, match, content in zip(uses, matches, contents, strict=True):
        speaks = (
            match is not None
            and match.word is not HeaderWord.RAG
            and (match.word is HeaderWord.TEXT or not match.exact)
        )
        plain = not content.symbols and max(content.hued, content.inked) < 2
        remarks = use is Use.RAG and speaks and plain and content.filled > 0
        found.append(Use.TEXT if remarks else use)
    return found


def _use_under_texts(
    word: HeaderWord | None, content: Content, header: Header, col: int
) -> Use | None:
    """The use of a column whose header is one for names or texts, or tells nothing."""
    lines = header.lines[col]
    remarks = bool(lines) and _REMARKS.search(lines[-1]) is not None
    if word is HeaderWord.TEXT and remarks and content.figures > 0.7:
        return Use.TEXT  # "£1.2m below profile" under "Commentary" is no value
    titled = word in _TITLE_WORDS and (content.length >= 12 or content.codes > 0.8)
    if word is not HeaderWord.REFERENCE and content.figures > 0.7 and not titled:
        # "Service" over figures is the service's own result; "25.7 Visits" under "Measure" is
        # a title with its number
        return Use.VALUE
    if word is HeaderWord.REFERENCE:
        named = plain_words(lines[-1]) in _ITEMS and content.length >= _SHORTEST_ITEM
        named = (named or content.length > 25) and content.references < 0.3
        return Use.TITLE if named and not content.codes else Use.REFERENCE
    if word in _TITLE_WORDS:
        return Use.TITLE
    if word is HeaderWord.PRIORITY:
        return Use.PRIORITY
    if word is HeaderWord.GROUP:
        # "Outcome" over "Target met" and "... not met", over "Exceeded" and "Close" in colours
        rates = content.rags > 0.8 and content.classes > 1
        rates = rates or (content.rags > 0 and rates_in_own_words(content))
        return Use.RAG if rates else Use.SECTION
    brief = content.length <= LONGEST_RATING and not remarks
    if word is HeaderWord.TEXT and content.moves > 0.8 and brief:
        return Use.TREND  # "Progress" over Improving and Worse
    if word is HeaderWord.TEXT and content.arrows > 0.8 and content.length < 3:
        return Use.TREND  # "Progress" over arrows alone
    if word is HeaderWord.TEXT:
        return Use.RAG if _rates_under_text(content) else Use.TEXT
    return _use_without_word(content, lines, col)


def _rates_under_text(content: Content) -> bool:
    """Whether a column under a header for texts rates: "Progress" over "Target met" and "Target
    not met", over words in a rating's colours, "Q1 Progress" over coloured dots."""
    rated = content.rags > 0.8 * (1 - content.statuses) and content.statuses < 0.5
    if (rated and content.classes > 1) or rates_in_own_words(content):
        return True
    dots = content.symbols > 0.6 and content.length < 3 and content.pointers < 0.5
    return dots and content.tones > 1


def _use_without_word(content: Content, lines: Sequence[str], col: int) -> Use | None:
    """The use of a column whose header is a period or tells nothing."""
    if lines and is_period(lines[-1]):
        if content.rags > 0.7:
            return Use.RAG
        if content.arrows > 0.6 and content.figures < 0.2:
            return Use.TREND  # "Q2 comparison over the last 12 months"
        return Use.VALUE
    if col and rates_in_own_words(content):
        # "Outlook" over Improving, Stable and Worsening in colours
        moved = content.moves > 0.3 and tells_trend(content, 0.8) and not content.rags
        return Use.TREND if moved else Use.RAG
    asked = lines and lines[-1].endswith("?") and ASKS_WHETHER_MET.search(lines[-1])
    if col and asked and content.filled and content.length <= _LONGEST_ANSWER:
        return Use.RAG  # "On track to meet plan?" over Yes and No
    moves = tells_trend(content, 0.8) and content.length < LONGEST_RATING
    if col and moves and says_any(lines, _COMPARED):
        return Use.TREND  # "Compared to Q2 23/24" over Better and Worse
    use = use_by_content(content)
    if use is Use.RAG and content.looks == 1 and content.filled > 2 and lines:
        return None  # the same dot in every row under a name of its own: a chart's last point
    return use
