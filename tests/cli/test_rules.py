"""``xlscorecard rules``: what an officer sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.engine.papers import paper_000, scorecard, simple
from xlscorecard.bulk.read import Reading
from xlscorecard.cli import reading
from xlscorecard.cli.rules import command
from xlscorecard.engine.rules import read_rules
from xlscorecard.model.errors import CannotRead, CannotWrite
from xlscorecard.model.scorecard import Scorecard


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(
        command, [str(a) for a in arguments], catch_exceptions=False, standalone_mode=False
    )
    return int(result.return_value or 0), result.output


def read(monkeypatch: pytest.MonkeyPatch, *papers: Scorecard) -> None:
    monkeypatch.setattr(reading, "read_given", lambda _papers, _limits: Reading(papers))


@pytest.mark.parametrize("arguments", [[], ["show"], ["check"], ["infer"]])
def test_help_shows_an_example(arguments: list[str]) -> None:
    result = CliRunner().invoke(command, [*arguments, "--help"])
    assert result.exit_code == 0
    assert "xlscorecard rules" in result.output


def test_show_prints_the_rules_in_force() -> None:
    code, output = run("show")
    assert code == 0
    assert "default.percent" in output
    assert "met at the target's printed precision" in output
    assert "Shipped rule files:" in output
    assert "Havering" in run("show", "havering")[1]


def test_check_accepts_and_refuses(tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text('schema = 1\n[[rule]]\nid = "a"\namber = "5%"\n', "utf-8")
    code, output = run("check", ours)
    assert code == 0
    assert "in order (1 rule, 0 measure settings)" in output
    ours.write_text('schema = 1\n[[rule]]\nid = "a"\namber = "5"\n', "utf-8")
    with pytest.raises(CannotRead, match=r"ours.toml line 4, \[\[rule\]\] 1 'a', amber"):
        run("check", ours)


def test_check_tells_of_rules_that_are_never_reached(tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text(
        'schema = 1\n[[rule]]\nid = "all"\namber = "5%"\n'
        '[[rule]]\nid = "waits"\nunits = ["days"]\namber = "10%"\n',
        "utf-8",
    )
    code, output = run("check", ours)
    assert code == 1
    assert "rule 'waits' is never reached: 'all' comes first" in output


def test_infer_writes_a_file_that_check_accepts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(monkeypatch, paper_000())
    out = tmp_path / "leicestershire.toml"
    code, output = run("infer", "papers", "-o", out)
    assert code == 0
    assert "explains 22 of 22 rows" in output
    assert "other rules explain as many" in output
    assert "no row is printed red" in output
    assert run("check", out)[0] == 0
    assert read_rules(out).council == "Leicestershire County Council"


def test_infer_tells_what_contradicts(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("78%", "A"), ("79%", "A"), ("81%", "G"), ("20%", "G"), ("20%", "R")]
    read(monkeypatch, scorecard(*(simple(value, "80%", rag=rag) for value, rag in rows)))
    code, output = run("infer", "paper.pdf")
    assert code == 1
    assert "contradicted by paper.pdf p.4" in output
    assert "schema = 1" in output


def test_infer_without_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch, scorecard())
    code, output = run("infer", "paper.pdf")
    assert code == 1
    assert "no row carries" in output


def test_infer_wants_a_toml_file(monkeypatch: pytest.MonkeyPatch) -> None:
    read(monkeypatch)
    with pytest.raises(CannotWrite, match=r"ends in \.toml"):
        run("infer", "paper.pdf", "-o", "rules.xlsx")
