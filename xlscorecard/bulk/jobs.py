"""What a worker does with a paper. A job is a function of ours that the parent pickles by its
name; what it makes comes back as bytes, which are never unpickled."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xlscorecard.bulk.outcome import pack
from xlscorecard.model.scorecard import Severity

if TYPE_CHECKING:
    from xlscorecard.engine.rules import RuleSet
    from xlscorecard.model.page import Page
    from xlscorecard.model.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Product:
    """What a job has made of a paper, and the counts that an outcome tells of."""

    packed: bytes
    records: int = 0
    values: int = 0
    looks: int = 0


# Gets the paper, a watch that it tells of each page, so that the page's clock starts, and
# by name whatever the parent wants of this paper in particular.
Job = Callable[..., Product]


def scorecard_job(rules: RuleSet | None) -> Job:
    """The job of a conversion: a paper's scorecard, judged by ``rules``."""
    return functools.partial(_read_scorecard, rules)


def _read_scorecard(rules: RuleSet | None, path: Path, watch: Callable[[Page], None]) -> Product:
    from xlscorecard.pipeline import read_scorecard

    return product_of(read_scorecard(path, rules, watch=watch))


def product_of(scorecard: Scorecard) -> Product:
    """A scorecard as a job's product."""
    return Product(
        pack(scorecard),
        records=len(scorecard.records),
        values=sum(len(record.observations) for record in scorecard.records),
        looks=sum(finding.severity is Severity.LOOK for finding in scorecard.findings),
    )
