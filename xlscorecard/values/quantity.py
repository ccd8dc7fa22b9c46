"""A printed value -> Quantity: the grammar of the figures, ranges, limits and absences that
council papers print; ``format_quantity`` in formatting.py is its inverse.

What the cell says wins over what the header says. Where a reading is in doubt there is no
value, and ``note`` says why: a missing value is better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from xlscorecard.model.scorecard import Comparator, Quantity, Status, Unit
from xlscorecard.values.confusables import fold_confusables, fold_punctuation
from xlscorecard.values.formatting import format_quantity
from xlscorecard.values.period import parse_period
from xlscorecard.values.status import parse_status

__all__ = ["DOUBT", "PRINTED_POUNDS", "doubtful", "format_quantity", "parse_quantity"]

# Said in a note where a whole number of pounds stands under a "£m" heading: such columns
# print decimals, so the cell's own £ is read as pounds (seed 003: "£53" per adult).
PRINTED_POUNDS = "read as pounds, not millions: printed £ without decimals under £m"
DOUBT = "doubtful: "

_SCALES = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "thousand": 1_000,
    "million": 1_000_000,
    "mill": 1_000_000,
    "mil": 1_000_000,
    "billion": 1_000_000_000,
    "000": 1_000,
    "000s": 1_000,
}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_SUFFIX = r"bn|mn|thousand|million|mill|mil|billion|k|m|b"

# Nine cells in ten: 62%, 1,639, £3.1m, -4.4%, 12.
_PLAIN = re.compile(
    rf"(?P<sign>[-+−])?(?P<pound>£)?(?P<number>{_NUMBER})(?P<suffix>%|k|m|bn)?", re.ASCII
)
# One figure with everything that may hug it. A minus may stand before or after the £; an
# accounting bracket may hold the £ or follow it.
_FIGURE = re.compile(
    rf"(?P<open>\()?\s?(?P<sign>[-+−])?\s?(?P<pound>£|gbp\s?)?\s?(?P<open2>\()?(?P<sign2>[-−])?\s?"
    rf"(?P<number>{_NUMBER})"
    rf"(?:\s?(?P<suffix>{_SUFFIX})(?![a-z]))?"
    rf"\s?(?P<close2>\))?"
    rf"(?:\s?(?P<suffix2>{_SUFFIX})(?![a-z]))?"
    rf"\s?(?P<percent>%|per\s?cent\b|percent\b|pct\b|percentage points?\b|%?\s?pts?\b|pp\b|ppts?\b)?"
    rf"\s?(?P<close>\))?",
    re.ASCII | re.IGNORECASE,
)
_COMPARATORS = (
    (
        re.compile(
            r"(?:≥|>=|=>|at least|no less than|not less than|no fewer than|minimum(?: of)?|min\.?|"
            r"greater than or equal to|more than or equal to|equal to or (?:more|greater) than|"
            r"not below)\s*(?=[£\d(.+-])",
            re.IGNORECASE,
        ),
        Comparator.AT_LEAST,
    ),
    (
        re.compile(
            r"(?:≤|<=|=<|no more than|not more than|at most|up to|maximum(?: of)?|max\.?|"
            r"less than or equal to|fewer than or equal to|equal to or (?:less|fewer) than|"
            r"no greater than|not exceeding|not to exceed|not above|within)\s*(?=[£\d(.+-])",
            re.IGNORECASE,
        ),
        Comparator.AT_MOST,
    ),
    (
        re.compile(
            r"(?:>|more than|greater than|above|over|higher than|exceeding|exceeds?)"
            r"\s*(?=[£\d(.+-])",
            re.IGNORECASE,
        ),
        Comparator.MORE,
    ),
    (
        re.compile(
            r"(?:<|less than|fewer than|below|under|lower than)\s*(?=[£\d(.+-])", re.IGNORECASE
        ),
        Comparator.LESS,
    ),
)
_TRAILING_COMPARATOR = re.compile(
    r"\s*(?:\+(?!\s?\d)|or (?P<more>more|over|above|higher|greater|better)|"
    r"or (?P<less>less|under|below|lower|fewer)|"
    r"(?P<minimum>minimum|min)\b|(?P<maximum>maximum|max)\b|and (?:over|above))\s*$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:between\s+)?(?P<low>£?\s?(?:{_NUMBER})\s?(?:%|(?:{_SUFFIX})(?![a-z]))?)"
    r"\s?(?:-|to|and|~)\s?"
    rf"(?P<high>£?\s?(?:{_NUMBER})\s?(?:%|(?:{_SUFFIX})(?![a-z]))?)(?P<rest>(?![\d/,]).*)",
    re.IGNORECASE | re.ASCII,
)
_FIRST_WORD = re.compile(
    r"(?P<circa>c\.?|ca\.?|circa|approx(?:imately|\.)?|about|around|~|≈|est(?:imated|\.)?|"
    r"nearly|almost)\s?(?=[£\d(.+-])",
    re.IGNORECASE,
)
# "med £411", "WC £464": the word names whose figure it is; a scale of the heading is not
# applied to it.
_NAMED = re.compile(r"(?P<name>[A-Za-z][A-Za-z&'./ ]{0,24}?)\s*[:=]?\s*(?=[£\d(+-])")
_MARKERS = re.compile(r"^(?P<marks>[*†‡§#^~¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s?(?=[£\d(<>≤≥.+-])")
_END_MARKERS = re.compile(r"(?<=[\d%kmn)a-z])\s?(?P<marks>[*†‡§#^~¹²³⁴⁵⁶⁷⁸⁹⁰]+)$")
# A superscript that lost its height: one digit after the % or the scale letter.
_STUCK_FOOTNOTE = re.compile(r"(?<=[\d])(?P<sign>%|k|m|bn)(?P<digit>[1-9])$")
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
# Shorthand of the Analysis Function and of NHS tables, in round or square brackets.
_SHORTHAND = {
    "p": "provisional",
    "prov": "provisional",
    "provisional": "provisional",
    "r": "revised",
    "rev": "revised",
    "revised": "revised",
    "e": "estimated",
    "est": "estimated",
    "estimate": "estimated",
    "estimated": "estimated",
    "f": "forecast",
    "forecast": "forecast",
    "b": "break in series",
    "u": "unreliable",
    "ytd": "year to date",
}
_BRACKETED = re.compile(r"\s*[\[(](?P<inside>[^\[\]()]*)[\])]\s*$")
_BASE = re.compile(r"\s*\(?\b(?P<base>n\s?=\s?\d[\d,]*)\)?\s*$", re.IGNORECASE)
_PLUS_MINUS = re.compile(r"\s*\(?(?:±|\+/-|\+ ?/ ?-|\+-)\s?(?P<margin>\d[\d.]*\s?(?:%|pp)?)\)?\s*$")
_INTERVAL = re.compile(
    rf"\s*[\[(,;]?\s*(?P<text>(?:9[059](?:\.\d)?%\s*)?c\.?i\.?:?\s*[\[(]?\s*"
    rf"(?P<low>{_NUMBER})\s?%?\s?(?:-|to|,)\s?(?P<high>{_NUMBER})\s?%?)\s*[\])]*\s*$",
    re.IGNORECASE,
)
_UNIT_WORDS = (
    (
        re.compile(
            r"(?P<what>(?:(?:working|calendar|bed|total|week|wk)\s?)?days?|wkdays?|wd|"
            r"(?:total|average|working|lost|delayed)\s(?:[a-z]+\s)?days)(?![a-z])",
            re.IGNORECASE,
        ),
        Unit.DAYS,
    ),
    (
        re.compile(
            r"(?P<what>f\.?t\.?e\.?s?|full[- ]time equivalents?|wte)(?![a-z])", re.IGNORECASE
        ),
        Unit.FTE,
    ),
    (
        re.compile(r"(?P<what>per|/)\s?(?:100,?000|100k)(?![\d,])(?:\s\w+)*", re.IGNORECASE),
        Unit.PER_100K,
    ),
    (
        re.compile(r"(?P<what>per|/)\s?(?:10,?000|10k)(?![\d,])(?:\s\w+)*", re.IGNORECASE),
        Unit.PER_10K,
    ),
    (re.compile(r"(?P<what>per|/)\s?(?:1,?000|1k)(?![\d,])(?:\s\w+)*", re.IGNORECASE), Unit.PER_1K),
)
_TIME_WORDS = re.compile(
    r"(?P<what>seconds?|secs?|minutes?|mins?|hours?|hrs?|weeks?|wks?|months?|mths?|years?|yrs?)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:(?P<h>\d{1,3}):)(?P<m>[0-5]\d):(?P<s>[0-5]\d)|(?P<m2>\d{1,3}):(?P<s2>[0-5]\d)"
)
_DURATION = re.compile(
    r"(?:(?P<h>\d+)\s?(?:hours?|hrs?|h)[\s,]*(?:and\s)?)?"
    r"(?:(?P<m>\d+)\s?(?:minutes?|mins?|m)[\s,]*(?:and\s)?)?"
    r"(?:(?P<s>\d+)\s?(?:seconds?|secs?|s))?",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    rf"(?P<part>{_NUMBER})\s?(?:of|out of)\s(?:the\s)?(?P<whole>{_NUMBER})", re.IGNORECASE
)
_ONE_IN = re.compile(r"(?P<part>1|one) in (?P<whole>\d+)", re.IGNORECASE)
_RANK = re.compile(
    r"(?P<rank>\d+)(?:st|nd|rd|th)(?P<rest>\s+.*|\s?/\s?\d.*)?", re.IGNORECASE | re.DOTALL
)
_RELATIVE = re.compile(
    r"(?:maintain|sustain|improve(?:ment)?|increase|reduce|reduction|decrease|better than|"
    r"no worse than|not worse than|same as|in line with|above (?:the )?(?:national|england|"
    r"regional|average|comparator|statistical|peer|last|previous)|"
    r"below (?:the )?(?:national|england|regional|average|comparator|last|previous)|"
    r"at or (?:above|below)|equal to|top|upper|bottom|second|third|lower|median|"
    r"(?:national|england|regional|comparator) average|as (?:per )?(?:20)?\d\d/|match|exceed|"
    r"beat|year on year|hold|stay)\b",
    re.IGNORECASE,
)
_ARROWS = re.compile(r"^[▲▼△▽↑↓→↗↘⇧⇩⬆⬇►◄↔➔➜⇨➡]\s?")
_DIGIT = re.compile(r"\d")
_ANY_FIGURE = re.compile(_NUMBER)
_LETTER_IN_FIGURE = re.compile(
    r"\d[OoQIl|SBZ](?=[\d.,%])|\d[OoIl|](?=$|\s)|(?<![A-Za-z0-9])[OoIl|](?=[.,]?\d)|"
    r"(?<=[\d.])[OoIlSBZ](?=%)"
)
_BAD_GROUPING = re.compile(r"(?<![\d.,])\d+(?:,\d+)+(?![\d])")
_GOOD_GROUPING = re.compile(r"\d{1,3}(?:,\d{3})+")
_TWO_POINTS = re.compile(r"\d\.\d+\.\d|\d\.\.\d|\d,,\d|\d,\.|\.,\d|\d[.,]\s\d|\d\s[.,]\d")
_SPACED = re.compile(r"(?<![\d.,/])\d{1,3} \d(?!\d?\s?[/-])(?=[\d., ]*(?:%|$))")
_HASHES = re.compile(r"#{3,}")
# A cell that is a date or a period and nothing else: no figure.
_DATE_ONLY = re.compile(
    r"(?:(?:by|from|end|due|late|early|mid|end of|in)[ -])*"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"[\s.,'-]*(?:20)?\d\d|\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d|\d{4}-\d\d-\d\d|"
    r"(?:q(?:uarter|tr)?\s?[1-4]\s?)?(?:(?:20)?\d\d[/-](?:20)?\d\d)|"
    r"q(?:uarter|tr)?\s?[1-4](?:\s(?:20)?\d\d[/-](?:20)?\d\d)?)",
    re.IGNORECASE,
)


def doubtful(text: str) -> str | None:
    """Why the figures of a text cannot be trusted as they stand, None when they can.

    Sees broken grouping ("1,23"), two decimal points, letters among digits ("1O.5%"),
    spaces inside a figure ("8 6%") and Excel's #### for a column that was too narrow.
    """
    text = fold_punctuation(text)
    if not _DIGIT.search(text):
        return "the column was too narrow for the figure" if _HASHES.search(text) else None
    for match in _BAD_GROUPING.finditer(text):
        if not _GOOD_GROUPING.fullmatch(match[0]):
            return f"broken grouping of thousands in {match[0]!r}"
    if _TWO_POINTS.search(text):
        return "a decimal point or comma out of place"
    if _LETTER_IN_FIGURE.search(fold_confusables(text)):
        return "a letter among the digits"
    if _SPACED.search(text):
        return "a space inside a figure"
    return None


def parse_quantity(
    text: str, *, unit: Unit | None = None, scale: int = 1, target: bool = False
) -> Quantity:
    """What a cell says: a number, a range, a limit, or the reason for having none.

    ``unit`` and ``scale`` are what the column header or the title says ("£000": GBP, 1000)
    and hold only where the cell does not say otherwise: a cell with its own k, m or bn, its
    own %, or another unit is not scaled, nor is one that a word introduces ("med £411").
    "£44.5" under "£m" is millions; "£53", whole pounds with their sign under "£m", is read
    as pounds with the note ``PRINTED_POUNDS``.

    "<5" is a limit when ``target`` is true or a unit other than a count is known. In a value
    column it is a count that was withheld: status suppressed, comparator "<", ``high`` 5 and
    no value, so that nothing is lost and nothing is computed from it.

    A cell with more than one figure, or with a figure that is doubtful, has no value and
    a note. Words that are no status (an owner's name) give an empty Quantity.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return _plain(plain, unit, scale)
    cleaned = " ".join(fold_punctuation(text).split())
    if cleaned != text:
        plain = _PLAIN.fullmatch(cleaned)
        if plain is not None:
            return _plain(plain, unit, scale)
    if not cleaned:
        return Quantity(status=Status.BLANK)
    return _Reading(cleaned, unit, scale, target).quantity()


def _plain(match: re.Match[str], unit: Unit | None, scale: int) -> Quantity:
    sign, pound, number, suffix = match.groups()
    digits = Decimal(number.replace(",", "") if "," in number else number)
    point = number.find(".")
    exponent = point + 1 - len(number) if point >= 0 else 0
    note: str | None = None
    if suffix == "%":
        unit, scale = Unit.PERCENT, 1
    elif suffix:
        scale = _SCALES[suffix]
        if pound:
            unit = Unit.GBP
        elif unit is not Unit.GBP:
            unit = _counted(unit)
    elif pound:
        if unit is not Unit.GBP:
            scale = 1
        elif scale == 1_000_000 and exponent == 0:
            scale, note = 1, PRINTED_POUNDS
        unit = Unit.GBP
    value = digits if scale == 1 else digits * scale
    quantum = Decimal((0, (1,), exponent))
    if scale != 1:
        quantum = quantum * scale
    if sign is not None and sign != "+":
        value = -value
    return Quantity(value=value, unit=unit, quantum=quantum, note=note)


def _counted(unit: Unit | None) -> Unit:
    """43.1k is a count unless the header knows better; it cannot be a percentage."""
    return Unit.COUNT if unit is None or unit is Unit.PERCENT else unit


class _Reading:
    """One cell on its way to a Quantity: notes are peeled off until one figure is left."""

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
        if not _DIGIT.search(self.text):
            return self._words()
        doubt = doubtful(self.text)
        if doubt is not None:
            return self._none(DOUBT + doubt)
        if _DATE_ONLY.fullmatch(self.text) and self._dated():
            return self._none(self.text)
        self._peel()
        return self._relative() or self._limit() or self._figure() or self._unread()

    # -- no figure ---------------------------------------------------------------------

    def _absent(self, status: Status) -> Quantity:
        note: str | None = None
        if status is Status.DUE and len(self.text) > 3:
            note = _due_note(self.text)
        elif len(self.text) > 14 or self.text.startswith("#"):
            note = self.text
        return Quantity(status=status, note=note)

    def _words(self) -> Quantity:
        lowered = self.text.lower().strip(" .")
        if lowered in {"nil", "zero", "nought"}:
            return Quantity(value=Decimal(0), unit=self.unit, quantum=Decimal(1), note=self.text)
        if self.target and _RELATIVE.match(self.text):
            return Quantity(relative=self.text)
        if lowered.startswith(("maintain", "improve on", "top quartile", "upper quartile")):
            return Quantity(relative=self.text)
        if _HASHES.fullmatch(self.text):
            return self._none(DOUBT + "the column was too narrow for the figure")
        return Quantity(note=self.text if lowered.endswith(" data") else None)

    def _dated(self) -> bool:
        """Whether a text of the shape of a date is one: "16/17" is, "13-17" is a range."""
        return parse_period(self.text, year="2000/01") is not None

    def _none(self, note: str) -> Quantity:
        self.notes.append(note)
        return Quantity(note=self._note(), period=self.period)

    def _unread(self) -> Quantity:
        figures = _ANY_FIGURE.findall(self.rest)
        if len(figures) > 1:
            return self._none(f"more than one figure in the cell: {self.text}")
        return self._none(self.text)

    def _note(self) -> str | None:
        return "; ".join(self.notes) or None

    # -- peeling -----------------------------------------------------------------------

    def _peel(self) -> None:
        """Take off footnote markers, arrows, bases, intervals and bracketed remarks."""
        rest = _ARROWS.sub("", self.rest)
        for pattern in (_MARKERS, _END_MARKERS):
            match = pattern.search(rest)
            if match:
                self.notes.append(f"footnote {match['marks'].translate(_SUPERSCRIPTS)}")
                rest = (rest[: match.start()] + rest[match.end() :]).strip()
        stuck = _STUCK_FOOTNOTE.search(rest)
        if stuck:
            self.notes.append(f"footnote {stuck['digit']}")
            rest = rest[: stuck.end("sign")]
        for _ in range(4):
            shorter = self._peel_once(rest)
            if shorter == rest or not _DIGIT.search(shorter):
                break
            rest = shorter
        self.rest = rest.strip()

    def _peel_once(self, rest: str) -> str:
        for pattern, group in ((_BASE, "base"), (_PLUS_MINUS, "margin"), (_INTERVAL, "text")):
            match = pattern.search(rest)
            if match and match.start() > 0:
                text = match[group].strip()
                self.notes.append(f"±{text}" if pattern is _PLUS_MINUS else text)
                return rest[: match.start()].strip()
        match = _BRACKETED.search(rest)
        if match and match.start() > 0:
            inside = match["inside"].strip()
            head = rest[: match.start()]
            if _FIGURE.fullmatch(match[0].strip()) and not _DIGIT.search(head):
                return rest  # an accounting negative: £(1.2)
            self._remark(inside)
            return head.strip()
        match = _END_MARKERS.search(rest)
        if match:
            self.notes.append(f"footnote {match['marks'].translate(_SUPERSCRIPTS)}")
            return rest[: match.start()].strip()
        return rest

    def _remark(self, inside: str) -> None:
        """A remark that stands beside the figure: a qualifier, a period, a footnote."""
        if not inside:
            return
        short = _SHORTHAND.get(inside.lower().rstrip("."))
        if short:
            self.notes.append(short)
            return
        period = parse_period(inside)
        if period is not None and self.period is None and not period.startswith("Period"):
            self.period = period
        self.notes.append(_spaced_quarter(inside))

    # -- limits, ranges, figures -------------------------------------------------------

    def _relative(self) -> Quantity | None:
        """ "Maintain 16/17", "Improve on 2011/12": a target that points at another figure."""
        if not _RELATIVE.match(self.rest):
            return None
        lowered = self.rest.lower()
        certain = lowered.startswith(("maintain", "sustain", "improve", "no worse", "better than"))
        if certain or self.target:
            return Quantity(relative=self.text, note=self._note())
        return None

    def _limit(self) -> Quantity | None:
        rest = self.rest
        comparator: Comparator | None = None
        for pattern, found in _COMPARATORS:
            match = pattern.match(rest)
            if match:
                comparator, rest = found, rest[match.end() :]
                break
        else:
            match = _TRAILING_COMPARATOR.search(rest)
            if match:
                low = match["less"] or match["maximum"]
                comparator = Comparator.AT_MOST if low else Comparator.AT_LEAST
                rest = rest[: match.start()]
        if comparator is None:
            return None
        self.rest = rest.strip()
        quantity = self._figure()
        if quantity is None or quantity.value is None:
            return None
        if comparator is Comparator.LESS and self._withheld(quantity):
            return Quantity(
                high=quantity.value,
                comparator=comparator,
                unit=quantity.unit,
                status=Status.SUPPRESSED,
                note=quantity.note,
                quantum=quantity.quantum,
                period=quantity.period,
            )
        return replace(quantity, comparator=comparator)

    def _withheld(self, quantity: Quantity) -> bool:
        """Whether "<5" hides a small count. Publications withhold counts below 3, 5 or 10."""
        return (
            not self.target
            and quantity.unit in (None, Unit.COUNT)
            and quantity.value in (3, 5, 6, 7, 8, 10)
            and quantity.quantum == 1
            and self.text.lstrip("* ").startswith("<")
        )

    def _figure(self) -> Quantity | None:
        return self._time() or self._share() or self._range() or self._single()

    def _time(self) -> Quantity | None:
        match = _CLOCK.fullmatch(self.rest)
        if match is None:
            match = _DURATION.fullmatch(self.rest)
            if match is None or sum(part is not None for part in match.groups()) < 2:
                return None
        parts = match.groupdict()
        if parts.get("m2") is not None:
            # "4:35" may be minutes and seconds or hours and minutes, or a ratio.
            return self._none(f"{DOUBT}{self.rest} may be a time or a ratio")
        seconds = sum(
            int(parts[key] or 0) * size for key, size in (("h", 3600), ("m", 60), ("s", 1))
        )
        self.notes.append(f"seconds, printed {self.rest}")
        return Quantity(
            value=Decimal(seconds),
            note=self._note(),
            quantum=Decimal(60 if parts["s"] is None else 1),
            period=self.period,
        )

    def _share(self) -> Quantity | None:
        """ "412 of 485": the count, its base in the note. "1 in 4": the ratio."""
        match = _OUT_OF.fullmatch(self.rest)
        if match:
            self.notes.append(f"of {match['whole']}")
            part, exponent = _decimal(match["part"])
            return self._made(part, exponent, Unit.COUNT, 1)
        match = _ONE_IN.fullmatch(self.rest)
        if match and int(match["whole"]) > 0:
            self.notes.append(self.rest)
            ratio = (Decimal(1) / Decimal(match["whole"])).quantize(Decimal("0.000001")).normalize()
            return Quantity(value=ratio, unit=Unit.RATIO, note=self._note(), period=self.period)
        match = _RANK.fullmatch(self.rest)
        if match and not _DIGIT.search((match["rest"] or "").replace("/", "")):
            self.notes.append(f"rank {self.rest}")
            return self._made(Decimal(match["rank"]), 0, None, 1)
        if match:
            self.notes.append(f"rank {self.rest}")
            return self._made(Decimal(match["rank"]), 0, None, 1)
        return None

    def _range(self) -> Quantity | None:
        match = _RANGE.fullmatch(self.rest)
        if match is None or parse_period(self.rest) is not None:
            return None
        low_text, high_text, rest = match["low"].strip(), match["high"].strip(), match["rest"]
        unit_of_rest, note = _trailing_unit(rest.strip())
        if unit_of_rest is None and note is None and rest.strip():
            return None
        low, high = _FIGURE.fullmatch(low_text), _FIGURE.fullmatch(high_text)
        if low is None or high is None:
            return None
        low_made, high_made = self._from_match(low, low_text), self._from_match(high, high_text)
        unit = unit_of_rest or (high_made.unit if _says_unit(high) else None) or low_made.unit
        if _says_unit(low) and _says_unit(high) and low_made.unit is not high_made.unit:
            return None
        # "£1-2m", "59-63%": the unit and scale behind the second figure hold for both.
        if _says_scale(high) and not _says_scale(low):
            factor = _SCALES[(high["suffix"] or high["suffix2"]).lower()]
            number, exponent = _decimal(low["number"])
            low_made = _make(number, exponent, unit, factor)
        elif unit in (Unit.PERCENT, Unit.DAYS) and self.scale != 1:
            low_made = _make(*_decimal(low["number"]), unit, 1)
            high_made = _make(*_decimal(high["number"]), unit, 1)
        if low_made.value is None or high_made.value is None or low_made.value > high_made.value:
            return self._none(f"{DOUBT}the range {self.rest} runs backwards")
        if note:
            self.notes.append(note)
        quanta = [q.quantum for q in (low_made, high_made) if q.quantum is not None]
        return Quantity(
            low=low_made.value,
            high=high_made.value,
            unit=unit,
            note=self._note(),
            quantum=min(quanta) if quanta else None,
            period=self.period,
        )

    def _single(self) -> Quantity | None:
        rest, named = self.rest, False
        match = _FIRST_WORD.match(rest)
        if match:
            self.notes.append("circa")
            rest = rest[match.end() :]
        else:
            match = _NAMED.match(rest)
            if match and match["name"].lower() not in {"gbp"}:
                named = True
                self.notes.append(match["name"].strip())
                rest = rest[match.end() :]
        figure = _FIGURE.match(rest)
        if figure is None:
            return None
        tail = rest[figure.end() :].strip(" .,;:")
        if not _balanced(figure):
            return None
        unit, note = (None, None)
        if tail:
            unit, note = _trailing_unit(tail)
            if unit is None and note is None:
                note = self._tail_note(tail)
                if note is None:
                    return None
        if note:
            self.notes.append(note)
        saved = (self.unit, self.scale)
        if named:
            self.scale = 1
        if unit is not None or (tail and _TIME_WORDS.match(tail)):
            self.unit, self.scale = unit, 1
        quantity = self._from_match(figure, rest)
        self.unit, self.scale = saved
        if named and quantity.note:
            quantity = replace(
                quantity, note="; ".join(n for n in self.notes if n != PRINTED_POUNDS)
            )
        if quantity.unit is None and unit is not None:
            quantity = replace(quantity, unit=unit)
        return quantity

    def _tail_note(self, tail: str) -> str | None:
        """Words after the figure: kept as the note, if they hold no second figure."""
        period = parse_period(tail)
        if period is not None and not period.startswith("Period"):
            self.period = self.period or period
            return _spaced_quarter(tail)
        if _DIGIT.search(tail) or tail[0] in "/-+£%":
            return None
        short = _SHORTHAND.get(tail.lower())
        return short or tail

    def _from_match(self, match: re.Match[str], text: str) -> Quantity:
        digits, exponent = _decimal(match["number"])
        negative = any(match[key] in {"-", "−"} for key in ("sign", "sign2"))
        if match["open"] or match["open2"]:
            negative = True
        if negative:
            digits = -digits
        suffix = (match["suffix"] or match["suffix2"] or "").lower()
        percent, unit, scale = match["percent"], self.unit, self.scale
        if percent:
            unit, scale = Unit.PERCENT, 1
            if (
                (percent.strip().lower()[0] == "p" and "cent" not in percent.lower()[:8])
                or "point" in percent.lower()
                or "pt" in percent.lower()
            ):
                self.notes.append("percentage points")
        elif suffix:
            scale = _SCALES[suffix]
            unit = Unit.GBP if match["pound"] or unit is Unit.GBP else _counted(unit)
        elif match["pound"]:
            if unit is not Unit.GBP:
                scale = 1
            elif scale == 1_000_000 and exponent == 0:
                scale = 1
                self.notes.append(PRINTED_POUNDS)
            unit = Unit.GBP
        if suffix and percent:
            scale = _SCALES[suffix]
        return self._made(digits, exponent, unit, scale)

    def _made(self, digits: Decimal, exponent: int, unit: Unit | None, scale: int) -> Quantity:
        made = _make(digits, exponent, unit, scale)
        return replace(made, note=self._note(), period=self.period)


def _make(digits: Decimal, exponent: int, unit: Unit | None, scale: int) -> Quantity:
    return Quantity(
        value=digits * scale if scale != 1 else digits,
        unit=unit,
        quantum=Decimal((0, (1,), exponent)) * scale,
    )


def _decimal(number: str) -> tuple[Decimal, int]:
    plain = number.replace(",", "")
    point = plain.find(".")
    return Decimal(plain), point + 1 - len(plain) if point >= 0 else 0


def _balanced(match: re.Match[str]) -> bool:
    opened = sum(match[key] is not None for key in ("open", "open2"))
    return opened == sum(match[key] is not None for key in ("close", "close2"))


def _says_unit(match: re.Match[str]) -> bool:
    return bool(match["percent"] or match["pound"])


def _says_scale(match: re.Match[str]) -> bool:
    return bool(match["suffix"] or match["suffix2"])


def _trailing_unit(tail: str) -> tuple[Unit | None, str | None]:
    """A unit in words after a figure and what else the words say; (None, None) if neither."""
    tail = tail.strip(" .,;")
    if not tail:
        return None, None
    for pattern, unit in _UNIT_WORDS:
        match = pattern.match(tail)
        if match:
            after = tail[match.end() :].strip(" .,;()")
            if _DIGIT.search(after):
                continue
            plain = match["what"].lower() in {"day", "days", "per", "/", "fte", "ftes"}
            note = " ".join(part for part in ("" if plain else match["what"], after) if part)
            return unit, note or None
    match = _TIME_WORDS.match(tail)
    if match and not _DIGIT.search(tail):
        return None, tail
    return None, None


def _spaced_quarter(text: str) -> str:
    """ "Q116/17" as "Q1 16/17": the words of a note, readable."""
    return re.sub(r"\b(Q[1-4])(?=\d\d/\d\d)", r"\1 ", text)


_DUE_DATE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s*-?\s*(?P<year>(?:20)?\d\d)\b(?!\s?[/-]\s?\d)"
)
_MONTH_NAMES = [
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
]


def _due_note(text: str) -> str:
    """ "Due May -18" as "due May 2018"; other wording as printed."""
    period = parse_period(text)
    words = text[0].lower() + text[1:]
    match = _DUE_DATE.search(words)
    if period is None or match is None or not re.fullmatch(r"\d{4}-\d\d", period):
        return words
    month = _MONTH_NAMES[int(period[5:]) - 1]
    return f"{words[: match.start()]}{month} {period[:4]}{words[match.end() :]}"
