"""A cell's number as Excel prints it by its number format (ECMA-376 part 1, 18.8.31).

In British order: the built-in short date, which Excel shows as the machine is set, reads
day/month/year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from xlscorecard.model.geometry import Rgb
from xlscorecard.values.period import MONTH_NAMES

# openpyxl writes out the built-in formats 14 and 22 in American order.
_SYSTEM_DATES = {"mm-dd-yy": "dd/mm/yyyy", "m/d/yy h:mm": "dd/mm/yyyy hh:mm"}
_COLOURS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00",
    "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|_(?P<gap>.)"
    r"|\*(?P<pad>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General)"
    r"|(?P<half>AM/PM|A/P)"
    r"|(?P<power>[Ee][+-])"
    r"|(?P<date>y+|m+|d+|h+|s+)"
    r"|(?P<sign>[0#?.,%@/])"
    r"|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?(?:[0-9]+\.?[0-9]*|\.[0-9]+))")
_GENERAL_DIGITS = 10
# Excel takes no longer format. A number of 309 digits with that many places and %s has no more.
_LONGEST_CODE = 255
_WIDE = Context(prec=1_200)
_MOST_SERIAL = 2_958_466  # 31 December 9999


@dataclass(frozen=True, slots=True)
class Shown:
    """What Excel shows: the text, and the ink that its format asks for ([Red])."""

    text: str
    ink: Rgb | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    pieces: tuple[_Piece, ...]
    condition: tuple[str, float] | None
    ink: Rgb | None

    @property
    def is_date(self) -> bool:
        return any(piece.kind in {"date", "elapsed", "half"} for piece in self.pieces)


def format_number(value: float, code: str, *, from_1904: bool = False) -> Shown:
    """A finite number, or a date as its serial number, by a format code."""
    sections = _sections(_SYSTEM_DATES.get(code, code))
    section, signed = _chosen(sections, value)
    if section is None:
        return Shown("#" * 8)  # what Excel shows where no section fits
    if section.is_date:
        return Shown(_date_text(section.pieces, value, from_1904), section.ink)
    text = _number_text(section.pieces, abs(value) if not signed else value)
    return Shown(text.strip(), section.ink)


def format_text(value: str, code: str) -> Shown:
    """A text by the text section of a format code; without one it is shown as it is."""
    sections = _sections(code)
    for section in sections:
        if any(piece.kind == "sign" and piece.text == "@" for piece in section.pieces):
            parts = (
                value if piece.text == "@" and piece.kind == "sign" else _literal(piece)
                for piece in section.pieces
            )
            return Shown("".join(parts), section.ink)
    return Shown("" if len(sections) == 4 else value)


def _sections(code: str) -> list[_Section]:
    if len(code) > _LONGEST_CODE:
        code = "General"
    found: list[_Section] = []
    pieces: list[_Piece] = []
    condition: tuple[str, float] | None = None
    ink: Rgb | None = None
    for match in _PIECE.finditer(code):
        kind = match.lastgroup or "plain"
        text = match[kind]
        if kind == "plain" and text == ";":
            found.append(_Section(tuple(_with_minutes(pieces)), condition, ink))
            pieces, condition, ink = [], None, None
        elif kind == "bracket":
            stated = _CONDITION.fullmatch(text)
            if stated:
                condition = (stated[1], float(stated[2]))
            elif text.lower() in _COLOURS:
                ink = Rgb.from_hex(_COLOURS[text.lower()])
            elif text.startswith("$"):
                # [$£-809], [$£-en-GB]: the currency's sign, then where it is written so
                pieces.append(_Piece("quoted", text[1:].partition("-")[0]))
            elif set(text.lower()) in ({"h"}, {"m"}, {"s"}):
                pieces.append(_Piece("elapsed", text.lower()))
        else:
            pieces.append(_Piece(kind, text))
    found.append(_Section(tuple(_with_minutes(pieces)), condition, ink))
    return found


def _with_minutes(pieces: list[_Piece]) -> list[_Piece]:
    """An m beside hours or seconds means minutes."""
    timed = [index for index, piece in enumerate(pieces) if piece.kind in {"date", "elapsed"}]
    for order, index in enumerate(timed):
        text = pieces[index].text.lower()
        if set(text) != {"m"} or pieces[index].kind == "elapsed" or len(text) > 2:
            continue
        before = pieces[timed[order - 1]].text.lower() if order else ""
        after = pieces[timed[order + 1]].text.lower() if order + 1 < len(timed) else ""
        if before.startswith("h") or after.startswith("s"):
            pieces[index] = _Piece("date", "n" * len(text))
    return pieces


def _chosen(sections: list[_Section], value: float) -> tuple[_Section | None, bool]:
    """The section for a number, and whether its minus sign is still to be shown."""
    if any(section.condition for section in sections):
        for section in sections[:3]:
            if section.condition is None or _holds(value, *section.condition):
                # A section that only negative numbers reach shows no sign of its own.
                return section, section.condition is None or section.condition[0] in "<>="
        return None, False
    if len(sections) >= 2 and value < 0:
        return sections[1], False
    if len(sections) >= 3 and value == 0:
        return sections[2], False
    return sections[0], True


def _holds(value: float, operator: str, limit: float) -> bool:
    return {
        "<": value < limit,
        ">": value > limit,
        "=": value == limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "<>": value != limit,
    }[operator]


def _literal(piece: _Piece) -> str:
    return piece.text if piece.kind in {"quoted", "escaped", "plain"} else ""


def _number_text(pieces: tuple[_Piece, ...], value: float) -> str:
    signs = "".join(piece.text for piece in pieces if piece.kind == "sign")
    if any(piece.kind == "general" for piece in pieces):
        shown = (
            format_general(value) if piece.kind == "general" else _literal(piece)
            for piece in pieces
        )
        return "".join(shown)
    if not any(sign in "0#?" for sign in signs):
        sign = "-" if value < 0 and signs else ""
        return sign + "".join(
            format_general(abs(value)) if piece.text == "@" else _sign_or_literal(piece)
            for piece in pieces
        )
    if "/" in signs:
        return _fraction_text(pieces, value)
    amount = _exact(abs(value)).scaleb(2 * signs.count("%"))
    if any(piece.kind == "power" for piece in pieces):
        decimals = len(signs.partition(".")[2].partition("E")[0])
        mantissa, _, power = f"{amount:.{max(0, decimals - 2)}E}".partition("E")
        text = f"{mantissa}E{power[0]}{int(power[1:]):02d}"
        return ("-" if value < 0 else "") + text
    body = _placed_digits(pieces, amount)
    return ("-" if value < 0 else "") + body


def _sign_or_literal(piece: _Piece) -> str:
    return piece.text if piece.kind == "sign" and piece.text in "%./," else _literal(piece)


def _placed_digits(pieces: tuple[_Piece, ...], amount: Decimal) -> str:
    """The digits of an amount put into the places of a section, right to left."""
    point = next(
        (i for i, piece in enumerate(pieces) if piece.kind == "sign" and piece.text == "."), None
    )
    places = [i for i, piece in enumerate(pieces) if piece.kind == "sign" and piece.text in "0#?"]
    whole_places = [i for i in places if point is None or i < point]
    decimal_places = [i for i in places if point is not None and i > point]
    last = (whole_places or places)[-1]
    commas = [i for i, piece in enumerate(pieces) if piece.kind == "sign" and piece.text == ","]
    grouped = any(whole_places and whole_places[0] < i < last for i in commas)
    ending = places[-1]
    divided = [i for i in commas if i > last and (i > ending or (point or ending) > i)]
    amount = amount.scaleb(-3 * len(divided))
    rounded = amount.quantize(Decimal(1).scaleb(-len(decimal_places)), ROUND_HALF_UP, _WIDE)
    whole_digits, _, decimals = f"{rounded:f}".partition(".")
    whole_digits = whole_digits.lstrip("0")
    out: dict[int, str] = {}
    remaining = whole_digits
    position = 0
    for order, i in enumerate(reversed(whole_places)):
        leftmost = order == len(whole_places) - 1
        taken = remaining if leftmost else remaining[-1:]
        remaining = "" if leftmost else remaining[:-1]
        if not taken and pieces[i].text != "#":
            taken = "0" if pieces[i].text == "0" else " "
        shown = ""
        for digit in reversed(taken):
            if grouped and position and position % 3 == 0 and digit != " ":
                shown = "," + shown
            shown = digit + shown
            position += 1
        out[i] = shown
    optional = len(decimals)
    while (
        optional
        and decimals[optional - 1] == "0"
        and (pieces[decimal_places[optional - 1]].text in "#?")
    ):
        optional -= 1
    for order, i in enumerate(decimal_places):
        out[i] = decimals[order] if order < optional else ""
    text = ""
    for i, piece in enumerate(pieces):
        if i in out:
            text += out[i]
        elif piece.kind == "sign":
            text += piece.text if piece.text in ".%" else ""
        else:
            text += _literal(piece)
    return text


def _fraction_text(pieces: tuple[_Piece, ...], value: float) -> str:
    code = "".join(piece.text for piece in pieces if piece.kind == "sign" or piece.text == " ")
    left, _, right = code.partition("/")
    most = 10 ** max(1, sum(sign in "0#?" for sign in right)) - 1
    amount = Fraction(str(abs(value))).limit_denominator(most)
    sign = "-" if value < 0 else ""
    if " " not in left.strip():
        return f"{sign}{amount.numerator}/{amount.denominator}"
    whole, rest = divmod(amount.numerator, amount.denominator)
    if not rest:
        return f"{sign}{whole}"
    return (
        f"{sign}{whole} {rest}/{amount.denominator}"
        if whole
        else (f"{sign}{rest}/{amount.denominator}")
    )


def format_general(value: float) -> str:
    """A number in Excel's General format, in a cell that is wide enough."""
    amount = _exact(value)
    if not amount:
        return "0"
    size = amount.adjusted()
    if size >= 11 or size < -9:
        mantissa, _, power = f"{amount:.5E}".partition("E")
        if "." in mantissa:
            mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{mantissa}E{power[0]}{int(power[1:]):02d}"
    places = max(0, _GENERAL_DIGITS - 1 - max(size, 0))
    text = f"{amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exact(value: float) -> Decimal:
    """The number as Excel holds it: 15 significant digits of the binary double."""
    return Decimal(f"{value:.15g}")


def _moment(serial: float, from_1904: bool) -> datetime:
    # Excel counts a 29 February 1900 that never was; serial 60 and below are a day early.
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    if not from_1904 and serial < 60:
        start += timedelta(days=1)
    return start + timedelta(seconds=round(serial * 86_400, 3))


def _date_text(pieces: tuple[_Piece, ...], serial: float, from_1904: bool) -> str:
    if not 0 <= serial < _MOST_SERIAL:
        return "#" * 8
    moment = _moment(serial, from_1904)
    halves = any(piece.kind == "half" for piece in pieces)
    seconds = round(serial * 86_400)
    text = ""
    for piece in pieces:
        if piece.kind == "date":
            text += _date_part(piece.text.lower(), moment, halves)
        elif piece.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[piece.text[0]]
            text += str(seconds // unit).zfill(len(piece.text))
        elif piece.kind == "half":
            text += ("PM" if moment.hour >= 12 else "AM")[: 2 if len(piece.text) > 3 else 1]
        elif piece.kind == "sign" and piece.text in "/.,":
            text += piece.text
        else:
            text += _literal(piece)
    return text.strip()


def _date_part(code: str, moment: datetime, halves: bool) -> str:
    length = len(code)
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    day, month = _DAYS[moment.weekday()], MONTH_NAMES[moment.month - 1]
    if code[0] == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if code[0] == "d" and length > 2:
        return day[:3] if length == 3 else day
    if code[0] == "m" and length > 2:
        return {3: month[:3], 5: month[:1]}.get(length, month)
    number = {"d": moment.day, "m": moment.month, "h": hour, "n": moment.minute}.get(
        code[0], moment.second
    )
    return f"{number:02d}" if length > 1 else str(number)
