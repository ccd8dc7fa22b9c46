"""The rule that a paper's own key states in words: "Within 5% of target" is amber.

Only what a key says in figures becomes a rule. "5%" is 5% of the target; percentage
points must be named as such. A key whose lines do not fit together states no rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.engine.rating import NO_MARGIN, Margin, Rule
from xlscorecard.model.scorecard import KeyEntry, Rag

_AMOUNT = re.compile(
    r"(?P<amount>\d+(?:\.\d+)?)\s*"
    r"(?P<unit>percentage points?|per ?cent(?:age)? points?|% points?|ppts?|pp|points?|%|"
    r"per ?cent)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|less than|up to|under|no more than|not more than|by less than|"
    r"no greater than|at most|between|tolerance|fewer than|margin)\b|\+/-|±|<|≤",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\b(?:more than|over|greater than|above|exceed\w*|outside|beyond|at least|or more)\b|>|≥",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\btarget|\baim\b|\bplan(?:ned)?\b|\btrajectory\b|\bgoal\b", re.IGNORECASE)
_NO_WORSE = re.compile(
    r"\b(?:no worse|not worse|same as|better|improv\w+|maintain\w*)\b.*\b(?:last|previous) year",
    re.IGNORECASE | re.DOTALL,
)
# A key that only mentions a margin in order to reject it is narrative (paper 000).
_LONGEST = 160


def rule_of_key(key: Sequence[KeyEntry]) -> Rule | None:
    """The rule that a paper's key states in figures, None when it states none."""
    amber = [entry for entry in key if entry.rag is Rag.AMBER and _tells(entry)]
    red = [entry for entry in key if entry.rag is Rag.RED and _tells(entry)]
    green = [entry for entry in key if entry.rag is Rag.GREEN and _tells(entry)]
    better = [entry for entry in key if entry.rag is Rag.BLUE and _tells(entry)]
    blue = _one([_margin(entry.meaning, _BEYOND) for entry in better])
    slack = _one([_margin(entry.meaning, _WITHIN) for entry in green])
    stated = [_margin(entry.meaning, _WITHIN) for entry in amber]
    stated += [_margin(entry.meaning, _BEYOND) for entry in red]
    if any(_NO_WORSE.search(entry.meaning) for entry in amber) and slack is not None:
        return Rule("key", green=slack, no_worse=True, words=_words(green + amber), blue=blue)
    margin = _one(stated)
    if margin is None:
        if slack is None:
            return None
        return Rule("key", NO_MARGIN, slack, words=_words(green), blue=blue)
    return Rule("key", margin, slack or NO_MARGIN, words=_words(amber or red), blue=blue)


def _tells(entry: KeyEntry) -> bool:
    return len(entry.meaning) <= _LONGEST and bool(
        _TARGET.search(entry.meaning) or _NO_WORSE.search(entry.meaning)
    )


def _margin(meaning: str, sense: re.Pattern[str]) -> Margin | None:
    """The margin in a line; of several amounts ("between 5% and 10%") the widest."""
    if not sense.search(meaning):
        return None
    found = list(_AMOUNT.finditer(meaning))
    if not found:
        return None
    units = {"point" in match["unit"].lower() or match["unit"].lower()[0] == "p" for match in found}
    percent = [match["unit"].lower().replace(" ", "") in {"%", "percent"} for match in found]
    if len(set(percent)) != 1 or (not percent[0] and units != {True}):
        return None
    amount = max(float(match["amount"]) for match in found)
    if percent[0]:
        return Margin(share=amount / 100)
    return Margin(least=amount, most=amount, points=True)


def _one(margins: Sequence[Margin | None]) -> Margin | None:
    """The margin on which all lines that state one agree."""
    stated = {margin for margin in margins if margin is not None}
    return stated.pop() if len(stated) == 1 else None


def _words(entries: Sequence[KeyEntry]) -> str:
    return "; ".join(" ".join(entry.meaning.split()) for entry in entries)
