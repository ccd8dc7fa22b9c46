"""Layers of a PDF that are switched off: nobody sees them, and nobody reads them."""

from __future__ import annotations

import zlib
from itertools import pairwise
from pathlib import Path

import pytest

from xlscorecard.pipeline import read_scorecard

ROWS = (("Measure", "Target", "Actual", "RAG"), ("Recycling rate", "45%", "", "A"),
        ("Homes built", "400", "", "G"))  # fmt: skip
SIDES = (40, 290, 370, 450, 530)
SHOWN, DRAFT = ("43%", "410"), ("39%", "380")


def text(x: float, y: float, words: str) -> str:
    return f"BT /F1 10 Tf {x} {y} Td ({words}) Tj ET\n"


def results(figures: tuple[str, ...]) -> str:
    return "".join(text(374, 483 - 22 * row, figure) for row, figure in enumerate(figures))


def on_layer(number: int, content: str) -> str:
    return f"/OC /OC{number} BDC\n{content}EMC\n"


def stream(entries: str, content: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries.encode(), len(content), content)


def write(path: Path, content: str, *, settings: str, packed: bool = False) -> Path:
    """A page of ruled cells and ``content`` with two layers, "Final" (object 4) and "Draft" (5),
    whose showing ``settings`` state; ``packed`` puts the catalogue in an object stream (8)."""
    ruled = "".join(
        f"{a} {498 - 22 * row} {b - a} 22 re S\n" + text(a + 4, 505 - 22 * row, words)
        for row, cells in enumerate(ROWS)
        for (a, b), words in zip(pairwise(SIDES), cells, strict=True)
    )
    heading = text(40, 550, "Council Plan performance report Quarter 2 2024/25")
    layers = f"/OCProperties << /OCGs [4 0 R 5 0 R] /D << {settings} >> >>"
    catalogue = f"<< /Type /Catalog /Pages 2 0 R {layers} >>".encode()
    fonts, names = "/Font << /F1 3 0 R >>", "/Properties << /OC0 4 0 R /OC1 5 0 R >>"
    page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 6 0 R"
    objects = {
        1: catalogue,
        2: b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: b"<< /Type /OCG /Name (Final) >>",
        5: b"<< /Type /OCG /Name (Draft) /Usage << /View << /ViewState /OFF >> >> >>",
        6: stream("", (heading + ruled + content).encode("latin-1")),
        7: f"<< {page} /Resources << {fonts} {names} >> >>".encode(),
    }
    if packed:
        held = zlib.compress(b"1 0 " + objects.pop(1))
        objects[8] = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", held)
    data = b"%PDF-1.7\n"
    table = {0: bytes(6), 1: b"\x02\0\0\0\x08\0"}
    for number, held in objects.items():
        table[number] = b"\x01%b\0" % len(data).to_bytes(4, "big")
        data += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    places = b"".join(place for _, place in sorted(table.items()))
    entries = f"/Type /XRef /Size {len(table)} /W [1 4 1] /Root 1 0 R"
    start = len(data)
    data += b"9 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF" % (stream(entries, places), start)
    path.write_bytes(data)
    return path


OFF = "/OFF [5 0 R]"


@pytest.mark.parametrize(
    ("settings", "packed"),
    [
        (OFF, False),
        (OFF, True),
        ("/BaseState /OFF /ON [4 0 R]", False),
        ("/AS [<< /Event /View /Category [/View] /OCGs [5 0 R] >>]", False),
    ],
)
def test_a_layer_that_is_switched_off_is_left_out_and_told(
    tmp_path: Path, settings: str, packed: bool
) -> None:
    content = on_layer(0, results(SHOWN)) + on_layer(1, results(DRAFT))
    scorecard = read_scorecard(write(tmp_path / "p.pdf", content, settings=settings, packed=packed))
    assert [[o.raw for o in r.observations] for r in scorecard.records] == [
        ["45%", "43%"],
        ["400", "410"],
    ]
    assert [(f.code, "Draft" in f.message, f.page) for f in scorecard.findings] == [
        ("hidden-layers", True, 1)
    ]


def test_layers_that_show_are_read(tmp_path: Path) -> None:
    content = on_layer(1, results(SHOWN))
    scorecard = read_scorecard(write(tmp_path / "p.pdf", content, settings="/Order [4 0 R 5 0 R]"))
    assert [[o.raw for o in r.observations] for r in scorecard.records] == [
        ["45%", "43%"],
        ["400", "410"],
    ]
    assert scorecard.findings == ()
