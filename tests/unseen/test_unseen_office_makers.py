# ruff: noqa: E501
"""What other programs than Word and Excel write, and what people do in these that no development
paper does. Expected values are typed from what is set, in the notation of ``said``."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, PatternFill, Side

from tests.unseen.case import OFFICE, Case, each_making
from tests.unseen.paper import said
from tests.word.making import cell, make_word, par, run, table
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "rows painted in ratings from end to end, beside a column with nothing in it yet",
        """
        # Q1 2023/24 scorecard
        | Measure | Target | Q1 2023/24 | Comment | Trend |
        | Homes built [00b050] | 10 [00b050] | 12 [00b050] | [00b050] | ↑ [00b050] |
        | Potholes filled [ffc000] | 10 [ffc000] | 9 [ffc000] | [ffc000] | → [ffc000] |
        | Trees planted [ff0000] | 10 [ff0000] | 5 [ff0000] | [ff0000] | ↓ [ff0000] |
        """,
        """
        Homes built; green up -; t@2023/24=10 a@2023/24 Q1=12
        Potholes filled; amber flat -; t@2023/24=10 a@2023/24 Q1=9
        Trees planted; red down -; t@2023/24=10 a@2023/24 Q1=5
        """,
    ),
    Case(
        "rows painted in ratings, the column for the rating's word left empty",
        """
        # Q1 2023/24 scorecard
        | Measure | Target | Q1 2023/24 | RAG |
        | Homes built [00b050] | 10 [00b050] | 12 [00b050] | [00b050] |
        | Potholes filled [ffc000] | 10 [ffc000] | 9 [ffc000] | [ffc000] |
        | Trees planted [ff0000] | 10 [ff0000] | 5 [ff0000] | [ff0000] |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
        Potholes filled; amber - -; t@2023/24=10 a@2023/24 Q1=9
        Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5
        """,
    ),
    Case(
        "a row for each measure and period, as databases export them",
        """
        # Scorecard Q2 2023/24
        | Ref | Directorate | Measure | Period | Target | Actual | RAG | Comments |
        | H1 | Place | Homes built | Q1 2023/24 | 10 | 12 | Red | Slow |
        | H1 | Place | Homes built | Q2 2023/24 | 11 | 13 | Green | Better |
        | H2 | Place | Trees planted | Q1 2023/24 | 14 | 15 | Red | Drought |
        | H2 | Place | Trees planted | Q2 2023/24 | 16 | 17 | Amber | Rain |
        """,
        """
        H1 Homes built; green - -; t@2023/24 Q1=10 a@2023/24 Q1=12!red t@2023/24 Q2=11 a@2023/24 Q2=13!green
        H2 Trees planted; amber - -; t@2023/24 Q1=14 a@2023/24 Q1=15!red t@2023/24 Q2=16 a@2023/24 Q2=17!amber
        """,
    ),
    Case(
        "the period in a title inside the table",
        """
        | Performance report Q1 2023/24 | < | < | < |
        | Measure | Target | Actual | RAG |
        | Homes built | 10 | 12 | Green |
        | Trees planted | 10 | 5 | Red |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
        Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5
        """,
    ),
    Case(
        "a quarter of the paper's year inside each table",
        """
        # Corporate scorecard 2023/24
        | Quarter 1 | < | < | < |
        | Measure | Target | Actual | RAG |
        | Homes built | 10 | 12 | Green |
        | Trees planted | 14 | 5 | Red |

        | Quarter 2 | < | < | < |
        | Measure | Target | Actual | RAG |
        | Homes built | 11 | 13 | Green |
        | Trees planted | 15 | 6 | Red |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
        Trees planted; red - -; t@2023/24=14 a@2023/24 Q1=5
        Homes built; green - -; t@2023/24=11 a@2023/24 Q2=13
        Trees planted; red - -; t@2023/24=15 a@2023/24 Q2=6
        """,
    ),
    Case(
        "quarters between the rows of a table",
        """
        # Scorecard Q2 2023/24
        | Measure | Target | Actual | RAG |
        | *Quarter 1 performance* [d9e2f3] | < | < | < |
        | Homes built | 10 | 12 | Green |
        | *Quarter 2 performance* [d9e2f3] | < | < | < |
        | Homes built | 11 | 13 | Green |
        | *Measures new in Quarter 1* [d9e2f3] | < | < | < |
        | Trees planted | 15 | 6 | Red |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
        Homes built; green - -; t@2023/24=11 a@2023/24 Q2=13
        Trees planted; red - -; t@2023/24=15 a@2023/24 Q2=6
        """,
    ),
    Case(
        "the header again for another quarter",
        """
        # Scorecard Q2 2023/24
        | Measure | Target | Q1 2023/24 | RAG |
        | Homes built | 10 | 12 | Green |
        | Measure | Target | Q2 2023/24 | RAG |
        | Homes built | 10 | 13 | Red |
        | MEASURE | TARGET | Q2 2023/24 | RAG |
        | Trees planted | 10 | 14 | Amber |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
        Homes built; red - -; t@2023/24=10 a@2023/24 Q2=13
        Trees planted; amber - -; t@2023/24=10 a@2023/24 Q2=14
        """,
    ),
    Case(
        "a header over two rows again for another quarter",
        """
        # Scorecard Q3 2023/24
        | Measure | Q1 2023/24 | < | RAG |
        | ^ | Target | Actual | ^ |
        | Homes built | 10 | 12 | Green |
        | Measure | Q2 2023/24 | < | RAG |
        | ^ | Target | Actual | ^ |
        | Homes built | 11 | 13 | Red |
        | Trees planted | 16 | 14 | Amber |
        """,
        """
        Homes built; green - -; t@2023/24 Q1=10 a@2023/24 Q1=12
        Homes built; red - -; t@2023/24 Q2=11 a@2023/24 Q2=13
        Trees planted; amber - -; t@2023/24 Q2=16 a@2023/24 Q2=14
        """,
    ),
    Case(
        "a header over two rows of cells of their own again for another quarter",
        """
        # Scorecard Q3 2023/24
        | Measure | Q1 2023/24 | < | RAG |
        | | Target | Actual | |
        | Homes built | 10 | 12 | Green |
        | Measure | Q2 2023/24 | < | RAG |
        | | Target | Actual | |
        | Homes built | 11 | 13 | Red |
        """,
        """
        Homes built; green - -; t@2023/24 Q1=10 a@2023/24 Q1=12
        Homes built; red - -; t@2023/24 Q2=11 a@2023/24 Q2=13
        """,
    ),
    Case(
        "periods down a table with painted cells beyond its last measure",
        """
        # Scorecard Q2 2023/24
        | Period [d9e2f3] | Homes built [d9e2f3] | Trees planted [d9e2f3] | [d9e2f3] |
        | Target 2023/24 | 40 | 30 | |
        | Q1 2023/24 | 12 | 5 | |
        | Q2 2023/24 | 14 | 6 | |
        """,
        """
        Homes built; - - -; t@2023/24=40 a@2023/24 Q1=12 a@2023/24 Q2=14
        Trees planted; - - -; t@2023/24=30 a@2023/24 Q1=5 a@2023/24 Q2=6
        """,
    ),
    Case(
        "differences from the target in the colours of ratings, under RAG",
        """
        # Scorecard Q1 2023/24
        | Measure | Target | Actual | RAG |
        | Homes built | 10 | 12 | 20% [00b050] |
        | Potholes filled | 10 | 9 | -10% [ffc000] |
        | Trees planted | 10 | 5 | -50% [ff0000] |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12 o=20!green
        Potholes filled; amber - -; t@2023/24=10 a@2023/24 Q1=9 o=-10!amber
        Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5 o=-50!red
        """,
    ),
    Case(
        "a key down one column, each meaning on its colour",
        """
        # Scorecard Q1 2023/24
        | Measure | Target | Actual | RAG |
        | Homes built | 10 | 12 | [339999] |
        | Potholes filled | 10 | 9 | [cc99ff] |
        | Trees planted | 10 | 5 | [993366] |
        . Key
        | On target [339999] |
        | Within 10% of target [cc99ff] |
        | Off target [993366] |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
        Potholes filled; amber - -; t@2023/24=10 a@2023/24 Q1=9
        Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5
        """,
    ),
    Case(
        "a key with its colours behind their meanings",
        """
        # Scorecard Q1 2023/24
        | Measure | Target | Actual | RAG |
        | Homes built | 10 | 12 | [339999] |
        | Potholes filled | 10 | 9 | [cc99ff] |
        | Trees planted | 10 | 5 | [993366] |
        . Key
        | On target | [339999] |
        | Within 10% of target | [cc99ff] |
        | Off target | [993366] |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
        Potholes filled; amber - -; t@2023/24=10 a@2023/24 Q1=9
        Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5
        """,
    ),
    Case(
        "letters that count the rows are references, (c) among them",
        """
        # Scorecard Q1 2023/24
        | Ref | Measure | Target | Actual | RAG |
        | (a) | Homes built | 10 | 12 | Green |
        | (b) | Potholes filled | 10 | 9 | Amber |
        | (c) | Trees planted | 10 | 5 | Red |
        """,
        """
        (a) Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
        (b) Potholes filled; amber - -; t@2023/24=10 a@2023/24 Q1=9
        (c) Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5
        """,
    ),
)


@each_making(CASES, OFFICE)
def test_says_what_it_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


def read(folder: Path, body: str) -> Scorecard:
    """What a Word paper says below its heading."""
    return read_scorecard(make_word(folder / "p.docx", par("Q1 2023/24 scorecard") + body))


def test_a_raised_and_smaller_digit_is_the_mark_of_a_footnote(tmp_path: Path) -> None:
    mark = run("1", '<w:position w:val="5"/><w:sz w:val="13"/>')
    lowered = run("0", '<w:position w:val="1"/>')
    scorecard = read(
        tmp_path,
        table(f"""
        Measure | Target | Q1 2023/24 | RAG
        Homes built | 10 | {par(run("12") + mark)} | Green
        Trees planted | 10 | {par(run("5") + lowered)} | Red
        """)
        + par("1 Provisional."),
    )
    assert said(scorecard).splitlines() == [
        "Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12",
        "Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=50",
    ]


def test_an_empty_rating_in_the_paint_of_its_row_is_none(tmp_path: Path) -> None:
    """AbiWord writes a cell's paint on its paragraphs as well."""
    pale = '<w:shd w:fill="F2DBDB"/>'
    rows = (("Homes built", "10", "12", ""), ("Trees planted", "10", "5", ""))
    painted = "".join(
        f"<w:tr>{''.join(cell(par(text, pale), pale) for text in row)}</w:tr>" for row in rows
    )
    heads = "".join(cell(name) for name in ("Measure", "Target", "Q1 2023/24", "RAG"))
    scorecard = read(tmp_path, f"<w:tbl><w:tr>{heads}</w:tr>{painted}</w:tbl>")
    assert said(scorecard).splitlines() == [
        "Homes built; - - -; t@2023/24=10 a@2023/24 Q1=12",
        "Trees planted; - - -; t@2023/24=10 a@2023/24 Q1=5",
    ]


def test_boxes_of_wingdings_are_ticked_or_not(tmp_path: Path) -> None:
    def choice(of: str) -> str:
        boxes = (
            f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if name == of else "F0A8"}"/></w:r>'
            + run(f" {name} ")
            for name in ("Green", "Amber", "Red")
        )
        return par("".join(boxes))

    scorecard = read(
        tmp_path,
        table(f"""
        Measure | Target | Q1 2023/24 | RAG
        Homes built | 10 | 12 | {choice("Green")}
        Potholes filled | 10 | 9 | {choice("Amber")}
        Trees planted | 10 | 5 | {choice("Red")}
        """),
    )
    assert [record.rag and record.rag.value for record in scorecard.records] == [
        *("green", "amber", "red")
    ]


def test_the_lamp_that_is_lit_in_a_table_of_three_rates(tmp_path: Path) -> None:
    colours = {"Green": "00B050", "Amber": "FFC000", "Red": "FF0000"}

    def lamps(lit: str) -> str:
        return table("\n".join(
            f"{{fill={colour if name == lit else 'D9D9D9'}}}" for name, colour in colours.items()
        )) + par("")  # fmt: skip

    rows = "".join(
        f"<w:tr>{''.join(map(cell, (title, '10', result)))}{cell(lamps(lit))}</w:tr>"
        for title, result, lit in (
            ("Homes built", "12", "Green"),
            ("Potholes filled", "9", "Amber"),
            ("Trees planted", "5", "Red"),
        )
    )
    heads = "".join(cell(name) for name in ("Measure", "Target", "Q1 2023/24", "RAG"))
    scorecard = read(tmp_path, f"<w:tbl><w:tr>{heads}</w:tr>{rows}</w:tbl>")
    assert said(scorecard).splitlines() == [
        "Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12",
        "Potholes filled; amber - -; t@2023/24=10 a@2023/24 Q1=9",
        "Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5",
    ]


@pytest.mark.parametrize(
    ("results", "sure"),
    [
        ((0.875, 0.62), 0.5),
        ((87.5, 0.62), 1.0),  # 0.62 % among 87.5 %
        ((0.9, 0.8), 1.0),  # small percentages with one decimal
    ],
)
def test_percentages_that_were_never_formatted_are_doubts(
    tmp_path: Path, results: tuple[float, float], sure: float
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Q1 2023/24 scorecard"])
    sheet.append([])
    sheet.append(["Measure", "Target %", "Q1 2023/24 %", "RAG"])
    sheet.append(["Homes let in time", 0.9, results[0], "Green"])
    sheet.append(["Rent lost", 0.9, results[1], "Red"])
    book.save(tmp_path / "p.xlsx")
    scorecard = read_scorecard(tmp_path / "p.xlsx")
    values = [seen for record in scorecard.records for seen in record.observations]
    assert [seen.raw for seen in values] == ["0.9", str(results[0]), "0.9", str(results[1])]
    assert {seen.confidence for seen in values} == {sure}
    assert [f.code for f in scorecard.findings] == ["value-doubtful"] * (sure < 1)


def test_a_table_split_below_a_banner_goes_on_under_it(tmp_path: Path) -> None:
    def part(rows: str) -> str:
        return table(f"""
        Performance by theme {{span=4}}
        Measure | Target | Q1 2023/24 | RAG
        {rows}
        """)

    scorecard = read(
        tmp_path,
        part("Housing {span=4 fill=D9E2F3}\nHomes built | 10 | 12 | Green\n"
             "Streets {span=4 fill=D9E2F3}")
        + par("")
        + part("Potholes filled | 10 | 9 | Amber\nTrees planted | 10 | 5 | Red"),
    )  # fmt: skip
    assert [(record.title, record.section) for record in scorecard.records] == [
        ("Homes built", ("Performance by theme", "Housing")),
        ("Potholes filled", ("Performance by theme", "Streets")),
        ("Trees planted", ("Performance by theme", "Streets")),
    ]


def book_of(folder: Path, rows: list[list[object]]) -> Scorecard:
    """What a workbook of one sheet with these rows says."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "p.xlsx")
    return read_scorecard(folder / "p.xlsx")


def test_a_count_of_ratings_beside_the_rows_rates_none_of_them(tmp_path: Path) -> None:
    scorecard = book_of(
        tmp_path,
        [
            ["Q1 2023/24 scorecard"],
            [],
            ["Measure", "Target", "Q1 2023/24", "RAG", None, "RAG summary", "Number"],
            ["Homes built", 10, 12, "Red", None, "Green", 1],
            ["Potholes filled", 10, 9, "Green", None, "Amber", 1],
            ["Trees planted", 10, 5, "Amber", None, "Red", 1],
        ],
    )
    assert said(scorecard).splitlines() == [
        "Homes built; red - -; t@2023/24=10 a@2023/24 Q1=12",
        "Potholes filled; green - -; t@2023/24=10 a@2023/24 Q1=9",
        "Trees planted; amber - -; t@2023/24=10 a@2023/24 Q1=5",
    ]


def test_rows_below_an_empty_one_go_on_without_quarters_to_come(tmp_path: Path) -> None:
    scorecard = book_of(
        tmp_path,
        [
            ["Scorecard Q1 2023/24"],
            [],
            ["Measure", "Target", "Q1", "Q2", "Q3", "Q4", "RAG"],
            ["Homes built", 10, 12, None, None, None, "Red"],
            ["Potholes filled", "90%", "85%", None, None, None, "Green"],
            [],
            ["Trees planted", "70%", "60%", None, None, None, "Amber"],
            ["Bins missed", 10, 5, None, None, None, "Red"],
        ],
    )
    assert [(r.title, r.rag and r.rag.value, [o.raw for o in r.observations if o.raw])
            for r in scorecard.records] == [
        ("Homes built", "red", ["10", "12"]),
        ("Potholes filled", "green", ["90%", "85%"]),
        ("Trees planted", "amber", ["70%", "60%"]),
        ("Bins missed", "red", ["10", "5"]),
    ]  # fmt: skip


def test_a_hard_space_parts_a_result_from_the_target_in_brackets(tmp_path: Path) -> None:
    scorecard = book_of(
        tmp_path,
        [
            ["Measure", "Q1 2023/24 Actual (Target)", "RAG"],
            ["Homes built", "12\xa0(10)", "Green"],
            ["Trees planted", "5 (10)\xa0", "Red"],
        ],
    )
    assert said(scorecard).splitlines() == [
        "Homes built; green - -; a@2023/24 Q1=12 t@2023/24 Q1=10",
        "Trees planted; red - -; a@2023/24 Q1=5 t@2023/24 Q1=10",
    ]


def test_names_over_two_rows_without_lines_above_a_section(tmp_path: Path) -> None:
    scorecard = book_of(
        tmp_path,
        [
            ["Scorecard Q1 2023/24"],
            [],
            ["No.", "Measure", "2023/24", None, None, None, "Target 2023/24", "RAG"],
            [None, None, "Q1", "Q2", "Q3", "Q4"],
            ["Housing"],
            ["H1", "Homes built", 12, None, None, None, 10, "Green"],
            ["H2", "Homes let", 9, None, None, None, 11, "Red"],
        ],
    )
    assert [
        (
            r.ref,
            r.title,
            r.rag and r.rag.value,
            [(o.period, o.raw) for o in r.observations if o.raw],
        )
        for r in scorecard.records
    ] == [
        ("H1", "Homes built", "green", [("2023/24 Q1", "12"), ("2023/24", "10")]),
        ("H2", "Homes let", "red", [("2023/24 Q1", "9"), ("2023/24", "11")]),
    ]


def test_two_tables_in_one_sheet_of_borders_are_two(tmp_path: Path) -> None:
    left: list[list[str | int | None]] = [
        ["Measure", "Good is", "2022/23", None, "2023/24", None, "RAG"],
        [None, None, "Target", "Actual", "Target", "Actual", None],
        ["Housing", None, None, None, None, None, None],
        ["Homes built", "High", 10, 12, 11, 13, "Green"],
        ["Homes let", "High", 20, 15, 21, 16, "Red"],
    ]
    right: list[list[str | int]] = [
        ["Code", "KPI", "Good to be", "Cumulative", "Annual target", "On target?"],
        ["C1", "Calls lost", "Low", 8, 9, "Yes"],
        ["C2", "Calls answered", "High", 31, 30, "Yes"],
        ["C3", "Visits", "High", 42, 45, "No"],
        ["C4", "Complaints", "Low", 51, 40, "No"],
    ]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Scorecard 2023/24"])
    for one, other in zip(left, right, strict=True):
        sheet.append([*one, None, None, *other])
    for merged in ("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"):
        sheet.merge_cells(merged)
    line = Side(style="thin")
    for row in sheet.iter_rows():
        for place in row:
            place.border = Border(line, line, line, line)
    book.save(tmp_path / "p.xlsx")
    assert said(read_scorecard(tmp_path / "p.xlsx")).splitlines() == [
        "Homes built; green - higher; t@2022/23=10 p@2022/23=12 t@2023/24=11 a@2023/24=13",
        "Homes let; red - higher; t@2022/23=20 p@2022/23=15 t@2023/24=21 a@2023/24=16",
        "C1 Calls lost; green - lower; a@2023/24=8 t@2023/24=9",
        "C2 Calls answered; green - higher; a@2023/24=31 t@2023/24=30",
        "C3 Visits; red - higher; a@2023/24=42 t@2023/24=45",
        "C4 Complaints; red - lower; a@2023/24=51 t@2023/24=40",
    ]


def test_an_empty_column_at_the_side_names_nothing(tmp_path: Path) -> None:
    head = table("""
        ! | | | Targets {span=2} |
        ! | Measure | 2023/24 Actual | 2023/24 | 2024/25 | RAG
        | Homes built | 12 | 10 | 11 | Green
        | Trees planted | 5 | 9 | 8 | Red
        """)
    scorecard = read_scorecard(make_word(tmp_path / "p.docx", par("Scorecard 2023/24") + head))
    assert said(scorecard).splitlines() == [
        "Homes built; green - -; a@2023/24=12 t@2023/24=10 t@2024/25=11",
        "Trees planted; red - -; a@2023/24=5 t@2023/24=9 t@2024/25=8",
    ]


def test_room_at_a_tables_edge_is_no_column(tmp_path: Path) -> None:
    skipped = '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>'
    rows = (
        ("Period", "Homes built", "Trees planted"),
        ("Target 2023/24", "40", "30"),
        ("Q1 2023/24", "12", "5"),
        ("Q2 2023/24", "14", "6"),
    )
    body = "".join(f"<w:tr>{skipped}{''.join(map(cell, row))}</w:tr>" for row in rows)
    paper = par("Scorecard Q2 2023/24") + f"<w:tbl>{body}</w:tbl>"
    scorecard = read_scorecard(make_word(tmp_path / "p.docx", paper))
    assert said(scorecard).splitlines() == [
        "Homes built; - - -; t@2023/24=40 a@2023/24 Q1=12 a@2023/24 Q2=14",
        "Trees planted; - - -; t@2023/24=30 a@2023/24 Q1=5 a@2023/24 Q2=6",
    ]


def test_a_part_of_a_table_without_its_header_whose_last_quarter_is_to_come(tmp_path: Path) -> None:
    above = table("""
        ! | Measure | Target | Q1 2023/24 | Q2 2023/24
        | Homes built | 40 | 12 | 14
        | Trees planted | 30 | 5 | 6
        """)
    below = table("""
        | Calls answered | 95% | 91% |
        | Homes let | 20 | 4 |
        """)
    paper = par("Scorecard Q2 2023/24") + above + par("") + below
    scorecard = read_scorecard(make_word(tmp_path / "p.docx", paper))
    assert said(scorecard).splitlines() == [
        "Homes built; - - -; t@2023/24=40 a@2023/24 Q1=12 a@2023/24 Q2=14",
        "Trees planted; - - -; t@2023/24=30 a@2023/24 Q1=5 a@2023/24 Q2=6",
        "Calls answered; - - -; t@2023/24=95 a@2023/24 Q1=91 a@2023/24 Q2=blank",
        "Homes let; - - -; t@2023/24=20 a@2023/24 Q1=4 a@2023/24 Q2=blank",
    ]


def test_a_part_of_a_table_with_its_header_below_its_first_rows(tmp_path: Path) -> None:
    names = "Measure | Target | Q1 2023/24 | RAG"
    scorecard = read(
        tmp_path,
        table(f"{names}\nHomes built | 10 | 12 | Green\nHomes let | 20 | 15 | Red")
        + par("")
        + table(f"Trees planted | 9 | 5 | Red\n{names}\nCalls | 30 | 31 | Green"),
    )
    assert said(scorecard).splitlines() == [
        "Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12",
        "Homes let; red - -; t@2023/24=20 a@2023/24 Q1=15",
        "Trees planted; red - -; t@2023/24=9 a@2023/24 Q1=5",
        "Calls; green - -; t@2023/24=30 a@2023/24 Q1=31",
    ]


def test_a_key_right_below_a_worksheets_rows_is_no_part_of_them(tmp_path: Path) -> None:
    colours = {"On target": "339999", "Within 10% of target": "CC99FF", "Off target": "993366"}
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Q1 2023/24 scorecard"])
    sheet.append(["Measure", "Target", "Q1 2023/24", "RAG"])
    sheet.append(["Homes built", 10, 12])
    sheet.append(["Potholes filled", 10, 9])
    sheet.append(["Trees planted", 10, 5])
    for number, (meaning, colour) in enumerate(colours.items()):
        paint = PatternFill("solid", fgColor=colour)
        sheet.cell(3 + number, 4).fill = paint
        sheet.cell(6 + number, 1, meaning).fill = paint
    book.save(tmp_path / "p.xlsx")
    assert said(read_scorecard(tmp_path / "p.xlsx")).splitlines() == [
        "Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12",
        "Potholes filled; amber - -; t@2023/24=10 a@2023/24 Q1=9",
        "Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5",
    ]
