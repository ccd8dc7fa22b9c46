"""The use of a column under a header for figures: that, unless its cells are texts, ratings or
directions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.cell_uses import FEWEST_GRADES, tells_trend
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.content import Content
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words, says_any
from xlscorecard.values.period import parse_period, year_of

# What the columns under a header's word are to a measure.
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
# Headers under which a council judges in words of its own, of so many letters.
_OWN_WORDS_UNDER = (HeaderWord.ACTUAL, HeaderWord.QUARTILE)
_SHORTEST_OWN_WORDS, _LONGEST_OWN_WORDS = 4, 40
# Texts longer than these (letters, on average) are sentences, or the names of rows.
_SENTENCE, _NAME = 20, 12
# Less than this share of a column's cells is seldom.
_FEW = 0.2
# Headers over results, or over grades of them.
_GRADED = frozenset({"performance", "current performance", "overall performance"})
_POSITIONS = frozenset({"position", "current position", "position against target"})
_RANKS = re.compile(
    r"\b(?:rank\w*|\w*quartiles?|deciles?|quintiles?|percentiles?|band\w*|place|"
    r"national(?:ly)?)\b",
    re.IGNORECASE,
)
_STANDARD = re.compile(r"\w (?:standards?|requirements?)\W*$", re.IGNORECASE)
# What a result is held against, not an earlier one.
_AIMS = frozenset({"target", "plan", "profile", "budget", "standard", "trajectory"})
_TRAJECTORY = "trajectory"
# Headers for figures over which a council writes the day of a milestone.
_NO_DATES = (HeaderWord.PREVIOUS, HeaderWord.FORECAST, HeaderWord.ACTUAL, HeaderWord.COMPARATOR)


def use_under_figures(word: HeaderWord, content: Content, header: Header, col: int) -> Use | None:
    """The use of a column whose header is one for figures: that, unless its cells are texts,
    ratings or directions; None where these may be what the rows are named by."""
    lines = header.lines[col]
    figures = content.figures + content.statuses
    ranks = word is HeaderWord.QUARTILE and _ranks(content, lines)
    if col and not ranks and _judges_results(word, content, header, col):
        return Use.RAG
    if (
        content.filled
        and figures < _FEW
        and content.length > _SENTENCE
        and content.polarities < 0.5
    ):
        # "Standard" over texts may be what the rows are named by
        return Use.TEXT if col and word is not HeaderWord.TARGET else None
    if content.filled and not content.figures and not content.symbols:
        if word is HeaderWord.TARGET and _names_standards(content, lines):
            return None
        text = _texts_under_figures(word, content, lines) if col else None
        if text is not None:
            return text
    if col == 0 and content.figures < _FEW and content.length > _NAME:
        return None
    if content.polarities > 0.8 and content.figures < 0.1 and content.pointers < 0.5:
        return Use.POLARITY  # "Target type" over "Smaller is better", which is no trend
    if content.dates > 0.6 and not content.figures and word in _NO_DATES:
        return Use.TEXT  # "Baseline date", "Forecast" over the days of milestones
    if word is HeaderWord.VARIANCE and content.amounts > 0.6 and says_any(lines, _AIMS):
        return Use.VALUE if figures > _FEW else Use.TEXT  # "4% worse" tells no trend
    if (
        lines
        and plain_words(lines[-1]) == _TRAJECTORY
        and tells_trend(content, 0.6)
        and content.figures < 0.2
    ):
        return Use.TREND  # "Reducing", "Stable": where results go, and no profile of a target
    judged = _judged_under_figures(word, content)
    if judged is not None and not (ranks and judged is Use.RAG):
        return judged  # arrows under "Rank" are the trend, its colours are no rating
    if word is HeaderWord.VARIANCE and content.filled and figures + content.arrows < _FEW:
        return Use.TEXT  # "Variation" over "Common cause"
    return Use.VALUE


def _judges_results(word: HeaderWord, content: Content, header: Header, col: int) -> bool:
    """Whether a column under a header for results rates them: in a council's own words in their
    colours ("Performance" over "Well below where we want to be"), in words for ratings ("Position"
    over "Just below target"), in grades."""
    if content.length > _LONGEST_OWN_WORDS or word not in _OWN_WORDS_UNDER:
        return False
    coloured = max(content.hued, content.inked) > 1 and not content.figures
    if coloured and content.trend_words < 0.6 and not _is_rated_beside(header, col):
        return True
    if _judged_under_figures(word, content) is Use.RAG:
        return True
    if content.rags > 0.6 and plain_words(header.lines[col][-1]) in _POSITIONS:
        return True
    return content.graded >= FEWEST_GRADES and grades_beside(header, col)


def _is_rated_beside(header: Header, col: int) -> bool:
    """Whether another column is headed by a word for ratings: words in colours under one for
    results ("Actual" over "Adopted") are the results."""
    others = (lines[-1] for at, lines in enumerate(header.lines) if lines and at != col)
    found = (match_header(line) for line in others)
    return any(m is not None and m.exact and m.word is HeaderWord.RAG for m in found)


def grades_beside(header: Header, col: int) -> bool:
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
    if tells_trend(content, 0.6) and content.figures < 0.2:
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
