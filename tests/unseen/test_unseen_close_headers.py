# ruff: noqa: E501 - what a picture says is a line a record
"""Headers whose names stand in the middle beside others at the foot, or at the right of what they
gather."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.prints import Print


def _box(paper: Print, x0: float, top: float, x1: float, bottom: float) -> None:
    """The outer border that a browser draws around a table."""
    for y in (top, bottom):
        paper.rule(x0, y, x1, "000000")
    for x in (x0, x1):
        paper.upright(x, top, bottom, "000000")


def test_names_in_the_middle_beside_a_quarter_over_others(tmp_path: Path) -> None:
    """Three lines: "Q1 2018/19", the names of the other columns, and the names that it gathers."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(49, 80, "Performance report Q1 2018/19", bold=True, size=14)
    paper.fill(50, 205, 548, 220, "bdd7ee")
    paper.fill(50, 261, 548, 277, "bdd7ee")
    paper.text(192.5, 178, "Q1 2018/19", bold=True)
    paper.row((52.5, 83, 285), 186, "PI Ref | Performance measure | Latest note", bold=True)
    paper.row((192.5, 223.5, 254.5), 194, "Value | Target | Status", bold=True)
    paper.text(52.5, 209, "Priority 2: Thriving communities", bold=True)
    paper.text(52.5, 265, "Place and environment", bold=True)
    rows = (
        (225, "CS1 | Potholes repaired | 81.4 | 74.0 | Green | See item 7 of the report."),
        (245, "CS22 | Tenants satisfied | 29.8% | 45.3% | Red | Two officers start in May."),
        (281, "CS23 | Roads in poor condition | 60.5 | 56.5 | Red | Of 1,204 cases 37 were late."),
    )
    for top, row in rows:
        paper.row((52.5, 83, -218, -248.5, 256, 285), top, row)
    _box(paper, 49, 172, 548, 296)
    assert paper.read() == [
        "CS1 Potholes repaired; green - -; a@2018/19 Q1=81.4 t@2018/19 Q1=74.0",
        "CS22 Tenants satisfied; red - -; a@2018/19 Q1=29.8 t@2018/19 Q1=45.3",
        "CS23 Roads in poor condition; red - -; a@2018/19 Q1=60.5 t@2018/19 Q1=56.5",
    ]


def test_a_quarter_at_the_right_of_what_it_gathers(tmp_path: Path) -> None:
    """ "Q3 20/21" stands over "Status" alone: "Value" before it would be the second one of Q2."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(49, 50, "Key performance indicators: 20/21 Quarter 3", bold=True, size=14)
    paper.text(-451.3, 144, "Q2~20/21", bold=True)
    paper.row((-402.8, -545.8), 154, "Q1 20/21 | Q3 20/21", bold=True)
    paper.row((-281.4, -349.3), 164, "Responsible~Officer | Reporting~frequency", bold=True)
    names = "Measure | Value | Value | Value | Status | Latest note"
    paper.row((-207, -402.8, -451.3, -506.3, -545.8, -787.5), 175, names, bold=True)
    rows = (
        "Empty homes brought back | A Patel | Monthly | 63% | 49% | 71% | Green | The dip is seasonal.",
        "Web transactions completed | S Okafor | Quarterly | 237.6 | 255.8 | 338.0 | Green | No action.",
        "Bus journeys made | S Okafor | Monthly | 282.9 | 229.5 | 266.3 | Red | Up from last year.",
        "Planning decisions in time | A Patel | Monthly | 95% | 74% | 89% | Amber | No action required.",
    )
    for number, row in enumerate(rows):
        places = (55.5, 219, -349.3, -402.8, -451.3, -506.3, -545.8, 558)
        paper.row(places, 200 + 26 * number, row)
    _box(paper, 49, 138, 794, 310)
    assert paper.read() == [
        "Empty homes brought back; green - -; a@2020/21 Q1=63 a@2020/21 Q2=49 a@2020/21 Q3=71",
        "Web transactions completed; green - -; a@2020/21 Q1=237.6 a@2020/21 Q2=255.8 a@2020/21 Q3=338.0",
        "Bus journeys made; red - -; a@2020/21 Q1=282.9 a@2020/21 Q2=229.5 a@2020/21 Q3=266.3",
        "Planning decisions in time; amber - -; a@2020/21 Q1=95 a@2020/21 Q2=74 a@2020/21 Q3=89",
    ]
