"""Remarks about a figure, taken off one by one until the figure is left: markers, bases,
intervals, bracketed remarks, periods."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.values import notation
from xlscorecard.values.figure import (
    LONGEST_REMARK,
    is_percentage,
    shorthand,
    unit_behind_figure,
)
from xlscorecard.values.period import parse_period

_MOST_WORDS = 5
# What a share is of may take more words ("2.0% of gross rent for the year").
_MOST_WORDS_OF = 9
_MOST_REMARKS = 5
_BY_YEAR = re.compile(r"by (?:the end of )?(?:19|20)\d\d", re.IGNORECASE)
_FRACTION = re.compile(r"(?P<part>\d{1,9})\s?(?:/|of|out of)\s?(?P<whole>\d{1,9})")
_PERCENTAGE = re.compile(r"(?P<value>\d{1,3}(?:\.(?P<decimals>\d+))?)\s?%")
_RUN_TOGETHER = re.compile(r"\b(Q[1-4])(?=\d\d/\d\d)")


@dataclass(frozen=True, slots=True)
class Peeled:
    """A cell's text, what is left of it to read, and what was taken off so far."""

    text: str
    rest: str
    notes: tuple[str, ...] = ()
    period: str | None = None

    @property
    def note(self) -> str | None:
        """All remarks as a Quantity's note; None without any."""
        return "; ".join(self.notes) or None

    def left(self, rest: str) -> Peeled:
        """The same with other text left to read."""
        return replace(self, rest=rest)

    def noted(self, *notes: str) -> Peeled:
        """The same with remarks more."""
        return replace(self, notes=(*self.notes, *notes))

    def dated(self, period: str | None) -> Peeled:
        """The same with its period, unless it has one."""
        return replace(self, period=self.period or period)

    def without_value(self, note: str) -> Quantity:
        """No value, and a note that says why beside the remarks."""
        return Quantity(note=self.noted(note).note, period=self.period)


class Behind(NamedTuple):
    """What the words behind a figure are: its unit, a remark, its period."""

    unit: Unit | None = None
    note: str | None = None
    readable: bool = True
    period: str | None = None


def peel(text: str, unit: Unit | None) -> Peeled:
    """Take off markers, arrows, bases, intervals, bracketed remarks and a leading period.
    ``unit`` is what the header says."""
    cell = Peeled(text, notation.SYMBOLS_AROUND.sub("", text).strip())
    match = notation.TRIANGLE_SIGN.match(text)
    if match:
        cell = cell.noted(f"{match[0]} before the figure")
    match = notation.SHORTHAND_BEFORE.match(cell.rest)
    if match and (known := shorthand(match["inside"])):
        cell = cell.left(cell.rest[match.end() :]).noted(known)
    match = notation.MARKERS.search(cell.rest)
    if match:
        cell = _without_footnote(cell, match)
    match = notation.STUCK_FOOTNOTE.search(cell.rest)
    if match:
        cell = cell.left(cell.rest[: match.end("sign")]).noted(f"footnote {match['digit']}")
    for _ in range(_MOST_REMARKS):
        shorter = _without_end(cell, unit)
        if shorter is cell:
            break
        cell = shorter
    match = notation.PERIOD_BEFORE.match(cell.rest)
    if match:
        named = match["period"].strip(" :=-()")
        cell = cell.left(cell.rest[match.end() :]).noted(named).dated(parse_period(named))
    return cell.left(cell.rest.strip())


def _without_footnote(cell: Peeled, match: re.Match[str]) -> Peeled:
    rest = (cell.rest[: match.start()] + cell.rest[match.end() :]).strip()
    return cell.left(rest).noted(f"footnote {match['marks'].translate(notation.SUPERSCRIPTS)}")


def _without_end(cell: Peeled, unit: Unit | None) -> Peeled:
    """Without one remark behind the figure; the cell itself where there is none."""
    rest = cell.rest
    for pattern in (notation.BASE, notation.PLUS_MINUS, notation.INTERVAL):
        match = pattern.search(rest)
        if match and notation.DIGIT.search(rest[: match.start()]):
            text = match["text"].strip()
            note = f"±{text}" if pattern is notation.PLUS_MINUS else text
            return cell.left(rest[: match.start()].strip()).noted(note)
    match = notation.BRACKETED.search(rest)
    if match and notation.DIGIT.search(rest[: match.start()]):
        head = rest[: match.start()].strip()
        inside = match["inside"].strip()
        if unit is Unit.PERCENT and "%" not in head and is_percentage(inside):
            # "412 (85%)" of a percentage: the figure that counts is in the brackets.
            return cell.left(inside).noted(head)
        if scaled := _scaled(head, inside):
            return cell.left(scaled)
        if _completes(head, inside):
            return cell.left(f"{head}{'' if len(inside) < 3 else ' '}{inside}")  # "17 (days)"
        if _is_share(head, inside):
            return cell.left(head).noted(inside)  # "92% (12/13)" counts, and names no year
        if unit is not Unit.COUNT and _is_share(inside, head):
            return cell.left(inside).noted(head)  # "8 of 9 (88.9%)": the same the other way
        return _remarked(cell.left(head), inside, match["bracket"] == "[")
    match = notation.END_MARKERS.search(rest)
    return _without_footnote(cell, match) if match else cell


def _remarked(cell: Peeled, inside: str, square: bool) -> Peeled:
    """With a bracket's remark: a qualifier, a period, a footnote's number."""
    if not inside:
        return cell
    short = shorthand(inside)
    if short:
        return cell.noted(short)
    numbered = notation.NOTE_NUMBER.fullmatch(inside)
    if numbered and (square or numbered["number"]):
        return cell.noted(f"footnote {numbered['number'] or numbered['bare']}")
    period = parse_period(inside)
    if period is not None and not period.startswith("Period"):
        cell = cell.dated(period)
    return cell.noted(_RUN_TOGETHER.sub(r"\1 ", inside))


# "2,500 (in thousands)", "2,500 (£000)", "£2,500 (000s)": pounds are in the thousands that they
# are printed with, counts in those that are written out.
_SCALE = re.compile(
    r"(?:£\s?(?P<pounds>'?000'?s?|k|m|bn|thousands?|millions?)|'?(?P<noughts>000)'?s?|"
    r"(?:in )?(?P<words>thousands|millions))",
    re.IGNORECASE,
)


def _scaled(head: str, inside: str) -> str:
    """The figure with the scale that a bracket behind it states; "" where it states none."""
    match = _SCALE.fullmatch(inside)
    if match is None or not head[-1].isdigit():
        return ""
    if match["noughts"] and head[0] != "£":
        return ""
    scale = match["words"] or match["pounds"] or match["noughts"]
    word = "thousand" if "000" in scale else scale
    pound = "£" if match["pounds"] and head[0] != "£" else ""
    return f"{pound}{head} {word}"


def _completes(head: str, inside: str) -> bool:
    """Whether a bracket holds the unit or the scale of the bare figure before it: "17 (days)",
    "85 (%)", "£1.2 (m)"."""
    if not head[-1].isdigit():
        return False
    if inside == "%" or (head[0] == "£" and inside.lower() in {"k", "m", "mn", "bn"}):
        return True
    unit, _ = unit_behind_figure(inside)
    return unit is not None and inside.isalpha() and len(inside) > 2


def _is_share(head: str, inside: str) -> bool:
    """Whether a bracket holds the numerator and denominator of the percentage before it."""
    share = _FRACTION.fullmatch(inside)
    percent = _PERCENTAGE.fullmatch(head)
    if share is None or percent is None or not int(share["whole"]):
        return False
    places = len(percent["decimals"] or "")
    worked = Decimal(100 * int(share["part"])) / int(share["whole"])
    return abs(worked - Decimal(percent["value"])) <= Decimal(1).scaleb(-places) / 2


def words_behind(tail: str) -> Behind:
    """What the words behind a figure say, and whether they can be read so."""
    words = tail.strip(" .,;:")
    if not words:
        return Behind()
    unit, note = unit_behind_figure(words)
    if unit is not None or note is not None:
        return Behind(unit, note)
    if _BY_YEAR.fullmatch(words):
        return Behind(note=words)  # "50% by 2020": of which year is not said
    dates_off = notation.DATE_PARTS.sub(" ", words)
    if dates_off != words and not notation.DIGIT.search(dates_off):
        period = parse_period(words)
        named = None if period is None or period.startswith("Period") else period
        remark = _RUN_TOGETHER.sub(r"\1 ", words)
        return Behind(None, remark, len(words) <= LONGEST_REMARK, named)
    short = shorthand(words)
    if short:
        return Behind(note=short)
    remark = words.strip(" -()")
    most = _MOST_WORDS_OF if words.startswith("of ") else _MOST_WORDS
    short_enough = len(words) <= LONGEST_REMARK and len(remark.split()) <= most
    figures = notation.DIGIT.search(notation.WITH_DIGITS.sub(" ", words))
    if figures or not short_enough or not remark[:1].isalpha():
        return Behind(readable=False)
    return Behind(note=remark, readable=words[0] not in "/+£%")
