"""What a key says in words: the class that a meaning stands for, keys printed as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlscorecard.model.grid import Paragraph
from xlscorecard.model.scorecard import KeyEntry, Rag, Trend, TrendMeans
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.words import parse_rag

# Words of section 2 of the field's rules: what keys say beside green, amber, red, blue, grey.
_MEANINGS = (
    (
        Rag.BLUE,
        re.compile(r"\b(?:complete[d]?|closed|finished|delivered in full)\b", re.IGNORECASE),
    ),
    (
        Rag.GREY,
        re.compile(
            r"\b(?:no data|not available|no target|data only|not due|not started|monitoring only|"
            r"on hold|awaiting|information only|no information|status unknown)\b|^\W*unknown\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        Rag.GREEN,  # with its tolerance
        re.compile(
            r"\b(?:on|at|above|met)(?: (?:the )?target)?,? or (?:within|close|near)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Rag.AMBER,  # nearly: before the words of red, which such a line uses as well
        re.compile(
            r"\b(?:slightly|narrowly|just|only just) (?:missed|below|under|off|outside|worse)\b|"
            r"\b(?:(?:not|nearly|almost) (?:met|achieved)|missed|below target|off target)\b[^.;]*?"
            r"(?<!not )\b(?:within|(?:by )?(?:less than|up to|no more than|not more than|under))\b|"
            r"\bmisse[sd]\b[^.;]*?\b(?:up to|or less|less than)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Rag.RED,
        re.compile(
            r"\b(?:(?:more than|at least|over) .* (?:off|below|under|from|worse|outside)|"
            r"off target|not (?:being )?(?:met|achieved|reached)|misse[sd]|"
            r"significant(?:ly)?|well below|below target by more|off track|major|worse than|"
            r"close monitoring|failed|critical|not on target|outside tolerance|"
            r"below (?:the )?floor|not within)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Rag.AMBER,
        re.compile(
            r"\b(?:within|slightly|near(?:ly)?|close to|minor|at risk|light touch|some concern|"
            r"less than .* (?:off|below|from)|up to .* (?:off|below)|narrowly|just (?:below|under)|"
            r"some slippage|caution)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Rag.GREEN,
        re.compile(
            r"\b(?:on or (?:above|better)|met|on target|on track|above target|achiev(?:ed|ing)|"
            r"better than|exceed(?:s|ed|ing)?|no action required|at or (?:above|better)|"
            r"in line with|meeting)\b",
            re.IGNORECASE,
        ),
    ),
)
_RANK = re.compile(r"\b(?:quartile|rank(?:ing|ed)?|position)\b", re.IGNORECASE)
_PERFORMANCE = re.compile(
    r"\b(?:perform\w*|improv\w*|declin\w*|worse\w*|better|deteriorat\w*|progress)\b", re.IGNORECASE
)
_VALUE = re.compile(
    r"\b(?:value|number|figure|result|increas\w*|decreas\w*|risen|rising|fallen|falling|"
    r"gone (?:up|down)|higher|lower|upward|downward)\b",
    re.IGNORECASE,
)
TEXT_KEY = re.compile(
    r"^(?P<symbol>green|amber|red|blue|grey|gray|yellow|[GARBY])\s*(?:[-–—:=]|means|(?=[<>≤≥]))\s*"
    r"(?P<meaning>\S.{3,})$",
    re.IGNORECASE,
)


# "1 = on or above target (green)": a rating in numbers, which only its key explains.
_NUMBER_KEY = re.compile(
    r"^(?:[^:=]{0,40}:\s*)?(?P<symbol>[0-5])\s*(?:[-–—:=]|means)\s*(?P<meaning>\S.{2,})$"
)
_NUMBERED_LINES = re.compile(r"[\n;•]|,\s*(?=[0-5]\s*[-–—:=])")
# "2 = Amber", "3: Green (on target)", and no "2: Green spaces"
_NUMBER_LINE = re.compile(
    r"(?P<symbol>[0-5])\s*(?:[-–—:=]|means)\s*"
    r"(?P<meaning>(?P<colour>red|amber|yellow|orange|green|blue)\b\s*(?:[-–—:=,(].*)?)",
    re.IGNORECASE,
)
_OWN_LETTERS = frozenset("RAGB")
_COLOURS = re.compile(r"\b(?:red|amber|yellow|orange|green|blue|grey|gray)\b", re.IGNORECASE)


def rag_of_meaning(text: str) -> Rag | None:
    """The class whose wording a key uses ("Within 5% of target" is amber); None when unsure."""
    for rag, pattern in _MEANINGS:
        if pattern.search(text):
            return rag
    return None


def rag_of_symbol(symbol: str, meaning: str) -> Rag | None:
    """The class of a key's letter or word, whatever it means; but "Y" is yellow with one council
    and "No target set" with another: the class of a letter that is none of a colour's own is that
    of its meaning, where this has one."""
    rag = parse_rag(symbol)
    if rag is None or len(symbol) > 1 or symbol.upper() in _OWN_LETTERS:
        return rag
    return rag_of_meaning(meaning) or rag


def trend_meaning(text: str) -> TrendMeans:
    """What a line of the key says that its arrow shows."""
    if _RANK.search(text):
        return TrendMeans.RANK
    if _PERFORMANCE.search(text):
        return TrendMeans.PERFORMANCE
    if _VALUE.search(text):
        return TrendMeans.VALUE
    return TrendMeans.UNKNOWN


def number_entries(paragraph: Paragraph) -> list[KeyEntry]:
    """The lines of a key of numbered ratings, each of which names its colour."""
    found: list[KeyEntry] = []
    for line in _NUMBERED_LINES.split(paragraph.text):
        match = _NUMBER_KEY.match(line.strip())
        colours = {word.lower() for word in _COLOURS.findall(match["meaning"])} if match else set()
        if match and len(colours) == 1:
            rag = parse_rag(colours.pop())
            found.append(KeyEntry(match["symbol"], one_line(match["meaning"]), rag=rag))
    return found if len({entry.rag for entry in found}) > 1 else []


def number_line(paragraph: Paragraph) -> KeyEntry | None:
    """What a paragraph says that a number stands for, in a key of a line for each ("3 = Green"
    above "2 = Amber")."""
    match = _NUMBER_LINE.fullmatch(one_line(paragraph.text))
    if match is None:
        return None
    return KeyEntry(match["symbol"], match["meaning"], rag=parse_rag(match["colour"]))


# Lines of a key, and those of one that are set as one line: "G = on target, A = within 5%".
_KEY_LINES = re.compile(
    r"[\n;•|]|\s{3,}|(?:[,.]\s*|\s\band\s+)"
    r"(?=(?:(?i:green|amber|red|blue|grey|yellow)|[GARBY])\s*(?:[-–—:=<>≤≥]|means\b))"
)
_KEY_HEAD = re.compile(
    r"^\s*(?:(?:key|legend|rag|thresholds?|ratings?|tolerances?|colours?)\b\s*)+[:–-]\s*",
    re.IGNORECASE,
)
# What a key's line measures a result by, in words that are of no one colour.
_MEASURED_BY = re.compile(
    r"\bperformance (?:is )?(?:above|below|between|under|over)\b.{0,60}"
    r"\b(?:target|standard|threshold|tolerance|floor)\b|^[<>≤≥]=?\s*\d",
    re.IGNORECASE,
)


def paragraph_entries(paragraph: Paragraph) -> Iterable[KeyEntry]:
    """The lines of a key printed as text: "Green - on or above target"."""
    for line in _KEY_LINES.split(_KEY_HEAD.sub("", paragraph.text)):
        match = TEXT_KEY.match(line.strip())
        if match and (rag_of_meaning(match["meaning"]) or _MEASURED_BY.search(match["meaning"])):
            yield KeyEntry(
                match["symbol"],
                one_line(match["meaning"]),
                rag=rag_of_symbol(match["symbol"], match["meaning"]),
            )


_COLOUR_RATES = re.compile(
    r"\bcolours?(?: of (?:the |each )?(?:arrow|symbol)s?)? (?:shows?|indicates?|tells?|represents?|"
    r"denotes?|reflects?|gives?|is)\b(?![^.;]*\b(?:not|no)\b)[^.;]{0,40}\b(?:target|rag|status|rating)\b",
    re.IGNORECASE,
)


def says_colour_rates(text: str) -> bool:
    """Whether a line of the paper says that the colour of its arrows is a rating ("Arrow shows
    direction of travel; colour shows performance against target")."""
    return "arrow" in text.lower() and _COLOUR_RATES.search(text) is not None


_MOVEMENTS = (
    (
        Trend.IMPROVING,
        re.compile(
            r"\b(?:improv\w+|better|gone up|positive (?:change|movement|trend|shift))\b",
            re.IGNORECASE,
        ),
    ),
    (
        Trend.DECLINING,
        re.compile(
            r"\b(?:worse\w*|declin\w+|deteriorat\w+|gone down|"
            r"negative (?:change|movement|trend|shift))\b",
            re.IGNORECASE,
        ),
    ),
    (
        Trend.STEADY,
        re.compile(
            r"\b(?:no change|no movement|unchanged|(?:the|stayed?) same|stable|steady|static)\b",
            re.IGNORECASE,
        ),
    ),
)
# What a colour says of a target, a benchmark or what is to be done is a rating.
_RATES = re.compile(
    r"\b(?:targets?|plan|track|tolerance|threshold|average|national|england|benchmark|budget|"
    r"action|arrows?|required|needed)\b",
    re.IGNORECASE,
)
# "Red: indicates negative movement" is one clause.
_MEANS_BEHIND = re.compile(rf"({_COLOURS.pattern})\s*[:=]", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;.:\n•]|\band\b")


def movement_of(text: str) -> Trend | None:
    """Which way a line of a key says that it went; None where it says nothing, more than one
    thing, or how the result stands to something else."""
    found = [trend for trend, pattern in _MOVEMENTS if pattern.search(text)]
    return found[0] if len(found) == 1 and not _RATES.search(text) else None


def movements_of_colours(text: str) -> dict[Rag, Trend]:
    """What a sentence says that colours tell of how results have moved ("Figures in green have
    improved since last year, those in red have worsened"); {} unless it speaks of two colours,
    each in words of its own."""
    found: dict[Rag, Trend] = {}
    if not _COLOURS.search(text) or _RATES.search(text):
        return {}
    for clause in _CLAUSE.split(_MEANS_BEHIND.sub(r"\1 ", text)):
        colours = {parse_rag(word) for word in _COLOURS.findall(clause)}
        trend = movement_of(clause)
        colour = colours.pop() if len(colours) == 1 else None
        if colour is not None and trend is not None:
            found.setdefault(colour, trend)
    return found if len(set(found.values())) > 1 else {}


_SIGNS_MOVE = re.compile(r"\(\+\)[^()]{0,60}\b(?:better|improv\w+)\b", re.IGNORECASE)


def says_signs_move(text: str) -> bool:
    """Whether a text explains signs in brackets as moves: "(+) better than the previous value"."""
    return "(+)" in text and _SIGNS_MOVE.search(text) is not None
