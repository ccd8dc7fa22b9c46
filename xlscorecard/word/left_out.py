"""What a Word paper shows that is no text or table of ours: told once a paper, never dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlscorecard.model.scorecard import Finding, Severity


@dataclass(slots=True)
class LeftOut:
    """Counts what is met while reading. ``struck`` are texts that are struck out, ``objects``
    the programs of embedded objects, ``workbooks`` those that were read and ``inside`` what was
    found in these."""

    struck: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    workbooks: int = 0
    inside: list[Finding] = field(default_factory=list)
    charts: int = 0
    diagrams: int = 0
    pictures: int = 0
    chunks: int = 0

    def findings(self) -> Iterator[Finding]:
        for program in self.objects:
            yield Finding(
                "embedded-object",
                Severity.LOOK,
                f"An embedded {program} object is shown as a picture: a table in it is not read."
                " Save the object as a file of its own.",
            )
        if self.workbooks:
            yield Finding(
                "embedded-workbook",
                Severity.INFO,
                f"{_counted(self.workbooks, 'embedded workbook')} read from the workbook itself:"
                " the paper shows a picture of it.",
            )
        yield from dict.fromkeys(self.inside)
        if self.chunks:
            yield Finding(
                "embedded-document",
                Severity.LOOK,
                "The paper takes in a whole other document, which is not read. Open the paper in"
                " Word and save it: then its text stands in it.",
            )
        if self.struck:
            yield Finding(
                "struck-out",
                Severity.LOOK,
                f"{_counted(len(self.struck), 'text')} struck out and not read, the first"
                f" {self.struck[0][:40]!r}.",
            )
        shown = [
            _counted(count, name, verb=False)
            for count, name in (
                (self.charts, "chart"),
                (self.diagrams, "diagram"),
                (self.pictures, "large picture"),
            )
            if count
        ]
        if shown:
            yield Finding(
                "pictures-not-read",
                Severity.INFO,
                f"Not read: {', '.join(shown)}. Figures that stand only there are missing.",
            )


def _counted(count: int, name: str, *, verb: bool = True) -> str:
    if count == 1:
        return f"1 {name} is" if verb else f"1 {name}"
    return f"{count} {name}s are" if verb else f"{count} {name}s"
