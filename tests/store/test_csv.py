"""What a spreadsheet or another program finds in the CSV, and reading it back."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scorecards import leeds, leicestershire, scorecards, wiltshire
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Rag, Role, Scorecard, Unit
from xlscorecard.store.csv import findings_path, guard, read_csv, unguard, write_csv


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_for_each_value_and_one_for_a_record_without(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_csv([leicestershire(), leeds()], path)
    rows = rows_of(path)
    assert len(rows) == 4 + 4 + 2 + 3 + 2 + 1 + 3
    first = rows[0]
    assert list(first)[:6] == ["document", "page", "table", "row", "kind", "section"]
    assert first["title"] == "% of sequels that 'Prevent Need'"
    assert (first["raw"], first["low"], first["high"], first["value"]) == ("59-63%", "59", "63", "")
    assert (rows[1]["raw"], rows[1]["value"], rows[1]["unit"]) == ("62%", "62", "percent")
    assert rows[0]["rag_agrees"] == "true"
    priority = next(row for row in rows if row["kind"] == "priority")
    assert (priority["rag"], priority["raw"], priority["role"]) == ("amber", "", "")
    assert rows_of(findings_path(path)) == [
        {
            "document": "leicestershire.pdf",
            "code": "trend-against-values",
            "severity": "look",
            "message": "The arrow points down, but 17.5 has no earlier value to compare with.",
            "page": "1",
            "table": "3",
            "row": "1",
            "column": "In-Year Progress",
        }
    ]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1234", "'+44 1234"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("\n=x", "'\n=x"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1a", "'－1a"),
        ("＠A1", "'＠A1"),
        ("  =1+1", "'  =1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("'=1+1", "''=1+1"),
        ("-3.4", "-3.4"),
        ("+0.113", "+0.113"),
        ("-1,234.5%", "-1,234.5%"),
        ("62%", "62%"),
        ("'Prevent Need'", "'Prevent Need'"),
        ("", ""),
    ],
)
def test_no_text_is_a_formula(text: str, safe: str) -> None:
    assert guard(text) == safe
    assert unguard(safe) == text


@given(st.text(st.sampled_from("'=+-@\t\r\n ＝a1.,%"), max_size=6))
def test_a_guarded_text_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("make", [leicestershire, leeds])
def test_nothing_is_lost_but_the_key(tmp_path: Path, make: object) -> None:
    assert callable(make)
    scorecard = make()
    write_csv([scorecard], tmp_path / "out.csv")
    (read,) = read_csv(tmp_path / "out.csv")
    assert read == replace(scorecard, key=(), statements=())


@settings(deadline=None, max_examples=60)
@given(scorecards())
def test_any_record_comes_back(scorecard: Scorecard) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        write_csv([scorecard], path)
        read = read_csv(path)
    if scorecard.records or scorecard.findings:
        assert read[0].records == scorecard.records
        assert read[0].findings == scorecard.findings
    else:
        assert read == ()


def test_odd_line_separators_inside_a_text_are_no_new_row(tmp_path: Path) -> None:
    odd = "one\x0btwo\x0cthree\x85four\u2028five\rsix\nseven"
    first = leeds().records[0]
    scorecard = replace(leeds(), records=(replace(first, title=odd),), key=(), statements=())
    write_csv([scorecard], tmp_path / "out.csv")
    assert read_csv(tmp_path / "out.csv") == (scorecard,)


def test_two_papers_stay_two(tmp_path: Path) -> None:
    write_csv([wiltshire(), leeds()], tmp_path / "out.csv")
    read = read_csv(tmp_path / "out.csv")
    assert [one.paper.organisation for one in read] == ["Wiltshire Council", "Leeds City Council"]
    assert read[0].records[0].rag is None
    assert read[0].records[0].observations[0].rag is Rag.AMBER


def test_an_officers_own_table(tmp_path: Path) -> None:
    path = tmp_path / "quarter.csv"
    path.write_bytes(
        "Ref;Title;Role;Value;Unit;RAG\r\n"
        "WASTE01;Household waste recycled;actual;45.2;percent;Amber\r\n"
        "WASTE01;Household waste recycled;target;48;percent;Amber\r\n"
        "CT02;Café visits – £;actual;1200;gbp;\r\n".encode("cp1252")
    )
    (read,) = read_csv(path)
    waste, cafe = read.records
    assert (waste.ref, waste.rag, len(waste.observations)) == ("WASTE01", Rag.AMBER, 2)
    target = waste.observation(Role.TARGET)
    assert target is not None
    assert (target.quantity.value, target.quantity.unit) == (Decimal(48), Unit.PERCENT)
    assert (cafe.title, cafe.source.row) == ("Café visits – £", 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title,value\nA,62\nB,lots\n", "line 3: value: 'lots' is not a number"),
        ("title,rag\nA,purple\n", "line 2: rag: 'purple' is none of red, amber"),
        ("value,unit\n62,percent\n", "line 2: title: a row needs a title or a ref"),
        ("title,value\nA,1,2\n", "line 2: 3 cells, but 2 headings"),
        ("title,title\nA,B\n", "line 1: two columns are called title"),
        ('title,value\n"A,1\n', "not CSV"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CannotRead) as caught:
        read_csv(path)
    assert told in str(caught.value)
