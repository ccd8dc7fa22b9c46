# ruff: noqa: E501
"""The same scorecard as PDF makers other than browsers and LibreOffice print it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.unseen.prints import Print
from xlscorecard.model.scorecard import Rag, Trend, TrendMeans
from xlscorecard.pipeline import read_scorecard

LEFT, TOP = 40.0, 70.0
PLACES = (40.0, 250.0, 310.0, 370.0, 430.0, 500.0)
COLOURS = {"Green": "00b050", "Amber": "ffc000", "Red": "ff0000"}
HEADER = "Measure | Target | Q1~2023/24 | Q2~2023/24 | RAG"
LINES = (
    "Rent collected from~tenants of the council | 97% | 97.1% | 98.4% | Green",
    "Missed bins | 40 | 43 | 41 | Amber",
    "Calls answered | 80% | 71.2% | 69.9% | Red",
    "Homes let | 250 | 120 | 131 | Red",
    "Planning appeals lost | 5 | 4 | 3 | Green",
)
SAID = [
    "Rent collected from tenants of the council; green - -; t@2023/24=97 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4",
    "Missed bins; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41",
    "Calls answered; red - -; t@2023/24=80 a@2023/24 Q1=71.2 a@2023/24 Q2=69.9",
    "Homes let; red - -; t@2023/24=250 a@2023/24 Q1=120 a@2023/24 Q2=131",
    "Planning appeals lost; green - -; t@2023/24=5 a@2023/24 Q1=4 a@2023/24 Q2=3",
]

Painter = Callable[[Print, float, float, float, float, str], None]


def in_strips(paper: Print, x0: float, top: float, x1: float, bottom: float, colour: str) -> None:
    """As a printer driver does: strips of 4 points, and what is left."""
    while top < bottom:
        paper.fill(x0, top, x1, min(top + 4.0, bottom), colour)
        top += 4.0


def as_word(
    paper: Print, x0: float, top: float, x1: float, bottom: float, colour: str, margin: float = 5.4
) -> None:
    """As Word does: the cell's margins, then a band for each line of its text."""
    paper.fill(x0, top, x0 + margin, bottom, colour)
    paper.fill(x1 - margin, top, x1, bottom, colour)
    while top < bottom:
        end = top + 10.0 if bottom - top > 14 else bottom
        paper.fill(x0 + margin, top, x1 - margin, end, colour)
        top = end


def as_word_with_thin_margins(
    paper: Print, x0: float, top: float, x1: float, bottom: float, colour: str
) -> None:
    as_word(paper, x0, top, x1, bottom, colour, margin=2.2)


def cut_in_two(paper: Print, x0: float, top: float, x1: float, bottom: float, colour: str) -> None:
    """As a driver does whose bands end somewhere on the page: the cut runs through the text."""
    cut = top + 6.0
    paper.fill(x0, top, x1, cut, colour)
    paper.fill(x0, cut, x1, bottom, colour)


@pytest.mark.parametrize(
    "painted", [in_strips, as_word, as_word_with_thin_margins, cut_in_two], ids=lambda p: p.__name__
)
@pytest.mark.parametrize("filled", [True, False], ids=["ratings filled", "ratings named"])
def test_cells_whose_paint_comes_in_pieces(tmp_path: Path, painted: Painter, filled: bool) -> None:
    """No lines at all: the painted header's cells and the ratings' are told by their paint."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    texts = [part.strip() for part in HEADER.split("|")]
    for (x0, x1), text in zip(pairwise(PLACES), texts, strict=True):
        painted(paper, x0, TOP, x1, TOP + 25.0, "d9e2f3")
        paper.text(x0 + 3, TOP + 2, text, bold=True)
    top = TOP + 25.0
    for line in LINES:
        high = 25.0 if "~" in line else 15.0
        *words, rating = (part.strip() for part in line.split("|"))
        for x0, text in zip(PLACES, words, strict=False):
            paper.text(x0 + 3, top + 2, text)
        if filled:
            painted(paper, PLACES[4], top, PLACES[5], top + high, COLOURS[rating])
        else:
            paper.text(PLACES[4] + 3, top + 2, rating)
        top += high
    assert paper.read() == SAID


def test_upright_lines_that_end_together_end_their_table(tmp_path: Path) -> None:
    """Two tables that only upright lines part, close below each other: years over pairs of columns
    that stand at other places than those of the table above."""
    paper = Print(tmp_path / "p.pdf", size=10.0)
    paper.text(40, 30, "Key Performance Indicators Quarter 1 2019-20", bold=True, size=14)
    xs = (40, 75, 320, 400, 480, 540, 600, 660, 720, 790)
    for x in xs:
        paper.upright(x, 75 if x in (540, 660) else 60, 138)
    paper.row((500, 625), 62, "2018-19 | 2019-20", bold=True)
    paper.row(
        (48, 140, 330, 405, 496, 556, 616, 676, 730),
        76,
        "Ref | Indicator | Frequency | 2017-18 | Target | Actual | Target | Actual | RAG",
        bold=True,
    )
    paper.row(
        (43, 78, 335, 415, 500, 560, 620, 680, 730),
        92,
        "1 | Settled adults | Quarterly | 101 | 91 | 69 | 82 | 99 | Amber",
    )
    paper.row(
        (43, 78, 335, 415, 500, 560, 620, 680, 730),
        107,
        "2 | Apprenticeship starts | Quarterly | 84.7% | 99.9% | 86.4% | 87.1% | 71.0% | Green",
    )
    paper.row(
        (43, 78, 335, 415, 500, 560, 620, 680, 730),
        122,
        "3 | Invoices paid in time | Quarterly | 262 | 380 | 304 | 289 | 348 | Green",
    )
    paper.text(40, 144, "Further indicators", bold=True, size=11)
    for x in (40, 240, 318, 396, 474, 552, 600, 790):
        paper.upright(x, 177 if x in (318, 474) else 162, 255)
    paper.row((300, 456), 164, "2018-19 | 2019-20", bold=True)
    names = "Indicator | Actual | Target | Actual | Target | RAG | Comment"
    paper.row((120, 265, 343, 421, 499, 560, 660), 178, names, bold=True)
    for top, line in (
        (194, "Library visits | 80% | 69% | 76% | 90% | Green | Two vacant posts."),
        (209, "Potholes repaired | 59.0 | 65.7 | 62.6 | 54.2 | Green | On track."),
        (224, "Staff turnover | 38% | 45% | 58% | 43% | Red | See separate report."),
        (239, "Calls answered | 43% | 45% | 36% | 54% | Green | Data lag."),
    ):
        paper.row((43, 268, 346, 424, 502, 560, 604), top, line)
    assert paper.read() == [
        "1 Settled adults; amber - -; p@2017/18=101 t@2018/19=91 p@2018/19=69 t@2019/20=82 a@2019/20=99",
        "2 Apprenticeship starts; green - -; p@2017/18=84.7 t@2018/19=99.9 p@2018/19=86.4 t@2019/20=87.1 a@2019/20=71.0",
        "3 Invoices paid in time; green - -; p@2017/18=262 t@2018/19=380 p@2018/19=304 t@2019/20=289 a@2019/20=348",
        "Library visits; green - -; p@2018/19=80 t@2018/19=69 a@2019/20=76 t@2019/20=90",
        "Potholes repaired; green - -; p@2018/19=59.0 t@2018/19=65.7 a@2019/20=62.6 t@2019/20=54.2",
        "Staff turnover; red - -; p@2018/19=38 t@2018/19=45 a@2019/20=58 t@2019/20=43",
        "Calls answered; green - -; p@2018/19=43 t@2018/19=45 a@2019/20=36 t@2019/20=54",
    ]


def test_a_key_of_drawn_symbols_in_two_columns_is_a_table(tmp_path: Path) -> None:
    """Each of its rows has one text alone, as names on a map have, and a symbol beside it."""
    paper = Print(tmp_path / "p.pdf")

    def triangle(x: float, top: float, way: int) -> None:
        paper.shape([(x, top - 4 * way), (x + 4, top + 3 * way), (x - 4, top + 3 * way)], "404040")

    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    paper.row((40, 120), 60, "Symbol | Meaning", bold=True)
    for number, (colour, meaning) in enumerate((
        ("00b050", "On or above target"), ("ffc000", "Within 5% of target"),
        ("ff0000", "More than 5% off target"), ("0070c0", "Complete"),
    )):  # fmt: skip
        paper.dot(52, 79 + 15 * number, colour)
        paper.text(120, 75 + 15 * number, meaning)
    for number, meaning in enumerate(("Value has increased", "Value has decreased")):
        triangle(52, 139 + 15 * number, 1 - 2 * number)
        paper.text(120, 135 + 15 * number, meaning)
    xs = (40, 200, 270, 340, 400, 460)
    paper.grid(xs, [190 + 16 * number for number in range(4)])
    places = (43, 203, 273, 343, 403)
    paper.row(places, 194, "Measure | Target | Actual | Status | Trend", bold=True)
    for number, line in enumerate(
        ("Rent collected | 97% | 98.4% | |", "Missed bins | 40 | 43 | |")
    ):
        paper.row(places, 210 + 16 * number, line)
        paper.dot(370, 214 + 16 * number, ("00b050", "ff0000")[number])
        triangle(430, 214 + 16 * number, 1 - 2 * number)
    paper.paper.save()
    records = read_scorecard(paper.path).records
    assert [(r.rag, r.trend, r.trend_means) for r in records] == [
        (Rag.GREEN, Trend.UP, TrendMeans.VALUE),
        (Rag.RED, Trend.DOWN, TrendMeans.VALUE),
    ]
