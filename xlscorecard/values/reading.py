"""One cell's text -> Quantity, in the order in which its meanings are tried."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from xlscorecard.model.scorecard import Comparator, Quantity, Status, Unit
from xlscorecard.values import notation
from xlscorecard.values.compound import (
    band_around_zero,
    interval_alone,
    read_product,
    read_range,
    read_share,
    read_time,
)
from xlscorecard.values.doubt import DOUBT, doubtful
from xlscorecard.values.normal_period import MONTH
from xlscorecard.values.peeling import Peeled, peel
from xlscorecard.values.period import MONTH_NAMES, parse_period
from xlscorecard.values.single import read_single
from xlscorecard.values.stated import Stated
from xlscorecard.values.status import parse_status

# A figure with all its remarks is below 100 letters; a longer text is prose, and the patterns
# take time by the square of its length.
_LONGEST = 1_000
_DUE_DATE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s*-?\s*(?P<year>(?:20)?\d\d)\b(?!\s?[/-]\s?\d)"
)


def read(text: str, stated: Stated) -> Quantity:
    """The Quantity of a cell that is more than a plain figure; ``text`` is cleaned of look-alike
    letters and of double spaces."""
    status = parse_status(text)
    if status is not None:
        return _absent(text, status)
    if not notation.DIGIT.search(text):
        return _words(text, stated)
    cell = Peeled(text, text)
    if len(text) > _LONGEST:
        return _unread(cell)
    doubt = doubtful(text)
    if doubt is not None:
        return cell.without_value(DOUBT + doubt)
    if _is_date(text, stated):
        return cell.without_value(text)
    interval = notation.INTERVAL.fullmatch(text)
    if interval:
        return interval_alone(interval, stated.unit)
    cell = peel(text, stated.unit)
    return (
        _towards(cell, stated)
        or _relative(cell, stated)
        or band_around_zero(cell, stated)
        or _limit(cell, stated)
        or _figure(cell, stated)
        or _unread(cell)
    )


def _figure(cell: Peeled, stated: Stated) -> Quantity | None:
    return (
        read_time(cell, stated)
        or read_product(cell)
        or read_share(cell)
        or read_range(cell, stated)
        or read_single(cell, stated)
    )


# -- no figure ---------------------------------------------------------------------------


def _absent(text: str, status: Status) -> Quantity:
    note: str | None = None
    if status is Status.DUE and len(text) > 3:
        note = _due_note(text)
    elif len(text) > 14 or text[0] == "#" or notation.DIGIT.search(text):
        note = text
    return Quantity(status=status, note=note)


def _due_note(text: str) -> str:
    """ "Due May -18" as "due May 2018"; other wording as printed."""
    period = parse_period(text)
    words = text[0].lower() + text[1:]
    match = _DUE_DATE.search(words)
    if period is None or match is None or not MONTH.fullmatch(period):
        return words
    month = MONTH_NAMES[int(period[5:]) - 1]
    return f"{words[: match.start()]}{month} {period[:4]}{words[match.end() :]}"


def _words(text: str, stated: Stated) -> Quantity:
    lowered = text.lower().strip(" .")
    if lowered == "[low]":
        return Quantity(note=notation.SHORTHAND["low"])
    if lowered in {"nil", "zero", "nought"}:
        return Quantity(value=Decimal(0), unit=stated.unit, quantum=Decimal(1), note=text)
    surely = notation.SURELY_RELATIVE.match(text)
    if surely or (stated.target and notation.RELATIVE.match(text)):
        return Quantity(relative=text)
    doubt = doubtful(text)
    if doubt is not None:
        return Quantity(note=DOUBT + doubt)
    # "NHS Data" says where the figure is; other words may be an owner's name, which is not ours
    # to publish in a note.
    return Quantity(note=text if lowered.endswith(" data") else None)


def _unread(cell: Peeled) -> Quantity:
    if len(notation.ANY_FIGURE.findall(cell.rest)) > 1:
        return Quantity(note=f"more than one figure in the cell: {cell.text}")
    return Quantity(note=cell.text)


def _is_date(text: str, stated: Stated) -> bool:
    """Whether the cell is a date or a period. "16-17" in a target column is a range."""
    if notation.DATE_ONLY.fullmatch(text) is None:
        return False
    if stated.target and notation.YEARS_WITH_HYPHEN.fullmatch(text):
        return False
    return parse_period(text, year="2000/01") is not None


# -- targets in words, limits --------------------------------------------------------------


def _towards(cell: Peeled, stated: Stated) -> Quantity | None:
    """ "Maintain at 85%", "Reduce to 5%": the figure, the verb as note or limit."""
    match = notation.TOWARDS.match(cell.rest)
    if match is None:
        return None
    verb = match["verb"].lower()
    stays = verb in {"maintain", "sustain", "hold"}
    behind = cell.rest[match.end() :]
    if parse_period(behind) is not None or not (stays or match["to"]):
        return None
    quantity = _figure(cell.left(behind), stated)
    if quantity is None or not quantity.numeric:
        return None
    words = cell.rest[: match.end()].strip()
    quantity = replace(quantity, note="; ".join(filter(None, (words, quantity.note))))
    if stays or quantity.value is None:
        return quantity
    upwards = verb in {"increase", "improve", "raise"}
    return replace(quantity, comparator=Comparator.AT_LEAST if upwards else Comparator.AT_MOST)


def _relative(cell: Peeled, stated: Stated) -> Quantity | None:
    """ "Maintain 16/17", "Improve on 2011/12": a target that points at another figure."""
    if notation.SURELY_RELATIVE.match(cell.rest) or (
        stated.target
        and notation.RELATIVE.match(cell.rest)
        and not any(pattern.match(cell.rest) for pattern, _ in notation.COMPARATORS)
    ):
        return Quantity(relative=cell.text)
    return None


def _limit(cell: Peeled, stated: Stated) -> Quantity | None:
    """ "<14 days", "95% or more", and "<5" that withholds a small count."""
    comparator, rest = _comparator(cell.rest)
    if comparator is None:
        return None
    quantity = _figure(cell.left(rest.strip()), stated)
    if quantity is None or quantity.value is None:
        return None
    if comparator is Comparator.LESS and _withheld(cell.text, quantity, stated):
        return replace(
            quantity,
            value=None,
            high=quantity.value,
            comparator=comparator,
            status=Status.SUPPRESSED,
        )
    return replace(quantity, comparator=comparator)


def _comparator(rest: str) -> tuple[Comparator | None, str]:
    """The comparator before or behind a figure, and the text without it."""
    for pattern, found in notation.COMPARATORS:
        match = pattern.match(rest)
        if match:
            return found, rest[match.end() :]
    match = notation.AT_LEAST_OF.match(rest)
    if match is not None:
        return Comparator.AT_LEAST, f"{match['figure']} {match['words']}"
    match = notation.LIMIT_BEHIND.search(rest)
    if match is None or match.start() == 0:
        return None, rest
    before = rest[: match.start()]
    if match[0].strip().lower() == "min" and not before.endswith("%"):
        return None, rest  # "14.5 min" are minutes
    return (Comparator.AT_MOST if match["most"] else Comparator.AT_LEAST), before


def _withheld(text: str, quantity: Quantity, stated: Stated) -> bool:
    """Whether "<5" hides a small count; publications withhold counts below 3 to 10."""
    return (
        not stated.target
        and quantity.unit in (None, Unit.COUNT)
        and quantity.value in (3, 4, 5, 6, 7, 8, 10, 11)
        and quantity.quantum == 1
        and text.lstrip("* ").lower().startswith(("<", "less than", "fewer than"))
    )
