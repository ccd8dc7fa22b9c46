"""Figures of more than one number: times, shares, ranks, ranges, intervals."""

from __future__ import annotations

import re
from decimal import Decimal

from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.values import notation
from xlscorecard.values.doubt import DOUBT
from xlscorecard.values.figure import (
    counted,
    decimal_of,
    percent_sign,
    printed_pounds,
    scale_letter,
    scaled,
    signed,
    unit_behind_figure,
)
from xlscorecard.values.peeling import Peeled
from xlscorecard.values.period import parse_period
from xlscorecard.values.stated import Clock, Stated

_PRODUCT = re.compile(r"(\d{1,2})\s?[xX×*]\s?(\d{1,2})\s?=\s?(\d{1,3})")


def read_time(cell: Peeled, stated: Stated) -> Quantity | None:
    """ "00:04:35", "3h 25m", "58s" as seconds; "08:41" where header or title say of which clock."""
    match = notation.CLOCK.fullmatch(cell.rest)
    if match is None:
        if notation.CLOCK_OR_RATIO.fullmatch(cell.rest):
            return _two_parts(cell, stated.clock)
        alone = notation.SECONDS.fullmatch(cell.rest)
        if alone is not None:
            return _seconds(cell, int(alone["s"]), 1)
        match = notation.DURATION.fullmatch(cell.rest)
        if match is None or sum(part is not None for part in match.groups()) < 2:
            return None
    hours, minutes, seconds = (int(match[key] or 0) for key in "hms")
    printed_to = 60 if match["s"] is None else 1
    return _seconds(cell, hours * 3600 + minutes * 60 + seconds, printed_to)


def _two_parts(cell: Peeled, clock: Clock | None) -> Quantity:
    if clock is None:
        return cell.without_value(f"{DOUBT}{cell.rest} may be a time or a ratio")
    large, small = (int(part) for part in cell.rest.split(":"))
    if small >= 60:
        return cell.without_value(f"{DOUBT}{cell.rest} is no time of the clock")
    unit = 60 if clock is Clock.HOURS else 1
    return _seconds(cell, (large * 60 + small) * unit, unit)


def read_product(cell: Peeled) -> Quantity | None:
    """ "4 x 5 = 20", a risk's likelihood, impact and score, as the score."""
    match = _PRODUCT.fullmatch(cell.rest)
    if match is None:
        return None
    one, other, score = (int(part) for part in match.groups())
    if one * other != score:
        return cell.without_value(f"{DOUBT}{one} times {other} is not {score}")
    return Quantity(
        value=Decimal(score), note=cell.noted(f"{one} x {other}").note, quantum=Decimal(1)
    )


def _seconds(cell: Peeled, seconds: int, printed_to: int) -> Quantity:
    return Quantity(
        value=Decimal(seconds),
        note=cell.noted(f"seconds, printed {cell.rest}").note,
        quantum=Decimal(printed_to),
        period=cell.period,
    )


def read_share(cell: Peeled) -> Quantity | None:
    """ "412 of 485": the count, its base in the note. "4.2 / 5": the score. "1 in 4": the ratio.
    "27th": a rank."""
    match = notation.OUT_OF.fullmatch(cell.rest)
    if match:
        unit = Unit.SCORE if "." in match["part"] else Unit.COUNT  # "4.5 out of 5"
        return _unscaled(cell.noted(f"of {match['whole']}"), match["part"], unit)
    match = notation.SCORE_OF.fullmatch(cell.rest)
    if match and Decimal(match["part"]) <= int(match["whole"]):
        return _unscaled(cell.noted(f"of {match['whole']}"), match["part"], Unit.SCORE)
    match = notation.ONE_IN.fullmatch(cell.rest)
    if match and int(match["whole"]) > 0:
        ratio = (Decimal(1) / int(match["whole"])).quantize(Decimal("0.000001")).normalize()
        note = cell.noted(cell.rest).note
        return Quantity(value=ratio, unit=Unit.RATIO, note=note, period=cell.period)
    match = notation.RANK.fullmatch(cell.rest)
    return _unscaled(cell.noted(f"rank {cell.rest}"), match["rank"], None) if match else None


def _unscaled(cell: Peeled, number: str, unit: Unit | None) -> Quantity:
    value, exponent = decimal_of(number)
    quantum = Decimal((0, (1,), exponent))
    return Quantity(value=value, unit=unit, note=cell.note, quantum=quantum, period=cell.period)


def read_range(cell: Peeled, stated: Stated) -> Quantity | None:
    """ "59-63%", "£1-2m", "between 5 and 10 days"."""
    match = notation.RANGE.fullmatch(cell.rest)
    if match is None or (match["by"].lower() == "and") is not bool(match["between"]):
        return None
    if not stated.target and parse_period(cell.rest) is not None:
        return None
    unit_behind, note = unit_behind_figure(match["rest"].strip())
    if match["rest"].strip() and unit_behind is None and note is None:
        return None
    low = notation.FIGURE.fullmatch(match["low"].strip())
    high = notation.FIGURE.fullmatch(match["high"].strip())
    if low is None or high is None:
        return None
    percent = percent_sign(low) or percent_sign(high)
    pound = bool(low["pound"] or high["pound"])
    if (percent and pound) or (percent and unit_behind):
        return None
    if unit_behind:
        stated = Stated(unit_behind)
    if percent:
        stated = Stated(Unit.PERCENT)
    # The scale behind the last figure holds for the first too, a £ at either end for both.
    of_low = "" if percent else scale_letter(low) or scale_letter(high)
    of_high = "" if percent else scale_letter(high)
    first, doubt_of_first = _end_of_range(low, of_low, pound, stated)
    last, doubt_of_last = _end_of_range(high, of_high, pound, stated)
    cell = cell.noted(*dict.fromkeys(doubt for doubt in (doubt_of_first, doubt_of_last) if doubt))
    if first.value is None or last.value is None or first.value > last.value:
        return cell.without_value(f"{DOUBT}the range {cell.rest} runs backwards")
    if note:
        cell = cell.noted(note)
    return Quantity(
        low=first.value,
        high=last.value,
        unit=last.unit,
        note=cell.note,
        quantum=min(end.quantum for end in (first, last) if end.quantum is not None),
        period=cell.period,
    )


def _end_of_range(
    figure: re.Match[str], suffix: str, pound: bool, stated: Stated
) -> tuple[Quantity, str | None]:
    """One end of a range, and a doubt about its scale."""
    unit, scale = stated.unit, stated.scale
    doubt: str | None = None
    if suffix:
        unit = Unit.GBP if pound or unit is Unit.GBP else counted(unit)
        scale = notation.SCALES[suffix]
    elif pound:
        scale, doubt = printed_pounds(unit, scale, decimal_of(figure["number"])[1])
        unit = Unit.GBP
    return signed(figure, unit, scale), doubt


def interval_alone(match: re.Match[str], unit: Unit | None) -> Quantity:
    """ "95% CI 82-88" (a match of ``notation.INTERVAL``): it is all that the cell says."""
    low, low_exponent = decimal_of(match["low"])
    high, high_exponent = decimal_of(match["high"])
    quantum = Decimal((0, (1,), min(low_exponent, high_exponent)))
    unit = Unit.PERCENT if match["percent"] else unit
    return Quantity(low=low, high=high, unit=unit, note="confidence interval", quantum=quantum)


def band_around_zero(cell: Peeled, stated: Stated) -> Quantity | None:
    """ "±5%" as a target: a band around nothing."""
    match = notation.PLUS_MINUS_ALONE.fullmatch(cell.rest)
    if match is None:
        return None
    margin, exponent = decimal_of(match["margin"])
    unit = Unit.PERCENT if match["percent"] else stated.unit
    scale = 1 if match["percent"] else stated.scale
    return Quantity(
        low=scaled(margin.copy_negate(), scale),
        high=scaled(margin, scale),
        unit=unit,
        note=cell.note,
        quantum=scaled(Decimal((0, (1,), exponent)), scale),
        period=cell.period,
    )
