"""The case table through the LAMBDA names, evaluated by IronCalc."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.functions.cases import Case, read_cases, same
from tests.functions.ironcalc_route import Sheet, workbook_with
from tests.functions.mutants import CHOSEN, chosen
from tests.functions.texts import calls
from xlscorecard.functions.call import call
from xlscorecard.functions.cells import Table
from xlscorecard.functions.lambda_text import LambdaName, lambda_names

NAMES = {name.name for name in lambda_names()}
CASES = [case for case in read_cases() if case.name in NAMES]


def disagreements(workbook: Path, cases: Sequence[Case]) -> list[str]:
    sheet = Sheet(workbook)
    places = []
    for case in cases:
        shape = case.result if isinstance(case.result, tuple) else (("",),)
        references = [sheet.put(given) for given in case.arguments]
        places.append(sheet.ask(case.name, references, len(shape), len(shape[0])))
    sheet.model.evaluate()
    wrong = []
    for case, place in zip(cases, places, strict=True):
        got = sheet.answer(place)
        wanted = "?" if case.no_lambda else case.result
        if not same(got, wanted):
            wrong.append(f"line {case.line}: {case.text}  got {_shown(got)}")
    return wrong


def _shown(table: Table) -> str:
    return str(table[0][0]) if len(table) == len(table[0]) == 1 else str(table)


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook_with(lambda_names(), tmp_path_factory.mktemp("lambda") / "names.xlsx")


def text_disagreements(workbook: Path, seed: int, number: int) -> list[str]:
    """Where a LAMBDA answers otherwise than the engine; "?" for what it does not read is fine."""
    sheet = Sheet(workbook)
    asked = list(calls(seed, number))
    places = [sheet.ask(name, [sheet.put(cell) for cell in given], 1, 1) for name, given in asked]
    sheet.model.evaluate()
    wrong = []
    for (name, given), place in zip(asked, places, strict=True):
        got = sheet.answer(place)
        wanted = call(name, *given)
        if got[0][0] != "?" and not same(got, wanted):
            wrong.append(f"{name}{given}: {got[0][0]!r}, the engine {wanted!r}")
    return wrong


def test_the_names_agree_with_the_case_table(workbook: Path) -> None:
    assert disagreements(workbook, CASES) == []


def test_the_names_read_no_text_otherwise_than_the_engine(workbook: Path) -> None:
    assert text_disagreements(workbook, 7, 1500) == []


@pytest.mark.parametrize("change", CHOSEN, ids=lambda change: f"{change[0]}: {change[2]}")
def test_a_falsified_formula_is_caught(change: tuple[str, str, str], tmp_path: Path) -> None:
    assert is_caught(chosen(*change), tmp_path)


def is_caught(names: Sequence[LambdaName], folder: Path) -> bool:
    return bool(disagreements(workbook_with(names, folder / "falsified.xlsx"), CASES))
