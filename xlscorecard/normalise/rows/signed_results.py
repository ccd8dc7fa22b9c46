"""Signs in brackets behind results that a paper explains: "41.8 (-)" beside "(-) worse than the
previous value"."""

from __future__ import annotations

import re

from xlscorecard.model.scorecard import Role, Trend
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.rows.reader import Reader, text_of
from xlscorecard.normalise.table import Row

_SIGN = re.compile(r"\((?P<sign>[+=−–-])\)$")
_MOVES = {"+": Trend.IMPROVING, "=": Trend.STEADY}


def trend_of_sign(reader: Reader, row: Row) -> Trend | None:
    """How a row's latest result has moved by the sign behind it; None where there is none, or the
    paper does not say that signs tell it."""
    if not reader.setting.symbols.signs_move:
        return None
    results = [c for c in row.columns if c.use is Use.VALUE and c.role is Role.ACTUAL]
    latest = max(results, key=lambda column: column.period or "", default=None)
    if latest is None:
        return None
    found = _SIGN.search(text_of(reader.grid, row, latest).strip())
    return _MOVES.get(found["sign"], Trend.DECLINING) if found is not None else None
