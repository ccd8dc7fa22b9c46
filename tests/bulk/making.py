"""Small council papers for bulk work: one page, one ruled scorecard, each paper different."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.making import one_page

_COLUMNS = (40, 250, 330, 410, 490)
_HEAD = ("Measure", "Target", "Actual", "RAG")


def paper_bytes(number: int, rows: int = 4) -> bytes:
    """Paper ``number``: measures with targets and actuals that follow from the number."""
    lines = [
        f"BT /F1 14 Tf 40 790 Td (Anytown Council performance report {number}) Tj ET",
        "BT /F1 10 Tf 40 770 Td (Reporting Period: Quarter 2 2017/18) Tj ET",
    ]
    body = [_HEAD] + [
        (
            f"Visits to library {number}-{row}",
            str(100 + row),
            str(90 + (number + row) % 30),
            "Green",
        )
        for row in range(1, rows + 1)
    ]
    for at, cells in enumerate(body):
        bottom = 730 - 20 * at
        for column, text in enumerate(cells):
            left, right = _COLUMNS[column], _COLUMNS[column + 1]
            lines.append(f"{left} {bottom} {right - left} 20 re S")
            lines.append(f"BT /F1 10 Tf {left + 4} {bottom + 6} Td ({text}) Tj ET")
    return one_page("\n".join(lines).encode("ascii"))


def write_archive(folder: Path, count: int, *, first: int = 1) -> Path:
    """A folder with so many papers, some of them a folder deeper."""
    for number in range(first, first + count):
        path = folder / (
            f"20{number % 3 + 15}/q{number:05}.pdf" if number % 2 else f"p{number:05}.pdf"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(paper_bytes(number))
    return folder
