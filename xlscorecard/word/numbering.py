"""List numbers that Word counts itself: they are printed, but stand nowhere as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from xlscorecard.word.names import W, attribute, whole

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """The lists of a document, counted in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._own_start: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for element in root.iterfind(W + "abstractNum"):
            self._abstract[attribute(element, "abstractNumId") or ""] = element
        for element in root.iterfind(W + "num"):
            self._add_list(element)

    def label(self, list_id: str | None, level: int) -> str:
        """The next number of a list as printed, without space; "" for bullets and no list."""
        if list_id is None or list_id not in self._lists or not 0 <= level <= 8:
            return ""
        abstract, levels = self._lists[list_id]
        counts = self._counts.setdefault(abstract, [None] * 9)
        start = self._own_start.get(list_id, {}).get(level)
        if start is not None and (list_id, level) not in self._begun:
            counts[level] = start - 1
        self._begun.add((list_id, level))
        before = counts[level]
        counts[level] = _start(levels, level) if before is None else before + 1
        counts[level + 1 :] = [None] * (8 - level)
        stated = levels.get(level)
        if stated is None or stated.form in {"bullet", "none"}:
            return ""

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            count = counts[place]
            form = levels[place].form if place in levels else "decimal"
            return format_number(_start(levels, place) if count is None else count, form)

        return _PLACE.sub(number, stated.text)

    def _add_list(self, element: etree._Element) -> None:
        key = attribute(element, "numId") or ""
        abstract = attribute(element.find(W + "abstractNumId")) or ""
        levels: dict[int, _Level] = {}
        if abstract in self._abstract:
            for stated in self._abstract[abstract].iterfind(W + "lvl"):
                levels[whole(attribute(stated, "ilvl"))] = _read_level(stated)
        starts: dict[int, int] = {}
        for override in element.iterfind(W + "lvlOverride"):
            place = whole(attribute(override, "ilvl"))
            level = override.find(W + "lvl")
            if level is not None:
                levels[place] = _read_level(level)
            start = attribute(override.find(W + "startOverride"))
            if start is not None:
                starts[place] = whole(start, 1)
        self._lists[key] = (abstract, levels)
        self._own_start[key] = starts


def _read_level(element: etree._Element) -> _Level:
    return _Level(
        whole(attribute(element.find(W + "start")), 1),
        attribute(element.find(W + "numFmt")) or "decimal",
        attribute(element.find(W + "lvlText")) or "",
    )


def _start(levels: dict[int, _Level], level: int) -> int:
    return levels[level].start if level in levels else 1


def format_number(number: int, form: str) -> str:
    """A count in one of Word's number forms (17.18.59); unknown forms as plain digits."""
    forms: dict[str, Callable[[int], str]] = {
        "lowerLetter": _letters,
        "upperLetter": lambda count: _letters(count).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda count: _roman(count).upper(),
        "decimalZero": lambda count: f"{count:02d}",
        "chicago": lambda count: "*†‡§"[(count - 1) % 4] * ((count - 1) // 4 + 1),
        "none": lambda _: "",
    }
    if number < 1 or form not in forms:
        return str(number)
    return forms[form](number)


def _letters(count: int) -> str:
    # 17.18.59: after z comes aa, then bb: the letter repeated.
    turn, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * min(turn + 1, 20)


def _roman(count: int) -> str:
    if count > 4999:
        return str(count)
    found = ""
    for value, letters in _ROMAN:
        turns, count = divmod(count, value)
        found += letters * turns
    return found
