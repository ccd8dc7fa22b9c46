"""Two rows of names in a header whose rules the paint hides, and names set close to a rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageFilter

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Word
from xlscorecard.model.scorecard import Rag, Role
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.fills.fill_rules import hidden_rules
from xlscorecard.scan.headers.header_rules import header_rules
from xlscorecard.scan.headers.upright_heads import upright_heads
from xlscorecard.scan.rules.line import Line
from xlscorecard.scan.words.text import between_rules

WHITE = (255, 255, 255)
XS = (40, 200, 270, 340, 410, 480, 550)
FIGURES = (
    ("Visits to libraries", "120", "118", "125", "131"),
    ("Rent collected", "97.5%", "96.8%", "98.0%", "97.1%"),
    ("Missed bins", "40", "43", "38", "36"),
)
SAID = [
    (Role.TARGET, "2022/23"), (Role.PREVIOUS, "2022/23"),
    (Role.TARGET, "2023/24"), (Role.ACTUAL, "2023/24"),
]  # fmt: skip


def _two_rows_of_names(*, banner: bool) -> Sheet:
    """Years over "Target" and "Actual", white on dark, with no line in the paint."""
    sheet = Sheet()
    sheet.text(40, 40, "Annual performance report 2023/24", size=14, bold=True)
    sheet.fill(40, 70, 550, 102, (0, 60, 40))
    for x, y, text in (
        (45, 90, "Measure"), (259, 82, "2022/23"), (399, 82, "2023/24"), (222, 97, "Target"),
        (292, 97, "Actual"), (362, 97, "Target"), (432, 97, "Actual"), (503, 90, "RAG"),
    ):  # fmt: skip
        sheet.text(x, y, text, size=8, bold=True, colour=WHITE)
    first = 118 if banner else 102
    if banner:
        sheet.text(45, 113, "Children and families", size=8, bold=True)
        sheet.line(40, 118, 550, 118)
    for row, texts in enumerate(FIGURES):
        for x, text in zip(XS, (*texts, "Green"), strict=False):
            sheet.text(x + 5, first + 12 + 18 * row, text, size=8)
        sheet.line(40, first + 18 * (row + 1), 550, first + 18 * (row + 1))
    sheet.line(40, 102, 550, 102)
    for x in XS:
        sheet.line(x, 102 if x in (40, 550) else first, x, first + 54)
    return sheet


@pytest.mark.parametrize("banner", [False, True])
def test_names_under_a_year_are_names_of_one_column_each(banner: bool, tmp_path: Path) -> None:
    path = save_pages([_two_rows_of_names(banner=banner).scanned(skew=0.4)], tmp_path / "s.pdf")
    records = read_scorecard(path).records
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in records] == [
        (title, Rag.GREEN, figures) for title, *figures in FIGURES
    ]
    assert [[(o.role, o.period) for o in r.observations] for r in records] == [SAID] * 3


def _cell(*texts: tuple[float, float, str]) -> list[Edge]:
    """What is found in a header's cell from 100 to 200, over columns that part at 150."""
    edges = [Edge(40, y, 300, y) for y in (50, 80, 110)]
    edges += [Edge(x, 50, x, 110) for x in (40, 100, 200, 300)]
    edges.append(Edge(150, 80, 150, 110))
    words = [Word(text, BBox(x, y, x + 4.5 * len(text), y + 9), size=9) for x, y, text in texts]
    return header_rules(edges, words)


def test_a_name_over_two_columns_parts_no_cell() -> None:
    assert _cell((110, 60, "Performance"), (165, 60, "to"), (176, 60, "date")) == []
    assert _cell((104, 52, "Result"), (104, 65, "so"), (116, 65, "far")) == []


def test_two_names_beside_each_other_are_two_columns() -> None:
    assert _cell((110, 60, "Target"), (160, 60, "Actual")) == [Edge(150, 50, 150, 80)]


def test_a_line_of_text_is_cut_at_the_rule_between_two_names() -> None:
    rule = Line((298, 0, 302, 60), horizontal=False, colour=Rgb(0, 0, 0))
    assert between_rules([(100, 20, 500, 40)], [rule]) == [(100, 20, 298, 40), (302, 20, 500, 40)]
    # the last letter of the name before, and none of the next one's
    assert between_rules([(280, 20, 500, 40)], [rule]) == [(280, 20, 298, 40), (302, 20, 500, 40)]
    assert between_rules([(310, 20, 500, 40)], [rule]) == [(310, 20, 500, 40)]


def test_a_rule_between_two_rows_of_names_ends_at_the_name_beside_it(tmp_path: Path) -> None:
    """It seemed to go on through that name's letters: the name was painted over, and the rule was
    the table's uppermost, so that its columns had no years."""
    sheet = Sheet()
    sheet.text(40, 40, "Corporate scorecard 2019/20 Quarter 3", size=13, bold=True)
    xs = (40, 190, 250, 310, 370, 430, 480)
    for x, year in ((192, "2018/19"), (312, "2019/20")):
        sheet.text(x, 68, year, size=8, bold=True)
    for x, name in zip(xs[1:], ("Actual", "Target", "Actual", "Target"), strict=False):
        sheet.text(x + 2, 81.5, name, size=8, bold=True)
    sheet.text(42, 68, "KPI", size=8, bold=True)
    sheet.text(432, 63, "RAG", size=8, bold=True)
    sheet.text(431.2, 75, "see key", size=9, bold=True)
    sheet.line(190, 72, 430, 72, width=0.7)
    rows = (
        ("Requests answered in 20 days", "67%", "60%", "74%", "58%", "Green"),
        ("Older people still at home", "3,780", "3,618", "3,863", "3,868", "Red"),
        ("Schools rated good", "6.0", "7.3", "6.8", "9.3", "Amber"),
    )
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            sheet.text(x + 2, 97 + 18 * number, text, size=8)
    for number in range(4):
        sheet.line(40, 85 + 18 * number, 480, 85 + 18 * number, width=0.7)
    copy = sheet.scanned(dpi=300, noise=9).filter(ImageFilter.GaussianBlur(1.2))
    path = save_pages([copy], tmp_path / "s.pdf", dpi=300)
    said = [
        (r.title, r.rag, [(o.role, o.period, o.raw) for o in r.observations])
        for r in read_scorecard(path).records
    ]
    places = (
        (Role.PREVIOUS, "2018/19"), (Role.TARGET, "2018/19"), (Role.ACTUAL, "2019/20"),
        (Role.TARGET, "2019/20"),
    )  # fmt: skip
    assert said == [
        (title, Rag(rag.lower()), [(*place, raw) for place, raw in zip(places, raws, strict=True)])
        for title, *raws, rag in rows
    ]


def test_a_dark_header_belongs_to_the_box_that_it_heads() -> None:
    """The outline does not show along it: where the names stand at another side than the figures,
    all the box's figures had no heading."""
    header = Fill(BBox(40, 60, 550, 78), Rgb(0, 86, 63))
    box = [Edge(40, 78, 40, 186), Edge(550, 78, 550, 186), Edge(40, 186, 550, 186)]
    found = hidden_rules([header], box, [Word("Measure", BBox(150, 64, 184, 74))])
    sides = {(rule.x0, rule.top, rule.bottom) for rule in found if not rule.horizontal}
    assert sides == {(40, 60, 78), (550, 60, 78)}
    assert {rule.top for rule in found if rule.horizontal} == {60, 78}


def test_a_name_over_the_middle_one_of_three_columns_gathers_them_all() -> None:
    """It is as narrow as the column below it, and further above it than a name's own lines."""
    edges = [Edge(40, y, 300, y) for y in (48, 80, 110)]
    edges += [Edge(x, 48, x, 110) for x in (40, 100, 220, 300)]
    # the sides of paint and the rules beside it come to nearly the same places
    edges += [Edge(140, 80, 140, 110), Edge(180, 79.8, 180, 110), Edge(180.3, 80, 180.3, 110)]
    names = ((149, 52, "2023"), (108, 68, "Actual"), (146, 68, "Target"), (192, 68, "RAG"))
    words = [Word(text, BBox(x, y, x + 4.5 * len(text), y + 9), size=9) for x, y, text in names]
    found = header_rules(edges, words)
    assert [(e.x0, e.x1, e.bottom) for e in found if not e.horizontal] == [
        (140, 140, 80), (180, 180, 80),
    ]  # fmt: skip
    assert {(e.x0, e.x1, 61 < e.top < 68) for e in found if e.horizontal} == {(100, 220, True)}
    assert all(e.top > 61 for e in found)


def test_rules_that_begin_below_a_name_part_the_columns_of_its_group(tmp_path: Path) -> None:
    """Painted ratings began the table below its header: all figures were of the last quarter."""
    sheet = Sheet()
    sheet.text(40, 40, "Performance report Q4 2021/22", size=13, bold=True)
    sides, inner = (40, 70, 180, 300, 420, 540), (226, 271, 346, 391, 466, 511)
    for x, name in ((45, "No."), (110, "KPI"), (220, "Q2 21/22"), (340, "Q3 21/22"),
                    (460, "Q4 21/22")):  # fmt: skip
        sheet.text(x, 76, name, size=8, bold=True)
    for x in sides[2:-1]:
        for to, name in ((8, "ACTUAL"), (52, "TARGET"), (96, "RAG")):
            sheet.text(x + to, 92, name, size=7, bold=True)
    rows = (
        ("Health checks taken", ("633", "606"), ("624", "586"), ("777", "707")),
        ("Requests answered", ("36.5", "25.3"), ("30.5", "30.8"), ("24.6", "27.8")),
        ("Fly-tipping cleared", ("86%", "89%"), ("100%", "80%"), ("90%", "84%")),
        ("Admissions to care", ("52.9", "69.8"), ("46.8", "54.0"), ("63.9", "51.8")),
    )
    paints = ((255, 199, 206), (255, 235, 156), (198, 239, 206))
    for number, (title, *quarters) in enumerate(rows):
        top = 100 + 28 * number
        sheet.text(44, top + 17, f"H{number + 1}", size=8)
        sheet.text(74, top + 17, title, size=8)
        for place, (x, (actual, target)) in enumerate(zip(sides[2:], quarters, strict=False)):
            sheet.fill(x + 91, top, x + 120, top + 28, paints[(number + place) % 3])
            sheet.text(x + 4, top + 17, actual, size=8)
            sheet.text(x + 50, top + 17, target, size=8)
    for x in sides:
        sheet.line(x, 64, x, 212)
    for x in inner:
        sheet.line(x, 80, x, 212)
    path = save_pages([sheet.scanned(skew=-0.5)], tmp_path / "s.pdf")
    told = [
        (r.title, o.role, o.period, o.raw)
        for r in read_scorecard(path).records
        for o in r.observations
    ]
    assert sorted(told) == sorted(
        (title, role, f"2021/22 {quarter}", raw)
        for title, *quarters in rows
        for quarter, texts in zip(("Q2", "Q3", "Q4"), quarters, strict=True)
        for role, raw in zip((Role.ACTUAL, Role.TARGET), texts, strict=False)
    )


def test_upright_rules_that_a_lying_one_crosses_or_no_name_heads_are_as_they_are() -> None:
    standing = [Edge(x, 60, x, 300) for x in (40, 200, 360)]
    standing += [Edge(x, 80, x, 300) for x in (250, 300)]
    names = [Word(text, BBox(x, y, x + 20, y + 9)) for x, y, text in (
        (260, 66, "Q1"), (215, 86, "Actual"), (265, 86, "Target"), (320, 86, "RAG"),
    )]  # fmt: skip
    assert [(e.x0, e.x1, e.top) for e in upright_heads(standing, names)] == [
        (40, 360, 60), (200, 360, 80),
    ]  # fmt: skip
    assert upright_heads([*standing, Edge(40, 80, 360, 80)], names) == []
    assert upright_heads(standing, names[1:]) == []
    assert upright_heads(standing, names[:-1]) == []
