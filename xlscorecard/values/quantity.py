"""A printed value -> Quantity: figures, ranges, limits and absences as council papers print
them. ``format_quantity`` is the inverse.

What the cell says wins over what the header says. Where a reading is in doubt there is no
value, and ``note`` says why: a missing value is better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from xlscorecard.model.scorecard import Comparator, Quantity, Status, Unit
from xlscorecard.values import notation
from xlscorecard.values.confusables import THIN_SPACES, fold_confusables, fold_punctuation
from xlscorecard.values.doubt import DOUBT, doubtful
from xlscorecard.values.formatting import format_quantity
from xlscorecard.values.period import parse_period
from xlscorecard.values.status import parse_status

__all__ = [
    "DOUBT",
    "PRINTED_POUNDS",
    "doubtful",
    "format_quantity",
    "parse_quantities",
    "parse_quantity",
]

# Said in a note where a whole number of pounds stands under a "£m" heading: such columns
# print decimals, so the cell's own £ is read as pounds (seed 003: "£53" per adult).
PRINTED_POUNDS = "read as pounds, not millions: printed £ without decimals under £m"

# Words after a figure that are more than its noun or a remark: a sentence, not a value.
_LONGEST_REMARK = 48
_MOST_WORDS = 5
_THIN_GROUPS = re.compile(rf"(?<=\d)[{THIN_SPACES}](?=\d{{3}}(?!\d))")
_RUN_TOGETHER = re.compile(r"\b(Q[1-4])(?=\d\d/\d\d)")
_DUE_DATE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s*-?\s*(?P<year>(?:20)?\d\d)\b(?!\s?[/-]\s?\d)"
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def parse_quantity(
    text: str, *, unit: Unit | None = None, scale: int = 1, target: bool = False
) -> Quantity:
    """What a cell says: a number, a range, a limit, or the reason for having none.

    ``unit`` and ``scale`` are what the column header or the title says ("£000": GBP, 1000)
    and hold only where the cell does not say otherwise: a cell with its own k, m or bn, its
    own %, or another unit is not scaled, nor are pounds that a word introduces ("med £411").
    "£44.5" under "£m" is millions; "£53", whole pounds with their sign under "£m", is read
    as pounds with the note ``PRINTED_POUNDS``.

    "<5" is a limit when ``target`` is true or a unit other than a count is known. In a value
    column it is a count that was withheld: status suppressed, comparator "<", ``high`` 5 and
    no value, so that nothing is lost and nothing is computed from it.

    A cell with more than one figure, or with a figure that is doubtful, has no value and
    a note. Words that are no status (an owner's name) give an empty Quantity. Durations in
    parts ("3h 25m", "00:04:35") are seconds, said in the note; "3 weeks" is 3, said likewise.
    """
    plain = notation.PLAIN.fullmatch(text)
    if plain is not None:
        return _plain(plain, unit, scale)
    cleaned = " ".join(_THIN_GROUPS.sub(",", fold_punctuation(fold_confusables(text))).split())
    if cleaned != text:
        plain = notation.PLAIN.fullmatch(cleaned)
        if plain is not None:
            return _plain(plain, unit, scale)
    if not cleaned:
        return Quantity(status=Status.BLANK)
    return _read(cleaned, unit, scale, target)


@lru_cache(maxsize=8192)
def _read(text: str, unit: Unit | None, scale: int, target: bool) -> Quantity:
    return _Reading(text, unit, scale, target).quantity()


def parse_quantities(text: str, units: tuple[Unit, ...]) -> tuple[Quantity, ...]:
    """The figures of a cell that holds one for each of ``units``: "100.87/14.3" under a title
    with "(FTE / %)" (see ``units_in_title``). Empty if the cell does not fit."""
    parts = [part.strip() for part in re.split(r"[/;|\n]|\s+", text.strip()) if part.strip()]
    if len(parts) != len(units) or len(units) < 2:
        return ()
    figures = tuple(
        parse_quantity(part, unit=unit) for part, unit in zip(parts, units, strict=True)
    )
    fits = all(q.value is not None and q.unit is u for q, u in zip(figures, units, strict=True))
    return figures if fits else ()


def _plain(match: re.Match[str], unit: Unit | None, scale: int) -> Quantity:
    """A figure without remarks; the fast way for nearly all cells."""
    sign, pound, number, suffix = match.groups()
    note: str | None = None
    digits, exponent = _decimal(number)
    if suffix == "%":
        unit, scale = Unit.PERCENT, 1
    elif suffix:
        scale = notation.SCALES[suffix]
        unit = Unit.GBP if pound or unit is Unit.GBP else _counted(unit)
    elif pound:
        scale, note = _printed_pounds(unit, scale, exponent)
        unit = Unit.GBP
    return Quantity(
        value=_scaled(digits.copy_negate() if sign in {"-", "−"} else digits, scale),
        unit=unit,
        quantum=_scaled(Decimal((0, (1,), exponent)), scale),
        note=note,
    )


def _printed_pounds(unit: Unit | None, scale: int, exponent: int) -> tuple[int, str | None]:
    """The scale of a figure with its own £ and no k or m, and a note where that is in doubt."""
    if unit is not Unit.GBP:
        return 1, None
    if scale >= 1_000_000 and exponent == 0:
        return 1, PRINTED_POUNDS
    return scale, None


def _counted(unit: Unit | None) -> Unit:
    """43.1k is a count unless the header knows better; it cannot be a percentage."""
    return Unit.COUNT if unit is None or unit is Unit.PERCENT else unit


def _decimal(number: str) -> tuple[Decimal, int]:
    """The number and the power of ten of its last printed digit (0 or below)."""
    digits = number.replace(",", "") if "," in number else number
    point = digits.find(".")
    return Decimal(digits), point + 1 - len(digits) if point >= 0 else 0


def _scaled(number: Decimal, scale: int) -> Decimal:
    return number if scale == 1 else number * scale


class _Reading:
    """One cell on its way to a Quantity: remarks are peeled off until one figure is left."""

    __slots__ = ("notes", "period", "rest", "scale", "target", "text", "unit")

    def __init__(self, text: str, unit: Unit | None, scale: int, target: bool) -> None:
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
            if self.unit is Unit.PERCENT and "%" not in head and _is_percentage(inside):
                # "412 (85%)" of a percentage: the figure that counts is in the brackets.
                self.notes.append(head)
                return inside
            self._remark(inside, match["bracket"] == "[")
            return head
        match = notation.END_MARKERS.search(rest)
        return self._footnote(rest, match) if match else rest

    def _remark(self, inside: str, square: bool) -> None:
        """A remark beside the figure: a qualifier, a period, a footnote's number."""
        if not inside:
            return
        short = _shorthand(inside)
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
        low, low_exponent = _decimal(match["low"])
        high, high_exponent = _decimal(match["high"])
        unit = Unit.PERCENT if match["percent"] else self.unit
        quantum = Decimal((0, (1,), min(low_exponent, high_exponent)))
        note = "confidence interval"
        return Quantity(low=low, high=high, unit=unit, note=note, quantum=quantum)

    def _around_zero(self) -> Quantity | None:
        """ "±5%" as a target: a band around nothing."""
        match = notation.PLUS_MINUS_ALONE.fullmatch(self.rest)
        if match is None:
            return None
        margin, exponent = _decimal(match["margin"])
        unit = Unit.PERCENT if match["percent"] else self.unit
        scale = 1 if match["percent"] else self.scale
        return Quantity(
            low=_scaled(margin.copy_negate(), scale),
            high=_scaled(margin, scale),
            unit=unit,
            note=self._note(),
            quantum=_scaled(Decimal((0, (1,), exponent)), scale),
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
            and self.text.lstrip("* ").startswith("<")
        )

    def _figure(self) -> Quantity | None:
        return self._time() or self._share() or self._range() or self._single()

    def _time(self) -> Quantity | None:
        match = notation.CLOCK.fullmatch(self.rest)
        if match is None:
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

    def _share(self) -> Quantity | None:
        """ "412 of 485": the count, its base in the note. "1 in 4": the ratio. "27th": a rank."""
        match = notation.OUT_OF.fullmatch(self.rest)
        if match:
            self.notes.append(f"of {match['whole']}")
            return self._made(*_decimal(match["part"]), Unit.COUNT, 1)
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
        unit_behind, note = _unit_behind(match["rest"].strip())
        if match["rest"].strip() and unit_behind is None and note is None:
            return None
        low = notation.FIGURE.fullmatch(match["low"].strip())
        high = notation.FIGURE.fullmatch(match["high"].strip())
        if low is None or high is None:
            return None
        # "£1-2m", "59-63%": the £ before the first and the scale and % behind the second
        # figure hold for both.
        percent = _percent(low) or _percent(high)
        pound = bool(low["pound"] or high["pound"])
        suffix = (_suffix(high), _suffix(low) or _suffix(high))
        if (percent and pound) or (percent and unit_behind):
            return None
        ends = []
        for figure, own in ((low, suffix[1]), (high, suffix[0])):
            unit, scale = unit_behind or self.unit, 1 if unit_behind else self.scale
            if percent:
                unit, scale = Unit.PERCENT, 1
            elif own:
                unit = Unit.GBP if pound or unit is Unit.GBP else _counted(unit)
                scale = notation.SCALES[own]
            elif pound:
                scale = scale if unit is Unit.GBP else 1
                unit = Unit.GBP
            ends.append(_signed(figure, unit, scale))
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
        if figure is None or not _balanced(figure) or not self._introduces(name, figure):
            return None
        tail = rest[figure.end() :]
        if tail and tail[0].isalpha() and rest[figure.end() - 1] != " ":
            unit, note = _unit_behind(tail)
            note = note or _shorthand(tail)
            readable = unit is not None or note is not None
        else:
            unit, note, readable = self._behind(tail)
        if not readable or (_bare(figure) and notation.MONTH_BEHIND.match(tail)):
            return None
        self.notes.extend(part for part in (name, note) if part)
        quantity = self._from_match(figure, unit, tail.strip(), name)
        if notation.UNDERSPENT.search(f"{name} {note or ''}") and quantity.value is not None:
            return replace(quantity, value=quantity.value.copy_abs().copy_negate())
        return quantity

    @staticmethod
    def _introduces(name: str, figure: re.Match[str]) -> bool:
        """Whether words before a figure name it ("med £411") or make it a label ("Page 4")."""
        if not name:
            return True
        if notation.JOINING.fullmatch(name):
            return False
        if figure["pound"] or _percent(figure) or _suffix(figure) or figure["open"]:
            return True
        if "." in figure["number"] or "," in figure["number"]:
            return True
        return notation.NAMING.fullmatch(name) is not None or bool(
            notation.QUALIFYING.fullmatch(name)
        )

    def _behind(self, tail: str) -> tuple[Unit | None, str | None, bool]:
        """Unit and remark after a figure, and whether the words can be read so."""
        words = tail.strip(" .,;:")
        if not words:
            return None, None, True
        unit, note = _unit_behind(words)
        if unit is not None or note is not None:
            return unit, note, True
        period = parse_period(words)
        dated = period is not None and not period.startswith("Period")
        if dated and not notation.DIGIT.search(notation.DATE_PARTS.sub(" ", words)):
            self.period = self.period or period
            return None, _RUN_TOGETHER.sub(r"\1 ", words), True
        short = _shorthand(words)
        if short:
            return None, short, True
        remark = words.strip(" -()")
        short_enough = len(words) <= _LONGEST_REMARK and len(remark.split()) <= _MOST_WORDS
        figures = notation.DIGIT.search(notation.WITH_DIGITS.sub(" ", words))
        if figures or not short_enough or not remark[:1].isalpha():
            return None, None, False
        return None, remark, words[0] not in "/+£%"

    def _from_match(
        self, match: re.Match[str], unit_behind: Unit | None, tail: str, name: str
    ) -> Quantity:
        percent, suffix = _percent(match), _suffix(match)
        unit, scale = self.unit, self.scale
        if percent:
            unit, scale = Unit.PERCENT, notation.SCALES[suffix] if suffix else 1
            if "p" in percent.lower() and "cent" not in percent.lower().replace("centage", ""):
                self.notes.append("percentage points")
        elif suffix:
            scale = notation.SCALES[suffix]
            unit = Unit.GBP if match["pound"] or unit is Unit.GBP else _counted(unit)
        elif match["pound"]:
            if name and not notation.QUALIFYING.fullmatch(name):
                scale = 1
            scale, doubt = _printed_pounds(unit, scale, _decimal(match["number"])[1])
            if doubt:
                self.notes.append(doubt)
            unit = Unit.GBP
        elif unit_behind is not None:
            scale = 1
        elif tail and notation.TIME_WORDS.match(tail):
            unit, scale = None, 1
        if unit_behind is not None and not percent and not match["pound"]:
            unit = unit_behind
        made = _signed(match, unit, scale)
        return replace(made, note=self._note(), period=self.period)

    def _made(self, digits: Decimal, exponent: int, unit: Unit | None, scale: int) -> Quantity:
        return Quantity(
            value=_scaled(digits, scale),
            unit=unit,
            note=self._note(),
            quantum=_scaled(Decimal((0, (1,), exponent)), scale),
            period=self.period,
        )


def _signed(match: re.Match[str], unit: Unit | None, scale: int) -> Quantity:
    """A figure with its sign: a minus or an accounting bracket."""
    digits, exponent = _decimal(match["number"])
    negative = any(match[key] in {"-", "−"} for key in ("sign", "sign2"))
    if negative or match["open"] or match["open2"]:
        digits = digits.copy_negate()
    return Quantity(
        value=_scaled(digits, scale),
        unit=unit,
        quantum=_scaled(Decimal((0, (1,), exponent)), scale),
    )


def _percent(match: re.Match[str]) -> str:
    return match["percent"] or match["percent1"] or ""


def _suffix(match: re.Match[str]) -> str:
    return (match["suffix"] or match["suffix2"] or "").lower()


def _balanced(match: re.Match[str]) -> bool:
    """Whether brackets close, and a lone "b" is billions only with a £ ("2B" is a code)."""
    opened = sum(match[key] is not None for key in ("open", "open2"))
    closed = sum(match[key] is not None for key in ("close", "close2"))
    return opened == closed and (_suffix(match) != "b" or bool(match["pound"]))


def _shorthand(text: str) -> str | None:
    """ "p" is provisional; a capital letter alone may be a RAG and stays as printed."""
    word = text.strip(" .")
    return notation.SHORTHAND.get(word if len(word) == 1 else word.lower())


def _bare(match: re.Match[str]) -> bool:
    """A whole number without any sign, which could be the day of a date."""
    signs = (match["pound"], match["sign"], match["open"], _percent(match), _suffix(match))
    return not any(signs) and match["number"].isdigit()


def _is_percentage(text: str) -> bool:
    match = notation.FIGURE.fullmatch(text)
    return match is not None and bool(_percent(match))


def _unit_behind(tail: str) -> tuple[Unit | None, str | None]:
    """A unit in words after a figure and what else the words say; (None, None) if neither."""
    tail = tail.strip(" .,;")
    if not tail:
        return None, None
    for pattern, unit in notation.UNIT_WORDS:
        match = pattern.match(tail)
        if match:
            after = tail[match.end() :].strip(" .,;()")
            if notation.DIGIT.search(after) or len(after) > _LONGEST_REMARK:
                continue
            plain = match["what"].lower() in {"day", "days", "per", "/", "fte", "ftes"}
            note = " ".join(part for part in ("" if plain else match["what"], after) if part)
            return unit, note or None
    if notation.TIME_WORDS.match(tail) and not notation.DIGIT.search(tail):
        return (None, tail) if len(tail) <= _LONGEST_REMARK else (None, None)
    return None, None


def _due_note(text: str) -> str:
    """ "Due May -18" as "due May 2018"; other wording as printed."""
    period = parse_period(text)
    words = text[0].lower() + text[1:]
    match = _DUE_DATE.search(words)
    if period is None or match is None or not re.fullmatch(r"\d{4}-\d\d", period):
        return words
    month = _MONTHS[int(period[5:]) - 1]
    return f"{words[: match.start()]}{month} {period[:4]}{words[match.end() :]}"
