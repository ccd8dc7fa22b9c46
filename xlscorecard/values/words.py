"""The field's words for polarity, RAG and direction of travel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from xlscorecard.model.scorecard import Polarity, Rag, Trend
from xlscorecard.values.confusables import fold_words
from xlscorecard.values.target_phrases import rag_of_phrase

_H, _L, _B, _N = Polarity.HIGHER, Polarity.LOWER, Polarity.BAND, Polarity.NEUTRAL
_POLARITY: dict[str, Polarity] = {}
for _polarity, _forms in {
    _H: "h|high|higher|highest|up|upwards|increase|increasing|increased|maximise|maximize|max|"
    "bigger|more|rise|rising|+|plus|positive|hi|hgh|larger|greater|above|↑|⇧|▲|"
    "⬆|⇑|1|aim h|aim: h|aim high|plan to maximise|an increase",
    _L: "l|low|lower|lowest|down|downwards|decrease|decreasing|decreased|minimise|minimize|min|"
    "smaller|less|fewer|reduce|reducing|fall|falling|minus|negative|lo|below|↓|⇩|▼|⬇|⇓|-1|"
    "aim l|aim: l|aim low|plan to minimise|a decrease|reduction|a reduction",
    _B: "band|target band|target band width|band width|bandwidth|range|target range|within range|"
    "within band|closer to target|close to target|closest to target|goldilocks|on target|"
    "target|nearer to target|within target range|tbw|plan is best|in range|between|"
    "mid|middle|mid range|mid-range|in the range|within limits|between limits|in the middle",
    _N: "neutral|n|neither|■|◼|↔|◄►|⇔|no polarity|not polarised|neutral measure|either|contextual|"
    "context",
}.items():
    for _form in _forms.split("|"):
        _POLARITY[_form] = _polarity
_POLARITY.pop("target")  # alone it names a column, not a direction

_GOOD = r"(?:good|better|best|desirable|desired|positive|preferred|improvement|improving)"
_BAD = r"(?:bad|worse|worst|poor|undesirable|negative)"
_UPWARDS = (
    r"(?:high(?:er|est)?|h|up(?:wards?)?|big(?:ger)?|more|larger|greater|"
    r"increas(?:e|es|ing|ed)|rising|[↑▲⇧])"
)
_DOWNWARDS = (
    r"(?:low(?:er|est)?|l|down(?:wards?)?|small(?:er)?|less|fewer|decreas(?:e|es|ing|ed)|falling|"
    r"reduc(?:e|es|ing|ed|tion)|[↓▼⇩])"
)
_LINK = (
    r"(?: (?:values?|numbers?|figures?|scores?|results?|out-?turns?|%|is|are|the|performance|"
    r"indicates?|means?|represents?|denotes?|signif(?:y|ies)|=|-|:|equals))* "
)
_IS = r"(?: performance)?(?: (?:is|to be|=|-|:|when|if|are))+ "
_AIM = r"\b(?:aim|plan|want|need|seek|intend|aiming|goal)s?:? (?:is )?(?:to )?"
_TO_RAISE = r"(?:maximi[sz]e|increase|raise|grow|be high(?:er)?|go up|high(?:er)?)\b"
_TO_CUT = r"(?:minimi[sz]e|decrease|reduce|lower|cut|be low(?:er)?|go down|low)\b"
_JUDGEMENTS = tuple(
    (re.compile(pattern), polarity)
    for pattern, polarity in (
        (rf"(?<!\w){_UPWARDS}{_LINK}{_BAD}\b", _L),
        (rf"(?<!\w){_DOWNWARDS}{_LINK}{_BAD}\b", _H),
        (rf"(?<!\w){_UPWARDS}{_LINK}{_GOOD}\b", _H),
        (rf"(?<!\w){_DOWNWARDS}{_LINK}{_GOOD}\b", _L),
        (rf"\b{_GOOD}{_IS}{_UPWARDS}(?!\w)", _H),
        (rf"\b{_GOOD}{_IS}{_DOWNWARDS}(?!\w)", _L),
    )
)
_SENTENCES = (
    (
        re.compile(
            r"\bband\b|\bwithin (?:a |the )?range\b|\b(?:clos|near)(?:er|e|est)? to target\b"
        ),
        _B,
    ),
    (re.compile(r"\bneutral\b|\bneither\b"), _N),
    *_JUDGEMENTS,
    *(
        (re.compile(pattern), polarity)
        for pattern, polarity in (
            (_AIM + _TO_RAISE, _H),
            (_AIM + _TO_CUT, _L),
            (r"^(?:to )?(?:maximi[sz]e|increase)\b|^bigger\b", _H),
            (r"^(?:to )?(?:minimi[sz]e|decrease|reduce)\b|^smaller\b", _L),
        )
    ),
)


@lru_cache(maxsize=8192)
def parse_polarity(text: str) -> Polarity | None:
    """Which way is good, from a polarity cell: H, Low, "Up is Bad", "Aim to maximise".

    None for N/A, a dash and anything that is not clear: polarity is never guessed. "Up is
    Bad" is lower, whatever the measure: the paper's own word stands, right or wrong.
    """
    words = fold_words(text).strip(" .;:()[]\"'")
    if not words or len(words) > 80:
        return None
    found = _POLARITY.get(words)
    if found is not None:
        return found
    for pattern, polarity in _SENTENCES:
        if pattern.search(words):
            return polarity
    return None


def polarity_judged(text: str) -> Polarity | None:
    """Which way a heading or a note says is good: "Measures where lower is better".

    Only of what it judges in words; "Reduce crime" asks for less and tells nothing of the
    measures beneath it. None as well where it says both ways.
    """
    words = fold_words(text)
    found = {polarity for pattern, polarity in _JUDGEMENTS if pattern.search(words)}
    return found.pop() if len(found) == 1 else None


_RAISE = re.compile(
    r"^(?:to |we will |continue to )?(?:increase|maximi[sz]e|raise|grow)\b"
    r"(?! in\b| or\b| of\b|-)"
)
_CUT = re.compile(
    r"^(?:to |we will |continue to )?(?:reduce|minimi[sz]e|decrease|cut|lower)\b"
    r"(?! in\b| or\b| of\b|-| tier| layer| super| court)"
)
_ASIDES = re.compile(r"[(\[]([^()\[\]]{4,60})[)\]]")
_JUDGES = re.compile(
    rf"\b(?:{_GOOD}|{_BAD}|(?:aim|plan) to)\b|^(?:to )?(?:maximi[sz]e|minimi[sz]e)$"
)
_RAISED = re.compile(r"\b(?:increase|maximi[sz]e|raise|grow)\b")
_CUT_TOO = re.compile(r"\b(?:reduce|minimi[sz]e|decrease|cut)\b")


# "Bed days. Good is low", "Waiting times: lower is better" below or behind the name itself.
_CLAUSE = re.compile(
    r"\bgood(?: performance)? (?:is|=) (?:to be )?(?:high|low)(?:er)?\b|"
    r"\b(?:higher|lower|bigger|smaller|high|low) is (?:better|good)\b|"
    r"\b(?:aim|plan) to (?:maximi[sz]e|minimi[sz]e)\b"
)


@lru_cache(maxsize=8192)
def polarity_in_title(title: str) -> Polarity | None:
    """Polarity of a title that is an instruction: "Increase the number of ...", "Reduce ...".

    A remark says it too: "(lower is better)", "Bed days. Good is low", "Claims. Aim to minimise".

    For measures only: a priority ("Reduce the backlog") has no value to judge. A title that
    only describes ("Increase in ...", "Reduced ...") tells nothing, nor does "Improve", which
    may go either way, nor one that asks for both ("Reduce waste and increase recycling").
    """
    words = fold_words(title)
    stated = {
        polarity
        for aside in (*_ASIDES.findall(words), *_CLAUSE.findall(words))
        if _JUDGES.search(aside) and (polarity := parse_polarity(aside)) is not None
    }
    if len(stated) == 1:
        return stated.pop()
    if _RAISE.match(words):
        return None if _CUT_TOO.search(words) else _H
    if _CUT.match(words):
        return None if _RAISED.search(words) else _L
    return None


_RAG: dict[str, Rag] = {}
for _rag, _forms in {
    Rag.RED: "r|red|r - red|red (r)|red rag|off target|off track|significantly off target|"
    "not achieved|target missed|below target|target not met|not met|missed|not on target|"
    "significantly below target|well below target|red - off target|critical|failing|"
    "worse than target|behind target|significantly behind|behind schedule|alert|"
    "missed target|off|not on track|not on track to meet target|did not meet target|"
    "outside tolerance|outside of tolerance|off course|underperforming|underachieving|"
    "did not meet|under-achieving|below standard|standard not met|"
    "does not meet|does not meet target|far below target|well off target|rd|"
    "under performing|negative outturn|progress is not as planned|not progressing as planned|coch",
    Rag.AMBER: "a|amber|yellow|y|orange|o|a - amber|amber (a)|slightly off target|"
    "slightly below target|near target|at risk|within tolerance|in tolerance|"
    "just below target|"
    "just missed|narrowly missed|slightly missed|close to target|"
    "just off target|am|slightly under target|just under target|"
    "almost met|almost achieved|"
    "partially achieved|partially met|partly achieved|partly met|nearly met|nearly achieved|"
    "slight slippage|minor slippage|some slippage|slightly off track|amb|"
    "slightly behind|slightly behind target|slightly behind schedule|slightly worse than target|"
    "warning|progress is within agreed limits|progress within agreed limits|ambr|melyn|oren",
    Rag.GREEN: "g|green|g - green|green (g)|on target|on track|target met|achieved|met|"
    "at or above target|on or above target|target achieved|above target|exceeds target|"
    "exceeded|meeting target|on or better than target|gr|light green|dark green|"
    "exceeding target|exceeding|ahead of target|on schedule|ahead of schedule|"
    "better than target|target exceeded|on track to meet target|on|ok|met target|at target|"
    "grn|gn|gwyrdd|on course|fully achieved|fully met|achieved in full|positive outturn|"
    "progressing as planned|overachieving|achieving|meets|meets target|exceeds|passing|"
    "meets standard|standard met",
    Rag.BLUE: "b|blue|b - blue|blue (b)|complete|completed|action complete|glas",
    Rag.GREY: "grey|gray|no data|not rated|not rag rated|no rag|no rating|unrated|white|"
    "data only|grey (no data)|gry|llwyd",
}.items():
    for _form in _forms.split("|"):
        _RAG[_form] = _rag
RAG_FORMS: Final[Mapping[str, Rag]] = _RAG
"""The whole cells that state a rating, folded; for formulas that can only compare."""
_RAG_IN_WORDS = re.compile(
    r"^(?:(?:rag|status|rating|overall|current)\s*[:=-]?\s*)*"
    r"(red|amber|yellow|orange|green|blue|grey|gray)\b(?!-| (?:box|bin|waste|flag|book|badge|list|"
    r"paper|space|belt|infrastructure|card|tape|spaces))"
)


EMPTY_BOXES, TICKED_BOXES = "☐□▢❏❑❒◻◽⬜", "☑☒🗹🗷✓✔✗✘☓■◼⬛"
_BOX = re.compile(f"[{EMPTY_BOXES}{TICKED_BOXES}]")


def ticked(text: str) -> str | None:
    """The label of the one ticked box among others that are not; None where there is no such
    choice. Labels stand behind their boxes, or all before them."""
    boxes = _BOX.findall(text)
    if len(boxes) < 2 or sum(box in TICKED_BOXES for box in boxes) != 1:
        return None
    labels = [label.strip() for label in _BOX.split(text)]
    before, behind = labels[:-1], labels[1:]
    chosen = behind if not labels[0] and all(behind) else before if all(before) else None
    if chosen is None or (chosen is before and labels[-1]):
        return None
    return chosen[next(n for n, box in enumerate(boxes) if box in TICKED_BOXES)]


_CLASS = r"(?:r|a|g|b|red|amber|yellow|orange|green|blue)"
# "Amber (was Red": what it was, or will be, is no rating of today.
_FORMERLY = re.compile(
    r"\s*(?:[(\[,;]\s*|\s[-–]\s)(?:(?:was|prev(?:iously|ious)?|formerly|(?:up |down )?from|"
    r"last (?:time|quarter|period|month|year))\b|"
    rf"(?:forecast|expected|projected)(?: (?:as|at|by|for|in|to|be|year|end))*:? {_CLASS}\b|"
    rf"{_CLASS} (?:last|prev(?:ious(?:ly)?)?|in|at) )[^()\[\]]*[)\]]?$"
)
_NOW = re.compile(rf"(?:(?:was|previously) )?{_CLASS}\W+(?:but )?now (?P<now>{_CLASS})")
_BETWEEN = re.compile(rf"(?P<one>{_CLASS})\s?(?:/|-|–|to|and|&)\s?(?P<two>{_CLASS})")


@lru_cache(maxsize=8192)
def between_ratings(text: str) -> bool:
    """Whether a status cell names two classes and not one: "A/G", "Amber-Green"."""
    match = _BETWEEN.fullmatch(fold_words(text).strip(" .;:()[]\"'*"))
    return match is not None and _RAG[match["one"]] is not _RAG[match["two"]]


@lru_cache(maxsize=8192)
def parse_rag(text: str) -> Rag | None:
    """The RAG that a status cell states in a letter or in words; None if it states none.

    Yellow and orange are amber, "Complete" is blue (BRAG), "No data" grey. Two colours
    ("Amber/Green") are not one judgement: None, for the caller to show as a doubt; one in two
    languages ("Gwyrdd / Green") is, and so is one beside what it was or will be ("Amber (was
    Red)", "Amber, now Green"). Of tick
    boxes ("☐ R ☒ A ☐ G") the one that is ticked counts.
    """
    words = fold_words(ticked(text) or text).strip(" .;:()[]\"'*")
    if not words or len(words) > 60:
        return None
    words = _FORMERLY.sub("", words) or words
    now = _NOW.fullmatch(words)
    words = now["now"] if now else words
    found = _RAG.get(words)
    if found is not None:
        return found
    said = {_RAG.get(part) for part in words.split(" / ")}
    if len(said) == 1 and None not in said:
        return said.pop()  # in two languages
    match = _RAG_IN_WORDS.match(words)
    if match is None:
        return rag_of_phrase(words) or _rag_told_twice(words)
    others = {
        _RAG[word]
        for word in re.findall(r"\b(?:red|amber|yellow|orange|green|blue|grey|gray)\b", words)
    }
    return others.pop() if len(others) == 1 else None


# "G - on track", "On target (green)": a letter or a colour, and what it means.
_TOLD_TWICE = re.compile(
    rf"(?P<one>{_CLASS})\s?[-:]\s?(?P<means>\w.*)|(?P<said>.*\w) [(\[](?P<two>{_CLASS})[)\]]?"
)


def _rag_told_twice(words: str) -> Rag | None:
    """The RAG that a cell states by its letter or colour and in words; None where they differ."""
    match = _TOLD_TWICE.fullmatch(words)
    if match is None:
        return None
    said = match["means"] or match["said"]
    rag = _RAG[match["one"] or match["two"]]
    return rag if (_RAG.get(said) or rag_of_phrase(said)) is rag else None


def names_colour(text: str) -> bool:
    """Whether a rating is a colour's name or letter ("Amber", "A", "RAG: Green"): no phrase, such
    as "Below target", that one paper counts as red and another as amber."""
    words = fold_words(ticked(text) or text).strip(" .;:()[]\"'*")
    return len(words) == 1 or _NAMED.search(words) is not None


_NAMED = re.compile(
    rf"\b{_CLASS}\b|\b(?:grey|gray|am|gr|amb|grn|gn|gry|"
    r"coch|ambr|melyn|oren|gwyrdd|glas|llwyd)\b"
)
_TREND: dict[str, Trend] = {}
for _trend, _forms in {
    Trend.IMPROVING: "improving|improved|better|improvement|good|getting better|improve|"
    "performance improving|performance improved|positive|favourable|improves|has improved|"
    "gwella|gwell|wedi gwella|imp",
    Trend.STEADY: "steady|stable|no change|unchanged|similar|static|maintained|neutral|"
    "no significant change|remained the same|sustained|constant|about the same|maintaining|"
    "broadly similar|broadly stable|performance unchanged|stayed the same|consistent|"
    "sefydlog|dim newid|stat",
    Trend.DECLINING: "worse|det|worsened|worsening|declining|declined|deteriorating|deteriorated|"
    "decline|bad|getting worse|deterioration|performance declining|negative|adverse|"
    "performance worsened|has worsened|performance declined|weakening|slipping|slipped|"
    "gwaethygu|gwaeth|wedi gwaethygu|dirywio",
    Trend.UP: "up|upward|upwards|increasing|increased|increase|rising|risen|rise|higher|↑|⇧|▲|⬆|↗|"
    "⬈|▴|△|↟|⇑|🡅|🠅|🡱",
    Trend.FLAT: "same|level|flat|→|⇨|►|➡|↔|⇔|▬|▶|=|sideways|no movement|➔|➜|⟷|⬌|►◄|◄►|▸|🡆|⇒",
    Trend.DOWN: "down|downward|downwards|decreasing|decreased|decrease|reduced|reducing|falling|"
    "fallen|fall|lower|reduction|↓|⇩|▼|⬇|↘|⬊|▾|▽|↡|⇓|🡇|🠇|🡳",
}.items():
    for _form in _forms.split("|"):
        _TREND[_form] = _trend


# "The same as last quarter" says where the number went, as "same" does.
_SAME = re.compile(
    r"(?:performance (?:is )?)?(?:the |about the )?same (?:as|level as) (?:the )?"
    r"(?:last|previous|prior|in )"
)


# "No change in performance since Q1", "In line with last year"
_NO_CHANGE = re.compile(
    r"no (?:significant |real |material |major )?change (?:in|on|since|from|compared)\b|"
    r"(?:performance )?(?:has )?not changed\b|little change\b|"
    r"in line with (?:the )?(?:last|previous|prior)\b"
)
# "Up on last year"; "steady increase" goes up, however steadily.
_MOVED_FROM = re.compile(
    r"(?P<way>up|down|higher|lower|increased?|decreased?|reduced|risen|fallen) "
    r"(?:on|from|than|since|compared (?:to|with)) (?:the )?(?:last|previous|prior|q[1-4]|20\d\d)\b"
)
_HOW = re.compile(r"^(?:steady|gradual|slight|small|sharp|large|continued) (?=\w+$)")
_RIGHT_WAY = re.compile(
    r"(?:(?:moving|heading|going|travelling) )?in the (?P<way>right|wrong) direction"
)


# "Up is good" says which way is good, and not that anything went that way.
_WHICH_IS_GOOD = re.compile(
    r"^(?:up|down|high\w*|low\w*|bigger|smaller|more|less|fewer|increas\w*|decreas\w*|↑|↓|▲|▼)"
    r"(?: (?:values?|numbers?|figures?|scores?|is|are|=|the))* (?:good|bad|better|best|worse)\b"
)


# "Not improving"; "Must do better" and "Requires improvement" say what has not come yet.
_DENIED = re.compile(
    r"\b(?:not|no|n't|must|should|could|needs?|needed|requir\w+|areas? (?:for|of))\b|^to "
)

# "Better than median" tells of no move; "Better than last year", "than in Q2", "than before" do.
_THAN_OTHERS = re.compile(
    r"\bthan(?!k)(?=.*[a-z])(?!.*\b(?:last|previous|prior|before|earlier|years?|quarters?|months?|"
    r"weeks?|periods?|time|baseline|was|q[1-4]|\d\d+|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\b)"
)


@lru_cache(maxsize=8192)
def parse_trend_word(text: str) -> Trend | None:
    """Direction of travel from a word or a Unicode arrow; None for N/A, a dash and the like.

    Words that judge (better, worse, stable, Good/Neutral/Bad) are improving, declining and
    steady; words that only say where the number went (up, same, down) stay directions, as
    arrows do.
    """
    words = fold_words(text).strip(" .;:()[]\"'")
    if not words or len(words) > 60:
        return None
    found = _TREND.get(words)
    if found is not None:
        return found
    right = _RIGHT_WAY.fullmatch(words)
    if right is not None:
        return Trend.IMPROVING if right["way"] == "right" else Trend.DECLINING
    if _NO_CHANGE.match(words):
        return Trend.STEADY
    moved = _MOVED_FROM.match(words)
    if moved is not None:
        return _TREND[moved["way"]]
    words = _HOW.sub("", words)
    named = {trend for word in re.findall(r"[a-z]+", words) if (trend := _TREND.get(word))}
    if not named or _THAN_OTHERS.search(words):
        return None  # nearly every text
    if _SAME.match(words):
        return Trend.FLAT
    if _WHICH_IS_GOOD.match(words):
        return None
    if _DENIED.search(words):
        return None
    judged = named & {Trend.IMPROVING, Trend.STEADY, Trend.DECLINING}
    if len(judged) == 1 and len(words.split()) <= 6:
        return judged.pop()
    return named.pop() if len(named) == 1 and len(words.split()) <= 3 else None
