"""Whole papers as Word writes them, their records typed from what Word shows."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.paper import said
from tests.word.making import cell, make_word, par, run, table
from xlscorecard.pipeline import read_scorecard

DELETED = '<w:cellDel w:id="4" w:author="x" w:date="2022-01-01T00:00:00Z"/>'


def says(path: Path) -> list[str]:
    return said(read_scorecard(path)).splitlines()


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="x"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="x">{run(text)}</w:ins>'


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def test_a_scorecard_under_revision_is_read_as_accepted(tmp_path: Path) -> None:
    gone = cell(par(deleted("99")), DELETED)
    rows = (
        row(cell("Ref"), cell("Indicator"), cell(par(deleted("Q1")), DELETED), cell("Q2"),
            cell("Q3"), cell(par(inserted("Target"))), cell("Status")),
        row(cell("K1"), cell("Missed collections"), gone, cell("44.0"),
            cell(par(deleted("39.1") + inserted("38.2"))), cell(par(inserted("40"))),
            cell("Green")),
        row(cell("K2"), cell("Dropped"), gone, cell("5"), cell("6"), cell("7"), cell("Red"),
            properties='<w:del w:id="3" w:author="x"/>'),
        row(cell("K3"), cell("Appeals lost"), gone, cell("25%"), cell("40%"),
            cell(par(inserted("30%"))), cell(par(deleted("Amber") + inserted("Red"))),
            properties='<w:ins w:id="5" w:author="x"/>'),
    )  # fmt: skip
    body = par("KPIs Q3 2021/22") + f"<w:tbl>{''.join(rows)}</w:tbl>"
    assert says(make_word(tmp_path / "paper.docx", body)) == [
        "K1 Missed collections; green - -; a@2021/22 Q2=44.0 a@2021/22 Q3=38.2 t@2021/22=40",
        "K3 Appeals lost; red - -; a@2021/22 Q2=25 a@2021/22 Q3=40 t@2021/22=30",
    ]


def test_bands_of_a_green_table_style_are_no_rating(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="table" w:styleId="Green"><w:name w:val="Grid Table 4 Accent 6"/>'
        '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="E2EFD9"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    picture = """
        Indicator | Good is | Nov 23 | Dec 23 | Target 23/24 | RAG
        Children in need | Low | 331.2 | 338.9 | 320.0 | A {fill=FFC000}
        Re-referrals | Low | 21.3% | 19.8% | 20% | G {fill=70AD47}
        Children with a plan | N/A | 402 | 402 | n/a |
    """
    style = '<w:tblStyle w:val="Green"/><w:tblLook w:val="0420"/>'
    body = par("Scorecard December 2023") + table(picture, style=style)
    assert says(make_word(tmp_path / "paper.docx", body, styles=styles)) == [
        "Children in need; amber - lower; a@2023-11=331.2 a@2023-12=338.9 t@2023/24=320.0",
        "Re-referrals; green - lower; a@2023-11=21.3 a@2023-12=19.8 t@2023/24=20",
        "Children with a plan; - - -; a@2023-11=402 a@2023-12=402 t@2023/24=not_applicable",
    ]


def card(title: str, target: str, actual: str, before: str, rag: str, fill: str) -> str:
    return table(
        f"""
        {title} {{span=2}}
        Target | {target}
        Q1 actual | {actual}
        Previous quarter | {before}
        RAG | {rag} {{fill={fill}}}
        """
    )


def test_cards_in_a_frame_of_two_by_one(tmp_path: Path) -> None:
    cards = (
        card("Rent collected", "98.5%", "98.9%", "98.1%", "Green", "92D050"),
        card("Days to re-let a home", "22", "27", "24", "Red", "FF0000"),
    )
    frame = f"<w:tbl>{row(*(cell(one + par('')) for one in cards))}</w:tbl>"
    body = par("Housing dashboard Q1 2024/25") + frame
    assert says(make_word(tmp_path / "paper.docx", body)) == [
        "Rent collected; green - -; t@2024/25=98.5 a@2024/25 Q1=98.9 p@2023/24 Q4=98.1",
        "Days to re-let a home; red - -; t@2024/25=22 a@2024/25 Q1=27 p@2023/24 Q4=24",
    ]
