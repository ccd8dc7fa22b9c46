"""docs/functions.md, written from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from xlscorecard.functions.catalogue import FUNCTIONS, Example, Function
from xlscorecard.functions.cells import Cell, Table

_START = """\
# The worksheet functions

Written from the function catalogue (`python -m xlscorecard.addins.sources`); do not edit.
[routes.md](routes.md) says how to get them into your spreadsheet. They answer alike in Excel
and in LibreOffice, and by the same rules as the rest of the program ([rules.md](rules.md)).

Values may be numbers, percent cells, text as printed (`43.1k`, `59-63%`, `<14 days`, `£3.1m`),
blanks, or whole ranges: one call for a column spills its answers. What comes back:

| where | answer |
|---|---|
| a figure is missing: blank, N/A, TBC, a dash, any words without a figure | empty text |
| something is unclear (polarity, unreadable text, contradicting units) | `?`, RAGWHY says why |
| a cell holds an error | the same error; of several the first argument's |
| ranges of different sizes | `#N/A` where they do not reach |

A percent cell holds 0.62, so the text "62%" is 0.62 too. With unit `percent` numbers are like
62. With no unit, and no text that tells it, a figure may fall 10% short of its target before
it is Red; the rule for small counts must be asked for (unit `count`). A number above 1.5 beside
a printed percentage is refused (`?`) until the unit is given; so are figures that seem to be
written in two sizes (`£3.1m` beside 3.2, or 62 with unit `fraction`). 0.62 in a percent cell
against 95 typed as a number cannot be seen by any function: `xlscorecard addin lint` finds it.
"""


def functions_page() -> str:
    """The whole page."""
    parts = [_START, "| function | what it gives |", "|---|---|"]
    parts += [f"| [{f.name}](#{f.name.lower()}) | {f.summary} |" for f in FUNCTIONS]
    for function in FUNCTIONS:
        parts += ["", *_section(function)]
    return "\n".join(parts) + "\n"


def _section(function: Function) -> Iterator[str]:
    yield f"## {function.name}"
    yield ""
    yield f"`={function.signature}`"
    yield ""
    yield function.summary
    yield ""
    yield "| argument | meaning | left out |"
    yield "|---|---|---|"
    for argument in function.arguments:
        yield f"| {argument.name} | {argument.help} | {argument.default or 'must be given'} |"
    yield ""
    yield "```"
    for example in function.examples:
        yield from example_lines(function, example)
    yield "```"


def example_lines(function: Function, example: Example) -> Iterator[str]:
    """A formula that can be pasted, and what it gives."""
    arguments = ", ".join(_literal(given) for given in example.arguments)
    result = example.result
    shown = _literal(result) if isinstance(result, tuple) else str(_plain(result))
    note = f"   ' {example.note}" if example.note else ""
    yield f"={function.name}({arguments})  ->  {shown}{note}"


def _literal(given: Cell | Table) -> str:
    if isinstance(given, tuple):
        return "{" + ";".join(",".join(_literal(cell) for cell in row) for row in given) + "}"
    if isinstance(given, str):
        return '"' + given.replace('"', '""') + '"'
    return "" if given is None else str(_plain(given))


def _plain(value: Cell) -> Cell:
    return (
        f"{value:g}"
        if isinstance(value, float) and abs(value) < 1e5
        else (str(int(value)) if isinstance(value, float) and value.is_integer() else value)
    )
