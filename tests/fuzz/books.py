"""Strategies for worksheets as no program writes them: rows and cells as XML, formats, formulas."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.papers import TEXTS, VOCABULARY, plain

NUMBERS = st.one_of(
    st.integers(-100, 100).map(str),
    st.sampled_from(
        ["0.62", "1e5", "1e308", "-1e308", "1e999", "1e-320", "1e999999999", "nan", "inf", "-0",
         "43101", "0.5", "9" * 20, "9" * 400, "9" * 5_000, "", " 7 ", "x", "1_0", "\u0661",
         "\u00b2"]
    ),
)  # fmt: skip
_FORMS = (
    't="shared" si="0"', 't="shared" ref="A1:B9" si="0"', 't="array" ref="A1:B2"',
    't="dataTable" ref="A1"',
)  # fmt: skip
_COLUMNS = "ABCDEF"
_STYLES = st.sampled_from(["", "", ' s="0"', ' s="1"', ' s="2"', ' s="3"', ' s="99"', ' s="-1"'])
FORMULAS = (
    *("A1", "B2*2", "SUM(A1:C3)", "IF(B2&gt;1,1,0)", "[1]S!A1", "S!A1", "A1:XFD1048576", "#REF!"),
    *(
        "ROUND(B2,2)",
        "cmd|' /c calc'!A0",
        "(((",
        ")",
        "",
        '"x"',
        "{1,2;3,4}",
        "A99999999999",
        "9^9",
    ),
)


@st.composite
def _contents(draw: st.DrawFn) -> str:
    """A cell's attributes behind its place, and its content, as ``attributes>content``."""
    kind = draw(st.integers(0, 7))
    if kind <= 1:
        return f' t="inlineStr"><is><t>{plain(draw(TEXTS))}</t></is>'
    if kind == 2:
        text = draw(st.sampled_from(VOCABULARY[:20]))
        return f' t="str"><f>{draw(st.sampled_from(FORMULAS))}</f><v>{plain(text)}</v>'
    if kind == 3:
        return f"><f>{draw(st.sampled_from(FORMULAS))}</f><v>{draw(NUMBERS)}</v>"
    if kind == 4:
        return f"><f {draw(st.sampled_from(_FORMS))}>A1+1</f><v>1</v>"
    stated = draw(st.sampled_from(["", "", "", ' t="n"', ' t="s"', ' t="b"', ' t="e"', ' t="d"']))
    return f"{stated}><v>{draw(NUMBERS)}</v>"


@st.composite
def rows(draw: st.DrawFn, *, odd: bool = True) -> str:
    """The inside of sheetData; ``odd`` rows and cells may be out of order or nowhere."""
    text = ""
    for number in range(1, draw(st.integers(2, 7))):
        cells = ""
        for column in _COLUMNS[: draw(st.integers(1, 6))]:
            place = f' r="{column}{number}"'
            if odd and draw(st.integers(0, 25)) == 0:
                place = draw(
                    st.sampled_from(["", ' r="A1"', ' r="ZZZ9"', ' r=""', f' r="A{"9" * 5_000}"'])
                )
            cells += f"<c{place}{draw(_STYLES)}{draw(_contents())}</c>"
            if odd and draw(st.integers(0, 25)) == 0:
                cells += draw(st.sampled_from(["<c/>", "<!-- </c> -->", "<x><c/></x>", "\n"]))
        place = f' r="{number}"'
        if odd and draw(st.integers(0, 25)) == 0:
            place = draw(st.sampled_from(["", ' r="1"', ' r="0"', ' r="-1"', ' r="9999999"']))
        spans = draw(st.sampled_from(["", ' spans="1:3"', ' spans="9:1"', ' hidden="1"']))
        text += f"<row{place}{spans}>{cells}</row>"
    return text


_RULES = {
    "expression": "<formula>B2&gt;ROUND(C2*1E300,2)</formula>",
    "cellIs": "<formula>1</formula><formula>nope</formula>",
    "iconSet": '<iconSet iconSet="3Arrows"><cfvo type="percent" val="0"/>'
    '<cfvo type="num" val="x"/><cfvo type="percentile" val="1e9"/></iconSet>',
    "top10": "",
}
_RULE = st.tuples(
    st.sampled_from(sorted(_RULES)), st.sampled_from(["B2:C9", "A1:F9", "B1:XFD1048576"])
).map(
    lambda made: (
        f'<conditionalFormatting sqref="{made[1]}"><cfRule type="{made[0]}" dxfId="0"'
        f' operator="between" rank="0" priority="1">{_RULES[made[0]]}</cfRule>'
        "</conditionalFormatting>"
    )
)
_MERGES = st.sampled_from(
    ["", '<mergeCell ref="A1:B1"/>', '<mergeCell ref="A2:A4"/><mergeCell ref="A3:C3"/>']
).map(lambda cells: f"<mergeCells>{cells}</mergeCells>" if cells else "")
AFTER = st.tuples(_MERGES, st.lists(_RULE, max_size=2).map("".join)).map("".join)

FORMATS = st.one_of(
    st.lists(
        st.sampled_from(
            ["0", "#", "?", ".", ",", "%", "E+", "E-", "/", "@", ";", "General", "[Red]", "[<5]",
             "[>=1.2.3]", "[$\u00a3-809]", '"x"', '"', "\\", "_", "*", "d", "mmm", "yyyy", "h",
             "mm", "ss", "[h]", "AM/PM", " ", "0" * 200]
        ), max_size=8,
    ).map("".join),
    st.text(max_size=12),
)  # fmt: skip
VALUES = st.one_of(
    st.floats(-9.9e307, 9.9e307, allow_nan=False), st.integers(-3_000_000, 3_000_000).map(float)
)

_OPERANDS = st.one_of(
    st.integers(-9, 400).map(str),
    st.sampled_from(["A1", "$B$2", "A1:B3", "S!A1", "'S S'!A1", "A0", "A99999999999", "TRUE",
                     "1E300", '"x"', '"5%"', '"inf"', '""', "#N/A", "name", "", "1E-300",
                     '"*a*b*c*d*e"']),
)  # fmt: skip


def _calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    from xlscorecard.sheets.functions import FUNCTIONS
    from xlscorecard.sheets.lookups import LOOKUPS

    names = st.sampled_from(sorted({*FUNCTIONS, *LOOKUPS, "ROW", "COLUMN", "INDIRECT"}))
    called = st.tuples(names, st.lists(inner, max_size=4)).map(
        lambda made: f"{made[0]}({','.join(made[1])})"
    )
    signs = st.sampled_from(["+", "-", "*", "/", "^", "&", "=", "<>", "<", ">="])
    joined = st.tuples(inner, signs, inner).map("".join)
    return st.one_of(called, joined, inner.map(lambda text: f"({text})"), inner.map("-{}".format),
                     inner.map("{}%".format))  # fmt: skip


EXPRESSIONS = st.recursive(_OPERANDS, _calls, max_leaves=10)
