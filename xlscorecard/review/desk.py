"""The reviewer's desk: the doubts in order, what was decided, and what the page shows of each."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlscorecard.model.decision import Action, Decision
from xlscorecard.model.errors import Refused
from xlscorecard.model.geometry import BBox
from xlscorecard.model.scorecard import Observation, Record, Scorecard
from xlscorecard.review.apply import apply_decisions, decide, interpret
from xlscorecard.review.decisions import add_decision, now, read_decisions
from xlscorecard.review.doubts import Doubt, find_doubts
from xlscorecard.review.pictures import Pictures
from xlscorecard.review.said import quantity_words
from xlscorecard.review.states import states_of

# A correction longer than this is no value.
LONGEST_TEXT = 500


@dataclass(slots=True)
class _Entry:
    doubt: Doubt
    decision: Decision | None = None


class Desk:
    """Holds the doubts of one data file. Every answer comes from memory; a decision is on the
    disk before it is confirmed."""

    def __init__(
        self, data: Path, scorecards: Sequence[Scorecard], pictures: Pictures, who: str
    ) -> None:
        self._data = data
        self._cards = tuple(scorecards)
        self.pictures = pictures
        self.who = who
        self._lock = threading.Lock()
        doubts = find_doubts(self._cards)
        decisions = read_decisions(data)
        held = states_of(self._cards, doubts, decisions)
        self._entries = [_Entry(doubt, held.get(n)) for n, doubt in enumerate(doubts)]
        outcomes = apply_decisions(self._cards, decisions).outcomes
        self.waiting = sum(not outcome.holds for outcome in outcomes)
        self._last: list[int] = []

    def __len__(self) -> int:
        return len(self._entries)

    def counts(self) -> dict[str, object]:
        """How many doubts there are, how many are settled, and who decides."""
        settled = sum(entry.decision is not None for entry in self._entries)
        return {
            "doubts": len(self._entries),
            "settled": settled,
            "waiting": self.waiting,
            "who": self.who,
            "data": self._data.name,
        }

    def next_open(self, after: int) -> int | None:
        """The first unsettled doubt behind ``after``, from the start again at the end."""
        count = len(self._entries)
        for step in range(1, count + 1):
            at = (after + step) % count
            if self._entries[at].decision is None:
                return at
        return None

    def decide(self, at: int, action: Action, text: str = "") -> None:
        """Store a decision about doubt number ``at``. Raises Refused for one that cannot be."""
        with self._lock:
            entry = self._entries[at]
            doubt = entry.doubt
            if action is Action.CORRECT:
                value = self._value(doubt)
                text = text.strip()
                if value is None or not text or len(text) > LONGEST_TEXT:
                    raise Refused(self._data.name, "a correction wants what the paper prints")
            elif action is Action.ABSENT and doubt.value is None:
                raise Refused(self._data.name, "only a value can be marked as not there")
            else:
                text = ""
            decision = Decision(doubt.place, action, self.who, now(), text)
            add_decision(self._data, decision)
            entry.decision = None if action is Action.WITHDRAW else decision
            if action is not Action.WITHDRAW:
                self._last.append(at)

    def undo(self) -> int | None:
        """Withdraw the last decision of this sitting; gives its number."""
        if not self._last:
            return None
        at = self._last.pop()
        self.decide(at, Action.WITHDRAW)
        return at

    def interpreted(self, at: int, text: str) -> str:
        """What a correction would be stored as, in words."""
        value = self._value(self._entries[at].doubt)
        if value is None or not text.strip():
            return ""
        return quantity_words(interpret(value, text.strip()[:LONGEST_TEXT]))

    def shown(self, at: int) -> dict[str, object]:
        """All that the page shows of doubt number ``at``: plain texts and numbers."""
        entry = self._entries[at]
        doubt = entry.doubt
        card = self._cards[doubt.paper]
        record = None if doubt.record is None else card.records[doubt.record]
        value = self._value(doubt)
        upcoming = self.next_open(at)
        return {
            "number": at,
            "paper": card.paper.file,
            "council": card.paper.organisation,
            "page": doubt.page,
            "table": doubt.place.table or None,
            "row": doubt.place.row or None,
            "ref": record.ref if record else None,
            "title": record.title if record else None,
            "section": " > ".join(record.section) if record else "",
            "column": doubt.place.column or None,
            "raw": value.raw if value else None,
            "means": quantity_words(value.quantity) if value else None,
            "confidence": doubt.confidence,
            "why": list(doubt.why),
            "cells": _cells(record, doubt.value),
            "picture": self._picture(doubt, record, value),
            "decision": _decision(entry.decision, value),
            "next": upcoming,
            "next_picture": None if upcoming is None else self._address(upcoming),
        }

    def _value(self, doubt: Doubt) -> Observation | None:
        if doubt.record is None or doubt.value is None:
            return None
        return self._cards[doubt.paper].records[doubt.record].observations[doubt.value]

    def _address(self, at: int) -> str | None:
        doubt = self._entries[at].doubt
        if not self.pictures.has(doubt.paper, doubt.page):
            return None
        return f"page/{doubt.paper}/{doubt.page}.png"

    def _picture(
        self, doubt: Doubt, record: Record | None, value: Observation | None
    ) -> dict[str, object] | None:
        if doubt.page is None or not self.pictures.has(doubt.paper, doubt.page):
            return None
        drawn = self.pictures.page(doubt.paper, doubt.page)
        if drawn is None:
            return None
        box = value.bbox if value is not None else record.bbox if record is not None else None
        return {
            "address": f"page/{doubt.paper}/{doubt.page}.png",
            "width": round(drawn.width, 2),
            "height": round(drawn.height, 2),
            "box": None if box is None else [round(side, 2) for side in box],
            "crop": None if box is None else crop_around(box, drawn.width, drawn.height),
        }


def crop_around(box: BBox, width: float, height: float) -> list[float]:
    """The part of a page (x, y, width, height in points) that shows a cell and its neighbours."""
    wide = min(width, max(260.0, box.width + 120.0))
    high = min(height, max(70.0, box.height + 44.0))
    x = min(max(0.0, (box.x0 + box.x1 - wide) / 2), width - wide)
    y = min(max(0.0, (box.top + box.bottom - high) / 2), height - high)
    return [round(side, 2) for side in (x, y, wide, high)]


def _cells(record: Record | None, chosen: int | None) -> list[dict[str, object]]:
    """The row as it was read, for papers without pictures and for the eye."""
    if record is None:
        return []
    return [
        {"column": o.column, "raw": o.raw, "chosen": n == chosen}
        for n, o in enumerate(record.observations)
    ]


def _decision(decision: Decision | None, value: Observation | None) -> dict[str, object] | None:
    if decision is None:
        return None
    after = None if value is None else decide(replace(value, confidence=1.0), decision)
    return {
        "action": decision.action,
        "text": decision.text,
        "who": decision.who,
        "when": decision.when,
        "means": quantity_words(after.quantity) if after else "",
    }
