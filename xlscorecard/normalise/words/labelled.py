"""Two or more figures in one text, each with its name: "Target: 95% Actual: 92.3%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.normalise.words.header_text import is_period, speaks_of_brackets
from xlscorecard.normalise.words.labels import NAMES_OF_FIGURES
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.period import parse_period
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.status import parse_status

# A longer text is prose that mentions figures.
_LONGEST = 160
_MOST_WORDS = 6
# A name has letters, or is a year such as 23/24.
_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"\d.*[^\W\d_]{2}|[^\W\d_].*\d|\d/\d", re.DOTALL)
# What stands between a label and its figure; a dash with a space behind it is no minus sign.
_SIGN_BEFORE = re.compile(r"^(?:[:=]|[-–—](?=\s))\s*")
# "3% below target" is no target of 3%.
_COMPARES = re.compile(
    r"\b(?:below|above|under|over|up|down|more|less|better|worse|off|short|behind|ahead|higher|"
    r"lower|fewer|within|by|from|exceed\w*)\b",
    re.IGNORECASE,
)
_ENDS = " \t:=-–—.,"
# "Actual (target below)", "Actual (target in brackets)": where in the cell its figure stands.
_WHERE = re.compile(
    r"\s+(?:shown |is )?(?:below|beneath|underneath|above|in (?:brackets|italics|bold))$",
    re.IGNORECASE,
)
# "20.0%. There were" is the end of one sentence and the beginning of another.
_NEXT_SENTENCE = re.compile(r"[.!?]\s+[A-Z][a-z]")
_BREAKS = re.compile(
    r"\n|;|\||[()\[\]]|\s/\s|,(?=\s)|\s[-–—•·]\s(?=[A-Za-z])|"
    r"\b(?:vs?\.?|versus|against|compared (?:to|with))(?=\s)(?:\s+(?:an?|the)\b)?",
    re.IGNORECASE,
)
_WHAT = (
    r"targets?|budgets?|national averages?|(?:the )?(?:previous|last|prior) (?:year|quarter|month)"
)
_IN_BRACKETS = re.compile(
    r"\b(?:figures?|numbers?|values?|percentages?|those|results?)(?: shown| given)? in "
    rf"(?:brackets|parenthes[ei]s)[^.;]{{0,40}}?\b(?P<behind>{_WHAT})\b|"
    rf"\b(?P<before>{_WHAT})(?: figures?)?(?: (?:is|are))?(?: (?:shown|given))? in "
    r"(?:brackets|parenthes[ei]s)\b",
    re.IGNORECASE,
)
# A unit that the line of its figure has no room for: "199.00" over "Seconds".
_UNIT_BELOW = re.compile(
    r"(?<=\d)\s*\n\s*(?=(?:(?:working|calendar) )?(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|"
    r"weeks?|wks?|months?|years?|fte|kg|tonnes?|per ?cent)\b)",
    re.IGNORECASE,
)
_BETWEEN_FIGURES = re.compile(r"\n|[/|;()]|\b(?:vs?\.?|versus|against)(?=\s)", re.IGNORECASE)
_SLASH = re.compile(r"/(?=\s*[A-Za-z])|(?<=%)/")
_WORD = re.compile(r"[^\W\d_]{2,}")
_INSIDE = re.compile(r"\bn/a\b|\b(?:\d\d)?(?P<since>\d\d)/(?:20)?(?P<to>\d\d)\b", re.IGNORECASE)
_FILLERS = frozenset({"for", "in", "of", "at", "the", "our", "was", "is"})
# What a header's second name may be of, beside results.
_SECOND = (HeaderWord.TARGET, HeaderWord.PREVIOUS)
_PERIOD = re.compile(
    r"\b(?:q(?:uarter|tr)? ?[1-4]|(?:19|20)\d\d(?: ?[/–-] ?(?:20)?\d\d)?|\d\d/\d\d|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def named_figures(text: str) -> tuple[tuple[str, str], ...]:
    """(label, figure) of a text that is figures with names and nothing else, one or more; empty
    for any other."""
    found = _figures(text)
    return tuple(found) if all(label for label, _ in found) else ()


@lru_cache(maxsize=8192)
def labelled_figures(text: str) -> tuple[tuple[str, str], ...]:
    """(label, figure) of each figure of a text that names its figures; one of them, at most, may
    go without a name ("81.2 (target 85)"): its label is "". Empty where anything in the text is
    neither, or the same label comes twice."""
    found = _figures(text)
    labels = [label.lower() for label, _ in found]
    named = sum(bool(label) for label in labels)
    if len(found) < 2 or len(set(labels)) < len(labels) or len(found) - named > 1:
        return ()
    return tuple(found)


def _figures(text: str) -> list[tuple[str, str]]:
    """The figures of a text with their labels; [] where anything in it is neither."""
    if len(text) > _LONGEST or not _DIGIT.search(text) or not _NAMED.search(text):
        return []
    parts = _parts(_UNIT_BELOW.sub(" ", text) if "\n" in text else text)
    found = _by_turns(parts)
    for part in parts if not found else ():
        pairs = _pairs(part.split())
        if not pairs:
            return []
        found += pairs
    return found


def figures_under(labels: Sequence[str], text: str) -> tuple[tuple[str, str], ...]:
    """The figures of a text that prints one for each of the labels that its header lists
    ("92.3% / 95%" under "Actual / Target"); empty where it does not."""
    if len(text) > _LONGEST:
        return ()
    text = text.replace("\xa0", " ").strip()
    parts = [part.strip(_ENDS) for part in _BETWEEN_FIGURES.split(_shielded(text))]
    parts = [part.replace("\0", "/") for part in parts if part]
    if len(parts) != len(labels) or not all(is_value(part) for part in parts):
        return ()
    return tuple(zip(labels, parts, strict=True))


# "Q1 (no. / %)", "Number and %": how many, and which share that is.
_COUNT_AND_SHARE = re.compile(
    r"(?P<head>.*?)\(?\b(?P<count>no\.?|number|count)\s?(?:/|and|&)\s?(?P<share>%)\)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def labels_of_header(text: str) -> tuple[str, ...]:
    """The names of a header that lists what each of its cells prints ("Actual (Target)"); empty
    for any other."""
    if len(text) > 60:
        return ()
    if lines := _labels_by_lines(text):
        return lines
    if counted := _COUNT_AND_SHARE.fullmatch(" ".join(text.split())):
        head = counted["head"].strip(_ENDS)
        return tuple(f"{head} {name}".strip() for name in (counted["count"], counted["share"]))
    parts = re.split(r"[/|&()]|\b(?:vs?|versus|against)\b", _shielded(" ".join(text.split())))
    labels = [part.replace("\0", "/").strip(_ENDS) for part in parts]
    labels = _with_period([_WHERE.sub("", label) for label in labels if label])
    if len(labels) < 2 or not all(is_label(label) for label in labels):
        return ()
    found = [match_header(label) for label in labels]
    words = {match.word for match in found if match is not None}
    named = len(words) + (found[0] is None and is_period(labels[0]))
    if not words.isdisjoint(_SECOND) and named == len(labels):
        return tuple(labels)
    if words or "(" not in text or len(labels) > len(_SECOND):
        return ()
    periods = [parse_period(label) for label in labels]  # "2024/25 (2023/24)"
    alike = None not in periods and len({len(period or "") for period in periods}) == 1
    return tuple(labels) if alike and periods[0] != periods[-1] else ()


def _labels_by_lines(text: str) -> tuple[str, ...]:
    """The names that a header lists line by line, with its period ("2022/23" over "Target" over
    "Result"); empty for a header of one name that wraps."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    periods = [line for line in lines if is_period(line)]
    names = [line for line in lines if line not in periods]
    found = [match_header(name) for name in names]
    words = {match.word for match in found if match is not None}
    if len(periods) > 1 or len(names) < 2 or len(words) < len(names):
        return ()
    listed = HeaderWord.ACTUAL in words and not words.isdisjoint(_SECOND)
    return tuple(" ".join([*periods, name]) for name in names) if listed else ()


def _with_period(labels: list[str]) -> list[str]:
    """Labels with the period that begins the first one ("Q2 Actual (Target)") in each, where no
    other has one."""
    first = _PERIOD.match(labels[0]) if labels else None
    if first is None or any(map(_PERIOD.search, labels[1:])):
        return labels
    return [labels[0], *(f"{first[0]} {label}" for label in labels[1:])]


def label_in_brackets(text: str) -> str:
    """What a remark says that figures in brackets are ("Figures in brackets are targets"); ""
    where it says nothing of the kind."""
    match = _IN_BRACKETS.search(text) if speaks_of_brackets(text) else None
    label = (match["behind"] or match["before"]).capitalize() if match is not None else ""
    return label if is_label(label) else ""


def _shielded(text: str) -> str:
    """A text whose slashes inside "N/A", "2023/24" and "16/17" are no breaks."""
    if "/" not in text:
        return text
    return _INSIDE.sub(
        lambda found: (
            found[0].replace("/", "\0")
            if not found["to"] or (int(found["since"]) + 1) % 100 == int(found["to"])
            else found[0]
        ),
        text,
    )


def _parts(text: str) -> list[str]:
    plain = text if text.isascii() else "".join(" " if glyph_marks(c) else c for c in text)
    shielded = _SLASH.sub("\n", _shielded(plain)).replace("\0", "/")
    parts = (part.strip(_ENDS) for part in _BREAKS.split(shielded))
    return [part for part in parts if part]


def _by_turns(parts: Sequence[str]) -> list[tuple[str, str]]:
    """Labels and figures in parts of their own, one by one; [] where they do not alternate."""
    for labels, figures in ((parts[::2], parts[1::2]), (parts[1::2], parts[::2])):
        if len(parts) % 2 or not all(map(is_label, labels)) or not all(map(is_value, figures)):
            continue
        return list(zip(map(_without_fillers, labels), figures, strict=True))
    return []


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """The named figures of some words, one after the other; [] where they are not that."""
    if not words or _is_sentence(words):
        return []
    for end in range(len(words), 0, -1):
        one = _named(words[:end])
        if one is None:
            continue
        if end == len(words):
            return [one]
        rest = _pairs(words[end:])
        if rest and all(label for label, _ in rest):
            return [one, *rest]
    whole = " ".join(words)
    return [("", whole)] if is_value(whole) else []


def _is_sentence(words: Sequence[str]) -> bool:
    """Whether so many words begin neither with a figure nor with a name: most titles with a
    figure in them do, and all their parts need not be tried."""
    if len(words) <= _MOST_WORDS or any(map(str.isdigit, words[0])):
        return False
    starts = (" ".join(words[:cut]).strip(_ENDS) for cut in range(1, _MOST_WORDS + 1))
    return not any(map(is_label, starts))


def _named(words: Sequence[str]) -> tuple[str, str] | None:
    """One figure with its name before or behind it; a colon parts the two ("Q2 last year: 57%"),
    else the shortest name is taken."""
    colon = next((cut for cut, word in enumerate(words, start=1) if word.endswith(":")), 0)
    if 1 < colon <= _MOST_WORDS:
        label, figure = " ".join(words[:colon]).strip(_ENDS), " ".join(words[colon:])
        if is_label(label) and is_value(figure):
            return _without_fillers(label), figure
    for cut in range(1, min(len(words), _MOST_WORDS + 1)):
        label, figure = " ".join(words[:cut]).strip(_ENDS), " ".join(words[cut:])
        figure = _SIGN_BEFORE.sub("", figure)
        if is_label(label) and is_value(figure):
            return _without_fillers(label), figure
    for cut in range(len(words) - 1, max(0, len(words) - 1 - _MOST_WORDS), -1):
        label, figure = " ".join(words[cut:]).strip(_ENDS), " ".join(words[:cut])
        if is_label(label) and is_value(figure):
            return _without_fillers(label), figure
    return None


def _without_fillers(label: str) -> str:
    return " ".join(word for word in label.split() if word.lower() not in _FILLERS)


def is_label(text: str) -> bool:
    """Whether a text names a figure: a period, the name of a role, or both."""
    if not text or not any(map(str.isalnum, text)):
        return False
    words = _without_fillers(text)
    if is_period(words):
        return True
    rest = " ".join(_PERIOD.sub(" ", words).split())
    match = match_header(rest) if rest else None
    return match is not None and match.exact and match.word in NAMES_OF_FIGURES


def is_value(text: str) -> bool:
    """Whether a text is one figure, or says why there is none."""
    if not text or is_period(text):
        return False
    if parse_status(text) is not None:
        return True
    return any(map(str.isdigit, text)) and _one_figure(text)


def _one_figure(text: str) -> bool:
    words = _WORD.findall(text)
    if len(words) > 2 or _NEXT_SENTENCE.search(text):
        return False
    if _COMPARES.search(text) or any(map(is_label, words)):
        return False
    return parse_quantity(text).numeric
