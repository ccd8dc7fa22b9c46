"""The catalogue itself: names, examples, help, and what is derived from it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyopenvba.formula._prefixes import in_file

from xlscorecard.addins.lint import excel_functions
from xlscorecard.functions.call import call
from xlscorecard.functions.catalogue import BY_NAME, FUNCTIONS, Function
from xlscorecard.functions.cells import Left
from xlscorecard.functions.columns import FEWEST, rag_columns
from xlscorecard.functions.lambda_text import LONGEST, lambda_names, stored_form

LAST_COLUMN = "XFD"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_no_name_is_a_builtin_or_a_cell(function: Function) -> None:
    assert function.name not in excel_functions()
    cell = re.fullmatch(r"([A-Z]{1,3})\d+", function.name)
    assert cell is None or cell[1] > LAST_COLUMN
    assert not re.fullmatch(r"R\d*C\d*|[RC]\d*", function.name)
    assert re.fullmatch(r"[A-Z]{3,}", function.name)


def test_the_list_of_builtins_is_a_full_one() -> None:
    assert len(excel_functions()) >= 525
    for name in ("SUM", "TREND", "RANK", "QUARTILE", "FORECAST", "XLOOKUP", "LAMBDA", "PIVOTBY"):
        assert name in excel_functions()


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_example_is_true(function: Function) -> None:
    assert function.examples
    for example in function.examples:
        assert call(function.name, *example.arguments) == example.result


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_help_fits_the_function_wizard(function: Function) -> None:
    assert len(function.summary) <= 255
    for argument in function.arguments:
        assert 10 <= len(argument.help) <= 255
    optional = [argument.optional for argument in function.arguments]
    assert optional == sorted(optional)


def test_the_first_five_arguments_of_rag_are_fixed() -> None:
    names = [argument.name for argument in BY_NAME["RAG"].arguments]
    assert names == ["value", "target", "polarity", "tolerance", "unit"]
    assert BY_NAME["RAG"].required == 2


def test_every_function_has_a_lambda() -> None:
    named = {name.name for name in lambda_names() if not name.hidden}
    assert named == set(BY_NAME)


def test_lambda_texts_are_as_excel_keeps_them() -> None:
    for name in lambda_names():
        assert len(name.formula) < LONGEST
        assert len(name.stored) < LONGEST
        # Excel takes no longer text in a formula.
        assert all(len(text) <= 255 for text in re.findall(r'"((?:[^"]|"")*)"', name.formula))
        outside = re.sub(r'"(?:[^"]|"")*"', "", name.formula)
        words = set(re.findall(r"(?<![A-Z.])[a-z_]+", outside))
        assert not words & {each.name.lower() for each in lambda_names()}
        assert not words & {"r", "c"}


@pytest.mark.parametrize("name", lambda_names(), ids=lambda name: name.name)
def test_the_stored_form_is_what_was_measured_in_excel(name: object) -> None:
    formula = name.formula  # type: ignore[attr-defined]
    assert in_file("=" + formula).removeprefix("=") == stored_form(formula)


def test_too_few_or_too_many_arguments_are_an_error() -> None:
    assert call("RAG") == "#VALUE!"
    assert call("RAG", 1.0) == "#VALUE!"
    assert call("FIGURE", "1", "low", 3.0) == "#VALUE!"


NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))


@given(
    values=st.lists(st.one_of(NUMBERS, st.none()), min_size=FEWEST, max_size=FEWEST + 8),
    target=st.one_of(NUMBERS, st.sampled_from([0.0, 0.8, 80.0, 12.0, 3.0])),
    polarity=st.sampled_from([Left.OUT, "higher", "lower"]),
    tolerance=st.sampled_from([Left.OUT, None, 0.05, "5pp", "none", "10%"]),
    unit=st.sampled_from([Left.OUT, "percent", "fraction", "count", "days", "budget", "score"]),
)
def test_the_fast_way_answers_as_the_plain_way(
    values: list[float | None], target: float, polarity: object, tolerance: object, unit: object
) -> None:
    near = [*values[:-4], target, target * 1.1, target * 0.9, target - 1.0]
    column = tuple((value,) for value in near)
    options = (polarity, tolerance, unit)
    fast = rag_columns((column, target, *options), len(column), 1)  # type: ignore[arg-type]
    if fast is None:
        # Figures in two sizes are for the plain way, which says so.
        assert unit == "fraction"
        return
    plain = tuple((call("RAG", value, target, *options),) for value in near)  # type: ignore[arg-type]
    assert fast == plain


@settings(deadline=None)  # the first call reads the catalogue
@given(text=st.text(max_size=30))
def test_no_text_breaks_a_function(text: str) -> None:
    for function in FUNCTIONS:
        arguments = [text] * len(function.arguments)
        assert call(function.name, *arguments) is not None
        assert isinstance(call(function.name, *arguments[: function.required]), str | float | tuple)


@given(
    value=NUMBERS,
    better=st.floats(0, 1e5).map(lambda x: round(x, 3)),
    target=NUMBERS,
    polarity=st.sampled_from(["higher", "lower"]),
    unit=st.sampled_from([Left.OUT, "percent", "count", "days", "score"]),
)
def test_a_better_value_is_never_rated_worse(
    value: float, better: float, target: float, polarity: str, unit: object
) -> None:
    order = {"Red": 0, "Amber": 1, "Green": 2}
    moved = value + better if polarity == "higher" else value - better
    one = call("RAG", value, target, polarity, Left.OUT, unit)  # type: ignore[arg-type]
    two = call("RAG", moved, target, polarity, Left.OUT, unit)  # type: ignore[arg-type]
    assert order[str(two)] >= order[str(one)]
