# ruff: noqa: E501
"""Tables in plain dress: headers that are not bold, rows that rules or white space alone part, the
figures at the foot of a high row. What each says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

GREEN, AMBER, RED = "2e8b57", "f2a900", "c8102e"


def test_a_square_on_the_line_below_its_row(tmp_path: Path) -> None:
    """The square's sides touch the line: together they are no frame."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 240, 330, 420, 530)
    paper.row(places, 62, "Indicator | Target | Q1 | Q2 | RAG")
    lines = (
        ("Households in temporary~accommodation at the~end of the period", "815 | 769 | 824", RED),
        ("Emergency repairs~completed within target", "97% | 98.2% | 97.8%", GREEN),
        ("Missed bins", "40 | 43 | 41", AMBER),
        ("Rent collected", "98% | 97.1% | 98.4%", GREEN),
    )
    top = 74.0
    paper.rule(40, top, 560)
    for name, figures, colour in lines:
        high = 10.0 * len(name.split("~")) + 1
        paper.text(43, top, name)
        paper.row(places[1:4], top + high - 10.5, figures)
        paper.square(532, top + high - 7.5, 7.5, colour)
        top += high
        paper.rule(40, top, 560)
    assert paper.read() == [
        "Households in temporary accommodation at the end of the period; red - -; t@2023/24=815 a@2023/24 Q1=769 a@2023/24 Q2=824",
        "Emergency repairs completed within target; green - -; t@2023/24=97 a@2023/24 Q1=98.2 a@2023/24 Q2=97.8",
        "Missed bins; amber - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41",
        "Rent collected; green - -; t@2023/24=98 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4",
    ]


def test_another_table_below_a_heading_in_stripes_of_one_width(tmp_path: Path) -> None:
    """An attendance record, then a scorecard: painted headers, no bold letters, one width."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    names = (43, 250, 350, 450, 550)
    paper.fill(40, 60, 640, 73, "d9e2f3")
    paper.row(names, 61, "Member | 12 Jun | 17 Jul | 11 Sep | 13 Nov")
    for number, line in enumerate(
        (
            "Cllr Singh | Yes | No | Yes | Yes",
            "Cllr Okafor | Yes | Yes | No | Yes",
            "Cllr Patel | No | No | Yes | Yes",
        )
    ):
        if number % 2:
            paper.fill(40, 73 + 13 * number, 640, 86 + 13 * number, "eef2f7")
        paper.row(names, 74 + 13 * number, line)
    paper.text(40, 121, "Homes for all", bold=True)
    places = (43, *range(200, 620, 30))
    paper.fill(40, 135, 640, 148, "d9e2f3")
    paper.row(
        places,
        136,
        "Measure | Target | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec | Jan | Feb | Mar | RAG",
    )
    lines = (
        ("Re-let time (days)", "25 | 31 | 30 | 29 | 28 | 27 | 26 | | | | | | ", AMBER),
        (
            "Repairs in time",
            "97% | 96.1% | 96.4% | 97.0% | 97.2% | 97.7% | 98.0% | | | | | | ",
            GREEN,
        ),
        ("Rough sleepers", "10 | 14 | 15 | 13 | 16 | 17 | 18 | | | | | | ", RED),
    )
    for number, (name, figures, colour) in enumerate(lines):
        top = 148 + 13 * number
        if number % 2:
            paper.fill(40, top, 640, top + 13, "eef2f7")
        paper.fill(588, top, 640, top + 13, colour)
        paper.row(places[:14], top + 1, f"{name} | {figures}")
    blank = " ".join(
        f"a@{month}=blank"
        for month in ("2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03")
    )
    assert paper.read() == [
        f"Re-let time (days); amber - -; t@2023/24=25 a@2023-04=31 a@2023-05=30 a@2023-06=29 a@2023-07=28 a@2023-08=27 a@2023-09=26 {blank}",
        f"Repairs in time; green - -; t@2023/24=97 a@2023-04=96.1 a@2023-05=96.4 a@2023-06=97.0 a@2023-07=97.2 a@2023-08=97.7 a@2023-09=98.0 {blank}",
        f"Rough sleepers; red - -; t@2023/24=10 a@2023-04=14 a@2023-05=15 a@2023-06=13 a@2023-07=16 a@2023-08=17 a@2023-09=18 {blank}",
    ]


def test_a_long_name_over_two_lines_with_its_figures_beside_the_second(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9.0)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    paper.text(40, 64, "Key performance indicators", bold=True, size=12)
    places = (43, 80, 540, 600, 660, 730)
    paper.fill(40, 84, 790, 98, "1f3864")
    paper.paper.setFillColor("#ffffff")
    paper.row(places, 86, "Ref | Indicator | Target | Q1 | Q2 | RAG", bold=True)
    lines = (
        (
            "2D",
            "Outcome of short-term services: the sequel to the service was either no ongoing support at all~or support of a lower level than before",
            "64% | 66.8% | 62.0% | Amber",
        ),
        (
            "3B",
            "Overall satisfaction of carers with social services",
            "36% | 35.3% | 34.0% | Amber",
        ),
        (
            "H1",
            "Percentage of the unclassified road network of the county where structural maintenance should~be considered",
            "9% | 9.3% | 9.1% | Green",
        ),
    )
    top = 102.0
    for ref, name, figures in lines:
        last = top + 10.8 * (len(name.split("~")) - 1)
        paper.text(80, top, name)
        paper.row((43, *places[2:]), last, f"{ref} | {figures}")
        top = last + 18
    assert paper.read() == [
        "2D Outcome of short-term services: the sequel to the service was either no ongoing support at all or support of a lower level than before; amber - -; t@2023/24=64 a@2023/24 Q1=66.8 a@2023/24 Q2=62.0",
        "3B Overall satisfaction of carers with social services; amber - -; t@2023/24=36 a@2023/24 Q1=35.3 a@2023/24 Q2=34.0",
        "H1 Percentage of the unclassified road network of the county where structural maintenance should be considered; green - -; t@2023/24=9 a@2023/24 Q1=9.3 a@2023/24 Q2=9.1",
    ]


def test_the_next_page_has_no_figure_in_the_quarters_to_come(tmp_path: Path) -> None:
    """No line rules it and no header stands on its second page, where white space alone reaches
    from the second quarter to the target."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 90, 340, 400, 460, 520, 580, 640)
    paper.row(places, 62, "Ref | Indicator | Polarity | Q1 | Q2 | Q3 | Q4 | Target", bold=True)
    first = (
        "H1 | Homes let | Higher | 120 | 131 | | | 250",
        "H2 | Homes empty for over six months | Lower | 43 | 42 | | | 40",
        "H3 | Homes repaired in time | Higher | 97.1% | 97.4% | | | 97%",
    )
    paper.rows(places, 78, 14, *first)
    paper.page()
    second = (
        "W1 | Waste recycled | Higher | 41.0% | 42.5% | | | 45%",
        "W2 | Bins missed | Lower | 310 | 295 | | | 300",
        "W3 | Fly-tips cleared | Higher | 98.0% | 97.0% | | | 95%",
        "W4 | Graffiti removed | Higher | 88.0% | 91.0% | | | 90%",
    )
    paper.rows(places, 40, 14, *second)
    assert paper.read() == [
        "H1 Homes let; - - higher; a@2023/24 Q1=120 a@2023/24 Q2=131 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=250",
        "H2 Homes empty for over six months; - - lower; a@2023/24 Q1=43 a@2023/24 Q2=42 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=40",
        "H3 Homes repaired in time; - - higher; a@2023/24 Q1=97.1 a@2023/24 Q2=97.4 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=97",
        "W1 Waste recycled; - - higher; a@2023/24 Q1=41.0 a@2023/24 Q2=42.5 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=45",
        "W2 Bins missed; - - lower; a@2023/24 Q1=310 a@2023/24 Q2=295 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=300",
        "W3 Fly-tips cleared; - - higher; a@2023/24 Q1=98.0 a@2023/24 Q2=97.0 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=95",
        "W4 Graffiti removed; - - higher; a@2023/24 Q1=88.0 a@2023/24 Q2=91.0 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=90",
    ]


def test_cells_that_dotted_lines_part(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    edges = (40, 150, 178, 206, 234, 262, 285)
    ends = (-177.5, -205.5, -233.5, -261.5, 262.8)
    paper.row((43, *ends), 62, "Indicator | Target | Q1 | Q2 | Q3 | RAG")
    lines = (
        "Older People supported | 77.792 | 77.664 | 77.101 | 77.640 | A",
        "Adults in care homes | 34.221 | 33.859 | 33.362 | 33.900 | R",
        "Carers assessed | 25.821 | 27.300 | 27.479 | 27.500 | G",
    )
    paper.rows((43, *ends), 76, 14, *lines)
    for number in range(5):
        paper.dotted(40, 60 + 14 * number, 285, 60 + 14 * number)
    for x in edges:
        paper.dotted(x, 60, x, 116)
    assert paper.read() == [
        "Older People supported; amber - -; t@2023/24=77.792 a@2023/24 Q1=77.664 a@2023/24 Q2=77.101 a@2023/24 Q3=77.640",
        "Adults in care homes; red - -; t@2023/24=34.221 a@2023/24 Q1=33.859 a@2023/24 Q2=33.362 a@2023/24 Q3=33.900",
        "Carers assessed; green - -; t@2023/24=25.821 a@2023/24 Q1=27.300 a@2023/24 Q2=27.479 a@2023/24 Q3=27.500",
    ]


def test_names_of_two_lines_set_almost_as_close_as_rows(tmp_path: Path) -> None:
    """Each name has its middle at its figures' height; a line more of space parts the rows."""
    paper = Print(tmp_path / "p.pdf", size=10.0)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 80, 230, 290, 350)
    paper.row(places, 62, "Ref | Indicator | Target | Q1 | Q2", bold=True)
    paper.rule(40, 77, 400)
    lines = (
        (
            "H1",
            "Average number of~days to repair a street~light fault",
            "3.0~days | 3.4~days | 3.2~days",
        ),
        ("H2", "Number of potholes~repaired", "900 | 913 | 871"),
        ("H3", "Bus services running~on time", "92% | 87.7% | 89.6%"),
        ("H4", "Highway inspections~completed on schedule", "98% | 96.9% | 97.8%"),
        ("H5", "Passenger journeys on~local bus services", "11.1m | 10.9m | 11.3m"),
    )
    top = 80.0
    for ref, name, figures in lines:
        count = len(name.split("~"))
        middle = top + 6.0 * (count - 1)
        paper.text(80, top, name)
        paper.text(43, middle, ref)
        for x, figure in zip(places[2:], figures.split(" | "), strict=True):
            paper.text(x, middle - 6.0 * figure.count("~"), figure)
        top += 12.0 * count + 2
    assert paper.read() == [
        "H1 Average number of days to repair a street light fault; - - -; t@2023/24=3.0 a@2023/24 Q1=3.4 a@2023/24 Q2=3.2",
        "H2 Number of potholes repaired; - - -; t@2023/24=900 a@2023/24 Q1=913 a@2023/24 Q2=871",
        "H3 Bus services running on time; - - -; t@2023/24=92 a@2023/24 Q1=87.7 a@2023/24 Q2=89.6",
        "H4 Highway inspections completed on schedule; - - -; t@2023/24=98 a@2023/24 Q1=96.9 a@2023/24 Q2=97.8",
        "H5 Passenger journeys on local bus services; - - -; t@2023/24=11100000 a@2023/24 Q1=10900000 a@2023/24 Q2=11300000",
    ]


def test_headers_that_nothing_but_upright_lines_part(tmp_path: Path) -> None:
    """The quarters to come are empty and narrow: their names stand as near as words do."""
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 152, 192, 232, 246, 260, 300)
    paper.row(places, 62, "Indicator | Q1 | Q2 | Q3 | Q4 | Target | RAG")
    lines = (
        "Homes let | 120 | 131 | | | 250 | G",
        "Homes empty | 43 | 42 | | | 40 | R",
        "Repairs in time | 97.1% | 97.4% | | | 97% | G",
        "Rent collected | 95.0% | 96.1% | | | 98% | A",
    )
    paper.rows(places, 76, 14, *lines)
    for x in (40, 149, 189, 229.5, 243.8, 257.6, 297, 330):
        paper.upright(x, 60, 132)
    assert paper.read() == [
        "Homes let; green - -; a@2023/24 Q1=120 a@2023/24 Q2=131 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=250",
        "Homes empty; red - -; a@2023/24 Q1=43 a@2023/24 Q2=42 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=40",
        "Repairs in time; green - -; a@2023/24 Q1=97.1 a@2023/24 Q2=97.4 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=97",
        "Rent collected; amber - -; a@2023/24 Q1=95.0 a@2023/24 Q2=96.1 a@2023/24 Q3=blank a@2023/24 Q4=blank t@2023/24=98",
    ]


def test_a_heading_of_shares_over_a_count(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 250, 330, 410)
    paper.row(places, 62, "Indicator | Target | Q1 | Q2", bold=True)
    paper.text(43, 76, "Proportion of residents who take part", bold=True)
    paper.row(places, 90, "Adults who volunteer | 30% | 28.4% | 29.1%")
    paper.row(places, 104, "Visits to leisure centres | 2,427,210 | 2,483,732 | 2,175,858")
    for top in (60, 74, 88, 102, 116):
        paper.rule(40, top, 480)
    paper.read()
    units = {
        record.title: {str(o.quantity.unit) for o in record.observations}
        for record in read_scorecard(paper.path).records
    }
    assert units == {"Adults who volunteer": {"percent"}, "Visits to leisure centres": {"count"}}


def test_a_row_of_totals_above_a_table_s_lines_is_no_header(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(50, 20, "Performance report 2024/25 Quarter 2", bold=True, size=12)
    edges = (50, 250, 330, 410, 490)
    places = [x + 3 for x in edges[:-1]]
    paper.row(places, 68, "Measure | Q1 | Q2 | Target", bold=True)
    paper.row(places, 84, "All services | 88% | 91% | 90%", bold=True)
    rows = (
        "Calls answered | 84% | 92% | 85%",
        "Bins missed | 40 | 41 | 38",
        "Rent paid | 97% | 98% | 98%",
    )
    paper.rows(places, 103, 16.0, *rows)
    paper.grid(edges, (100, 116, 132, 148))
    assert paper.read() == [
        "All services; - - -; a@2024/25 Q1=88 a@2024/25 Q2=91 t@2024/25=90",
        "Calls answered; - - -; a@2024/25 Q1=84 a@2024/25 Q2=92 t@2024/25=85",
        "Bins missed; - - -; a@2024/25 Q1=40 a@2024/25 Q2=41 t@2024/25=38",
        "Rent paid; - - -; a@2024/25 Q1=97 a@2024/25 Q2=98 t@2024/25=98",
    ]
