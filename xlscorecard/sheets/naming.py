"""What the columns of a sheet's table hold: their headers, names, or numbers of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.sheets.areas import Layout
from xlscorecard.sheets.content import Content
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag, parse_trend_word

_SHORTEST_NAME = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
# Over the numbers of measures that the next column names.
_NUMBERS = re.compile(
    r"(?:(?:kpi|pi|measure|indicator|risk|action)\W*)?(?:ref\w*|no|nos|id|code|number)\W*|#",
    re.IGNORECASE,
)


def head(col: int, rows: Sequence[int], layout: Layout) -> str:
    """The last text in the first rows of a column that is no figure; "" for none."""
    shown = (layout.contents.get((row, col)) for row in reversed(rows))
    return next((c.text for c in shown if c and not c.empty and not c.numeric), "")


def counts(col: int, rows: Sequence[int], layout: Layout) -> bool:
    """Whether a column numbers its rows: 1, 2, 3."""
    shown = [c.text for row in rows if (c := layout.contents.get((row, col))) and not c.empty]
    return bool(shown) and shown == [str(number) for number in range(1, len(shown) + 1)]


def numbers_names(col: int, rows: Sequence[int], layout: Layout) -> bool:
    """Whether a column's header is that of the numbers of what the next one names."""
    shown = (layout.contents.get((row, col)) for row in rows)
    return any(c is not None and _NUMBERS.fullmatch(c.text.strip()) is not None for c in shown)


def has_names(col: int, rows: Sequence[int], layout: Layout) -> bool:
    """Whether most of a column's texts are names, each another: words, or years."""
    shown = [c for row in rows if (c := layout.contents.get((row, col))) and not c.empty]
    names = {content.text for content in shown if _is_name(content)}
    return len(names) * 2 > len(rows)


def _is_name(content: Content) -> bool:
    text = content.text.strip()
    if _YEAR.fullmatch(text):
        return True
    if content.numeric or sum(map(str.isalpha, text)) < _SHORTEST_NAME:
        return False
    return not any(told(text) for told in (parse_rag, parse_trend_word, parse_status))
