"""``xlscorecard audit``: printed against computed RAG and trend, with reasons."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import click

from xlscorecard.bulk.limits import Limits
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.reading import read_given
from xlscorecard.cli.say import say
from xlscorecard.cli.targets import keep_sources
from xlscorecard.engine.audit import Audit, AuditRow
from xlscorecard.engine.audit import audit as audit_scorecards
from xlscorecard.engine.checksum import Checksum
from xlscorecard.engine.rules import read_rules
from xlscorecard.model.errors import CannotWrite
from xlscorecard.model.files import write_whole
from xlscorecard.store.csv import guard

_EXAMPLES = """
\b
Examples:
  xlscorecard audit q1.pdf
  xlscorecard audit papers/ --rules our-rules.toml -o audit.csv
  xlscorecard audit scorecards.xlsx --rules havering
"""
_FIELDS = (
    "council", "paper", "page", "table", "row", "ref", "title", "period", "what", "printed",
    "computed", "agrees", "rule", "reason", "change", "assumes",
)  # fmt: skip


# Reasons on the screen.
SHOWN = 10


@click.command("audit", epilog=_EXAMPLES)
@click.argument("papers", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rules", default="default", help="A rule file, or the name of a shipped one.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Write all rows to .csv or .json too."
)
@limit_options
def command(
    papers: tuple[Path, ...], rules: str, out: Path | None, time_limit: float, memory_limit: int
) -> int:
    """Hold the RAGs and trends that PAPERS print against computed ones.

    PAPERS are papers, folders of papers, or any output of convert. Prints agreement by
    council, rule and measure; each disagreement with its reason, its page and the smallest
    change of rule or target that would explain it; and the paper's own sums against its
    rows. Exit code 1 when something disagrees, or
    a paper could not be read.
    """
    if out is not None and out.suffix.lower() not in {".csv", ".json"}:
        raise CannotWrite(str(out), "an audit goes to .csv or .json")
    keep_sources(out, papers)
    in_force = read_rules(rules)
    reading = read_given(papers, Limits(time_limit, memory_limit))
    found = audit_scorecards(reading.scorecards, in_force)
    for line in describe(found):
        say(line)
    if out is not None:
        write_whole(out, lambda part: _write(part, found, out.suffix.lower()))
        say(f"All rows written to {out}")
    failed = any(checksum.holds is False for checksum in found.checksums)
    asks = found.disagreements or found.open_questions or failed or reading.failures
    return 1 if asks else 0


def describe(found: Audit) -> list[str]:
    """The audit as lines for the screen."""
    lines: list[str] = []
    for what in ("RAG", "trend"):
        lines.append(found.total(what).sentence)
        for group in ("council", "rule"):
            lines += [f"  by {group}: {a.sentence}" for a in found.by(group, what) if a.compared]
        lines += [
            f"  by measure: {a.sentence}"
            for a in found.by("measure", what)
            if a.compared > 1 and a.agree < a.compared
        ]
        lines += _left_out(found.left_out(what))
    assumed = [row for row in found.rows if row.what == "RAG" and row.assumes and row.agrees]
    if assumed:
        lines += ["", f"Agree, and rest on an assumption ({len(assumed)}):"]
        lines += [f"  {row.place} {row.name}: {row.reason}" for row in assumed]
    for heading, rows in (
        ("Disagreements", found.disagreements),
        ("Differ, and rest on an assumption", found.open_questions),
    ):
        if rows:
            lines += ["", f"{heading} ({len(rows)}):"]
            lines += [line for row in rows for line in _difference(row)]
    if found.checksums:
        lines += ["", "The papers' own sums:"]
        for checksum in found.checksums:
            verdict = {True: "holds", False: "does not hold", None: "cannot be checked"}
            lines.append(
                f"  {checksum.paper} '{checksum.statement}': {verdict[checksum.holds]} "
                f"({checksum.found})"
            )
    return lines


def _left_out(reasons: tuple[tuple[str, int], ...]) -> list[str]:
    """The most frequent reasons; the rows of the others are in the file."""
    lines = [f"  left out, {count}: {why}" for why, count in reasons[:SHOWN]]
    if rest := sum(count for _, count in reasons[SHOWN:]):
        lines.append(f"  left out, {rest}: for {len(reasons) - SHOWN} other reasons (see --out)")
    return lines


def _difference(row: AuditRow) -> list[str]:
    lines = [
        f"  {row.place} {row.name}: {row.what} printed {row.printed}, computed {row.computed}",
        f"    {row.reason} [{row.rule}]",
    ]
    if row.change:
        lines.append(f"    {row.change}")
    return lines


def _write(part: Path, found: Audit, ending: str) -> None:
    rows = [{field: getattr(row, field) for field in _FIELDS} for row in found.rows]
    if ending == ".json":
        sums = [
            {"paper": c.paper, "statement": c.statement, "expected": c.expected,
             "found": c.found, "holds": c.holds}
            for c in found.checksums
        ]  # fmt: skip
        text = json.dumps({"rows": rows, "checksums": sums}, ensure_ascii=False, indent=1)
        part.write_text(text + "\n", encoding="utf-8")
        return
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, _FIELDS)
        writer.writeheader()
        rows += [_sum_as_row(checksum) for checksum in found.checksums]
        writer.writerows(
            {k: guard(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows
        )


def _sum_as_row(checksum: Checksum) -> dict[str, object]:
    """A paper's own sum among the rows of the table."""
    blank: dict[str, object] = dict.fromkeys(_FIELDS, "")
    return blank | {
        "paper": checksum.paper,
        "title": checksum.statement,
        "what": "sum",
        "printed": checksum.expected,
        "computed": checksum.found,
        "agrees": "" if checksum.holds is None else checksum.holds,
    }
