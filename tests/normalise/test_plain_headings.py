"""Sections that nothing but their place sets apart, and measures that have no values."""

from __future__ import annotations

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Scorecard, Severity


def _titles(scorecard: Scorecard) -> list[tuple[str, str]]:
    return [(" > ".join(record.section), record.title) for record in scorecard.records]


def test_names_with_nothing_beside_them_from_the_first_row_on_are_sections() -> None:
    scorecard = read_blocks(
        """
        | Indicator                | Target | Q1   | Q2   | RAG      |
        | Housing                  |        |      |      |          |
        | Voids relet in 28 days   | 90%    | 88%  | 91%  | [green]G |
        | Rent arrears             | 3%     | 3.2% | 3.1% | [amber]A |
        | Waste and recycling      |        |      |      |          |
        | Missed bins per 100,000  | 50     | 44   | 48   | [green]G |
        | Household waste recycled | 50%    | 47%  | 46%  | [red]R   |
        """
    )
    assert _titles(scorecard) == [
        ("Housing", "Voids relet in 28 days"),
        ("Housing", "Rent arrears"),
        ("Waste and recycling", "Missed bins per 100,000"),
        ("Waste and recycling", "Household waste recycled"),
    ]
    (told,) = scorecard.findings
    assert (told.code, told.severity) == ("section-by-place", Severity.INFO)
    assert "'Housing', 'Waste and recycling'" in told.message


def test_capitals_over_a_name_are_the_outer_section() -> None:
    scorecard = read_blocks(
        """
        | Indicator                | Target | Q1   | Q2   | RAG      |
        | PLACE                    |        |      |      |          |
        | Housing                  |        |      |      |          |
        | Voids relet in 28 days   | 90%    | 88%  | 91%  | [green]G |
        | Rent arrears             | 3%     | 3.2% | 3.1% | [amber]A |
        | Streets                  |        |      |      |          |
        | Lamps mended in a week   | 90%    | 88%  | 91%  | [green]G |
        | PEOPLE                   |        |      |      |          |
        | Schools                  |        |      |      |          |
        | Pupils in a good school  | 90%    | 88%  | 91%  | [green]G |
        """
    )
    assert [section for section, _ in _titles(scorecard)] == [
        "PLACE > Housing",
        "PLACE > Housing",
        "PLACE > Streets",
        "PEOPLE > Schools",
    ]


def test_names_without_a_code_among_measures_that_have_one_are_sections() -> None:
    scorecard = read_blocks(
        """
        | Ref | Indicator              | Target | Q1   | Q2   | RAG      |
        |     | Housing and homeless   |        |      |      |          |
        | H1  | Voids relet            | 90%    | 88%  | 91%  | [green]G |
        | H2  | Rent arrears           | 3%     | 3.2% | 3.1% | [amber]A |
        |     | Waste and recycling    |        |      |      |          |
        | W1  | Missed bins            | 50     | 44   | 48   | [green]G |
        | W2  | Waste composted        |        |      |      |          |
        """
    )
    assert _titles(scorecard) == [
        ("Housing and homeless", "Voids relet"),
        ("Housing and homeless", "Rent arrears"),
        ("Waste and recycling", "Missed bins"),
        ("Waste and recycling", "Waste composted"),
    ]


def test_measures_without_values_stay_measures() -> None:
    scorecard = read_blocks(
        """
        | Indicator                   | Target | Q1   | Q2   | RAG      |
        | Voids relet in 28 days      | 90%    | 88%  | 91%  | [green]G |
        | Tenancies sustained         |        |      |      |          |
        | Rent arrears                | 3%     | 3.2% | 3.1% | [amber]A |
        | Household waste recycled    |        |      |      |          |
        """
    )
    assert len(scorecard.records) == 4
    assert {record.section for record in scorecard.records} == {()}


def test_a_first_measure_without_values_is_one_by_its_words() -> None:
    for name in ("Tenant satisfaction", "Number of homes built", "Reduce empty homes", "% voids"):
        scorecard = read_blocks(
            f"""
            | Indicator                   | Target | Q1   | Q2   | RAG      |
            | {name}                      |        |      |      |          |
            | Voids relet in 28 days      | 90%    | 88%  | 91%  | [green]G |
            | Rent arrears of all tenants | 3%     | 3.2% | 3.1% | [amber]A |
            """
        )
        assert scorecard.records[0].title == name


def test_a_last_row_without_values_heads_nothing() -> None:
    scorecard = read_blocks(
        """
        | Indicator                | Target | Q1   | Q2   | RAG      |
        | Housing                  |        |      |      |          |
        | Voids relet in 28 days   | 90%    | 88%  | 91%  | [green]G |
        | Rent arrears of tenants  | 3%     | 3.2% | 3.1% | [amber]A |
        | Empty homes              |        |      |      |          |
        """
    )
    assert _titles(scorecard)[-1] == ("Housing", "Empty homes")


def test_a_first_row_alone_that_may_be_a_measure_without_a_result_is_to_be_looked_at() -> None:
    scorecard = read_blocks(
        """
        | Indicator                         | Target | Q1  | Q2  | RAG |
        | Digital inclusion                 |        |     |     |     |
        | Calls answered in 30 seconds      | 90%    | 89% | 91% | G   |
        | Households in temporary housing   | 100    | 99  | 98  | G   |
        """
    )
    (told,) = scorecard.findings
    assert (told.code, told.severity) == ("section-by-place", Severity.LOOK)
    assert "'Digital inclusion'" in told.message


def test_a_first_row_alone_without_the_code_of_the_others_is_a_remark() -> None:
    scorecard = read_blocks(
        """
        | Ref | Indicator                       | Target | Q1  | Q2  | RAG |
        |     | Digital inclusion               |        |     |     |     |
        | D1  | Calls answered in 30 seconds    | 90%    | 89% | 91% | G   |
        | D2  | Households in temporary housing | 100    | 99  | 98  | G   |
        """
    )
    assert [f.severity for f in scorecard.findings] == [Severity.INFO]
