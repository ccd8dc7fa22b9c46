"""Scorecards that Word holds in parts: tables split by hand, tables beside their names, remarks
beside merged groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.paper import said
from tests.word.making import cell, make_word, par, table
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.pipeline import read_scorecard

_HEAD = "Ref | Measure | Target 2023/24 | Q2 2023/24 | RAG"
_FIRST = """
    Growing economy {span=5 fill=D9D9D9}
    G1 | New homes completed | 400 | 231 | Green
    G2 | Affordable homes completed | 120 | 38 | Red
"""
_SECOND = """
    G3 | Planning appeals dismissed | 70% | 74% | Green
    Healthy lives {span=5 fill=D9D9D9}
    L1 | Leisure centre visits | 500,000 | 241,320 | Amber
"""


def _read(folder: Path, body: str) -> Scorecard:
    return read_scorecard(make_word(folder / "paper.docx", body + par("")))


def _sections(card: Scorecard) -> dict[str, tuple[str, ...]]:
    return {record.ref or "": record.section for record in card.records}


def test_the_second_part_of_a_split_table_is_in_the_first_parts_section(tmp_path: Path) -> None:
    title = par("Council plan performance, Quarter 2 2023/24")
    wanted = {
        **dict.fromkeys(("G1", "G2", "G3"), ("Growing economy",)),
        "L1": ("Healthy lives",),
    }
    for second in (_SECOND, _HEAD + _SECOND):
        body = title + table(_HEAD + _FIRST) + par("") + table(second)
        assert _sections(_read(tmp_path, body)) == wanted


def test_a_line_between_two_tables_parts_them(tmp_path: Path) -> None:
    body = (
        par("Council plan performance, Quarter 2 2023/24")
        + table(_HEAD + _FIRST)
        + par("The measures below are new this year.")
        + table(_HEAD + _SECOND)
    )
    assert _sections(_read(tmp_path, body))["G3"] == ()


def test_a_remark_beside_a_merged_group_is_no_measure(tmp_path: Path) -> None:
    body = par("Community scorecard Q3 2023/24") + table("""
        | Ref | Indicator | Q3 2022/23 | Q3 2023/24 | Q3 target | RAG
        Safe {merge} | S1 | Recorded crime | 2,502 | 2,611 | 2,400 | Red
        ^ | | Commentary: recording has changed; the rise is 4% on last year. {span=5}
        ^ | S2 | Domestic abuse | 801 | 866 | 820 | Amber
        Clean | C1 | Streets clean | 94.9% | 96.4% | 95% | Green
    """)
    card = _read(tmp_path, body)
    assert said(card).splitlines() == [
        "S1 Recorded crime; red - -; p@2022/23 Q3=2502 a@2023/24 Q3=2611 t@2023/24 Q3=2400",
        "S2 Domestic abuse; amber - -; p@2022/23 Q3=801 a@2023/24 Q3=866 t@2023/24 Q3=820",
        "C1 Streets clean; green - -; p@2022/23 Q3=94.9 a@2023/24 Q3=96.4 t@2023/24 Q3=95",
    ]
    assert _sections(card) == {"S1": ("Safe",), "S2": ("Safe",), "C1": ("Clean",)}
    assert "recording has changed" in str(card.records[0].text)
    assert not card.findings


def test_tables_beside_their_names_are_in_sections_of_those_names(tmp_path: Path) -> None:
    first = table("""
        Ref | Measure | Target | Q1 2024/25 | RAG
        K1 | Pupils in good schools | 90% | 91% | Green
        K2 | Persistent absence | 15% | 22.4% | Red
    """)
    second = table("""
        Ref | Measure | Target | Q1 2024/25 | RAG
        K3 | Delayed transfers | 8.0 | 8.4 | Amber
    """)
    rows = "".join(
        f"<w:tr>{cell(name)}{cell(inner + par('') if inner else 'Measures')}</w:tr>"
        for name, inner in (
            ("Theme", ""),
            ("Theme 1: Children", first),
            ("Theme 2: Adults", second),
        )
    )
    card = _read(tmp_path, par("Outcomes report") + f"<w:tbl>{rows}</w:tbl>")
    assert _sections(card) == {
        "K1": ("Theme 1: Children",),
        "K2": ("Theme 1: Children",),
        "K3": ("Theme 2: Adults",),
    }


def test_a_rating_whose_header_says_how_to_fill_it_in(tmp_path: Path) -> None:
    body = par("Annual return 2023/24") + table("""
        Ref | Measure | 2022/23 | 2023/24 | Target | Rating (tick one)
        H1 | Gas certificates in date | 99.9% | 99.8% | 100% | ☐ Red ☒ Amber ☐ Green
        H2 | Emergency repairs in 24 hours | 97.5% | 91.2% | 99% | ☒ Red ☐ Amber ☐ Green
    """)
    assert said(_read(tmp_path, body)).splitlines() == [
        "H1 Gas certificates in date; amber - -; p@2022/23=99.9 a@2023/24=99.8 t@2023/24=100",
        "H2 Emergency repairs in 24 hours; red - -; p@2022/23=97.5 a@2023/24=91.2 t@2023/24=99",
    ]


_GRID = "2400 1200 1200 1200"


def test_periods_as_rows_go_on_below_an_empty_line(tmp_path: Path) -> None:
    """The measures are the columns: the second piece has neither their names nor a result."""
    first = """
        Measure | New homes completed | Planning appeals dismissed | Leisure centre visits
        2022/23 | 388 | 68% | 480,210
        Q1 2023/24 | 101 | 71% | 118,004
    """
    second = """
        Q2 2023/24 | 130 | 74% | 123,316
        Target 2023/24 | 400 | 70% | 500,000
        RAG | Amber | Green | Red
    """
    body = par("Performance report, Quarter 2 2023/24")
    body += table(first, grid=_GRID) + par("") + table(second, grid=_GRID)
    assert said(_read(tmp_path, body)).splitlines() == [
        (
            "New homes completed; amber - -;"
            " p@2022/23=388 a@2023/24 Q1=101 a@2023/24 Q2=130 t@2023/24=400"
        ),
        (
            "Planning appeals dismissed; green - -;"
            " p@2022/23=68 a@2023/24 Q1=71 a@2023/24 Q2=74 t@2023/24=70"
        ),
        (
            "Leisure centre visits; red - -;"
            " p@2022/23=480210 a@2023/24 Q1=118004 a@2023/24 Q2=123316 t@2023/24=500000"
        ),
    ]


def test_results_and_targets_as_rows_go_on_below_an_empty_line(tmp_path: Path) -> None:
    first = """
        Measure | | Q1 | Q2
        New homes completed {merge} | Actual | 101 | 130
        ^ | Target | 100 | 100
        Planning appeals dismissed {merge} | Actual | 71% | 74%
        ^ | Target | 70% | 70%
    """
    second = """
        Leisure centre visits {merge} | Actual | 118,004 | 123,316
        ^ | Target | 125,000 | 125,000
    """
    body = par("Performance report, Quarter 2 2023/24")
    body += table(first, grid=_GRID) + par("") + table(second, grid=_GRID)
    assert said(_read(tmp_path, body)).splitlines()[-1] == (
        "Leisure centre visits; - - -; a@2023/24 Q1=118004 t@2023/24 Q1=125000"
        " a@2023/24 Q2=123316 t@2023/24 Q2=125000"
    )


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        ("Target | Q2 2023/24 \n {t} | {a}", "t@2023/24={t} a@2023/24 Q2={a}"),
        ("Target: | {t} \n Q2 2023/24: | {a}", "t@2023/24={t} a@2023/24 Q2={a}"),
        (" | Q2 \n Actual | {a} \n Target | {t}", "a@2023/24 Q2={a} t@2023/24 Q2={t}"),
        ("Quarter | Actual | Target \n Q2 | {a} | {t}", "a@2023/24 Q2={a} t@2023/24 Q2={t}"),
    ],
)
def test_a_small_table_inside_a_cell_is_its_figures(tmp_path: Path, inner: str, read: str) -> None:
    first, second = (table(inner.format(t=t, a=a)) + par("") for t, a in ((400, 231), (70, 74)))
    body = par("Performance report, Quarter 2 2023/24") + table(f"""
        Measure | Performance | RAG
        New homes completed | {first} | Red
        Planning appeals dismissed | {second} | Green
    """)
    assert said(_read(tmp_path, body)).splitlines() == [
        "New homes completed; red - -; " + read.format(t=400, a=231),
        "Planning appeals dismissed; green - -; " + read.format(t=70, a=74),
    ]


def test_a_small_table_inside_a_cell_that_is_no_result_is_kept_as_printed(tmp_path: Path) -> None:
    inner = table("North | 71 \n South | 88") + par("")
    body = par("Performance report, Quarter 2 2023/24") + table(f"""
        Measure | Target | Q2 2023/24 | RAG
        Library visits | 160 | {inner} | Red
        Museum visits | 150 | 152 | Green
    """)
    card = _read(tmp_path, body)
    actual = card.records[0].observations[1]
    assert (actual.raw, actual.quantity.value) == ("North: 71\nSouth: 88", None)
    assert [finding.code for finding in card.findings] == ["value-not-read"]


def test_a_cell_with_a_painted_table_inside_is_not_surely_blank(tmp_path: Path) -> None:
    inner = table("Q1 | Q2 \n 71 {fill=00B050} | 88 {fill=FF0000}") + par("")
    body = par("Performance report, Quarter 2 2023/24") + table(f"""
        Measure | Target | Q2 2023/24 | RAG
        Library visits | 160 | {inner} | Red
        Museum visits | 150 | 152 | Green
    """)
    first = _read(tmp_path, body).records[0]
    assert [(o.raw, o.confidence) for o in first.observations] == [("160", 1.0), ("", 0.5)]
