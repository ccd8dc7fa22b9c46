"""Single fields of a TOML rule file: text, number, share, margin; complaints name the line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import cast

from xlscorecard.engine.rating import NO_MARGIN, Margin, Measured, RuleError, parse_unit
from xlscorecard.engine.ruleset import ANY_MISS
from xlscorecard.engine.tolerance import parse_tolerance
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Rag

_MARGIN = {"share", "least", "most", "of_range", "of_width", "chance", "reciprocal", "tiny"}

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads the fields of a rule file; every complaint names the file and the place."""

    file: str
    text: str

    def fault(self, place: str, reason: str, advice: str = "", key: str = "") -> CannotRead:
        """The complaint about a place ("[[rule]] 2 'a', amber") or about one key there."""
        line = self.line_of(place, key or place.rpartition(", ")[2])
        if line is not None:
            place = f"line {line}, {place}"
        return CannotRead(self.file, reason, place=place, advice=advice)

    def line_of(self, place: str, key: str) -> int | None:
        """The line of a key in its table, else of the table's head; None for the top level."""
        found = re.match(r"(\[\[?)(\w+)\]\]?(?: (\d+))?", place)
        if found is None:
            return None
        head = re.compile(rf"\s*{re.escape(found[1])}\s*{found[2]}\s*\]")
        lines = self.text.splitlines()
        heads = [number for number, line in enumerate(lines) if head.match(line)]
        wanted = int(found[3] or 1)
        if wanted > len(heads):
            return None
        start = heads[wanted - 1]
        for number in range(start + 1, len(lines)):
            if lines[number].lstrip().startswith("["):
                break
            if re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", lines[number]):
                return number + 1
        return start + 1

    def only(self, table: Table, known: set[str], place: str) -> None:
        for key in table:
            if key not in known:
                raise self.fault(place, f"'{key}' is not known here", _nearest(key, known), key)

    def tables(self, data: Table, key: str) -> list[Table]:
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self.fault(f"[[{key}]]", f"must be written as [[{key}]] tables")
        return cast("list[Table]", found)

    def table(self, data: Table, key: str) -> Table:
        found = data.get(key, {})
        if not isinstance(found, dict):
            raise self.fault(f"[{key}]", f"must be a [{key}] table")
        return found

    def text_of(self, table: Table, key: str, place: str) -> str:
        found = table.get(key, "")
        if not isinstance(found, str):
            raise self.fault(place, f"{key} must be text in quotes", key=key)
        return found

    def flag(self, table: Table, key: str, place: str, otherwise: bool) -> bool:
        found = table.get(key, otherwise)
        if not isinstance(found, bool):
            raise self.fault(place, f"{key} must be true or false, without quotes", key=key)
        return found

    def number(self, table: Table, key: str, place: str) -> float | None:
        found = table.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.fault(place, f"{key} must be a number without quotes", key=key)
        number = float(found)
        if not math.isfinite(number):
            raise self.fault(place, f"{key} must be a finite number", key=key)
        return number

    def choice(self, table: Table, key: str, known: tuple[str, ...], place: str) -> str:
        found = table.get(key, known[0])
        if not isinstance(found, str) or found not in known:
            raise self.fault(place, f"{key} = {found!r} is not known", offer(known), key)
        return str(found)

    def margin(self, table: Table, key: str, place: str) -> Margin:
        found = table.get(key, "none")
        place = f"{place}, {key}"
        if found == "any miss":
            return ANY_MISS
        try:
            if isinstance(found, str | int | float) and not isinstance(found, bool):
                return parse_tolerance(found) or NO_MARGIN
            if isinstance(found, dict):
                return self.clamped(found, place)
        except RuleError as error:
            raise self.fault(place, str(error)) from None
        raise self.fault(place, "must be text such as '10%', '5pp', 'none', or a table")

    def clamped(self, table: Table, place: str) -> Margin:
        self.only(table, _MARGIN, place)
        least, least_points = self.amount(table, "least", place)
        most, most_points = self.amount(table, "most", place)
        if least is not None and most is not None and least_points != most_points:
            raise self.fault(place, "least and most must both be points or both be amounts")
        if least is not None and most is not None and least > most:
            raise self.fault(place, "least is above most")
        share = self.share(table, "share", place)
        reciprocal = self.flag(table, "reciprocal", place, False)
        return Margin(
            share=share or 0.0,
            least=least or 0.0,
            most=float("inf") if most is None else most,
            points=least_points or most_points,
            of_range=self.share(table, "of_range", place) or 0.0,
            of_width=self.share(table, "of_width", place) or 0.0,
            chance=self.share(table, "chance", place),
            reciprocal=reciprocal,
            tiny=self.flag(table, "tiny", place, False),
        )

    def share(self, table: Table, key: str, place: str) -> float | None:
        found = table.get(key)
        if found is None:
            return None
        margin = None
        with suppress(RuleError):
            margin = parse_tolerance(found) if isinstance(found, str) else None
        if margin is None or margin.points or not margin.share:
            raise self.fault(place, f"{key} must be a share such as '10%'", key=key)
        if key == "chance" and not margin.share < 0.5:
            raise self.fault(place, "chance must be below 50%")
        return margin.share

    def amount(self, table: Table, key: str, place: str) -> tuple[float | None, bool]:
        """An amount in the unit (a number) or in points ("5pp")."""
        found = table.get(key)
        if isinstance(found, str):
            margin = None
            with suppress(RuleError):
                margin = parse_tolerance(found)
            if margin is None or not margin.points:
                raise self.fault(place, f"{key} must be points such as '5pp', or a number")
            return margin.least, True
        number = self.number(table, key, place)
        if number is not None and number < 0:
            raise self.fault(place, f"{key} must not be negative")
        return number, False

    def kinds(self, table: Table, place: str) -> frozenset[Measured]:
        found = table.get("units", [])
        if not isinstance(found, list):
            raise self.fault(place, 'units must be a list, such as ["percent"]', key="units")
        try:
            return frozenset(parse_unit(str(unit)) for unit in found)
        except RuleError as error:
            raise self.fault(f"{place}, units", str(error)) from None

    def positive(self, table: Table, key: str, place: str) -> float | None:
        number = self.number(table, key, place)
        if number is not None and number <= 0:
            raise self.fault(place, f"{key} must be above 0", key=key)
        return number

    def colour(self, found: object, place: str) -> Rag:
        if not isinstance(found, str) or found not in set(Rag):
            raise self.fault(place, f"{found!r} is not a colour", offer(list(Rag)))
        return Rag(str(found))


def _nearest(word: str, known: Iterable[str]) -> str:
    """What was probably meant, else all that is known."""
    near = get_close_matches(word, known, n=1)
    return f"Did you mean '{near[0]}'?" if near else offer(sorted(known))


def offer(known: Iterable[str]) -> str:
    """The advice after a word that is not known."""
    return f"Known are: {', '.join(known)}."
