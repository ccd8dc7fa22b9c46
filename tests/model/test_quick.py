"""Quickly made types are frozen dataclasses in every other respect."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.model.quick import quickly_made

BOX = BBox(1, 2, 3, 4)


def test_nothing_of_a_made_object_can_be_changed() -> None:
    word = Word("Target", BOX)
    with pytest.raises(FrozenInstanceError):
        word.text = "Actual"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del word.text
    assert not hasattr(word, "__dict__")
    assert type(word) is Word


def test_defaults_order_and_names_of_the_fields_hold() -> None:
    word = Word("Target", BOX, 8.0, bold=True)
    assert (word.size, word.bold, word.italic, word.confidence) == (8.0, True, False, 1.0)
    assert word == Word(text="Target", bbox=BOX, size=8.0, bold=True)
    assert hash(word) == hash(replace(word))
    assert repr(replace(word, text="RAG")).startswith("Word(text='RAG', bbox=BBox(x0=1,")


def test_missing_and_unknown_fields_are_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"Word.__init__\(\).*'bbox'"):
        Word("Target")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Word("Target", BOX, colour=3)  # type: ignore[call-arg]


def test_copies_and_pickles_are_equal_and_frozen() -> None:
    word = Word("Target", BOX)
    for twin in (copy.deepcopy(word), pickle.loads(pickle.dumps(word))):
        assert twin == word
        with pytest.raises(FrozenInstanceError):
            twin.text = "Actual"  # type: ignore[misc]


def test_a_type_that_makes_its_own_fields_is_refused() -> None:
    with pytest.raises(TypeError, match="Held does more"):

        @quickly_made
        @dataclass(frozen=True, slots=True)
        class Held:
            parts: list[int] = field(default_factory=list)
