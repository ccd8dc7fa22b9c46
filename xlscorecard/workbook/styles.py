"""How our workbooks look: palette, words, number formats. Nothing is told by colour alone."""

from __future__ import annotations

from decimal import Decimal

from xlscorecard.model.scorecard import Quantity, Rag, Status, Trend, Unit

FONT = "Arial"  # clear, and on every machine that opens the workbook

# Fill and text of each class. Under simulated colour blindness (Machado) red, amber and green
# stay at least 43 apart in CIE colour difference, where Excel's usual three fall to 25; every
# text has a contrast of at least 6.7 to 1, where WCAG 2.2 AA asks for 4.5.
PALETTE: dict[Rag, tuple[str, str]] = {
    Rag.RED: ("#8B1A1A", "#FFFFFF"),
    Rag.AMBER: ("#FFC845", "#000000"),
    Rag.GREEN: ("#35A194", "#000000"),
    Rag.BLUE: ("#1D4F91", "#FFFFFF"),
    Rag.GREY: ("#D5D8DB", "#000000"),
}
# The Government Analysis Function's dark blue, for headings.
HEADING = "#12436D"
PALE = "#EAF0F5"
LINE = "#BFC7CE"
MUTED = "#505A5F"

RAG_WORDS: dict[Rag, str] = {rag: rag.value.capitalize() for rag in Rag}
TREND_WORDS: dict[Trend, str] = {
    Trend.UP: "↑ Up",
    Trend.FLAT: "→ Flat",
    Trend.DOWN: "↓ Down",
    Trend.IMPROVING: "Improving",
    Trend.STEADY: "Steady",
    Trend.DECLINING: "Declining",
}
# The Analysis Function's shorthand: [x] not available, [z] not applicable, [c] confidential.
SHORTHAND: dict[Status, str] = {
    Status.NOT_APPLICABLE: "[z]",
    Status.NOT_COLLECTED: "[x]",
    Status.DUE: "[x]",
    Status.TBC: "[x]",
    Status.BLANK: "[x]",
    Status.AWAITING: "[x]",
    Status.SUPPRESSED: "[c]",
}
STATUS_WORDS: dict[Status, str] = {
    Status.NOT_APPLICABLE: "not applicable",
    Status.NOT_COLLECTED: "not collected",
    Status.DUE: "due later",
    Status.TBC: "to be confirmed",
    Status.BLANK: "blank",
    Status.AWAITING: "awaited",
    Status.SUPPRESSED: "suppressed",
}
UNIT_WORDS: dict[Unit, str] = {
    Unit.PERCENT: "per cent",
    Unit.GBP: "pounds",
    Unit.COUNT: "number",
    Unit.DAYS: "days",
    Unit.PER_100K: "per 100,000 people",
    Unit.PER_10K: "per 10,000 people",
    Unit.PER_1K: "per 1,000 people",
    Unit.SCORE: "score",
    Unit.FTE: "full-time equivalents",
    Unit.RATIO: "ratio",
}


def status_text(status: Status) -> str:
    """``[x] due later``: what stands in a cell that has no number."""
    return f"{SHORTHAND[status]} {STATUS_WORDS[status]}"


def number_format(quantity: Quantity, amount: Decimal) -> str:
    """The cell format that shows an amount as printed: decimals, thousands, £ or %."""
    plain = "0." + "0" * decimals(quantity, amount) if decimals(quantity, amount) else "0"
    if quantity.unit is Unit.PERCENT:
        return f"{plain}%"
    if quantity.unit is Unit.GBP:
        return f"£#,##{plain};-£#,##{plain}"
    return f"#,##{plain}"


def decimals(quantity: Quantity, amount: Decimal) -> int:
    """How many decimals were printed; those of the number itself where that is not known."""
    size = quantity.quantum or amount
    exponent = size.normalize().as_tuple().exponent
    return min(12, max(0, -exponent)) if isinstance(exponent, int) else 0


def cell_number(quantity: Quantity, amount: Decimal) -> float:
    """The number that a cell holds: 62 per cent is 0.62 there."""
    return float(amount / 100 if quantity.unit is Unit.PERCENT else amount)
