"""What one line of a paper's key says of the distance to target: "more than 5% below target".

A line is read into how far a figure of its colour may fall short (``Reach``), and whether that
hangs on an earlier figure ("and no worse than last year"). What holds more than can be read so,
such as two amounts that are no range, is unreadable and says nothing: half a rule is a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlscorecard.model.scorecard import Rag

_UNITS = r"percentage points?|per ?cent(?:age)? points?|% points?|ppts?|pp|points?|%|per ?cent"
_NUMBER = r"\d+(?:\.\d+)?"
_AMOUNTS = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:{_UNITS})?\s*(?:-|–|—|to|and)\s*(?P<high>{_NUMBER})\s*"
    rf"(?P<unit>{_UNITS})|(?P<single>{_NUMBER})\s*(?P<its>{_UNITS})",
)
_NUMBERS = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
# "within five per cent"
_IN_WORDS = re.compile(rf"\b({'|'.join(_NUMBERS)})(?=\s*(?:{_UNITS}))")
_UP_TO = (
    r"within|up to|no more than|not more than|no greater than|at most|tolerance|margin|"
    r"threshold|\+/-|±|≤|<="
)
_REACHES = re.compile(r"\W*(?:or (?:better|less)|toleran|margin|threshold)")
_UNDER = r"less than|under|fewer than|<(?!=)"
_OVER = r"(?<!no )(?<!not )more than|over|(?<!no )greater than|exceed\w*|outside|beyond|>(?!=)"
_FROM = r"at least|or more|or greater|≥|>="
_ANY_TARGET = r"(?:the |its |their |our )?(?:[\w/]+ ){0,3}?(?:target|aim|plan|trajectory|goal)"
_TARGET = re.compile(r"\b(?:target|aim|plan|trajectory|goal)", re.IGNORECASE)
_OF_TARGET = re.compile(rf"^\s*(?:or more |or above |or better )?(?:of|against) {_ANY_TARGET}\b")
_SHORT = re.compile(
    r"within|off\b|short|miss|behind|adrift|varia|deviat|toleran|margin|worse|away|outside|"
    r"threshold|\+/-|±|\bby\b"
)
# These say on which side of the target, not how far from it.
_BETTER_SIDE = re.compile(r"exceed\w*|above|ahead of|better than|over[- ]?achiev\w*|surpass\w*")
_AT_LEAST_MET = re.compile(
    r"on or (?:above|better)|at or (?:above|better)|(?:or|and) (?:exceed|above|better|ahead)|"
    r"above or below|either side|exceeded or|better or"
)
_OF_OTHER_THINGS = re.compile(
    r"\bprojects?\b|milestone|\bbudget|\b(?:over|under) ?spen[dt]|\bweeks?\b|"
    r"\bmonths? (?:late|behind)"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:last year|previous year|prior year|year before|"
    r"same (?:quarter|period|time)\b.{0,20}\byear|"
    r"(?P<named>(?:q(?:uarter)? ?\d |\w+ )?20\d\d[/-]\d\d))"
)
_NOT_IMPROVED = (
    r"(?:not|no|nor|n't|neither|without)\s+(?:\w+ )?(?:improv|maintain|increas)\w*|"
    r"(?<!no )(?<!not )worse|declin\w*|deteriorat\w*|below"
)
_IMPROVED = r"improv\w*|maintain\w*|better|no worse|not worse|same as|above|equal"
_COMPARES = re.compile(rf"{_NOT_IMPROVED}|{_IMPROVED}")
_WORSE = re.compile(_NOT_IMPROVED)
# A distance that the line speaks of without saying how far it is.
_UNSAID = re.compile(
    r"\b(?:tolerance|threshold|floor|margin|minimum (?:acceptable )?(?:standard|level|value)|"
    r"lower limit|intervention level)\b"
)
_OTHER_PERIOD = re.compile(r"(?:last|previous|prior|preceding) (?:quarter|month|period|report)")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far short of target, in per cent of it or in percentage points.

    ``low`` and ``high`` bound the shortfall; None where the line says nothing of that end.
    ``low_in`` and ``high_in`` say whether the end itself is of this colour, None where the
    words leave that open ("between 5% and 10%"). ``digit`` is the size of the last digit
    printed. ``attained``: the line names the share of the target that is reached ("90% of
    target") and not the share that is missed.
    """

    low: float | None
    high: float | None
    low_in: bool | None
    high_in: bool | None
    points: bool
    digit: float
    attained: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One line that tells when a figure has its colour.

    ``no_worse``: only where the figure is no worse (True) or is worse (False) than in the
    same period a year before. ``named`` is that period where the line names it.
    """

    rag: Rag
    words: str
    reach: Reach | None = None
    no_worse: bool | None = None
    named: str = ""
    readable: bool = True


def names_target(meaning: str) -> bool:
    """Whether a key's line speaks of the target."""
    return _TARGET.search(meaning) is not None


def read_statement(rag: Rag, meaning: str, *, beside_target: bool = False) -> Statement | None:
    """What a key's line says of the distance to target; None where it is about none.

    ``beside_target`` says that another line of the key names the target: "Within 5%" below
    "On target" is within 5% of it.
    """
    words = " ".join(meaning.split())
    text = _IN_WORDS.sub(lambda found: str(_NUMBERS.index(found[1])), words.lower())
    before = _YEAR_BEFORE.search(text)
    of_target = names_target(text) or (beside_target and _AMOUNTS.search(text) is not None)
    if _OF_OTHER_THINGS.search(text) or not (of_target or before):
        return None
    if _OTHER_PERIOD.search(text):
        return Statement(rag, words, readable=False)
    no_worse, named = None, ""
    if before is not None:
        compared = _COMPARES.findall(text[: before.start()])
        no_worse = _WORSE.fullmatch(compared[-1]) is None if compared else None
        named = before["named"] or ""
    # The digits of the year that it compares with are none of a distance.
    distance = text.replace(named, "") if named else text
    found = list(_AMOUNTS.finditer(distance))
    reach = _reach(rag, distance, found) if found else None
    readable = reach is not None if found else _UNSAID.search(text) is None
    return Statement(rag, words, reach, no_worse, named, readable)


def _reach(rag: Rag, text: str, found: list[re.Match[str]]) -> Reach | None:
    """The shortfall that a line allows; None where its amounts cannot be read as one."""
    amounts = {_ends(match) for match in found}
    if len(amounts) != 1:
        return None
    low, high, points, digit = amounts.pop()
    match = found[0]
    before, after = text[: match.start()], text[match.end() :]
    if not points and high >= 50 and _OF_TARGET.match(after) and not _SHORT.search(before):
        return _attained(low, high, digit, before, after)
    if _BETTER_SIDE.search(text) and not _AT_LEAST_MET.search(text):
        if rag is not Rag.BLUE or low is not None:
            return None
        return _from(high, points, digit, before, after)
    if low is not None:
        if rag is Rag.GREEN and low == 0:
            return Reach(None, high, None, True, points, digit)
        return Reach(low, high, None, None, points, digit)
    if rag in {Rag.RED, Rag.BLUE} or re.search(rf"(?:{_OVER})\s*$", before):
        return _from(high, points, digit, before, after)
    if re.search(rf"(?:^|\b|\s)(?:{_UP_TO})\W", before) or _REACHES.match(after):
        return Reach(None, high, None, True, points, digit)
    if re.search(rf"(?:^|\b|\s)(?:{_UNDER})\s*$", before):
        return Reach(None, high, None, False, points, digit)
    return None


def _ends(match: re.Match[str]) -> tuple[float | None, float, bool, float]:
    """Lowest and highest amount, whether in points, and the size of the last digit."""
    unit = (match["unit"] or match["its"]).replace(" ", "")
    points = unit not in {"%", "percent"}
    written = [part for part in (match["low"], match["high"], match["single"]) if part]
    places = max(len(part.partition(".")[2]) for part in written)
    numbers = sorted(float(part) for part in written)
    return (numbers[0] if len(numbers) == 2 else None), numbers[-1], points, 10.0**-places


def _from(amount: float, points: bool, digit: float, before: str, after: str) -> Reach | None:
    """A shortfall (for blue: an excess) from an amount on."""
    if re.match(r"\W*(?:or more|or greater|or over|\+)", after) or re.search(
        rf"(?:{_FROM})\W*$", before
    ):
        return Reach(amount, None, True, None, points, digit)
    if re.search(rf"(?:^|\b|\s)(?:{_OVER})\b", before) or re.search(r">\s*$", before):
        return Reach(amount, None, False, None, points, digit)
    if re.search(r"below\s*$", before):
        return Reach(amount, None, False, None, points, digit)
    return None


def _attained(
    low: float | None, high: float, digit: float, before: str, after: str
) -> Reach | None:
    """A share of the target that is reached, as the share that is missed."""
    if low is not None:
        return Reach(100 - high, 100 - low, None, None, False, digit, True)
    missed = 100 - high
    if re.search(rf"(?:{_UNDER}|below)\s*$", before):
        return Reach(missed, None, False, None, False, digit, True)
    if re.search(rf"(?:{_FROM}|achiev\w*|reach\w*)\s*$", before) or re.match(r"\W*or ", after):
        return Reach(None, missed, None, True, False, digit, True)
    if re.search(rf"(?:{_OVER}|above)\s*$", before):
        return Reach(None, missed, None, False, False, digit, True)
    return None
