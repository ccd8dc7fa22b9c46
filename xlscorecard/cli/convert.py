"""``convert``: papers to scorecards, one or an archive of thousands."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlscorecard.bulk.convert import Engine, Versions, convert_papers
from xlscorecard.bulk.jobs import scorecard_job
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.papers import PaperFile, output_places, paper_files
from xlscorecard.bulk.pool import Done, Recall, available_processors, convert_in_pool
from xlscorecard.bulk.reader import reader_version, rules_version
from xlscorecard.bulk.sink import EachSink, FileSink, Sink, StoreSink, Write
from xlscorecard.cli.limits import limit_options
from xlscorecard.cli.progress import Display, Log, Tally
from xlscorecard.cli.review import write_review_report
from xlscorecard.cli.say import say
from xlscorecard.cli.targets import keep_all_sources, keep_sources
from xlscorecard.cli.told import Found, list_store, nothing_read, say_sum
from xlscorecard.model.errors import CannotRead, CannotWrite, Refused
from xlscorecard.model.hold import hold

if TYPE_CHECKING:
    from xlscorecard.engine.rules import RuleSet
    from xlscorecard.model.scorecard import Scorecard

_SUFFIXES = (".xlsx", ".csv", ".json", ".parquet", ".sqlite")
_EXAMPLES = """
\b
Examples:
  xlscorecard convert q1.pdf -o q1.xlsx
  xlscorecard convert papers/ -o scorecards.xlsx
  xlscorecard convert archive/ -o history.sqlite --log history.jsonl
  xlscorecard convert -o history.sqlite --failures
  xlscorecard convert history.sqlite -o history.csv
  xlscorecard convert archive/ -o tables/ --dataset
"""


@click.command("convert", epilog=_EXAMPLES)
@click.argument("papers", nargs=-1)
@click.option(
    "-o",
    "--output",
    "output",
    required=True,
    help="OUT.xlsx, .csv, .json, .parquet or .sqlite; with --each or --dataset a folder.",
)
@click.option("--each", is_flag=True, help="One output per paper, in the folder OUT.")
@click.option("--dataset", is_flag=True, help="Parquet tables for DuckDB, in the folder OUT.")
@click.option(
    "--format",
    "suffix",
    type=click.Choice(sorted(s.removeprefix(".") for s in _SUFFIXES)),
    default="xlsx",
    show_default=True,
    help="The form of the outputs of --each.",
)
@click.option("--rules", type=click.Path(path_type=Path), help="The council's own rule file.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="A folder for doubtful values beside their pictures; the workbook links to it.",
)
@click.option("--failures", is_flag=True, help="List what failed and what to look at.")
@click.option("--retry-failed", is_flag=True, help="Read papers again that failed before.")
@click.option("--workers", type=click.IntRange(1, 512), help="Processes; else one per processor.")
@limit_options
@click.option("--log", "log_path", type=click.Path(path_type=Path), help="Add JSON lines to this.")
@click.option("--cluster", help="A Dask scheduler's address: tcp://host:8786 (extra [cluster]).")
def command(
    papers: tuple[str, ...],
    output: str,
    each: bool,
    dataset: bool,
    suffix: str,
    rules: Path | None,
    report: Path | None,
    failures: bool,
    retry_failed: bool,
    workers: int | None,
    time_limit: float,
    memory_limit: int,
    log_path: Path | None,
    cluster: str | None,
) -> int:
    """Read PAPERS (files or folders: .pdf, .docx, .doc, .xlsx) and write their scorecards.

    Into an .sqlite store papers are added one by one: start again after any stop and it goes
    on; unchanged papers are passed over. An output of convert given as PAPERS is written anew
    in the other form; its ratings stay, unless --rules gives others.
    """
    if not papers:
        if failures and output.lower().endswith(".sqlite"):
            return list_store(Path(output))
        raise click.UsageError("name the papers to convert")
    if report is not None and (each or dataset or "://" in output):
        raise click.UsageError("--report wants one output file on this computer")
    limits = Limits(time_limit, memory_limit)
    versions = Versions(reader_version(), rules_version(rules))
    rule_set = _read_rules(rules)
    with _output_at(output) as out, hold(out, output), closing(Log(log_path)) as log:
        form = _form(out, each=each, dataset=dataset, suffix=suffix)
        given = _find(papers, out)
        engine = _engine(limits, rule_set, workers, cluster, len(given.papers))
        sink = _sink(form, given, limits, rule_set)
        found, tally = Found(), Tally()
        log.write("start", papers=len(given.papers), out=output, reader=versions.reader)
        done_papers = convert_papers(
            given.papers, sink, engine, versions, limits, retry=retry_failed
        )
        try:
            with Display(len(given.papers), tally) as display, closing(done_papers):
                for done in done_papers:
                    tally.add(done)
                    display.add(done)
                    log.paper(done)
                    found.add(done, doubts=failures and form.kind != ".sqlite")
        except KeyboardInterrupt:
            log.write("stopped", **tally.counts())
            if len(given.papers) == 1:
                raise
            say("stopped; the same command goes on from here", err=True)
            return 2
        if given.papers and not tally.read and not given.data:
            log.write("end", **tally.counts())
            raise nothing_read(papers, found)
        whole = _afterwards(output, lambda: log.write("end", **tally.counts()))
        say_sum(tally, output, len(given.papers))
        if report is not None:
            sources = [paper.path for paper in given.papers if paper.path]
            whole &= _afterwards(output, lambda: write_review_report(out, report, sources))
        if failures and form.kind == ".sqlite":
            list_store(out)
        elif failures:
            found.list()
    return 1 if tally.failed or tally.looks or not whole else 0


def _afterwards(output: str, work: Callable[[], None]) -> bool:
    """Do what comes when the output is written already; when it fails, say that and what stands."""
    try:
        work()
    except CannotRead as error:
        say(f"xlscorecard: {error} {output} itself is written.", err=True)
        return False
    return True


@contextmanager
def _output_at(output: str) -> Iterator[Path]:
    if "://" not in output:
        yield Path(output)
        return
    from xlscorecard.bulk.addresses import output_at

    with output_at(output) as out:
        yield out


@dataclass(frozen=True, slots=True)
class _Form:
    """What is written: ``kind`` is an ending, "each" or "dataset"."""

    kind: str
    out: Path
    suffix: str


@dataclass(frozen=True, slots=True)
class _Given:
    """The papers of the command line, and the data files among them."""

    papers: tuple[PaperFile, ...]
    data: tuple[Path, ...]


def _form(out: Path, *, each: bool, dataset: bool, suffix: str) -> _Form:
    if each and dataset:
        raise click.UsageError("--each and --dataset are different things; choose one")
    if each or dataset:
        if out.is_file():
            raise CannotWrite(str(out), "a file of that name is there", advice="Name a folder.")
        return _Form("each" if each else "dataset", out, suffix)
    kind = out.suffix.lower()
    if kind not in _SUFFIXES:
        raise CannotWrite(
            str(out),
            f"the ending {out.suffix!r} names no form of output",
            advice="Use .xlsx, .csv, .json, .parquet or .sqlite.",
        )
    return _Form(kind, out, suffix)


def _read_rules(rules: Path | None) -> RuleSet | None:
    if rules is None:
        return None
    from xlscorecard.engine.rules import read_rules

    return read_rules(rules)


def _find(arguments: Sequence[str], out: Path) -> _Given:
    from xlscorecard.bulk.read import is_data
    from xlscorecard.pipeline import WORKBOOK_SUFFIXES, find_papers

    if any("://" in argument for argument in arguments):
        from xlscorecard.bulk.addresses import find_addresses

        return _Given(find_addresses(arguments), ())
    paths = list(_expanded(tuple(Path(argument) for argument in arguments)))
    keep_sources(out, paths)
    data = tuple(path for path in paths if path.is_file() and is_data(path))
    plain = [path for path in paths if path not in data]
    # What an earlier run has left among the papers is none of them.
    found_paths = [path for path in find_papers(plain) if path in plain or not _is_same(path, out)]
    lies_there = out.is_file() and any(path.is_dir() and _holds(path, out) for path in plain)
    if lies_there and out.suffix.lower() in WORKBOOK_SUFFIXES and not is_data(out):
        raise Refused(
            str(out),
            "it lies among the papers and is no output of convert: it would be lost",
            advice="Give the output another name.",
        )
    if plain and not (found_paths or data):
        raise CannotRead(str(plain[0]), "it holds no paper but the output itself")
    return _Given(paper_files(found_paths, plain), data)


def _holds(folder: Path, out: Path) -> bool:
    return folder.resolve() in out.resolve().parents


def _is_same(path: Path, out: Path) -> bool:
    return path.name == out.name and path.resolve() == out.resolve()


def _expanded(arguments: tuple[Path, ...]) -> Iterator[Path]:
    """Arguments with their globs resolved, for shells (Windows) that leave them alone."""
    for argument in arguments:
        if any(sign in str(argument) for sign in "*?[") and not argument.exists():
            matches = sorted(
                Path(argument.anchor or ".").glob(str(argument.relative_to(argument.anchor)))
            )
            if not matches:
                raise CannotRead(str(argument), "no file matches")
            yield from matches
        else:
            yield argument


def _sink(form: _Form, given: _Given, limits: Limits, rules: RuleSet | None) -> Sink:
    from xlscorecard.bulk.data import read_to_write
    from xlscorecard.outputs import write_scorecards
    from xlscorecard.pipeline import judged

    if form.kind == ".sqlite" and not given.data:
        return StoreSink(form.out, given.papers)
    if form.kind == "each" and not given.data:
        places = output_places(given.papers, form.suffix)
        sources = [Path(paper.path) for paper in given.papers if paper.path]
        keep_all_sources((form.out / place for place in places), sources)
        return EachSink(form.out, places, write_scorecards)
    read = [read_to_write(path, limits) for path in given.data]
    lines = [line for data in read for line in data.lines]
    write: Write = functools.partial(write_scorecards, lines=lines)
    if form.kind == "dataset":
        from xlscorecard.store.dataset import write_dataset

        write = write_dataset
    elif form.kind == "each":
        raise click.UsageError("--each takes papers, not data files")
    data: Iterable[Scorecard] = chain.from_iterable(read)
    if rules is not None:
        data = (judged(scorecard, rules) for scorecard in data)
    return FileSink(form.out, write, data if given.data else None, len(given.papers))


def _engine(
    limits: Limits, rules: RuleSet | None, workers: int | None, cluster: str | None, papers: int
) -> Engine:
    if cluster is not None:
        from xlscorecard.bulk.cluster import convert_on_cluster

        return functools.partial(convert_on_cluster, cluster, limits, rules)
    count = min(workers or available_processors(), max(papers, 1))
    job = scorecard_job(rules)

    def engine(given: Iterable[PaperFile], recall: Recall) -> Iterator[Done]:
        return convert_in_pool(given, limits, job, count, recall)

    return engine
