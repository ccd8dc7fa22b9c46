"""Characters of a page to words, with style, reading direction and baseline.

PDFium's text page gives the characters of all text objects (form XObjects included) in the
order of the content stream, with spaces put in where gaps are wide. A *run* is a series of
characters without a space; calls are made per run and per text object, not per character,
because a call costs more than the arithmetic around it.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from xlscorecard.marks.glyphs import private_symbol, symbol_text
from xlscorecard.model.geometry import BLACK, BBox, Rgb
from xlscorecard.model.page import Edge, Word
from xlscorecard.pdf import native
from xlscorecard.pdf.cut_lines import is_hidden
from xlscorecard.pdf.fonts import Font, read_font
from xlscorecard.pdf.garbled import is_uncalled
from xlscorecard.pdf.leaps import Leaps
from xlscorecard.pdf.letters import letters_of
from xlscorecard.pdf.ligatures import Ligatures
from xlscorecard.pdf.slant import Slant, goes_on, slant_of
from xlscorecard.pdf.struck import Strikes, line_through
from xlscorecard.pdf.turn import Affine
from xlscorecard.pdf.unnamed import letter_of_code
from xlscorecard.pdf.words import PaintedWord, joined

# Share of the font size above and below the baseline that a word's box covers: digits and
# capitals of the usual faces are 0.66 to 0.73 em high, descenders 0.2 em deep. The fonts' own
# ascents are not used: subset fonts of LibreOffice and Chrome state them wrongly.
ABOVE = 0.74
BELOW = 0.22

# A figure whose end a clip hides by more than this share of its font size is cut off: a quarter of
# a digit, and more than the free space beside one. What is left to be seen may be another figure.
CUT_OFF = 0.15
# What the file holds of such a figure is likely, what a reader of the paper sees is not.
HALF_SEEN = 0.5
# How PDFium lays out the characters that it hands over: UTF-16 in the machine's own order.
_UTF_16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"

# A font's glyphs that could not be put into Unicode are doubtful whatever they show.
DOUBTFUL = 0.4

_UNSPACED = re.compile(
    r"[^ \t\r\n\f\v\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    r"\u202f\u205f\u3000\x1f\x1e\x1d\x1c]+"
)


class Style(NamedTuple):
    font: Font
    size: float
    shown_size: float
    ink: Rgb
    stroked: bool
    invisible: bool
    rotation: int
    baseline: tuple[float, float]
    # The paint of the fill as PDFium gives it, and the reading direction in user space: its
    # axis (0 across, 1 upwards, None slanted) and sign.
    paint: tuple[int, ...]
    axis: int | None
    sign: int


class TextReader:
    """Buffers and the fonts of one page; used for that page only."""

    def __init__(
        self,
        text_page: int,
        to_page: Affine,
        clip_of: Callable[[int], BBox | None],
        strikes: Strikes,
        turned: int,
    ) -> None:
        """``clip_of`` gives the box outside of which a text object does not show; the page is shown
        ``turned`` by so many quarters clockwise beyond its own rotation."""
        self._strikes = strikes
        self._page = text_page
        self._to_page = to_page
        self._clip_of = clip_of
        # How text is turned that stands on its head as the file shows the page: PDFium sorts the
        # objects of a line from left to right, so that its letters may come backwards.
        self._upside_down = (180 + 90 * turned) % 360
        self._floats = native.Floats(6)
        self._box_floats = native.Floats(4)
        self._ints = native.Integers(4)
        self._fonts: dict[int, Font] = {}
        self._styles: dict[int, Style] = {}
        self._slants: dict[tuple[float, ...], Slant] = {}
        self._unmapped: dict[tuple[int, str], bool] = {}
        self._clips: dict[int, BBox | None] = {}
        # Whether the page's characters are the numbers of glyphs.
        self.uncalled = False
        self._leaps = Leaps(text_page)
        self._ligatures = Ligatures(text_page)
        # Whether each character of the run under way is an object of its own.
        self._each_alone = False

    def words(self, count: int, paint_order: dict[int, int]) -> list[PaintedWord]:
        """The words of the page in content order, overprinted duplicates left in."""
        found: list[PaintedWord] = []
        text = self._characters(count)
        self.uncalled = is_uncalled(text)
        for unspaced in _UNSPACED.finditer(text):
            start, end = unspaced.span()
            spaced = True
            owner = native.char_object(self._page, start) or 0
            while start < end:
                stop, next_owner = self._run_end(text, start, end, owner)
                if owner:
                    stop, next_owner = self._before_leap(text, start, stop, owner, next_owner)
                    style = self._style_of(owner, start)
                    word = self._word(text, start, stop, style, spaced)
                    if word is not None:
                        spaced = False
                        order = paint_order.get(owner, -1)
                        self._add(found, self._painted(word, start, style, owner, order))
                start, owner = stop, next_owner
        return found

    def _add(self, found: list[PaintedWord], piece: PaintedWord) -> None:
        """Put a piece behind the words found, or join it to the last."""
        before = found[-1] if found else None
        whole = joined(before, piece) if before else None
        if before and whole is None and piece.word.rotation == self._upside_down:
            whole = joined(piece, before)  # a line's objects from left to right
        if whole is not None:
            found[-1] = whole
        else:
            found.append(piece)

    def outline(self, index: int) -> BBox:
        """The box of a character's ink on the upright page."""
        found = native.Doubles(4)
        native.char_box(self._page, index, *found.at)
        left, right, bottom, top = found.values.tolist()
        return self._to_page.box(left, bottom, right, top)

    def carries(self, name: str) -> bool:
        """Whether the file itself holds a font of this name that the page uses: a viewer sets
        text of any other in a font of its own, where each character looks as it is called."""
        return any(
            font.name == name and (not handle or native.font_embedded(handle) != 0)
            for handle, font in self._fonts.items()
        )

    def _run_end(self, text: str, start: int, stop: int, owner: int) -> tuple[int, int]:
        """Where the run of characters that begins at ``start`` ends, and whose is the next.

        Chrome makes a text object of every character. Such objects go on as one run where
        they touch, stand on one line and have one height and ink.
        """
        page, char_object = self._page, native.char_object
        self._each_alone = False
        if stop - start == 1 or char_object(page, stop - 1) == owner:
            return stop, owner  # an object's characters stand together
        loose, floats = native.char_loose_box, self._box_floats
        at, values = floats.at[0], floats.values
        style: Style | None = None
        last: Sequence[float] = ()
        last_index = -1
        mixed: bool | None = None
        lines: list[Edge] = []
        self._each_alone = True
        for index in range(start + 1, stop):
            other = char_object(page, index) or owner
            if other == owner:
                self._each_alone = False
                continue
            if style is None:
                style = self._style_of(owner, start)
                if style.axis is None:
                    return index, other
                if style.rotation == 0:
                    lines = self._strikes.near(style.baseline[1], style.size)
            if last_index != index - 1:
                loose(page, index - 1, at)
                last = values.tolist()
            loose(page, index, at)
            box = values.tolist()
            way = style.axis, style.sign
            if not (
                goes_on(*way, style.size, last, box)
                or self._ligatures.go_on(text, index, (last, box), way, style.size)
            ) or (lines and self._parts(lines, style, last, box)):
                return index, other
            if mixed is None:
                # Alike at both ends is alike throughout: calls saved for each character.
                final = char_object(page, stop - 1) or other
                mixed = not self._alike(style, owner, final)
            if mixed and not self._alike(style, owner, other):
                return index, other
            last, last_index, owner = box, index, other
        return stop, owner

    def _before_leap(
        self, text: str, start: int, stop: int, owner: int, next_owner: int
    ) -> tuple[int, int]:
        """Where a run ends that leaps, and whose is the next. One of objects of a character each
        does not."""
        style = self._style_of(owner, start)
        way = style.axis, style.sign
        if self._each_alone:
            self._leaps.ask(text, start, stop, way, style.size)
            return stop, next_owner
        end = self._leaps.before(text, start, stop, way, style.size, id(style.font))
        if end == stop:
            return stop, next_owner
        return end, native.char_object(self._page, end) or owner

    def _parts(
        self, lines: Sequence[Edge], style: Style, last: Sequence[float], box: Sequence[float]
    ) -> bool:
        """Whether one of two characters is struck out, and not the other."""
        one, two = (self._to_page.box(at[0], at[3], at[2], at[1]) for at in (last, box))
        struck = line_through(lines, one.x0, one.x1, style.size)
        return struck is not line_through(lines, two.x0, two.x1, style.size)

    def _alike(self, style: Style, owner: int, other: int) -> bool:
        """Whether another text object has the paint and the clip of one in this style."""
        return self._fill_paint(other) == style.paint and self._clip(other) == self._clip(owner)

    def _clip(self, owner: int) -> BBox | None:
        if owner not in self._clips:
            self._clips[owner] = self._clip_of(owner)
        return self._clips[owner]

    def _style_of(self, owner: int, index: int) -> Style:
        style = self._styles.get(owner)
        if style is None:
            style = self._styles[owner] = self._style(index, owner)
        return style

    def _fill_paint(self, owner: int) -> tuple[int, ...]:
        native.fill_colour(owner, *self._ints.at)
        return tuple(self._ints.values.tolist())

    def _characters(self, count: int) -> str:
        """The page's text, in which places are the numbers of PDFium's characters."""
        buffer = (ctypes.c_ushort * (count + 1))()
        got = native.text_get(self._page, 0, count, ctypes.addressof(buffer))
        if got == count + 1:
            # No surrogates and nothing left out: text and characters count alike.
            text = bytes(buffer)[: 2 * count].decode(_UTF_16, "surrogatepass")
            if len(text) == count:
                return text
        return "".join(chr(min(native.char_unicode(self._page, i), 0x10FFFF)) for i in range(count))

    def _word(self, text: str, start: int, stop: int, style: Style, spaced: bool) -> Word | None:
        """What a run's characters say; None where that is nothing."""
        chars = shown = text[start:stop]
        confidence = 1.0
        symbol = style.font.symbol
        if symbol:
            shown = "".join(symbol_text(style.font.name, char) or char for char in chars)
        elif not shown.isascii() or not shown.isprintable():
            if self._any_unmapped(style.font, chars, start):
                confidence = DOUBTFUL
                if len(chars) == 1 and chars < " ":
                    chars = letter_of_code(chars)
                symbols = [private_symbol(char) for char in chars]
                symbol = None not in symbols
                shown = "".join(known or char for known, char in zip(symbols, chars, strict=True))
            shown = letters_of(shown)
        if not shown:
            return None
        return Word(
            text=shown,
            bbox=self._box(style),
            size=style.shown_size,
            font=style.font.name,
            ink=style.ink,
            bold=style.font.bold or style.stroked,
            italic=style.font.italic,
            rotation=style.rotation,
            symbol=symbol,
            space_before=spaced,
            confidence=confidence,
            # PDFium puts in spaces of its own where it sees a gap.
            space_after=stop < len(text)
            and text[stop] == " "
            and native.char_generated(self._page, stop) == 0,
        )

    def _painted(self, word: Word, start: int, style: Style, owner: int, order: int) -> PaintedWord:
        """The word of a run with what of it shows: its ink, its clip, the line through it."""
        box, clip = word.bbox, self._clip(owner)
        hidden = is_hidden(box, clip)
        if clip is not None and not hidden and _cuts_figure(clip, word):
            word = replace(word, confidence=min(word.confidence, HALF_SEEN))
        across, down = style.baseline
        baseline = across if style.rotation in (90, 270) else down
        lines = self._strikes.near(baseline, style.size) if style.rotation == 0 else []
        return PaintedWord(
            word,
            order,
            style.invisible or hidden,
            baseline,
            start,
            clip,
            line_through(lines, box.x0, box.x1, style.size) if lines else None,
        )

    def _any_unmapped(self, font: Font, chars: str, start: int) -> bool:
        for offset, char in enumerate(chars):
            if " " < char < "\x7f":
                continue
            key = (id(font), char)
            if key not in self._unmapped:
                self._unmapped[key] = native.char_map_error(self._page, start + offset) == 1
            if self._unmapped[key] or "\ue000" <= char <= "\uf8ff" or char == "\ufffd":
                return True
        return False

    def _style(self, index: int, owner: int) -> Style:
        floats, ints = self._floats, self._ints
        native.char_matrix(self._page, index, floats.at[0])
        a, b, c, d, e, f = floats.values.tolist()
        slant = self._slants.get((a, b, c, d))
        if slant is None:
            slant = self._slants[a, b, c, d] = slant_of(self._to_page, a, b, c, d)
        native.text_font_size(owner, floats.at[0])
        size = abs(floats.values[0]) * slant.across
        mode = native.text_render_mode(owner)
        paint = self._fill_paint(owner)
        red, green, blue, alpha = paint
        if mode in (1, 5) and native.stroke_colour(owner, *ints.at):
            red, green, blue, alpha = ints.values.tolist()
        return Style(
            font=self._font(native.text_font(owner) or 0),
            size=size,
            shown_size=round(size, 2),
            ink=BLACK if red == green == blue == 0 else Rgb(red, green, blue),
            stroked=mode in (2, 6),
            invisible=mode in (native.RENDER_INVISIBLE, native.RENDER_CLIP_ONLY) or alpha == 0,
            rotation=slant.rotation,
            baseline=self._to_page.point(e, f),
            paint=paint,
            axis=slant.axis,
            sign=slant.sign,
        )

    def _font(self, handle: int) -> Font:
        font = self._fonts.get(handle)
        if font is None:
            font = self._fonts[handle] = read_font(handle)
        return font

    def _box(self, style: Style) -> BBox:
        """The run's box on the upright page."""
        start, end = self._leaps.first, self._leaps.last
        x0, x1 = min(start[0], end[0]), max(start[2], end[2])
        x, y = style.baseline
        up, down = ABOVE * style.size, BELOW * style.size
        to_page = self._to_page
        if style.rotation == 0 and to_page.c == 0:
            # Nearly every word: of its box on the page only the sides are asked for.
            sides = to_page.a * x0 + to_page.e, to_page.a * x1 + to_page.e
            return BBox(min(sides), y - up, max(sides), y + down)
        box = to_page.box(x0, min(start[3], end[3]), x1, max(start[1], end[1]))
        match style.rotation:
            case 0:
                return BBox(box.x0, y - up, box.x1, y + down)
            case 90:
                return BBox(x - down, box.top, x + up, box.bottom)
            case 180:
                return BBox(box.x0, y - down, box.x1, y + up)
            case 270:
                return BBox(x - up, box.top, x + down, box.bottom)
        return box


def _cuts_figure(clip: BBox, word: Word) -> bool:
    """Whether a clip hides the first or last digit of a word, as a cell too narrow for it does."""
    box, reach = word.bbox, CUT_OFF * word.size
    if word.rotation % 180:
        cut = box.top < clip.top - reach or box.bottom > clip.bottom + reach
    else:
        cut = box.x0 < clip.x0 - reach or box.x1 > clip.x1 + reach
    return cut and any(map(str.isdigit, word.text))
