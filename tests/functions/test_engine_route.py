"""The case table through the functions themselves."""

import pytest

from tests.functions.cases import Case, read_cases, same
from xlscorecard.functions.call import call


def test_there_are_enough_cases() -> None:
    assert len(read_cases()) >= 400


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: f"{case.line}:{case.name}")
def test_case(case: Case) -> None:
    got = call(case.name, *case.arguments)
    assert same(got, case.result), f"{case.text}\n  got {got!r}"
