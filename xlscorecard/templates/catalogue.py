"""The templates that come with xlscorecard, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.templates.placing import Placing


@dataclass(frozen=True, slots=True)
class Template:
    """A shipped template: its name, one line on it, and the module that builds it."""

    name: str
    line: str
    module: str

    @property
    def file(self) -> str:
        """Its file among the shipped ones."""
        return f"{self.name}.xlsx"

    @property
    def build(self) -> Callable[[Path, Scorecard], Placing]:
        """Writes the workbook with a scorecard's records; tells what found a place."""
        module = import_module(f"xlscorecard.templates.{self.module}")
        build: Callable[[Path, Scorecard], Placing] = module.write_template
        return build


TEMPLATES = (
    Template(
        "priority-bands",
        "dashboard by priority: a band of measures for each, RAG, direction, last year, target",
        "priority_bands",
    ),
    Template(
        "directorate-quarters",
        "directorate scorecard: priorities, progress in words, measures for Q1 to Q4",
        "directorate_quarters",
    ),
    Template(
        "quartile-self-assessment",
        "years side by side with quartiles, and self-ratings from 1 to 4 with commentary",
        "quartile_self_assessment",
    ),
    Template(
        "one-page",
        "all on one page: outcomes, outputs, people and money, coloured by RAG",
        "one_page",
    ),
    Template(
        "service-plan",
        "service plan: actions, risks with their heat map, and indicators over three years",
        "service_plan",
    ),
    Template(
        "accessible",
        "one flat table without merged cells, for publishing and for screen readers",
        "accessible",
    ),
)


def find_template(name: str) -> Template:
    """The template of that name; raises Refused with the names that there are."""
    for template in TEMPLATES:
        if template.name == name.removesuffix(".xlsx").lower():
            return template
    known = ", ".join(template.name for template in TEMPLATES)
    raise Refused(name, "there is no template of that name", advice=f"Choose one of: {known}.")
