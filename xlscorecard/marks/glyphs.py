"""Symbol fonts and symbol characters: what each stands for."""

from __future__ import annotations


def is_symbol_font(font: str) -> bool:
    folded = font.lower().replace(" ", "")
    return any(n in folded for n in ("wingdings", "webdings", "zapfdingbats", "opensymbol")) or folded in ("symbol", "symbolmt")


def symbol_text(font: str, char: str) -> str | None:
    return None
