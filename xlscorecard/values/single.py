"""One figure with a name before it and words behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.values import notation
from xlscorecard.values.figure import (
    counted,
    decimal_of,
    is_bare,
    is_sound,
    percent_sign,
    printed_pounds,
    scale_letter,
    shorthand,
    signed,
    unit_behind_figure,
)
from xlscorecard.values.peeling import Behind, Peeled, words_behind
from xlscorecard.values.stated import Stated
from xlscorecard.values.words import parse_rag

_UNSIGNED = re.compile(r"^[-−]\s")


def read_single(cell: Peeled, stated: Stated) -> Quantity | None:
    """ "£3.1m", "YTD (443)", "circa 5 days": one figure, its name and remark in the note."""
    rest, name = cell.rest, ""
    match = notation.CIRCA.match(rest)
    if match:
        cell = cell.noted("circa")
        rest = rest[match.end() :]
    else:
        match = notation.NAMED.match(rest)
        if match:
            name = match["name"].strip(" -")
            rest = rest[match.end() :].lstrip()
    figure = notation.FIGURE.match(rest)
    if figure is None or not is_sound(figure) or not _introduces(name, figure):
        return None
    if name and not _signed_by_name(name, figure):
        if parse_rag(name) is None:
            return None  # "Yes (85%)", "Change - 3.2%": a remark's bracket and dash, or a sign
        rest = _UNSIGNED.sub("", rest.strip("()"))
        figure = notation.FIGURE.match(rest)
        if figure is None or figure.end() < len(rest):
            return None
    tail = rest[figure.end() :]
    behind = _behind(tail, rest[figure.end() - 1])
    cell = cell.dated(behind.period)
    if behind.note and notation.CHANGE_BEHIND.match(behind.note):
        return Quantity(relative=cell.text) if stated.target else cell.without_value(cell.text)
    if not behind.readable or (is_bare(figure) and notation.MONTH_BEHIND.match(tail)):
        return None
    if behind.note and _names_no_figure(figure, behind.note):
        return None
    cell = cell.noted(*(part for part in (name, behind.note) if part))
    quantity = _quantity(cell, figure, name, behind.unit, tail, stated)
    under = any(map(notation.UNDERSPENT.fullmatch, cell.notes))
    under = under or (quantity.unit is Unit.GBP and "U" in cell.notes)  # O/(U)
    if quantity.value is not None and under:
        return replace(quantity, value=quantity.value.copy_abs().copy_negate())
    return quantity


def _behind(tail: str, last: str) -> Behind:
    """What stands behind a figure that ends with ``last``: stuck to it, or in words."""
    if not (tail and tail[0].isalpha() and last != " "):
        return words_behind(tail)
    unit, note = unit_behind_figure(tail)
    note = note or shorthand(tail)
    if note is None and notation.STUCK_UNIT.fullmatch(tail.strip(" .")):
        note = tail.strip()
    return Behind(unit, note, readable=unit is not None or note is not None)


def _introduces(name: str, figure: re.Match[str]) -> bool:
    """Whether words before a figure name it ("med £411") or make it a label ("Page 4")."""
    if not name:
        return True
    if notation.JOINING.fullmatch(name):
        return False
    if figure["pound"] or percent_sign(figure) or scale_letter(figure) or figure["open"]:
        return True
    if "." in figure["number"] or "," in figure["number"]:
        return True
    return notation.NAMING.fullmatch(name) is not None or bool(notation.QUALIFYING.fullmatch(name))


def _names_no_figure(figure: re.Match[str], note: str) -> bool:
    """Whether words behind a figure make it none, or leave its sign open: "6 monthly",
    "2024 survey", "3.1 CR"."""
    dated = notation.A_YEAR.fullmatch(figure[0].strip()) and notation.OF_A_YEAR.match(note)
    return bool(dated or notation.REPORTED.match(note) or notation.CREDIT.fullmatch(note))


def _signed_by_name(name: str, figure: re.Match[str]) -> bool:
    """Whether a minus or an accounting bracket behind a name is a sign ("YTD (443)",
    "med -0.4"): a bracket behind other words may hold a remark's figure, and a dash between
    spaces may part the name from it."""
    known = notation.NAMING.fullmatch(name) or notation.QUALIFYING.fullmatch(name)
    if (figure["open"] or figure["open2"]) and not figure["pound"]:
        return bool(known or notation.UNDERSPENT.fullmatch(name)) and parse_rag(name) is None
    return not re.match(r"[-−]\s", figure[0])


def _quantity(
    cell: Peeled,
    figure: re.Match[str],
    name: str,
    unit_behind: Unit | None,
    tail: str,
    stated: Stated,
) -> Quantity:
    """The figure in its unit and scale: the cell's own come before the header's."""
    percent, suffix = percent_sign(figure), scale_letter(figure)
    unit, scale = stated.unit, stated.scale
    if percent and figure["pound"] and "%" not in percent:
        return replace(
            signed(figure, Unit.GBP, 1), note=cell.noted(percent).note, period=cell.period
        )  # "£45.20pp" is for each person
    if percent:
        unit, scale = Unit.PERCENT, notation.SCALES[suffix] if suffix else 1
        points = percent.lower().replace("centage", "").removeprefix("pct")
        if "p" in points and "cent" not in points:
            cell = cell.noted("percentage points")
    elif suffix:
        scale = notation.SCALES[suffix]
        unit = Unit.GBP if figure["pound"] or unit is Unit.GBP else counted(unit)
    elif figure["pound"]:
        if name and not notation.QUALIFYING.fullmatch(name):
            scale = 1
        scale, doubt = printed_pounds(unit, scale, decimal_of(figure["number"])[1])
        if doubt:
            cell = cell.noted(doubt)
        unit = Unit.GBP
    elif unit_behind is not None:
        scale = 1
    elif notation.TIME_WORDS.match(tail.strip()):
        unit, scale = None, 1
    if unit_behind is not None and not percent and not figure["pound"]:
        unit = unit_behind
    return replace(signed(figure, unit, scale), note=cell.note, period=cell.period)
