"""One cell on its way to a Quantity: remarks are peeled off until one figure is left."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from xlscorecard.model.scorecard import Comparator, Quantity, Status, Unit
from xlscorecard.values import notation
from xlscorecard.values.doubt import DOUBT, doubtful
from xlscorecard.values.figure import (
    LONGEST_REMARK,
    counted,
    decimal_of,
    is_bare,
    is_percentage,
    is_sound,
    percent_sign,
    printed_pounds,
    scale_letter,
    scaled,
    shorthand,
    signed,
    unit_behind_figure,
)
from xlscorecard.values.period import MONTH_NAMES, parse_period
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag

_MOST_WORDS = 5
# A figure with all its remarks is below 100 letters; a longer text is prose, and the patterns
# take time by the square of its length.
_LONGEST = 1_000
_FRACTION = re.compile(r"(?P<part>\d{1,9})\s?(?:/|of|out of)\s?(?P<whole>\d{1,9})")
_PERCENTAGE = re.compile(r"(?P<value>\d{1,3}(?:\.(?P<decimals>\d+))?)\s?%")
_UNSIGNED = re.compile(r"^[-−]\s")
_RUN_TOGETHER = re.compile(r"\b(Q[1-4])(?=\d\d/\d\d)")
_DUE_DATE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s*-?\s*(?P<year>(?:20)?\d\d)\b(?!\s?[/-]\s?\d)"
)


class Clock(StrEnum):
    """What the two parts of a time such as "08:41" are."""

    MINUTES = "minutes and seconds"
    HOURS = "hours and minutes"


class Reading:
    """One cell on its way to a Quantity: remarks are peeled off until one figure is left."""

    __slots__ = ("clock", "notes", "period", "rest", "scale", "target", "text", "unit")

    def __init__(
        self, text: str, unit: Unit | None, scale: int, target: bool, clock: Clock | None = None
    ) -> None:
        self.clock = clock
        self.text = text
        self.rest = text
        self.unit = unit
        self.scale = scale
        self.target = target
        self.notes: list[str] = []
        self.period: str | None = None

    def quantity(self) -> Quantity:
        status = parse_status(self.text)
        if status is not None:
            return self._absent(status)
        if not notation.DIGIT.search(self.text):
            return self._words()
        if len(self.text) > _LONGEST:
            return self._unread()
        doubt = doubtful(self.text)
        if doubt is not None:
            return self._none(DOUBT + doubt)
        if self._is_date():
            return self._none(self.text)
        interval = notation.INTERVAL.fullmatch(self.text)
        if interval:
            return self._interval(interval)
        self._peel()
        return (
            self._towards()
            or self._relative()
            or self._around_zero()
            or self._limit()
            or self._figure()
            or self._unread()
        )

    # -- no figure ---------------------------------------------------------------------

    def _absent(self, status: Status) -> Quantity:
        note: str | None = None
        if status is Status.DUE and len(self.text) > 3:
            note = _due_note(self.text)
        elif len(self.text) > 14 or self.text[0] == "#" or notation.DIGIT.search(self.text):
            note = self.text
        return Quantity(status=status, note=note)

    def _words(self) -> Quantity:
        lowered = self.text.lower().strip(" .")
        if lowered == "[low]":
            return Quantity(note=notation.SHORTHAND["low"])
        if lowered in {"nil", "zero", "nought"}:
            return Quantity(value=Decimal(0), unit=self.unit, quantum=Decimal(1), note=self.text)
        surely = notation.SURELY_RELATIVE.match(self.text)
        if surely or (self.target and notation.RELATIVE.match(self.text)):
            return Quantity(relative=self.text)
        doubt = doubtful(self.text)
        if doubt is not None:
            return self._none(DOUBT + doubt)
        # "NHS Data" says where the figure is; other words may be an owner's name, which is
        # not ours to publish in a note.
        return Quantity(note=self.text if lowered.endswith(" data") else None)

    def _none(self, note: str) -> Quantity:
        self.notes.append(note)
        return Quantity(note=self._note(), period=self.period)

    def _unread(self) -> Quantity:
        if len(notation.ANY_FIGURE.findall(self.rest)) > 1:
            return Quantity(note=f"more than one figure in the cell: {self.text}")
        return Quantity(note=self.text)

    def _note(self) -> str | None:
        return "; ".join(self.notes) or None

    def _is_date(self) -> bool:
        """Whether the cell is a date or a period. "16-17" in a target column is a range."""
        if notation.DATE_ONLY.fullmatch(self.text) is None:
            return False
        if self.target and notation.YEARS_WITH_HYPHEN.fullmatch(self.text):
            return False
        return parse_period(self.text, year="2000/01") is not None

    # -- peeling -----------------------------------------------------------------------

    def _peel(self) -> None:
        """Take off markers, arrows, bases, intervals, bracketed remarks, a leading period."""
        match = notation.TRIANGLE_SIGN.match(self.rest)
        if match:
            self.notes.append(f"{match[0]} before the figure")
        rest = notation.SYMBOLS_AROUND.sub("", self.rest).strip()
        match = notation.MARKERS.search(rest)
        if match:
            rest = self._footnote(rest, match)
        match = notation.STUCK_FOOTNOTE.search(rest)
        if match:
            self.notes.append(f"footnote {match['digit']}")
            rest = rest[: match.end("sign")]
        for _ in range(5):
            shorter = self._peel_end(rest)
            if shorter == rest:
                break
            rest = shorter
        match = notation.PERIOD_BEFORE.match(rest)
        if match:
            named = match["period"].strip(" :=-")
            self.notes.append(named)
            self.period = self.period or parse_period(named)
            rest = rest[match.end() :]
        self.rest = rest.strip()

    def _footnote(self, rest: str, match: re.Match[str]) -> str:
        self.notes.append(f"footnote {match['marks'].translate(notation.SUPERSCRIPTS)}")
        return (rest[: match.start()] + rest[match.end() :]).strip()

    def _peel_end(self, rest: str) -> str:
        for pattern in (notation.BASE, notation.PLUS_MINUS, notation.INTERVAL):
            match = pattern.search(rest)
            if match and notation.DIGIT.search(rest[: match.start()]):
                text = match["text"].strip()
                self.notes.append(f"±{text}" if pattern is notation.PLUS_MINUS else text)
                return rest[: match.start()].strip()
        match = notation.BRACKETED.search(rest)
        if match and notation.DIGIT.search(rest[: match.start()]):
            head = rest[: match.start()].strip()
            inside = match["inside"].strip()
            if self.unit is Unit.PERCENT and "%" not in head and is_percentage(inside):
                # "412 (85%)" of a percentage: the figure that counts is in the brackets.
                self.notes.append(head)
                return inside
            if _is_share(head, inside):
                self.notes.append(inside)  # "92% (12/13)" counts, and names no year
            else:
                self._remark(inside, match["bracket"] == "[")
            return head
        match = notation.END_MARKERS.search(rest)
        return self._footnote(rest, match) if match else rest

    def _remark(self, inside: str, square: bool) -> None:
        """A remark beside the figure: a qualifier, a period, a footnote's number."""
        if not inside:
            return
        short = shorthand(inside)
        if short:
            self.notes.append(short)
            return
        numbered = notation.NOTE_NUMBER.fullmatch(inside)
        if numbered and (square or numbered["number"]):
            self.notes.append(f"footnote {numbered['number'] or numbered['bare']}")
            return
        period = parse_period(inside)
        if period is not None and self.period is None and not period.startswith("Period"):
            self.period = period
        self.notes.append(_RUN_TOGETHER.sub(r"\1 ", inside))

    # -- targets in words ----------------------------------------------------------------

    def _towards(self) -> Quantity | None:
        """ "Maintain at 85%", "Reduce to 5%": the figure, the verb as note or limit."""
        match = notation.TOWARDS.match(self.rest)
        if match is None:
            return None
        verb = match["verb"].lower()
        stays = verb in {"maintain", "sustain", "hold"}
        behind = self.rest[match.end() :]
        if parse_period(behind) is not None or not (stays or match["to"]):
            return None
        before = self.rest
        self.rest = behind
        quantity = self._figure()
        if quantity is None or not quantity.numeric:
            self.rest = before
            return None
        note = "; ".join(part for part in (before[: match.end()].strip(), quantity.note) if part)
        if stays or quantity.value is None:
            return replace(quantity, note=note)
        upwards = verb in {"increase", "improve", "raise"}
        return replace(
            quantity, note=note, comparator=Comparator.AT_LEAST if upwards else Comparator.AT_MOST
        )

    def _relative(self) -> Quantity | None:
        """ "Maintain 16/17", "Improve on 2011/12": a target that points at another figure."""
        if notation.SURELY_RELATIVE.match(self.rest) or (
            self.target
            and notation.RELATIVE.match(self.rest)
            and not any(pattern.match(self.rest) for pattern, _ in notation.COMPARATORS)
        ):
            return Quantity(relative=self.text)
        return None

    # -- limits, ranges, figures -------------------------------------------------------

    def _interval(self, match: re.Match[str]) -> Quantity:
        """ "95% CI 82-88" alone: the interval is all that the cell says."""
        low, low_exponent = decimal_of(match["low"])
        high, high_exponent = decimal_of(match["high"])
        unit = Unit.PERCENT if match["percent"] else self.unit
        quantum = Decimal((0, (1,), min(low_exponent, high_exponent)))
        note = "confidence interval"
        return Quantity(low=low, high=high, unit=unit, note=note, quantum=quantum)

    def _around_zero(self) -> Quantity | None:
        """ "±5%" as a target: a band around nothing."""
        match = notation.PLUS_MINUS_ALONE.fullmatch(self.rest)
        if match is None:
            return None
        margin, exponent = decimal_of(match["margin"])
        unit = Unit.PERCENT if match["percent"] else self.unit
        scale = 1 if match["percent"] else self.scale
        return Quantity(
            low=scaled(margin.copy_negate(), scale),
            high=scaled(margin, scale),
            unit=unit,
            note=self._note(),
            quantum=scaled(Decimal((0, (1,), exponent)), scale),
            period=self.period,
        )

    def _limit(self) -> Quantity | None:
        rest = self.rest
        comparator: Comparator | None = None
        for pattern, found in notation.COMPARATORS:
            match = pattern.match(rest)
            if match:
                comparator, rest = found, rest[match.end() :]
                break
        else:
            match = notation.LIMIT_BEHIND.search(rest)
            if match and match.start() > 0:
                comparator = Comparator.AT_MOST if match["most"] else Comparator.AT_LEAST
                rest = rest[: match.start()]
                if match[0].strip().lower() == "min" and not rest.endswith("%"):
                    comparator = None  # "14.5 min" are minutes
        if comparator is None:
            return None
        before, self.rest = self.rest, rest.strip()
        quantity = self._figure()
        if quantity is None or quantity.value is None:
            self.rest = before
            return None
        if comparator is Comparator.LESS and self._withheld(quantity):
            return replace(
                quantity,
                value=None,
                high=quantity.value,
                comparator=comparator,
                status=Status.SUPPRESSED,
            )
        return replace(quantity, comparator=comparator)

    def _withheld(self, quantity: Quantity) -> bool:
        """Whether "<5" hides a small count; publications withhold counts below 3 to 10."""
        return (
            not self.target
            and quantity.unit in (None, Unit.COUNT)
            and quantity.value in (3, 4, 5, 6, 7, 8, 10, 11)
            and quantity.quantum == 1
            and self.text.lstrip("* ").lower().startswith(("<", "less than", "fewer than"))
        )

    def _figure(self) -> Quantity | None:
        return self._time() or self._share() or self._range() or self._single()

    def _time(self) -> Quantity | None:
        match = notation.CLOCK.fullmatch(self.rest)
        if match is None:
            if notation.CLOCK_OR_RATIO.fullmatch(self.rest) and self.clock is not None:
                return self._clock(self.clock)
            if notation.CLOCK_OR_RATIO.fullmatch(self.rest):
                return self._none(f"{DOUBT}{self.rest} may be a time or a ratio")
            match = notation.DURATION.fullmatch(self.rest)
            if match is None or sum(part is not None for part in match.groups()) < 2:
                return None
        hours, minutes, seconds = (int(match[key] or 0) for key in "hms")
        self.notes.append(f"seconds, printed {self.rest}")
        return Quantity(
            value=Decimal(hours * 3600 + minutes * 60 + seconds),
            note=self._note(),
            quantum=Decimal(60 if match["s"] is None else 1),
            period=self.period,
        )

    def _clock(self, clock: Clock) -> Quantity:
        """ "08:41" where title or header says that it is minutes and seconds."""
        large, small = (int(part) for part in self.rest.split(":"))
        unit = 60 if clock is Clock.HOURS else 1
        if small >= 60:
            return self._none(f"{DOUBT}{self.rest} is no time of the clock")
        self.notes.append(f"seconds, printed {self.rest}")
        return Quantity(
            value=Decimal((large * 60 + small) * unit),
            note=self._note(),
            quantum=Decimal(unit),
            period=self.period,
        )

    def _share(self) -> Quantity | None:
        """ "412 of 485": the count, its base in the note. "1 in 4": the ratio. "27th": a rank."""
        match = notation.OUT_OF.fullmatch(self.rest)
        if match:
            self.notes.append(f"of {match['whole']}")
            unit = Unit.SCORE if "." in match["part"] else Unit.COUNT  # "4.5 out of 5"
            return self._made(*decimal_of(match["part"]), unit, 1)
        match = notation.ONE_IN.fullmatch(self.rest)
        if match and int(match["whole"]) > 0:
            self.notes.append(self.rest)
            ratio = (Decimal(1) / int(match["whole"])).quantize(Decimal("0.000001")).normalize()
            return Quantity(value=ratio, unit=Unit.RATIO, note=self._note(), period=self.period)
        match = notation.RANK.fullmatch(self.rest)
        if match:
            self.notes.append(f"rank {self.rest}")
            return self._made(Decimal(match["rank"]), 0, None, 1)
        return None

    def _range(self) -> Quantity | None:
        match = notation.RANGE.fullmatch(self.rest)
        if match is None or (match["by"].lower() == "and") is not bool(match["between"]):
            return None
        if not self.target and parse_period(self.rest) is not None:
            return None
        unit_behind, note = unit_behind_figure(match["rest"].strip())
        if match["rest"].strip() and unit_behind is None and note is None:
            return None
        low = notation.FIGURE.fullmatch(match["low"].strip())
        high = notation.FIGURE.fullmatch(match["high"].strip())
        if low is None or high is None:
            return None
        # "£1-2m", "59-63%": the £ before the first and the scale and % behind the second
        # figure hold for both.
        percent = percent_sign(low) or percent_sign(high)
        pound = bool(low["pound"] or high["pound"])
        suffix = (scale_letter(high), scale_letter(low) or scale_letter(high))
        if (percent and pound) or (percent and unit_behind):
            return None
        ends = []
        for figure, own in ((low, suffix[1]), (high, suffix[0])):
            unit, scale = unit_behind or self.unit, 1 if unit_behind else self.scale
            if percent:
                unit, scale = Unit.PERCENT, 1
            elif own:
                unit = Unit.GBP if pound or unit is Unit.GBP else counted(unit)
                scale = notation.SCALES[own]
            elif pound:
                scale, doubt = printed_pounds(unit, scale, decimal_of(figure["number"])[1])
                if doubt and doubt not in self.notes:
                    self.notes.append(doubt)
                unit = Unit.GBP
            ends.append(signed(figure, unit, scale))
        first, last = ends
        if first.value is None or last.value is None or first.value > last.value:
            return self._none(f"{DOUBT}the range {self.rest} runs backwards")
        if note:
            self.notes.append(note)
        return Quantity(
            low=first.value,
            high=last.value,
            unit=last.unit,
            note=self._note(),
            quantum=min(end.quantum for end in ends if end.quantum is not None),
            period=self.period,
        )

    def _single(self) -> Quantity | None:
        rest, name = self.rest, ""
        match = notation.CIRCA.match(rest)
        if match:
            self.notes.append("circa")
            rest = rest[match.end() :]
        else:
            match = notation.NAMED.match(rest)
            if match:
                name = match["name"].strip(" -")
                rest = rest[match.end() :].lstrip()
        figure = notation.FIGURE.match(rest)
        if figure is None or not is_sound(figure) or not self._introduces(name, figure):
            return None
        if name and not self._signed_by_name(name, figure):
            if parse_rag(name) is None:
                return None  # "Yes (85%)", "Change - 3.2%": a remark's bracket and dash, or a sign
            rest = _UNSIGNED.sub("", rest.strip("()"))
            figure = notation.FIGURE.match(rest)
            if figure is None or figure.end() < len(rest):
                return None
        tail = rest[figure.end() :]
        if tail and tail[0].isalpha() and rest[figure.end() - 1] != " ":
            unit, note = unit_behind_figure(tail)
            note = note or shorthand(tail)
            if note is None and notation.STUCK_UNIT.fullmatch(tail.strip(" .")):
                note = tail.strip()
            readable = unit is not None or note is not None
        else:
            unit, note, readable = self._behind(tail)
        if note and notation.CHANGE_BEHIND.match(note):
            return Quantity(relative=self.text) if self.target else self._none(self.text)
        if not readable or (is_bare(figure) and notation.MONTH_BEHIND.match(tail)):
            return None
        if note and self._names_no_figure(figure, note):
            return None
        self.notes.extend(part for part in (name, note) if part)
        quantity = self._from_match(figure, unit, tail.strip(), name)
        said = (name, note or "", *self.notes)
        under = any(map(notation.UNDERSPENT.fullmatch, said))
        under = under or (quantity.unit is Unit.GBP and "U" in said)  # O/(U)
        if quantity.value is not None and under:
            return replace(quantity, value=quantity.value.copy_abs().copy_negate())
        return quantity

    @staticmethod
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
        return notation.NAMING.fullmatch(name) is not None or bool(
            notation.QUALIFYING.fullmatch(name)
        )

    @staticmethod
    def _names_no_figure(figure: re.Match[str], note: str) -> bool:
        """Whether words behind a figure make it none, or leave its sign open: "6 monthly",
        "2024 survey", "3.1 CR"."""
        dated = notation.A_YEAR.fullmatch(figure[0].strip()) and notation.OF_A_YEAR.match(note)
        return bool(dated or notation.REPORTED.match(note) or notation.CREDIT.fullmatch(note))

    @staticmethod
    def _signed_by_name(name: str, figure: re.Match[str]) -> bool:
        """Whether a minus or an accounting bracket behind a name is a sign ("YTD (443)",
        "med -0.4"): a bracket behind other words may hold a remark's figure, and a dash between
        spaces may part the name from it."""
        known = notation.NAMING.fullmatch(name) or notation.QUALIFYING.fullmatch(name)
        if (figure["open"] or figure["open2"]) and not figure["pound"]:
            return bool(known or notation.UNDERSPENT.fullmatch(name)) and parse_rag(name) is None
        return not re.match(r"[-−]\s", figure[0])

    def _behind(self, tail: str) -> tuple[Unit | None, str | None, bool]:
        """Unit and remark after a figure, and whether the words can be read so."""
        words = tail.strip(" .,;:")
        if not words:
            return None, None, True
        unit, note = unit_behind_figure(words)
        if unit is not None or note is not None:
            return unit, note, True
        period = parse_period(words)
        dates_off = notation.DATE_PARTS.sub(" ", words)
        if dates_off != words and not notation.DIGIT.search(dates_off):
            if period is not None and not period.startswith("Period"):
                self.period = self.period or period
            return None, _RUN_TOGETHER.sub(r"\1 ", words), len(words) <= LONGEST_REMARK
        short = shorthand(words)
        if short:
            return None, short, True
        remark = words.strip(" -()")
        short_enough = len(words) <= LONGEST_REMARK and len(remark.split()) <= _MOST_WORDS
        figures = notation.DIGIT.search(notation.WITH_DIGITS.sub(" ", words))
        if figures or not short_enough or not remark[:1].isalpha():
            return None, None, False
        return None, remark, words[0] not in "/+£%"

    def _from_match(
        self, match: re.Match[str], unit_behind: Unit | None, tail: str, name: str
    ) -> Quantity:
        percent, suffix = percent_sign(match), scale_letter(match)
        unit, scale = self.unit, self.scale
        if percent:
            unit, scale = Unit.PERCENT, notation.SCALES[suffix] if suffix else 1
            if "p" in percent.lower() and "cent" not in percent.lower().replace("centage", ""):
                self.notes.append("percentage points")
        elif suffix:
            scale = notation.SCALES[suffix]
            unit = Unit.GBP if match["pound"] or unit is Unit.GBP else counted(unit)
        elif match["pound"]:
            if name and not notation.QUALIFYING.fullmatch(name):
                scale = 1
            scale, doubt = printed_pounds(unit, scale, decimal_of(match["number"])[1])
            if doubt:
                self.notes.append(doubt)
            unit = Unit.GBP
        elif unit_behind is not None:
            scale = 1
        elif tail and notation.TIME_WORDS.match(tail):
            unit, scale = None, 1
        if unit_behind is not None and not percent and not match["pound"]:
            unit = unit_behind
        made = signed(match, unit, scale)
        return replace(made, note=self._note(), period=self.period)

    def _made(self, digits: Decimal, exponent: int, unit: Unit | None, scale: int) -> Quantity:
        return Quantity(
            value=scaled(digits, scale),
            unit=unit,
            note=self._note(),
            quantum=scaled(Decimal((0, (1,), exponent)), scale),
            period=self.period,
        )


def _is_share(head: str, inside: str) -> bool:
    """Whether a bracket holds the numerator and denominator of the percentage before it."""
    share = _FRACTION.fullmatch(inside)
    percent = _PERCENTAGE.fullmatch(head)
    if share is None or percent is None or not int(share["whole"]):
        return False
    places = len(percent["decimals"] or "")
    worked = Decimal(100 * int(share["part"])) / int(share["whole"])
    return abs(worked - Decimal(percent["value"])) <= Decimal(1).scaleb(-places) / 2


def _due_note(text: str) -> str:
    """ "Due May -18" as "due May 2018"; other wording as printed."""
    period = parse_period(text)
    words = text[0].lower() + text[1:]
    match = _DUE_DATE.search(words)
    if period is None or match is None or not re.fullmatch(r"\d{4}-\d\d", period):
        return words
    month = MONTH_NAMES[int(period[5:]) - 1]
    return f"{words[: match.start()]}{month} {period[:4]}{words[match.end() :]}"
