"""References of measures: ASCOF codes, national indicators, local codes, item numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.values.confusables import as_printed, fold_confusables, fold_punctuation

_HALF = r"(?:\s?[abAB](?![A-Za-z]))?"
_ASCOF = re.compile(
    r"ASCOF\s?[:-]?\s*[1-6]\s?\.?\s?[A-J](?:\s*(?:part|pt\.?|p)\s*[1-3]" + _HALF + r"|"
    r"\s?\([1-3]\s?[abAB]\)|"
    r"\s?\(?[1-3]\)?" + _HALF + r"(?:\s?\([abAB]\))?|\s*\(?(?:i{1,3})\)?" + _HALF + r")?"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# Without the word ASCOF a code needs its capital letter: "2B (i)", "1C pt 2a", "3D".
_BARE_ASCOF = re.compile(
    r"[1-6][A-J](?:\s*(?:[Pp]art|[Pp]t\.?)\s*[1-3]" + _HALF + r"|"
    r"\s*\([1-3]\s?[abAB]?\)" + _HALF + r"|\s*\(i{1,3}\)" + _HALF + r"|[1-3][abAB]?)?"
    r"(?![A-Za-z0-9])"
)
# "NI 193", "PAF D40": families that print a space before the number.
_FAMILY = re.compile(
    r"(?:NI|PAF|BVPI|BV|LPI|LI|KPI|PI|CPI|SPI|PHOF|LAA|SLI|BCF|Ref)[ .:-]?\s?[A-Z]?\d{1,4}[a-z]?"
    r"(?:\.\d+)?(?![A-Za-z0-9%])"
)
# "CYP 04 - Plans issued": a colon or dash behind it tells a code with a space, which others (see
# ``split_spaced_code``) only their neighbours do.
_PARTED = re.compile(r"(?!COVID )[A-Z]{2,5} \d{2,4}[a-z]?(?=\s?[:–-]\s+[A-Z%])")
# "Indicator 12: Permanent admissions": numbered by a word that a title may begin with as well.
_NUMBERED = re.compile(r"(?:Indicator|Measure) \d{1,3}[a-z]?(?=\s?[:–-])")
_CODE_WORD = re.compile(
    r"[A-Z]{1,6}[-_/.]?\d{1,4}[A-Za-z]{0,2}(?:(?:[._-]\d{1,3})+[a-z]?)?(?![A-Za-z0-9%+])"
)
# Words of that shape that are no codes: gases, key stages, sections of an Act, quarters.
_NO_CODE = re.compile(
    r"(?:CO2e?|NO2|PM10|PM2\.5|KS[1-5]|S(?:17|20|42|47|75|106|117|136)|Q[1-4]|COVID-?19|FY\d+|"
    r"Y\d{1,2}|MP3|H1N1)"
)
# "P1 crime" is a word, "P1: Applications decided" has a code: the colon tells.
_PRIORITY = re.compile(r"P[1-9]")
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?(?![\d%A-Za-z])")
_ITEM = re.compile(r"(?P<number>\d{1,4})(?:[.):]|\s?-)?(?=\s+(?:[A-Za-z%'\"(]|\d+\+))")
_SEPARATOR = re.compile(r"\s*[-:.)]?\s+|\s*:\s*")
# After a bare number these make it a quantity of the title, not its reference. A time word
# does so in capitals too; a small word only when the title does not start with it.
_COUNTED = re.compile(
    r"(?i:days?|weeks?|months?|years?|hours?|minutes?|mins|seconds?|working|calendar|yrs?)\b|"
    r"(?:per|and|or|to|plus|out|of|in|st|nd|rd|th|over|under|a|or more)\b"
)
# "999 calls answered", "101 demand": the number that is called.
_CALLED = re.compile(
    r"(?:999|101|111|112)\s+(?:calls?|emergency|non-emergency|demand|service)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# "{PQ10} % of people at home", "[CP1] Bins missed": a letter and a figure in brackets of their own.
_BRACKETED = re.compile(
    r"[\[{(](?P<code>[A-Z]{1,6}[ ._/-]?\d{1,4}[a-z]?)[\]})]\s+(?P<rest>\S.{3,})"
)


@lru_cache(maxsize=8192)
def split_reference(text: str) -> tuple[str | None, str]:
    """A reference at the head of a title, and the rest as it is printed: ("28", "Annual reviews
    completed").

    "65+ clients", "% of ...", "18-64 year olds", "18+ services" and "91 days after" start
    with a figure that belongs to the title, "CO2 emissions" with a word: no reference.
    """
    printed = as_printed(text)
    reference, rest = _split(fold_punctuation(printed))
    return reference, printed[len(printed) - len(rest) :]


def _split(plain: str) -> tuple[str | None, str]:
    bracketed = _BRACKETED.fullmatch(plain)
    if bracketed is not None and looks_like_reference(bracketed["code"]):
        return bracketed["code"], bracketed["rest"]
    for pattern in (_ASCOF, _BARE_ASCOF, _FAMILY, _NUMBERED, _PARTED, _CODE_WORD, _DOTTED):
        match = pattern.match(plain)
        rest = plain[match.end() :] if match is not None else ""
        if match is None or (pattern is _CODE_WORD and _is_word(match[0], rest)):
            continue
        separator = _SEPARATOR.match(rest)
        remainder = rest[separator.end() :].lstrip("-: ") if separator else ""
        if not remainder:
            continue
        if pattern is _DOTTED and _COUNTED.match(remainder):
            continue
        # "H10 Properties" is coded, "B12 deficiency" is worded.
        if pattern is _CODE_WORD and remainder[0].islower():
            continue
        return match[0].strip(), remainder
    match = _ITEM.match(plain)
    if match and not _YEAR.fullmatch(match["number"]):
        remainder = plain[match.end() :].strip()
        if not _COUNTED.match(remainder) and not _CALLED.match(plain):
            return match["number"], remainder
    return None, plain


def _is_word(code: str, rest: str) -> bool:
    """Whether what looks like a code before the ``rest`` of a title is a word of it."""
    if _PRIORITY.fullmatch(code):
        return not rest.startswith(": ")
    return _NO_CODE.fullmatch(code) is not None


# "HS 104 Percentage of ...": a code only where the titles beside it begin likewise, since "GP 24
# hour access" has the same look.
_SPACED = re.compile(
    r"(?P<code>[A-Z]{2,5} \d{1,4}[a-z]?)(?:\s*[-:.]\s*|\s+)(?P<rest>[A-Z%£'\"(].+)"
)


@lru_cache(maxsize=8192)
def split_spaced_code(text: str) -> tuple[str, str] | None:
    """What may be a code of letters, a space and a number at a title's head, and the rest; None
    for any other title."""
    printed = as_printed(text)
    match = _SPACED.fullmatch(fold_punctuation(printed))
    return (match["code"], printed[match.start("rest") :]) if match else None


# "Recycling rate (NI192)", "Rent collected (HRA 04)": a code in a bracket that ends the title.
_AT_END = re.compile(r"\S\s*[(\[](?P<code>[A-Z][A-Za-z0-9 ./_-]{1,14})[)\]]$")


@lru_cache(maxsize=8192)
def reference_at_end(text: str) -> str | None:
    """What may be a code in a bracket at a title's end; None where there is none, or a word of
    that shape that is no code ("(Q2)", "(KS4)", "(SAP 2012)")."""
    match = _AT_END.search(" ".join(fold_punctuation(text).split()))
    if match is None or not looks_like_reference(match["code"]):
        return None
    code = match["code"]
    if _is_word(code, "") or re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", code):
        return None
    return code if any(map(str.isdigit, code)) else None


def is_of_family(code: str) -> bool:
    """Whether a code is of a national or common family that nothing else is written like:
    "NI192", "BV12", "ASCOF 2B"."""
    return _FAMILY.fullmatch(code) is not None or _ASCOF.fullmatch(code) is not None


# Codes that nothing follows: "CORP 6b", "BV82a(i)", "CYP/PI/012".
_ALONE = re.compile(
    r"SLI(?: Core)?: .{1,30}|Local|[A-Z]{2,6}(?: [A-Z])? ?\d{1,4}[a-z]?|"
    r"[A-Z]{1,6}(?:[ /._-]?[A-Z]{1,6}){0,2}[ /._-]?\d{1,4}[a-z]?(?: ?\([a-z]{1,4}\)){0,2}"
)


@lru_cache(maxsize=8192)
def looks_like_reference(text: str) -> bool:
    """Whether a whole cell is a reference and nothing else: "PVP01", "2A (i)", "NI 193", "7".

    A bare number of up to four digits may be one ("2002" is a risk's); its column decides.
    """
    plain = " ".join(fold_punctuation(text).split())
    if not plain or len(plain) > 40:
        return False
    if plain.isdigit():
        return len(plain) <= 4
    if re.fullmatch(r"Q[1-4]|FY\d+|CO2e?", plain):
        return False
    if any(p.fullmatch(plain) for p in (_ASCOF, _BARE_ASCOF, _FAMILY, _CODE_WORD, _DOTTED)):
        return True
    return _ALONE.fullmatch(plain) is not None


_CODE = re.compile(r"([1-6][A-J])\(?([1-3])?\)?\(?([AB])?\)?")
_ROMAN = {"I": "1", "II": "2", "III": "3"}


@lru_cache(maxsize=8192)
def normalise_code(text: str) -> str | None:
    """An ASCOF code in normal form: "ASCOF 3D pt 1" is "3D(1)", "1C (ii)" is "1C(2)".

    None if the text is no such code. A code says nothing of its generation: 2B is "91 days"
    up to 2022/23 and "admissions" after; see ``find_measure``.
    """
    code = fold_confusables(fold_punctuation(text)).upper().strip()
    code = re.sub(r"^ASCOF\s*[:-]?", "", code).strip()
    code = re.sub(r"PART|PT\.?|(?<=[A-J])\s*P(?=\s*\d)", "", code)
    code = re.sub(r"[\s.]+", "", code)
    code = re.sub(r"\(?(I{1,3})\)?(?=(?:\(?[AB]\)?)?$)(?<!^[1-6]I)", _roman, code)
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    base, part, half = match.groups()
    return f"{base}({part or ''}{half or ''})" if part or half else base


def _roman(match: re.Match[str]) -> str:
    return f"({_ROMAN[match[1]]})"
