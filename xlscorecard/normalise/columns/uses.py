"""What each column is to a record, by its header and by what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.scorecard import Rag, Role
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.key.symbol import ASKS_WHETHER_MET
from xlscorecard.normalise.words.content import Content
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.vocabulary import (
    HeaderMatch,
    HeaderWord,
    match_header,
    plain_words,
)
from xlscorecard.values.period import parse_period, year_of

ROLES = {
    HeaderWord.TARGET: Role.TARGET,
    HeaderWord.COMPARATOR: Role.COMPARATOR,
    HeaderWord.PREVIOUS: Role.PREVIOUS,
    HeaderWord.ACTUAL: Role.ACTUAL,
    HeaderWord.BUDGET: Role.BUDGET,
    HeaderWord.FORECAST: Role.FORECAST,
    HeaderWord.VARIANCE: Role.VARIANCE,
    HeaderWord.QUARTILE: Role.QUARTILE,
    HeaderWord.SCORE: Role.OTHER,
    HeaderWord.OTHER: Role.OTHER,
    HeaderWord.RAG: Role.OTHER,  # "Rating" over figures: a score, no result
}
_TITLE_WORDS = (
    HeaderWord.SUPPORTING_MEASURE,
    HeaderWord.TITLE,
    HeaderWord.RISK,
    HeaderWord.ACTION,
)


_OWN_WORDS_UNDER = (HeaderWord.ACTUAL, HeaderWord.QUARTILE)
_SHORTEST_OWN_WORDS, _LONGEST_OWN_WORDS = 4, 40
# One grade alone may be a count; so many are a rating.
_FEWEST_GRADES = 2
# What every cell may be painted and still rate: yellow asks for figures.
_ALL_ALIKE = (frozenset({Rag.GREEN}), frozenset({Rag.RED}))
# Headers over results, or over grades of them.
_GRADED = frozenset({"performance", "current performance", "overall performance"})
_POSITIONS = frozenset({"position", "current position", "position against target"})
_RANKS = re.compile(
    r"\b(?:rank\w*|\w*quartiles?|deciles?|quintiles?|percentiles?|band\w*|place|"
    r"national(?:ly)?)\b",
    re.IGNORECASE,
)
# Headers over numbers, or over names of so many letters and more.
_ITEMS = frozenset({"item", "items", "line"})
_SHORTEST_ITEM = 8
# "Yes", "No", a tick
_LONGEST_ANSWER = 3
# "100 miles of new cycle routes" among other texts is no figure.
LONGEST_FIGURE = 24
_REMARKS = re.compile(
    r"\b(?:comment(?:s|ary)?|narrative|notes?|explanation|reasons?|mitigation)\b", re.IGNORECASE
)
_STANDARD = re.compile(r"\w (?:standards?|requirements?)\W*$", re.IGNORECASE)
_COMPARED = frozenset(
    {"compared", "comparison", "against", "vs", "versus", "since", "from", "on", "than"}
)
_AIMS = frozenset({"target", "plan", "profile", "budget", "standard", "trajectory"})
_NO_DATES = (HeaderWord.PREVIOUS, HeaderWord.FORECAST, HeaderWord.ACTUAL, HeaderWord.COMPARATOR)
# A rating in words of the paper's own is no longer than this.
_LONGEST_RATING = 16


def use_of(match: HeaderMatch | None, content: Content, header: Header, col: int) -> Use | None:
    """A column's use by its header, corrected by what it holds; None when nothing tells."""
    word = match.word if match is not None else None
    if not content.filled and len(content.painted) > 1 and word is not HeaderWord.TREND:
        return Use.RAG  # nothing but colours: a rating, whatever its header calls it
    alike = word is HeaderWord.ACTUAL and not content.filled and content.painted in _ALL_ALIKE
    if alike and _grades_beside(header, col):
        return Use.RAG  # "Performance" over nothing but green, beside "Q3 2024/25"
    if content.origins > 0.5 and _compares(word, header.lines[col]):
        return Use.VALUE  # "▼ from 128" under "Compared to quarter 4"
    if word is HeaderWord.TREND:
        return _use_under_trend(content)
    if word is HeaderWord.RAG:
        return _use_under_rating(content)
    if word is HeaderWord.POLARITY:
        return _use_under_polarity(content)
    if word is not None and word in ROLES:
        return _use_under_figures(word, content, header, col)
    return _use_under_texts(word, content, header, col)


def _compares(word: HeaderWord | None, lines: Sequence[str]) -> bool:
    """Whether a header compares with an earlier time."""
    if word in (HeaderWord.TREND, HeaderWord.PREVIOUS, HeaderWord.VARIANCE):
        return True
    return word is None and bool(lines) and not _COMPARED.isdisjoint(plain_words(lines[-1]).split())


def _use_under_trend(content: Content) -> Use:
    if content.polarities > 0.8 and content.arrows + content.trend_words < 0.2:
        return Use.POLARITY  # "Direction of travel" over "Up is good"
    figures = content.figures + content.statuses if content.figures > 0.2 else content.figures
    if figures > 0.6 and content.arrows + content.trend_words < 0.2:
        return Use.VALUE
    told = content.arrows + content.trend_words + content.pointers
    return Use.TEXT if content.length > 25 and told < 0.3 else Use.TREND


def _use_under_rating(content: Content) -> Use:
    if content.graded >= _FEWEST_GRADES or (content.graded and content.filled > _FEWEST_GRADES):
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


def _use_under_figures(word: HeaderWord, content: Content, header: Header, col: int) -> Use | None:
    """The use of a column whose header is one for figures: that, unless its cells are texts,
    ratings or directions."""
    figures = content.figures + content.statuses
    ranks = word is HeaderWord.QUARTILE and _ranks(content, header.lines[col])
    if col and content.length <= _LONGEST_OWN_WORDS and word in _OWN_WORDS_UNDER and not ranks:
        # "Performance" over "Well below where we want to be" in its colour
        coloured = max(content.hued, content.inked) > 1 and not content.figures
        own = coloured and content.trend_words < 0.6 and not _is_rated_beside(header, col)
        if own or _judged_under_figures(word, content) is Use.RAG:
            return Use.RAG
        if content.rags > 0.6 and plain_words(header.lines[col][-1]) in _POSITIONS:
            return Use.RAG  # "Just below target" under "Position"
        if content.graded >= _FEWEST_GRADES and _grades_beside(header, col):
            return Use.RAG
    if content.filled and figures < 0.2 and content.length > 20 and content.polarities < 0.5:
        # "Standard" over texts may be what the rows are named by
        return Use.TEXT if col and word is not HeaderWord.TARGET else None
    words = content.filled and not content.figures and not content.symbols
    if words and word is HeaderWord.TARGET and _names_standards(content, header.lines[col]):
        return None
    if words and col:
        text = _texts_under_figures(word, content, header.lines[col])
        if text is not None:
            return text
    if col == 0 and content.figures < 0.2 and content.length > 12:
        return None
    if content.polarities > 0.8 and content.figures < 0.1 and content.pointers < 0.5:
        return Use.POLARITY  # "Target type" over "Smaller is better", which is no trend
    if content.dates > 0.6 and not content.figures and word in _NO_DATES:
        return Use.TEXT  # "Baseline date", "Forecast" over the days of milestones
    if word is HeaderWord.VARIANCE and content.amounts > 0.6 and _is_against_aim(header.lines[col]):
        return Use.VALUE if figures > 0.2 else Use.TEXT  # "4% worse" tells no trend
    judged = _judged_under_figures(word, content)
    if judged is not None and not (ranks and judged is Use.RAG):
        return judged  # arrows under "Rank" are the trend, its colours are no rating
    if word is HeaderWord.VARIANCE and content.filled and figures + content.arrows < 0.2:
        return Use.TEXT  # "Variation" over "Common cause"
    return Use.VALUE


def _is_against_aim(lines: Sequence[str]) -> bool:
    """Whether a header tells how far results are from what was to be reached."""
    return bool(lines) and not _AIMS.isdisjoint(plain_words(lines[-1]).split())


def _is_rated_beside(header: Header, col: int) -> bool:
    """Whether another column is headed by a word for ratings: words in colours under one for
    results ("Actual" over "Adopted") are the results."""
    others = (lines[-1] for at, lines in enumerate(header.lines) if lines and at != col)
    found = (match_header(line) for line in others)
    return any(m is not None and m.exact and m.word is HeaderWord.RAG for m in found)


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


def _grades_beside(header: Header, col: int) -> bool:
    """Whether a header tells no time and no result, and another column does, so that its digits
    are others than the results: "Performance" over 1, 2 and 3 in their colours beside "Q3 2024/25".
    Beside last year's outturn, or under "Actual", a few incidents may have such colours."""
    if plain_words(header.lines[col][-1]) not in _GRADED or _is_rated_beside(header, col):
        return False
    others = (lines for at, lines in enumerate(header.lines) if at != col and lines)
    return any(_names_present_result(lines) for lines in others)


def _names_present_result(lines: Sequence[str]) -> bool:
    match = match_header(lines[-1])
    period = parse_period(" ".join(lines), year="2000/01")
    if period is not None and period == year_of(period):
        return False
    if match is None:
        return period is not None
    return match.word is HeaderWord.ACTUAL and plain_words(lines[-1]) not in _GRADED


def _ranks(content: Content, lines: Sequence[str]) -> bool:
    """Whether a column tells the place among others, whose colours are none of a rating: "B" or
    "Q2" under "Quartile band". "Doing well" under "Position" rates."""
    named = bool(lines) and _RANKS.search(lines[-1]) is not None
    return named or 0 < content.length < _SHORTEST_OWN_WORDS


def _names_standards(content: Content, lines: Sequence[str]) -> bool:
    """Whether "Service standard" stands over words ("Calls answered") and so over what is
    promised, not over how much of it: neither statuses nor judgements."""
    judged = content.statuses + content.rags + content.polarities + content.trend_words
    return bool(lines) and not judged and _STANDARD.search(lines[-1]) is not None


def _texts_under_figures(word: HeaderWord, content: Content, lines: Sequence[str]) -> Use | None:
    """The use of a column of words under a header for figures; None where that tells nothing."""
    asks = bool(lines) and lines[-1].rstrip().endswith("?")
    if asks and (not content.rags or word is HeaderWord.COMPARATOR):
        return Use.TEXT  # "What is affecting performance?" over a few words
    if word is HeaderWord.FORECAST and content.statuses < 1:
        return Use.RAG if content.rags > 0.6 else Use.TEXT  # "Unlikely to be met"
    return None


def _judged_under_figures(word: HeaderWord, content: Content) -> Use | None:
    """Rating or trend, where the cells under a header for figures are such."""
    rated = content.rags > 0.6 or (not content.figures and content.rags > 0.9 - content.statuses)
    if rated and content.rags and word is not HeaderWord.QUARTILE:
        return Use.RAG
    if content.trend_words > 0.6 and content.tinted > 1 and word is HeaderWord.COMPARATOR:
        return Use.RAG  # "Compared with England" over Better, Similar and Worse in colours
    coloured = max(content.hued, content.inked) > 1 and not content.figures
    if word is HeaderWord.VARIANCE and coloured:
        return Use.RAG  # "Against target" over Above and Below in colours
    if _tells_trend(content, 0.6) and content.figures < 0.2:
        # "Better or worse than last year" over words; than England or a target, it is none
        others = (HeaderWord.COMPARATOR, HeaderWord.TARGET)
        return Use.TEXT if word in others else Use.TREND
    if word is HeaderWord.PREVIOUS and content.pointers > 0.6 and content.figures < 0.2:
        return Use.TREND  # "Compared to last quarter" over triangles that point
    if content.symbols > 0.6 and content.figures < 0.2 and content.arrows < 0.2:
        return Use.RAG  # "Performance against target" over coloured dots
    moved = (HeaderWord.ACTUAL, HeaderWord.VARIANCE)
    beside = word in moved and content.figures > 0.6  # "85% ▲"
    return Use.TREND if content.arrows > 0.6 and not beside else None


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
        rates = rates or (content.rags > 0 and _rates_in_own_words(content))
        return Use.RAG if rates else Use.SECTION
    brief = content.length <= _LONGEST_RATING and not remarks
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
    if (rated and content.classes > 1) or _rates_in_own_words(content):
        return True
    dots = content.symbols > 0.6 and content.length < 3 and content.pointers < 0.5
    return dots and content.tones > 1


def _tells_trend(content: Content, least: float) -> bool:
    """Whether so large a share of a column's texts are words for a trend, "n/a" left out where
    it does not stand in most rows ("Maintain" among targets to be set is none)."""
    return content.statuses < 0.5 and content.trend_words > least * (1 - content.statuses)


def _use_without_word(content: Content, lines: Sequence[str], col: int) -> Use | None:
    """The use of a column whose header is a period or tells nothing."""
    if lines and is_period(lines[-1]):
        if content.rags > 0.7:
            return Use.RAG
        if content.arrows > 0.6 and content.figures < 0.2:
            return Use.TREND  # "Q2 comparison over the last 12 months"
        return Use.VALUE
    if col and _rates_in_own_words(content):
        # "Outlook" over Improving, Stable and Worsening in colours
        moved = content.moves > 0.3 and _tells_trend(content, 0.8) and not content.rags
        return Use.TREND if moved else Use.RAG
    asked = lines and lines[-1].endswith("?") and ASKS_WHETHER_MET.search(lines[-1])
    if col and asked and content.filled and content.length <= _LONGEST_ANSWER:
        return Use.RAG  # "On track to meet plan?" over Yes and No
    moves = _tells_trend(content, 0.8) and content.length < _LONGEST_RATING
    if col and lines and moves and not _COMPARED.isdisjoint(plain_words(lines[-1]).split()):
        return Use.TREND  # "Compared to Q2 23/24" over Better and Worse
    use = use_by_content(content)
    if use is Use.RAG and content.looks == 1 and content.filled > 2 and lines:
        return None  # the same dot in every row under a name of its own: a chart's last point
    return use


def _rates_in_own_words(content: Content) -> bool:
    """Whether a column holds short texts, each in a rating's colour: "Confidence" over High,
    Medium and Low."""
    # "Monitor" in amber is no word for a missing figure
    coloured = max(content.hued, content.inked) > 1
    return content.figures < 0.2 and content.length <= _LONGEST_RATING and coloured


def holds_codes(content: Content) -> bool:
    """Whether a column before the title holds a code in most rows, whatever its header."""
    told = content.figures < 0.3 or content.codes > 0.7  # "BV 78a" has a figure in it
    return content.references > 0.7 and content.distinct > 0.7 and told


def use_by_content(content: Content) -> Use | None:
    """A column's use by its cells alone; None where they tell nothing."""
    if not content.filled:
        return None
    if content.arrows > 0.5 or _arrows_among_statuses(content):
        return Use.TREND
    if content.pointers > 0.5 and content.length < 3:
        return Use.TREND
    if content.symbols > 0.6 and content.length < 3 and content.figures < 0.2:
        return Use.RAG
    if content.rags > 0.7 and content.classes > 1:  # a column of Y is no column of yellows
        return Use.RAG
    if content.polarities > 0.8 and content.trend_words < 0.2:
        return Use.POLARITY  # "Lower is better", whatever stands above it
    figures = content.figures + content.statuses > 0.5 and content.figures > 0.1
    if figures and (content.length <= LONGEST_FIGURE or content.figures > 0.9):
        return Use.VALUE
    return None


def _arrows_among_statuses(content: Content) -> bool:
    """Whether a column holds arrows, and "n/a" where measures have none."""
    told = content.arrows + content.statuses
    return content.arrows > 0.3 and told > 0.9 and not content.figures
