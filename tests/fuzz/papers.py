"""Strategies for papers that no council would print, but that a file can hold."""

from __future__ import annotations

from hypothesis import strategies as st

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Page, Shape, Word

# What makes readers of scorecards decide: headers, codes, marks, figures, keys.
VOCABULARY = (
    *("Measure", "Indicator", "Target", "Actual", "RAG", "Q1", "2017/18", "Q2 16/17", "Trend"),
    *("Polarity", "Higher is better", "Red", "Amber", "Green"),
    *("G", "R", "A", "B", "\u2191", "\u2193"),
    *("\u25b2", "\u25bc", "\u25cf", "12", "77.4%", "\u00a33.1m"),
    *("43.1k", "-5", "(5)", "1,234", "n/a", "N/A"),
    *("TBC", "<5", "10 - 20", "12 / 15", "*"),
    *("\u2020", "1.", "BV12", "NI 181", "Comments", "Total"),
    *("Key", "Better than target", "Variance", "Previous"),
    *("Year to date", "", " ", "\u00ad", "\ufffd"),
    *("a" * 300, "1" * 400, "7" * 5_000, "\u00b2", "1e999999999"),
    *("9" * 30 + "%", "\u0661\u0662", "=1+1", "<b>", "\x00", "\u202e12"),
    *("Risk", "Likelihood", "Impact", "Owner", "Action", "1 2 3 4", "Self-rating", "Priority 1"),
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(VOCABULARY), st.text(max_size=8))
_GRID = st.integers(0, 12).map(lambda n: 40.0 + 42.0 * n)
_ANY = st.one_of(
    _GRID,
    st.floats(-50, 900, allow_nan=False),
    st.sampled_from([0.0, -0.0, 1e-9, 1e9, -1e9, 595.0, 842.0]),
)
_LENGTH = st.one_of(
    st.sampled_from([0.0, 0.4, 1.0, 10.0, 42.0, 84.0, 400.0]), st.floats(0, 900, allow_nan=False)
)
COLOURS = st.builds(Rgb, *[st.sampled_from([0, 80, 128, 176, 192, 255])] * 3)


@st.composite
def boxes(draw: st.DrawFn) -> BBox:
    left, top = draw(_ANY), draw(_ANY)
    return BBox(left, top, left + draw(_LENGTH), top + draw(_LENGTH))


@st.composite
def words(draw: st.DrawFn) -> Word:
    left, top = draw(_ANY), draw(_GRID)
    text = draw(TEXTS)
    size = draw(st.sampled_from([0.0, 0.5, 6.0, 8.0, 10.0, 10.0, 14.0, 300.0]))
    width = draw(st.sampled_from([0.0, 5.0 * len(text), 30.0]))
    return Word(
        text,
        BBox(left, top, left + width, top + size),
        size=size,
        ink=draw(COLOURS),
        bold=draw(st.booleans()),
        rotation=draw(st.sampled_from([0, 0, 0, 90, 180, 270, 45, -3])),
        superscript=draw(st.booleans()),
        symbol=draw(st.booleans()),
        space_before=draw(st.booleans()),
        space_after=draw(st.booleans()),
        confidence=draw(st.sampled_from([1.0, 0.5, 0.0])),
    )


@st.composite
def edges(draw: st.DrawFn) -> Edge:
    left, top, length = draw(_ANY), draw(_ANY), draw(_LENGTH)
    flat = draw(st.booleans())
    return Edge(left, top, left + length * flat, top + length * (not flat), draw(_LENGTH))


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    points = st.tuples(_ANY, _ANY)
    outlines = draw(st.lists(st.lists(points, max_size=6).map(tuple), max_size=3).map(tuple))
    return Shape(draw(boxes()), outlines, fill=draw(COLOURS), curved=draw(st.booleans()))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page of any words, rules, fills and shapes, many of them on a common grid."""
    size = st.sampled_from([595.0, 842.0, 0.0, 1.0, 14_400.0])
    return Page(
        1,
        draw(size),
        draw(size),
        words=tuple(draw(st.lists(words(), max_size=40))),
        edges=tuple(draw(st.lists(edges(), max_size=25))),
        fills=tuple(draw(st.lists(st.builds(Fill, boxes(), COLOURS), max_size=8))),
        shapes=tuple(draw(st.lists(shapes(), max_size=4))),
    )


_NUMBERS = st.one_of(
    st.integers(-20, 900).map(str),
    st.floats(-1000, 1000, allow_nan=False).map(lambda x: f"{x:.3f}"),
    st.sampled_from(["0", "-0", ".", "-", "1e9", "99999999999999999999", "0.0000001", "+-3"]),
)
_OPERATORS = (
    *("q", "Q", "BT", "ET", "n", "h", "S", "s", "f", "f*", "B", "b", "W", "W*", "T*", "EMC", "BI"),
    *("1 w", "1 J", "1 j", "[2 3] 0 d", "0 g", "1 0 0 rg", "/F1 10 Tf", "/F1 0 Tf", "1 Tr", "3 Tr"),
)  # fmt: skip
_WITH_NUMBERS = {
    "m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "re": 4, "cm": 6, "Td": 2, "TD": 2, "Tm": 6,
    "Tc": 1, "Tw": 1, "Tz": 1, "TL": 1, "Ts": 1, "w": 1, "rg": 3, "RG": 3, "k": 4, "i": 1,
}  # fmt: skip


@st.composite
def _operations(draw: st.DrawFn) -> str:
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return draw(st.sampled_from(_OPERATORS))
    if kind == 1:
        text = draw(st.sampled_from(VOCABULARY)).encode("latin-1", "replace")
        letters = "".join(f"{byte:02x}" for byte in text[:60])
        return f"<{letters}> {draw(st.sampled_from(['Tj', chr(39)]))}"
    name = draw(st.sampled_from(sorted(_WITH_NUMBERS)))
    count = _WITH_NUMBERS[name] + draw(st.sampled_from([0, 0, 0, 0, -1, 1]))
    return " ".join([*(draw(_NUMBERS) for _ in range(max(count, 0))), name])


CONTENT = st.lists(_operations(), max_size=80).map(lambda parts: "\n".join(parts).encode("ascii"))

_TAGS = (
    *("tbl", "tr", "tc", "p", "r", "t"),
    *("tblPr", "tblGrid", "gridCol", "tcPr", "gridSpan", "vMerge"),
    *("hMerge", "shd", "tblHeader", "gridBefore", "gridAfter", "rPr", "pPr", "b", "color", "sym"),
    *("tab", "br", "sdt", "sdtContent", "ins"),
    *("del", "delText", "smartTag", "hyperlink", "fldChar"),
    *("instrText", "fldSimple", "footnoteReference", "numPr", "ilvl", "numId", "pict", "drawing"),
    *("txbxContent", "customXml", "highlight", "vertAlign", "vanish", "caps", "tcW", "tblW"),
)  # fmt: skip
_ATTRIBUTES = ("val", "fill", "color", "type", "w", "id", "fldCharType", "char", "font", "instr")
_SETTINGS = st.one_of(
    st.sampled_from(
        ["", "-1", "0", "1", "2", "63", "99999999999", "restart", "continue", "begin", "end",
         "separate", "FFC000", "auto", "nil", "pct", "F0E9", "Wingdings", "true", "NaN", "1e9"]
    ),
    st.text("0123456789ABCDEFxyz.-", max_size=6),
)  # fmt: skip


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.lists(st.tuples(st.sampled_from(_ATTRIBUTES), _SETTINGS), max_size=2)
    return st.tuples(st.sampled_from(_TAGS), attributes, st.lists(children, max_size=4)).map(
        lambda made: _xml(made[0], dict(made[1]), "".join(made[2]))
    )


def _xml(tag: str, attributes: dict[str, str], inner: str) -> str:
    said = "".join(f' w:{name}="{value}"' for name, value in attributes.items())
    return f"<w:{tag}{said}>{inner}</w:{tag}>"


def plain(text: str) -> str:
    """A text as XML can hold it."""
    kept = "".join(
        c for c in text if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"
    )
    return kept.replace("&", "&amp;").replace("<", "&lt;")


_LEAVES = TEXTS.map(plain).map(lambda text: f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
# Sound tables with a foreign body in them go deeper into the reader than noise alone.
_CELLS = st.one_of(_LEAVES, _LEAVES, _LEAVES, st.recursive(_LEAVES, _element, max_leaves=8)).map(
    lambda inner: f"<w:tc>{inner}</w:tc>"
)
_ROWS = st.lists(_CELLS, min_size=1, max_size=6).map(lambda cells: f"<w:tr>{''.join(cells)}</w:tr>")
_TABLES = st.lists(_ROWS, min_size=1, max_size=8).map(
    lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>"
)
WORD_BODIES = st.lists(
    st.one_of(_TABLES, _LEAVES, st.recursive(_LEAVES, _element, max_leaves=15)), max_size=4
).map(lambda blocks: "".join(blocks).encode("utf-8"))

_FRAGMENTS = (
    *("0", "1", "12", "1,234", "1.5", ".5", "5.", "1,23", "00", "999999999999999999999", "1e5"),
    *("%", "pp", "\u00a3", "$", "\u20ac", "m", "k"),
    *("bn", "million", "days", "weeks", "hrs", "per", "100,000"),
    *("(", ")", "-", "\u2013", "\u2212", "+", "+/-", "\u00b1"),
    *("<", ">", "\u2264", "=", "~", "/", "|", "\u2192"),
    *("to", "of", "in", "and", "n/a", "TBC"),
    *("due", "not", "collected", "Q1", "Q4", "2017/18", "17/18"),
    *("2017", "April", "Jun-17", "YTD", "forecast", "(p)"),
    *("*", "\u2020", "\u00b2", "\u00bd", "\u0663", "\uff11", "\u2460"),
    *(" ", "\u00a0", "\u2009", "\t", "\n", ",", "."),
    *(":", ";", "'", "\u00ad", "\u200b", "\ufeff", "\u202e"),
)  # fmt: skip
CELL_TEXTS = st.one_of(
    st.lists(st.sampled_from(_FRAGMENTS), max_size=12).map("".join),
    st.lists(st.sampled_from(_FRAGMENTS), max_size=12).map(" ".join),
    st.text(max_size=40),
)
