"""A key in running text: "green where on or above target, amber where within 5% of it".

A council's covering report explains its colours and arrows in a sentence as often as in a
table. What such a sentence says is taken only where it says it of two signs at least, each in
words of its own kind: a count of ratings ("12 green, 4 amber") explains none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlscorecard.marks.characters import decayed_arrow, mark_of_character
from xlscorecard.model.grid import Paragraph
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import KeyEntry, Trend, TrendMeans
from xlscorecard.normalise.words.direction import trend_of_direction, trend_of_mark
from xlscorecard.normalise.words.key_words import paragraph_entries, rag_of_meaning
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.words import parse_rag

# Longer paragraphs tell of results; a key's sentence is short.
_LONGEST = 900
_LONGEST_MEANING = 160
_ENDS = re.compile(r"[;|•]|\.(?=\s|$)")
# What joins a meaning to its sign and to the next one.
_LINKS = (
    r"[\s,;.:|()=–—-]|\b(?:and|or|an?|the|is|are|as|if|by|in|with|whilst|while|that|shown|rated|"
    r"indicat(?:es?|ing)|signif(?:y|ies|ied)|means?|denotes?|represents?|shows?|red|amber|green|"
    r"black|yellow|blue|grey)\b"
)
_LEADING = re.compile(rf"^(?:{_LINKS})+", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:{_LINKS})+$", re.IGNORECASE)
_COLOUR = re.compile(
    r"\b(?P<colour>red|amber|yellow|green|blue|grey|gray)\b(?:\s*\([A-Z]\))?"
    r"(?: (?P<shape>star|circle|triangle|square|diamond|flag|tick|cross|face)\b)?"
    r"(?P<tie>\s*(?:rat(?:ing|ed)s?|status|indicators?|measures?|arrow|(?:traffic )?light)?\s*"
    r"(?:[-–—:=]|\b(?:is |are )?(?:used |given |shown |those |applied |assigned |"
    r"allocated )?(?:where|if|when|means?|indicates?|"
    r"denotes?|represents?|shows?|signifie[sd]|warns?|for)\b)|"
    # "amber (within 5% of target)", "Amber 85% to 94.9% of target": right behind the colour.
    r"\s\((?=[^()]{6,80}\))|"
    r"\s+(?=(?:[a-z]+ ){0,3}[<>≤≥]?\s?\d+(?:\.\d+)?\s?%(?:[^.;]|\.\d){0,40}\btarget))?",
    re.IGNORECASE,
)
# "Target missed by up to 10%: Amber. Target met: Green": the colour ends its clause.
_CLAUSES = re.compile(
    r"[;|•]|[.,](?=\s|$)|\band (?=(?:those|measures|indicators|performance|"
    r"results|where|if|any)\b)"
)
_COLOUR_LAST = re.compile(
    r"(?P<meaning>\S.{5,160}?)\s*(?:[:=–—-]|\b(?:is|are|be|as|in))?\s*"
    r"(?:\b(?:an?|rated|classed|shown|flagged|marked|coloured|scored|as|in)\s+)*"
    r"\b(?P<colour>red|amber|yellow|green|blue)\b(?:\s*\([A-Z]\))?\W*",
    re.IGNORECASE,
)
# "two are within tolerance and amber", but "2% below target: amber"
_COUNTED = re.compile(
    r"(?:and |of which )?(?:\d+(?![\d.]|\s*(?:%|per ?cent|pp\b|points?\b))|one\b|two\b|three\b|"
    r"four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|the remain|most\b|some\b|all\b)",
    re.IGNORECASE,
)
_TARGETS = re.compile(r"\b(?:targets?|plan|trajectory)\b", re.IGNORECASE)

# Arrows in words: "an upward green arrow (é)", "arrow pointing down", "a sideways arrow".
_UP, _DOWN = r"up(?:wards?)?|rising", r"down(?:wards?)?|falling"
_FLAT = r"horizontal|sideways|side|level|flat|across|right|straight|static"
_ARROW_WORDS = re.compile(
    rf"\b(?P<before>{_UP}|{_DOWN}|{_FLAT})[- ](?:(?:pointing|facing|coloured|green|red|amber|black|"
    rf"yellow|blue|grey) )*arrows?\b(?:\s*\((?P<glyph>\S)\))?|"
    rf"\barrows? (?:that )?(?:points?|pointing|facing|going)? ?(?P<after>{_UP}|{_DOWN}|{_FLAT})\b|"
    r"\barrows?\s*\((?P<sign>\S)\)|(?P<lone>[^\x00-\x7f])",
    re.IGNORECASE,
)
_DIRECTIONS = (
    (Trend.UP, re.compile(_UP, re.IGNORECASE)),
    (Trend.DOWN, re.compile(_DOWN, re.IGNORECASE)),
    (Trend.FLAT, re.compile(_FLAT, re.IGNORECASE)),
)
# "... regardless of whether the value has gone up": what the arrow does not show.
_ASIDE = re.compile(
    r",?\s*(?:\b(?:regardless|irrespective|rather than|as opposed to|and not|but not)\b|"
    r"\bnot (?:whether|that|if)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_BETTER = re.compile(r"\b(?:improv\w+|better|positive(?:ly)?)\b", re.IGNORECASE)
_WORSE = re.compile(
    r"\b(?:worse\w*|declin\w+|deteriorat\w+|negative(?:ly)?|reduc\w+ in performance)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:increas\w*|ris(?:en|ing|e)|gone up|higher|grown)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:decreas\w*|fall(?:en|ing|s)?|gone down|lower|reduc\w+)\b", re.IGNORECASE)
_RANK = re.compile(r"\b(?:quartile|rank(?:ing|ed)?)\b", re.IGNORECASE)
_PERFORMANCE = re.compile(r"\bperform\w*", re.IGNORECASE)
_FIGURES = re.compile(r"\b(?:values?|numbers?|figures?|data)\b", re.IGNORECASE)
_SHOW = re.compile(
    r"\b(?:arrows?|direction of travel)\b"
    r"(?: (?:in|for|column|symbols?|arrows?|which|that|\(\w+\))){0,3}"
    r" (?:shows?|indicates?|denotes?|represents?|reflects?|illustrates?|compares?|describes?)\b"
    r"(?P<rest>[^.;]*)",
    re.IGNORECASE,
)


def rating_sentences(text: str) -> list[KeyEntry]:
    """What a paragraph says that its colours mean, or its shapes in them ("a red triangle means");
    [] unless it explains three, or two each in the words of that colour."""
    said = one_line(text)
    found = list(_COLOUR.finditer(said)) if len(said) <= _LONGEST else []
    if len(found) < 2:
        return []
    entries = [
        KeyEntry(_sign_in_colour(match), meaning, rag=parse_rag(match["colour"]))
        for match, meaning in _meanings(said, found)
        if match["tie"] is not None and meaning
    ]
    fitting = {entry.rag for entry in entries if rag_of_meaning(entry.meaning) is entry.rag}
    once = len({entry.rag for entry in entries}) == len(entries)
    in_brackets = any((match["tie"] or "").endswith("(") for match in found)
    explains = len(fitting) > 1 or (bool(fitting) and len(entries) > 2)
    explains = explains and not (in_brackets and len(entries) < 3)
    return entries if once and explains else _colours_last(said)


def explains_ratings(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a key of ratings, so that its per cents count none of them."""
    return bool(rating_sentences(paragraph.text)) or len(list(paragraph_entries(paragraph))) > 1


def _colours_last(said: str) -> list[KeyEntry]:
    """What clauses say that end in the colour they explain; [] unless two are in the words of their
    colour, and none counts ratings ("two are within tolerance and amber")."""
    entries: list[KeyEntry] = []
    for clause in _CLAUSES.split(said):
        match = _COLOUR_LAST.fullmatch(clause.strip())
        if match is None:
            continue
        meaning = _trimmed(match["meaning"].rpartition(": ")[2])
        if _COUNTED.match(meaning) or _COLOUR.search(meaning):
            return []
        colour = match["colour"].capitalize()
        entries.append(KeyEntry(colour, meaning, rag=parse_rag(match["colour"])))
    fitting = sum(rag_of_meaning(entry.meaning) is entry.rag for entry in entries)
    once = len({entry.rag for entry in entries}) == len(entries)
    explains = fitting > 1 and (len(entries) > 2 or "%" in said)
    return entries if once and explains and _TARGETS.search(said) else []


def _sign_in_colour(match: re.Match[str]) -> str:
    return " ".join(word for word in (match["colour"].capitalize(), match["shape"]) if word)


def shape_of(entry: KeyEntry) -> MarkKind | None:
    """The shape that a sentence's "Green star" names."""
    shape = entry.symbol.partition(" ")[2]
    return MarkKind(shape) if shape else None


def _meanings(text: str, found: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
    """Each sign of a sentence with what stands behind it, up to the next or the sentence's end."""
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        words = text[match.end() : end]
        stop = _ENDS.search(words)
        words = words[: stop.start()] if stop is not None else words
        yield match, _trimmed(words)


def _trimmed(words: str) -> str:
    return _LEADING.sub("", _TRAILING.sub("", words))[:_LONGEST_MEANING]


@dataclass(frozen=True, slots=True)
class ArrowSentence:
    """What a paragraph says of its arrows: a line for each that it explains, and what they show."""

    entries: tuple[KeyEntry, ...] = ()
    means: TrendMeans = TrendMeans.UNKNOWN


def arrow_sentences(text: str) -> ArrowSentence:
    """What a paragraph says that its arrows show: of two arrows that it explains one by one ("↑
    improved, ↓ declined"), or of all of them ("The arrows show whether the figure has risen")."""
    said = one_line(text)
    if len(said) > _LONGEST or not _speaks_of_arrows(said):
        return ArrowSentence()
    one_by_one = _explained(said)
    if one_by_one.entries:
        return one_by_one
    shown = _SHOW.search(said)
    return ArrowSentence() if shown is None else ArrowSentence((), _shown(shown["rest"]))


def _speaks_of_arrows(text: str) -> bool:
    lower = text.lower()
    return "arrow" in lower or "direction of travel" in lower or not text.isascii()


def _explained(text: str) -> ArrowSentence:
    """The arrows that a sentence explains, each behind or, in brackets, before its sign."""
    found = [(match, trend) for match in _ARROW_WORDS.finditer(text) if (trend := _trend_of(match))]
    if len({trend for _, trend in found}) < 2:
        return ArrowSentence()
    matches = [match for match, _ in found]
    behind = [meaning for _, meaning in _meanings(text, matches)]
    starts = [0, *(match.end() for match in matches[:-1])]
    before = [text[a : m.start()] for a, m in zip(starts, matches, strict=True)]
    for meanings in (behind, before):
        entries = tuple(
            KeyEntry(_sign_of(match), _trimmed(meaning), trend=trend)
            for (match, trend), meaning in zip(found, meanings, strict=True)
        )
        kinds = {_moved(entry) for entry in entries if entry.trend is not Trend.FLAT}
        if len(kinds) == 1 and TrendMeans.UNKNOWN not in kinds:
            return ArrowSentence(entries, kinds.pop())
    return ArrowSentence()


def _sign_of(match: re.Match[str]) -> str:
    return match["lone"] or match["sign"] or match["glyph"] or match.group().strip()


def _trend_of(match: re.Match[str]) -> Trend | None:
    """The direction of an arrow that a sentence names or shows."""
    sign = _sign_of(match)
    if len(sign) == 1:
        mark = mark_of_character(sign)
        if mark is not None and mark.kind in (MarkKind.ARROW, MarkKind.TRIANGLE):
            return trend_of_mark(mark)
        decayed = decayed_arrow(sign) if not match["lone"] else None
        if decayed is not None:
            return trend_of_direction(decayed)
    words = match["before"] or match["after"] or ""
    return next(
        (trend for trend, pattern in _DIRECTIONS if words and pattern.fullmatch(words)), None
    )


def _moved(entry: KeyEntry) -> TrendMeans:
    """What an arrow up or down shows by the words for it, where these go its way."""
    words = _ASIDE.sub("", entry.meaning)
    if _RANK.search(words):
        return TrendMeans.RANK
    up = entry.trend is Trend.UP
    judged = _way(_BETTER, _WORSE, words)
    moved = _way(_MORE, _LESS, words)
    if {judged, moved} - {None} != {up}:
        return TrendMeans.UNKNOWN
    if _PERFORMANCE.search(words) or moved is None:
        return TrendMeans.PERFORMANCE
    return TrendMeans.VALUE if judged is None else TrendMeans.UNKNOWN


def _way(up: re.Pattern[str], down: re.Pattern[str], words: str) -> bool | None:
    """Up or down by the words for either; None where both or none of them stand."""
    upwards = up.search(words) is not None
    return None if upwards is (down.search(words) is not None) else upwards


def _shown(words: str) -> TrendMeans:
    """What a sentence says that all arrows show."""
    words = _ASIDE.sub("", words)
    if _RANK.search(words):
        return TrendMeans.RANK
    if _BETTER.search(words) or _WORSE.search(words):
        return TrendMeans.PERFORMANCE
    if _PERFORMANCE.search(words):
        return TrendMeans.UNKNOWN  # "shows the performance since last year": of what kind?
    moved = _MORE.search(words) or _LESS.search(words) or _FIGURES.search(words)
    return TrendMeans.VALUE if moved else TrendMeans.UNKNOWN
