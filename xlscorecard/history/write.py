"""A history as JSON or CSV, and its charts as files."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from xlscorecard.history.drawing import draw_history
from xlscorecard.history.png import to_png
from xlscorecard.history.series import Apart, History, Line, Restated, Series, Statement
from xlscorecard.history.svg import to_svg
from xlscorecard.history.words import sentence
from xlscorecard.model.errors import CannotWrite
from xlscorecard.model.files import write_whole
from xlscorecard.store.csv import guard

_FIELDS = (
    "council", "measure", "title", "ref", "unit", "polarity", "series", "definition", "cadence",
    "period", "value", "rag", "raw", "target", "mean", "lower_limit", "upper_limit", "variation",
    "document", "page", "table", "row", "printed",
)  # fmt: skip


def write_history_json(histories: Sequence[History], path: Path) -> None:
    """Everything: measures, breaks, series with their rows, points, restated figures."""
    text = json.dumps({"measures": [_measure(h) for h in histories]}, ensure_ascii=False, indent=1)
    write_whole(path, partial(_put, (text + "\n").encode("utf-8", "replace")))


def write_history_csv(histories: Sequence[History], path: Path) -> None:
    """One row a point, measure after measure; no row holds figures of two definitions."""

    def write(part: Path) -> None:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, _FIELDS)
            writer.writeheader()
            for history in histories:
                for row in _point_rows(history):
                    writer.writerow(
                        {k: guard(v) if isinstance(v, str) else v for k, v in row.items()}
                    )

    write_whole(path, write)


def write_charts(histories: Sequence[History], folder: Path) -> int:
    """Each measure's chart as SVG and PNG in ``folder``, made if need be; gives how many."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            str(folder),
            f"the folder cannot be made ({error.strerror})",
            advice="Choose another place.",
        ) from error
    drawn = 0
    for number, history in enumerate(histories, start=1):
        drawing = draw_history(history)
        if drawing is None:
            continue
        drawn += 1
        stem = f"{number:04}-{_slug(history.title)}"
        svg, png = to_svg(drawing).encode(), to_png(drawing)
        write_whole(folder / f"{stem}.svg", partial(_put, svg))
        write_whole(folder / f"{stem}.png", partial(_put, png))
    return drawn


def _put(content: bytes, part: Path) -> None:
    part.write_bytes(content)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60] or "measure"


def _measure(history: History) -> dict[str, object]:
    return {
        "council": history.council,
        "measure": history.measure,
        "title": history.title,
        "ref": history.ref,
        "unit": history.unit,
        "polarity": history.polarity,
        "what_it_did": sentence(history),
        "breaks": [{"at": point.at, "why": point.why} for point in history.breaks],
        "series": [_series(series) for series in history.series],
    }


def _series(series: Series) -> dict[str, object]:
    return {
        "series": series.number,
        "definition": series.definition,
        "records": [
            _source_fields(m.source)
            | {"period": m.period, "ref": m.ref, "title": m.title, "score": m.score}
            | {"why": m.why, "doubt": m.doubt or None}
            for m in series.members
        ],
        "lines": [_line(line) for line in series.lines],
        "restated": [_restated(change) for change in series.restated],
        "left_out": [_apart(left) for left in series.apart],
    }


def _line(line: Line) -> dict[str, object]:
    limits = line.chart.limits if line.chart else None
    chart, trend = line.chart, line.trend
    return {
        "cadence": line.cadence,
        "trend": trend.trend if trend else None,
        "trend_why": trend.reason if trend else "",
        "target": line.target,
        "mean": limits.mean if limits else None,
        "lower_limit": limits.lower if limits else None,
        "upper_limit": limits.upper if limits else None,
        "variation": chart.variation if chart else None,
        "assurance": chart.assurance if chart else None,
        "no_limits_because": (chart.reason or None) if chart else None,
        "points": [
            {
                "period": point.period,
                "value": point.value,
                "rag": point.rag,
                "said": [_statement(said) for said in point.said],
            }
            for point in line.points
        ],
    }


def _restated(change: Restated) -> dict[str, object]:
    return {
        "period": change.period,
        "first": _statement(change.first),
        "later": _statement(change.later),
    }


def _apart(left: Apart) -> dict[str, object]:
    return {"period": left.period, "reason": left.reason} | _statement(left.said)


def _statement(said: Statement) -> dict[str, object]:
    fields: dict[str, object] = {"value": said.value, "raw": said.observation.raw}
    return fields | _source_fields(said.source)


def _source_fields(source: object) -> dict[str, object]:
    return {name: getattr(source, name) for name in ("document", "page", "table", "row")}


def _point_rows(history: History) -> Iterator[dict[str, object]]:
    for series in history.series:
        for line in series.lines:
            limits = line.chart.limits if line.chart else None
            read = line.chart.points if line.chart else ()
            for number, point in enumerate(line.points):
                yield {
                    "council": history.council,
                    "measure": history.measure,
                    "title": history.title,
                    "ref": history.ref,
                    "unit": history.unit,
                    "polarity": history.polarity,
                    "series": series.number,
                    "definition": series.definition,
                    "cadence": line.cadence,
                    "period": point.period,
                    "value": point.value,
                    "rag": point.rag,
                    "raw": point.counts.observation.raw,
                    "target": line.target,
                    "mean": limits.mean if limits else None,
                    "lower_limit": limits.lower if limits else None,
                    "upper_limit": limits.upper if limits else None,
                    "variation": read[number].variation if read else None,
                    "printed": len(point.said),
                } | _source_fields(point.counts.source)
