"""What the cells of a column tell of its use, whatever its header."""

from __future__ import annotations

from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.words.content import Content

# "100 miles of new cycle routes" among other texts is no figure.
LONGEST_FIGURE = 24
# One grade alone may be a count; so many are a rating.
FEWEST_GRADES = 2
# A rating in words of the paper's own is no longer than this.
LONGEST_RATING = 16


def tells_trend(content: Content, least: float) -> bool:
    """Whether so large a share of a column's texts are words for a trend, "n/a" left out where
    it does not stand in most rows ("Maintain" among targets to be set is none)."""
    return content.statuses < 0.5 and content.trend_words > least * (1 - content.statuses)


def rates_in_own_words(content: Content) -> bool:
    """Whether a column holds short texts, each in a rating's colour: "Confidence" over High,
    Medium and Low."""
    # "Monitor" in amber is no word for a missing figure
    coloured = max(content.hued, content.inked) > 1
    return content.figures < 0.2 and content.length <= LONGEST_RATING and coloured


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
