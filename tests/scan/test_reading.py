"""Signs that small print makes look like others: put right where they can be, and in doubt."""

from __future__ import annotations

import pytest

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Page, Word
from xlscorecard.pdf.crosscheck import with_layer_check
from xlscorecard.scan.fills.fill_rules import hidden_rules
from xlscorecard.scan.ocr.engine import Letter
from xlscorecard.scan.words.page_figures import by_the_page
from xlscorecard.scan.words.reading import reading_of


def _letters(text: str, **also: str) -> list[Letter]:
    return [
        Letter(char, 10.0 * place, 0.99, also.get(f"at{place}", ""))
        for place, char in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        (_letters("1796", at2="%"), "17%"),
        (_letters("43.096", at4="%"), "43.0%"),
        (_letters("199", at2="%"), "19%"),
        (_letters("NIA", at1="/"), "N/A"),
        (_letters("+1-", at1="/"), "+/-"),
        (_letters("E84.50", at0="£"), "£84.50"),
        (_letters(".54.9%"), "54.9%"),
        (_letters(":3,210.5"), "3,210.5"),
        (_letters("99:2%"), "99.2%"),
        (_letters(".5%"), ".5%"),
        (_letters("£3.206,000"), "£3,206,000"),
        (_letters("22'23"), "22/23"),
        (_letters("2022’23"), "2022/23"),
        (_letters("2020/202"), "2020/2021"),
        (_letters("2019/202"), "2019/2020"),
    ],
)
def test_a_sign_that_looks_like_another_is_put_right_in_doubt(
    letters: list[Letter], said: str
) -> None:
    text, sure = reading_of(letters)
    assert text == said
    assert sure <= 0.8


@pytest.mark.parametrize(
    "printed",
    ["1796", "29.496", "199", "2.397", "E84", "2,397", "£3,210.5", "10:30", "22'25", "£1,234.567"],
)
def test_what_cannot_be_another_sign_stays(printed: str) -> None:
    assert reading_of(_letters(printed)) == (printed, 0.99)


def test_a_point_that_may_be_a_thousands_comma_is_in_doubt() -> None:
    text, sure = reading_of(_letters("2.397", at1=","))
    assert text == "2.397"
    assert sure <= 0.6
    assert reading_of(_letters("£2,313.000", at6=","))[1] <= 0.6


def test_the_slash_of_over_or_under_budget_is_put_right() -> None:
    assert reading_of(_letters("OI(U)"))[0] == "O/(U)"


def test_a_figure_that_would_be_a_percentage_like_the_others_is_in_doubt() -> None:
    printed = ["91.2%", "88.0%", "89.896", "90.5%", "1,204"]
    words = [Word(text, BBox(0, 0, 30, 9), confidence=0.99) for text in printed]
    read = by_the_page(words, [_letters(text) for text in printed])
    doubtful = [word.text for word in read if word is not None and word.confidence < 0.9]
    assert doubtful == ["89.896"]


def test_a_whole_figure_that_would_be_a_percentage_is_in_doubt_and_a_year_is_not() -> None:
    """Of 63% in JPEG's blots 6396 was read, and sure."""
    printed = ["58%", "71%", "6396", "90%", "1996", "896", "1,396", "2396.5"]
    words = [Word(text, BBox(0, 0, 30, 9), confidence=0.99) for text in printed]
    read = by_the_page(words, [_letters(text) for text in printed])
    assert [w.text for w in read if w is not None and w.confidence < 0.9] == ["6396"]
    plain = [word for word in words if not word.text.endswith("%")]
    assert by_the_page(plain, [_letters(word.text) for word in plain]) == plain


def test_figures_with_three_decimals_throughout_are_as_sure_as_read() -> None:
    printed = ["91.2%", "88.0%", "90.5%", "29.496", "30.131", "0.635"]
    words = [Word(text, BBox(0, 0, 30, 9), confidence=0.99) for text in printed]
    assert by_the_page(words, [_letters(text) for text in printed]) == words


def test_rules_go_on_through_a_black_header() -> None:
    header = Fill(BBox(40, 80, 340, 100), Rgb(0, 0, 0))
    rules = [Edge(x, 100, x, 200) for x in (40.0, 140.0, 240.0, 340.0)]
    title = Word("Ref and measure", BBox(60, 84, 180, 96))
    found = hidden_rules([header], rules, [title])
    standing = sorted(edge.x0 for edge in found if not edge.horizontal)
    assert standing == [40, 240, 340]  # no rule through the text
    assert hidden_rules([Fill(header.bbox, Rgb(220, 230, 240))], rules, [title]) == []


def _word(text: str, x: float) -> Word:
    return Word(text, BBox(x, 100, x + 30, 110), confidence=1.0)


def test_a_figure_that_the_scanners_own_text_has_otherwise_is_in_doubt() -> None:
    page = Page(1, 595, 842, words=(_word("62%", 50), _word("71%", 150), _word("84", 250)))
    layer = (_word("62%", 50.5), _word("77%", 150), _word("84", 251))
    assert [w.confidence for w in with_layer_check(page, layer).words] == [1.0, 0.5, 1.0]


def test_a_scanners_text_that_agrees_with_nothing_says_nothing() -> None:
    page = Page(1, 595, 842, words=(_word("62%", 50), _word("71%", 150), _word("84", 250)))
    askew = (_word("90", 50), _word("13%", 150), _word("84", 250))
    assert [w.confidence for w in with_layer_check(page, askew).words] == [1.0, 1.0, 1.0]
