"""References of measures: ASCOF codes, national indicators, local codes, item numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.values.confusables import fold_confusables, fold_punctuation

_PART = r"(?:\s*(?:part|pt\.?|p)\s*[1-3]\s?[abAB]?|\s*\(?[1-3]\)?\s?\(?[abAB]?\)?|\s*\((?:i{1,3})\)\s?[ab]?)"
_ASCOF = re.compile(
    r"(?:ASCOF\s?[:-]?\s*)(?P<code>[1-6]\s?\.?\s?[A-J])(?P<part>" + _PART + r")?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# Without the word ASCOF a code needs its capital letter: "2B (i)", "1C pt 2a", "3D".
_BARE_ASCOF = re.compile(
    r"(?P<code>[1-6][A-J])(?P<part>"
    r"\s*(?:part|pt\.?)\s*[1-3]\s?[abAB]?|\s*\([1-3]\s?[abAB]?\)\s?[abAB]?|\s*\(i{1,3}\)\s?[ab]?|[1-3][abAB]?)?"
    r"(?![A-Za-z0-9])"
)
_LETTERS_DIGITS = re.compile(
    r"(?:(?:NI|PAF|BVPI|BV|LI|KPI|PI|CPI|SPI|LPI|CP|DS|SLI|PHOF|LAA|ID|Ref)\s?[ .:-]?\s?\d{1,4}[a-z]?(?:\.\d+)?|"
    r"[A-Z]{1,6}[-_ /.]?\d{1,4}[A-Za-z]{0,2}(?:[._-]\d{1,3})*[a-z]?)(?![A-Za-z0-9])"
)
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?(?![\d%A-Za-z])")
_ITEM = re.compile(r"(?P<number>\d{1,4})(?:[.):]|\s?[-–:])?(?=\s+[A-Z%'\"(‘“]|\s+[a-z])")
_SEPARATOR = re.compile(r"\s*[-–—:.)]?\s+")
# After a bare number these words make it a quantity of the title, not its reference.
_COUNTED = re.compile(
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|mins|per|and|or|to|plus|year|working|"
    r"out|of|in|st|nd|rd|th|day|week|month|hour|over|under|%|a)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def split_reference(text: str) -> tuple[str | None, str]:
    """A reference at the head of a title, and the rest: ("28", "Annual reviews completed").

    "65+ clients", "% of ...", "18-64 year olds" and "18+ services" start with a figure that
    belongs to the title: no reference.
    """
    plain = " ".join(fold_punctuation(text).split())
    for pattern in (_ASCOF, _BARE_ASCOF, _LETTERS_DIGITS, _DOTTED):
        match = pattern.match(plain)
        if match is None:
            continue
        rest = plain[match.end() :]
        separator = _SEPARATOR.match(rest)
        if separator is None or not rest[separator.end() :]:
            continue
        remainder = rest[separator.end() :].lstrip("-: ")
        if pattern in (_LETTERS_DIGITS, _DOTTED) and _COUNTED.match(remainder):
            continue
        if remainder:
            return match[0].strip(), remainder
    match = _ITEM.match(plain)
    if match:
        remainder = plain[match.end() :].strip()
        if remainder and not _COUNTED.match(remainder) and not remainder.startswith("+"):
            return match["number"], remainder
    return None, plain


@lru_cache(maxsize=4096)
def looks_like_reference(text: str) -> bool:
    """Whether a whole cell is a reference and nothing else: "PVP01", "2A (i)", "NI 193", "7"."""
    plain = " ".join(fold_punctuation(text).split())
    if not plain or len(plain) > 40:
        return False
    if plain.isdigit():
        return len(plain) <= 4
    for pattern in (_ASCOF, _BARE_ASCOF, _LETTERS_DIGITS, _DOTTED):
        if pattern.fullmatch(plain):
            return True
    return bool(
        re.fullmatch(r"(?:SLI|PHOF|NI|ASCOF|BCF|CQC|LAPS)(?: Core)?[:\s].{1,30}|Local", plain)
    )


_CODE = re.compile(r"([1-6][A-J])\(?([1-3])?\)?\(?([AB])?\)?")
_ROMAN = {"III": "3", "II": "2", "I": "1"}


@lru_cache(maxsize=4096)
def normalise_code(text: str) -> str | None:
    """An ASCOF code in normal form: "ASCOF 3D pt 1" is "3D(1)", "1C (ii)" is "1C(2)".

    None if the text is no such code. A code says nothing of its generation: 2B is "91 days"
    up to 2022/23 and "admissions" after; see ``find_measure``. Source: NHS Digital's codes.
    """
    code = fold_confusables(fold_punctuation(text)).upper().strip()
    code = re.sub(r"^ASCOF\s*[:-]?", "", code).strip()
    code = re.sub(r"\bPART\b|\bPT\b\.?|(?<=[A-J])\s*P(?=\s*\d)", "", code)
    code = re.sub(r"\(\s*(I{1,3})\s*\)", lambda m: f"({_ROMAN[m[1]]})", code)
    code = re.sub(r"(?<=[A-J])\s+(I{1,3})$", lambda m: f"({_ROMAN[m[1]]})", code)
    code = re.sub(r"(?<=[1-6][A-J])(?:I{1,3})$", lambda m: _ROMAN[m[0]], code)
    code = re.sub(r"[\s.]+", "", code)
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    base, part, half = match.groups()
    if part is None:
        return f"{base}({half})" if half else base
    return f"{base}({part}{half or ''})"
