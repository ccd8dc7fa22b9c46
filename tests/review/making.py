"""A paper drawn with reportlab, and its scorecard with doubtful values, for the review's tests."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from xlscorecard.model.geometry import BBox
from xlscorecard.model.scorecard import (
    Finding,
    Kind,
    Observation,
    Paper,
    Quantity,
    Record,
    Role,
    Scorecard,
    Severity,
    Source,
    Unit,
)
from xlscorecard.review.desk import Desk
from xlscorecard.review.pictures import Pictures, find_paper_files
from xlscorecard.review.server import ReviewServer
from xlscorecard.store.sqlite import write_sqlite

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&{{7*7}}"
# Values as printed, and as a poor reader took them.
ROWS = (
    ("Repairs done on first visit", "81.5%", "87.5%", "81.5", 0.4),
    ("Calls answered in 20 seconds", "64.0%", "64.0%", "64.0", 0.5),
    ("Invoices paid within 30 days", "", "7%", "7", 0.6),
    (HOSTILE, "12%", "12%", "12", 0.7),
    ("Bins collected on the day", "99.1%", "99.1%", "99.1", 1.0),
)


def draw_paper(path: Path, pages: int = 1) -> str:
    """The paper with its table on each page; gives its checksum."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for _ in range(pages):
        for number, (title, printed, *_rest) in enumerate(ROWS):
            top = 120 + 30 * number
            canvas.rect(60, A4[1] - top - 24, 330, 24)
            canvas.rect(390, A4[1] - top - 24, 80, 24)
            canvas.drawString(66, A4[1] - top - 16, title[:44])
            canvas.drawString(400, A4[1] - top - 16, printed)
        canvas.showPage()
    canvas.save()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def box_of(row: int) -> BBox:
    """Where the value of a row stands, from the drawing above."""
    return BBox(390.0, 120.0 + 30 * row, 470.0, 144.0 + 30 * row)


def misread(name: str, sha256: str, pages: int = 1) -> Scorecard:
    """What a poor reader made of that paper: 81.5% as 87.5%, a stain as 7%."""
    records = []
    for page in range(1, pages + 1):
        for number, (title, _, raw, value, confidence) in enumerate(ROWS):
            quantity = Quantity(Decimal(value), unit=Unit.PERCENT, quantum=Decimal("0.1"))
            if title.startswith("Repairs"):
                quantity = replace(quantity, value=Decimal("87.5"))
            seen = Observation(
                "Q1", Role.ACTUAL, "2023/24 Q1", raw, quantity,
                confidence=confidence, page=page, bbox=box_of(number),
            )  # fmt: skip
            records.append(
                Record(
                    Source(name, page, page, number + 1),
                    Kind.MEASURE,
                    title,
                    ("Housing", HOSTILE),
                    observations=(seen,),
                    bbox=BBox(60.0, 120.0 + 30 * number, 470.0, 144.0 + 30 * number),
                )
            )
    findings = (
        Finding("value-doubtful", Severity.LOOK, "'87.5%': digits overlap", 1, 1, 1, "Q1"),
        Finding("page-unread", Severity.LOOK, f"page 9 {HOSTILE}", page=9),
    )
    paper = Paper(name, sha256, organisation="Northmere Council", reporting_period="2023/24 Q1")
    return Scorecard(paper, tuple(records), findings)


@contextmanager
def reviewing(folder: Path, pages: int = 1) -> Iterator[tuple[ReviewServer, Path]]:
    """The review's server while it answers for a store of such a paper, and the store."""
    store = folder / "archive.sqlite"
    cards = (misread("q1.pdf", draw_paper(folder / "q1.pdf", pages), pages),)
    write_sqlite(cards, store)
    server = ReviewServer(Desk(store, cards, Pictures(find_paper_files(cards, [folder])), "Ann"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server, store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
