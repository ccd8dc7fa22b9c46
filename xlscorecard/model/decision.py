"""What a person decided about a doubtful value, and a line of the list of doubts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# A value read with less confidence wants a person's eye.
SURE = 0.9


class Action(StrEnum):
    """``accept``: as read; ``correct``: the paper prints something else; ``absent``: there is no
    such value; ``withdraw``: the earlier decision no longer holds."""

    ACCEPT = "accept"
    CORRECT = "correct"
    ABSENT = "absent"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class ValuePlace:
    """Which value a decision is about, so that it can be found again in a fresh conversion.

    ``column`` is the header, ``nth`` counts values of that column in the row from 0; ``title``
    and ``raw`` are as read when the decision was made. ``code`` is set instead of a column for
    a finding that is about no single value. ``sha256`` is the paper's: with the same paper the
    place alone is proof, with a changed one the text must be the same too.
    """

    document: str
    sha256: str
    table: int
    row: int
    column: str
    nth: int
    title: str
    raw: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``text`` is what the paper prints, where it was corrected; ``when`` is UTC
    ("2026-03-31T09:15:00Z")."""

    place: ValuePlace
    action: Action
    who: str
    when: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A doubtful value, or one that was decided, as a list shows it.

    ``picture`` is the path of its page in a static report, relative to the file that links to
    it; ``state`` says in words whether the decision holds.
    """

    document: str
    page: int | None
    table: int | None
    row: int | None
    column: str
    ref: str
    title: str
    raw: str
    confidence: float | None
    why: str
    state: str
    text: str = ""
    who: str = ""
    when: str = ""
    picture: str = ""
