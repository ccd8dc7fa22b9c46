"""The static report: doubts beside their pictures, for those who only read. No script at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

from xlscorecard.model.decision import Decision, ReviewLine
from xlscorecard.model.errors import CannotWrite, Refused
from xlscorecard.model.files import write_whole
from xlscorecard.model.geometry import BBox
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.review.desk import crop_around
from xlscorecard.review.doubts import Doubt, find_doubts
from xlscorecard.review.pictures import PagePicture, Pictures
from xlscorecard.review.states import review_lines

# Nothing runs and nothing is fetched but the pictures beside the page.
_POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
_GENERATOR = '<meta name="generator" content="xlscorecard review report">'
_STYLE = """
body { margin: 0 auto; max-width: 75rem; padding: 12px 20px 40px;
  font: 16px/1.45 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; }
h1 { font-size: 1.5rem; color: #12436d; } h2 { font-size: 1.2rem; color: #12436d; }
a { color: #1d4f91; } a:focus-visible { outline: 3px solid #0b0c0c; background: #ffdd00; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #8a949b; padding: 4px 8px; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; white-space: pre-wrap; }
thead th { background: #12436d; color: #fff; }
svg { display: block; width: 100%; height: auto; border: 1px solid #8a949b; }
.cell svg { max-width: 60rem; } .scroll { overflow-x: auto; }
dt { color: #505a5f; } dd { margin: 0 0 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
"""


def write_report(
    scorecards: Sequence[Scorecard],
    decisions: Sequence[Decision],
    pictures: Pictures,
    folder: Path,
) -> dict[int, str]:
    """Write the report into ``folder`` (index.html, a page for each doubt, page pictures).

    Gives the file name of each doubt's page by the doubt's position. Raises Refused where the
    folder holds somebody else's index.html, and CannotWrite.
    """
    _prepare(folder)
    doubts = find_doubts(scorecards)
    names = {n: f"value-{n + 1:05}.html" for n in range(len(doubts))}
    lines = review_lines(scorecards, decisions)
    drawn: set[str] = set()
    for n, doubt in enumerate(doubts):
        figure = ""
        if doubt.page is not None and pictures.has(doubt.paper, doubt.page):
            picture = pictures.page(doubt.paper, doubt.page)
            if picture is not None:
                name = f"page-{doubt.paper + 1}-{doubt.page}.png"
                if name not in drawn:
                    write_whole(folder / name, partial(_put, picture.png))
                    drawn.add(name)
                figure = _figure(doubt, _box(scorecards, doubt), picture, name)
        before = names.get(n - 1)
        after = names.get(n + 1)
        page = _value_page(scorecards, doubt, lines[n], figure, (before, after))
        write_whole(folder / names[n], partial(_put, page.encode("utf-8", "replace")))
    index = _index(lines, names)
    write_whole(folder / "index.html", partial(_put, index.encode("utf-8", "replace")))
    return names


def _put(content: bytes, part: Path) -> None:
    part.write_bytes(content)


def _prepare(folder: Path) -> None:
    """Make the folder, or clear our own earlier report out of it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        index = folder / "index.html"
        if index.exists() and _GENERATOR not in index.read_text("utf-8", "replace"):
            raise Refused(
                str(folder),
                "it holds an index.html that is not ours",
                advice="Name a folder of its own for the report.",
            )
        if index.exists():
            for left in (*folder.glob("value-?????.html"), *folder.glob("page-*-*.png")):
                left.unlink()
        elif any(folder.iterdir()):
            raise Refused(
                str(folder), "the folder is not empty", advice="Name an empty or a new folder."
            )
    except OSError as error:
        raise CannotWrite(
            str(folder), error.strerror or "it cannot be made", advice="Choose another place."
        ) from error


def _box(scorecards: Sequence[Scorecard], doubt: Doubt) -> BBox | None:
    if doubt.record is None:
        return None
    record = scorecards[doubt.paper].records[doubt.record]
    return record.bbox if doubt.value is None else record.observations[doubt.value].bbox


def _figure(doubt: Doubt, box: BBox | None, picture: PagePicture, name: str) -> str:
    whole = (0.0, 0.0, picture.width, picture.height)
    place = f"page {doubt.page} of the paper"
    raw = doubt.place.raw.strip() if doubt.value is not None else ""
    what = f"the value read as {raw}" if raw else "the place"
    parts: list[str] = []
    if box is not None:
        crop = tuple(crop_around(box, picture.width, picture.height))
        said = f"Part of {place}, a box around {what}"
        parts.append(f'<h2>The value in the paper</h2><div class="cell">'
                     f"{_svg(picture, name, crop, box, said)}</div>")  # fmt: skip
    said = f"All of {place}" + (f", a box around {what}" if box is not None else "")
    parts.append(f"<h2>The whole page</h2>{_svg(picture, name, whole, box, said)}")
    return "".join(parts)


def _svg(
    picture: PagePicture, name: str, view: tuple[float, ...], box: BBox | None, said: str
) -> str:
    shape = " ".join(f"{side:.2f}" for side in view)
    size = f'width="{picture.width:.2f}" height="{picture.height:.2f}"'
    lines = [
        f'<svg viewBox="{shape}" role="img" aria-label="{escape(said)}">',
        f'<image href="{name}" x="0" y="0" {size} preserveAspectRatio="none"/>',
    ]
    if box is not None:
        thick = max(0.8, view[2] / 400)
        room = thick
        place = (
            f'x="{box.x0 - room:.2f}" y="{box.top - room:.2f}" '
            f'width="{box.width + 2 * room:.2f}" height="{box.height + 2 * room:.2f}" fill="none"'
        )
        for colour, width in (("#ffffff", thick * 2), ("#c8102e", thick)):
            lines.append(f'<rect {place} stroke="{colour}" stroke-width="{width:.2f}"/>')
    return "".join([*lines, "</svg>"])


def _value_page(
    scorecards: Sequence[Scorecard],
    doubt: Doubt,
    line: ReviewLine,
    figure: str,
    neighbours: tuple[str | None, str | None],
) -> str:
    title = " ".join(part for part in (line.ref, line.title) if part) or "The paper as a whole"
    facts = [
        ("Paper", line.document),
        ("Place", _place(line)),
        ("Column", line.column),
        ("Read as", line.raw or ("(empty)" if doubt.value is not None else "")),
        ("Confidence", "" if line.confidence is None else f"{line.confidence:.2f}"),
        ("Doubt", line.why),
        ("Decision", _decision(line)),
    ]
    told = "".join(f"<dt>{head}</dt><dd>{escape(body)}</dd>" for head, body in facts if body)
    before, after = neighbours
    links = ['<a href="index.html">All doubtful values</a>']
    links += [f'<a href="{before}">The one before</a>'] if before else []
    links += [f'<a href="{after}">The next one</a>'] if after else []
    rows = ""
    if doubt.record is not None:
        record = scorecards[doubt.paper].records[doubt.record]
        cells = "".join(
            f'<tr><th scope="row">{escape(o.column)}{" (this value)" if n == doubt.value else ""}'
            f"</th><td>{escape(o.raw)}</td></tr>"
            for n, o in enumerate(record.observations)
        )
        rows = (
            '<h2>The row as it was read</h2><div class="scroll"><table><thead><tr>'
            '<th scope="col">Column</th><th scope="col">Read as</th></tr></thead>'
            f"<tbody>{cells}</tbody></table></div>"
        )
    missing = "" if figure else "<p>There is no picture of this paper's pages.</p>"
    return _page(
        title,
        f'<nav aria-label="Report"><p>{" | ".join(links)}</p></nav><main>'
        f"<h1>{escape(title)}</h1><dl>{told}</dl>{figure}{missing}{rows}</main>",
    )


def _index(lines: Sequence[ReviewLine], names: dict[int, str]) -> str:
    rows: list[str] = []
    for n, line in enumerate(lines):
        title = " ".join(part for part in (line.ref, line.title) if part) or "The paper as a whole"
        shown = escape(title)
        if n in names:
            shown = f'<a href="{names[n]}">{shown}</a>'
        cells = (
            f"<td>{shown}</td>",
            f"<td>{escape(line.column)}</td>",
            f"<td>{escape(line.raw)}</td>",
            f"<td>{escape(line.why)}</td>",
            f"<td>{escape(line.document)}, {escape(_place(line))}</td>",
            f"<td>{escape(_decision(line))}</td>",
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    open_ones = sum(line.state == "To be looked at" for line in lines)
    heads = ("Measure", "Column", "Read as", "Doubt", "Where", "Decision")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(rows) or '<tr><td colspan="6">There is nothing to look at.</td></tr>'
    return _page(
        "Doubtful values",
        f"<main><h1>Doubtful values</h1><p>{len(lines)} in all, {open_ones} to be looked at; the "
        'most doubtful first.</p><div class="scroll" tabindex="0" role="region" '
        f'aria-label="Doubtful values"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></main>",
    )


def _place(line: ReviewLine) -> str:
    parts = (("page", line.page), ("table", line.table), ("row", line.row))
    return ", ".join(f"{name} {number}" for name, number in parts if number is not None)


def _decision(line: ReviewLine) -> str:
    text = f": {line.text}" if line.text else ""
    by = f" ({line.who}, {line.when[:10]})" if line.who else ""
    return f"{line.state}{text}{by}"


def _page(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{_GENERATOR}<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body>{body}</body></html>\n"
    )
