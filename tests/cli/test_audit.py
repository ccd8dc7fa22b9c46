"""``xlscorecard audit``: what an officer sees."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.engine.papers import paper_000, scorecard, simple
from xlscorecard.bulk.read import Reading
from xlscorecard.cli import audit
from xlscorecard.cli.audit import command
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.scorecard import Scorecard


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(
        command, [str(a) for a in arguments], catch_exceptions=False, standalone_mode=False
    )
    return int(result.return_value or 0), result.output


def read(monkeypatch: pytest.MonkeyPatch, *papers: Scorecard) -> None:
    monkeypatch.setattr(audit, "read_given", lambda _papers, _limits: Reading(papers))


def test_help_shows_an_example() -> None:
    result = CliRunner().invoke(command, ["--help"])
    assert result.exit_code == 0
    assert "xlscorecard audit q1.pdf" in result.output


def test_paper_000(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, paper_000())
    code, output = run("000.pdf")
    assert code == 0
    assert "RAG: 22 of 22 agree (100%)" in output
    assert "by council: Leicestershire County Council: 22 of 22" in output
    assert "by rule: default.percent: 10 of 10" in output
    assert "Agree, and rest on an assumption (5):" in output


def test_disagreements_have_page_reason_and_change(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, scorecard(simple("74%", "80%", rag="A"), statements=("Green = 45%",)))
    code, output = run("paper.pdf")
    assert code == 1
    assert "paper.pdf p.4 table 1 row 1 A measure: RAG printed amber, computed red" in output
    assert "Red: 74% is 6 points below the target of 80%; margin 5 points" in output
    assert "explained by a margin of at least 6 points" in output
    assert "'Green = 45%': does not hold" in output


def test_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, scorecard(simple("74%", "80%", rag="A")))
    assert run("paper.pdf", "--rules", "maidstone")[0] == 0
    with pytest.raises(CannotRead, match="no such rule file"):
        run("paper.pdf", "--rules", "nowhere.toml")


def test_all_rows_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, scorecard(simple("74%", "80%", rag="A", title="=cmd()")))
    run("paper.pdf", "-o", tmp_path / "audit.csv")
    with (tmp_path / "audit.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert (row["printed"], row["computed"], row["agrees"], row["page"]) == (
        "amber", "red", "False", "4",
    )  # fmt: skip
    assert row["title"] == "'=cmd()"
    run("paper.pdf", "-o", tmp_path / "audit.json")
    data = json.loads((tmp_path / "audit.json").read_text("utf-8"))
    assert data["rows"][0]["rule"] == "default.percent"


def test_an_ending_that_is_not_known_is_refused_before_reading() -> None:
    with pytest.raises(CannotWrite, match=r"goes to \.csv or \.json"):
        run("paper.pdf", "-o", "audit.docx")
