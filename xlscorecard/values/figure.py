"""One figure: its digits, sign, scale and unit, as the pattern ``notation.FIGURE`` finds them."""

from __future__ import annotations

import re
from decimal import Decimal

from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.values import notation

# Said in a note where a whole number of pounds stands under a "£m" heading: such columns
# print decimals, so the cell's own £ is read as pounds (a real scorecard has "£53" per adult).
PRINTED_POUNDS = "read as pounds, not millions: printed £ without decimals under £m"
# Words after a figure that are more than its noun or a remark: a sentence, not a value.
LONGEST_REMARK = 48


def printed_pounds(unit: Unit | None, scale: int, exponent: int) -> tuple[int, str | None]:
    """The scale of a figure with its own £ and no k or m, and a note where that is in doubt."""
    if unit is not Unit.GBP:
        return 1, None
    if scale >= 1_000_000 and exponent == 0:
        return 1, PRINTED_POUNDS
    return scale, None


def counted(unit: Unit | None) -> Unit:
    """43.1k is a count unless the header knows better; it cannot be a percentage."""
    return Unit.COUNT if unit is None or unit is Unit.PERCENT else unit


def decimal_of(number: str) -> tuple[Decimal, int]:
    """The number and the power of ten of its last printed digit (0 or below)."""
    digits = number.replace(",", "") if "," in number else number
    point = digits.find(".")
    return Decimal(digits), point + 1 - len(digits) if point >= 0 else 0


def scaled(number: Decimal, scale: int) -> Decimal:
    """A number multiplied out; unscaled numbers keep their printed zeros."""
    return number if scale == 1 else number * scale


def signed(match: re.Match[str], unit: Unit | None, scale: int) -> Quantity:
    """A figure with its sign: a minus or an accounting bracket."""
    digits, exponent = decimal_of(match["number"])
    negative = any(match[key] in {"-", "−"} for key in ("sign", "sign2"))
    if negative or match["open"] or match["open2"]:
        digits = digits.copy_negate()
    return Quantity(
        value=scaled(digits, scale),
        unit=unit,
        quantum=scaled(Decimal((0, (1,), exponent)), scale),
    )


def percent_sign(match: re.Match[str]) -> str:
    """The % or its words, inside or behind an accounting bracket; empty if none."""
    return match["percent"] or match["percent1"] or ""


def scale_letter(match: re.Match[str]) -> str:
    """The k, m or bn, inside or behind an accounting bracket; empty if none."""
    return (match["suffix"] or match["suffix2"] or "").lower()


def only_zeros(number: str) -> bool:
    """Whether a number is the unit of a column of thousands and no figure: the 000 of "£000"."""
    return len(number) > 1 and not number.strip("0")


def is_sound(match: re.Match[str]) -> bool:
    """Whether brackets close, and a lone "b" is billions only with a £ ("2B" is a code)."""
    opened = sum(match[key] is not None for key in ("open", "open2"))
    closed = sum(match[key] is not None for key in ("close", "close2"))
    letter = scale_letter(match)
    if only_zeros(match["number"]):
        return False
    if letter == "b" and not match["pound"]:
        return False
    # "5 m" may be metres or minutes; "1.41 m" and "£5 m" are millions.
    lone = letter == "m" and " m" in match[0].lower() and not match["pound"]
    return opened == closed and (not lone or "." in match["number"])


def shorthand(text: str) -> str | None:
    """ "p" is provisional; a capital letter alone may be a RAG and stays as printed."""
    word = text.strip(" .")
    return notation.SHORTHAND.get(word if len(word) == 1 else word.lower())


def is_bare(match: re.Match[str]) -> bool:
    """A whole number without any sign, which could be the day of a date."""
    signs = (match["pound"], match["sign"], match["open"], percent_sign(match), scale_letter(match))
    return not any(signs) and match["number"].isdigit()


def is_percentage(text: str) -> bool:
    """Whether a text is one figure with a % and nothing else."""
    match = notation.FIGURE.fullmatch(text)
    return match is not None and bool(percent_sign(match))


def unit_behind_figure(tail: str) -> tuple[Unit | None, str | None]:
    """A unit in words after a figure and what else the words say; (None, None) if neither."""
    tail = tail.strip(" .,;")
    if not tail:
        return None, None
    for pattern, unit in notation.UNIT_WORDS:
        match = pattern.match(tail)
        if match:
            after = tail[match.end() :].strip(" .,;()")
            if notation.DIGIT.search(after) or len(after) > LONGEST_REMARK:
                continue
            plain = match["what"].lower() in {"day", "days", "per", "/", "fte", "ftes"}
            note = " ".join(part for part in ("" if plain else match["what"], after) if part)
            return unit, note or None
    timed = notation.TIME_WORDS.match(tail) and not notation.REPORTED.match(tail)
    if timed and not notation.DIGIT.search(tail):
        return (None, tail) if len(tail) <= LONGEST_REMARK else (None, None)
    return None, None
