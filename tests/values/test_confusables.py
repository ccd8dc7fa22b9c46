"""Look-alike letters are folded to Latin; digits are never touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.values.confusables import fold_confusables, fold_punctuation, fold_words


def test_look_alikes_become_latin() -> None:
    assert fold_confusables("ТВС") == "TBC"
    assert fold_confusables("Η") == "H"
    assert fold_confusables("Ν/Α") == "N/A"
    assert fold_words("  Τarget\u00a0 Ваnd – width ") == "target band - width"
    assert fold_punctuation("59–63％ ﬁnal\u00ad") == "59-63% final"


@given(st.text())
def test_digits_stay_as_they_are(text: str) -> None:
    folded = fold_punctuation(fold_confusables(text))
    assert [c for c in folded if c.isdigit()] == [c for c in text if c.isdigit()]


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold_punctuation(fold_confusables(text))
    assert fold_punctuation(fold_confusables(once)) == once


@given(st.text(alphabet=st.characters(max_codepoint=126, min_codepoint=32)))
def test_plain_text_is_untouched(text: str) -> None:
    assert fold_confusables(text) == text
    assert fold_punctuation(text) == text
