"""Paragraphs as they are printed: text, symbols, footnote marks and the look of it all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml import etree

from xlscorecard.marks.colour import is_neutral
from xlscorecard.marks.drawingml import ALTERNATE, chosen_branch
from xlscorecard.marks.glyphs import mark_of_character, private_symbol, symbol_text
from xlscorecard.model.geometry import BLACK, WHITE, Rgb
from xlscorecard.model.grid import Block
from xlscorecard.model.mark import Mark
from xlscorecard.word.drawing import Drawings
from xlscorecard.word.names import W, attribute, switch, whole
from xlscorecard.word.notes import Notes
from xlscorecard.word.numbering import Numbering
from xlscorecard.word.styles import PLAIN, RunLook, Styles

# Containers whose content is printed in place. Accepted revisions are among them: inserted
# and moved-in text is kept, deleted and moved-out text (w:del, w:moveFrom) is not.
_THROUGH = frozenset(
    W + name
    for name in ("hyperlink", "smartTag", "customXml", "ins", "moveTo", "fldSimple", "dir", "bdo")
)
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MATH = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMathPara",
)
_BLANKS = re.compile(r"[ \t]+")
_SYMBOL_FIELD = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(.*)", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r'\\f\s+"?([^"\\]+)"?', re.IGNORECASE)
_PROMPTING = ("Choose an item", "Click or tap", "Click here to enter")
_PROMPT = re.compile(
    r"Choose an item\.?|Click (?:or tap )?(?:here )?to enter (?:text|a date|a number)\.?"
)
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_SQUARES = {"2": "²", "3": "³"}


@dataclass(slots=True)
class Passage:
    """What was read from one paragraph, or from all paragraphs of a cell, while reading."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    sheets: list[Block] = field(default_factory=list)
    inks: Counter[Rgb | None] = field(default_factory=Counter)
    highlights: Counter[Rgb | None] = field(default_factory=Counter)
    highlighted: list[tuple[str, Rgb]] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    sizes: Counter[float] = field(default_factory=Counter)
    level: int | None = None

    def add(self, text: str, look: RunLook, ground: Rgb | None) -> None:
        """Puts text at the end and remembers how it looks."""
        self.text += text
        weight = len("".join(text.split()))
        shade = look.pen or look.shade or ground
        shade = None if shade == WHITE else shade
        if not weight:
            if text:
                self.paint(shade)
            return
        ink = look.ink if look.ink not in (None, BLACK) else None
        self.inks[ink] += weight
        self.highlights[shade] += weight
        if shade is not None:
            self.highlighted.append((text.strip(), shade))
        self.bold += weight if look.bold else 0
        self.italic += weight if look.italic else 0
        if look.size:
            self.sizes[look.size] += weight

    def paint(self, shade: Rgb | None) -> None:
        """Remembers a colour behind no text: a shaded line, a highlighted space."""
        if shade is not None and shade != WHITE:
            self.highlights[shade] += 1

    def with_below(self, other: Passage) -> Passage:
        """This passage with another one beneath it, on a line of its own."""
        if not (self.text or self.marks or self.boxes or self.sheets or self.footnotes):
            other.highlights.update(self.highlights)
            return other
        if other.text.strip():
            self.text = f"{self.text}\n{other.text}" if self.text.strip() else other.text
        self.marks += other.marks
        self.footnotes += other.footnotes
        self.boxes += other.boxes
        self.sheets += other.sheets
        self.inks += other.inks
        self.highlights.update(other.highlights)
        self.highlighted += other.highlighted
        self.bold += other.bold
        self.italic += other.italic
        self.sizes += other.sizes
        self.level = self.level or other.level
        return self

    @property
    def ink(self) -> Rgb | None:
        return _most(self.inks)

    @property
    def highlight(self) -> Rgb | None:
        return _most(self.highlights)

    @property
    def highlighted_part(self) -> str:
        """The text on a colour, where some of the text stands on none."""
        return " ".join(text for text, _ in self.highlighted) if None in self.highlights else ""

    @property
    def size(self) -> float | None:
        return max(self.sizes, key=lambda size: self.sizes[size]) if self.sizes else None

    @property
    def mostly_bold(self) -> bool:
        return self.bold * 2 > sum(self.inks.values())

    @property
    def mostly_italic(self) -> bool:
        return self.italic * 2 > sum(self.inks.values())


def _most(counts: Counter[Rgb | None]) -> Rgb | None:
    return max(counts, key=lambda colour: counts[colour]) if counts else None


@dataclass(slots=True)
class _Field:
    """A complex field that is open: its code is not printed, its result is."""

    code: str = ""
    in_result: bool = False
    printed: bool = False


class Story:
    """Reads the paragraphs of one part (body, header, note) in order.

    Fields may go on over paragraphs and list numbers count through the document, so the
    paragraphs must be read in reading order, each once.
    """

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: Notes, drawings: Drawings
    ) -> None:
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.drawings = drawings
        self._fields: list[_Field] = []
        self._own_number = ""

    def passage(
        self, paragraphs: Iterable[etree._Element], under: RunLook = PLAIN, own_number: str = ""
    ) -> Passage:
        """Paragraphs together, one line each. ``under`` is what their table's style says;
        ``own_number`` stands for a note's own mark."""
        self._own_number = own_number
        whole_passage = Passage()
        joined: Passage | None = None
        for paragraph in paragraphs:
            passage = joined or Passage()
            self._paragraph(paragraph, passage, under)
            # A deleted paragraph mark joins the paragraph to the next one.
            joined = passage if mark_deleted(paragraph) else None
            if joined is None:
                whole_passage = whole_passage.with_below(_tidied(passage))
        return whole_passage if joined is None else whole_passage.with_below(_tidied(joined))

    def _paragraph(self, paragraph: etree._Element, passage: Passage, under: RunLook) -> None:
        properties = paragraph.find(W + "pPr")
        look = self.styles.paragraph_look(properties)
        if look.level is not None and look.level <= 9:
            passage.level = look.level
        runs = self.styles.base.under(under).under(look.run)
        ground = look.shade
        if look.list_id is not None and not passage.text:
            label = self.numbering.label(look.list_id, look.list_level or 0)
            if label:
                passage.add(f"{label} ", runs, ground)
        self._inline(paragraph, passage, runs, ground)
        if not passage.text:
            passage.paint(ground)

    def _inline(
        self, holder: etree._Element, passage: Passage, look: RunLook, ground: Rgb | None
    ) -> None:
        for element in holder:
            if element.tag == W + "r":
                self._run(element, passage, look, ground)
            elif element.tag in _THROUGH:
                self._inline(element, passage, look, ground)
            elif element.tag == W + "sdt":
                properties = element.find(W + "sdtPr")
                content = element.find(W + "sdtContent")
                if content is not None and not switch(properties, "showingPlcHdr"):
                    self._inline(content, passage, look, ground)
            elif element.tag == ALTERNATE:
                branch = chosen_branch(element)
                if branch is not None:
                    self._inline(branch, passage, look, ground)
            elif element.tag in _MATH:
                text = "".join(str(part.text or "") for part in element.iter(_MATH_TEXT))
                self._add(text, passage, look, ground)

    def _run(
        self, run: etree._Element, passage: Passage, look: RunLook, ground: Rgb | None
    ) -> None:
        properties = run.find(W + "rPr")
        style = attribute(None if properties is None else properties.find(W + "rStyle"))
        said = self.styles.character_style(style)
        # 17.7.3: bold and italic of two styles switch each other off.
        look = look.under(
            replace(
                said,
                bold=said.bold and not look.bold if said.bold is not None else None,
                italic=said.italic and not look.italic if said.italic is not None else None,
            )
        ).under(self.styles.run_look(properties))
        self._run_content(run, passage, look, ground)

    def _run_content(
        self, run: etree._Element, passage: Passage, look: RunLook, ground: Rgb | None
    ) -> None:
        for element in run:
            tag = element.tag
            if tag == W + "fldChar":
                self._field_character(element, passage, look, ground)
            elif tag == W + "instrText":
                if self._fields:
                    self._fields[-1].code += element.text or ""
            elif look.hidden or not self._printing:
                continue
            elif look.struck and tag == W + "t":
                # What a person struck out is deleted, whatever its file still says.
                if (element.text or "").strip():
                    self.drawings.left_out.struck.append(element.text or "")
            elif tag == W + "t":
                self._add(element.text or "", passage, look, ground)
            elif tag in (W + "tab", W + "ptab"):
                passage.text += " "
            elif tag in (W + "br", W + "cr"):
                kind = attribute(element, "type")
                passage.text += "\n" if kind in (None, "textWrapping") else " "
            elif tag == W + "noBreakHyphen":
                passage.text += "-"
            elif tag == W + "sym":
                code = attribute(element, "char") or ""
                font = attribute(element, "font") or ""
                self._symbol(_character(code, 16), font, passage, look, ground)
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                mark = self.notes.refer(element)
                if mark:
                    passage.footnotes.append(mark)
            elif tag in (W + "footnoteRef", W + "endnoteRef"):
                passage.add(f"{self._own_number} ", look, ground)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._drawing(element, passage)
            elif tag == ALTERNATE:
                branch = chosen_branch(element)
                if branch is not None:
                    self._run_content(branch, passage, look, ground)

    @property
    def _printing(self) -> bool:
        return all(item.in_result for item in self._fields)

    def _field_character(
        self, element: etree._Element, passage: Passage, look: RunLook, ground: Rgb | None
    ) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            box = _check_box(element) or _chosen_entry(element)
            if box and self._printing and not look.hidden:
                self._add(box, passage, look, ground)
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            closed = self._fields.pop()
            symbol = _SYMBOL_FIELD.fullmatch(closed.code)
            if symbol and not closed.in_result and self._printing and not look.hidden:
                number = symbol[1].lower()
                base = 16 if number.startswith("0x") else 10
                font = _SYMBOL_FONT.search(symbol[2])
                name = font[1].strip() if font else look.font or ""
                self._symbol(_character(number, base), name, passage, look, ground)

    def _add(self, text: str, passage: Passage, look: RunLook, ground: Rgb | None) -> None:
        text = "".join(_shown(char, look) for char in text)
        if look.capitals:
            text = text.upper()
        if look.raised and self._is_note_mark(text, passage):
            passage.footnotes.append(text.strip())
            return
        if look.raised and text.strip() in _SQUARES and passage.text[-1:].isalpha():
            text = _SQUARES[text.strip()]
        passage.add(text, look, ground)
        for char in text:
            mark = mark_of_character(char)
            if mark is not None:
                passage.marks.append(replace(mark, colour=_colour_of(mark, look.ink)))

    def _symbol(
        self, char: str, font: str, passage: Passage, look: RunLook, ground: Rgb | None
    ) -> None:
        if char:
            self._add(char, passage, replace(look, font=font, wide_font=font), ground)

    def _drawing(self, element: etree._Element, passage: Passage) -> None:
        found = self.drawings.read(element)
        passage.marks += found.marks
        passage.boxes += found.boxes
        passage.sheets += found.sheets

    @staticmethod
    def _is_note_mark(text: str, passage: Passage) -> bool:
        """A raised text that hangs on what stands before it: neither an ordinal's letters
        nor a square, and not the mark that opens a footnote's own line."""
        mark = text.strip()
        before = passage.text.rstrip(" ")[-1:]
        if not mark or before in {"", "\n"} or len(mark) > 5:
            return False
        if mark.lower() in _ORDINAL and before.isdigit():
            return False
        unit = re.search(r"(?:^|[^A-Za-z])(?:[ckm]?m|CO)$", passage.text)
        return not (mark in _SQUARES and unit)


def _colour_of(mark: Mark, ink: Rgb | None) -> Rgb | None:
    """A symbol's colour: its ink, where that is no black or grey over a picture in colours, as a
    table's style sets all of its text in."""
    if ink is None or (mark.colour is not None and is_neutral(ink)):
        return mark.colour
    return ink


def mark_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change deleted the end of a paragraph: it goes on in the next one."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _tidied(passage: Passage) -> Passage:
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in passage.text.split("\n"))
    passage.text = "\n".join(lines).strip("\n")
    if passage.text.startswith(_PROMPTING) and _PROMPT.fullmatch(passage.text):
        passage.text = ""  # a control that was not filled in, saved as plain text
    return passage


def _shown(char: str, look: RunLook) -> str:
    """The character that a font shows for one: itself, but for symbol fonts."""
    first, second = (look.font, look.wide_font) if char.isascii() else (look.wide_font, look.font)
    font = second if first is None else first
    return (symbol_text(font, char) if font else None) or private_symbol(char) or char


def _character(code: str, base: int) -> str:
    try:
        return chr(int(code, base))
    except (ValueError, OverflowError):
        return ""


def _check_box(element: etree._Element) -> str:
    """The box of an old form field (17.16.7); "" where the field is none."""
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    ticked = switch(box, "checked")
    if ticked is None:
        ticked = bool(switch(box, "default"))
    return "☒" if ticked else "☐"


def _chosen_entry(element: etree._Element) -> str:
    """The chosen entry of an old drop-down field (17.16.9); "" where the field is none."""
    entries = element.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    texts = [attribute(entry) or "" for entry in entries.iterfind(W + "listEntry")]
    chosen = attribute(entries.find(W + "result")) or attribute(entries.find(W + "default")) or "0"
    place = whole(chosen, -1)
    return texts[place] if 0 <= place < len(texts) else ""
