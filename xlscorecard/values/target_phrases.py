"""Phrases that say how a result stands to what it aimed at: "Exceeded target", "Within 5% of
target", "Outside agreed tolerance". Councils word them too freely for a list."""

from __future__ import annotations

import re

from xlscorecard.model.scorecard import Rag

_AIM = (
    r"(?:(?:the|our|its|this|annual|yearly|quarter(?:ly)?|monthly|year[- ]end|agreed|set|profiled|"
    r"performance) )*(?:targets?|plan|profile|trajectory|expectations)(?: levels?)?"
)
_TOLERANCE = (
    r"(?:(?:the|our|its|an|agreed|acceptable|accepted|permitted|set|allowed|allowable|target|"
    r"performance) )*(?:tolerances?|thresholds?|variance)(?: (?:levels?|range|limits?|bands?))?"
)
_SHARE = r"(?:\d+(?:\.\d+)? ?(?:%|pp|percent|per cent|percentage points?))"
_SHORT_OF = (
    rf"(?:(?:below|under|off|behind|outside|short of|worse than|adrift (?:of|from)|missed|missing|"
    rf"(?:away|far) from|not (?:at|on|meeting)) {_AIM})"
)
_WELL = r"(?:significantly|well|far|(?:a long )?way|substantially|considerably|severely|much)"
_JUST = r"(?:slightly|slight|just|marginally|narrowly|fractionally|a little|only just)"
_MEETS = r"(?:achiev(?:ed|es|ing)|me(?:t|ets|eting)|hit(?:s|ting)?|reach(?:ed|es|ing))"
_BEATS = (
    r"(?:above|ahead of|better than|beat(?:s|ing)?|exceed(?:s|ed|ing)|surpass(?:es|ed|ing)|"
    r"over-?achiev(?:ed|ing))"
)
_FAILS = (
    r"(?:not|did not|has not|have not|is not|has failed to|failed to|fails to|failing to|"
    r"unable to)"
)
_START = r"(?:(?:performance|performing|result|currently|is|was|has) )*"

_NEARLY = r"(?:near(?:ly)?|almost|close to|approaching)"
_WITHIN = (
    rf"{_SHORT_OF}(?:,| -|:)? \(?(?:but |and |although |yet )?(?:still )?(?:within|in) "
    rf"(?:{_TOLERANCE}|{_SHARE}(?: of {_AIM})?)\)?"
)
_OUTSIDE = r"(?:outside|out of|beyond)(?: of)?"
_BY_MUCH = rf"(?: by more than {_SHARE})?"
_BEYOND = rf"{_OUTSIDE} (?:{_TOLERANCE}|{_SHARE})"
_BEEN = r"(?:(?:has|was|is|been) )*"

# In this order: what falls short, but within tolerance, is no plain shortfall.
_PHRASES = tuple(
    (re.compile(_START + pattern), rag)
    for pattern, rag in (
        (_WITHIN, Rag.AMBER),
        (rf"{_JUST} {_SHORT_OF}", Rag.AMBER),
        (rf"{_AIM} {_BEEN}{_JUST} (?:missed|not met|not achieved)", Rag.AMBER),
        (rf"within {_SHARE} of {_AIM}", Rag.AMBER),
        (rf"within {_TOLERANCE}(?: of {_AIM})?", Rag.AMBER),
        (rf"{_NEARLY}(?: (?:on|at|meeting|achieving|met|achieved))? {_AIM}", Rag.AMBER),
        (rf"{_OUTSIDE} {_TOLERANCE}", Rag.RED),
        (rf"{_SHORT_OF}(?:,| -)? \(?(?:but |and )?{_BEYOND}\)?", Rag.RED),
        (rf"(?:{_WELL} |more than {_SHARE} )?{_SHORT_OF}", Rag.RED),
        (rf"{_FAILS} (?:been )?(?:achieved?|met|meet|hit|reach(?:ed)?) {_AIM}", Rag.RED),
        (rf"{_AIM} {_BEEN}(?:not (?:been )?{_MEETS}|missed|failed){_BY_MUCH}", Rag.RED),
        (r"below (?:the )?(?:minimum|floor|threshold)(?: standard| level| target)?", Rag.RED),
        (rf"not on (?:track|course)(?: to (?:achieve|meet|hit|reach) {_AIM})?", Rag.RED),
        (rf"{_AIM} at risk", Rag.AMBER),
        (rf"(?:{_WELL} )?(?:at|on|{_MEETS})(?:(?: or |/| / ){_BEATS})? {_AIM}", Rag.GREEN),
        (rf"(?:{_WELL} )?{_BEATS} {_AIM}", Rag.GREEN),
        (rf"{_AIM} {_BEEN}(?:{_MEETS}|exceeded|surpassed)(?: or exceeded)?", Rag.GREEN),
        (rf"on (?:track|course) to (?:achieve|meet|exceed|hit|reach) {_AIM}", Rag.GREEN),
    )
)
_SPEAKS_OF_AIM = re.compile(
    r" (?:targets?|plan|profile|trajectory|expectations|tolerances?|thresholds?|variance|minimum|"
    r"floor|course)\b|^target"
)


def rag_of_phrase(words: str) -> Rag | None:
    """The RAG of a whole cell, folded, that says how its result stands to a target, a plan or
    their tolerance; None for anything else. "Within target" is none: to some councils the target
    is met then, to others nearly."""
    if not _SPEAKS_OF_AIM.search(words):
        return None
    for phrase, rag in _PHRASES:
        if phrase.fullmatch(words):
            return rag
    return None
