"""Short registers of actions, each rated otherwise, are no keys."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Kind, Rag, Scorecard


def told(scorecard: Scorecard) -> list[tuple[Kind, str, Rag | None]]:
    return [(r.kind, r.title, r.rag) for r in scorecard.records]


THREE = [
    (Kind.ACTION, "Publish plan", Rag.GREEN),
    (Kind.ACTION, "Open hub", Rag.AMBER),
    (Kind.ACTION, "Recruit staff", Rag.RED),
]


@pytest.mark.parametrize(
    "table",
    [
        """
        | Key action    | RAG rating | Comment      |
        | Publish plan  | [green]    | Published    |
        | Open hub      | [amber]    | Opening soon |
        | Recruit staff | [red]      | Vacant       |
        """,
        """
        | RAG rating | Key action    | Comment      |
        | [green]    | Publish plan  | Published    |
        | [amber]    | Open hub      | Opening soon |
        | [red]      | Recruit staff | Vacant       |
        """,
        """
        | Project       | RAG     |
        | Publish plan  | [green] |
        | Open hub      | [amber] |
        | Recruit staff | [red]   |
        """,
        """
        | RAG       | Action        |
        | [green] G | Publish plan  |
        | [amber] A | Open hub      |
        | [red] R   | Recruit staff |
        """,
    ],
)
def test_each_action_is_read_with_its_rating(table: str) -> None:
    scorecard = read_blocks("Action plan Q2 2024/25", table)
    assert told(scorecard) == THREE
    assert scorecard.key == ()


def test_actions_with_words_alone_are_told() -> None:
    scorecard = read_blocks(
        "Action plan Q2 2024/25",
        """
        | Status | Action                  |
        | Green  | New library opened      |
        | Amber  | Leisure centre delayed  |
        | Red    | Depot move not started  |
        """,
    )
    assert scorecard.key == ()
    assert [f.code for f in scorecard.findings] == ["table-passed-over", "no-scorecard"]


def test_a_key_with_its_own_actions_stays_one() -> None:
    scorecard = read_blocks(
        "Council plan Q2 2024/25",
        """
        | RAG     | Definition | Action              |
        | [green] | On target  | None                |
        | [amber] | Within 5%  | Manager to watch    |
        | [red]   | Off target | Report to committee |
        """,
    )
    assert [entry.rag for entry in scorecard.key] == [Rag.GREEN, Rag.AMBER, Rag.RED]
    assert scorecard.records == ()
