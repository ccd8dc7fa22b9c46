"""What the characters that PDFium hands over read as: ligatures, hyphens, swapped bytes."""

from __future__ import annotations

import re

_TRANSLATE = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        # PDFium marks a hyphen at a line's end with these two; old PDFs use U+00AD for any hyphen.
        "\x02": "-",
        "\ufffe": "-",
        "\xad": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\u2060": "",
        "\ufeff": "",
        "\x00": "",
    }
)

# Ghostscript writes the letters of a ligature with their two bytes swapped ("ti" as U+7400
# U+6900) and cuts "ffi" off after U+6600 U+CF00: "effective" is found as "e昀昀ective" in the
# papers of many councils. Two such letters together are no Chinese word.
_SWAPPED = re.compile(
    "\u6600\ucf00|[{}]{{2,}}".format(
        "".join(chr(ord(c) << 8) for c in "abcdefghijklmnopqrstuvwxyzT")
    )
)


# What Word calls Calibri's ligatures in many papers: "InformaƟon", "commiƩee", "soŌware". As
# letters these stand in no English or Welsh word; "ft" and "tt" begin none.
_CALIBRI = {"Ɵ": "ti", "Ʃ": "tt", "ƫ": "tti", "Ō": "ft"}
_LIGATURE = re.compile("Ɵ(?=[a-z])|(?<=[A-Za-z])[ƟƩƫŌ]")


def letters_of(text: str) -> str:
    """The letters that a reader of the page sees; control characters left out."""
    text = text.translate(_TRANSLATE)
    if not text.isascii():
        text = _SWAPPED.sub(_unswapped, text)
        text = _LIGATURE.sub(lambda match: _CALIBRI[match[0]], text)
        # PDFium counts the two halves of a character beyond U+FFFF (a coloured circle) as two
        if any("\ud800" <= c <= "\udfff" for c in text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(c for c in text if c >= " " and c != "\x7f")


def _unswapped(match: re.Match[str]) -> str:
    if match[0] == "\u6600\ucf00":
        return "ffi"
    return "".join(chr(ord(c) >> 8) for c in match[0])
