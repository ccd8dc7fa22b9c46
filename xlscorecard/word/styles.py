"""How text and cells look once styles, table styles and direct formatting are put together.

Order of strength (ECMA-376 17.7.2): document defaults, table style, paragraph style, character
style, direct formatting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache

from lxml import etree

from xlscorecard.marks.theme import Theme
from xlscorecard.model.geometry import Rgb
from xlscorecard.word.colours import highlight_colour, shading, word_colour
from xlscorecard.word.names import W, attribute, switch, whole

MOST_STYLE_ANCESTORS = 20
# Half-points above the line from which on text is a superscript: less sets it straight.
_RAISED = 3


@dataclass(frozen=True, slots=True)
class RunLook:
    """What a run looks like; None means "not said here". ``size`` in points.

    ``wide_font`` is that of characters beyond ASCII (17.3.2.26), symbols among them; "" is one of
    the theme, which are never symbol fonts. A shading of its own that paints nothing is said with
    ``shade_said`` and no ``shade``.
    """

    font: str | None = None
    wide_font: str | None = None
    ink: Rgb | None = None
    ink_said: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    capitals: bool | None = None
    size: float | None = None
    shade: Rgb | None = None
    shade_said: bool | None = None
    pen: Rgb | None = None

    def under(self, stronger: RunLook) -> RunLook:
        """This look with everything that a stronger one says put over it."""
        return self if stronger == PLAIN else _over(self, stronger)


@lru_cache(maxsize=8_192)
def _over(look: RunLook, stronger: RunLook) -> RunLook:
    # A paper has some dozen looks, put over each other for each of its thousand runs.
    said = {
        item.name: getattr(stronger, item.name)
        for item in fields(RunLook)
        if getattr(stronger, item.name) is not None
    }
    if stronger.ink_said:
        said["ink"] = stronger.ink
    if stronger.shade_said:
        said["shade"] = stronger.shade
    return replace(look, **said)


PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph says of itself: heading level, list and background."""

    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    shade: Rgb | None = None
    shade_said: bool = False
    run: RunLook = PLAIN

    def under(self, stronger: ParagraphLook) -> ParagraphLook:
        return ParagraphLook(
            self.level if stronger.level is None else stronger.level,
            self.list_id if stronger.list_id is None else stronger.list_id,
            self.list_level if stronger.list_level is None else stronger.list_level,
            stronger.shade if stronger.shade_said else self.shade,
            self.shade_said or stronger.shade_said,
            self.run.under(stronger.run),
        )


@dataclass(frozen=True, slots=True)
class CellLook:
    """What a table style says of a cell."""

    fill: Rgb | None = None
    fill_said: bool = False
    run: RunLook = PLAIN

    def under(self, stronger: CellLook) -> CellLook:
        return CellLook(
            stronger.fill if stronger.fill_said else self.fill,
            self.fill_said or stronger.fill_said,
            self.run.under(stronger.run),
        )


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style: the look of the whole table and of its parts (17.18.89 names them)."""

    whole: CellLook = CellLook()
    parts: Mapping[str, CellLook] = field(default_factory=dict)
    row_band: int = 1
    column_band: int = 1

    def look(self, parts: Iterable[str]) -> CellLook:
        """The look of a cell that belongs to these parts, weakest first."""
        found = self.whole
        for part in parts:
            if part in self.parts:
                found = found.under(self.parts[part])
        return found


class Styles:
    """The styles of one document, each worked out once."""

    def __init__(self, root: etree._Element | None, theme: Theme) -> None:
        self.theme = theme
        self._elements: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._runs: dict[str, RunLook] = {}
        self._tables: dict[str, TableStyle] = {}
        self.base = PLAIN
        if root is None:
            return
        for style in root.iterfind(W + "style"):
            key = attribute(style, "styleId")
            if key is None:
                continue
            self._elements[key] = style
            if attribute(style, "default") in {"1", "true", "on"}:
                self._defaults[attribute(style, "type") or ""] = key
        self.base = self.run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def run_look(self, properties: etree._Element | None) -> RunLook:
        """What a ``w:rPr`` says itself, without its style."""
        if properties is None:
            return PLAIN
        colour = properties.find(W + "color")
        shade = properties.find(W + "shd")
        fonts = properties.find(W + "rFonts")
        size = attribute(properties.find(W + "sz"))
        return RunLook(
            font=_font(fonts, "ascii"),
            wide_font=_font(fonts, "hAnsi"),
            ink=word_colour(colour, self.theme),
            ink_said=None if colour is None else True,
            bold=switch(properties, "b"),
            italic=switch(properties, "i"),
            hidden=switch(properties, "vanish"),
            struck=_struck(properties),
            raised=_raised(properties),
            capitals=switch(properties, "caps"),
            size=None if size is None else whole(size) / 2,
            shade=shading(shade, self.theme),
            shade_said=None if shade is None else True,
            pen=highlight_colour(attribute(properties.find(W + "highlight"))),
        )

    def paragraph_look(self, properties: etree._Element | None) -> ParagraphLook:
        """A paragraph with its style: what ``w:pPr`` says and what it inherits."""
        style = attribute(None if properties is None else properties.find(W + "pStyle"))
        if style not in self._elements:
            style = self._defaults.get("paragraph")
        inherited = ParagraphLook() if style is None else self._paragraph_style(style)
        return inherited.under(self._said_of_paragraph(properties))

    def character_style(self, key: str | None) -> RunLook:
        """What a character style says, with its ancestors."""
        if key is None or key not in self._elements:
            return PLAIN
        if key not in self._runs:
            look = PLAIN
            for element in self._ancestors(key):
                look = look.under(self.run_look(element.find(W + "rPr")))
            self._runs[key] = look
        return self._runs[key]

    def table_style(self, key: str | None) -> TableStyle:
        """A table style with its ancestors; the document's default where none is named."""
        if key not in self._elements:
            key = self._defaults.get("table")
        if key is None:
            return TableStyle()
        if key not in self._tables:
            found = TableStyle()
            for element in self._ancestors(key):
                found = self._over_table_style(found, element)
            self._tables[key] = found
        return self._tables[key]

    def _ancestors(self, key: str) -> list[etree._Element]:
        """The style's elements, its oldest ancestor first."""
        chain: list[etree._Element] = []
        current: str | None = key
        while current in self._elements and len(chain) < MOST_STYLE_ANCESTORS:
            element = self._elements[current]
            if element in chain:
                break
            chain.append(element)
            current = attribute(element.find(W + "basedOn"))
        return chain[::-1]

    def _paragraph_style(self, key: str) -> ParagraphLook:
        if key not in self._paragraphs:
            look = ParagraphLook()
            for element in self._ancestors(key):
                look = look.under(self._said_of_paragraph(element.find(W + "pPr")))
                look = replace(look, run=look.run.under(self.run_look(element.find(W + "rPr"))))
                level = _heading_level(attribute(element.find(W + "name")))
                if level is not None:
                    look = replace(look, level=level)
            self._paragraphs[key] = look
        return self._paragraphs[key]

    def _said_of_paragraph(self, properties: etree._Element | None) -> ParagraphLook:
        if properties is None:
            return ParagraphLook()
        outline = attribute(properties.find(W + "outlineLvl"))
        numbering = properties.find(W + "numPr")
        shade = properties.find(W + "shd")
        return ParagraphLook(
            level=None if outline is None else whole(outline, 9) + 1,
            list_id=attribute(None if numbering is None else numbering.find(W + "numId")),
            list_level=None
            if numbering is None or numbering.find(W + "ilvl") is None
            else whole(attribute(numbering.find(W + "ilvl"))),
            shade=shading(shade, self.theme),
            shade_said=shade is not None,
        )

    def _cell_look(self, holder: etree._Element) -> CellLook:
        cell = holder.find(f"{W}tcPr/{W}shd")
        if cell is None:
            cell = holder.find(f"{W}tblPr/{W}shd")
        paragraph = self.run_look(holder.find(W + "rPr"))
        return CellLook(shading(cell, self.theme), cell is not None, paragraph)

    def _over_table_style(self, under: TableStyle, element: etree._Element) -> TableStyle:
        properties = element.find(W + "tblPr")
        parts = dict(under.parts)
        for part in element.iterfind(W + "tblStylePr"):
            name = attribute(part, "type") or ""
            parts[name] = parts.get(name, CellLook()).under(self._cell_look(part))
        return TableStyle(
            under.whole.under(self._cell_look(element)),
            parts,
            _band(properties, "tblStyleRowBandSize", under.row_band),
            _band(properties, "tblStyleColBandSize", under.column_band),
        )


def _font(fonts: etree._Element | None, script: str) -> str | None:
    """The font of a script; "" for one of the theme, which wins over a named one."""
    if attribute(fonts, script + "Theme"):
        return ""
    return attribute(fonts, script)


def _struck(properties: etree._Element) -> bool | None:
    """Whether one line or two strike the text out; None where nothing is said."""
    said = [switch(properties, name) for name in ("strike", "dstrike")]
    return None if said == [None, None] else any(said)


def _raised(properties: etree._Element) -> bool | None:
    """Whether text is a superscript, or stands as high above its line as one: other programs than
    Word, and people, move it up and set it smaller; None where nothing is said."""
    stated = attribute(properties.find(W + "vertAlign"))
    if stated is not None:
        return stated == "superscript"
    moved = attribute(properties.find(W + "position"))
    return None if moved is None else whole(moved) >= _RAISED


def _band(properties: etree._Element | None, name: str, default: int) -> int:
    element = None if properties is None else properties.find(W + name)
    return default if element is None else max(1, whole(attribute(element), 1))


def _heading_level(name: str | None) -> int | None:
    """1 to 9 for the built-in heading styles, whatever id a translated Word gave them; the
    title of the whole stands on the first level."""
    words = (name or "").lower().split()
    if words == ["title"]:
        return 1
    if len(words) == 2 and words[0] == "heading" and words[1] in set("123456789"):
        return int(words[1])
    return None
